//! Output: turns rows into bytes. Nothing here reads the book; the rows are arguments.
//!
//! - [`table`]: tables and cells, independent of the format.
//! - [`csv`], [`xlsx`], [`text`], [`json`]: a table in these formats (rule 58).
//! - [`tally`]: a tally as a chat message.
//! - [`terms`]: what customers read about a PO.
//! - [`form`]: the order form, an HTML page that needs no server.
//! - [`papers`]: notas, labels and packing lists, as PDF, ESC/POS and text; [`pdf`] and [`escpos`] are
//!   what they are written with, [`ink`] what can be printed, [`code_bars`] bar codes and QR codes.
//! - [`file`]: writes files, never over another by accident.

pub mod chat;
pub mod code_bars;
pub mod csv;
pub mod escpos;
pub mod file;
pub mod form;
pub mod ink;
pub mod json;
pub mod papers;
pub mod pdf;
pub mod table;
pub mod tally;
pub mod terms;
pub mod text;
pub mod xlsx;

#[cfg(test)]
mod tests;
