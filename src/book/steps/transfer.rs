//! Money that leaves an order without leaving the shop: to another order, or to the credit of who
//! paid it. The payments stand as they are; a pair of allocations says where the money is now.

use rusqlite::{Connection, params};

use super::ledger::{allocate, allocate_as, reverse};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::id::{OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::moving::Met;

/// Moves money from an order, the oldest payments first: to another order, or to the credit of who
/// paid it. `here` and `there` say what it meets on either side.
///
/// # Errors
/// When the file can't be written.
pub(in crate::book) fn transfer(
    deed: &Deed<'_>,
    from: OrderId,
    to: Option<OrderId>,
    amount: Rupiah,
    (here, there): (Met, Met),
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

/// What of each payment in force stands on an order, the oldest first.
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
        .query_map([order.raw()], |row| {
            Ok((PaymentId::new(row.get(0)?), Rupiah::new(row.get(1)?)))
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Money that was said to be sent for one order is expected on another from now on, or on none
/// (rule 29).
///
/// # Errors
/// When the file can't be written.
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
        .query_map([from.raw()], |row| row.get(0).map(PaymentId::new))?
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
                .execute(params![claim.raw(), to.raw()])?;
        }
    }
    Ok(())
}

/// Takes money off an order, the newest payments first, and puts it on another when one is named.
/// That it lies there is the caller's to know.
pub(in crate::book) fn take(
    deed: &Deed<'_>,
    from: OrderId,
    to: Option<OrderId>,
    amount: Rupiah,
) -> Result<()> {
    let mut rest = amount;
    for (payment, lies) in lying_on(deed.connection(), from)? {
        let part = lies.min(rest);
        if part <= Rupiah::ZERO {
            break;
        }
        allocate(deed, payment, from, part.negated())?;
        if let Some(to) = to {
            allocate(deed, payment, to, part)?;
        }
        rest = rest.minus(part)?;
    }
    Ok(())
}

/// Lets the money on an order meet its bill as it is now, as if it came again: a bill that was
/// lowered to what lies there is settled, and is underpaid when it rises (rule 70).
pub(in crate::book) fn meet(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    if let Some((payment, _)) = lying_on(deed.connection(), order)?.first() {
        let least = Rupiah::new(1);
        allocate(deed, *payment, order, least)?;
        allocate(deed, *payment, order, least.negated())?;
    }
    Ok(())
}

/// The payments whose money lies on an order and how much, the newest first.
fn lying_on(connection: &Connection, order: OrderId) -> Result<Vec<(PaymentId, Rupiah)>> {
    Ok(connection
        .prepare_cached(
            "SELECT a.payment_id, sum(a.amount) AS lies FROM allocations a JOIN payments p ON p.id = a.payment_id
             WHERE a.order_id = ?1 AND p.reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             GROUP BY a.payment_id HAVING lies > 0 ORDER BY a.payment_id DESC",
        )?
        .query_map([order.raw()], |row| {
            Ok((PaymentId::new(row.get(0)?), Rupiah::new(row.get(1)?)))
        })?
        .collect::<rusqlite::Result<_>>()?)
}
