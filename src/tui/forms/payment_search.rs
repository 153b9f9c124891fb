//! Finds the order or customer that an incoming payment is for, by its amount or a name.

use super::customer;
use super::parse::money;
use super::payment::for_order;
use super::payment_bills::{BillPart, for_bills, from_customer};
use crate::book::{Book, BookError, OrderFilter};
use crate::domain::bill_sums::bills_of_sum;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Bill;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::layers::{Choice, Picker};

/// Opens the search among unpaid bills, then the payment form for the chosen one.
pub fn find() -> Effect {
    let picker = Picker::search("form-pay-find", found, |target, _| {
        let target = target.clone();
        Effect::read(move |book, ctx| match target {
            Target::Order(order, amount) => for_order(order, amount, book, ctx),
            Target::Customer(customer) => from_customer(customer, None, book, ctx),
            Target::Bills(parts, amount) => for_bills(&parts, Some(amount), book, ctx),
        })
    });
    Effect::open(picker.nothing("form-pay-find-nothing"))
}

/// Most bills offered.
const MOST_FOUND: usize = 50;
/// Most orders whose missing down payment is read for a sum.
const MOST_READ: usize = 300;

/// What a payment can be for.
#[derive(Debug, Clone)]
enum Target {
    Order(OrderId, Option<Rupiah>),
    Customer(CustomerId),
    /// Bills of one customer that come to the amount together.
    Bills(Vec<BillPart>, Rupiah),
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
                label: format!("{}  {}", row.code, row.customer_shown()),
                note: ctx.say(&Message::new(fits(&row.bill, amount)).money("amount", amount)),
                value: Target::Order(row.id, Some(amount)),
            });
        }
        for parts in sums(amount, book, ctx)? {
            choices.push(sum(parts, amount, book, ctx)?);
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

/// Bills of one customer that come to an amount together: each with what is left to pay, or each with
/// the down payment still missing.
pub fn sums(amount: Rupiah, book: &Book, ctx: &Ctx) -> Result<Vec<Vec<BillPart>>, BookError> {
    let mut found = Vec::new();
    let mut left = MOST_READ;
    for bills in book.bills_by_customer()? {
        if found.len() >= MOST_FOUND {
            break;
        }
        let whole = Rupiah::sum(bills.iter().map(|bill| bill.rest)).unwrap_or_default();
        if amount > whole {
            continue;
        }
        let rests: Vec<(BillPart, Rupiah)> = bills
            .iter()
            .map(|bill| ((bill.order, None), bill.rest))
            .collect();
        found.extend(bills_of_sum(amount, &rests));
        let unmet = bills.iter().filter(|bill| !bill.down_payment_met);
        let mut missing = Vec::new();
        for bill in unmet.take(left) {
            left -= 1;
            let row = book.order_row(bill.order, ctx.now)?;
            let asked = row.bill.down_payment_asked();
            let part = asked.minus(row.bill.paid).unwrap_or_default();
            if part > Rupiah::ZERO && asked < row.bill.total {
                missing.push(((bill.order, Some(part)), part));
            }
        }
        found.extend(bills_of_sum(amount, &missing));
    }
    Ok(found)
}

/// The choice of several bills of one customer.
fn sum(
    parts: Vec<BillPart>,
    amount: Rupiah,
    book: &Book,
    ctx: &Ctx,
) -> Result<Choice<Target>, BookError> {
    let mut codes = Vec::new();
    let mut name = String::new();
    for (order, _) in &parts {
        let row = book.order_row(*order, ctx.now)?;
        name = row.customer_shown();
        codes.push(row.code);
    }
    let key = match parts.first() {
        Some((_, Some(_))) => "form-pay-is-sum-of-down-payments",
        Some((_, None)) | None => "form-pay-is-sum",
    };
    let note = Message::new(key).count("bills", parts.len());
    Ok(Choice {
        label: format!("{}  {name}", codes.join(" + ")),
        note: ctx.say(&note),
        value: Target::Bills(parts, amount),
    })
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
                label: format!("{}  {}", row.code, row.customer_shown()),
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
