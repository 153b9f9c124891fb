//! The recipients of an order: adding, changing and removing them, and taking in a table of them (rule 80).

use chrono::NaiveDate;

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::destination::{self as rows, DestinationDetails};
use super::rows::offer::OfferRow;
use super::rows::order_full::{self, live};
use super::rows::{number, period, text};
use super::steps::order::bill::{check_bill, set_named};
use super::steps::order::codes::keep_apart;
use super::steps::order::confirm::confirm_if_paid;
use super::steps::order::item::NewItem;
use super::steps::order::items::items_in;
use super::steps::order::resolve::item_to_take;
use super::steps::{bonus, card, destination, tally, units};
use crate::domain::catalog::full_name;
use crate::domain::charge::ChargeKind;
use crate::domain::destination::DestinationRow;
use crate::domain::id::{DestinationId, OrderId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::text::fold;
use crate::domain::when::Moment;

/// What is said of a recipient; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DestinationChange {
    /// Another name.
    pub name: Option<String>,
    /// Phone as typed; empty takes it away.
    pub phone: Option<String>,
    /// Where it goes.
    pub address: Option<String>,
    /// The day it is wanted; the inner `None` takes it away.
    pub day: Option<Option<NaiveDate>>,
    /// The text of the card; empty for none.
    pub card: Option<String>,
    /// What its shipping adds to the bill, in rupiah; zero for nothing.
    pub shipping: Option<Rupiah>,
    /// What it gets, instead of what it had.
    pub items: Option<Vec<ItemText>>,
}

impl Book {
    /// Adds a recipient to an order, or changes the one of this name. Its card fills the custom field for
    /// it, where its goods have one.
    ///
    /// # Errors
    /// A cancelled order, more goods than it has, fewer than were packed for the recipient, a card that
    /// doesn't fit its field.
    pub fn set_destination(
        &mut self,
        id: OrderId,
        name: &str,
        change: &DestinationChange,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let (order, period) = begin(deed, id)?;
            let destination = rows::named(deed, id, name)?;
            let was = details(deed, id, destination)?;
            let mut after = changed(&was, change)?;
            if let Some(typed) = &change.name {
                after.name = rows::free_name(deed, &order, destination, typed)?;
            }
            let regoods = change.items.is_some() || after.card != was.card;
            if regoods {
                tally::freeze_if_closed(deed, period.id, now)?;
                let had = card::take_back(deed, &order, &was)?;
                rows::write(deed, &after)?;
                let goods = match &change.items {
                    Some(typed) => meant(deed, (&period, &order), typed)?,
                    None => had,
                };
                for (offer, item) in goods {
                    give(deed, &order, &after, (&offer, &item))?;
                }
            } else {
                rows::write(deed, &after)?;
            }
            if let Some(shipping) = change.shipping {
                bill_shipping(deed, id, destination, shipping)?;
            }
            settle(deed, id)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-set-destination")
                .text("order", order.row.code.as_str())
                .text("name", after.name);
            Ok((order, message))
        })
    }

    /// Removes a recipient of an order with its shipping and its card; its goods are the order's again.
    ///
    /// # Errors
    /// One that something was packed for.
    pub fn remove_destination(
        &mut self,
        id: OrderId,
        name: &str,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let (order, period) = begin(deed, id)?;
            let destination = rows::known(deed.connection(), &order, name)?;
            let was = details(deed, id, destination)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            remove(deed, &order, &was)?;
            settle(deed, id)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-remove-destination")
                .text("order", order.row.code.as_str())
                .text("name", was.name);
            Ok((order, message))
        })
    }

    /// Shares an order among the recipients of a table, all of them or none. What it lists is the whole
    /// order: recipients it doesn't name are removed. Returns how many it names.
    ///
    /// # Errors
    /// The first row that gives more of something than the order has left, or contradicts an earlier one;
    /// goods that no row gives.
    pub fn import_destinations(
        &mut self,
        id: OrderId,
        table: &[DestinationRow],
        now: Moment,
    ) -> Result<Done<usize>> {
        self.transaction(now, |deed| {
            let (code, made) = import(deed, id, table)?;
            let message = Message::new("did-import-destinations")
                .text("order", code)
                .count("recipients", made);
            Ok((made, message))
        })
    }

    /// How many recipients [`Self::import_destinations`] would make, so that every refusal shows.
    ///
    /// # Errors
    /// As [`Self::import_destinations`].
    pub fn destinations_if_imported(
        &self,
        id: OrderId,
        table: &[DestinationRow],
        now: Moment,
    ) -> Result<usize> {
        self.rehearse(now, |deed| Ok(import(deed, id, table)?.1))
    }
}

fn begin(deed: &Deed<'_>, id: OrderId) -> Result<(Order, Period)> {
    let order = live(deed.connection(), id, deed.now)?;
    deed.touches(id)?;
    let period = period::by_id(deed.connection(), order.row.period)?;
    Ok((order, period))
}

