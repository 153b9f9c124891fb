//! The goods a line of a table means: found by code or name, or made where the book lacks them.

use std::borrow::Cow;
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension};

use super::super::catalog::{
    add_product, add_variant, find_product, variant_by_code, variant_by_id,
};
use super::super::error::Result;
use super::super::period::{self, OfferChange, OfferRow};
use super::super::text;
use super::Import;
use crate::domain::catalog::{Variant, full_name};
use crate::domain::code::Code;
use crate::domain::draft::LineDraft;
use crate::domain::item;
use crate::domain::money::Rupiah;
use crate::domain::text::fold;

impl Import<'_> {
    /// The offer a line means; its product and the offer are made when the book lacks them.
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
        let offer = match period::find_offer(connection, self.period.id, variant.id)? {
            Some(offer) => offer,
            None => {
                let change = OfferChange {
                    price: line.unit_price,
                    ..OfferChange::default()
                };
                let id = period::set_offer(self.deed, self.period.id, &variant, &change)?;
                period::offer_by_id(connection, id)?
            }
        };
        let offer = Rc::new(offer);
        self.offers.insert(key, Rc::clone(&offer));
        Ok(offer)
    }

    /// Makes the variant of a line, and its product when the book has none of that code or name.
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
                    Some(code) => find_product(connection, &Code::kept(code))?,
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

/// What lines of the same goods have in common.
pub(super) fn key(line: &LineDraft) -> String {
    match &line.code {
        Some(code) => code.as_str().to_ascii_uppercase(),
        // No code has a line break.
        None => {
            let variant = line.variant.as_deref().unwrap_or_default();
            format!("{}\n{}", fold(&line.product), fold(variant))
        }
    }
}

/// The variant a line means, where the book has it.
pub(super) fn variant_of(connection: &Connection, line: &LineDraft) -> Result<Option<Variant>> {
    match &line.code {
        Some(code) => variant_by_code(connection, code),
        None => by_name(
            connection,
            &line.product,
            line.variant.as_deref().unwrap_or_default(),
        ),
    }
}

/// The variant of a product that goes by these names; without a variant's name, also the one
/// whose whole name or code this is, so that what is in the book is not made once more. What was
/// archived gives way to what is in use (rule 55).
fn by_name(connection: &Connection, product: &str, variant: &str) -> Result<Option<Variant>> {
    let found: Option<String> = connection
        .prepare_cached(
            "SELECT v.code FROM variants v JOIN products p ON p.id = v.product_id
             WHERE p.name = ?1 COLLATE NOCASE AND v.name = ?2 COLLATE NOCASE
                OR ?2 = '' AND (v.code = ?1 OR p.name || ' ' || v.name = ?1 COLLATE NOCASE)
             ORDER BY p.archived_at IS NOT NULL OR v.archived_at IS NOT NULL, p.name = ?1 COLLATE NOCASE DESC, v.id
             LIMIT 1",
        )?
        .query_row([product, variant], |row| row.get(0))
        .optional()?;
    match found {
        Some(code) => variant_by_code(connection, &Code::kept(code)),
        None => Ok(None),
    }
}

/// A line, and what was chosen for the package it names: `HAMP[NAS-KEJU+LDK]` (rule 65).
pub(super) fn with_choice<'a>(
    connection: &Connection,
    line: &'a LineDraft,
) -> Result<(Cow<'a, LineDraft>, String)> {
    if let Some(code) = &line.code
        && let (bare, Some(typed)) = item::with_choice(code.as_str())
        && variant_by_code(connection, code)?.is_none()
    {
        let line = LineDraft {
            code: Some(Code::read(bare)?),
            ..line.clone()
        };
        return Ok((Cow::Owned(line), typed.to_owned()));
    }
    Ok((Cow::Borrowed(line), String::new()))
}

/// A code made from a name (`Nastar Keju` → `NASTAR-KEJU`) that nothing in `table` has yet.
pub(in crate::book) fn free_code(
    connection: &Connection,
    table: &'static str,
    name: &str,
) -> Result<Code> {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // Room for a number behind it.
    let stem: String = words
        .join("-")
        .to_uppercase()
        .chars()
        .take(Code::MAX - 6)
        .collect();
    let stem = if stem.is_empty() { "X" } else { &stem };
    let mut taken = connection.prepare_cached(&format!("SELECT 1 FROM {table} WHERE code = ?1"))?;
    let mut code = Code::read(stem)?;
    let mut number = 1;
    while taken.exists([code.as_str()])? {
        number += 1;
        code = Code::read(&format!("{stem}-{number}"))?;
    }
    Ok(code)
}
