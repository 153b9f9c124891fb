//! Writes what is agreed for an order besides its goods, and what follows from it: a free order has
//! lines at Rp0 and no unique code (rule 109), and neither it nor a kasbon asks a down payment
//! (rule 112).

use chrono::{NaiveDate, NaiveTime};
use rusqlite::params;

use super::bill::{check_bill, set_amount, set_charge};
use super::codes;
use super::confirm::confirm_if_paid;
use super::items::{buying, items_in, level_of};
use super::slices::{slices_now, write_slices};
use super::terms::set_terms;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::Day;
use crate::book::rows::customer::{self, CustomerRef};
use crate::book::rows::{order_full, text};
use crate::book::steps::bonus;
use crate::domain::agreed::{ShippingBy, Way, shown_time};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, Order};
use crate::domain::period::Period;
use crate::domain::when::Moment;

/// Changes to what is agreed for an order; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreedChange {
    /// The wanted day, and perhaps a time; the inner `None` takes both away.
    pub at: Option<Option<(NaiveDate, Option<NaiveTime>)>>,
    /// How it gets there.
    pub way: Option<Option<Way>>,
    /// The place.
    pub place: Option<String>,
    /// The area.
    pub area: Option<String>,
    /// Why it is free; empty when it is not, or no longer: then it costs what it costs today.
    pub free: Option<String>,
    /// A due date of its own; the inner `None` takes it away.
    pub due: Option<Option<Moment>>,
    /// How its shipping is paid (rule 72): what is not billed leaves the bill.
    pub shipping: Option<ShippingBy>,
    /// In whose name it is sent, with a phone after a comma; empty for the shop's (rule 100).
    pub sender: Option<String>,
    /// Who pays for it; the inner `None` for who ordered.
    pub payer: Option<Option<CustomerRef>>,
}

/// The values of an order that a change makes.
#[derive(PartialEq)]
struct Values {
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
    way: Option<Way>,
    place: String,
    area: String,
    free: Option<String>,
    due: Option<Moment>,
    shipping: ShippingBy,
    sender: String,
    payer: Option<CustomerId>,
}

impl Values {
    fn of(order: &Order) -> Self {
        let (wanted, terms) = (&order.agreed.wanted, &order.row.terms);
        Self {
            day: wanted.day,
            time: wanted.time,
            way: wanted.way,
            place: wanted.place.clone(),
            area: wanted.area.clone(),
            free: terms.free.clone(),
            due: terms.due_at,
            shipping: order.agreed.shipping,
            sender: order.agreed.sender.clone(),
            payer: order.agreed.payer.as_ref().map(|(id, _)| *id),
        }
    }

    fn change(&mut self, deed: &Deed<'_>, change: &AgreedChange) -> Result<()> {
        if let Some(at) = change.at {
            (self.day, self.time) = (at.map(|(day, _)| day), at.and_then(|(_, time)| time));
        }
        self.way = change.way.unwrap_or(self.way);
        if let Some(place) = &change.place {
            self.place = text::long_line("field-place", place)?;
        }
        if let Some(area) = &change.area {
            self.area = text::line("field-area", area)?;
        }
        if let Some(why) = &change.free {
            let why = text::long_line("field-free", why)?;
            self.free = Some(why).filter(|why| !why.is_empty());
        }
        self.due = change.due.unwrap_or(self.due);
        self.shipping = change.shipping.unwrap_or(self.shipping);
        if let Some(sender) = &change.sender {
            self.sender = text::line("field-sender", sender)?;
        }
        if let Some(payer) = &change.payer {
            self.payer = match payer {
                Some(who) => Some(customer::resolve(deed, who)?),
                None => None,
            };
        }
        Ok(())
    }
}

/// What became of what was agreed.
struct Written {
    /// It is free now, or no longer is.
    freed: bool,
    /// It has a due date of its own now, or no longer has.
    due: bool,
    is_free: bool,
    /// Its shipping is not billed any more.
    unbilled: bool,
}

