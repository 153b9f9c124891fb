//! Checks that need more than one query: order numbers given twice (rule 54), waiting
//! orders that there is room for (rule 20), and what was handed over by day (rule 108).

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use crate::book::keeper::error::Result;
use crate::book::keeper::finding::Finding;
use crate::book::rows::{handed_days, order, period};
use crate::book::steps::waitlist;
use crate::domain::when::Moment;

/// Reports periods whose counter is behind their highest order number: the next order would get a
/// number again.
pub(in crate::book) fn numbers(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut given: BTreeMap<String, i64> = BTreeMap::new();
    let mut select = connection.prepare("SELECT code FROM orders")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let code = row.get_ref(0)?.as_str().unwrap_or_default();
        if let Some((period, number)) = order::split_code(code) {
            match given.get_mut(period) {
                Some(last) => *last = number.max(*last),
                None => {
                    given.insert(period.to_owned(), number);
                }
            }
        }
    }
    let mut behind =
        connection.prepare("SELECT 1 FROM order_counters WHERE code = ?1 AND last >= ?2")?;
    for (period, number) in given {
        if !behind.exists((&period, number))? {
            findings.push(Finding::about("54", "check-numbers", &period));
        }
    }
    Ok(())
}

/// Reports orders whose goods handed over by day (rule 108) are not what their moves and bills say.
pub(in crate::book) fn days(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut code = connection.prepare("SELECT code FROM orders WHERE id = ?1")?;
    for id in handed_days::different(connection)? {
        let code: Option<String> = code.query_row([id], |row| row.get(0)).optional()?;
        findings.push(Finding::about(
            "108",
            "check-handed-days",
            &code.unwrap_or_default(),
        ));
    }
    Ok(())
}

/// Reports orders on a waiting list that could be served as of the newest deed. There should be
/// none, because every deed that frees units serves the list.
pub(in crate::book) fn waiting(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let newest: Option<Moment> =
        connection.query_row("SELECT max(at) FROM actions", [], |row| row.get(0))?;
    let now = newest.unwrap_or(Moment::from_unix(0));
    let mut periods = connection.prepare(
        "SELECT DISTINCT period_id FROM orders WHERE waitlisted_at IS NOT NULL AND cancelled_at IS NULL
         ORDER BY period_id",
    )?;
    let periods = periods
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for id in periods {
        let period = period::by_id(connection, id)?;
        for row in waitlist::passed_over(connection, &period, now)? {
            findings.push(Finding::about("20", "check-passed-over", &row.code));
        }
    }
    Ok(())
}
