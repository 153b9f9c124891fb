//! What can go wrong with the book: the rules refuse, or the file does.

use std::panic::Location;
use std::path::{Path, PathBuf};

use crate::domain::code::CodeError;
use crate::domain::message::{Message, messages};
use crate::domain::money::MoneyError;
use crate::domain::refusal::Refusal;

messages! {
    /// Why a deed or a question did not succeed.
    pub enum BookError {
        /// There is no book at this path.
        Missing(path: PathBuf) = "book-missing",
        /// A book would be created where something stands already.
        Exists(path: PathBuf) = "book-exists",
        /// The file is something else than a book.
        NotABook(path: PathBuf) = "book-not-a-book",
        /// The file is empty: not silently taken for a new shop.
        Empty(path: PathBuf) = "book-empty",
        /// A newer program made this book: of version `found`, while this one knows `known`.
        Newer { found: i64, known: i64 } = "book-newer",
        /// The file is damaged.
        Damaged(detail: String) = "book-damaged",
        /// A file is no copy that may take the book's place.
        BadBackup { path: PathBuf, why: Message } = "book-bad-backup",
        /// A folder for copies is not there.
        NoFolder(path: PathBuf) = "book-no-folder",
        /// The book may only be looked at.
        ReadOnly = "book-read-only",
        /// Another program holds the book for too long.
        Locked = "book-locked",
        /// The disk is full.
        DiskFull = "book-disk-full",
        /// The system refused to write: a quota or a limit on files is reached, or the disk fails.
        NotWritten = "book-not-written",
        /// There is no room for a file beside the book, or the disk fails.
        NoRoom(path: PathBuf) = "book-no-room",
        /// A link where the book should be leads nowhere.
        DeadLink(path: PathBuf) = "book-dead-link",
        /// The user may not read or write there.
        Denied = "book-denied",
        /// No file can be there: its folder is missing, or its name is impossible.
        NoPlace = "book-no-place",
        /// Reading or writing failed.
        Storage(detail: String) = "book-storage",
    }
    from {
        /// The shop's rules refuse it; nothing was changed.
        Refused(Refusal),
    }
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

/// Technical words name the file and line of the question that failed.
impl From<rusqlite::Error> for BookError {
    #[track_caller]
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
        let asked = Location::caller();
        match error.sqlite_error_code() {
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Locked,
            Some(C::DiskFull) => Self::DiskFull,
            Some(C::ReadOnly) => Self::ReadOnly,
            Some(C::CannotOpen | C::PermissionDenied) => Self::Denied,
            Some(C::DatabaseCorrupt | C::NotADatabase) => Self::Damaged(technical(&error, asked)),
            _ => match error {
                // What a value said of itself while it was read.
                rusqlite::Error::FromSqlConversionFailure(column, kind, said) => {
                    said.downcast::<Self>().map_or_else(
                        |said| {
                            let error =
                                rusqlite::Error::FromSqlConversionFailure(column, kind, said);
                            Self::Storage(technical(&error, asked))
                        },
                        |said| *said,
                    )
                }
                error => Self::Storage(technical(&error, asked)),
            },
        }
    }
}

fn technical(error: &rusqlite::Error, asked: &Location<'_>) -> String {
    format!("{error} ({}:{})", asked.file(), asked.line())
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
