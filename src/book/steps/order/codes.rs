//! Draws the unique code of a bill, apart from those of other bills (rule 31).

use rusqlite::{Connection, OptionalExtension, params};

use super::bill::set_charge;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::order;
use crate::book::rows::payment_stage::{CODES, TOGETHER};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, OrderStatus};
use crate::domain::payment::Bill;
use crate::domain::refusal::Refusal;
use crate::domain::unique_code::smallest_free;
use crate::domain::when::Moment;

/// The open bills that have a code and the same amount without it, except one bill.
const OTHERS: &str = "FROM order_sums s INDEXED BY order_sums_code
     WHERE s.total - s.stages - s.code + s.stage_codes = ?1 AND s.code > s.stage_codes AND s.total <> s.paid
       AND NOT s.cancelled AND NOT s.waiting AND s.order_id <> ?2";
/// The code on the goods of such a bill.
const CODE: &str = "s.code - s.stage_codes";

/// Draws a code for a new bill, where the shop uses codes. A waiting order owes nothing yet, and where
/// all codes are taken the bill goes without.
pub(in crate::book) fn draw_if_on(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    if !deed.shop()?.unique_codes {
        return Ok(());
    }
    let row = order::row(deed.connection(), id, deed.now)?;
    let open = matches!(row.status, OrderStatus::Active | OrderStatus::Unconfirmed);
    let base = row.bill.before_stages();
    let costs_nothing = row.terms.free.is_some() || base <= Rupiah::ZERO;
    if !open || costs_nothing || row.bill.unique_code > Rupiah::ZERO {
        return Ok(());
    }
    match free(deed.connection(), id, &row.bill)? {
        Some(code) => set_charge(deed, id, ChargeKind::UniqueCode, code),
        None => Ok(()),
    }
}

/// Draws the code of a bill anew when another bill of its new amount has it, or, where stages are billed
/// too, another one's codes together come to the same. Once money has come in the
/// code has done its work and stays.
pub(in crate::book) fn keep_apart(deed: &Deed<'_>, id: OrderId) -> Result<()> {
    let connection = deed.connection();
    let bill = order::row(connection, id, deed.now)?.bill;
    match drawn_anew(connection, id, &bill)? {
        Some(code) => set_charge(deed, id, ChargeKind::UniqueCode, code),
        None => Ok(()),
    }
}

/// The code that is drawn anew for a bill of this total; `None` where the one it has stays, or it
/// has none.
pub(in crate::book) fn drawn_anew(
    connection: &Connection,
    id: OrderId,
    bill: &Bill,
) -> Result<Option<Rupiah>> {
    let base = base_of(bill)?;
    // A bill of nothing has no code (rule 31).
    if bill.unique_code > Rupiah::ZERO && base <= Rupiah::ZERO {
        return Ok(Some(Rupiah::ZERO));
    }
    if bill.unique_code == Rupiah::ZERO || bill.paid != Rupiah::ZERO {
        return Ok(None);
    }
    let is_apart = holder(connection, base, bill.unique_code, id)?.is_none()
        && !beside_stages(connection, id, bill)?.contains(&bill.unique_code.raw());
    match is_apart {
        true => Ok(None),
        false => free(connection, id, bill),
    }
}

/// Sets the codes of both bills when an order is split, before its money is: the old bill keeps its
/// code, unless another bill of its new amount has it. The new bill gets its own where the shop wants codes, but not
/// when it is paid from the money that is there.
pub(in crate::book) fn part(deed: &Deed<'_>, from: OrderId, made: OrderId) -> Result<()> {
    let paid = order::row(deed.connection(), from, deed.now)?.bill.paid;
    if paid != Rupiah::ZERO {
        return set_charge(deed, made, ChargeKind::UniqueCode, Rupiah::ZERO);
    }
    keep_apart(deed, from)?;
    draw_if_on(deed, made)
}

