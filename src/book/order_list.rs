//! Looking at orders: rows for lists a page at a time, one order in full, and a period's figures.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::sql::{from_row, json_ids};
use super::order_found::{Found, by_number};
use super::rows::order::{Context, ROW, row};
use super::rows::report::PAID_LATE;
use crate::domain::id::{BonusId, CustomerId, OrderId, PeriodId, StageId};
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, Fulfilment, Late, OrderRow, OrderStatus};
use crate::domain::payment::{Bill, PaymentStatus};
use crate::domain::pieces::Pieces;
use crate::domain::when::Moment;

/// Which orders a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Of one period.
    pub period: Option<PeriodId>,
    /// Of these customers.
    pub customers: Option<Vec<CustomerId>>,
    /// With this number (`17` is `NAS3-017`), or whose code begins with this text.
    pub number: Option<String>,
    /// With this status.
    pub status: Option<OrderStatus>,
    /// Not on the waiting list.
    pub not_waiting: bool,
    /// With one of these payment statuses; empty for any.
    pub payment: Vec<PaymentStatus>,
    /// With this fulfilment.
    pub fulfilment: Option<Fulfilment>,
    /// Only orders not settled yet: with money to come or to be refunded.
    pub open: bool,
    /// Only orders with money to come.
    pub owing: bool,
    /// Only orders that did not pay this by its deadline (rules 16, 63).
    pub late: Option<Late>,
    /// Only orders with a part of this stage's bill (rule 63).
    pub stage: Option<StageId>,
    /// Only orders whose last moment for the whole bill has passed, their own or their PO's (rules 1,
    /// 112).
    pub overdue: bool,
    /// Only orders that wait for the approval of a design (rule 79).
    pub unapproved: bool,
    /// Only orders wanted on this day (rule 77).
    pub wanted: Option<NaiveDate>,
    /// Only orders wanted on this day or before it (rule 77).
    pub wanted_by: Option<NaiveDate>,
    /// Only orders whose bill this customer pays (rule 74).
    pub billed_to: Option<CustomerId>,
    /// Only orders with goods to hand over now: set aside, or in a PO that is ready (rule 46).
    pub to_hand_over: bool,
    /// Only orders whose goods wait for their customer longer than their PO lets them (rule 82).
    pub uncollected: bool,
    /// Only these orders.
    pub only: Option<Vec<OrderId>>,
    /// Only cancelled orders of which a part of the down payment was kept (rule 33).
    pub forfeited: bool,
    /// Only orders with a unique code on the bill (rule 31).
    pub unique_code: bool,
    /// Only orders that were paid late, or are late still.
    pub paid_late: bool,
    /// Only orders with money paid.
    pub paid: bool,
    /// Only orders that have this bonus (rule 14).
    pub bonus: Option<BonusId>,
    /// Only orders that came by this channel.
    pub channel: Option<Channel>,
    /// Only orders of which this amount is the open down payment, the rest, or the total: finds the
    /// order a transfer belongs to.
    pub amount: Option<Rupiah>,
    /// Only orders that a search found.
    pub found: Option<Found>,
    /// Which come first.
    pub sort: OrderSort,
}

impl OrderFilter {
    /// Those without their whole down payment (rule 25) that aren't on the waiting list.
    pub fn without_down_payment() -> Self {
        Self {
            payment: vec![PaymentStatus::Unpaid, PaymentStatus::Partial],
            not_waiting: true,
            ..Self::default()
        }
    }

    /// Only these orders.
    pub fn only(orders: Vec<OrderId>) -> Self {
        Self {
            only: Some(orders),
            ..Self::default()
        }
    }
}

/// Which orders of a list come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OrderSort {
    /// The newest.
    #[default]
    Newest,
    /// The oldest.
    Oldest,
    /// Those with the most left to pay; for open orders, which are few.
    MostOwed,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderPage {
    /// The rows.
    pub rows: Vec<OrderRow>,
    /// Where the next page begins: pass it as `after`. Absent on the last page.
    pub next: Option<OrderId>,
}

