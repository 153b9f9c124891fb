//! The charges of an order, and the bounds of its bill.

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::{number, order_full};
use crate::book::steps::order::bill::{check_bill, set_charge};
use crate::book::steps::order::cancel::set_cancellation_fee;
use crate::book::steps::order::codes;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, Order};
use crate::domain::policy::Forfeit;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Sets a charge of an order's bill (rule 23): one of each kind, zero removes it. Discounts and
    /// compensations are given as positive amounts and lower the bill. On a cancelled order only
    /// the cancellation fee can be changed, up to what was paid (rule 33).
    ///
    /// # Errors
    /// A kind of charge this order can't have, a bill that would go below zero (rule 24), or an
    /// amount out of bounds.
    pub fn charge_order(
        &mut self,
        id: OrderId,
        kind: ChargeKind,
        amount: Rupiah,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = order_full::order(deed.connection(), id, now)?;
            check_kind(&before, kind)?;
            deed.touches(id)?;
            if kind == ChargeKind::CancellationFee {
                let forfeit = Forfeit::by_owner(amount, before.row.bill.paid)?;
                set_cancellation_fee(deed, id, &forfeit)?;
                let order = order_full::order(deed.connection(), id, now)?;
                let message = Message::new("did-keep")
                    .text("order", before.row.code)
                    .money("amount", amount);
                return Ok((order, message));
            }
            if kind == ChargeKind::UniqueCode {
                number::within("field-unique-code", amount.raw(), 0, 999)?;
            }
            if amount < Rupiah::ZERO {
                return Err(Refusal::NotPositive {
                    field: "field-amount",
                }
                .into());
            }
            if kind == ChargeKind::UniqueCode && amount > Rupiah::ZERO {
                codes::check_free(deed.connection(), id, amount)?;
            }
            if kind == ChargeKind::Rounding {
                let limit = deed.shop()?.rounding_limit;
                if amount > limit {
                    return Err(Refusal::RoundingTooLarge {
                        difference: amount,
                        limit,
                    }
                    .into());
                }
            }
            set_charge(deed, id, kind, kind.signed(amount).bounded()?)?;
            check_bill(deed, id)?;
            if kind != ChargeKind::UniqueCode {
                codes::keep_apart(deed, id)?;
            }
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-charge-order")
                .text("order", before.row.code)
                .word("kind", kind.key())
                .money("amount", amount);
            Ok((order, message))
        })
    }
}

/// Only cancelled orders have a cancellation fee, and they can have no other new charge.
fn check_kind(order: &Order, kind: ChargeKind) -> Result<()> {
    let code = || order.row.code.clone();
    match (&order.cancelled, kind == ChargeKind::CancellationFee) {
        (Some(_), false) => Err(Refusal::OrderCancelled { order: code() }.into()),
        (Some(how), true) if how.by_shop => Err(Refusal::KeepByShop.into()),
        (None, true) => Err(Refusal::NotCancelled { order: code() }.into()),
        _ => Ok(()),
    }
}
