//! A workbook → rows, within bounds: what a few kilobytes unpack to can fill any memory.
//!
//! A formula is read as the value its program stored with it; one without a stored value is said to
//! be so where the cell is used. Cells merged over several rows are a fault: which of the rows the
//! value belongs to is not in the file.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};

use super::table::{Cell, Fault, MAX_COLUMNS, column_letters};

/// The most cells a workbook's sheet may hold.
pub(super) const MAX_CELLS: usize = 5_000_000;
/// The most bytes a workbook may unpack to.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// The rows of one sheet that hold anything, each with its number.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<(u64, Vec<Cell>)>,
    /// First and last row and the column of cells merged over several rows.
    pub(super) merged: Vec<(u64, u64, usize)>,
}

impl Sheet {
    /// Puts a value into a cell, in whatever order they come.
    pub(super) fn set(&mut self, number: u64, column: usize, cell: Cell) {
        let at = match self.rows.binary_search_by_key(&number, |(row, _)| *row) {
            Ok(at) => at,
            Err(at) => {
                self.rows.insert(at, (number, Vec::new()));
                at
            }
        };
        let row = &mut self.rows[at].1;
        if row.len() <= column {
            row.resize(column + 1, Cell::Empty);
        }
        row[column] = cell;
    }
}

/// A sheet that is being read.
pub(super) struct SheetRows {
    sheet: Sheet,
    next: usize,
}

impl SheetRows {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { sheet, next: 0 }
    }

    pub(super) fn next(&mut self) -> Option<(u64, &[Cell])> {
        let (number, cells) = self.sheet.rows.get(self.next)?;
        self.next += 1;
        Some((*number, cells))
    }

    /// A fault where cells are merged over rows from `row` on.
    pub(super) fn check_merged(&self, row: u64) -> Result<(), Fault> {
        let over = self.sheet.merged.iter().find(|(_, last, _)| *last > row);
        match over {
            Some((first, last, column)) => Err(Fault::Merged {
                row: *first,
                last: *last,
                column: column_letters(column + 1),
            }),
            None => Ok(()),
        }
    }
}

pub(super) fn too_large(limit: u64) -> Fault {
    Fault::TooLarge {
        limit_mb: limit / (1024 * 1024),
    }
}

/// The first visible sheet that holds anything.
pub(super) fn sheet(bytes: Vec<u8>) -> Result<Sheet, Fault> {
    match unpacked_bytes(&bytes) {
        None => return Err(Fault::BadWorkbook),
        Some(size) if size > MAX_UNPACKED => return Err(too_large(MAX_UNPACKED)),
        Some(_) => {}
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Fault::BadWorkbook)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        let mut sheet = cells_of(&mut book, &name)?;
        if !sheet.rows.is_empty() {
            let merged = book
                .merge_cells_by_sheet_name(&name)
                .map_err(|_| Fault::BadWorkbook)?;
            sheet.merged = merged
                .iter()
                .filter(|area| area.end.0 > area.start.0)
                .map(|area| {
                    let row = |row: u32| u64::from(row) + 1;
                    (row(area.start.0), row(area.end.0), area.start.1 as usize)
                })
                .collect();
            return Ok(sheet);
        }
    }
    Err(Fault::Empty)
}

/// The cells of one sheet, read one by one: a sheet that claims to reach to its last corner costs
/// nothing until it holds something there.
fn cells_of(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Sheet, Fault> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Fault::BadWorkbook)?;
    let mut sheet = Sheet::default();
    let mut cells = 0usize;
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| Fault::BadWorkbook)?
    {
        let (row, column) = cell.pos;
        let value = match value(&cell.value) {
            Cell::Empty if cell.formula.is_some() => Cell::Uncounted,
            Cell::Empty => continue,
            value => value,
        };
        let number = u64::from(row) + 1;
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(Fault::RowTooLong { row: number });
        }
        if sheet.rows.last().is_none_or(|(last, _)| *last != number) {
            sheet.rows.push((number, Vec::new()));
        }
        if let Some((_, row)) = sheet.rows.last_mut() {
            if row.len() <= column {
                cells += column + 1 - row.len();
                row.resize(column + 1, Cell::Empty);
            }
            row[column] = value;
        }
        if cells > MAX_CELLS {
            return Err(too_large(MAX_UNPACKED));
        }
    }
    Ok(sheet)
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        #[expect(
            clippy::cast_precision_loss,
            reason = "a sheet's integers are doubles in the file"
        )]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTimeIso(value) => {
            iso_moment(value).map_or_else(|| text_cell(value), Cell::Moment)
        }
        DataRef::String(value) | DataRef::DurationIso(value) => text_cell(value),
        DataRef::SharedString(value) => text_cell(value),
        DataRef::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(value) if value.is_duration() => Cell::Number(value.as_f64()),
        DataRef::DateTime(value) => {
            moment(*value).map_or_else(|| Cell::Number(value.as_f64()), Cell::Moment)
        }
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}

/// A cell of text; blanks are nothing.
pub(super) fn text_cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

/// A date as ISO 8601 writes it, with or without its time of day.
pub(super) fn iso_moment(text: &str) -> Option<NaiveDateTime> {
    let whole = text.split('.').next().unwrap_or(text);
    NaiveDateTime::parse_from_str(whole, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or_else(|| {
            NaiveDate::parse_from_str(whole, "%Y-%m-%d")
                .ok()
                .map(|day| day.and_time(chrono::NaiveTime::MIN))
        })
}

/// A cell's date, to the second.
pub(super) fn moment(value: calamine::ExcelDateTime) -> Option<NaiveDateTime> {
    if !(0.0..3_000_000.0).contains(&value.as_f64()) {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let whole = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?
        .and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))?;
    // Fractions of a day are not exact: 08:26:00 may arrive as 08:25:59.999.
    Some(if milli >= 500 {
        whole + chrono::TimeDelta::seconds(1)
    } else {
        whole
    })
}

/// What the parts of a zip file say they unpack to, in bytes; `None` when its directory is damaged.
/// (The directory's layout: PKWARE APPNOTE 4.3.12 and 4.3.16.)
pub(super) fn unpacked_bytes(bytes: &[u8]) -> Option<u64> {
    let number = |at: usize, len: usize| -> Option<u64> {
        let field = bytes.get(at..at.checked_add(len)?)?;
        Some(
            field
                .iter()
                .rev()
                .fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
        )
    };
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(65_535);
    let end = (first..=last)
        .rev()
        .find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
    let parts = number(end + 10, 2)?;
    let mut at = usize::try_from(number(end + 16, 4)?).ok()?;
    let mut sum = 0u64;
    for _ in 0..parts {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        sum = sum.saturating_add(number(at + 24, 4)?);
        let tail = number(at + 28, 2)? + number(at + 30, 2)? + number(at + 32, 2)?;
        at = at
            .checked_add(46)?
            .checked_add(usize::try_from(tail).ok()?)?;
    }
    Some(sum)
}
