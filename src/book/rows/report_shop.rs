//! What reports of the whole shop count: products, customers, debts, movements of money.

use rusqlite::{Connection, params};

use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::AccountId;
use crate::domain::report::{CashKind, CashRow, CustomerReport, Debt};
use crate::domain::when::Moment;

from_row! {
    CUSTOMER, customer: CustomerReport {
        name: "c.name",
        phone: "c.phone",
        orders: "sum(s.held)",
        periods: "count(DISTINCT CASE WHEN s.held THEN o.period_id END)",
        units: "sum(s.held * s.units)",
        turnover: "sum(s.held * (s.lines + s.extras + s.discounts))",
        last: "max(o.placed_at)",
        cancelled: "sum(s.cancelled)",
        birthday: "c.birthday",
    } from "customers c JOIN orders o ON o.customer_id = c.id JOIN order_sums s ON s.order_id = o.id
        WHERE c.merged_into IS NULL GROUP BY c.id ORDER BY 6 DESC, c.name, c.id"
}

/// What each customer has ordered, the most first.
pub(in crate::book) fn customers(connection: &Connection) -> Result<Vec<CustomerReport>> {
    let mut select = connection.prepare_cached(CUSTOMER)?;
    let rows = select.query_map([], customer)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

from_row! {
    DEBT, debt: Debt {
        order: "o.code",
        customer: "c.name",
        left: "s.total - s.paid",
        due: "coalesce(o.due_at, p.settle_by)",
        days: "(?1 - coalesce(o.due_at, p.settle_by, o.placed_at)) / 86400",
        kasbon: "o.due_at IS NOT NULL",
    } from "order_sums s INDEXED BY order_sums_open_newest JOIN orders o ON o.id = s.order_id
        JOIN periods p ON p.id = o.period_id JOIN customers c ON c.id = coalesce(o.payer_id, o.customer_id)
        WHERE s.order_id > 0 AND s.total <> s.paid AND s.total > s.paid AND NOT s.waiting
        ORDER BY 5 DESC, o.id"
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
