//! Orders whose goods nobody fetched by their date: they are released by the owner (rules 82, 112).

use rusqlite::params;

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::order_list::{OrderFilter, Walk, walk_orders};
use crate::book::rows::unit::{self, Leaving};
use crate::book::rows::{order, order_full, period, text};
use crate::book::steps::order::cancel::cancel_keeping;
use crate::book::steps::order::take_out::take_out;
use crate::book::steps::{tally, units, waitlist};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::OrderRow;
use crate::domain::refusal::Refusal;

/// The orders that can be released, of one period or of all, oldest first.
pub(super) fn found(deed: &Deed<'_>, period: Option<PeriodId>) -> Result<Vec<OrderId>> {
    let periods = match period {
        Some(period) => vec![period],
        None => past_collecting(deed)?,
    };
    let mut orders = Vec::new();
    for period in periods {
        let filter = OrderFilter {
            period: Some(period),
            uncollected: true,
            ..OrderFilter::default()
        };
        orders.extend(releasable(deed, &filter)?);
    }
    orders.sort_unstable();
    Ok(orders)
}

/// The periods whose goods wait longer than they let them. Asked first, because few orders wait in them
/// while many may never have been recorded as handed over.
fn past_collecting(deed: &Deed<'_>) -> Result<Vec<PeriodId>> {
    let mut select = deed.connection().prepare_cached(
        "SELECT id FROM periods WHERE ready_at + collect_days * 86400 < ?1 ORDER BY id",
    )?;
    let rows = select.query_map([deed.now], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The orders of a filter of which nothing is packed.
fn releasable(deed: &Deed<'_>, filter: &OrderFilter) -> Result<Vec<OrderId>> {
    let connection = deed.connection();
    let mut orders = Vec::new();
    walk_orders(connection, filter, Walk::Up, deed.now, |row| {
        orders.push(row.id);
        Ok(true)
    })?;
    let mut free = Vec::new();
    for id in orders {
        let things = unit::things(connection, id)?;
        if things.iter().all(|thing| thing.packed == 0) {
            free.push(id);
        }
    }
    Ok(free)
}

/// Releases these orders; refuses when one is not to be released.
pub(super) fn release(
    deed: &Deed<'_>,
    orders: &[OrderId],
    why: &str,
) -> Result<(Vec<OrderRow>, Message)> {
    let connection = deed.connection();
    let why = text::long_line("field-reason", why)?;
    let mut released = Vec::with_capacity(orders.len());
    for id in orders {
        let row = order::row(connection, *id, deed.now)?;
        let filter = OrderFilter {
            uncollected: true,
            ..OrderFilter::only(vec![*id])
        };
        if releasable(deed, &filter)?.is_empty() {
            return Err(Refusal::NotUncollected { order: row.code }.into());
        }
        tally::freeze_if_closed(deed, row.period, deed.now)?;
        match row.units_are.handed {
            0 => {
                cancel_keeping(deed, *id, &why, false, None)?;
            }
            _ => take_out_rest(deed, *id, &why)?,
        }
        connection
            .prepare_cached("UPDATE orders SET uncollected_at = ?2 WHERE id = ?1")?
            .execute(params![id, deed.now])?;
        released.push(order::row(connection, *id, deed.now)?);
    }
    let served = waitlist::serve_all(deed, released.iter().map(|row| row.period))?;
    let message = match released.as_slice() {
        [only] => Message::new("did-release-uncollected")
            .text("order", only.code.as_str())
            .with("customer", only.customer_arg()),
        several => Message::new("did-release-uncollected-many").count("orders", several.len()),
    };
    Ok((released, waitlist::told(message, &served)))
}

/// Takes out of an order what was not handed over (rule 45).
fn take_out_rest(deed: &Deed<'_>, id: OrderId, why: &str) -> Result<()> {
    let connection = deed.connection();
    deed.touches(id)?;
    let order = order_full::order(connection, id, deed.now)?;
    let period = period::by_id(connection, order.row.period)?;
    let rest = units::left(connection, id)?.into_iter();
    let rest: Vec<Leaving> = rest
        .map(|portion| Leaving {
            offer: portion.thing.offer,
            customization: portion.thing.customization,
            package: portion.thing.package,
            qty: portion.qty,
        })
        .collect();
    take_out(deed, (&period, &order), &rest, None, why)
}
