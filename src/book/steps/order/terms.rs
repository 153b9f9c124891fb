//! What an order is asked for up front: nothing when it is free or has a due date of its own (rules 109,
//! 112), the full price of who has to pay it, else what its period asks (rule 25).

use rusqlite::{Connection, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::order::down_payment_by;
use crate::domain::id::OrderId;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;

/// The rule of the down payment that an order gets now, and its deadline: none for what is free or has
/// a due date of its own (rules 109, 112), the full price of who has to pay it (rule 112), else
/// that of its period.
pub(in crate::book) fn terms(
    deed: &Deed<'_>,
    period: &Period,
    id: OrderId,
) -> Result<(DownPayment, Option<i64>)> {
    let (exempt, pays_full): (bool, bool) = deed
        .connection()
        .prepare_cached(
            "SELECT o.free_reason IS NOT NULL OR o.due_at IS NOT NULL, c.pays_full
             FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if exempt {
        return Ok((DownPayment::None, None));
    }
    let rule = match pays_full {
        true => DownPayment::Full,
        false => period.down_payment,
    };
    Ok((rule, down_payment_by(period, deed.now)))
}

/// Gives an order the terms of [`terms`]; one that waits has no deadline.
pub(in crate::book) fn set_terms(deed: &Deed<'_>, period: &Period, id: OrderId) -> Result<()> {
    let (rule, by) = terms(deed, period, id)?;
    deed.connection()
        .prepare_cached(
            "UPDATE orders SET down_payment = ?2,
             down_payment_by = CASE WHEN waitlisted_at IS NULL OR confirmed_at IS NOT NULL THEN ?3 END
             WHERE id = ?1 AND (down_payment <> ?2 OR down_payment_by IS NOT ?3)",
        )?
        .execute(params![id, rule, by])?;
    Ok(())
}

/// Whether the goods of an order cost nothing (rule 109).
pub(in crate::book) fn is_free(connection: &Connection, id: OrderId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT free_reason IS NOT NULL FROM orders WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}
