//! Hands goods over: parcels for couriers, and what customers fetch (rules 46, 47, 81).

mod after;
mod before;
mod list;
mod new;
mod pay;
mod queue;
mod to_pack;

pub use after::ParcelChange;
pub use list::ParcelFilter;
pub use new::{Cod, NewParcel};
pub use queue::{HandOver, LastShipped};

use before::{goes_in, money_due, one_receiver, own_recipient, reason_if_unsettled};

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::account::Account;
use super::rows::unit::Place;
use super::rows::{named, order_full, parcel, text};
use super::steps::ledger::{Movement, pay_order};
use super::steps::portions::{self, Recipient};
use super::steps::tally;
use super::steps::units::{self, Portion, hand_over};
use crate::domain::id::{AccountId, OrderId, ParcelId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::parcel::{Parcel, ParcelWay, parcel_code};
use crate::domain::payment::Method;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// What is paid when an order is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickupPayment {
    /// Amount in rupiah; the rest of the bill when absent.
    pub amount: Option<Rupiah>,
    /// Payment method.
    pub method: Method,
    /// Account it goes into.
    pub account: Option<AccountId>,
}

impl PickupPayment {
    /// Says what was paid and where it went, by the first key for a part of what is left, by the second
    /// for all of it.
    fn told(
        self,
        paid: Rupiah,
        deed: &Deed<'_>,
        [part, all]: [&'static str; 2],
    ) -> Result<Message> {
        let key = if self.amount.is_some() { part } else { all };
        let told = Message::new(key)
            .money("amount", paid)
            .word("method", self.method.key());
        Ok(match self.account {
            Some(id) => {
                let account: Account = named::by_id(deed.connection(), id)?;
                told.text("way", account.name)
            }
            None => told.word("way", self.method.key()),
        })
    }
}

impl Book {
    /// Puts orders of one customer into one parcel and sends it, or keeps it packed (rules 47, 81). Returns
    /// the parcel.
    ///
    /// # Errors
    /// An order that doesn't count or has nothing left, orders of several customers, an unsettled order
    /// without a reason or COD (rule 46).
    pub fn ship(
        &mut self,
        orders: &[OrderId],
        new: &NewParcel,
        now: Moment,
    ) -> Result<Done<Parcel>> {
        self.transaction(now, |deed| {
            let id = ship(deed, orders, new)?;
            let parcel = parcel::by_id(deed.connection(), id)?;
            Ok((parcel.clone(), did_ship(&parcel)))
        })
    }

    /// Makes a parcel of each of these orders, all in one deed. Returns the parcels in the orders' order.
    ///
    /// # Errors
    /// As [`Self::ship`] of any of them; then none is made.
    pub fn ship_each(
        &mut self,
        orders: &[OrderId],
        new: &NewParcel,
        now: Moment,
    ) -> Result<Done<Vec<Parcel>>> {
        self.transaction(now, |deed| {
            let mut ids = Vec::with_capacity(orders.len());
            for order in orders {
                ids.push(ship(deed, &[*order], new)?);
            }
            let parcels = parcel::fill(deed.connection(), &ids)?;
            let message = match parcels.as_slice() {
                [only] => did_ship(only),
                several => Message::new(match new.packed {
                    true => "did-pack-many",
                    false => "did-ship-many",
                })
                .count("parcels", several.len()),
            };
            Ok((parcels, message))
        })
    }

