//! The quotas an order meets, at every level.

use rusqlite::{Connection, OptionalExtension};

use crate::book::error::Result;
use crate::book::period::{self, OfferRow};
use crate::domain::id::{OfferId, OrderId};
use crate::domain::period::Period;
use crate::domain::quota::{self, Cap, Level};
use crate::domain::refusal::Refusal;

/// Units of one variant that an order takes or already has.
pub(in crate::book) struct Wanted {
    /// What is on sale.
    pub(in crate::book) offer: OfferRow,
    /// Units the order had of it before the deed.
    pub(in crate::book) had: i64,
    /// Units of it in the book's sums that are the order's own (rule 19).
    pub(in crate::book) counted: i64,
    /// Units it will have.
    pub(in crate::book) will: i64,
}

/// Every quota a request meets (rule 15): only levels it adds units to.
pub(in crate::book) fn caps(
    connection: &Connection,
    period: &Period,
    wanted: &[Wanted],
) -> Result<Vec<Cap>> {
    let mut caps = Vec::new();
    for item in wanted.iter().filter(|item| item.will > item.had) {
        if let Some(quota) = item.offer.quota {
            caps.push(Cap {
                level: Level::Variant,
                code: item.offer.code.clone(),
                quota,
                taken: item.offer.sold - item.counted,
                wanted: item.will,
            });
        }
        let same = || {
            wanted
                .iter()
                .filter(|other| other.offer.product_id == item.offer.product_id)
        };
        if same().map(|other| other.will - other.had).sum::<i64>() <= 0 {
            continue;
        }
        let product: Option<i64> = connection
            .prepare_cached(
                "SELECT quota FROM product_quotas WHERE period_id = ?1 AND product_id = ?2",
            )?
            .query_row([period.id.raw(), item.offer.product_id.raw()], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(quota) = product {
            let sold: i64 = connection
                .prepare_cached(
                    "SELECT coalesce(sum(s.units), 0) FROM variants v
                     JOIN offers o ON o.variant_id = v.id AND o.period_id = ?1
                     JOIN offer_sums s ON s.offer_id = o.id WHERE v.product_id = ?2",
                )?
                .query_row([period.id.raw(), item.offer.product_id.raw()], |row| {
                    row.get(0)
                })?;
            caps.push(Cap {
                level: Level::Product,
                code: item.offer.product_code.clone(),
                quota,
                taken: sold - same().map(|other| other.counted).sum::<i64>(),
                wanted: same().map(|other| other.will).sum(),
            });
        }
    }
    let adds: i64 = wanted.iter().map(|item| item.will - item.had).sum();
    if let Some(quota) = period.quota.filter(|_| adds > 0) {
        let sold: i64 = connection
            .prepare_cached("SELECT pieces FROM period_sums WHERE period_id = ?1")?
            .query_row([period.id.raw()], |row| row.get(0))?;
        caps.push(Cap {
            level: Level::Period,
            code: period.code.to_string(),
            quota,
            taken: sold - wanted.iter().map(|item| item.counted).sum::<i64>(),
            wanted: wanted.iter().map(|item| item.will).sum(),
        });
    }
    Ok(caps)
}

/// Why a period has no room for an order that wants this, when it has none.
pub(in crate::book) fn no_room(
    connection: &Connection,
    period: &Period,
    wanted: &[Wanted],
) -> Result<Option<Refusal>> {
    if let Err(refusal) = quota::check(&caps(connection, period, wanted)?) {
        return Ok(Some(refusal));
    }
    orders_left(connection, period)
}

/// What an order that holds nothing would take.
pub(in crate::book) fn wanted_by(connection: &Connection, order: OrderId) -> Result<Vec<Wanted>> {
    let units: Vec<(OfferId, i64)> = connection
        .prepare_cached(
            "SELECT offer_id, sum(qty) FROM lines WHERE order_id = ?1 GROUP BY offer_id",
        )?
        .query_map([order.raw()], |row| {
            Ok((OfferId::new(row.get(0)?), row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    units
        .into_iter()
        .map(|(offer, will)| {
            Ok(Wanted {
                offer: period::offer_by_id(connection, offer)?,
                had: 0,
                counted: 0,
                will,
            })
        })
        .collect()
}

/// Why a period takes not one order more, when it does not (rule 1).
fn orders_left(connection: &Connection, period: &Period) -> Result<Option<Refusal>> {
    let Some(cap) = period.order_cap else {
        return Ok(None);
    };
    let orders: i64 = connection
        .prepare_cached("SELECT orders FROM period_sums WHERE period_id = ?1")?
        .query_row([period.id.raw()], |row| row.get(0))?;
    Ok((orders >= cap).then(|| Refusal::QuotaFull {
        level: Level::Orders,
        code: period.code.to_string(),
        quota: cap,
        wanted: 1,
        left: 0,
    }))
}
