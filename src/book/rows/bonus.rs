//! Bonuses of a period: reads and writes their rows (rule 14).

use rusqlite::{Connection, OptionalExtension, params};

use super::number;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::bonus::Bonus;
use crate::domain::id::{BonusId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::refusal::{Noun, Refusal};

/// Most orders a bonus is for.
pub(in crate::book) const MOST_ORDERS: i64 = 1_000_000_000;

/// Changes to a bonus; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BonusChange {
    /// Orders it is for; a new bonus needs a number.
    pub orders: Option<BonusFor>,
    /// What it takes off a bill, in rupiah; zero for a gift. Orders that have it keep theirs.
    pub discount: Option<Rupiah>,
    /// Archives it. Orders that have it keep it.
    pub archived: bool,
}

/// Which orders a bonus is for: 1–1.000.000.000 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusFor {
    /// The first orders of the period; orders confirmed already get it at once, oldest first.
    First(i64),
    /// The next orders from now on.
    Next(i64),
}

from_row! {
    BONUS, bonus: Bonus {
        id: "b.id",
        label: "b.label",
        first: "b.first_n",
        discount: "b.discount",
        counted_from: "b.counted_from",
        given_before: "b.given_before",
        used: "s.orders",
    } from "bonuses b JOIN bonus_sums s ON s.bonus_id = b.id"
}

pub(in crate::book) fn of_period(connection: &Connection, period: PeriodId) -> Result<Vec<Bonus>> {
    let mut select = connection.prepare_cached(&format!(
        "{BONUS} WHERE b.period_id = ?1 AND b.archived_at IS NULL ORDER BY b.id"
    ))?;
    let rows = select.query_map([period], bonus)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The bonus with this id.
pub(in crate::book) fn by_id(connection: &Connection, id: BonusId) -> Result<Bonus> {
    Ok(connection
        .prepare_cached(&format!("{BONUS} WHERE b.id = ?1"))?
        .query_row([id], bonus)?)
}

/// The total of an active order's bill, in rupiah.
pub(in crate::book) fn total_of(connection: &Connection, order: OrderId) -> Result<Rupiah> {
    let (lines, charges): (Rupiah, Rupiah) = connection
        .prepare_cached("SELECT lines, charges FROM order_sums WHERE order_id = ?1")?
        .query_row([order], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(lines.plus(charges)?)
}

/// Copies the bonuses of a period to its clone, each for its original number of orders; the orders
/// that got one are not copied (rule 10).
pub(in crate::book) fn clone_all(
    connection: &Connection,
    from: PeriodId,
    to: PeriodId,
) -> Result<()> {
    connection.execute(
        "INSERT INTO bonuses (period_id, label, first_n, discount)
         SELECT ?2, label, first_n - given_before, discount FROM bonuses
         WHERE period_id = ?1 AND archived_at IS NULL ORDER BY id",
        [from, to],
    )?;
    Ok(())
}

/// The bonus with this label, archived or not.
fn find(connection: &Connection, period: PeriodId, label: &str) -> Result<Option<Bonus>> {
    Ok(connection
        .prepare_cached(&format!("{BONUS} WHERE b.period_id = ?1 AND b.label = ?2"))?
        .query_row(params![period, label], bonus)
        .optional()?)
}

/// Adds a bonus to a period, or changes the one of this label.
pub(in crate::book) fn set(
    deed: &Deed<'_>,
    period: PeriodId,
    label: &str,
    edit: &BonusChange,
) -> Result<BonusId> {
    let connection = deed.connection();
    let kept = find(connection, period, label)?;
    let used = kept.as_ref().map_or(0, |bonus| bonus.used);
    let (first, counted_from, given_before) = match (edit.orders, &kept) {
        (Some(BonusFor::First(orders)), _) => (checked(orders)?, None, 0),
        (Some(BonusFor::Next(orders)), _) => (
            checked(checked(orders)?.saturating_add(used))?,
            Some(deed.now),
            used,
        ),
        (None, Some(kept)) => (kept.first, kept.counted_from, kept.given_before),
        (None, None) => {
            let field = "field-first-orders";
            return Err(Refusal::Missing { field }.into());
        }
    };
    let discount = edit.discount.or(kept.as_ref().map(|bonus| bonus.discount));
    let discount = number::price(discount.unwrap_or_default())?;
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
                    kept.id,
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
                    period,
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

/// Refuses a number of orders that is not 1–1.000.000.000.
fn checked(orders: i64) -> Result<i64> {
    number::within("field-first-orders", orders, 1, MOST_ORDERS)
}

/// Archives a bonus.
pub(in crate::book) fn archive(deed: &Deed<'_>, period: PeriodId, label: &str) -> Result<()> {
    let ended = deed
        .connection()
        .prepare_cached(
            "UPDATE bonuses SET archived_at = ?3
             WHERE period_id = ?1 AND label = ?2 AND archived_at IS NULL",
        )?
        .execute(params![period, label, deed.now])?;
    if ended == 0 {
        let known = of_period(deed.connection(), period)?;
        let labels = known.iter().map(|bonus| bonus.label.as_str());
        return Err(Refusal::unknown(Noun::Bonus, label, labels).into());
    }
    Ok(())
}
