//! What fell into a span of time: goods handed over by product, and what counts beside them (rules 103, 108).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::handed_days::DayGoods;
use crate::book::keeper::error::Result;
use crate::book::keeper::schema;
use crate::book::keeper::sql::json_ids;
use crate::domain::money::Rupiah;
use crate::domain::report::{GoodsReport, ReportSums};
use crate::domain::when::Moment;

/// What was handed over of each product, by code: units, what they were sold for, what they cost, and what was
/// given away.
pub(in crate::book) fn by_product(
    connection: &Connection,
    by_offer: &BTreeMap<i64, DayGoods>,
) -> Result<BTreeMap<String, GoodsReport>> {
    let offers: Vec<i64> = by_offer.keys().copied().collect();
    let mut select = connection.prepare_cached(
        "SELECT f.id, v.code, pr.name || iif(v.name = '', '', ' ' || v.name)
         FROM json_each(?1) j JOIN offers f ON f.id = j.value JOIN variants v ON v.id = f.variant_id
         JOIN products pr ON pr.id = v.product_id",
    )?;
    let mut rows = select.query([json_ids(&offers)])?;
    let mut goods: BTreeMap<String, GoodsReport> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let code: String = row.get(1)?;
        let Some(of) = by_offer.get(&row.get(0)?) else {
            continue;
        };
        let name = row.get(2)?;
        let goods = goods.entry(code.clone()).or_insert_with(|| GoodsReport {
            code: Some(code),
            goods: name,
            ..GoodsReport::default()
        });
        goods.units += of.units;
        goods.turnover = goods.turnover.plus(Rupiah::new(of.amount))?;
        goods.cost = goods.cost.plus(Rupiah::new(of.cost - of.promotion))?;
        goods.promotion = goods.promotion.plus(Rupiah::new(of.promotion))?;
        goods.lacks_cost |= of.uncosted > 0;
    }
    Ok(goods)
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
    let (purchases, expenses, fees, recovered, counted) =
        booked.query_row(params![span.0, span.1], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
    let rounded: Rupiah = other;
    Ok(ReportSums {
        forfeited,
        other: rounded.plus(counted)?,
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

/// What was booked in a span, as positive amounts: goods, expenses, fees, what was recovered, and (signed)
/// what counting cash found.
const BOOKED: &str = "SELECT coalesce(-sum(amount) FILTER (WHERE kind = 'supplier'
             OR kind = 'expense' AND category IN ('bahan', 'kemasan')), 0),
         coalesce(-sum(amount) FILTER (WHERE kind = 'expense' AND category NOT IN ('bahan', 'kemasan')), 0),
         coalesce(-sum(amount) FILTER (WHERE kind = 'fee'), 0),
         coalesce(sum(amount) FILTER (WHERE kind = 'recovery'), 0),
         coalesce(sum(amount) FILTER (WHERE kind = 'count'), 0)
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

/// The first day on which something was handed over, paid, booked or cancelled.
pub(in crate::book) fn first_day(connection: &Connection) -> Result<Option<NaiveDate>> {
    let zone = schema::zone(connection)?;
    let mut select = connection.prepare_cached(
        "SELECT min(at) FROM (SELECT min(at) AS at FROM payments UNION ALL SELECT min(at) FROM entries
             UNION ALL SELECT min(cancelled_at) FROM orders UNION ALL SELECT min(sent_at) FROM parcels
             UNION ALL SELECT min(finished_at) FROM periods UNION ALL SELECT min(at) FROM charges)",
    )?;
    let first: Option<Moment> = select.query_row([], |row| row.get(0))?;
    Ok(first.map(|at| at.date(zone)))
}
