//! Postpones a PO and tells its customers (rule 5), and lets the owner decide about a minimum that
//! was not reached (rule 8).

use super::period::shown_range;
use super::{Field, Form, parse, period_steps};
use crate::book::{Book, Done};
use crate::domain::estimate::{DelayAnswer, DelayOffer};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::telling::TellKind;
use crate::domain::when::parse_date_range;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
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
            .field(
                Field::text("compensation", "field-compensation")
                    .hint("form-postpone-offer-hint")
                    .check(|text, _| parse::money(text).map(drop)),
            )
            .field(Field::either(
                "asks",
                "field-asks-choice",
                ["output-no", "output-yes"],
                false,
                ctx,
            ))
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
                let compensation = values.read_optional("compensation", parse::money)?;
                let offer = DelayOffer {
                    compensation: compensation.unwrap_or_default(),
                    asks: values.yes("asks"),
                };
                Ok(Effect::deed_then(
                    move |book, now| book.postpone_period(id, ready, &why, offer, now),
                    move |()| {
                        Effect::read(move |book, _| match book.to_tell_count(id)? {
                            0 => Ok(Effect::None),
                            _ => tell(id, book),
                        })
                    },
                ))
            }))
    };
    Form::edit(make, book, ctx)
}

fn range(text: &str, ctx: &Ctx) -> Result<(chrono::NaiveDate, chrono::NaiveDate), Message> {
    parse_date_range(text, ctx.now.date(ctx.zone)).map_err(|error| error.message())
}

/// Lists the messages to the customers who have not been told about a moved date; each is told as other messages
/// are (rules 5, 53).
pub fn tell(id: PeriodId, book: &Book) -> Outcome {
    if book.to_tell_count(id)? > 0 {
        return Ok(Effect::Show(Destination::Letters(TellKind::Delay, id)));
    }
    let period = book.period_by_id(id)?;
    let delayed = book.delayed_orders(id)?;
    if delayed.is_empty() {
        let nobody = Message::new("tell-nobody").text("code", period.code.as_str());
        return Ok(Effect::info(nobody));
    }
    let count = |answer| {
        delayed
            .iter()
            .filter(|order| order.answer == answer)
            .count()
    };
    Ok(Effect::info(
        Message::new("tell-answers")
            .count("wait", count(Some(DelayAnswer::Wait)))
            .count("refund", count(Some(DelayAnswer::Refund)))
            .count("open", count(None)),
    ))
}

/// Asks what the customer of an order answers to the moved date of its PO, and does what follows (rule 52).
pub fn answer(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let Some(offer) = book.delay_offer(id)? else {
        return Ok(Effect::warn(Refusal::NoDelay { order: row.code }.message()));
    };
    let note = |answer| match answer {
        DelayAnswer::Wait if offer.compensation > Rupiah::ZERO => {
            ctx.words.rupiah(offer.compensation.negated())
        }
        DelayAnswer::Wait => String::new(),
        DelayAnswer::Refund => ctx.words.rupiah(row.bill.paid),
    };
    let choices = DelayAnswer::ALL.iter().map(|answer| Choice {
        label: ctx.word(answer.key()),
        note: note(*answer),
        value: *answer,
    });
    Ok(Effect::open(Picker::new(
        "form-answer-title",
        choices.collect(),
        move |answer, _| {
            let answer = *answer;
            Effect::deed(move |book, now| {
                let message = book.answer_delay(id, answer, now)?.message;
                Ok(Done { made: (), message })
            })
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
