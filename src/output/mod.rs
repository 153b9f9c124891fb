//! Output: turns rows into bytes. Nothing here reads the book; the rows are arguments.
//!
//! - [`table`]: tables and cells, independent of the format.
//! - [`csv`], [`xlsx`], [`text`], [`json`]: a table in these formats (rule 58).
//! - [`tally`]: a tally as a chat message.
//! - [`terms`]: what customers read about a PO.
//! - [`form`]: the order form, an HTML page that needs no server.
//! - [`file`]: writes files, never over another by accident.

pub mod chat;
pub mod csv;
pub mod file;
pub mod form;
pub mod json;
pub mod table;
pub mod tally;
pub mod terms;
pub mod text;
pub mod xlsx;

#[cfg(test)]
mod tests;
