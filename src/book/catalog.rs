//! Products and their variants.

use rusqlite::params;

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::catalog::{
    self, PRODUCT, VARIANT, add_product, add_variant, product_by_code, product_by_id, variant_by_id,
};
use super::rows::goods_named::known_variant;
use super::rows::{number, text};
use crate::domain::catalog::{Product, Variant};
use crate::domain::code::Code;
use crate::domain::id::{ProductId, SupplierId, VariantId};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;

/// A product to add, with one variant of the same code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProduct {
    /// Code, unique among products and variants.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Usual price of one unit, in rupiah.
    pub price: Rupiah,
    /// Usual cost of one unit, in rupiah.
    pub cost: Rupiah,
    /// Who makes it.
    pub supplier: Option<SupplierId>,
    /// Variants added with it: (suffix, name). Without any, the product gets one variant with its
    /// own code.
    pub variants: Vec<(Code, String)>,
}

/// A variant to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVariant {
    /// The product's code.
    pub product: Code,
    /// The part of its code after the product's code and a dash.
    pub suffix: Code,
    /// Name; ` / ` parts two option axes (`M / Hitam`).
    pub name: String,
    /// Usual price in rupiah; the product's when absent.
    pub price: Option<Rupiah>,
    /// Usual cost in rupiah; the product's when absent.
    pub cost: Option<Rupiah>,
    /// Whether it is handled with care (rule 100).
    pub fragile: bool,
}

/// Changes to a product; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductChange {
    /// Name.
    pub name: Option<String>,
    /// Price of all its variants, in rupiah.
    pub price: Option<Rupiah>,
    /// Cost of all its variants, in rupiah.
    pub cost: Option<Rupiah>,
    /// Who makes it.
    pub supplier: Option<SupplierChange>,
    /// Fewest units of each variant in one order, as of [`VariantChange`].
    pub least: Option<Option<i64>>,
    /// Units of one step of each variant, as of [`VariantChange`].
    pub multiple: Option<Option<i64>>,
    /// Weight of one unit of each variant.
    pub weight: Option<Grams>,
    /// Whether its variants are sold by weight.
    pub by_weight: Option<bool>,
    /// Whether its variants are handled with care (rule 100).
    pub fragile: Option<bool>,
    /// Whether the customer approves the design of what is customised (rule 79).
    pub needs_approval: Option<bool>,
    /// Archive it, or take it back into use.
    pub archived: Option<bool>,
}

/// A product's new supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupplierChange {
    /// The shop itself.
    Own,
    /// A supplier.
    By(SupplierId),
}

/// Changes to a variant; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VariantChange {
    /// Name.
    pub name: Option<String>,
    /// Usual price in rupiah.
    pub price: Option<Rupiah>,
    /// Usual cost in rupiah.
    pub cost: Option<Rupiah>,
    /// Fewest units in one order, from 2 (rule 66); the inner `None` for any number.
    pub least: Option<Option<i64>>,
    /// Units of one step, from 2 (rule 66); the inner `None` for any number.
    pub multiple: Option<Option<i64>>,
    /// Weight of one unit, from a gram; the estimate where it is sold by weight (rule 94).
    pub weight: Option<Grams>,
    /// Whether it is sold by weight: price and cost are for a kilogram (rule 94). Needs a weight.
    pub by_weight: Option<bool>,
    /// Whether it is handled with care (rule 100).
    pub fragile: Option<bool>,
    /// Archive it, or take it back into use.
    pub archived: Option<bool>,
}

impl Book {
    /// Adds a product.
    ///
    /// # Errors
    /// A taken code, a missing name, or an amount out of bounds.
    pub fn add_product(&mut self, new: &NewProduct, now: Moment) -> Result<Done<ProductId>> {
        self.transaction(now, |deed| {
            let usual = (new.price, new.cost);
            let id = add_product(deed, &new.code, &new.name, usual, new.supplier)?;
            if new.variants.is_empty() {
                add_variant(deed, id, &new.code, "", new.price, new.cost)?;
            }
            for (suffix, name) in &new.variants {
                let name = text::name("field-variant", name)?;
                add_variant(
                    deed,
                    id,
                    &joined(&new.code, suffix)?,
                    &name,
                    new.price,
                    new.cost,
                )?;
            }
            let message = Message::new("did-add-product")
                .text("code", new.code.as_str())
                .text("name", new.name.trim());
            Ok((id, message))
        })
    }

