//! The waiting list (rule 20): orders that a full quota does not allow now, first come first
//! served. An order is served whole or not at all; one that doesn't fit keeps its place, and the
//! next that fits is served.

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::{order, order_full, period};
use super::steps::order::{confirm, items, quotas};
use super::steps::{tally, waitlist};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;

impl Book {
    /// Confirms an order that holds no units yet: one on the waiting list, or one whose down
    /// payment has not arrived. It gets today's prices. Returns it.
    ///
    /// # Errors
    /// [`Refusal::OrderConfirmed`] when it is confirmed already, [`Refusal::OrderCancelled`], a
    /// period that is over, or a full quota unless `overbook` has a reason (rule 17).
    pub fn serve_order(
        &mut self,
        id: OrderId,
        overbook: Option<&str>,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = order_full::live(connection, id, now)?.row;
            if before.status == OrderStatus::Active {
                return Err(Refusal::OrderConfirmed { order: before.code }.into());
            }
            let period = period::by_id(connection, before.period)?;
            period::not_over(&period, now)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            let wanted = items::wanted_by(connection, id)?;
            match (
                quotas::no_room(connection, &period, &wanted, before.channel)?,
                overbook,
            ) {
                (None, _) => {}
                (Some(_), Some(why)) => order::set_overbook(deed, id, why)?,
                (Some(refusal), None) => return Err(refusal.into()),
            }
            confirm::confirm(deed, &period, id, &items::items_in(connection, id)?)?;
            let order = order_full::order(connection, id, now)?;
            let message = Message::new("did-serve-order")
                .text("order", order.row.code.as_str())
                .with("customer", order.row.customer_arg())
                .money("total", order.row.bill.total);
            Ok((order, message))
        })
    }

    /// Why serving an order now would be refused; `None` when it would be served.
    pub fn no_room_for(&self, id: OrderId, now: Moment) -> Result<Option<Refusal>> {
        let reading = self.reading()?;
        let row = order::row(&reading, id, now)?;
        let period = period::by_id(&reading, row.period)?;
        let wanted = items::wanted_by(&reading, id)?;
        quotas::no_room(&reading, &period, &wanted, row.channel)
    }

    /// The waiting orders of `periods` in production or later, where the list is no longer served
    /// automatically (rule 20), that would fit now. First come first; each as if it alone were
    /// served.
    pub fn waitlist_matches(&self, periods: &[Period], now: Moment) -> Result<Vec<OrderId>> {
        let reading = self.reading()?;
        let mut found = Vec::new();
        for period in periods {
            if matches!(period.stage(now), Stage::InProduction | Stage::Ready) {
                for id in waitlist::waiting(&reading, period.id)? {
                    let row = order::row(&reading, id, now)?;
                    if waitlist::fits(&reading, period, &row)? {
                        found.push(id);
                    }
                }
            }
        }
        Ok(found)
    }
}
