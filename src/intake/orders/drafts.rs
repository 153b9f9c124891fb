//! The result of reading a table of orders.

use super::grouping::Orders;
use crate::domain::message::Message;
use crate::intake::columns::mapping::Mapping;
use crate::intake::note::RowNote;

/// The orders of a table, and the rows that could not be read.
#[derive(Default)]
pub struct Intake {
    /// The orders, in the order of their first rows in the file.
    pub orders: Orders,
    /// Rows that could not be read, at most [`MAX_LISTED`](crate::intake::note::MAX_LISTED).
    pub bad: Vec<RowNote>,
    /// How many rows could not be read.
    pub bad_rows: u64,
    /// How many of them could be read but are doubtful: the owner may take them as they stand.
    pub doubtful: u64,
    /// Words of a status that are in no list, as written.
    pub unknown_statuses: Vec<String>,
    /// What was changed or left out while reading, at most as many.
    pub warnings: Vec<RowNote>,
    /// How many warnings there were.
    pub warned: u64,
    /// Number of non-empty rows, without the header.
    pub rows: u64,
    /// Assumptions about the file as a whole.
    pub notes: Vec<Message>,
    /// The key of the header ([`Columns::key`](crate::intake::columns::Columns::key)).
    pub header: String,
    /// The mapping that the header was read by.
    pub mapping: Mapping,
}
