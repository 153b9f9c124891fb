//! Bytes → rows of cells, each row with the number a spreadsheet shows beside it: CSV, TSV, XLSX and
//! ODS, whatever the letters are written in. Knows nothing of orders or goods.
//!
//! - [`table`]: opens a file, sees from its first bytes what it is, and reads it row by row.
//! - [`cell`]: a row and its cells.
//! - [`fault`]: why a file can't be read.

pub mod cell;
mod csv;
mod encoding;
pub mod fault;
mod layout;
mod ods;
mod sheet;
pub mod table;
mod xlsx;
pub(super) mod zipped;

/// The most rows one file may have.
pub const MAX_ROWS: u64 = 300_000;
/// The most columns a table may have.
pub const MAX_COLUMNS: usize = 1_000;
/// The largest file of separated text, in bytes.
pub const MAX_TEXT_BYTES: u64 = 256 * 1024 * 1024;
/// The largest workbook, in bytes as stored.
pub const MAX_WORKBOOK_BYTES: u64 = 64 * 1024 * 1024;

/// A count as messages have it.
pub(in crate::intake) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