    /// Hands an order over to who fetches it, with what is paid on the spot: one deed and one undo. Returns
    /// the parcel it left as.
    ///
    /// # Errors
    /// As [`Self::ship`], and those of the payment.
    pub fn pick_up(
        &mut self,
        order: OrderId,
        pay: Option<PickupPayment>,
        unsettled: Option<&str>,
        now: Moment,
    ) -> Result<Done<Parcel>> {
        self.transaction(now, |deed| {
            let (id, paid) = fetch(deed, order, pay, unsettled)?;
            let parcel = parcel::by_id(deed.connection(), id)?;
            let (customer, orders) = (parcel.customer.as_str(), order_codes(&parcel));
            let message = match pay.filter(|_| paid > Rupiah::ZERO) {
                Some(pay) => pay
                    .told(paid, deed, ["did-pick-up-paid", "did-pick-up-settled"])?
                    .text("customer", customer)
                    .text("orders", orders),
                None => Message::new("did-pick-up")
                    .text("customer", customer)
                    .text("orders", orders),
            };
            Ok((parcel, message))
        })
    }

    /// Hands over each of these orders to who fetches it, all in one deed.
    ///
    /// # Errors
    /// As [`Self::pick_up`] of any of them; then none is handed over.
    pub fn pick_up_each(
        &mut self,
        orders: &[OrderId],
        pay: Option<PickupPayment>,
        unsettled: Option<&str>,
        now: Moment,
    ) -> Result<Done<Vec<ParcelId>>> {
        self.transaction(now, |deed| {
            let mut made = Vec::with_capacity(orders.len());
            let mut paid = Rupiah::ZERO;
            for order in orders {
                let (id, amount) = fetch(deed, *order, pay, unsettled)?;
                made.push(id);
                paid = paid.plus(amount)?;
            }
            let count = made.len();
            let message = match pay.filter(|_| paid > Rupiah::ZERO) {
                Some(pay) => pay
                    .told(
                        paid,
                        deed,
                        ["did-pick-up-many-paid", "did-pick-up-many-settled"],
                    )?
                    .count("orders", count),
                None => Message::new("did-pick-up-many").count("orders", count),
            };
            Ok((made, message))
        })
    }
}

/// Numbers of the orders in a parcel: `NAS3-001, NAS3-007`.
fn order_codes(parcel: &Parcel) -> String {
    let codes: Vec<&str> = parcel
        .orders
        .iter()
        .map(|(_, code)| code.as_str())
        .collect();
    codes.join(", ")
}

fn did_ship(parcel: &Parcel) -> Message {
    Message::new(match parcel.sent_at {
        Some(_) => "did-ship",
        None => "did-pack",
    })
    .text("parcel", parcel_code(parcel.id))
    .text(
        "customer",
        // One of several recipients of an order is who it goes to (rule 80).
        match parcel.destination {
            Some(_) => parcel.recipient.as_str(),
            None => parcel.customer.as_str(),
        },
    )
    .text("orders", order_codes(parcel))
    .text("courier", parcel.courier.as_str())
}

/// An order that can be handed over.
fn counting(deed: &Deed<'_>, id: OrderId) -> Result<Order> {
    let order = order_full::live(deed.connection(), id, deed.now)?;
    match order.row.status {
        OrderStatus::Waitlist => Err(Refusal::OrderOnWaitlist {
            order: order.row.code,
        }
        .into()),
        OrderStatus::Unconfirmed => Err(Refusal::OrderUnconfirmed {
            order: order.row.code,
        }
        .into()),
        OrderStatus::Active | OrderStatus::Cancelled => Ok(order),
    }
}

/// Makes a parcel for a courier.
fn ship(deed: &Deed<'_>, ids: &[OrderId], new: &NewParcel) -> Result<ParcelId> {
    let connection = deed.connection();
    let courier = text::name("field-courier", &new.courier)?;
    let mut orders: Vec<Order> = Vec::with_capacity(ids.len());
    for id in ids {
        if !orders.iter().any(|order| order.row.id == *id) {
            orders.push(counting(deed, *id)?);
        }
    }
    let Some(first) = orders.first() else {
        return Err(Refusal::Missing {
            field: "field-order",
        }
        .into());
    };
    one_receiver(&orders)?;
    if orders.len() > 1 && (!new.items.is_empty() || new.to.is_some()) {
        return Err(Refusal::PartOfSeveral.into());
    }
    let recipient = match &new.to {
        Some(name) => portions::recipient(connection, first, name)?,
        None => own_recipient(deed, first)?,
    };
    let (cod, unsettled) = money_due(deed, &orders, new)?;
    let mut periods: Vec<_> = orders.iter().map(|order| order.row.period).collect();
    periods.dedup();
    let id = parcel::insert(
        deed,
        &Parcel {
            way: ParcelWay::Courier,
            period: match periods.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            courier,
            service: text::line("field-service", &new.service)?,
            tracking: text::line("field-tracking", &new.tracking)?,
            weight: new.weight.filter(|weight| weight.raw() > 0),
            cod,
            sent_at: (!new.packed).then_some(deed.now),
            unsettled_reason: unsettled,
            note: text::note("field-note", &new.note)?,
            ..blank(recipient, deed.now)
        },
    )?;
    for order in &orders {
        let portions = goes_in(deed, order, new)?;
        put_in(deed, order, &portions, (id, !new.packed))?;
    }
    if let Some(paid) = new.paid {
        pay::pay_courier(deed, id, paid, new.account)?;
    }
    Ok(id)
}

/// Hands an order over to who fetches it. Returns its parcel, and what was paid.
fn fetch(
    deed: &Deed<'_>,
    id: OrderId,
    pay: Option<PickupPayment>,
    unsettled: Option<&str>,
) -> Result<(ParcelId, Rupiah)> {
    let connection = deed.connection();
    let mut paid = Rupiah::ZERO;
    if let Some(pay) = pay {
        let rest = counting(deed, id)?.row.bill.balance()?;
        let amount = match pay.amount {
            Some(amount) => amount,
            None => rest,
        };
        if pay.amount.is_some() || rest > Rupiah::ZERO {
            let movement = Movement {
                amount,
                method: pay.method,
                account: pay.account,
                ..Movement::default()
            };
            pay_order(deed, id, &movement)?;
            paid = amount;
        }
    }
    let order = counting(deed, id)?;
    let unsettled = reason_if_unsettled(&order, unsettled)?;
    let portions = units::left(connection, id)?;
    let made = parcel::insert(
        deed,
        &Parcel {
            period: Some(order.row.period),
            sent_at: Some(deed.now),
            received_at: Some(deed.now),
            unsettled_reason: unsettled,
            ..blank(own_recipient(deed, &order)?, deed.now)
        },
    )?;
    put_in(deed, &order, &portions, (made, true))?;
    Ok((made, paid))
}

/// A parcel that is fetched, with nothing in it yet.
fn blank(recipient: Recipient, now: Moment) -> Parcel {
    Parcel {
        id: ParcelId::new(0),
        way: ParcelWay::Pickup,
        period: None,
        destination: recipient.destination,
        recipient: recipient.name,
        phone: recipient.phone,
        address: recipient.address,
        courier: String::new(),
        service: String::new(),
        tracking: String::new(),
        weight: None,
        cod: Rupiah::ZERO,
        billed: Rupiah::ZERO,
        paid: None,
        packed_at: now,
        sent_at: None,
        received_at: None,
        returned_at: None,
        return_ending: None,
        unsettled_reason: None,
        note: String::new(),
        orders: Vec::new(),
        customer: String::new(),
        lines: Vec::new(),
    }
}

/// Puts units of an order into a parcel, or hands them over in it.
fn put_in(
    deed: &Deed<'_>,
    order: &Order,
    portions: &[Portion],
    (parcel, sent): (ParcelId, bool),
) -> Result<()> {
    if portions.is_empty() {
        return Err(Refusal::NothingToHandOver {
            order: order.row.code.clone(),
        }
        .into());
    }
    deed.touches(order.row.id)?;
    tally::freeze_if_closed(deed, order.row.period, deed.now)?;
    let to = match sent {
        true => Place::Customer,
        false => Place::Parcel,
    };
    hand_over(deed, (order.row.id, &order.row.code), portions, parcel, to)
}
