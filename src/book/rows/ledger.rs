//! Payments: reads their rows.

use rusqlite::{Connection, Row};

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::{CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::payment::Payment;
use crate::domain::refusal::{Noun, Refusal};

/// Reads a row of [`PAYMENT`], and the parts of the payment.
pub(in crate::book) fn read(connection: &Connection, row: &Row<'_>) -> Result<Payment> {
    let mut payment = payment(row)?;
    let mut parts: Vec<(OrderId, String, Rupiah)> = Vec::new();
    let mut select = connection.prepare_cached(
        "SELECT a.order_id, o.code, a.amount FROM allocations a JOIN orders o ON o.id = a.order_id
         WHERE a.payment_id = ?1 ORDER BY a.id",
    )?;
    let mut rows = select.query([payment.id])?;
    while let Some(row) = rows.next()? {
        let (order, amount): (OrderId, Rupiah) = (row.get(0)?, row.get(2)?);
        match parts.iter_mut().find(|(known, _, _)| *known == order) {
            Some((_, _, sum)) => *sum = sum.plus(amount)?,
            None => parts.push((order, row.get(1)?, amount)),
        }
    }
    // Drops orders whose money was moved away (rule 45).
    parts.retain(|(_, _, amount)| *amount != Rupiah::ZERO);
    payment.parts = parts;
    Ok(payment)
}

/// The payment with this id.
pub(in crate::book) fn by_id(connection: &Connection, id: PaymentId) -> Result<Payment> {
    let mut select = connection.prepare_cached(&format!("{PAYMENT} WHERE p.id = ?1"))?;
    let mut rows = select.query([id])?;
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

/// A customer's credit: money paid that is on no order (rule 28), in rupiah.
pub(in crate::book) fn credit_of(connection: &Connection, customer: CustomerId) -> Result<Rupiah> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce((SELECT sum(amount) FROM payments WHERE customer_id = ?1 AND claimed_for IS NULL), 0)
             - coalesce((SELECT sum(a.amount) FROM payments p JOIN allocations a ON a.payment_id = p.id
               WHERE p.customer_id = ?1), 0)",
        )?
        .query_row([customer], |row| row.get(0))?)
}

from_row! {
    pub(in crate::book) PAYMENT, payment: Payment {
        id: "p.id",
        at: "p.at",
        amount: "p.amount",
        method: "p.method",
        account: "p.account_id",
        account_name: "a.name",
        customer: "p.customer_id",
        customer_name: "c.name",
        customer_phone: "c.phone",
        payer: "p.payer",
        reference: "p.reference",
        claimed: "p.claimed_for IS NOT NULL",
        refund: "p.refund",
        reverses: "p.reverses",
        voided: "EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)",
        ; parts: Vec::new(), announced: None
    } from "payments p LEFT JOIN accounts a ON a.id = p.account_id
     LEFT JOIN customers c ON c.id = p.customer_id"
}
