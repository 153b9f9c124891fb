//! Moves an order into another period, whole or in part (rule 45). The new order keeps the prices
//! the units were sold at, and the money is split without losing a rupiah.

use rusqlite::{OptionalExtension, params};

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::order::{self, next_code, set_overbook};
use crate::book::rows::order_full::{self, live};
use crate::book::rows::{destination, period, text};
use crate::book::steps::order::approvals;
use crate::book::steps::order::bill::{check_bill, set_amount, set_charge};
use crate::book::steps::order::cancel::cancel_keeping;
use crate::book::steps::order::codes;
use crate::book::steps::order::confirm::confirm;
use crate::book::steps::order::item::NewItem;
use crate::book::steps::order::items::{items_in, want, want_with, write_items};
use crate::book::steps::order::parts::{Part, parts_there};
use crate::book::steps::order::quotas::no_room;
use crate::book::steps::order::resolve::item_to_take;
use crate::book::steps::order::slices::{parts_in, slices_of, write_lines, write_slices};
use crate::book::steps::{bonus, destination as shares, tally, transfer, units, waitlist};
use crate::domain::code::Code;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::moving::{self, MetBill, OrderSplit, removed_slices};
use crate::domain::order::{ChargeKind, Order, OrderStatus};
use crate::domain::period::{Confirms, Period, Stage};
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::pricing::{Slice, lowered, raised, units};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// The owner's reasons to move an order into a period that would refuse it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Admission {
    /// Why it is accepted after the close (rule 7).
    pub late: Option<String>,
    /// Why more units are taken than a quota has room for (rule 17).
    pub overbook: Option<String>,
}

/// One item to move: its offer in the new period, for whom it is, and its prices.
struct MovedItem {
    offer: OfferRow,
    item: NewItem,
    slices: Vec<Slice>,
    /// The components of a package when it was sold (rule 65).
    parts: Vec<Part>,
}

impl Book {
    /// Moves an order into another period: makes a new order there with its prices, charges and
    /// money, and cancels the old one by the shop without a fee (rule 45). Bonuses of the old
    /// period are lost. Returns the new order.
    ///
    /// # Errors
    /// A cancelled order, the period it is in already or one that takes no orders, a variant that
    /// is not on sale there, a full quota.
    pub fn move_order(
        &mut self,
        id: OrderId,
        to: PeriodId,
        admission: &Admission,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let moved = move_whole(deed, id, to, admission)?;
            finish(
                deed,
                "did-move-order",
                &moved.before,
                &moved.target,
                moved.made,
            )
        })
    }

    /// Moves several orders into another period, each as [`Self::move_order`] does, as one deed. Those
    /// that are in it already stay as they are. Returns the new orders.
    ///
    /// # Errors
    /// As [`Self::move_order`]; then none is moved.
    pub fn move_orders(
        &mut self,
        orders: &[OrderId],
        to: PeriodId,
        admission: &Admission,
        now: Moment,
    ) -> Result<Done<Vec<Order>>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let mut made = Vec::new();
            let mut left = Vec::new();
            for id in orders {
                let from = order::row(connection, *id, now)?.period;
                if from != to {
                    left.push(from);
                    made.push(move_whole(deed, *id, to, admission)?.made);
                }
            }
            // Only now: who waits must not take units that move along later.
            let served = waitlist::serve_all(deed, left)?;
            let made = made
                .into_iter()
                .map(|id| order_full::order(connection, id, now));
            let made = made.collect::<Result<Vec<Order>>>()?;
            let message = Message::new("did-move-orders")
                .count("orders", made.len())
                .text("period", period::by_id(connection, to)?.code.as_str());
            Ok((made, waitlist::told(message, &served)))
        })
    }

    /// Moves some items of an order into another period: makes a new order there with their prices
    /// and their share of money and discounts; everything else stays (rule 45). Returns the new
    /// order.
    ///
    /// # Errors
    /// As [`Self::move_order`], more units than the order has, or all of them.
    pub fn split_order(
        &mut self,
        id: OrderId,
        to: PeriodId,
        items: &[ItemText],
        admission: &Admission,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = live(connection, id, now)?;
            let target = target(deed, &before, to)?;
            if items.is_empty() {
                return Err(Refusal::NoItems.into());
            }
            let source = period::by_id(connection, before.row.period)?;
            let approved = approvals::of(connection, id)?;
            let mut going = Vec::new();
            for asked in items {
                let (offer, item) = item_to_take(connection, &source, &before, asked)?;
                let slices = slices_of(connection, id, &offer, &item)?;
                let has = units(&slices);
                if asked.qty > has {
                    return Err(Refusal::FewerInOrder {
                        order: before.row.code.clone(),
                        code: offer.code,
                        has,
                    }
                    .into());
                }
                let parts = parts_in(connection, id, &offer, &item)?;
                let rest = lowered(slices.clone(), asked.qty);
                write_slices(deed, id, &offer, &item, &rest)?;
                let item = NewItem {
                    qty: asked.qty,
                    ..item
                };
                let here = MovedItem {
                    offer,
                    item,
                    slices: removed_slices(&slices, &rest),
                    parts,
                };
                going.push(moved_item(deed, &target, &before, here)?);
            }
            if order_full::lines(connection, id)?.is_empty() {
                let order = before.row.code;
                return Err(Refusal::from(PlanRefusal::SplitTakesAll { order }).into());
            }
            let made = place(deed, &before, &target, &going, admission)?;
            approvals::keep(deed, made, &approved)?;
            let lines = |order: OrderId| -> Result<Rupiah> {
                Ok(connection
                    .prepare_cached("SELECT lines FROM order_sums WHERE order_id = ?1")?
                    .query_row([order], |row| row.get(0))?)
            };
            let mut sold = Rupiah::ZERO;
            for slice in going.iter().flat_map(|going| &going.slices) {
                sold = sold.plus(slice.unit_price.times(slice.qty)?)?;
            }
            let whole = lines(id)?.plus(sold)?;
            move_discounts(deed, (id, made), (sold, whole))?;
            codes::part(deed, id, made)?;
            check_bill(deed, id)?;
            shares::follow(deed, id, (made, target.id))?;
            shares::check(deed, id)?;
            shares::check(deed, made)?;
            units::release(deed, id)?;
            give_bonuses(deed, &target, made)?;
            let total =
                |order| -> Result<Rupiah> { Ok(order::row(connection, order, now)?.bill.total) };
            let split = OrderSplit {
                lines: whole,
                moved: sold,
                there: total(made)?,
                here: total(id)?,
            }
            .money(&before.row.bill)?;
            let moves = (split.here, split.there);
            transfer::transfer(deed, id, Some(made), split.money, moves)?;
            finish(deed, "did-split-order", &before, &target, made)
        })
    }
}

