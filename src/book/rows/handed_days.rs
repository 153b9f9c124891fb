//! What was handed over by day (rule 108): of each order as [`crate::domain::handed_over`] counts it, and of all
//! orders together, so that a report of a year reads as many rows as the year has days.
//!
//! Triggers list the orders that a deed changed. They are counted anew before the deed is written; until
//! then, and in a book that was just upgraded, a question counts them itself.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, Row, params};

use super::gather::gather;
use crate::book::keeper::error::Result;
use crate::book::keeper::schema;
use crate::book::keeper::sql::{from_row, json_ids};
use crate::domain::handed_over::{Bill, HandedLine, HandedMove, HandedOrder};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::when::Zone;

/// Orders counted at a time.
const AT_ONCE: usize = 500;

/// What was handed over on days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::book) struct DaySums {
    /// Orders of which the first goods went.
    pub(in crate::book) orders: i64,
    /// Pieces.
    pub(in crate::book) pieces: i64,
    /// What of the bills goes with them.
    pub(in crate::book) bill: Bill,
}

/// What was handed over of an item on days, in units and rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::book) struct DayGoods {
    /// Units; a package is one.
    pub(in crate::book) units: i64,
    /// What they were sold for.
    pub(in crate::book) amount: i64,
    /// What they cost.
    pub(in crate::book) cost: i64,
    /// The part of the cost that was given away.
    pub(in crate::book) promotion: i64,
    /// What was sold without a cost.
    pub(in crate::book) uncosted: i64,
}

impl DayGoods {
    fn add(&mut self, other: Self, sign: i64) {
        self.units += sign * other.units;
        self.amount += sign * other.amount;
        self.cost += sign * other.cost;
        self.promotion += sign * other.promotion;
        self.uncosted += sign * other.uncosted;
    }
}

/// What of an order, or of all, was handed over on each day.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    days: BTreeMap<i64, DaySums>,
    goods: BTreeMap<(i64, i64), DayGoods>,
}

impl Counted {
    fn add_day(&mut self, day: i64, sums: DaySums, sign: i64) -> Result<()> {
        let of = self.days.entry(day).or_default();
        of.orders += sign * sums.orders;
        of.pieces += sign * sums.pieces;
        of.bill = match sign < 0 {
            true => of.bill.minus(sums.bill)?,
            false => of.bill.plus(sums.bill)?,
        };
        Ok(())
    }

    fn add(&mut self, other: &Self, sign: i64) -> Result<()> {
        for (day, sums) in &other.days {
            self.add_day(*day, *sums, sign)?;
        }
        for (key, goods) in &other.goods {
            self.goods.entry(*key).or_default().add(*goods, sign);
        }
        Ok(())
    }
}

/// A day as the book stores it: since 1970-01-01.
pub(in crate::book) fn number(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_days()
}

/// The day that the book stores so.
pub(in crate::book) fn day(number: i64) -> Option<NaiveDate> {
    let since = u64::try_from(number).ok()?;
    NaiveDate::default().checked_add_days(Days::new(since))
}

from_row! {
    SUMS, sums: DaySums {
        orders: "coalesce(sum(orders), 0)",
        pieces: "coalesce(sum(pieces), 0)",
        bill: Bill {
            lines: "coalesce(sum(lines), 0)",
            extras: "coalesce(sum(extras), 0)",
            discounts: "coalesce(sum(discounts), 0)",
            shipping: "coalesce(sum(shipping), 0)",
            stages: "coalesce(sum(stages), 0)",
            codes: "coalesce(sum(codes), 0)",
        },
    } from "day_sums WHERE day BETWEEN ?1 AND ?2"
}

from_row! {
    GOODS, goods: DayGoods {
        units: "sum(units)",
        amount: "sum(amount)",
        cost: "sum(cost)",
        promotion: "sum(promotion)",
        uncosted: "sum(uncosted)",
    }
}

from_row! {
    ORDER, order: HandedOrder {
        id: "o.id",
        free: "o.free_reason IS NOT NULL",
        pieces: "s.pieces",
        bill: Bill {
            lines: "s.lines",
            extras: "s.extras",
            discounts: "s.discounts",
            shipping: "s.passed - (s.stages - s.stage_codes)",
            stages: "s.stages - s.stage_codes",
            codes: "s.code",
        },
        finished: "p.finished_at";
        lines: Vec::new(),
        moves: Vec::new(),
    } from "json_each(?1) j JOIN orders o ON o.id = j.value JOIN order_sums s ON s.order_id = o.id
        JOIN periods p ON p.id = o.period_id
        WHERE o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL"
}