/// The figures of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeriodFigures {
    /// Orders that count.
    pub orders: i64,
    /// Cancelled orders.
    pub cancelled: i64,
    /// Orders on the waiting list.
    pub waiting: i64,
    /// Orders whose down payment has yet to confirm them (rule 62).
    pub unconfirmed: i64,
    /// Units sold; a package is one.
    pub units: i64,
    /// Pieces and packages sold.
    pub sold: Pieces,
    /// Sum of bills, in rupiah.
    pub total: Rupiah,
    /// The part of the bills that is cancellation fees, "DP hangus" (rule 33), in rupiah.
    pub forfeited: Rupiah,
    /// Lines and surcharges of the orders that count, before discounts, in rupiah.
    pub gross: Rupiah,
    /// Discounts on them, zero or less, in rupiah.
    pub discounts: Rupiah,
    /// The part of the bills that is passed on: shipping and stages, in rupiah.
    pub passed: Rupiah,
    /// The part of the bills that is unique codes (rule 31), in rupiah.
    pub unique_codes: Rupiah,
    /// Net paid, in rupiah.
    pub paid: Rupiah,
}

impl PeriodFigures {
    /// Omzet (turnover, rule 103): lines, surcharges and discounts of the orders that count, without
    /// what is passed on (shipping, stages, unique codes) and without forfeited DPs, in rupiah.
    pub fn turnover(&self) -> Rupiah {
        self.gross.plus(self.discounts).unwrap_or_default()
    }
}

from_row! {
    FIGURES, figures: PeriodFigures {
        orders: "orders",
        cancelled: "cancelled",
        units: "units",
        sold: Pieces {
            pieces: "pieces",
            packages: "(SELECT coalesce(sum(u.units), 0) FROM offers f
                JOIN offer_sums u ON u.offer_id = f.id WHERE f.period_id = ?1
                AND EXISTS (SELECT 1 FROM components c WHERE c.package_id = f.variant_id))",
        },
        total: "total",
        paid: "paid",
        waiting: "waiting",
        unconfirmed: "unconfirmed",
        forfeited: "forfeited",
        unique_codes: "codes",
        gross: "lines + extras",
        discounts: "discounts",
        passed: "passed",
    } from "period_sums WHERE period_id = ?1"
}

/// The open amounts between a shop and its customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenSums {
    /// Orders with money still to come.
    pub owing: i64,
    /// Money still to come in, in rupiah.
    pub owed: Rupiah,
    /// Orders with money to give back.
    pub refunding: i64,
    /// Money to be refunded, in rupiah.
    pub refund: Rupiah,
}

from_row! {
    OPEN, open: OpenSums {
        owing: "coalesce(sum(total > paid), 0)",
        owed: "coalesce(sum(max(total - paid, 0)), 0)",
        refunding: "coalesce(sum(paid > total), 0)",
        refund: "coalesce(sum(max(paid - total, 0)), 0)",
    }
}

/// Up to how many customers are looked up one by one; for more it is cheaper to filter while
/// walking all orders.
const FEW: usize = 64;

/// How a list is walked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Walk {
    /// As its filter sorts it, beginning after this order when given.
    Sorted { after: Option<OrderId> },
    /// Oldest first.
    Up,
}

impl Book {
    /// A page of orders as the filter sorts them, at most `limit` rows, after the order `after`.
    pub fn order_rows(
        &self,
        filter: &OrderFilter,
        after: Option<OrderId>,
        limit: usize,
        now: Moment,
    ) -> Result<OrderPage> {
        let mut rows = Vec::new();
        let mut next = None;
        self.each_order(filter, after, now, |row| {
            if rows.len() == limit {
                next = rows.last().map(|row: &OrderRow| row.id);
                return false;
            }
            rows.push(row);
            true
        })?;
        Ok(OrderPage { rows, next })
    }

    /// Calls `take` with every order that matches the filter, as it sorts them, until it returns
    /// `false`. Needs the same memory for a list of any length.
    pub fn each_order(
        &self,
        filter: &OrderFilter,
        after: Option<OrderId>,
        now: Moment,
        mut take: impl FnMut(OrderRow) -> bool,
    ) -> Result<()> {
        let walk = Walk::Sorted { after };
        walk_orders(&*self.reading()?, filter, walk, now, |row| Ok(take(row)))
    }

