//! Reads the value of a cell, or says what is wrong with it and what would be right.

use super::units::Unit;
use crate::domain::message::Message;
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::text;
use crate::intake::file::cell::Value;

/// Most units of one line.
pub const MAX_QUANTITY: u32 = 1_000_000;

/// Units from which a count may be a price.
pub(in crate::intake) const MANY: u32 = 500;

/// Reads units of a line, from 1 to [`MAX_QUANTITY`]; dozens and scores are counted by the piece.
///
/// # Errors
/// A sentence: empty, not a number, a fraction, zero or less, too many, an unknown unit, or a number
/// with two readings (`1.000`).
pub fn quantity(value: Value<'_>) -> Result<u32, Message> {
    quantity_in(value, None)
}

/// Like [`quantity`], below a title or beside a cell that says the unit.
pub(in crate::intake) fn quantity_in(value: Value<'_>, unit: Option<Unit>) -> Result<u32, Message> {
    let typed = match value {
        Value::Empty => return Err(Message::new("intake-quantity-empty")),
        Value::Uncomputed => return Err(Message::new("intake-formula")),
        Value::Moment(_) => return Err(wrong("intake-quantity-unreadable", value)),
        Value::Number(number) => number,
        Value::Text(text) => return quantity_text(text, unit),
    };
    if !typed.is_finite() {
        return Err(wrong("intake-quantity-unreadable", value));
    }
    let typed = typed * f64::from(pieces(unit, value)?);
    if typed.fract() != 0.0 {
        return Err(wrong("intake-quantity-fraction", value));
    }
    if typed < 1.0 {
        return Err(wrong("intake-quantity-not-positive", value));
    }
    if typed > f64::from(MAX_QUANTITY) {
        return Err(too_many(value));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and within bounds, as checked above"
    )]
    Ok(typed as u32)
}

/// How many pieces 1 is in a unit.
fn pieces(unit: Option<Unit>, value: Value<'_>) -> Result<u32, Message> {
    match unit {
        None => Ok(1),
        Some(Unit::Pieces(pieces)) => Ok(pieces),
        Some(Unit::Unknown) => Err(wrong("intake-unit-unknown", value)),
    }
}

/// How many pieces 1 is in a quantity that was read: 12 for `2 lusin`.
pub(in crate::intake) fn pieces_of(value: Value<'_>, unit: Option<Unit>) -> u32 {
    let own = match value {
        Value::Text(text) => Unit::of(&split_unit(text).1),
        _ => None,
    };
    match own.or(unit) {
        Some(Unit::Pieces(pieces)) => pieces,
        Some(Unit::Unknown) | None => 1,
    }
}

fn quantity_text(text: &str, unit: Option<Unit>) -> Result<u32, Message> {
    let value = Value::Text(text);
    let body = text.strip_prefix('\'').unwrap_or(text);
    let (negative, body) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, body),
    };
    let (number, word) = split_unit(body);
    let own = match word.as_str() {
        "" => None,
        word => Some(Unit::of(word).ok_or_else(|| wrong("intake-quantity-unreadable", value))?),
    };
    let unit = match (own, unit) {
        // `2 toples` where the title says dozens.
        (Some(own), Some(said)) if own != said => {
            return Err(wrong("intake-units-differ", value));
        }
        (own, said) => own.or(said),
    };
    let pieces = pieces(unit, value)?;
    if let Some(at) = number.find(['.', ',']) {
        let (whole, rest) = (&number[..at], &number[at + 1..]);
        let grouped = |separator: char| {
            whole.len() <= 3
                && rest
                    .split(separator)
                    .all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
        };
        let zeros = !rest.is_empty() && rest.bytes().all(|b| b == b'0');
        if (grouped('.') || grouped(',')) && !whole.starts_with('0') {
            // `1.000` is a thousand in some spreadsheets and one in others; a wrong guess would
            // make 999 jars too many or too few.
            return Err(wrong("intake-quantity-ambiguous", value)
                .text("plain", number.replace(['.', ','], "")));
        }
        let digits = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        return if zeros {
            quantity_digits(whole, pieces, negative, value)
        } else if digits && pieces > 1 && rest.len() <= 2 {
            part_of(whole, rest, pieces, negative, value)
        } else if digits {
            Err(wrong("intake-quantity-fraction", value))
        } else {
            Err(wrong("intake-quantity-unreadable", value))
        };
    }
    quantity_digits(&number, pieces, negative, value)
}

