//! Moves the units of orders: hands them over, and gives back what an order no longer wants.

use rusqlite::Connection;

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::unit::{self, Move, Place, Thing};
use crate::domain::id::{OfferId, OrderId, ParcelId};
use crate::domain::refusal::Refusal;

/// So many units of one thing of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Portion {
    pub(in crate::book) thing: Thing,
    /// At least 1.
    pub(in crate::book) qty: i64,
}

/// Puts units of an order into a parcel, or hands them over in it: first those that are set aside, then, of
/// goods that nobody follows by batches, straight from the kitchen.
///
/// # Errors
/// [`Refusal::NotThere`] when goods that are followed are not set aside yet.
pub(in crate::book) fn hand_over(
    deed: &Deed<'_>,
    (order, code): (OrderId, &str),
    portions: &[Portion],
    parcel: ParcelId,
    to: Place,
) -> Result<()> {
    let connection = deed.connection();
    let mut aside = unit::aside(connection, order)?;
    for Portion { thing, qty } in portions {
        let there = aside.iter_mut().find(|(offer, customization, _)| {
            (*offer, customization.as_str()) == (thing.offer, thing.customization.as_str())
        });
        let mut unused = 0;
        let there = there.map_or(&mut unused, |(_, _, there)| there);
        let taken = (*qty).min(*there);
        let rest = qty - taken;
        if rest > 0 && unit::is_followed(connection, thing.offer)? {
            return Err(Refusal::NotThere {
                order: code.to_owned(),
                goods: thing.goods.clone(),
                wanted: *qty,
                there: *there,
            }
            .into());
        }
        *there -= taken;
        for (from, qty) in [(Place::Order, taken), (Place::Kitchen, rest)] {
            if qty > 0 {
                let made = Move {
                    offer: thing.offer,
                    customization: &thing.customization,
                    qty,
                    from,
                    to,
                    order,
                    package: thing.package,
                    parcel: Some(parcel),
                    claim: None,
                    why: "",
                };
                unit::record(deed, &made)?;
            }
        }
    }
    Ok(())
}

/// Gives back to the shelf what is set aside for an order beyond what it wants.
///
/// # Errors
/// [`Refusal::HandedOver`] when more is packed or handed over than it wants (rule 45).
pub(in crate::book) fn release(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let (aside, handed, held, code): (i64, i64, bool, String) = connection
        .prepare_cached(
            "SELECT s.aside, s.handed, s.held, o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
             WHERE s.order_id = ?1",
        )?
        .query_row([order], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    if (aside, handed) == (0, 0) {
        return Ok(());
    }
    let mut aside = unit::aside(connection, order)?;
    for thing in by_item(unit::things(connection, order)?) {
        let wanted = if held { thing.ordered } else { 0 };
        let gone = thing.packed + thing.handed;
        if gone > wanted && !held {
            return Err(Refusal::HandedOverWhole {
                order: code,
                goods: thing.goods,
                handed: gone,
            }
            .into());
        }
        if gone > wanted {
            return Err(Refusal::HandedOver {
                order: code,
                goods: thing.goods,
                handed: gone,
                wanted,
            }
            .into());
        }
        let at = aside.iter().position(|(offer, customization, _)| {
            (*offer, customization) == (thing.offer, &thing.customization)
        });
        if let Some(at) = at {
            let (offer, customization, there) = aside.swap_remove(at);
            let surplus = gone + there - wanted;
            give_back(deed, order, (offer, &customization), surplus)?;
        }
    }
    // What it has no line of any more.
    for (offer, customization, there) in aside {
        give_back(deed, order, (offer, &customization), there)?;
    }
    Ok(())
}

fn give_back(
    deed: &Deed<'_>,
    order: OrderId,
    (offer, customization): (OfferId, &str),
    qty: i64,
) -> Result<()> {
    if qty <= 0 {
        return Ok(());
    }
    let made = Move {
        offer,
        customization,
        qty,
        from: Place::Order,
        to: Place::Shelf,
        order,
        package: None,
        parcel: None,
        claim: None,
        why: "",
    };
    unit::record(deed, &made)
}

/// The things of an order without regard to the packages they are in.
fn by_item(things: Vec<Thing>) -> Vec<Thing> {
    let mut items: Vec<Thing> = Vec::new();
    for thing in things {
        let known = items
            .iter_mut()
            .find(|item| (item.offer, &item.customization) == (thing.offer, &thing.customization));
        match known {
            Some(item) => {
                item.ordered += thing.ordered;
                item.packed += thing.packed;
                item.handed += thing.handed;
            }
            None => items.push(Thing {
                package: None,
                ..thing
            }),
        }
    }
    items
}

/// Everything of an order that is neither packed nor handed over.
pub(in crate::book) fn left(connection: &Connection, order: OrderId) -> Result<Vec<Portion>> {
    let things = unit::things(connection, order)?.into_iter();
    let portions = things.map(|thing| Portion {
        qty: thing.left(),
        thing,
    });
    Ok(portions.filter(|portion| portion.qty > 0).collect())
}

/// Units of an order that are packed or with its customer.
pub(in crate::book) fn in_hand(connection: &Connection, order: OrderId) -> Result<i64> {
    let things = unit::things(connection, order)?;
    Ok(things.iter().map(|thing| thing.packed + thing.handed).sum())
}
