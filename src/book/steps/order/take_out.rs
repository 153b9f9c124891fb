//! Takes goods out of an order that came back with a parcel (rule 82).

use super::change_items::give_up_items;
use super::edit::Editing;
use super::item::{ItemChange, ItemRef, UnitsChange};
use super::items::level_of;
use super::part_cancel::{self, PartCancel};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::offer;
use crate::book::rows::unit::Leaving;
use crate::book::steps::destination;
use crate::domain::id::{DestinationId, OfferId};
use crate::domain::order::Order;
use crate::domain::period::Period;

/// Takes units that came back, or were never fetched, out of an order, as a part cancellation by its
/// customer (rule 33). Of a package only what is whole leaves. They leave the share of `whose` first.
pub(in crate::book) fn take_out(
    deed: &Deed<'_>,
    of: (&Period, &Order),
    leaving: &[Leaving],
    whose: Option<DestinationId>,
    why: &str,
) -> Result<()> {
    let (period, order) = of;
    let connection = deed.connection();
    let mut changes = Vec::new();
    let mut packages: Vec<(OfferId, i64)> = Vec::new();
    for units in leaving {
        match units.package {
            None => remove(
                order,
                |line| line.offer == units.offer && line.customization == units.customization,
                units.qty,
                &mut changes,
            ),
            Some(package) => {
                let code = offer::offer_by_id(connection, units.offer)?.code;
                let lines = order.lines.iter().filter(|line| line.offer == package);
                let (mut parts, mut whole) = (0, 0);
                for line in lines {
                    let part = line.parts.iter().filter(|part| part.code == code);
                    parts += part.map(|part| part.qty).sum::<i64>();
                    whole += line.qty;
                }
                let whole = match parts {
                    0 => 0,
                    parts => units.qty * whole / parts,
                };
                match packages.iter_mut().find(|(known, _)| *known == package) {
                    Some((_, least)) => *least = whole.min(*least),
                    None => packages.push((package, whole)),
                }
            }
        }
    }
    for (package, units) in packages {
        remove(order, |line| line.offer == package, units, &mut changes);
    }
    if changes.is_empty() {
        return Ok(());
    }
    if let Some(whose) = whose {
        for change in &changes {
            let (ItemRef::Line(id), UnitsChange::Remove(units)) = (&change.item, &change.units)
            else {
                continue;
            };
            if let Some(line) = order.lines.iter().find(|line| line.id == *id) {
                let (custom, chosen) = (line.customization.as_str(), line.chosen.as_str());
                let item = (line.offer, custom, chosen, *units);
                destination::take(deed, order.row.id, whose, item)?;
            }
        }
    }
    let level = level_of(connection, order.row.id)?;
    let editing = Editing::items_of(connection, of, &level, deed.now);
    let given_up = give_up_items(deed, editing, &changes)?;
    let cancel = PartCancel {
        why: Some(why.to_owned()),
        ..PartCancel::default()
    };
    part_cancel::keep(deed, (period, order), given_up, &cancel)?;
    Ok(())
}

/// Removes units from the lines that fit, the last first.
fn remove(
    order: &Order,
    fits: impl Fn(&crate::domain::order::Line) -> bool,
    units: i64,
    changes: &mut Vec<ItemChange>,
) {
    let mut rest = units;
    for line in order.lines.iter().rev().filter(|line| fits(line)) {
        let taken = rest.min(line.qty);
        if taken > 0 {
            changes.push(ItemChange {
                item: ItemRef::Line(line.id),
                units: UnitsChange::Remove(taken),
            });
            rest -= taken;
        }
    }
}
