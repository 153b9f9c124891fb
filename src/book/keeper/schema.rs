//! The book's schema: numbered migrations, and the two numbers in a book's header
//! (`application_id`, `user_version`).

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use rusqlite_migration::{M, Migrations};
use sha2::{Digest, Sha256};

use super::error::{BookError, Result};
use crate::domain::when::Zone;

/// Marks a file as a book of this program (`rkap`), in SQLite's `application_id`.
pub(in crate::book) const APPLICATION_ID: i64 = 0x726b_6170;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("schema/0001_spine.sql")),
    M::up(include_str!("schema/0002_promises.sql")),
    M::up(include_str!("schema/0003_intake.sql")),
    M::up(include_str!("schema/0004_ticks.sql")),
    M::up(include_str!("schema/0005_bills.sql")),
    M::up(include_str!("schema/0006_handover.sql")),
    M::up(include_str!("schema/0007_exchanged_parts.sql")),
    M::up(include_str!("schema/0008_messages.sql")),
    M::up(include_str!("schema/0009_accounts.sql")),
    M::up(include_str!("schema/0010_days.sql")),
    M::up(include_str!("schema/0011_announce.sql")),
];

/// The SHA-256 of the schema that each version has, as [`sum`] makes it. A test says what belongs
/// here.
const SUMS: &[&str] = &[
    "f15aede0aecbad8ed2ce4601e07aa42970a39ef8262093da8fcb021fc08e46c7",
    "40a0ef4c7d6272fdcf73dc0b154523b01c7d06e18e337bf3377d0e6d10d7f40c",
    "67f36d96a7750ec34146797675ad16108c7eb0242a3388d3f7abd989f3de0989",
    "3ec6e5c1a81daf960e945ca1c5ecc63aebfc14d7e89994bf33ef01ca05834462",
    "cee38c1ddd59a5d79452251fa8e6dc7f40b4ccb6d7ecde972d44353c81f0f59a",
    "6f6ad823d9b7f4877bc3a19f989032ece75cab6be94724905fa3251ace002527",
    "6e2c3a179922830c36402305e1382d7763929f1846faba64e9cb2f6c76823f37",
    "27d5daef1e3e11abd96bb02387adcdc6bc3abe2e28147b0b3310aced0220774d",
    "733f6458a014bfb567ba9e30735b40aecaedb573e1fdeaa62a1283f0c884571f",
    "267a550d042189d859f2dad96b6f013c3c574380af25c820944647036be18645",
    "7782184ab1181b79b992c364eba30938044c636412556ab6554e761faceda6b9",
];

/// The newest version's schema, with the rows of a new book. A test says what belongs here.
const NEWEST: &str = include_str!("schema/newest.sql");

/// Tables that undo never changes: the history itself, order numbers once given, frozen tallies,
/// messages that left, and sums that triggers compute from other tables.
pub(in crate::book) const UNJOURNALLED: &[&str] = &[
    "actions",
    "action_orders",
    "row_changes",
    "order_counters",
    "tally_versions",
    "tally_rows",
    "messages",
    "account_sums",
    "order_sums",
    "offer_sums",
    "tier_sums",
    "bonus_sums",
    "period_sums",
    "handed_days",
    "handed_goods",
    "handed_stale",
    "day_sums",
    "day_goods",
];

/// Newest schema version this program knows.
pub(in crate::book) fn version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The schema version of an open book.
pub(in crate::book) fn version_of(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Upgrades the book to the newest schema version, one transaction per migration. A new book gets it
/// at once, which takes a tenth of the time.
pub(in crate::book) fn migrate(connection: &mut Connection) -> Result<()> {
    if version_of(connection)? == 0 {
        let building = connection.transaction()?;
        building.execute_batch(NEWEST)?;
        building.pragma_update(None, "user_version", version())?;
        building.commit()?;
    }
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

/// SQLite's count of changes of the schema; another number after every change.
pub(in crate::book) fn changes_of(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "schema_version", |row| row.get(0))?)
}

/// Names the first part of the schema that isn't as the migrations make it.
pub(in crate::book) fn strange_part(
    connection: &Connection,
    version: i64,
) -> Result<Option<String>> {
    Ok(foreign_parts(connection, version)?.into_iter().next())
}

