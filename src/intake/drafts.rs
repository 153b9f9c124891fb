//! What reading a table gave: drafts, and the rows that could not be read.

use super::gathered::Orders;
use crate::domain::message::{Arg, Message};

/// The most bad rows, and the most warnings, that are kept; beyond it they are only counted.
pub const MAX_LISTED: usize = 10_000;

/// What a table of order lines gave.
#[derive(Default)]
pub struct Intake {
    /// The orders, in the order their first rows stand in the file.
    pub orders: Orders,
    /// Rows that could not be read, at most [`MAX_LISTED`].
    pub bad: Vec<RowNote>,
    /// How many rows could not be read.
    pub bad_rows: u64,
    /// What was changed or left out while reading, at most [`MAX_LISTED`].
    pub warnings: Vec<RowNote>,
    /// How many warnings there were.
    pub warned: u64,
    /// Rows with anything in them, without the header.
    pub rows: u64,
    /// What was taken for granted about the file as a whole.
    pub notes: Vec<Message>,
    /// What the header is known by ([`super::columns::Columns::key`]).
    pub header: String,
}

/// Something to say about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// The row as a spreadsheet counts, from 1.
    pub row: u64,
    /// The column's title in the file.
    pub column: String,
    /// What is wrong and what would be right.
    pub problem: Message,
}

impl RowNote {
    /// The sentence for it, with its place.
    pub fn message(&self) -> Message {
        Message::new("intake-at-row")
            .text("row", self.row.to_string())
            .text("column", &self.column)
            .with("problem", Arg::Say(Box::new(self.problem.clone())))
    }
}
