//! Orders: placing, changing and finding them.

mod bill;
mod cancel;
mod codes;
mod confirm;
mod items;
mod meant;
mod moves;
mod parts;
mod pass;
mod quotas;
mod quote;
mod release;
mod rounding;
mod slices;
mod substitute;

pub(super) use bill::{check_bill, check_total};
pub(super) use cancel::{cancel_keeping, keep_no_more};
pub(super) use confirm::{confirm, confirm_if_paid, is_paid_for, set_overbook};
pub(super) use items::{items_in, wanted_by};
pub(super) use meant::offer_for;
pub use moves::Admission;
pub(super) use parts::{insert_parts, parts_of};
pub(super) use quotas::{
    Wanted, caps, has_quotas, is_full, no_room, orders_full, orders_left, pieces_sold,
    product_quota,
};
pub use quote::{Asking, Quoted};
pub use release::DownPaymentGrace;
pub(super) use slices::in_bounds;
pub use substitute::NewSubstitution;

use rusqlite::{Connection, OptionalExtension, params};

use super::customer::{self, CustomerRef};
use super::deed::Deed;
use super::error::Result;
use super::payment::{self, Movement};
use super::{Book, bonus, order_full, paste, period, tally, text, waitlist};
use crate::domain::code::Code;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::order::{Channel, Order, OrderStatus};
use crate::domain::period::{Confirms, Period};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;
use confirm::{down_payment_by, wait};
use items::{change_items, check_numbers, want, write_items};
use meant::{made, resolve};

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
    /// What was chosen for a package, by code or name; empty for all else (rule 65).
    pub chosen: String,
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
    /// The mark of the message it was made from, by which that is known when it comes again.
    pub source_ref: Option<String>,
    /// What to do when a quota refuses it.
    pub if_full: IfFull,
}

/// What becomes of a new order that no quota has room for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum IfFull {
    /// It is refused.
    #[default]
    Refuse,
    /// It goes to the waiting list (rule 20).
    Wait,
    /// It is taken for this reason; what is too much shows as a deficit (rule 17).
    Overbook(String),
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
    /// Why more units are taken than a quota has room for (rule 17).
    pub overbook: Option<String>,
}

impl Book {
    /// Places an order: prices and names are snapshots (rule 11), the quotas are checked at all
    /// levels in the same transaction (rule 15). It is confirmed at once, or waits for its down
    /// payment where the period asks that (rule 62). Returns it.
    ///
    /// # Errors
    /// A window that takes no orders, an item that is not on sale, a full quota unless the order
    /// says what to do then, a customer or value that is not right, or the file.
    pub fn place_order(&mut self, new: &NewOrder, now: Moment) -> Result<Order> {
        self.transaction(now, |deed| {
            let id = place(deed, new)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new(match order.row.status {
                OrderStatus::Waitlist => "did-waitlist-order",
                OrderStatus::Unconfirmed => "did-place-unconfirmed",
                OrderStatus::Active | OrderStatus::Cancelled => "did-place-order",
            })
            .text("order", order.row.code.as_str())
            .text("customer", order.row.customer_name.as_str())
            .money("total", order.row.bill.total);
            Ok((order, message))
        })
    }

