//! The ledger: payments in and out, split over orders, reversed when wrong (rules 27–32).

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::customer::{self, CustomerRef};
use super::deed::Deed;
use super::error::{BookError, Result};
use super::{Book, order_list, text};
use crate::domain::id::{AccountId, CustomerId, OrderId, PaymentId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::{Allocation, Method, Payment, met};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Money that moved, wherever it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Movement {
    /// More than zero, in rupiah.
    pub amount: Rupiah,
    /// How it moved.
    pub method: Method,
    /// Account it went through.
    pub account: Option<AccountId>,
    /// When it moved; the moment of the deed when absent.
    pub at: Option<Moment>,
    /// Name on the transfer.
    pub payer: String,
    /// Reference on the statement.
    pub reference: String,
    /// It goes back to the customer (rule 32).
    pub refund: bool,
    /// The customer says it was sent; it has not arrived (rule 29).
    pub claimed: bool,
}

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
    /// An amount that is not more than zero, a refund larger than what was paid, parts larger
    /// than the payment, or the file.
    pub fn record_payment(&mut self, new: &NewPayment, now: Moment) -> Result<PaymentId> {
        self.transaction(now, |deed| record(deed, new))
    }

    /// Records many payments as one deed, in their order: a statement taken in. Returns their
    /// identities.
    ///
    /// # Errors
    /// What [`Self::record_payment`] refuses of any of them, or the file.
    pub fn record_payments(&mut self, new: &[NewPayment], now: Moment) -> Result<Vec<PaymentId>> {
        self.transaction(now, |deed| {
            let mut ids = Vec::with_capacity(new.len());
            for new in new {
                ids.push(record(deed, new)?.0);
            }
            let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
            let message = Message::new("did-pay-many").count("payments", count);
            Ok((ids, message))
        })
    }

    /// Puts a customer's unmatched credit on an order (rule 28).
    ///
    /// # Errors
    /// An amount that is not more than zero or more than the credit, or the file.
    pub fn allocate_credit(&mut self, order: OrderId, amount: Rupiah, now: Moment) -> Result<()> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let row = order_list::row(connection, order, now)?;
            let mut rest = positive(amount)?;
            let free: Vec<(i64, i64)> = connection
                .prepare_cached(
                    "SELECT p.id, p.amount - coalesce((SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id), 0) AS free
                     FROM payments p WHERE p.customer_id = ?1 AND p.claimed_for IS NULL AND p.refund = 0
                       AND p.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
                       AND free > 0 ORDER BY p.id",
                )?
                .query_map([row.customer.raw()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            // What was given back is no credit any more, though no payment says from which it came.
            let credit = credit_of(connection, row.customer)?;
            if rest > credit {
                return Err(Refusal::SplitTooLarge { amount: credit, parts: rest }.into());
            }
            for (payment, free) in free {
                let part = Rupiah::new(free).min(rest);
                if part > Rupiah::ZERO {
                    allocate(deed, PaymentId::new(payment), order, part)?;
                    rest = rest.minus(part)?;
                }
            }
            let message = Message::new("did-allocate-credit")
                .text("order", row.code)
                .text("customer", row.customer_name)
                .money("amount", amount);
            Ok(((), message))
        })
    }

    /// Reverses a payment (rule 27). Returns the identity of the reversal.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], [`Refusal::AlreadyVoided`], or the file.
    pub fn void_payment(&mut self, id: PaymentId, now: Moment) -> Result<PaymentId> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let payment = by_id(connection, id)?;
            if payment.voided || payment.reverses.is_some() {
                return Err(Refusal::AlreadyVoided { payment: id.raw() }.into());
            }
            let reversal = reverse(deed, id)?;
            for (order, _, amount) in &payment.parts {
                allocate(deed, reversal, *order, amount.negated())?;
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

    /// Money a customer paid that lies on no order: "belum dicocokkan" (rule 28).
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn credit(&self, id: CustomerId) -> Result<Rupiah> {
        credit_of(&self.connection, id)
    }

    /// The payment of this identity.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or the file.
    pub fn payment(&self, id: PaymentId) -> Result<Payment> {
        by_id(&self.connection, id)
    }

    /// The payments that touch an order, oldest first: those with a part on it, and those said to
    /// be sent for it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn payments_of(&self, order: OrderId) -> Result<Vec<Payment>> {
        self.payments_where(
            "p.id IN (SELECT payment_id FROM allocations WHERE order_id = ?1
                UNION SELECT id FROM payments WHERE claimed_for = ?1) ORDER BY p.id",
            [order.raw()],
        )
    }

    /// The payments of a customer, newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn payments_by(&self, customer: CustomerId) -> Result<Vec<Payment>> {
        self.payments_where(
            "p.customer_id = ?1 ORDER BY p.id DESC LIMIT 200",
            [customer.raw()],
        )
    }

    /// A page of the ledger, newest first: payments before `before`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn payments(&self, before: Option<PaymentId>, limit: usize) -> Result<Vec<Payment>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.payments_where(
            "p.id < ?1 ORDER BY p.id DESC LIMIT ?2",
            [before.map_or(i64::MAX, PaymentId::raw), limit],
        )
    }

    /// Payments of the same amount on the same day by the same payer or customer: to warn before
    /// saving (rule 30). What was only said to be sent is not among them: it may be what arrives
    /// now (rule 29).
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn similar_payments(
        &self,
        amount: Rupiah,
        at: Moment,
        customer: Option<CustomerId>,
        payer: &str,
    ) -> Result<Vec<Payment>> {
        let zone = self.shop()?.zone;
        let midnight = at.date(zone).and_time(chrono::NaiveTime::MIN);
        let from = Moment::from_local(midnight, zone).unix();
        self.payments_where(
            "p.amount = ?1 AND p.at BETWEEN ?2 AND ?3 AND p.reverses IS NULL
             AND p.claimed_for IS NULL AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             AND (p.customer_id = ?4 OR (p.payer <> '' AND p.payer = ?5 COLLATE NOCASE)) ORDER BY p.id",
            params![
                amount.raw(),
                from,
                from + 86_399,
                customer.map(CustomerId::raw),
                payer.trim()
            ],
        )
    }

    fn payments_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Payment>> {
        let mut select = self
            .connection
            .prepare_cached(&format!("{PAYMENT} WHERE {condition}"))?;
        let mut rows = select.query(values)?;
        let mut payments = Vec::new();
        while let Some(row) = rows.next()? {
            payments.push(read(&self.connection, row)?);
        }
        Ok(payments)
    }
}

