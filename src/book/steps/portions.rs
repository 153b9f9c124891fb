//! What the recipients of an order get: their units, and what is left to hand over for them (rule 80).

use rusqlite::Connection;

use super::order::item::NewItem;
use super::order::parts::parts_sold;
use super::units::{Portion, left};
use crate::book::keeper::error::Result;
use crate::book::rows::destination as rows;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::unit::{self, Thing};
use crate::domain::id::{DestinationId, OfferId, OrderId};
use crate::domain::order::Order;
use crate::domain::refusal::Refusal;

/// Who receives a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Recipient {
    /// One of several recipients of the order; absent for the order's own.
    pub(in crate::book) destination: Option<DestinationId>,
    pub(in crate::book) name: String,
    pub(in crate::book) phone: Option<String>,
    pub(in crate::book) address: String,
}

/// The recipient of an order with this name.
///
/// # Errors
/// An order without such a recipient, with the nearest name.
pub(in crate::book) fn recipient(
    connection: &Connection,
    order: &Order,
    name: &str,
) -> Result<Recipient> {
    let id = rows::known(connection, order, name)?;
    Ok(connection
        .prepare_cached("SELECT name, phone, address FROM destinations WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(Recipient {
                destination: Some(id),
                name: row.get(0)?,
                phone: row.get(1)?,
                address: row.get(2)?,
            })
        })?)
}

/// What the recipients of an order get, and what of it is in their parcels already.
fn shared(connection: &Connection, order: &Order) -> Result<Vec<(DestinationId, Vec<Portion>)>> {
    let all = rows::shares(connection, order.row.id)?;
    let mut shared: Vec<(DestinationId, Vec<Portion>)> = Vec::new();
    if all.is_empty() {
        return Ok(shared);
    }
    for goods in all {
        let key = (
            goods.offer,
            goods.customization.as_str(),
            goods.chosen.as_str(),
        );
        let portions = portions_of(connection, order, key, goods.qty)?;
        let at = shared.iter().position(|(id, _)| *id == goods.destination);
        let at = at.unwrap_or_else(|| {
            shared.push((goods.destination, Vec::new()));
            shared.len() - 1
        });
        for portion in portions {
            add(&mut shared[at].1, portion);
        }
    }
    for (id, portions) in &mut shared {
        for (thing, sent) in in_parcels_to(connection, order.row.id, *id)? {
            let known = portions
                .iter_mut()
                .find(|portion| same(&portion.thing, &thing));
            if let Some(portion) = known {
                portion.qty = (portion.qty - sent).max(0);
            }
        }
    }
    Ok(shared)
}

/// Adds units to those of the same thing.
pub(super) fn add(portions: &mut Vec<Portion>, more: Portion) {
    match portions
        .iter_mut()
        .find(|known| same(&known.thing, &more.thing))
    {
        Some(known) => known.qty += more.qty,
        None => portions.push(more),
    }
}

/// Whether two things are handed over as one.
pub(super) fn same(one: &Thing, other: &Thing) -> bool {
    (one.offer, &one.customization, one.package)
        == (other.offer, &other.customization, other.package)
}

