//! What customers answer to a delay, and what follows from it (rule 52): who waits gets what was offered off the
//! bill, who doesn't gets the money back.

use rusqlite::{Connection, OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::keeper::sql::from_row;
use super::rows::order_full;
use super::steps::order::bill::{check_bill, set_named};
use super::steps::order::cancel::cancel_keeping;
use super::steps::{tally, waitlist};
use crate::domain::charge::ChargeKind;
use crate::domain::estimate::{DelayAnswer, DelayOffer, DelayedOrder};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::refusal::Refusal;
use crate::domain::text::excerpt;
use crate::domain::when::Moment;

from_row! {
    DELAYED, delayed: DelayedOrder {
        id: "o.id",
        order: "o.code",
        customer: "c.name",
        told_at: "(SELECT max(m.at) FROM messages m WHERE m.order_id = o.id AND m.kind = 'delay' AND m.subject = e.id)",
        answer: ("a.choice") => |choice: Option<String>| choice.and_then(|choice| choice.parse().ok()),
        answered_at: "a.at",
    } from "orders o JOIN customers c ON c.id = o.customer_id
        JOIN estimates e ON e.id = (SELECT max(id) FROM estimates WHERE period_id = ?1)
        LEFT JOIN answers a ON a.estimate_id = e.id AND a.order_id = o.id
        WHERE o.period_id = ?1 AND o.placed_at <= e.made_at AND o.confirmed_at IS NOT NULL
          AND (o.cancelled_at IS NULL OR a.id IS NOT NULL)
          AND EXISTS (SELECT 1 FROM estimates f WHERE f.period_id = ?1 AND f.id < e.id)
        ORDER BY o.id"
}

/// The newest date of an order's PO, where it replaced one that was promised to the order.
struct Delay {
    estimate: i64,
    why: String,
    offer: DelayOffer,
}

fn delay_of(connection: &Connection, id: OrderId) -> Result<Option<Delay>> {
    let mut select = connection.prepare_cached(
        "SELECT e.id, e.why, e.compensation, e.asks FROM orders o
         JOIN estimates e ON e.id = (SELECT max(id) FROM estimates WHERE period_id = o.period_id)
         WHERE o.id = ?1 AND o.placed_at <= e.made_at AND o.confirmed_at IS NOT NULL
           AND EXISTS (SELECT 1 FROM estimates f WHERE f.period_id = o.period_id AND f.id < e.id)",
    )?;
    let delay = select.query_row([id], |row| {
        Ok(Delay {
            estimate: row.get(0)?,
            why: row.get(1)?,
            offer: DelayOffer {
                compensation: row.get(2)?,
                asks: row.get(3)?,
            },
        })
    });
    Ok(delay.optional()?)
}

impl Book {
    /// The orders that were promised an earlier date than the newest of their PO, with what their customers were
    /// told and answered.
    pub fn delayed_orders(&self, id: PeriodId) -> Result<Vec<DelayedOrder>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(DELAYED)?;
        let rows = select.query_map([id], delayed)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What is offered to the customer of an order for the newest date of its PO; `None` where that is the date
    /// the order was promised.
    pub fn delay_offer(&self, id: OrderId) -> Result<Option<DelayOffer>> {
        Ok(delay_of(&*self.reading()?, id)?.map(|delay| delay.offer))
    }

    /// Records what a customer answered to the newest date of the order's PO. Who waits gets the compensation off
    /// the bill, at most all of it; who doesn't is cancelled by the shop, which owes all that was paid.
    ///
    /// # Errors
    /// [`Refusal::NoDelay`], [`Refusal::AnsweredSo`], or an order that is cancelled.
    pub fn answer_delay(
        &mut self,
        id: OrderId,
        answer: DelayAnswer,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = order_full::live(connection, id, now)?.row;
            let order = before.code.clone();
            let Some(delay) = delay_of(connection, id)? else {
                return Err(Refusal::NoDelay { order }.into());
            };
            let known: Option<(i64, String)> = connection
                .prepare_cached(
                    "SELECT id, choice FROM answers WHERE estimate_id = ?1 AND order_id = ?2",
                )?
                .query_row(params![delay.estimate, id], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            deed.touches(id)?;
            match known {
                Some((_, choice)) if choice == answer.code() => {
                    return Err(Refusal::AnsweredSo { order }.into());
                }
                Some((known, _)) => {
                    connection
                        .prepare_cached("UPDATE answers SET choice = ?2, at = ?3 WHERE id = ?1")?
                        .execute(params![known, answer.code(), now])?;
                }
                None => {
                    connection
                        .prepare_cached(
                            "INSERT INTO answers (estimate_id, order_id, at, choice) VALUES (?1, ?2, ?3, ?4)",
                        )?
                        .execute(params![delay.estimate, id, now, answer.code()])?;
                }
            }
            match answer {
                DelayAnswer::Wait => {
                    let off = delay.offer.compensation.min(before.bill.total);
                    if off > Rupiah::ZERO {
                        let label = excerpt(&delay.why);
                        let charge = (ChargeKind::Compensation, label.as_str(), None);
                        set_named(deed, id, charge, off.negated())?;
                        check_bill(deed, id)?;
                    }
                    let message = Message::new("did-answer-wait")
                        .text("order", order)
                        .money("amount", off);
                    Ok((order_full::order(connection, id, now)?, message))
                }
                DelayAnswer::Refund => {
                    tally::freeze_if_closed(deed, before.period, now)?;
                    cancel_keeping(deed, id, &delay.why, true, None)?;
                    let served = waitlist::serve(deed, before.period)?;
                    let message = Message::new("did-answer-refund")
                        .text("order", order)
                        .money("amount", before.bill.paid);
                    let order = order_full::order(connection, id, now)?;
                    Ok((order, waitlist::told(message, &served)))
                }
            }
        })
    }
}
