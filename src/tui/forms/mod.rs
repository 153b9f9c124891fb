//! Forms: a form declares its fields once; moving, checking, suggesting, saving and leaving are the
//! same in all of them.

pub mod backup;
pub mod bonus;
pub mod catalog;
mod columns;
pub mod customer;
pub mod export;
mod field;
mod form;
mod goods;
pub mod holding;
pub mod import;
pub mod inputs;
pub mod money_in;
pub mod offers;
pub mod order;
pub mod order_edit;
pub mod package;
pub mod payment;
pub mod people;
pub mod period;
pub mod period_deeds;
pub mod plan;
pub mod price_list;
pub mod read;
pub mod reservations;
pub mod shop;
pub mod surplus;
mod table;
pub mod terms;
pub mod tiers;
mod view;

use crate::domain::message::Message;
use crate::tui::effect::{Ctx, Draft, Effect, Outcome};
use crate::tui::keeper::Book;
use crate::tui::layers::Reader;

pub use field::{Candidate, Field, Values, Wrong};
pub use form::Form;

/// Opens the form a draft was typed in, with what was typed. Where a form can't be opened without
/// what it was about, what was typed is shown, to be read and copied.
///
/// # Errors
/// When the book can't be read.
pub fn reopen(draft: &Draft, book: &Book, ctx: &Ctx) -> Outcome {
    let form = match draft.form.as_str() {
        order::NAME => order::form(None, draft.about.clone(), book, ctx)?.ok(),
        period::NAME => Some(period::new_form(ctx)),
        _ => None,
    };
    let Some(mut form) = form else {
        let typed: Vec<&str> = draft.fields.iter().map(|(_, text)| text.as_str()).collect();
        return Ok(Effect::open(Reader::new(
            ctx.word("form-draft-unsaved"),
            typed.join("\n"),
        )));
    };
    form.restore(draft);
    Ok(Effect::Many(vec![
        Effect::open(form),
        Effect::info(Message::new("form-draft-restored")),
    ]))
}
