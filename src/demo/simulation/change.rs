//! Changes of orders by customers.

use crate::book::{Book, BookError, OrderChange, Result};
use crate::domain::id::OrderId;
use crate::domain::item::ItemText;
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
    let sign = if by < 0 { '-' } else { '+' };
    let mut typed = format!("{sign}1 {}", line.code);
    if !line.customization.is_empty() {
        typed = format!("{typed}: {}", line.customization);
    }
    let Ok(item) = ItemText::parse(&typed) else {
        return Ok(());
    };
    let change = OrderChange {
        items: vec![item],
        ..OrderChange::default()
    };
    match book.edit_order(order, &change, at) {
        // When it is sold out, or ambiguous, the order stays as it is.
        Ok(_) | Err(BookError::Refused(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
