//! The items of an order: read, written, and wanted of the quotas.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, params};

use super::bill::check_bill;
use super::item::NewItem;
use super::parts::within;
use super::quotas::Wanted;
use super::slices::{Buying, slices_now, slices_of, write_slices};
use super::terms::is_free;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::catalog::variant_by_id;
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::{number, order_full, package};
use crate::domain::id::{LineId, OfferId, OrderId, ProductId};
use crate::domain::order::Line;
use crate::domain::pricing::{check_least_and_multiple, raised};
use crate::domain::quota::InPackage;
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

/// What is bought with one item of an order that has these items.
pub(in crate::book) fn buying<'a>(
    items: &[(OfferRow, NewItem)],
    (offer, item): (&OfferRow, &'a NewItem),
    level: &'a str,
    free: bool,
) -> Buying<'a> {
    let units = |counts: &dyn Fn(&OfferRow) -> bool| {
        let items = items.iter().filter(|(other, _)| counts(other));
        items.map(|(_, item)| item.qty).sum()
    };
    Buying {
        units: item.qty,
        in_order: units(&|other| other.id == offer.id),
        of_product: units(&|other| other.product_id == offer.product_id),
        level,
        customization: &item.customization,
        free,
    }
}

/// Writes the items of an order that has none, each at today's price.
pub(in crate::book) fn write_items(
    deed: &Deed<'_>,
    order: OrderId,
    items: &[(OfferRow, NewItem)],
) -> Result<()> {
    let level = level_of(deed.connection(), order)?;
    let free = is_free(deed.connection(), order)?;
    for (offer, item) in items {
        let buying = buying(items, (offer, item), &level, free);
        let slices = slices_of(deed.connection(), order, offer, item)?;
        let slices = raised(slices, &slices_now(deed, offer, &buying)?);
        write_slices(deed, order, offer, item, &slices)?;
    }
    check_bill(deed, order)
}

/// An item of an order, whatever its units were sold for.
#[derive(Debug, Clone)]
pub(in crate::book) struct HeldItem {
    pub(in crate::book) offer: OfferRow,
    /// As it was asked for, with all its units.
    pub(in crate::book) item: NewItem,
    /// Its lines: one for each price.
    pub(in crate::book) lines: Vec<LineId>,
}

impl HeldItem {
    /// Whether units of `item` are units of this one.
    pub(in crate::book) fn is(&self, offer: OfferId, item: &NewItem) -> bool {
        let NewItem {
            customization,
            for_whom,
            chosen,
            ..
        } = &self.item;
        self.offer.id == offer
            && (customization, for_whom, chosen)
                == (&item.customization, &item.for_whom, &item.chosen)
    }
}

/// The items that lines are of, in the order they were added.
pub(in crate::book) fn held_items(
    connection: &Connection,
    lines: &[Line],
) -> Result<Vec<HeldItem>> {
    let mut items: Vec<HeldItem> = Vec::new();
    for line in lines {
        let item = NewItem::from(line);
        match items.iter_mut().find(|held| held.is(line.offer, &item)) {
            Some(held) => {
                held.item.qty += line.qty;
                held.lines.push(line.id);
            }
            None => items.push(HeldItem {
                offer: offer::offer_by_id(connection, line.offer)?,
                item,
                lines: vec![line.id],
            }),
        }
    }
    Ok(items)
}

/// The items of an order as they were asked for, in the order they were added: what it takes to
/// price them anew.
pub(in crate::book) fn items_in(
    connection: &Connection,
    order: OrderId,
) -> Result<Vec<(OfferRow, NewItem)>> {
    let held = held_items(connection, &order_full::lines(connection, order)?)?;
    Ok(held
        .into_iter()
        .map(|held| (held.offer, held.item))
        .collect())
}

/// The items of an order that are like this one whoever they are for, each with its units.
pub(in crate::book) fn whoever_for(
    connection: &Connection,
    order: OrderId,
    (offer, item): (&OfferRow, &NewItem),
) -> Result<Vec<NewItem>> {
    let all = items_in(connection, order)?.into_iter();
    let same = all.filter(|(known, held)| {
        known.id == offer.id
            && held.customization == item.customization
            && held.chosen == item.chosen
    });
    Ok(same.map(|(_, held)| held).collect())
}

/// What an order that holds no units yet would take, as its packages are made up today.
pub(in crate::book) fn wanted_by(connection: &Connection, order: OrderId) -> Result<Vec<Wanted>> {
    let mut wanted = Vec::new();
    for (offer, item) in items_in(connection, order)? {
        want(connection, &mut wanted, &offer, &item)?;
    }
    Ok(wanted)
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
        let has = sold_singly(connection, order, offer.id)?;
        if let Some(refusal) = wrong_number(connection, &offer, has)? {
            return Err(refusal.into());
        }
    }
    Ok(())
}

/// Why an order may not have this number of units of an offer by itself; `None` when it may
/// (rule 66).
pub(in crate::book) fn wrong_number(
    connection: &Connection,
    offer: &OfferRow,
    units: i64,
) -> Result<Option<Refusal>> {
    let variant = variant_by_id(connection, offer.variant_id)?;
    Ok(check_least_and_multiple(&offer.code, units, variant.least, variant.multiple).err())
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

/// Units an order has of all variants of a product, without those in packages.
pub(in crate::book) fn units_of_product(
    connection: &Connection,
    order: OrderId,
    product: ProductId,
) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(l.qty), 0) FROM lines l JOIN offers f ON f.id = l.offer_id
             JOIN variants v ON v.id = f.variant_id
             WHERE l.order_id = ?1 AND v.product_id = ?2 AND l.part_of IS NULL",
        )?
        .query_row(params![order, product], |row| row.get(0))?)
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
