//! Writes orders, a tally or any other table as CSV, XLSX, text or JSON (rule 58).

use serde_json::{Value, json};

use super::TaskError;
use super::rows::column::View;
use super::rows::order_full::{
    export_columns, export_rows, export_sheet, order_json, sheets_for_people,
};
use super::rows::tally;
use crate::book::{Book, OrderFilter};
use crate::domain::order::Order;
use crate::domain::tally::{OptionMatrix, Tally};
use crate::domain::text::printable;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::table::Sheet;
use crate::output::{self, csv, json, text, xlsx};

/// The format a list is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, with its separator and other options.
    Csv(csv::Options),
    /// XLSX.
    Xlsx,
    /// Text for people: the kitchen list for a tally, an aligned table for anything else.
    Text,
    /// An aligned table.
    Table,
    /// One JSON object that names what its rows are.
    Json,
}

/// Writes the orders that match `filter`, oldest first, cancelled ones too, with one row for each
/// price slice. JSON is `{"orders": […]}`.
pub fn orders(
    filter: &OrderFilter,
    format: Format,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let apart = book.apart_for(filter)?;
    let book = apart.as_ref().unwrap_or(book);
    if let Format::Csv(options) = format {
        return orders_csv(filter, options, book, words, now);
    }
    let found = in_full(filter, book, now)?;
    let view = View { words, now };
    if format == Format::Json {
        let found: Vec<_> = found.iter().map(|order| order_json(order, &view)).collect();
        return json_bytes(&json!({ "orders": found }));
    }
    sheet("orders", &export_sheet(&found, &view), format, words, now)
}

/// Writes the orders that match `filter` as the screens do: a workbook with one row for each order,
/// and the items on a sheet of their own; any other format as [`orders`].
pub fn shown_orders(
    filter: &OrderFilter,
    format: Format,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    if format != Format::Xlsx {
        return orders(filter, format, book, words, now);
    }
    let apart = book.apart_for(filter)?;
    let found = in_full(filter, apart.as_ref().unwrap_or(book), now)?;
    workbook(&sheets_for_people(&found, &View { words, now }), now)
}

fn in_full(filter: &OrderFilter, book: &Book, now: Moment) -> Result<Vec<Order>, TaskError> {
    let mut found = Vec::new();
    book.each_order_in_full(filter, now, |order| {
        found.push(order);
        true
    })?;
    Ok(found)
}

/// Reads one order at a time, so that only the finished CSV is in memory, even with 100,000 orders.
fn orders_csv(
    filter: &OrderFilter,
    options: csv::Options,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let view = View { words, now };
    let columns = export_columns(&view);
    let mut out = csv::CsvWriter::new(Vec::new(), &columns, words.zone(), options)?;
    let mut failed = None;
    book.each_order_in_full(filter, now, |order| {
        failed = export_rows(&order, &view)
            .iter()
            .find_map(|row| out.row(row).err());
        failed.is_none()
    })?;
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(out.finish()?),
    }
}

/// Writes a tally; JSON is the same object as that of `rekap tally --json`.
pub fn tally(
    tally: &Tally,
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let view = View { words, now };
    match format {
        Format::Text => Ok(printable(&output::tally::text(tally, words))
            .as_bytes()
            .to_vec()),
        Format::Json => json_bytes(&tally::json(tally, &view)),
        Format::Csv(_) | Format::Xlsx | Format::Table => {
            sheet("rows", &tally::sheet(tally, &view), format, words, now)
        }
    }
}

/// Writes a tally as a screen shows it: text with its goods, tables for people, and in the view of
/// options the text as matrices; JSON as [`tally`]. `matrices` are those of the same lines.
pub fn shown_tally(
    tally: &Tally,
    matrices: Option<&[OptionMatrix]>,
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let view = View { words, now };
    match (format, matrices) {
        (Format::Text, Some(matrices)) => {
            let text = output::tally::matrices_text(tally, matrices, words);
            Ok(printable(&text).as_bytes().to_vec())
        }
        (Format::Csv(_) | Format::Xlsx | Format::Table, _) => {
            let people = tally::sheet_for_people(tally, &view);
            sheet("rows", &people, format, words, now)
        }
        (Format::Text | Format::Json, _) => self::tally(tally, format, words, now),
    }
}

/// Writes a table that is made already; JSON is one object with the rows under `key`.
pub fn sheet(
    key: &'static str,
    sheet: &Sheet,
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    Ok(match format {
        Format::Csv(options) => csv::write(sheet, options)?,
        Format::Xlsx => workbook(std::slice::from_ref(sheet), now)?,
        Format::Text | Format::Table => text::write(sheet, words).into_bytes(),
        Format::Json => json_bytes(&json!({ key: Value::Array(json::rows(sheet)) }))?,
    })
}

pub(super) fn workbook(sheets: &[Sheet], now: Moment) -> Result<Vec<u8>, TaskError> {
    xlsx::write(sheets, now).map_err(|error| TaskError::Refused(error.message()))
}

/// Serializes JSON, indented, with a line end.
pub(super) fn json_bytes(value: &Value) -> Result<Vec<u8>, TaskError> {
    let mut bytes = Vec::new();
    json::write(value, &mut bytes)?;
    Ok(bytes)
}