const PAYMENT: &str = "SELECT p.id, p.at, p.amount, p.method, p.account_id, a.name, p.customer_id, c.name,
     p.payer, p.reference, p.claimed_for IS NOT NULL, p.refund, p.reverses,
     EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
     FROM payments p LEFT JOIN accounts a ON a.id = p.account_id LEFT JOIN customers c ON c.id = p.customer_id";

fn read(connection: &Connection, row: &Row<'_>) -> Result<Payment> {
    let id = PaymentId::new(row.get(0)?);
    let method: String = row.get(3)?;
    let parts = connection
        .prepare_cached(
            "SELECT a.order_id, o.code, a.amount FROM allocations a JOIN orders o ON o.id = a.order_id
             WHERE a.payment_id = ?1 ORDER BY a.id",
        )?
        .query_map([id.raw()], |row| {
            Ok((OrderId::new(row.get(0)?), row.get(1)?, Rupiah::new(row.get(2)?)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Payment {
        id,
        at: Moment::from_unix(row.get(1)?),
        amount: Rupiah::new(row.get(2)?),
        method: method
            .parse()
            .map_err(|_| BookError::Damaged(format!("method {method}")))?,
        account: row.get::<_, Option<i64>>(4)?.map(AccountId::new),
        account_name: row.get(5)?,
        customer: row.get::<_, Option<i64>>(6)?.map(CustomerId::new),
        customer_name: row.get(7)?,
        payer: row.get(8)?,
        reference: row.get(9)?,
        claimed: row.get(10)?,
        refund: row.get(11)?,
        reverses: row.get::<_, Option<i64>>(12)?.map(PaymentId::new),
        voided: row.get(13)?,
        parts,
    })
}

fn by_id(connection: &Connection, id: PaymentId) -> Result<Payment> {
    let mut select = connection.prepare_cached(&format!("{PAYMENT} WHERE p.id = ?1"))?;
    let mut rows = select.query([id.raw()])?;
    match rows.next()? {
        Some(row) => read(connection, row),
        None => Err(Refusal::Unknown {
            noun: Noun::Payment,
            code: id.raw().to_string(),
            near: None,
        }
        .into()),
    }
}

fn positive(amount: Rupiah) -> Result<Rupiah> {
    if amount <= Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-amount",
        }
        .into());
    }
    Ok(amount.bounded()?)
}

