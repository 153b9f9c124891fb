//! Imports a price list as one deed (rule 56): adds missing products and variants, and updates the
//! others. Importing the same list again changes nothing.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::catalog::{
    add_product, add_variant, find_product, free_code, variant_by_code, variant_by_id,
};
use super::rows::goods_named::taught;
use super::rows::number;
use super::rows::{package, text};
use crate::domain::catalog::{Variant, full_name};
use crate::domain::code::Code;
use crate::domain::draft::PriceListRow;
use crate::domain::id::{ProductId, SupplierId, VariantId};
use crate::domain::message::Message;
use crate::domain::package::PackageDraft;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// The result of importing a price list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoodsImported {
    /// Codes of variants that are new.
    pub added: Vec<String>,
    /// Codes of variants that changed.
    pub changed: Vec<String>,
    /// How many variants were in the book already, equal to the list.
    pub same: u64,
}

impl Book {
    /// Imports a price list: all of it, or nothing.
    ///
    /// # Errors
    /// A new product without a price, a package with an unknown component, or a value out of its
    /// bounds.
    pub fn import_goods(
        &mut self,
        goods: &[PriceListRow],
        now: Moment,
    ) -> Result<Done<GoodsImported>> {
        self.transaction(now, |deed| {
            let made = import_rows(deed, goods)?;
            let touched = made.added.len() + made.changed.len();
            let message = Message::new("did-import-goods").count("goods", touched);
            Ok((made, message))
        })
    }

    /// Runs [`Self::import_goods`] and rolls it back, so that every refusal shows.
    ///
    /// # Errors
    /// As [`Self::import_goods`].
    pub fn preview_goods(&mut self, goods: &[PriceListRow], now: Moment) -> Result<GoodsImported> {
        self.dry_run(now, |deed| import_rows(deed, goods))
    }
}

fn import_rows(deed: &Deed<'_>, goods: &[PriceListRow]) -> Result<GoodsImported> {
    let mut made = GoodsImported::default();
    let mut listed = Vec::with_capacity(goods.len());
    let mut met: HashMap<VariantId, &PriceListRow> = HashMap::new();
    for good in goods {
        let (variant, new) = match find(deed.connection(), good)? {
            Some(variant) => (variant, false),
            None => (add(deed, good, &met)?, true),
        };
        // A repeated equal row is skipped; two different rows of one variant are refused.
        match met.insert(variant.id, good) {
            Some(first) if differ(first, good) => return Err(contradiction(first, good).into()),
            Some(_) => continue,
            None => {}
        }
        let changed = update_variant(deed, &variant, good)?;
        listed.push((good, variant, new, changed));
    }
    // Packages are filled last: a list may have a package above its components.
    for (good, variant, new, mut changed) in listed {
        changed |=
            fill(deed, &variant, good).map_err(|error| error.at_row(good.row, &good.product))?;
        let code = variant.code.to_string();
        if new {
            made.added.push(code);
        } else if changed {
            made.changed.push(code);
        } else {
            made.same += 1;
        }
    }
    Ok(made)
}

/// Whether two rows of one variant differ in more than row and code.
fn differ(good: &PriceListRow, other: &PriceListRow) -> bool {
    let said = |good: &PriceListRow| PriceListRow {
        row: 0,
        code: None,
        ..good.clone()
    };
    said(good) != said(other)
}

/// The refusal of a list with two different rows of one variant.
fn contradiction(first: &PriceListRow, good: &PriceListRow) -> Refusal {
    let name = match &good.code {
        Some(code) => code.to_string(),
        None => full_name(&good.product, &good.variant),
    };
    let problem = Message::new("import-twice")
        .text("product", name)
        .text("first", first.row.to_string())
        .text("row", good.row.to_string());
    Refusal::field("field-code", problem)
}

/// Finds the variant of a row by its code, else by its names.
fn find(connection: &Connection, good: &PriceListRow) -> Result<Option<Variant>> {
    if let Some(code) = &good.code {
        return variant_by_code(connection, code);
    }
    match by_name(connection, &good.product, &good.variant)? {
        None if good.variant.is_empty() => taught(connection, &good.product),
        found => Ok(found),
    }
}