    /// One row of a list.
    ///
    /// # Errors
    /// [`Refusal::Gone`](crate::domain::refusal::Refusal::Gone).
    pub fn order_row(&self, id: OrderId, now: Moment) -> Result<OrderRow> {
        row(&*self.reading()?, id, now)
    }

    /// The figures of a period.
    pub fn figures(&self, period: PeriodId) -> Result<PeriodFigures> {
        Ok(self
            .reading()?
            .prepare_cached(FIGURES)?
            .query_row([period], figures)?)
    }

    /// The open amounts of the bills of a period, or of all periods.
    pub fn open_sums(&self, period: Option<PeriodId>) -> Result<OpenSums> {
        // Uses the index of open orders, so settled ones cost nothing.
        let (index, condition) = match period {
            Some(_) => ("order_sums_open", "period_id = ?1"),
            None => ("order_sums_open_newest", "order_id > 0 AND ?1 IS NULL"),
        };
        Ok(self
            .reading()?
            .prepare_cached(&format!(
                "{OPEN} FROM order_sums INDEXED BY {index}
                 WHERE total <> paid AND NOT waiting AND {condition}"
            ))?
            .query_row([period], open)?)
    }

    /// What orders on the waiting list of a period have paid, in rupiah: they owe nothing yet.
    pub fn paid_while_waiting(&self, period: PeriodId) -> Result<Rupiah> {
        Ok(self
            .reading()?
            .prepare_cached(
                "SELECT coalesce(sum(s.paid), 0) FROM orders o JOIN order_sums s ON s.order_id = o.id
                 WHERE o.period_id = ?1 AND o.waitlisted_at IS NOT NULL AND o.cancelled_at IS NULL",
            )?
            .query_row([period], |row| row.get(0))?)
    }

    /// Orders placed per day of a period's last `days` days up to `now`, oldest first, zeros
    /// included; cancelled ones don't count.
    pub fn orders_per_day(
        &self,
        period: PeriodId,
        days: u32,
        now: Moment,
    ) -> Result<Vec<(chrono::NaiveDate, i64)>> {
        let reading = self.reading()?;
        let zone = self.shop()?.zone;
        let today = now.date(zone);
        let mut select = reading.prepare_cached(
            "SELECT count(*) FROM orders WHERE period_id = ?1 AND placed_at BETWEEN ?2 AND ?3
             AND confirmed_at IS NOT NULL AND cancelled_at IS NULL",
        )?;
        (0..days)
            .rev()
            .filter_map(|back| today.checked_sub_days(chrono::Days::new(back.into())))
            .map(|day| {
                let (from, to) = (Moment::opening(day, zone), Moment::closing(day, zone));
                let count = select.query_row(params![period, from, to], |row| row.get(0))?;
                Ok((day, count))
            })
            .collect()
    }

    /// How many orders of a period, or of all, did not pay this by its deadline (rules 16, 63).
    pub fn late_count(&self, late: Late, period: Option<PeriodId>, now: Moment) -> Result<usize> {
        let filter = OrderFilter {
            period,
            late: Some(late),
            ..OrderFilter::default()
        };
        self.count_orders(&filter, now)
    }

    /// How many orders of a period lack their down payment, in whole or in part (rule 25).
    pub fn without_down_payment(&self, period: PeriodId, now: Moment) -> Result<usize> {
        let filter = OrderFilter {
            period: Some(period),
            ..OrderFilter::without_down_payment()
        };
        self.count_orders(&filter, now)
    }

    /// How many orders match the filter.
    pub(super) fn count_orders(&self, filter: &OrderFilter, now: Moment) -> Result<usize> {
        let mut count = 0;
        self.each_order(filter, None, now, |_| {
            count += 1;
            true
        })?;
        Ok(count)
    }
}

/// Calls `take` with every order that matches the filter, in the direction of `walk`, until it
/// returns `false`.
pub(super) fn walk_orders(
    connection: &Connection,
    filter: &OrderFilter,
    walk: Walk,
    now: Moment,
    mut take: impl FnMut(OrderRow) -> Result<bool>,
) -> Result<()> {
    let context = Context::read(connection, now)?;
    let few = match &filter.found {
        Some(found) => found.are_few(connection)?,
        None => false,
    };
    let (sql, values) = query(filter, walk, few, now);
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let row = context.row(row)?;
        if passes(filter, &row, now) && !take(row)? {
            break;
        }
    }
    Ok(())
}

