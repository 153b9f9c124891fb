//! Lists as files: orders, a tally or any table, as CSV, a workbook, text or JSON (rule 58).

use serde_json::{Value, json};

use super::TaskError;
use super::rows::column::View;
use super::rows::order_full::{export_columns, export_rows, export_sheet, order_json};
use super::rows::tally;
use crate::book::{Book, OrderFilter};
use crate::domain::tally::Tally;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::table::Sheet;
use crate::output::{self, csv, json, text, xlsx};

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Separated text, one row a line.
    Csv(csv::Options),
    /// A workbook.
    Xlsx,
    /// Text for people: the kitchen's list of a tally, an aligned table of anything else.
    Text,
    /// An aligned table.
    Table,
    /// For other programs: one object that names what its rows are.
    Json,
}

/// The orders that `filter` lets pass, oldest first and cancelled ones too, one row for each price
/// slice; JSON is `{"orders": […]}`.
pub fn orders(
    filter: &OrderFilter,
    format: Format,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    if let Format::Csv(options) = format {
        return orders_csv(filter, options, book, words, now);
    }
    let mut found = Vec::new();
    book.each_order_in_full(filter, now, |order| {
        found.push(order);
        true
    })?;
    let view = View { words, now };
    if format == Format::Json {
        let found: Vec<_> = found.iter().map(|order| order_json(order, &view)).collect();
        return Ok(json_bytes(&json!({ "orders": found })));
    }
    sheet("orders", &export_sheet(&found, &view), format, words, now)
}

/// One order at a time: a hundred thousand of them need no memory but the file's.
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

/// A tally; JSON is the object of `rekap tally --json`.
pub fn tally(
    tally: &Tally,
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    let view = View { words, now };
    match format {
        Format::Text => Ok(output::tally::text(tally, words).into_bytes()),
        Format::Json => Ok(json_bytes(&tally::json(tally, &view))),
        Format::Csv(_) | Format::Xlsx | Format::Table => {
            sheet("rows", &tally::sheet(tally, &view), format, words, now)
        }
    }
}

/// A table that is there already; JSON is one object that holds the rows under `key`.
pub fn sheet(
    key: &'static str,
    sheet: &Sheet,
    format: Format,
    words: &Words,
    now: Moment,
) -> Result<Vec<u8>, TaskError> {
    Ok(match format {
        Format::Csv(options) => csv::write(sheet, options)?,
        Format::Xlsx => xlsx::write(std::slice::from_ref(sheet), now)
            .map_err(|error| TaskError::Said(error.message()))?,
        Format::Text | Format::Table => text::write(sheet, words).into_bytes(),
        Format::Json => json_bytes(&json!({ key: Value::Array(json::rows(sheet)) })),
    })
}

/// JSON, indented, with a line end.
fn json_bytes(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
