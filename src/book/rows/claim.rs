//! Reads and writes claims on goods that were handed over (rule 83).

use rusqlite::{Connection, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::claim::{Claim, ClaimEnding, ClaimKind, claim_code};
use crate::domain::id::{ClaimId, OfferId, OrderId, ParcelId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::parcel::GoodsBack;
use crate::domain::refusal::{Noun, Refusal};

from_row! {
    CLAIM, claim: Claim {
        id: "k.id",
        at: "k.at",
        order: "k.order_id",
        order_code: "o.code",
        customer: "c.name",
        code: "v.code",
        goods: "coalesce((SELECT trim(l.product || ' ' || l.variant) FROM lines l
            WHERE l.order_id = k.order_id AND l.offer_id = k.offer_id LIMIT 1), trim(d.name || ' ' || v.name))",
        customization: "k.customization",
        package: "(SELECT w.code FROM offers p JOIN variants w ON w.id = p.variant_id WHERE p.id = k.package_id)",
        qty: "k.qty",
        kind: "k.kind",
        ending: "k.ending",
        amount: "k.amount",
        with: "(SELECT w.code FROM offers x JOIN variants w ON w.id = x.variant_id WHERE x.id = k.with_offer_id)",
        difference: "k.difference",
        goods_back: "k.goods",
        recovered: "(SELECT coalesce(sum(e.amount), 0) FROM entries e WHERE e.claim_id = k.id)",
        ended_at: "k.ended_at",
        note: "k.note",
        order_complete: "s.handed >= s.pieces",
    } from "claims k JOIN orders o ON o.id = k.order_id JOIN order_sums s ON s.order_id = k.order_id
        JOIN customers c ON c.id = o.customer_id JOIN offers f ON f.id = k.offer_id
        JOIN variants v ON v.id = f.variant_id JOIN products d ON d.id = v.product_id"
}

/// One claim.
///
/// # Errors
/// [`Refusal::Unknown`].
pub(in crate::book) fn by_id(connection: &Connection, id: ClaimId) -> Result<Claim> {
    let mut select = connection.prepare_cached(&format!("{CLAIM} WHERE k.id = ?1"))?;
    let mut rows = select.query([id])?;
    match rows.next()? {
        Some(row) => Ok(claim(row)?),
        None => Err(Refusal::unknown(Noun::Claim, &claim_code(id), []).into()),
    }
}

/// The claims of an order, of a PO or of all, newest first.
pub(in crate::book) fn all(
    connection: &Connection,
    order: Option<OrderId>,
    period: Option<PeriodId>,
) -> Result<Vec<Claim>> {
    let read = |condition: &str, id: Option<i64>| -> Result<Vec<Claim>> {
        let sql = format!("{CLAIM} {condition} ORDER BY k.id DESC");
        let mut select = connection.prepare_cached(&sql)?;
        let rows = select.query_map(rusqlite::params_from_iter(id), claim)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    match (order, period) {
        (Some(order), _) => read("WHERE k.order_id = ?1", Some(order.raw())),
        (None, Some(period)) => read("WHERE o.period_id = ?1", Some(period.raw())),
        (None, None) => read("", None),
    }
}

/// How many claims have no ending yet.
pub(in crate::book) fn open(connection: &Connection) -> Result<i64> {
    let mut select =
        connection.prepare_cached("SELECT count(*) FROM claims WHERE ending IS NULL")?;
    Ok(select.query_row([], |row| row.get(0))?)
}

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Claimed {
    pub(in crate::book) id: ClaimId,
    pub(in crate::book) offer: OfferId,
    pub(in crate::book) customization: String,
    /// What was chosen for a package, empty otherwise.
    pub(in crate::book) chosen: String,
    /// The package that goods are out of.
    pub(in crate::book) package: Option<OfferId>,
    pub(in crate::book) qty: i64,
    pub(in crate::book) kind: ClaimKind,
    pub(in crate::book) ending: Option<ClaimEnding>,
    /// Whether another variant was given for it.
    pub(in crate::book) exchanged: bool,
}

from_row! {
    CLAIMED, claimed: Claimed {
        id: "id",
        offer: "offer_id",
        customization: "customization",
        chosen: "chosen",
        package: "package_id",
        qty: "qty",
        kind: "kind",
        ending: "ending",
        exchanged: "with_offer_id IS NOT NULL",
    } from "claims WHERE order_id = ?1 ORDER BY id"
}

/// What the claims of an order are about, oldest first.
pub(in crate::book) fn of_order(connection: &Connection, order: OrderId) -> Result<Vec<Claimed>> {
    let mut select = connection.prepare_cached(CLAIMED)?;
    let rows = select.query_map([order], claimed)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds an open claim; the id of `new` says nothing.
pub(in crate::book) fn insert(
    deed: &Deed<'_>,
    order: OrderId,
    new: &Claimed,
    note: &str,
) -> Result<ClaimId> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO claims (at, order_id, offer_id, customization, chosen, package_id, qty, kind, goods, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            deed.now,
            order,
            new.offer,
            new.customization,
            new.chosen,
            new.package,
            new.qty,
            new.kind,
            GoodsBack::None,
            note
        ])?;
    Ok(ClaimId::new(deed.connection().last_insert_rowid()))
}

/// How a claim ended.
pub(in crate::book) struct Ended {
    pub(in crate::book) ending: ClaimEnding,
    pub(in crate::book) amount: Rupiah,
    pub(in crate::book) with: Option<OfferId>,
    pub(in crate::book) difference: Rupiah,
    pub(in crate::book) goods: GoodsBack,
}

/// Writes how a claim ended.
pub(in crate::book) fn end(deed: &Deed<'_>, id: ClaimId, how: &Ended) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "UPDATE claims SET ending = ?2, amount = ?3, with_offer_id = ?4, difference = ?5, goods = ?6,
             ended_at = ?7 WHERE id = ?1",
        )?
        .execute(params![
            id,
            how.ending,
            how.amount,
            how.with,
            how.difference,
            how.goods,
            deed.now
        ])?;
    Ok(())
}

/// Writes the note of a claim, where it differs.
pub(in crate::book) fn set_note(deed: &Deed<'_>, id: ClaimId, note: &str) -> Result<()> {
    deed.connection()
        .prepare_cached("UPDATE claims SET note = ?2 WHERE id = ?1 AND note <> ?2")?
        .execute(params![id, note])?;
    Ok(())
}

/// The parcels in which units of one thing are with its customer, the last first, with those units.
pub(in crate::book) fn parcels_of(
    connection: &Connection,
    order: OrderId,
    (offer, customization, package): (OfferId, &str, Option<OfferId>),
) -> Result<Vec<(Option<ParcelId>, i64)>> {
    let mut select = connection.prepare_cached(
        "SELECT parcel_id, sum(qty * ((dst = 'customer') - (src = 'customer'))) AS there FROM unit_moves
         WHERE order_id = ?1 AND offer_id = ?2 AND customization = ?3 AND package_id IS ?4
           AND (dst = 'customer' OR src = 'customer')
         GROUP BY parcel_id HAVING there > 0 ORDER BY max(id) DESC",
    )?;
    let rows = select.query_map(params![order, offer, customization, package], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
