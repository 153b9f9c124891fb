//! Restores a copy over the book.
//!
//! Where there is a book, the copy is written into it through SQLite: one transaction, so a sudden
//! end leaves the old book whole, and other windows see a change like any other instead of working
//! on in a file that nobody sees any more. The book is kept aside first, under the same lock, so
//! that nothing done up to that moment is lost. Where the book is gone or damaged beyond opening,
//! what lies there is moved aside and the copy takes the place.

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

/// What the book has that a copy has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Deeds done since the last the two have in common.
    pub deeds: i64,
    /// When the newest of them was done.
    pub newest: Option<Moment>,
    /// The copy comes from another book: the two have no deed in common.
    pub other_book: bool,
}

impl Loss {
    /// The sentence.
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

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the book that was there is kept, if there was one.
    pub kept: Option<PathBuf>,
    /// What the restored book lacks.
    pub loss: Loss,
}

/// A deed by which two books are compared.
type Mark = (i64, i64, String);

impl Book {
    /// What would be lost if the copy at `from` took the book's place.
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
        let (deeds, newest): (i64, Option<i64>) = self.connection.query_row(
            "SELECT count(*), max(at) FROM actions WHERE id > ?1 AND message <> ''",
            [common],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(Loss {
            deeds,
            newest: newest.map(Moment::from_unix),
            other_book: deeds > 0 && theirs > 0 && common == 0,
        })
    }

    /// Puts the copy at `from` in the place of this book, in every window that has it open. The
    /// book as it is gets a copy first. All of it happens, or nothing.
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
        Ok(restored)
    }

    /// Does some work while no other connection can read or write the book.
    fn alone<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        // The lock outlives the transaction that takes it until the mode is normal again and the
        // file is read once more.
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
    /// Puts the copy at `from` where the book is gone, or damaged so that it can't be opened; what
    /// lies there is moved aside, with its journal.
    ///
    /// # Errors
    /// [`BookError::BadBackup`], [`BookError::Newer`] when what lies there is a book of a newer
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

/// The last deed that the two books have in common: what was done later was done to one of them
/// only. 0 when there is none. `newest` is the copy's newest deed.
fn common_deeds(ours: &Connection, copy: &Connection, newest: i64) -> Result<i64> {
    // Histories are linear: up to where the two went different ways every deed is the same, and
    // none is from there on.
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

/// The deed of this number, or the last before it.
fn deed(connection: &Connection, id: i64) -> Result<Option<Mark>> {
    Ok(connection
        .prepare_cached(
            "SELECT id, at, window FROM actions WHERE id <= ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?)
}
