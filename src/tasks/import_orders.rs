//! Imports a table of orders into a PO as one deed (rules 54, 56).

use super::TaskError;
use crate::book::{Book, BookError, Done, Imported, KnownOrders, Learnt};
use crate::domain::id::PeriodId;
use crate::domain::when::{Moment, Zone};
use crate::intake::columns::mapping::Mapping;
use crate::intake::file::table::Table;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::{Doubts, How, Progress, Sheets, read_as};

/// Reads a table. What its columns hold, and what words of its statuses mean, comes from `said` and
/// from earlier imports with the same header. `progress` is called with the rows read so far.
pub fn read(
    table: &mut Table,
    period: PeriodId,
    said: Option<&Mapping>,
    book: &Book,
    (zone, now): (Zone, Moment),
    (doubts, sheets): (Doubts, Sheets),
    progress: impl FnMut(Progress),
) -> Result<Intake, TaskError> {
    let goods = book.importable(period)?.into();
    // The table may be long, or come from somebody who is still typing.
    book.release_snapshot();
    let known = |header: &str| {
        // If the book can't be read, the deed that follows says so.
        let remembered = Mapping::remembered(book.mapping(header).ok().flatten());
        said.map_or_else(|| remembered.clone(), |said| remembered.clone().over(said))
    };
    let how = How {
        zone,
        now,
        doubts,
        sheets,
        po: Some(book.period_by_id(period)?.code.to_string()),
    };
    Ok(read_as(table, known, &goods, &how, progress)?)
}

/// Stores all orders of a table or none, changes known ones if `known` says so, and remembers for
/// its header what `said` tells of the columns. `progress` is called with the number of orders
/// stored.
pub fn save(
    book: &mut Book,
    period: PeriodId,
    intake: Intake,
    known: KnownOrders,
    said: Option<&Mapping>,
    now: Moment,
    progress: impl FnMut(usize),
) -> Result<Done<Imported>, BookError> {
    let learnt = said.map(|_| Learnt {
        header: intake.header,
        mapping: intake.mapping.to_text(),
    });
    let mut orders = intake.orders;
    book.import_orders_learning(period, orders.iter(), known, learnt.as_ref(), now, progress)
}
