//! Changes known orders as the table tells them now: the goods by what they cost now (rule 13), and
//! cancelled ones by the rule of their period (rule 33).

use std::collections::BTreeMap;

use super::known::{ChangedUnits, changed_units};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::order_full;
use crate::book::steps::order::cancel::cancel_keeping;
use crate::book::steps::order::change_items::change_items;
use crate::book::steps::order::edit::Editing;
use crate::book::steps::order::items::level_of;
use crate::book::steps::order::resolve::changes_meant;
use crate::book::steps::waitlist;
use crate::domain::draft::OrderDraft;
use crate::domain::id::OrderId;
use crate::domain::item::ItemText;
use crate::domain::period::Period;

/// Known orders, each with what the table tells of it last.
pub(super) type Told = BTreeMap<OrderId, OrderDraft>;

/// Changes known orders, those that give units back first, so that the others find room.
pub(super) fn change_known(deed: &Deed<'_>, period: &Period, told: &Told) -> Result<()> {
    let mut changes = Vec::with_capacity(told.len());
    for (order, new) in told {
        let units = match new.cancelled {
            true => Vec::new(),
            // Read anew: goods that the book lacked have a code by now.
            false => changed_units(deed.connection(), *order, new)?,
        };
        let more: i64 = units.iter().map(|unit| unit.said - unit.had).sum();
        changes.push((!new.cancelled, more, *order, new, units));
    }
    changes.sort_by_key(|(kept, more, order, ..)| (*kept, *more, *order));
    for (_, _, order, new, units) in &changes {
        let row = new.lines.first().map_or(0, |line| line.row);
        change(deed, period, *order, new, units)
            .map_err(|error| error.at_row(row, &new.customer.name))?;
    }
    // Units that were given back serve who waits for them.
    waitlist::serve(deed, period.id)?;
    Ok(())
}

fn change(
    deed: &Deed<'_>,
    period: &Period,
    id: OrderId,
    new: &OrderDraft,
    units: &[ChangedUnits],
) -> Result<()> {
    let connection = deed.connection();
    let order = order_full::live(connection, id, deed.now)?;
    deed.touches(id)?;
    if new.cancelled {
        cancel_keeping(deed, id, "", false, None)?;
        return Ok(());
    }
    let typed: Vec<ItemText> = units.iter().map(ChangedUnits::item).collect();
    let changes = changes_meant(connection, period, &order, &typed)?;
    let level = level_of(connection, id)?;
    let editing = Editing::items_of(connection, (period, &order), &level, deed.now);
    change_items(deed, editing, &changes, None).map(drop)
}
