//! Orders: placing, editing, charging and cancelling them.

use rusqlite::{Connection, OptionalExtension, params};

use super::catalog::{find_product, variant_by_code};
use super::customer::{self, CustomerRef};
use super::deed::Deed;
use super::error::Result;
use super::payment::{self, Movement};
use super::period::{self, OfferRow};
use super::{Book, order_full, tally, text, tier};
use crate::domain::code::Code;
use crate::domain::id::{OfferId, OrderId, PeriodId, TierId};
use crate::domain::item::{Change, ItemText, MAX_QTY};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind, Line, Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::pricing::{self, Slice, SoldIn, Tier, lowered, raised, units};
use crate::domain::quota::{self, Cap, Level};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// An item of a new order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Code of a variant, or of a product with one variant.
    pub code: Code,
    /// Units, 1–1.000.000.
    pub qty: i64,
    /// What the customer asked for; empty when nothing.
    pub customization: String,
    /// Who it is for, when not the customer.
    pub for_whom: String,
}

/// An order to place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// The period it is placed in.
    pub period: PeriodId,
    /// Who orders.
    pub customer: CustomerRef,
    /// What is ordered, at least one item.
    pub items: Vec<NewItem>,
    /// Where it came from.
    pub channel: Channel,
    /// Note of the shop.
    pub note: String,
    /// Why it is accepted after the close (rule 7).
    pub late: Option<String>,
    /// Who receives the goods; the customer when absent.
    pub recipient: Option<String>,
    /// Phone of who receives the goods; the customer's when absent.
    pub recipient_phone: Option<String>,
    /// Where the goods go; the customer's address when absent.
    pub address: Option<String>,
    /// Money that came with it, in the same deed.
    pub payment: Option<Movement>,
}

/// What to change of an order; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderChange {
    /// Items to raise, lower or set.
    pub items: Vec<ItemText>,
    /// Note of the shop.
    pub note: Option<String>,
    /// Where it came from.
    pub channel: Option<Channel>,
    /// Who ordered.
    pub customer: Option<CustomerRef>,
    /// Who receives the goods.
    pub recipient: Option<String>,
    /// Phone of who receives the goods.
    pub recipient_phone: Option<String>,
    /// Where the goods go.
    pub address: Option<String>,
}

/// What a set of items would cost now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The offer of each item and the slices it would be sold in (rule 12).
    pub items: Vec<(OfferRow, Vec<Slice>)>,
    /// Sum of the items, in rupiah.
    pub total: Rupiah,
    /// Down payment due on it, in rupiah.
    pub down_payment: Rupiah,
    /// Why the quota would refuse it, when it would.
    pub refusal: Option<Refusal>,
}

/// Units of one variant that an order takes or already has.
pub(super) struct Wanted {
    /// What is on sale.
    pub(super) offer: OfferRow,
    /// Units the order had of it before the deed.
    pub(super) had: i64,
    /// Units of it in the book's sums that are the order's own (rule 19).
    pub(super) counted: i64,
    /// Units it will have.
    pub(super) will: i64,
}

impl Book {
    /// Places an order: prices and names are snapshots (rule 11), the quotas are checked at all
    /// levels in the same transaction (rule 15). Returns it.
    ///
    /// # Errors
    /// A window that takes no orders, an item that is not on sale, a full quota, a customer or
    /// value that is not right, or the file.
    pub fn place_order(&mut self, new: &NewOrder, now: Moment) -> Result<Order> {
        self.transaction(now, |deed| {
            let period = period::by_id(deed.connection(), new.period)?;
            let late = period.admit(new.late.as_deref(), now)?;
            if late {
                tally::freeze_if_closed(deed, period.id, now)?;
            }
            if new.items.is_empty() {
                return Err(Refusal::NoItems.into());
            }
            let mut wanted = Vec::new();
            let mut items = Vec::new();
            for item in &new.items {
                let offer = offer_for(deed.connection(), &period, &item.code)?;
                want(&mut wanted, &offer, item.qty)?;
                items.push((offer, item));
            }
            quota::check(&caps(deed.connection(), &period, &wanted)?)?;
            orders_left(deed.connection(), &period)?;
            let customer = customer::resolve(deed, &new.customer)?;
            let id = insert(deed, &period, customer, new, late)?;
            for (offer, item) in items {
                let slices = slices_of(
                    deed.connection(),
                    id,
                    offer.id,
                    &item.customization,
                    &item.for_whom,
                )?;
                let slices = raised(slices, &slices_now(deed, &offer, item.qty)?);
                write_slices(
                    deed,
                    id,
                    &offer,
                    &item.customization,
                    &item.for_whom,
                    &slices,
                )?;
            }
            check_bill(deed, id)?;
            if let Some(movement) = &new.payment {
                payment::pay_order(deed, id, movement)?;
            }
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-place-order")
                .text("order", order.row.code.as_str())
                .text("customer", order.row.customer_name.as_str())
                .money("total", order.row.bill.total);
            Ok((order, message))
        })
    }

