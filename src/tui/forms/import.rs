//! Imports a table of orders into the active PO: the path is typed or dropped, and the content is
//! shown next to it before anything is saved. When columns are unclear, [`column_questions`] asks.

use super::column_questions::{self, Answers, ColumnQuestion};
use super::import_file::{facts, read, save};
use super::import_table::{self, BadRows, FactsCache, path};
use super::{Form, InputError};
use crate::book::KnownOrders;
use crate::domain::message::Message;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::tasks::TaskError;
use crate::tui::effect::{Ctx, Effect};

/// Opens the form that imports a table into the active PO.
pub fn form(ctx: &Ctx) -> Effect {
    let Some(period) = ctx.period else {
        return Effect::warn(Message::new("orders-no-period"));
    };
    let seen = FactsCache::new();
    let answers = Answers::default();
    let told = answers.clone();
    Effect::open(
        Form::new("form-import")
            .heading(move |_, book, _| {
                let period = book.period_by_id(period)?;
                let name = format!("{} {}", period.code, period.name);
                Ok(Message::new("form-import").text("period", name))
            })
            .field(import_table::path_field())
            .field(BadRows::default().field(ctx))
            .field(import_table::known_field(KnownOrders::default(), ctx))
            .panel(move |values, book, ctx| {
                let file = path(values.get("path"));
                let answered = (told.of(&file), BadRows::chosen(values).doubts());
                Ok(facts(&file, period, answered, &seen, book, ctx))
            })
            .submit(move |values, book, ctx| {
                let file = path(values.get("path"));
                let bad = BadRows::chosen(values);
                let answered = (answers.of(&file), bad.doubts());
                let read = read(&file, period, &answered, book, ctx);
                let (said, _) = answered;
                let asked = |said: Mapping| ColumnQuestion {
                    period,
                    file: file.clone(),
                    said,
                    bad,
                    known: import_table::known_chosen(values),
                    answers: answers.clone(),
                };
                let error = match read {
                    Ok(intake) if bad == BadRows::Refuse && !intake.unknown_statuses.is_empty() => {
                        let asked = asked(said.unwrap_or_default());
                        let form = column_questions::statuses(asked, &intake.unknown_statuses, ctx);
                        return Ok(Effect::open(form));
                    }
                    Ok(intake) => return save(period, intake, said, values, book),
                    Err(TaskError::Intake(error)) => error,
                    Err(error) => return Err(error.into()),
                };
                // The remembered mapping of this header stays; only the unsure columns are asked.
                let said = match &error {
                    IntakeError::Header {
                        header: HeaderError::Unsure { mapping, .. },
                        ..
                    } => (**mapping).clone(),
                    _ => said.unwrap_or_default(),
                };
                column_questions::ask(asked(said), error, &book.importable(period)?.into(), ctx)
                    .map(Effect::open)
                    .map_err(|error| InputError::field("path", error.message()))
            }),
    )
}
