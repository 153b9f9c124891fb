//! Cancelling an order: what is kept of its money by the rule it was confirmed under (rule 33).

use rusqlite::params;

use super::bill::set_charge;
use super::live;
use crate::book::deed::Deed;
use crate::book::error::Result;
use crate::book::{Book, order_full, order_list, period, tally, text, waitlist};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, Order};
use crate::domain::policy::{Cancellation, Forfeit};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Cancels an order. Its units are free again. By the shop all that was paid is owed back; by
    /// the customer what the rule keeps becomes the order's cancellation fee, "DP hangus".
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
        self.cancel_order_keeping(id, why, by_shop, None, now)
    }

    /// Cancels an order, the owner deciding what is kept of what was paid; absent, the rule does.
    ///
    /// # Errors
    /// An order cancelled already, more to be kept than was paid, something to be kept though the
    /// shop cancels, or the file.
    pub fn cancel_order_keeping(
        &mut self,
        id: OrderId,
        why: &str,
        by_shop: bool,
        keep: Option<Rupiah>,
        now: Moment,
    ) -> Result<Order> {
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
                .text("customer", order.row.customer_name.as_str());
            if forfeit.kept > Rupiah::ZERO {
                message = message.money("kept", forfeit.kept);
            }
            Ok((order, waitlist::told(message, &served)))
        })
    }

    /// What cancelling an order now would keep and give back.
    ///
    /// # Errors
    /// What [`Self::cancel_order_keeping`] refuses to be kept, or the file.
    pub fn forfeit(
        &self,
        id: OrderId,
        by_shop: bool,
        keep: Option<Rupiah>,
        now: Moment,
    ) -> Result<Forfeit> {
        forfeit(&self.connection, id, by_shop, keep, now)
    }
}

fn forfeit(
    connection: &rusqlite::Connection,
    id: OrderId,
    by_shop: bool,
    keep: Option<Rupiah>,
    now: Moment,
) -> Result<Forfeit> {
    let row = order_list::row(connection, id, now)?;
    let paid = row.bill.paid;
    if by_shop {
        return match keep {
            Some(kept) if kept != Rupiah::ZERO => Err(Refusal::KeepByShop.into()),
            _ => Ok(Forfeit::by_shop(paid)),
        };
    }
    if let Some(kept) = keep {
        return Ok(Forfeit::by_owner(kept, paid)?);
    }
    let rule: String = connection
        .prepare_cached("SELECT cancellation FROM orders WHERE id = ?1")?
        .query_row([id.raw()], |row| row.get(0))?;
    let stage = period::by_id(connection, row.period)?.stage(now);
    Ok(rule.parse::<Cancellation>()?.forfeit(&row.bill, stage))
}

/// Marks an order cancelled and writes what is kept of its money. Whom its units serve is the
/// caller's question ([`waitlist::serve`]).
pub(in crate::book) fn cancel_keeping(
    deed: &Deed<'_>,
    id: OrderId,
    why: &str,
    by_shop: bool,
    keep: Option<Rupiah>,
) -> Result<Forfeit> {
    let forfeit = forfeit(deed.connection(), id, by_shop, keep, deed.now)?;
    cancel(deed, id, &text::long_line("field-reason", why)?, by_shop)?;
    keep_of(deed, id, &forfeit)?;
    Ok(forfeit)
}

/// Writes what is kept of a cancelled order, and what decided it.
pub(super) fn keep_of(deed: &Deed<'_>, id: OrderId, forfeit: &Forfeit) -> Result<()> {
    deed.connection()
        .prepare_cached("UPDATE orders SET kept_by = ?2, kept_percent = ?3 WHERE id = ?1")?
        .execute(params![id.raw(), forfeit.by.code(), forfeit.percent])?;
    set_charge(deed, id, ChargeKind::CancellationFee, forfeit.kept)
}

/// Of money that never came nothing can be kept: lowers what is kept of a cancelled order to what
/// is there.
pub(in crate::book) fn keep_no_more(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let bill = order_list::row(deed.connection(), id, deed.now)?.bill;
    if bill.cancelled && bill.total > bill.paid {
        let there = bill.paid.max(Rupiah::ZERO);
        return keep_of(deed, id, &Forfeit::by_owner(there, there)?);
    }
    Ok(())
}

/// Marks an order cancelled, with nothing kept.
fn cancel(deed: &Deed<'_>, id: OrderId, why: &str, by_shop: bool) -> Result<()> {
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