/// The SQL query for a filter. Conditions an index can answer go into SQL; computed ones are left
/// to [`passes`]. SQLite sorts only the few orders found by number, customer or search (`few_found`),
/// and open orders by what they owe.
fn query(filter: &OrderFilter, walk: Walk, few_found: bool, now: Moment) -> (String, Vec<Value>) {
    let mut conditions = Vec::new();
    let mut values = Vec::new();
    let mut also = |condition: String, value: Option<Value>| {
        conditions.push(condition);
        values.extend(value);
    };
    let (sort, after) = match walk {
        Walk::Sorted { after } => (filter.sort, after),
        Walk::Up => (OrderSort::Oldest, None),
    };
    // An order past its down payment's deadline is not paid.
    let unsettled = filter.open || filter.owing || filter.late.is_some() || filter.overdue;
    let open = unsettled || is_open(&filter.payment);
    if open {
        also("s.total <> s.paid".to_owned(), None);
    }
    if filter.owing {
        also("s.total > s.paid".to_owned(), None);
    }
    if unsettled {
        also("NOT s.waiting".to_owned(), None);
    }
    // Few customers are looked up one by one; more filter the walk over all orders.
    let few = filter.customers.as_ref().is_some_and(|of| of.len() <= FEW);
    // Chooses the column whose index is used; `+` keeps SQLite from using the indexes of the
    // others.
    let (sums, order, period, column) = match filter.period {
        _ if filter.number.is_some() || few_found => {
            ("", "+o.id", "+o.period_id", "+o.customer_id")
        }
        _ if filter.only.is_some() => ("", "o.id", "+o.period_id", "+o.customer_id"),
        // Few orders are open in a large book: use the index of open orders.
        _ if open && few => (
            "order_sums_customer_open",
            "s.order_id",
            "+s.period_id",
            "s.customer_id",
        ),
        Some(_) if open => (
            "order_sums_open",
            "s.order_id",
            "s.period_id",
            "+s.customer_id",
        ),
        None if open => ("order_sums_open_newest", "s.order_id", "", "+s.customer_id"),
        _ if few => ("", "o.id", "+o.period_id", "o.customer_id"),
        _ if filter.to_hand_over || filter.uncollected => (
            "order_sums_to_hand",
            "s.order_id",
            "s.period_id",
            "+s.customer_id",
        ),
        _ => ("", "o.id", "o.period_id", "+o.customer_id"),
    };
    let from = if sums.is_empty() {
        "orders o JOIN order_sums s ON s.order_id = o.id".to_owned()
    } else {
        format!("order_sums s INDEXED BY {sums} JOIN orders o ON o.id = s.order_id")
    };
    let (beyond, from_id) = match (sort, after) {
        (OrderSort::Newest, Some(after)) => ("<", after.raw()),
        (OrderSort::Oldest, after) => (">", after.map_or(0, OrderId::raw)),
        (OrderSort::Newest | OrderSort::MostOwed, _) => ("<", i64::MAX),
    };
    also(format!("{order} {beyond} ?"), Some(from_id.into()));
    if let (OrderSort::MostOwed, Some(after)) = (sort, after) {
        also(
            "(s.total - s.paid, -s.order_id) < (SELECT total - paid, -order_id FROM order_sums
             WHERE order_id = ?)"
                .to_owned(),
            Some(after.raw().into()),
        );
    }
    if let Some(of) = filter.period {
        also(format!("{period} = ?"), Some(of.into()));
    }
    if is_refund(&filter.payment) {
        also("s.cancelled".to_owned(), None);
    }
    if filter.late == Some(Late::DownPayment) {
        also(
            "s.down_payment_met = 0 AND NOT s.cancelled AND s.down_payment_by < ?".to_owned(),
            Some(now.into()),
        );
    }
    if filter.late == Some(Late::Stage) {
        also(
            "s.stages > 0 AND NOT s.cancelled AND s.total > s.paid
             AND +o.period_id IN (SELECT period_id FROM payment_stages WHERE due_at < ?)"
                .to_owned(),
            Some(now.into()),
        );
    }
    if is_awaiting(&filter.payment) {
        also(
            "s.total = s.paid
             AND +o.period_id IN (SELECT period_id FROM payment_stages WHERE billed_at IS NULL)"
                .to_owned(),
            None,
        );
    }
    if let Some(stage) = filter.stage {
        also(
            "EXISTS (SELECT 1 FROM charges g WHERE g.order_id = o.id AND g.kind = 'stage' AND g.stage_id = ?)"
                .to_owned(),
            Some(stage.into()),
        );
    }
    if filter.overdue {
        also(
            "s.total > s.paid AND NOT s.cancelled AND coalesce(o.due_at, p.settle_by) < ?"
                .to_owned(),
            Some(now.into()),
        );
    }
    if let Some(day) = filter.wanted {
        also(
            "o.wanted_day = ? AND o.cancelled_at IS NULL".to_owned(),
            Some(day.to_string().into()),
        );
    }
    if let Some(day) = filter.wanted_by {
        also("o.wanted_day <= ?".to_owned(), Some(day.to_string().into()));
    }
    if filter.unapproved {
        also(
            "o.cancelled_at IS NULL AND o.confirmed_at IS NOT NULL
             AND p.ready_at IS NULL AND p.finished_at IS NULL AND p.cancelled_at IS NULL
             AND EXISTS (SELECT 1 FROM lines l JOIN offers f ON f.id = l.offer_id
                JOIN variants v ON v.id = f.variant_id JOIN products d ON d.id = v.product_id
                WHERE l.order_id = o.id AND l.customization <> '' AND l.part_of IS NULL
                  AND l.approved_at IS NULL AND d.needs_approval)"
                .to_owned(),
            None,
        );
    }
    if filter.to_hand_over || filter.uncollected {
        also(
            "s.held AND s.handed < s.pieces AND (s.aside > 0 OR p.ready_at IS NOT NULL
                AND (p.finished_at IS NULL OR s.handed > 0)
                AND NOT (SELECT made > 0 FROM period_sums f WHERE f.period_id = o.period_id))"
                .to_owned(),
            None,
        );
    }
    if filter.uncollected {
        also(
            "p.ready_at + p.collect_days * 86400 < ?".to_owned(),
            Some(now.into()),
        );
    }
    if let Some(payer) = filter.billed_to {
        also(
            "coalesce(o.payer_id, o.customer_id) = ?".to_owned(),
            Some(payer.into()),
        );
    }
    if let Some(customers) = &filter.customers {
        let ids = json_ids(customers);
        also(
            format!("{column} IN (SELECT value FROM json_each(?))"),
            Some(ids.into()),
        );
    }
    if let Some(orders) = &filter.only {
        let ids = json_ids(orders);
        also(
            "o.id IN (SELECT value FROM json_each(?))".to_owned(),
            Some(ids.into()),
        );
    }
    if filter.not_waiting {
        also("o.waitlisted_at IS NULL".to_owned(), None);
    }
    if filter.forfeited {
        also("s.cancelled AND s.fee > 0".to_owned(), None);
    }
    if filter.unique_code {
        also("s.code > 0".to_owned(), None);
    }
    if filter.paid {
        also("s.paid > 0".to_owned(), None);
    }
    if let Some(bonus) = filter.bonus {
        also(
            "EXISTS (SELECT 1 FROM order_bonuses b WHERE b.order_id = o.id AND b.bonus_id = ?)"
                .to_owned(),
            Some(bonus.into()),
        );
    }
    if let Some(channel) = filter.channel {
        also(
            "o.channel = ?".to_owned(),
            Some(channel.code().to_owned().into()),
        );
    }
    if let Some(status) = filter.status {
        also(
            match status {
                OrderStatus::Active => "o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL",
                OrderStatus::Cancelled => "o.cancelled_at IS NOT NULL",
                OrderStatus::Unconfirmed => {
                    "o.confirmed_at IS NULL AND o.waitlisted_at IS NULL AND o.cancelled_at IS NULL"
                }
                OrderStatus::Waitlist => "o.waitlisted_at IS NOT NULL AND o.cancelled_at IS NULL",
            }
            .to_owned(),
            None,
        );
    }
    if filter.paid_late {
        conditions.push(format!("s.held AND {PAID_LATE}"));
        values.extend([now.into(), now.into()]);
    }
    if let Some(number) = &filter.number {
        let (condition, more) = by_number(number);
        conditions.push(condition);
        values.extend(more);
    }
    if let Some(found) = &filter.found {
        let (condition, more) = found.condition(few_found, filter.period);
        conditions.push(condition);
        values.extend(more);
    }
    if let Some(amount) = filter.amount {
        // Only the down payment of who has not met it asks for more than these sums, see `fits`: it
        // misses no more than the balance.
        conditions.push(
            "(? IN (s.total, s.total - s.paid, min(s.down_payment_met, s.total) - s.paid)
              OR s.down_payment_met = 0 AND s.total - s.paid > ? OR s.stages <> 0)"
                .to_owned(),
        );
        values.extend([amount.into(), amount.into()]);
    }
    let condition = conditions.join(" AND ");
    let order = match sort {
        OrderSort::Newest => format!("{order} DESC"),
        OrderSort::Oldest => format!("{order} ASC"),
        OrderSort::MostOwed => "s.total - s.paid DESC, s.order_id ASC".to_owned(),
    };
    let sql = format!(
        "{ROW} FROM {from} JOIN periods p ON p.id = o.period_id JOIN customers c ON c.id = o.customer_id
         WHERE {condition} ORDER BY {order}"
    );
    (sql, values)
}

