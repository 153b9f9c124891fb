//! Restores a copy over the book.
//!
//! When the book can be opened, SQLite writes the copy into it in one transaction: a crash leaves
//! the old book whole, and other windows see a change like any other instead of working on in a
//! deleted file. The book gets a copy first, under the same lock, so that nothing is lost. When the
//! book is missing or can't be opened, the file at its path is renamed and the copy becomes the
//! book.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension};

use super::copy::{Sealed, copy, run};
use super::examine::{self, bad};
use super::store::BackupStore;
use crate::book::keeper::backup;
use crate::book::keeper::book::Book;
use crate::book::keeper::connection::{Opening, journal_path, with_suffix};
use crate::book::keeper::error::{BookError, Result};
use crate::domain::backup::BackupReason;
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// The deeds of the book that a copy lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Number of deeds since the last common one.
    pub deeds: i64,
    /// When the newest of them was done.
    pub newest: Option<Moment>,
    /// Whether the copy comes from another book: the two have no deed in common.
    pub other_book: bool,
}

impl Loss {
    /// The sentence for the user.
    pub fn message(&self) -> Message {
        let key = match (self.deeds, self.other_book) {
            (0, _) => return Message::new("restore-loses-nothing"),
            (_, true) => "restore-other-book",
            (_, false) => "restore-loses",
        };
        Message::new(key)
            .count("deeds", self.deeds)
            .moment("newest", self.newest.unwrap_or(Moment::from_unix(0)))
    }
}

/// The result of a restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The copy or renamed file of the previous book, if there was one.
    pub kept: Option<PathBuf>,
    /// The deeds that were lost.
    pub loss: Loss,
}

/// A deed as it is compared between two books.
type Mark = (i64, i64, String);

impl Book {
    /// The deeds that would be lost by restoring the copy at `from`.
    ///
    /// # Errors
    /// [`BookError::BadBackup`], or the book can't be read.
    pub fn loss(&self, from: &Path) -> Result<Loss> {
        self.not_itself(from)?;
        self.loss_against(&examine::examine(from)?)
    }

    fn not_itself(&self, from: &Path) -> Result<()> {
        let same = fs::canonicalize(from).ok() == fs::canonicalize(&self.path).ok();
        if same && from.exists() {
            return Err(bad(from, Message::new("backup-is-the-book")));
        }
        Ok(())
    }

    fn loss_against(&self, copy: &Connection) -> Result<Loss> {
        let theirs = newest_deed(copy)?;
        let common = common_deeds(&self.connection, copy, theirs)?;
        let (deeds, newest): (i64, Option<Moment>) = self.connection.query_row(
            "SELECT count(*), max(at) FROM actions WHERE id > ?1 AND message <> ''",
            [common],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(Loss {
            deeds,
            newest,
            other_book: deeds > 0 && theirs > 0 && common == 0,
        })
    }

    /// Restores the copy at `from` over this book, also for every other window that has it open.
    /// The book as it is gets a copy first. All of it happens, or nothing.
    ///
    /// # Errors
    /// [`BookError::BadBackup`] when the copy is not sound, [`BookError::ReadOnly`],
    /// [`BookError::Locked`], or a file can't be read or written.
    pub fn restore(&mut self, from: &Path, now: Moment) -> Result<Restored> {
        if self.read_only {
            return Err(BookError::ReadOnly);
        }
        self.not_itself(from)?;
        let source = examine::examine(from)?;
        let restored = self.alone(|book| {
            let loss = book.loss_against(&source)?;
            let backups = book.backups()?;
            let kept = backups.copy_of(&book.connection, BackupReason::Restore, now)?;
            run(&Backup::new(&source, &mut book.connection)?)?;
            Ok(Restored {
                kept: Some(kept.path),
                loss,
            })
        })?;
        self.journalling = false;
        self.saved.note();
        Ok(restored)
    }

    /// Runs `work` while no other connection can read or write the book.
    fn alone<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        // The lock stays after its transaction, until the mode is NORMAL again and the file is read
        // once.
        self.connection
            .execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
        let done = self
            .connection
            .execute_batch("BEGIN EXCLUSIVE; COMMIT")
            .map_err(|error| error.into())
            .and_then(|()| work(self));
        let freed = self
            .connection
            .execute_batch("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM main.sqlite_schema");
        let done = done?;
        freed?;
        Ok(done)
    }
}

impl BackupStore {
    /// Restores the copy at `from` when the book is missing or can't be opened. Renames an existing
    /// file and its journal first.
    ///
    /// # Errors
    /// [`BookError::BadBackup`], [`BookError::Newer`] when the existing file is a book of a newer
    /// program, or a file can't be read or written.
    pub fn restore(&self, from: &Path) -> Result<Restored> {
        let source = examine::examine(from)?;
        let book = self.book();
        if let Err(error @ BookError::Newer { .. }) = Book::open(book, Opening::Look) {
            return Err(error);
        }
        self.make_folder()?;
        let building = with_suffix(book, &format!("new-{}", std::process::id()));
        let _ = fs::remove_file(&building);
        copy(&source, &building, Sealed::Not)?;
        let kept = if book.symlink_metadata().is_ok() {
            let aside = self.free("replaced");
            let journal = journal_path(book);
            if journal.exists() {
                fs::rename(&journal, journal_path(&aside))?;
            }
            fs::rename(book, &aside)?;
            Some(aside)
        } else {
            None
        };
        fs::rename(&building, book)?;
        backup::copy::sync_folder(book);
        Ok(Restored {
            kept,
            loss: Loss {
                deeds: 0,
                newest: None,
                other_book: false,
            },
        })
    }
}

/// The last deed that the two books have in common, 0 when there is none. `newest` is the copy's
/// newest deed.
fn common_deeds(ours: &Connection, copy: &Connection, newest: i64) -> Result<i64> {
    // Bisects: histories are linear, so all deeds before the books diverged are equal and none
    // after.
    let (mut same, mut last) = (0, newest);
    while same < last {
        let middle = last - (last - same) / 2;
        if deed(ours, middle)? == deed(copy, middle)? {
            same = middle;
        } else {
            last = middle - 1;
        }
    }
    Ok(same)
}

fn newest_deed(connection: &Connection) -> Result<i64> {
    Ok(
        connection.query_row("SELECT coalesce(max(id), 0) FROM actions", [], |row| {
            row.get(0)
        })?,
    )
}

/// The deed with this id, or the last one before it.
fn deed(connection: &Connection, id: i64) -> Result<Option<Mark>> {
    Ok(connection
        .prepare_cached(
            "SELECT id, at, window FROM actions WHERE id <= ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?)
}
