//! A table independent of its output format: name, columns and cells.

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::money::Rupiah;
use crate::domain::when::{Moment, Zone};

/// A table to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name, used for the tab in a workbook.
    pub name: String,
    /// Time zone in which moments are written.
    pub zone: Zone,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// A total row for people (in workbooks and text), not written to CSV or JSON.
    pub total: Option<Vec<Cell>>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in CSV and JSON, ASCII `snake_case`; must never change.
    pub key: &'static str,
    /// Title for people.
    pub title: String,
    /// What its cells hold.
    pub kind: Kind,
}

impl Column {
    /// A column.
    pub fn new(key: &'static str, title: impl Into<String>, kind: Kind) -> Self {
        Self {
            key,
            title: title.into(),
            kind,
        }
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A count.
    Int,
    /// A difference, shown with its sign.
    Delta,
    /// Rupiah.
    Money,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// A phone number, which must not be written as a number (rule 58).
    Phone,
}

impl Kind {
    /// Whether it is aligned to the right.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Delta | Self::Money)
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing; null in JSON.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A value with a code for programs (CSV, JSON) and a word for people.
    Term(&'static str, String),
    /// Yes or no: `true`/`false` for programs and a word for people.
    Flag(bool, String),
    /// A count.
    Int(i64),
    /// Rupiah.
    Money(Rupiah),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Moment(Moment),
    /// A list or an object, only written to JSON.
    Json(Value),
}

impl Cell {
    /// Text, or [`Cell::Empty`] when there is none.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    /// A moment, or [`Cell::Empty`].
    pub fn moment(moment: Option<Moment>) -> Self {
        moment.map_or(Self::Empty, Self::Moment)
    }

    /// A count, or [`Cell::Empty`].
    pub fn int(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Int)
    }
}
