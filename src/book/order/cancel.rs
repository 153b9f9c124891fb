//! Cancels orders, and computes the cancellation fee by the rule stored with the order (rule 33).

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::order;
use crate::book::rows::order_full::{self, live};
use crate::book::steps::order::cancel::{cancel_keeping, forfeit};
use crate::book::steps::{tally, waitlist};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::policy::Forfeit;
use crate::domain::when::Moment;

impl Book {
    /// Cancels an order and frees its units. When the shop cancels, everything paid must be
    /// refunded; when the customer does, the rule's part becomes the cancellation fee, "DP hangus".
    ///
    /// # Errors
    /// An order cancelled already.
    pub fn cancel_order(
        &mut self,
        id: OrderId,
        why: &str,
        by_shop: bool,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.cancel_order_keeping(id, why, by_shop, None, now)
    }

    /// Cancels an order with the cancellation fee the owner sets; without one, that of the rule.
    ///
    /// # Errors
    /// An order cancelled already, a fee larger than what was paid, or a fee although the shop
    /// cancels.
    pub fn cancel_order_keeping(
        &mut self,
        id: OrderId,
        why: &str,
        by_shop: bool,
        keep: Option<Rupiah>,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            tally::freeze_if_closed(deed, before.row.period, now)?;
            let forfeit = cancel_keeping(deed, id, why, by_shop, keep)?;
            let served = waitlist::serve(deed, before.row.period)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let key = if forfeit.kept > Rupiah::ZERO {
                "did-cancel-order-kept"
            } else {
                "did-cancel-order"
            };
            let mut message = Message::new(key)
                .text("order", order.row.code.as_str())
                .with("customer", order.row.customer_arg());
            if forfeit.kept > Rupiah::ZERO {
                message = message.money("kept", forfeit.kept);
            }
            Ok((order, waitlist::told(message, &served)))
        })
    }

    /// The orders that would come in from the waiting list if the order were cancelled now
    /// (rule 20), in the order they are served.
    pub fn let_in_by_cancelling(&self, id: OrderId, now: Moment) -> Result<Vec<Order>> {
        let reading = self.reading()?;
        let period = live(&reading, id, now)?.row.period;
        let waiting = waitlist::waiting(&reading, period)?;
        drop(reading);
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        self.rehearse(now, |deed| {
            cancel_keeping(deed, id, "-", true, None)?;
            waitlist::serve(deed, period)?;
            let mut let_in = Vec::new();
            for id in waiting.into_iter().filter(|waiting| *waiting != id) {
                if order::row(deed.connection(), id, now)?.status == OrderStatus::Active {
                    let_in.push(order_full::order(deed.connection(), id, now)?);
                }
            }
            Ok(let_in)
        })
    }

    /// The fee and the refund if the order were cancelled now.
    ///
    /// # Errors
    /// A fee that [`Self::cancel_order_keeping`] refuses.
    pub fn forfeit(
        &self,
        id: OrderId,
        by_shop: bool,
        keep: Option<Rupiah>,
        now: Moment,
    ) -> Result<Forfeit> {
        forfeit(&*self.reading()?, id, by_shop, keep, now)
    }
}
