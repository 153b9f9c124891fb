//! Checks numbers before they are stored: refuses those outside their bounds.

use crate::book::keeper::error::Result;
use crate::domain::item::MAX_QTY;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;

/// Refuses a value outside `least..=most`.
pub(in crate::book) fn within(
    field: &'static str,
    value: i64,
    least: i64,
    most: i64,
) -> Result<i64> {
    if !(least..=most).contains(&value) {
        return Err(Refusal::OutOfRange { field, least, most }.into());
    }
    Ok(value)
}

/// Refuses a price or cost below zero, or too large for one amount (rule 22).
pub(in crate::book) fn price(amount: Rupiah) -> Result<Rupiah> {
    if amount < Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-price",
        }
        .into());
    }
    Ok(amount.bounded()?)
}

/// Refuses a number of units of one item that is not 1–1.000.000.
pub(in crate::book) fn quantity(units: i64) -> Result<i64> {
    within("field-quantity", units, 1, MAX_QTY)
}

/// Refuses a minimum that is not 1–1.000.000.000 units (rules 8, 68).
pub(in crate::book) fn minimum(units: i64) -> Result<i64> {
    within("field-minimum", units, 1, 1_000_000_000)
}

/// Refuses a set that has not 2–1.000.000 pieces.
pub(in crate::book) fn set_size(pieces: i64) -> Result<i64> {
    within("field-set-size", pieces, 2, 1_000_000)
}

/// Refuses a count of units or orders that is not 0–1.000.000.000.
pub(in crate::book) fn count(field: &'static str, value: i64) -> Result<i64> {
    within(field, value, 0, 1_000_000_000)
}
