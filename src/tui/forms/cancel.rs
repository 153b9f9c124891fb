//! Cancels an order (rule 33).

use super::{Field, Form, InputError, Values, parse};
use crate::book::{Book, BookError, OrderChange, PartCancel};
use crate::domain::catalog::full_name;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Orders from the waiting list that the form names; more are counted.
const NAMED: usize = 3;

/// Opens the form that cancels an order. It says before who comes in from the waiting list.
pub fn open(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let form = reason_form("form-cancel", "form-cancel-hint", &row, ctx);
    // Who can't save now can't be told what saving would do, and is told why when it is tried.
    let let_in = book.let_in_by_cancelling(id, ctx.now).unwrap_or_default();
    let let_in = let_in_facts(&let_in, ctx);
    Ok(Effect::open(
        form.panel(move |values, book, ctx| {
            let mut facts = kept(values, id, book, ctx)?;
            facts.extend(let_in.clone());
            Ok(facts)
        })
        .submit(move |values, _, _| {
            let why = values.get("why").to_owned();
            let by_shop = by_shop(values);
            let keep = values.read_optional("keep", parse::money)?;
            Ok(Effect::deed(move |book, now| {
                book.cancel_order_keeping(id, &why, by_shop, keep, now)
            }))
        }),
    ))
}

/// Asks why goods leave an order after the close, and by whom (rule 33), closes, and runs the edit. Esc
/// goes back to the form with the changes.
pub(super) fn part(row: &OrderRow, edit: OrderChange, ctx: &Ctx) -> Effect {
    let id = row.id;
    let form = reason_form("form-part", "form-part-hint", row, ctx);
    let quoted = edit.clone();
    let form = form
        .panel(move |values, book, ctx| {
            let Ok(part) = part_of(values) else {
                // The field shows its own error.
                return Ok(Vec::new());
            };
            let edit = OrderChange {
                part,
                ..quoted.clone()
            };
            let quoted = match book.quote_edit(id, &edit, ctx.now) {
                Ok(quoted) => quoted,
                Err(BookError::Refused(why)) => {
                    return Ok(vec![Fact::refused(&ctx.say(&why.message()))]);
                }
                Err(error) => return Err(error),
            };
            let said = quoted.part.map(|forfeit| ctx.say(&forfeit.why()));
            let mut facts: Vec<Fact> = said
                .map(|said| Fact::line(said, Role::Warn))
                .into_iter()
                .collect();
            facts.push(Fact::new(
                ctx.word("form-order-total-new"),
                ctx.words.rupiah(quoted.bill.total),
            ));
            Ok(facts)
        })
        .submit(move |values, _, _| {
            let edit = OrderChange {
                part: part_of(values)?,
                ..edit.clone()
            };
            Ok(Effect::Many(vec![
                Effect::Back,
                Effect::deed(move |book, now| book.edit_order(id, &edit, now)),
            ]))
        });
    Effect::open(form)
}

fn part_of(values: &Values) -> Result<PartCancel, InputError> {
    Ok(PartCancel {
        why: Some(values.get("why").to_owned()),
        by_shop: by_shop(values),
        keep: values.read_optional("keep", parse::money)?,
    })
}

/// A form that asks why, who cancels and, where something was paid, what is kept.
fn reason_form(name: &'static str, hint: &'static str, row: &OrderRow, ctx: &Ctx) -> Form {
    let title = Message::new(name)
        .text("order", row.code.as_str())
        .with("customer", row.customer_arg());
    let by = ["form-cancel-by-customer", "form-cancel-by-shop"];
    let form = Form::new(name)
        .titled(title)
        .field(Field::text("why", "field-reason").required().hint(hint))
        .field(Field::either("by", "form-cancel-by", by, false, ctx));
    if row.bill.paid <= Rupiah::ZERO {
        return form;
    }
    form.field(
        Field::text("keep", "form-cancel-keep")
            .hint("form-cancel-keep-hint")
            .money(),
    )
}

/// Who comes in from the waiting list, with their goods.
fn let_in_facts(orders: &[Order], ctx: &Ctx) -> Vec<Fact> {
    let named = orders.iter().take(NAMED).map(|order| {
        let goods = order.lines.iter();
        let goods = goods.map(|line| {
            let name = full_name(&line.product, &line.variant);
            format!("{} {name}", line.qty)
        });
        Message::new("form-cancel-lets-in")
            .text("order", order.row.code.as_str())
            .with("customer", order.row.customer_arg())
            .text("goods", goods.collect::<Vec<_>>().join(", "))
    });
    let mut said: Vec<Message> = named.collect();
    if let Some(more) = orders.len().checked_sub(NAMED).filter(|more| *more > 0) {
        said.push(Message::new("form-cancel-lets-in-more").count("count", more));
    }
    let facts = said.iter();
    facts
        .map(|said| Fact::line(ctx.say(said), Role::Warn))
        .collect()
}

fn by_shop(values: &Values) -> bool {
    values.yes("by")
}

/// The facts about the cancellation: what the shop keeps and why, and what it gives back (rule 33).
fn kept(values: &Values, id: OrderId, book: &Book, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let keep = match values.optional("keep").map(parse::money) {
        Some(Ok(keep)) => Some(keep),
        // The field shows its own error.
        Some(Err(_)) => return Ok(Vec::new()),
        None => None,
    };
    let forfeit = match book.forfeit(id, by_shop(values), keep, ctx.now) {
        Ok(forfeit) => forfeit,
        Err(BookError::Refused(refusal)) => {
            return Ok(vec![Fact::refused(&ctx.say(&refusal.message()))]);
        }
        Err(error) => return Err(error),
    };
    let role = if forfeit.refund > Rupiah::ZERO {
        Role::Warn
    } else {
        Role::Text
    };
    Ok(vec![Fact::line(ctx.say(&forfeit.message()), role)])
}
