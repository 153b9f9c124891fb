//! Custom fields (rule 67): what a product asks the customer to fill in (a name for the back, a
//! number, the text of a card). They are typed as `nama=BUDI, nomor=10; sedikit lebar` and stored
//! as `Nama: BUDI; Nomor: 10; sedikit lebar`: values exactly as typed, free text last. The stored
//! form reads back as itself.

use super::id::CustomFieldId;
use super::message::{Message, messages};
use super::money::{MoneyError, Rupiah};
use super::text::fold;

/// A field declared for a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    /// Identity.
    pub id: CustomFieldId,
    /// Label (`Nama punggung`), unique in its product.
    pub label: String,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it takes digits only.
    pub digits: bool,
    /// Fewest characters.
    pub least: Option<i64>,
    /// Most characters.
    pub most: Option<i64>,
    /// Added to the unit price when it is filled, in rupiah.
    pub price: Rupiah,
}

/// A customization that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// In the form the book stores.
    pub text: String,
    /// Sum its fields add to the unit price, in rupiah.
    pub price: Rupiah,
}

messages! {
    /// Why a customization doesn't fit its product's fields. `code` is the code of what is ordered,
    /// `label` the field's, `value` and `typed` are what was typed, `labels` those the product has.
    pub enum CustomFieldError {
        /// A required field is not filled.
        Missing { code: String, label: String, example: String } = "fields-missing",
        /// A field that takes digits holds something else.
        NotDigits { code: String, label: String, value: String } = "fields-not-digits",
        /// The product has no such field.
        Unknown { code: String, typed: String, labels: String } = "fields-unknown",
        /// A shortened label fits several fields.
        Several { code: String, typed: String, labels: String } = "fields-several",
        /// A field is filled twice.
        Twice { code: String, label: String } = "fields-twice",
    }
    from {
        /// The prices of the fields pass the limit of one amount.
        Money(MoneyError),
    }
    said {
        /// A value has too many or too few characters.
        Length {
            code: String, label: String, value: String, least: Option<i64>, most: Option<i64>,
        } => wrong_length(code, label, value, *least, *most),
    }
}

/// The message about a value that is too short or too long.
fn wrong_length(
    code: &str,
    label: &str,
    value: &str,
    least: Option<i64>,
    most: Option<i64>,
) -> Message {
    let length = characters(value);
    let key = if least == most {
        "fields-length-exact"
    } else if least.is_some() && most.is_some() {
        "fields-length-between"
    } else if least.is_some_and(|least| length < least) {
        "fields-length-least"
    } else {
        "fields-length-most"
    };
    Message::new(key)
        .text("code", code)
        .text("label", label)
        .text("value", value)
        .count("length", length)
        .count("least", least.unwrap_or(1))
        .count("most", most.unwrap_or(i64::MAX))
}

/// Reads a typed customization and checks it against the product's fields. When the product has
/// none, the text stays as typed. `code` is only named in errors.
///
/// # Errors
/// The first field that is missing, unknown or wrongly filled.
pub fn fill(fields: &[CustomField], typed: &str, code: &str) -> Result<Filled, CustomFieldError> {
    if fields.is_empty() {
        return Ok(as_typed(typed));
    }
    let read = read(fields, typed, code)?;
    for (field, value) in fields.iter().zip(&read.values) {
        match value {
            Some(value) => check(field, value, code)?,
            None if field.required => {
                let value = if field.digits { "10" } else { "…" };
                return Err(CustomFieldError::Missing {
                    code: code.to_owned(),
                    label: field.label.clone(),
                    example: format!("{}={value}", field.label.to_lowercase()),
                });
            }
            None => {}
        }
    }
    read.filled(fields)
}

/// Reads a customization without checking it: for orders already in the book, whose product may
/// have changed its fields since.
///
/// # Errors
/// [`CustomFieldError::Money`].
pub fn fill_unchecked(fields: &[CustomField], typed: &str) -> Result<Filled, CustomFieldError> {
    match read(fields, typed, "") {
        Ok(read) if !fields.is_empty() => read.filled(fields),
        Ok(_) | Err(_) => Ok(as_typed(typed)),
    }
}