const LINES: &str =
    "SELECT l.order_id, l.offer_id, l.customization, l.qty, l.unit_price, l.unit_cost,
         iif(l.is_package, (SELECT coalesce(sum(t.qty), 0) FROM lines t WHERE t.part_of = l.id), 0)
     FROM json_each(?1) j JOIN lines l ON l.order_id = j.value
     WHERE l.part_of IS NULL ORDER BY l.order_id, l.id";

const MOVES: &str = "SELECT m.order_id, m.at, m.offer_id, m.customization, m.package_id, iif(m.dst = 'customer', m.qty, -m.qty)
     FROM json_each(?1) j JOIN unit_moves m ON m.order_id = j.value
     WHERE m.dst = 'customer' OR m.src = 'customer' ORDER BY m.order_id, m.id";

/// Orders that count, with their lines and all that was handed over of them.
fn orders(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, HandedOrder>> {
    let mut orders: HashMap<OrderId, HandedOrder> = gather(connection, ORDER, ids, order)?
        .into_iter()
        .map(|order| (order.id, order))
        .collect();
    let line = |row: &Row<'_>| {
        let line = HandedLine {
            offer: row.get(1)?,
            customization: row.get(2)?,
            qty: row.get(3)?,
            unit_price: row.get(4)?,
            unit_cost: row.get(5)?,
            parts: row.get(6)?,
        };
        Ok((row.get::<_, OrderId>(0)?, line))
    };
    for (id, line) in gather(connection, LINES, ids, line)? {
        if let Some(order) = orders.get_mut(&id) {
            order.lines.push(line);
        }
    }
    let moved = |row: &Row<'_>| {
        let moved = HandedMove {
            at: row.get(1)?,
            offer: row.get(2)?,
            customization: row.get(3)?,
            package: row.get(4)?,
            qty: row.get(5)?,
        };
        Ok((row.get::<_, OrderId>(0)?, moved))
    };
    for (id, moved) in gather(connection, MOVES, ids, moved)? {
        if let Some(order) = orders.get_mut(&id) {
            order.moves.push(moved);
        }
    }
    Ok(orders)
}

/// Counts what was handed over of an order.
fn count(order: &HandedOrder, zone: Zone) -> Result<Counted> {
    let mut counted = Counted::default();
    let mut went = false;
    for (day, handed) in order.days(zone)? {
        let day = number(day);
        let first = !went && handed.pieces > 0;
        went |= first;
        let sums = DaySums {
            orders: i64::from(first),
            pieces: handed.pieces,
            bill: handed.bill,
        };
        counted.add_day(day, sums, 1)?;
        for (line, of) in order.lines.iter().zip(&handed.lines) {
            let goods = DayGoods {
                units: of.units,
                amount: of.amount,
                cost: of.cost,
                promotion: if order.free { of.cost } else { 0 },
                uncosted: if line.unit_cost == 0 { of.amount } else { 0 },
            };
            let key = (day, line.offer);
            counted.goods.entry(key).or_default().add(goods, 1);
        }
    }
    counted.days.retain(|_, sums| *sums != DaySums::default());
    counted
        .goods
        .retain(|_, goods| *goods != DayGoods::default());
    Ok(counted)
}