/// An order that was moved: as it was, where to, and what it became.
struct Moved {
    before: Order,
    target: Period,
    made: OrderId,
}

/// Moves an order without serving those who wait for its units.
fn move_whole(deed: &Deed<'_>, id: OrderId, to: PeriodId, admission: &Admission) -> Result<Moved> {
    let connection = deed.connection();
    let before = live(connection, id, deed.now)?;
    let target = target(deed, &before, to)?;
    let mut going = Vec::new();
    for (offer, item) in items_in(connection, id)? {
        let slices = slices_of(connection, id, &offer, &item)?;
        let parts = parts_in(connection, id, &offer, &item)?;
        let here = MovedItem {
            offer,
            item,
            slices,
            parts,
        };
        going.push(moved_item(deed, &target, &before, here)?);
    }
    let approved = approvals::of(connection, id)?;
    let made = place(deed, &before, &target, &going, admission)?;
    approvals::keep(deed, made, &approved)?;
    // The new order keeps the unique code of the old one.
    set_charge(deed, made, ChargeKind::UniqueCode, Rupiah::ZERO)?;
    destination::copy(deed, id, (made, target.id))?;
    connection
        .prepare_cached(
            "INSERT INTO charges (order_id, kind, amount, label, at, destination_id, offer_id, estimated, weighed, claim_id)
             SELECT ?2, c.kind, c.amount, c.label, c.at, t.id, n.id, c.estimated, c.weighed, c.claim_id FROM charges c
             LEFT JOIN destinations f ON f.id = c.destination_id
             LEFT JOIN destinations t ON t.order_id = ?2 AND t.name = f.name
             LEFT JOIN offers w ON w.id = c.offer_id
             LEFT JOIN offers n ON n.variant_id = w.variant_id AND n.period_id = ?3
             WHERE c.order_id = ?1 AND c.bonus_id IS NULL AND (?4 OR c.kind <> 'weighing') ORDER BY c.id",
        )?
        // What isn't held gets other prices there, and is weighed anew (rule 94).
        .execute(params![id, made, target.id, before.row.status == OrderStatus::Active])?;
    connection
        .prepare_cached("DELETE FROM charges WHERE order_id = ?1 AND bonus_id IS NULL")?
        .execute([id])?;
    give_bonuses(deed, &target, made)?;
    let bill = &before.row.bill;
    // Once money arrived the unique code is no longer needed, wherever that money is now
    // (rule 31).
    if bill.paid == Rupiah::ZERO {
        codes::keep_apart(deed, made)?;
    }
    let total = order::row(connection, made, deed.now)?.bill.total;
    let there = MetBill {
        total: bill.was_settled.then_some(total.min(bill.paid)),
        down_payment: bill.down_payment_met,
    };
    let code = order::row(connection, made, deed.now)?.code;
    cancel_keeping(deed, id, &format!("→ {code}"), true, None)?;
    let moves = (MetBill::default(), there);
    transfer::transfer(deed, id, Some(made), bill.paid, moves)?;
    transfer::move_claims(deed, id, Some(made))?;
    Ok(Moved {
        before,
        target,
        made,
    })
}

