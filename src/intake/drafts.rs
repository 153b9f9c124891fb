//! What came in, before the book decides what becomes of it.

use crate::domain::code::Code;
use crate::domain::message::{Arg, Message};
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
use crate::domain::when::Moment;

/// The most bad rows, and the most warnings, that are kept; beyond it they are only counted.
pub const MAX_LISTED: usize = 10_000;

/// What a table of order lines gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    /// The orders, in the order their first rows stand in the file.
    pub orders: Vec<OrderDraft>,
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
}

/// Something to say about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// The row as a spreadsheet counts, from 1.
    pub row: u64,
    /// The column's title in the file.
    pub column: String,
    /// What is wrong and what would be right.
    pub problem: Message,
}

impl RowNote {
    /// The sentence for it, with its place.
    pub fn message(&self) -> Message {
        Message::new("intake-at-row")
            .text("row", self.row.to_string())
            .text("column", &self.column)
            .with("problem", Arg::Say(Box::new(self.problem.clone())))
    }
}

/// An order as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDraft {
    /// Its number where it came from.
    pub reference: Option<String>,
    /// When it was placed.
    pub placed_at: Option<Moment>,
    /// Who ordered.
    pub customer: CustomerDraft,
    /// Every row of it says cancelled.
    pub cancelled: bool,
    /// Its lines in file order, at least one.
    pub lines: Vec<LineDraft>,
    /// Where it was sold, when the file says so.
    pub channel: Option<Channel>,
    /// A note on the order; empty when there is none.
    pub note: String,
}

/// A customer as the file has them. Whether two of one name are one person is the book's to decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerDraft {
    /// Name; the phone or the order's reference stands in for a blank one.
    pub name: String,
    /// Phone as typed, not normalised.
    pub phone: Option<String>,
    /// Address, possibly of several lines.
    pub address: Option<String>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDraft {
    /// Row it stands in, as a spreadsheet counts.
    pub row: u64,
    /// Code of the product or variant, as typed.
    pub code: Option<Code>,
    /// Product name; the code where the file has no name.
    pub product: String,
    /// Variant name.
    pub variant: Option<String>,
    /// Units, from 1 to [`MAX_QUANTITY`](super::values::MAX_QUANTITY).
    pub qty: u32,
    /// Rupiah for one unit, 0 or more.
    pub unit_price: Option<Rupiah>,
    /// What the customer asked for.
    pub customization: Option<String>,
}
