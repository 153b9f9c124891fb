//! Reads a table of order lines into order drafts.
//!
//! Rows of one order are found by its reference wherever they stand in the file; without a
//! reference, by customer and moment. The first row gives the order its facts, later rows fill in
//! what it left blank.
//!
//! A row with a cancelled status is a cancelled line. When all rows of an order are cancelled, the
//! order is cancelled and keeps its lines. When only some are, the order is active with the other
//! lines, and each cancelled line is listed in [`Intake::warnings`].
//!
//! Amounts of the whole order may be repeated on each of its rows or be on the first only. A column
//! whose values differ within an order belongs to rows, in the whole file; any other belongs to
//! orders and is counted once.
//!
//! Some tables have a row of explanations below the header or totals below the orders. Such rows
//! are skipped, with a note.
//!
//! An unreadable row doesn't stop reading: it is listed with its row, column and problem.

mod dates;
pub mod drafts;
pub mod grouping;
mod row;
mod spool;
mod table_reader;

use std::io;

use self::dates::Dates;
use self::drafts::Intake;
use self::grouping::Grouping;
use self::table_reader::TableReader;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::{Meaning, Origin};
use crate::intake::columns::reports::Report;
use crate::intake::columns::titles::{key_of, titles};
use crate::intake::columns::{Columns, MAX_TITLE_ROWS};
use crate::intake::error::IntakeError;
use crate::intake::file::MAX_ROWS;
use crate::intake::file::fault::Fault;
use crate::intake::file::table::Table;
use crate::intake::price_list::is_price_list;

/// Rows between two reports of progress.
const PROGRESS_EVERY: u64 = 2_000;

/// The progress of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all, where known.
    pub total_bytes: Option<u64>,
}

/// Reads a table of order lines. Columns are recognised by title or by `mapping`. Moments without
/// an offset are in `zone`; `now` decides the year of dates without one. `progress` is called every
/// few thousand rows and once at the end.
///
/// # Errors
/// When the file as a whole is unusable; single unreadable rows are listed in [`Intake::bad`].
pub fn read(
    table: &mut Table,
    mapping: &Mapping,
    zone: Zone,
    now: Moment,
    progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    read_knowing(
        table,
        |_| mapping.clone(),
        &GoodsLookup::default(),
        zone,
        now,
        progress,
    )
}

/// Like [`read`], with remembered mappings: `known` returns the mapping for a header's key
/// ([`Columns::key`]), an empty one when there is none. Goods in titles or in words are looked up
/// in `goods`.
pub fn read_knowing(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
    zone: Zone,
    now: Moment,
    mut progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    let (mut columns, at) = header(table, known, goods)?;
    table.check_merged(at)?;
    let mut wide = columns.take_wide();
    let strict = table.is_strict();
    let mut reading = TableReader {
        dates: Dates::new(zone, now),
        channel: columns.origin().map(Origin::channel),
        columns,
        strict,
        tail: Vec::new(),
        intake: Intake::default(),
        grouping: Grouping::default(),
    };
    let spool = |file: &str, _: io::Error| IntakeError::Spool(file.to_owned());
    let mut report = |table: &Table, rows| {
        let (bytes, total_bytes) = table.bytes();
        progress(Progress {
            rows,
            bytes,
            total_bytes,
        });
    };
    while let Some(row) = table.next_row()? {
        reading.intake.rows += 1;
        if reading.intake.rows > MAX_ROWS {
            return Err(IntakeError::TooManyRows(table.name().to_owned(), MAX_ROWS));
        }
        let taken = match &mut wide {
            None => reading.take(&row),
            Some(wide) => reading.take_wide(&row, wide, goods),
        };
        taken.map_err(|error| spool(table.name(), error))?;
        if reading.intake.rows.is_multiple_of(PROGRESS_EVERY) {
            report(table, reading.intake.rows);
        }
    }
    report(table, reading.intake.rows);
    if reading.intake.rows == 0 {
        return Err(IntakeError::OnlyHeader(table.name().to_owned()));
    }
    reading.intake.notes = table.notes();
    if let Some(wide) = wide {
        if let Some(header) = wide.unsure() {
            return Err(IntakeError::Header {
                file: table.name().to_owned(),
                header,
            });
        }
        reading.intake.notes.extend(wide.notes());
    }
    let finished = reading.finish();
    finished.map_err(|error| spool(table.name(), error))
}

/// Finds the header: the first row, or the first usable one below some title rows.
fn header(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
) -> Result<(Columns, u64), IntakeError> {
    let mut first = None;
    for _ in 0..=MAX_TITLE_ROWS {
        let Some(row) = table.next_row()? else { break };
        let titles = titles(&row);
        if let Some(report) = Report::of_titles(&titles) {
            let file = table.name().to_owned();
            return Err(IntakeError::OtherReport { file, report });
        }
        let mapping = known(&key_of(&titles));
        match Columns::among(titles, &mapping, goods) {
            Ok(columns) => return Ok((columns, row.number)),
            // The error is about the row that looks most like a header: the widest.
            Err(error) => {
                let width = row.len();
                if first.as_ref().is_none_or(|(most, _)| width > *most) {
                    first = Some((width, error));
                }
            }
        }
    }
    Err(match first {
        Some((_, HeaderError::Missing { seen, found, .. }))
            if is_price_list(&seen) && found.iter().all(|(field, _)| !is_of_order(*field)) =>
        {
            IntakeError::OtherReport {
                file: table.name().to_owned(),
                report: Report::PriceList,
            }
        }
        Some((_, header)) => IntakeError::Header {
            file: table.name().to_owned(),
            header,
        },
        None => table.fault(Fault::Empty).into(),
    })
}

/// Whether a field is found only in tables of orders, not in price lists.
fn is_of_order(field: Meaning) -> bool {
    matches!(
        field,
        Meaning::Reference
            | Meaning::Moment
            | Meaning::Phone
            | Meaning::Address
            | Meaning::Quantity
    )
}
