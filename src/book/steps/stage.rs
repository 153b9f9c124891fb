//! Bills a payment stage: divides it over orders, and writes their parts with unique codes of their own
//! (rules 31, 63, 75).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{OptionalExtension, params};

use super::order::bill::{check_bill, set_amount};
use super::order::codes::taken;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::order;
use crate::book::rows::payment_stage::{held, unweighed};
use crate::domain::id::{OrderId, StageId};
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, OrderStatus};
use crate::domain::payment_stage::{PaymentStage, StageBilling};
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::sharing::{ShareBy, divide};
use crate::domain::unique_code::smallest_free;

/// What each order pays of a stage that is billed this way; those that are not named keep their part.
pub(in crate::book) fn parts(
    deed: &Deed<'_>,
    period: &Period,
    stage: &PaymentStage,
    billing: &StageBilling,
) -> Result<Vec<(OrderId, Rupiah)>> {
    let connection = deed.connection();
    let mut parts = match billing {
        StageBilling::Orders(parts) => {
            // An order that is named twice has the last part.
            let named: BTreeMap<OrderId, Rupiah> = parts.iter().copied().collect();
            for id in named.keys() {
                let row = order::row(connection, *id, deed.now)?;
                if row.period != period.id || row.status != OrderStatus::Active {
                    return Err(Refusal::StageOrder {
                        order: row.code,
                        period: period.code.to_string(),
                    }
                    .into());
                }
            }
            return Ok(named.into_iter().collect());
        }
        StageBilling::PerUnit(each) => held(connection, period.id)?
            .into_iter()
            .map(|held| Ok((held.order, each.times(held.units)?)))
            .collect::<Result<Vec<_>>>()?,
        StageBilling::Share { by, amount, step } => {
            if *by == ShareBy::Weight {
                let codes = unweighed(connection, period.id)?;
                if !codes.is_empty() {
                    let codes = codes.join(", ");
                    return Err(Refusal::WeightMissing { codes }.into());
                }
            }
            let held = held(connection, period.id)?;
            let weights: Vec<i64> = held
                .iter()
                .map(|held| match by {
                    ShareBy::Pieces => held.pieces,
                    ShareBy::Weight => held.grams.max(0),
                    ShareBy::Value => held.lines.raw(),
                    ShareBy::Equal => 1,
                })
                .collect();
            let Some(parts) = divide(*amount, &weights, *step) else {
                let period = period.code.to_string();
                return Err(Refusal::NothingToShareBy { period, by: *by }.into());
            };
            held.iter().map(|held| held.order).zip(parts).collect()
        }
    };
    // Who was billed before and counts no more has no part in the new bill.
    let named: BTreeSet<OrderId> = parts.iter().map(|(order, _)| *order).collect();
    let before: Vec<OrderId> = connection
        .prepare_cached("SELECT order_id FROM charges WHERE stage_id = ?1 AND kind = 'stage'")?
        .query_map([stage.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let gone = before.into_iter().filter(|order| !named.contains(order));
    parts.extend(gone.map(|order| (order, Rupiah::ZERO)));
    Ok(parts)
}

/// Writes the parts of a stage's bill. A part is never less than what its customer paid of it.
pub(in crate::book) fn write(
    deed: &Deed<'_>,
    stage: &PaymentStage,
    parts: &[(OrderId, Rupiah)],
) -> Result<()> {
    let codes = deed.shop()?.unique_codes;
    // Codes of bills that change are drawn anew, after all of them are free.
    let mut uncoded = Vec::new();
    for (id, amount) in parts {
        amount.bounded()?;
        let row = order::row(deed.connection(), *id, deed.now)?;
        let mut known = row.stages.iter().filter(|bill| bill.stage == stage.id);
        let paid = known.next().map_or(Rupiah::ZERO, |bill| bill.paid);
        if row.status == OrderStatus::Active && *amount < paid {
            return Err(Refusal::StagePartPaid {
                order: row.code,
                stage: stage.name.clone(),
                paid,
            }
            .into());
        }
        let before = charge(deed, *id, stage.id, ChargeKind::Stage)?;
        if before.map_or(Rupiah::ZERO, |(_, amount)| amount) == *amount {
            continue;
        }
        deed.touches(*id)?;
        set(deed, *id, stage.id, ChargeKind::Stage, before, *amount)?;
        // Once money has come in for it, the code has done its work and stays.
        if paid == Rupiah::ZERO || *amount == Rupiah::ZERO {
            let code = charge(deed, *id, stage.id, ChargeKind::UniqueCode)?;
            set(
                deed,
                *id,
                stage.id,
                ChargeKind::UniqueCode,
                code,
                Rupiah::ZERO,
            )?;
            uncoded.push((*id, *amount));
        }
        if row.status == OrderStatus::Active {
            check_bill(deed, *id)?;
        }
    }
    if !codes {
        return Ok(());
    }
    let mut used: HashMap<Rupiah, BTreeSet<i64>> = HashMap::new();
    for (id, amount) in uncoded {
        if amount == Rupiah::ZERO {
            continue;
        }
        let taken = match used.entry(amount) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let codes = taken(deed.connection(), amount, None)?;
                new.insert(codes.into_iter().collect())
            }
        };
        // Where all codes are taken the bill goes without.
        if let Some(code) = smallest_free(taken.iter().copied()) {
            taken.insert(code);
            let code = Rupiah::new(code);
            set(deed, id, stage.id, ChargeKind::UniqueCode, None, code)?;
        }
    }
    Ok(())
}

/// The id and amount of an order's charge of a stage.
fn charge(
    deed: &Deed<'_>,
    order: OrderId,
    stage: StageId,
    kind: ChargeKind,
) -> Result<Option<(i64, Rupiah)>> {
    Ok(deed
        .connection()
        .prepare_cached(
            "SELECT id, amount FROM charges WHERE order_id = ?1 AND kind = ?2 AND label = '' AND stage_id = ?3",
        )?
        .query_row(params![order, kind, stage], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Adds, changes or removes an order's charge of a stage.
fn set(
    deed: &Deed<'_>,
    order: OrderId,
    stage: StageId,
    kind: ChargeKind,
    kept: Option<(i64, Rupiah)>,
    amount: Rupiah,
) -> Result<()> {
    match kept {
        Some((id, _)) => set_amount(deed, id, amount),
        None if amount == Rupiah::ZERO => Ok(()),
        None => {
            deed.connection()
                .prepare_cached(
                    "INSERT INTO charges (order_id, kind, amount, label, at, stage_id)
                     VALUES (?1, ?2, ?3, '', ?4, ?5)",
                )?
                .execute(params![order, kind, amount, deed.now, stage])?;
            Ok(())
        }
    }
}
