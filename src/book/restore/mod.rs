//! Restores a copy over the book.
//!
//! When the book can be opened, SQLite writes the copy into it in one transaction: a crash leaves
//! the old book whole, and other windows see a change like any other instead of working on in a
//! deleted file. The book gets a copy first, under the same lock, so that nothing is lost. When the
//! book is missing or can't be opened, the file at its path is renamed and the copy becomes the
//! book.
//!
//! Numbers go on where the replaced book ended (rule 54), and the history says that the book was
//! restored. Undo stops there.

mod candidate;
mod copies;
mod numbers;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

pub use candidate::{Candidate, Doubts};
use numbers::Numbers;

use super::keeper::backup::copy::{self, sync_folder};
use super::keeper::backup::store::BackupStore;
use super::keeper::book::Book;
use super::keeper::building::{self, Building, folder_of};
use super::keeper::connection::{Opening, journal_path, window_name};
use super::keeper::error::{BookError, Result};
use super::keeper::journal::RESTORED;
use super::steps::tally;
use crate::domain::backup::BackupReason;
use crate::domain::id::ActionId;
use crate::domain::message::Message;
use crate::domain::text::excerpt;
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
    /// Whether every number is known that the previous book had given (rule 54).
    pub numbers_known: bool,
}

impl Restored {
    /// The sentences for the user.
    pub fn messages(&self) -> Vec<Message> {
        let done = match &self.kept {
            Some(kept) => Message::new("restore-done").text("path", kept.display().to_string()),
            None => Message::new("restore-placed"),
        };
        let unknown = (!self.numbers_known).then(|| Message::new("restore-numbers-unknown"));
        [Some(done), unknown].into_iter().flatten().collect()
    }
}

/// A deed as it is compared between two books.
type Mark = (i64, i64, String);

/// The newest deed of a book at a moment; `None` in an empty book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen(Option<Mark>);

impl Book {
    /// The deeds that would be lost by restoring this copy.
    ///
    /// # Errors
    /// [`BookError::BadBackup`] when it is this book, or the book can't be read.
    pub fn loss(&self, copy: &Candidate) -> Result<Loss> {
        copy.refuse_itself(&self.path)?;
        self.loss_against(copy.book.copied())
    }

    fn loss_against(&self, copy: &Connection) -> Result<Loss> {
        let theirs = newest_deed(copy)?;
        let reading = self.reading()?;
        let common = common_deeds(&reading, copy, theirs)?;
        // An earlier restore is nothing that could be lost.
        let (deeds, newest): (i64, Option<Moment>) = reading.query_row(
            "SELECT count(*), max(at) FROM actions WHERE id > ?1 AND message <> '' AND instr(message, ?2) = 0",
            (common, format!("\"{RESTORED}")),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(Loss {
            deeds,
            newest,
            other_book: deeds > 0 && theirs > 0 && common == 0,
        })
    }

    /// The newest deed there is.
    pub fn newest_seen(&self) -> Result<Seen> {
        Ok(Seen(deed(&*self.reading()?, i64::MAX)?))
    }

    /// The sentence about what happened to the book since `seen`, when that was no deed: it was
    /// restored, or another book was written into its file.
    pub fn rewritten_since(&self, seen: &Seen) -> Result<Option<Message>> {
        let id = seen.0.as_ref().map_or(0, |(id, ..)| *id);
        let reading = self.reading()?;
        let restored: Option<Moment> = reading
            .prepare_cached(
                "SELECT at FROM actions WHERE id > ?1 AND instr(message, ?2) > 0 ORDER BY id DESC LIMIT 1",
            )?
            .query_row(params![id, format!("\"{RESTORED}")], |row| row.get(0))
            .optional()?;
        if let Some(at) = restored {
            return Ok(Some(
                Message::new("book-restored-elsewhere").moment("at", at),
            ));
        }
        let is_there = seen.0.is_none() || deed(&reading, id)? == seen.0;
        Ok((!is_there).then(|| Message::new("book-rewritten")))
    }

    /// Restores a copy over this book, also for every other window that has it open. The book as it
    /// is gets a copy first. All of it happens, or nothing.
    ///
    /// # Errors
    /// [`BookError::ReadOnly`], [`BookError::Locked`], or a file can't be read or written.
    pub fn restore(&mut self, copy: Candidate, now: Moment) -> Result<Restored> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        copy.refuse_itself(&self.path)?;
        self.alone(|book| {
            book.standing()?;
            let after = copy.book.copied();
            let loss = book.loss_against(after)?;
            let kept = book.kept_copy(BackupReason::Restore, now)?;
            let reading = book.reading()?;
            Numbers::of(&reading)?.continue_in(after)?;
            let action = record(after, &copy, Some(&kept.path), &book.window, now)?;
            if !loss.other_book {
                tally::keep_frozen(&reading, after, action)?;
            }
            drop(reading);
            book.overwrite(after)?;
            Ok(Restored {
                kept: Some(kept.path),
                loss,
                numbers_known: true,
            })
        })
    }
}

impl BackupStore {
    /// Restores a copy when the book is missing or can't be opened. Renames an existing file and its
    /// journal first. Numbers go on after the newest that can be read, in the old file or in any
    /// copy.
    ///
    /// # Errors
    /// [`BookError::Newer`] when the existing file is a book of a newer program, or a file can't be
    /// read or written.
    pub fn restore(&self, candidate: Candidate, now: Moment) -> Result<Restored> {
        let book = self.book();
        if let Err(error @ BookError::Newer { .. }) = Book::open(book, Opening::Look) {
            return Err(error);
        }
        self.make_folder()?;
        let copies = self.copies()?;
        let is_there = book.symlink_metadata().is_ok();
        let after = candidate.book.copied();
        // Of a book that is gone only its copies know.
        let mut numbers_known = !is_there && copies.is_empty();
        let files = copies.iter().map(|copy| copy.path.as_path());
        for file in files.chain(is_there.then_some(book)) {
            let (numbers, all) = Numbers::salvage(file);
            numbers.continue_in(after)?;
            numbers_known |= all && file == book;
        }
        let aside = is_there.then(|| self.free("replaced"));
        record(after, &candidate, aside.as_deref(), &window_name(), now)?;
        let name = book.file_name().unwrap_or_default().to_string_lossy();
        building::clean(folder_of(book), |of| of == name);
        let building = Building::of(book)?;
        copy::write(after, building.path()).map_err(|error| error.of_copy(book))?;
        if let Some(aside) = &aside {
            let journal = journal_path(book);
            if journal.exists() {
                fs::rename(&journal, journal_path(aside))?;
            }
            fs::rename(book, aside)?;
        }
        building.rename(book)?;
        sync_folder(book);
        Ok(Restored {
            kept: aside,
            loss: Loss {
                deeds: 0,
                newest: None,
                other_book: false,
            },
            numbers_known,
        })
    }
}

/// Writes into the copy, before it becomes the book, that it was restored.
fn record(
    after: &Connection,
    copy: &Candidate,
    kept: Option<&Path>,
    window: &str,
    now: Moment,
) -> Result<ActionId> {
    let name = |path: &Path| excerpt(&path.file_name().unwrap_or_default().to_string_lossy());
    let from = name(copy.path());
    let message = match kept {
        Some(kept) => Message::new("did-restored-book")
            .text("copy", from)
            .text("kept", name(kept)),
        None => Message::new("did-restored-lost-book").text("copy", from),
    };
    after.execute(
        "INSERT INTO actions (at, window, message) VALUES (?1, ?2, ?3)",
        params![now, window, message],
    )?;
    Ok(ActionId::new(after.last_insert_rowid()))
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
