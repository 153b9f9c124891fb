//! Bonuses of a period (rule 14): reserved when an order is confirmed, free again when it is
//! cancelled.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::catalog::price_of;
use super::deed::Deed;
use super::error::Result;
use super::order::check_bill;
use super::{Book, period, tally, text};
use crate::domain::bonus::{Bonus, capped};
use crate::domain::id::{BonusId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Most orders a bonus is for.
const MOST_ORDERS: i64 = 1_000_000_000;

/// What to change of a bonus; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BonusChange {
    /// Orders it is for; a new bonus needs a number.
    pub orders: Option<BonusFor>,
    /// What it takes off a bill, in rupiah; zero for a gift. Orders that have it keep theirs.
    pub discount: Option<Rupiah>,
    /// Takes it out of use. Who was given it keeps it.
    pub archived: bool,
}

/// Which orders a bonus is for: 1–1.000.000.000 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusFor {
    /// The first of the period; those that were confirmed before get it at once, oldest first.
    First(i64),
    /// The next, from now on.
    Next(i64),
}

impl Book {
    /// Gives a period a bonus, or changes the one of that label.
    ///
    /// # Errors
    /// A bonus without a number of orders, one to take away that is not there, a value out of its
    /// bounds, or the file.
    pub fn set_bonus(
        &mut self,
        period: PeriodId,
        label: &str,
        edit: &BonusChange,
        now: Moment,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = period::by_id(connection, period)?;
            period::not_over(&period, now)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            let label = text::name("field-bonus", label)?;
            let key = if edit.archived {
                archive(deed, period.id, &label)?;
                "did-archive-bonus"
            } else {
                let id = set(deed, period.id, &label, edit)?;
                if by_id(connection, id)?.counted_from.is_none() {
                    give_to_all(deed, period.id, id)?;
                }
                "did-set-bonus"
            };
            Ok(((), period::did(key, &period).text("label", label)))
        })
    }

    /// The bonuses of a period that are in use, in the order they were added.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn bonuses(&self, period: PeriodId) -> Result<Vec<Bonus>> {
        of_period(&self.connection, period)
    }
}

const BONUS: &str =
    "SELECT b.id, b.label, b.first_n, b.discount, b.counted_from, b.given_before, s.orders
     FROM bonuses b JOIN bonus_sums s ON s.bonus_id = b.id";

fn bonus(row: &Row<'_>) -> rusqlite::Result<Bonus> {
    Ok(Bonus {
        id: BonusId::new(row.get(0)?),
        label: row.get(1)?,
        first: row.get(2)?,
        discount: Rupiah::new(row.get(3)?),
        counted_from: row.get::<_, Option<i64>>(4)?.map(Moment::from_unix),
        given_before: row.get(5)?,
        used: row.get(6)?,
    })
}

