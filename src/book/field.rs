//! Custom fields of products (rule 67).

use rusqlite::{OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::catalog::product_by_code;
use super::rows::field::{self, FIELD, FieldChange, of_product};
use super::rows::{number, text};
use crate::domain::code::Code;
use crate::domain::custom_fields::CustomField;
use crate::domain::id::{CustomFieldId, ProductId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// The highest limit a field can set for the length of its answer, in characters.
const MOST_LENGTH: i64 = 500;

impl Book {
    /// Adds a custom field to a product, or changes the one with that label. Orders already placed
    /// stay as they are (rule 11).
    ///
    /// # Errors
    /// An unknown product, a label with a character that separates fields, one to remove that
    /// doesn't exist, or a value out of its bounds.
    pub fn set_field(
        &mut self,
        product: &Code,
        label: &str,
        edit: &FieldChange,
        now: Moment,
    ) -> Result<Done<()>> {
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
                .query_row(params![product.id, label], field::field)
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
                    .execute(params![product.id, label, now])?;
                if ended == 0 {
                    let known = of_product(connection, product.id)?;
                    let known = known.iter().map(|field| field.label.as_str());
                    return Err(Refusal::unknown(Noun::CustomField, &label, known).into());
                }
                return Ok(((), said("did-end-field")));
            }
            let kept = kept.unwrap_or(CustomField {
                id: CustomFieldId::new(0),
                label: label.clone(),
                required: false,
                digits: false,
                least: None,
                most: None,
                price: Rupiah::ZERO,
            });
            let least = edit.least.unwrap_or(kept.least);
            let most = edit.most.unwrap_or(kept.most);
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
            field::write(
                connection,
                product.id,
                &CustomField {
                    id: kept.id,
                    label: label.clone(),
                    required: edit.required.unwrap_or(kept.required),
                    digits: edit.digits.unwrap_or(kept.digits),
                    least,
                    most,
                    price: number::price(edit.price.unwrap_or(kept.price))?,
                },
            )?;
            Ok(((), said("did-set-field")))
        })
    }

    /// The custom fields a product asks for, in the order they were added.
    pub fn fields(&self, product: ProductId) -> Result<Vec<CustomField>> {
        of_product(&*self.reading()?, product)
    }
}
