//! Reads one item as it is typed on the command line: `2 NAS-KEJU: tanpa gula`, or a change of an
//! order: `+2 NAS-KEJU`, `-1 NAS-KEJU`, `3 NAS-KEJU`. The choice of a package stands in brackets
//! after its code, the wearer after an `@`: `1 HAMP[NAS-KEJU, LDK] @Andi: kartu`. Variant codes may
//! hold spaces and begin with a digit.

use thiserror::Error;

use super::message::Message;
use super::text::excerpt;

/// Most units one item may have.
pub const MAX_QTY: i64 = 1_000_000;

/// An item or a change of one, before its variant is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemText {
    /// Units, 1 to [`MAX_QTY`].
    pub qty: i64,
    /// Whether the units are added, removed or the new number.
    pub change: Change,
    /// Code of the variant as typed, without spaces around it.
    pub variant: String,
    /// What was chosen for a package, as typed (rule 65).
    pub chosen: Option<String>,
    /// Who it is for: the name after an `@` (rule 67).
    pub for_whom: Option<String>,
    /// Customization: the text after the first colon, exactly as typed (rule 67) but trimmed.
    pub customization: Option<String>,
}

/// What a typed number does to the units an order already has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// `+2`: add two units.
    Add,
    /// `-2`: remove two units.
    Remove,
    /// `2`: two units in all.
    Set,
}

/// Why a text is not an item.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ItemError {
    /// The text does not begin with a number of units.
    #[error("no quantity in {0:?}")]
    NoQuantity(String),
    /// The number of units is 0 or beyond [`MAX_QTY`].
    #[error("quantity out of bounds in {0:?}")]
    QuantityOutOfBounds(String),
    /// There is a number, but nothing that names a variant.
    #[error("no variant in {0:?}")]
    NoVariant(String),
}

impl ItemError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let (key, text) = match self {
            Self::NoQuantity(text) => ("item-no-quantity", text),
            Self::QuantityOutOfBounds(text) => ("item-quantity-out-of-bounds", text),
            Self::NoVariant(text) => ("item-no-variant", text),
        };
        Message::new(key)
            .text("text", excerpt(text))
            .count("max", MAX_QTY)
    }
}

impl ItemText {
    /// Reads one item.
    ///
    /// # Errors
    /// When the units are missing or out of bounds, or the variant is missing.
    pub fn parse(text: &str) -> Result<Self, ItemError> {
        let typed = text.trim();
        let (change, rest) = match typed.chars().next() {
            Some('+') => (Change::Add, &typed[1..]),
            Some('-') => (Change::Remove, &typed[1..]),
            Some('−') => (Change::Remove, &typed['−'.len_utf8()..]),
            _ => (Change::Set, typed),
        };
        let rest = rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = rest.split_at(digits);
        let rest = after_times(rest).ok_or_else(|| ItemError::NoQuantity(typed.to_owned()))?;
        if number.is_empty() {
            return Err(ItemError::NoQuantity(typed.to_owned()));
        }
        let qty = number
            .parse()
            .ok()
            .filter(|qty| (1..=MAX_QTY).contains(qty))
            .ok_or_else(|| ItemError::QuantityOutOfBounds(typed.to_owned()))?;
        let (variant, customization) = match rest.split_once(':') {
            Some((variant, text)) => (variant, Some(text.trim())),
            None => (rest, None),
        };
        let (variant, for_whom) = wearer(variant);
        let (variant, chosen) = with_choice(variant);
        if variant.is_empty() {
            return Err(ItemError::NoVariant(typed.to_owned()));
        }
        Ok(Self {
            qty,
            change,
            variant: variant.to_owned(),
            chosen: chosen.filter(|text| !text.is_empty()).map(str::to_owned),
            for_whom: for_whom.map(str::to_owned),
            customization: customization
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
        })
    }
}

/// Splits `HAMP[NAS-KEJU, LDK]` into the code or name and the choice in brackets.
pub fn with_choice(text: &str) -> (&str, Option<&str>) {
    match text
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        Some((name, chosen)) => (name.trim_end(), Some(chosen.trim())),
        None => (text, None),
    }
}

/// Splits a text at the first `@` that begins a word: what comes before, and the wearer's name
/// after it, which may hold another `@`.
pub(super) fn wearer(text: &str) -> (&str, Option<&str>) {
    let begins = |(at, _): &(usize, &str)| text[..*at].ends_with(char::is_whitespace) || *at == 0;
    match text.match_indices('@').find(begins) {
        Some((at, sign)) => {
            let name = text[at + sign.len()..].trim();
            (
                text[..at].trim(),
                Some(name).filter(|name| !name.is_empty()),
            )
        }
        None => (text.trim(), None),
    }
}

