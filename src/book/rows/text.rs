//! Cleans texts and checks their length before they are stored (rule 59).

use crate::book::keeper::error::Result;
use crate::domain::phone::Phone;
use crate::domain::refusal::Refusal;
use crate::domain::text::{MAX_NAME, MAX_NOTE, check_length, clean_block, clean_line};

/// A name that must be there.
pub(in crate::book) fn name(field: &'static str, raw: &str) -> Result<String> {
    let name = line(field, raw)?;
    if name.is_empty() {
        return Err(Refusal::Missing { field }.into());
    }
    Ok(name)
}

/// A reason that must be given.
pub(in crate::book) fn reason(raw: &str) -> Result<String> {
    let field = "field-reason";
    let why = long_line(field, raw)?;
    if why.is_empty() {
        return Err(Refusal::Missing { field }.into());
    }
    Ok(why)
}

/// A line that may be empty.
pub(in crate::book) fn line(field: &'static str, raw: &str) -> Result<String> {
    bounded(field, clean_line(raw).text, MAX_NAME)
}

/// A longer line that may be empty: an address, a reason, a customization.
pub(in crate::book) fn long_line(field: &'static str, raw: &str) -> Result<String> {
    bounded(field, clean_line(raw).text, MAX_NOTE)
}

/// A note of several lines that may be empty.
pub(in crate::book) fn note(field: &'static str, raw: &str) -> Result<String> {
    bounded(field, clean_block(raw).text, MAX_NOTE)
}

/// A phone number in the stored form: `62…`, or as typed when it can't be normalised (rule 49).
pub(in crate::book) fn phone(field: &'static str, raw: &str) -> Result<Option<String>> {
    let phone = Phone::read(raw);
    if phone.is_empty() {
        return Ok(None);
    }
    line(field, phone.json()).map(Some)
}

/// Refuses a text of more than `limit` characters.
fn bounded(field: &'static str, text: String, limit: usize) -> Result<String> {
    if check_length(&text, limit).is_err() {
        return Err(Refusal::TooLong {
            field,
            limit: i64::try_from(limit).unwrap_or(i64::MAX),
        }
        .into());
    }
    Ok(text)
}
