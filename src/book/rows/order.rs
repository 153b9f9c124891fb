//! Orders as a list shows them: reads their rows, and writes what stands on the order itself.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{shop, text};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::domain::code::Code;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::order::{Fulfilment, OrderRow, OrderStatus};
use crate::domain::payment::Bill;
use crate::domain::period::{Milestones, Period};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Columns of an order row, for [`Context::row`].
pub(in crate::book) const ROW: &str =
    "SELECT o.id, o.code, o.period_id, p.code, o.customer_id, c.name, c.phone,
     o.cancelled_at IS NOT NULL, o.late_reason IS NOT NULL, o.placed_at, s.units, s.total, s.paid,
     s.refunded, s.settled, s.down_payment_met, o.down_payment, o.down_payment_by,
     p.production_at, p.ready_at, p.finished_at, p.cancelled_at,
     EXISTS (SELECT 1 FROM payments m WHERE m.claimed_for = o.id AND m.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = m.id)),
     o.confirmed_at IS NOT NULL, o.waitlisted_at IS NOT NULL, o.released_at IS NOT NULL, o.channel,
     s.code,
     CASE WHEN s.waiting THEN (SELECT count(*) FROM orders w WHERE w.period_id = o.period_id
        AND w.waitlisted_at IS NOT NULL AND w.cancelled_at IS NULL
        AND (w.waitlisted_at, w.id) <= (o.waitlisted_at, o.id)) END";

/// What every row needs besides itself.
pub(in crate::book) struct Context {
    step: Rupiah,
    now: Moment,
}

impl Context {
    pub(in crate::book) fn read(connection: &Connection, now: Moment) -> Result<Self> {
        Ok(Self {
            step: shop::read(connection)?.down_payment_step,
            now,
        })
    }

    pub(in crate::book) fn row(&self, row: &Row<'_>) -> Result<OrderRow> {
        let cancelled: bool = row.get(7)?;
        let status = match (cancelled, row.get(24)?, row.get(23)?) {
            (true, _, _) => OrderStatus::Cancelled,
            (false, true, _) => OrderStatus::Waitlist,
            (false, false, false) => OrderStatus::Unconfirmed,
            (false, false, true) => OrderStatus::Active,
        };
        let units: i64 = row.get(10)?;
        let total = Rupiah::new(row.get(11)?);
        let unique_code = Rupiah::new(row.get(27)?);
        let rule: String = row.get(16)?;
        let rule: crate::domain::policy::DownPayment = rule.parse()?;
        let met: i64 = row.get(15)?;
        let moment = |column| -> Result<Option<Moment>> {
            Ok(row.get::<_, Option<i64>>(column)?.map(Moment::from_unix))
        };
        let stage = Milestones {
            production_at: moment(18)?,
            ready_at: moment(19)?,
            finished_at: moment(20)?,
            cancelled_at: moment(21)?,
            ..Milestones::default()
        }
        .stage(self.now);
        Ok(OrderRow {
            id: OrderId::new(row.get(0)?),
            code: row.get(1)?,
            period: PeriodId::new(row.get(2)?),
            period_code: row.get(3)?,
            customer: CustomerId::new(row.get(4)?),
            customer_name: row.get(5)?,
            customer_phone: row.get(6)?,
            status,
            late: row.get(8)?,
            placed_at: Moment::from_unix(row.get(9)?),
            units,
            bill: Bill {
                total,
                down_payment: if cancelled {
                    Rupiah::ZERO
                } else {
                    rule.asked(total, unique_code, units, self.step)?
                },
                paid: Rupiah::new(row.get(12)?),
                refunded: Rupiah::new(row.get(13)?),
                was_settled: row.get::<_, i64>(14)? > 0,
                down_payment_met: (met > 0).then(|| Rupiah::new(met)),
                cancelled,
                unique_code,
            },
            fulfilment: Fulfilment::from_stage(stage, status),
            down_payment_by: moment(17)?,
            claimed: row.get(22)?,
            released: row.get(25)?,
            channel: row
                .get::<_, String>(26)?
                .parse()
                .map_err(|_| BookError::Damaged("channel".to_owned()))?,
            waitlist_place: row.get(28)?,
        })
    }
}

/// One row of a list.
pub(in crate::book) fn row(connection: &Connection, id: OrderId, now: Moment) -> Result<OrderRow> {
    let context = Context::read(connection, now)?;
    let mut select = connection.prepare_cached(&format!(
        "{ROW} FROM orders o JOIN order_sums s ON s.order_id = o.id
         JOIN periods p ON p.id = o.period_id JOIN customers c ON c.id = o.customer_id WHERE o.id = ?1"
    ))?;
    let mut rows = select.query([id.raw()])?;
    match rows.next()? {
        Some(row) => context.row(row),
        None => Err(Refusal::Unknown {
            noun: Noun::Order,
            code: format!("#{}", id.raw()),
            near: None,
        }
        .into()),
    }
}

/// The order that was made of the message of this mark.
pub(in crate::book) fn made_of(
    connection: &Connection,
    period: PeriodId,
    mark: &str,
) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT code FROM orders WHERE period_id = ?1 AND source_ref = ?2 LIMIT 1")?
        .query_row(params![period.raw(), mark], |row| row.get(0))
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

/// The number an order says on the phone: `NAS3-017`.
pub(in crate::book) fn order_code(period: &str, number: i64) -> String {
    format!("{period}-{number:03}")
}

/// Remembers why an order was taken beyond a quota (rule 17).
pub(in crate::book) fn set_overbook(deed: &Deed<'_>, id: OrderId, why: &str) -> Result<()> {
    let why = text::long_line("field-reason", why)?;
    if why.is_empty() {
        let field = "field-reason";
        return Err(Refusal::Missing { field }.into());
    }
    deed.connection()
        .prepare_cached("UPDATE orders SET overbook_reason = ?2 WHERE id = ?1")?
        .execute(params![id.raw(), why])?;
    Ok(())
}

/// The last second for a down payment that is asked now.
pub(in crate::book) fn down_payment_by(period: &Period, now: Moment) -> Option<i64> {
    period
        .down_payment_hours
        .map(|hours| now.unix() + i64::from(hours) * 3600)
}
