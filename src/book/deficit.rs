//! Deficits (rules 17, 18): quotas of which more is sold than they allow.

use super::keeper::book::Book;
use super::keeper::error::Result;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::quota::QuotaLevel;
use crate::domain::when::Moment;

/// A quota with more sold than it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deficit {
    /// The period.
    pub period: PeriodId,
    /// Its code.
    pub period_code: String,
    /// The level of the quota: variant, product, period or orders.
    pub level: QuotaLevel,
    /// Code of the variant, product or period that has the quota.
    pub code: String,
    /// Units allowed; orders at [`QuotaLevel::Orders`].
    pub quota: i64,
    /// Units or orders sold, more than allowed.
    pub sold: i64,
}

impl Deficit {
    /// How many units or orders are too many.
    pub fn over(&self) -> i64 {
        self.sold - self.quota
    }

    /// The sentence for it.
    pub fn message(&self) -> Message {
        Message::new(match self.level {
            QuotaLevel::Variant | QuotaLevel::Package => "deficit-variant",
            QuotaLevel::Product => "deficit-product",
            QuotaLevel::Period => "deficit-period",
            QuotaLevel::Orders => "deficit-orders",
        })
        .text("code", self.code.as_str())
        .count("over", self.over())
        .count("sold", self.sold)
        .count("quota", self.quota)
    }
}

impl Book {
    /// The deficits of those `periods` (given newest first) that are not over: oldest period first,
    /// within it variants before products before the period.
    pub fn deficits(&self, periods: &[Period], now: Moment) -> Result<Vec<Deficit>> {
        let _snapshot = self.snapshot()?;
        let mut found = Vec::new();
        for period in periods.iter().rev() {
            if !period.stage(now).is_over() {
                found.extend(self.deficits_of(period.id)?);
            }
        }
        Ok(found)
    }

    /// The deficits of one period: variants before products before the period.
    pub fn deficits_of(&self, period: PeriodId) -> Result<Vec<Deficit>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(
            "SELECT p.code, 0, v.code, f.quota, s.units FROM offers f
                JOIN offer_sums s ON s.offer_id = f.id JOIN variants v ON v.id = f.variant_id
                JOIN periods p ON p.id = f.period_id
                WHERE f.period_id = ?1 AND s.units > f.quota
             UNION ALL SELECT p.code, 1, d.code, q.quota,
                (SELECT coalesce(sum(s.units), 0) FROM variants v
                 JOIN offers o ON o.variant_id = v.id AND o.period_id = q.period_id
                 JOIN offer_sums s ON s.offer_id = o.id WHERE v.product_id = q.product_id) AS sold
                FROM product_quotas q JOIN products d ON d.id = q.product_id
                JOIN periods p ON p.id = q.period_id WHERE q.period_id = ?1 AND sold > q.quota
             UNION ALL SELECT p.code, 2, p.code, p.quota, s.pieces FROM periods p
                JOIN period_sums s ON s.period_id = p.id WHERE p.id = ?1 AND s.pieces > p.quota
             UNION ALL SELECT p.code, 3, p.code, p.order_cap, s.orders FROM periods p
                JOIN period_sums s ON s.period_id = p.id WHERE p.id = ?1 AND s.orders > p.order_cap",
        )?;
        let rows = select.query_map([period], |row| {
            Ok(Deficit {
                period,
                period_code: row.get(0)?,
                level: match row.get::<_, i64>(1)? {
                    0 => QuotaLevel::Variant,
                    1 => QuotaLevel::Product,
                    2 => QuotaLevel::Period,
                    _ => QuotaLevel::Orders,
                },
                code: row.get(2)?,
                quota: row.get(3)?,
                sold: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
