//! Releases orders whose down payment or stage did not come in time, or gives them more time (rules 16, 63, 70).

use rusqlite::params;

use super::uncollected;
use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::order_list::{OrderFilter, Walk, walk_orders};
use crate::book::rows::order_full::{self, live};
use crate::book::rows::{order, period};
use crate::book::steps::order::cancel::cancel_keeping;
use crate::book::steps::order::confirm::confirm;
use crate::book::steps::order::items::{items_in, wanted_by};
use crate::book::steps::order::quotas::no_room;
use crate::book::steps::{tally, waitlist};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::{Late, Order, OrderRow, OrderStatus};
use crate::domain::policy::DownPayment;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// How the owner changes an order's down payment (rule 70).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DownPaymentGrace {
    /// It is waived.
    Waive,
    /// It is due by this moment.
    Until(Moment),
}

impl Book {
    /// Releases orders past the deadline of their down payment or of a stage (rules 16, 63): cancels them
    /// as if by the customer and frees their units. Returns their rows afterwards.
    ///
    /// # Errors
    /// [`Refusal::NotPastDeadline`] for the first order that is not past it; then none is released.
    pub fn release_orders(
        &mut self,
        orders: &[OrderId],
        why: &str,
        now: Moment,
    ) -> Result<Done<Vec<OrderRow>>> {
        self.transaction(now, |deed| release_all(deed, orders, why))
    }

    /// Releases every order that did not pay this by its deadline, of one period or of all. Returns
    /// their rows afterwards.
    pub fn release_late(
        &mut self,
        late: Late,
        period: Option<PeriodId>,
        why: &str,
        now: Moment,
    ) -> Result<Done<Vec<OrderRow>>> {
        let filter = OrderFilter {
            period,
            late: Some(late),
            ..OrderFilter::default()
        };
        self.transaction(now, |deed| {
            let mut orders = Vec::new();
            walk_orders(deed.connection(), &filter, Walk::Up, now, |row| {
                orders.push(row.id);
                Ok(true)
            })?;
            release_all(deed, &orders, why)
        })
    }

    /// Releases orders whose goods were not collected by their date (rules 82, 112): by the cancellation rule,
    /// as if by the customer; their goods go back to the shelf. Of an order that was handed over in part only
    /// the rest leaves. Returns their rows afterwards.
    ///
    /// # Errors
    /// [`Refusal::NotUncollected`] for the first order that is not, or has something packed; then none is
    /// released.
    pub fn release_uncollected(
        &mut self,
        orders: &[OrderId],
        why: &str,
        now: Moment,
    ) -> Result<Done<Vec<OrderRow>>> {
        self.transaction(now, |deed| uncollected::release(deed, orders, why))
    }

    /// Releases every order that was not collected by its date, of one period or of all. Those of which
    /// something is packed stay. Returns their rows afterwards.
    pub fn release_all_uncollected(
        &mut self,
        period: Option<PeriodId>,
        why: &str,
        now: Moment,
    ) -> Result<Done<Vec<OrderRow>>> {
        self.transaction(now, |deed| {
            let orders = uncollected::found(deed, period)?;
            uncollected::release(deed, &orders, why)
        })
    }

    /// Waives the down payment of an order or gives it more time (rule 70). Waiving confirms an
    /// order that needed the down payment.
    ///
    /// # Errors
    /// A cancelled or waiting order, a moment that has passed, or a full quota.
    pub fn grant_grace(
        &mut self,
        id: OrderId,
        grace: DownPaymentGrace,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = live(connection, id, now)?.row;
            deed.touches(id)?;
            if before.status == OrderStatus::Waitlist {
                return Err(Refusal::OrderOnWaitlist { order: before.code }.into());
            }
            let message = match grace {
                DownPaymentGrace::Until(until) => {
                    if until < now {
                        return Err(Refusal::DeadlinePassed { until }.into());
                    }
                    connection
                        .prepare_cached(
                            "UPDATE orders SET down_payment_by = ?2
                             WHERE id = ?1 AND down_payment_by IS NOT ?2",
                        )?
                        .execute(params![id, until])?;
                    Message::new("did-postpone-down-payment")
                        .moment("until", until)
                        .with("customer", before.customer_arg())
                        .text("order", before.code)
                }
                DownPaymentGrace::Waive => {
                    let period = period::by_id(connection, before.period)?;
                    if before.status == OrderStatus::Unconfirmed {
                        period::not_over(&period, now)?;
                        let wanted = wanted_by(connection, id)?;
                        if let Some(refusal) =
                            no_room(connection, &period, &wanted, before.channel)?
                        {
                            return Err(refusal.into());
                        }
                        tally::freeze_if_closed(deed, period.id, now)?;
                        confirm(deed, &period, id, &items_in(connection, id)?)?;
                    }
                    connection
                        .prepare_cached(
                            "UPDATE orders SET down_payment = ?2, down_payment_by = NULL
                             WHERE id = ?1 AND (down_payment, down_payment_by) IS NOT (?2, NULL)",
                        )?
                        .execute(params![id, DownPayment::None])?;
                    Message::new("did-waive-down-payment")
                        .with("customer", before.customer_arg())
                        .text("order", before.code)
                }
            };
            Ok((order_full::order(connection, id, now)?, message))
        })
    }
}

/// Releases these orders; refuses when one is not past its deadline.
fn release_all(deed: &Deed<'_>, orders: &[OrderId], why: &str) -> Result<(Vec<OrderRow>, Message)> {
    let connection = deed.connection();
    let mut released = Vec::with_capacity(orders.len());
    let mut late_stage = None;
    let mut only_stages = true;
    for id in orders {
        let row = order::row(connection, *id, deed.now)?;
        let Some(late) = row.late_with(deed.now) else {
            return Err(Refusal::NotPastDeadline { order: row.code }.into());
        };
        only_stages &= late == Late::Stage;
        let mut stages = row.stages.iter();
        late_stage = stages
            .find(|stage| stage.is_late())
            .map(|stage| stage.name.clone());
        tally::freeze_if_closed(deed, row.period, deed.now)?;
        cancel_keeping(deed, *id, why, false, None)?;
        connection
            .prepare_cached("UPDATE orders SET released_at = ?2 WHERE id = ?1")?
            .execute(params![id, deed.now])?;
        released.push(order::row(connection, *id, deed.now)?);
    }
    let served = waitlist::serve_all(deed, released.iter().map(|row| row.period))?;
    let message = match released.as_slice() {
        [only] if only_stages => Message::new("did-release-order-stage")
            .text("order", only.code.as_str())
            .with("customer", only.customer_arg())
            .text("stage", late_stage.unwrap_or_default()),
        several if only_stages && !several.is_empty() => {
            Message::new("did-release-orders-stage").count("orders", several.len())
        }
        [only] => Message::new("did-release-order")
            .text("order", only.code.as_str())
            .with("customer", only.customer_arg()),
        several => Message::new("did-release-orders").count("orders", several.len()),
    };
    Ok((released, waitlist::told(message, &served)))
}
