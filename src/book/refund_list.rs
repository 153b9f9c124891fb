//! Money that waits to be sent back (rules 28, 32, 33): of cancelled orders, of what was paid too
//! much, of customers' credit.

use rusqlite::Row;

use super::keeper::book::Book;
use super::keeper::error::Result;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// Why money is to go back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundWhy {
    /// The order was cancelled, by the shop or by the customer, for this reason.
    Cancelled {
        /// By the shop.
        by_shop: bool,
        /// Why.
        reason: String,
    },
    /// More was paid than the bill.
    Overpaid,
    /// It lies on no order; it may also pay the next.
    Credit,
}

impl RefundWhy {
    /// The word for it in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled { .. } => "cancelled",
            Self::Overpaid => "overpaid",
            Self::Credit => "credit",
        }
    }

    /// Key of its name in `assets/lang`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Cancelled { by_shop: true, .. } => "refund-by-shop",
            Self::Cancelled { by_shop: false, .. } => "refund-by-customer",
            Self::Overpaid => "refund-overpaid",
            Self::Credit => "refund-credit",
        }
    }
}

/// One sum that waits to be sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundRow {
    /// The order it lies on, with its code; credit lies on none.
    pub order: Option<(OrderId, String)>,
    /// Whose money it is.
    pub customer: CustomerId,
    /// Their name.
    pub customer_name: String,
    /// Their phone, `62…` or as typed.
    pub customer_phone: Option<String>,
    /// Still to be sent, in rupiah.
    pub amount: Rupiah,
    /// Already sent back of that order, in rupiah.
    pub refunded: Rupiah,
    /// Since when: the cancellation, else the last payment.
    pub since: Moment,
    /// Why.
    pub why: RefundWhy,
}

impl Book {
    /// What waits to be sent back in a period, or in all with customers' credit, the oldest first.
    pub fn refunds(&self, period: Option<PeriodId>) -> Result<Vec<RefundRow>> {
        // Walks the index of open orders, never the settled ones.
        let (index, condition) = match period {
            Some(_) => ("order_sums_open", "s.period_id = ?1"),
            None => ("order_sums_open_newest", "s.order_id > 0 AND ?1 IS NULL"),
        };
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT c.id, c.name, c.phone, s.paid - s.total, o.id, o.code, s.refunded, s.cancelled,
                o.cancelled_by = 'shop', o.cancel_reason, coalesce(o.cancelled_at,
                    (SELECT max(p.at) FROM allocations a JOIN payments p ON p.id = a.payment_id
                     WHERE a.order_id = o.id), o.placed_at)
             FROM order_sums s INDEXED BY {index} JOIN orders o ON o.id = s.order_id
             JOIN customers c ON c.id = o.customer_id
             WHERE s.total <> s.paid AND s.paid > s.total AND NOT s.waiting AND {condition}"
        ))?;
        let mut rows = select
            .query_map([period.map(PeriodId::raw)], of_order)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        if period.is_none() {
            let mut select = self.connection.prepare_cached(
                "WITH free AS (
                    SELECT p.customer_id, p.at, p.amount - coalesce(
                        (SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id), 0) AS rest
                    FROM payments p WHERE p.claimed_for IS NULL)
                 SELECT c.id, c.name, c.phone, sum(f.rest) AS credit, max(f.at)
                 FROM free f JOIN customers c ON c.id = f.customer_id
                 WHERE f.rest <> 0 GROUP BY c.id HAVING credit > 0",
            )?;
            let credit = select.query_map([], of_customer)?;
            for row in credit {
                rows.push(row?);
            }
        }
        rows.sort_by_key(|row| (row.since, row.order.as_ref().map(|(id, _)| *id)));
        Ok(rows)
    }
}

fn of_order(row: &Row<'_>) -> rusqlite::Result<RefundRow> {
    let cancelled: bool = row.get(7)?;
    Ok(RefundRow {
        order: Some((OrderId::new(row.get(4)?), row.get(5)?)),
        customer: CustomerId::new(row.get(0)?),
        customer_name: row.get(1)?,
        customer_phone: row.get(2)?,
        amount: Rupiah::new(row.get(3)?),
        refunded: Rupiah::new(row.get(6)?),
        since: Moment::from_unix(row.get(10)?),
        why: if cancelled {
            RefundWhy::Cancelled {
                by_shop: row.get::<_, Option<bool>>(8)?.unwrap_or_default(),
                reason: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
            }
        } else {
            RefundWhy::Overpaid
        },
    })
}

fn of_customer(row: &Row<'_>) -> rusqlite::Result<RefundRow> {
    Ok(RefundRow {
        order: None,
        customer: CustomerId::new(row.get(0)?),
        customer_name: row.get(1)?,
        customer_phone: row.get(2)?,
        amount: Rupiah::new(row.get(3)?),
        refunded: Rupiah::ZERO,
        since: Moment::from_unix(row.get(4)?),
        why: RefundWhy::Credit,
    })
}
