//! The book's schema: numbered migrations, and the two marks a book carries in its header.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::error::Result;

/// Marks a file as a book of this program (`rkap`), in SQLite's `application_id`.
pub(super) const APPLICATION_ID: i64 = 0x726b_6170;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("schema/0001_spine.sql")),
    M::up(include_str!("schema/0002_promises.sql")),
    M::up(include_str!("schema/0003_intake.sql")),
    M::up(include_str!("schema/0004_ticks.sql")),
];

/// Tables that are not part of what undo takes back: the history itself, numbers once given,
/// frozen tallies, and sums that follow the other tables by trigger.
pub(super) const UNJOURNALLED: &[&str] = &[
    "actions",
    "action_orders",
    "row_changes",
    "order_counters",
    "tally_versions",
    "tally_rows",
    "order_sums",
    "offer_sums",
    "tier_sums",
    "bonus_sums",
    "period_sums",
];

/// Newest schema version this program knows.
pub(super) fn version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Version of the book behind `connection`.
pub(super) fn version_of(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the book to the newest version, in one transaction per step.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    Migrations::from_slice(STEPS)
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => super::error::BookError::Storage(other.to_string()),
        })
}

/// Tables whose every change is journalled.
pub(super) fn journalled(connection: &Connection) -> Result<Vec<String>> {
    let mut tables = connection.prepare(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let names = tables.query_map([], |row| row.get::<_, String>(0))?;
    let mut journalled = Vec::new();
    for name in names {
        let name = name?;
        if !UNJOURNALLED.contains(&name.as_str()) {
            journalled.push(name);
        }
    }
    Ok(journalled)
}

/// Columns of a table that are stored, in their order.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut info = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = info.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}
