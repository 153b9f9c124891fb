//! Orders that get or lose their units: what to do when a quota is full, confirming orders of the
//! waiting list, releasing orders past the deadline of their down payment, and postponing that
//! deadline.

use super::period::shown;
use super::{Field, Form, parse};
use crate::book::{Book, BookError, DownPaymentGrace, IfFull, NewItem, NewOrder, OrderChange};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::{Late, OrderRow, OrderStatus};
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker, Question};

/// The items of a new order as far as there is room for them, those typed first before the others.
/// None when there is no room for any.
pub fn items_that_fit(order: &NewOrder, book: &Book) -> Result<Option<Vec<NewItem>>, BookError> {
    let mut fitting = NewOrder {
        items: Vec::new(),
        ..order.clone()
    };
    for item in &order.items {
        // More units never fit where fewer don't.
        let (mut fits, mut too_many) = (0, item.qty + 1);
        while too_many - fits > 1 {
            let qty = fits + (too_many - fits) / 2;
            fitting.items.push(NewItem {
                qty,
                ..item.clone()
            });
            match book.no_room_for_new(&fitting)? {
                None => fits = qty,
                Some(_) => too_many = qty,
            }
            fitting.items.pop();
        }
        if fits > 0 {
            fitting.items.push(NewItem {
                qty: fits,
                ..item.clone()
            });
        }
    }
    Ok(Some(fitting.items).filter(|items| !items.is_empty()))
}

/// How taking less of an order is offered: "Terima 5 saja" when the only item is taken with fewer
/// units, and the items that are left, with their names. `asked` is how many there were.
pub fn less_label(asked: usize, items: &[(i64, String)], ctx: &Ctx) -> (String, String) {
    let label = match (asked, items) {
        (1, [(units, _)]) => Message::new("form-full-less").count("units", *units),
        _ => Message::new("form-full-less-items"),
    };
    let left = items.iter().map(|(units, name)| format!("{units} {name}"));
    (ctx.say(&label), left.collect::<Vec<_>>().join(", "))
}

/// Shows why a new order doesn't fit the quota and asks what to do: take what fits (`less`, with its
/// label and note), let it wait, or take it beyond the quota (rules 17, 20).
pub fn when_full(
    order: &NewOrder,
    refusal: &Refusal,
    less: Option<(NewOrder, (String, String))>,
    ctx: &Ctx,
) -> Effect {
    let with = |if_full| NewOrder {
        if_full,
        ..order.clone()
    };
    let choice = |key, note, value| Choice {
        label: ctx.word(key),
        note: ctx.word(note),
        value,
    };
    let less = less.map(|(order, (label, note))| Choice {
        label,
        note,
        value: Some(order),
    });
    let wait = choice(
        "form-full-wait",
        "form-full-wait-note",
        Some(with(IfFull::Wait)),
    );
    let overbook = choice("form-full-overbook", "form-full-overbook-note", None);
    let choices = std::iter::once(wait).chain(less).chain([overbook]);
    let choices = choices.collect();
    let overbooked = order.clone();
    let picker = Picker::new("form-full-title", choices, move |way, _| {
        match way.clone() {
            Some(order) => Effect::deed(move |book, now| book.place_order(&order, now)),
            None => {
                let order = overbooked.clone();
                ask_reason(move |why| {
                    let order = NewOrder {
                        if_full: IfFull::Overbook(why),
                        ..order.clone()
                    };
                    Effect::deed(move |book, now| book.place_order(&order, now))
                })
            }
        }
    });
    Effect::Many(vec![Effect::warn(refusal.message()), Effect::open(picker)])
}

/// Shows why a changed order doesn't fit the quota and asks for a reason to take it all the same
/// (rule 17). Esc goes back to the form with the changes.
pub fn when_edit_full(id: OrderId, edit: OrderChange, refusal: &Refusal) -> Effect {
    let asked = ask_reason(move |why| {
        let edit = OrderChange {
            overbook: Some(why),
            ..edit.clone()
        };
        Effect::deed(move |book, now| book.edit_order(id, &edit, now))
    });
    Effect::Many(vec![Effect::warn(refusal.message()), asked])
}

/// Asks for the reason to go beyond a quota, closes, and runs the deed as if the screen below had
/// asked for it.
pub fn ask_reason(deed: impl Fn(String) -> Effect + 'static) -> Effect {
    Effect::open(
        Form::new("form-overbook")
            .field(
                Field::text("why", "field-reason")
                    .required()
                    .hint("form-overbook-hint"),
            )
            .submit(move |values, _, _| {
                Ok(Effect::Many(vec![
                    Effect::Back,
                    deed(values.get("why").to_owned()),
                ]))
            }),
    )
}