    /// Changes an order. Raising prices only the added units, at today's price; lowering gives
    /// back the dearest units first (rule 13). Returns it.
    ///
    /// # Errors
    /// A cancelled order, an item it lacks, a full quota, nothing left of it, or the file.
    pub fn edit_order(&mut self, id: OrderId, edit: &OrderChange, now: Moment) -> Result<Order> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            deed.touches(id)?;
            let period = period::by_id(deed.connection(), before.row.period)?;
            if !edit.items.is_empty() {
                tally::freeze_if_closed(deed, period.id, now)?;
                change_items(deed, &period, &before, &edit.items)?;
            }
            change_details(deed, &before, edit)?;
            check_bill(deed, id)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-edit-order")
                .text("order", order.row.code.as_str())
                .text("customer", order.row.customer_name.as_str());
            Ok((order, message))
        })
    }

    /// Sets a charge of an order's bill (rule 23): one of each kind, zero takes it away. A
    /// discount and a compensation are given as positive sums and lower the bill.
    ///
    /// # Errors
    /// A cancelled order, a bill that would go below zero (rule 24), an amount out of bounds, or
    /// the file.
    pub fn charge_order(
        &mut self,
        id: OrderId,
        kind: ChargeKind,
        amount: Rupiah,
        now: Moment,
    ) -> Result<Order> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            deed.touches(id)?;
            if kind == ChargeKind::UniqueCode && !(0..=999).contains(&amount.raw()) {
                return Err(Refusal::OutOfRange {
                    field: "field-unique-code",
                    least: 0,
                    most: 999,
                }
                .into());
            }
            if amount < Rupiah::ZERO {
                return Err(Refusal::NotPositive {
                    field: "field-amount",
                }
                .into());
            }
            let signed = if kind.lowers() {
                amount.negated()
            } else {
                amount
            };
            set_charge(deed, id, kind, signed.bounded()?)?;
            check_bill(deed, id)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-charge-order")
                .text("order", before.row.code)
                .word("kind", kind.key())
                .money("amount", amount);
            Ok((order, message))
        })
    }

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
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-cancel-order")
                .text("order", order.row.code.as_str())
                .text("customer", order.row.customer_name.as_str());
            Ok((order, message))
        })
    }

    /// What items would cost in a period now, and whether the quotas would let them pass. Units
    /// that `editing` already has don't count against it (rule 19).
    ///
    /// # Errors
    /// An item that is not on sale, a number out of its bounds, or the file.
    pub fn quote(
        &self,
        period: PeriodId,
        items: &[(Code, i64)],
        editing: Option<OrderId>,
        now: Moment,
    ) -> Result<Quoted> {
        let connection = &self.connection;
        let period = period::by_id(connection, period)?;
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut quoted = Vec::new();
        let mut total = Rupiah::ZERO;
        let mut tiers: Vec<Tier> = Vec::new();
        for (code, qty) in items {
            let offer = offer_for(connection, &period, code)?;
            want(&mut wanted, &offer, *qty)?;
            if tiers.iter().all(|tier| tier.offer != offer.id) {
                tiers.extend(tier::of_offer(connection, offer.id)?);
            }
            let own: Vec<Tier> = tiers
                .iter()
                .filter(|tier| tier.offer == offer.id)
                .cloned()
                .collect();
            let slices = pricing::price(*qty, offer.price, offer.cost, &own, now);
            for slice in &slices {
                total = total.plus(slice.unit_price.times(slice.qty)?)?;
                // What one item takes of a tier the next one lacks.
                let sold_in = slice.tier.as_ref().map(|sold| sold.id);
                for tier in tiers.iter_mut().filter(|tier| Some(tier.id) == sold_in) {
                    tier.used += slice.qty;
                }
            }
            quoted.push((offer, slices));
        }
        if let Some(order) = editing {
            for wanted in &mut wanted {
                wanted.had = units_of(connection, order, wanted.offer.id)?;
                wanted.counted = wanted.had;
            }
        }
        let count = items.iter().map(|(_, qty)| qty).sum();
        let step = super::shop::read(connection)?.down_payment_step;
        Ok(Quoted {
            items: quoted,
            total: total.bounded()?,
            down_payment: period.down_payment.due(total, count, step)?,
            refusal: quota::check(&caps(connection, &period, &wanted)?).err(),
        })
    }

    /// The order of this number (`NAS3-017`, also `nas3-17`).
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or the file.
    pub fn order_id(&self, code: &str) -> Result<OrderId> {
        let typed = code.trim();
        let find = |code: &str| -> Result<Option<i64>> {
            Ok(self
                .connection
                .prepare_cached("SELECT id FROM orders WHERE code = ?1")?
                .query_row([code], |row| row.get(0))
                .optional()?)
        };
        if let Some(id) = find(typed)? {
            return Ok(OrderId::new(id));
        }
        if let Some((period, number)) = typed.rsplit_once('-')
            && let Ok(number) = number.parse::<i64>()
            && let Some(id) = find(&order_code(period, number))?
        {
            return Ok(OrderId::new(id));
        }
        let mut select = self
            .connection
            .prepare_cached("SELECT code FROM orders ORDER BY id DESC LIMIT 500")?;
        let codes = select
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Err(Refusal::unknown(Noun::Order, typed, codes.iter().map(String::as_str)).into())
    }

    /// An order in full.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn order(&self, id: OrderId, now: Moment) -> Result<Order> {
        order_full::order(&self.connection, id, now)
    }
}

