//! Who is due to be told what, and what was said to whom (rules 52, 53, 64, 102). What left stays said: it is
//! outside the history.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, params};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::order_list::{OrderFilter, Walk, walk_orders};
use super::rows::period::PERIOD;
use super::rows::supplier::Supplier;
use super::rows::telling::{OrderNews, Sending, candidates, send, sent_messages};
use super::rows::{named, order, period};
use crate::domain::customer::Customer;
use crate::domain::id::{CustomerId, OrderId, PeriodId, SupplierId};
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment_stage::StageStatus;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::telling::{
    DueTelling, Happened, NotTold, SentMessage, SentOf, TellKind, TellVia, to_tell,
};
use crate::domain::when::Moment;

/// Of which orders the queue is; of all POs that aren't long over when both are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TellScope {
    /// All orders of these POs.
    pub periods: Vec<PeriodId>,
    /// These orders.
    pub orders: Vec<OrderId>,
}

impl TellScope {
    /// Whether nobody named a PO or an order.
    pub fn is_open(&self) -> bool {
        self.periods.is_empty() && self.orders.is_empty()
    }
}

/// An order whose customer can be told something now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tellable {
    /// The order.
    pub order: OrderRow,
    /// Who is told: its customer, or who pays its bill.
    pub customer: Customer,
    /// What of, and since when.
    pub due: DueTelling,
    /// When a message of this kind left last.
    pub told_at: Option<Moment>,
}

/// Who is to be told something, and who isn't.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TellQueue {
    /// Those to tell, oldest order first.
    pub due: Vec<Tellable>,
    /// Those passed over, with the reason; only of a PO or orders that were named.
    pub passed_over: Vec<(OrderRow, NotTold)>,
}

/// How many orders of a PO are due to be told something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// What.
    pub kind: TellKind,
    /// Code of the PO.
    pub period: String,
    /// The PO.
    pub period_id: PeriodId,
    /// How many orders; 0 of an announcement, which is for nobody in particular.
    pub orders: i64,
    /// Since when the first of them is due.
    pub since: Moment,
}

/// Days in which customers of a PO that is over are still told something.
const AFTER: i64 = 30;

impl Book {
    /// Who is to be told this now. Of a PO or orders that are named also those whom nothing presses; of an
    /// open scope only those who are due.
    pub fn tell_queue(&self, kind: TellKind, scope: &TellScope, now: Moment) -> Result<TellQueue> {
        let reading = self.reading()?;
        let connection = &*reading;
        let mut queue = TellQueue::default();
        let mut known = Known::of(connection, in_scope(connection, scope, now)?)?;
        for row in std::mem::take(&mut known.rows) {
            let last = known.order_news.last(row.id, kind);
            match known.decide(kind, &row, now)? {
                Ok(due) if due.is_due(now) || !scope.is_open() => queue.due.push(Tellable {
                    customer: told_customer(connection, kind, &row)?,
                    order: row,
                    due,
                    told_at: last.map(|last| last.at),
                }),
                Ok(_) => {}
                Err(why) if !scope.is_open() => queue.passed_over.push((row, why)),
                Err(_) => {}
            }
        }
        Ok(queue)
    }

    /// Who of a PO is due to be told this now, oldest order first.
    pub fn due_of(&self, kind: TellKind, period: PeriodId, now: Moment) -> Result<Vec<Tellable>> {
        let mut due = self.tell_queue(kind, &TellScope::default(), now)?.due;
        due.retain(|tellable| tellable.order.period == period);
        Ok(due)
    }

    /// What is due to be told: a row for each kind and PO, the longest due first.
    pub fn due_tellings(&self, now: Moment) -> Result<Vec<DueRow>> {
        let reading = self.reading()?;
        let connection = &*reading;
        let mut rows: BTreeMap<(TellKind, PeriodId), DueRow> = BTreeMap::new();
        let mut known = Known::of(
            connection,
            in_scope(connection, &TellScope::default(), now)?,
        )?;
        for row in std::mem::take(&mut known.rows) {
            for kind in TellKind::ALL {
                if kind.is_of_period() {
                    continue;
                }
                let Ok(due) = known.decide(*kind, &row, now)? else {
                    continue;
                };
                let Some(since) = due.since.filter(|_| due.is_due(now)) else {
                    continue;
                };
                let counted = rows.entry((*kind, row.period)).or_insert_with(|| DueRow {
                    kind: *kind,
                    period: row.period_code.clone(),
                    period_id: row.period,
                    orders: 0,
                    since,
                });
                counted.orders += 1;
                counted.since = counted.since.min(since);
            }
        }
        let mut rows: Vec<DueRow> = rows.into_values().collect();
        rows.extend(to_announce(connection, now)?);
        rows.sort_by_key(|row| row.since);
        Ok(rows)
    }

