//! Gives units of an order to its recipients, and takes them (rule 80).

use rusqlite::Connection;

use super::order::item::NewItem;
use super::portions::{add, in_parcels_to, portions_of, same};
use super::units::Portion;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::destination::{self as rows, Share};
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::order_full;
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::id::{DestinationId, OfferId, OrderId, PeriodId};
use crate::domain::order::Order;
use crate::domain::refusal::Refusal;

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
/// for before the others, and what is in nobody's parcel before the rest.
fn beyond(deed: &Deed<'_>, order: OrderId) -> Result<Vec<Share>> {
    let connection = deed.connection();
    let shares = rows::shares(connection, order)?;
    let mut beyond: Vec<Share> = Vec::new();
    if shares.is_empty() {
        return Ok(beyond);
    }
    let full = order_full::order(connection, order, deed.now)?;
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
        if rest <= 0 {
            continue;
        }
        let mut of_item = Vec::new();
        for share in shares.iter().rev() {
            if share.is_of(offer, customization, chosen) {
                let free = (share.qty - in_parcels(connection, &full, share)?).max(0);
                of_item.push((
                    rows::has_parcel(connection, share.destination)?,
                    share,
                    free,
                ));
            }
        }
        of_item.sort_by_key(|(packed, ..)| *packed);
        let free = of_item.iter().map(|(_, share, free)| (*share, *free));
        let packed = of_item
            .iter()
            .map(|(_, share, free)| (*share, share.qty - free));
        for (share, most) in free.chain(packed) {
            let taken = rest.min(most);
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

/// Units of what a recipient gets of an item that are packed for it or were handed over; a package counts with
/// the first of its parts.
fn in_parcels(connection: &Connection, order: &Order, share: &Share) -> Result<i64> {
    let key = (
        share.offer,
        share.customization.as_str(),
        share.chosen.as_str(),
    );
    let one = portions_of(connection, order, key, 1)?;
    let sent = in_parcels_to(connection, order.row.id, share.destination)?;
    let whole = one.iter().map(|portion| {
        let sent = sent.iter().filter(|(thing, _)| same(thing, &portion.thing));
        let sent: i64 = sent.map(|(_, units)| *units).sum();
        let each = portion.qty.max(1);
        (sent + each - 1) / each
    });
    Ok(whole.max().unwrap_or_default())
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
    for share in beyond(deed, from)? {
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
    for share in beyond(deed, order)? {
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
