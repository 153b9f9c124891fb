//! The steps of a PO: open, close, reopen, mark a milestone, call off, announce.

use super::customer::shown_name;
use super::{Field, Form, parse};
use crate::book::{Book, BookError, Milestone, OrderFilter, OrderSort, ParcelFilter};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderStatus;
use crate::domain::policy::DownPayment;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::layers::{Choice, Picker, Question};
use crate::tui::order_group::OrderGroup;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Most customers of the waiting list that a question names.
const NAMED: usize = 4;

/// Opens a PO now. Asks first when it has no offers yet.
pub fn open(id: PeriodId, book: &Book) -> Outcome {
    let deed = Effect::deed_then(
        move |book, now| book.open_period(id, now),
        move |_| Effect::read(move |book, ctx| opened(id, book, ctx)),
    );
    let on_sale = book.goods_offered(id)?.iter().any(|offer| !offer.withdrawn);
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

/// After opening a PO that is not the one worked on: says how to change to it, because only the owner
/// does.
fn opened(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let Some(working) = ctx.period.filter(|working| *working != id) else {
        return Ok(Effect::None);
    };
    let said = Message::new("period-opened-beside")
        .text("code", book.period_by_id(id)?.code.as_str())
        .text("working", book.period_by_id(working)?.code.as_str())
        .text("key", Command::PickPeriod.key())
        .text("undo", Command::Undo.key());
    Ok(Effect::Notice(Role::Good, said))
}

/// Closes a PO after a question, which freezes its tally (rule 37).
pub fn close(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    let deed = Effect::deed(move |book, now| book.close_period(id, now));
    if period.stage(ctx.now) != Stage::Open {
        // The deed is refused and says the PO's stage.
        return Ok(deed);
    }
    let figures = book.figures(id)?;
    let version = book
        .tally_versions(id)?
        .iter()
        .map(|version| i64::from(version.version))
        .max()
        .unwrap_or(0);
    let mut said = vec![
        ctx.say(
            &Message::new("period-close-question")
                .text("code", period.code.as_str())
                .count("orders", figures.orders)
                .say("sold", figures.sold.message())
                .count("version", version + 1),
        ),
    ];
    let lack = match period.down_payment {
        DownPayment::None => 0,
        _ => book.without_down_payment(id, ctx.now)?,
    };
    if lack > 0 {
        said.push(ctx.say(&Message::new("period-close-no-dp").count("orders", lack)));
    }
    said.extend(still_open(id, book, ctx)?.iter().map(|open| ctx.say(open)));
    let question = Message::new("period-close-all").text("said", said.join(" "));
    let mut question = Question::new("period-close-title", question, deed);
    let show = |group| Destination::Orders(Some(id), group);
    if lack > 0 {
        let label = Message::new("period-close-see-no-dp").count("orders", lack);
        question = question.look(label, show(OrderGroup::WithoutDownPayment));
    }
    if figures.waiting > 0 {
        let label = Message::new("period-close-see-waiting").count("orders", figures.waiting);
        question = question.look(label, show(OrderGroup::Waitlist));
    }
    Ok(Effect::open(question))
}

/// What is still open in a PO: who waits, and what is unpaid.
fn still_open(id: PeriodId, book: &Book, ctx: &Ctx) -> Result<Vec<Message>, BookError> {
    let mut said = Vec::new();
    let orders = |filter| OrderFilter {
        period: Some(id),
        sort: OrderSort::Oldest,
        ..filter
    };
    let waiting = orders(OrderFilter {
        status: Some(OrderStatus::Waitlist),
        ..OrderFilter::default()
    });
    let (mut names, mut paid) = (Vec::new(), Rupiah::ZERO);
    book.each_order(&waiting, None, ctx.now, |row| {
        names.push(shown_name(
            &row.customer_name,
            row.customer_phone.as_deref(),
            ctx,
        ));
        paid = paid.plus(row.bill.paid).unwrap_or(paid);
        true
    })?;
    if !names.is_empty() {
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        if more > 0 {
            names.push(ctx.say(&Message::new("period-close-more").count("count", more)));
        }
        let waiting = Message::new(match paid > Rupiah::ZERO {
            true => "period-close-waiting-paid",
            false => "period-close-waiting",
        });
        let waiting = waiting.text("names", names.join(", "));
        said.push(waiting.money("paid", paid));
    }
    let owing = orders(OrderFilter {
        owing: true,
        ..OrderFilter::default()
    });
    let (mut count, mut rest) = (0, Rupiah::ZERO);
    book.each_order(&owing, None, ctx.now, |row| {
        count += 1;
        rest = rest
            .plus(row.bill.balance().unwrap_or_default())
            .unwrap_or(rest);
        true
    })?;
    if count > 0 {
        let unpaid = Message::new("period-close-unpaid")
            .money("amount", rest)
            .count("orders", count);
        said.push(unpaid);
    }
    Ok(said)
}

/// Opens the form that reopens a PO (rule 4).
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
                    .check(|text, ctx| parse::closing(text, ctx).map(drop)),
            )
            .panel(|values, _, ctx| {
                Ok(
                    match values
                        .optional("until")
                        .map(|text| parse::closing(text, ctx))
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
                let until = values.read_optional("until", |text| parse::closing(text, ctx))?;
                Ok(Effect::deed(move |book, now| {
                    book.reopen_period(id, until, now)
                }))
            }),
    ))
}

