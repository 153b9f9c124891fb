//! Reads CSV, TSV, XLSX, ODS and tables of web pages into rows of cells, each row with the number a spreadsheet
//! shows. Nothing here knows of orders or goods.
//!
//! - [`table`]: opens a file, detects its kind from its first bytes, and reads it row by row.
//! - [`cell`]: a row and its cells.
//! - [`fault`]: why a file can't be read.

pub mod cell;
mod csv;
mod encoding;
pub mod fault;
mod html;
mod layout;
mod marks;
mod ods;
mod sheet;
pub mod table;
mod xlsx;
pub(super) mod zipped;

/// Most rows of a file.
pub const MAX_ROWS: u64 = 300_000;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 1_000;
/// Largest file of separated text, in bytes.
pub const MAX_TEXT_BYTES: u64 = 256 * 1024 * 1024;
/// Largest workbook, in bytes (packed).
pub const MAX_WORKBOOK_BYTES: u64 = 64 * 1024 * 1024;
