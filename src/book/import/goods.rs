//! Finds the goods of a table's line by code or name, and adds them when the book lacks them.

use std::rc::Rc;

use rusqlite::OptionalExtension;

use super::run::Import;
use crate::book::keeper::error::Result;
use crate::book::rows::catalog::{
    add_product, add_variant, find_product, free_code, variant_by_id,
};
use crate::book::rows::goods_named::{key, variant_of};
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::text;
use crate::book::steps;
use crate::book::steps::offer::OfferChange;
use crate::domain::catalog::{Variant, full_name};
use crate::domain::code::Code;
use crate::domain::draft::LineDraft;
use crate::domain::money::Rupiah;

impl Import<'_> {
    /// Returns the offer of a line; adds the offer and its product when the book lacks them.
    pub(super) fn offer(&mut self, line: &LineDraft) -> Result<Rc<OfferRow>> {
        let key = key(line);
        if let Some(offer) = self.offers.get(&key) {
            return Ok(Rc::clone(offer));
        }
        let connection = self.deed.connection();
        let variant = match variant_of(connection, line)? {
            Some(variant) => variant,
            None => self.add_variant(line)?,
        };
        let offer = match offer::find_offer(connection, self.period.id, variant.id)? {
            Some(offer) => offer,
            None => {
                let change = OfferChange {
                    price: line.unit_price,
                    ..OfferChange::default()
                };
                let id = steps::offer::set_offer(self.deed, self.period.id, &variant, &change)?;
                offer::offer_by_id(connection, id)?
            }
        };
        let offer = Rc::new(offer);
        self.offers.insert(key, Rc::clone(&offer));
        Ok(offer)
    }

    /// Adds the variant of a line, and its product when the book has none with that code or name.
    fn add_variant(&mut self, line: &LineDraft) -> Result<Variant> {
        let connection = self.deed.connection();
        let variant_name = line.variant.as_deref().unwrap_or_default();
        if line.unit_price.is_none() {
            let name = full_name(&line.product, variant_name);
            self.made.unpriced.push(name);
        }
        let price = line.unit_price.unwrap_or_default();
        let product = match &line.code {
            Some(code) if variant_name.is_empty() => find_product(connection, code)?,
            _ => {
                let found: Option<String> = connection
                    .prepare_cached(
                        "SELECT code FROM products WHERE name = ?1 COLLATE NOCASE
                         ORDER BY archived_at IS NOT NULL, id LIMIT 1",
                    )?
                    .query_row([&line.product], |row| row.get(0))
                    .optional()?;
                match found {
                    Some(code) => find_product(connection, &Code::from_stored(code))?,
                    None => None,
                }
            }
        };
        let (product, product_code) = match product {
            Some(product) => (product.id, product.code),
            None => {
                self.made.products += 1;
                let code = match &line.code {
                    Some(code) if variant_name.is_empty() => code.clone(),
                    _ => free_code(connection, "products", &line.product)?,
                };
                let usual = (price, Rupiah::ZERO);
                let id = add_product(self.deed, &code, &line.product, usual, None)?;
                (id, code)
            }
        };
        let code = match &line.code {
            Some(code) => code.clone(),
            None if variant_name.is_empty() => {
                free_code(connection, "variants", product_code.as_str())?
            }
            None => free_code(
                connection,
                "variants",
                &format!("{product_code}-{variant_name}"),
            )?,
        };
        let name = text::line("field-variant", variant_name)?;
        let id = add_variant(self.deed, product, &code, &name, price, Rupiah::ZERO)?;
        variant_by_id(connection, id)
    }
}
