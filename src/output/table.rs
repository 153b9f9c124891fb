//! A table before it has a form: what it is called, what its columns hold, its cells.

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::money::Rupiah;
use crate::domain::when::{Moment, Zone};

/// A table that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called, on a workbook's tab.
    pub name: String,
    /// The shop's zone, in which moments are written.
    pub zone: Zone,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// A last row for people (workbooks and text), never part of CSV or JSON.
    pub total: Option<Vec<Cell>>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in CSV and JSON, ASCII `snake_case`; part of the contract.
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
    /// A phone number: digits that are no number (rule 58).
    Phone,
}

impl Kind {
    /// Whether people read it from the right.
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
    /// A term of the contract: its code for programs and its word for people.
    Term(&'static str, String),
    /// Yes or no; `true`/`false` for programs, and a word for people.
    Flag(bool, String),
    /// A count.
    Int(i64),
    /// Rupiah.
    Money(Rupiah),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Moment(Moment),
    /// A list or an object, for programs alone: it has no text.
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
