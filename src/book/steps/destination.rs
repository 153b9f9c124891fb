//! The goods of an order's recipients: what each gets, and what is left to hand over for them (rule 80).

use rusqlite::Connection;

use super::order::item::NewItem;
use super::order::parts::parts_sold;
use super::units::{Portion, left};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::destination::{self as rows, Share};
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::unit::{self, Thing};
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::id::{DestinationId, OfferId, OrderId, PeriodId};
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

fn add(portions: &mut Vec<Portion>, more: Portion) {
    match portions
        .iter_mut()
        .find(|known| same(&known.thing, &more.thing))
    {
        Some(known) => known.qty += more.qty,
        None => portions.push(more),
    }
}

fn same(one: &Thing, other: &Thing) -> bool {
    (one.offer, &one.customization, one.package)
        == (other.offer, &other.customization, other.package)
}

/// What was packed for a recipient or handed over to them.
fn in_parcels_to(
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

/// Refuses that recipients have more of an item than the order has.
///
/// # Errors
/// [`Refusal::DestinationsHaveMore`].
pub(in crate::book) fn check(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let mut select = connection.prepare_cached(
        "SELECT o.code, trim(p.name || ' ' || v.name), sum(i.qty) AS shared,
            (SELECT coalesce(sum(l.qty), 0) FROM lines l WHERE l.order_id = o.id AND l.offer_id = i.offer_id
             AND l.customization = i.customization AND l.chosen = i.chosen AND l.part_of IS NULL) AS ordered
         FROM destinations d JOIN destination_items i ON i.destination_id = d.id
         JOIN orders o ON o.id = d.order_id JOIN offers f ON f.id = i.offer_id
         JOIN variants v ON v.id = f.variant_id JOIN products p ON p.id = v.product_id
         WHERE d.order_id = ?1 AND o.cancelled_at IS NULL
         GROUP BY i.offer_id, i.customization, i.chosen HAVING shared > ordered LIMIT 1",
    )?;
    let mut rows = select.query([order])?;
    match rows.next()? {
        Some(row) => Err(Refusal::DestinationsHaveMore {
            order: row.get(0)?,
            goods: row.get(1)?,
            shared: row.get(2)?,
            ordered: row.get(3)?,
        }
        .into()),
        None => Ok(()),
    }
}

/// Units an order has of an item, and units of it that its recipients have.
pub(in crate::book) fn ordered_and_shared(
    connection: &Connection,
    order: OrderId,
    (offer, item): (OfferId, &NewItem),
) -> Result<(i64, i64)> {
    let ordered: i64 = connection
        .prepare_cached(
            "SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = ?1 AND offer_id = ?2
             AND customization = ?3 AND chosen = ?4 AND part_of IS NULL",
        )?
        .query_row(
            rusqlite::params![order, offer, item.customization, item.chosen],
            |row| row.get(0),
        )?;
    let shares = rows::shares(connection, order)?;
    let of_item = shares
        .iter()
        .filter(|share| share.is_of(offer, &item.customization, &item.chosen));
    Ok((ordered, of_item.map(|share| share.qty).sum()))
}

/// Gives a recipient units of an item of its order.
///
/// # Errors
/// [`Refusal::DestinationsHaveMore`] when the order has not so many that are nobody's.
pub(in crate::book) fn give(
    deed: &Deed<'_>,
    (order, code): (OrderId, &str),
    destination: DestinationId,
    (offer, item): (&OfferRow, &NewItem),
) -> Result<()> {
    let (ordered, shared) = ordered_and_shared(deed.connection(), order, (offer.id, item))?;
    if shared + item.qty > ordered {
        return Err(Refusal::DestinationsHaveMore {
            order: code.to_owned(),
            goods: full_name(&offer.product, &offer.variant),
            shared: shared + item.qty,
            ordered,
        }
        .into());
    }
    let more = Share {
        destination,
        offer: offer.id,
        customization: item.customization.clone(),
        chosen: item.chosen.clone(),
        qty: item.qty,
    };
    rows::add(deed, &more)
}

/// Refuses that a recipient has fewer of something than was packed for it.
///
/// # Errors
/// [`Refusal::DestinationPacked`].
pub(in crate::book) fn check_packed(deed: &Deed<'_>, order: &Order) -> Result<()> {
    let connection = deed.connection();
    let shares = rows::shares(connection, order.row.id)?;
    for known in rows::all(connection, order.row.id)? {
        let mut gets: Vec<Portion> = Vec::new();
        for share in shares.iter().filter(|share| share.destination == known.id) {
            let key = (
                share.offer,
                share.customization.as_str(),
                share.chosen.as_str(),
            );
            for portion in portions_of(connection, order, key, share.qty)? {
                add(&mut gets, portion);
            }
        }
        for (thing, packed) in in_parcels_to(connection, order.row.id, known.id)? {
            let own = gets.iter().find(|portion| same(&portion.thing, &thing));
            if packed > own.map_or(0, |portion| portion.qty) {
                return Err(Refusal::DestinationPacked {
                    order: order.row.code.clone(),
                    name: known.name,
                }
                .into());
            }
        }
    }
    Ok(())
}

/// What recipients have beyond what their order has, the last one's first; those that nothing was packed
/// for before the others.
fn beyond(connection: &Connection, order: OrderId) -> Result<Vec<Share>> {
    let shares = rows::shares(connection, order)?;
    let mut beyond = Vec::new();
    let mut seen: Vec<&Share> = Vec::new();
    for share in &shares {
        let (offer, customization, chosen) = (share.offer, &share.customization, &share.chosen);
        if seen
            .iter()
            .any(|known| known.is_of(offer, customization, chosen))
        {
            continue;
        }
        seen.push(share);
        let item = item_of(share);
        let (ordered, shared) = ordered_and_shared(connection, order, (offer, &item))?;
        let mut rest = shared - ordered;
        let mut of_item = Vec::new();
        for share in shares.iter().rev() {
            if share.is_of(offer, customization, chosen) {
                of_item.push((rows::has_parcel(connection, share.destination)?, share));
            }
        }
        of_item.sort_by_key(|(packed, _)| *packed);
        for (_, share) in of_item {
            let taken = rest.min(share.qty);
            if taken > 0 {
                rest -= taken;
                beyond.push(Share {
                    qty: taken,
                    ..share.clone()
                });
            }
        }
    }
    Ok(beyond)
}

fn item_of(share: &Share) -> NewItem {
    NewItem {
        code: Code::from_stored(String::new()),
        qty: share.qty,
        customization: share.customization.clone(),
        for_whom: String::new(),
        chosen: share.chosen.clone(),
    }
}

fn less(share: &Share) -> Share {
    Share {
        qty: -share.qty,
        ..share.clone()
    }
}

/// After units of an order went to another one: recipients that had them get them from there (rule 45).
/// What nobody had goes first.
pub(in crate::book) fn follow(
    deed: &Deed<'_>,
    from: OrderId,
    (to, period): (OrderId, PeriodId),
) -> Result<()> {
    let connection = deed.connection();
    for share in beyond(connection, from)? {
        rows::add(deed, &less(&share))?;
        let variant = offer::offer_by_id(connection, share.offer)?.variant_id;
        if let Some(there) = offer::find_offer(connection, period, variant)? {
            let destination = rows::twin(deed, share.destination, to)?;
            let more = Share {
                destination,
                offer: there.id,
                ..share
            };
            rows::add(deed, &more)?;
        }
    }
    Ok(())
}

/// After units left an order that is not asked whose they were: its last recipients get fewer.
pub(in crate::book) fn give_up(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    for share in beyond(deed.connection(), order)? {
        rows::add(deed, &less(&share))?;
    }
    Ok(())
}

/// Takes units of an item from a recipient, as many as it has; returns how many.
pub(in crate::book) fn take(
    deed: &Deed<'_>,
    order: OrderId,
    destination: DestinationId,
    (offer, customization, chosen, qty): (OfferId, &str, &str, i64),
) -> Result<i64> {
    let shares = rows::shares(deed.connection(), order)?;
    let own = shares.into_iter().find(|share| {
        share.destination == destination && share.is_of(offer, customization, chosen)
    });
    let Some(own) = own else { return Ok(0) };
    let taken = qty.min(own.qty);
    let fewer = Share { qty: -taken, ..own };
    rows::add(deed, &fewer)?;
    Ok(taken)
}
