//! Reads a table of orders from a file, describes it for the form's panel, and saves it.

use std::path::Path;

use super::import_table::{self, FactsCache, SHOWN};
use super::{InputError, Values};
use crate::book::{Book, BookError, ImportWarnings, KnownOrders, unpriced_message};
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::{Doubts, Sheets};
use crate::tasks::{TaskError, import_orders};
use crate::tui::effect::{Ctx, Effect};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Saves the orders that were read. Unreadable rows refuse the whole file, unless the form says to
/// leave them out.
pub fn save(
    period: PeriodId,
    intake: Intake,
    said: Option<Mapping>,
    values: &Values,
    book: &Book,
) -> Result<Effect, InputError> {
    import_table::check_bad(intake.bad.first(), intake.bad_rows, values)?;
    let mut intake = intake;
    let orders = intake.orders.len();
    let warnings = book.import_warnings(period, intake.orders.iter())?;
    let known = import_table::known_chosen(values);
    let changes = known == KnownOrders::Change && !warnings.differing.is_empty();
    if said.is_none() && warnings.known == orders as u64 && !changes {
        let nothing = Message::new("form-import-all-known").count("orders", orders);
        return Ok(Effect::Many(vec![Effect::Back, Effect::info(nothing)]));
    }
    Ok(Effect::deed(move |book, now| {
        import_orders::save(book, period, intake, known, said.as_ref(), now, |_| {})
    }))
}

/// How a file is read: the answers about its columns, and what to do with doubtful rows.
pub type Answered = (Option<Mapping>, Doubts);

/// Reads the file by the mapping in `said`, and the one remembered for its header.
pub fn read(
    path: &Path,
    period: PeriodId,
    (said, doubts): &Answered,
    book: &Book,
    ctx: &Ctx,
) -> Result<Intake, TaskError> {
    let mut table = import_table::open(path).map_err(IntakeError::from)?;
    let clock = (ctx.zone, ctx.now);
    // The panel shows which sheet is read before anything is saved.
    let how = (*doubts, Sheets::First);
    import_orders::read(&mut table, period, said.as_ref(), book, clock, how, |_| {})
}

/// The facts about the file's content; none while there is no such file.
pub fn facts(
    path: &Path,
    period: PeriodId,
    answered: Answered,
    seen: &FactsCache<Answered>,
    book: &Book,
    ctx: &Ctx,
) -> Vec<Fact> {
    seen.facts(path, answered, ctx, |answered| {
        read(path, period, answered, book, ctx)
            .map_err(|error| error.message())
            .and_then(|mut intake| {
                let warnings = book.import_warnings(period, intake.orders.iter());
                let warnings = warnings.map_err(|error| error.message())?;
                Ok(in_words(&mut intake, &warnings, ctx))
            })
    })
}

/// Describes what was read and which orders the book knows already.
fn in_words(intake: &mut Intake, warnings: &ImportWarnings, ctx: &Ctx) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        ctx.word("form-import-orders"),
        ctx.words.count(intake.orders.len()),
    )];
    if warnings.known > 0 {
        let known = ctx.words.count(warnings.known);
        facts.push(Fact::new(ctx.word("form-import-known"), known));
    }
    let free = unpriced_message(&warnings.unpriced);
    facts.extend(free.map(|free| import_table::warning(&free, Role::Warn, ctx)));
    let differing = warnings.differing.iter().take(SHOWN);
    facts.extend(differing.map(|differs| import_table::warning(&differs.told, Role::Warn, ctx)));
    if warnings
        .differing
        .iter()
        .any(|differs| differs.command.is_some())
    {
        let change = Message::new("form-import-change-hint");
        facts.push(import_table::warning(&change, Role::Warn, ctx));
    }
    let orders = intake.orders.iter().take(SHOWN);
    facts.extend(orders.map(|order| match order {
        Ok(order) => Fact::line(order_line(&order), Role::Text),
        Err(error) => import_table::warning(&BookError::from(error).message(), Role::Bad, ctx),
    }));
    let notes = intake.notes.iter();
    facts.extend(notes.map(|note| import_table::warning(note, Role::Warn, ctx)));
    facts.extend(import_table::bad_rows(&intake.bad, ctx));
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
