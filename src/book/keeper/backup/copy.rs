//! Copies a book to a file, and verifies the copy before it gets its final name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::seal;
use crate::book::keeper::building::{Building, folder_of};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::lock_wait::LockWait;

/// Pages copied per step; -1 is all in one step, so that no deed of another window restarts the
/// copy.
const PAGES: i32 = -1;

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
    let made = Building::of(to).and_then(|building| {
        write(from, building.path())?;
        if to.symlink_metadata().is_ok() {
            return Err(BookError::Exists(to.to_owned()));
        }
        // The seal is written first, so that a copy with its final name always has one.
        match sealed {
            Sealed::Not => {}
            Sealed::Anew => seal::write(building.path(), to)?,
            Sealed::First => seal::write_new(building.path(), to)?,
        }
        building.rename(to)?;
        sync_folder(to);
        Ok(())
    });
    made.map_err(|error| error.of_copy(to))
}

/// Copies the open book `from` into the empty file `to` and verifies the copy.
pub(in crate::book) fn write(from: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open_with_flags(
        to,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    fill(from, &mut copy)?;
    copy.close().map_err(|(_, error)| error)?;
    fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Copies the open book `from` into an empty database and verifies the copy.
pub(in crate::book) fn fill(from: &Connection, copy: &mut Connection) -> Result<()> {
    // The file is synced once, at the end: before it has its final name nobody relies on it.
    copy.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
    copy.execute_batch(SOME_PAGES)?;
    // The transaction keeps the counted rows and the copied rows the same.
    let reading = from.unchecked_transaction()?;
    let rows = rows(from)?;
    run(&Backup::new(from, copy)?)?;
    drop(reading);
    verify_integrity(copy)?;
    if self::rows(copy)? != rows {
        return Err(BookError::Damaged(
            "rows are missing in the copy".to_owned(),
        ));
    }
    Ok(())
}

/// Copies a finished copy, seal and all, into another folder, and checks it against the seal.
pub(super) fn copy_into(folder: &Path, made: &Path) -> Result<PathBuf> {
    if !folder.is_dir() {
        return Err(BookError::NoFolder(folder.to_owned()));
    }
    let to = folder.join(made.file_name().unwrap_or_default());
    let building = Building::of(&to)?;
    fs::copy(made, building.path())?;
    fs::File::open(building.path())?.sync_all()?;
    seal::write(building.path(), &to)?;
    let [sealed, arrived] = [made, &to].map(|of| fs::read_to_string(seal::path_of(of)));
    if sealed? != arrived? {
        return Err(BookError::Damaged(to.display().to_string()));
    }
    building.rename(&to)?;
    sync_folder(&to);
    Ok(to)
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
    if let Ok(folder) = fs::File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
}
