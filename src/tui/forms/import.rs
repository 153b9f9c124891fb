//! A table of orders into the active PO: its path is typed or dropped, what is in it stands beside
//! the field before anything is saved. Where the columns leave open what they hold, [`columns`] asks.

use std::path::Path;

use super::columns::{self, Answers, Asked};
use super::table::{self, BadRows, SHOWN, Seen, path};
use super::{Form, Values, Wrong};
use crate::book::{BookError, Learnt, Outlook, told_unpriced};
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::read_knowing;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::keeper::Book;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// The form that takes a table into the active PO.
pub fn form(ctx: &Ctx) -> Effect {
    let Some(period) = ctx.period else {
        return Effect::warn(Message::new("orders-no-period"));
    };
    let seen = Seen::new();
    let answers = Answers::default();
    let told = answers.clone();
    Effect::open(
        Form::new("form-import")
            .heading(move |_, book, _| {
                let period = book.period_by_id(period)?;
                let name = format!("{} {}", period.code, period.name);
                Ok(Message::new("form-import").text("period", name))
            })
            .field(table::path_field())
            .field(BadRows::default().field(ctx))
            .panel(move |values, book, ctx| {
                let file = path(values.get("path"));
                Ok(facts(&file, period, told.of(&file), &seen, book, ctx))
            })
            .submit(move |values, book, ctx| {
                let file = path(values.get("path"));
                let said = answers.of(&file);
                let error = match read(&file, period, said.as_ref(), book, ctx) {
                    Ok(intake) => return save(period, intake, said, values, book),
                    Err(error) => error,
                };
                // What was remembered of this header holds on beside what is asked now.
                let said = match &error {
                    IntakeError::Header {
                        header: HeaderError::Unsure { mapping, .. },
                        ..
                    } => mapping.clone(),
                    _ => said.unwrap_or_default(),
                };
                let asked = Asked {
                    period,
                    file,
                    said,
                    bad: BadRows::chosen(values),
                    answers: answers.clone(),
                };
                columns::ask(asked, error, &book.importable(period)?.into(), ctx)
                    .map(Effect::open)
                    .map_err(|error| Wrong::field("path", error.message()))
            }),
    )
}

/// Saves what was read; unreadable rows refuse all of it unless they are to be left out.
pub(super) fn save(
    period: PeriodId,
    intake: Intake,
    mapping: Option<Mapping>,
    values: &Values,
    book: &Book,
) -> Result<Effect, Wrong> {
    table::check_bad(intake.bad.first(), intake.bad_rows, values)?;
    let learnt = mapping.map(|mapping| Learnt {
        header: intake.header,
        mapping: mapping.to_text(),
    });
    let mut orders = intake.orders;
    let outlook = book.import_outlook(period, orders.iter())?;
    if learnt.is_none() && outlook.known == orders.len() as u64 {
        let nothing = Message::new("form-import-all-known").count("orders", whole(orders.len()));
        return Ok(Effect::Many(vec![Effect::Back, Effect::info(nothing)]));
    }
    Ok(Effect::deed(move |book, now| {
        book.import_orders_learning(period, orders.iter(), learnt.as_ref(), now, |_| {})
    }))
}

/// Reads the file, by a mapping, or by what is remembered of its header.
pub(super) fn read(
    path: &Path,
    period: PeriodId,
    given: Option<&Mapping>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Intake, IntakeError> {
    let known = |header: &str| {
        given
            .cloned()
            .unwrap_or_else(|| Mapping::remembered(book.mapping(header).ok().flatten()))
    };
    // A book that can't be read is said where it is written to.
    let goods = book.importable(period).unwrap_or_default().into();
    read_knowing(
        &mut table::open(path)?,
        known,
        &goods,
        ctx.zone,
        ctx.now,
        |_| {},
    )
}

/// What is in the file, as far as it stands there yet.
pub(super) fn facts(
    path: &Path,
    period: PeriodId,
    mapping: Option<Mapping>,
    seen: &Seen<Option<Mapping>>,
    book: &Book,
    ctx: &Ctx,
) -> Vec<Fact> {
    seen.facts(path, mapping, ctx, |mapping| {
        read(path, period, mapping.as_ref(), book, ctx)
            .map_err(|error| error.message())
            .and_then(|mut intake| {
                let outlook = book.import_outlook(period, intake.orders.iter());
                let outlook = outlook.map_err(|error| error.message())?;
                Ok(in_words(&mut intake, &outlook, ctx))
            })
    })
}

/// In words, with what the book tells of it.
fn in_words(intake: &mut Intake, outlook: &Outlook, ctx: &Ctx) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        ctx.word("form-import-orders"),
        ctx.words.count(whole(intake.orders.len())),
    )];
    if outlook.known > 0 {
        let known = i64::try_from(outlook.known).unwrap_or(i64::MAX);
        let known = ctx.words.count(known);
        facts.push(Fact::new(ctx.word("form-import-known"), known));
    }
    let free = told_unpriced(&outlook.unpriced);
    facts.extend(free.map(|free| table::warning(&free, Role::Warn, ctx)));
    let orders = intake.orders.iter().take(SHOWN);
    facts.extend(orders.map(|order| match order {
        Ok(order) => Fact::line(order_line(&order), Role::Text),
        Err(error) => table::warning(&BookError::from(error).message(), Role::Bad, ctx),
    }));
    let notes = intake.notes.iter();
    facts.extend(notes.map(|note| table::warning(note, Role::Warn, ctx)));
    facts.extend(table::bad_rows(&intake.bad, ctx));
    facts
}

/// `Budi: 2 Nastar Keju, 1 Kastengel`.
fn order_line(order: &OrderDraft) -> String {
    let items: Vec<String> = order
        .lines
        .iter()
        .map(|line| {
            let name = [line.product.as_str(), line.variant.as_deref().unwrap_or("")];
            format!("{} {}", line.qty, name.join(" ").trim_end())
        })
        .collect();
    format!("{}: {}", order.customer.name, items.join(", "))
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