/// The order, refused when it is cancelled.
fn live(connection: &Connection, id: OrderId, now: Moment) -> Result<Order> {
    let order = order_full::order(connection, id, now)?;
    if order.row.status == OrderStatus::Cancelled {
        return Err(Refusal::OrderCancelled {
            order: order.row.code,
        }
        .into());
    }
    Ok(order)
}

/// What is on sale under a code: a variant's own, or that of a product with one variant on sale.
fn offer_for(connection: &Connection, period: &Period, code: &Code) -> Result<OfferRow> {
    if let Some(variant) = variant_by_code(connection, code)? {
        if let Some(offer) = period::find_offer(connection, period.id, variant.id)?
            && !offer.withdrawn
        {
            return Ok(offer);
        }
    } else if let Some(product) = find_product(connection, code)? {
        let mut offers = Vec::new();
        for variant in &product.variants {
            offers.extend(
                period::find_offer(connection, period.id, variant.id)?
                    .filter(|offer| !offer.withdrawn),
            );
        }
        if offers.len() > 1 {
            return Err(Refusal::ChooseVariant {
                product: product.code.to_string(),
                variants: offers.into_iter().map(|offer| offer.code).collect(),
            }
            .into());
        }
        if let Some(only) = offers.pop() {
            return Ok(only);
        }
    } else {
        return Err(super::catalog::unknown(connection, Noun::Variant, code)?.into());
    }
    Err(period::not_offered(connection, period, code)?.into())
}

/// Adds units of an offer to what an order wants.
fn want(wanted: &mut Vec<Wanted>, offer: &OfferRow, qty: i64) -> Result<()> {
    if !(1..=MAX_QTY).contains(&qty) {
        return Err(quantity_out_of_range().into());
    }
    match wanted.iter_mut().find(|wanted| wanted.offer.id == offer.id) {
        Some(wanted) => wanted.will += qty,
        None => wanted.push(Wanted {
            offer: offer.clone(),
            had: 0,
            counted: 0,
            will: qty,
        }),
    }
    Ok(())
}

fn quantity_out_of_range() -> Refusal {
    Refusal::OutOfRange {
        field: "field-quantity",
        least: 1,
        most: MAX_QTY,
    }
}

