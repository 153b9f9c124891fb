//! Quotas over all variants of a product in a period.

use rusqlite::{OptionalExtension, params};

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::book::rows::catalog::{find_product, unknown};
use crate::book::rows::number;
use crate::book::rows::period::{by_id, did};
use crate::book::steps::waitlist;
use crate::domain::code::Code;
use crate::domain::id::{PeriodId, ProductId};
use crate::domain::refusal::Noun;
use crate::domain::when::Moment;

/// A quota over all variants of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductQuota {
    /// The product.
    pub product: ProductId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Units allowed.
    pub quota: i64,
    /// Units sold.
    pub sold: i64,
}

from_row! {
    QUOTA, quota: ProductQuota {
        product: "q.product_id",
        code: "p.code",
        name: "p.name",
        quota: "q.quota",
        sold: "(SELECT coalesce(sum(s.units), 0) FROM variants v
            JOIN offers o ON o.variant_id = v.id AND o.period_id = q.period_id
            JOIN offer_sums s ON s.offer_id = o.id WHERE v.product_id = q.product_id)",
    } from "product_quotas q JOIN products p ON p.id = q.product_id WHERE q.period_id = ?1 ORDER BY q.id"
}

impl Book {
    /// Sets the quota over all variants of a product in a period; `None` removes it.
    ///
    /// # Errors
    /// An unknown product, or a value out of its bounds.
    pub fn set_product_quota(
        &mut self,
        period: PeriodId,
        product: &Code,
        quota: Option<i64>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let Some(found) = find_product(connection, product)? else {
                return Err(unknown(connection, Noun::Product, product)?.into());
            };
            let kept: Option<i64> = connection
                .prepare_cached("SELECT id FROM product_quotas WHERE period_id = ?1 AND product_id = ?2")?
                .query_row(params![period, found.id], |row| row.get(0))
                .optional()?;
            match (kept, quota.map(|quota| number::count("field-quota", quota)).transpose()?) {
                (None, Some(quota)) => connection
                    .prepare_cached(
                        "INSERT INTO product_quotas (period_id, product_id, quota) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![period, found.id, quota])?,
                (Some(id), Some(quota)) => connection
                    .prepare_cached("UPDATE product_quotas SET quota = ?2 WHERE id = ?1 AND quota <> ?2")?
                    .execute([id, quota])?,
                (Some(id), None) => connection
                    .prepare_cached("DELETE FROM product_quotas WHERE id = ?1")?
                    .execute([id])?,
                (None, None) => 0,
            };
            let served = waitlist::serve(deed, period)?;
            let period = by_id(connection, period)?;
            let message = did("did-set-quota", &period).text("product", product.as_str());
            Ok(((), waitlist::told(message, &served)))
        })
    }

    /// The quotas over whole products of a period, with the units sold.
    pub fn product_quotas(&self, period: PeriodId) -> Result<Vec<ProductQuota>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(QUOTA)?;
        let rows = select.query_map([period], quota)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
