//! Cancelling an order.

use rusqlite::params;

use super::live;
use crate::book::deed::Deed;
use crate::book::error::Result;
use crate::book::{Book, order_full, tally, text, waitlist};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::when::Moment;

impl Book {
    /// Cancels an order. Its units are free again; what was paid is owed back.
    ///
    /// # Errors
    /// An order cancelled already, or the file.
    pub fn cancel_order(
        &mut self,
        id: OrderId,
        why: &str,
        by_shop: bool,
        now: Moment,
    ) -> Result<Order> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            tally::freeze_if_closed(deed, before.row.period, now)?;
            cancel(deed, id, &text::long_line("field-reason", why)?, by_shop)?;
            let served = waitlist::serve(deed, before.row.period)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-cancel-order")
                .text("order", order.row.code.as_str())
                .text("customer", order.row.customer_name.as_str());
            Ok((order, waitlist::told(message, &served)))
        })
    }
}

/// Marks an order cancelled. Whom its units serve is the caller's question ([`waitlist::serve`]).
pub(in crate::book) fn cancel(
    deed: &Deed<'_>,
    id: OrderId,
    why: &str,
    by_shop: bool,
) -> Result<()> {
    deed.touches(id)?;
    deed.connection()
        .prepare_cached(
            "UPDATE orders SET cancelled_at = ?2, cancelled_by = ?3, cancel_reason = ?4 WHERE id = ?1",
        )?
        .execute(params![
            id.raw(),
            deed.now.unix(),
            if by_shop { "shop" } else { "customer" },
            why
        ])?;
    Ok(())
}
