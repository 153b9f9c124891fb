//! The ledger of units: where the goods of orders are, and each of their moves (rules 39–47).

use rusqlite::{Connection, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::coded::coded;
use crate::domain::id::{ClaimId, OfferId, OrderId, ParcelId};

coded! {
    /// A place of units, as the ledger stores it.
    pub enum Place {
        /// Where they are made.
        Kitchen = "kitchen",
        /// Made, and promised to nobody by name; of the offer's PO.
        Shelf = "shelf",
        /// Set aside for an order.
        Order = "order",
        /// Packed.
        Parcel = "parcel",
        /// With the customer.
        Customer = "customer",
        /// Anywhere that is not the shop's: lost, given away, found.
        Outside = "outside",
    }
}

/// Units of one thing that go from one place to another.
#[derive(Debug, Clone, Copy)]
pub(in crate::book) struct Move<'a> {
    pub(in crate::book) offer: OfferId,
    /// The customization they were made with; empty for plain ones.
    pub(in crate::book) customization: &'a str,
    /// At least 1.
    pub(in crate::book) qty: i64,
    pub(in crate::book) from: Place,
    pub(in crate::book) to: Place,
    /// The order that has them at one of the ends.
    pub(in crate::book) order: OrderId,
    /// The package they are handed over in.
    pub(in crate::book) package: Option<OfferId>,
    pub(in crate::book) parcel: Option<ParcelId>,
    pub(in crate::book) claim: Option<ClaimId>,
    /// Why they left the shop's hands; empty where they didn't.
    pub(in crate::book) why: &'a str,
}

/// Adds a move to the ledger.
pub(in crate::book) fn record(deed: &Deed<'_>, made: &Move<'_>) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO unit_moves (at, offer_id, customization, qty, src, dst, order_id, package_id,
             parcel_id, claim_id, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            deed.now,
            made.offer,
            made.customization,
            made.qty,
            made.from.code(),
            made.to.code(),
            made.order,
            made.package,
            made.parcel,
            made.claim,
            made.why
        ])?;
    Ok(())
}

/// What an order has of one thing: of a variant with one customization, by itself or within one kind of
/// package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Thing {
    pub(in crate::book) offer: OfferId,
    /// Product and variant as they were sold.
    pub(in crate::book) goods: String,
    pub(in crate::book) customization: String,
    /// The package it is in.
    pub(in crate::book) package: Option<OfferId>,
    pub(in crate::book) ordered: i64,
    pub(in crate::book) packed: i64,
    pub(in crate::book) handed: i64,
}

impl Thing {
    /// Units that are neither packed nor handed over.
    pub(in crate::book) const fn left(&self) -> i64 {
        self.ordered - self.packed - self.handed
    }

    fn is(&self, offer: OfferId, customization: &str, package: Option<OfferId>) -> bool {
        (self.offer, self.customization.as_str(), self.package) == (offer, customization, package)
    }
}

from_row! {
    THING, thing: Thing {
        offer: "l.offer_id",
        goods: "trim(l.product || ' ' || l.variant)",
        customization: "l.customization",
        package: "p.offer_id",
        ordered: "sum(l.qty)",
        ; packed: 0, handed: 0
    } from "lines l LEFT JOIN lines p ON p.id = l.part_of
     WHERE l.order_id = ?1 AND NOT l.is_package
     GROUP BY l.offer_id, l.customization, p.offer_id ORDER BY min(l.id)"
}

