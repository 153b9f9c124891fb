//! Plans that change: a PO is postponed and its customers are told, a minimum is decided on, an
//! order moves, is passed on, or gets something else (rules 5, 8, 44, 45, 76).

use super::{Candidate, Field, Form, goods, inputs, period_deeds, read};
use crate::book::{Admission, NewSubstitution};
use crate::domain::estimate::Estimate;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::order::OrderRow;
use crate::domain::when::parse_date_range;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::people;
use crate::tui::keeper::{Book, BookError};
use crate::tui::layers::{Choice, Picker};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form that moves the date a PO will be ready (rule 5); an estimate is proposed where
/// the shop's pace is known (rule 6).
///
/// # Errors
/// When the book can't be read.
pub fn postpone(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    let proposed = book.proposed_estimate(id, ctx.now)?;
    let title = Message::new("form-postpone").text("code", period.code.as_str());
    Ok(Effect::open(
        Form::new("form-postpone")
            .titled(title)
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
            }),
    ))
}

fn range(text: &str, ctx: &Ctx) -> Result<(chrono::NaiveDate, chrono::NaiveDate), Message> {
    parse_date_range(text, ctx.now.date(ctx.zone)).map_err(|error| error.message())
}

/// Lists who has not been told of a moved date: choosing one copies the message, marks them told
/// and goes on with the rest (rules 5, 53).
///
/// # Errors
/// When the book can't be read.
pub fn tell(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let told = book.told(id, ctx.now)?;
    let period = book.period_by_id(id)?;
    let newest = book.estimates(id)?.into_iter().next();
    let (Some(newest), false) = (newest, told.to_tell.is_empty()) else {
        let nobody = Message::new("tell-nobody").text("code", period.code.as_str());
        return Ok(Effect::info(nobody));
    };
    let choices = told.to_tell.into_iter().map(|row| Choice {
        label: format!("{} {}", row.code, row.customer_name),
        note: people::shown_phone(row.customer_phone.as_deref()),
        value: row,
    });
    Ok(Effect::open(Picker::new(
        "tell-title",
        choices.collect(),
        move |row, ctx| {
            let order = row.id;
            Effect::Many(vec![
                Effect::Copy(news(row, &newest, ctx)),
                Effect::deed(move |book, now| book.tell(id, &[order], now)),
                Effect::look(move |book, ctx| {
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

/// The message about a moved date.
fn news(row: &OrderRow, estimate: &Estimate, ctx: &Ctx) -> String {
    let (order, why) = (row.code.clone(), estimate.why.clone());
    let message = if row.customer_name.is_empty() {
        Message::new("tell-news-unnamed")
            .text("order", order)
            .date("from", estimate.from)
            .date("to", estimate.to)
            .text("why", why)
    } else {
        Message::new("tell-news")
            .text("name", row.customer_name.clone())
            .text("order", order)
            .date("from", estimate.from)
            .date("to", estimate.to)
            .text("why", why)
    };
    ctx.say(&message)
}

/// What can be done about a minimum that was not reached.
#[derive(Debug, Clone, Copy)]
enum Way {
    Extend,
    Proceed,
    CallOff,
}

/// Lets the owner decide about a minimum that was not reached (rule 8).
///
/// # Errors
/// When the book can't be read.
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
            Way::Extend => Effect::look(move |book, ctx| period_deeds::reopen(id, book, ctx)),
            Way::Proceed => Effect::deed(move |book, now| book.produce_anyway(id, None, now)),
            Way::CallOff => Effect::look(move |book, _| period_deeds::cancel(id, book)),
        },
    )))
}

/// Opens the form that moves an order, or some items of it, into another PO (rule 45).
///
/// # Errors
/// When the book can't be read.
pub fn move_order(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let targets: Vec<(String, String)> = book
        .periods()?
        .into_iter()
        .filter(|period| period.id != row.period && !period.stage(ctx.now).is_over())
        .map(|period| {
            let label = format!("{} {}", period.code, period.name);
            (period.code.to_string(), label)
        })
        .collect();
    if targets.is_empty() {
        return Ok(Effect::warn(Message::new("form-move-nowhere")));
    }
    let bill = row.bill;
    let title = Message::new("form-move").text("order", row.code);
    Ok(Effect::open(
        Form::new("form-move")
            .titled(title)
            .field(Field::choice("to", "form-move-to", targets))
            .field(
                Field::text("items", "form-move-items")
                    .hint("form-move-items-hint")
                    .check(|text, _| items(text).map(drop)),
            )
            .field(Field::text("late", "form-order-late").more())
            .field(Field::text("overbook", "form-move-overbook").more())
            .panel(move |values, _, ctx| {
                let total = ctx.words.rupiah(bill.total);
                let paid = ctx.words.rupiah(bill.paid);
                let mut facts = vec![
                    Fact::new(ctx.word("form-order-total-so-far"), total),
                    Fact::new(ctx.word("form-order-paid-so-far"), paid),
                ];
                if values.optional("items").is_some() {
                    facts.push(Fact::line(ctx.word("form-move-share"), Role::Muted));
                }
                facts.push(Fact::line(ctx.word("form-move-note"), Role::Muted));
                Ok(facts)
            })
            .submit(move |values, book, _| {
                let to = book.period(&values.read("to", inputs::code)?)?.id;
                let parted = values.read_optional("items", items)?;
                let admission = Admission {
                    late: values.optional("late").map(str::to_owned),
                    overbook: values.optional("overbook").map(str::to_owned),
                };
                Ok(Effect::deed(move |book, now| match &parted {
                    Some(items) => book.split_order(id, to, items, &admission, now),
                    None => book.move_order(id, to, &admission, now),
                }))
            }),
    ))
}

/// Items typed one after another: `2 NAS-KEJU, 1 KAS`.
fn items(text: &str) -> Result<Vec<ItemText>, Message> {
    text.split(',')
        .map(|item| ItemText::parse(item).map_err(|error| error.message()))
        .collect()
}

/// Opens the form that passes an order on to another customer (rule 76).
///
/// # Errors
/// When the book can't be read.
pub fn pass(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let title = Message::new("form-pass").text("order", row.code);
    Ok(Effect::open(
        Form::new("form-pass")
            .titled(title)
            .field(
                Field::text("name", "field-customer")
                    .required()
                    .suggest(|typed, _, book, _| people::candidates(typed, book)),
            )
            .field(Field::text("phone", "field-phone"))
            .panel(|_, _, ctx| Ok(vec![Fact::line(ctx.word("form-pass-note"), Role::Muted)]))
            .submit(move |values, _, _| {
                let to = read::customer(
                    values.get("name"),
                    values.picked("name"),
                    values.get("phone"),
                    "",
                );
                Ok(Effect::deed(move |book, now| book.pass_order(id, &to, now)))
            }),
    ))
}

/// Opens the form that replaces what was promised by something else (rule 44).
///
/// # Errors
/// When the book can't be read.
pub fn substitute(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let period = row.period;
    let title = Message::new("form-substitute").text("order", row.code);
    let prices = [
        ("old", "form-substitute-old"),
        ("new", "form-substitute-new"),
    ]
    .map(|(value, key)| (value.to_owned(), ctx.word(key)));
    Ok(Effect::open(
        Form::new("form-substitute")
            .titled(title)
            .field(
                Field::text("item", "form-substitute-item")
                    .required()
                    .hint("form-substitute-item-hint")
                    .check(|text, _| item(text).map(drop)),
            )
            .field(
                Field::text("by", "form-substitute-by")
                    .required()
                    .hint("form-substitute-by-hint")
                    .check(|text, _| inputs::code(text).map(drop))
                    .suggest(move |typed, _, book, _| replacements(typed, period, book)),
            )
            .field(Field::text("agreed", "field-agreed-by").required())
            .field(Field::choice("price", "field-price", prices.into()))
            .field(Field::text("overbook", "form-move-overbook").more())
            .submit(move |values, _, _| {
                let new = NewSubstitution {
                    item: values.read("item", item)?,
                    by: values.read("by", inputs::code)?,
                    agreed_by: values.get("agreed").to_owned(),
                    reprice: values.get("price") == "new",
                    overbook: values.optional("overbook").map(str::to_owned),
                };
                Ok(Effect::deed(move |book, now| {
                    book.substitute(id, &new, now)
                }))
            }),
    ))
}

/// What is on sale in a PO, by code or name.
fn replacements(typed: &str, period: PeriodId, book: &Book) -> Result<Vec<Candidate>, BookError> {
    let typed = typed.trim().to_lowercase();
    let offers = book.offers(period)?;
    if typed.is_empty() || offers.iter().any(|o| o.code.to_lowercase() == typed) {
        return Ok(Vec::new());
    }
    let found = offers.into_iter().filter(|offer| {
        let text = format!("{} {}", offer.code, goods::name(offer)).to_lowercase();
        !offer.withdrawn && text.contains(&typed)
    });
    let proposed = found.take(5).map(|offer| Candidate {
        label: format!("{} {}", offer.code, goods::name(&offer)),
        note: String::new(),
        value: None,
        text: offer.code,
    });
    Ok(proposed.collect())
}

fn item(text: &str) -> Result<ItemText, Message> {
    ItemText::parse(text).map_err(|error| error.message())
}
