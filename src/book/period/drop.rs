//! Drops one offer of a period: its lines are cancelled by the shop, the rest stands (rule 68).

use rusqlite::{Connection, params};

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::goods_named::variant_named;
use crate::book::rows::offer::{self, OfferRow, find_offer};
use crate::book::rows::period::{by_id, did, not_over};
use crate::book::rows::{order_full, text};
use crate::book::steps::order::cancel::cancel_keeping;
use crate::book::steps::order::change_items::give_up_items;
use crate::book::steps::order::edit::Editing;
use crate::book::steps::order::item::{ItemChange, ItemRef, UnitsChange};
use crate::book::steps::order::items::level_of;
use crate::book::steps::order::part_cancel::{self, PartCancel};
use crate::book::steps::{tally, waitlist};
use crate::domain::code::Code;
use crate::domain::id::{OfferId, OrderId, PeriodId};
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// What dropping an offer did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Orders that lost its units and stand with the rest.
    pub changed: usize,
    /// Orders that had nothing else and were cancelled.
    pub cancelled: usize,
}

impl Book {
    /// Takes a variant off sale and cancels its lines for the shop, in all orders of the period: what was
    /// paid for them is to be refunded, all else of the orders stands.
    ///
    /// # Errors
    /// A period that is over, a variant that is not on sale, units of it in packages, or no reason.
    pub fn drop_offer(
        &mut self,
        id: PeriodId,
        variant: &Code,
        why: &str,
        now: Moment,
    ) -> Result<Done<Dropped>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = by_id(connection, id)?;
            not_over(&period, now)?;
            let why = text::reason(why)?;
            let offer = match variant_named(connection, variant)? {
                Some(variant) => find_offer(connection, id, variant.id)?,
                None => None,
            };
            let Some(offer) = offer else {
                return Err(offer::not_offered(connection, &period, variant)?.into());
            };
            refuse_packed(connection, &offer)?;
            tally::freeze_if_closed(deed, id, now)?;
            let mut dropped = Dropped::default();
            for order in orders_with(connection, offer.id)? {
                match take_out(deed, (&period, &offer), order, &why)? {
                    true => dropped.changed += 1,
                    false => dropped.cancelled += 1,
                }
            }
            connection
                .prepare_cached(
                    "UPDATE offers SET archived_at = coalesce(archived_at, ?2), dropped_at = ?2,
                     drop_reason = ?3 WHERE id = ?1",
                )?
                .execute(params![offer.id, now, why])?;
            let served = waitlist::serve(deed, id)?;
            let message = did("did-drop-offer", &period)
                .text("variant", offer.code)
                .count("orders", dropped.changed + dropped.cancelled)
                .text("why", why);
            Ok((dropped, waitlist::told(message, &served)))
        })
    }
}

/// The orders that have units of an offer by itself, first placed first.
fn orders_with(connection: &Connection, offer: OfferId) -> Result<Vec<OrderId>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT l.order_id FROM lines l JOIN orders o ON o.id = l.order_id
         WHERE l.offer_id = ?1 AND l.part_of IS NULL AND o.cancelled_at IS NULL ORDER BY l.order_id",
    )?;
    let rows = select.query_map([offer], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Refuses to drop what is in packages that were sold: they would not be whole.
fn refuse_packed(connection: &Connection, offer: &OfferRow) -> Result<()> {
    let order: Option<String> = connection
        .prepare_cached(
            "SELECT min(o.code) FROM lines l JOIN orders o ON o.id = l.order_id
             WHERE l.offer_id = ?1 AND l.part_of IS NOT NULL AND o.cancelled_at IS NULL",
        )?
        .query_row([offer.id], |row| row.get(0))?;
    match order {
        Some(order) => Err(Refusal::OfferInPackages {
            code: offer.code.clone(),
            order,
        }
        .into()),
        None => Ok(()),
    }
}

/// Takes the units of an offer out of an order; an order with nothing else is cancelled. Returns whether
/// something is left.
fn take_out(
    deed: &Deed<'_>,
    (period, offer): (&Period, &OfferRow),
    id: OrderId,
    why: &str,
) -> Result<bool> {
    let connection = deed.connection();
    deed.touches(id)?;
    let order = order_full::order(connection, id, deed.now)?;
    if order.lines.iter().all(|line| line.offer == offer.id) {
        cancel_keeping(deed, id, why, true, None)?;
        return Ok(false);
    }
    let lines = order.lines.iter().filter(|line| line.offer == offer.id);
    let changes: Vec<ItemChange> = lines
        .map(|line| ItemChange {
            item: ItemRef::Line(line.id),
            units: UnitsChange::Remove(line.qty),
        })
        .collect();
    let level = level_of(connection, id)?;
    let editing = Editing::items_of(connection, (period, &order), &level, deed.now);
    let given_up = give_up_items(deed, editing, &changes)?;
    let cancel = PartCancel {
        why: Some(why.to_owned()),
        by_shop: true,
        keep: None,
    };
    part_cancel::keep(deed, (period, &order), given_up, &cancel)?;
    Ok(true)
}
