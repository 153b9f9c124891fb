//! Lists money to refund (rules 28, 32, 33): of cancelled orders, overpaid orders and customers'
//! credit.

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::sql::from_row;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// Why money is to be refunded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundReason {
    /// The order was cancelled, by the shop or by the customer, for this reason.
    Cancelled {
        /// By the shop.
        by_shop: bool,
        /// Why.
        reason: String,
    },
    /// The order is overpaid.
    Overpaid,
    /// Credit that is on no order; it may also pay for the next order.
    Credit,
}

impl RefundReason {
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

/// One sum to refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundRow {
    /// The order it is on, with its code; `None` for credit.
    pub order: Option<(OrderId, String)>,
    /// Whose money it is.
    pub customer: CustomerId,
    /// Their name.
    pub customer_name: String,
    /// Their phone, `62…` or as typed.
    pub customer_phone: Option<String>,
    /// Still to refund, in rupiah.
    pub amount: Rupiah,
    /// Already refunded of that order, in rupiah.
    pub refunded: Rupiah,
    /// Since when: the cancellation, else the last payment.
    pub since: Moment,
    /// Why.
    pub why: RefundReason,
}

impl Book {
    /// The sums to refund of a period, or of all periods and customers' credit; oldest first.
    pub fn refunds(&self, period: Option<PeriodId>) -> Result<Vec<RefundRow>> {
        // Uses the index of open orders, so settled ones cost nothing.
        let (index, condition) = match period {
            Some(_) => ("order_sums_open", "s.period_id = ?1"),
            None => ("order_sums_open_newest", "s.order_id > 0 AND ?1 IS NULL"),
        };
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(&format!(
            "{OF_ORDER} FROM order_sums s INDEXED BY {index} JOIN orders o ON o.id = s.order_id
             JOIN customers c ON c.id = o.customer_id
             WHERE s.total <> s.paid AND s.paid > s.total AND NOT s.waiting AND {condition}"
        ))?;
        let mut rows = select
            .query_map([period], of_order)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        if period.is_none() {
            let mut select = reading.prepare_cached(&format!(
                "{OF_CUSTOMER} WHERE f.rest <> 0 GROUP BY c.id HAVING sum(f.rest) > 0"
            ))?;
            let credit = select.query_map([], of_customer)?;
            for row in credit {
                rows.push(row?);
            }
        }
        rows.sort_by_key(|row| (row.since, row.order.as_ref().map(|(id, _)| *id)));
        Ok(rows)
    }
}

from_row! {
    /// The columns of an order whose `order_sums s` has more paid than billed.
    OF_ORDER, of_order: RefundRow {
        order: ("o.id", "o.code") => Some,
        customer: "c.id",
        customer_name: "c.name",
        customer_phone: "c.phone",
        amount: "s.paid - s.total",
        refunded: "s.refunded",
        since: "coalesce(o.cancelled_at,
            (SELECT max(p.at) FROM allocations a JOIN payments p ON p.id = a.payment_id
             WHERE a.order_id = o.id), o.placed_at)",
        why: ("s.cancelled", "o.cancelled_by = 'shop'", "o.cancel_reason") => why,
    }
}

fn why((cancelled, by_shop, reason): (bool, Option<bool>, Option<String>)) -> RefundReason {
    if cancelled {
        RefundReason::Cancelled {
            by_shop: by_shop.unwrap_or_default(),
            reason: reason.unwrap_or_default(),
        }
    } else {
        RefundReason::Overpaid
    }
}

from_row! {
    OF_CUSTOMER, of_customer: RefundRow {
        customer: "c.id",
        customer_name: "c.name",
        customer_phone: "c.phone",
        amount: "sum(f.rest)",
        since: "max(f.at)",
        ; order: None, refunded: Rupiah::ZERO, why: RefundReason::Credit
    } from "(SELECT p.customer_id, p.at, p.amount - coalesce(
            (SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id), 0) AS rest
         FROM payments p WHERE p.claimed_for IS NULL) f JOIN customers c ON c.id = f.customer_id"
}
