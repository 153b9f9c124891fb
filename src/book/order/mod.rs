//! Orders: placing, changing and finding them.

pub(super) mod bill;
pub(super) mod cancel;
mod codes;
mod moves;
mod pass;
pub(super) mod quote;
mod release;
mod rounding;
mod substitute;

pub use moves::Admission;
pub use quote::{Asking, Quoted};
pub use release::DownPaymentGrace;
pub use substitute::NewSubstitution;

use rusqlite::{OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::customer::{self, CustomerRef};
use super::rows::order::order_code;
use super::rows::{order_full, period, text};
use super::steps::order::bill::check_bill;
use super::steps::order::codes::keep_apart;
use super::steps::order::confirm::confirm_if_paid;
use super::steps::order::items::{change_items, want};
use super::steps::order::place::{self, NewOrder};
use super::steps::order::quotas::no_room;
use super::steps::order::resolve::resolve;
use super::steps::{bonus, tally, waitlist};
use crate::domain::id::OrderId;
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::order::{Channel, Order, OrderStatus};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Changes to an order; absent values stay.
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
    /// Delivery address.
    pub address: Option<String>,
    /// Why more units are taken than a quota has room for (rule 17).
    pub overbook: Option<String>,
}

impl Book {
    /// Places an order and returns it. Stores today's prices and names with it (rule 11) and checks
    /// the quotas of all levels in the same transaction (rule 15). The order is confirmed at once,
    /// or by its down payment when the period asks that (rule 62).
    ///
    /// # Errors
    /// A period that takes no orders now, an item that is not on sale, a full quota unless the
    /// order says what to do then, an unknown customer or invalid value.
    pub fn place_order(&mut self, new: &NewOrder, now: Moment) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let id = place::place(deed, new)?;
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

    /// Why a quota has no room for a new order; `None` when there is room (rule 15).
    ///
    /// # Errors
    /// An item that is not on sale or out of its bounds.
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

    /// Changes an order and returns it. Added units get today's price; when units are removed, the
    /// dearest go first (rule 13).
    ///
    /// # Errors
    /// A cancelled order, an item it lacks, a full quota, nothing left of it.
    pub fn edit_order(
        &mut self,
        id: OrderId,
        edit: &OrderChange,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = order_full::live(deed.connection(), id, now)?;
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
                keep_apart(deed, id)?;
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

    /// Finds an order by its number (`NAS3-017`, also `nas3-17`).
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn order_id(&self, code: &str) -> Result<OrderId> {
        let typed = code.trim();
        let find = |code: &str| -> Result<Option<OrderId>> {
            Ok(self
                .connection
                .prepare_cached("SELECT id FROM orders WHERE code = ?1")?
                .query_row([code], |row| row.get(0))
                .optional()?)
        };
        if let Some(id) = find(typed)? {
            return Ok(id);
        }
        if let Some((period, number)) = typed.rsplit_once('-')
            && let Ok(number) = number.parse::<i64>()
            && let Some(id) = find(&order_code(period, number))?
        {
            return Ok(id);
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
    pub fn order(&self, id: OrderId, now: Moment) -> Result<Order> {
        order_full::order(&self.connection, id, now)
    }
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
            before.row.id,
            customer,
            channel,
            note,
            recipient,
            recipient_phone,
            address
        ])?;
    Ok(())
}
