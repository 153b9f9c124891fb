//! Reads what happened to an order that is news for its customer, and reads and writes the messages that left
//! (rules 52, 53). Messages are outside the history: what was said stays said.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::gather::gather;
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::sql::{from_row, json_ids};
use crate::domain::id::{CustomerId, OrderId, PeriodId, SupplierId};
use crate::domain::money::Rupiah;
use crate::domain::telling::{Happened, LastTold, News, SentMessage, SentOf, TellKind, TellVia};
use crate::domain::when::Moment;

/// The newest money of payments that stand, not reversed and no reversal themselves, by order.
macro_rules! money {
    ($refund:literal, $more:literal) => {
        concat!(
            "SELECT a.order_id, max(p.id), p.at FROM json_each(?1) j JOIN allocations a ON a.order_id = j.value
             JOIN payments p ON p.id = a.payment_id
             WHERE p.claimed_for IS NULL AND p.reverses IS NULL AND p.refund = ",
            $refund,
            $more,
            " AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id) GROUP BY a.order_id"
        )
    };
}

const PAID: &str = money!("0", " AND a.amount > 0 AND p.amount > 0");
const REFUNDED: &str = money!("1", "");
const PARCEL: &str = "SELECT u.order_id, max(p.id), p.sent_at FROM json_each(?1) j
     JOIN unit_moves u ON u.order_id = j.value JOIN parcels p ON p.id = u.parcel_id
     WHERE p.way = 'courier' AND p.sent_at IS NOT NULL AND p.returned_at IS NULL GROUP BY u.order_id";
/// A period's newest ready date, where it replaced one that the customer of a confirmed order knew.
const MOVED: &str = "SELECT o.id, max(e.id), e.made_at FROM json_each(?1) j JOIN orders o ON o.id = j.value
     JOIN estimates e ON e.period_id = o.period_id
     WHERE o.placed_at <= e.made_at AND o.confirmed_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM estimates f WHERE f.period_id = e.period_id AND f.id < e.id) GROUP BY o.id";

/// What happened to orders and their POs, and the last message of each kind about them.
#[derive(Default)]
pub(in crate::book) struct OrderNews {
    news: HashMap<OrderId, News>,
    last: HashMap<(OrderId, TellKind), LastTold>,
}

impl OrderNews {
    /// Reads it of orders, whatever their number, with as many queries as of one.
    pub(in crate::book) fn of(connection: &Connection, ids: &[OrderId]) -> Result<Self> {
        let mut read = Self::default();
        for some in ids.chunks(500) {
            read.add(connection, &json_ids(some))?;
        }
        Ok(read)
    }

