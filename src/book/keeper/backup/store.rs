//! The folders that hold a book's copies: `NAME.backups` in the book's folder and, when one is set,
//! a second folder.

use std::cmp::Ordering;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags};

use super::copy::{FEW_PAGES, Sealed, copy, copy_into};
use super::seal;
use crate::book::keeper::book::Book;
use crate::book::keeper::building;
use crate::book::keeper::connection::{Opening, create_private_folder, with_suffix};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::schema;
use crate::domain::backup::{self, BackupReason};
use crate::domain::id::ActionId;
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};

/// The time in a copy's file name.
const STAMP: &str = "%Y%m%d-%H%M%S";
const ENDING: &str = ".rekap";

/// The copies of one book. Works without opening the book, which may be damaged or missing.
#[derive(Debug, Clone)]
pub struct BackupStore {
    book: PathBuf,
    zone: Zone,
}

/// One copy of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// The copy's file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Moment,
    /// Why it was made.
    pub reason: BackupReason,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether it is in the second folder.
    pub second: bool,
    /// The newest deed in it; `None` when it can't be read.
    pub deed: Option<ActionId>,
    /// When its file was written, by the disk.
    written: Option<SystemTime>,
}

impl BackupCopy {
    /// The sentence for a user whose book is lost: names this copy and how to restore it.
    pub fn offer(&self) -> Message {
        Message::new("restore-offer")
            .moment("at", self.at)
            .text("path", self.path.display().to_string())
    }

    /// Orders copies by the newest deed in them, the newest first: the times in their names are
    /// wrong where a clock was. Copies of the same deeds by those times.
    fn newer_first(&self, other: &Self) -> Ordering {
        (other.deed.cmp(&self.deed)).then_with(|| self.later_first(other))
    }

    /// Orders copies by the times in their names, the latest first; copies of the same second as
    /// they were written.
    pub(super) fn later_first(&self, other: &Self) -> Ordering {
        let key = |copy: &Self| (copy.at, copy.written, copy.path.as_os_str().len());
        key(other)
            .cmp(&key(self))
            .then_with(|| other.path.cmp(&self.path))
    }
}

/// Where a new copy was written.
#[derive(Debug)]
pub struct Copied {
    /// The copy's path.
    pub path: PathBuf,
    /// The path in the second folder, or why that copy failed; `None` when no second folder is set.
    pub second: Option<Result<PathBuf>>,
}

impl Book {
    /// The copies of this book.
    pub fn backups(&self) -> Result<BackupStore> {
        Ok(BackupStore::of(&self.path, schema::zone(&self.connection)?))
    }
}

impl BackupStore {
    /// The copies of the book at this path; the times in their names are in `zone`.
    pub fn of(book: &Path, zone: Zone) -> Self {
        Self {
            book: book.to_owned(),
            zone,
        }
    }

    /// The book's file.
    pub fn book(&self) -> &Path {
        &self.book
    }

    /// The zone of the times in the copies' names.
    pub(super) fn zone(&self) -> Zone {
        self.zone
    }

    /// The folder `NAME.backups` in the book's folder.
    pub fn folder(&self) -> PathBuf {
        with_suffix(&self.book, "backups")
    }

    /// All copies, the one with the newest deed first.
    ///
    /// # Errors
    /// When `NAME.backups` can't be read. A missing second folder counts as empty.
    pub fn copies(&self) -> Result<Vec<BackupCopy>> {
        let mut copies = self.copies_in(&self.folder(), false)?;
        if let Some(second) = self.second_folder() {
            copies.extend(self.copies_in(&second, true).unwrap_or_default());
        }
        for copy in &mut copies {
            copy.deed = newest_deed(&copy.path).ok();
        }
        copies.sort_by(BackupCopy::newer_first);
        Ok(copies)
    }

