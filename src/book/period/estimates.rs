//! Estimates of when a period's goods will be ready: all that were given, which customers must be
//! told of the newest, and the one proposed from the shop's pace (rules 5, 6, 53).

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{Day, from_row};
use crate::book::rows::period::{by_id, did, not_over};
use crate::book::rows::telling::{Sending, send};
use crate::book::rows::{estimate, order, shop, text};
use crate::domain::estimate::{DelayOffer, Estimate, Pace, Proposal};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::period::Stage;
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::refusal::Refusal;
use crate::domain::telling::{TellKind, TellVia};
use crate::domain::when::Moment;

/// Which orders have been told of the newest estimate and which have not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Orders placed before the date was moved and not told yet, oldest first.
    pub to_tell: Vec<OrderRow>,
    /// Orders told of it, oldest first.
    pub told: Vec<OrderRow>,
}

from_row! {
    ESTIMATE, estimate: Estimate {
        id: "id",
        from: ("ready_from") => |day: Day| day.0,
        to: ("ready_to") => |day: Day| day.0,
        why: "why",
        made_at: "made_at",
        offer: DelayOffer {
            compensation: "compensation",
            asks: "asks",
        },
    } from "estimates WHERE period_id = ?1 ORDER BY id DESC"
}

impl Book {
    /// All estimates of a period, newest first (rule 5).
    pub fn estimates(&self, id: PeriodId) -> Result<Vec<Estimate>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(ESTIMATE)?;
        let rows = select.query_map([id], estimate)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Moves the date the goods will be ready; earlier estimates are kept (rule 5). Customers are offered
    /// something for it, or nothing.
    ///
    /// # Errors
    /// A period that is over, a range that runs backwards, no reason, or a compensation below zero.
    pub fn postpone_period(
        &mut self,
        id: PeriodId,
        ready: (NaiveDate, NaiveDate),
        why: &str,
        offer: DelayOffer,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let period = by_id(deed.connection(), id)?;
            not_over(&period, now)?;
            let why = text::reason(why)?;
            if offer.compensation < Rupiah::ZERO {
                return Err(Refusal::NotPositive {
                    field: "field-compensation",
                }
                .into());
            }
            offer.compensation.bounded()?;
            estimate::add(deed, &period, ready, &why, offer)?;
            let message = did("did-postpone", &period)
                .date("from", ready.0)
                .date("to", ready.1);
            Ok(((), message))
        })
    }

    /// Which orders have been told of a moved date and which have not (rules 5, 53). A first
    /// estimate is no move, and orders placed after the move know the new date already.
    pub fn told(&self, id: PeriodId, now: Moment) -> Result<Told> {
        let reading = self.reading()?;
        let Some(moved) = moved(&reading, id)? else {
            return Ok(Told::default());
        };
        let rows = |which: &str| -> Result<Vec<OrderRow>> {
            concerned(&reading, &moved, id, which)?
                .into_iter()
                .map(|order| order::row(&reading, order, now))
                .collect()
        };
        Ok(Told {
            to_tell: rows("NOT EXISTS")?,
            told: rows("EXISTS")?,
        })
    }

    /// Counts the orders of a period that have not been told of a moved date.
    pub fn to_tell_count(&self, id: PeriodId) -> Result<i64> {
        let reading = self.reading()?;
        let Some(moved) = moved(&reading, id)? else {
            return Ok(0);
        };
        Ok(reading
            .prepare_cached(&format!(
                "SELECT count(*) FROM orders o WHERE {CONCERNED} AND NOT EXISTS {TELLING}"
            ))?
            .query_row(params![id, moved.made_at, moved.estimate], |row| row.get(0))?)
    }

    /// Records that these orders were told of the newest date; all untold ones when the list is
    /// empty. Returns how many.
    ///
    /// # Errors
    /// A period whose date was never moved, or an order of another period.
    pub fn tell(&mut self, id: PeriodId, orders: &[OrderId], now: Moment) -> Result<Done<usize>> {
        let made = self.outside_history(|connection| {
            let period = by_id(connection, id)?;
            let Some(moved) = moved(connection, id)? else {
                let period = period.code.to_string();
                return Err(Refusal::from(PlanRefusal::NothingToTell { period }).into());
            };
            for order in orders {
                let row = order::row(connection, *order, now)?;
                if row.period != id {
                    return Err(Refusal::from(PlanRefusal::OrderElsewhere {
                        order: row.code,
                        period: period.code.to_string(),
                    })
                    .into());
                }
            }
            tell(connection, &moved, id, orders, now)
        })?;
        Ok(Done {
            made,
            message: None,
        })
    }

    /// Records that the customers of these orders, of one period or several, were told of the newest
    /// date of their period. Orders that know it already stay as they are. Returns how many were told.
    ///
    /// # Errors
    /// When none of these orders has to be told.
    pub fn tell_orders(&mut self, orders: &[OrderId], now: Moment) -> Result<Done<usize>> {
        let made = self.outside_history(|connection| {
            let mut periods: Vec<PeriodId> = Vec::new();
            for order in orders {
                let period = order::row(connection, *order, now)?.period;
                if !periods.contains(&period) {
                    periods.push(period);
                }
            }
            let mut now_told = 0;
            for id in &periods {
                if let Some(moved) = moved(connection, *id)? {
                    now_told += tell(connection, &moved, *id, orders, now)?;
                }
            }
            if let ([period, ..], 0) = (periods.as_slice(), now_told) {
                let period = by_id(connection, *period)?.code.to_string();
                return Err(Refusal::from(PlanRefusal::NothingToTell { period }).into());
            }
            Ok(now_told)
        })?;
        Ok(Done {
            made,
            message: None,
        })
    }

    /// The estimate proposed from the shop's daily pace, when that is known (rule 6). While the
    /// period is open it assumes that the quota will be sold.
    pub fn proposed_estimate(&self, id: PeriodId, now: Moment) -> Result<Option<Proposal>> {
        let connection = &self.reading()?;
        let period = by_id(connection, id)?;
        let (pieces, lead_days): (i64, Option<i64>) = connection
            .prepare_cached(
                "SELECT (SELECT pieces FROM period_sums WHERE period_id = ?1),
                    (SELECT max(s.lead_days) FROM offers o JOIN variants v ON v.id = o.variant_id
                     JOIN products p ON p.id = v.product_id JOIN suppliers s ON s.id = p.supplier_id
                     WHERE o.period_id = ?1 AND o.archived_at IS NULL)",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let before_close = period.stage(now) <= Stage::Open;
        let units = match period.quota {
            Some(quota) if before_close => quota.max(pieces),
            _ => pieces,
        };
        self.estimate_for(units, lead_days, period.milestones.closes_at, now)
    }

    /// The estimate for so many units when orders are taken until `closes` (rule 6).
    pub fn estimate_for(
        &self,
        units: i64,
        lead_days: Option<i64>,
        closes: Option<Moment>,
        now: Moment,
    ) -> Result<Option<Proposal>> {
        let shop = shop::read(&*self.reading()?)?;
        let pace = Pace {
            daily_capacity: shop.daily_capacity,
            lead_days,
            delivery_days: shop.delivery_days,
            buffer_days: shop.buffer_days,
        };
        let begins = closes.unwrap_or(now).max(now).date(shop.zone);
        Ok(pace.propose(units, begins))
    }
}