fn of_period(connection: &Connection, period: PeriodId) -> Result<Vec<Bonus>> {
    let mut select = connection.prepare_cached(&format!(
        "{BONUS} WHERE b.period_id = ?1 AND b.archived_at IS NULL ORDER BY b.id"
    ))?;
    let rows = select.query_map([period.raw()], bonus)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn by_id(connection: &Connection, id: BonusId) -> Result<Bonus> {
    Ok(connection
        .prepare_cached(&format!("{BONUS} WHERE b.id = ?1"))?
        .query_row([id.raw()], bonus)?)
}

/// What a confirmed order is given (rule 14): every bonus of its period that has one left.
pub(super) fn give(deed: &Deed<'_>, period: PeriodId, order: OrderId) -> Result<()> {
    for bonus in of_period(deed.connection(), period)? {
        give_one(deed, bonus.id, order)?;
    }
    Ok(())
}

/// Gives a bonus to the orders that are there already, first confirmed first.
fn give_to_all(deed: &Deed<'_>, period: PeriodId, id: BonusId) -> Result<()> {
    let connection = deed.connection();
    let orders: Vec<OrderId> = connection
        .prepare_cached(
            "SELECT id FROM orders WHERE period_id = ?1 AND confirmed_at IS NOT NULL AND cancelled_at IS NULL
             ORDER BY confirmed_at, id",
        )?
        .query_map([period.raw()], |row| row.get(0).map(OrderId::new))?
        .collect::<rusqlite::Result<_>>()?;
    for order in orders {
        if by_id(connection, id)?.left() == 0 {
            break;
        }
        give_one(deed, id, order)?;
    }
    Ok(())
}

/// What an order from a table is given: gifts as any order. Its bill is what the table says, so a
/// discount is left to others.
pub(super) fn give_gifts(deed: &Deed<'_>, period: PeriodId, order: OrderId) -> Result<()> {
    for bonus in of_period(deed.connection(), period)? {
        if bonus.discount == Rupiah::ZERO {
            give_one(deed, bonus.id, order)?;
        }
    }
    Ok(())
}

/// Gives an order a bonus when there is one left for it and it has none.
fn give_one(deed: &Deed<'_>, id: BonusId, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let bonus = by_id(connection, id)?;
    let confirmed_at: i64 = connection
        .prepare_cached("SELECT confirmed_at FROM orders WHERE id = ?1")?
        .query_row([order.raw()], |row| row.get(0))?;
    let has = connection
        .prepare_cached("SELECT 1 FROM order_bonuses WHERE order_id = ?1 AND bonus_id = ?2")?
        .exists([order.raw(), id.raw()])?;
    if has || !bonus.is_for(Moment::from_unix(confirmed_at)) {
        return Ok(());
    }
    deed.touches(order)?;
    connection
        .prepare_cached(
            "INSERT INTO order_bonuses (order_id, bonus_id, label) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![order.raw(), id.raw(), bonus.label])?;
    let off = bonus.off(total_of(connection, order)?);
    if off > Rupiah::ZERO {
        connection
            .prepare_cached(
                "INSERT INTO charges (order_id, kind, amount, bonus_id) VALUES (?1, 'discount', ?2, ?3)",
            )?
            .execute([order.raw(), off.negated().raw(), id.raw()])?;
    }
    Ok(())
}

/// Takes back of the discounts of bonuses what would bring an order's bill below zero (rule 24).
pub(super) fn cap(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let total = total_of(connection, order)?;
    if total >= Rupiah::ZERO {
        return Ok(());
    }
    let discounts: Vec<(i64, i64)> = connection
        .prepare_cached(
            "SELECT id, amount FROM charges WHERE order_id = ?1 AND bonus_id IS NOT NULL ORDER BY id",
        )?
        .query_map([order.raw()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let amounts: Vec<Rupiah> = discounts.iter().map(|(_, sum)| Rupiah::new(*sum)).collect();
    for ((id, before), after) in discounts.iter().zip(capped(&amounts, total)?) {
        if after == Rupiah::ZERO {
            connection
                .prepare_cached("DELETE FROM charges WHERE id = ?1")?
                .execute([id])?;
        } else if after.raw() != *before {
            connection
                .prepare_cached("UPDATE charges SET amount = ?2 WHERE id = ?1")?
                .execute([*id, after.raw()])?;
        }
    }
    check_bill(deed, order)
}

/// What an order that is in force comes to.
fn total_of(connection: &Connection, order: OrderId) -> Result<Rupiah> {
    let (lines, charges) = connection
        .prepare_cached("SELECT lines, charges FROM order_sums WHERE order_id = ?1")?
        .query_row([order.raw()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Rupiah::new(lines).plus(Rupiah::new(charges))?)
}

/// Copies the bonuses of a period, each for as many orders as it was said to be for; who was given
/// one is never copied (rule 10).
pub(super) fn clone_all(connection: &Connection, from: PeriodId, to: PeriodId) -> Result<()> {
    connection.execute(
        "INSERT INTO bonuses (period_id, label, first_n, discount)
         SELECT ?2, label, first_n - given_before, discount FROM bonuses
         WHERE period_id = ?1 AND archived_at IS NULL ORDER BY id",
        [from.raw(), to.raw()],
    )?;
    Ok(())
}

/// The bonus of this label, in use or not.
fn find(connection: &Connection, period: PeriodId, label: &str) -> Result<Option<Bonus>> {
    Ok(connection
        .prepare_cached(&format!("{BONUS} WHERE b.period_id = ?1 AND b.label = ?2"))?
        .query_row(params![period.raw(), label], bonus)
        .optional()?)
}

fn set(deed: &Deed<'_>, period: PeriodId, label: &str, edit: &BonusChange) -> Result<BonusId> {
    let connection = deed.connection();
    let kept = find(connection, period, label)?;
    let used = kept.as_ref().map_or(0, |bonus| bonus.used);
    let (first, counted_from, given_before) = match (edit.orders, &kept) {
        (Some(BonusFor::First(orders)), _) => (in_bounds(orders)?, None, 0),
        (Some(BonusFor::Next(orders)), _) => (
            in_bounds(in_bounds(orders)?.saturating_add(used))?,
            Some(deed.now.unix()),
            used,
        ),
        (None, Some(kept)) => (
            kept.first,
            kept.counted_from.map(Moment::unix),
            kept.given_before,
        ),
        (None, None) => {
            let field = "field-first-orders";
            return Err(Refusal::Missing { field }.into());
        }
    };
    let discount = edit.discount.or(kept.as_ref().map(|bonus| bonus.discount));
    let discount = price_of(discount.unwrap_or_default())?.raw();
    match kept {
        Some(kept) => {
            connection
                .prepare_cached(
                    "UPDATE bonuses SET label = ?2, first_n = ?3, discount = ?4, counted_from = ?5,
                     given_before = ?6, archived_at = NULL WHERE id = ?1
                     AND (label COLLATE BINARY, first_n, discount, counted_from, given_before, archived_at)
                     IS NOT (?2, ?3, ?4, ?5, ?6, NULL)",
                )?
                .execute(params![
                    kept.id.raw(),
                    label,
                    first,
                    discount,
                    counted_from,
                    given_before
                ])?;
            Ok(kept.id)
        }
        None => {
            connection
                .prepare_cached(
                    "INSERT INTO bonuses (period_id, label, first_n, discount, counted_from, given_before)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    period.raw(),
                    label,
                    first,
                    discount,
                    counted_from,
                    given_before
                ])?;
            Ok(BonusId::new(connection.last_insert_rowid()))
        }
    }
}

fn in_bounds(orders: i64) -> Result<i64> {
    if (1..=MOST_ORDERS).contains(&orders) {
        return Ok(orders);
    }
    Err(Refusal::OutOfRange {
        field: "field-first-orders",
        least: 1,
        most: MOST_ORDERS,
    }
    .into())
}

fn archive(deed: &Deed<'_>, period: PeriodId, label: &str) -> Result<()> {
    let ended = deed
        .connection()
        .prepare_cached(
            "UPDATE bonuses SET archived_at = ?3
             WHERE period_id = ?1 AND label = ?2 AND archived_at IS NULL",
        )?
        .execute(params![period.raw(), label, deed.now.unix()])?;
    if ended == 0 {
        let known = of_period(deed.connection(), period)?;
        let labels = known.iter().map(|bonus| bonus.label.as_str());
        return Err(Refusal::unknown(Noun::Bonus, label, labels).into());
    }
    Ok(())
}
