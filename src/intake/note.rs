//! Remarks about rows of a file.

use crate::domain::message::Message;

/// Most bad rows, and most warnings, that are listed; further ones are only counted.
pub const MAX_LISTED: usize = 10_000;

/// A remark about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// The row, numbered as a spreadsheet does, from 1.
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
            .say("problem", self.problem.clone())
    }
}
