//! An item of an order, as it is asked for.

use crate::domain::code::Code;

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
