//! Reallocates a customer's money (rule 28): from an order to another order or to credit, and from
//! credit to an order. The payments stay as they are.

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::{ledger, order};
use super::steps::ledger::positive;
use super::steps::transfer::{take_credit, transfer};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::moving::MetBill;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Moves money of an order to another order of the same customer, or to the customer's credit:
    /// the given amount, else what was overpaid. Returns the amount moved.
    ///
    /// # Errors
    /// Nothing overpaid, an amount larger than what is on the order, or an order of another
    /// customer.
    pub fn move_money(
        &mut self,
        from: OrderId,
        to: Option<OrderId>,
        amount: Option<Rupiah>,
        now: Moment,
    ) -> Result<Done<Rupiah>> {
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
            transfer(
                deed,
                from,
                to,
                amount,
                (MetBill::default(), MetBill::default()),
            )?;
            let message = match target {
                Some(target) => Message::new("did-move-money")
                    .with("customer", source.customer_arg())
                    .text("to", target.code)
                    .text("order", source.code)
                    .money("amount", amount),
                None => Message::new("did-move-to-credit")
                    .with("customer", source.customer_arg())
                    .text("order", source.code)
                    .money("amount", amount),
            };
            Ok((amount, message))
        })
    }

    /// Puts a customer's credit on an order (rule 28): the given amount, else the open amount as
    /// far as the credit reaches. Returns the amount.
    ///
    /// # Errors
    /// Nothing missing, an amount that is not more than zero or more than the credit.
    pub fn allocate_credit(
        &mut self,
        order: OrderId,
        amount: Option<Rupiah>,
        now: Moment,
    ) -> Result<Done<Rupiah>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let row = order::row(connection, order, now)?;
            // Refunded credit is no credit any more, though the refund doesn't name the payment it
            // came from.
            let credit = ledger::credit_of(connection, row.customer)?;
            let amount = match amount {
                Some(amount) => positive(amount)?,
                None => row.bill.balance()?.min(credit),
            };
            if amount > credit || credit <= Rupiah::ZERO {
                return Err(Refusal::CreditTooSmall {
                    customer: row.customer_name,
                    credit: credit.max(Rupiah::ZERO),
                }
                .into());
            }
            if amount <= Rupiah::ZERO {
                return Err(Refusal::NothingMissing { order: row.code }.into());
            }
            take_credit(deed, row.customer, order, amount)?;
            let message = Message::new("did-allocate-credit")
                .with("customer", row.customer_arg())
                .text("order", row.code)
                .money("amount", amount);
            Ok((amount, message))
        })
    }
}
