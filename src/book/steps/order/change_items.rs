//! Changes the items of an order, and what depends on them.

use super::bill::check_bill;
use super::codes::keep_apart;
use super::confirm::confirm_if_paid;
use super::edit::{Editing, edited};
use super::item::ItemChange;
use super::part_cancel::GivenUp;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::order::set_overbook;
use crate::book::steps::{bonus, destination, units};

/// Changes the items of an order, then its gifts, its unique code and, once it is paid for, whether
/// it is confirmed. Where a quota has no room, `overbook` says why more is taken (rule 17). The
/// caller freezes the tally before and serves the waiting list after. Returns what left the order.
pub(in crate::book) fn change_items(
    deed: &Deed<'_>,
    editing: Editing<'_>,
    changes: &[ItemChange],
    overbook: Option<&str>,
) -> Result<GivenUp> {
    change(deed, editing, changes, overbook, false)
}

/// As [`change_items`], for goods that leave an order whoever they were for: its recipients get fewer of
/// them (rule 80).
pub(in crate::book) fn give_up_items(
    deed: &Deed<'_>,
    editing: Editing<'_>,
    changes: &[ItemChange],
) -> Result<GivenUp> {
    change(deed, editing, changes, None, true)
}

fn change(
    deed: &Deed<'_>,
    editing: Editing<'_>,
    changes: &[ItemChange],
    overbook: Option<&str>,
    shares_follow: bool,
) -> Result<GivenUp> {
    let id = editing.order.row.id;
    let items = edited(editing, changes)?;
    if let Some(refusal) = &items.refusal {
        return Err(refusal.clone().into());
    }
    if let Some(full) = &items.full {
        let Some(why) = overbook else {
            return Err(full.clone().into());
        };
        set_overbook(deed, id, why)?;
    }
    items.write(deed)?;
    bonus::cap(deed, id)?;
    check_bill(deed, id)?;
    if shares_follow {
        destination::give_up(deed, id)?;
    }
    destination::check(deed, id)?;
    units::release(deed, id)?;
    keep_apart(deed, id)?;
    confirm_if_paid(deed, id)?;
    items.given_up()
}
