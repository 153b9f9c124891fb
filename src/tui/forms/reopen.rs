//! Opens forms again that were unsaved when the program ended.

use super::{order, period};
use crate::book::Book;
use crate::domain::message::Message;
use crate::tui::effect::{Ctx, Effect, Outcome, Unsaved};
use crate::tui::layers::Reader;

/// Opens the form with its unsaved content. A form that can't be opened without its subject (an
/// order, a PO) is shown as text, to be read and copied.
pub fn open(draft: &Unsaved, book: &Book, ctx: &Ctx) -> Outcome {
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
