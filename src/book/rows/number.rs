//! Numbers at the book's door: each refused outside its bounds, whoever brings it.

use crate::book::keeper::error::Result;
use crate::domain::item::MAX_QTY;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;

/// A price or cost: not negative, within one amount's bounds (rule 22).
pub(in crate::book) fn price_of(amount: Rupiah) -> Result<Rupiah> {
    if amount < Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-price",
        }
        .into());
    }
    Ok(amount.bounded()?)
}

/// Units one item may have.
pub(in crate::book) fn in_bounds(qty: i64) -> Result<i64> {
    if (1..=MAX_QTY).contains(&qty) {
        Ok(qty)
    } else {
        Err(quantity_out_of_range().into())
    }
}

fn quantity_out_of_range() -> Refusal {
    Refusal::OutOfRange {
        field: "field-quantity",
        least: 1,
        most: MAX_QTY,
    }
}

/// A minimum in its bounds.
pub(in crate::book) fn bounded(units: i64) -> Result<i64> {
    within("field-minimum", units, 1, 1_000_000_000)
}

/// The size of a set in its bounds.
pub(in crate::book) fn set_size(pieces: i64) -> Result<i64> {
    within("field-set-size", pieces, 2, 1_000_000)
}

fn within(field: &'static str, value: i64, least: i64, most: i64) -> Result<i64> {
    if !(least..=most).contains(&value) {
        return Err(Refusal::OutOfRange { field, least, most }.into());
    }
    Ok(value)
}

/// A count of units or orders: 0–1.000.000.000.
pub(in crate::book) fn count(field: &'static str, value: i64) -> Result<i64> {
    if !(0..=1_000_000_000).contains(&value) {
        return Err(Refusal::OutOfRange {
            field,
            least: 0,
            most: 1_000_000_000,
        }
        .into());
    }
    Ok(value)
}