/// What was packed for a recipient or handed over to them.
pub(super) fn in_parcels_to(
    connection: &Connection,
    order: OrderId,
    destination: DestinationId,
) -> Result<Vec<(Thing, i64)>> {
    let mut select = connection.prepare_cached(
        "SELECT u.offer_id, u.customization, u.package_id,
            sum(u.qty * ((u.dst IN ('parcel', 'customer')) - (u.src IN ('parcel', 'customer'))))
         FROM unit_moves u JOIN parcels p ON p.id = u.parcel_id
         WHERE u.order_id = ?1 AND p.destination_id = ?2 GROUP BY 1, 2, 3",
    )?;
    let rows = select.query_map(rusqlite::params![order, destination], |row| {
        let thing = Thing {
            offer: row.get(0)?,
            goods: String::new(),
            customization: row.get(1)?,
            package: row.get(2)?,
            ordered: 0,
            packed: 0,
            handed: 0,
        };
        Ok((thing, row.get(3)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a recipient of an order is still to get.
pub(in crate::book) fn left_for(
    connection: &Connection,
    order: &Order,
    name: &str,
) -> Result<Vec<Portion>> {
    let id = rows::known(connection, order, name)?;
    let mut shared = shared(connection, order)?;
    let at = shared.iter().position(|(known, _)| *known == id);
    let mut portions = at.map_or_else(Vec::new, |at| shared.swap_remove(at).1);
    let there = left(connection, order.row.id)?;
    for portion in &mut portions {
        let whole = there.iter().find(|left| same(&left.thing, &portion.thing));
        if let Some(whole) = whole {
            portion.thing = whole.thing.clone();
        }
        portion.qty = portion.qty.min(whole.map_or(0, |whole| whole.qty));
    }
    portions.retain(|portion| portion.qty > 0);
    Ok(portions)
}

/// What is left of an order for each who receives it: first its own recipient, then the others as they were
/// added.
pub(in crate::book) fn left_for_each(
    connection: &Connection,
    order: &Order,
) -> Result<Vec<(Option<DestinationId>, Vec<Portion>)>> {
    let mut own = left(connection, order.row.id)?;
    let mut all = Vec::new();
    let mut shared = shared(connection, order)?;
    shared.sort_by_key(|(id, _)| *id);
    for (id, mut portions) in shared {
        for portion in &mut portions {
            let known = own.iter_mut().find(|own| same(&own.thing, &portion.thing));
            portion.qty = known.map_or(0, |known| {
                let theirs = portion.qty.min(known.qty);
                known.qty -= theirs;
                theirs
            });
        }
        all.push((Some(id), portions));
    }
    all.insert(0, (None, own));
    Ok(all)
}

/// What is left of an order and meant for none of its recipients: goes to its own.
///
/// # Errors
/// [`Refusal::ChooseDestination`] when all that is left is for recipients.
pub(in crate::book) fn left_for_nobody(
    connection: &Connection,
    order: &Order,
) -> Result<Vec<Portion>> {
    let mut portions = left(connection, order.row.id)?;
    let shared = shared(connection, order)?;
    let any = !portions.is_empty();
    for (_, theirs) in &shared {
        for theirs in theirs {
            let own = portions
                .iter_mut()
                .find(|own| same(&own.thing, &theirs.thing));
            if let Some(own) = own {
                own.qty -= theirs.qty;
            }
        }
    }
    portions.retain(|portion| portion.qty > 0);
    if any && portions.is_empty() {
        return Err(Refusal::ChooseDestination {
            order: order.row.code.clone(),
            names: rows::names(connection, order.row.id)?,
        }
        .into());
    }
    Ok(portions)
}

/// The units of an item: of a package, those of its parts.
pub(in crate::book) fn expand(
    connection: &Connection,
    order: &Order,
    (offer, item): (&OfferRow, &NewItem),
    qty: i64,
) -> Result<Vec<Portion>> {
    let key = (offer.id, item.customization.as_str(), item.chosen.as_str());
    portions_of(connection, order, key, qty)
}

/// The units of so many of an item: of a package, those of its parts.
pub(in crate::book) fn portions_of(
    connection: &Connection,
    order: &Order,
    (offer, customization, chosen): (OfferId, &str, &str),
    qty: i64,
) -> Result<Vec<Portion>> {
    let things = unit::things(connection, order.row.id)?;
    let line = order.lines.iter().find(|line| {
        line.offer == offer && line.customization == customization && line.chosen == chosen
    });
    let thing = |offer: OfferId, customization: &str, package: Option<OfferId>| {
        let mut known = things.iter();
        known
            .find(|thing| {
                (thing.offer, thing.customization.as_str(), thing.package)
                    == (offer, customization, package)
            })
            .cloned()
    };
    let mut portions = Vec::new();
    match line {
        Some(line) if !line.parts.is_empty() => {
            for part in parts_sold(connection, line.id.raw(), line.qty)? {
                if let Some(thing) = thing(part.offer, "", Some(offer)) {
                    let qty = qty * part.each;
                    add(&mut portions, Portion { thing, qty });
                }
            }
        }
        _ => {
            let known = thing(offer, customization, None);
            portions.extend(known.map(|thing| Portion { thing, qty }));
        }
    }
    Ok(portions)
}
