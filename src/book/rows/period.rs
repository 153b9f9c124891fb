//! Periods: reads their rows.

use rusqlite::{Connection, Row};

use super::text::day;
use crate::book::keeper::error::{BookError, Result};
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::{Milestones, Period};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Columns of a period, for [`period`].
pub(in crate::book) const PERIOD: &str =
    "SELECT p.id, p.code, p.name, p.opens_at, p.closes_at, p.opened_at, p.closed_at,
     p.reopened_at, p.production_at, p.ready_at, p.finished_at, p.cancelled_at, p.down_payment,
     p.down_payment_hours, p.quota, p.order_cap, p.target, p.note, e.ready_from, e.ready_to,
     p.confirms, p.cancellation, p.minimum, p.minimum_waived_at
     FROM periods p LEFT JOIN estimates e
     ON e.id = (SELECT max(id) FROM estimates WHERE period_id = p.id)";

/// Reads a row of [`PERIOD`].
pub(in crate::book) fn period(row: &Row<'_>) -> Result<Period> {
    let moment = |column| -> Result<Option<Moment>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Moment::from_unix))
    };
    let rule: String = row.get(12)?;
    let ready = match (
        row.get::<_, Option<String>>(18)?,
        row.get::<_, Option<String>>(19)?,
    ) {
        (Some(from), Some(to)) => Some((day(&from)?, day(&to)?)),
        _ => None,
    };
    Ok(Period {
        id: PeriodId::new(row.get(0)?),
        code: Code::kept(row.get(1)?),
        name: row.get(2)?,
        milestones: Milestones {
            opens_at: moment(3)?,
            closes_at: moment(4)?,
            opened_at: moment(5)?,
            closed_at: moment(6)?,
            reopened_at: moment(7)?,
            production_at: moment(8)?,
            ready_at: moment(9)?,
            finished_at: moment(10)?,
            cancelled_at: moment(11)?,
        },
        ready,
        down_payment: rule.parse()?,
        down_payment_hours: row.get(13)?,
        cancellation: row.get::<_, String>(21)?.parse()?,
        quota: row.get(14)?,
        order_cap: row.get(15)?,
        minimum: row.get(22)?,
        minimum_waived_at: moment(23)?,
        target: row.get::<_, Option<i64>>(16)?.map(Rupiah::new),
        note: row.get(17)?,
        confirms: row
            .get::<_, String>(20)?
            .parse()
            .map_err(|_| BookError::Damaged("confirms".to_owned()))?,
    })
}

/// A period by its identity.
pub(in crate::book) fn by_id(connection: &Connection, id: PeriodId) -> Result<Period> {
    let mut select = connection.prepare_cached(&format!("{PERIOD} WHERE p.id = ?1"))?;
    let mut rows = select.query([id.raw()])?;
    match rows.next()? {
        Some(row) => period(row),
        None => Err(Refusal::Unknown {
            noun: Noun::Period,
            code: format!("#{}", id.raw()),
            near: None,
        }
        .into()),
    }
}

/// The sentence of a deed on a period, with its code and name.
pub(in crate::book) fn did(key: &'static str, period: &Period) -> Message {
    Message::new(key)
        .text("code", period.code.as_str())
        .text("name", period.name.as_str())
}

/// Refuses a period that is finished or cancelled.
pub(in crate::book) fn not_over(period: &Period, now: Moment) -> Result<()> {
    let stage = period.stage(now);
    if stage.is_over() {
        return Err(Refusal::PeriodOver {
            period: period.code.to_string(),
            stage,
        }
        .into());
    }
    Ok(())
}
