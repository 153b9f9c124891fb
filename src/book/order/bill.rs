//! The charges of an order, and the bounds of its bill.

use rusqlite::{OptionalExtension, params};

use super::cancel::keep_of;
use super::codes;
use crate::book::deed::Deed;
use crate::book::error::Result;
use crate::book::{Book, order_full};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, Order};
use crate::domain::policy::Forfeit;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Sets a charge of an order's bill (rule 23): one of each kind, zero takes it away. A
    /// discount and a compensation are given as positive sums and lower the bill. Of a cancelled
    /// order what is kept can be changed, up to what was paid, and nothing else (rule 33).
    ///
    /// # Errors
    /// A charge that is not this order's to have, a bill that would go below zero (rule 24), an amount out of bounds, or
    /// the file.
    pub fn charge_order(
        &mut self,
        id: OrderId,
        kind: ChargeKind,
        amount: Rupiah,
        now: Moment,
    ) -> Result<Order> {
        self.transaction(now, |deed| {
            let before = order_full::order(deed.connection(), id, now)?;
            check_kind(&before, kind)?;
            deed.touches(id)?;
            if kind == ChargeKind::CancellationFee {
                let forfeit = Forfeit::by_owner(amount, before.row.bill.paid)?;
                keep_of(deed, id, &forfeit)?;
                let order = order_full::order(deed.connection(), id, now)?;
                let message = Message::new("did-keep")
                    .text("order", before.row.code)
                    .money("amount", amount);
                return Ok((order, message));
            }
            if kind == ChargeKind::UniqueCode && !(0..=999).contains(&amount.raw()) {
                return Err(Refusal::OutOfRange {
                    field: "field-unique-code",
                    least: 0,
                    most: 999,
                }
                .into());
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
            let signed = if kind.lowers() {
                amount.negated()
            } else {
                amount
            };
            set_charge(deed, id, kind, signed.bounded()?)?;
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

/// What is kept belongs to cancelled orders, and every other charge to those that are not.
fn check_kind(order: &Order, kind: ChargeKind) -> Result<()> {
    let code = || order.row.code.clone();
    match (&order.cancelled, kind == ChargeKind::CancellationFee) {
        (Some(_), false) => Err(Refusal::OrderCancelled { order: code() }.into()),
        (Some(how), true) if how.by_shop => Err(Refusal::KeepByShop.into()),
        (None, true) => Err(Refusal::NotCancelled { order: code() }.into()),
        _ => Ok(()),
    }
}

/// Sets, changes or takes away the charge of one kind.
pub(super) fn set_charge(
    deed: &Deed<'_>,
    order: OrderId,
    kind: ChargeKind,
    amount: Rupiah,
) -> Result<()> {
    let connection = deed.connection();
    let kept: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM charges WHERE order_id = ?1 AND kind = ?2 AND bonus_id IS NULL",
        )?
        .query_row(params![order.raw(), kind.code()], |row| row.get(0))
        .optional()?;
    match (kept, amount) {
        (Some(id), Rupiah::ZERO) => connection
            .prepare_cached("DELETE FROM charges WHERE id = ?1")?
            .execute([id])?,
        (Some(id), amount) => connection
            .prepare_cached("UPDATE charges SET amount = ?2 WHERE id = ?1 AND amount <> ?2")?
            .execute([id, amount.raw()])?,
        (None, Rupiah::ZERO) => 0,
        (None, amount) => connection
            .prepare_cached("INSERT INTO charges (order_id, kind, amount) VALUES (?1, ?2, ?3)")?
            .execute(params![order.raw(), kind.code(), amount.raw()])?,
    };
    Ok(())
}

/// Refuses a bill below zero (rule 24) or beyond one amount (rule 22).
pub(in crate::book) fn check_bill(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let connection = deed.connection();
    let (code, lines, charges): (String, i64, i64) = connection
        .prepare_cached(
            "SELECT o.code, s.lines, s.charges FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.order_id = ?1",
        )?
        .query_row([id.raw()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let lowering: i64 = connection
        .prepare_cached(
            "SELECT coalesce(sum(amount), 0) FROM charges WHERE order_id = ?1 AND amount < 0",
        )?
        .query_row([id.raw()], |row| row.get(0))?;
    let [lines, charges, lowering] = [lines, charges, lowering].map(Rupiah::new);
    check_total(&code, lines, charges, lowering)
}

/// Refuses a bill of these lines and charges, of which so many lower it, as [`check_bill`] does.
pub(in crate::book) fn check_total(
    order: &str,
    lines: Rupiah,
    charges: Rupiah,
    lowering: Rupiah,
) -> Result<()> {
    let total = lines.plus(charges)?;
    if total < Rupiah::ZERO {
        return Err(Refusal::BelowZero {
            order: order.to_owned(),
            most: total.minus(lowering)?,
        }
        .into());
    }
    total.bounded()?;
    Ok(())
}
