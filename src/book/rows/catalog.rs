//! Products and variants: reads, finds and writes their rows.

use rusqlite::{Connection, OptionalExtension, params};

use super::{number, text};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::catalog::{Product, Variant};
use crate::domain::code::Code;
use crate::domain::code_proposal::{self, long_stem};
use crate::domain::id::{ProductId, SupplierId, VariantId};
use crate::domain::money::Rupiah;
use crate::domain::refusal::{Noun, Refusal};

from_row! {
    pub(in crate::book) PRODUCT, product: Product {
        id: "p.id",
        code: "p.code",
        name: "p.name",
        supplier: "p.supplier_id",
        supplier_name: "s.name",
        archived: "p.archived_at IS NOT NULL",
        price: "p.price",
        cost: "p.cost",
        needs_approval: "p.needs_approval",
        ; variants: Vec::new()
    } from "products p LEFT JOIN suppliers s ON s.id = p.supplier_id"
}

from_row! {
    pub(in crate::book) VARIANT, variant: Variant {
        id: "id",
        product: "product_id",
        code: "code",
        name: "name",
        price: "price",
        cost: "cost",
        archived: "archived_at IS NOT NULL",
        least: "least_order",
        multiple: "multiple",
        weight: "grams",
        by_weight: "by_weight",
        fragile: "fragile",
    } from "variants"
}

fn with_variants(connection: &Connection, mut found: Product) -> Result<Product> {
    found.variants = connection
        .prepare_cached(&format!("{VARIANT} WHERE product_id = ?1 ORDER BY id"))?
        .query_map([found.id], variant)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// The product with this id, with its variants.
pub(in crate::book) fn product_by_id(connection: &Connection, id: ProductId) -> Result<Product> {
    let found = connection
        .prepare_cached(&format!("{PRODUCT} WHERE p.id = ?1"))?
        .query_row([id], product)?;
    with_variants(connection, found)
}

/// The product of this code, when there is one.
pub(in crate::book) fn find_product(
    connection: &Connection,
    code: &Code,
) -> Result<Option<Product>> {
    connection
        .prepare_cached(&format!("{PRODUCT} WHERE p.code = ?1"))?
        .query_row([code], product)
        .optional()?
        .map(|found| with_variants(connection, found))
        .transpose()
}

/// The product of this code, with its variants; refused when there is none.
pub(in crate::book) fn product_by_code(connection: &Connection, code: &Code) -> Result<Product> {
    find_product(connection, code)?
        .map_or_else(|| Err(unknown(connection, Noun::Product, code)?.into()), Ok)
}

/// The variant with this id.
pub(in crate::book) fn variant_by_id(connection: &Connection, id: VariantId) -> Result<Variant> {
    Ok(connection
        .prepare_cached(&format!("{VARIANT} WHERE id = ?1"))?
        .query_row([id], variant)?)
}

/// The variant of this code, when there is one.
pub(in crate::book) fn variant_by_code(
    connection: &Connection,
    code: &Code,
) -> Result<Option<Variant>> {
    Ok(connection
        .prepare_cached(&format!("{VARIANT} WHERE code = ?1"))?
        .query_row([code], variant)
        .optional()?)
}

/// The refusal of an unknown code, which names the nearest known one.
pub(in crate::book) fn unknown(
    connection: &Connection,
    noun: Noun,
    code: &Code,
) -> Result<Refusal> {
    let table = match noun {
        Noun::Product => "products",
        Noun::Period => "periods",
        _ => "variants",
    };
    let mut select = connection.prepare_cached(&format!("SELECT code FROM {table}"))?;
    let codes = select
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Refusal::unknown(
        noun,
        code.as_str(),
        codes.iter().map(String::as_str),
    ))
}

/// A code made from a name that nothing in `table` has yet.
pub(in crate::book) fn free_code(
    connection: &Connection,
    table: &'static str,
    name: &str,
) -> Result<Code> {
    let mut taken = connection.prepare_cached(&format!("SELECT 1 FROM {table} WHERE code = ?1"))?;
    code_proposal::free_code(&long_stem(name), |code| Ok(taken.exists([code])?))
}

/// Adds a product without variants; `usual` is the price and cost of one.
pub(in crate::book) fn add_product(
    deed: &Deed<'_>,
    code: &Code,
    name: &str,
    usual: (Rupiah, Rupiah),
    supplier: Option<SupplierId>,
) -> Result<ProductId> {
    let name = text::name("field-name", name)?;
    let taken = deed
        .connection()
        .prepare_cached("SELECT 1 FROM products WHERE code = ?1")?
        .exists([code])?;
    if taken {
        return Err(Refusal::Taken {
            noun: Noun::Product,
            code: code.to_string(),
        }
        .into());
    }
    deed.connection()
        .prepare_cached(
            "INSERT INTO products (code, name, supplier_id, price, cost) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            code,
            name,
            supplier,
            number::price(usual.0)?,
            number::price(usual.1)?
        ])?;
    Ok(ProductId::new(deed.connection().last_insert_rowid()))
}

/// Adds a variant of exactly this code.
pub(in crate::book) fn add_variant(
    deed: &Deed<'_>,
    product: ProductId,
    code: &Code,
    name: &str,
    price: Rupiah,
    cost: Rupiah,
) -> Result<VariantId> {
    let connection = deed.connection();
    if variant_by_code(connection, code)?.is_some() {
        return Err(Refusal::Taken {
            noun: Noun::Variant,
            code: code.to_string(),
        }
        .into());
    }
    connection
        .prepare_cached(
            "INSERT INTO variants (product_id, code, name, price, cost) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            product,
            code,
            name,
            number::price(price)?,
            number::price(cost)?
        ])?;
    Ok(VariantId::new(connection.last_insert_rowid()))
}
