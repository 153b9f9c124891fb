//! Reads orders as lists show them, and writes the order's own columns.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::payment_stage::{OrderStages, Stages};
use super::{shop, text};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::agreed::Terms;
use crate::domain::code::Code;
use crate::domain::fulfilment::Whereabouts;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, Fulfilment, OrderRow, OrderStatus};
use crate::domain::payment::{AsksOf, Bill};
use crate::domain::period::{Milestones, Period};
use crate::domain::policy::DownPayment;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// What every row needs besides itself.
pub(in crate::book) struct Context {
    step: Rupiah,
    parcel_days: i64,
    stages: Stages,
    now: Moment,
}

impl Context {
    pub(in crate::book) fn read(connection: &Connection, now: Moment) -> Result<Self> {
        let shop = shop::read(connection)?;
        Ok(Self {
            step: shop.down_payment_step,
            parcel_days: shop.parcel_days,
            stages: Stages::read(connection)?,
            now,
        })
    }

    /// One row of a list.
    pub(in crate::book) fn one(&self, connection: &Connection, id: OrderId) -> Result<OrderRow> {
        let mut select = connection.prepare_cached(&format!(
            "{ROW} FROM orders o JOIN order_sums s ON s.order_id = o.id
             JOIN periods p ON p.id = o.period_id JOIN customers c ON c.id = o.customer_id WHERE o.id = ?1"
        ))?;
        let mut rows = select.query([id])?;
        match rows.next()? {
            Some(row) => self.row(row),
            None => Err(Refusal::Gone.into()),
        }
    }

    pub(in crate::book) fn row(&self, row: &Row<'_>) -> Result<OrderRow> {
        let row = listed(row)?;
        let status = match (row.cancelled, row.waitlisted, row.confirmed) {
            (true, _, _) => OrderStatus::Cancelled,
            (false, true, _) => OrderStatus::Waitlist,
            (false, false, false) => OrderStatus::Unconfirmed,
            (false, false, true) => OrderStatus::Active,
        };
        let met = row.down_payment_met;
        let (stages, sums) = match row.cancelled {
            true => Default::default(),
            false => {
                let of_order = OrderStages {
                    period: row.period,
                    billed: row.stages,
                    parts: row.stage_parts.as_deref(),
                    held: status == OrderStatus::Active,
                    money: row.paid.minus(row.total.minus(row.stages)?)?,
                };
                self.stages.of_order(&of_order, self.now)?
            }
        };
        let bill = Bill {
            total: row.total,
            down_payment: Rupiah::ZERO,
            paid: row.paid,
            refunded: row.refunded,
            was_settled: row.settled > 0,
            down_payment_met: (met > Rupiah::ZERO).then_some(met),
            cancelled: row.cancelled,
            unique_code: row.unique_code,
            stages: sums,
            goods: row.goods,
            asks_of: row.asks_of,
            fee: row.fee,
        };
        let bill = match row.cancelled {
            true => bill,
            false => row.down_payment.asked_of(bill, row.units, self.step)?,
        };
        Ok(OrderRow {
            id: row.id,
            code: row.code,
            period: row.period,
            period_code: row.period_code,
            customer: row.customer,
            customer_name: row.customer_name,
            customer_phone: row.customer_phone,
            status,
            late: row.late,
            placed_at: row.placed_at,
            units: row.units,
            bill,
            stages,
            fulfilment: Fulfilment::of(
                &row.units_are,
                (row.period_is.stage(self.now), status == OrderStatus::Active),
                self.parcel_days,
                self.now,
            ),
            units_are: row.units_are,
            down_payment_by: row.down_payment_by,
            claimed: row.claimed,
            released: row.released,
            channel: row.channel,
            waitlist_place: row.waitlist_place,
            terms: row.terms,
        })
    }
}

/// What the tables say of an order in a list.
pub(in crate::book) struct Listed {
    id: OrderId,
    code: String,
    period: PeriodId,
    period_code: String,
    period_is: Milestones,
    customer: CustomerId,
    customer_name: String,
    customer_phone: Option<String>,
    cancelled: bool,
    late: bool,
    placed_at: Moment,
    units: i64,
    total: Rupiah,
    paid: Rupiah,
    refunded: Rupiah,
    settled: i64,
    down_payment: DownPayment,
    down_payment_met: Rupiah,
    down_payment_by: Option<Moment>,
    claimed: bool,
    confirmed: bool,
    waitlisted: bool,
    released: bool,
    channel: Channel,
    unique_code: Rupiah,
    stages: Rupiah,
    stage_parts: Option<String>,
    goods: Rupiah,
    asks_of: AsksOf,
    fee: Rupiah,
    waitlist_place: Option<i64>,
    terms: Terms,
    units_are: Whereabouts,
}

