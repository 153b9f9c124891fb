//! Custom fields of a product: reads and writes their rows.

use rusqlite::{Connection, params};

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::custom_fields::CustomField;
use crate::domain::id::ProductId;
use crate::domain::money::Rupiah;

/// Changes to a custom field; absent values stay. An inner `None` removes the bound.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldChange {
    /// Whether every unit needs it.
    pub required: Option<bool>,
    /// Whether it takes digits only.
    pub digits: Option<bool>,
    /// Fewest characters, 1–500.
    pub least: Option<Option<i64>>,
    /// Most characters, 1–500.
    pub most: Option<Option<i64>>,
    /// What it adds to the price of a unit, in rupiah.
    pub price: Option<Rupiah>,
    /// Archives it. Orders keep their values.
    pub archived: bool,
}

from_row! {
    pub(in crate::book) FIELD, field: CustomField {
        id: "id",
        label: "label",
        required: "required",
        digits: "digits",
        least: "least_length",
        most: "most_length",
        price: "price",
    } from "fields"
}

/// The custom fields a product asks for.
pub(in crate::book) fn of_product(
    connection: &Connection,
    product: ProductId,
) -> Result<Vec<CustomField>> {
    let mut select = connection.prepare_cached(&format!(
        "{FIELD} WHERE product_id = ?1 AND archived_at IS NULL ORDER BY id"
    ))?;
    let rows = select.query_map([product], field)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes a field; without an id it is a new one.
pub(in crate::book) fn write(
    connection: &Connection,
    product: ProductId,
    field: &CustomField,
) -> Result<()> {
    let (required, digits, price) = (field.required, field.digits, field.price);
    if field.id.raw() == 0 {
        connection
            .prepare_cached(
                "INSERT INTO fields (product_id, label, required, digits, least_length, most_length, price)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                product,
                field.label,
                required,
                digits,
                field.least,
                field.most,
                price
            ])?;
    } else {
        connection
            .prepare_cached(
                "UPDATE fields SET label = ?2, required = ?3, digits = ?4, least_length = ?5,
                 most_length = ?6, price = ?7, archived_at = NULL WHERE id = ?1
                 AND (label COLLATE BINARY, required, digits, least_length, most_length, price, archived_at)
                 IS NOT (?2, ?3, ?4, ?5, ?6, ?7, NULL)",
            )?
            .execute(params![
                field.id,
                field.label,
                required,
                digits,
                field.least,
                field.most,
                price
            ])?;
    }
    Ok(())
}
