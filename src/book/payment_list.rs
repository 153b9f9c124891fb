//! Reads the ledger: one payment, those of an order or a customer, a page of all, and a customer's
//! credit.

use rusqlite::{OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::sql::from_row;
use super::rows::ledger::{self, PAYMENT, credit_of};
use crate::domain::id::{AccountId, CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::payment::{Method, Payment};
use crate::domain::when::Moment;

/// A bill with something left to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenBill {
    /// Whose.
    pub customer: CustomerId,
    /// The order.
    pub order: OrderId,
    /// What is left to pay, in rupiah.
    pub rest: Rupiah,
    /// Whether its down payment has arrived.
    pub down_payment_met: bool,
}

from_row! {
    OPEN_BILL, open_bill: OpenBill {
        customer: "customer_id",
        order: "order_id",
        rest: "total - paid",
        down_payment_met: "down_payment_met > 0",
    } from "order_sums INDEXED BY order_sums_customer_open
        WHERE total <> paid AND total > paid AND NOT waiting AND customer_id > 0
        ORDER BY customer_id, order_id"
}

/// Whether `r` reverses a claim because its money has arrived: the newest payment before it brought
/// this amount to the order it was claimed for. They are recorded in one deed.
const ARRIVED: &str = "r.reverses IS NOT NULL AND r.claimed_for IS NOT NULL AND EXISTS (
    SELECT 1 FROM allocations a
    WHERE a.payment_id = (SELECT max(n.id) FROM payments n WHERE n.id < r.id AND n.reverses IS NULL)
    AND a.order_id = r.claimed_for AND a.amount = -r.amount)";

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

    /// A page of the ledger as it is read on screen, newest first: payments before `before`. Without
    /// the claims that have arrived (rule 29) and their reversals; the payment that arrived tells
    /// when it was announced.
    pub fn ledger(&self, before: Option<PaymentId>, limit: usize) -> Result<Vec<Payment>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let condition = format!(
            "p.id < ?1 AND NOT EXISTS (SELECT 1 FROM payments r WHERE (r.id = p.id OR r.reverses = p.id) AND {ARRIVED})
             ORDER BY p.id DESC LIMIT ?2"
        );
        let before = before.map_or(i64::MAX, PaymentId::raw);
        let mut payments = self.payments_where(&condition, [before, limit])?;
        let reading = self.reading()?;
        let mut announced = reading.prepare_cached(&format!(
            "SELECT c.at FROM payments r JOIN payments c ON c.id = r.reverses
             WHERE r.id > ?1 AND r.id < coalesce(
                (SELECT min(n.id) FROM payments n WHERE n.id > ?1 AND n.reverses IS NULL), ?2)
             AND {ARRIVED} ORDER BY r.id LIMIT 1"
        ))?;
        let arrived = |payment: &&mut Payment| {
            !payment.claimed && !payment.refund && payment.reverses.is_none()
        };
        for payment in payments.iter_mut().filter(arrived) {
            payment.announced = announced
                .query_row(params![payment.id, i64::MAX], |row| row.get(0))
                .optional()?;
        }
        Ok(payments)
    }

    /// The usual method and account of payments, or of refunds: the one most used in the last few, and
    /// of equals the later one, so that one odd payment changes no default. COD is a courier's. None in a
    /// book without any.
    pub fn usual_way(&self, refund: bool) -> Result<Option<(Method, Option<AccountId>)>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(
            "SELECT method, account_id FROM payments WHERE id > 0 AND reverses IS NULL AND refund = ?1
             AND method <> 'cod' ORDER BY id DESC LIMIT 7",
        )?;
        let ways = select.query_map([refund], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let ways: Vec<(Method, Option<AccountId>)> = ways.collect::<rusqlite::Result<_>>()?;
        let uses = |way: &(Method, Option<AccountId>)| ways.iter().filter(|it| *it == way).count();
        // Of equals the last is taken, and the later ones come last.
        Ok(ways.iter().rev().max_by_key(|way| uses(way)).copied())
    }

    /// The open bills of each customer who has several, oldest first. Reads the index of open orders.
    pub fn bills_by_customer(&self) -> Result<Vec<Vec<OpenBill>>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(OPEN_BILL)?;
        let mut rows = select.query([])?;
        let mut found: Vec<Vec<OpenBill>> = Vec::new();
        while let Some(row) = rows.next()? {
            let bill = open_bill(row)?;
            match found.last_mut() {
                Some(bills) if bills.first().is_some_and(|it| it.customer == bill.customer) => {
                    bills.push(bill);
                }
                Some(_) | None => found.push(vec![bill]),
            }
        }
        found.retain(|bills| bills.len() > 1);
        Ok(found)
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
