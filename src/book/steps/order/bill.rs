//! Charges of a bill, and the bounds of its total.

use rusqlite::{OptionalExtension, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::id::{ClaimId, DestinationId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::domain::refusal::Refusal;

/// Adds, changes or removes the charge of one kind without label and destination.
pub(in crate::book) fn set_charge(
    deed: &Deed<'_>,
    order: OrderId,
    kind: ChargeKind,
    amount: Rupiah,
) -> Result<()> {
    set_named(deed, order, (kind, "", None), amount)
}

/// Adds, changes or removes the charge of one kind, label and destination (rule 23).
pub(in crate::book) fn set_named(
    deed: &Deed<'_>,
    order: OrderId,
    (kind, label, destination): (ChargeKind, &str, Option<DestinationId>),
    amount: Rupiah,
) -> Result<()> {
    let connection = deed.connection();
    let kept: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM charges WHERE order_id = ?1 AND kind = ?2 AND label = ?3
             AND destination_id IS ?4 AND bonus_id IS NULL AND stage_id IS NULL AND claim_id IS NULL",
        )?
        .query_row(params![order, kind, label, destination], |row| row.get(0))
        .optional()?;
    if let Some(id) = kept {
        return set_amount(deed, id, amount);
    }
    if kind == ChargeKind::Shipping && amount != Rupiah::ZERO {
        // What is on the bill is billed (rule 72).
        connection
            .prepare_cached(
                "UPDATE orders SET shipping = 'billed' WHERE id = ?1 AND shipping <> 'billed'",
            )?
            .execute([order])?;
    }
    if amount != Rupiah::ZERO {
        connection
            .prepare_cached(
                "INSERT INTO charges (order_id, kind, amount, label, at, destination_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![order, kind, amount, label, deed.now, destination])?;
    }
    Ok(())
}

/// Adds what a claim changes of a bill (rule 83), signed.
pub(in crate::book) fn add_of_claim(
    deed: &Deed<'_>,
    order: OrderId,
    claim: ClaimId,
    (kind, label): (ChargeKind, &str),
    amount: Rupiah,
) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO charges (order_id, kind, amount, label, at, claim_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            order,
            kind,
            amount.bounded()?,
            label,
            deed.now,
            claim
        ])?;
    Ok(())
}

/// Changes the amount of a charge; zero deletes it.
pub(in crate::book) fn set_amount(deed: &Deed<'_>, charge: i64, amount: Rupiah) -> Result<()> {
    let connection = deed.connection();
    if amount == Rupiah::ZERO {
        connection
            .prepare_cached("DELETE FROM charges WHERE id = ?1")?
            .execute([charge])?;
    } else {
        connection
            .prepare_cached("UPDATE charges SET amount = ?2 WHERE id = ?1 AND amount <> ?2")?
            .execute(params![charge, amount])?;
    }
    Ok(())
}

/// Refuses a bill below zero (rule 24) or beyond one amount (rule 22).
pub(in crate::book) fn check_bill(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let connection = deed.connection();
    let (code, lines, charges, stages): (String, Rupiah, Rupiah, Rupiah) = connection
        .prepare_cached(
            "SELECT o.code, s.lines, s.charges + s.fee - s.stages, s.stages FROM order_sums s
             JOIN orders o ON o.id = s.order_id WHERE s.order_id = ?1",
        )?
        .query_row([id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    let lowering: Rupiah = connection
        .prepare_cached(
            "SELECT coalesce(sum(amount), 0) FROM charges WHERE order_id = ?1 AND amount < 0",
        )?
        .query_row([id], |row| row.get(0))?;
    // A discount lowers no stage (rule 63).
    check_total(&code, lines, charges, lowering)?;
    lines.plus(charges)?.plus(stages)?.bounded()?;
    Ok(())
}

/// Like [`check_bill`], for given sums of lines, charges and lowering charges.
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