    /// Adds a variant to a product. Deletes the product's unnamed variant when it was never used.
    ///
    /// # Errors
    /// An unknown product, a taken code, a missing name, or an amount out of bounds.
    pub fn add_variant(&mut self, new: &NewVariant, now: Moment) -> Result<Done<Variant>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let product = product_by_code(connection, &new.product)?;
            let price = new.price.unwrap_or(product.price);
            let cost = new.cost.unwrap_or(product.cost);
            let name = text::name("field-variant", &new.name)?;
            if let Some(bare) = product
                .variants
                .iter()
                .find(|variant| variant.name.is_empty())
            {
                let used = connection
                    .prepare_cached("SELECT 1 FROM offers WHERE variant_id = ?1")?
                    .exists([bare.id])?;
                if !used {
                    connection
                        .prepare_cached("DELETE FROM prices WHERE variant_id = ?1")?
                        .execute([bare.id])?;
                    connection
                        .prepare_cached("DELETE FROM variants WHERE id = ?1")?
                        .execute([bare.id])?;
                }
            }
            let code = joined(&product.code, &new.suffix)?;
            let id = add_variant(deed, product.id, &code, &name, price, cost)?;
            if new.fragile {
                let careful = VariantChange {
                    fragile: Some(true),
                    ..VariantChange::default()
                };
                change_variant(deed, &variant_by_id(connection, id)?, &careful)?;
            }
            let message = Message::new("did-add-variant")
                .text("code", code.as_str())
                .text(
                    "name",
                    crate::domain::catalog::full_name(&product.name, &name),
                );
            Ok((variant_by_id(connection, id)?, message))
        })
    }

    /// Changes a product.
    ///
    /// # Errors
    /// A missing name, or an amount out of bounds.
    pub fn edit_product(
        &mut self,
        id: ProductId,
        change: &ProductChange,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let product = product_by_id(connection, id)?;
            let name = match &change.name {
                Some(name) => text::name("field-name", name)?,
                None => product.name.clone(),
            };
            let supplier = match change.supplier {
                Some(SupplierChange::Own) => None,
                Some(SupplierChange::By(supplier)) => Some(supplier),
                None => product.supplier,
            };
            let archived = change.archived.unwrap_or(product.archived);
            let price = number::price(change.price.unwrap_or(product.price))?;
            let cost = number::price(change.cost.unwrap_or(product.cost))?;
            let needs_approval = change.needs_approval.unwrap_or(product.needs_approval);
            if (&name, supplier, price, cost, archived)
                != (&product.name, product.supplier, product.price, product.cost, product.archived)
                || needs_approval != product.needs_approval
            {
                connection
                    .prepare_cached(
                        "UPDATE products SET name = ?2, supplier_id = ?3, price = ?6, cost = ?7,
                         needs_approval = ?8, archived_at = CASE WHEN ?4 THEN coalesce(archived_at, ?5) END WHERE id = ?1",
                    )?
                    .execute(params![
                        id,
                        name,
                        supplier,
                        archived,
                        now,
                        price,
                        cost,
                        needs_approval
                    ])?;
            }
            let both = VariantChange {
                price: change.price,
                cost: change.cost,
                least: change.least,
                multiple: change.multiple,
                weight: change.weight,
                by_weight: change.by_weight,
                fragile: change.fragile,
                ..VariantChange::default()
            };
            for variant in &product.variants {
                change_variant(deed, variant, &both)?;
            }
            let key = match change.archived {
                Some(true) if !product.archived => "did-archive-product",
                _ => "did-edit-product",
            };
            let message = Message::new(key).text("code", product.code.as_str()).text("name", name);
            Ok(((), message))
        })
    }

    /// Changes a variant.
    ///
    /// # Errors
    /// An amount out of bounds.
    pub fn edit_variant(
        &mut self,
        id: VariantId,
        change: &VariantChange,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let variant = variant_by_id(deed.connection(), id)?;
            change_variant(deed, &variant, change)?;
            if variant.name.is_empty() {
                // A product with a single unnamed variant has one price, which changes for both.
                deed.connection()
                    .prepare_cached(
                        "UPDATE products SET price = coalesce(?2, price), cost = coalesce(?3, cost) WHERE id = ?1",
                    )?
                    .execute(params![
                        variant.product,
                        change.price,
                        change.cost
                    ])?;
            }
            let message = Message::new("did-edit-variant").text("code", variant.code.as_str());
            Ok(((), message))
        })
    }

    /// All products with their variants by name, archived ones last.
    pub fn products(&self) -> Result<Vec<Product>> {
        let reading = self.reading()?;
        let mut products = reading
            .prepare_cached(&format!(
                "{PRODUCT} ORDER BY p.archived_at IS NOT NULL, p.name, p.id"
            ))?
            .query_map([], catalog::product)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let places: std::collections::HashMap<_, _> = products
            .iter()
            .enumerate()
            .map(|(place, product)| (product.id, place))
            .collect();
        let mut select = reading.prepare_cached(&format!("{VARIANT} ORDER BY product_id, id"))?;
        for found in select.query_map([], catalog::variant)? {
            let found = found?;
            if let Some(place) = places.get(&found.product) {
                products[*place].variants.push(found);
            }
        }
        Ok(products)
    }

    /// The product of this code.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn product(&self, code: &Code) -> Result<Product> {
        product_by_code(&*self.reading()?, code)
    }

    /// The variant with this code, full name or alias.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn variant(&self, code: &Code) -> Result<Variant> {
        known_variant(&*self.reading()?, code)
    }
}

