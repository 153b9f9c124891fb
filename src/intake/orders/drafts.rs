//! What reading a table gave: drafts, and the rows that could not be read.

use super::gathered::Orders;
use crate::domain::message::Message;
use crate::intake::note::RowNote;

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
