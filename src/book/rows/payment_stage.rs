//! Payment stages of a period (rule 63): reads and writes their rows, and the parts that orders have of
//! their bills.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::{OrderId, PeriodId, StageId};
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::payment_stage::{PaymentStage, StageBill, StageSums, fill};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

from_row! {
    STAGE, stage: PaymentStage {
        id: "t.id",
        period: "t.period_id",
        name: "t.name",
        due: "t.due_at",
        billed_at: "t.billed_at",
        rule: "t.rule",
        paid: "t.paid",
        account_id: "t.account_id",
        account: "(SELECT name FROM accounts WHERE id = t.account_id)",
    } from "payment_stages t"
}

/// The stages of a period, in the order they were declared.
pub(in crate::book) fn of_period(
    connection: &Connection,
    period: PeriodId,
) -> Result<Vec<PaymentStage>> {
    let mut select =
        connection.prepare_cached(&format!("{STAGE} WHERE t.period_id = ?1 ORDER BY t.id"))?;
    let rows = select.query_map([period], stage)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The stage of a period with this name in any letter case.
pub(in crate::book) fn named(
    connection: &Connection,
    period: PeriodId,
    name: &str,
) -> Result<Option<PaymentStage>> {
    Ok(connection
        .prepare_cached(&format!("{STAGE} WHERE t.period_id = ?1 AND t.name = ?2"))?
        .query_row(params![period, name], stage)
        .optional()?)
}

/// The stage of a period with this name.
///
/// # Errors
/// [`Refusal::Unknown`].
pub(in crate::book) fn find(
    connection: &Connection,
    period: PeriodId,
    name: &str,
) -> Result<PaymentStage> {
    match named(connection, period, name)? {
        Some(stage) => Ok(stage),
        None => {
            let known = of_period(connection, period)?;
            let names = known.iter().map(|stage| stage.name.as_str());
            Err(Refusal::unknown(Noun::PaymentStage, name, names).into())
        }
    }
}

/// Writes a stage as it is now; without an id of the book it is added. Returns its id.
pub(in crate::book) fn save(deed: &Deed<'_>, stage: &PaymentStage) -> Result<StageId> {
    let connection = deed.connection();
    if stage.id.raw() == 0 {
        connection
            .prepare_cached(
                "INSERT INTO payment_stages (period_id, name, due_at, billed_at, rule, paid, account_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                stage.period,
                stage.name,
                stage.due,
                stage.billed_at,
                stage.rule,
                stage.paid,
                stage.account_id
            ])?;
        return Ok(StageId::new(connection.last_insert_rowid()));
    }
    connection
        .prepare_cached(
            "UPDATE payment_stages SET due_at = ?2, billed_at = ?3, rule = ?4, paid = ?5, account_id = ?6
             WHERE id = ?1 AND (due_at, billed_at, rule, paid, account_id) IS NOT (?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            stage.id,
            stage.due,
            stage.billed_at,
            stage.rule,
            stage.paid,
            stage.account_id
        ])?;
    Ok(stage.id)
}

/// Deletes a stage and what orders were billed of it.
pub(in crate::book) fn delete(deed: &Deed<'_>, id: StageId) -> Result<()> {
    let connection = deed.connection();
    connection
        .prepare_cached("DELETE FROM charges WHERE stage_id = ?1")?
        .execute([id])?;
    connection
        .prepare_cached("DELETE FROM payment_stages WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Declares the stages of a period in its clone, without bills and deadlines (rule 10).
pub(in crate::book) fn clone_all(
    connection: &Connection,
    from: PeriodId,
    to: PeriodId,
) -> Result<()> {
    connection.execute(
        "INSERT INTO payment_stages (period_id, name, rule)
         SELECT ?2, name, '' FROM payment_stages WHERE period_id = ?1 ORDER BY id",
        [from, to],
    )?;
    Ok(())
}

/// What an order was billed of a stage.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    amount: Rupiah,
    code: Rupiah,
}

/// The parts of an order as they stand in one column of its row: `stage is_code amount`, with `;` between.
fn parts_in(text: &str) -> HashMap<StageId, Part> {
    let mut parts: HashMap<StageId, Part> = HashMap::new();
    for charge in text.split(';') {
        let mut words = charge.split(' ');
        let mut number = || words.next().and_then(|word| word.parse::<i64>().ok());
        let (Some(stage), Some(is_code), Some(amount)) = (number(), number(), number()) else {
            continue;
        };
        let part = parts.entry(StageId::new(stage)).or_default();
        if is_code == 1 {
            part.code = Rupiah::new(amount);
        } else {
            part.amount = Rupiah::new(amount);
        }
    }
    parts
}

/// The stages of all periods, read once for many orders.
pub(in crate::book) struct Stages(HashMap<PeriodId, Vec<PaymentStage>>);

/// What the tables say of the stages of an order.
pub(in crate::book) struct OrderStages<'a> {
    /// Its period.
    pub(in crate::book) period: PeriodId,
    /// What stages and their codes add to its bill.
    pub(in crate::book) billed: Rupiah,
    /// Its parts.
    pub(in crate::book) parts: Option<&'a str>,
    /// It counts: stages that wait for their bill are its own too.
    pub(in crate::book) held: bool,
    /// What was paid beyond its goods.
    pub(in crate::book) money: Rupiah,
}

impl Stages {
    pub(in crate::book) fn read(connection: &Connection) -> Result<Self> {
        let mut stages: HashMap<PeriodId, Vec<PaymentStage>> = HashMap::new();
        let mut select = connection.prepare_cached(&format!("{STAGE} ORDER BY t.id"))?;
        for row in select.query_map([], stage)? {
            let stage = row?;
            stages.entry(stage.period).or_default().push(stage);
        }
        Ok(Self(stages))
    }