/// Splits a quantity into its number and the unit after it, which may be one word: `½ lusin` is
/// `0,5` and `lusin`, `selusin` is `1` and `lusin`.
fn split_unit(text: &str) -> (String, String) {
    let lower = text.to_lowercase();
    for half in ["setengah ", "½", "1/2 ", "0.5 ", "0,5 "] {
        if let Some(rest) = lower.strip_prefix(half) {
            return ("0,5".to_owned(), rest.trim().to_owned());
        }
    }
    if let Some(unit) = lower
        .strip_prefix("se")
        .filter(|unit| matches!(*unit, "lusin" | "kodi"))
    {
        return ("1".to_owned(), unit.to_owned());
    }
    let digits_end = lower
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .unwrap_or(lower.len());
    let (number, unit) = lower.split_at(digits_end);
    let half = unit.strip_prefix('½');
    match half
        .or_else(|| unit.strip_prefix(" ½"))
        .or_else(|| unit.strip_prefix(" 1/2 "))
    {
        Some(rest) => (format!("{number},5"), rest.trim().to_owned()),
        None => (
            number.to_owned(),
            unit.trim().trim_end_matches('.').to_owned(),
        ),
    }
}

/// A number with a fraction, in units of several pieces: `1,5` dozens are 18.
fn part_of(
    whole: &str,
    fraction: &str,
    pieces: u32,
    negative: bool,
    value: Value<'_>,
) -> Result<u32, Message> {
    let scale = 10_u64.pow(u32::try_from(fraction.len()).unwrap_or(2));
    let number: Option<u64> = format!("{whole}{fraction}").parse().ok();
    let units = number.and_then(|number| number.checked_mul(u64::from(pieces)));
    match units {
        Some(units) if units.is_multiple_of(scale) => {
            quantity_digits(&(units / scale).to_string(), 1, negative, value)
        }
        Some(_) => Err(wrong("intake-quantity-fraction", value)),
        None => Err(too_many(value)),
    }
}

fn quantity_digits(
    digits: &str,
    pieces: u32,
    negative: bool,
    value: Value<'_>,
) -> Result<u32, Message> {
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(wrong("intake-quantity-unreadable", value));
    }
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() || negative {
        return Err(wrong("intake-quantity-not-positive", value));
    }
    match digits
        .parse::<u32>()
        .map(|units| units.saturating_mul(pieces))
    {
        Ok(units) if units <= MAX_QUANTITY => Ok(units),
        _ => Err(too_many(value)),
    }
}

fn too_many(value: Value<'_>) -> Message {
    wrong("intake-quantity-too-many", value).count("limit", MAX_QUANTITY)
}