    fn add(&mut self, connection: &Connection, ids: &str) -> Result<()> {
        let plans = gather(
            connection,
            "SELECT o.id, p.production_at, p.update_days, p.ready_at, p.ready_at + p.collect_days * 86400
             FROM json_each(?1) j JOIN orders o ON o.id = j.value JOIN periods p ON p.id = o.period_id",
            ids,
            |row| {
                let news = News {
                    production_at: row.get(1)?,
                    update_days: row.get(2)?,
                    ready_at: row.get(3)?,
                    collect_by: row.get(4)?,
                    ..News::default()
                };
                Ok((row.get::<_, OrderId>(0)?, news))
            },
        )?;
        self.news.extend(plans);
        let mut newest = |sql: &'static str, of: fn(&mut News) -> &mut Option<Happened>| {
            let found = gather(connection, sql, ids, |row| {
                let at: Option<Moment> = row.get(2)?;
                let id = row.get(1)?;
                Ok((row.get::<_, OrderId>(0)?, at.map(|at| Happened { id, at })))
            })?;
            for (order, happened) in found {
                if let Some(news) = self.news.get_mut(&order) {
                    *of(news) = happened;
                }
            }
            Ok::<_, BookError>(())
        };
        newest(PAID, |news| &mut news.payment)?;
        newest(REFUNDED, |news| &mut news.refund)?;
        newest(PARCEL, |news| &mut news.parcel)?;
        newest(MOVED, |news| &mut news.moved)?;
        let named = gather(
            connection,
            "SELECT m.order_id, max(m.id), m.total, m.at FROM json_each(?1) j JOIN messages m ON m.order_id = j.value
             WHERE m.total IS NOT NULL GROUP BY m.order_id",
            ids,
            |row| Ok((row.get::<_, OrderId>(0)?, (row.get(2)?, row.get(3)?))),
        )?;
        for (order, named) in named {
            if let Some(news) = self.news.get_mut(&order) {
                news.named = Some(named);
            }
        }
        let last = gather(
            connection,
            "SELECT m.order_id, m.kind, max(m.id), m.at, m.subject FROM json_each(?1) j
             JOIN messages m ON m.order_id = j.value GROUP BY m.order_id, m.kind",
            ids,
            |row| {
                let last = LastTold {
                    at: row.get(3)?,
                    subject: row.get(4)?,
                };
                // A kind of a later program is none of ours.
                let kind: String = row.get(1)?;
                Ok((row.get::<_, OrderId>(0)?, kind.parse().ok(), last))
            },
        )?;
        for (order, kind, last) in last {
            if let Some(kind) = kind {
                self.last.insert((order, kind), last);
            }
        }
        Ok(())
    }

    /// What happened to an order and its PO; nothing of an order that wasn't read.
    pub(in crate::book) fn news(&self, order: OrderId) -> News {
        self.news.get(&order).copied().unwrap_or_default()
    }

    /// The last message of a kind about an order.
    pub(in crate::book) fn last(&self, order: OrderId, kind: TellKind) -> Option<LastTold> {
        self.last.get(&(order, kind)).copied()
    }
}

/// Orders of POs that aren't long over whose customers may be due to be told something, oldest first: those to
/// which something happened lately, which ask for money by a day, or whose goods are made or wait. Never fewer
/// than are due ([`to_tell`](crate::domain::telling::to_tell) decides), and few of a large book.
pub(in crate::book) fn candidates(
    connection: &Connection,
    over_since: Moment,
    now: Moment,
) -> Result<Vec<OrderId>> {
    let mut select = connection.prepare_cached(CANDIDATES)?;
    let rows = select.query_map(params![over_since, now], |row| row.get(0))?;
    let mut ids: Vec<OrderId> = rows.collect::<rusqlite::Result<_>>()?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The joins are crossed so that each part begins with the few rows it is about; a sorted union would read whole
/// tables in the order of orders.
const CANDIDATES: &str = "WITH current AS MATERIALIZED (
         SELECT * FROM periods WHERE coalesce(finished_at, cancelled_at, ?1) >= ?1)
     -- Confirmed, or waiting for their down payment, within three days.
     SELECT o.id FROM current p CROSS JOIN orders o ON o.period_id = p.id
     WHERE o.placed_at > ?2 - 3 * 86400 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = o.id AND m.kind = 'confirm')
     UNION ALL SELECT o.id FROM current p CROSS JOIN period_sums s ON s.period_id = p.id CROSS JOIN orders o ON o.period_id = p.id
     WHERE s.unconfirmed > 0 AND o.confirmed_at IS NULL AND o.waitlisted_at IS NULL AND o.cancelled_at IS NULL
     -- Money that came within three days, or went back within fourteen.
     UNION ALL SELECT a.order_id FROM payments y CROSS JOIN allocations a ON a.payment_id = y.id
     WHERE y.at > ?2 - 14 * 86400 AND y.claimed_for IS NULL AND (y.refund OR y.at > ?2 - 3 * 86400)
     -- Open bills with a deadline, or with a stage.
     UNION ALL SELECT s.order_id FROM current p CROSS JOIN order_sums s ON s.period_id = p.id AND s.total <> s.paid
     JOIN orders o ON o.id = s.order_id
     WHERE s.total > s.paid AND NOT s.cancelled
       AND (s.stages > 0 OR coalesce(s.down_payment_by, o.due_at, p.settle_by) IS NOT NULL)
     -- Made by a rhythm.
     UNION ALL SELECT o.id FROM current p CROSS JOIN orders o ON o.period_id = p.id
     WHERE p.update_days IS NOT NULL AND p.production_at IS NOT NULL AND p.ready_at IS NULL
       AND p.production_at <= ?2 - p.update_days * 86400
       AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = o.id AND m.kind = 'progress'
           AND m.at > ?2 - p.update_days * 86400)
     -- Told of another sum than the bill has.
     UNION ALL SELECT m.order_id FROM current p CROSS JOIN messages m ON m.period_id = p.id
     JOIN order_sums s ON s.order_id = m.order_id WHERE m.total IS NOT NULL AND m.total <> s.total
     -- Promised an earlier date.
     UNION ALL SELECT o.id FROM current p CROSS JOIN estimates e ON e.id = (SELECT max(id) FROM estimates WHERE period_id = p.id)
     JOIN orders o ON o.period_id = p.id
     WHERE EXISTS (SELECT 1 FROM estimates f WHERE f.period_id = p.id AND f.id < e.id)
       AND o.placed_at <= e.made_at AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = o.id AND m.kind = 'delay' AND m.subject = e.id)
     -- Ready, and not told so, or waiting longer than they may.
     UNION ALL SELECT s.order_id FROM current p CROSS JOIN order_sums s ON s.period_id = p.id
     WHERE s.held AND s.handed < s.pieces AND (s.aside > 0 OR p.ready_at IS NOT NULL)
       AND (p.ready_at + p.collect_days * 86400 < ?2
           OR NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = s.order_id AND m.kind = 'ready'))
     -- Sent within fourteen days.
     UNION ALL SELECT u.order_id FROM parcels l CROSS JOIN unit_moves u ON u.parcel_id = l.id
     WHERE l.sent_at > ?2 - 14 * 86400 AND u.order_id IS NOT NULL AND l.way = 'courier'";

