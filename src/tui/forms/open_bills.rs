//! The bills of a customer with something left to pay.

use crate::book::{Book, BookError, OrderFilter, OrderSort};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::tui::effect::Ctx;

/// Most bills of one customer that are listed and can be named.
const MOST_BILLS: usize = 200;

/// The bills of a customer with something left to pay, oldest first.
pub(super) fn open_bills(
    customer: CustomerId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<OrderRow>, BookError> {
    let filter = OrderFilter {
        customers: Some(vec![customer]),
        open: true,
        sort: OrderSort::Oldest,
        ..OrderFilter::default()
    };
    let mut rows = Vec::new();
    book.each_order(&filter, None, ctx.now, |row| {
        if rest(&row) > Rupiah::ZERO {
            rows.push(row);
        }
        rows.len() < MOST_BILLS
    })?;
    Ok(rows)
}

/// The open bills of a customer besides this one.
pub(super) fn other_bills(
    customer: CustomerId,
    but: Option<OrderId>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<OrderRow>, BookError> {
    let mut rows = open_bills(customer, book, ctx)?;
    rows.retain(|row| Some(row.id) != but);
    Ok(rows)
}

/// A sentence about the open bills of a customer: whose, how much and which.
pub(super) fn about_bills(key: &'static str, rows: &[OrderRow]) -> Message {
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    let name = rows.first().map(OrderRow::customer_shown);
    Message::new(key)
        .text("customer", name.unwrap_or_default())
        .money(
            "amount",
            Rupiah::sum(rows.iter().map(rest)).unwrap_or_default(),
        )
        .text("orders", codes.join(", "))
}

/// What is left to pay of a bill.
pub(super) fn rest(row: &OrderRow) -> Rupiah {
    row.bill.balance().unwrap_or_default()
}
