//! Replaces units of an order by those of another variant (rule 44), when both sides agree or in exchange
//! for claimed goods (rule 83).

use std::collections::HashMap;

use rusqlite::params;

use super::bill::check_bill;
use super::item::NewItem;
use super::items::{level_of, sold_singly, units_in, units_of_product, wanted_since};
use super::quotas::caps;
use super::slices::{Buying, slices_now, slices_of, write_slices};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::offer::OfferRow;
use crate::book::rows::order::set_overbook;
use crate::book::rows::{package, text};
use crate::book::steps::{bonus, destination, units};
use crate::domain::code::Code;
use crate::domain::id::{OfferId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::moving::removed_slices;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::pricing::{self, Slice, lowered, raised};
use crate::domain::quota;
use crate::domain::refusal::Refusal;

/// Units to replace, and by what.
pub(in crate::book) struct Substituting<'a> {
    /// The order as it is.
    pub(in crate::book) order: &'a Order,
    pub(in crate::book) period: &'a Period,
    /// The item they are of.
    pub(in crate::book) from: (&'a OfferRow, &'a NewItem),
    /// The new variant.
    pub(in crate::book) to: &'a OfferRow,
    pub(in crate::book) qty: i64,
    /// Whether the new ones have today's price instead of the promised one.
    pub(in crate::book) reprice: bool,
    /// Who agreed, or the claim they are exchanged by.
    pub(in crate::book) agreed_by: &'a str,
    /// Why more units are taken than a quota has room for (rule 17).
    pub(in crate::book) overbook: Option<&'a str>,
}

/// What units were promised for, and what they would cost today as those that replace them.
pub(in crate::book) struct Prices {
    pub(in crate::book) promised: Vec<Slice>,
    pub(in crate::book) today: Vec<Slice>,
}

/// Replaces the units and records who agreed. The caller settles the order afterwards (see [`settle`]).
///
/// # Errors
/// More units than the item has, a full quota.
pub(in crate::book) fn substitute(deed: &Deed<'_>, new: &Substituting<'_>) -> Result<Prices> {
    let connection = deed.connection();
    let (order, to, qty) = (new.order, new.to, new.qty);
    let (from, item) = new.from;
    let id = order.row.id;
    let slices = slices_of(connection, id, from, item)?;
    let has = pricing::units(&slices);
    if qty > has {
        return Err(Refusal::FewerInOrder {
            order: order.row.code.clone(),
            code: from.code.clone(),
            has,
        }
        .into());
    }
    let had = units_in(connection, id)?;
    let rest = lowered(slices.clone(), qty);
    write_slices(deed, id, from, item, &rest)?;
    let promised = removed_slices(&slices, &rest);
    let today = priced_today(deed, order, (to, &item.customization), qty)?;
    let added = match new.reprice {
        true => today.clone(),
        false => {
            let kept = promised.iter().map(|slice| Slice {
                unit_cost: to.cost,
                tier: None,
                ..slice.clone()
            });
            kept.collect()
        }
    };
    give_instead(deed, new, &had, &added)?;
    Ok(Prices { promised, today })
}

/// Gives units of another variant for goods out of a package (rule 83). The package stays as it was sold, so they
/// cost nothing: their price is in the package's. `label` says why. Returns what they would cost today, and what
/// those they replace would.
///
/// # Errors
/// A full quota.
pub(in crate::book) fn substitute_part(
    deed: &Deed<'_>,
    new: &Substituting<'_>,
    label: &str,
) -> Result<Prices> {
    let (order, to, qty) = (new.order, new.to, new.qty);
    let (from, item) = new.from;
    let had = units_in(deed.connection(), order.row.id)?;
    let today = priced_today(deed, order, (to, &item.customization), qty)?;
    let promised = priced_today(deed, order, (from, &item.customization), qty)?;
    let added = Slice {
        qty,
        unit_price: Rupiah::ZERO,
        unit_cost: to.cost,
        tier: None,
        label: Some(label.to_owned()),
        field_price: Rupiah::ZERO,
    };
    give_instead(deed, new, &had, &[added])?;
    Ok(Prices { promised, today })
}

/// What more units of a variant would cost the order today.
fn priced_today(
    deed: &Deed<'_>,
    order: &Order,
    (offer, customization): (&OfferRow, &str),
    qty: i64,
) -> Result<Vec<Slice>> {
    let (connection, id) = (deed.connection(), order.row.id);
    let of_product = units_of_product(connection, id, offer.product_id)?;
    let buying = Buying {
        units: qty,
        of_product: of_product + qty,
        in_order: sold_singly(connection, id, offer.id)? + qty,
        level: &level_of(connection, id)?,
        customization,
        free: order.row.terms.free.is_some(),
    };
    slices_now(deed, offer, &buying)
}

/// Adds the units that replace others, within the quotas, and records who agreed.
fn give_instead(
    deed: &Deed<'_>,
    new: &Substituting<'_>,
    had: &HashMap<OfferId, i64>,
    added: &[Slice],
) -> Result<()> {
    let connection = deed.connection();
    let (order, to, qty) = (new.order, new.to, new.qty);
    let (from, item) = new.from;
    let id = order.row.id;
    // Custom fields carry over; a package's choice must be made again.
    let there = NewItem {
        code: Code::from_stored(to.code.clone()),
        chosen: package::chosen(connection, to, "")?,
        ..item.clone()
    };
    let slices = raised(slices_of(connection, id, to, &there)?, added);
    write_slices(deed, id, to, &there, &slices)?;
    let holds = order.row.status == OrderStatus::Active;
    let wanted = wanted_since(connection, id, had, holds)?;
    // A waiting order may want more than there is (rule 20).
    if order.row.status != OrderStatus::Waitlist
        && let Err(refusal) = quota::check(&caps(
            connection,
            new.period,
            &wanted,
            Some(order.row.channel),
        )?)
    {
        let Some(why) = new.overbook else {
            return Err(refusal.into());
        };
        set_overbook(deed, id, why)?;
    }
    connection
        .prepare_cached(
            "INSERT INTO substitutions (order_id, at, qty, from_offer_id, from_product,
             from_variant, customization, to_offer_id, to_product, to_variant, agreed_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            id,
            deed.now,
            qty,
            from.id,
            from.product,
            from.variant,
            text::long_line("field-customization", &item.customization)?,
            to.id,
            to.product,
            to.variant,
            new.agreed_by
        ])?;
    Ok(())
}

/// What follows from other units: gifts, the bounds of the bill, recipients, what is set aside.
pub(in crate::book) fn settle(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    bonus::cap(deed, id)?;
    check_bill(deed, id)?;
    destination::check(deed, id)?;
    units::release(deed, id)
}
