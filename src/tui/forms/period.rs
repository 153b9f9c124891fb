//! The form of a PO: name, dates and rules. The panel shows how the typed dates are understood.

use chrono::NaiveDate;

use super::{Field, Form, InputError, Values, parse};
use crate::book::{Book, BookError, Done, NewPeriod, PeriodChange};
use crate::domain::code::{Code, CodeError};
use crate::domain::code_proposal::{next_in_series, period_stem};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::policy::{Cancellation, DownPayment, PolicyKind};
use crate::domain::refusal::Refusal;
use crate::domain::when::{Moment, parse_date_range};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// The name of the form of a new PO in [`Unsaved`](crate::tui::effect::Unsaved).
pub const NAME: &str = "form-period";

/// Makes the form of a new PO.
pub fn new_form(ctx: &Ctx) -> Form {
    fields(Form::new(NAME), None, ctx)
        .panel(|values, book, ctx| panel(values, None, book, ctx))
        .submit(|values, book, ctx| {
            let new = NewPeriod {
                code: code(values, book)?,
                name: values.get("name").to_owned(),
                settings: settings(values, ctx)?,
            };
            Ok(made(move |book, now| book.add_period(&new, now)))
        })
}

/// Opens the form that changes a PO.
pub fn edit(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let period = book.period_by_id(id)?;
        let title = Message::new("form-period-edit").text("code", period.code.as_str());
        let form = Form::new("form-period-edit").titled(title);
        Ok(fields(form, Some(&period), ctx)
            .state(over(&period, ctx))
            .panel(move |values, book, ctx| panel(values, Some(&period), book, ctx))
            .submit(move |values, _, ctx| {
                let change = settings(values, ctx)?;
                Ok(Effect::deed(move |book, now| {
                    book.edit_period(id, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// The sentence that a PO is finished or called off, when it is.
pub(super) fn over(period: &Period, ctx: &Ctx) -> Option<Message> {
    let stage = period.stage(ctx.now);
    stage.is_over().then(|| {
        Message::new("form-period-over")
            .text("code", period.code.as_str())
            .word("stage", stage.key())
    })
}

/// Opens the form that copies a PO; it asks only for a code and a name (rule 10).
pub fn clone(id: PeriodId, book: &Book, _: &Ctx) -> Outcome {
    let from = book.period_by_id(id)?;
    let next = next_code(from.code.as_str(), book)?.map_or_else(|_| String::new(), String::from);
    let title = Message::new("form-period-clone").text("code", from.code.as_str());
    Ok(Effect::open(
        Form::new("form-period-clone")
            .titled(title)
            .field(
                Field::text("name", "field-name")
                    .value(from.name)
                    .required(),
            )
            .field(
                Field::text("code", "field-code")
                    .value(next)
                    .required()
                    .hint("form-period-code-hint"),
            )
            .panel(|_, _, ctx| {
                Ok(vec![Fact::line(
                    ctx.word("form-period-clone-note"),
                    Role::Muted,
                )])
            })
            .submit(move |values, _, _| {
                let code = values.read("code", parse::code)?;
                let name = values.get("name").to_owned();
                Ok(made(move |book, now| {
                    book.clone_period(id, &code, Some(&name), now)
                }))
            }),
    ))
}

/// The effect after making a PO: its page opens, to add products. Which PO is worked on stays.
fn made(
    deed: impl FnOnce(&mut Book, Moment) -> Result<Done<PeriodId>, BookError> + 'static,
) -> Effect {
    Effect::deed_then(deed, |id| Effect::Show(Destination::Period(id)))
}

fn fields(form: Form, period: Option<&Period>, ctx: &Ctx) -> Form {
    let text = |value: Option<String>| value.unwrap_or_default();
    let milestones = period.map(|period| period.milestones).unwrap_or_default();
    let mut form = form.field(
        Field::text("name", "field-name")
            .value(text(period.map(|period| period.name.clone())))
            .required()
            .hint("form-period-name-hint"),
    );
    if period.is_none() {
        form = form.field(
            Field::text("code", "field-code")
                .hint("form-period-code-hint")
                .check(|text, _| parse::code(text).map(drop)),
        );
    }
    form = form
        .field(
            Field::text("opens", "form-period-opens")
                .value(text(milestones.opens_at.map(|at| shown(at, true, ctx))))
                .hint("form-period-opens-hint")
                .check(|text, ctx| parse::opening(text, ctx).map(drop)),
        )
        .field(
            Field::text("closes", "form-period-closes")
                .value(text(milestones.closes_at.map(|at| shown(at, false, ctx))))
                .hint("form-period-closes-hint")
                .check(|text, ctx| parse::closing(text, ctx).map(drop)),
        )
        .field(
            Field::text("dp", "form-period-down-payment")
                .value(text(
                    period
                        .map(|period| period.down_payment)
                        .filter(|rule| *rule != DownPayment::None)
                        .map(|rule| rule.to_string()),
                ))
                .hint("form-period-down-payment-hint")
                .check(|text, _| down_payment(text).map(drop))
                .in_percent_or_thousands(),
        )
        .field(
            Field::text("ready", "form-period-ready")
                .value(text(
                    period
                        .and_then(|period| period.ready)
                        .map(|ready| shown_range(ready, ctx)),
                ))
                .hint("form-period-ready-hint")
                .check(|text, ctx| range(text, ctx).map(drop))
                .more(),
        )
        .field(
            Field::text("why", "form-period-why")
                .hint("form-period-why-hint")
                .more(),
        )
        .field(
            Field::text("hours", "field-down-payment-hours")
                .value(text(
                    period
                        .and_then(|period| period.down_payment_hours)
                        .map(|hours| hours.to_string()),
                ))
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("settle", "field-settle-by")
                .value(text(
                    period
                        .and_then(|period| period.settle_by)
                        .map(|at| shown(at, false, ctx)),
                ))
                .hint("form-settle-by-hint")
                .check(|text, ctx| parse::closing(text, ctx).map(drop))
                .more(),
        )
        .field(
            Field::choice(
                "keep-by",
                "form-period-keep-by",
                vec![
                    ("order".to_owned(), ctx.word("form-period-keep-by-order")),
                    ("dp".to_owned(), ctx.word("form-period-keep-by-dp")),
                ],
            )
            .value(
                period
                    .map(|period| period.confirms)
                    .unwrap_or_default()
                    .keep_by(),
            )
            .more(),
        )
        .field(
            Field::text("cancellation", "form-period-cancellation")
                .value(text(
                    period
                        .map(|period| period.cancellation)
                        .filter(|rule| rule.keeps())
                        .map(|rule| rule.to_string()),
                ))
                .hint("form-period-cancellation-hint")
                .check(|text, _| cancellation(text).map(drop))
                .more(),
        )
        .field(
            Field::text("quota", "field-quota")
                .value(text(
                    period
                        .and_then(|period| period.quota)
                        .map(|quota| quota.to_string()),
                ))
                .hint("form-period-quota-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("cap", "field-order-cap")
                .value(text(
                    period
                        .and_then(|period| period.order_cap)
                        .map(|cap| cap.to_string()),
                ))
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("minimum", "field-minimum")
                .value(text(
                    period
                        .and_then(|period| period.minimum)
                        .map(|units| units.to_string()),
                ))
                .hint("form-minimum-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("collect", "field-collect-days")
                .value(text(
                    period
                        .and_then(|period| period.collect_days)
                        .map(|days| days.to_string()),
                ))
                .hint("form-collect-days-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("update", "field-update-days")
                .value(text(
                    period
                        .and_then(|period| period.update_days)
                        .map(|days| days.to_string()),
                ))
                .hint("form-update-days-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("announce", "field-announce-at")
                .value(text(
                    period
                        .and_then(|period| period.announce_at)
                        .map(|at| shown(at, true, ctx)),
                ))
                .hint("form-announce-at-hint")
                .check(|text, ctx| parse::opening(text, ctx).map(drop))
                .more(),
        )
        .field(
            Field::text("target", "form-period-target")
                .value(text(
                    period
                        .and_then(|period| period.target)
                        .map(|target| target.to_string()),
                ))
                .money()
                .more(),
        );
    // What is told about each of the policies (rule 64).
    for (kind, id) in POLICIES {
        let written = period.map(|period| period.policies.get(kind).to_owned());
        form = form.field(
            Field::text(id, kind.key())
                .value(text(written))
                .hint("form-policy-hint")
                .more(),
        );
    }
    form.field(
        Field::block("note", "form-period-note")
            .value(text(period.map(|period| period.note.clone())))
            .more(),
    )
}

/// The policy texts with their fields.
const POLICIES: [(PolicyKind, &str); 4] = [
    (PolicyKind::Refund, "policy-refund"),
    (PolicyKind::Cancellation, "policy-cancel"),
    (PolicyKind::Change, "policy-change"),
    (PolicyKind::Shipping, "policy-shipping"),
];

/// Writes a moment as it would be typed: without the time when that is the first or last of its
/// day.
pub(super) fn shown(at: Moment, opening: bool, ctx: &Ctx) -> String {
    let day = at.date(ctx.zone);
    let edge = if opening {
        Moment::opening(day, ctx.zone)
    } else {
        Moment::closing(day, ctx.zone)
    };
    if edge == at {
        ctx.words.date(day)
    } else {
        ctx.words.moment(at)
    }
}

/// Writes a range of days as it would be typed.
pub(super) fn shown_range((from, to): (NaiveDate, NaiveDate), ctx: &Ctx) -> String {
    format!("{}..{}", ctx.words.date(from), ctx.words.date(to))
}

fn down_payment(text: &str) -> Result<DownPayment, Message> {
    text.parse().map_err(|refusal: Refusal| refusal.message())
}

fn cancellation(text: &str) -> Result<Cancellation, Message> {
    text.parse().map_err(|refusal: Refusal| refusal.message())
}

fn range(text: &str, ctx: &Ctx) -> Result<(NaiveDate, NaiveDate), Message> {
    parse_date_range(text, ctx.now.date(ctx.zone)).map_err(|error| error.message())
}

/// The typed code, or one made from the name.
fn code(values: &Values, book: &Book) -> Result<Code, InputError> {
    match values.optional("code") {
        Some(text) => parse::code(text).map_err(parse::error_of("code")),
        None => next_code(&period_stem(values.get("name")), book)?
            .map_err(|error| InputError::field("code", error.message())),
    }
}

/// The next free code in the series of `like`.
fn next_code(like: &str, book: &Book) -> Result<Result<Code, CodeError>, BookError> {
    let periods = book.periods()?;
    Ok(next_in_series(like, |code| {
        Ok(periods.iter().any(|period| period.code == *code))
    }))
}

/// The changed settings. An untouched moment keeps its seconds.
fn settings(values: &Values, ctx: &Ctx) -> Result<PeriodChange, InputError> {
    let ready = values
        .read_changed("ready", |text| range(text, ctx))?
        .flatten()
        .map(|(from, to)| (from, to, values.get("why").to_owned()));
    let hours = values.read_changed("hours", |text| {
        let hours = parse::count(text)?;
        u32::try_from(hours).map_err(|_| Message::new("form-not-a-count").text("text", text))
    })?;
    Ok(PeriodChange {
        name: values.changed("name").map(str::to_owned),
        opens_at: values.read_changed("opens", |text| parse::opening(text, ctx))?,
        closes_at: values.read_changed("closes", |text| parse::closing(text, ctx))?,
        ready,
        down_payment: values
            .read_changed("dp", down_payment)?
            .map(Option::unwrap_or_default),
        down_payment_hours: hours,
        confirms: values
            .changed("keep-by")
            .map(|text| text.parse().unwrap_or_default()),
        cancellation: values
            .read_changed("cancellation", cancellation)?
            .map(Option::unwrap_or_default),
        quota: values.read_changed("quota", parse::count)?,
        order_cap: values.read_changed("cap", parse::count)?,
        minimum: values.read_changed("minimum", parse::count)?,
        settle_by: values.read_changed("settle", |text| parse::closing(text, ctx))?,
        collect_days: values.read_changed("collect", parse::count)?,
        update_days: values.read_changed("update", parse::count)?,
        target: values.read_changed("target", parse::money)?,
        note: values.changed("note").map(str::to_owned),
        announce_at: values.read_changed("announce", |text| parse::opening(text, ctx))?,
        policies: POLICIES
            .iter()
            .filter_map(|(kind, id)| Some((*kind, values.changed(id)?.to_owned())))
            .collect(),
    })
}

/// The facts that show how the typed values are understood (rule 61).
fn panel(
    values: &Values,
    period: Option<&Period>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let mut facts = Vec::new();
    if period.is_none()
        && values.optional("name").is_some()
        && let Ok(code) = code(values, book)
    {
        facts.push(Fact::new(
            ctx.word("field-code"),
            Part::new(code.as_str(), Role::Accent),
        ));
    }
    let read_back = |result: Option<Result<Moment, Message>>, label: &'static str| {
        result.map(|result| {
            let value = match result {
                Ok(at) => {
                    let left = at.unix().saturating_sub(ctx.now.unix());
                    let left = ctx.words.countdown(left);
                    Part::text(format!("{} ({left})", ctx.words.moment(at)))
                }
                Err(problem) => Part::new(format!("✗ {}", ctx.say(&problem)), Role::Bad),
            };
            Fact::new(ctx.word(label), value)
        })
    };
    let opens = values
        .optional("opens")
        .map(|text| parse::opening(text, ctx));
    let closes = values
        .optional("closes")
        .map(|text| parse::closing(text, ctx));
    let settle = values
        .optional("settle")
        .map(|text| parse::closing(text, ctx));
    facts.extend(read_back(opens, "form-period-opens"));
    facts.extend(read_back(closes, "form-period-closes"));
    facts.extend(read_back(settle, "field-settle-by"));
    if let Some(ready) = values.optional("ready") {
        let value = match range(ready, ctx) {
            Ok((from, to)) if from == to => Part::text(ctx.words.date(from)),
            Ok((from, to)) => {
                Part::text(format!("{} – {}", ctx.words.date(from), ctx.words.date(to)))
            }
            Err(problem) => Part::new(format!("✗ {}", ctx.say(&problem)), Role::Bad),
        };
        facts.push(Fact::new(ctx.word("form-period-ready"), value));
    }
    if let Some(Ok(rule)) = values.optional("dp").map(down_payment) {
        facts.push(Fact::new(
            ctx.word("form-order-down-payment"),
            ctx.say(&rule.message()),
        ));
    }
    if let Some(Ok(rule)) = values.optional("cancellation").map(cancellation)
        && let Some(rule) = rule.message()
    {
        facts.push(Fact::new(
            ctx.word("form-period-cancellation"),
            ctx.say(&rule),
        ));
    }
    if values.optional("opens").is_none() && period.is_none() {
        facts.push(Fact::line(ctx.word("form-period-draft-note"), Role::Muted));
    }
    Ok(facts)
}

/// Parses an optional amount.
pub(super) fn optional_money(
    values: &Values,
    id: &'static str,
) -> Result<Option<Rupiah>, InputError> {
    values.read_optional(id, parse::money)
}
