//! Changes of orders by customers.

use crate::book::{
    Book, BookError, ItemChange, ItemRef, OrderChange, PartCancel, Result, UnitsChange,
};
use crate::domain::id::OrderId;
use crate::domain::order::OrderStatus;
use crate::domain::when::Moment;

/// Adds `by` units to an order's first item, or removes them when negative.
pub(super) fn change(book: &mut Book, order: OrderId, by: i64, at: Moment) -> Result<()> {
    let full = book.order(order, at)?;
    let Some(line) = full.lines.first() else {
        return Ok(());
    };
    if full.row.status != OrderStatus::Active || (by < 0 && full.row.units < 2) {
        return Ok(());
    }
    let units = match by {
        ..0 => UnitsChange::Remove(1),
        _ => UnitsChange::Add(1),
    };
    let change = OrderChange {
        items: vec![ItemChange {
            item: ItemRef::Line(line.id),
            units,
        }],
        part: PartCancel {
            why: Some("tidak jadi semua".to_owned()),
            ..PartCancel::default()
        },
        ..OrderChange::default()
    };
    match book.edit_order(order, &change, at) {
        // Sold out meanwhile: it stays as it is.
        Ok(_) | Err(BookError::Refused(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