/// Every quota a request meets (rule 15): only levels it adds units to.
pub(super) fn caps(
    connection: &Connection,
    period: &Period,
    wanted: &[Wanted],
) -> Result<Vec<Cap>> {
    let mut caps = Vec::new();
    for item in wanted.iter().filter(|item| item.will > item.had) {
        if let Some(quota) = item.offer.quota {
            caps.push(Cap {
                level: Level::Variant,
                code: item.offer.code.clone(),
                quota,
                taken: item.offer.sold - item.counted,
                wanted: item.will,
            });
        }
        let same = || {
            wanted
                .iter()
                .filter(|other| other.offer.product_id == item.offer.product_id)
        };
        if same().map(|other| other.will - other.had).sum::<i64>() <= 0 {
            continue;
        }
        let product: Option<i64> = connection
            .prepare_cached(
                "SELECT quota FROM product_quotas WHERE period_id = ?1 AND product_id = ?2",
            )?
            .query_row([period.id.raw(), item.offer.product_id.raw()], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(quota) = product {
            let sold: i64 = connection
                .prepare_cached(
                    "SELECT coalesce(sum(s.units), 0) FROM variants v
                     JOIN offers o ON o.variant_id = v.id AND o.period_id = ?1
                     JOIN offer_sums s ON s.offer_id = o.id WHERE v.product_id = ?2",
                )?
                .query_row([period.id.raw(), item.offer.product_id.raw()], |row| {
                    row.get(0)
                })?;
            caps.push(Cap {
                level: Level::Product,
                code: item.offer.product_code.clone(),
                quota,
                taken: sold - same().map(|other| other.counted).sum::<i64>(),
                wanted: same().map(|other| other.will).sum(),
            });
        }
    }
    let adds: i64 = wanted.iter().map(|item| item.will - item.had).sum();
    if let Some(quota) = period.quota.filter(|_| adds > 0) {
        let sold: i64 = connection
            .prepare_cached("SELECT units FROM period_sums WHERE period_id = ?1")?
            .query_row([period.id.raw()], |row| row.get(0))?;
        caps.push(Cap {
            level: Level::Period,
            code: period.code.to_string(),
            quota,
            taken: sold - wanted.iter().map(|item| item.counted).sum::<i64>(),
            wanted: wanted.iter().map(|item| item.will).sum(),
        });
    }
    Ok(caps)
}

/// Refuses one order more than the period takes (rule 1).
fn orders_left(connection: &Connection, period: &Period) -> Result<()> {
    let Some(cap) = period.order_cap else {
        return Ok(());
    };
    let orders: i64 = connection
        .prepare_cached("SELECT orders FROM period_sums WHERE period_id = ?1")?
        .query_row([period.id.raw()], |row| row.get(0))?;
    if orders >= cap {
        return Err(Refusal::OrdersFull {
            period: period.code.to_string(),
            cap,
        }
        .into());
    }
    Ok(())
}

/// The number an order says on the phone: `NAS3-017`.
fn order_code(period: &str, number: i64) -> String {
    format!("{period}-{number:03}")
}

/// The next order number of a period; never given again, not even after undo (rule 54).
pub(super) fn next_code(connection: &Connection, period: &Code) -> Result<String> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO order_counters (code, last) VALUES (?1, 0)")?
        .execute([period.as_str()])?;
    let number: i64 = connection
        .prepare_cached("UPDATE order_counters SET last = last + 1 WHERE code = ?1 RETURNING last")?
        .query_row([period.as_str()], |row| row.get(0))?;
    Ok(order_code(period.as_str(), number))
}

fn insert(
    deed: &Deed<'_>,
    period: &Period,
    customer: crate::domain::id::CustomerId,
    new: &NewOrder,
    late: bool,
) -> Result<OrderId> {
    let connection = deed.connection();
    let who = customer::by_id(connection, customer)?;
    let code = next_code(connection, &period.code)?;
    let recipient_phone = match &new.recipient_phone {
        Some(phone) => text::phone("field-phone", phone)?,
        None => who.phone,
    };
    let down_payment_by = period
        .down_payment_hours
        .map(|hours| deed.now.unix() + i64::from(hours) * 3600);
    let late_reason = match (&new.late, late) {
        (Some(reason), true) => Some(text::long_line("field-reason", reason)?),
        _ => None,
    };
    connection
        .prepare_cached(
            "INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient,
             recipient_phone, address, down_payment, down_payment_by, late_reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            code,
            period.id.raw(),
            customer.raw(),
            deed.now.unix(),
            new.channel.code(),
            text::note("field-note", &new.note)?,
            text::line(
                "field-recipient",
                new.recipient.as_deref().unwrap_or(&who.name)
            )?,
            recipient_phone,
            text::long_line(
                "field-address",
                new.address.as_deref().unwrap_or(&who.address)
            )?,
            period.down_payment.to_string(),
            down_payment_by,
            late_reason,
        ])?;
    let id = OrderId::new(connection.last_insert_rowid());
    deed.touches(id)?;
    Ok(id)
}

