//! Cancels an order and sets its cancellation fee.

use rusqlite::params;

use super::bill::set_charge;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::{order, period, text};
use crate::book::steps::units;
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::domain::policy::{Cancellation, Forfeit};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// The cancellation fee of an order if it is cancelled, and what decides it.
pub(in crate::book) fn forfeit(
    connection: &rusqlite::Connection,
    id: OrderId,
    by_shop: bool,
    keep: Option<Rupiah>,
    now: Moment,
) -> Result<Forfeit> {
    let row = order::row(connection, id, now)?;
    let paid = row.bill.paid;
    if let Some(forfeit) = said(by_shop, keep, (paid, paid))? {
        return Ok(forfeit);
    }
    let stage = period::by_id(connection, row.period)?.stage(now);
    Ok(rule_of(connection, id)?.forfeit(&row.bill, stage))
}

/// What is kept where that was said, and not left to the rule: nothing by the shop, so much by the owner
/// up to what was paid. `None` where the rule decides.
///
/// # Errors
/// A sum that the shop keeps of what it cancels itself, or more than was paid.
pub(in crate::book) fn said(
    by_shop: bool,
    keep: Option<Rupiah>,
    (back, most): (Rupiah, Rupiah),
) -> Result<Option<Forfeit>> {
    match (by_shop, keep) {
        (true, Some(kept)) if kept != Rupiah::ZERO => Err(Refusal::KeepByShop.into()),
        (true, _) => Ok(Some(Forfeit::by_shop(back))),
        (false, Some(kept)) => Ok(Some(Forfeit::by_owner(kept, most)?)),
        (false, None) => Ok(None),
    }
}

/// The cancellation rule that an order froze with.
pub(in crate::book) fn rule_of(
    connection: &rusqlite::Connection,
    id: OrderId,
) -> Result<Cancellation> {
    Ok(connection
        .prepare_cached("SELECT cancellation FROM orders WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// Marks an order cancelled and writes its cancellation fee. The caller serves the waiting list
/// with its units (`waitlist::serve`).
pub(in crate::book) fn cancel_keeping(
    deed: &Deed<'_>,
    id: OrderId,
    why: &str,
    by_shop: bool,
    keep: Option<Rupiah>,
) -> Result<Forfeit> {
    let forfeit = forfeit(deed.connection(), id, by_shop, keep, deed.now)?;
    cancel(deed, id, &text::long_line("field-reason", why)?, by_shop)?;
    units::release(deed, id)?;
    set_cancellation_fee(deed, id, &forfeit)?;
    Ok(forfeit)
}

/// Writes the cancellation fee of an order, and what decided it.
pub(in crate::book) fn set_cancellation_fee(
    deed: &Deed<'_>,
    id: OrderId,
    forfeit: &Forfeit,
) -> Result<()> {
    deed.connection()
        .prepare_cached("UPDATE orders SET kept_by = ?2, kept_percent = ?3 WHERE id = ?1")?
        .execute(params![id, forfeit.by, forfeit.percent])?;
    let connection = deed.connection();
    let parts: Rupiah = connection
        .prepare_cached(
            "SELECT coalesce(sum(amount), 0) FROM charges
             WHERE order_id = ?1 AND kind = 'cancellation_fee' AND label <> ''",
        )?
        .query_row([id], |row| row.get(0))?;
    // What was kept of parts stands by itself as long as it is a part of the whole fee.
    let rest = if parts <= forfeit.kept {
        forfeit.kept.minus(parts)?
    } else {
        connection
            .prepare_cached(
                "DELETE FROM charges WHERE order_id = ?1 AND kind = 'cancellation_fee' AND label <> ''",
            )?
            .execute([id])?;
        forfeit.kept
    };
    set_charge(deed, id, ChargeKind::CancellationFee, rest)
}

/// Lowers the cancellation fee of an order to what was really paid.
pub(in crate::book) fn cap_cancellation_fee(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let bill = order::row(deed.connection(), id, deed.now)?.bill;
    if bill.cancelled && bill.total > bill.paid {
        let there = bill.paid.max(Rupiah::ZERO);
        return set_cancellation_fee(deed, id, &Forfeit::by_owner(there, there)?);
    }
    Ok(())
}

/// Marks an order cancelled, without a fee.
fn cancel(deed: &Deed<'_>, id: OrderId, why: &str, by_shop: bool) -> Result<()> {
    deed.touches(id)?;
    deed.connection()
        .prepare_cached(
            "UPDATE orders SET cancelled_at = ?2, cancelled_by = ?3, cancel_reason = ?4 WHERE id = ?1",
        )?
        .execute(params![
            id,
            deed.now,
            if by_shop { "shop" } else { "customer" },
            why
        ])?;
    Ok(())
}
