//! More money than a bill, from a customer with other open bills: it may be meant for those.

use super::differences;
use super::open_bills::{other_bills, rest};
use super::payment_save::save;
use crate::book::{Book, BookError, CustomerRef, Movement, NewPayment};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment::Bill;
use crate::domain::spreading;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::layers::{Choice, Picker};

/// The other open bills of the customer that the money over this bill can go to; none when nothing
/// is over, or so little that it is a matter of rounding (rule 31).
pub(super) fn others(
    row: &OrderRow,
    movement: &Movement,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<OrderRow>, BookError> {
    // What a payer only announced is for the order that was named (rule 29), and what is paid for one of
    // its wearers too (rule 74).
    let is_named = movement.claimed || !movement.for_whom.is_empty();
    if is_named || over(row, movement.amount) <= book.shop()?.rounding_limit {
        return Ok(Vec::new());
    }
    other_bills(row.customer, Some(row.id), book, ctx)
}

fn over(row: &OrderRow, amount: Rupiah) -> Rupiah {
    amount
        .minus(rest(row).max(Rupiah::ZERO))
        .unwrap_or_default()
}

/// Asks whether the money over this bill goes to the others, the oldest first, or stays here.
pub(super) fn ask(row: &OrderRow, movement: Movement, others: &[OrderRow], ctx: &Ctx) -> Effect {
    let (order, customer, paid) = (row.id, row.customer, row.bill.paid);
    let over = over(row, movement.amount);
    let mut parts: Vec<(OrderId, Rupiah)> = Vec::new();
    let mut codes = Vec::new();
    let bills: Vec<Bill> = others.iter().map(|other| other.bill).collect();
    let shares = spreading::spread(&bills, over).unwrap_or_default();
    for (other, part) in others.iter().zip(shares) {
        if part > Rupiah::ZERO {
            parts.push((other.id, part));
            codes.push(other.code.as_str());
        }
    }
    if rest(row) > Rupiah::ZERO {
        parts.insert(0, (order, rest(row)));
    }
    let spread = NewPayment::FromCustomer {
        customer: CustomerRef::Known(customer),
        movement: movement.clone(),
        parts,
    };
    let here = NewPayment::ForOrder(order, movement);
    let choice = |message: &Message, note: String, value| Choice {
        label: ctx.say(message),
        note,
        value,
    };
    let choices = vec![
        choice(
            &Message::new("form-pay-over-spread"),
            codes.join(", "),
            (spread, true),
        ),
        choice(
            &Message::new("form-pay-over-here"),
            row.code.clone(),
            (here, false),
        ),
    ];
    let title = Message::new("form-pay-over-title").money("amount", over);
    let picker = Picker::new("form-pay-over-title", choices, move |(new, spread), _| {
        let (new, spread) = (new.clone(), *spread);
        Effect::read(move |book, ctx| {
            let after = match spread {
                true => Effect::None,
                false => differences::show_small_difference(order, paid),
            };
            save(new, customer, after, book, ctx)
        })
    });
    Effect::open(picker.titled(title))
}
