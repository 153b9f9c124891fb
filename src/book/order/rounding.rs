//! "Pembulatan" (rule 71): rounds away a small difference between bill and payments.

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::order_full::{self, live};
use crate::book::steps::order::bill::set_charge;
use crate::book::steps::transfer;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, Order};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Rounds a bill to what was paid, when they differ by no more than the shop's limit. A bill
    /// has one rounding in all, which never exceeds the limit either.
    ///
    /// # Errors
    /// A cancelled order, [`Refusal::NothingToRound`], or [`Refusal::RoundingTooLarge`].
    pub fn round_order(&mut self, id: OrderId, now: Moment) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            deed.touches(id)?;
            let difference = round(deed, &before)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-round")
                .text("order", before.row.code)
                .money("amount", difference);
            Ok((order, message))
        })
    }
}

/// Rounds the bill of an order to what was paid; returns by how much it rises.
pub(super) fn round(deed: &Deed<'_>, before: &Order) -> Result<Rupiah> {
    let id = before.row.id;
    let bill = before.row.bill;
    let difference = bill.paid.minus(bill.total)?;
    if difference == Rupiah::ZERO || bill.paid <= Rupiah::ZERO {
        return Err(Refusal::NothingToRound {
            order: before.row.code.clone(),
        }
        .into());
    }
    let charges = before.charges.iter();
    let mut rounded = charges.filter(|charge| charge.kind == ChargeKind::Rounding);
    let so_far = rounded.next().map_or(Rupiah::ZERO, |charge| charge.amount);
    let rounding = so_far.plus(difference)?;
    let limit = deed.shop()?.rounding_limit;
    for sum in [difference, rounding] {
        let size = sum.max(sum.negated());
        if size > limit {
            return Err(Refusal::RoundingTooLarge {
                difference: size,
                limit,
            }
            .into());
        }
    }
    set_charge(deed, id, ChargeKind::Rounding, rounding)?;
    if !bill.was_settled {
        transfer::meet(deed, id)?;
    }
    Ok(difference)
}
