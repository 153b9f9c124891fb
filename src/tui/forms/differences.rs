//! Differences between bill and payments: rounds off a small one (rule 71), or moves money to
//! another order of the customer or to credit (rule 28).

use super::field::Field;
use super::form::Form;
use super::parse::money;
use crate::book::{Book, OrderFilter};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{OrderRow, OrderStatus};
use crate::domain::payment::Bill;
use crate::domain::refusal::Refusal;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;
use crate::tui::widgets::status;

/// Most orders offered as target of moved money.
const MOST: usize = 50;

/// Rounds off the difference of a bill (rule 71).
pub fn round(order: OrderId) -> Effect {
    Effect::deed(move |book, now| book.round_order(order, now))
}

/// The message about a bill's small difference and the key that rounds it off; `None` when it is
/// above the shop's `limit`.
pub fn small_difference(row: &OrderRow, limit: Rupiah) -> Option<Message> {
    let difference = row.bill.small_difference(limit)?;
    let key = if difference < Rupiah::ZERO {
        "surplus-short"
    } else {
        "surplus-over"
    };
    let size = difference.max(difference.negated());
    let message = Message::new(key)
        .text("order", row.code.as_str())
        .money("amount", size);
    Some(message.text("key", Command::RoundOrder.key()))
}

/// After a payment, shows the small difference that is left, if any. `paid` is the sum paid before.
pub fn show_small_difference(order: OrderId, paid: Rupiah) -> Effect {
    Effect::read(move |book, ctx| {
        let row = book.order_row(order, ctx.now)?;
        let told =
            small_difference(&row, book.shop()?.rounding_limit).filter(|_| row.bill.paid != paid);
        Ok(told.map_or(Effect::None, |message| {
            let message = message.text("undo", Command::Undo.key());
            Effect::warn(message)
        }))
    })
}

/// Asks for the target of money to move from an order, then for the amount.
pub fn move_money(from: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(from, ctx.now)?;
    if row.bill.returnable().unwrap_or_default() <= Rupiah::ZERO {
        let nothing = Message::new("form-refund-nothing").text("order", row.code);
        return Ok(Effect::warn(nothing));
    }
    let filter = OrderFilter {
        customers: Some(vec![row.customer]),
        ..OrderFilter::default()
    };
    let mut targets = Vec::new();
    book.each_order(&filter, None, ctx.now, |other| {
        if other.id != from && other.status != OrderStatus::Cancelled {
            targets.push(other);
        }
        targets.len() < MOST
    })?;
    // Orders that still owe come first, the oldest of them at the top (rule 74).
    targets.reverse();
    let owes = |row: &OrderRow| row.bill.balance().is_ok_and(|rest| rest > Rupiah::ZERO);
    targets.sort_by_key(|row| !owes(row));
    let credit = Choice {
        label: ctx.word("form-money-credit"),
        note: String::new(),
        value: None,
    };
    let mut choices: Vec<Choice<Option<OrderRow>>> = targets
        .into_iter()
        .map(|row| Choice {
            label: row.code.clone(),
            note: status::balance(&row.bill, &ctx.words).text,
            value: Some(row),
        })
        .collect();
    choices.push(credit);
    let title = if row.bill.cancelled {
        "form-money-cancelled"
    } else {
        "form-money-to"
    };
    Ok(Effect::open(Picker::new(title, choices, move |to, _| {
        Effect::open(amount(row.clone(), to.clone()))
    })))
}

/// The form for the amount to move; the overpaid sum is filled in, or what the target still needs of
/// it.
fn amount(row: OrderRow, to: Option<OrderRow>) -> Form {
    let from = row.id;
    let onto = to.as_ref().map(|to| to.id);
    let surplus = row.bill.balance().map(Rupiah::negated).unwrap_or_default();
    let rest = to.as_ref().and_then(|to| to.bill.balance().ok());
    // No more than the target still needs, so that it isn't overpaid in turn.
    let proposed = match rest.filter(|rest| *rest > Rupiah::ZERO) {
        Some(rest) => surplus.min(rest),
        None => surplus,
    };
    let mut field = Field::text("amount", "field-amount").required();
    if proposed > Rupiah::ZERO {
        field = field.value(proposed.to_string());
    }
    let title = Message::new("form-money-move").text("order", row.code.as_str());
    Form::new("form-money-move")
        .titled(title)
        .field(field.check(|text, _| money(text).map(drop)))
        .panel(move |values, _, ctx| {
            let amount = money(values.get("amount")).unwrap_or_default();
            let mut facts = vec![becomes(&row.code, &row.bill, amount.negated(), ctx)];
            facts.push(match &to {
                Some(to) => becomes(&to.code, &to.bill, amount, ctx),
                None => Fact::new(
                    ctx.word("form-money-credit"),
                    format!("+ {}", ctx.words.rupiah(amount)),
                ),
            });
            Ok(facts)
        })
        .submit(move |values, _, _| {
            let amount = values.read("amount", money)?;
            Ok(Effect::deed(move |book, now| {
                book.move_money(from, onto, Some(amount), now)
            }))
        })
}

/// A fact that shows a bill with `more` paid on it.
fn becomes(code: &str, bill: &Bill, more: Rupiah, ctx: &Ctx) -> Fact {
    match bill.paid.plus(more) {
        Ok(paid) => {
            let mut part = status::payment(&Bill { paid, ..*bill }, &ctx.words);
            part.text = format!("→ {}", part.text);
            Fact::new(code, part)
        }
        Err(error) => Fact::line(ctx.say(&Refusal::from(error).message()), Role::Bad),
    }
}
