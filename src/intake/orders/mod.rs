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
mod how;
mod marks;
mod remarks;
mod row;
mod spool;
mod standing;
mod table_reader;

use std::collections::VecDeque;
use std::io;

pub use self::how::{Doubts, How, Sheets};

use self::drafts::Intake;
use self::marks::MarkedRows;
use self::table_reader::TableReader;
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::reports::Report;
use crate::intake::columns::settle::Sample;
use crate::intake::columns::titles::{key_of, titles};
use crate::intake::columns::{Columns, MAX_TITLE_ROWS};
use crate::intake::error::IntakeError;
use crate::intake::file::MAX_ROWS;
use crate::intake::file::cell::{Cell, Row};
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
    reading.intake.notes = table.notes();
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

/// Rows that are read ahead: the header is searched in them, and settled by them.
const AHEAD: usize = 250;

/// A row that was read ahead.
type Held = (u64, Vec<Cell>);

/// The header, and what stands above it.
struct Header {
    columns: Columns,
    mapping: Mapping,
    /// Its row.
    at: u64,
    /// The rows above it, and the row itself.
    above: Vec<Held>,
}

fn row((number, cells): &Held) -> Row<'_> {
    Row::of_cells(*number, cells)
}

fn is_filled(cells: &[Cell]) -> bool {
    cells.iter().any(|cell| *cell != Cell::Empty)
}

fn first_rows(table: &mut Table) -> Result<VecDeque<Held>, IntakeError> {
    let mut rows = VecDeque::new();
    while rows.len() < AHEAD
        && let Some(row) = table.next_row()?
    {
        let cells = (0..row.len()).map(|at| Cell::of(row.get(at)));
        rows.push_back((row.number, cells.collect()));
    }
    Ok(rows)
}

/// Finds the header on the sheet that is wanted; the rows below it that were read ahead.
fn header_of_sheet(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
    wanted: &Sheets,
) -> Result<(VecDeque<Held>, Header), IntakeError> {
    let mut first_error = None;
    loop {
        let mut rows = first_rows(table)?;
        let passed_over = match wanted {
            Sheets::Named(name) => {
                let named = table.sheet_name();
                named.is_some_and(|sheet| !sheet.eq_ignore_ascii_case(name))
            }
            Sheets::First | Sheets::Only => false,
        };
        let found = match passed_over {
            true => Err(IntakeError::SeveralSheets {
                file: table.name().to_owned(),
                sheets: Vec::new(),
            }),
            false => header(table, rows.make_contiguous(), &known, goods),
        };
        match found {
            Ok((columns, mapping, place)) => {
                if *wanted == Sheets::Only {
                    check_other_sheets(table, &known, goods)?;
                }
                let above: Vec<Held> = rows.drain(..=place).collect();
                let at = above.last().map_or(0, |(number, _)| *number);
                let found = Header {
                    columns,
                    mapping,
                    at,
                    above,
                };
                return Ok((rows, found));
            }
            Err(error) => {
                let error = first_error.filter(|_| !passed_over).unwrap_or(error);
                if !table.open_sheet(table.sheet() + 1)? {
                    return Err(error);
                }
                first_error = Some(error);
            }
        }
    }
}

/// Refuses a workbook of which a further sheet holds orders too; goes back to the sheet.
fn check_other_sheets(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
) -> Result<(), IntakeError> {
    let here = table.sheet();
    let mut sheets: Vec<String> = table.sheet_name().into_iter().collect();
    let mut nth = here + 1;
    while table.open_sheet(nth)? {
        nth += 1;
        let mut rows = first_rows(table)?;
        let found = header(table, rows.make_contiguous(), &known, goods);
        // Titles alone hold no orders.
        if found.is_ok_and(|(.., place)| rows.len() > place + 1) {
            sheets.extend(table.sheet_name());
        }
    }
    if nth > here + 1 {
        table.open_sheet(here)?;
        // The rows that were read ahead are held already.
        first_rows(table)?;
    }
    match sheets.len() > 1 {
        true => Err(IntakeError::SeveralSheets {
            file: table.name().to_owned(),
            sheets,
        }),
        false => Ok(()),
    }
}

/// Finds the header among the first rows: the first row, or the first usable one below some title
/// rows; with its place among them.
fn header(
    table: &Table,
    rows: &[Held],
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
) -> Result<(Columns, Mapping, usize), IntakeError> {
    let mut first = None;
    for (at, held) in rows.iter().enumerate().take(MAX_TITLE_ROWS + 1) {
        let titles = titles(&row(held));
        if let Some(report) = Report::of_titles(&titles) {
            let file = table.name().to_owned();
            return Err(IntakeError::OtherReport { file, report });
        }
        // One cell alone is a title of the table, not of its columns.
        let width = titles.iter().filter(|title| !title.is_empty()).count();
        let mapping = known(&key_of(&titles));
        let sample = Sample(&rows[at + 1..]);
        let beside = match table.is_strict() {
            true => None,
            false => sample.gap(&titles).map(|gap| titles[..gap].to_vec()),
        };
        let found = Columns::among(titles, &mapping, goods, sample).or_else(|error| {
            // Another table stands beside this one, after a blank column.
            let left = beside.ok_or_else(|| error.clone())?;
            Columns::among(left, &mapping, goods, sample).map_err(|_| error)
        });
        match found {
            Ok(columns) => return Ok((columns, mapping, at)),
            // The error is about the row that looks most like a header: the widest.
            Err(error) => {
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