/// Confirms an order that waits or is unconfirmed; when it doesn't fit the quota, asks for a reason
/// (rule 17).
pub fn serve(row: &OrderRow, book: &Book, ctx: &Ctx) -> Outcome {
    let id = row.id;
    let waits = matches!(row.status, OrderStatus::Waitlist | OrderStatus::Unconfirmed);
    Ok(match book.no_room_for(id, ctx.now)? {
        Some(_) if waits => ask_reason(move |why| {
            Effect::deed(move |book, now| book.serve_order(id, Some(&why), now))
        }),
        _ => Effect::deed(move |book, now| book.serve_order(id, None, now)),
    })
}

/// Releases one order past its deadline after a question (rule 16).
pub fn release(row: &OrderRow, ctx: &Ctx) -> Effect {
    let late = row.late_with(ctx.now);
    let why = ctx.word(late.unwrap_or(Late::DownPayment).key());
    let id = row.id;
    let deed = Effect::deed(move |book, now| book.release_orders(&[id], &why, now));
    if late.is_none() {
        // The deed is refused and says why.
        return deed;
    }
    let mut stages = row.stages.iter().filter(|stage| stage.is_late());
    let question = match stages.next().filter(|_| late == Some(Late::Stage)) {
        Some(stage) => Message::new("form-release-stage-question")
            .text("order", row.code.clone())
            .with("customer", row.customer_arg())
            .text("stage", stage.name.as_str()),
        None => Message::new("form-release-question")
            .text("order", row.code.clone())
            .with("customer", row.customer_arg()),
    };
    Effect::open(Question::new("form-release-title", question, deed))
}

/// Releases those of several orders that are past their deadline, after a question that says how
/// many are not.
pub fn release_several(ids: &[OrderId], book: &Book, ctx: &Ctx) -> Outcome {
    let mut released = Vec::new();
    let mut all = Late::Stage;
    for id in ids {
        if let Some(late) = book.order_row(*id, ctx.now)?.late_with(ctx.now) {
            all = all.min(late);
            released.push(*id);
        }
    }
    if released.is_empty() {
        return Ok(Effect::warn(Message::new("form-release-none")));
    }
    let (count, why) = (released.len(), ctx.word(all.key()));
    let mut question = Message::new(release_question(all)).count("count", count);
    if count < ids.len() {
        question = Message::new("form-release-some")
            .say("question", question)
            .count("others", ids.len() - count);
    }
    let deed = Effect::deed(move |book, now| book.release_orders(&released, &why, now));
    Ok(Effect::open(Question::new(
        "form-release-title",
        question,
        deed,
    )))
}

/// Releases every order that did not pay this by its deadline, of one PO or of all, after a question.
pub fn release_all(late: Late, period: Option<PeriodId>, book: &Book, ctx: &Ctx) -> Outcome {
    let count = book.late_count(late, period, ctx.now)?;
    if count == 0 {
        return Ok(Effect::warn(Message::new("form-release-none")));
    }
    let why = ctx.word(late.key());
    Ok(Effect::open(Question::new(
        "form-release-title",
        Message::new(release_question(late)).count("count", count),
        Effect::deed(move |book, now| book.release_late(late, period, &why, now)),
    )))
}

/// The question before orders are released that are all late with this.
fn release_question(late: Late) -> &'static str {
    match late {
        Late::DownPayment => "form-release-all-question",
        Late::Stage => "form-release-stages-question",
    }
}

/// Gives an order more time for its down payment, or waives it (rule 70).
pub fn grace(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(id, ctx.now)?;
        let until = row.down_payment_by.map(|at| shown(at, false, ctx));
        let title = Message::new("form-grace")
            .with("customer", row.customer_arg())
            .text("order", row.code);
        Ok(Form::new("form-grace")
            .titled(title)
            .field(
                Field::text("until", "form-grace-until")
                    .hint("form-grace-hint")
                    .check(|text, ctx| parse::closing(text, ctx).map(drop)),
            )
            .replaces(move |_| vec![("until", until.clone().unwrap_or_default())])
            .submit(move |values, _, ctx| {
                let until = values.read_optional("until", |text| parse::closing(text, ctx))?;
                let grace = until.map_or(DownPaymentGrace::Waive, DownPaymentGrace::Until);
                Ok(Effect::deed(move |book, now| {
                    book.grant_grace(id, grace, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}