/// Returns the target period; refuses the order's own period, and an order with a bill of a stage, which
/// is its period's (rule 63). Freezes the tallies of both periods
/// if they are closed (rule 37).
fn target(deed: &Deed<'_>, before: &Order, to: PeriodId) -> Result<Period> {
    let target = period::by_id(deed.connection(), to)?;
    if before.row.period == to {
        return Err(Refusal::from(PlanRefusal::SamePeriod {
            order: before.row.code.clone(),
            period: target.code.to_string(),
        })
        .into());
    }
    let mut billed = before.row.stages.iter();
    if let Some(stage) = billed.find(|stage| stage.amount > Some(Rupiah::ZERO)) {
        return Err(Refusal::StageStays {
            order: before.row.code.clone(),
            period: before.row.period_code.clone(),
            stage: stage.name.clone(),
            amount: stage.amount.unwrap_or_default(),
        }
        .into());
    }
    tally::freeze_if_closed(deed, before.row.period, deed.now)?;
    tally::freeze_if_closed(deed, to, deed.now)?;
    Ok(target)
}

/// Finds an item's offer in the new period, where its variant must be on sale. Names, prices and a
/// package's components stay as sold (rules 11, 65); tiers of the old period don't apply.
fn moved_item(
    deed: &Deed<'_>,
    target: &Period,
    before: &Order,
    here: MovedItem,
) -> Result<MovedItem> {
    let connection = deed.connection();
    let offer = &here.offer;
    let there = offer::find_offer(connection, target.id, offer.variant_id)?
        .filter(|there| !there.withdrawn);
    let Some(there) = there else {
        let code = Code::from_stored(offer.code.clone());
        return Err(offer::not_offered(connection, target, &code)?.into());
    };
    let named = before.lines.iter().find(|line| line.offer == offer.id);
    let (product, variant) = named.map_or_else(
        || (offer.product.clone(), offer.variant.clone()),
        |line| (line.product.clone(), line.variant.clone()),
    );
    let untiered = here.slices.into_iter().map(|slice| Slice {
        tier: None,
        ..slice
    });
    let slices: Vec<Slice> = untiered.collect();
    Ok(MovedItem {
        offer: OfferRow {
            product,
            variant,
            ..there
        },
        item: here.item,
        slices: raised(Vec::new(), &slices),
        parts: parts_there(deed, target.id, here.parts)?,
    })
}

/// Makes the new order with the moved items. It is confirmed if the old one was, else as any new
/// order of the period, at today's prices (rule 62).
fn place(
    deed: &Deed<'_>,
    before: &Order,
    target: &Period,
    going: &[MovedItem],
    admission: &Admission,
) -> Result<OrderId> {
    let connection = deed.connection();
    let late = admit(deed, target, admission)?;
    let mut wanted = Vec::new();
    let holds = before.row.status == OrderStatus::Active;
    for going in going {
        if holds {
            let part = |part: &Part| Ok((offer::offer_by_id(connection, part.offer)?, part.each));
            let contents = going.parts.iter().map(part).collect::<Result<_>>()?;
            want_with(&mut wanted, &going.offer, going.item.qty, contents)?;
        } else {
            want(connection, &mut wanted, &going.offer, &going.item)?;
        }
    }
    let confirmed = holds || target.confirms == Confirms::Saved;
    let full = no_room(connection, target, &wanted, before.row.channel)?.filter(|_| confirmed);
    let overbook = match (full, &admission.overbook) {
        (None, _) => None,
        (Some(_), Some(why)) => Some(why),
        (Some(refusal), None) => return Err(refusal.into()),
    };
    let code = next_code(connection, &target.code)?;
    connection
        .prepare_cached(
            "INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient,
             recipient_phone, address, down_payment, down_payment_by, cancellation, late_reason,
             confirmed_at, moved_from, wanted_day, wanted_time, way, place, area, free_reason, due_at,
             payer_id, asks_of, shipping, sender)
             SELECT ?2, ?3, customer_id, ?4, channel, note, recipient, recipient_phone, address,
             down_payment, down_payment_by, cancellation, ?5, ?6, id, wanted_day, wanted_time,
             way, place, area, free_reason, due_at, payer_id, asks_of, shipping, sender FROM orders WHERE id = ?1",
        )?
        .execute(params![
            before.row.id,
            code,
            target.id,
            deed.now,
            late,
            holds.then_some(deed.now)
        ])?;
    let made = OrderId::new(connection.last_insert_rowid());
    deed.touches(made)?;
    deed.touches(before.row.id)?;
    if let Some(why) = overbook {
        set_overbook(deed, made, why)?;
    }
    if holds {
        for going in going {
            let slices = slices_of(connection, made, &going.offer, &going.item)?;
            let slices = raised(slices, &going.slices);
            write_lines(deed, made, &going.offer, &going.item, &slices, &going.parts)?;
        }
    } else {
        let items: Vec<(OfferRow, NewItem)> = going
            .iter()
            .map(|going| (going.offer.clone(), going.item.clone()))
            .collect();
        if confirmed {
            confirm(deed, target, made, &items)?;
        } else {
            write_items(deed, made, &items)?;
        }
    }
    Ok(made)
}

