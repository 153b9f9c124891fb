//! Connections to a book's file: examined before they are trusted, configured, and files made that
//! only their owner may read.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::{BookError, Result};
use super::schema::{self, APPLICATION_ID};

/// What to do when there is no book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The book must be there; it is only looked at.
    Look,
    /// The book must be there.
    Existing,
    /// A missing book is created.
    Create,
}

/// How long to wait for another window's write lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockWait {
    /// 200 ms, while somebody types: longer than a usual deed takes to be written.
    Typing,
    /// 2 s, for a deed.
    Deed,
}

impl LockWait {
    pub(in crate::book) const fn time(self) -> Duration {
        match self {
            Self::Typing => Duration::from_millis(200),
            Self::Deed => Duration::from_secs(2),
        }
    }
}

/// Whether following a link failed for the link's own sake: there is nothing at its end, or it has
/// none.
pub(in crate::book) fn leads_nowhere(error: &std::io::Error) -> bool {
    error.kind() != std::io::ErrorKind::PermissionDenied
}

/// Whether a deed was cut short (a kill, a power cut) and waits to be rolled back, which a
/// connection that only reads may not do.
pub(in crate::book) fn cut_short(connection: &Connection) -> bool {
    let read = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    matches!(read, Err(rusqlite::Error::SqliteFailure(failure, _))
        if failure.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Rolls back the deed that was cut short: reading is enough where the file may be written.
pub(in crate::book) fn roll_back(path: &Path) -> Result<()> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(LockWait::Deed.time())?;
    schema::version_of(&connection)?;
    Ok(())
}

/// The version of the book: refuses what is not a book, or of a newer program. Of what does carry
/// a book's mark only the names of its tables are read.
pub(in crate::book) fn examine(connection: &Connection, path: &Path) -> Result<i64> {
    let not_a_book = || BookError::NotABook(path.to_owned());
    match connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0)) {
        Ok(APPLICATION_ID) => {}
        Ok(_) => return Err(not_a_book()),
        Err(error) => {
            return Err(match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => not_a_book(),
                _ => error.into(),
            });
        }
    }
    let found = schema::version_of(connection)?;
    if found > schema::version() {
        return Err(BookError::Newer {
            found,
            known: schema::version(),
        });
    }
    // Another program's file may carry the mark by chance or by hand.
    if schema::is_laid_out(connection)? {
        Ok(found)
    } else {
        Err(not_a_book())
    }
}

/// Refuses a file that ends within a page: it was cut short where SQLite itself may see nothing
/// missing. While there is a journal another window may be at work, or half a deed taken back.
pub(in crate::book) fn whole_pages(connection: &Connection, path: &Path) -> Result<()> {
    let page: u32 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let is_cut =
        || Ok::<_, BookError>(!fs::metadata(path)?.len().is_multiple_of(page.max(1).into()));
    if is_cut()? && !beside_journal(path).exists() && is_cut()? {
        let length = fs::metadata(path)?.len();
        return Err(BookError::Damaged(format!("{length} bytes")));
    }
    Ok(())
}

/// Rollback journal and full syncs: between deeds the book is one complete file, and what was
/// acknowledged survives a power cut. What a deed changes stays in memory until it is whole, so that
/// it never locks readers out; only one of more than 16 MiB (4095 pages: an import of some hundred
/// thousand lines) is written as it goes, and other windows wait for its end. Not 4096: SQLite takes
/// the last byte of the number for "on" or "off".
pub(in crate::book) fn configure(connection: &Connection, writable: bool) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(256);
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_spill = 4095;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -4096;
         PRAGMA trusted_schema = OFF;",
    )?;
    if writable {
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    }
    Ok(())
}

/// Builds a new book under a temporary name beside `path` and moves it into place, so that no
/// half-made book is ever seen and nothing that appeared meanwhile is overwritten.
pub(in crate::book) fn create(path: &Path) -> Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        && !folder.exists()
    {
        create_private_folder(folder)?;
    }
    let building = beside(path, &format!("new-{}", std::process::id()));
    let built = build(&building).and_then(|()| {
        // A link fails where something stands; a rename would replace it.
        fs::hard_link(&building, path)
            .or_else(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => Err(error),
                _ if path.exists() => Err(std::io::ErrorKind::AlreadyExists.into()),
                // File systems without links (a flash drive).
                _ => fs::rename(&building, path),
            })
            .map_err(BookError::from)
    });
    let _ = fs::remove_file(&building);
    match built {
        // Another window created it first: that one is as good.
        Err(_) if path.exists() => Ok(()),
        other => other,
    }
}

fn build(path: &Path) -> Result<()> {
    private_file(path)?;
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    configure(&connection, true)?;
    schema::migrate(&mut connection)?;
    connection.close().map_err(|(_, error)| error.into())
}

/// `name` with a suffix, in the same folder.
pub(in crate::book) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Creates an empty file only its owner may read; refuses one that exists.
pub(in crate::book) fn private_file(path: &Path) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => BookError::Exists(path.to_owned()),
        _ => error.into(),
    })?;
    Ok(())
}

/// Creates a folder only its owner may look into.
pub(in crate::book) fn create_private_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    Ok(builder.create(folder)?)
}

/// Tells windows apart in the history: the process, and when it started.
pub(in crate::book) fn window_name() -> String {
    use std::time::{SystemTime, UNIX_EPOCH};
    let started = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    format!("{}-{started}", std::process::id())
}

/// `NAME-journal`.
pub(in crate::book) fn beside_journal(book: &Path) -> PathBuf {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push("-journal");
    book.with_file_name(name)
}