/// What more units of an offer cost now; what this deed has written already uses its tiers.
fn slices_now(deed: &Deed<'_>, offer: &OfferRow, qty: i64) -> Result<Vec<Slice>> {
    let tiers = tier::of_offer(deed.connection(), offer.id)?;
    Ok(pricing::price(
        qty,
        offer.price,
        offer.cost,
        &tiers,
        deed.now,
    ))
}

/// Units an order has of an offer, over all customizations.
fn units_of(connection: &Connection, order: OrderId, offer: OfferId) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = ?1 AND offer_id = ?2",
        )?
        .query_row([order.raw(), offer.raw()], |row| row.get(0))?)
}

/// The price slices of one item of an order, each with its line.
fn lines_of(
    connection: &Connection,
    order: OrderId,
    offer: OfferId,
    customization: &str,
    for_whom: &str,
) -> Result<Vec<(i64, Slice)>> {
    let mut select = connection.prepare_cached(
        "SELECT id, qty, unit_price, unit_cost, tier_id, tier FROM lines
         WHERE order_id = ?1 AND offer_id = ?2 AND customization = ?3 AND for_whom = ?4 ORDER BY id",
    )?;
    let rows = select.query_map(
        params![
            order.raw(),
            offer.raw(),
            text::long_line("field-customization", customization)?,
            text::line("field-for-whom", for_whom)?
        ],
        |row| {
            let tier = match (row.get::<_, Option<i64>>(4)?, row.get(5)?) {
                (Some(id), Some(label)) => Some(SoldIn {
                    id: TierId::new(id),
                    label,
                }),
                _ => None,
            };
            let slice = Slice {
                qty: row.get(1)?,
                unit_price: Rupiah::new(row.get(2)?),
                unit_cost: Rupiah::new(row.get(3)?),
                tier,
            };
            Ok((row.get(0)?, slice))
        },
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The price slices of one item of an order.
fn slices_of(
    connection: &Connection,
    order: OrderId,
    offer: OfferId,
    customization: &str,
    for_whom: &str,
) -> Result<Vec<Slice>> {
    let lines = lines_of(connection, order, offer, customization, for_whom)?;
    let slices: Vec<Slice> = lines.into_iter().map(|(_, slice)| slice).collect();
    // A table may bring one item in two rows at one price.
    Ok(raised(Vec::new(), &slices))
}

/// Makes the lines of one item equal to `slices`, no two of them at one price: rows that fit are
/// kept, so that an unchanged slice keeps its identity and names.
fn write_slices(
    deed: &Deed<'_>,
    order: OrderId,
    offer: &OfferRow,
    customization: &str,
    for_whom: &str,
    slices: &[Slice],
) -> Result<()> {
    let connection = deed.connection();
    let customization = text::long_line("field-customization", customization)?;
    let for_whom = text::line("field-for-whom", for_whom)?;
    let kept = lines_of(connection, order, offer.id, &customization, &for_whom)?;
    let mut left: Vec<&Slice> = slices.iter().collect();
    for (id, line) in &kept {
        let fits = left
            .iter()
            .position(|slice| slice.is_like(line))
            .map(|place| left.remove(place));
        match fits {
            Some(slice) if slice.qty == line.qty => 0,
            Some(slice) => connection
                .prepare_cached("UPDATE lines SET qty = ?2 WHERE id = ?1")?
                .execute([*id, sold(slice)?])?,
            None => connection
                .prepare_cached("DELETE FROM lines WHERE id = ?1")?
                .execute([*id])?,
        };
    }
    for slice in left {
        let qty = sold(slice)?;
        connection
            .prepare_cached(
                "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
                 tier, tier_id, customization, for_whom)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                order.raw(),
                offer.id.raw(),
                offer.product,
                offer.variant,
                qty,
                slice.unit_price.raw(),
                slice.unit_cost.raw(),
                slice.tier.as_ref().map(|tier| &tier.label),
                slice.tier.as_ref().map(|tier| tier.id.raw()),
                customization,
                for_whom,
            ])?;
    }
    Ok(())
}

