//! How things come in: tables, and later chats and bank statements → drafts in the shop's words.
//!
//! Nothing is written here. A door reads its file once, keeps what it could read and lists what it
//! could not, each with the row and column the shopkeeper sees in the spreadsheet; the book decides
//! what becomes of the drafts.
//!
//! - [`table`]: a file → rows of cells with their row numbers (CSV, TSV, XLSX, ODS; whatever the
//!   letters are written in).
//!   Another kind of file is another [`table`] source: the rows look the same.
//! - [`columns`]: a header row → which column holds what, by name and alias. A marketplace's own
//!   names are aliases there.
//! - [`mapping`]: what a file's columns are called when no alias knows them.
//! - [`wide`]: rows that hold several goods side by side, as forms have them → one row for each.
//! - [`reports`]: tables that are no orders, known by their titles so that a refusal names them.
//! - [`orders`]: rows of order lines, read one by one → order [`drafts`], [`gathered`] from wherever they stand.
//! - [`goods`]: rows of a price list → goods.
//! - [`values`]: one cell → a quantity, a price, a moment.
//! - [`form_message`]: what our own order form writes → the same order, exactly.

pub mod chat;
pub mod columns;
mod csv;
mod dates;
pub mod drafts;
mod encoding;
pub mod form_message;
pub mod gathered;
pub mod goods;
mod layout;
pub mod mapping;
mod ods;
pub mod orders;
pub mod reading;
mod reports;
mod row;
mod sheet;
mod spool;
pub mod table;
pub mod values;
pub mod wide;
mod xlsx;
mod zipped;

#[cfg(test)]
mod letters_tests;
#[cfg(test)]
mod tables_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod workbook_tests;
