//! The items of an order: what a code means, its price slices, and changes to them.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, params};

use super::parts::{change_parts, delete_parts, insert_parts, parts_of, parts_sold, within};
use super::quotas::{Wanted, caps};
use super::{NewItem, check_bill, set_overbook};
use crate::book::catalog::{find_product, unknown, variant_by_code, variant_by_id};
use crate::book::deed::Deed;
use crate::book::error::{BookError, Result};
use crate::book::period::{self, OfferRow};
use crate::book::{field, order_full, order_list, package, price, text, tier};
use crate::domain::code::Code;
use crate::domain::fields;
use crate::domain::id::{OfferId, OrderId, TierId};
use crate::domain::item::{Change, ItemText, MAX_QTY};
use crate::domain::money::Rupiah;
use crate::domain::moving::taken;
use crate::domain::order::{Line, Order, OrderStatus};
use crate::domain::package::PackageError;
use crate::domain::period::Period;
use crate::domain::pricing::{
    self, Prices, Purchase, Slice, SoldIn, Tier, check_number, lowered, raised, units,
};
use crate::domain::quota::{self, Within};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// What is on sale under a code: a variant's own, or that of a product with one variant on sale.
pub(in crate::book) fn offer_for(
    connection: &Connection,
    period: &Period,
    code: &Code,
) -> Result<OfferRow> {
    if let Some(variant) = variant_by_code(connection, code)? {
        if let Some(offer) = period::find_offer(connection, period.id, variant.id)?
            && !offer.withdrawn
        {
            return Ok(offer);
        }
    } else if let Some(product) = find_product(connection, code)? {
        let mut offers = Vec::new();
        for variant in &product.variants {
            offers.extend(
                period::find_offer(connection, period.id, variant.id)?
                    .filter(|offer| !offer.withdrawn),
            );
        }
        if offers.len() > 1 {
            return Err(Refusal::ChooseVariant {
                product: product.code.to_string(),
                variants: offers.into_iter().map(|offer| offer.code).collect(),
            }
            .into());
        }
        if let Some(only) = offers.pop() {
            return Ok(only);
        }
    } else {
        return Err(unknown(connection, Noun::Variant, code)?.into());
    }
    Err(period::not_offered(connection, period, code)?.into())
}

/// An item of a new order, and what it means in a period: the offer, and what was chosen as the
/// book keeps it.
pub(super) fn resolve(
    connection: &Connection,
    period: &Period,
    item: &NewItem,
) -> Result<(OfferRow, NewItem)> {
    let offer = offer_for(connection, period, &item.code)?;
    let item = NewItem {
        chosen: package::chosen(connection, &offer, &item.chosen)?,
        ..item.clone()
    };
    Ok((offer, item))
}

/// Adds an item to what an order wants: its units, and those in it when it is a package.
pub(super) fn want(
    connection: &Connection,
    wanted: &mut Vec<Wanted>,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<()> {
    let qty = in_bounds(item.qty)?;
    add(wanted, offer, qty, None);
    for (part, each) in package::contents(connection, offer, &item.chosen)? {
        let units = in_bounds(qty * each)?;
        let package = offer.code.clone();
        let within = Within {
            package,
            each,
            units,
        };
        add(wanted, &part, units, Some(within));
    }
    Ok(())
}

fn add(wanted: &mut Vec<Wanted>, offer: &OfferRow, units: i64, within: Option<Within>) {
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
        Within::add(&mut wanted[place].within, within);
    }
}

/// An item with its customization and wearer as the book keeps them, checked against the custom
/// fields of its product (rule 67).
pub(super) fn made(connection: &Connection, offer: &OfferRow, item: &NewItem) -> Result<NewItem> {
    let fields = field::of_product(connection, offer.product_id)?;
    let typed = text::long_line("field-customization", &item.customization)?;
    let filled = fields::fill(&fields, &typed, &offer.code).map_err(Refusal::from)?;
    Ok(NewItem {
        customization: text::long_line("field-customization", &filled.text)?,
        for_whom: text::line("field-for-whom", &item.for_whom)?,
        ..item.clone()
    })
}