/// The units of a slice, in their bounds. Beyond the limit of one amount this is a sentence, not a
/// broken constraint.
fn sold(slice: &Slice) -> Result<i64> {
    slice.unit_price.times(in_bounds(slice.qty)?)?;
    Ok(slice.qty)
}

/// Units one item may have.
pub(super) fn in_bounds(qty: i64) -> Result<i64> {
    if (1..=MAX_QTY).contains(&qty) {
        Ok(qty)
    } else {
        Err(quantity_out_of_range().into())
    }
}

/// Applies typed changes to an order's items.
fn change_items(
    deed: &Deed<'_>,
    period: &Period,
    order: &Order,
    changes: &[ItemText],
) -> Result<()> {
    let connection = deed.connection();
    let id = order.row.id;
    let mut touched: Vec<(OfferId, i64)> = Vec::new();
    for change in changes {
        let code = Code::read(&change.variant)?;
        let (offer, customization, for_whom) =
            item_meant(connection, period, order, &code, change)?;
        if touched.iter().all(|(known, _)| *known != offer.id) {
            touched.push((offer.id, units_of(connection, id, offer.id)?));
        }
        let slices = slices_of(connection, id, offer.id, &customization, &for_whom)?;
        let has = units(&slices);
        let will = match change.change {
            Change::Add => has + change.qty,
            Change::Set => change.qty,
            Change::Remove if change.qty > has => {
                return Err(Refusal::FewerInOrder {
                    order: order.row.code.clone(),
                    code: offer.code,
                    has,
                }
                .into());
            }
            Change::Remove => has - change.qty,
        };
        let slices = if will > has {
            if offer.withdrawn {
                return Err(Refusal::NotOffered {
                    code: offer.code,
                    period: period.code.to_string(),
                    offered: Vec::new(),
                }
                .into());
            }
            period::not_over(period, deed.now)?;
            raised(slices, &slices_now(deed, &offer, will - has)?)
        } else {
            lowered(slices, has - will)
        };
        write_slices(deed, id, &offer, &customization, &for_whom, &slices)?;
    }
    // Only now: what one change gives back, another of the same deed may take (rule 19).
    let mut wanted = Vec::with_capacity(touched.len());
    for (offer, had) in touched {
        let will = units_of(connection, id, offer)?;
        wanted.push(Wanted {
            offer: period::offer_by_id(connection, offer)?,
            had,
            counted: will,
            will,
        });
    }
    quota::check(&caps(connection, period, &wanted)?)?;
    if order_full::lines(connection, id)?.is_empty() {
        return Err(Refusal::NothingLeft {
            order: order.row.code.clone(),
        }
        .into());
    }
    Ok(())
}

/// Which item of an order a change means: the one with the customization that was typed; without
/// one the plain item, else the only one of that variant.
fn item_meant(
    connection: &Connection,
    period: &Period,
    order: &Order,
    code: &Code,
    change: &ItemText,
) -> Result<(OfferRow, String, String)> {
    let lines = order_full::lines(connection, order.row.id)?;
    let mut of_variant: Vec<&Line> = lines
        .iter()
        .filter(|line| code.as_str().eq_ignore_ascii_case(&line.code))
        .collect();
    let offer = match of_variant.first() {
        // What is in the order can be changed after it went off sale.
        Some(line) => period::offer_by_id(connection, line.offer)?,
        None => {
            let offer = offer_for(connection, period, code)?;
            of_variant = lines.iter().filter(|line| line.offer == offer.id).collect();
            offer
        }
    };
    let mut items: Vec<(&str, &str)> = of_variant
        .iter()
        .map(|line| (line.customization.as_str(), line.for_whom.as_str()))
        .collect();
    items.sort_unstable();
    items.dedup();
    let typed = change.customization.as_deref().unwrap_or_default();
    let exact = items
        .iter()
        .find(|(customization, _)| *customization == typed);
    let (customization, for_whom) = match (exact, items.as_slice()) {
        (Some((customization, for_whom)), _) => (*customization, *for_whom),
        (None, [(customization, for_whom)]) if typed.is_empty() => (*customization, *for_whom),
        (None, []) => (typed, ""),
        (None, _) if typed.is_empty() => {
            return Err(Refusal::ChooseCustomization {
                order: order.row.code.clone(),
                code: offer.code,
            }
            .into());
        }
        (None, _) => (typed, ""),
    };
    Ok((offer, customization.to_owned(), for_whom.to_owned()))
}

