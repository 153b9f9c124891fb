//! Reads rows that belong to many orders with one query.

use rusqlite::{Connection, Row};

use crate::book::keeper::error::Result;

/// The rows of a query whose `?1` is the ids of orders as a JSON list.
#[track_caller]
pub(in crate::book) fn gather<T>(
    connection: &Connection,
    sql: &str,
    ids: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map([ids], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
