//! Copies of the book, made by SQLite itself and verified before they count.
//!
//! A copy is read in one piece while no deed is half done, looked over (`integrity_check`, the
//! rows of every table), brought to the disk, sealed with its SHA-256 and only then given its name.

mod restore;
mod seal;
mod shelf;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

pub(super) use restore::beside_journal;
pub use restore::{Loss, Restored};
pub use shelf::{BackupCopy, Copied, Shelf};

use super::Book;
use super::error::{BookError, Result};
use super::open::{PATIENCE, beside, private_file};

/// Pages copied at a time: the whole of a shop's book in one step, so that no deed of another
/// window can make it begin again.
const PAGES: i32 = -1;

/// Pages of the book that a copy of it keeps in memory: 64 KiB, since each is read once.
const FEW_PAGES: &str = "PRAGMA cache_size = -64;";
/// Pages of the copy: 512 KiB. Looking it over takes no longer than with four times as many.
const SOME_PAGES: &str = "PRAGMA cache_size = -512;";

impl Book {
    /// Copies the book to `to`, which must not exist, verifies the copy and puts its seal beside
    /// it (`NAME.sha256`). On failure nothing is left at `to`.
    ///
    /// # Errors
    /// [`BookError::Exists`], [`BookError::Damaged`] when the copy is not sound, or a file can't
    /// be read or written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        copy(&self.connection, to, Sealed::Anew)
    }

    /// Like [`Book::backup`], in the place of the file at `to`, which goes only when the new copy
    /// is complete.
    ///
    /// # Errors
    /// Those of [`Book::backup`].
    pub fn backup_over(&self, to: &Path) -> Result<()> {
        let aside = beside(to, &format!("over-{}", std::process::id()));
        copy(&self.connection, &aside, Sealed::Not).map_err(|error| match error {
            BookError::NoRoom(_) => BookError::NoRoom(to.to_owned()),
            other => other,
        })?;
        let replaced = seal::take_off(to).and_then(|()| Ok(fs::rename(&aside, to)?));
        if replaced.is_err() {
            let _ = fs::remove_file(&aside);
        }
        replaced?;
        seal::put(to, to)
    }

    /// Copies the book to `to`, which must not exist, as a book to work on: verified like a
    /// backup, without a seal.
    ///
    /// # Errors
    /// Those of [`Book::backup`].
    pub fn save_as(&self, to: &Path) -> Result<()> {
        copy(&self.connection, to, Sealed::Not)
    }
}

/// Copies an older book before its schema is changed.
pub(super) fn before_upgrade(connection: &Connection, path: &Path, version: i64) -> Result<()> {
    Shelf::of(path, super::shop::zone_of(connection)).before_upgrade(connection, version)
}

/// Whether a copy gets a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sealed {
    /// It is a book to work on.
    Not,
    /// A seal that lies there without its copy goes.
    Anew,
    /// A seal that lies there may be that of a copy another window is about to name.
    First,
}

fn copy(from: &Connection, to: &Path, sealed: Sealed) -> Result<()> {
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
pub(super) fn run(copy: &Backup<'_, '_>) -> Result<()> {
    let until = Instant::now() + PATIENCE;
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
fn look_over(connection: &Connection) -> Result<()> {
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
fn keep_name(path: &Path) {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}