/// Records a payment. Returns its identity and what the history says of it.
fn record(deed: &Deed<'_>, new: &NewPayment) -> Result<(PaymentId, Message)> {
    match new {
        NewPayment::ForOrder(order, movement) => {
            let id = pay_order(deed, *order, movement)?;
            let row = order_list::row(deed.connection(), *order, deed.now)?;
            let key = match (movement.refund, movement.claimed) {
                (true, _) => "did-refund",
                (false, true) => "did-claim",
                (false, false) => "did-pay",
            };
            let message = Message::new(key)
                .text("order", row.code)
                .text("customer", row.customer_name)
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
            let key = if movement.refund {
                "did-refund-customer"
            } else {
                "did-pay-customer"
            };
            let message = Message::new(key)
                .text("customer", name)
                .money("amount", movement.amount);
            Ok((id, message))
        }
    }
}

/// Adds a movement to the ledger.
fn insert(
    deed: &Deed<'_>,
    customer: CustomerId,
    movement: &Movement,
    claimed_for: Option<OrderId>,
) -> Result<PaymentId> {
    let amount = positive(movement.amount)?;
    let signed = if movement.refund {
        amount.negated()
    } else {
        amount
    };
    deed.connection()
        .prepare_cached(
            "INSERT INTO payments (customer_id, at, amount, method, account_id, payer, reference, refund, claimed_for)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            customer.raw(),
            movement.at.unwrap_or(deed.now).unix(),
            signed.raw(),
            movement.method.code(),
            movement.account.map(AccountId::raw),
            text::line("field-payer", &movement.payer)?,
            text::line("field-reference", &movement.reference)?,
            movement.refund,
            claimed_for.map(OrderId::raw),
        ])?;
    Ok(PaymentId::new(deed.connection().last_insert_rowid()))
}

/// Records a movement with all of it on one order.
pub(super) fn pay_order(deed: &Deed<'_>, order: OrderId, movement: &Movement) -> Result<PaymentId> {
    let row = order_list::row(deed.connection(), order, deed.now)?;
    deed.touches(order)?;
    if movement.refund && positive(movement.amount)? > row.bill.paid {
        return Err(Refusal::RefundTooLarge {
            paid: row.bill.paid,
        }
        .into());
    }
    if movement.claimed && !movement.refund {
        return insert(deed, row.customer, movement, Some(order));
    }
    let id = insert(deed, row.customer, movement, None)?;
    let signed = if movement.refund {
        movement.amount.negated()
    } else {
        movement.amount
    };
    allocate(deed, id, order, signed)?;
    if !movement.refund {
        claim_arrived(deed, order, movement.amount)?;
    }
    Ok(id)
}

fn pay_customer(
    deed: &Deed<'_>,
    customer: CustomerId,
    movement: &Movement,
    parts: &[(OrderId, Rupiah)],
) -> Result<PaymentId> {
    // A claim is expected on an order; without one it would count as arrived (rule 29).
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
        let credit = credit_of(deed.connection(), customer)?;
        if amount.minus(sum)? > credit {
            return Err(Refusal::RefundTooLarge { paid: credit }.into());
        }
    }
    let id = insert(deed, customer, movement, None)?;
    for (order, part) in parts {
        let row = order_list::row(deed.connection(), *order, deed.now)?;
        if movement.refund && *part > row.bill.paid {
            return Err(Refusal::RefundTooLarge {
                paid: row.bill.paid,
            }
            .into());
        }
        deed.touches(*order)?;
        let signed = if movement.refund {
            part.negated()
        } else {
            *part
        };
        allocate(deed, id, *order, signed)?;
        if !movement.refund {
            claim_arrived(deed, *order, *part)?;
        }
    }
    Ok(id)
}