/// Turns a customer's own words into fields where a piece is a field's label or begins with it:
/// `extra keju` becomes `Extra keju=✓`, `patch lengan kiri` becomes `Patch lengan=kiri`.
pub fn from_own_words(fields: &[CustomField], typed: &str) -> String {
    let mut pieces: Vec<String> = typed
        .split([',', ';'])
        .map(|piece| piece.trim().to_owned())
        .collect();
    let mut filled = false;
    for piece in pieces
        .iter_mut()
        .filter(|piece| !piece.contains(['=', ':']))
    {
        let named = fields.iter().find_map(|field| {
            let words = field.label.split_whitespace().count();
            let said: Vec<&str> = piece.split_whitespace().collect();
            let label = fold(&said.get(..words)?.join(" "));
            let value = said.get(words..)?.join(" ");
            let value = if value.is_empty() {
                "✓".to_owned()
            } else {
                value
            };
            (label == fold(&field.label)).then_some((field, value))
        });
        if let Some((field, value)) = named.filter(|(field, value)| check(field, value, "").is_ok())
        {
            *piece = format!("{}={value}", field.label);
            filled = true;
        }
    }
    match filled {
        true => pieces.join("; "),
        false => typed.to_owned(),
    }
}

/// What labels of a field for a name begin with, folded.
const NAMES: [&str; 6] = ["nama", "name", "untuk", "pemain", "player", "pemakai"];

/// Fills the field for a name by who a line is for, where the product has one that is not filled.
pub fn with_name(fields: &[CustomField], typed: &str, name: &str) -> String {
    let is_name = |field: &CustomField| {
        let label = fold(&field.label);
        !field.digits && NAMES.iter().any(|begins| label.starts_with(begins))
    };
    let at = fields.iter().position(is_name).filter(|_| !name.is_empty());
    let (Some(at), Ok(read)) = (at, read(fields, typed, "")) else {
        return typed.to_owned();
    };
    match (read.values.get(at), fields.get(at)) {
        (Some(None), Some(field)) if typed.is_empty() => format!("{}: {name}", field.label),
        (Some(None), Some(field)) => format!("{}: {name}; {typed}", field.label),
        _ => typed.to_owned(),
    }
}

/// What a field for the text of a card is called, folded.
const CARDS: [&str; 5] = ["kartu", "kartu ucapan", "card", "ucapan", "greeting card"];

/// The field of a product for the text of a card, where it has one (rule 80).
pub fn card_field(fields: &[CustomField]) -> Option<&CustomField> {
    fields
        .iter()
        .find(|field| CARDS.contains(&fold(&field.label).as_str()))
}

/// A card's text as a field keeps it: a semicolon would end the field.
pub fn card_text(text: &str) -> String {
    text.replace(';', ",").trim().to_owned()
}

/// A customization with this value of one field instead of the one it has; without any when it is empty.
/// `code` is only named in errors.
///
/// # Errors
/// A value that doesn't fit the field.
pub fn with_value(
    fields: &[CustomField],
    typed: &str,
    (field, value): (&CustomField, &str),
    code: &str,
) -> Result<Filled, CustomFieldError> {
    let mut read = read(fields, typed, code)?;
    if !value.is_empty() {
        check(field, value, code)?;
    }
    let places = fields.iter().zip(read.values.iter_mut());
    for (_, kept) in places.filter(|(known, _)| known.id == field.id) {
        *kept = Some(value).filter(|value| !value.is_empty());
    }
    read.filled(fields)
}

/// The value of a field in a customization.
pub fn value_of(fields: &[CustomField], typed: &str, field: &CustomField) -> Option<String> {
    let read = read(fields, typed, "").ok()?;
    let mut places = fields.iter().zip(&read.values);
    let (_, value) = places.find(|(known, _)| known.id == field.id)?;
    value.map(str::to_owned)
}

fn as_typed(typed: &str) -> Filled {
    Filled {
        text: typed.to_owned(),
        price: Rupiah::ZERO,
    }
}

fn check(field: &CustomField, value: &str, code: &str) -> Result<(), CustomFieldError> {
    if field.digits && !value.chars().all(|c| c.is_ascii_digit()) {
        return Err(CustomFieldError::NotDigits {
            code: code.to_owned(),
            label: field.label.clone(),
            value: value.to_owned(),
        });
    }
    let length = characters(value);
    if field.least.is_some_and(|least| length < least)
        || field.most.is_some_and(|most| length > most)
    {
        return Err(CustomFieldError::Length {
            code: code.to_owned(),
            label: field.label.clone(),
            value: value.to_owned(),
            least: field.least,
            most: field.most,
        });
    }
    Ok(())
}

fn characters(value: &str) -> i64 {
    i64::try_from(value.chars().count()).unwrap_or(i64::MAX)
}

/// The parts of a typed customization.
struct Read<'a> {
    /// A value for each field, in the fields' order.
    values: Vec<Option<&'a str>>,
    free: Vec<&'a str>,
}

