//! What was handed over in a span of time, and what else fell into it (rules 103, 108).

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use super::gather::gather;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{from_row, json_ids};
use crate::domain::handed_over::{Bill, HandedLine, HandedMove, HandedOrder};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::report::ReportSums;
use crate::domain::when::Moment;

/// Orders read at a time.
const AT_ONCE: usize = 500;

/// The orders of which something was handed over, came back or was settled by a claim in a span, and
/// those of POs that were finished in it without all of it in the ledger.
fn touched(connection: &Connection, span: (Moment, Moment)) -> Result<Vec<OrderId>> {
    let mut select = connection.prepare_cached(
        "SELECT m.order_id FROM parcels p JOIN unit_moves m ON m.parcel_id = p.id
         WHERE p.sent_at >= ?1 AND p.sent_at < ?2 AND m.order_id IS NOT NULL
         UNION SELECT m.order_id FROM parcels p JOIN unit_moves m ON m.parcel_id = p.id
         WHERE p.returned_at >= ?1 AND p.returned_at < ?2 AND m.order_id IS NOT NULL
         UNION SELECT order_id FROM claims WHERE ended_at >= ?1 AND ended_at < ?2
         UNION SELECT o.id FROM periods p JOIN orders o ON o.period_id = p.id JOIN order_sums s ON s.order_id = o.id
         WHERE p.finished_at >= ?1 AND p.finished_at < ?2 AND s.held AND s.handed < s.pieces",
    )?;
    let rows = select.query_map(params![span.0, span.1], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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

const LINES: &str = "SELECT l.order_id, l.offer_id, v.code, pr.name || iif(v.name = '', '', ' ' || v.name), l.customization,
         l.qty, l.unit_price, l.unit_cost,
         iif(l.is_package, (SELECT coalesce(sum(t.qty), 0) FROM lines t WHERE t.part_of = l.id), 0)
     FROM json_each(?1) j JOIN lines l ON l.order_id = j.value JOIN offers f ON f.id = l.offer_id
     JOIN variants v ON v.id = f.variant_id JOIN products pr ON pr.id = v.product_id
     WHERE l.part_of IS NULL ORDER BY l.order_id, l.id";

const MOVES: &str = "SELECT m.order_id, m.at, m.offer_id, m.customization, m.package_id, iif(m.dst = 'customer', m.qty, -m.qty)
     FROM json_each(?1) j JOIN unit_moves m ON m.order_id = j.value
     WHERE m.dst = 'customer' OR m.src = 'customer' ORDER BY m.order_id, m.id";

/// The orders that a span touches, with their lines and all that was handed over of them.
pub(in crate::book) fn handed(
    connection: &Connection,
    span: (Moment, Moment),
) -> Result<Vec<HandedOrder>> {
    let ids = touched(connection, span)?;
    let mut all = Vec::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        let ids = json_ids(ids);
        let mut orders: HashMap<OrderId, HandedOrder> = gather(connection, ORDER, &ids, order)?
            .into_iter()
            .map(|order| (order.id, order))
            .collect();
        let line = |row: &Row<'_>| {
            let line = HandedLine {
                offer: row.get(1)?,
                code: row.get(2)?,
                goods: row.get(3)?,
                customization: row.get(4)?,
                qty: row.get(5)?,
                unit_price: row.get(6)?,
                unit_cost: row.get(7)?,
                parts: row.get(8)?,
            };
            Ok((row.get::<_, OrderId>(0)?, line))
        };
        for (id, line) in gather(connection, LINES, &ids, line)? {
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
        for (id, moved) in gather(connection, MOVES, &ids, moved)? {
            if let Some(order) = orders.get_mut(&id) {
                order.moves.push(moved);
            }
        }
        all.extend(orders.into_values());
    }
    all.sort_by_key(|order| order.id);
    Ok(all)
}

/// What else fell into a span: cancellation fees on their day, roundings and compensations, couriers on the
/// day a parcel left, stages on the day of their bill, money of accounts on its own.
pub(in crate::book) fn beside(
    connection: &Connection,
    span: (Moment, Moment),
) -> Result<ReportSums> {
    let one = |sql: &'static str| -> Result<Rupiah> {
        let mut select = connection.prepare_cached(sql)?;
        Ok(select.query_row(params![span.0, span.1], |row| row.get(0))?)
    };
    let mut charges = connection.prepare_cached(CHARGES)?;
    let (forfeited, other, compensation) = charges.query_row(params![span.0, span.1], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let mut booked = connection.prepare_cached(BOOKED)?;
    let (purchases, expenses, fees, recovered) = booked
        .query_row(params![span.0, span.1], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    Ok(ReportSums {
        forfeited,
        other,
        compensation,
        shipping_paid: one(
            "SELECT coalesce(sum(coalesce(paid, 0) + coalesce(paid_back, 0)), 0) FROM parcels
             WHERE sent_at >= ?1 AND sent_at < ?2",
        )?,
        stages_paid: one(
            "SELECT coalesce(sum(paid), 0) FROM payment_stages WHERE billed_at >= ?1 AND billed_at < ?2",
        )?,
        purchases,
        expenses,
        fees,
        recovered,
        losses: one(
            "SELECT coalesce(sum(m.qty * iif(v.by_weight, mf.cost * v.grams / 1000, mf.cost)), 0) FROM claims k
             JOIN unit_moves m ON m.claim_id = k.id JOIN offers mf ON mf.id = m.offer_id
             JOIN variants v ON v.id = mf.variant_id
             WHERE k.ended_at >= ?1 AND k.ended_at < ?2 AND k.ending = 'replace' AND k.kind <> 'short'
               AND m.src = 'customer' AND m.dst = 'outside'",
        )?,
        ..ReportSums::default()
    })
}

/// Cancellation fees, roundings and compensations of a span.
const CHARGES: &str =
    "SELECT coalesce(sum(c.amount) FILTER (WHERE c.kind = 'cancellation_fee'), 0),
         coalesce(sum(c.amount) FILTER (WHERE c.kind = 'rounding' AND s.held), 0),
         coalesce(-sum(c.amount) FILTER (WHERE c.kind = 'compensation' AND s.held), 0)
     FROM charges c JOIN order_sums s ON s.order_id = c.order_id
     WHERE c.kind IN ('cancellation_fee', 'rounding', 'compensation') AND c.at >= ?1 AND c.at < ?2
       AND (s.held OR s.cancelled)";

/// What was booked in a span, as positive amounts: goods, expenses, fees, and what was recovered.
const BOOKED: &str = "SELECT coalesce(-sum(amount) FILTER (WHERE kind = 'supplier'
             OR kind = 'expense' AND category IN ('bahan', 'kemasan')), 0),
         coalesce(-sum(amount) FILTER (WHERE kind = 'expense' AND category NOT IN ('bahan', 'kemasan')), 0),
         coalesce(-sum(amount) FILTER (WHERE kind = 'fee'), 0),
         coalesce(sum(amount) FILTER (WHERE kind = 'recovery'), 0)
     FROM entries WHERE at >= ?1 AND at < ?2";

/// What customers paid in a span, less what they were given back, and what the owner took of the accounts
/// for the private purse.
pub(in crate::book) fn money(
    connection: &Connection,
    span: (Moment, Moment),
) -> Result<(Rupiah, Rupiah)> {
    let mut select = connection.prepare_cached(
        "SELECT (SELECT coalesce(sum(amount), 0) FROM payments WHERE at >= ?1 AND at < ?2 AND claimed_for IS NULL),
             (SELECT coalesce(-sum(amount), 0) FROM entries WHERE at >= ?1 AND at < ?2 AND kind = 'owner' AND amount < 0)",
    )?;
    Ok(select.query_row(params![span.0, span.1], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}

/// Orders cancelled in a span.
pub(in crate::book) fn cancelled(connection: &Connection, span: (Moment, Moment)) -> Result<i64> {
    let mut select = connection.prepare_cached(
        "SELECT count(*) FROM orders WHERE cancelled_at >= ?1 AND cancelled_at < ?2",
    )?;
    Ok(select.query_row(params![span.0, span.1], |row| row.get(0))?)
}