/// Gives a confirmed new order the bonuses of its period, but no discount beyond its bill (rules
/// 14, 24).
fn give_bonuses(deed: &Deed<'_>, target: &Period, made: OrderId) -> Result<()> {
    let row = order::row(deed.connection(), made, deed.now)?;
    if row.status == OrderStatus::Active {
        bonus::cap(deed, made)?;
        bonus::give(deed, target.id, made)?;
    }
    check_bill(deed, made)
}

/// Checks that a period may take a moved order: one not open yet may, a closed one only with a
/// reason (rule 7). Returns the reason when the order is late.
fn admit(deed: &Deed<'_>, target: &Period, admission: &Admission) -> Result<Option<String>> {
    if matches!(target.stage(deed.now), Stage::Draft | Stage::Scheduled) {
        return Ok(None);
    }
    let late = target.admit(admission.late.as_deref(), deed.now)?;
    match &admission.late {
        Some(reason) if late => Ok(Some(text::long_line("field-reason", reason)?)),
        _ => Ok(None),
    }
}

/// Moves the new order's share of the discounts; the rest stays (rule 24). A discount that is a
/// bonus stays with the old order, lowered so that its bill doesn't fall below zero.
fn move_discounts(
    deed: &Deed<'_>,
    (from, to): (OrderId, OrderId),
    (moved, lines): (Rupiah, Rupiah),
) -> Result<()> {
    let connection = deed.connection();
    let discounts: Vec<(i64, Rupiah)> = connection
        .prepare_cached(
            "SELECT id, amount FROM charges WHERE order_id = ?1 AND amount < 0 AND bonus_id IS NULL
             AND claim_id IS NULL AND kind IN ('discount', 'compensation') ORDER BY id",
        )?
        .query_map([from], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut left = moved;
    for (charge, amount) in discounts {
        let share = moving::discount_share(amount, moved, lines)?.max(left.negated());
        if share == Rupiah::ZERO {
            continue;
        }
        left = left.plus(share)?;
        connection
            .prepare_cached(
                "INSERT INTO charges (order_id, kind, amount, label, at)
                 SELECT ?2, kind, ?3, label, at FROM charges WHERE id = ?1",
            )?
            .execute(params![charge, to, share])?;
        set_amount(deed, charge, amount.minus(share)?)?;
    }
    let below: Option<(i64, Rupiah, Rupiah)> = connection
        .prepare_cached(
            "SELECT c.id, c.amount, s.lines + s.charges FROM charges c
             JOIN order_sums s ON s.order_id = c.order_id
             WHERE c.order_id = ?1 AND c.bonus_id IS NOT NULL AND s.lines + s.charges < 0
             ORDER BY c.amount LIMIT 1",
        )?
        .query_row([from], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    if let Some((charge, amount, total)) = below {
        set_amount(deed, charge, amount.minus(total)?.min(Rupiah::ZERO))?;
    }
    Ok(())
}

/// Serves the waiting list with the freed units, and returns the deed's result.
fn finish(
    deed: &Deed<'_>,
    key: &'static str,
    before: &Order,
    target: &Period,
    made: OrderId,
) -> Result<(Order, Message)> {
    let served = waitlist::serve(deed, before.row.period)?;
    let order = order_full::order(deed.connection(), made, deed.now)?;
    let message = Message::new(key)
        .text("from", before.row.code.as_str())
        .text("order", order.row.code.as_str())
        .text("period", target.code.as_str())
        .with("customer", order.row.customer_arg());
    Ok((order, waitlist::told(message, &served)))
}