/// What is stored of orders.
fn stored(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Counted>> {
    let mut stored: HashMap<OrderId, Counted> = HashMap::new();
    let days = gather(
        connection,
        "SELECT d.first, d.pieces, d.lines, d.extras, d.discounts, d.shipping, d.stages, d.codes, d.order_id, d.day
         FROM json_each(?1) j JOIN handed_days d ON d.order_id = j.value",
        ids,
        |row| Ok((row.get(8)?, row.get(9)?, sums(row)?)),
    )?;
    for (id, day, sums) in days {
        stored.entry(id).or_default().add_day(day, sums, 1)?;
    }
    let of_goods = gather(
        connection,
        "SELECT g.units, g.amount, g.cost, g.promotion, g.uncosted, g.order_id, g.day, g.offer_id
         FROM json_each(?1) j JOIN handed_goods g ON g.order_id = j.value",
        ids,
        |row| Ok((row.get(5)?, (row.get(6)?, row.get(7)?), goods(row)?)),
    )?;
    for (id, key, goods) in of_goods {
        stored.entry(id).or_default().goods.insert(key, goods);
    }
    Ok(stored)
}

/// The orders to be counted anew, some at a time.
fn stale(connection: &Connection) -> Result<Vec<Vec<OrderId>>> {
    let mut select =
        connection.prepare_cached("SELECT order_id FROM handed_stale ORDER BY order_id")?;
    let ids = select.query_map([], |row| row.get(0))?;
    let ids: Vec<OrderId> = ids.collect::<rusqlite::Result<_>>()?;
    Ok(ids.chunks(AT_ONCE).map(<[_]>::to_vec).collect())
}

/// Counts anew the orders that the open transaction changed.
pub(in crate::book) fn settle(connection: &Connection) -> Result<()> {
    let stale = stale(connection)?;
    if stale.is_empty() {
        return Ok(());
    }
    let zone = schema::zone(connection)?;
    let mut changes = Counted::default();
    for some in stale {
        let ids = json_ids(&some);
        for stored in stored(connection, &ids)?.values() {
            changes.add(stored, -1)?;
        }
        for table in ["handed_days", "handed_goods"] {
            connection
                .prepare_cached(&format!(
                    "DELETE FROM {table} WHERE order_id IN (SELECT value FROM json_each(?1))"
                ))?
                .execute([&ids])?;
        }
        for order in orders(connection, &ids)?.into_values() {
            let counted = count(&order, zone)?;
            store(connection, order.id, &counted)?;
            changes.add(&counted, 1)?;
        }
    }
    add_up(connection, &changes)?;
    connection
        .prepare_cached("DELETE FROM handed_stale")?
        .execute([])?;
    Ok(())
}

fn store(connection: &Connection, id: OrderId, counted: &Counted) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO handed_days (order_id, day, first, pieces, lines, extras, discounts, shipping, stages, codes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (day, sums) in &counted.days {
        let bill = &sums.bill;
        insert.execute(params![
            id,
            day,
            sums.orders,
            sums.pieces,
            bill.lines,
            bill.extras,
            bill.discounts,
            bill.shipping,
            bill.stages,
            bill.codes
        ])?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO handed_goods (order_id, day, offer_id, units, amount, cost, promotion, uncosted)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for ((day, offer), goods) in &counted.goods {
        insert.execute(params![
            id,
            day,
            offer,
            goods.units,
            goods.amount,
            goods.cost,
            goods.promotion,
            goods.uncosted
        ])?;
    }
    Ok(())
}

/// Adds changes to the sums of all orders. Days without any leave.
fn add_up(connection: &Connection, changes: &Counted) -> Result<()> {
    let mut upsert = connection.prepare_cached(
        "INSERT INTO day_sums (day, orders, pieces, lines, extras, discounts, shipping, stages, codes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (day) DO UPDATE SET orders = orders + ?2, pieces = pieces + ?3, lines = lines + ?4,
             extras = extras + ?5, discounts = discounts + ?6, shipping = shipping + ?7, stages = stages + ?8,
             codes = codes + ?9",
    )?;
    let mut leave = connection.prepare_cached(
        "DELETE FROM day_sums WHERE day = ?1 AND NOT EXISTS (SELECT 1 FROM day_goods WHERE day = ?1)
             AND (orders, pieces, lines, extras, discounts, shipping, stages, codes) = (0, 0, 0, 0, 0, 0, 0, 0)",
    )?;
    let mut upsert_goods = connection.prepare_cached(
        "INSERT INTO day_goods (day, offer_id, units, amount, cost, promotion, uncosted)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (day, offer_id) DO UPDATE SET units = units + ?3, amount = amount + ?4, cost = cost + ?5,
             promotion = promotion + ?6, uncosted = uncosted + ?7",
    )?;
    let mut leave_goods = connection.prepare_cached(
        "DELETE FROM day_goods WHERE day = ?1 AND offer_id = ?2
             AND (units, amount, cost, promotion, uncosted) = (0, 0, 0, 0, 0)",
    )?;
    for ((day, offer), goods) in &changes.goods {
        upsert_goods.execute(params![
            day,
            offer,
            goods.units,
            goods.amount,
            goods.cost,
            goods.promotion,
            goods.uncosted
        ])?;
        leave_goods.execute([day, offer])?;
    }
    for (day, sums) in &changes.days {
        let bill = &sums.bill;
        upsert.execute(params![
            day,
            sums.orders,
            sums.pieces,
            bill.lines,
            bill.extras,
            bill.discounts,
            bill.shipping,
            bill.stages,
            bill.codes
        ])?;
        leave.execute([day])?;
    }
    Ok(())
}

/// What was handed over from a day to another, both included: in all, and by offer.
pub(in crate::book) fn between(
    connection: &Connection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<(DaySums, BTreeMap<i64, DayGoods>)> {
    let span = number(first)..=number(last);
    let days = params![span.start(), span.end()];
    let mut in_all = connection.prepare_cached(SUMS)?.query_row(days, sums)?;
    let mut select = connection.prepare_cached(&format!(
        "{GOODS}, offer_id FROM day_goods WHERE day BETWEEN ?1 AND ?2 GROUP BY offer_id"
    ))?;
    let rows = select.query_map(days, |row| Ok((row.get(5)?, goods(row)?)))?;
    let mut by_offer: BTreeMap<i64, DayGoods> = rows.collect::<rusqlite::Result<_>>()?;
    let pending = pending(connection)?;
    for (_, of_day) in pending.days.range(span.clone()) {
        in_all.orders += of_day.orders;
        in_all.pieces += of_day.pieces;
        in_all.bill = in_all.bill.plus(of_day.bill)?;
    }
    for ((day, offer), goods) in pending.goods {
        if span.contains(&day) {
            by_offer.entry(offer).or_default().add(goods, 1);
        }
    }
    Ok((in_all, by_offer))
}

/// What was sold on each day from one to another, both included, that was handed over on it: lines, surcharges
/// and discounts (rule 108).
pub(in crate::book) fn turnovers(
    connection: &Connection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<NaiveDate, Rupiah>> {
    let span = number(first)..=number(last);
    let mut of: BTreeMap<i64, Rupiah> = BTreeMap::new();
    let mut select = connection.prepare_cached(
        "SELECT day, lines + extras + discounts FROM day_sums WHERE day BETWEEN ?1 AND ?2",
    )?;
    let rows = select.query_map(params![span.start(), span.end()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    for row in rows {
        let (day, turnover) = row?;
        of.insert(day, turnover);
    }
    for (day, sums) in pending(connection)?.days.range(span) {
        let turnover = of.entry(*day).or_default();
        let bill = sums.bill;
        *turnover = turnover
            .plus(bill.lines)?
            .plus(bill.extras)?
            .plus(bill.discounts)?;
    }
    Ok(of
        .into_iter()
        .filter_map(|(number, turnover)| Some((day(number)?, turnover)))
        .collect())
}

/// What counting the orders anew that deeds changed will change.
fn pending(connection: &Connection) -> Result<Counted> {
    let stale = stale(connection)?;
    let mut changes = Counted::default();
    if stale.is_empty() {
        return Ok(changes);
    }
    let zone = schema::zone(connection)?;
    for some in stale {
        let ids = json_ids(&some);
        for stored in stored(connection, &ids)?.values() {
            changes.add(stored, -1)?;
        }
        for order in orders(connection, &ids)?.values() {
            changes.add(&count(order, zone)?, 1)?;
        }
    }
    Ok(changes)
}

/// Orders that are not waiting to be counted anew and whose stored days aren't what is counted.
pub(in crate::book) fn different(connection: &Connection) -> Result<Vec<OrderId>> {
    let zone = schema::zone(connection)?;
    let mut select = connection.prepare_cached(
        "SELECT id FROM orders WHERE id NOT IN (SELECT order_id FROM handed_stale)
         UNION SELECT order_id FROM handed_days WHERE order_id NOT IN (SELECT order_id FROM handed_stale)",
    )?;
    let ids = select.query_map([], |row| row.get(0))?;
    let ids: Vec<OrderId> = ids.collect::<rusqlite::Result<_>>()?;
    let mut different = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let json = json_ids(some);
        let (orders, mut stored) = (orders(connection, &json)?, stored(connection, &json)?);
        for id in some {
            let counted = match orders.get(id) {
                Some(order) => count(order, zone)?,
                None => Counted::default(),
            };
            if stored.remove(id).unwrap_or_default() != counted {
                different.push(*id);
            }
        }
    }
    Ok(different)
}