from_row! {
    /// Columns of an order in a list, of `orders o`, its `order_sums s`, `periods p` and `customers c`.
    pub(in crate::book) ROW, listed: Listed {
        id: "o.id",
        code: "o.code",
        period: "o.period_id",
        period_code: "p.code",
        period_is: Milestones {
            production_at: "p.production_at",
            ready_at: "p.ready_at",
            finished_at: "p.finished_at",
            cancelled_at: "p.cancelled_at",
            ; opens_at: None, closes_at: None, opened_at: None, closed_at: None, reopened_at: None
        },
        customer: "o.customer_id",
        customer_name: "c.name",
        customer_phone: "c.phone",
        cancelled: "o.cancelled_at IS NOT NULL",
        late: "o.late_reason IS NOT NULL",
        placed_at: "o.placed_at",
        units: "s.units",
        total: "s.total",
        paid: "s.paid",
        refunded: "s.refunded",
        settled: "s.settled",
        down_payment: "o.down_payment",
        down_payment_met: "s.down_payment_met",
        down_payment_by: "o.down_payment_by",
        claimed: "EXISTS (SELECT 1 FROM payments m WHERE m.claimed_for = o.id AND m.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = m.id))",
        confirmed: "o.confirmed_at IS NOT NULL",
        waitlisted: "o.waitlisted_at IS NOT NULL",
        released: "o.released_at IS NOT NULL",
        channel: "o.channel",
        unique_code: "s.code - s.stage_codes",
        stages: "s.stages",
        stage_parts: "CASE WHEN s.stages <> 0 THEN
            (SELECT group_concat(g.stage_id || ' ' || (g.kind = 'unique_code') || ' ' || g.amount, ';')
             FROM charges g WHERE g.order_id = o.id AND g.stage_id IS NOT NULL) END",
        goods: "s.lines + s.extras + s.discounts",
        asks_of: "o.asks_of",
        fee: "s.fee",
        waitlist_place: "CASE WHEN s.waiting THEN
            (SELECT count(*) FROM orders w WHERE w.period_id = o.period_id
             AND w.waitlisted_at IS NOT NULL AND w.cancelled_at IS NULL
             AND (w.waitlisted_at, w.id) <= (o.waitlisted_at, o.id)) END",
        terms: Terms {
            free: "o.free_reason",
            due_at: "o.due_at",
            settle_by: "p.settle_by",
        },
        units_are: Whereabouts {
            pieces: "s.pieces",
            aside: "s.aside",
            handed: "s.handed",
            couriered: "s.couriered",
            on_way_since: "s.on_way_since",
            followed: "(SELECT made > 0 FROM period_sums f WHERE f.period_id = o.period_id)",
        },
    }
}

/// One row of a list. For several, read the [`Context`] once.
pub(in crate::book) fn row(connection: &Connection, id: OrderId, now: Moment) -> Result<OrderRow> {
    Context::read(connection, now)?.one(connection, id)
}

/// The order placed from the message with this mark.
pub(in crate::book) fn made_of(
    connection: &Connection,
    period: PeriodId,
    mark: &str,
) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT code FROM orders WHERE period_id = ?1 AND source_ref = ?2 LIMIT 1")?
        .query_row(params![period, mark], |row| row.get(0))
        .optional()?)
}

/// The next order number of a period; never given again, not even after undo (rule 54).
pub(in crate::book) fn next_code(connection: &Connection, period: &Code) -> Result<String> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO order_counters (code, last) VALUES (?1, 0)")?
        .execute([period.as_str()])?;
    let number: i64 = connection
        .prepare_cached("UPDATE order_counters SET last = last + 1 WHERE code = ?1 RETURNING last")?
        .query_row([period.as_str()], |row| row.get(0))?;
    Ok(order_code(period.as_str(), number))
}

/// Takes an order number of a period that was given in another book, unless the number or a later
/// one was given here already (rule 54).
pub(in crate::book) fn keep_code(
    connection: &Connection,
    period: &Code,
    wanted: &str,
) -> Result<Option<String>> {
    let number = wanted
        .rsplit_once('-')
        .and_then(|(_, number)| number.parse::<i64>().ok());
    let number = number.filter(|number| order_code(period.as_str(), *number) == wanted);
    let Some(number) = number.filter(|number| *number > 0) else {
        return Ok(None);
    };
    connection
        .prepare_cached("INSERT OR IGNORE INTO order_counters (code, last) VALUES (?1, 0)")?
        .execute([period.as_str()])?;
    let taken = connection
        .prepare_cached("UPDATE order_counters SET last = ?2 WHERE code = ?1 AND last < ?2")?
        .execute(rusqlite::params![period.as_str(), number])?;
    Ok((taken > 0).then(|| order_code(period.as_str(), number)))
}

/// The number an order says on the phone: `NAS3-017`.
pub(in crate::book) fn order_code(period: &str, number: i64) -> String {
    format!("{period}-{number:03}")
}

/// The PO and the number in an order's code; `None` for one that no counter gave.
pub(in crate::book) fn split_code(code: &str) -> Option<(&str, i64)> {
    let (period, number) = code.rsplit_once('-')?;
    Some((period, number.parse().ok()?))
}

/// Stores why an order was taken beyond a quota (rule 17).
pub(in crate::book) fn set_overbook(deed: &Deed<'_>, id: OrderId, why: &str) -> Result<()> {
    let why = text::reason(why)?;
    deed.connection()
        .prepare_cached("UPDATE orders SET overbook_reason = ?2 WHERE id = ?1")?
        .execute(params![id, why])?;
    Ok(())
}

/// The deadline (last second) of a down payment asked now.
pub(in crate::book) fn down_payment_by(period: &Period, now: Moment) -> Option<i64> {
    period
        .down_payment_hours
        .map(|hours| now.unix() + i64::from(hours) * 3600)
}
