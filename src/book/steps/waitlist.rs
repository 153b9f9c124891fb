//! Serves the waiting lists of periods, oldest first (rule 20).

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::order::{confirm, items, quotas};
use super::tally;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::{order, period};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::OrderRow;
use crate::domain::period::{Confirms, Period};
use crate::domain::stage::Stage;
use crate::domain::when::Moment;

/// Serves the waiting list of a period as far as there is room, while it is open or closed; from
/// production on the owner serves by hand. Every deed that may free units calls this after its own
/// change. Returns the numbers of the served orders.
pub(in crate::book) fn serve(deed: &Deed<'_>, period: PeriodId) -> Result<Vec<String>> {
    let connection = deed.connection();
    let mut served = Vec::new();
    let waiting = waiting(connection, period)?;
    if waiting.is_empty() {
        return Ok(served);
    }
    let period = period::by_id(connection, period)?;
    if !serves(&period, deed.now) {
        return Ok(served);
    }
    for id in waiting {
        let row = order::row(connection, id, deed.now)?;
        if is_due(connection, &period, &row)? {
            tally::freeze_if_closed(deed, period.id, deed.now)?;
            confirm::confirm(deed, &period, id, &items::items_in(connection, id)?)?;
            served.push(row.code);
        }
    }
    Ok(served)
}

/// Serves the waiting lists of several periods, each once. A deed on several orders calls this when all of
/// them are done, because the first who waits may need the units of several.
pub(in crate::book) fn serve_all(
    deed: &Deed<'_>,
    periods: impl IntoIterator<Item = PeriodId>,
) -> Result<Vec<String>> {
    let mut served = Vec::new();
    for period in periods.into_iter().collect::<BTreeSet<_>>() {
        served.extend(serve(deed, period)?);
    }
    Ok(served)
}

/// Whether a period's waiting list is served automatically; from production on the owner decides.
fn serves(period: &Period, now: Moment) -> bool {
    matches!(period.stage(now), Stage::Open | Stage::Closed)
}

/// Whether a waiting order would be served now.
fn is_due(connection: &Connection, period: &Period, row: &OrderRow) -> Result<bool> {
    // Without its down payment it would not be confirmed (rule 62).
    if period.confirms == Confirms::DownPayment && !confirm::is_paid_for(row) {
        return Ok(false);
    }
    fits(connection, period, row)
}

/// Orders that wait although there is room. There should be none, because every deed that frees
/// units serves the list. Leaves out packages: their components may have changed since.
pub(in crate::book) fn passed_over(
    connection: &Connection,
    period: &Period,
    now: Moment,
) -> Result<Vec<OrderRow>> {
    let mut found = Vec::new();
    if !serves(period, now) {
        return Ok(found);
    }
    for id in waiting(connection, period.id)? {
        let row = order::row(connection, id, now)?;
        let packed = connection
            .prepare_cached("SELECT 1 FROM lines WHERE order_id = ?1 AND is_package")?
            .exists([id])?;
        if !packed && is_due(connection, period, &row)? {
            found.push(row);
        }
    }
    Ok(found)
}

/// Adds the customers served from the waiting list to a deed's sentence.
pub(in crate::book) fn told(deed: Message, served: &[String]) -> Message {
    if served.is_empty() {
        return deed;
    }
    Message::new("did-and-served")
        .say("deed", deed)
        .text("orders", served.join(", "))
}

/// Orders that wait in a period, the longest waiting first.
pub(in crate::book) fn waiting(connection: &Connection, period: PeriodId) -> Result<Vec<OrderId>> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM orders WHERE period_id = ?1 AND waitlisted_at IS NOT NULL AND cancelled_at IS NULL
             ORDER BY waitlisted_at, id",
        )?
        .query_map([period], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Whether a waiting order could be served whole now.
pub(in crate::book) fn fits(
    connection: &Connection,
    period: &Period,
    row: &OrderRow,
) -> Result<bool> {
    let wanted = items::wanted_by(connection, row.id)?;
    Ok(wanted.iter().all(|wanted| !wanted.is_off_sale())
        && quotas::no_room(connection, period, &wanted, row.channel)?.is_none())
}