/// Opens the choice of the milestone a PO has reached; the one that usually comes next is the first.
pub fn mark(id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let period = book.period_by_id(id)?;
    let stage = period.stage(ctx.now);
    let choices: Vec<_> = [
        (Milestone::Production, "period-mark-production"),
        (Milestone::Ready, "period-mark-ready"),
        (Milestone::Finished, "period-mark-finished"),
    ]
    .into_iter()
    .filter(|(milestone, _)| milestone.can_follow(stage))
    .map(|(milestone, key)| Choice {
        label: ctx.word(key),
        note: String::new(),
        value: milestone,
    })
    .collect();
    if choices.is_empty() {
        let refused = Refusal::WrongStage {
            period: period.code.to_string(),
            stage,
        };
        return Ok(Effect::warn(refused.message()));
    }
    Ok(Effect::open(Picker::new(
        "period-mark-title",
        choices,
        move |milestone, _| {
            let milestone = *milestone;
            Effect::read(move |book, ctx| mark_as(id, milestone, book, ctx))
        },
    )))
}

/// Orders of a PO whose goods are still here, where the shop records what it hands over.
fn not_handed_over(id: PeriodId, book: &Book, ctx: &Ctx) -> Result<usize, BookError> {
    let parcels = ParcelFilter {
        period: Some(id),
        ..ParcelFilter::default()
    };
    if book.parcels(&parcels)?.is_empty() {
        return Ok(0);
    }
    let here = OrderFilter {
        period: Some(id),
        to_hand_over: true,
        ..OrderFilter::default()
    };
    let mut count = 0;
    book.each_order(&here, None, ctx.now, |_| {
        count += 1;
        true
    })?;
    Ok(count)
}

/// Marks a milestone. Asks first when the PO would finish with orders still waiting (rule 20), or with goods that
/// were not handed over.
fn mark_as(id: PeriodId, milestone: Milestone, book: &Book, ctx: &Ctx) -> Outcome {
    let deed = Effect::deed(move |book, now| book.mark_period(id, milestone, now));
    if milestone != Milestone::Finished {
        return Ok(deed);
    }
    let waiting = book.figures(id)?.waiting;
    let here = not_handed_over(id, book, ctx)?;
    let period = book.period_by_id(id)?;
    let code = period.code.as_str();
    let question = match (waiting, here) {
        (0, 0) => return Ok(deed),
        (0, here) => Message::new("period-finish-here")
            .text("code", code)
            .count("orders", here),
        (waiting, _) => Message::new("period-finish-question")
            .text("code", code)
            .count("waiting", waiting),
    };
    Ok(Effect::open(Question::new(
        "period-finish-title",
        question,
        deed,
    )))
}

/// Opens the form that calls a PO off, with the consequences (rules 8, 33).
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
