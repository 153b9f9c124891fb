//! Messages that customers are due to get: what is due, then one message after the other, each copied and marked
//! as told (rules 52, 102). The book is looked at again before each.

use crate::book::{Book, TellScope};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::telling::{TellKind, TellVia};
use crate::tasks::telling::letters;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::customer_search::shown_phone;
use crate::tui::layers::{Choice, Picker};

/// Lists what is due to be told; choosing one shows its messages.
pub fn open(book: &Book, ctx: &Ctx) -> Outcome {
    let due = book.due_tellings(ctx.now)?;
    if due.is_empty() {
        return Ok(Effect::info(Message::new("telling-nothing")));
    }
    let choices = due.into_iter().map(|row| {
        let orders = Message::new("telling-orders").count("count", row.orders);
        Choice {
            label: format!("{} · {}", ctx.words.word(row.kind.key()), row.period),
            note: ctx.words.say(&orders),
            value: (row.kind, row.period_id),
        }
    });
    Ok(Effect::open(Picker::new(
        "telling-title",
        choices.collect(),
        |(kind, period), _| {
            let (kind, period) = (*kind, *period);
            Effect::read(move |book, ctx| one_by_one(kind, period, book, ctx))
        },
    )))
}

/// Lists the messages of a kind to customers of a PO. Choosing one copies it, marks its orders as told and shows
/// those that are left; after the last one what else is due.
pub(super) fn one_by_one(kind: TellKind, period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let scope = TellScope {
        periods: vec![period],
        ..TellScope::default()
    };
    let mut queue = book.tell_queue(kind, &scope, ctx.now)?;
    queue.due.retain(|tellable| tellable.due.is_due(ctx.now));
    let letters = letters(kind, &queue.due, book, &ctx.words, ctx.now)?;
    if letters.is_empty() {
        return match book.due_tellings(ctx.now)?.is_empty() {
            true => Ok(Effect::None),
            false => open(book, ctx),
        };
    }
    let choices = letters.into_iter().map(|letter| {
        let orders: Vec<&str> = letter
            .orders
            .iter()
            .map(|order| order.code.as_str())
            .collect();
        Choice {
            label: format!("{} {}", orders.join(", "), letter.to),
            note: shown_phone(letter.phone.as_deref()),
            value: letter,
        }
    });
    Ok(Effect::open(Picker::new(
        "telling-one-title",
        choices.collect(),
        move |letter, _| {
            let orders: Vec<OrderId> = letter.orders.iter().map(|order| order.id).collect();
            let what = Message::new("telling-copied")
                .word("kind", kind.key())
                .text("to", letter.to.as_str());
            let copy = Effect::Copy(what, letter.text.clone());
            let text = letter.text.clone();
            Effect::Many(vec![
                Effect::deed_then(
                    move |book, now| {
                        book.mark_told(kind, &orders, (TellVia::Clipboard, &text), now)
                    },
                    |()| copy,
                ),
                Effect::read(move |book, ctx| one_by_one(kind, period, book, ctx)),
            ])
        },
    )))
}
