//! Items of an order, as they are asked for and changed.

use crate::domain::code::Code;
use crate::domain::id::LineId;
use crate::domain::order::Line;

/// An item of a new order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Code of a variant, or of a product with one variant.
    pub code: Code,
    /// Units, 1–1.000.000.
    pub qty: i64,
    /// What the customer asked for; empty when nothing.
    pub customization: String,
    /// Who it is for, when not the customer.
    pub for_whom: String,
    /// What was chosen for a package, by code or name; empty for all else (rule 65).
    pub chosen: String,
}

/// A change of an order's items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// The item it changes.
    pub item: ItemRef,
    /// What becomes of its units.
    pub units: UnitsChange,
}

/// The item of an order that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemRef {
    /// The item of this line, with the units of it that were sold at other prices.
    Line(LineId),
    /// One the order need not have yet. Its own number of units says nothing.
    New(NewItem),
}

/// What becomes of the units of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitsChange {
    /// So many more, at the price of now (rule 13).
    Add(i64),
    /// So many fewer, the dearest first (rule 13).
    Remove(i64),
    /// Something else is chosen for so many packages, by code or name; they keep their price
    /// (rules 11, 65).
    Choose(i64, String),
}

/// The item as it was asked for, with the units of this line.
impl From<&Line> for NewItem {
    fn from(line: &Line) -> Self {
        Self {
            code: Code::from_stored(line.code.clone()),
            qty: line.qty,
            customization: line.customization.clone(),
            for_whom: line.for_whom.clone(),
            chosen: line.chosen.clone(),
        }
    }
}

impl ItemChange {
    /// Adds a new item with its units.
    pub fn new(item: NewItem) -> Self {
        let units = UnitsChange::Add(item.qty);
        Self {
            item: ItemRef::New(item),
            units,
        }
    }
}