    /// The copies in one folder, in no order. They are not opened.
    pub(super) fn copies_in(&self, folder: &Path, second: bool) -> Result<Vec<BackupCopy>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(BookError::NoFolder(folder.to_owned()));
            }
            entries => entries?,
        };
        let mut copies = Vec::new();
        for entry in entries {
            let entry = entry?;
            let about = entry.metadata()?;
            let name = entry.file_name();
            let Some((at, reason)) = name.to_str().and_then(|name| self.read_name(name)) else {
                continue;
            };
            if !about.is_file() {
                continue;
            }
            let written = about.modified().ok();
            let seconds = || {
                let since = written?.duration_since(UNIX_EPOCH).ok()?;
                i64::try_from(since.as_secs()).ok().map(Moment::from_unix)
            };
            copies.push(BackupCopy {
                path: entry.path(),
                at: at.or_else(seconds).unwrap_or(Moment::from_unix(0)),
                reason,
                bytes: about.len(),
                second,
                deed: None,
                written,
            });
        }
        Ok(copies)
    }

    /// Whether a daily copy is due: none was made within a day of `now`.
    pub fn is_due(&self, now: Moment) -> bool {
        let copies = self.copies_in(&self.folder(), false).unwrap_or_default();
        backup::is_due(copies.iter().map(|copy| copy.at), now)
    }

    /// Copies the book, also into the second folder when one is set, and deletes old copies. Deeds
    /// of other windows wait while the file is read.
    ///
    /// # Errors
    /// Those of [`Book::backup`]. An error in the second folder is returned in [`Copied`].
    pub fn copy(&self, reason: BackupReason, now: Moment) -> Result<Copied> {
        let book = Book::open(&self.book, Opening::Look)?;
        book.connection.execute_batch(FEW_PAGES)?;
        self.copy_of(&book.connection, reason, now)
    }

    pub(in crate::book) fn copy_of(
        &self,
        connection: &Connection,
        reason: BackupReason,
        now: Moment,
    ) -> Result<Copied> {
        self.make_folder()?;
        let stamp = now.local(self.zone).format(STAMP);
        let path = self.named_copy(connection, &format!("{stamp}-{}", reason.code()))?;
        self.thin(&self.folder(), false, &path, now);
        let second = self.second_folder().map(|folder| {
            let made = copy_into(&folder, &path)?;
            self.thin(&folder, true, &made, now);
            Ok(made)
        });
        Ok(Copied { path, second })
    }

    pub(in crate::book) fn before_upgrade(
        &self,
        connection: &Connection,
        version: i64,
    ) -> Result<()> {
        self.make_folder()?;
        building::clean(&self.folder(), |of| self.read_name(of).is_some());
        self.named_copy(connection, &format!("before-v{}", version + 1))?;
        Ok(())
    }

    /// Makes a copy, and tries the next free name when another window took the name meanwhile.
    fn named_copy(&self, connection: &Connection, what: &str) -> Result<PathBuf> {
        loop {
            let path = self.free(what);
            match copy(connection, &path, Sealed::First) {
                Err(BookError::Exists(_)) => {}
                made => return made.map(|()| path),
            }
        }
    }

    pub(in crate::book) fn make_folder(&self) -> Result<()> {
        let folder = self.folder();
        if folder.is_dir() {
            return Ok(());
        }
        // A broken link or a file there is not ours to replace.
        if folder.symlink_metadata().is_ok() {
            return Err(BookError::NoFolder(folder));
        }
        create_private_folder(&folder)
    }

    /// A free file name in the folder: numbered when the plain name is taken.
    pub(in crate::book) fn free(&self, what: &str) -> PathBuf {
        let folder = self.folder();
        let stem = self.stem();
        let second = self.second_folder();
        let name = |number: u64| match number {
            1 => format!("{stem}-{what}{ENDING}"),
            _ => format!("{stem}-{what}-{number}{ENDING}"),
        };
        let taken = |path: &Path| {
            path.symlink_metadata().is_ok() || seal::path_of(path).symlink_metadata().is_ok()
        };
        let free = |name: &String| {
            let places = [Some(&folder), second.as_ref()];
            places
                .into_iter()
                .flatten()
                .all(|of| !taken(&of.join(name)))
        };
        folder.join((1..).map(name).find(free).unwrap_or_else(|| name(0)))
    }

    fn stem(&self) -> String {
        let stem = self.book.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// When and why a copy was made, read from its file name; `None` when the file is no copy.
    pub(super) fn read_name(&self, name: &str) -> Option<(Option<Moment>, BackupReason)> {
        let what = name
            .strip_prefix(&*self.stem())?
            .strip_prefix('-')?
            .strip_suffix(ENDING)?;
        if what.starts_with("before-v") {
            return Some((None, BackupReason::Upgrade));
        }
        let (stamp, reason) = (what.get(..15)?, what.get(16..)?);
        let reason = reason.split('-').next()?.parse().ok()?;
        let local = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        Some((Some(Moment::from_local(local, self.zone)), reason))
    }
}

/// The newest deed in a copy.
fn newest_deed(path: &Path) -> Result<ActionId> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(path, flags)?;
    Ok(
        copy.query_row("SELECT coalesce(max(id), 0) FROM actions", [], |row| {
            row.get(0)
        })?,
    )
}
