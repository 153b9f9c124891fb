//! The waiting list (rule 20): who wants units that a quota does not allow now, first come first
//! served. An order is served whole or not at all; one that does not fit keeps its place, and the
//! next that fits is served.

use rusqlite::Connection;

use super::deed::Deed;
use super::error::Result;
use super::{Book, order, order_full, order_list, period, tally};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::{Arg, Message};
use crate::domain::order::{Order, OrderRow, OrderStatus};
use crate::domain::period::{Confirms, Period};
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;

impl Book {
    /// Confirms an order that holds nothing yet: one of the waiting list, or one whose down
    /// payment has not arrived. Its prices are those of now. Returns it.
    ///
    /// # Errors
    /// [`Refusal::OrderCounts`] when it is confirmed already, [`Refusal::OrderCancelled`], a
    /// period that is over, a full quota unless `overbook` says why it is taken all the same (rule
    /// 17), or the file.
    pub fn serve_order(
        &mut self,
        id: OrderId,
        overbook: Option<&str>,
        now: Moment,
    ) -> Result<Order> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = order::live(connection, id, now)?.row;
            if before.status == OrderStatus::Active {
                return Err(Refusal::OrderCounts { order: before.code }.into());
            }
            let period = period::by_id(connection, before.period)?;
            period::not_over(&period, now)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            let wanted = order::wanted_by(connection, id)?;
            match (
                order::no_room(connection, &period, &wanted, before.channel)?,
                overbook,
            ) {
                (None, _) => {}
                (Some(_), Some(why)) => order::set_overbook(deed, id, why)?,
                (Some(refusal), None) => return Err(refusal.into()),
            }
            order::confirm(deed, &period, id, &order::items_in(connection, id)?)?;
            let order = order_full::order(connection, id, now)?;
            let message = Message::new("did-serve-order")
                .text("order", order.row.code.as_str())
                .text("customer", order.row.customer_name.as_str())
                .money("total", order.row.bill.total);
            Ok((order, message))
        })
    }

    /// Why an order that holds nothing yet would be refused if it were served now, when it would.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn no_room_for(&self, id: OrderId, now: Moment) -> Result<Option<Refusal>> {
        let row = order_list::row(&self.connection, id, now)?;
        let period = period::by_id(&self.connection, row.period)?;
        let wanted = order::wanted_by(&self.connection, id)?;
        order::no_room(&self.connection, &period, &wanted, row.channel)
    }

    /// The orders of waiting lists that would fit now where nothing is served by itself any more:
    /// in production or later (rule 20). First come first; each as if it alone were served.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn waitlist_matches(&self, now: Moment) -> Result<Vec<OrderId>> {
        let mut found = Vec::new();
        for period in self.periods()? {
            if matches!(period.stage(now), Stage::InProduction | Stage::Ready) {
                for id in waiting(&self.connection, period.id)? {
                    let row = order_list::row(&self.connection, id, now)?;
                    if fits(&self.connection, &period, &row)? {
                        found.push(id);
                    }
                }
            }
        }
        Ok(found)
    }
}

/// Serves the waiting list of a period, as far as there is room, while it is open or closed; from
/// production on the owner serves by hand. To be called by every deed that may have freed units,
/// after its own change. Returns the numbers of the orders it served.
pub(super) fn serve(deed: &Deed<'_>, period: PeriodId) -> Result<Vec<String>> {
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
        let row = order_list::row(connection, id, deed.now)?;
        if is_due(connection, &period, &row)? {
            tally::freeze_if_closed(deed, period.id, deed.now)?;
            order::confirm(deed, &period, id, &order::items_in(connection, id)?)?;
            served.push(row.code);
        }
    }
    Ok(served)
}

/// Whether a period serves its waiting list by itself: from production on the owner decides.
fn serves(period: &Period, now: Moment) -> bool {
    matches!(period.stage(now), Stage::Open | Stage::Closed)
}

/// Whether a waiting order would be served now.
fn is_due(connection: &Connection, period: &Period, row: &OrderRow) -> Result<bool> {
    // Without its down payment it would hold nothing (rule 62).
    if period.confirms == Confirms::DownPayment && !order::is_paid_for(row) {
        return Ok(false);
    }
    fits(connection, period, row)
}

/// Who waits in a period that serves its waiting list, though there is room: nobody, as long as
/// every deed that frees units serves. Packages are left out: what is in one may have changed since.
pub(super) fn passed_over(
    connection: &Connection,
    period: &Period,
    now: Moment,
) -> Result<Vec<OrderRow>> {
    let mut found = Vec::new();
    if !serves(period, now) {
        return Ok(found);
    }
    for id in waiting(connection, period.id)? {
        let row = order_list::row(connection, id, now)?;
        let packed = connection
            .prepare_cached("SELECT 1 FROM lines WHERE order_id = ?1 AND is_package")?
            .exists([id.raw()])?;
        if !packed && is_due(connection, period, &row)? {
            found.push(row);
        }
    }
    Ok(found)
}

/// What a deed did, with whom it served from the waiting list.
pub(super) fn told(deed: Message, served: &[String]) -> Message {
    if served.is_empty() {
        return deed;
    }
    Message::new("did-and-served")
        .with("deed", Arg::Say(Box::new(deed)))
        .text("orders", served.join(", "))
}

/// Who waits in a period, first come first.
fn waiting(connection: &Connection, period: PeriodId) -> Result<Vec<OrderId>> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM orders WHERE period_id = ?1 AND waitlisted_at IS NOT NULL AND cancelled_at IS NULL
             ORDER BY waitlisted_at, id",
        )?
        .query_map([period.raw()], |row| row.get(0).map(OrderId::new))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Whether a waiting order could be served whole now.
fn fits(connection: &Connection, period: &Period, row: &OrderRow) -> Result<bool> {
    let wanted = order::wanted_by(connection, row.id)?;
    Ok(wanted.iter().all(|wanted| !wanted.is_off_sale())
        && order::no_room(connection, period, &wanted, row.channel)?.is_none())
}
