//! What reports of the whole shop count: products, customers, debts, movements of money.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::{AccountId, CustomerId};
use crate::domain::money::Rupiah;
use crate::domain::report::{CashKind, CashRow, CustomerReport, Debt};
use crate::domain::when::Moment;

from_row! {
    CUSTOMER, customer: CustomerReport {
        id: "id",
        name: "name",
        phone: "phone",
        birthday: "birthday";
        orders: 0,
        periods: 0,
        units: 0,
        turnover: Rupiah::ZERO,
        last: None,
        cancelled: 0,
    }
}

/// What each customer has ordered, the most first. Sums are read in the order of the file and added up here,
/// which is three times as fast as sorting them by customer.
pub(in crate::book) fn customers(connection: &Connection) -> Result<Vec<CustomerReport>> {
    let mut of: HashMap<CustomerId, CustomerReport> = HashMap::new();
    let mut select = connection.prepare_cached(&format!(
        "{CUSTOMER} FROM customers WHERE merged_into IS NULL"
    ))?;
    for row in select.query_map([], customer)? {
        let customer = row?;
        of.insert(customer.id, customer);
    }
    let mut periods: HashSet<(CustomerId, i64)> = HashSet::new();
    let mut select = connection.prepare_cached(
        "SELECT customer_id, period_id, held, cancelled, units, lines + extras + discounts FROM order_sums",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let id: CustomerId = row.get(0)?;
        let Some(customer) = of.get_mut(&id) else {
            continue;
        };
        let (held, cancelled): (bool, bool) = (row.get(2)?, row.get(3)?);
        customer.cancelled += i64::from(cancelled);
        if held {
            customer.orders += 1;
            customer.periods += i64::from(periods.insert((id, row.get(1)?)));
            customer.units += row.get::<_, i64>(4)?;
            customer.turnover = customer.turnover.plus(row.get(5)?)?;
        }
    }
    let mut select = connection.prepare_cached(
        "SELECT customer_id, placed_at FROM orders INDEXED BY orders_placed
         WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(customer) = of.get_mut(&row.get(0)?) {
            customer.last = customer.last.max(Some(row.get(1)?));
        }
    }
    let mut all: Vec<CustomerReport> = of.into_values().collect();
    all.retain(|of| of.orders > 0 || of.cancelled > 0);
    all.sort_by(|one, other| {
        (other.turnover, &one.name, one.id).cmp(&(one.turnover, &other.name, other.id))
    });
    Ok(all)
}

from_row! {
    DEBT, debt: Debt {
        id: "o.id",
        order: "o.code",
        customer: "c.name",
        left: "s.total - s.paid",
        due: "coalesce(o.due_at, p.settle_by)",
        days: "(?1 - coalesce(o.due_at, p.settle_by, o.placed_at)) / 86400",
        kasbon: "o.due_at IS NOT NULL",
    } from "order_sums s INDEXED BY order_sums_open_newest JOIN orders o ON o.id = s.order_id
        JOIN periods p ON p.id = o.period_id JOIN customers c ON c.id = coalesce(o.payer_id, o.customer_id)
        WHERE s.order_id > 0 AND s.total <> s.paid AND s.total > s.paid AND NOT s.waiting
        ORDER BY 6 DESC, o.id"
}

/// The bills that are not paid, the longest due first.
pub(in crate::book) fn debts(connection: &Connection, now: Moment) -> Result<Vec<Debt>> {
    let mut select = connection.prepare_cached(DEBT)?;
    let rows = select.query_map([now], debt)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

from_row! {
    CASH, cash_row: CashRow {
        at: "at",
        account: "account",
        what: ("kind") => |code: String| code.parse().unwrap_or(CashKind::Other),
        about: "about",
        amount: "amount",
        held: "held",
    } from "(SELECT p.at AS at, a.id AS account_id, a.name AS account, CASE p.refund WHEN 1 THEN 'refund' ELSE 'payment' END AS kind,
            coalesce((SELECT group_concat(o.code, ', ') FROM allocations l JOIN orders o ON o.id = l.order_id
                WHERE l.payment_id = p.id), (SELECT c.name FROM customers c WHERE c.id = p.customer_id), '') AS about,
            p.amount AS amount, p.method IN ('qris', 'va', 'link', 'cod') AS held, 0 AS kind_order, p.id AS id
        FROM payments p JOIN accounts a ON a.id = p.account_id WHERE p.claimed_for IS NULL
        UNION ALL
        SELECT e.at, a.id, a.name, e.kind,
            trim(coalesce((SELECT code FROM periods WHERE id = e.period_id), '') || ' ' || e.category || ' ' || e.note),
            e.amount, e.held, 1, e.id
        FROM entries e JOIN accounts a ON a.id = e.account_id) m"
}

/// What moved through an account, or all, from a moment on, the oldest first.
pub(in crate::book) fn cash(
    connection: &Connection,
    account: Option<AccountId>,
    from: Moment,
) -> Result<Vec<CashRow>> {
    let mut select = connection.prepare_cached(&format!(
        "{CASH} WHERE m.at >= ?1 AND (?2 IS NULL OR m.account_id = ?2) ORDER BY m.at, m.kind_order, m.id"
    ))?;
    let rows = select.query_map(params![from, account], cash_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
