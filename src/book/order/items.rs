//! The items of an order: what a code means, its price slices, and changes to them.

use rusqlite::{Connection, params};

use super::quotas::{Wanted, caps};
use super::{NewItem, check_bill, set_overbook};
use crate::book::catalog::{find_product, unknown, variant_by_code};
use crate::book::deed::Deed;
use crate::book::error::Result;
use crate::book::period::{self, OfferRow};
use crate::book::{order_full, text, tier};
use crate::domain::code::Code;
use crate::domain::id::{OfferId, OrderId, TierId};
use crate::domain::item::{Change, ItemText, MAX_QTY};
use crate::domain::money::Rupiah;
use crate::domain::order::{Line, Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::pricing::{self, Slice, SoldIn, lowered, raised, units};
use crate::domain::quota;
use crate::domain::refusal::{Noun, Refusal};

/// What is on sale under a code: a variant's own, or that of a product with one variant on sale.
pub(super) fn offer_for(connection: &Connection, period: &Period, code: &Code) -> Result<OfferRow> {
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

/// Adds units of an offer to what an order wants.
pub(super) fn want(wanted: &mut Vec<Wanted>, offer: &OfferRow, qty: i64) -> Result<()> {
    if !(1..=MAX_QTY).contains(&qty) {
        return Err(quantity_out_of_range().into());
    }
    match wanted.iter_mut().find(|wanted| wanted.offer.id == offer.id) {
        Some(wanted) => wanted.will += qty,
        None => wanted.push(Wanted {
            offer: offer.clone(),
            had: 0,
            counted: 0,
            will: qty,
        }),
    }
    Ok(())
}

/// Writes the items of an order that has none, each at today's price.
pub(super) fn write_items(
    deed: &Deed<'_>,
    order: OrderId,
    items: &[(OfferRow, NewItem)],
) -> Result<()> {
    for (offer, item) in items {
        let (customization, for_whom) = (&item.customization, &item.for_whom);
        let slices = slices_of(deed.connection(), order, offer.id, customization, for_whom)?;
        let slices = raised(slices, &slices_now(deed, offer, item.qty)?);
        write_slices(deed, order, offer, customization, for_whom, &slices)?;
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
                },
            )),
        }
    }
    Ok(items)
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
    let mut touched: Vec<(OfferId, i64)> = Vec::new();
    for change in changes {
        let code = Code::read(&change.variant)?;
        let (offer, customization, for_whom) =
            item_meant(connection, period, order, &code, change)?;
        if touched.iter().all(|(known, _)| *known != offer.id) {
            touched.push((offer.id, units_of(connection, id, offer.id)?));
        }
        let slices = slices_of(connection, id, offer.id, &customization, &for_whom)?;
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
            raised(slices, &slices_now(deed, &offer, will - has)?)
        } else {
            lowered(slices, has - will)
        };
        write_slices(deed, id, &offer, &customization, &for_whom, &slices)?;
    }
    // Only now: what one change gives back, another of the same deed may take (rule 19).
    let mut wanted = Vec::with_capacity(touched.len());
    for (offer, had) in touched {
        let will = units_of(connection, id, offer)?;
        wanted.push(Wanted {
            offer: period::offer_by_id(connection, offer)?,
            had,
            // What holds nothing is in no sum.
            counted: if holds { will } else { 0 },
            will,
        });
    }
    // Who waits may ask for more than there is: it is checked when it is served (rule 20).
    if order.row.status != OrderStatus::Waitlist
        && let Err(refusal) = quota::check(&caps(connection, period, &wanted)?)
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

