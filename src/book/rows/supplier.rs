//! Suppliers: their rows (rules 6, 38).

use super::named::named_row;
use crate::domain::id::SupplierId;

named_row! {
    /// Who makes goods.
    Supplier: SupplierId, "suppliers", Noun::Supplier, "field-supplier" {
        /// Phone, `62…` or as typed.
        phone: Option<String>,
        /// Days it takes to deliver what was ordered, 0–3.660 (rule 6).
        lead_days: Option<i64>,
    }
}