/// Everything an order has, in the order of its lines; then what it has no line of any more.
pub(in crate::book) fn things(connection: &Connection, order: OrderId) -> Result<Vec<Thing>> {
    let mut select = connection.prepare_cached(THING)?;
    let mut things = select
        .query_map([order], thing)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut moved = connection.prepare_cached(
        "SELECT u.offer_id, u.customization, u.package_id, sum(u.qty * ((u.dst = 'parcel') - (u.src = 'parcel'))),
            sum(u.qty * ((u.dst = 'customer') - (u.src = 'customer'))), v.code
         FROM unit_moves u JOIN offers f ON f.id = u.offer_id JOIN variants v ON v.id = f.variant_id
         WHERE u.order_id = ?1 GROUP BY 1, 2, 3 ORDER BY min(u.id)",
    )?;
    let mut rows = moved.query([order])?;
    while let Some(row) = rows.next()? {
        let (offer, customization, package): (OfferId, String, Option<OfferId>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let (packed, handed): (i64, i64) = (row.get(3)?, row.get(4)?);
        if (packed, handed) == (0, 0) {
            continue;
        }
        let known = things
            .iter_mut()
            .find(|thing| thing.is(offer, &customization, package));
        match known {
            Some(thing) => (thing.packed, thing.handed) = (packed, handed),
            None => things.push(Thing {
                offer,
                goods: row.get(5)?,
                customization,
                package,
                ordered: 0,
                packed,
                handed,
            }),
        }
    }
    Ok(things)
}

/// Units set aside for an order: offer, customization, units.
pub(in crate::book) fn aside(
    connection: &Connection,
    order: OrderId,
) -> Result<Vec<(OfferId, String, i64)>> {
    let mut select = connection.prepare_cached(
        "SELECT offer, customization, sum(qty) FROM (
            SELECT offer_id AS offer, customization, -qty AS qty FROM unit_moves WHERE order_id = ?1 AND src = 'order'
            UNION ALL
            SELECT coalesce(to_offer_id, offer_id), customization, qty FROM unit_moves
            WHERE order_id = ?1 AND dst = 'order' AND to_order_id IS NULL
            UNION ALL
            SELECT coalesce(to_offer_id, offer_id), customization, qty FROM unit_moves WHERE to_order_id = ?1
         ) GROUP BY 1, 2 HAVING sum(qty) > 0",
    )?;
    let rows = select.query_map([order], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether batches, or goods from elsewhere, were recorded of an offer: then only what is there can be handed
/// over.
pub(in crate::book) fn is_followed(connection: &Connection, offer: OfferId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT made + came > 0 FROM offer_sums WHERE offer_id = ?1")?
        .query_row([offer], |row| row.get(0))?)
}

/// Units that lie in a parcel or were handed over in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct InParcel {
    pub(in crate::book) order: OrderId,
    pub(in crate::book) offer: OfferId,
    pub(in crate::book) customization: String,
    pub(in crate::book) package: Option<OfferId>,
    pub(in crate::book) packed: i64,
    pub(in crate::book) handed: i64,
}

from_row! {
    IN_PARCEL, in_parcel: InParcel {
        order: "order_id",
        offer: "offer_id",
        customization: "customization",
        package: "package_id",
        packed: "sum(qty * ((dst = 'parcel') - (src = 'parcel')))",
        handed: "sum(qty * ((dst = 'customer') - (src = 'customer')))",
    } from "unit_moves WHERE parcel_id = ?1 GROUP BY 1, 2, 3, 4 ORDER BY min(id)"
}

/// What lies in a parcel or was handed over in it.
pub(in crate::book) fn in_parcel_of(
    connection: &Connection,
    parcel: ParcelId,
) -> Result<Vec<InParcel>> {
    let mut select = connection.prepare_cached(IN_PARCEL)?;
    let rows = select.query_map([parcel], in_parcel)?;
    let all = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(all
        .into_iter()
        .filter(|held| held.packed > 0 || held.handed > 0)
        .collect())
}

/// So many units of one thing that leave an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Leaving {
    pub(in crate::book) offer: OfferId,
    pub(in crate::book) customization: String,
    /// The package they are in.
    pub(in crate::book) package: Option<OfferId>,
    pub(in crate::book) qty: i64,
}

from_row! {
    BROUGHT_BACK, leaving: Leaving {
        offer: "offer_id",
        customization: "customization",
        package: "package_id",
        qty: "sum(qty)",
    } from "unit_moves WHERE parcel_id = ?1 AND order_id = ?2 AND src = 'customer' AND dst = 'order'
        GROUP BY 1, 2, 3 ORDER BY min(id)"
}

/// What a parcel brought back of an order.
pub(in crate::book) fn brought_back(
    connection: &Connection,
    parcel: ParcelId,
    order: OrderId,
) -> Result<Vec<Leaving>> {
    let mut select = connection.prepare_cached(BROUGHT_BACK)?;
    let rows = select.query_map(params![parcel, order], leaving)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
