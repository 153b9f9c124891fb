//! The ledger: payments in and out, split over orders, reversed when wrong (rules 27–32).

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::customer::{self, CustomerRef};
use super::rows::{ledger, order};
use super::steps;
use super::steps::ledger::{
    Movement, allocate, check_refund, claim_arrived, pay_order, positive, reverse,
};
use super::steps::order::cancel;
use crate::domain::agreed::Wearer;
use crate::domain::id::{CustomerId, OrderId, PaymentId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderStatus;
use crate::domain::payment::Payment;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// A payment to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewPayment {
    /// All of it on one order (rule 28).
    ForOrder(OrderId, Movement),
    /// From a customer, split over orders; what is not split is credit (rule 28).
    FromCustomer {
        /// Who paid.
        customer: CustomerRef,
        /// What moved.
        movement: Movement,
        /// The parts on orders, each more than zero.
        parts: Vec<(OrderId, Rupiah)>,
    },
}

impl Book {
    /// Records a payment. Returns its identity.
    ///
    /// # Errors
    /// An amount that is not more than zero, a refund larger than what was paid, or parts larger
    /// than the payment.
    pub fn record_payment(&mut self, new: &NewPayment, now: Moment) -> Result<Done<PaymentId>> {
        self.transaction(now, |deed| record(deed, new))
    }

    /// Records many payments, such as a bank statement, as one deed, in their order. Returns their
    /// ids.
    ///
    /// # Errors
    /// What [`Self::record_payment`] refuses of any of them.
    pub fn record_payments(
        &mut self,
        new: &[NewPayment],
        now: Moment,
    ) -> Result<Done<Vec<PaymentId>>> {
        self.transaction(now, |deed| {
            let mut ids = Vec::with_capacity(new.len());
            for new in new {
                ids.push(record(deed, new)?.0);
            }
            let message = Message::new("did-pay-many").count("payments", ids.len());
            Ok((ids, message))
        })
    }

    /// Reverses a payment (rule 27). Returns the identity of the reversal.
    ///
    /// An order that was confirmed by its down payment (rule 62) stays confirmed: its units were
    /// promised, and a mistake in the ledger takes nobody's place away, as in rule 70. It owes the
    /// down payment again and is listed once its deadline has passed; the owner releases it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], [`Refusal::AlreadyVoided`], or money that was sent back since.
    pub fn void_payment(&mut self, id: PaymentId, now: Moment) -> Result<Done<PaymentId>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let payment = ledger::by_id(connection, id)?;
            if payment.voided || payment.reverses.is_some() {
                return Err(Refusal::AlreadyVoided { payment: id }.into());
            }
            check_there(deed, &payment)?;
            let reversal = reverse(deed, id)?;
            // Of money that was moved between orders, only the order it is on now counts.
            for (order, _, amount) in &payment.parts {
                allocate(deed, reversal, *order, amount.negated())?;
                cancel::cap_cancellation_fee(deed, *order)?;
            }
            if payment.claimed {
                touch_claim(deed, id)?;
            }
            let message = Message::new("did-void-payment")
                .count("payment", id.raw())
                .money("amount", payment.amount);
            Ok((reversal, message))
        })
    }
}

impl Book {
    /// The one of those an order is for who goes by this name, with what that one's lines cost and
    /// what was paid for them (rule 74).
    ///
    /// # Errors
    /// [`Refusal::Unknown`] with the nearest name.
    pub fn wearer(&self, order: OrderId, name: &str, now: Moment) -> Result<Wearer> {
        steps::ledger::wearer(&*self.reading()?, order, name, now)
    }

    /// What is still to be paid for one of those an order is for, in rupiah (rule 74).
    ///
    /// # Errors
    /// An unknown name, or one for whom everything is paid.
    pub fn wearer_rest(&self, order: OrderId, name: &str, now: Moment) -> Result<Rupiah> {
        let wearer = self.wearer(order, name, now)?;
        match wearer.rest() {
            rest if rest > Rupiah::ZERO => Ok(rest),
            _ => Err(Refusal::WearerPaid {
                order: self.order_row(order, now)?.code,
                name: wearer.name,
            }
            .into()),
        }
    }
}