/// The newest estimate of a period, when it replaced an earlier one.
struct Moved {
    estimate: i64,
    made_at: i64,
}

/// Confirmed orders that were promised an earlier date.
const CONCERNED: &str = "o.period_id = ?1 AND o.placed_at <= ?2
     AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL";
const TELLING: &str =
    "(SELECT 1 FROM messages m WHERE m.order_id = o.id AND m.kind = 'delay' AND m.subject = ?3)";

fn moved(connection: &Connection, id: PeriodId) -> Result<Option<Moved>> {
    let newest: Vec<(i64, i64)> = connection
        .prepare_cached(
            "SELECT id, made_at FROM estimates WHERE period_id = ?1 ORDER BY id DESC LIMIT 2",
        )?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(match newest.as_slice() {
        [(estimate, made_at), _] => Some(Moved {
            estimate: *estimate,
            made_at: *made_at,
        }),
        _ => None,
    })
}

/// Records that these orders of a period were told of the move; all untold ones when the list is
/// empty. Returns how many.
fn tell(
    connection: &Connection,
    moved: &Moved,
    id: PeriodId,
    orders: &[OrderId],
    now: Moment,
) -> Result<usize> {
    let missing = concerned(connection, moved, id, "NOT EXISTS")?.into_iter();
    let now_told = missing.filter(|order| orders.is_empty() || orders.contains(order));
    let mut count = 0;
    for order in now_told {
        let row = order::row(connection, order, now)?;
        let sending = Sending {
            kind: TellKind::Delay,
            via: TellVia::Other,
            period: id,
            order: Some(order),
            customer: Some(row.customer),
            supplier: None,
            subject: moved.estimate,
            total: None,
            phone: row.customer_phone.as_deref(),
            text: "",
        };
        send(connection, &sending, now)?;
        count += 1;
    }
    Ok(count)
}

fn concerned(
    connection: &Connection,
    moved: &Moved,
    id: PeriodId,
    which: &str,
) -> Result<Vec<OrderId>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT o.id FROM orders o WHERE {CONCERNED} AND {which} {TELLING} ORDER BY o.placed_at, o.id"
    ))?;
    let rows = select.query_map(params![id, moved.made_at, moved.estimate], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
