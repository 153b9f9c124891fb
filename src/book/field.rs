//! Custom fields of products (rule 67).

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::catalog::{price_of, product_by_code};
use super::error::Result;
use super::{Book, text};
use crate::domain::code::Code;
use crate::domain::fields::Field;
use crate::domain::id::{FieldId, ProductId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Most characters a field may ask for.
const MOST_LENGTH: i64 = 500;

/// What to change of a custom field; what is absent stays. An inner `None` takes the bound away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldChange {
    /// Whether every unit needs it.
    pub required: Option<bool>,
    /// Whether it takes digits only.
    pub digits: Option<bool>,
    /// Fewest and most characters, 1–500.
    pub length: Option<(Option<i64>, Option<i64>)>,
    /// What it adds to the price of a unit, in rupiah.
    pub price: Option<Rupiah>,
    /// Takes it out of use. What orders hold stays as it is.
    pub archived: bool,
}

impl Book {
    /// Asks a custom field of a product, or changes the one of that label. Orders already placed
    /// stay as they are (rule 11).
    ///
    /// # Errors
    /// An unknown product, a label that holds what parts fields, one to take away that is not
    /// there, a value out of its bounds, or the file.
    pub fn set_field(
        &mut self,
        product: &Code,
        label: &str,
        edit: &FieldChange,
        now: Moment,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let product = product_by_code(connection, product)?;
            let label = text::name("field-field-label", label)?;
            if label.contains(['=', ':', ',', ';', '@', '"']) {
                let problem = Message::new("fields-label").text("label", label);
                return Err(Refusal::field("field-field-label", problem).into());
            }
            let kept = connection
                .prepare_cached(&format!("{FIELD} WHERE product_id = ?1 AND label = ?2"))?
                .query_row(params![product.id.raw(), label], field)
                .optional()?;
            let said = |key| {
                Message::new(key)
                    .text("label", label.as_str())
                    .text("product", product.code.as_str())
            };
            if edit.archived {
                let ended = connection
                    .prepare_cached(
                        "UPDATE fields SET archived_at = ?3
                         WHERE product_id = ?1 AND label = ?2 AND archived_at IS NULL",
                    )?
                    .execute(params![product.id.raw(), label, now.unix()])?;
                if ended == 0 {
                    let known = of_product(connection, product.id)?;
                    let known = known.iter().map(|field| field.label.as_str());
                    return Err(Refusal::unknown(Noun::CustomField, &label, known).into());
                }
                return Ok(((), said("did-end-field")));
            }
            let kept = kept.unwrap_or(Field {
                id: FieldId::new(0),
                label: label.clone(),
                required: false,
                digits: false,
                least: None,
                most: None,
                price: Rupiah::ZERO,
            });
            let (least, most) = edit.length.unwrap_or((kept.least, kept.most));
            for bound in [least, most].into_iter().flatten() {
                if !(1..=MOST_LENGTH).contains(&bound)
                    || least.is_some_and(|least| least > most.unwrap_or(MOST_LENGTH))
                {
                    return Err(Refusal::OutOfRange {
                        field: "field-length",
                        least: least.unwrap_or(1).clamp(1, MOST_LENGTH),
                        most: MOST_LENGTH,
                    }
                    .into());
                }
            }
            write(
                connection,
                product.id,
                &Field {
                    id: kept.id,
                    label: label.clone(),
                    required: edit.required.unwrap_or(kept.required),
                    digits: edit.digits.unwrap_or(kept.digits),
                    least,
                    most,
                    price: price_of(edit.price.unwrap_or(kept.price))?,
                },
            )?;
            Ok(((), said("did-set-field")))
        })
    }

    /// The custom fields a product asks for, in the order they were added.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn fields(&self, product: ProductId) -> Result<Vec<Field>> {
        of_product(&self.connection, product)
    }
}

const FIELD: &str =
    "SELECT id, label, required, digits, least_length, most_length, price FROM fields";

fn field(row: &Row<'_>) -> rusqlite::Result<Field> {
    Ok(Field {
        id: FieldId::new(row.get(0)?),
        label: row.get(1)?,
        required: row.get(2)?,
        digits: row.get(3)?,
        least: row.get(4)?,
        most: row.get(5)?,
        price: Rupiah::new(row.get(6)?),
    })
}

/// The custom fields a product asks for.
pub(super) fn of_product(connection: &Connection, product: ProductId) -> Result<Vec<Field>> {
    let mut select = connection.prepare_cached(&format!(
        "{FIELD} WHERE product_id = ?1 AND archived_at IS NULL ORDER BY id"
    ))?;
    let rows = select.query_map([product.raw()], field)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes a field; one without an identity is new.
fn write(connection: &Connection, product: ProductId, field: &Field) -> Result<()> {
    let (required, digits, price) = (field.required, field.digits, field.price.raw());
    if field.id.raw() == 0 {
        connection
            .prepare_cached(
                "INSERT INTO fields (product_id, label, required, digits, least_length, most_length, price)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                product.raw(),
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
                field.id.raw(),
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
