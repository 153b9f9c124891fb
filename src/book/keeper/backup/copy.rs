//! Makes one copy of a book and looks it over before it gets its name.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::seal;
use crate::book::keeper::connection::{LockWait, beside, private_file};
use crate::book::keeper::error::{BookError, Result};

/// Pages copied at a time: the whole of a shop's book in one step, so that no deed of another
/// window can make it begin again.
pub(in crate::book) const PAGES: i32 = -1;

/// Pages of the copy: 512 KiB. Looking it over takes no longer than with four times as many.
pub(in crate::book) const SOME_PAGES: &str = "PRAGMA cache_size = -512;";

/// Pages of the book that a copy of it keeps in memory: 64 KiB, since each is read once.
pub(in crate::book) const FEW_PAGES: &str = "PRAGMA cache_size = -64;";

/// Whether a copy gets a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) enum Sealed {
    /// It is a book to work on.
    Not,
    /// A seal that lies there without its copy goes.
    Anew,
    /// A seal that lies there may be that of a copy another window is about to name.
    First,
}

pub(in crate::book) fn copy(from: &Connection, to: &Path, sealed: Sealed) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(BookError::Exists(to.to_owned()));
    }
    let building = beside(to, &format!("new-{}", std::process::id()));
    private_file(&building)?;
    let made = write(from, &building).and_then(|()| {
        if to.symlink_metadata().is_ok() {
            return Err(BookError::Exists(to.to_owned()));
        }
        // The seal first: a copy that has its name has its seal.
        match sealed {
            Sealed::Not => {}
            Sealed::Anew => seal::put(&building, to)?,
            Sealed::First => seal::claim(&building, to)?,
        }
        fs::rename(&building, to)?;
        keep_name(to);
        Ok(())
    });
    if made.is_err() {
        let _ = fs::remove_file(&building);
    }
    made.map_err(|error| error.of_copy(to))
}

/// Copies the book behind `from` into the empty file `to` and looks the copy over.
fn write(from: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open_with_flags(
        to,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // Synced once, at the end: until it has its name nobody counts on it.
    copy.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
    copy.execute_batch(SOME_PAGES)?;
    // Rows are counted in the state that is copied.
    let reading = from.unchecked_transaction()?;
    let rows = rows(from)?;
    run(&Backup::new(from, &mut copy)?)?;
    drop(reading);
    look_over(&copy)?;
    if self::rows(&copy)? != rows {
        return Err(BookError::Damaged(
            "rows are missing in the copy".to_owned(),
        ));
    }
    copy.close().map_err(|(_, error)| error)?;
    fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Runs a copy through; waits for another window's deed, but not for ever.
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

/// Refuses a file that is not sound.
pub(in crate::book) fn look_over(connection: &Connection) -> Result<()> {
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

/// Brings a file's new name to the disk too. Where folders can't be synced the system does it.
pub(in crate::book) fn keep_name(path: &Path) {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}
