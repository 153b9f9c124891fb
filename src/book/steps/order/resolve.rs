//! What typed items mean: the offer of a code, and the item of an order.

use rusqlite::Connection;

use super::item::{ItemChange, ItemRef, NewItem, UnitsChange};
use super::items::{HeldItem, held_items};
use crate::book::keeper::error::Result;
use crate::book::rows::catalog::{find_product, variant_by_code};
use crate::book::rows::goods_named::{self, known_variant, variant_named};
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::{field, order_full, package, text};
use crate::domain::code::Code;
use crate::domain::custom_fields;
use crate::domain::item::{Change, ItemText};
use crate::domain::order::Order;
use crate::domain::package::PackageError;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;

/// What is on sale under a code: a variant's own, or that of a product with one variant on sale;
/// also under a whole name or a taught word.
pub(in crate::book) fn offer_for(
    connection: &Connection,
    period: &Period,
    code: &Code,
) -> Result<OfferRow> {
    if let Some(variant) = variant_by_code(connection, code)? {
        if let Some(offer) = offer::find_offer(connection, period.id, variant.id)?
            && !offer.withdrawn
        {
            return Ok(offer);
        }
    } else if let Some(product) = find_product(connection, code)? {
        let mut offers = Vec::new();
        for variant in &product.variants {
            offers.extend(
                offer::find_offer(connection, period.id, variant.id)?
                    .filter(|offer| !offer.withdrawn),
            );
        }
        if offers.len() > 1 {
            // Several are called so: a word for one of them says which.
            let meant = goods_named::taught(connection, code.as_str())?;
            let mut fitting = offers.iter();
            if let Some(variant) = meant
                && let Some(at) = fitting.position(|offer| offer.variant_id == variant.id)
            {
                return Ok(offers.swap_remove(at));
            }
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
        let meant = known_variant(connection, code)?;
        return match offer::find_offer(connection, period.id, meant.id)? {
            Some(offer) if !offer.withdrawn => Ok(offer),
            _ => Err(offer::not_offered(connection, period, &meant.code)?.into()),
        };
    }
    Err(offer::not_offered(connection, period, code)?.into())
}

/// Finds the offer of a new order's item in a period, and reads what was chosen for a package.
pub(in crate::book) fn resolve(
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

/// Checks an item's customization against the custom fields of its product (rule 67) and cleans its
/// texts.
pub(in crate::book) fn made(
    connection: &Connection,
    offer: &OfferRow,
    item: &NewItem,
) -> Result<NewItem> {
    let fields = field::of_product(connection, offer.product_id)?;
    let typed = text::long_line("field-customization", &item.customization)?;
    let filled = custom_fields::fill(&fields, &typed, &offer.code).map_err(Refusal::from)?;
    Ok(NewItem {
        customization: text::long_line("field-customization", &filled.text)?,
        for_whom: text::line("field-for-whom", &item.for_whom)?,
        ..item.clone()
    })
}

/// The offer a code means in an order, and the items the order has of it. What is in the order can
/// be changed after it went off sale.
pub(in crate::book) fn offer_meant<'a>(
    connection: &Connection,
    period: &Period,
    items: impl Iterator<Item = &'a HeldItem> + Clone,
    code: &Code,
) -> Result<(OfferRow, Vec<&'a HeldItem>)> {
    let of_code = |code: &Code| -> Vec<&'a HeldItem> {
        let items = items.clone();
        items
            .filter(|held| code.as_str().eq_ignore_ascii_case(held.item.code.as_str()))
            .collect()
    };
    let mut of_variant = of_code(code);
    if of_variant.is_empty()
        && let Some(variant) = variant_named(connection, code)?
    {
        of_variant = of_code(&variant.code);
    }
    let offer = match of_variant.first() {
        Some(held) => held.offer.clone(),
        None => {
            let offer = offer_for(connection, period, code)?;
            of_variant = items.filter(|held| held.offer.id == offer.id).collect();
            offer
        }
    };
    Ok((offer, of_variant))
}

/// A choice for a package in the stored form. It may be one the order has already (`sold`), though it
/// can't be chosen any more.
pub(super) fn chosen_or_sold<'a>(
    connection: &Connection,
    offer: &OfferRow,
    mut sold: impl Iterator<Item = &'a str>,
    chosen: &str,
) -> Result<String> {
    match sold.any(|sold| sold == chosen) {
        true => Ok(chosen.to_owned()),
        false => package::chosen(connection, offer, chosen),
    }
}