/// Reads an amount below a title that says what 1 means there, in rupiah; `None` when the cell is
/// blank.
///
/// # Errors
/// As [`price`], and a number of thousands that is itself in the thousands.
pub(in crate::intake) fn price_in(
    value: Value<'_>,
    rupiah: i64,
) -> Result<Option<Rupiah>, Message> {
    if rupiah == 1 {
        return price(value);
    }
    let typed = match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.trim_start_matches('\'').to_lowercase(),
        Value::Empty | Value::Uncomputed | Value::Moment(_) => return price(value),
    };
    let bare = typed
        .strip_prefix("rp")
        .unwrap_or(&typed)
        .trim_start_matches('.')
        .trim();
    let (whole, part) = bare.split_once(['.', ',']).unwrap_or((bare, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // `30rb` says it once more.
    if !digits(whole) || whole.is_empty() {
        return price(value);
    }
    if whole.len() > 3 || !digits(part) || part.len() > 2 {
        return Err(wrong("intake-price-thousands", value));
    }
    let hundredths: i64 = format!("{whole}{part:0<2}").parse().unwrap_or(i64::MAX);
    let amount = hundredths.saturating_mul(rupiah / 100);
    Rupiah::new(amount)
        .bounded()
        .map(Some)
        .map_err(|error| error.message())
}

/// Reads a unit price in rupiah, 0 or more; `None` when the cell is blank.
///
/// # Errors
/// A sentence: not an amount, below zero, a fraction, or what a spreadsheet left of thousands
/// (`60.0` for 60.000).
pub fn price(value: Value<'_>) -> Result<Option<Rupiah>, Message> {
    says(value)?;
    let amount = match value {
        Value::Empty => return Ok(None),
        Value::Uncomputed => return Err(Message::new("intake-formula")),
        Value::Moment(_) => {
            return Err(MoneyError::Unreadable(value.to_text()).message());
        }
        Value::Number(number) => {
            if !number.is_finite() || number.fract() != 0.0 {
                return Err(wrong("intake-price-fraction", value));
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a number beyond i64 saturates and is refused as too large"
            )]
            Rupiah::new(number as i64)
        }
        Value::Text(text) => {
            let text = text.strip_prefix('\'').unwrap_or(text);
            if text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit()) {
                // A fast path for plain digits; `Rupiah::parse` reads the rest.
                Rupiah::new(text.parse().unwrap_or(i64::MAX))
            } else if text.starts_with(['-', '−']) {
                return Err(wrong("intake-price-negative", value));
            } else if is_left_of_thousands(text) {
                return Err(wrong("intake-price-damaged", value));
            } else {
                Rupiah::parse(text).map_err(|error| error.message())?
            }
        }
    };
    if amount < Rupiah::ZERO {
        return Err(wrong("intake-price-negative", value));
    }
    amount.bounded().map(Some).map_err(|error| error.message())
}

/// Whether a text is what a spreadsheet leaves of thousands that it took for a fraction: `60.0`.
fn is_left_of_thousands(text: &str) -> bool {
    let Some((whole, zeros)) = text.split_once(['.', ',']) else {
        return false;
    };
    (1..=3).contains(&whole.len())
        && (1..=2).contains(&zeros.len())
        && zeros.bytes().all(|byte| byte == b'0')
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && whole.bytes().any(|byte| byte != b'0')
}

/// Error values of spreadsheets.
const FAILED: [&str; 11] = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!",
    "#CALC!", "#DATA!",
];

/// Checks that a cell has a usable value: not a formula without a value or with an error.
pub fn says(value: Value<'_>) -> Result<(), Message> {
    match value {
        Value::Uncomputed => Err(Message::new("intake-formula")),
        Value::Text(text) if text.starts_with('#') && FAILED.contains(&text) => {
            Err(wrong("intake-formula-failed", value))
        }
        _ => Ok(()),
    }
}

