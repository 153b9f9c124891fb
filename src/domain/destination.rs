//! Several recipients of one order, each with goods, a day, a card and shipping of its own (rule 80).

use chrono::NaiveDate;

use super::id::DestinationId;
use super::item::ItemText;
use super::money::Rupiah;

/// One of several recipients of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Identity.
    pub id: DestinationId,
    /// Who receives it.
    pub name: String,
    /// Their phone, `62…` or as typed.
    pub phone: Option<String>,
    /// Where it goes.
    pub address: String,
    /// The day it is wanted.
    pub day: Option<NaiveDate>,
    /// The text of the card; empty for none. Goods with a custom field for it have it there too.
    pub card: String,
    /// What its shipping adds to the bill, in rupiah.
    pub shipping: Rupiah,
    /// What it gets.
    pub items: Vec<DestinationItem>,
    /// Units it gets, with those in packages.
    pub units: i64,
    /// Of those, units that were handed over.
    pub handed: i64,
}

/// What a recipient gets of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestinationItem {
    /// Code of the variant.
    pub code: String,
    /// Product and variant as they were sold.
    pub goods: String,
    /// Units.
    pub qty: i64,
    /// As ordered; empty for none.
    pub customization: String,
    /// What was chosen for a package, as it is typed; empty for all else.
    pub chosen: String,
}

impl Destination {
    /// Whether all it gets was handed over.
    pub fn is_sent(&self) -> bool {
        self.units > 0 && self.handed >= self.units
    }
}

/// A row of a table of recipients.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DestinationRow {
    /// Its number in the table.
    pub row: u64,
    /// Who receives it.
    pub name: String,
    /// Phone as written.
    pub phone: String,
    /// Where it goes.
    pub address: String,
    /// The day it is wanted.
    pub day: Option<NaiveDate>,
    /// The text of the card.
    pub card: String,
    /// The goods; an empty name means the only goods of the order.
    pub goods: Vec<ItemText>,
    /// What its shipping adds to the bill, in rupiah; absent where the table says nothing.
    pub shipping: Option<Rupiah>,
}
