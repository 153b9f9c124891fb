//! Records who approved the designs of an order (rule 79).

use super::{Field, Form};
use crate::domain::message::Message;
use crate::domain::order::OrderRow;
use crate::tui::effect::Effect;

/// Opens the form that records who approved what waits in an order.
pub fn open(row: &OrderRow) -> Effect {
    let id = row.id;
    let title = Message::new("form-approve")
        .text("order", row.code.as_str())
        .with("customer", row.customer_arg());
    let form = Form::new("form-approve")
        .titled(title)
        .field(
            Field::text("by", "field-approved-by")
                .value(row.customer_name.clone())
                .required(),
        )
        .field(Field::text("note", "field-note").hint("form-approve-hint"))
        .submit(move |values, _, _| {
            let (by, note) = (values.get("by").to_owned(), values.get("note").to_owned());
            Ok(Effect::deed(move |book, now| {
                book.approve_design(id, None, (&by, &note), now)
            }))
        });
    Effect::open(form)
}
