//! Suppliers: reads their rows (rules 6, 38).

use rusqlite::Row;

use super::named::Named;
use crate::book::keeper::sql::from_row;
use crate::domain::id::SupplierId;
use crate::domain::refusal::Noun;

/// Who makes goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplier {
    /// Identity.
    pub id: SupplierId,
    /// Name.
    pub name: String,
    /// Phone, `62…` or as typed.
    pub phone: Option<String>,
    /// Days it takes to deliver what was ordered, 0–3.660 (rule 6).
    pub lead_days: Option<i64>,
    /// Not used any more (rule 55).
    pub archived: bool,
}

from_row! {
    SUPPLIER, supplier: Supplier {
        id: "id",
        name: "name",
        phone: "phone",
        lead_days: "lead_days",
        archived: "archived_at IS NOT NULL",
    } from "suppliers"
}

impl Named for Supplier {
    type Id = SupplierId;
    const TABLE: &'static str = "suppliers";
    const SELECT: &'static str = SUPPLIER;
    const NOUN: Noun = Noun::Supplier;
    const FIELD: &'static str = "field-supplier";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        supplier(row)
    }

    fn name(&self) -> &str {
        &self.name
    }
}