/// What typed items change of an order, one after the other.
pub(in crate::book) fn changes_meant(
    connection: &Connection,
    period: &Period,
    order: &Order,
    typed: &[ItemText],
) -> Result<Vec<ItemChange>> {
    let mut items = held_items(connection, &order.lines)?;
    let mut changes = Vec::new();
    let mut change = |held: &HeldItem, units| {
        let item = match held.lines.first() {
            Some(line) => ItemRef::Line(*line),
            None => ItemRef::New(held.item.clone()),
        };
        changes.push(ItemChange { item, units });
    };
    for text in typed {
        let code = &order.row.code;
        let (offer, item, other) = item_meant(connection, period, code, &items, text)?;
        let mut has = match items.iter().find(|held| held.is(offer.id, &item)) {
            Some(held) => held.item.qty,
            None if text.change == Change::Remove => {
                return Err(Refusal::FewerInOrder {
                    order: code.clone(),
                    code: offer.code,
                    has: 0,
                }
                .into());
            }
            None => 0,
        };
        if let Some(other) = other
            && let Some(held) = items.iter_mut().find(|held| held.is(offer.id, &other))
        {
            has = text.qty.min(held.item.qty);
            change(held, UnitsChange::Choose(has, item.chosen.clone()));
            held.item.qty -= has;
        }
        let more = match text.change {
            Change::Add => text.qty,
            Change::Set => text.qty - has,
            Change::Remove => -text.qty,
        };
        let at = match items.iter().position(|held| held.is(offer.id, &item)) {
            Some(at) => at,
            None => {
                items.push(HeldItem {
                    offer,
                    item,
                    lines: Vec::new(),
                });
                items.len() - 1
            }
        };
        let held = &mut items[at];
        if more < 0 {
            change(held, UnitsChange::Remove(-more));
        } else {
            change(held, UnitsChange::Add(more));
        }
        held.item.qty = has + more;
        // What is gone is not meant by what comes after it.
        items.retain(|held| held.item.qty > 0);
    }
    Ok(changes)
}

/// The item of an order that units are taken from.
pub(in crate::book) fn item_to_take(
    connection: &Connection,
    period: &Period,
    order: &Order,
    typed: &ItemText,
) -> Result<(OfferRow, NewItem)> {
    let items = held_items(connection, &order_full::lines(connection, order.row.id)?)?;
    let taking = ItemText {
        change: Change::Remove,
        ..typed.clone()
    };
    let (offer, item, _) = item_meant(connection, period, &order.row.code, &items, &taking)?;
    Ok((offer, item))
}

/// Which item of an order typed text means: the one with the customization, the wearer and the choice
/// that were typed, as far as they were; else the plain one, else the only one of that variant.
/// When a package is set to a choice the order lacks, the only one it has gives its units: it is
/// returned as the third.
fn item_meant(
    connection: &Connection,
    period: &Period,
    order: &str,
    items: &[HeldItem],
    change: &ItemText,
) -> Result<(OfferRow, NewItem, Option<NewItem>)> {
    let code = Code::read(&change.variant)?;
    let (offer, of_variant) = offer_meant(connection, period, items.iter(), &code)?;
    let of_variant: Vec<&NewItem> = of_variant.into_iter().map(|held| &held.item).collect();
    let item = |customization: &str, for_whom: &str, chosen: &str| NewItem {
        code: code.clone(),
        qty: change.qty,
        customization: customization.to_owned(),
        for_whom: for_whom.to_owned(),
        chosen: chosen.to_owned(),
    };
    let sold = of_variant.iter().map(|item| item.chosen.as_str());
    let chosen = change.chosen.as_deref();
    let chosen = chosen
        .map(|typed| chosen_or_sold(connection, &offer, sold, typed))
        .transpose()?;
    let package = match offer.package {
        true => Some(package::of(connection, offer.variant_id)?),
        false => None,
    };
    let by_name = |chosen: &str| match &package {
        Some(package) => package.chosen_by_name(chosen),
        None => chosen.to_owned(),
    };
    let typed = change.customization.as_deref().map(str::trim);
    let fields = field::of_product(connection, offer.product_id)?;
    let kept =
        custom_fields::fill_unchecked(&fields, typed.unwrap_or_default()).map_err(Refusal::from)?;
    let whom = change.for_whom.as_deref().map(str::to_lowercase);
    let items_of = |chosen: Option<&str>| -> Vec<(&str, &str, &str)> {
        let mut items: Vec<_> = of_variant
            .iter()
            .filter(|had| chosen.is_none_or(|chosen| had.chosen == chosen))
            .filter(|had| {
                let whom = whom.as_ref();
                whom.is_none_or(|whom| had.for_whom.to_lowercase() == *whom)
            })
            .filter(|had| {
                let made = had.customization.as_str();
                typed.is_none_or(|typed| [typed, &kept.text].contains(&made))
            })
            .map(|had| {
                (
                    had.customization.as_str(),
                    had.for_whom.as_str(),
                    had.chosen.as_str(),
                )
            })
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    };
    let which = |items: &[(&str, &str, &str)]| -> Refusal {
        let mut has: Vec<String> = items.iter().map(|item| by_name(item.2)).collect();
        has.sort_unstable();
        has.dedup();
        if has.len() > 1 {
            PackageError::WhichChoice {
                order: order.to_owned(),
                package: offer.code.clone(),
                has: has.join(" / "),
            }
            .into()
        } else {
            Refusal::ChooseCustomization {
                order: order.to_owned(),
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
