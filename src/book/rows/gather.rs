//! Reads a query's rows into lists by their first column.

use rusqlite::{Connection, Row};

use crate::book::keeper::error::Result;
use crate::domain::id::OrderId;

/// Reads rows into lists by the identity in their first column.
pub(in crate::book) fn gather<T>(
    connection: &Connection,
    sql: &str,
    ids: &str,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<(OrderId, T)>> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query([ids])?;
    let mut gathered = Vec::new();
    while let Some(row) = rows.next()? {
        gathered.push((OrderId::new(row.get(0)?), read(row)?));
    }
    Ok(gathered)
}
