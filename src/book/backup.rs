//! Copies of the book, made by SQLite itself and verified before they count.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::Book;
use super::error::{BookError, Result};
use super::open::{beside, private_file};

/// Pages copied at a time: the whole of a shop's book in one step.
const PAGES: i32 = 100_000;

impl Book {
    /// Copies the book to `to`, which must not exist, and verifies the copy. On failure nothing
    /// is left at `to`.
    ///
    /// # Errors
    /// [`BookError::Exists`], [`BookError::Damaged`] when the copy is not sound, or a file can't
    /// be read or written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        copy(&self.connection, to)
    }
}

/// Copies an older book beside itself before its schema is changed.
pub(super) fn before_upgrade(
    connection: &Connection,
    path: &Path,
    version: i64,
) -> Result<PathBuf> {
    let copy_at = (0..)
        .map(|number| {
            let suffix = if number == 0 {
                String::new()
            } else {
                format!("-{number}")
            };
            beside(path, &format!("before-v{}{suffix}", version + 1))
        })
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| beside(path, "before-upgrade"));
    copy(connection, &copy_at)?;
    Ok(copy_at)
}

fn copy(from: &Connection, to: &Path) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(BookError::Exists(to.to_owned()));
    }
    let building = beside(to, &format!("new-{}", std::process::id()));
    private_file(&building)?;
    let made = write(from, &building).and_then(|()| {
        if to.symlink_metadata().is_ok() {
            return Err(BookError::Exists(to.to_owned()));
        }
        Ok(fs::rename(&building, to)?)
    });
    if made.is_err() {
        let _ = fs::remove_file(&building);
    }
    made
}

fn write(from: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open_with_flags(
        to,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    copy.execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_mode = OFF;")?;
    Backup::new(from, &mut copy)?.run_to_completion(PAGES, Duration::from_millis(50), None)?;
    let found: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(BookError::Damaged(found));
    }
    copy.close().map_err(|(_, error)| error)?;
    fs::File::open(to)?.sync_all()?;
    Ok(())
}
