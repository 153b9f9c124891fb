//! An open book: its connection, and what this window may do with it.

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
    /// The journal's triggers are installed in this connection.
    pub(in crate::book) journalling: bool,
    pub(in crate::book) path: std::path::PathBuf,
}

impl Book {
    /// Where the book is.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether it can only be looked at.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// A number that changes when another connection has changed the book. Doesn't wait for a
    /// deed of another window.
    pub fn data_version(&self) -> Result<i64> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        self.set_lock_wait(LockWait::Deed)?;
        Ok(version?)
    }

    /// Sets how long to wait for another window's write lock. What is asked at every key must not be
    /// held up as long as a deed may be.
    pub fn set_lock_wait(&self, wait: LockWait) -> Result<()> {
        Ok(self.connection.busy_timeout(wait.time())?)
    }
}
