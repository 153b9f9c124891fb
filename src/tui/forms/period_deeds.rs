//! What happens to a PO on its way: opened, closed, reopened, marked, called off, announced.

use super::{Field, Form, read};
use crate::book::Milestone;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::policy::DownPayment;
use crate::domain::stage::Stage;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::keeper::Book;
use crate::tui::layers::{Choice, Picker, Question, Reader};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens a PO now; asks first when nothing is on sale in it yet.
///
/// # Errors
/// When the book can't be read.
pub fn open(id: PeriodId, book: &Book) -> Outcome {
    let deed = Effect::deed(move |book, now| book.open_period(id, now));
    let on_sale = book.offers(id)?.iter().any(|offer| !offer.withdrawn);
    Ok(if on_sale {
        deed
    } else {
        Effect::open(Question::new(
            "period-open-title",
            Message::new("period-open-empty"),
            deed,
        ))
    })
}

/// Closes a PO after asking: its tally is frozen (rule 37).
///
/// # Errors
/// When the book can't be read.
pub fn close(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    let deed = Effect::deed(move |book, now| book.close_period(id, now));
    if period.stage(ctx.now) != Stage::Open {
        // The refusal says where the PO stands.
        return Ok(deed);
    }
    let figures = book.figures(id)?;
    let version = book
        .tally_versions(id)?
        .iter()
        .map(|version| i64::from(version.version))
        .max()
        .unwrap_or(0);
    let question = Message::new("period-close-question")
        .text("code", period.code.as_str())
        .count("orders", figures.orders)
        .count("units", figures.units)
        .count("version", version + 1);
    Ok(Effect::open(Question::new(
        "period-close-title",
        question,
        deed,
    )))
}

/// Opens the form that reopens a PO (rule 4).
///
/// # Errors
/// When the book can't be read.
pub fn reopen(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    if period.stage(ctx.now) != Stage::Closed {
        return Ok(Effect::deed(move |book, now| {
            book.reopen_period(id, None, now)
        }));
    }
    let title = Message::new("period-reopen").text("code", period.code.as_str());
    Ok(Effect::open(
        Form::new("period-reopen")
            .titled(title)
            .field(
                Field::text("until", "period-reopen-until")
                    .hint("period-reopen-hint")
                    .check(|text, ctx| read::closing(text, ctx).map(drop)),
            )
            .panel(|values, _, ctx| {
                Ok(
                    match values
                        .optional("until")
                        .map(|text| read::closing(text, ctx))
                    {
                        Some(Ok(until)) => vec![Fact::new(
                            ctx.word("period-reopen-until"),
                            ctx.words.moment(until),
                        )],
                        Some(Err(_)) | None => Vec::new(),
                    },
                )
            })
            .submit(move |values, _, ctx| {
                let until = values.read_optional("until", |text| read::closing(text, ctx))?;
                Ok(Effect::deed(move |book, now| {
                    book.reopen_period(id, until, now)
                }))
            }),
    ))
}

/// Lets choose which milestone a PO has reached.
pub fn mark(id: PeriodId, ctx: &Ctx) -> Effect {
    let choices = [
        (Milestone::Production, "period-mark-production"),
        (Milestone::Ready, "period-mark-ready"),
        (Milestone::Finished, "period-mark-finished"),
    ]
    .map(|(milestone, key)| Choice {
        label: ctx.word(key),
        note: String::new(),
        value: milestone,
    });
    Effect::open(Picker::new(
        "period-mark-title",
        choices.into(),
        move |milestone, _| {
            let milestone = *milestone;
            Effect::look(move |book, _| mark_as(id, milestone, book))
        },
    ))
}

/// Marks a PO; one that would finish with people still waiting asks first (rule 20).
fn mark_as(id: PeriodId, milestone: Milestone, book: &Book) -> Outcome {
    let deed = Effect::deed(move |book, now| book.mark_period(id, milestone, now));
    let waiting = book.figures(id)?.waiting;
    if milestone != Milestone::Finished || waiting == 0 {
        return Ok(deed);
    }
    let question = Message::new("period-finish-question")
        .text("code", book.period_by_id(id)?.code.as_str())
        .count("waiting", waiting);
    Ok(Effect::open(Question::new(
        "period-finish-title",
        question,
        deed,
    )))
}