/// A message that leaves.
pub(in crate::book) struct Sending<'a> {
    pub(in crate::book) kind: TellKind,
    pub(in crate::book) via: TellVia,
    pub(in crate::book) period: PeriodId,
    pub(in crate::book) order: Option<OrderId>,
    pub(in crate::book) customer: Option<CustomerId>,
    pub(in crate::book) supplier: Option<SupplierId>,
    pub(in crate::book) subject: i64,
    pub(in crate::book) total: Option<Rupiah>,
    pub(in crate::book) phone: Option<&'a str>,
    pub(in crate::book) text: &'a str,
}

/// Records that a message left.
pub(in crate::book) fn send(
    connection: &Connection,
    message: &Sending<'_>,
    now: Moment,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO messages (at, kind, via, period_id, order_id, customer_id, supplier_id, subject, total, phone, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            now,
            message.kind,
            message.via,
            message.period,
            message.order,
            message.customer,
            message.supplier,
            message.subject,
            message.total,
            message.phone,
            message.text
        ])?;
    Ok(())
}

from_row! {
    SENT, sent: SentMessage {
        at: "m.at",
        kind: "m.kind",
        via: "m.via",
        order: "o.code",
        period: "p.code",
        to: "coalesce(c.name, s.name, '')",
        phone: "m.phone",
        text: "m.text",
    } from "messages m LEFT JOIN orders o ON o.id = m.order_id LEFT JOIN periods p ON p.id = m.period_id
        LEFT JOIN customers c ON c.id = m.customer_id
        LEFT JOIN suppliers s ON s.id = m.supplier_id"
}

/// The messages that left, at most so many, the newest first.
pub(in crate::book) fn sent_messages(
    connection: &Connection,
    of: SentOf,
    most: usize,
) -> Result<Vec<SentMessage>> {
    let (which, id) = match of {
        SentOf::All => ("?1 IS NULL", None),
        SentOf::Order(id) => ("m.order_id = ?1", Some(id.raw())),
        SentOf::Period(id) => ("m.period_id = ?1", Some(id.raw())),
        SentOf::Customer(id) => (
            "m.order_id IN (SELECT id FROM orders WHERE customer_id = ?1)",
            Some(id.raw()),
        ),
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut select =
        connection.prepare_cached(&format!("{SENT} WHERE {which} ORDER BY m.id DESC LIMIT ?2"))?;
    let rows = select.query_map(params![id, most], sent)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
