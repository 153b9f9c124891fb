//! Postpones a PO and tells its customers (rule 5), and lets the owner decide about a minimum that
//! was not reached (rule 8).

use super::period::shown_range;
use super::{Field, Form, period_steps};
use crate::book::Book;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::when::parse_date_range;
use crate::tasks::customer_texts;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::customer_search;
use crate::tui::layers::{Choice, Picker};
use crate::tui::widgets::facts::Fact;

/// Opens the form that moves the date a PO will be ready (rule 5). It proposes an estimate when the
/// shop's pace is known (rule 6).
pub fn postpone(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let period = book.period_by_id(id)?;
        let proposed = book.proposed_estimate(id, ctx.now)?;
        let title = Message::new("form-postpone").text("code", period.code.as_str());
        let ready = period.ready.map(|ready| shown_range(ready, ctx));
        Ok(Form::new("form-postpone")
            .titled(title)
            .replaces(move |_| vec![("ready", ready.clone().unwrap_or_default())])
            .field(
                Field::text("ready", "form-period-ready")
                    .required()
                    .hint("form-period-ready-hint")
                    .check(|text, ctx| range(text, ctx).map(drop)),
            )
            .field(Field::text("why", "field-reason").required())
            .panel(move |_, _, ctx| {
                let mut facts = Vec::new();
                if let Some((from, to)) = period.ready {
                    let now = format!("{} – {}", ctx.words.date(from), ctx.words.date(to));
                    facts.push(Fact::new(ctx.word("form-postpone-now"), now));
                }
                if let Some(proposal) = proposed {
                    let range = format!(
                        "{} – {}",
                        ctx.words.date(proposal.from),
                        ctx.words.date(proposal.to)
                    );
                    facts.push(Fact::new(ctx.word("form-postpone-proposed"), range));
                }
                Ok(facts)
            })
            .submit(move |values, _, ctx| {
                let ready = values.read("ready", |text| range(text, ctx))?;
                let why = values.get("why").to_owned();
                Ok(Effect::deed(move |book, now| {
                    book.postpone_period(id, ready, &why, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

fn range(text: &str, ctx: &Ctx) -> Result<(chrono::NaiveDate, chrono::NaiveDate), Message> {
    parse_date_range(text, ctx.now.date(ctx.zone)).map_err(|error| error.message())
}

/// Lists the customers not yet told about a moved date. Choosing one copies the message, marks the
/// customer as told and shows the rest of the list (rules 5, 53).
pub fn tell(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let told = book.told(id, ctx.now)?;
    let period = book.period_by_id(id)?;
    let newest = book.estimates(id)?.into_iter().next();
    let (Some(newest), false) = (newest, told.to_tell.is_empty()) else {
        let nobody = Message::new("tell-nobody").text("code", period.code.as_str());
        return Ok(Effect::info(nobody));
    };
    let choices = told.to_tell.into_iter().map(|row| Choice {
        label: format!("{} {}", row.code, row.customer_shown()),
        note: customer_search::shown_phone(row.customer_phone.as_deref()),
        value: row,
    });
    Ok(Effect::open(Picker::new(
        "tell-title",
        choices.collect(),
        move |row, ctx| {
            let order = row.id;
            let what = Message::new("tell-copied")
                .text("order", row.code.as_str())
                .with("customer", row.customer_arg());
            let copy = Effect::Copy(what, customer_texts::moved_date(row, &newest, &ctx.words));
            Effect::Many(vec![
                Effect::deed_then(move |book, now| book.tell(id, &[order], now), |_| copy),
                Effect::read(move |book, ctx| {
                    let left = book.to_tell_count(id)?;
                    if left > 0 {
                        tell(id, book, ctx)
                    } else {
                        Ok(Effect::None)
                    }
                }),
            ])
        },
    )))
}

/// The decisions about a minimum that was not reached.
#[derive(Debug, Clone, Copy)]
enum Way {
    Extend,
    Proceed,
    CallOff,
}

/// Asks for the decision about a minimum that was not reached (rule 8).
pub fn minimum(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    if book.undecided_minimums(&period)?.is_empty() {
        let nothing = Message::new("minimum-nothing").text("code", period.code.as_str());
        return Ok(Effect::info(nothing));
    }
    let choices = [
        (Way::Extend, "minimum-extend"),
        (Way::Proceed, "minimum-proceed"),
        (Way::CallOff, "minimum-call-off"),
    ]
    .map(|(value, key)| Choice {
        label: ctx.word(key),
        note: String::new(),
        value,
    });
    Ok(Effect::open(Picker::new(
        "minimum-title",
        choices.into(),
        move |way, _| match way {
            Way::Extend => Effect::read(move |book, ctx| period_steps::reopen(id, book, ctx)),
            Way::Proceed => Effect::deed(move |book, now| book.produce_anyway(id, None, now)),
            Way::CallOff => Effect::read(move |book, _| period_steps::cancel(id, book)),
        },
    )))
}
