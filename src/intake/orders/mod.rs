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
//! An unreadable row doesn't stop reading: it is listed with its row, column and problem. So is a row
//! that can be read but of which something speaks against what it says: a status in no list, a remark
//! that cancels, a total that doesn't fit, a form sent twice. None of the rows of its order is taken,
//! unless the owner wants such rows as they stand ([`Doubts::Take`]).

mod dates;
mod doubles;
pub mod drafts;
mod goods;
pub mod grouping;
mod header;
mod how;
mod marks;
mod remarks;
mod replaced;
mod revisions;
mod row;
mod spool;
mod standing;
mod table_reader;

use std::io;

pub use self::how::{Doubts, How, Sheets};

use self::drafts::Intake;
use self::header::{Header, first_rows, header_of_sheet, is_filled, row};
use self::marks::MarkedRows;
use self::table_reader::TableReader;
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::intake::file::MAX_ROWS;
use crate::intake::file::cell::Row;
use crate::intake::file::table::Table;

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
    progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    let how = How {
        zone,
        now,
        doubts: Doubts::Ask,
        sheets: Sheets::First,
        po: None,
    };
    read_as(table, known, goods, &how, progress)
}

/// Like [`read_knowing`], with doubtful rows as `how` says.
///
/// # Errors
/// As [`read`].
pub fn read_as(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
    how: &How,
    mut progress: impl FnMut(Progress),
) -> Result<Intake, IntakeError> {
    let (mut head, found) = header_of_sheet(table, &known, goods, &how.sheets)?;
    let Header {
        mut columns,
        mapping,
        at,
        above,
    } = found;
    let marked = table
        .marks()
        .map(|marks| MarkedRows::of(marks, above.iter().chain(&head).map(row)));
    let repeats = |at: usize| columns.repeats_merged(at);
    let refuse = |at: usize| columns.refuses_merged(at);
    if table.fill_merged(at, repeats, refuse)? {
        head = first_rows(table)?;
    }
    let mut wide = columns.take_wide();
    let strict = table.is_strict();
    let marked = marked.unwrap_or_default();
    let mut reading = TableReader::new(columns, mapping, strict, marked, goods, how);
    let spool = |file: &str, _: io::Error| IntakeError::Spool(file.to_owned());
    let mut report = |table: &Table, rows| {
        let (bytes, total_bytes) = table.bytes();
        progress(Progress {
            rows,
            bytes,
            total_bytes,
        });
    };
    let mut take = |reading: &mut TableReader<'_>, row: &Row<'_>| {
        reading.intake.rows += 1;
        match &mut wide {
            None => reading.take(row),
            Some(wide) => reading.take_wide(row, wide, goods),
        }
    };
    for held in std::mem::take(&mut head) {
        let taken = take(&mut reading, &row(&held));
        taken.map_err(|error| spool(table.name(), error))?;
    }
    while let Some(row) = table.next_row()? {
        if reading.intake.rows >= MAX_ROWS {
            return Err(IntakeError::TooManyRows(table.name().to_owned(), MAX_ROWS));
        }
        let taken = take(&mut reading, &row);
        taken.map_err(|error| spool(table.name(), error))?;
        if reading.intake.rows.is_multiple_of(PROGRESS_EVERY) {
            report(table, reading.intake.rows);
        }
    }
    report(table, reading.intake.rows);
    if reading.intake.rows == 0 {
        return Err(IntakeError::OnlyHeader(table.name().to_owned()));
    }
    // Hidden rows are asked about one by one.
    reading.intake.notes = table.notes();
    reading
        .intake
        .notes
        .retain(|note| note.key != "intake-hidden-rows");
    if at == 0 {
        let note = Message::new("intake-no-titles");
        reading.intake.notes.push(note);
    }
    let above = above
        .iter()
        .filter(|(number, cells)| *number != at && is_filled(cells));
    let above = above.count() as u64;
    if above > 0 {
        let note = Message::new("intake-above").count("rows", above);
        reading.intake.notes.push(note);
    }
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
