//! A table of order lines → order drafts.
//!
//! Rows of one order are found by its reference wherever they stand in the file; without a
//! reference, by customer and moment. The first row gives the order its facts, later rows fill in
//! what it left blank.
//!
//! A row whose status says cancelled is a cancelled line. When all of an order's rows are, the order
//! is cancelled and keeps its lines, so that it can be stored as such. When only some are, the
//! customer still waits for the others: the order is active with the lines that stand, and each
//! line left out is listed under [`Intake::warnings`], so nothing disappears unseen.
//!
//! Amounts of the whole order stand on each of its rows or on the first alone, amounts of a row on
//! each: a column whose values differ within one order is by row, in the whole file, and any other is
//! by order and counted once.
//!
//! Below the header some tables explain their columns in a row, and below the orders some add them
//! up: such rows are passed over and said to be so.
//!
//! An unreadable row stops nothing: it is listed with its row, its column and the sentence that says
//! what would be right, and the rest is read on.

mod dates;
pub mod drafts;
pub mod gathered;
mod reading;
mod row;
mod spool;

use std::io;

use self::dates::Dates;
use self::drafts::Intake;
use self::gathered::Gathering;
use self::reading::Reading;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::Goods;
use crate::intake::columns::Columns;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::{Meaning, Origin};
use crate::intake::columns::reports::Report;
use crate::intake::columns::titles::{key_of, titles};
use crate::intake::error::IntakeError;
use crate::intake::file::MAX_ROWS;
use crate::intake::file::fault::Fault;
use crate::intake::file::table::Table;
use crate::intake::price_list::is_price_list;

/// Rows above the header that are passed over: titles, the shop's name, a date.
const MAX_TITLE_ROWS: usize = 20;
/// Rows between two reports of progress.
const PROGRESS_EVERY: u64 = 2_000;

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all, where known.
    pub total_bytes: Option<u64>,
}

/// Reads a table of order lines whose columns are known by name, or by `mapping`. Moments without
/// an offset are on a clock in `zone`; `now` settles dates without a year. `progress` is called
/// every few thousand rows and once at the end.
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
        &Goods::default(),
        zone,
        now,
        progress,
    )
}

/// As [`read`], with what is remembered of headers: `known` gives the mapping for a header's key
/// ([`Columns::key`]), an empty one where there is none. Where columns hold units of goods, or cells
/// name them in words, they are looked up among `goods`.
///
/// # Errors
/// As [`read`].
pub fn read_knowing(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &Goods,
    zone: Zone,
    now: Moment,
    mut progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    let (mut columns, at) = header(table, known, goods)?;
    table.check_merged(at)?;
    let mut wide = columns.take_wide();
    let strict = table.is_strict();
    let mut reading = Reading {
        dates: Dates::new(zone, now),
        channel: columns.origin().map(Origin::channel),
        columns,
        strict,
        tail: Vec::new(),
        intake: Intake::default(),
        gathering: Gathering::default(),
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

/// Finds the header: the first row, or the first below some title rows that serves as one.
fn header(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &Goods,
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
            // The refusal speaks of the row that looks most like a header: the widest.
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

/// Whether no price list has such a column.
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