/// Refuses a code that an open bill of the same amount has.
pub(in crate::book) fn check_free(
    connection: &Connection,
    id: OrderId,
    code: Rupiah,
    now: Moment,
) -> Result<()> {
    let bill = order::row(connection, id, now)?.bill;
    let Some(order) = holder(connection, base_of(&bill)?, code, id)? else {
        return Ok(());
    };
    let free = free(connection, id, &bill)?;
    Err(Refusal::CodeTaken {
        code: code.raw(),
        order,
        free: free.map(Rupiah::raw),
    }
    .into())
}

/// The total of a bill without its code and stages, in rupiah.
pub(in crate::book) fn base_of(bill: &Bill) -> Result<Rupiah> {
    Ok(bill.before_stages().minus(bill.unique_code)?)
}

/// The open order of this amount that has this code.
fn holder(
    connection: &Connection,
    base: Rupiah,
    code: Rupiah,
    but: OrderId,
) -> Result<Option<String>> {
    let other: Option<String> = connection
        .prepare_cached(&format!(
            "SELECT (SELECT code FROM orders WHERE id = s.order_id) {OTHERS} AND {CODE} = ?3"
        ))?
        .query_row(params![base, but, code], |row| row.get(0))
        .optional()?;
    if other.is_some() {
        return Ok(other);
    }
    Ok(connection
        .prepare_cached(&format!(
            "SELECT o.code FROM ({CODES}) c JOIN orders o ON o.id = c.order_id WHERE c.code = ?2 LIMIT 1"
        ))?
        .query_row(params![base, code], |row| row.get(0))
        .optional()?)
}

/// The smallest code that no open bill of this amount has, and that keeps all its codes together apart.
pub(in crate::book) fn free(
    connection: &Connection,
    id: OrderId,
    bill: &Bill,
) -> Result<Option<Rupiah>> {
    let mut codes = taken(connection, base_of(bill)?, Some(id))?;
    codes.extend(beside_stages(connection, id, bill)?);
    codes.sort_unstable();
    let codes = codes.into_iter().filter(|code| *code > 0);
    Ok(smallest_free(codes).map(Rupiah::new))
}

/// The codes of the goods with which an unpaid bill with stages would come to what another bill comes to, as
/// all of it may be paid in one transfer (rule 31).
fn beside_stages(connection: &Connection, id: OrderId, bill: &Bill) -> Result<Vec<i64>> {
    if bill.stages.billed == Rupiah::ZERO || bill.paid != Rupiah::ZERO {
        return Ok(Vec::new());
    }
    let of_stages: Rupiah = connection
        .prepare_cached("SELECT stage_codes FROM order_sums WHERE order_id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let whole = bill.total.minus(bill.unique_code)?.minus(of_stages)?;
    let mut codes = taken(connection, whole, Some(id))?;
    let mut select = connection.prepare_cached(&format!(
        "{TOGETHER} AND s.total - s.code = ?1 AND s.order_id <> ?2"
    ))?;
    for code in select.query_map(params![whole, id], |row| row.get::<_, i64>(2))? {
        codes.push(code?);
    }
    let codes = codes.into_iter().map(|code| code - of_stages.raw());
    Ok(codes.collect())
}

/// The codes on open bills and stages of this amount, in rising order; that of one bill aside.
pub(in crate::book) fn taken(
    connection: &Connection,
    base: Rupiah,
    but: Option<OrderId>,
) -> Result<Vec<i64>> {
    let but = but.map_or(0, OrderId::raw);
    let mut taken = connection
        .prepare_cached(&format!("SELECT {CODE} {OTHERS} ORDER BY {CODE}"))?
        .query_map(params![base, but], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut of_stages = connection.prepare_cached(CODES)?;
    for code in of_stages.query_map([base], |row| row.get(0))? {
        taken.push(code?);
    }
    taken.sort_unstable();
    Ok(taken)
}
