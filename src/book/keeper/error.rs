//! Errors of the book: a rule refuses the deed, or the file can't be read or written.

use std::panic::Location;
use std::path::{Path, PathBuf};

use crate::domain::code::CodeError;
use crate::domain::message::{Message, messages};
use crate::domain::money::MoneyError;
use crate::domain::refusal::Refusal;

messages! {
    /// Why a deed or a query failed.
    pub enum BookError {
        /// There is no book at this path.
        Missing(path: PathBuf) = "book-missing",
        /// A book or copy would be created where a file exists already.
        Exists(path: PathBuf) = "book-exists",
        /// The file is no book.
        NotABook(path: PathBuf) = "book-not-a-book",
        /// The file is empty. It is not silently used as a new book.
        Empty(path: PathBuf) = "book-empty",
        /// A newer program made this book: its schema version is `found`, this program knows up to
        /// `known`.
        Newer { found: i64, known: i64 } = "book-newer",
        /// The file is damaged.
        Damaged(detail: String) = "book-damaged",
        /// The file can't be restored: it is no sound copy of a book.
        BadBackup { path: PathBuf, why: Message } = "book-bad-backup",
        /// The folder for second copies doesn't exist.
        NoFolder(path: PathBuf) = "book-no-folder",
        /// The book was opened for reading only.
        ReadOnly = "book-read-only",
        /// The book's file has several names (hard links). SQLite's journal is found by the name, so
        /// that writing through two names tears the book.
        Linked { path: PathBuf, names: i64 } = "book-linked",
        /// Another program changed the schema; `part` names what differs. A trigger of its would act
        /// in every deed.
        Strange { part: String } = "book-strange",
        /// The book's file was deleted or moved away since it was opened.
        Gone(path: PathBuf) = "book-gone",
        /// Another file took the place of the book's since it was opened.
        Replaced(path: PathBuf) = "book-replaced",
        /// Another program kept the book locked for too long.
        Locked = "book-locked",
        /// The disk is full.
        DiskFull = "book-disk-full",
        /// The system refused to write: a disk quota or a limit on file size is reached, or the
        /// disk fails.
        NotWritten = "book-not-written",
        /// There is no room for a further file (a copy, an upgraded book), or the disk fails.
        NoRoom(path: PathBuf) = "book-no-room",
        /// The book's path is a broken symbolic link.
        DeadLink(path: PathBuf) = "book-dead-link",
        /// The user may not read or write there.
        Denied = "book-denied",
        /// No file can be made at this path: its folder is missing, or its name is invalid.
        NoPlace = "book-no-place",
        /// Reading or writing failed.
        Storage(detail: String) = "book-storage",
    }
    from {
        /// A rule of the shop refuses the deed; nothing was changed.
        Refused(Refusal),
    }
}

/// Result of a deed or a query.
pub type Result<T, E = BookError> = std::result::Result<T, E>;

impl BookError {
    /// The same error for a copy that is made at `to`: a full disk then means that there was no
    /// room for the copy.
    pub(in crate::book) fn of_copy(self, to: &Path) -> Self {
        match self {
            Self::DiskFull | Self::NotWritten => Self::NoRoom(to.to_owned()),
            other => other,
        }
    }

    /// Adds the row of a table, and who or what it is about, to a refusal.
    pub(in crate::book) fn at_row(self, row: u64, who: &str) -> Self {
        match self {
            Self::Refused(why) => Self::Refused(why.at_row(row, who)),
            other => other,
        }
    }

    /// Whether the book itself is missing or unreadable, so that only a copy can help.
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

/// The technical text names the source file and line of the query that failed.
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
        // SQLite reports a full disk as such, but not a disk quota or a limit on file size.
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
                // The error a value's own conversion gave while it was read.
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

/// What was read; `None` for what an undo took out of the book, which a redo may bring back.
pub fn unless_gone<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(BookError::Refused(Refusal::Gone)) => Ok(None),
        Err(error) => Err(error),
    }
}
