//! The charges of an order, and the bounds of its bill.

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::{destination, number, order_full, text};
use crate::book::steps::order::bill::{check_bill, set_named};
use crate::book::steps::order::cancel::set_cancellation_fee;
use crate::book::steps::order::codes;
use crate::domain::charge::{Charge, ChargeKind, NewCharge};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::policy::Forfeit;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Sets a charge of an order's bill (rule 23): one of each kind, label and destination, zero removes
    /// it. Amounts have no sign; discounts and compensations lower the bill, and a percentage becomes its
    /// amount of the lines now. On a cancelled order only the cancellation fee can be changed, up to what
    /// was paid (rule 33).
    ///
    /// # Errors
    /// A kind of charge this order can't have, a label or destination on one that has none, a bill that
    /// would go below zero (rule 24), or an amount out of bounds.
    pub fn charge_order(
        &mut self,
        id: OrderId,
        new: &NewCharge,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let kind = new.kind;
            let before = order_full::order(deed.connection(), id, now)?;
            check_kind(&before, kind)?;
            let label = text::line("field-charge-label", &new.label)?;
            check_name(kind, &label, new.destination.as_deref())?;
            let amount = new.amount.of(before.lines_amount()?)?;
            deed.touches(id)?;
            let name = Charge {
                kind,
                amount,
                label: label.clone(),
                destination: new.destination.clone(),
                claim: None,
                weighed: None,
            }
            .name();
            if kind == ChargeKind::CancellationFee {
                let forfeit = Forfeit::by_owner(amount, before.row.bill.paid)?;
                set_cancellation_fee(deed, id, &forfeit)?;
                let message = Message::new("did-keep")
                    .text("order", before.row.code)
                    .money("amount", amount);
                return Ok((order_full::order(deed.connection(), id, now)?, message));
            }
            check_amount(deed, id, kind, amount)?;
            let destination = match &new.destination {
                Some(name) if amount > Rupiah::ZERO => Some(destination::named(deed, id, name)?),
                Some(name) => Some(destination::known(deed.connection(), &before, name)?),
                None => None,
            };
            let charge = (kind, label.as_str(), destination);
            set_named(deed, id, charge, kind.signed(amount).bounded()?)?;
            check_bill(deed, id)?;
            if kind != ChargeKind::UniqueCode {
                codes::keep_apart(deed, id)?;
            }
            let order = before.row.code;
            let message = match amount {
                Rupiah::ZERO => Message::new("did-uncharge-order")
                    .text("order", order)
                    .say("kind", name),
                amount => Message::new("did-charge-order")
                    .text("order", order)
                    .say("kind", name)
                    .money("amount", amount),
            };
            Ok((order_full::order(deed.connection(), id, now)?, message))
        })
    }
}

/// Refuses an amount that a charge of this kind can't have.
fn check_amount(deed: &Deed<'_>, id: OrderId, kind: ChargeKind, amount: Rupiah) -> Result<()> {
    if amount < Rupiah::ZERO {
        let field = "field-amount";
        return Err(Refusal::NotPositive { field }.into());
    }
    match kind {
        ChargeKind::UniqueCode => {
            number::within("field-unique-code", amount.raw(), 0, 999)?;
            if amount > Rupiah::ZERO {
                codes::check_free(deed.connection(), id, amount, deed.now)?;
            }
        }
        ChargeKind::Rounding => {
            let limit = deed.shop()?.rounding_limit;
            if amount > limit {
                let difference = amount;
                return Err(Refusal::RoundingTooLarge { difference, limit }.into());
            }
        }
        _ => {}
    }
    Ok(())
}

/// Refuses a label or a destination on a charge that has none.
fn check_name(kind: ChargeKind, label: &str, destination: Option<&str>) -> Result<()> {
    if !label.is_empty() && !kind.has_label() {
        return Err(Refusal::ChargeUnlabelled { kind }.into());
    }
    if destination.is_some() && kind != ChargeKind::Shipping {
        return Err(Refusal::ChargeUndestined { kind }.into());
    }
    Ok(())
}

/// Only cancelled orders have a cancellation fee that can be set, and they can have no other new charge.
/// Stages and weighings have deeds of their own.
fn check_kind(order: &Order, kind: ChargeKind) -> Result<()> {
    let code = || order.row.code.clone();
    match (&order.cancelled, kind == ChargeKind::CancellationFee) {
        (Some(_), false) => Err(Refusal::OrderCancelled { order: code() }.into()),
        (Some(how), true) if how.by_shop => Err(Refusal::KeepByShop.into()),
        (None, true) => Err(Refusal::NotCancelled { order: code() }.into()),
        _ if matches!(kind, ChargeKind::Stage | ChargeKind::Weighing) => {
            Err(Refusal::ChargeElsewhere { kind }.into())
        }
        _ => Ok(()),
    }
}
