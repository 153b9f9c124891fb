//! The items of an order: written, wanted of the quotas, and changed.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, params};

use super::bill::check_bill;
use super::item::NewItem;
use super::parts::within;
use super::quotas::{Wanted, caps};
use super::resolve::{item_meant, offer_meant};
use super::slices::{Buying, slices_now, slices_of, write_slices};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::book::rows::catalog::variant_by_id;
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::order::{self, set_overbook};
use crate::book::rows::{number, order_full, package, period};
use crate::domain::code::Code;
use crate::domain::id::{OfferId, OrderId};
use crate::domain::item::{Change, ItemText};
use crate::domain::moving::removed_slices;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::pricing::{check_least_and_multiple, lowered, raised, units};
use crate::domain::quota::{self, InPackage};
use crate::domain::refusal::Refusal;

/// Adds the units of an item to what an order wants, with what is in them when it is a package.
pub(in crate::book) fn want(
    connection: &Connection,
    wanted: &mut Vec<Wanted>,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<()> {
    let contents = package::contents(connection, offer, &item.chosen)?;
    want_with(wanted, offer, item.qty, contents)
}

/// Adds units of an offer to what an order wants, with what is in each of them.
pub(in crate::book) fn want_with(
    wanted: &mut Vec<Wanted>,
    offer: &OfferRow,
    qty: i64,
    contents: Vec<(OfferRow, i64)>,
) -> Result<()> {
    let qty = number::quantity(qty)?;
    add(wanted, offer, qty, None);
    for (part, each) in contents {
        let units = number::quantity(qty * each)?;
        let package = offer.code.clone();
        let within = InPackage {
            package,
            each,
            units,
        };
        add(wanted, &part, units, Some(within));
    }
    Ok(())
}

/// Adds units of an offer to what an order wants.
fn add(wanted: &mut Vec<Wanted>, offer: &OfferRow, units: i64, within: Option<InPackage>) {
    let place = wanted
        .iter()
        .position(|wanted| wanted.offer.id == offer.id)
        .unwrap_or_else(|| {
            wanted.push(Wanted {
                offer: offer.clone(),
                had: 0,
                counted: 0,
                will: 0,
                within: Vec::new(),
            });
            wanted.len() - 1
        });
    wanted[place].will += units;
    if let Some(within) = within {
        InPackage::add(&mut wanted[place].within, within);
    }
}

/// Writes the items of an order that has none, each at today's price.
pub(in crate::book) fn write_items(
    deed: &Deed<'_>,
    order: OrderId,
    items: &[(OfferRow, NewItem)],
) -> Result<()> {
    let level = level_of(deed.connection(), order)?;
    for (offer, item) in items {
        let same = items.iter().filter(|(other, _)| other.id == offer.id);
        let buying = Buying {
            units: item.qty,
            in_order: same.map(|(_, item)| item.qty).sum(),
            level: &level,
            customization: &item.customization,
        };
        let slices = slices_of(deed.connection(), order, offer, item)?;
        let slices = raised(slices, &slices_now(deed, offer, &buying)?);
        write_slices(deed, order, offer, item, &slices)?;
    }
    check_bill(deed, order)
}

/// The items of an order as they were asked for, in the order they were added: what it takes to
/// price them anew.
pub(in crate::book) fn items_in(
    connection: &Connection,
    order: OrderId,
) -> Result<Vec<(OfferRow, NewItem)>> {
    let mut items: Vec<(OfferRow, NewItem)> = Vec::new();
    for line in order_full::lines(connection, order)? {
        let same = items.iter_mut().find(|(offer, item)| {
            offer.id == line.offer
                && item.customization == line.customization
                && item.for_whom == line.for_whom
                && item.chosen == line.chosen
        });
        match same {
            Some((_, item)) => item.qty += line.qty,
            None => items.push((
                offer::offer_by_id(connection, line.offer)?,
                NewItem {
                    code: Code::from_stored(line.code),
                    qty: line.qty,
                    customization: line.customization,
                    for_whom: line.for_whom,
                    chosen: line.chosen,
                },
            )),
        }
    }
    Ok(items)
}

/// What an order that holds no units yet would take, as its packages are made up today.
pub(in crate::book) fn wanted_by(connection: &Connection, order: OrderId) -> Result<Vec<Wanted>> {
    let mut wanted = Vec::new();
    for (offer, item) in items_in(connection, order)? {
        want(connection, &mut wanted, &offer, &item)?;
    }
    Ok(wanted)
}

/// Applies typed changes to an order's items.
pub(in crate::book) fn change_items(
    deed: &Deed<'_>,
    period: &Period,
    order: &Order,
    changes: &[ItemText],
    overbook: Option<&str>,
) -> Result<()> {
    let connection = deed.connection();
    let id = order.row.id;
    let holds = order.row.status == OrderStatus::Active;
    let before = units_in(connection, id)?;
    // As it is now: the same deed may have changed it.
    let channel = order::row(connection, id, deed.now)?.channel;
    let level = level_of(connection, id)?;
    let result = result_of(connection, period, order, changes)?;
    for change in changes {
        let code = Code::read(&change.variant)?;
        let (offer, item, other) = item_meant(connection, period, order, &code, change)?;
        let mut slices = slices_of(connection, id, &offer, &item)?;
        if let Some(other) = other {
            // Another choice for units the order has: they keep their price (rules 11, 65).
            period::not_over(period, deed.now)?;
            let has = slices_of(connection, id, &offer, &other)?;
            let kept = lowered(has.clone(), change.qty);
            slices = removed_slices(&has, &kept);
            write_slices(deed, id, &offer, &other, &kept)?;
            write_slices(deed, id, &offer, &item, &slices)?;
        }
        let has = units(&slices);
        let will = match change.change {
            Change::Add => has + change.qty,
            Change::Set => change.qty,
            Change::Remove if change.qty > has => {
                return Err(Refusal::FewerInOrder {
                    order: order.row.code.clone(),
                    code: offer.code,
                    has,
                }
                .into());
            }
            Change::Remove => has - change.qty,
        };
        let slices = if will > has {
            if offer.withdrawn {
                return Err(Refusal::NotOffered {
                    code: offer.code,
                    period: period.code.to_string(),
                    offered: Vec::new(),
                }
                .into());
            }
            period::not_over(period, deed.now)?;
            let buying = Buying {
                units: will - has,
                in_order: result.get(&offer.id).copied().unwrap_or(will),
                level: &level,
                customization: &item.customization,
            };
            raised(slices, &slices_now(deed, &offer, &buying)?)
        } else {
            lowered(slices, has - will)
        };
        write_slices(deed, id, &offer, &item, &slices)?;
    }
    // Only now: what one change gives back, another of the same deed may take (rule 19).
    check_numbers(connection, id, result.keys().copied())?;
    let wanted = wanted_since(connection, id, &before, holds)?;
    // Who waits may ask for more than there is: it is checked when it is served (rule 20).
    if order.row.status != OrderStatus::Waitlist
        && let Err(refusal) = quota::check(&caps(connection, period, &wanted, Some(channel))?)
    {
        let Some(why) = overbook else {
            return Err(refusal.into());
        };
        set_overbook(deed, id, why)?;
    }
    if order_full::lines(connection, id)?.is_empty() {
        return Err(Refusal::NothingLeft {
            order: order.row.code.clone(),
        }
        .into());
    }
    Ok(())
}

/// What an order wants of each offer whose units differ from `before`.
pub(in crate::book) fn wanted_since(
    connection: &Connection,
    order: OrderId,
    before: &HashMap<OfferId, i64>,
    holds: bool,
) -> Result<Vec<Wanted>> {
    let now = units_in(connection, order)?;
    let offers: BTreeSet<OfferId> = before.keys().chain(now.keys()).copied().collect();
    let mut wanted = Vec::new();
    for offer in offers {
        let units = |of: &HashMap<OfferId, i64>| of.get(&offer).copied().unwrap_or_default();
        let (had, will) = (units(before), units(&now));
        if had != will {
            wanted.push(Wanted {
                offer: offer::offer_by_id(connection, offer)?,
                had,
                // What holds nothing is in no sum.
                counted: if holds { will } else { 0 },
                will,
                within: Vec::new(),
            });
        }
    }
    if wanted.iter().any(|wanted| wanted.offer.package) {
        let mut within = within(connection, order)?;
        for wanted in &mut wanted {
            wanted.within = within.remove(&wanted.offer.id).unwrap_or_default();
        }
    }
    Ok(wanted)
}

/// Units that an order will have of each variant its changes name, without those in packages; further
/// prices go by them (rule 66).
fn result_of(
    connection: &Connection,
    period: &Period,
    order: &Order,
    changes: &[ItemText],
) -> Result<HashMap<OfferId, i64>> {
    let id = order.row.id;
    let mut result = HashMap::new();
    for change in changes {
        let code = Code::read(&change.variant)?;
        let (offer, _) = offer_meant(connection, period, &order.lines, &code)?;
        let more = match change.change {
            Change::Add => change.qty,
            Change::Remove => -change.qty,
            Change::Set => match item_meant(connection, period, order, &code, change) {
                Ok((offer, item, other)) => {
                    let units = |item| -> Result<i64> {
                        Ok(units(&slices_of(connection, id, &offer, item)?))
                    };
                    let from_other = match &other {
                        Some(other) => units(other)?.min(change.qty),
                        None => 0,
                    };
                    change.qty - units(&item)? - from_other
                }
                // What is meant shows once the changes before it are made.
                Err(BookError::Refused(_)) => change.qty,
                Err(error) => return Err(error),
            },
        };
        let has = match result.get(&offer.id) {
            Some(has) => *has,
            None => sold_singly(connection, id, offer.id)?,
        };
        result.insert(offer.id, has + more);
    }
    Ok(result)
}

/// The price level of an order's customer (rule 66).
pub(in crate::book) fn level_of(connection: &Connection, order: OrderId) -> Result<String> {
    Ok(connection
        .prepare_cached(
            "SELECT c.level FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = ?1",
        )?
        .query_row([order], |row| row.get(0))?)
}

/// Refuses numbers of units an order may not have of a variant (rule 66).
pub(in crate::book) fn check_numbers(
    connection: &Connection,
    order: OrderId,
    offers: impl Iterator<Item = OfferId>,
) -> Result<()> {
    for offer in offers {
        let offer = offer::offer_by_id(connection, offer)?;
        let variant = variant_by_id(connection, offer.variant_id)?;
        let has = sold_singly(connection, order, offer.id)?;
        check_least_and_multiple(&offer.code, has, variant.least, variant.multiple)?;
    }
    Ok(())
}

/// Units an order has of an offer by itself, without those in packages.
pub(in crate::book) fn sold_singly(
    connection: &Connection,
    order: OrderId,
    offer: OfferId,
) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(qty), 0) FROM lines
             WHERE order_id = ?1 AND offer_id = ?2 AND part_of IS NULL",
        )?
        .query_row(params![order, offer], |row| row.get(0))?)
}

/// Units an order has of each offer.
pub(in crate::book) fn units_in(
    connection: &Connection,
    order: OrderId,
) -> Result<HashMap<OfferId, i64>> {
    let mut select = connection.prepare_cached(
        "SELECT offer_id, sum(qty) FROM lines WHERE order_id = ?1 GROUP BY offer_id",
    )?;
    let rows = select.query_map([order], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
