//! Periods: reads their rows.

use rusqlite::Connection;

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{Day, from_row};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::period::{Milestones, Period};
use crate::domain::policy::PolicyTexts;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

from_row! {
    pub(in crate::book) PERIOD, period: Period {
        id: "p.id",
        code: "p.code",
        name: "p.name",
        milestones: Milestones {
            opens_at: "p.opens_at",
            closes_at: "p.closes_at",
            opened_at: "p.opened_at",
            closed_at: "p.closed_at",
            reopened_at: "p.reopened_at",
            production_at: "p.production_at",
            ready_at: "p.ready_at",
            finished_at: "p.finished_at",
            cancelled_at: "p.cancelled_at",
        },
        ready: ("e.ready_from", "e.ready_to")
            => |(from, to): (Option<Day>, Option<Day>)| Some((from?.0, to?.0)),
        down_payment: "p.down_payment",
        down_payment_hours: "p.down_payment_hours",
        cancellation: "p.cancellation",
        quota: "p.quota",
        order_cap: "p.order_cap",
        minimum: "p.minimum",
        minimum_waived_at: "p.minimum_waived_at",
        settle_by: "p.settle_by",
        collect_days: "p.collect_days",
        update_days: "p.update_days",
        target: "p.target",
        announce_at: "p.announce_at",
        policies: PolicyTexts {
            refund: "p.policy_refund",
            cancellation: "p.policy_cancel",
            change: "p.policy_change",
            shipping: "p.policy_shipping",
        },
        note: "p.note",
        confirms: "p.confirms",
    } from "periods p LEFT JOIN estimates e
     ON e.id = (SELECT max(id) FROM estimates WHERE period_id = p.id)"
}

/// The period with this id.
pub(in crate::book) fn by_id(connection: &Connection, id: PeriodId) -> Result<Period> {
    let mut select = connection.prepare_cached(&format!("{PERIOD} WHERE p.id = ?1"))?;
    let mut rows = select.query([id])?;
    match rows.next()? {
        Some(row) => Ok(period(row)?),
        None => Err(Refusal::Gone.into()),
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
