//! The orders to hand over, as a queue, a page of parcels, and what hand-overs used last.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

use super::list::{ParcelFilter, condition, select};
use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{Day, from_row, json_ids};
use crate::book::order_list::OrderFilter;
use crate::book::rows::gather::gather;
use crate::book::rows::{destination, parcel};
use crate::domain::agreed::{Wanted, stored_time};
use crate::domain::id::{AccountId, OrderId, ParcelId, PeriodId};
use crate::domain::order::OrderRow;
use crate::domain::parcel::Parcel;
use crate::domain::when::Moment;

/// How many of the newest parcels tell which couriers are used.
const RECENT: i64 = 500;

/// An order with goods to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The order.
    pub row: OrderRow,
    /// When, how and where it is wanted (rule 77).
    pub wanted: Wanted,
    /// Units that are neither packed nor handed over.
    pub left: i64,
}

impl HandOver {
    /// Whether it is wanted on this day or was before it.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.wanted.day.is_some_and(|day| day <= today)
    }
}

/// How the last parcel for a courier was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastShipped {
    /// Who took it.
    pub courier: String,
    /// The courier's service.
    pub service: String,
    /// Whether it was packed first and sent later.
    pub packed: bool,
}

/// What an order is wanted, as the queue reads it.
struct WantedOf {
    order: OrderId,
    wanted: Wanted,
    packed: i64,
}

from_row! {
    WANTED, wanted_of: WantedOf {
        order: "o.id",
        wanted: Wanted {
            day: ("o.wanted_day") => |day: Option<Day>| day.map(|day| day.0),
            time: ("o.wanted_time") => |time: Option<String>| time.and_then(|time| stored_time(&time)),
            way: "o.way",
            place: "o.place",
            area: "o.area",
        },
        packed: "(SELECT coalesce(sum(u.qty * ((u.dst = 'parcel') - (u.src = 'parcel'))), 0)
            FROM unit_moves u WHERE u.order_id = o.id)",
    } from "json_each(?1) i JOIN orders o ON o.id = i.value"
}

impl Book {
    /// The orders of a filter that have goods to hand over now, none that is packed whole: those that may
    /// leave first, then by wanted day and area.
    pub fn hand_over_rows(&self, filter: &OrderFilter, now: Moment) -> Result<Vec<HandOver>> {
        let reading = self.reading()?;
        let mut rows: Vec<OrderRow> = Vec::new();
        for period in self.handing_over(filter.period)? {
            let of_period = OrderFilter {
                period: Some(period),
                to_hand_over: true,
                ..filter.clone()
            };
            self.each_order(&of_period, None, now, |row| {
                rows.push(row);
                true
            })?;
        }
        let ids: Vec<OrderId> = rows.iter().map(|row| row.id).collect();
        let mut known: HashMap<OrderId, WantedOf> =
            gather(&reading, WANTED, &json_ids(&ids), wanted_of)?
                .into_iter()
                .map(|of| (of.order, of))
                .collect();
        let mut queue: Vec<HandOver> = Vec::new();
        for row in rows {
            let Some(of) = known.remove(&row.id) else {
                continue;
            };
            let left = row.units_are.left() - of.packed;
            let wanted = of.wanted;
            queue.push(HandOver { row, wanted, left });
        }
        queue.retain(|order| order.left > 0);
        queue.sort_by_cached_key(|order| {
            (
                !order.row.is_settled(),
                order.wanted.day.is_none(),
                order.wanted.day,
                order.wanted.area.to_lowercase(),
                order.row.id,
            )
        });
        Ok(queue)
    }

    /// The POs with goods to hand over, this one only when it is given.
    fn handing_over(&self, period: Option<PeriodId>) -> Result<Vec<PeriodId>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(
            "SELECT p.id FROM periods p JOIN period_sums f ON f.period_id = p.id
             WHERE (?1 IS NULL OR p.id = ?1)
               AND (f.aside > 0 OR p.ready_at IS NOT NULL AND (p.finished_at IS NULL OR f.handed > 0))",
        )?;
        let rows = select.query_map([period], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A page of parcels after one of them: those packed last first, and within one packing in the order they
    /// were made. Also whether more follow.
    pub fn parcel_rows(
        &self,
        filter: &ParcelFilter,
        after: Option<ParcelId>,
        limit: usize,
    ) -> Result<(Vec<Parcel>, bool)> {
        let reading = self.reading()?;
        let (mut condition, mut values) = condition(filter);
        if let Some(after) = after {
            condition.push_str(
                " AND (-p.packed_at, p.id) > (SELECT -packed_at, id FROM parcels WHERE id = ?)",
            );
            values.push(after.into());
        }
        values.push(
            i64::try_from(limit)
                .unwrap_or(i64::MAX)
                .saturating_add(1)
                .into(),
        );
        let sql = format!(
            "SELECT p.id FROM parcels p WHERE {condition} ORDER BY p.packed_at DESC, p.id LIMIT ?"
        );
        let mut ids = select(&reading, &sql, values)?;
        let more = ids.len() > limit;
        ids.truncate(limit);
        Ok((parcel::fill(&reading, &ids)?, more))
    }

    /// How many parcels came back and wait for a decision (rule 82).
    pub fn undecided_parcels(&self) -> Result<i64> {
        Ok(self
            .reading()?
            .prepare_cached(
                "SELECT count(*) FROM parcels WHERE returned_at IS NOT NULL AND return_ending IS NULL",
            )?
            .query_row([], |row| row.get(0))?)
    }

    /// How the last parcel for a courier was made.
    pub fn last_shipped(&self) -> Result<Option<LastShipped>> {
        Ok(self
            .reading()?
            .prepare_cached(
                "SELECT courier, service, sent_at IS NOT packed_at FROM parcels
                 WHERE way = 'courier' ORDER BY id DESC LIMIT 1",
            )?
            .query_row([], |row| {
                Ok(LastShipped {
                    courier: row.get(0)?,
                    service: row.get(1)?,
                    packed: row.get(2)?,
                })
            })
            .optional()?)
    }

    /// The couriers of the newest parcels with the service each was last used with, those used last first.
    pub fn couriers(&self) -> Result<Vec<(String, String)>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(
            "SELECT courier, service, max(id) FROM (SELECT id, courier, service FROM parcels
                WHERE way = 'courier' ORDER BY id DESC LIMIT ?1)
             GROUP BY courier ORDER BY max(id) DESC",
        )?;
        let rows = select.query_map(params![RECENT], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The account that the last courier was paid from.
    pub fn last_courier_account(&self) -> Result<Option<AccountId>> {
        Ok(self
            .reading()?
            .prepare_cached(
                "SELECT account_id FROM entries WHERE parcel_id IS NOT NULL AND reverses IS NULL
                 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([], |row| row.get(0))
            .optional()?)
    }

    /// The parcels with this tracking number.
    pub fn tracked(&self, tracking: &str) -> Result<Vec<ParcelId>> {
        let reading = self.reading()?;
        let mut select = reading
            .prepare_cached("SELECT id FROM parcels WHERE tracking = ?1 AND tracking <> ''")?;
        let rows = select.query_map([tracking], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The recipients of an order that has several (rule 80), by name.
    pub fn recipients_of(&self, order: OrderId) -> Result<Vec<String>> {
        destination::names(&*self.reading()?, order)
    }
}