    /// Records that the message of this kind about these orders left, with its text. The book is looked at
    /// again: who has paid, cancelled or been told meanwhile is refused, and nothing is recorded.
    ///
    /// # Errors
    /// [`Refusal::NotToTell`] with the reason.
    pub fn mark_told(
        &mut self,
        kind: TellKind,
        orders: &[OrderId],
        (via, text): (TellVia, &str),
        now: Moment,
    ) -> Result<Done<()>> {
        self.outside_history(|connection| {
            for id in orders {
                let row = order::row(connection, *id, now)?;
                let mut known = Known::of(connection, vec![row.clone()])?;
                let due = known.decide(kind, &row, now)?;
                let due = due.map_err(|why| Refusal::NotToTell {
                    order: row.code.clone(),
                    why: why.message(),
                })?;
                let customer = told_customer(connection, kind, &row)?;
                let sending = Sending {
                    kind,
                    via,
                    period: row.period,
                    order: Some(row.id),
                    customer: Some(customer.id),
                    supplier: None,
                    subject: due.subject,
                    total: names_total(kind).then_some(row.bill.total),
                    phone: customer.phone.as_deref(),
                    text,
                };
                send(connection, &sending, now)?;
            }
            Ok(Done {
                made: (),
                message: None,
            })
        })
    }

    /// Records that a message about a PO left: to a group, or to a supplier with the number it has.
    pub fn mark_period_told(
        &mut self,
        (kind, id): (TellKind, PeriodId),
        supplier: Option<SupplierId>,
        (via, text): (TellVia, &str),
        now: Moment,
    ) -> Result<Done<()>> {
        self.outside_history(|connection| {
            let period = period::by_id(connection, id)?;
            let to = supplier.map(|id| named::by_id::<Supplier>(connection, id));
            let to = to.transpose()?;
            let sending = Sending {
                kind,
                via,
                period: period.id,
                order: None,
                customer: None,
                supplier,
                subject: 0,
                total: None,
                phone: to.as_ref().and_then(|to| to.phone.as_deref()),
                text,
            };
            send(connection, &sending, now)?;
            Ok(Done {
                made: (),
                message: None,
            })
        })
    }

    /// What a payment gave back of an order, in rupiah; absent when it gave back nothing of it.
    pub fn refund_to(&self, payment: i64, order: OrderId) -> Result<Option<Rupiah>> {
        let sum: Option<Rupiah> = self
            .reading()?
            .prepare_cached(
                "SELECT sum(a.amount) FROM allocations a JOIN payments p ON p.id = a.payment_id
                 WHERE p.id = ?1 AND p.refund = 1 AND a.order_id = ?2",
            )?
            .query_row(params![payment, order], |row| row.get(0))?;
        Ok(sum.map(Rupiah::negated))
    }

    /// The messages that left, at most so many, the newest first.
    pub fn sent_messages(&self, of: SentOf, most: usize) -> Result<Vec<SentMessage>> {
        sent_messages(&*self.reading()?, of, most)
    }
}

/// The POs that were to be announced by now and never were (rule 64), unless they are over for customers.
fn to_announce(connection: &Connection, now: Moment) -> Result<Vec<DueRow>> {
    let mut select = connection.prepare_cached(&format!(
        "{PERIOD} WHERE p.announce_at <= ?1 AND NOT EXISTS (SELECT 1 FROM messages m
         WHERE m.period_id = p.id AND m.kind = 'announcement')"
    ))?;
    let rows = select.query_map([now], period::period)?;
    let mut due = Vec::new();
    for row in rows {
        let row = row?;
        let stage = row.stage(now);
        if let Some(since) = row.announce_at
            && matches!(stage, Stage::Draft | Stage::Scheduled | Stage::Open)
        {
            due.push(DueRow {
                kind: TellKind::Announcement,
                period: row.code.to_string(),
                period_id: row.id,
                orders: 0,
                since,
            });
        }
    }
    Ok(due)
}

