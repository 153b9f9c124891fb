//! Orders that came in, before the book decides what becomes of them.

use super::code::Code;
use super::money::Rupiah;
use super::order::Channel;
use super::when::Moment;

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
    /// Units, 1–1.000.000.
    pub qty: u32,
    /// Rupiah for one unit, 0 or more.
    pub unit_price: Option<Rupiah>,
    /// What the customer asked for.
    pub customization: Option<String>,
}