/// Records a payment. Returns its identity and what the history says of it.
fn record(deed: &Deed<'_>, new: &NewPayment) -> Result<(PaymentId, Message)> {
    match new {
        NewPayment::ForOrder(order, movement) => {
            let before = order::row(deed.connection(), *order, deed.now)?.status;
            let id = pay_order(deed, *order, movement)?;
            let row = order::row(deed.connection(), *order, deed.now)?;
            let key = match (movement.refund, movement.claimed) {
                (true, _) => "did-refund",
                (false, true) => "did-claim",
                (false, false) if row.status == before => "did-pay",
                // The down payment confirmed the order, or came when no place was left (rule 62).
                (false, false) if row.status == OrderStatus::Waitlist => "did-pay-waits",
                (false, false) => "did-pay-confirms",
            };
            let message = Message::new(key)
                .with("customer", row.customer_arg())
                .text("order", row.code)
                .money("amount", movement.amount);
            Ok((id, message))
        }
        NewPayment::FromCustomer {
            customer: who,
            movement,
            parts,
        } => {
            let customer = customer::resolve(deed, who)?;
            let id = pay_customer(deed, customer, movement, parts)?;
            let name = customer::by_id(deed.connection(), customer)?.name;
            let bills = ledger::by_id(deed.connection(), id)?.parts;
            let bills: Vec<&str> = bills.iter().map(|(_, code, _)| code.as_str()).collect();
            let key = match (movement.refund, bills.is_empty()) {
                (true, _) => "did-refund-customer",
                (false, true) => "did-pay-customer",
                (false, false) => "did-pay-bills",
            };
            let message = Message::new(key)
                .text("customer", name)
                .money("amount", movement.amount);
            let message = match key {
                "did-pay-bills" => message.text("orders", bills.join(", ")),
                _ => message,
            };
            Ok((id, message))
        }
    }
}

/// Refuses to reverse a payment whose money was refunded or moved since: the order's or customer's
/// balance would fall below zero.
fn check_there(deed: &Deed<'_>, payment: &Payment) -> Result<()> {
    let gone = |missing: Rupiah| Refusal::PaymentGivenBack {
        payment: payment.id,
        amount: missing,
    };
    if payment.claimed {
        return Ok(());
    }
    for (order, _, amount) in &payment.parts {
        let left = order::row(deed.connection(), *order, deed.now)?
            .bill
            .paid
            .minus(*amount)?;
        if left < Rupiah::ZERO {
            return Err(gone(left.negated()).into());
        }
    }
    if let Some(customer) = payment.customer {
        let spread = Rupiah::sum(payment.parts.iter().map(|(_, _, amount)| *amount))?;
        let free = payment.amount.minus(spread)?;
        let left = ledger::credit_of(deed.connection(), customer)?.minus(free)?;
        if free > Rupiah::ZERO && left < Rupiah::ZERO {
            return Err(gone(left.negated()).into());
        }
    }
    Ok(())
}

fn pay_customer(
    deed: &Deed<'_>,
    customer: CustomerId,
    movement: &Movement,
    parts: &[(OrderId, Rupiah)],
) -> Result<PaymentId> {
    // A claimed payment must name an order; without one it would count as arrived (rule 29).
    if movement.claimed {
        return Err(Refusal::Missing {
            field: "field-order",
        }
        .into());
    }
    let amount = positive(movement.amount)?;
    let mut sum = Rupiah::ZERO;
    for (_, part) in parts {
        sum = sum.plus(positive(*part)?)?;
    }
    if sum > amount {
        return Err(Refusal::SplitTooLarge { amount, parts: sum }.into());
    }
    if movement.refund {
        let credit = ledger::credit_of(deed.connection(), customer)?;
        if amount.minus(sum)? > credit {
            return Err(Refusal::RefundTooLarge { paid: credit }.into());
        }
    }
    let id = steps::ledger::insert(deed, customer, movement, None)?;
    for (order, part) in parts {
        let row = order::row(deed.connection(), *order, deed.now)?;
        if movement.refund {
            check_refund(&row, *part)?;
        }
        deed.touches(*order)?;
        allocate(deed, id, *order, movement.signed(*part))?;
        if !movement.refund {
            claim_arrived(deed, *order, *part)?;
        }
    }
    Ok(id)
}

fn touch_claim(deed: &Deed<'_>, claim: PaymentId) -> Result<()> {
    let order: Option<OrderId> = deed
        .connection()
        .prepare_cached("SELECT claimed_for FROM payments WHERE id = ?1")?
        .query_row([claim], |row| row.get(0))?;
    order.map_or(Ok(()), |order| deed.touches(order))
}