/// The text after a number, without a times sign (`2x NAS`, `2 x NAS`, `2 × NAS`). An `x` alone is
/// the variant's code. `None` when the number is the beginning of a word, as in `85123A`.
fn after_times(rest: &str) -> Option<&str> {
    let bare = rest.trim_start();
    let spaced = bare.len() < rest.len();
    let mut chars = bare.chars();
    match chars.next() {
        None => Some(bare),
        Some('×' | '*') => Some(chars.as_str()),
        Some('x' | 'X') if chars.as_str().starts_with(char::is_whitespace) => {
            let variant = chars.as_str();
            Some(if variant.trim().is_empty() {
                bare
            } else {
                variant
            })
        }
        Some(_) => spaced.then_some(bare),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn item(text: &str) -> (Change, i64, String, Option<String>) {
        let item = ItemText::parse(text).unwrap();
        (item.change, item.qty, item.variant, item.customization)
    }

    #[rstest]
    #[case("2 NAS", Change::Set, 2, "NAS")]
    #[case("2x NAS", Change::Set, 2, "NAS")]
    #[case("2 x NAS", Change::Set, 2, "NAS")]
    #[case("2×NAS", Change::Set, 2, "NAS")]
    #[case("  12   nas keju besar ", Change::Set, 12, "nas keju besar")]
    #[case("6 85123A", Change::Set, 6, "85123A")]
    #[case("2 X", Change::Set, 2, "X")]
    #[case("2 XL KAOS", Change::Set, 2, "XL KAOS")]
    #[case("+2 NAS", Change::Add, 2, "NAS")]
    #[case("-1 NAS", Change::Remove, 1, "NAS")]
    #[case("− 1 NAS", Change::Remove, 1, "NAS")]
    #[case("1000000 NAS", Change::Set, 1_000_000, "NAS")]
    fn reads(#[case] text: &str, #[case] change: Change, #[case] qty: i64, #[case] variant: &str) {
        assert_eq!(item(text), (change, qty, variant.to_owned(), None));
    }

    #[test]
    fn a_customization_stands_after_the_first_colon() {
        let read = item("2 NAS-KEJU: tulis: \"Selamat 17:00\"");
        assert_eq!(read.2, "NAS-KEJU");
        assert_eq!(read.3.as_deref(), Some("tulis: \"Selamat 17:00\""));
        assert_eq!(item("2 NAS:").3, None);
    }

    #[test]
    fn a_wearer_stands_after_an_at_sign() {
        let read = |text| {
            let item = ItemText::parse(text).unwrap();
            (item.variant, item.for_whom, item.customization)
        };
        let some = |text: &str| Some(text.to_owned());
        let andi = ("JRS-L".to_owned(), some("Andi S"), some("nama=ANDI"));
        assert_eq!(read("1 JRS-L @Andi S: nama=ANDI"), andi);
        assert_eq!(read("+1 JRS-L @ Andi S : nama=ANDI"), andi);
        assert_eq!(read("1 JRS-L @"), ("JRS-L".to_owned(), None, None));
        // Inside a code it is the code's.
        assert_eq!(read("1 A@B"), ("A@B".to_owned(), None, None));
        let mail = read("1 JRS-L: ke a @b");
        assert_eq!(mail, ("JRS-L".to_owned(), None, some("ke a @b")));
    }

    #[rstest]
    #[case("1 HAMP[NAS, LDK]: kartu", "HAMP", Some("NAS, LDK"), Some("kartu"))]
    #[case("1 HAMP [NAS]", "HAMP", Some("NAS"), None)]
    #[case("1 HAMP[]", "HAMP", None, None)]
    #[case("1 HAMP: kartu [emas]", "HAMP", None, Some("kartu [emas]"))]
    fn what_was_chosen_stands_in_brackets(
        #[case] text: &str,
        #[case] code: &str,
        #[case] chosen: Option<&str>,
        #[case] customization: Option<&str>,
    ) {
        let read = ItemText::parse(text).unwrap();
        assert_eq!(read.variant, code);
        assert_eq!(read.chosen.as_deref(), chosen);
        assert_eq!(read.customization.as_deref(), customization);
    }

    #[rstest]
    #[case("", ItemError::NoQuantity(String::new()))]
    #[case("NAS", ItemError::NoQuantity("NAS".into()))]
    #[case("85123A", ItemError::NoQuantity("85123A".into()))]
    #[case("+ NAS", ItemError::NoQuantity("+ NAS".into()))]
    #[case("0 NAS", ItemError::QuantityOutOfBounds("0 NAS".into()))]
    #[case("1000001 NAS", ItemError::QuantityOutOfBounds("1000001 NAS".into()))]
    #[case("99999999999999999999 NAS", ItemError::QuantityOutOfBounds("99999999999999999999 NAS".into()))]
    #[case("2", ItemError::NoVariant("2".into()))]
    #[case("2 @Andi", ItemError::NoVariant("2 @Andi".into()))]
    #[case("2 : merah", ItemError::NoVariant("2 : merah".into()))]
    fn refuses(#[case] text: &str, #[case] error: ItemError) {
        assert_eq!(ItemText::parse(text), Err(error));
    }
}
