//! Copies a book to a file, and verifies the copy before it gets its final name.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::seal;
use crate::book::keeper::connection::{private_file, with_suffix};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::lock_wait::LockWait;

/// Pages copied per step; -1 is all in one step, so that no deed of another window restarts the
/// copy.
pub(in crate::book) const PAGES: i32 = -1;

/// SQLite's page cache for the copy: 512 KiB. Verifying is no faster with four times as much.
pub(in crate::book) const SOME_PAGES: &str = "PRAGMA cache_size = -512;";

/// SQLite's page cache for the book that is copied: 64 KiB, because each page is read once.
pub(in crate::book) const FEW_PAGES: &str = "PRAGMA cache_size = -64;";

/// Whether a copy gets a seal (`NAME.sha256`), and what to do with a seal that exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) enum Sealed {
    /// No seal: the copy is a book to work on.
    Not,
    /// An existing seal is replaced: its copy is gone.
    Anew,
    /// An existing seal is an error: another window may be about to give its copy this name.
    First,
}

pub(in crate::book) fn copy(from: &Connection, to: &Path, sealed: Sealed) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(BookError::Exists(to.to_owned()));
    }
    let building = with_suffix(to, &format!("new-{}", std::process::id()));
    private_file(&building)?;
    let made = write(from, &building).and_then(|()| {
        if to.symlink_metadata().is_ok() {
            return Err(BookError::Exists(to.to_owned()));
        }
        // The seal is written first, so that a copy with its final name always has one.
        match sealed {
            Sealed::Not => {}
            Sealed::Anew => seal::write(&building, to)?,
            Sealed::First => seal::write_new(&building, to)?,
        }
        fs::rename(&building, to)?;
        sync_folder(to);
        Ok(())
    });
    if made.is_err() {
        let _ = fs::remove_file(&building);
    }
    made.map_err(|error| error.of_copy(to))
}

/// Copies the open book `from` into the empty file `to` and verifies the copy.
fn write(from: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open_with_flags(
        to,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // The file is synced once, at the end: before it has its final name nobody relies on it.
    copy.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
    copy.execute_batch(SOME_PAGES)?;
    // The transaction keeps the counted rows and the copied rows the same.
    let reading = from.unchecked_transaction()?;
    let rows = rows(from)?;
    run(&Backup::new(from, &mut copy)?)?;
    drop(reading);
    verify_integrity(&copy)?;
    if self::rows(&copy)? != rows {
        return Err(BookError::Damaged(
            "rows are missing in the copy".to_owned(),
        ));
    }
    copy.close().map_err(|(_, error)| error)?;
    fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Runs a copy to its end; waits at most [`LockWait::Deed`] for another window's deed.
pub(in crate::book) fn run(copy: &Backup<'_, '_>) -> Result<()> {
    let until = Instant::now() + LockWait::Deed.time();
    loop {
        match copy.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if Instant::now() >= until => {
                return Err(BookError::Locked);
            }
            _ => thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Refuses a file that fails SQLite's `integrity_check`.
pub(in crate::book) fn verify_integrity(connection: &Connection) -> Result<()> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(BookError::Damaged(found))
    }
}

/// How many rows each table has.
fn rows(connection: &Connection) -> Result<BTreeMap<String, i64>> {
    let mut tables =
        connection.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")?;
    let names = tables.query_map([], |row| row.get::<_, String>(0))?;
    let mut rows = BTreeMap::new();
    for name in names {
        let name = name?;
        let count = connection.query_row(
            &format!("SELECT count(*) FROM main.\"{name}\""),
            [],
            |row| row.get(0),
        )?;
        rows.insert(name, count);
    }
    Ok(rows)
}

/// Syncs the folder of a renamed file, so that its new name survives a power cut. Ignores systems
/// that can't sync folders.
pub(in crate::book) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}