/// The SHA-256 of all parts of a schema with their SQL, in hexadecimal.
fn sum(connection: &Connection) -> Result<String> {
    let mut sum = Sha256::new();
    let mut select = connection.prepare(PARTS)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..2 {
            if let ValueRef::Text(text) = row.get_ref(column)? {
                sum.update(text);
            }
            sum.update([0]);
        }
    }
    let sum = sum.finalize();
    Ok(sum.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The tables, indexes, triggers and views of a book, with the SQL that created them. SQLite creates
/// and drops its statistics tables (`sqlite_stat1`) by itself.
const PARTS: &str = "SELECT type || ' ' || name, sql FROM main.sqlite_schema
     WHERE type <> 'table' OR name NOT LIKE 'sqlite\\_stat_' ESCAPE '\\' ORDER BY 1";

/// Lists the parts of the schema (`trigger x`, `table y`) that differ from this version's schema
/// because another program added, changed or removed them. A foreign trigger or view could change
/// data unnoticed. Opening a book asks this, so the usual answer costs one read of the schema.
pub(in crate::book) fn foreign_parts(connection: &Connection, version: i64) -> Result<Vec<String>> {
    let usual = usize::try_from(version - 1)
        .ok()
        .and_then(|at| SUMS.get(at));
    if usual.is_some_and(|usual| sum(connection).is_ok_and(|sum| sum == *usual)) {
        return Ok(Vec::new());
    }
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

/// The parts of a schema by name, with their SQL.
fn parts(connection: &Connection) -> Result<BTreeMap<String, Option<String>>> {
    let mut select = connection.prepare(PARTS)?;
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

/// The columns that hold text, by table.
pub(in crate::book) fn text_columns(
    connection: &Connection,
) -> Result<BTreeMap<String, Vec<String>>> {
    let mut select = connection.prepare(
        "SELECT t.name, c.name FROM main.sqlite_schema t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.type = 'TEXT' ORDER BY t.name, c.cid",
    )?;
    let mut rows = select.query([])?;
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        columns.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(columns)
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use rusqlite::Connection;
    use rusqlite_migration::Migrations;

    use super::{NEWEST, STEPS, SUMS, columns, migrate, strange_part, sum, version_of};

    /// An empty book of each version, from the first.
    fn of_each_version() -> impl Iterator<Item = Connection> {
        (1..=STEPS.len()).map(|version| {
            let mut book = Connection::open_in_memory().unwrap();
            let steps = Migrations::from_slice(STEPS);
            steps.to_version(&mut book, version).unwrap();
            book
        })
    }

    #[test]
    fn every_version_has_the_sum_of_its_schema() {
        let sums: Vec<_> = of_each_version().map(|book| sum(&book).unwrap()).collect();
        assert_eq!(SUMS, sums);
    }

    /// Writes a schema and all rows as SQL. Triggers come last, so that they don't act on the rows.
    fn as_sql(book: &Connection) -> String {
        let texts = |sql: &str| -> Vec<String> {
            let mut select = book.prepare(sql).unwrap();
            let texts = select.query_map([], |row| row.get(0)).unwrap();
            texts.collect::<rusqlite::Result<_>>().unwrap()
        };
        let parts = |types: &str| {
            texts(&format!(
                "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'
                 AND type {types} ORDER BY type DESC, rowid"
            ))
        };
        let mut lines = parts("<> 'trigger'");
        for table in texts(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name = 'sqlite_sequence', rowid",
        ) {
            let names = columns(book, &table).unwrap();
            let quoted: Vec<_> = names.iter().map(|name| format!("quote({name})")).collect();
            let rows = texts(&format!(
                "SELECT {} FROM {table} ORDER BY 1",
                quoted.join(" || ', ' || ")
            ));
            if table == "sqlite_sequence" {
                lines.push("DELETE FROM sqlite_sequence;".to_owned());
            }
            lines.extend(
                rows.iter().map(|row| {
                    format!("INSERT INTO {table} ({}) VALUES ({row});", names.join(", "))
                }),
            );
        }
        lines.extend(parts("= 'trigger'"));
        let mut sql = String::from(
            "-- Made from the migrations by `REKAP_WRITE_SCHEMA=1 cargo test --lib schema`.\n",
        );
        for line in lines {
            writeln!(sql, "\n{line}").unwrap();
        }
        sql
    }

    #[test]
    fn a_new_book_is_as_the_migrations_make_it() {
        let migrated = of_each_version().last().unwrap();
        let made = as_sql(&migrated);
        if made != NEWEST && std::env::var_os("REKAP_WRITE_SCHEMA").is_some() {
            std::fs::write("src/book/keeper/schema/newest.sql", &made).unwrap();
            return;
        }
        assert!(
            made == NEWEST,
            "`REKAP_WRITE_SCHEMA=1 cargo test --lib schema` writes newest.sql anew"
        );
        let mut new = Connection::open_in_memory().unwrap();
        migrate(&mut new).unwrap();
        assert_eq!(as_sql(&new), made);
        assert_eq!(sum(&new).unwrap(), sum(&migrated).unwrap());
        assert_eq!(version_of(&new).unwrap(), version_of(&migrated).unwrap());
    }

    #[test]
    fn what_another_program_changed_is_named() {
        for (version, book) in (1..).zip(of_each_version()) {
            assert_eq!(strange_part(&book, version).unwrap(), None);
            // SQLite's own statistics are nobody's change.
            book.execute_batch("ANALYZE").unwrap();
            assert_eq!(strange_part(&book, version).unwrap(), None);
            book.execute_batch("CREATE VIEW tamu AS SELECT * FROM customers")
                .unwrap();
            let strange = strange_part(&book, version).unwrap();
            assert_eq!(strange.as_deref(), Some("view tamu"));
        }
    }
}
