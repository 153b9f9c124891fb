//! Finds the order or customer that an incoming payment is for, by its amount or a name.

use super::customer;
use super::parse::money;
use super::payment::{for_order, from_customer};
use crate::book::{Book, BookError, OrderFilter};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Bill;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::layers::{Choice, Picker};

/// Opens the search among unpaid bills, then the payment form for the chosen one.
pub fn find() -> Effect {
    Effect::open(Picker::search("form-pay-find", found, |target, _| {
        let target = *target;
        Effect::read(move |book, ctx| match target {
            Target::Order(order, amount) => for_order(order, amount, book, ctx),
            Target::Customer(customer) => from_customer(customer, None, book, ctx),
        })
    }))
}

/// Most bills offered.
const MOST_FOUND: usize = 50;

/// What a payment can be for.
#[derive(Debug, Clone, Copy)]
enum Target {
    Order(OrderId, Option<Rupiah>),
    Customer(CustomerId),
}

fn found(text: &str, book: &Book, ctx: &Ctx) -> Result<Vec<Choice<Target>>, BookError> {
    if text.trim().is_empty() {
        return bills(book, ctx);
    }
    let mut choices = Vec::new();
    if let Ok(amount) = money(text) {
        let filter = OrderFilter {
            open: true,
            amount: Some(amount),
            ..OrderFilter::default()
        };
        for row in book.order_rows(&filter, None, MOST_FOUND, ctx.now)?.rows {
            choices.push(Choice {
                label: format!("{}  {}", row.code, row.customer_name),
                note: ctx.say(&Message::new(fits(&row.bill, amount)).money("amount", amount)),
                value: Target::Order(row.id, Some(amount)),
            });
        }
    }
    if !choices.is_empty() {
        return Ok(choices);
    }
    for row in customer::search(text, 20, book)? {
        choices.push(Choice {
            label: customer::shown_name(&row.name, row.phone.as_deref(), ctx),
            note: customer::owes(&row, ctx),
            value: Target::Customer(row.id),
        });
    }
    Ok(choices)
}

/// The newest unpaid bills, listed while nothing is typed.
fn bills(book: &Book, ctx: &Ctx) -> Result<Vec<Choice<Target>>, BookError> {
    let filter = OrderFilter {
        open: true,
        ..OrderFilter::default()
    };
    let mut choices = Vec::new();
    book.each_order(&filter, None, ctx.now, |row| {
        let rest = row.bill.balance().unwrap_or_default();
        if rest > Rupiah::ZERO {
            choices.push(Choice {
                label: format!("{}  {}", row.code, row.customer_name),
                note: ctx.say(&Message::new("tui-rest").money("amount", rest)),
                value: Target::Order(row.id, None),
            });
        }
        choices.len() < MOST_FOUND
    })?;
    Ok(choices)
}

/// Which sum of a bill an amount equals: the total, the rest or the down payment, as a message key.
fn fits(bill: &Bill, amount: Rupiah) -> &'static str {
    if bill.balance() == Ok(amount) {
        "form-pay-is-rest"
    } else if bill.total == amount {
        "form-pay-is-total"
    } else {
        "form-pay-is-down-payment"
    }
}
