//! Money that moves without moving: what lies on an order goes to another order of the same
//! customer, or back to the customer's credit (rule 28). No payment changes; each one moved has a
//! part less here and, unless it becomes credit, a part more there.

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::rows::order;
use super::steps::ledger::positive;
use super::steps::transfer::take;
use crate::domain::id::OrderId;
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
            let source = order::row(connection, from, now)?;
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
                Some(to) => Some(order::row(connection, to, now)?),
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