/// Opens the form that calls a PO off; says what that means (rules 8, 33).
///
/// # Errors
/// When the book can't be read.
pub fn cancel(id: PeriodId, book: &Book) -> Outcome {
    let period = book.period_by_id(id)?;
    let figures = book.figures(id)?;
    let title = Message::new("period-cancel").text("code", period.code.as_str());
    Ok(Effect::open(
        Form::new("period-cancel")
            .titled(title)
            .field(
                Field::text("why", "field-reason")
                    .required()
                    .hint("period-cancel-hint"),
            )
            .panel(move |_, _, ctx| {
                let means = Message::new("period-cancel-means")
                    .count("orders", figures.orders)
                    .money("paid", figures.paid);
                Ok(vec![Fact::line(
                    format!("! {}", ctx.say(&means)),
                    Role::Warn,
                )])
            })
            .submit(move |values, _, _| {
                let why = values.get("why").to_owned();
                Ok(Effect::deed(move |book, now| {
                    book.cancel_period(id, &why, now)
                }))
            }),
    ))
}

/// Shows the announcement of a PO, ready to be copied.
///
/// # Errors
/// When the book can't be read.
pub fn announce(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    let shop = book.shop()?;
    let mut text = ctx.say(&Message::new("announce-title").text("name", period.name.clone()));
    if !shop.name.is_empty() {
        text.push_str(&format!(" · {}", shop.name));
    }
    text.push_str("\n\n");
    let milestones = period.milestones;
    if let Some(opens) = milestones.opens_at.filter(|opens| *opens > ctx.now) {
        text.push_str(&ctx.say(&Message::new("announce-opens").moment("at", opens)));
        text.push('\n');
    }
    if let Some(closes) = milestones.closes_at {
        text.push_str(&ctx.say(&Message::new("announce-closes").moment("at", closes)));
        text.push('\n');
    }
    if let Some((from, to)) = period.ready {
        let ready = if from == to {
            Message::new("announce-ready").date("day", from)
        } else {
            Message::new("announce-ready-range")
                .date("from", from)
                .date("to", to)
        };
        text.push_str(&ctx.say(&ready));
        text.push('\n');
    }
    text.push('\n');
    let tiers = book.tiers(id)?;
    for offer in book.offers(id)?.iter().filter(|offer| !offer.withdrawn) {
        let name = super::goods::name(offer);
        text.push_str(&format!("• {name}: {}\n", ctx.words.rupiah(offer.price)));
        let own = tiers.iter().filter(|tier| tier.offer == offer.id);
        for tier in own.filter(|tier| tier.left(ctx.now) > 0) {
            let mut terms = vec![ctx.words.rupiah(tier.price)];
            if let Some(first) = tier.first {
                terms.push(ctx.say(&Message::new("announce-tier-first").count("count", first)));
            }
            if let Some(until) = tier.until {
                terms.push(ctx.say(&Message::new("announce-tier-until").moment("at", until)));
            }
            text.push_str(&format!("  {}: {}\n", tier.label, terms.join(" · ")));
        }
    }
    for bonus in book.bonuses(id)?.iter().filter(|bonus| bonus.left() > 0) {
        text.push_str(&format!("{}\n", ctx.say(&bonus.announcement())));
    }
    text.push('\n');
    if period.down_payment != DownPayment::None {
        let rule = ctx.say(&period.down_payment.message());
        text.push_str(&ctx.say(&Message::new("announce-down-payment").text("rule", rule)));
        text.push('\n');
    }
    if let Some(rule) = period.cancellation.message() {
        let rule = ctx.say(&rule);
        text.push_str(&ctx.say(&Message::new("announce-cancellation").text("rule", rule)));
        text.push('\n');
    }
    for account in book.accounts()?.iter().filter(|account| !account.archived) {
        text.push_str(&format!("{}\n", account.name));
    }
    if !period.note.is_empty() {
        text.push_str(&format!("\n{}\n", period.note));
    }
    if let Some(phone) = shop.phone {
        let phone = Phone::read(&phone).shown();
        text.push_str(&format!(
            "\n{}\n",
            ctx.say(&Message::new("announce-order").text("phone", phone))
        ));
    }
    let title = ctx.word("announce");
    Ok(Effect::open(Reader::new(title, text.trim_end())))
}