fn change_details(deed: &Deed<'_>, before: &Order, edit: &OrderChange) -> Result<()> {
    let customer = match &edit.customer {
        Some(who) => customer::resolve(deed, who)?,
        None => before.row.customer,
    };
    let channel = edit.channel.unwrap_or(before.channel);
    let field =
        |value: &Option<String>, kept: &str| value.clone().unwrap_or_else(|| kept.to_owned());
    let note = text::note("field-note", &field(&edit.note, &before.note))?;
    let recipient = text::line(
        "field-recipient",
        &field(&edit.recipient, &before.recipient),
    )?;
    let address = text::long_line("field-address", &field(&edit.address, &before.address))?;
    let recipient_phone = match &edit.recipient_phone {
        Some(phone) => text::phone("field-phone", phone)?,
        None => before.recipient_phone.clone(),
    };
    if customer == before.row.customer
        && channel == before.channel
        && (&note, &recipient, &address, &recipient_phone)
            == (
                &before.note,
                &before.recipient,
                &before.address,
                &before.recipient_phone,
            )
    {
        return Ok(());
    }
    deed.connection()
        .prepare_cached(
            "UPDATE orders SET customer_id = ?2, channel = ?3, note = ?4, recipient = ?5,
             recipient_phone = ?6, address = ?7 WHERE id = ?1",
        )?
        .execute(params![
            before.row.id.raw(),
            customer.raw(),
            channel.code(),
            note,
            recipient,
            recipient_phone,
            address
        ])?;
    Ok(())
}

/// Refuses a bill below zero (rule 24) or beyond one amount (rule 22).
pub(super) fn check_bill(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let (code, lines, charges): (String, i64, i64) = deed
        .connection()
        .prepare_cached(
            "SELECT o.code, s.lines, s.charges FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.order_id = ?1",
        )?
        .query_row([id.raw()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let total = Rupiah::new(lines).plus(Rupiah::new(charges))?;
    if total < Rupiah::ZERO {
        let lowering: i64 = deed
            .connection()
            .prepare_cached(
                "SELECT coalesce(sum(amount), 0) FROM charges WHERE order_id = ?1 AND amount < 0",
            )?
            .query_row([id.raw()], |row| row.get(0))?;
        return Err(Refusal::BelowZero {
            order: code,
            most: total.minus(Rupiah::new(lowering))?,
        }
        .into());
    }
    total.bounded()?;
    Ok(())
}

/// Sets, changes or takes away the charge of one kind.
fn set_charge(deed: &Deed<'_>, order: OrderId, kind: ChargeKind, amount: Rupiah) -> Result<()> {
    let connection = deed.connection();
    let kept: Option<i64> = connection
        .prepare_cached("SELECT id FROM charges WHERE order_id = ?1 AND kind = ?2")?
        .query_row(params![order.raw(), kind.code()], |row| row.get(0))
        .optional()?;
    match (kept, amount) {
        (Some(id), Rupiah::ZERO) => connection
            .prepare_cached("DELETE FROM charges WHERE id = ?1")?
            .execute([id])?,
        (Some(id), amount) => connection
            .prepare_cached("UPDATE charges SET amount = ?2 WHERE id = ?1 AND amount <> ?2")?
            .execute([id, amount.raw()])?,
        (None, Rupiah::ZERO) => 0,
        (None, amount) => connection
            .prepare_cached("INSERT INTO charges (order_id, kind, amount) VALUES (?1, ?2, ?3)")?
            .execute(params![order.raw(), kind.code(), amount.raw()])?,
    };
    Ok(())
}

/// Marks an order cancelled.
pub(super) fn cancel(deed: &Deed<'_>, id: OrderId, why: &str, by_shop: bool) -> Result<()> {
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