fn credit_of(connection: &Connection, customer: CustomerId) -> Result<Rupiah> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce((SELECT sum(amount) FROM payments WHERE customer_id = ?1 AND claimed_for IS NULL), 0)
             - coalesce((SELECT sum(a.amount) FROM payments p JOIN allocations a ON a.payment_id = p.id
               WHERE p.customer_id = ?1), 0)",
        )?
        .query_row([customer.raw()], |row| row.get(0).map(Rupiah::new))?)
}

/// Puts a part of a payment on an order, with the bill it met and what that changed (rule 70).
fn allocate(deed: &Deed<'_>, payment: PaymentId, order: OrderId, amount: Rupiah) -> Result<()> {
    let connection = deed.connection();
    deed.touches(order)?;
    let bill = order_list::row(connection, order, deed.now)?.bill;
    let mut parts: Vec<Allocation> = connection
        .prepare_cached(
            "SELECT a.amount, a.bill_total, a.bill_down_payment,
                p.reverses IS NOT NULL OR EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)
             FROM allocations a JOIN payments p ON p.id = a.payment_id WHERE a.order_id = ?1 ORDER BY a.id",
        )?
        .query_map([order.raw()], |row| {
            Ok(Allocation {
                amount: Rupiah::new(row.get(0)?),
                bill_total: Rupiah::new(row.get(1)?),
                bill_down_payment: Rupiah::new(row.get(2)?),
                voided: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let reversal: bool = connection
        .prepare_cached("SELECT reverses IS NOT NULL FROM payments WHERE id = ?1")?
        .query_row([payment.raw()], |row| row.get(0))?;
    parts.push(Allocation {
        amount,
        bill_total: bill.total,
        bill_down_payment: bill.down_payment_asked(),
        voided: reversal,
    });
    let (settled, down_payment) = met(&parts)?;
    connection
        .prepare_cached(
            "INSERT INTO allocations (payment_id, order_id, amount, bill_total, bill_down_payment,
             settled_change, down_payment_change) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            payment.raw(),
            order.raw(),
            amount.bounded()?.raw(),
            bill.total.raw(),
            bill.down_payment_asked().raw(),
            i64::from(settled) - i64::from(bill.was_settled),
            down_payment
                .minus(bill.down_payment_met.unwrap_or_default())?
                .raw(),
        ])?;
    Ok(())
}

/// Money that was said to be sent has arrived: the claim of the same amount on the order is
/// reversed, so that it is not expected any more (rule 29).
fn claim_arrived(deed: &Deed<'_>, order: OrderId, amount: Rupiah) -> Result<()> {
    let claim: Option<i64> = deed
        .connection()
        .prepare_cached(
            "SELECT p.id FROM payments p WHERE p.claimed_for = ?1 AND p.amount = ?2 AND p.reverses IS NULL
             AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id) ORDER BY p.id LIMIT 1",
        )?
        .query_row([order.raw(), amount.raw()], |row| row.get(0))
        .optional()?;
    let Some(claim) = claim else { return Ok(()) };
    reverse(deed, PaymentId::new(claim))?;
    Ok(())
}

/// Adds the reversal of a payment to the ledger; its parts on orders are the caller's.
fn reverse(deed: &Deed<'_>, id: PaymentId) -> Result<PaymentId> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO payments (customer_id, at, amount, method, account_id, payer, reference, refund, claimed_for, reverses)
             SELECT customer_id, ?2, -amount, method, account_id, payer, reference, refund, claimed_for, id
             FROM payments WHERE id = ?1",
        )?
        .execute([id.raw(), deed.now.unix()])?;
    Ok(PaymentId::new(deed.connection().last_insert_rowid()))
}

fn touch_claim(deed: &Deed<'_>, claim: PaymentId) -> Result<()> {
    let order: Option<i64> = deed
        .connection()
        .prepare_cached("SELECT claimed_for FROM payments WHERE id = ?1")?
        .query_row([claim.raw()], |row| row.get(0))?;
    order.map_or(Ok(()), |order| deed.touches(OrderId::new(order)))
}
