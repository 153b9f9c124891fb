//! An OpenDocument sheet → rows, within bounds.

use std::io::Cursor;

use calamine::{Data, Ods, Reader, SheetVisible};

use super::table::{Cell, Fault, MAX_COLUMNS};
use super::xlsx::{MAX_CELLS, Sheet, iso_moment, moment, text_cell, too_large, unpacked_bytes};

/// The most bytes a sheet of this kind may unpack to: it is read whole.
const MAX_UNPACKED: u64 = 128 * 1024 * 1024;

/// Whether a zip file is an OpenDocument sheet: its first part is its type, stored as it stands
/// (OpenDocument 1.2, part 3, 3.3).
pub(super) fn is_ods(head: &[u8]) -> bool {
    let kind = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    head.get(30..).is_some_and(|name| name.starts_with(kind))
}

/// The first visible sheet that holds anything.
pub(super) fn sheet(bytes: Vec<u8>) -> Result<Sheet, Fault> {
    match unpacked_bytes(&bytes) {
        None => return Err(Fault::BadWorkbook),
        Some(size) if size > MAX_UNPACKED => return Err(too_large(MAX_UNPACKED)),
        Some(_) => {}
    }
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| Fault::BadWorkbook)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        let sheet = of_name(&mut book, &name)?;
        if !sheet.rows.is_empty() {
            return Ok(sheet);
        }
    }
    Err(Fault::Empty)
}

fn of_name(book: &mut Ods<Cursor<Vec<u8>>>, name: &str) -> Result<Sheet, Fault> {
    let range = book.worksheet_range(name).map_err(|_| Fault::BadWorkbook)?;
    let formulas = book
        .worksheet_formula(name)
        .map_err(|_| Fault::BadWorkbook)?;
    let mut sheet = Sheet::default();
    let Some((top, left)) = range.start() else {
        return Ok(sheet);
    };
    let mut cells = 0usize;
    for (number, row) in (u64::from(top) + 1..).zip(range.rows()) {
        let filled = row.len()
            - row
                .iter()
                .rev()
                .take_while(|cell| **cell == Data::Empty)
                .count();
        if filled == 0 {
            continue;
        }
        if left as usize + filled > MAX_COLUMNS {
            return Err(Fault::RowTooLong { row: number });
        }
        let mut kept = vec![Cell::Empty; left as usize];
        kept.extend(row[..filled].iter().map(value));
        cells += kept.len();
        if cells > MAX_CELLS {
            return Err(too_large(MAX_UNPACKED));
        }
        sheet.rows.push((number, kept));
    }
    for (row, column, formula) in formulas.used_cells() {
        let (base, side) = formulas.start().unwrap_or_default();
        let at = (
            base + u32::try_from(row).unwrap_or(0),
            side + u32::try_from(column).unwrap_or(0),
        );
        let shown = range
            .get_value(at)
            .is_some_and(|value| *value != Data::Empty);
        if !formula.is_empty() && !shown {
            sheet.set(u64::from(at.0) + 1, at.1 as usize, Cell::Uncounted);
        }
    }
    Ok(sheet)
}

fn value(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        #[expect(
            clippy::cast_precision_loss,
            reason = "a sheet's integers are doubles in the file"
        )]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::DateTimeIso(text) => iso_moment(text).map_or_else(|| text_cell(text), Cell::Moment),
        Data::String(text) | Data::DurationIso(text) => text_cell(text),
        Data::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(value) if value.is_duration() => Cell::Number(value.as_f64()),
        Data::DateTime(value) => {
            moment(*value).map_or_else(|| Cell::Number(value.as_f64()), Cell::Moment)
        }
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}
