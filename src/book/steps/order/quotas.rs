//! The quotas an order meets, at every level.

use rusqlite::{Connection, OptionalExtension, params};

use crate::book::keeper::error::Result;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::reservation;
use crate::domain::id::{PeriodId, ProductId};
use crate::domain::order::Channel;
use crate::domain::period::Period;
use crate::domain::quota::{self, Cap, InPackage, QuotaLevel};
use crate::domain::refusal::Refusal;

/// Units of one variant that an order takes or already has.
pub(in crate::book) struct Wanted {
    /// What is on sale.
    pub(in crate::book) offer: OfferRow,
    /// Units the order had of it before the deed.
    pub(in crate::book) had: i64,
    /// The order's own units in the book's running sums (rule 19).
    pub(in crate::book) counted: i64,
    /// Units it will have.
    pub(in crate::book) will: i64,
    /// Those of them that are in packages.
    pub(in crate::book) within: Vec<InPackage>,
}

impl Wanted {
    /// Whether it wants units that are not on sale. Components of packages need not be on sale by
    /// themselves.
    pub(in crate::book) fn is_off_sale(&self) -> bool {
        let within: i64 = self.within.iter().map(|within| within.units).sum();
        self.offer.withdrawn && self.will > within
    }

    /// Units it adds to the period's quota: the components of a package count, not the package.
    fn pieces(&self, units: i64) -> i64 {
        if self.offer.package { 0 } else { units }
    }
}

/// The quotas of all levels to which a request adds units (rule 15). Units reserved for other
/// channels than `channel` count as taken; without a `channel` reservations are ignored (rule 69).
pub(in crate::book) fn caps(
    connection: &Connection,
    period: &Period,
    wanted: &[Wanted],
    channel: Option<Channel>,
) -> Result<Vec<Cap>> {
    let reserved = match channel {
        Some(channel) => reservation::kept_from(connection, period.id, channel)?,
        None => Vec::new(),
    };
    let mut caps = Vec::new();
    for item in wanted.iter().filter(|item| item.will > item.had) {
        if let Some(quota) = item.offer.quota {
            caps.push(Cap {
                level: match item.offer.package {
                    true => QuotaLevel::Package,
                    false => QuotaLevel::Variant,
                },
                code: item.offer.code.clone(),
                quota,
                taken: item.offer.sold - item.counted,
                wanted: item.will,
                within: item.within.clone(),
                reserved: quota::reserved_of_offer(&reserved, item.offer.id),
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
        if let Some(quota) = product_quota(connection, period.id, item.offer.product_id)? {
            let sold: i64 = connection
                .prepare_cached(
                    "SELECT coalesce(sum(s.units), 0) FROM variants v
                     JOIN offers o ON o.variant_id = v.id AND o.period_id = ?1
                     JOIN offer_sums s ON s.offer_id = o.id WHERE v.product_id = ?2",
                )?
                .query_row(params![period.id, item.offer.product_id], |row| row.get(0))?;
            caps.push(Cap {
                level: QuotaLevel::Product,
                code: item.offer.product_code.clone(),
                quota,
                taken: sold - same().map(|other| other.counted).sum::<i64>(),
                wanted: same().map(|other| other.will).sum(),
                within: same().flat_map(|other| other.within.clone()).collect(),
                reserved: quota::reserved_of_product(&reserved, item.offer.product_id),
            });
        }
    }
    let pieces =
        |of: fn(&Wanted) -> i64| -> i64 { wanted.iter().map(|item| item.pieces(of(item))).sum() };
    let adds = pieces(|item| item.will - item.had);
    if let Some(quota) = period.quota.filter(|_| adds > 0) {
        let sold = pieces_sold(connection, period.id)?;
        caps.push(Cap {
            level: QuotaLevel::Period,
            code: period.code.to_string(),
            quota,
            taken: sold - pieces(|item| item.counted),
            wanted: pieces(|item| item.will),
            within: wanted.iter().flat_map(|item| item.within.clone()).collect(),
            reserved: quota::reserved_of_period(&reserved),
        });
    }
    Ok(caps)
}

/// Whether a period limits its pieces at any level (rule 15).
pub(in crate::book) fn has_quotas(connection: &Connection, period: &Period) -> Result<bool> {
    Ok(period.quota.is_some()
        || connection
            .prepare_cached(
                "SELECT 1 FROM offers WHERE period_id = ?1 AND quota IS NOT NULL
                 UNION ALL SELECT 1 FROM product_quotas WHERE period_id = ?1",
            )?
            .exists([period.id])?)
}

/// The quota over all variants of a product in a period, when there is one.
pub(in crate::book) fn product_quota(
    connection: &Connection,
    period: PeriodId,
    product: ProductId,
) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached(
            "SELECT quota FROM product_quotas WHERE period_id = ?1 AND product_id = ?2",
        )?
        .query_row(params![period, product], |row| row.get(0))
        .optional()?)
}

/// Why there is no room in a period for an order of `channel` that wants this; `None` when there is.
pub(in crate::book) fn no_room(
    connection: &Connection,
    period: &Period,
    wanted: &[Wanted],
    channel: Channel,
) -> Result<Option<Refusal>> {
    let caps = caps(connection, period, wanted, Some(channel))?;
    if let Err(refusal) = quota::check(&caps) {
        return Ok(Some(refusal));
    }
    no_order_more(connection, period)
}

/// Pieces a period has sold: components of packages count, a package itself does not (rule 17).
pub(in crate::book) fn pieces_sold(connection: &Connection, period: PeriodId) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT pieces FROM period_sums WHERE period_id = ?1")?
        .query_row([period], |row| row.get(0))?)
}

/// Why a period takes no more orders; `None` when it does (rule 1).
fn no_order_more(connection: &Connection, period: &Period) -> Result<Option<Refusal>> {
    let left = orders_left(connection, period)?;
    Ok(left
        .is_some_and(|left| left <= 0)
        .then(|| orders_full(period)))
}

/// How many more orders a period takes; `None` without a limit, zero or less when it is full (rule 1).
pub(in crate::book) fn orders_left(
    connection: &Connection,
    period: &Period,
) -> Result<Option<i64>> {
    let Some(cap) = period.order_cap else {
        return Ok(None);
    };
    let orders: i64 = connection
        .prepare_cached("SELECT orders FROM period_sums WHERE period_id = ?1")?
        .query_row([period.id], |row| row.get(0))?;
    Ok(Some(cap - orders))
}

/// The refusal of a period that takes no more orders.
pub(in crate::book) fn orders_full(period: &Period) -> Refusal {
    Refusal::QuotaFull {
        level: QuotaLevel::Orders,
        code: period.code.to_string(),
        quota: period.order_cap.unwrap_or_default(),
        wanted: 1,
        left: 0,
        kept: Vec::new(),
    }
}
