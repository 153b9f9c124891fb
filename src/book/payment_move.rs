//! Money that moves without moving: what lies on an order goes to another order of the same
//! customer, or back to the customer's credit (rule 28). No payment changes; each one moved has a
//! part less here and, unless it becomes credit, a part more there.

use rusqlite::Connection;

use super::deed::Deed;
use super::error::Result;
use super::payment::{allocate, positive};
use super::{Book, order_list};
use crate::domain::id::{OrderId, PaymentId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Moves money of an order to another order of the same customer, or to the customer's credit;
    /// what was paid too much unless an amount says how much. Returns what was moved.
    ///
    /// # Errors
    /// Nothing too much, more than lies there, an order of another customer, or the file.
    pub fn move_money(
        &mut self,
        from: OrderId,
        to: Option<OrderId>,
        amount: Option<Rupiah>,
        now: Moment,
    ) -> Result<Rupiah> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let source = order_list::row(connection, from, now)?;
            let amount = match amount {
                Some(amount) => positive(amount)?,
                None => source.bill.paid.minus(source.bill.total)?,
            };
            if amount <= Rupiah::ZERO || to == Some(from) {
                return Err(Refusal::NothingToMove { order: source.code }.into());
            }
            let most = source.bill.returnable()?;
            if amount > most {
                return Err(Refusal::MoveTooLarge {
                    order: source.code,
                    most,
                }
                .into());
            }
            let target = match to {
                Some(to) => Some(order_list::row(connection, to, now)?),
                None => None,
            };
            if let Some(target) = &target
                && target.customer != source.customer
            {
                return Err(Refusal::OtherCustomer {
                    order: target.code.clone(),
                }
                .into());
            }
            take(deed, from, to, amount)?;
            let message = match target {
                Some(target) => Message::new("did-move-money")
                    .text("order", source.code)
                    .text("to", target.code)
                    .text("customer", source.customer_name)
                    .money("amount", amount),
                None => Message::new("did-move-to-credit")
                    .text("order", source.code)
                    .text("customer", source.customer_name)
                    .money("amount", amount),
            };
            Ok((amount, message))
        })
    }
}

/// Takes money off an order, the newest payments first, and puts it on another when one is named.
/// That it lies there is the caller's to know.
pub(super) fn take(
    deed: &Deed<'_>,
    from: OrderId,
    to: Option<OrderId>,
    amount: Rupiah,
) -> Result<()> {
    let mut rest = amount;
    for (payment, lies) in lying_on(deed.connection(), from)? {
        let part = lies.min(rest);
        if part <= Rupiah::ZERO {
            break;
        }
        allocate(deed, payment, from, part.negated())?;
        if let Some(to) = to {
            allocate(deed, payment, to, part)?;
        }
        rest = rest.minus(part)?;
    }
    Ok(())
}

/// Lets the money on an order meet its bill as it is now, as if it came again: a bill that was
/// lowered to what lies there is settled, and is underpaid when it rises (rule 70).
pub(super) fn meet(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    if let Some((payment, _)) = lying_on(deed.connection(), order)?.first() {
        let least = Rupiah::new(1);
        allocate(deed, *payment, order, least)?;
        allocate(deed, *payment, order, least.negated())?;
    }
    Ok(())
}

/// The payments whose money lies on an order and how much, the newest first.
fn lying_on(connection: &Connection, order: OrderId) -> Result<Vec<(PaymentId, Rupiah)>> {
    Ok(connection
        .prepare_cached(
            "SELECT a.payment_id, sum(a.amount) AS lies FROM allocations a JOIN payments p ON p.id = a.payment_id
             WHERE a.order_id = ?1 AND p.reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             GROUP BY a.payment_id HAVING lies > 0 ORDER BY a.payment_id DESC",
        )?
        .query_map([order.raw()], |row| {
            Ok((PaymentId::new(row.get(0)?), Rupiah::new(row.get(1)?)))
        })?
        .collect::<rusqlite::Result<_>>()?)
}
