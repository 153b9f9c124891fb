//! JSON values: amounts are integers in rupiah, moments RFC 3339 with offset, dates ISO, absent
//! values null; and the text of a value.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::table::{Cell, Sheet};
use crate::domain::money::Rupiah;
use crate::domain::text::printable;
use crate::domain::when::{Moment, Zone};

/// Writes a value as text, indented, with a line end. Its texts are those of every other output,
/// without what doesn't belong in text (rule 59).
///
/// # Errors
/// When `out` can't be written.
pub fn write(value: &Value, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &Printable(value))?;
    out.write_all(b"\n")
}

/// A value as text in one line, with its texts cleaned.
pub fn line(value: &Value) -> String {
    // Its keys are texts, so nothing in it can fail.
    serde_json::to_string(&Printable(value)).unwrap_or_default()
}

/// A value whose texts are cleaned while it is written.
struct Printable<'a>(&'a Value);

impl Serialize for Printable<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => to.serialize_str(&printable(text)),
            Value::Array(values) => to.collect_seq(values.iter().map(Printable)),
            Value::Object(fields) => to.collect_map(
                fields
                    .iter()
                    .map(|(key, value)| (printable(key), Printable(value))),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) => self.0.serialize(to),
        }
    }
}

/// An amount in rupiah.
pub fn amount(amount: Rupiah) -> Value {
    Value::from(amount.raw())
}

/// A moment in the shop's zone.
pub fn moment(moment: Moment, zone: Zone) -> Value {
    Value::from(moment.rfc3339(zone))
}

/// A text; null when it is absent or empty. (The name of a product's only variant is `""` instead.)
pub fn optional(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty())
        .map_or(Value::Null, Value::from)
}

/// The rows of a sheet as objects with the columns' keys.
pub fn rows(sheet: &Sheet) -> Vec<Value> {
    sheet
        .rows
        .iter()
        .map(|row| {
            let fields = sheet
                .columns
                .iter()
                .zip(row)
                .map(|(column, cell)| (column.key.to_owned(), value(cell.clone(), sheet.zone)));
            Value::Object(fields.collect::<Map<_, _>>())
        })
        .collect()
}

/// The JSON value of a cell.
pub fn value(cell: Cell, zone: Zone) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::from(text),
        Cell::Term(code, _) => Value::from(code),
        Cell::Flag(flag, _) => Value::from(flag),
        Cell::Int(number) => Value::from(number),
        Cell::Money(rupiah) => amount(rupiah),
        Cell::Date(date) => Value::from(date.format("%Y-%m-%d").to_string()),
        Cell::Moment(at) => moment(at, zone),
        Cell::Json(value) => value,
    }
}
