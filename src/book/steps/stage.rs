//! Bills a payment stage: divides it over orders, and writes their parts with unique codes of their own
//! (rules 31, 63, 75).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use super::order::bill::{check_bill, set_amount};
use super::order::codes::taken;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::order::Context;
use crate::book::rows::payment_stage::{TOGETHER, held, unweighed};
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
            let context = Context::read(connection, deed.now)?;
            for id in named.keys() {
                let row = context.one(connection, *id)?;
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
    let context = Context::read(deed.connection(), deed.now)?;
    // Codes of bills that change are drawn anew, after all of them are free.
    let mut uncoded = Vec::new();
    for (id, amount) in parts {
        amount.bounded()?;
        let row = context.one(deed.connection(), *id)?;
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
            let kind = ChargeKind::UniqueCode;
            let code = charge(deed, *id, stage.id, kind)?;
            set(deed, *id, stage.id, kind, code, Rupiah::ZERO)?;
            uncoded.extend((*amount > Rupiah::ZERO).then_some((*id, *amount)));
        }
        if row.status == OrderStatus::Active {
            check_bill(deed, *id)?;
        }
    }
    if deed.shop()?.unique_codes && !uncoded.is_empty() {
        draw(deed, stage.id, &uncoded)?;
    }
    Ok(())
}

/// Draws the codes of parts that have none: apart from all others of their amount, and, where nothing of
/// an order was paid, so that all its codes together are apart too, as it may be paid in one transfer
/// (rule 31). Where all codes are taken a part goes without.
fn draw(deed: &Deed<'_>, stage: StageId, parts: &[(OrderId, Rupiah)]) -> Result<()> {
    let connection = deed.connection();
    let mut codes = Taken::read(connection, parts)?;
    for (id, amount) in parts {
        let (whole, other, paid): (Rupiah, i64, Rupiah) = connection
            .prepare_cached("SELECT total - code, code, paid FROM order_sums WHERE order_id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut taken = codes.of(connection, *amount)?.clone();
        let unpaid = paid == Rupiah::ZERO;
        if unpaid {
            let together = codes.of(connection, whole)?.iter();
            taken.extend(together.map(|code| code - other));
        }
        let free = smallest_free(taken.range(1..).copied());
        if let Some(code) = free {
            codes.add(*amount, code);
            if unpaid {
                codes.add(whole, code + other);
            }
            let code = Rupiah::new(code);
            set(deed, *id, stage, ChargeKind::UniqueCode, None, code)?;
        }
    }
    Ok(())
}

/// The codes that are taken by the amount they ride on, read once for many parts.
struct Taken {
    known: HashMap<Rupiah, BTreeSet<i64>>,
    /// What the codes of each unpaid bill with stages come to together, by what it comes to without them.
    together: HashMap<Rupiah, BTreeSet<i64>>,
}

impl Taken {
    /// Reads them without the bills of these parts, which are still to get a code.
    fn read(connection: &Connection, parts: &[(OrderId, Rupiah)]) -> Result<Self> {
        let uncoded: BTreeSet<OrderId> = parts.iter().map(|(order, _)| *order).collect();
        let mut together: HashMap<Rupiah, BTreeSet<i64>> = HashMap::new();
        let mut select = connection.prepare_cached(TOGETHER)?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for row in rows {
            let (order, whole, codes) = row?;
            if !uncoded.contains(&order) {
                together.entry(whole).or_default().insert(codes);
            }
        }
        Ok(Self {
            known: HashMap::new(),
            together,
        })
    }

    /// Those of an amount.
    fn of(&mut self, connection: &Connection, amount: Rupiah) -> Result<&BTreeSet<i64>> {
        Ok(match self.known.entry(amount) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut codes: BTreeSet<i64> =
                    taken(connection, amount, None)?.into_iter().collect();
                codes.extend(self.together.remove(&amount).unwrap_or_default());
                new.insert(codes)
            }
        })
    }

    fn add(&mut self, amount: Rupiah, code: i64) {
        self.known.entry(amount).or_default().insert(code);
    }
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
