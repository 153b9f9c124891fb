//! Payments: reads their rows.

use rusqlite::{Connection, Row};

use crate::book::keeper::error::{BookError, Result};
use crate::domain::id::{AccountId, CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::payment::Payment;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Columns of a payment, for [`read`].
pub(in crate::book) const PAYMENT: &str = "SELECT p.id, p.at, p.amount, p.method, p.account_id, a.name, p.customer_id, c.name,
     p.payer, p.reference, p.claimed_for IS NOT NULL, p.refund, p.reverses,
     EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
     FROM payments p LEFT JOIN accounts a ON a.id = p.account_id LEFT JOIN customers c ON c.id = p.customer_id";

/// Reads a row of [`PAYMENT`], and the parts of the payment.
pub(in crate::book) fn read(connection: &Connection, row: &Row<'_>) -> Result<Payment> {
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
pub(in crate::book) fn by_id(connection: &Connection, id: PaymentId) -> Result<Payment> {
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
pub(in crate::book) fn credit_of(connection: &Connection, customer: CustomerId) -> Result<Rupiah> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce((SELECT sum(amount) FROM payments WHERE customer_id = ?1 AND claimed_for IS NULL), 0)
             - coalesce((SELECT sum(a.amount) FROM payments p JOIN allocations a ON a.payment_id = p.id
               WHERE p.customer_id = ?1), 0)",
        )?
        .query_row([customer.raw()], |row| row.get(0).map(Rupiah::new))?)
}
