//! Writes payments and their allocations to orders (rules 26, 28).

use rusqlite::{Connection, OptionalExtension, params};

use super::order::confirm;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::book::rows::{order, order_full, text};
use crate::domain::agreed::Wearer;
use crate::domain::id::{AccountId, CustomerId, OrderId, PaymentId};
use crate::domain::money::Rupiah;
use crate::domain::moving::MetBill;
use crate::domain::order::OrderRow;
use crate::domain::payment::{Allocation, Method, settled_and_met};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;
use crate::domain::when::Moment;

/// Money that came in or went out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Movement {
    /// Amount in rupiah, more than zero.
    pub amount: Rupiah,
    /// Payment method.
    pub method: Method,
    /// Account it went through.
    pub account: Option<AccountId>,
    /// When it moved; the moment of the deed when absent.
    pub at: Option<Moment>,
    /// Name on the transfer.
    pub payer: String,
    /// Reference on the statement.
    pub reference: String,
    /// Whether it is a refund to the customer (rule 32).
    pub refund: bool,
    /// Whether it is only claimed: the customer says it was sent, but it has not arrived (rule 29).
    pub claimed: bool,
    /// For whose lines of the order it is; empty for all (rule 74).
    pub for_whom: String,
}

impl Movement {
    /// An amount of this movement with its sign in the ledger: what is refunded goes out.
    pub(in crate::book) fn signed(&self, amount: Rupiah) -> Rupiah {
        if self.refund {
            amount.negated()
        } else {
            amount
        }
    }
}

/// Refuses an amount that is not more than zero, or too large for one amount (rule 22).
pub(in crate::book) fn positive(amount: Rupiah) -> Result<Rupiah> {
    if amount <= Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-amount",
        }
        .into());
    }
    Ok(amount.bounded()?)
}

/// Refuses a refund of more than was paid (rule 32) or of a cancelled order's fee.
pub(in crate::book) fn check_refund(row: &OrderRow, amount: Rupiah) -> Result<()> {
    let bill = &row.bill;
    let most = bill.returnable()?;
    if amount > bill.paid {
        return Err(Refusal::RefundTooLarge { paid: bill.paid }.into());
    }
    if amount > most {
        return Err(Refusal::RefundKept {
            order: row.code.clone(),
            kept: bill.total,
            most: most.max(Rupiah::ZERO),
        }
        .into());
    }
    Ok(())
}

/// Adds a movement to the ledger.
pub(in crate::book) fn insert(
    deed: &Deed<'_>,
    customer: CustomerId,
    movement: &Movement,
    claimed_for: Option<OrderId>,
) -> Result<PaymentId> {
    let amount = positive(movement.amount)?;
    deed.connection()
        .prepare_cached(
            "INSERT INTO payments (customer_id, at, amount, method, account_id, payer, reference, refund, claimed_for)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            customer,
            movement.at.unwrap_or(deed.now),
            movement.signed(amount),
            movement.method,
            movement.account,
            text::line("field-payer", &movement.payer)?,
            text::line("field-reference", &movement.reference)?,
            movement.refund,
            claimed_for])?;
    Ok(PaymentId::new(deed.connection().last_insert_rowid()))
}

/// Records a movement with all of it on one order.
pub(in crate::book) fn pay_order(
    deed: &Deed<'_>,
    order: OrderId,
    movement: &Movement,
) -> Result<PaymentId> {
    let row = order::row(deed.connection(), order, deed.now)?;
    deed.touches(order)?;
    if movement.refund {
        check_refund(&row, positive(movement.amount)?)?;
    }
    if movement.claimed && !movement.refund {
        return insert(deed, row.customer, movement, Some(order));
    }
    let id = insert(deed, row.customer, movement, None)?;
    let for_whom = match movement.for_whom.as_str() {
        "" => String::new(),
        name => wearer(deed.connection(), order, name, deed.now)?.name,
    };
    let amount = movement.signed(movement.amount);
    allocate_for(deed, id, order, amount, MetBill::default(), &for_whom)?;
    if !movement.refund {
        claim_arrived(deed, order, movement.amount)?;
    }
    Ok(id)
}

/// Allocates a part of a payment to an order, and records whether that settled its bill or met its
/// down payment (rule 70).
pub(in crate::book) fn allocate(
    deed: &Deed<'_>,
    payment: PaymentId,
    id: OrderId,
    amount: Rupiah,
) -> Result<()> {
    allocate_as(deed, payment, id, amount, MetBill::default())
}

/// The one of those an order is for who goes by this name.
pub(in crate::book) fn wearer(
    connection: &Connection,
    order: OrderId,
    name: &str,
    now: Moment,
) -> Result<Wearer> {
    let order = order_full::order(connection, order, now)?;
    let sought = fold(name);
    let mut wearers = order.wearers;
    match wearers.iter().position(|known| fold(&known.name) == sought) {
        Some(at) => Ok(wearers.swap_remove(at)),
        None => {
            let names = wearers.iter().map(|known| known.name.as_str());
            Err(Refusal::unknown(Noun::Wearer, name, names).into())
        }
    }
}