/// Whether a kind of message names the sum of the bill, so that a later change of it is news.
fn names_total(kind: TellKind) -> bool {
    matches!(
        kind,
        TellKind::Confirm
            | TellKind::DownPayment
            | TellKind::Reminder
            | TellKind::Bill
            | TellKind::Price
            | TellKind::Ready
    )
}

/// What the book knows of orders that decides about every kind of message.
struct Known<'c> {
    connection: &'c Connection,
    rows: Vec<OrderRow>,
    order_news: OrderNews,
    /// The stages of their POs, as they are asked for.
    stages: HashMap<PeriodId, Stage>,
}

impl<'c> Known<'c> {
    fn of(connection: &'c Connection, rows: Vec<OrderRow>) -> Result<Self> {
        let ids: Vec<OrderId> = rows.iter().map(|row| row.id).collect();
        Ok(Self {
            connection,
            order_news: OrderNews::of(connection, &ids)?,
            rows,
            stages: HashMap::new(),
        })
    }

    /// Whether the customer of one of them is to be told this.
    fn decide(
        &mut self,
        kind: TellKind,
        row: &OrderRow,
        now: Moment,
    ) -> Result<std::result::Result<DueTelling, NotTold>> {
        let stage = match self.stages.get(&row.period) {
            Some(stage) => *stage,
            None => {
                let stage = period::by_id(self.connection, row.period)?.stage(now);
                self.stages.insert(row.period, stage);
                stage
            }
        };
        let mut news = self.order_news.news(row.id);
        if !row.stages.is_empty() {
            news.bill = open_bill(self.connection, row)?;
        }
        let last = self.order_news.last(row.id, kind);
        Ok(to_tell(kind, row, stage, &news, last, now))
    }
}

/// The newest stage of an order that was billed and isn't paid.
fn open_bill(connection: &Connection, row: &OrderRow) -> Result<Option<Happened>> {
    let open = row.stages.iter();
    let open = open.filter(|stage| stage.status() == StageStatus::Open);
    let Some(stage) = open.map(|stage| stage.stage).max() else {
        return Ok(None);
    };
    let at: Option<Moment> = connection
        .prepare_cached("SELECT billed_at FROM payment_stages WHERE id = ?1")?
        .query_row([stage], |row| row.get(0))?;
    Ok(at.map(|at| Happened {
        id: stage.raw(),
        at,
    }))
}

/// Who is told: who pays where it is about money, else who ordered.
fn told_customer(connection: &Connection, kind: TellKind, row: &OrderRow) -> Result<Customer> {
    let payer: Option<CustomerId> = connection
        .prepare_cached("SELECT payer_id FROM orders WHERE id = ?1")?
        .query_row([row.id], |row| row.get(0))?;
    let id = payer
        .filter(|_| kind.is_for_payer())
        .unwrap_or(row.customer);
    super::rows::customer::by_id(connection, id)
}

/// The orders of a scope, oldest first; of an open one those that may be due.
fn in_scope(connection: &Connection, scope: &TellScope, now: Moment) -> Result<Vec<OrderRow>> {
    let mut rows: Vec<OrderRow> = Vec::new();
    let mut seen: HashSet<OrderId> = HashSet::new();
    let mut walk = |filter: &OrderFilter| {
        walk_orders(connection, filter, Walk::Up, now, |row| {
            if seen.insert(row.id) {
                rows.push(row);
            }
            Ok(true)
        })
    };
    if scope.is_open() {
        let from = Moment::from_unix(now.unix().saturating_sub(AFTER * 86_400));
        let only = candidates(connection, from, now)?;
        walk(&OrderFilter {
            only: Some(only),
            ..OrderFilter::default()
        })?;
    }
    for period in &scope.periods {
        walk(&OrderFilter {
            period: Some(*period),
            ..OrderFilter::default()
        })?;
    }
    for id in &scope.orders {
        if seen.insert(*id) {
            rows.push(order::row(connection, *id, now)?);
        }
    }
    Ok(rows)
}