/// Which item of an order a change means: the one with the customization that was typed; without
/// one the plain item, else the only one of that variant.
fn item_meant(
    connection: &Connection,
    period: &Period,
    order: &Order,
    code: &Code,
    change: &ItemText,
) -> Result<(OfferRow, String, String)> {
    let lines = order_full::lines(connection, order.row.id)?;
    let mut of_variant: Vec<&Line> = lines
        .iter()
        .filter(|line| code.as_str().eq_ignore_ascii_case(&line.code))
        .collect();
    let offer = match of_variant.first() {
        // What is in the order can be changed after it went off sale.
        Some(line) => period::offer_by_id(connection, line.offer)?,
        None => {
            let offer = offer_for(connection, period, code)?;
            of_variant = lines.iter().filter(|line| line.offer == offer.id).collect();
            offer
        }
    };
    let mut items: Vec<(&str, &str)> = of_variant
        .iter()
        .map(|line| (line.customization.as_str(), line.for_whom.as_str()))
        .collect();
    items.sort_unstable();
    items.dedup();
    let typed = change.customization.as_deref().unwrap_or_default();
    let exact = items
        .iter()
        .find(|(customization, _)| *customization == typed);
    let (customization, for_whom) = match (exact, items.as_slice()) {
        (Some((customization, for_whom)), _) => (*customization, *for_whom),
        (None, [(customization, for_whom)]) if typed.is_empty() => (*customization, *for_whom),
        (None, []) => (typed, ""),
        (None, _) if typed.is_empty() => {
            return Err(Refusal::ChooseCustomization {
                order: order.row.code.clone(),
                code: offer.code,
            }
            .into());
        }
        (None, _) => (typed, ""),
    };
    Ok((offer, customization.to_owned(), for_whom.to_owned()))
}

/// Units an order has of an offer, over all customizations.
pub(super) fn units_of(connection: &Connection, order: OrderId, offer: OfferId) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = ?1 AND offer_id = ?2",
        )?
        .query_row([order.raw(), offer.raw()], |row| row.get(0))?)
}

/// What more units of an offer cost now; what this deed has written already uses its tiers.
pub(super) fn slices_now(deed: &Deed<'_>, offer: &OfferRow, qty: i64) -> Result<Vec<Slice>> {
    let tiers = tier::of_offer(deed.connection(), offer.id)?;
    Ok(pricing::price(
        qty,
        offer.price,
        offer.cost,
        &tiers,
        deed.now,
    ))
}

/// The price slices of one item of an order.
pub(super) fn slices_of(
    connection: &Connection,
    order: OrderId,
    offer: OfferId,
    customization: &str,
    for_whom: &str,
) -> Result<Vec<Slice>> {
    let lines = lines_of(connection, order, offer, customization, for_whom)?;
    let slices: Vec<Slice> = lines.into_iter().map(|(_, slice)| slice).collect();
    // A table may bring one item in two rows at one price.
    Ok(raised(Vec::new(), &slices))
}

/// The price slices of one item of an order, each with its line.
fn lines_of(
    connection: &Connection,
    order: OrderId,
    offer: OfferId,
    customization: &str,
    for_whom: &str,
) -> Result<Vec<(i64, Slice)>> {
    let mut select = connection.prepare_cached(
        "SELECT id, qty, unit_price, unit_cost, tier_id, tier FROM lines
         WHERE order_id = ?1 AND offer_id = ?2 AND customization = ?3 AND for_whom = ?4 ORDER BY id",
    )?;
    let rows = select.query_map(
        params![
            order.raw(),
            offer.raw(),
            text::long_line("field-customization", customization)?,
            text::line("field-for-whom", for_whom)?
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
            };
            Ok((row.get(0)?, slice))
        },
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes the lines of one item equal to `slices`, no two of them at one price: rows that fit are
/// kept, so that an unchanged slice keeps its identity and names.
pub(super) fn write_slices(
    deed: &Deed<'_>,
    order: OrderId,
    offer: &OfferRow,
    customization: &str,
    for_whom: &str,
    slices: &[Slice],
) -> Result<()> {
    let connection = deed.connection();
    let customization = text::long_line("field-customization", customization)?;
    let for_whom = text::line("field-for-whom", for_whom)?;
    let kept = lines_of(connection, order, offer.id, &customization, &for_whom)?;
    let mut left: Vec<&Slice> = slices.iter().collect();
    for (id, line) in &kept {
        let fits = left
            .iter()
            .position(|slice| slice.is_like(line))
            .map(|place| left.remove(place));
        match fits {
            Some(slice) if slice.qty == line.qty => 0,
            Some(slice) => connection
                .prepare_cached("UPDATE lines SET qty = ?2 WHERE id = ?1")?
                .execute([*id, sold(slice)?])?,
            None => connection
                .prepare_cached("DELETE FROM lines WHERE id = ?1")?
                .execute([*id])?,
        };
    }
    for slice in left {
        let qty = sold(slice)?;
        connection
            .prepare_cached(
                "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
                 tier, tier_id, customization, for_whom)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
                customization,
                for_whom,
            ])?;
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
