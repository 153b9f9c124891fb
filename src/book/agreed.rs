//! What is wanted on a day, which bills are overdue, and how a customer has paid so far (rules 1, 77,
//! 112).

use chrono::NaiveDate;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::sql::{Day, from_row};
use crate::domain::customer::PaymentRecord;
use crate::domain::id::{CustomerId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

from_row! {
    RECORD, record: PaymentRecord {
        released: "coalesce(sum(o.released_at IS NOT NULL), 0)",
        // Given up by a customer who had never paid anything.
        unpaid: "coalesce(sum(o.released_at IS NULL AND o.uncollected_at IS NULL AND o.cancelled_by = 'customer' AND o.cancel_reason <> ''
            AND NOT EXISTS (SELECT 1 FROM allocations a WHERE a.order_id = o.id)), 0)",
        uncollected: "coalesce(sum(o.uncollected_at IS NOT NULL), 0)",
        orders: "count(*)",
    } from "orders o WHERE o.customer_id = ?1"
}

impl Book {
    /// How many orders that count are wanted on this day, over all periods (rule 77).
    pub fn wanted_on(&self, day: NaiveDate) -> Result<i64> {
        Ok(self
            .reading()?
            .prepare_cached(
                "SELECT count(*) FROM orders WHERE wanted_day = ?1 AND cancelled_at IS NULL
                 AND confirmed_at IS NOT NULL",
            )?
            .query_row([Day(day)], |row| row.get(0))?)
    }

    /// How many orders of a period, or of all, are past the last moment for their whole bill, and
    /// what they still owe (rules 1, 112).
    pub fn overdue(&self, period: Option<PeriodId>, now: Moment) -> Result<(i64, Rupiah)> {
        let reading = self.reading()?;
        // Few shops set such dates; the others don't look through their open bills for them.
        let any: bool = reading
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM periods WHERE settle_by < ?1)
                 OR EXISTS (SELECT 1 FROM orders WHERE due_at < ?1 AND cancelled_at IS NULL)",
            )?
            .query_row([now], |row| row.get(0))?;
        if !any {
            return Ok((0, Rupiah::ZERO));
        }
        let (index, condition) = match period {
            Some(_) => ("order_sums_open", "s.period_id = ?2"),
            None => ("order_sums_open_newest", "s.order_id > 0 AND ?2 IS NULL"),
        };
        Ok(reading
            .prepare_cached(&format!(
                "SELECT count(*), coalesce(sum(s.total - s.paid), 0)
                 FROM order_sums s INDEXED BY {index} JOIN orders o ON o.id = s.order_id
                 JOIN periods p ON p.id = s.period_id
                 WHERE s.total <> s.paid AND s.total > s.paid AND NOT s.waiting AND NOT s.cancelled
                   AND o.confirmed_at IS NOT NULL AND coalesce(o.due_at, p.settle_by) < ?1 AND {condition}"
            ))?
            .query_row(rusqlite::params![now, period], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?)
    }

    /// How a customer has paid so far (rules 85, 112).
    pub fn payment_record(&self, customer: CustomerId) -> Result<PaymentRecord> {
        Ok(self
            .reading()?
            .prepare_cached(RECORD)?
            .query_row([customer], record)?)
    }
}