fn by_name(connection: &Connection, product: &str, variant: &str) -> Result<Option<Variant>> {
    let found: Option<VariantId> = connection
        .prepare_cached(
            "SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
             WHERE p.name = ?1 COLLATE NOCASE AND v.name = ?2 COLLATE NOCASE
             ORDER BY p.archived_at IS NOT NULL OR v.archived_at IS NOT NULL, v.id LIMIT 1",
        )?
        .query_row([product, variant], |row| row.get(0))
        .optional()?;
    found.map(|id| variant_by_id(connection, id)).transpose()
}

/// Adds the variant of a row, and its product when that is missing too; `met` has the variants of
/// the rows above.
fn add(
    deed: &Deed<'_>,
    good: &PriceListRow,
    met: &HashMap<VariantId, &PriceListRow>,
) -> Result<Variant> {
    let connection = deed.connection();
    let Some(price) = good.price else {
        let problem = Message::new("import-no-price")
            .text("row", good.row.to_string())
            .text("product", full_name(&good.product, &good.variant));
        return Err(Refusal::field("field-price", problem).into());
    };
    let cost = good.cost.unwrap_or_default();
    let variant_name = text::line("field-variant", &good.variant)?;
    let known: Option<(ProductId, String)> = connection
        .prepare_cached(
            "SELECT id, code FROM products WHERE name = ?1 COLLATE NOCASE
             ORDER BY archived_at IS NOT NULL, id LIMIT 1",
        )?
        .query_row([&good.product], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let known = match (known, &good.code) {
        (Some(known), _) if !variant_name.is_empty() => Some(known),
        (_, Some(code)) if variant_name.is_empty() => {
            find_product(connection, code)?.map(|product| (product.id, product.code.to_string()))
        }
        _ => None,
    };
    let (product, product_code) = match known {
        Some(known) => known,
        None => {
            let code = match &good.code {
                Some(code) if variant_name.is_empty() => code.clone(),
                _ => free_code(connection, "products", &good.product)?,
            };
            let id = add_product(deed, &code, &good.product, (price, cost), None)?;
            (id, code.to_string())
        }
    };
    if !variant_name.is_empty() {
        drop_bare(connection, product, met)?;
    }
    let code = match &good.code {
        Some(code) => code.clone(),
        None if variant_name.is_empty() => free_code(connection, "variants", &product_code)?,
        None => free_code(
            connection,
            "variants",
            &format!("{product_code}-{variant_name}"),
        )?,
    };
    let id = add_variant(deed, product, &code, &variant_name, price, cost)?;
    variant_by_id(connection, id)
}

/// A product that gets variants is no longer its own, unless it was sold as such or the list has it
/// beside them.
fn drop_bare(
    connection: &Connection,
    product: ProductId,
    met: &HashMap<VariantId, &PriceListRow>,
) -> Result<()> {
    let bare: Option<VariantId> = connection
        .prepare_cached(
            "SELECT id FROM variants WHERE product_id = ?1 AND name = ''
             AND id NOT IN (SELECT variant_id FROM offers) AND id NOT IN (SELECT variant_id FROM components)
             AND id NOT IN (SELECT variant_id FROM prices) AND id NOT IN (SELECT package_id FROM components)
             AND id NOT IN (SELECT package_id FROM choices)",
        )?
        .query_row([product], |row| row.get(0))
        .optional()?;
    if let Some(bare) = bare.filter(|bare| !met.contains_key(bare)) {
        connection
            .prepare_cached("DELETE FROM variants WHERE id = ?1")?
            .execute([bare])?;
    }
    Ok(())
}

/// Updates a variant to its row of the list. Returns whether anything changed.
fn update_variant(deed: &Deed<'_>, variant: &Variant, good: &PriceListRow) -> Result<bool> {
    let connection = deed.connection();
    let price = good.price.map(number::price).transpose()?;
    let cost = good.cost.map(number::price).transpose()?;
    let mut changed = connection
        .prepare_cached(
            "UPDATE variants SET price = coalesce(?2, price), cost = coalesce(?3, cost),
                least_order = coalesce(?4, least_order), multiple = coalesce(?5, multiple), archived_at = NULL
             WHERE id = ?1 AND (price IS NOT coalesce(?2, price) OR cost IS NOT coalesce(?3, cost)
                OR least_order IS NOT coalesce(?4, least_order) OR multiple IS NOT coalesce(?5, multiple)
                OR archived_at IS NOT NULL)",
        )?
        .execute(params![variant.id, price, cost, good.least, good.multiple])?;
    let name = text::name("field-name", &good.product)?;
    let supplier = match &good.supplier {
        Some(name) => Some(supplier(connection, name)?),
        None => None,
    };
    // The row's product name belongs to the product, and so do prices when it has only this
    // variant.
    let own = variant.name.is_empty();
    changed += connection
        .prepare_cached(
            "UPDATE products SET name = ?2, supplier_id = coalesce(?3, supplier_id), archived_at = NULL,
                price = coalesce(?4, price), cost = coalesce(?5, cost)
             WHERE id = ?1 AND (name IS NOT ?2 OR supplier_id IS NOT coalesce(?3, supplier_id)
                OR price IS NOT coalesce(?4, price) OR cost IS NOT coalesce(?5, cost) OR archived_at IS NOT NULL)",
        )?
        .execute(params![
            variant.product,
            name,
            supplier,
            price.filter(|_| own),
            cost.filter(|_| own)
        ])?;
    for (level, from, price) in &good.further {
        let row = params![variant.id, level, from, number::price(*price)?];
        let known = connection
            .prepare_cached(
                "SELECT 1 FROM prices WHERE variant_id = ?1 AND level = ?2 AND from_qty = ?3",
            )?
            .exists(params![variant.id, level, from])?;
        changed += connection
            .prepare_cached(if known {
                "UPDATE prices SET price = ?4, archived_at = NULL
                 WHERE variant_id = ?1 AND level = ?2 AND from_qty = ?3 AND (price <> ?4 OR archived_at IS NOT NULL)"
            } else {
                "INSERT INTO prices (variant_id, level, from_qty, price) VALUES (?1, ?2, ?3, ?4)"
            })?
            .execute(row)?;
    }
    Ok(changed > 0)
}

/// The supplier of this name, added when the book has none.
fn supplier(connection: &Connection, name: &str) -> Result<SupplierId> {
    let name = text::name("field-supplier", name)?;
    let known: Option<SupplierId> = connection
        .prepare_cached("SELECT id FROM suppliers WHERE name = ?1")?
        .query_row([&name], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    connection
        .prepare_cached("INSERT INTO suppliers (name) VALUES (?1)")?
        .execute([&name])?;
    Ok(SupplierId::new(connection.last_insert_rowid()))
}

/// Sets the components of a package. Returns whether they changed.
fn fill(deed: &Deed<'_>, variant: &Variant, good: &PriceListRow) -> Result<bool> {
    if good.contents.is_empty() {
        return Ok(false);
    }
    let connection = deed.connection();
    let mut parts = Vec::with_capacity(good.contents.len());
    for (units, name) in &good.contents {
        parts.push((*units, part(connection, name)?.code.to_string()));
    }
    let kept = package::of(connection, variant.id)?;
    let kept: Vec<(i64, String)> = kept
        .parts
        .iter()
        .map(|part| (part.qty, part.code.clone()))
        .collect();
    if kept == parts {
        return Ok(false);
    }
    let draft = PackageDraft {
        parts,
        choices: Vec::new(),
    };
    package::set(deed, &variant.code, &draft)?;
    Ok(true)
}

/// Finds the variant a package's component names: by code, product, product with variant, or alias.
fn part(connection: &Connection, name: &str) -> Result<Variant> {
    if let Ok(code) = Code::read(name)
        && let Some(variant) = variant_by_code(connection, &code)?
    {
        return Ok(variant);
    }
    let found: Option<VariantId> = connection
        .prepare_cached(
            "SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
             WHERE v.archived_at IS NULL AND trim(p.name || ' ' || v.name) = ?1 COLLATE NOCASE
             ORDER BY p.archived_at IS NOT NULL, v.id LIMIT 1",
        )?
        .query_row([name], |row| row.get(0))
        .optional()?;
    let variant = match found {
        Some(id) => Some(variant_by_id(connection, id)?),
        None => taught(connection, name)?,
    };
    variant.ok_or_else(|| Refusal::unknown(Noun::Variant, name, std::iter::empty()).into())
}
