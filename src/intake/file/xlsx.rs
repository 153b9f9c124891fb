//! Reads an XLSX workbook with limits on size.
//!
//! A formula has the value its program stored; one without a stored value is an error where the
//! cell is used. Cells merged over several rows are a fault, because the file doesn't say which of
//! the rows the value belongs to.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};

use super::MAX_COLUMNS;
use super::cell::Cell;
use super::fault::Fault;
use super::layout;
use super::marks;
use super::sheet::{Sheet, iso_moment, text_cell};
use super::zipped;

/// Largest unpacked size, in bytes.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// Reads a visible sheet that isn't empty, by its place among them from 0; [`Fault::Empty`] beyond
/// the last.
pub(super) fn sheet(bytes: &[u8], nth: usize) -> Result<Sheet, Fault> {
    zipped::check(bytes, MAX_UNPACKED)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Fault::BadWorkbook)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut filled = Vec::new();
    let mut found = None;
    for name in names {
        if found.is_some() || filled.len() < nth {
            if is_filled(&mut book, &name) {
                filled.push(name);
            }
            continue;
        }
        let mut sheet = cells_of(&mut book, &name)?;
        if !sheet.rows.is_empty() {
            layout::mark(bytes, &name, &mut sheet)?;
            marks::read(&mut book, bytes, &name, &mut sheet)?;
            sheet.name = name;
            found = Some(sheet);
        }
    }
    let mut sheet = found.ok_or(Fault::Empty)?;
    sheet.others = filled;
    Ok(sheet)
}

/// Whether a sheet isn't empty. Errors are ignored, because the sheet is not read.
fn is_filled(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> bool {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else {
        return false;
    };
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) if value(cell.get_value()) == Cell::Empty => {}
            Ok(Some(_)) => return true,
            Ok(None) | Err(_) => return false,
        }
    }
}

/// Reads the cells of a sheet one by one, so that a sheet which claims a huge size costs nothing.
fn cells_of(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, Fault> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Fault::BadWorkbook)?;
    let mut sheet = Sheet::default();
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| Fault::BadWorkbook)?
    {
        let (row, column) = cell.pos;
        let value = match value(&cell.value) {
            Cell::Empty if cell.formula.is_some() => Cell::Uncomputed,
            Cell::Empty => continue,
            value => value,
        };
        let number = u64::from(row) + 1;
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(Fault::RowTooLong { row: number });
        }
        if !sheet.put(number, column, value)? {
            break;
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

/// A cell's date, to the second.
fn moment(value: calamine::ExcelDateTime) -> Option<NaiveDateTime> {
    if !(0.0..3_000_000.0).contains(&value.as_f64()) {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let whole = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?
        .and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))?;
    // Fractions of a day are inexact: 08:26:00 may be 08:25:59.999.
    Some(if milli >= 500 {
        whole + chrono::TimeDelta::seconds(1)
    } else {
        whole
    })
}
