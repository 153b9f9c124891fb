//! An open book: its SQLite connection, its path, whether this window may write, and the snapshots
//! that questions are answered from.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, TransactionState};

use super::connection::begin_reading;
use super::error::{BookError, Result};
use super::lock_wait::LockWait;
use super::standing::{FileId, refuse_replaced};

/// An open book.
pub struct Book {
    /// Questions outside of the keeper go through [`Book::reading`].
    pub(in crate::book::keeper) connection: Connection,
    /// Name of this window in the history.
    pub(in crate::book) window: String,
    /// Why the book may not be written; `None` when it may.
    pub(in crate::book) read_only: Option<BookError>,
    /// The file that was opened; `None` for a book in memory.
    pub(in crate::book) opened: Option<FileId>,
    /// SQLite's count of changes of the schema, when the schema was last compared with its own.
    pub(in crate::book) schema_seen: i64,
    /// Whether the journal's TEMP triggers are installed in this connection.
    pub(in crate::book) journalling: bool,
    pub(in crate::book) path: std::path::PathBuf,
    pub(in crate::book) saved: Saved,
    /// The present snapshot has waited for the lock in vain: its further questions don't wait again.
    pub(in crate::book::keeper) gave_up: Cell<bool>,
}

/// Whether a book has saved anything since it was opened. Also known when the book is closed.
#[derive(Debug, Clone, Default)]
pub struct Saved(Arc<AtomicBool>);

impl Saved {
    /// Whether a deed of that book is in the file.
    pub fn anything(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes that a deed was committed.
    pub(in crate::book) fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The book as it is at the first question asked while this value lives. What other windows change
/// later is not seen, so that questions that belong together agree. A snapshot taken within another
/// one is the same one. The others can't save meanwhile, so it must not live on while something
/// slow is waited for: a person, a pipe, a disk.
#[must_use = "the snapshot ends when it is dropped"]
pub struct Snapshot<'b> {
    book: &'b Book,
    /// Whether it ends with this value, not with one around it.
    outermost: bool,
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if self.outermost {
            self.book.release_snapshot();
        }
    }
}

/// The connection, with a snapshot of the book that a question reads from.
pub(in crate::book) struct Reading<'b>(Snapshot<'b>);

impl Deref for Reading<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0.book.connection
    }
}

impl Book {
    /// The path of the book's file.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether the book may be read only.
    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    /// Why the book may be read only; `None` when it may be written.
    pub fn read_only(&self) -> Option<&BookError> {
        self.read_only.as_ref()
    }

    /// Refuses a book that was deleted or replaced since it was opened.
    ///
    /// # Errors
    /// [`BookError::Gone`] or [`BookError::Replaced`].
    pub fn standing(&self) -> Result<()> {
        refuse_replaced(&self.path, self.opened)
    }

    /// Whether this book has saved anything.
    pub fn saved(&self) -> Saved {
        self.saved.clone()
    }

    /// Takes a snapshot for several questions that must agree. Locks nothing before the first.
    pub fn snapshot(&self) -> Result<Snapshot<'_>> {
        let outermost = self.connection.is_autocommit();
        if outermost {
            self.hold_snapshot()?;
        }
        Ok(Snapshot {
            book: self,
            outermost,
        })
    }

    /// Takes a snapshot that lasts until the book is closed or [`Self::release_snapshot`]. For a
    /// book that is only looked at.
    pub fn hold_snapshot(&self) -> Result<()> {
        self.gave_up.set(false);
        self.connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(())
    }

    /// Ends the snapshot, also for those who took it: what comes next is slow and asks nothing.
    pub fn release_snapshot(&self) {
        if !self.connection.is_autocommit() {
            let ended = self.connection.prepare_cached("COMMIT");
            // A transaction that only read has nothing to lose.
            let _ = ended.and_then(|mut commit| commit.execute([]));
        }
    }

    /// The connection for a question, which may be several `SELECT`s: they read from one snapshot.
    /// Every question comes by here.
    pub(in crate::book) fn reading(&self) -> Result<Reading<'_>> {
        let snapshot = self.snapshot()?;
        if self.connection.transaction_state(Some("main"))? == TransactionState::None {
            if self.gave_up.get() {
                return Err(BookError::Locked);
            }
            let begun = begin_reading(&self.connection, &self.path).map_err(BookError::from);
            self.gave_up.set(matches!(begun, Err(BookError::Locked)));
            begun?;
        }
        Ok(Reading(snapshot))
    }

    #[cfg(test)]
    pub(in crate::book) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// A number that changes whenever another connection has changed the book. Never waits for
    /// another window's deed.
    pub fn data_version(&self) -> Result<i64> {
        self.set_lock_wait(LockWait::None)?;
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        self.set_lock_wait(LockWait::Deed)?;
        Ok(version?)
    }

    /// Sets how long to wait for another window's write lock: queries made at every keystroke wait
    /// less than a deed does.
    pub fn set_lock_wait(&self, wait: LockWait) -> Result<()> {
        Ok(wait.set(&self.connection)?)
    }
}