/// For whom money of a payment was that leaves an order, or reaches one with lines for the same (rule
/// 74).
fn for_whom(connection: &Connection, payment: PaymentId, order: OrderId) -> Result<String> {
    Ok(connection
        .prepare_cached(
            "SELECT a.for_whom FROM allocations a
             WHERE a.payment_id IN (?1, (SELECT reverses FROM payments WHERE id = ?1)) AND a.for_whom <> ''
               AND (a.order_id = ?2 OR EXISTS (SELECT 1 FROM lines l WHERE l.order_id = ?2
                    AND l.for_whom = a.for_whom COLLATE NOCASE))
             ORDER BY a.order_id = ?2 DESC, a.id LIMIT 1",
        )?
        .query_row(params![payment, order], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Allocates as [`allocate`] does, to a bill as it was before the money was moved (rule 45).
pub(in crate::book) fn allocate_as(
    deed: &Deed<'_>,
    payment: PaymentId,
    id: OrderId,
    amount: Rupiah,
    meets: MetBill,
) -> Result<()> {
    let for_whom = for_whom(deed.connection(), payment, id)?;
    allocate_for(deed, payment, id, amount, meets, &for_whom)
}

fn allocate_for(
    deed: &Deed<'_>,
    payment: PaymentId,
    id: OrderId,
    amount: Rupiah,
    meets: MetBill,
    for_whom: &str,
) -> Result<()> {
    let connection = deed.connection();
    deed.touches(id)?;
    let bill = order::row(connection, id, deed.now)?.bill;
    let total = meets.total.unwrap_or(bill.total);
    let asked = meets.down_payment.unwrap_or(bill.down_payment_asked());
    let mut parts: Vec<Allocation> = connection
        .prepare_cached(ALLOCATION)?
        .query_map([id], allocation)?
        .collect::<rusqlite::Result<_>>()?;
    let reversal: bool = connection
        .prepare_cached("SELECT reverses IS NOT NULL FROM payments WHERE id = ?1")?
        .query_row([payment], |row| row.get(0))?;
    parts.push(Allocation {
        amount,
        bill_total: total,
        bill_down_payment: asked,
        voided: reversal,
    });
    let (settled, down_payment) = settled_and_met(&parts)?;
    connection
        .prepare_cached(
            "INSERT INTO allocations (payment_id, order_id, amount, bill_total, bill_down_payment,
             settled_change, down_payment_change, for_whom) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            payment,
            id,
            amount.bounded()?,
            total,
            asked,
            i64::from(settled) - i64::from(bill.was_settled),
            down_payment.minus(bill.down_payment_met.unwrap_or_default())?,
            for_whom
        ])?;
    // "No DP no keep": the down payment confirms the order (rule 62).
    if amount > Rupiah::ZERO {
        confirm::confirm_if_paid(deed, id)?;
    }
    Ok(())
}

from_row! {
    /// The allocations to the order `?1`, oldest first.
    ALLOCATION, allocation: Allocation {
        amount: "a.amount",
        bill_total: "a.bill_total",
        bill_down_payment: "a.bill_down_payment",
        voided: "p.reverses IS NOT NULL OR EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)",
    } from "allocations a JOIN payments p ON p.id = a.payment_id WHERE a.order_id = ?1 ORDER BY a.id"
}

/// Reverses the claim of this amount on an order, since the money has arrived (rule 29).
pub(in crate::book) fn claim_arrived(
    deed: &Deed<'_>,
    order: OrderId,
    amount: Rupiah,
) -> Result<()> {
    let claim: Option<PaymentId> = deed
        .connection()
        .prepare_cached(
            "SELECT p.id FROM payments p WHERE p.claimed_for = ?1 AND p.amount = ?2 AND p.reverses IS NULL
             AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id) ORDER BY p.id LIMIT 1",
        )?
        .query_row(params![order, amount], |row| row.get(0))
        .optional()?;
    let Some(claim) = claim else { return Ok(()) };
    reverse(deed, claim)?;
    Ok(())
}

/// Adds the reversal of a payment to the ledger. The caller reverses its allocations.
pub(in crate::book) fn reverse(deed: &Deed<'_>, id: PaymentId) -> Result<PaymentId> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO payments (customer_id, at, amount, method, account_id, payer, reference, refund, claimed_for, reverses)
             SELECT customer_id, ?2, -amount, method, account_id, payer, reference, refund, claimed_for, id
             FROM payments WHERE id = ?1",
        )?
        .execute(params![id, deed.now])?;
    Ok(PaymentId::new(deed.connection().last_insert_rowid()))
}
