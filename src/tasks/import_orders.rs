//! Imports a table of orders into a PO as one deed (rules 54, 56).

use super::TaskError;
use crate::book::{Book, BookError, Done, Imported, Learnt};
use crate::domain::id::PeriodId;
use crate::domain::when::{Moment, Zone};
use crate::intake::columns::mapping::Mapping;
use crate::intake::file::table::Table;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::{Progress, read_knowing};

/// Reads a table. What its columns hold comes from `said`, else from an earlier import with the
/// same header. `progress` is called with the rows read so far.
pub fn read(
    table: &mut Table,
    period: PeriodId,
    said: Option<&Mapping>,
    book: &Book,
    (zone, now): (Zone, Moment),
    progress: impl FnMut(Progress),
) -> Result<Intake, TaskError> {
    let goods = book.importable(period)?.into();
    // The table may be long, or come from somebody who is still typing.
    book.release_snapshot();
    let known = |header: &str| {
        said.cloned()
            // If the book can't be read, the deed that follows says so.
            .unwrap_or_else(|| Mapping::remembered(book.mapping(header).ok().flatten()))
    };
    Ok(read_knowing(table, known, &goods, zone, now, progress)?)
}

/// Stores all orders of a table or none, and remembers for its header what `said` tells of the
/// columns. `progress` is called with the number of orders stored.
pub fn save(
    book: &mut Book,
    period: PeriodId,
    intake: Intake,
    said: Option<&Mapping>,
    now: Moment,
    progress: impl FnMut(usize),
) -> Result<Done<Imported>, BookError> {
    let learnt = said.map(|mapping| Learnt {
        header: intake.header,
        mapping: mapping.to_text(),
    });
    let mut orders = intake.orders;
    book.import_orders_learning(period, orders.iter(), learnt.as_ref(), now, progress)
}