fn details(deed: &Deed<'_>, order: OrderId, id: DestinationId) -> Result<DestinationDetails> {
    let mut all = rows::all(deed.connection(), order)?.into_iter();
    Ok(all.find(|known| known.id == id).ok_or(Refusal::Gone)?)
}

fn changed(was: &DestinationDetails, change: &DestinationChange) -> Result<DestinationDetails> {
    Ok(DestinationDetails {
        phone: match &change.phone {
            Some(phone) => text::phone("field-phone", phone)?,
            None => was.phone.clone(),
        },
        address: match &change.address {
            Some(address) => text::long_line("field-address", address)?,
            None => was.address.clone(),
        },
        day: change.day.unwrap_or(was.day),
        card: match &change.card {
            Some(card) => text::long_line("field-card", card)?,
            None => was.card.clone(),
        },
        ..was.clone()
    })
}

/// The items of an order that typed ones mean; equal ones are added up.
fn meant(
    deed: &Deed<'_>,
    of: (&Period, &Order),
    typed: &[ItemText],
) -> Result<Vec<(OfferRow, NewItem)>> {
    let mut goods: Vec<(OfferRow, NewItem)> = Vec::new();
    for typed in typed {
        let (offer, item) = meant_by(deed, of, typed)?;
        let known = goods.iter_mut().find(|(known, held)| {
            known.id == offer.id
                && (&held.customization, &held.chosen) == (&item.customization, &item.chosen)
        });
        match known {
            Some((_, held)) => held.qty = number::quantity(held.qty + item.qty)?,
            None => goods.push((offer, item)),
        }
    }
    Ok(goods)
}

/// The item of an order that a typed one means; one without a name means the only one.
fn meant_by(
    deed: &Deed<'_>,
    (period, order): (&Period, &Order),
    typed: &ItemText,
) -> Result<(OfferRow, NewItem)> {
    let connection = deed.connection();
    let qty = number::quantity(typed.qty)?;
    let (offer, item) = if typed.variant.is_empty() {
        let mut items = items_in(connection, order.row.id)?;
        match (items.pop(), items.is_empty()) {
            (Some(only), true) => only,
            _ => {
                return Err(Refusal::Missing {
                    field: "field-goods",
                }
                .into());
            }
        }
    } else {
        item_to_take(connection, period, order, typed)?
    };
    Ok((offer, NewItem { qty, ..item }))
}

/// Gives a recipient goods of its order, with its card on them.
fn give(
    deed: &Deed<'_>,
    order: &Order,
    to: &DestinationDetails,
    (offer, item): (&OfferRow, &NewItem),
) -> Result<()> {
    let of = (order.row.id, order.row.code.as_str());
    // Before a card makes another item of it, so that the figures are those of what was ordered.
    let (ordered, shared) =
        destination::ordered_and_shared(deed.connection(), order.row.id, (offer.id, item))?;
    if shared + item.qty > ordered {
        return Err(Refusal::DestinationsHaveMore {
            order: order.row.code.clone(),
            goods: full_name(&offer.product, &offer.variant),
            shared: shared + item.qty,
            ordered,
        }
        .into());
    }
    let carded = card::put_on(deed, order, (offer, item), &to.card)?;
    destination::give(deed, of, to.id, (offer, &carded))
}

fn bill_shipping(
    deed: &Deed<'_>,
    order: OrderId,
    destination: DestinationId,
    amount: Rupiah,
) -> Result<()> {
    if amount < Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-amount",
        }
        .into());
    }
    let charge = (ChargeKind::Shipping, "", Some(destination));
    set_named(deed, order, charge, amount.bounded()?)
}

/// Removes a recipient that nothing was packed for.
fn remove(deed: &Deed<'_>, order: &Order, of: &DestinationDetails) -> Result<()> {
    if rows::has_parcel(deed.connection(), of.id)? {
        return Err(Refusal::DestinationPacked {
            order: order.row.code.clone(),
            name: of.name.clone(),
        }
        .into());
    }
    card::take_back(deed, order, of)?;
    rows::remove(deed, of.id)
}

/// What follows from other recipients: the bill, what is set aside, and whether the order is confirmed.
fn settle(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    bonus::cap(deed, id)?;
    check_bill(deed, id)?;
    destination::check(deed, id)?;
    let order = order_full::order(deed.connection(), id, deed.now)?;
    destination::check_packed(deed, &order)?;
    units::release(deed, id)?;
    keep_apart(deed, id)?;
    confirm_if_paid(deed, id)
}

/// A recipient of the table: the row that named it first, and what its rows give it.
struct Listed<'a> {
    first: &'a DestinationRow,
    rows: Vec<&'a DestinationRow>,
}

