//! A workbook → rows, within bounds: what a few kilobytes unpack to can fill any memory.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};

use super::table::{Cell, Fault, MAX_COLUMNS};

/// The most cells a workbook's sheet may hold.
const MAX_CELLS: usize = 5_000_000;
/// The most bytes a workbook may unpack to.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// The rows of a workbook's first visible sheet that holds anything.
pub(super) struct XlsxRows {
    rows: Vec<(u64, Vec<Cell>)>,
    next: usize,
}

impl XlsxRows {
    pub(super) fn new(bytes: Vec<u8>) -> Result<Self, Fault> {
        match unpacked_bytes(&bytes) {
            None => return Err(Fault::BadWorkbook),
            Some(size) if size > MAX_UNPACKED => {
                return Err(Fault::TooLarge {
                    limit_mb: MAX_UNPACKED / (1024 * 1024),
                });
            }
            Some(_) => {}
        }
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Fault::BadWorkbook)?;
        let names: Vec<String> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| {
                sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
            })
            .map(|sheet| sheet.name.clone())
            .collect();
        for name in names {
            let rows = sheet_rows(&mut book, &name)?;
            if !rows.is_empty() {
                return Ok(Self { rows, next: 0 });
            }
        }
        Err(Fault::Empty)
    }

    pub(super) fn next(&mut self) -> Option<(u64, &[Cell])> {
        let (number, cells) = self.rows.get(self.next)?;
        self.next += 1;
        Some((*number, cells))
    }
}

/// The rows of one sheet that hold anything. Cells are read one by one: a sheet that claims to reach
/// to its last corner costs nothing until it holds something there.
fn sheet_rows(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
) -> Result<Vec<(u64, Vec<Cell>)>, Fault> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Fault::BadWorkbook)?;
    let mut rows: Vec<(u64, Vec<Cell>)> = Vec::new();
    let mut cells = 0usize;
    while let Some(cell) = reader.next_cell().map_err(|_| Fault::BadWorkbook)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value());
        if value == Cell::Empty {
            continue;
        }
        let number = u64::from(row) + 1;
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(Fault::RowTooLong { row: number });
        }
        if rows.last().is_none_or(|(last, _)| *last != number) {
            rows.push((number, Vec::new()));
        }
        if let Some((_, row)) = rows.last_mut() {
            if row.len() <= column {
                cells += column + 1 - row.len();
                row.resize(column + 1, Cell::Empty);
            }
            row[column] = value;
        }
        if cells > MAX_CELLS {
            return Err(Fault::TooLarge {
                limit_mb: MAX_UNPACKED / (1024 * 1024),
            });
        }
    }
    Ok(rows)
}

fn value(data: &DataRef<'_>) -> Cell {
    let text = |text: &str| {
        if text.trim().is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text.to_owned())
        }
    };
    match data {
        DataRef::Empty => Cell::Empty,
        #[expect(
            clippy::cast_precision_loss,
            reason = "a sheet's integers are doubles in the file"
        )]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text(value)
        }
        DataRef::SharedString(value) => text(value),
        DataRef::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(value) if value.is_duration() => Cell::Number(value.as_f64()),
        DataRef::DateTime(value) => {
            moment(*value).map_or_else(|| Cell::Number(value.as_f64()), Cell::Moment)
        }
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}

/// A cell's date, to the second.
fn moment(value: calamine::ExcelDateTime) -> Option<NaiveDateTime> {
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
fn unpacked_bytes(bytes: &[u8]) -> Option<u64> {
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
