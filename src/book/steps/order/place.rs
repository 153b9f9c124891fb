//! Places an order: confirmed, kept until its down payment, or on the waiting list.

use rusqlite::params;

use super::agreed::{self, AgreedChange};
use super::bill::{check_bill, set_charge};
use super::codes;
use super::confirm::{confirm, confirm_if_paid, wait};
use super::item::NewItem;
use super::items::{check_numbers, want, write_items};
use super::quotas::no_room;
use super::resolve::{made, resolve};
use super::terms::set_terms;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::customer::{self, CustomerRef};
use crate::book::rows::order::{self, down_payment_by, next_code, set_overbook};
use crate::book::rows::{period, text};
use crate::book::steps::ledger::{self, Movement};
use crate::book::steps::tally;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, ChargeKind, Order, OrderStatus};
use crate::domain::period::{Confirms, Period};
use crate::domain::refusal::Refusal;

/// An order to place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// The period it is placed in.
    pub period: PeriodId,
    /// Who orders.
    pub customer: CustomerRef,
    /// The items, at least one.
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
    /// Delivery address; the customer's when absent.
    pub address: Option<String>,
    /// Shipping on its bill, in rupiah, not negative.
    pub shipping: Rupiah,
    /// Discount on its bill, in rupiah, not negative.
    pub discount: Rupiah,
    /// Money that came with it, in the same deed.
    pub payment: Option<Movement>,
    /// The mark of the message it was made from, so that the same message isn't placed twice.
    pub source_ref: Option<String>,
    /// What to do when a quota refuses it.
    pub if_full: IfFull,
    /// When it is wanted, why it is free, when it is due, who pays.
    pub agreed: AgreedChange,
}

/// What to do with a new order when a quota is full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum IfFull {
    /// It is refused.
    #[default]
    Refuse,
    /// It goes to the waiting list (rule 20).
    Wait,
    /// It is taken for this reason; the excess shows as a deficit (rule 17).
    Overbook(String),
}

/// Places an order, and confirms it, keeps it until its down payment or puts it on the waiting list.
pub(in crate::book) fn place(deed: &Deed<'_>, new: &NewOrder) -> Result<OrderId> {
    let period = period::by_id(deed.connection(), new.period)?;
    // Checked first, so that a message placed before gets this refusal and no other.
    if let Some(mark) = new
        .source_ref
        .as_deref()
        .filter(|mark| mark.starts_with("chat:"))
        && let Some(order) = order::made_of(deed.connection(), period.id, mark)?
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
    agreed::write_new(deed, id, &new.agreed)?;
    set_terms(deed, &period, id)?;
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
    for (kind, amount) in [
        (ChargeKind::Shipping, new.shipping),
        (ChargeKind::Discount, new.discount),
    ] {
        if amount > Rupiah::ZERO {
            set_charge(deed, id, kind, kind.signed(amount).bounded()?)?;
        }
    }
    check_bill(deed, id)?;
    codes::draw_if_on(deed, id)?;
    if let Some(movement) = &new.payment {
        ledger::pay_order(deed, id, movement)?;
    }
    confirm_if_paid(deed, id)?;
    Ok(id)
}

/// Writes an order without items.
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
            period.id,
            customer,
            deed.now,
            new.channel,
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
            period.down_payment,
            down_payment_by,
            late_reason,
            new.source_ref
        ])?;
    let id = OrderId::new(connection.last_insert_rowid());
    deed.touches(id)?;
    Ok(id)
}

/// What the history says of an order just placed: that it is in, waits for its down payment, or waits
/// for a slot.
pub fn told(order: &Order) -> Message {
    Message::new(match order.row.status {
        OrderStatus::Waitlist => "did-waitlist-order",
        OrderStatus::Unconfirmed => "did-place-unconfirmed",
        OrderStatus::Active | OrderStatus::Cancelled => "did-place-order",
    })
    .text("order", order.row.code.as_str())
    .with("customer", order.row.customer_arg())
    .money("total", order.row.bill.total)
}
