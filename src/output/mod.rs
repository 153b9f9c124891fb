//! How things go out: figures → bytes. The book is never read here; what goes out is handed in.
//!
//! - [`table`]: a neutral table, and what a cell can be.
//! - [`csv`], [`xlsx`], [`text`], [`json`]: the same table in four forms (rule 58).
//! - [`tally`]: a tally as a chat message.
//! - [`form`]: the order form, a page that needs no server.
//! - [`file`]: bytes to a file, never over another by accident.

pub mod chat;
pub mod csv;
pub mod file;
pub mod form;
pub mod json;
pub mod table;
pub mod tally;
pub mod text;
pub mod xlsx;

#[cfg(test)]
mod tests;
