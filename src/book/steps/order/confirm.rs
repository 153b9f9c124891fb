//! Confirms orders: from then on they hold their units (rule 62).

use rusqlite::params;

use super::item::NewItem;
use super::items::{items_in, wanted_by, write_items};
use super::quotas::no_room;
use super::{approvals, codes, terms};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::order;
use crate::book::rows::period;
use crate::book::steps::{bonus, tally};
use crate::domain::id::OrderId;
use crate::domain::order::{OrderRow, OrderStatus};
use crate::domain::period::{Confirms, Period};
use crate::domain::stage::Stage;

/// Confirms an order with these items, which replace its lines. It holds its units, has today's
/// prices and the period's rules of today, and its down payment becomes due (rules 11, 25, 62). The
/// caller checks the quotas before.
pub(in crate::book) fn confirm(
    deed: &Deed<'_>,
    period: &Period,
    id: OrderId,
    items: &[(OfferRow, NewItem)],
) -> Result<()> {
    let connection = deed.connection();
    deed.touches(id)?;
    let (down_payment, down_payment_by) = terms::terms(deed, period, id)?;
    let approved = approvals::of(connection, id)?;
    connection
        .prepare_cached("DELETE FROM lines WHERE order_id = ?1")?
        .execute([id])?;
    connection
        .prepare_cached(
            "UPDATE orders SET confirmed_at = ?2, waitlisted_at = NULL, down_payment = ?3,
             down_payment_by = ?4, cancellation = ?5 WHERE id = ?1",
        )?
        .execute(params![
            id,
            deed.now,
            down_payment,
            down_payment_by,
            period.cancellation
        ])?;
    // After `confirmed_at` is set: from then on each written item uses units of a tier, which the
    // next one can't have.
    write_items(deed, id, items)?;
    approvals::keep(deed, id, &approved)?;
    bonus::give(deed, period.id, id)?;
    codes::draw_if_on(deed, id)
}

/// Confirms an order once its down payment has arrived. When no units are left by then, puts it on
/// the waiting list with its money (rule 62).
pub(in crate::book) fn confirm_if_paid(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let connection = deed.connection();
    let row = order::row(connection, id, deed.now)?;
    if !matches!(row.status, OrderStatus::Unconfirmed | OrderStatus::Waitlist) {
        return Ok(());
    }
    let period = period::by_id(connection, row.period)?;
    if period.confirms != Confirms::DownPayment || !is_paid_for(&row) {
        return Ok(());
    }
    let takes = matches!(period.stage(deed.now), Stage::Open | Stage::Closed);
    if takes
        && no_room(
            connection,
            &period,
            &wanted_by(connection, id)?,
            row.channel,
        )?
        .is_none()
    {
        tally::freeze_if_closed(deed, period.id, deed.now)?;
        let items = items_in(connection, id)?;
        return confirm(deed, &period, id, &items);
    }
    if row.status == OrderStatus::Unconfirmed {
        wait(deed, id)?;
    }
    Ok(())
}

/// Whether the down payment of an order has arrived.
pub(in crate::book) fn is_paid_for(row: &OrderRow) -> bool {
    row.bill.down_payment_met.is_some() || row.bill.paid >= row.bill.down_payment_asked()
}

/// Puts an order at the end of the waiting list; no down payment is due until it is served.
pub(in crate::book) fn wait(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "UPDATE orders SET waitlisted_at = ?2, down_payment_by = NULL WHERE id = ?1",
        )?
        .execute(params![id, deed.now])?;
    Ok(())
}
