//! How things come in: tables, and later chats and bank statements → drafts in the shop's words.
//!
//! Nothing is written here. A door reads its file once, keeps what it could read and lists what it
//! could not, each with the row and column the shopkeeper sees in the spreadsheet; the book decides
//! what becomes of the drafts.
//!
//! - [`table`]: a file → rows of cells with their row numbers (CSV, XLSX; TSV is CSV with tabs).
//!   Another kind of file is another [`table`] source: the rows look the same.
//! - [`columns`]: a header row → which column holds what, by name and alias. A marketplace's own
//!   names are aliases there.
//! - [`mapping`]: what a file's columns are called when no alias knows them.
//! - [`orders`]: rows of order lines → order [`drafts`].
//! - [`values`]: one cell → a quantity, a price, a moment.
//! - [`form_message`]: what our own order form writes → the same order, exactly.

pub mod chat;
pub mod columns;
mod csv;
mod dates;
pub mod drafts;
pub mod form_message;
pub mod mapping;
pub mod orders;
pub mod table;
pub mod values;
mod xlsx;

#[cfg(test)]
mod tests;
