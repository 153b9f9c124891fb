//! Why a file cannot be read as a table, and where.

use std::io::ErrorKind;

use thiserror::Error;

use crate::domain::message::Message;

/// Why a file cannot be read as a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {fault}")]
pub struct TableError {
    /// The file's name, as given.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// The file may not be read by this user.
    #[error("may not be read")]
    Denied,
    /// Reading stopped.
    #[error("reading failed")]
    Reading,
    /// It is not a table but a folder, a picture, a program.
    #[error("not a table")]
    NotATable,
    /// A workbook of the old kind (`.xls`).
    #[error("an old workbook")]
    OldWorkbook,
    /// A workbook that opens with a password only.
    #[error("a locked workbook")]
    LockedWorkbook,
    /// A workbook that is damaged.
    #[error("a damaged workbook")]
    BadWorkbook,
    /// The file is empty.
    #[error("empty")]
    Empty,
    /// It is larger than the limit.
    #[error("larger than {limit_mb} MB")]
    TooLarge {
        /// The limit, in megabytes.
        limit_mb: u64,
    },
    /// A cell is not valid UTF-8.
    #[error("row {row}, column {column}: not UTF-8")]
    Encoding {
        /// Row as a spreadsheet counts.
        row: u64,
        /// Column, from 1.
        column: usize,
    },
    /// It has more cells, or more text in them, than the limit.
    #[error("too many cells")]
    TooManyCells,
    /// Cells are merged over several rows.
    #[error("rows {row} to {last}, column {column}: merged")]
    Merged {
        /// First row.
        row: u64,
        /// Last row.
        last: u64,
        /// Letters of the column.
        column: String,
    },
    /// A quote is never closed.
    #[error("row {row}: a quote is never closed")]
    OpenQuote {
        /// Row where it was opened.
        row: u64,
    },
    /// A row is longer, or has more columns, than the limit.
    #[error("row {row}: too long")]
    RowTooLong {
        /// The row.
        row: u64,
    },
}

impl Fault {
    /// What is wrong when the system can't read a file.
    pub fn of_read(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
                Self::Missing
            }
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::IsADirectory => Self::NotATable,
            _ => Self::Reading,
        }
    }
}

impl TableError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let base = |key| Message::new(key).text("file", &self.file);
        let row = |key, row: u64| base(key).text("row", row.to_string());
        match &self.fault {
            Fault::Missing => base("intake-file-missing"),
            Fault::Denied => base("intake-file-denied"),
            Fault::Reading => base("intake-file-reading"),
            Fault::NotATable => base("intake-not-a-table"),
            Fault::OldWorkbook => base("intake-old-workbook"),
            Fault::LockedWorkbook => base("intake-locked-workbook"),
            Fault::BadWorkbook => base("intake-bad-workbook"),
            Fault::Empty => base("intake-empty"),
            Fault::TooLarge { limit_mb } => {
                base("intake-too-large").text("limit", limit_mb.to_string())
            }
            Fault::TooManyCells => base("intake-too-many-cells"),
            Fault::Encoding { row: at, column } => {
                row("intake-encoding", *at).text("column", column_letters(*column))
            }
            Fault::Merged {
                row: first,
                last,
                column,
            } => row("intake-merged", *first)
                .text("last", last.to_string())
                .text("column", column),
            Fault::OpenQuote { row: at } => row("intake-open-quote", *at),
            Fault::RowTooLong { row: at } => row("intake-row-too-long", *at),
        }
    }
}

/// A column's letters as a spreadsheet shows them: 1 → `A`, 28 → `AB`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}