/// Whether every order with one of these statuses has a bill that differs from what was paid.
fn is_open(payment: &[PaymentStatus]) -> bool {
    use PaymentStatus as S;
    !payment.is_empty()
        && payment.iter().all(|status| match status {
            S::Unpaid | S::Partial | S::DownPayment | S::Underpaid | S::Overpaid | S::RefundDue => {
                true
            }
            S::Settled | S::AwaitingBill | S::Refunded | S::NothingDue => false,
        })
}

/// Whether every order with one of these statuses waits for the bill of a stage.
fn is_awaiting(payment: &[PaymentStatus]) -> bool {
    !payment.is_empty()
        && payment
            .iter()
            .all(|status| *status == PaymentStatus::AwaitingBill)
}

/// Whether every order with one of these statuses is cancelled.
fn is_refund(payment: &[PaymentStatus]) -> bool {
    use PaymentStatus as S;
    let refund = |status: &S| matches!(status, S::RefundDue | S::Refunded);
    !payment.is_empty() && payment.iter().all(refund)
}

/// Whether an order matches the computed conditions of a filter.
fn passes(filter: &OrderFilter, row: &OrderRow, now: Moment) -> bool {
    (filter.payment.is_empty() || filter.payment.contains(&row.bill.status()))
        && filter
            .fulfilment
            .is_none_or(|fulfilment| row.fulfilment == fulfilment)
        && filter.late.is_none_or(|late| row.is_late_with(late, now))
        && (!filter.overdue || row.overdue(now))
        && filter
            .amount
            .is_none_or(|amount| fits(&row.bill, amount) || fits_a_stage(row, amount))
}

/// Whether a payment of this amount would be the rest of a stage, or of the goods before it (rule 63).
fn fits_a_stage(row: &OrderRow, amount: Rupiah) -> bool {
    let goods = row.bill.before_stages().minus(row.bill.paid);
    amount > Rupiah::ZERO
        && (row.stages.iter().any(|stage| stage.rest() == amount)
            || !row.stages.is_empty() && goods == Ok(amount))
}

/// Whether a payment of this amount would be the rest, the down payment or the whole of a bill.
fn fits(bill: &Bill, amount: Rupiah) -> bool {
    let missing = bill.down_payment_asked().minus(bill.paid);
    // The first transfer carries the unique code, also when it is the down payment (rule 31).
    let coded = missing.clone().and_then(|sum| sum.plus(bill.unique_code));
    amount > Rupiah::ZERO
        && (bill.total == amount
            || bill.balance() == Ok(amount)
            || missing == Ok(amount)
            || coded == Ok(amount) && bill.paid == Rupiah::ZERO)
}
