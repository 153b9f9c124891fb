//! An open book: its SQLite connection, its path, and whether this window may write.

use std::time::Duration;

use rusqlite::Connection;

use super::connection::LockWait;
use super::error::Result;

/// An open book.
pub struct Book {
    pub(in crate::book) connection: Connection,
    /// Name of this window in the history.
    pub(in crate::book) window: String,
    pub(in crate::book) read_only: bool,
    /// Whether the journal's TEMP triggers are installed in this connection.
    pub(in crate::book) journalling: bool,
    pub(in crate::book) path: std::path::PathBuf,
}

impl Book {
    /// The path of the book's file.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether the book was opened for reading only.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// A number that changes whenever another connection has changed the book. Never waits for
    /// another window's deed.
    pub fn data_version(&self) -> Result<i64> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        self.set_lock_wait(LockWait::Deed)?;
        Ok(version?)
    }

    /// Sets how long to wait for another window's write lock: queries made at every keystroke wait
    /// less than a deed does.
    pub fn set_lock_wait(&self, wait: LockWait) -> Result<()> {
        Ok(self.connection.busy_timeout(wait.time())?)
    }
}
