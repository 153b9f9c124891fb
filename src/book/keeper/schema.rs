//! The book's schema: numbered migrations, and the two numbers in a book's header
//! (`application_id`, `user_version`).

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use rusqlite_migration::{M, Migrations};

use super::error::{BookError, Result};
use crate::domain::when::Zone;

/// Marks a file as a book of this program (`rkap`), in SQLite's `application_id`.
pub(in crate::book) const APPLICATION_ID: i64 = 0x726b_6170;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("schema/0001_spine.sql")),
    M::up(include_str!("schema/0002_promises.sql")),
    M::up(include_str!("schema/0003_intake.sql")),
    M::up(include_str!("schema/0004_ticks.sql")),
];

/// Tables that undo never changes: the history itself, order numbers once given, frozen tallies,
/// and sums that triggers compute from other tables.
pub(in crate::book) const UNJOURNALLED: &[&str] = &[
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
pub(in crate::book) fn version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The schema version of an open book.
pub(in crate::book) fn version_of(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Upgrades the book to the newest schema version, one transaction per migration.
pub(in crate::book) fn migrate(connection: &mut Connection) -> Result<()> {
    Migrations::from_slice(STEPS)
        .to_latest(connection)
        .map_err(not_migrated)
}

fn not_migrated(error: rusqlite_migration::Error) -> BookError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => BookError::Storage(other.to_string()),
    }
}

/// Whether the tables every query needs exist.
pub(in crate::book) fn has_core_tables(connection: &Connection) -> Result<bool> {
    Ok(connection.query_row(
        "SELECT count(*) = 2 FROM main.sqlite_schema WHERE type = 'table' AND name IN ('shop', 'actions')",
        [],
        |row| row.get(0),
    )?)
}

/// Lists the parts of the schema (`trigger x`, `table y`) that differ from this version's schema
/// because another program added, changed or removed them. A foreign trigger or view could change
/// data unnoticed.
pub(in crate::book) fn foreign_parts(connection: &Connection, version: i64) -> Result<Vec<String>> {
    let mut known = Connection::open_in_memory()?;
    let step = usize::try_from(version).unwrap_or_default();
    Migrations::from_slice(STEPS)
        .to_version(&mut known, step)
        .map_err(not_migrated)?;
    let (known, mut found) = (parts(&known)?, parts(connection)?);
    let mut strange: Vec<String> = Vec::new();
    for (part, sql) in known {
        if found.remove(&part) != Some(sql) {
            strange.push(part);
        }
    }
    strange.extend(found.into_keys());
    Ok(strange)
}

/// The tables, indexes, triggers and views of a book, with the SQL that created them.
fn parts(connection: &Connection) -> Result<BTreeMap<String, Option<String>>> {
    // SQLite creates and drops its statistics tables (`sqlite_stat1`) by itself.
    let mut select = connection.prepare(
        "SELECT type || ' ' || name, sql FROM main.sqlite_schema
         WHERE type <> 'table' OR name NOT LIKE 'sqlite\\_stat_' ESCAPE '\\'",
    )?;
    let parts = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(parts.collect::<rusqlite::Result<_>>()?)
}

/// Tables whose changes are journalled for undo.
pub(in crate::book) fn journalled(connection: &Connection) -> Result<Vec<String>> {
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

/// The stored (not generated) columns of a table, in their order.
pub(in crate::book) fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut info = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = info.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// The shop's time zone, read from a book of any schema version.
pub(in crate::book) fn zone(connection: &Connection) -> Result<Zone> {
    let zone = connection
        .query_row("SELECT zone FROM shop", [], |row| row.get(0))
        .optional()?;
    zone.ok_or_else(|| BookError::Damaged("shop".to_owned()))
}
