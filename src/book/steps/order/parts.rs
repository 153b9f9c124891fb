//! The lines of what is in a package: they hang on the package's line, cost nothing by themselves,
//! and are as many as it says (rules 21, 65). What was sold stays as it was sold.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::{number, package};
use crate::domain::id::{OfferId, OrderId, PeriodId};
use crate::domain::quota::InPackage;

/// What one package holds of an offer.
#[derive(Debug, Clone)]
pub(in crate::book) struct Part {
    pub(in crate::book) offer: OfferId,
    product: String,
    variant: String,
    /// Units in one package.
    pub(in crate::book) each: i64,
}

/// What a package holds that is ordered now.
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

/// What a package held when it was sold: its line has `qty` of it.
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

/// What a package held when it was sold, in another period: what is not on sale there by itself
/// counts its units all the same.
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

/// Writes what is in the packages of a new line.
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

/// Changes the number of what is in the packages of a line along with the line's.
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

/// Deletes what is in the packages of a line.
pub(in crate::book) fn delete_parts(deed: &Deed<'_>, line: i64) -> Result<()> {
    deed.connection()
        .prepare_cached("DELETE FROM lines WHERE part_of = ?1")?
        .execute([line])?;
    Ok(())
}

/// Units of each offer that an order has in packages.
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