    /// Why no quota has room for a new order, when none has (rule 15).
    ///
    /// # Errors
    /// An item that is not on sale or out of its bounds, or the file.
    pub fn no_room_for_new(&self, new: &NewOrder) -> Result<Option<Refusal>> {
        let connection = &self.connection;
        let period = period::by_id(connection, new.period)?;
        let mut wanted = Vec::new();
        for item in &new.items {
            let (offer, item) = resolve(connection, &period, item)?;
            want(connection, &mut wanted, &offer, &item)?;
        }
        no_room(connection, &period, &wanted, new.channel)
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
            change_details(deed, &before, edit)?;
            let mut served = Vec::new();
            if !edit.items.is_empty() {
                tally::freeze_if_closed(deed, period.id, now)?;
                let overbook = edit.overbook.as_deref();
                change_items(deed, &period, &before, &edit.items, overbook)?;
                bonus::cap(deed, id)?;
                check_bill(deed, id)?;
                codes::keep_apart(deed, id)?;
                confirm_if_paid(deed, id)?;
                served = waitlist::serve(deed, period.id)?;
            }
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-edit-order")
                .text("order", order.row.code.as_str())
                .text("customer", order.row.customer_name.as_str());
            Ok((order, waitlist::told(message, &served)))
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

/// Places an order within a deed.
pub(super) fn place(deed: &Deed<'_>, new: &NewOrder) -> Result<OrderId> {
    let period = period::by_id(deed.connection(), new.period)?;
    // First of all: what is an order already is told so, whatever else would be said of it now.
    if let Some(mark) = new
        .source_ref
        .as_deref()
        .filter(|mark| mark.starts_with("chat:"))
        && let Some(order) = paste::made_of(deed.connection(), period.id, mark)?
    {
        return Err(Refusal::MessageKnown { order }.into());
    }
    let late = period.admit(new.late.as_deref(), deed.now)?;
    if late {
        tally::freeze_if_closed(deed, period.id, deed.now)?;
    }
    if new.items.is_empty() {
        return Err(Refusal::NoItems.into());
    }
    let mut wanted = Vec::new();
    let mut items = Vec::new();
    for item in &new.items {
        let (offer, item) = resolve(deed.connection(), &period, item)?;
        want(deed.connection(), &mut wanted, &offer, &item)?;
        let item = made(deed.connection(), &offer, &item)?;
        items.push((offer, item));
    }
    let full = no_room(deed.connection(), &period, &wanted, new.channel)?;
    let overbook = match (&full, &new.if_full) {
        (Some(refusal), IfFull::Refuse) => return Err(refusal.clone().into()),
        (Some(_), IfFull::Overbook(why)) => Some(why),
        (Some(_), IfFull::Wait) | (None, _) => None,
    };
    let waits = full.is_some() && new.if_full == IfFull::Wait;
    let customer = customer::resolve(deed, &new.customer)?;
    let id = insert(deed, &period, customer, new, late)?;
    if let Some(why) = overbook {
        set_overbook(deed, id, why)?;
    }
    if waits {
        wait(deed, id)?;
    }
    if waits || period.confirms == Confirms::DownPayment && overbook.is_none() {
        write_items(deed, id, &items)?;
    } else {
        confirm(deed, &period, id, &items)?;
    }
    check_numbers(
        deed.connection(),
        id,
        items.iter().map(|(offer, _)| offer.id),
    )?;
    check_bill(deed, id)?;
    codes::draw_if_on(deed, id)?;
    if let Some(movement) = &new.payment {
        payment::pay_order(deed, id, movement)?;
    }
    confirm_if_paid(deed, id)?;
    Ok(id)
}

/// The order, refused when it is cancelled.
pub(super) fn live(connection: &Connection, id: OrderId, now: Moment) -> Result<Order> {
    let order = order_full::order(connection, id, now)?;
    if order.row.status == OrderStatus::Cancelled {
        return Err(Refusal::OrderCancelled {
            order: order.row.code,
        }
        .into());
    }
    Ok(order)
}

fn insert(
    deed: &Deed<'_>,
    period: &Period,
    customer: CustomerId,
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
    let down_payment_by = down_payment_by(period, deed.now);
    let late_reason = match (&new.late, late) {
        (Some(reason), true) => Some(text::long_line("field-reason", reason)?),
        _ => None,
    };
    connection
        .prepare_cached(
            "INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient,
             recipient_phone, address, down_payment, down_payment_by, late_reason, source_ref)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            new.source_ref,
        ])?;
    let id = OrderId::new(connection.last_insert_rowid());
    deed.touches(id)?;
    Ok(id)
}

fn change_details(deed: &Deed<'_>, before: &Order, edit: &OrderChange) -> Result<()> {
    let customer = match &edit.customer {
        Some(who) => customer::resolve(deed, who)?,
        None => before.row.customer,
    };
    let channel = edit.channel.unwrap_or(before.row.channel);
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
        && channel == before.row.channel
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

/// The number an order says on the phone: `NAS3-017`.
fn order_code(period: &str, number: i64) -> String {
    format!("{period}-{number:03}")
}
