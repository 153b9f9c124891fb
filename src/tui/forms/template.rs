//! Edits the words of a kind of message, with a real order filled in beside it (rule 52).

use super::{Field, Form};
use crate::book::Book;
use crate::domain::message::Message;
use crate::domain::telling::TellKind;
use crate::tasks::telling::{preview, template_fields, template_text};
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form with the text of a kind. A broken text is refused with every mistake; the last good one stays.
pub fn edit(kind: TellKind, book: &Book, ctx: &Ctx) -> Outcome {
    let lang = ctx.words.lang().name();
    let make = move |book: &Book, ctx: &Ctx| {
        let text = template_text(kind, book, &ctx.words)?;
        let title = Message::new("form-template").word("kind", kind.key());
        Ok(Form::new("form-template")
            .titled(title)
            .field(
                Field::block("text", "field-template")
                    .value(text.trim_end().to_owned())
                    .required(),
            )
            .panel(move |values, book, ctx| {
                let text = values.as_typed("text");
                let read = preview(kind, text, ctx.period, book, &ctx.words, ctx.now)?;
                let (said, role) = match &read {
                    Ok(said) => (said, Role::Text),
                    Err(mistakes) => (mistakes, Role::Bad),
                };
                let lines = said.lines().map(|line| Fact::line(line, role));
                let mut facts: Vec<Fact> = lines.collect();
                facts.push(Fact::line("", Role::Muted));
                let fields = template_fields(&ctx.words).into_iter();
                let fields: Vec<String> = fields.map(|(name, _)| name).collect();
                let fields = fields.join(" ");
                let named = Message::new("template-fields-short").text("fields", fields);
                facts.push(Fact::line(ctx.say(&named), Role::Muted));
                Ok(facts)
            })
            .submit(move |values, _, _| {
                let text = values.as_typed("text").to_owned();
                Ok(Effect::deed(move |book, now| {
                    book.set_template(kind, lang, Some(&text), now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// Goes back to the text that comes with the program.
pub fn reset(kind: TellKind, own: bool, ctx: &Ctx) -> Effect {
    if !own {
        return Effect::info(Message::new("template-is-default"));
    }
    let lang = ctx.words.lang().name();
    Effect::deed(move |book, now| book.set_template(kind, lang, None, now))
}
