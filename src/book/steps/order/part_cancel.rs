//! Goods that leave an order after the close: a part cancellation (rule 33).

use rusqlite::{Connection, OptionalExtension, params};

use super::bill::{check_bill, set_named};
use super::cancel::{rule_of, said};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::text;
use crate::domain::charge::ChargeKind;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::policy::Forfeit;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;

/// What was said of goods that leave an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartCancel {
    /// Why; needed once the window has closed.
    pub why: Option<String>,
    /// Whether the shop takes them out, not the customer: nothing is kept.
    pub by_shop: bool,
    /// What is kept instead of what the rule says, in rupiah.
    pub keep: Option<Rupiah>,
}

/// Goods that leave an order with an edit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::book) struct GivenUp {
    /// Units.
    pub(in crate::book) units: i64,
    /// What they were sold for, in rupiah.
    pub(in crate::book) worth: Rupiah,
}

/// What is kept of goods that leave an order: `None` while that is no cancellation, because the window is
/// open, nothing leaves, or the order holds nothing yet.
pub(in crate::book) fn forfeit(
    connection: &Connection,
    (period, before): (&Period, &Order),
    given_up: GivenUp,
    cancel: &PartCancel,
    now: Moment,
) -> Result<Option<Forfeit>> {
    let stage = period.stage(now);
    let open = matches!(stage, Stage::Draft | Stage::Scheduled | Stage::Open);
    if open || given_up.units == 0 || before.row.status != OrderStatus::Active {
        return Ok(None);
    }
    let bill = &before.row.bill;
    let most = bill.paid.minus(bill.fee)?;
    let forfeit = match said(cancel.by_shop, cancel.keep, (Rupiah::ZERO, most))? {
        Some(forfeit) => forfeit,
        None => rule_of(connection, before.row.id)?.forfeit_part(bill, stage, given_up.worth),
    };
    Ok(Some(forfeit))
}

/// Keeps the part of goods that left an order, as a fee on its bill with the reason.
///
/// # Errors
/// [`Refusal::PartNeedsReason`] when no reason was given.
pub(in crate::book) fn keep(
    deed: &Deed<'_>,
    (period, before): (&Period, &Order),
    given_up: GivenUp,
    cancel: &PartCancel,
) -> Result<Option<Forfeit>> {
    let of = (period, before);
    let Some(forfeit) = forfeit(deed.connection(), of, given_up, cancel, deed.now)? else {
        return Ok(None);
    };
    let order = before.row.id;
    let why = text::long_line("field-reason", cancel.why.as_deref().unwrap_or_default())?;
    if why.is_empty() {
        return Err(Refusal::PartNeedsReason {
            order: before.row.code.clone(),
        }
        .into());
    }
    if forfeit.kept > Rupiah::ZERO {
        let kept: Option<Rupiah> = deed
            .connection()
            .prepare_cached(
                "SELECT amount FROM charges WHERE order_id = ?1 AND kind = 'cancellation_fee' AND label = ?2",
            )?
            .query_row(params![order, why], |row| row.get(0))
            .optional()?;
        let fee = forfeit.kept.plus(kept.unwrap_or_default())?;
        let charge = (ChargeKind::CancellationFee, why.as_str(), None);
        set_named(deed, order, charge, fee)?;
        check_bill(deed, order)?;
    }
    Ok(Some(forfeit))
}
