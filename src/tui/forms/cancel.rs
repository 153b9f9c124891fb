//! Cancels an order (rule 33).

use super::{Field, Form, Values, parse};
use crate::book::{Book, BookError};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form that cancels an order.
pub fn open(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let title = Message::new("form-cancel")
        .text("order", row.code)
        .text("customer", row.customer_name);
    let by = ["form-cancel-by-customer", "form-cancel-by-shop"]
        .map(|key| (key.to_owned(), ctx.word(key)));
    let mut form = Form::new("form-cancel")
        .titled(title)
        .field(
            Field::text("why", "field-reason")
                .required()
                .hint("form-cancel-hint"),
        )
        .field(Field::choice("by", "form-cancel-by", by.into()));
    if row.bill.paid > Rupiah::ZERO {
        form = form.field(
            Field::text("keep", "form-cancel-keep")
                .hint("form-cancel-keep-hint")
                .money(),
        );
    }
    Ok(Effect::open(
        form.panel(move |values, book, ctx| kept(values, id, book, ctx))
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

fn by_shop(values: &Values) -> bool {
    values.get("by") == "form-cancel-by-shop"
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
            let why = format!("✗ {}", ctx.say(&refusal.message()));
            return Ok(vec![Fact::line(why, Role::Bad)]);
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
