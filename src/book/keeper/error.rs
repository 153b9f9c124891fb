//! What can go wrong with the book: the rules refuse, or the file does.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::domain::code::CodeError;
use crate::domain::message::{Arg, Message};
use crate::domain::money::MoneyError;
use crate::domain::refusal::Refusal;

/// Why a deed or a question did not succeed.
#[derive(Debug, Error)]
pub enum BookError {
    /// The shop's rules refuse it; nothing was changed.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// There is no book at this path.
    #[error("no book at {0}")]
    Missing(PathBuf),
    /// A book would be created where something stands already.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// The file is something else than a book.
    #[error("not a book: {0}")]
    NotABook(PathBuf),
    /// The file is empty: not silently taken for a new shop.
    #[error("empty file: {0}")]
    Empty(PathBuf),
    /// A newer program made this book.
    #[error("book of version {found}, this program knows {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("damaged book: {0}")]
    Damaged(String),
    /// A file is no copy that may take the book's place.
    #[error("bad backup: {path}")]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: Message,
    },
    /// A folder for copies is not there.
    #[error("no folder {0}")]
    NoFolder(PathBuf),
    /// The book may only be looked at.
    #[error("the book is read-only")]
    ReadOnly,
    /// Another program holds the book for too long.
    #[error("the book is locked by another program")]
    Locked,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The system refused to write: a quota or a limit on files is reached, or the disk fails.
    #[error("writing failed")]
    NotWritten,
    /// There is no room for a file beside the book, or the disk fails.
    #[error("no room for {0}")]
    NoRoom(PathBuf),
    /// A link where the book should be leads nowhere.
    #[error("{0} leads nowhere")]
    DeadLink(PathBuf),
    /// The user may not read or write there.
    #[error("may not be read or written")]
    Denied,
    /// No file can be there: its folder is missing, or its name is impossible.
    #[error("no place for a file")]
    NoPlace,
    /// Reading or writing failed.
    #[error("reading or writing the book failed: {0}")]
    Storage(String),
}

/// Result of a deed or a question.
pub type Result<T, E = BookError> = std::result::Result<T, E>;

impl BookError {
    /// The same of a file that is made beside the book: it is that file there was no room for.
    pub(in crate::book) fn of_copy(self, to: &Path) -> Self {
        match self {
            Self::DiskFull | Self::NotWritten => Self::NoRoom(to.to_owned()),
            other => other,
        }
    }

    /// Whether the book itself is gone or can't be read, so that only a copy of it is left.
    pub fn is_lost(&self) -> bool {
        matches!(
            self,
            Self::Missing(_) | Self::NotABook(_) | Self::Empty(_) | Self::Damaged(_)
        )
    }

    /// The sentence, without a language.
    pub fn message(&self) -> Message {
        let path = |key, path: &PathBuf| Message::new(key).text("path", path.display().to_string());
        match self {
            Self::Refused(refusal) => refusal.message(),
            Self::Missing(at) => path("book-missing", at),
            Self::Exists(at) => path("book-exists", at),
            Self::NotABook(at) => path("book-not-a-book", at),
            Self::Empty(at) => path("book-empty", at),
            Self::Newer { found, known } => Message::new("book-newer")
                .count("found", *found)
                .count("known", *known),
            Self::Damaged(detail) => Message::new("book-damaged").text("detail", detail),
            Self::BadBackup { path: at, why } => {
                path("book-bad-backup", at).with("why", Arg::Say(Box::new(why.clone())))
            }
            Self::NoFolder(at) => path("book-no-folder", at),
            Self::ReadOnly => Message::new("book-read-only"),
            Self::Locked => Message::new("book-locked"),
            Self::DiskFull => Message::new("book-disk-full"),
            Self::NotWritten => Message::new("book-not-written"),
            Self::NoRoom(at) => path("book-no-room", at),
            Self::DeadLink(at) => path("book-dead-link", at),
            Self::Denied => Message::new("book-denied"),
            Self::NoPlace => Message::new("book-no-place"),
            Self::Storage(detail) => Message::new("book-storage").text("detail", detail),
        }
    }
}

impl From<MoneyError> for BookError {
    fn from(error: MoneyError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<CodeError> for BookError {
    fn from(error: CodeError) -> Self {
        Self::Refused(Refusal::field("field-code", error.message()))
    }
}

impl From<rusqlite::Error> for BookError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        use rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY as NO_SUCH_ROW;
        // Every value is checked before it is written: a row that is missing was there when the
        // one who names it looked.
        let gone = match &error {
            rusqlite::Error::QueryReturnedNoRows => true,
            rusqlite::Error::SqliteFailure(failure, _) => failure.extended_code == NO_SUCH_ROW,
            _ => false,
        };
        if gone {
            return Self::Refused(Refusal::Gone);
        }
        // SQLite tells a full disk apart, but neither a quota nor a limit on files.
        if error
            .sqlite_error()
            .is_some_and(|failure| failure.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE)
        {
            return Self::NotWritten;
        }
        match error.sqlite_error_code() {
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Locked,
            Some(C::DiskFull) => Self::DiskFull,
            Some(C::ReadOnly) => Self::ReadOnly,
            Some(C::CannotOpen | C::PermissionDenied) => Self::Denied,
            Some(C::DatabaseCorrupt | C::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Storage(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for BookError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<std::io::Error> for BookError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Self::DiskFull,
            K::ReadOnlyFilesystem => Self::ReadOnly,
            K::PermissionDenied => Self::Denied,
            K::NotFound | K::NotADirectory | K::IsADirectory | K::InvalidFilename => Self::NoPlace,
            _ => Self::Storage(error.to_string()),
        }
    }
}