/// A number that identifies something, as it was before a spreadsheet took it for a figure:
/// `6281234567890.0` loses its fraction.
///
/// # Errors
/// What was shortened (`8.99E+12`), or has more digits than a figure keeps.
pub(in crate::intake) fn identity(value: Value<'_>) -> Result<Value<'_>, Message> {
    let lost = match value {
        Value::Text(text) => is_shortened(text, true),
        Value::Number(number) => number.abs() >= 1e15,
        Value::Empty | Value::Moment(_) | Value::Uncomputed => false,
    };
    if lost {
        return Err(wrong("intake-number-shortened", value));
    }
    Ok(match value {
        Value::Text(text) => {
            let text = text.strip_prefix('\'').unwrap_or(text);
            let figure = text.strip_suffix(".0").filter(|digits| {
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            });
            Value::Text(figure.unwrap_or(text))
        }
        value => value,
    })
}

/// Whether a text is a figure with a power of ten. `signed`: only with the sign that spreadsheets
/// write, because `12E4` may be a number of its own.
fn is_shortened(text: &str, signed: bool) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
        let digits = digits.replace([',', '.'], "");
        let power = match power.strip_prefix('+') {
            None if signed => return false,
            power_with_sign => power_with_sign.unwrap_or(power),
        };
        [digits.as_str(), power]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Checks that a phone number still has its digits. A spreadsheet that treats it as a number shows
/// and saves `6.28E+12`, which has lost the rest.
pub fn phone(value: Value<'_>) -> Result<(), Message> {
    let shortened = match value {
        Value::Text(text) => is_shortened(text, false),
        Value::Number(number) => number >= 1e9 && number % 1e6 == 0.0,
        Value::Empty | Value::Moment(_) | Value::Uncomputed => false,
    };
    match shortened {
        true => Err(wrong("intake-phone-shortened", value)),
        false => Ok(()),
    }
}

/// A message that quotes the cell, cleaned and shortened (rule 59).
pub(in crate::intake) fn wrong(key: &'static str, value: Value<'_>) -> Message {
    Message::new(key).text("value", text::excerpt(&value.to_text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2", 2)]
    #[case("2 pcs", 2)]
    #[case("2pcs", 2)]
    #[case("3x", 3)]
    #[case("12 Toples", 12)]
    #[case("007", 7)]
    #[case("2.0", 2)]
    #[case("2,00", 2)]
    #[case("'5", 5)]
    #[case("2 lusin", 24)]
    #[case("½ lusin", 6)]
    #[case("setengah lusin", 6)]
    #[case("1,5 lusin", 18)]
    #[case("1 ½ lusin", 18)]
    #[case("selusin", 12)]
    #[case("1 kodi", 20)]
    #[case("1000000", 1_000_000)]
    fn quantities(#[case] text: &str, #[case] units: u32) {
        assert_eq!(quantity(Value::Text(text)), Ok(units));
    }

    #[rstest]
    #[case("1.000", "intake-quantity-ambiguous")]
    #[case("1,000", "intake-quantity-ambiguous")]
    #[case("1.000.000", "intake-quantity-ambiguous")]
    #[case("1,5", "intake-quantity-fraction")]
    #[case("0.5", "intake-quantity-fraction")]
    #[case("0.500", "intake-quantity-fraction")]
    #[case("0", "intake-quantity-not-positive")]
    #[case("-3", "intake-quantity-not-positive")]
    #[case("1000001", "intake-quantity-too-many")]
    #[case("99999999999999999999999", "intake-quantity-too-many")]
    #[case("dua", "intake-quantity-unreadable")]
    #[case("2 kg", "intake-unit-unknown")]
    #[case("1 dus", "intake-unit-unknown")]
    #[case("½", "intake-quantity-fraction")]
    #[case("0,3 lusin", "intake-quantity-fraction")]
    #[case("3+1", "intake-quantity-unreadable")]
    #[case("masing-masing 3", "intake-quantity-unreadable")]
    #[case("1e3", "intake-quantity-unreadable")]
    #[case("2-3", "intake-quantity-unreadable")]
    #[case("=2+3", "intake-quantity-unreadable")]
    #[case(".", "intake-quantity-unreadable")]
    fn quantities_refused(#[case] text: &str, #[case] key: &str) {
        assert_eq!(quantity(Value::Text(text)).unwrap_err().key, key);
    }

    #[test]
    fn typed_quantities() {
        assert_eq!(quantity(Value::Number(12.0)), Ok(12));
        for (number, key) in [
            (1.5, "intake-quantity-fraction"),
            (0.0, "intake-quantity-not-positive"),
            (-2.0, "intake-quantity-not-positive"),
            (1e300, "intake-quantity-too-many"),
            (f64::NAN, "intake-quantity-unreadable"),
        ] {
            assert_eq!(quantity(Value::Number(number)).unwrap_err().key, key);
        }
        assert_eq!(
            quantity(Value::Empty).unwrap_err().key,
            "intake-quantity-empty"
        );
    }

    #[rstest]
    #[case(Value::Text("51000"), 51_000)]
    #[case(Value::Text("0"), 0)]
    #[case(Value::Text("Rp125.000,-"), 125_000)]
    #[case(Value::Text("125rb"), 125_000)]
    #[case(Value::Number(17_500.0), 17_500)]
    fn prices(#[case] value: Value<'_>, #[case] rupiah: i64) {
        assert_eq!(price(value), Ok(Some(Rupiah::new(rupiah))));
    }

    #[rstest]
    #[case(Value::Text("-500"), "intake-price-negative")]
    #[case(Value::Text("gratis"), "money-unreadable")]
    #[case(Value::Text("60.0"), "intake-price-damaged")]
    #[case(Value::Text("35,00"), "intake-price-damaged")]
    #[case(Value::Text("#N/A"), "intake-formula-failed")]
    #[case(Value::Text("1.500,5"), "money-ambiguous")]
    #[case(Value::Text("1000000000001"), "money-too-large")]
    #[case(Value::Number(1e18), "money-too-large")]
    #[case(Value::Number(1e300), "money-too-large")]
    #[case(Value::Number(100.5), "intake-price-fraction")]
    fn prices_refused(#[case] value: Value<'_>, #[case] key: &str) {
        assert_eq!(price(value).unwrap_err().key, key);
    }

    #[test]
    fn the_unit_of_a_title_or_column_counts_once() {
        let dozens = Some(Unit::Pieces(12));
        assert_eq!(quantity_in(Value::Text("2"), dozens), Ok(24));
        assert_eq!(quantity_in(Value::Number(1.5), dozens), Ok(18));
        assert_eq!(quantity_in(Value::Text("2 lusin"), dozens), Ok(24));
        let key = |value, unit| quantity_in(value, unit).unwrap_err().key;
        assert_eq!(key(Value::Text("2 toples"), dozens), "intake-units-differ");
        assert_eq!(
            key(Value::Number(2.0), Some(Unit::Unknown)),
            "intake-unit-unknown"
        );
    }

    #[rstest]
    #[case(Value::Text("30"), 30_000)]
    #[case(Value::Text("Rp 28,5"), 28_500)]
    #[case(Value::Text("30rb"), 30_000)]
    #[case(Value::Number(62.5), 62_500)]
    fn prices_in_thousands(#[case] value: Value<'_>, #[case] rupiah: i64) {
        assert_eq!(price_in(value, 1_000), Ok(Some(Rupiah::new(rupiah))));
    }

    #[test]
    fn a_price_in_thousands_of_thousands_is_refused() {
        for text in ["30000", "30.000"] {
            let refused = price_in(Value::Text(text), 1_000).unwrap_err();
            assert_eq!(refused.key, "intake-price-thousands", "{text}");
        }
    }

    #[test]
    fn identities_lose_a_fraction_but_no_digits() {
        assert_eq!(
            identity(Value::Text("6281234567890.0")),
            Ok(Value::Text("6281234567890"))
        );
        assert_eq!(identity(Value::Text("'0071")), Ok(Value::Text("0071")));
        assert_eq!(identity(Value::Text("12E4")), Ok(Value::Text("12E4")));
        for lost in [Value::Text("8.99E+12"), Value::Number(8.99e15)] {
            assert_eq!(identity(lost).unwrap_err().key, "intake-number-shortened");
        }
    }

    #[rstest]
    #[case(Value::Text("6.28E+12"), true)]
    #[case(Value::Text("6,28123E+12"), true)]
    #[case(Value::Text("8E10"), true)]
    #[case(Value::Number(6_280_000_000_000.0), true)]
    #[case(Value::Number(6_281_234_567_890.0), false)]
    #[case(Value::Text("081200000000"), false)]
    #[case(Value::Text("0812 ext 3"), false)]
    #[case(Value::Text("e5"), false)]
    fn phones_that_lost_their_digits(#[case] value: Value<'_>, #[case] lost: bool) {
        assert_eq!(phone(value).is_err(), lost);
    }

    #[test]
    fn a_blank_price_is_no_price() {
        assert_eq!(price(Value::Empty), Ok(None));
    }
}
