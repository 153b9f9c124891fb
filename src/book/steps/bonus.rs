//! Gives the bonuses of a period to orders (rule 14).

use rusqlite::{Connection, params};

use super::order::bill::{check_bill, set_amount};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::bonus::{self, of_period, total_of};
use crate::domain::bonus::{Bonus, cap_discounts};
use crate::domain::id::{BonusId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// Gives a confirmed order every bonus of its period that has one left (rule 14).
pub(in crate::book) fn give(deed: &Deed<'_>, period: PeriodId, order: OrderId) -> Result<()> {
    for bonus in of_period(deed.connection(), period)? {
        give_one(deed, &bonus, order)?;
    }
    Ok(())
}

/// Gives a new bonus to the confirmed orders of its period, first confirmed first.
pub(in crate::book) fn give_to_all(deed: &Deed<'_>, period: PeriodId, id: BonusId) -> Result<()> {
    let connection = deed.connection();
    let orders: Vec<OrderId> = connection
        .prepare_cached(
            "SELECT id FROM orders WHERE period_id = ?1 AND confirmed_at IS NOT NULL AND cancelled_at IS NULL
             ORDER BY confirmed_at, id",
        )?
        .query_map([period], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for order in orders {
        let bonus = bonus::by_id(connection, id)?;
        if bonus.left() == 0 {
            break;
        }
        give_one(deed, &bonus, order)?;
    }
    Ok(())
}

/// Gives an order from a table the gifts of its period, but no discounts: its bill is what the table
/// says.
pub(in crate::book) fn give_gifts(deed: &Deed<'_>, period: PeriodId, order: OrderId) -> Result<()> {
    for bonus in of_period(deed.connection(), period)? {
        if bonus.discount == Rupiah::ZERO {
            give_one(deed, &bonus, order)?;
        }
    }
    Ok(())
}

/// Gives an order a bonus when there is one left for it and it has none.
fn give_one(deed: &Deed<'_>, bonus: &Bonus, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let confirmed_at: Moment = connection
        .prepare_cached("SELECT confirmed_at FROM orders WHERE id = ?1")?
        .query_row([order], |row| row.get(0))?;
    let has = connection
        .prepare_cached("SELECT 1 FROM order_bonuses WHERE order_id = ?1 AND bonus_id = ?2")?
        .exists(params![order, bonus.id])?;
    if has || !bonus.is_for(confirmed_at) {
        return Ok(());
    }
    deed.touches(order)?;
    connection
        .prepare_cached(
            "INSERT INTO order_bonuses (order_id, bonus_id, label) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![order, bonus.id, bonus.label])?;
    take_off(deed, bonus, order)
}

/// Takes the discount of a bonus off the bill of an order.
fn take_off(deed: &Deed<'_>, bonus: &Bonus, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let off = bonus.off(total_of(connection, order)?);
    if off > Rupiah::ZERO {
        connection
            .prepare_cached(
                "INSERT INTO charges (order_id, kind, amount, label, at, bonus_id)
                 VALUES (?1, 'discount', ?2, '', ?3, ?4)",
            )?
            .execute(params![order, off.negated(), deed.now, bonus.id])?;
    }
    Ok(())
}

/// Takes the discounts of the bonuses an order has off its bill again, after it had cost nothing.
pub(in crate::book) fn discount_again(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    let bonuses: Vec<BonusId> = connection
        .prepare_cached(
            "SELECT b.bonus_id FROM order_bonuses b WHERE b.order_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM charges c WHERE c.order_id = ?1 AND c.bonus_id = b.bonus_id) ORDER BY b.id",
        )?
        .query_map([order], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in bonuses {
        take_off(deed, &bonus::by_id(connection, id)?, order)?;
    }
    Ok(())
}

/// Lowers the discounts of bonuses on an order until its bill is not below zero (rule 24).
pub(in crate::book) fn cap(deed: &Deed<'_>, order: OrderId) -> Result<()> {
    let connection = deed.connection();
    for (id, _, after) in capped_at(connection, order, total_of(connection, order)?)? {
        set_amount(deed, id, after)?;
    }
    check_bill(deed, order)
}

/// How much less the discounts of bonuses on an order would be if its bill stood at `total`, in
/// rupiah (rule 24).
pub(in crate::book) fn lowered_by(
    connection: &Connection,
    order: OrderId,
    total: Rupiah,
) -> Result<Rupiah> {
    let mut less = Rupiah::ZERO;
    for (_, before, after) in capped_at(connection, order, total)? {
        less = less.plus(after.minus(before)?)?;
    }
    Ok(less)
}

/// The discounts of bonuses on an order, with what they are and what they may be where its bill
/// stands at `total`; none where it is not below zero.
fn capped_at(
    connection: &Connection,
    order: OrderId,
    total: Rupiah,
) -> Result<Vec<(i64, Rupiah, Rupiah)>> {
    if total >= Rupiah::ZERO {
        return Ok(Vec::new());
    }
    let discounts: Vec<(i64, Rupiah)> = connection
        .prepare_cached(
            "SELECT id, amount FROM charges WHERE order_id = ?1 AND bonus_id IS NOT NULL ORDER BY id",
        )?
        .query_map([order], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let amounts: Vec<Rupiah> = discounts.iter().map(|(_, amount)| *amount).collect();
    let capped = cap_discounts(&amounts, total)?;
    let both = discounts.into_iter().zip(capped);
    Ok(both
        .map(|((id, before), after)| (id, before, after))
        .collect())
}
