//! The lines of a package's components. They belong to the package's line, cost nothing by
//! themselves, and their units follow its units (rules 21, 65). Components stay as they were when
//! sold.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::{number, package};
use crate::domain::id::{OfferId, OrderId, PeriodId};
use crate::domain::quota::InPackage;

/// A component: the units of an offer in one package.
#[derive(Debug, Clone)]
pub(in crate::book) struct Part {
    pub(in crate::book) offer: OfferId,
    product: String,
    variant: String,
    /// Units in one package.
    pub(in crate::book) each: i64,
}

/// The components of a package ordered now.
pub(in crate::book) fn parts_of(
    connection: &Connection,
    offer: &OfferRow,
    chosen: &str,
) -> Result<Vec<Part>> {
    let contents = package::contents(connection, offer, chosen)?;
    Ok(contents
        .into_iter()
        .map(|(part, each)| Part {
            offer: part.id,
            product: part.product,
            variant: part.variant,
            each,
        })
        .collect())
}

/// The components of a sold package, whose line has `qty` units.
pub(in crate::book) fn parts_sold(
    connection: &Connection,
    line: i64,
    qty: i64,
) -> Result<Vec<Part>> {
    let mut select = connection.prepare_cached(
        "SELECT offer_id, product, variant, qty / ?2 FROM lines WHERE part_of = ?1 ORDER BY id",
    )?;
    let rows = select.query_map([line, qty], |row| {
        Ok(Part {
            offer: row.get(0)?,
            product: row.get(1)?,
            variant: row.get(2)?,
            each: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The components of a sold package with their offers in another period. Components not on sale
/// there by themselves get a withdrawn offer that counts their units.
pub(in crate::book) fn parts_there(
    deed: &Deed<'_>,
    period: PeriodId,
    parts: Vec<Part>,
) -> Result<Vec<Part>> {
    let connection = deed.connection();
    let there = |part: Part| {
        let variant = offer::offer_by_id(connection, part.offer)?.variant_id;
        let offer = package::offer_part(deed, period, variant)?;
        Ok(Part { offer, ..part })
    };
    parts.into_iter().map(there).collect()
}

/// Writes the component lines of a new package line.
pub(in crate::book) fn insert_parts(
    deed: &Deed<'_>,
    order: OrderId,
    line: i64,
    qty: i64,
    parts: &[Part],
) -> Result<()> {
    let mut insert = deed.connection().prepare_cached(
        "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
         customization, for_whom, part_of) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, '', '', ?6)",
    )?;
    for part in parts {
        insert.execute(params![
            order,
            part.offer,
            part.product,
            part.variant,
            number::quantity(qty * part.each)?,
            line
        ])?;
    }
    Ok(())
}

/// Changes the units of a package line's components to follow the line's units.
pub(in crate::book) fn change_parts(
    deed: &Deed<'_>,
    line: i64,
    was: i64,
    qty: i64,
    parts: &[Part],
) -> Result<()> {
    for part in parts {
        number::quantity(qty * part.each)?;
    }
    deed.connection()
        .prepare_cached("UPDATE lines SET qty = qty / ?2 * ?3 WHERE part_of = ?1")?
        .execute([line, was, qty])?;
    Ok(())
}

/// Deletes the component lines of a package line.
pub(in crate::book) fn delete_parts(deed: &Deed<'_>, line: i64) -> Result<()> {
    deed.connection()
        .prepare_cached("DELETE FROM lines WHERE part_of = ?1")?
        .execute([line])?;
    Ok(())
}

/// The units of each offer that an order has as components of packages.
pub(in crate::book) fn within(
    connection: &Connection,
    order: OrderId,
) -> Result<HashMap<OfferId, Vec<InPackage>>> {
    let mut select = connection.prepare_cached(
        "SELECT p.offer_id, v.code, p.qty / l.qty, p.qty FROM lines p JOIN lines l ON l.id = p.part_of
         JOIN offers o ON o.id = l.offer_id JOIN variants v ON v.id = o.variant_id
         WHERE p.order_id = ?1 AND p.part_of IS NOT NULL",
    )?;
    let mut rows = select.query([order])?;
    let mut within: HashMap<OfferId, Vec<InPackage>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let more = InPackage {
            package: row.get(1)?,
            each: row.get(2)?,
            units: row.get(3)?,
        };
        InPackage::add(within.entry(row.get(0)?).or_default(), more);
    }
    Ok(within)
}