    /// The stages of an order as they stand, and their sums. A cancelled order has none.
    pub(in crate::book) fn of_order(
        &self,
        order: &OrderStages<'_>,
        now: Moment,
    ) -> Result<(Vec<StageBill>, StageSums), MoneyError> {
        let Some(known) = self.0.get(&order.period) else {
            return Ok(Default::default());
        };
        let parts = order.parts.map(parts_in).unwrap_or_default();
        let mut bills: Vec<StageBill> = known
            .iter()
            .filter_map(|stage| match parts.get(&stage.id) {
                Some(part) => Some(StageBill::unpaid(stage, Some(part.amount), part.code, now)),
                None if stage.billed_at.is_none() && order.held => {
                    Some(StageBill::unpaid(stage, None, Rupiah::ZERO, now))
                }
                None => None,
            })
            .collect();
        fill(&mut bills, order.money)?;
        let sums = StageSums::of(&bills, order.billed)?;
        Ok((bills, sums))
    }
}

/// An order that counts, by what a bill can be divided.
pub(in crate::book) struct Held {
    pub(in crate::book) order: OrderId,
    pub(in crate::book) confirmed_at: Moment,
    pub(in crate::book) units: i64,
    pub(in crate::book) pieces: i64,
    pub(in crate::book) lines: Rupiah,
    /// In grams, those weighed as they were weighed; pieces without a weight add none.
    pub(in crate::book) grams: i64,
}

from_row! {
    HELD, held_order: Held {
        order: "o.id",
        confirmed_at: "o.confirmed_at",
        units: "s.units",
        pieces: "s.pieces",
        lines: "s.lines",
        grams: "(SELECT coalesce(sum(l.qty * coalesce(l.grams, v.grams, 0)), 0) FROM lines l
                JOIN offers f ON f.id = l.offer_id JOIN variants v ON v.id = f.variant_id
                WHERE l.order_id = o.id AND NOT EXISTS (SELECT 1 FROM lines w JOIN offers wf ON wf.id = w.offer_id
                    JOIN variants wv ON wv.id = wf.variant_id WHERE w.id = l.part_of AND wv.grams IS NOT NULL))
            + (SELECT coalesce(sum(weighed - estimated), 0) FROM charges WHERE order_id = o.id AND kind = 'weighing')",
    } from "orders o JOIN order_sums s ON s.order_id = o.id
        WHERE o.period_id = ?1 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
        ORDER BY o.confirmed_at, o.id"
}

/// The orders of a period that count, in the turn of their confirmation.
pub(in crate::book) fn held(connection: &Connection, period: PeriodId) -> Result<Vec<Held>> {
    let mut select = connection.prepare_cached(HELD)?;
    let rows = select.query_map([period], held_order)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Codes of the variants in a period's orders that count whose weight is not known: of a package whose own
/// weight is not, its contents.
pub(in crate::book) fn unweighed(connection: &Connection, period: PeriodId) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT v.code FROM orders o JOIN lines l ON l.order_id = o.id
         JOIN offers f ON f.id = l.offer_id JOIN variants v ON v.id = f.variant_id
         WHERE o.period_id = ?1 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
           AND coalesce(l.grams, v.grams) IS NULL AND NOT l.is_package
           AND NOT EXISTS (SELECT 1 FROM lines w JOIN offers wf ON wf.id = w.offer_id
               JOIN variants wv ON wv.id = wf.variant_id WHERE w.id = l.part_of AND wv.grams IS NOT NULL)
         ORDER BY v.code",
    )?;
    let rows = select.query_map([period], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A part of a stage's bill, and what its order paid beyond its goods.
pub(in crate::book) struct BilledPart {
    pub(in crate::book) order: OrderId,
    pub(in crate::book) stage: StageId,
    pub(in crate::book) amount: Rupiah,
    pub(in crate::book) money: Rupiah,
}

from_row! {
    BILLED, billed_part: BilledPart {
        order: "c.order_id",
        stage: "c.stage_id",
        amount: "c.amount",
        money: "s.paid - (s.total - s.stages)",
    } from "payment_stages t CROSS JOIN charges c ON c.stage_id = t.id AND c.kind = 'stage'
        JOIN order_sums s ON s.order_id = c.order_id
        WHERE t.period_id = ?1 AND s.held"
}

/// The parts of the stages' bills of a period's orders that count.
pub(in crate::book) fn billed(
    connection: &Connection,
    period: PeriodId,
) -> Result<Vec<BilledPart>> {
    let mut select = connection.prepare_cached(BILLED)?;
    let rows = select.query_map([period], billed_part)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The unique codes on open bills of stages of this amount (rule 31).
pub(in crate::book) const CODES: &str = "SELECT x.amount AS code, c.order_id FROM payment_stages t
     CROSS JOIN charges c ON c.stage_id = t.id AND c.amount = ?1 AND c.kind = 'stage'
     CROSS JOIN charges x ON x.order_id = c.order_id AND x.kind = 'unique_code' AND x.stage_id = t.id
     CROSS JOIN order_sums s ON s.order_id = c.order_id
     WHERE s.total <> s.paid AND NOT s.cancelled";

/// Bills with stages of which nothing was paid: their order, what they come to without codes, and all
/// their codes together (rule 31).
pub(in crate::book) const TOGETHER: &str = "SELECT DISTINCT s.order_id, s.total - s.code, s.code
     FROM payment_stages t CROSS JOIN charges c ON c.stage_id = t.id AND c.kind = 'stage'
     CROSS JOIN order_sums s ON s.order_id = c.order_id
     WHERE s.paid = 0 AND s.code > 0 AND NOT s.cancelled";
