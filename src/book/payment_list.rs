//! Reads the ledger: one payment, those of an order or a customer, a page of all, and a customer's
//! credit.

use rusqlite::params;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::rows::ledger::{self, PAYMENT, credit_of};
use crate::domain::id::{CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::payment::Payment;
use crate::domain::when::Moment;

impl Book {
    /// A customer's credit: money paid that is on no order, "belum dicocokkan" (rule 28), in
    /// rupiah.
    pub fn credit(&self, id: CustomerId) -> Result<Rupiah> {
        credit_of(&*self.reading()?, id)
    }

    /// The payment with this id.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn payment(&self, id: PaymentId) -> Result<Payment> {
        ledger::by_id(&*self.reading()?, id)
    }

    /// The payments of an order, oldest first: those allocated to it and those claimed for it.
    pub fn payments_of(&self, order: OrderId) -> Result<Vec<Payment>> {
        self.payments_where(
            "p.id IN (SELECT payment_id FROM allocations WHERE order_id = ?1
                UNION SELECT id FROM payments WHERE claimed_for = ?1) ORDER BY p.id",
            [order],
        )
    }

    /// The payments of a customer, newest first, 200 at most.
    pub fn payments_by(&self, customer: CustomerId) -> Result<Vec<Payment>> {
        self.payments_where(
            "p.customer_id = ?1 ORDER BY p.id DESC LIMIT 200",
            [customer],
        )
    }

    /// A page of the ledger, newest first: payments before `before`.
    pub fn payments(&self, before: Option<PaymentId>, limit: usize) -> Result<Vec<Payment>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.payments_where(
            "p.id < ?1 ORDER BY p.id DESC LIMIT ?2",
            [before.map_or(i64::MAX, PaymentId::raw), limit],
        )
    }

    /// Payments of the same amount on the same day by the same payer or customer, for a warning
    /// before saving (rule 30). Without claimed payments: such a claim may be the one that arrives
    /// now (rule 29).
    pub fn similar_payments(
        &self,
        amount: Rupiah,
        at: Moment,
        customer: Option<CustomerId>,
        payer: &str,
    ) -> Result<Vec<Payment>> {
        let _snapshot = self.snapshot()?;
        let zone = self.shop()?.zone;
        let day = at.date(zone);
        self.payments_where(
            "p.amount = ?1 AND p.at BETWEEN ?2 AND ?3 AND p.reverses IS NULL
             AND p.claimed_for IS NULL AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             AND (p.customer_id = ?4 OR (p.payer <> '' AND p.payer = ?5 COLLATE NOCASE)) ORDER BY p.id",
            params![
                amount,
                Moment::opening(day, zone),
                Moment::closing(day, zone),
                customer,
                payer.trim()
            ],
        )
    }

    #[track_caller]
    fn payments_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Payment>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(&format!("{PAYMENT} WHERE {condition}"))?;
        let mut rows = select.query(values)?;
        let mut payments = Vec::new();
        while let Some(row) = rows.next()? {
            payments.push(ledger::read(&reading, row)?);
        }
        Ok(payments)
    }
}
