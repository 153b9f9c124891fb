//! Writes another database into the open book, under a lock of its own.

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::copy::run;
use super::store::Copied;
use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::domain::backup::BackupReason;
use crate::domain::when::Moment;

impl Book {
    /// Runs `work` while no other connection can read or write the book.
    pub(in crate::book) fn alone<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        // The lock stays after its transaction, until the mode is NORMAL again and the file is read
        // once. The mode is set with the lock in hand: before that it would keep a reader's lock, for
        // which a window that is about to save waits, while this one waits for that window.
        let done = self
            .connection
            .execute_batch("BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE; COMMIT")
            .map_err(|error| error.into())
            .and_then(|()| work(self));
        let freed = self
            .connection
            .execute_batch("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM main.sqlite_schema");
        let done = done?;
        freed?;
        Ok(done)
    }

    /// Copies the book as it is into its folder of backups, through this connection.
    pub(in crate::book) fn kept_copy(&self, reason: BackupReason, now: Moment) -> Result<Copied> {
        self.backups()?.copy_of(&self.connection, reason, now)
    }

    /// Writes all that is in `by` into the book, in one transaction.
    pub(in crate::book) fn overwrite(&mut self, by: &Connection) -> Result<()> {
        run(&Backup::new(by, &mut self.connection)?)?;
        self.journalling = false;
        self.saved.note();
        Ok(())
    }

    /// The connection of a copy that nobody else has, to change it before it becomes the book.
    pub(in crate::book) fn copied(&self) -> &Connection {
        &self.connection
    }
}