/// The recipients that a table names, in its order.
fn by_name(table: &[DestinationRow]) -> Result<Vec<Listed<'_>>> {
    let mut listed: Vec<Listed<'_>> = Vec::new();
    for row in table {
        let known = listed
            .iter_mut()
            .find(|known| fold(&known.first.name) == fold(&row.name));
        match known {
            Some(known) => {
                agree(known.first, row)?;
                known.rows.push(row);
            }
            None => listed.push(Listed {
                first: row,
                rows: vec![row],
            }),
        }
    }
    Ok(listed)
}

/// Refuses a further row of a recipient that says something else of it than the first one.
fn agree(first: &DestinationRow, row: &DestinationRow) -> Result<()> {
    let says = |here: &str, there: &str| here.is_empty() || fold(here) == fold(there);
    let differs = if !says(&row.address, &first.address) {
        Some("field-address")
    } else if !says(&row.phone, &first.phone) {
        Some("field-phone")
    } else if !says(&row.card, &first.card) {
        Some("field-card")
    } else if row.day.is_some() && row.day != first.day {
        Some("field-wanted")
    } else if row.shipping.is_some() && row.shipping != first.shipping {
        Some("charge-shipping")
    } else {
        None
    };
    match differs {
        Some(field) => {
            let problem = Message::new("destination-row-differs")
                .text("name", row.name.as_str())
                .text("first", first.row.to_string());
            Err(Refusal::field(field, problem)
                .at_row(row.row, &row.name)
                .into())
        }
        None => Ok(()),
    }
}

fn import(deed: &Deed<'_>, id: OrderId, table: &[DestinationRow]) -> Result<(String, usize)> {
    let connection = deed.connection();
    let (order, period) = begin(deed, id)?;
    tally::freeze_if_closed(deed, period.id, deed.now)?;
    let before = rows::all(connection, id)?;
    for known in &before {
        card::take_back(deed, &order, known)?;
    }
    let order = live(connection, id, deed.now)?;
    let listed = by_name(table)?;
    // First all goods as they were ordered, so that one row too many is told by its figures.
    let mut given: Vec<(DestinationDetails, OfferRow, NewItem)> = Vec::new();
    for known in &listed {
        let first = known.first;
        let change = DestinationChange {
            phone: Some(first.phone.clone()),
            address: Some(first.address.clone()),
            day: Some(first.day),
            card: Some(first.card.clone()),
            ..DestinationChange::default()
        };
        let written = rows::named(deed, id, &first.name)
            .and_then(|destination| details(deed, id, destination))
            .and_then(|was| changed(&was, &change))
            .map_err(|error| error.at_row(first.row, &first.name))?;
        rows::write(deed, &written)?;
        for row in &known.rows {
            let at_row = |error: super::keeper::error::BookError| error.at_row(row.row, &row.name);
            let goods = meant(deed, (&period, &order), &row.goods).map_err(at_row)?;
            for (offer, item) in goods {
                let of = (id, order.row.code.as_str());
                destination::give(deed, of, written.id, (&offer, &item)).map_err(at_row)?;
                given.push((written.clone(), offer, item));
            }
        }
        if let Some(shipping) = first.shipping {
            bill_shipping(deed, id, written.id, shipping)
                .map_err(|error| error.at_row(first.row, &first.name))?;
        }
    }
    for (offer, item) in items_in(connection, id)? {
        let (ordered, shared) = destination::ordered_and_shared(connection, id, (offer.id, &item))?;
        if shared < ordered {
            return Err(Refusal::DestinationsHaveFewer {
                order: order.row.code,
                goods: full_name(&offer.product, &offer.variant),
                shared,
                ordered,
            }
            .into());
        }
    }
    for known in &before {
        let named = listed
            .iter()
            .any(|listed| fold(&listed.first.name) == fold(&known.name));
        if !named {
            let bare = DestinationDetails {
                card: String::new(),
                ..known.clone()
            };
            remove(deed, &order, &bare)?;
        }
    }
    put_cards_on(deed, &order, &given)?;
    settle(deed, id)?;
    Ok((order.row.code, listed.len()))
}

/// Makes the goods that recipients were given such with their cards.
fn put_cards_on(
    deed: &Deed<'_>,
    order: &Order,
    given: &[(DestinationDetails, OfferRow, NewItem)],
) -> Result<()> {
    for (to, offer, item) in given {
        let carded = card::put_on(deed, order, (offer, item), &to.card)?;
        if carded.customization != item.customization {
            let key = |item: &NewItem, qty: i64| rows::Share {
                destination: to.id,
                offer: offer.id,
                customization: item.customization.clone(),
                chosen: item.chosen.clone(),
                qty,
            };
            rows::add(deed, &key(item, -item.qty))?;
            rows::add(deed, &key(&carded, item.qty))?;
        }
    }
    Ok(())
}
