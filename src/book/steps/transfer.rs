//! Moves money between the orders of a customer and the customer's credit (rule 28). The payments
//! stay as they are; what moves is written as a pair of allocations, a negative one on the order it
//! leaves and a positive one where it goes, or as one alone when it becomes credit or comes from it.
//!
//! Every deed takes money from the oldest payment (lowest id) first.

use rusqlite::params;

use super::ledger::{allocate, allocate_as, reverse};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::id::{CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::moving::MetBill;

/// Moves money from an order to another one, or to the payer's credit, oldest payments first.
/// `here` and `there` are what it settles on either side. The caller makes sure that the order has
/// this much.
pub(in crate::book) fn transfer(
    deed: &Deed<'_>,
    from: OrderId,
    to: Option<OrderId>,
    amount: Rupiah,
    (here, there): (MetBill, MetBill),
) -> Result<()> {
    let mut rest = amount;
    let mut parts = Vec::new();
    for (payment, on_order) in payments_on(deed, from)? {
        let part = on_order.min(rest);
        if part > Rupiah::ZERO {
            parts.push((payment, part));
            rest = rest.minus(part)?;
        }
    }
    for (payment, part) in &parts {
        allocate_as(deed, *payment, from, part.negated(), here)?;
    }
    if let Some(to) = to {
        for (payment, part) in &parts {
            allocate_as(deed, *payment, to, *part, there)?;
        }
    }
    Ok(())
}

/// The part of each valid payment that is on an order, oldest first.
fn payments_on(deed: &Deed<'_>, order: OrderId) -> Result<Vec<(PaymentId, Rupiah)>> {
    Ok(deed
        .connection()
        .prepare_cached(
            "SELECT a.payment_id, sum(a.amount) AS here FROM allocations a
             JOIN payments p ON p.id = a.payment_id
             WHERE a.order_id = ?1 AND p.refund = 0 AND p.reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             GROUP BY a.payment_id HAVING here > 0 ORDER BY a.payment_id",
        )?
        .query_map([order], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Moves the claims of an order, money the customer says was sent, to another order, or ends them
/// (rule 29).
pub(in crate::book) fn move_claims(
    deed: &Deed<'_>,
    from: OrderId,
    to: Option<OrderId>,
) -> Result<()> {
    let connection = deed.connection();
    let claims = connection
        .prepare_cached(
            "SELECT p.id FROM payments p WHERE p.claimed_for = ?1 AND p.reverses IS NULL
             AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id) ORDER BY p.id",
        )?
        .query_map([from], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for claim in claims {
        reverse(deed, claim)?;
        if let Some(to) = to {
            connection
                .prepare_cached(
                    "INSERT INTO payments (customer_id, at, amount, method, account_id, payer,
                     reference, refund, claimed_for)
                     SELECT customer_id, at, amount, method, account_id, payer, reference, refund, ?2
                     FROM payments WHERE id = ?1",
                )?
                .execute(params![claim, to])?;
        }
    }
    Ok(())
}

/// Puts credit of a customer on an order, oldest payments first. The caller makes sure that the
/// customer has this much.
pub(in crate::book) fn take_credit(
    deed: &Deed<'_>,
    customer: CustomerId,
    to: OrderId,
    amount: Rupiah,
) -> Result<()> {
    let mut rest = amount;
    for (payment, free) in payments_free(deed, customer)? {
        let part = free.min(rest);
        if part > Rupiah::ZERO {
            allocate(deed, payment, to, part)?;
            rest = rest.minus(part)?;
        }
    }
    Ok(())
}

/// The part of each valid payment that is on no order, oldest first.
fn payments_free(deed: &Deed<'_>, customer: CustomerId) -> Result<Vec<(PaymentId, Rupiah)>> {
    Ok(deed
        .connection()
        .prepare_cached(
            "SELECT p.id, p.amount - coalesce((SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id), 0) AS free
             FROM payments p WHERE p.customer_id = ?1 AND p.claimed_for IS NULL AND p.refund = 0
               AND p.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
               AND free > 0 ORDER BY p.id",
        )?
        .query_map([customer], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Compares the money on an order with its bill again, after the bill changed: a bill lowered to
/// what was paid is settled, and is underpaid when it rises later (rule 70).
pub(in crate::book) fn meet(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    if let Some((payment, _)) = payments_on(deed, order)?.last() {
        let least = Rupiah::new(1);
        allocate(deed, *payment, order, least)?;
        allocate(deed, *payment, order, least.negated())?;
    }
    Ok(())
}