impl Read<'_> {
    fn filled(&self, fields: &[CustomField]) -> Result<Filled, CustomFieldError> {
        let mut parts = Vec::new();
        let mut price = Rupiah::ZERO;
        for (field, value) in fields.iter().zip(&self.values) {
            if let Some(value) = value {
                parts.push(format!("{}: {value}", field.label));
                price = price.plus(field.price)?;
            }
        }
        parts.extend(self.free.iter().map(|free| (*free).to_owned()));
        Ok(Filled {
            text: parts.join("; "),
            price,
        })
    }
}

/// Reads `label=value` and `label: value`, separated by commas or semicolons. A piece that begins
/// no field belongs to the value before it after a comma, and is free text after a semicolon.
fn read<'a>(
    fields: &[CustomField],
    typed: &'a str,
    code: &str,
) -> Result<Read<'a>, CustomFieldError> {
    let mut read = Read {
        values: vec![None; fields.len()],
        free: Vec::new(),
    };
    // The piece being read: its field (`None` for free text) and where its text starts.
    let mut open: (Option<usize>, usize) = (None, 0);
    let mut from = 0;
    for (to, separator) in typed.match_indices([',', ';']).chain([(typed.len(), "")]) {
        let piece = &typed[from..to];
        let after_comma = from > 0 && typed[..from].ends_with(',');
        match field_of(fields, piece, code)? {
            Some((field, value)) => {
                read.close(fields, typed, open, from, code)?;
                open = (Some(field), to - value.len());
            }
            None if after_comma => {}
            None => {
                read.close(fields, typed, open, from, code)?;
                open = (None, from);
            }
        }
        from = to + separator.len();
    }
    read.close(fields, typed, open, typed.len() + 1, code)?;
    Ok(read)
}

impl<'a> Read<'a> {
    /// Adds the piece that began at `open` and ends before the separator before `end`.
    fn close(
        &mut self,
        fields: &[CustomField],
        typed: &'a str,
        open: (Option<usize>, usize),
        end: usize,
        code: &str,
    ) -> Result<(), CustomFieldError> {
        let text = typed
            .get(open.1..end.saturating_sub(1))
            .unwrap_or_default()
            .trim();
        match open.0.and_then(|field| self.values.get_mut(field)) {
            None if text.is_empty() => {}
            None => self.free.push(text),
            // A label without a value counts as not filled.
            Some(_) if text.is_empty() => {}
            Some(value @ None) => *value = Some(text),
            Some(Some(_)) => {
                let label = open.0.and_then(|field| fields.get(field));
                return Err(CustomFieldError::Twice {
                    code: code.to_owned(),
                    label: label.map(|field| field.label.clone()).unwrap_or_default(),
                });
            }
        }
        Ok(())
    }
}

/// The field that a piece begins with, and its value. One word before an equals sign must be a
/// label; anything else may be free text.
fn field_of<'a>(
    fields: &[CustomField],
    piece: &'a str,
    code: &str,
) -> Result<Option<(usize, &'a str)>, CustomFieldError> {
    let Some(at) = piece.find(['=', ':']) else {
        return Ok(None);
    };
    let (typed, value) = (piece[..at].trim(), &piece[at + 1..]);
    let name = fold(typed);
    if name.is_empty() {
        return Ok(None);
    }
    let labels: Vec<String> = fields.iter().map(|field| fold(&field.label)).collect();
    if let Some(exact) = labels.iter().position(|label| *label == name) {
        return Ok(Some((exact, value)));
    }
    let begun: Vec<usize> = (0..labels.len())
        .filter(|at| {
            labels
                .get(*at)
                .is_some_and(|label| label.starts_with(&name))
        })
        .collect();
    let named = |which: &[usize]| {
        let labels = which.iter().filter_map(|at| fields.get(*at));
        labels
            .map(|field| field.label.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match begun.as_slice() {
        [one] => Ok(Some((*one, value))),
        [] if piece[at..].starts_with('=') && !typed.contains(char::is_whitespace) => {
            Err(CustomFieldError::Unknown {
                code: code.to_owned(),
                typed: typed.to_owned(),
                labels: named(&(0..fields.len()).collect::<Vec<_>>()),
            })
        }
        [] => Ok(None),
        several => Err(CustomFieldError::Several {
            code: code.to_owned(),
            typed: typed.to_owned(),
            labels: named(several),
        }),
    }
}

#[cfg(test)]
#[path = "custom_fields_tests.rs"]
mod tests;
