//! Looking at the ledger: one payment, those of an order or a customer, a page of all, and a
//! customer's credit.

use rusqlite::{Connection, Row, params};

use super::Book;
use super::error::{BookError, Result};
use crate::domain::id::{AccountId, CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::payment::Payment;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

impl Book {
    /// Money a customer paid that lies on no order: "belum dicocokkan" (rule 28).
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn credit(&self, id: CustomerId) -> Result<Rupiah> {
        credit_of(&self.connection, id)
    }

    /// The payment of this identity.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or the file.
    pub fn payment(&self, id: PaymentId) -> Result<Payment> {
        by_id(&self.connection, id)
    }

    /// The payments that touch an order, oldest first: those with a part on it, and those said to
    /// be sent for it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn payments_of(&self, order: OrderId) -> Result<Vec<Payment>> {
        self.payments_where(
            "p.id IN (SELECT payment_id FROM allocations WHERE order_id = ?1
                UNION SELECT id FROM payments WHERE claimed_for = ?1) ORDER BY p.id",
            [order.raw()],
        )
    }

    /// The payments of a customer, newest first, 200 at most.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn payments_by(&self, customer: CustomerId) -> Result<Vec<Payment>> {
        self.payments_where(
            "p.customer_id = ?1 ORDER BY p.id DESC LIMIT 200",
            [customer.raw()],
        )
    }

    /// A page of the ledger, newest first: payments before `before`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn payments(&self, before: Option<PaymentId>, limit: usize) -> Result<Vec<Payment>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.payments_where(
            "p.id < ?1 ORDER BY p.id DESC LIMIT ?2",
            [before.map_or(i64::MAX, PaymentId::raw), limit],
        )
    }

    /// Payments of the same amount on the same day by the same payer or customer: to warn before
    /// saving (rule 30). What was only said to be sent is not among them: it may be what arrives
    /// now (rule 29).
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn similar_payments(
        &self,
        amount: Rupiah,
        at: Moment,
        customer: Option<CustomerId>,
        payer: &str,
    ) -> Result<Vec<Payment>> {
        let zone = self.shop()?.zone;
        let midnight = at.date(zone).and_time(chrono::NaiveTime::MIN);
        let from = Moment::from_local(midnight, zone).unix();
        self.payments_where(
            "p.amount = ?1 AND p.at BETWEEN ?2 AND ?3 AND p.reverses IS NULL
             AND p.claimed_for IS NULL AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             AND (p.customer_id = ?4 OR (p.payer <> '' AND p.payer = ?5 COLLATE NOCASE)) ORDER BY p.id",
            params![
                amount.raw(),
                from,
                from + 86_399,
                customer.map(CustomerId::raw),
                payer.trim()
            ],
        )
    }

    fn payments_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Payment>> {
        let mut select = self
            .connection
            .prepare_cached(&format!("{PAYMENT} WHERE {condition}"))?;
        let mut rows = select.query(values)?;
        let mut payments = Vec::new();
        while let Some(row) = rows.next()? {
            payments.push(read(&self.connection, row)?);
        }
        Ok(payments)
    }
}

const PAYMENT: &str = "SELECT p.id, p.at, p.amount, p.method, p.account_id, a.name, p.customer_id, c.name,
     p.payer, p.reference, p.claimed_for IS NOT NULL, p.refund, p.reverses,
     EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
     FROM payments p LEFT JOIN accounts a ON a.id = p.account_id LEFT JOIN customers c ON c.id = p.customer_id";

fn read(connection: &Connection, row: &Row<'_>) -> Result<Payment> {
    let id = PaymentId::new(row.get(0)?);
    let method: String = row.get(3)?;
    let mut parts: Vec<(OrderId, String, Rupiah)> = Vec::new();
    let mut select = connection.prepare_cached(
        "SELECT a.order_id, o.code, a.amount FROM allocations a JOIN orders o ON o.id = a.order_id
         WHERE a.payment_id = ?1 ORDER BY a.id",
    )?;
    let mut rows = select.query([id.raw()])?;
    while let Some(row) = rows.next()? {
        let (order, amount) = (OrderId::new(row.get(0)?), Rupiah::new(row.get(2)?));
        match parts.iter_mut().find(|(known, _, _)| *known == order) {
            Some((_, _, sum)) => *sum = sum.plus(amount)?,
            None => parts.push((order, row.get(1)?, amount)),
        }
    }
    // Money that was moved on is not there any more (rule 45).
    parts.retain(|(_, _, amount)| *amount != Rupiah::ZERO);
    Ok(Payment {
        id,
        at: Moment::from_unix(row.get(1)?),
        amount: Rupiah::new(row.get(2)?),
        method: method
            .parse()
            .map_err(|_| BookError::Damaged(format!("method {method}")))?,
        account: row.get::<_, Option<i64>>(4)?.map(AccountId::new),
        account_name: row.get(5)?,
        customer: row.get::<_, Option<i64>>(6)?.map(CustomerId::new),
        customer_name: row.get(7)?,
        payer: row.get(8)?,
        reference: row.get(9)?,
        claimed: row.get(10)?,
        refund: row.get(11)?,
        reverses: row.get::<_, Option<i64>>(12)?.map(PaymentId::new),
        voided: row.get(13)?,
        parts,
    })
}

/// A payment by its identity.
pub(super) fn by_id(connection: &Connection, id: PaymentId) -> Result<Payment> {
    let mut select = connection.prepare_cached(&format!("{PAYMENT} WHERE p.id = ?1"))?;
    let mut rows = select.query([id.raw()])?;
    match rows.next()? {
        Some(row) => read(connection, row),
        None => Err(Refusal::Unknown {
            noun: Noun::Payment,
            code: id.raw().to_string(),
            near: None,
        }
        .into()),
    }
}

/// Money a customer paid that lies on no order (rule 28).
pub(super) fn credit_of(connection: &Connection, customer: CustomerId) -> Result<Rupiah> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce((SELECT sum(amount) FROM payments WHERE customer_id = ?1 AND claimed_for IS NULL), 0)
             - coalesce((SELECT sum(a.amount) FROM payments p JOIN allocations a ON a.payment_id = p.id
               WHERE p.customer_id = ?1), 0)",
        )?
        .query_row([customer.raw()], |row| row.get(0).map(Rupiah::new))?)
}