/// Writes the items of an order that has none, each at today's price.
pub(super) fn write_items(
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
                period::offer_by_id(connection, line.offer)?,
                NewItem {
                    code: Code::kept(line.code),
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

/// What an order that holds nothing would take: its items as they are made up today.
pub(in crate::book) fn wanted_by(connection: &Connection, order: OrderId) -> Result<Vec<Wanted>> {
    let mut wanted = Vec::new();
    for (offer, item) in items_in(connection, order)? {
        want(connection, &mut wanted, &offer, &item)?;
    }
    Ok(wanted)
}

/// Applies typed changes to an order's items.
pub(super) fn change_items(
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
    let channel = order_list::row(connection, id, deed.now)?.channel;
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
            slices = taken(&has, &kept);
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

/// What an order wants of each offer whose units are not as they were.
pub(super) fn wanted_since(
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
                offer: period::offer_by_id(connection, offer)?,
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

/// Units sold by themselves that an order will have of each variant its changes are about, which
/// further prices go by (rule 66).
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

/// The offer a code means in an order, and the lines the order has of it. What is in the order can
/// be changed after it went off sale.
fn offer_meant<'a>(
    connection: &Connection,
    period: &Period,
    lines: &'a [Line],
    code: &Code,
) -> Result<(OfferRow, Vec<&'a Line>)> {
    let mut of_variant: Vec<&Line> = lines
        .iter()
        .filter(|line| code.as_str().eq_ignore_ascii_case(&line.code))
        .collect();
    let offer = match of_variant.first() {
        Some(line) => period::offer_by_id(connection, line.offer)?,
        None => {
            let offer = offer_for(connection, period, code)?;
            of_variant = lines.iter().filter(|line| line.offer == offer.id).collect();
            offer
        }
    };
    Ok((offer, of_variant))
}

/// Which item of an order a change means: the one with the customization, the wearer and the choice
/// that were typed, as far as they were; else the plain one, else the only one of that variant.
/// When a package is set to a choice the order lacks, the only one it has gives its units: it is
/// returned as the third.
pub(super) fn item_meant(
    connection: &Connection,
    period: &Period,
    order: &Order,
    code: &Code,
    change: &ItemText,
) -> Result<(OfferRow, NewItem, Option<NewItem>)> {
    let lines = order_full::lines(connection, order.row.id)?;
    let (offer, of_variant) = offer_meant(connection, period, &lines, code)?;
    let item = |customization: &str, for_whom: &str, chosen: &str| NewItem {
        code: code.clone(),
        qty: change.qty,
        customization: customization.to_owned(),
        for_whom: for_whom.to_owned(),
        chosen: chosen.to_owned(),
    };
    let chosen = match &change.chosen {
        // What was sold may be typed as it was, though it can't be chosen any more.
        Some(typed) => Some(match of_variant.iter().find(|line| line.chosen == *typed) {
            Some(line) => line.chosen.clone(),
            None => package::chosen(connection, &offer, typed)?,
        }),
        None => None,
    };
    let typed = change.customization.as_deref().map(str::trim);
    let fields = field::of_product(connection, offer.product_id)?;
    let kept = fields::kept(&fields, typed.unwrap_or_default()).map_err(Refusal::from)?;
    let whom = change.for_whom.as_deref().map(str::to_lowercase);
    let items_of = |chosen: Option<&str>| -> Vec<(&str, &str, &str)> {
        let mut items: Vec<_> = of_variant
            .iter()
            .filter(|line| chosen.is_none_or(|chosen| line.chosen == chosen))
            .filter(|line| {
                let whom = whom.as_ref();
                whom.is_none_or(|whom| line.for_whom.to_lowercase() == *whom)
            })
            .filter(|line| {
                let made = line.customization.as_str();
                typed.is_none_or(|typed| [typed, &kept.text].contains(&made))
            })
            .map(|line| {
                (
                    line.customization.as_str(),
                    line.for_whom.as_str(),
                    line.chosen.as_str(),
                )
            })
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    };
    let which = |items: &[(&str, &str, &str)]| -> Refusal {
        let mut has: Vec<String> = items.iter().map(|item| item.2.to_owned()).collect();
        has.sort_unstable();
        has.dedup();
        if has.len() > 1 {
            PackageError::WhichChoice {
                order: order.row.code.clone(),
                package: offer.code.clone(),
                has,
            }
            .into()
        } else {
            Refusal::ChooseCustomization {
                order: order.row.code.clone(),
                code: offer.code.clone(),
            }
        }
    };
    let items = items_of(chosen.as_deref());
    // Nothing typed means nothing special, where there is such an item.
    let plain: Vec<_> = items
        .iter()
        .filter(|item| {
            (typed.is_some() || item.0.is_empty()) && (whom.is_some() || item.1.is_empty())
        })
        .collect();
    let several_choices = plain.iter().any(|item| item.2 != plain[0].2);
    let meant = match (plain.as_slice(), items.as_slice()) {
        _ if several_choices => return Err(which(&items).into()),
        ([(customization, for_whom, chosen), ..], _)
        | ([], [(customization, for_whom, chosen)]) => item(customization, for_whom, chosen),
        ([], [_, ..]) => return Err(which(&items).into()),
        ([], []) => {
            let chosen = match chosen {
                Some(chosen) => chosen,
                None => package::chosen(connection, &offer, "")?,
            };
            let mut others = items_of(None);
            others.retain(|other| other.2 != chosen);
            if change.change == Change::Set && change.chosen.is_some() {
                match others.as_slice() {
                    [] => {}
                    [(customization, for_whom, was)] => {
                        let other = item(customization, for_whom, was);
                        let meant = item(customization, for_whom, &chosen);
                        return Ok((offer, meant, Some(other)));
                    }
                    several => return Err(which(several).into()),
                }
            }
            let for_whom = change.for_whom.as_deref().unwrap_or_default();
            let new = item(typed.unwrap_or_default(), for_whom, &chosen);
            match change.change {
                // There is none to take from.
                Change::Remove => new,
                Change::Add | Change::Set => made(connection, &offer, &new)?,
            }
        }
    };
    Ok((offer, meant, None))
}

/// The price level of who ordered (rule 66).
pub(super) fn level_of(connection: &Connection, order: OrderId) -> Result<String> {
    Ok(connection
        .prepare_cached(
            "SELECT c.level FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = ?1",
        )?
        .query_row([order.raw()], |row| row.get(0))?)
}

/// Refuses numbers of units an order may not have of a variant (rule 66).
pub(super) fn check_numbers(
    connection: &Connection,
    order: OrderId,
    offers: impl Iterator<Item = OfferId>,
) -> Result<()> {
    for offer in offers {
        let offer = period::offer_by_id(connection, offer)?;
        let variant = variant_by_id(connection, offer.variant_id)?;
        let has = sold_singly(connection, order, offer.id)?;
        check_number(&offer.code, has, variant.least, variant.multiple)?;
    }
    Ok(())
}

/// Units an order has of an offer by itself, without those in packages.
pub(super) fn sold_singly(connection: &Connection, order: OrderId, offer: OfferId) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(qty), 0) FROM lines
             WHERE order_id = ?1 AND offer_id = ?2 AND part_of IS NULL",
        )?
        .query_row([order.raw(), offer.raw()], |row| row.get(0))?)
}

