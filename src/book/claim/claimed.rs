//! What a claim is about, and how much can be claimed (rule 83).

use rusqlite::Connection;

use crate::book::keeper::error::Result;
use crate::book::rows::claim::{self as rows, Claimed};
use crate::book::rows::goods_named::variant_named;
use crate::book::rows::{number, offer, unit};
use crate::book::steps::order::resolve::item_to_take;
use crate::book::steps::portions::portions_of;
use crate::book::steps::units::Portion;
use crate::domain::claim::{ClaimEnding, ClaimKind};
use crate::domain::code::Code;
use crate::domain::id::ClaimId;
use crate::domain::item::ItemText;
use crate::domain::order::Order;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;

/// What a claim is about: an item of the order, or goods out of a package.
pub(super) fn claimed(
    connection: &Connection,
    (period, order): (&Period, &Order),
    typed: &ItemText,
    kind: ClaimKind,
) -> Result<Claimed> {
    let qty = number::quantity(typed.qty)?;
    let blank = |offer, customization: &str, chosen: &str| Claimed {
        id: ClaimId::new(0),
        offer,
        customization: customization.to_owned(),
        chosen: chosen.to_owned(),
        package: None,
        qty,
        kind,
        ending: None,
        exchanged: false,
    };
    if let Some(variant) = variant_named(connection, &Code::read(&typed.variant)?)? {
        let by_itself = order
            .lines
            .iter()
            .any(|line| line.code == variant.code.as_str());
        if !by_itself {
            for thing in unit::things(connection, order.row.id)? {
                let offer = offer::offer_by_id(connection, thing.offer)?;
                if offer.variant_id == variant.id && thing.package.is_some() {
                    return Ok(Claimed {
                        package: thing.package,
                        ..blank(thing.offer, &thing.customization, "")
                    });
                }
            }
        }
    }
    let (offer, item) = item_to_take(connection, period, order, typed)?;
    Ok(blank(offer.id, &item.customization, &item.chosen))
}

/// The units that a claim is about: of a package, those of its parts.
pub(super) fn portions(
    connection: &Connection,
    order: &Order,
    of: &Claimed,
) -> Result<Vec<Portion>> {
    if of.package.is_none() {
        let key = (of.offer, of.customization.as_str(), of.chosen.as_str());
        return portions_of(connection, order, key, of.qty);
    }
    let things = unit::things(connection, order.row.id)?.into_iter();
    let of_package = things.filter(|thing| {
        (thing.offer, &thing.customization, thing.package)
            == (of.offer, &of.customization, of.package)
    });
    let portions = of_package.map(|thing| Portion { thing, qty: of.qty });
    Ok(portions.collect())
}

/// Refuses to claim more than is with the customer and not claimed yet. What was replaced left the customer,
/// and what was refused may be claimed again.
pub(super) fn check_left(connection: &Connection, order: &Order, new: &Claimed) -> Result<()> {
    let wanted = portions(connection, order, new)?;
    let too_many = |goods: String, left: i64| -> Result<()> {
        let (order, wanted) = (order.row.code.clone(), new.qty);
        Err(match left {
            ..=0 => Refusal::ClaimNothing { order, goods },
            left => Refusal::ClaimTooMany {
                order,
                goods,
                wanted,
                left,
            },
        }
        .into())
    };
    if wanted.is_empty() {
        let goods = offer::offer_by_id(connection, new.offer)?.code;
        return too_many(goods, 0);
    }
    let mut taken: Vec<Portion> = Vec::new();
    for other in rows::of_order(connection, order.row.id)? {
        let stands = match other.ending {
            None | Some(ClaimEnding::Refund | ClaimEnding::Compensate) => true,
            // What came instead of goods out of a package is a line of its own.
            Some(ClaimEnding::Replace) => other.package.is_some() && other.exchanged,
            Some(ClaimEnding::Refuse) => false,
        };
        if other.id != new.id && stands {
            taken.extend(portions(connection, order, &other)?);
        }
    }
    for portion in wanted {
        let others = taken.iter().filter(|other| other.thing == portion.thing);
        let left = portion.thing.handed - others.map(|other| other.qty).sum::<i64>();
        if portion.qty > left {
            let each = portion.qty / new.qty;
            return too_many(portion.thing.goods, left / each.max(1));
        }
    }
    Ok(())
}
