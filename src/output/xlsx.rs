//! Writes an XLSX workbook (rule 58): true numbers and dates, text as text, with filters.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, RowNum, Workbook, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::table::{Cell, Kind, Sheet};
use crate::domain::message::messages;
use crate::domain::text::printable;
use crate::domain::when::{Moment, Zone};

/// Rows that are measured to set the width of a column.
const MEASURED_ROWS: usize = 500;
/// The longest text a cell can hold, in UTF-16 units (a limit of the format).
const MAX_CELL: usize = 32_767;
/// The longest name of a tab, in characters (a limit of the format).
const MAX_TAB: usize = 31;

messages! {
    /// Why a workbook cannot be written.
    pub enum WorkbookError {
        /// A sheet has more rows or columns than the format allows.
        TooLarge = "output-workbook-too-large",
        /// The library failed.
        Failed { why: String } = "output-workbook-failed",
    }
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::RowColumnLimitError => Self::TooLarge,
            other => Self::Failed {
                why: other.to_string(),
            },
        }
    }
}

/// Writes a workbook with these sheets. `made` is the creation moment in its properties.
///
/// # Errors
/// When a sheet is too large for the format.
pub fn write(sheets: &[Sheet], made: Moment) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    if let Ok(created) = ExcelDateTime::from_timestamp(made.unix()) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    }
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = tab_name(&sheet.name, &names);
        let tab = book.add_worksheet();
        tab.set_name(&name)?;
        names.push(name);
        fill(tab, sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

fn fill(tab: &mut Worksheet, sheet: &Sheet) -> Result<(), WorkbookError> {
    let header = Format::new().set_bold();
    let last_column = ColNum::try_from(sheet.columns.len().saturating_sub(1))
        .map_err(|_| WorkbookError::TooLarge)?;
    let last_row = RowNum::try_from(sheet.rows.len()).map_err(|_| WorkbookError::TooLarge)?;
    let formats: Vec<Format> = sheet.columns.iter().map(|c| format(c.kind)).collect();
    for (column, at) in sheet.columns.iter().zip(0..) {
        let title = if column.kind.is_number() {
            header.clone().set_align(FormatAlign::Right)
        } else {
            header.clone()
        };
        tab.write_string_with_format(0, at, &column.title, &title)?;
        tab.set_column_width(at, width(sheet, usize::from(at)))?;
    }
    for (row, at) in sheet.rows.iter().zip(1..) {
        for ((cell, column), format) in row.iter().zip(0..).zip(&formats) {
            put(tab, at, column, cell, sheet.zone, format)?;
        }
    }
    tab.set_freeze_panes(1, 0)?;
    if !sheet.columns.is_empty() {
        tab.autofilter(0, 0, last_row, last_column)?;
    }
    if let Some(total) = &sheet.total {
        // The total comes after a blank row, so that it is not sorted or filtered.
        for ((cell, column), format) in total.iter().zip(0..).zip(&formats) {
            put(
                tab,
                last_row + 2,
                column,
                cell,
                sheet.zone,
                &format.clone().set_bold(),
            )?;
        }
    }
    Ok(())
}

fn put(
    tab: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    cell: &Cell,
    zone: Zone,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Json(_) => {}
        Cell::Text(text) | Cell::Term(_, text) | Cell::Flag(_, text) => {
            if !text.is_empty() {
                tab.write_string_with_format(row, column, fitting(&printable(text)), format)?;
            }
        }
        // A double holds whole numbers to 9 · 10^15 exactly, far beyond any sum of a shop.
        #[expect(
            clippy::cast_precision_loss,
            reason = "a workbook's numbers are doubles"
        )]
        Cell::Int(number) => {
            tab.write_number_with_format(row, column, *number as f64, format)?;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a workbook's numbers are doubles"
        )]
        Cell::Money(amount) => {
            tab.write_number_with_format(row, column, amount.raw() as f64, format)?;
        }
        Cell::Date(date) => {
            let date = date.and_time(chrono::NaiveTime::MIN);
            write_date(tab, row, column, date.and_utc().timestamp(), format)?;
        }
        Cell::Moment(moment) => {
            let local = moment.local(zone).and_utc().timestamp();
            write_date(tab, row, column, local, format)?;
        }
    }
    Ok(())
}

/// Writes a wall-clock date, given as if it were UTC.
fn write_date(
    tab: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    local: i64,
    format: &Format,
) -> Result<(), XlsxError> {
    let date = ExcelDateTime::from_timestamp(local)?;
    tab.write_datetime_with_format(row, column, &date, format)?;
    Ok(())
}

fn format(kind: Kind) -> Format {
    let format = Format::new();
    match kind {
        // "@" keeps a phone or a code as text even when someone edits the cell.
        Kind::Text | Kind::Phone => format.set_num_format("@"),
        Kind::Int => format.set_num_format("0"),
        Kind::Delta => format.set_num_format("+0;-0;0"),
        Kind::Money => format.set_num_format("#,##0"),
        Kind::Date => format.set_num_format("yyyy-mm-dd"),
        Kind::Moment => format.set_num_format("yyyy-mm-dd hh:mm"),
    }
}

fn width(sheet: &Sheet, column: usize) -> f64 {
    let measure = |cell: &Cell| match cell {
        Cell::Empty | Cell::Json(_) => 0,
        Cell::Text(text) | Cell::Term(_, text) | Cell::Flag(_, text) => text.width(),
        Cell::Int(number) => number.to_string().len(),
        Cell::Money(amount) => amount.to_string().len(),
        Cell::Date(_) => 10,
        Cell::Moment(_) => 16,
    };
    let title = sheet.columns.get(column).map_or(0, |c| c.title.width() + 3);
    let widest = sheet
        .rows
        .iter()
        .take(MEASURED_ROWS)
        .chain(&sheet.total)
        .filter_map(|row| row.get(column))
        .map(measure)
        .max()
        .unwrap_or(0);
    u32::try_from(widest.max(title).clamp(6, 60)).map_or(60.0, f64::from) + 1.0
}

/// The text, cut to the length a cell can hold.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MAX_CELL {
            return &text[..at];
        }
    }
    text
}

/// A valid tab name that no other tab has.
fn tab_name(name: &str, taken: &[String]) -> String {
    let clean = printable(name).replace(['[', ']', ':', '*', '?', '/', '\\', '\n'], " ");
    let clean = clean.trim().trim_matches('\'').trim();
    let base = if clean.is_empty() { "rekap" } else { clean };
    let is_free = |name: &str| {
        !taken
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let short: String = base.chars().take(MAX_TAB).collect();
    if is_free(&short) {
        return short;
    }
    let mut number = 2;
    loop {
        let tail = format!(" {number}");
        let head: String = base.chars().take(MAX_TAB - tail.len()).collect();
        let name = head + &tail;
        if is_free(&name) {
            return name;
        }
        number += 1;
    }
}