/// Changes what is agreed for an order, and what follows from it. Returns whether anything changed.
pub(in crate::book) fn change(
    deed: &Deed<'_>,
    period: &Period,
    id: OrderId,
    change: &AgreedChange,
) -> Result<bool> {
    let Some(written) = write(deed, id, change)? else {
        return Ok(false);
    };
    if written.unbilled {
        take_off_shipping(deed, id)?;
    }
    if written.freed || written.due {
        set_terms(deed, period, id)?;
        if written.freed {
            price_anew(deed, id, written.is_free)?;
        }
        // What asks for no down payment any more is confirmed (rule 62).
        confirm_if_paid(deed, id)?;
    }
    Ok(true)
}

/// Writes what is agreed for a new order, which has no items yet; the caller sets its terms and prices.
pub(in crate::book) fn write_new(
    deed: &Deed<'_>,
    id: OrderId,
    change: &AgreedChange,
) -> Result<()> {
    write(deed, id, change).map(drop)
}

/// Writes what is agreed for an order; `None` when nothing changed.
fn write(deed: &Deed<'_>, id: OrderId, change: &AgreedChange) -> Result<Option<Written>> {
    if *change == AgreedChange::default() {
        return Ok(None);
    }
    let connection = deed.connection();
    let order = order_full::order(connection, id, deed.now)?;
    let before = Values::of(&order);
    let mut after = Values::of(&order);
    after.change(deed, change)?;
    // Who ordered pays anyway.
    after.payer = after.payer.filter(|payer| *payer != order.row.customer);
    if after == before {
        return Ok(None);
    }
    connection
        .prepare_cached(
            "UPDATE orders SET wanted_day = ?2, wanted_time = ?3, way = ?4, place = ?5, area = ?6,
             free_reason = ?7, due_at = ?8, payer_id = ?9, shipping = ?10, sender = ?11 WHERE id = ?1",
        )?
        .execute(params![
            id,
            after.day.map(Day),
            after.time.map(shown_time),
            after.way,
            after.place,
            after.area,
            after.free,
            after.due,
            after.payer,
            after.shipping,
            after.sender
        ])?;
    Ok(Some(Written {
        freed: after.free.is_some() != before.free.is_some(),
        due: after.due.is_some() != before.due.is_some(),
        is_free: after.free.is_some(),
        unbilled: after.shipping != ShippingBy::Billed && after.shipping != before.shipping,
    }))
}

/// Takes the shipping off the bill of an order: its own and that of its recipients.
fn take_off_shipping(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let taken = deed
        .connection()
        .prepare_cached("DELETE FROM charges WHERE order_id = ?1 AND kind = 'shipping'")?
        .execute([id])?;
    if taken > 0 {
        bonus::cap(deed, id)?;
        check_bill(deed, id)?;
        codes::keep_apart(deed, id)?;
        confirm_if_paid(deed, id)?;
    }
    Ok(())
}

/// Prices all items of an order anew after it became free, or no longer is. What is in packages stays.
fn price_anew(deed: &Deed<'_>, id: OrderId, free: bool) -> Result<()> {
    let connection = deed.connection();
    let level = level_of(connection, id)?;
    let items = items_in(connection, id)?;
    if free {
        // There is nothing to take them off.
        let discounts: Vec<i64> = connection
            .prepare_cached("SELECT id FROM charges WHERE order_id = ?1 AND kind = 'discount'")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for discount in discounts {
            set_amount(deed, discount, Rupiah::ZERO)?;
        }
        set_charge(deed, id, ChargeKind::UniqueCode, Rupiah::ZERO)?;
    }
    for (offer, item) in &items {
        let buying = buying(&items, (offer, item), &level, free);
        write_slices(deed, id, offer, item, &slices_now(deed, offer, &buying)?)?;
    }
    if !free {
        bonus::discount_again(deed, id)?;
    }
    check_bill(deed, id)?;
    codes::draw_if_on(deed, id)
}
