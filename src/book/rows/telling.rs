//! Reads what happened to an order that is news for its customer, and reads and writes the messages that left
//! (rules 52, 53). Messages are outside the history: what was said stays said.

use rusqlite::{Connection, OptionalExtension, params};

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::telling::{Happened, LastTold, News, SentMessage, TellKind, TellVia};
use crate::domain::when::Moment;

/// Money of payments that stand: not reversed, and no reversal themselves.
macro_rules! money {
    ($refund:literal) => {
        concat!(
            "SELECT max(p.id), p.at FROM allocations a JOIN payments p ON p.id = a.payment_id
             WHERE a.order_id = ?1 AND p.claimed_for IS NULL AND p.reverses IS NULL AND p.refund = ",
            $refund,
            " AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id)"
        )
    };
}

const PAID: &str = concat!(money!("0"), " AND a.amount > 0 AND p.amount > 0");
const REFUNDED: &str = money!("1");
const PARCEL: &str = "SELECT max(p.id), p.sent_at FROM unit_moves u JOIN parcels p ON p.id = u.parcel_id
     WHERE u.order_id = ?1 AND p.way = 'courier' AND p.sent_at IS NOT NULL AND p.returned_at IS NULL";
/// A period's newest ready date, where it replaced one that the customer of a confirmed order knew.
const MOVED: &str =
    "SELECT max(e.id), e.made_at FROM estimates e JOIN orders o ON o.period_id = e.period_id
     WHERE o.id = ?1 AND o.placed_at <= e.made_at AND o.confirmed_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM estimates f WHERE f.period_id = e.period_id AND f.id < e.id)";

/// What happened to an order and its PO. `bill` is the newest stage of it with a bill that isn't paid.
pub(in crate::book) fn news(
    connection: &Connection,
    order: OrderId,
    bill: Option<Happened>,
) -> Result<News> {
    let newest = |sql: &str| -> Result<Option<Happened>> {
        let mut select = connection.prepare_cached(sql)?;
        let (id, at) = select.query_row([order], |row| {
            Ok((
                row.get::<_, Option<i64>>(0)?,
                row.get::<_, Option<Moment>>(1)?,
            ))
        })?;
        Ok(id.zip(at).map(|(id, at)| Happened { id, at }))
    };
    let (production_at, update_days, ready_at, collect_by) = connection
        .prepare_cached(
            "SELECT p.production_at, p.update_days, p.ready_at, p.ready_at + p.collect_days * 86400
             FROM orders o JOIN periods p ON p.id = o.period_id WHERE o.id = ?1",
        )?
        .query_row([order], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    let named = connection
        .prepare_cached(
            "SELECT total, at FROM messages WHERE order_id = ?1 AND total IS NOT NULL ORDER BY id DESC LIMIT 1",
        )?
        .query_row([order], |row| Ok((row.get::<_, Rupiah>(0)?, row.get(1)?)))
        .optional()?;
    Ok(News {
        payment: newest(PAID)?,
        refund: newest(REFUNDED)?,
        bill,
        moved: newest(MOVED)?,
        parcel: newest(PARCEL)?,
        production_at,
        update_days,
        ready_at,
        collect_by,
        named,
    })
}

/// The last message of a kind about an order.
pub(in crate::book) fn last(
    connection: &Connection,
    order: OrderId,
    kind: TellKind,
) -> Result<Option<LastTold>> {
    Ok(connection
        .prepare_cached(
            "SELECT at, subject FROM messages WHERE order_id = ?1 AND kind = ?2 ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![order, kind], |row| {
            Ok(LastTold {
                at: row.get(0)?,
                subject: row.get(1)?,
            })
        })
        .optional()?)
}

/// A message that leaves.
pub(in crate::book) struct Sending<'a> {
    pub(in crate::book) kind: TellKind,
    pub(in crate::book) via: TellVia,
    pub(in crate::book) period: PeriodId,
    pub(in crate::book) order: Option<OrderId>,
    pub(in crate::book) customer: Option<CustomerId>,
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
            "INSERT INTO messages (at, kind, via, period_id, order_id, customer_id, subject, total, phone, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            now,
            message.kind,
            message.via,
            message.period,
            message.order,
            message.customer,
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
        customer: "coalesce(c.name, '')",
        phone: "m.phone",
        text: "m.text",
    } from "messages m LEFT JOIN orders o ON o.id = m.order_id LEFT JOIN periods p ON p.id = m.period_id
        LEFT JOIN customers c ON c.id = m.customer_id"
}

/// The messages about an order, of a PO or of all, newest first.
pub(in crate::book) fn all(
    connection: &Connection,
    order: Option<OrderId>,
    period: Option<PeriodId>,
) -> Result<Vec<SentMessage>> {
    let mut select = connection.prepare_cached(&format!(
        "{SENT} WHERE (?1 IS NULL OR m.order_id = ?1) AND (?2 IS NULL OR m.period_id = ?2) ORDER BY m.id DESC"
    ))?;
    let rows = select.query_map(params![order, period], sent)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