fn change_variant(deed: &Deed<'_>, variant: &Variant, change: &VariantChange) -> Result<()> {
    let name = match &change.name {
        Some(name) if variant.name.is_empty() => text::line("field-variant", name)?,
        Some(name) => text::name("field-variant", name)?,
        None => variant.name.clone(),
    };
    let price = number::price(change.price.unwrap_or(variant.price))?;
    let cost = number::price(change.cost.unwrap_or(variant.cost))?;
    let archived = change.archived.unwrap_or(variant.archived);
    let least = number("field-least-order", change.least, variant.least)?;
    let multiple = number("field-multiple", change.multiple, variant.multiple)?;
    let weight = change.weight.or(variant.weight);
    let by_weight = change.by_weight.unwrap_or(variant.by_weight);
    let fragile = change.fragile.unwrap_or(variant.fragile);
    match weight {
        Some(weight) if weight.raw() < 1 => {
            let field = "field-weight";
            return Err(Refusal::NotPositive { field }.into());
        }
        None if by_weight => {
            let field = "field-weight";
            return Err(Refusal::Missing { field }.into());
        }
        _ => {}
    }
    let kept = (&variant.name, variant.price, variant.cost, variant.archived);
    if (&name, price, cost, archived) == kept
        && (least, multiple) == (variant.least, variant.multiple)
        && (weight, by_weight, fragile) == (variant.weight, variant.by_weight, variant.fragile)
    {
        return Ok(());
    }
    deed.connection()
        .prepare_cached(
            "UPDATE variants SET name = ?2, price = ?3, cost = ?4, least_order = ?7, multiple = ?8, grams = ?9, by_weight = ?10, fragile = ?11,
             archived_at = CASE WHEN ?5 THEN coalesce(archived_at, ?6) END WHERE id = ?1",
        )?
        .execute(params![
            variant.id, name, price, cost, archived, deed.now, least, multiple, weight, by_weight, fragile
        ])?;
    Ok(())
}

/// Checks a number of units in one order, 2–1.000.000; 1 means no limit.
fn number(
    field: &'static str,
    change: Option<Option<i64>>,
    kept: Option<i64>,
) -> Result<Option<i64>> {
    let number = change.unwrap_or(kept).filter(|number| *number != 1);
    if number.is_some_and(|number| !(2..=MAX_QTY).contains(&number)) {
        return Err(Refusal::OutOfRange {
            field,
            least: 1,
            most: MAX_QTY,
        }
        .into());
    }
    Ok(number)
}

fn joined(product: &Code, suffix: &Code) -> Result<Code> {
    Ok(Code::read(&format!("{product}-{suffix}"))?)
}