/// Units an order has of each offer.
pub(super) fn units_in(connection: &Connection, order: OrderId) -> Result<HashMap<OfferId, i64>> {
    let mut select = connection.prepare_cached(
        "SELECT offer_id, sum(qty) FROM lines WHERE order_id = ?1 GROUP BY offer_id",
    )?;
    let rows = select.query_map([order.raw()], |row| {
        Ok((OfferId::new(row.get(0)?), row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Units an order has of an offer, over all customizations.
pub(super) fn units_of(connection: &Connection, order: OrderId, offer: OfferId) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = ?1 AND offer_id = ?2",
        )?
        .query_row([order.raw(), offer.raw()], |row| row.get(0))?)
}

/// What is bought of an offer, and by whom.
pub(super) struct Buying<'a> {
    /// Units to price.
    pub(super) units: i64,
    /// Units of the variant the order will have.
    pub(super) in_order: i64,
    /// The customer's level.
    pub(super) level: &'a str,
    /// As the book keeps it.
    pub(super) customization: &'a str,
}

/// What more units of an offer cost now; what this deed has written already uses its tiers.
pub(super) fn slices_now(
    deed: &Deed<'_>,
    offer: &OfferRow,
    buying: &Buying<'_>,
) -> Result<Vec<Slice>> {
    let tiers = tier::of_offer(deed.connection(), offer.id)?;
    slices_with(deed.connection(), offer, &tiers, buying, deed.now)
}

/// What units of an offer cost, with its tiers as they stand.
pub(super) fn slices_with(
    connection: &Connection,
    offer: &OfferRow,
    tiers: &[Tier],
    buying: &Buying<'_>,
    now: Moment,
) -> Result<Vec<Slice>> {
    let fields = field::of_product(connection, offer.product_id)?;
    let filled = fields::kept(&fields, buying.customization).map_err(Refusal::from)?;
    let prices = Prices {
        own: offer.price,
        cost: offer.cost,
        tiers,
        further: &price::of_variant(connection, offer.variant_id)?,
    };
    let purchase = Purchase {
        units: buying.units,
        in_order: buying.in_order,
        level: buying.level,
        field_price: filled.price,
    };
    Ok(pricing::price(&prices, &purchase, now)?)
}

/// The price slices of one item of an order.
pub(super) fn slices_of(
    connection: &Connection,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<Vec<Slice>> {
    let lines = lines_of(connection, order, offer, item)?;
    let slices: Vec<Slice> = lines.into_iter().map(|line| line.slice).collect();
    // A table may bring one item in two rows at one price.
    Ok(raised(Vec::new(), &slices))
}

/// A line of an item.
struct Kept {
    id: i64,
    slice: Slice,
    package: bool,
}

/// The lines of one item of an order.
fn lines_of(
    connection: &Connection,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<Vec<Kept>> {
    let mut select = connection.prepare_cached(
        "SELECT id, qty, unit_price, unit_cost, tier_id, tier, is_package, price_label, field_price
         FROM lines
         WHERE order_id = ?1 AND offer_id = ?2 AND customization = ?3 AND for_whom = ?4
           AND chosen = ?5 AND part_of IS NULL ORDER BY id",
    )?;
    let rows = select.query_map(
        params![
            order.raw(),
            offer.id.raw(),
            text::long_line("field-customization", &item.customization)?,
            text::line("field-for-whom", &item.for_whom)?,
            item.chosen
        ],
        |row| {
            let tier = match (row.get::<_, Option<i64>>(4)?, row.get(5)?) {
                (Some(id), Some(label)) => Some(SoldIn {
                    id: TierId::new(id),
                    label,
                }),
                _ => None,
            };
            let slice = Slice {
                qty: row.get(1)?,
                unit_price: Rupiah::new(row.get(2)?),
                unit_cost: Rupiah::new(row.get(3)?),
                tier,
                label: row.get(7)?,
                field_price: Rupiah::new(row.get(8)?),
            };
            Ok(Kept {
                id: row.get(0)?,
                slice,
                package: row.get(6)?,
            })
        },
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes the lines of one item equal to `slices`, no two of them at one price: rows that fit are
/// kept, so that an unchanged slice keeps its identity and names. What is in a package goes with
/// it, and more of an item is more of the same.
pub(super) fn write_slices(
    deed: &Deed<'_>,
    order: OrderId,
    offer: &OfferRow,
    item: &NewItem,
    slices: &[Slice],
) -> Result<()> {
    let connection = deed.connection();
    let kept = lines_of(connection, order, offer, item)?;
    let parts = match kept.iter().find(|line| line.package) {
        Some(line) => parts_sold(connection, line.id, line.slice.qty)?,
        None => parts_of(connection, offer, &item.chosen)?,
    };
    let mut left: Vec<&Slice> = slices.iter().collect();
    for line in &kept {
        let fits = left
            .iter()
            .position(|slice| slice.is_like(&line.slice))
            .map(|place| left.remove(place));
        match fits {
            Some(slice) if slice.qty == line.slice.qty => {}
            Some(slice) => {
                let qty = sold(slice)?;
                connection
                    .prepare_cached("UPDATE lines SET qty = ?2 WHERE id = ?1")?
                    .execute([line.id, qty])?;
                if line.package {
                    change_parts(deed, line.id, line.slice.qty, qty, &parts)?;
                }
            }
            None => {
                if line.package {
                    delete_parts(deed, line.id)?;
                }
                connection
                    .prepare_cached("DELETE FROM lines WHERE id = ?1")?
                    .execute([line.id])?;
            }
        }
    }
    for slice in left {
        let qty = sold(slice)?;
        connection
            .prepare_cached(
                "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
                 tier, tier_id, customization, for_whom, chosen, is_package, price_label, field_price)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                order.raw(),
                offer.id.raw(),
                offer.product,
                offer.variant,
                qty,
                slice.unit_price.raw(),
                slice.unit_cost.raw(),
                slice.tier.as_ref().map(|tier| &tier.label),
                slice.tier.as_ref().map(|tier| tier.id.raw()),
                text::long_line("field-customization", &item.customization)?,
                text::line("field-for-whom", &item.for_whom)?,
                item.chosen,
                !parts.is_empty(),
                slice.label,
                slice.field_price.raw(),
            ])?;
        insert_parts(deed, order, connection.last_insert_rowid(), qty, &parts)?;
    }
    Ok(())
}

/// The units of a slice, in their bounds. Beyond the limit of one amount this is a sentence, not a
/// broken constraint.
fn sold(slice: &Slice) -> Result<i64> {
    slice.unit_price.times(in_bounds(slice.qty)?)?;
    Ok(slice.qty)
}

/// Units one item may have.
pub(in crate::book) fn in_bounds(qty: i64) -> Result<i64> {
    if (1..=MAX_QTY).contains(&qty) {
        Ok(qty)
    } else {
        Err(quantity_out_of_range().into())
    }
}

fn quantity_out_of_range() -> Refusal {
    Refusal::OutOfRange {
        field: "field-quantity",
        least: 1,
        most: MAX_QTY,
    }
}
