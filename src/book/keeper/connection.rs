//! Opens and creates the files of books: checks them before use, sets the connection's pragmas, and
//! makes files that only their owner may read.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::building::Building;
use super::error::{BookError, Result};
use super::lock_wait::LockWait;
use super::schema::{self, APPLICATION_ID};

/// How a book is opened, and whether a missing one is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// For reading only; the book must exist.
    Look,
    /// For reading and writing; the book must exist.
    Existing,
    /// For reading and writing; a missing book is created.
    Create,
}

/// Whether an error means that a symbolic link is broken: its target is missing, or the links form
/// a loop.
pub(in crate::book) fn is_broken_link(error: &std::io::Error) -> bool {
    error.kind() != std::io::ErrorKind::PermissionDenied
}

/// How often a reader has a deed rolled back before it gives up: each time it may have been one
/// that another window was just finishing.
const ROLLBACKS: usize = 3;

/// Begins to read: from now until its transaction ends the connection sees one state of the book. A
/// deed that was interrupted (a kill, a power cut) is rolled back first, which a connection that
/// may only read can't do itself.
pub(in crate::book) fn begin_reading(connection: &Connection, path: &Path) -> rusqlite::Result<()> {
    for _ in 0..ROLLBACKS {
        match touch(connection) {
            Err(error) if is_cut_short(&error) => roll_back(path)?,
            touched => return touched,
        }
    }
    touch(connection)
}

/// Reads the least there is.
fn touch(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .prepare_cached("PRAGMA main.user_version")?
        .query_row([], |_| Ok(()))
}

fn is_cut_short(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(failure, _)
        if failure.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Rolls back an interrupted deed. A read is enough to make SQLite do it, on a connection that may
/// write the file.
fn roll_back(path: &Path) -> rusqlite::Result<()> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    LockWait::Deed.set(&connection)?;
    touch(&connection)
}

/// What the header of a book and its schema say.
pub(in crate::book) struct Header {
    /// The schema's version.
    pub(in crate::book) version: i64,
    /// The first part of the schema that another program changed.
    pub(in crate::book) strange: Option<String>,
}

/// Reads the book's header and schema; refuses a file that is no book or was made by a newer
/// program.
pub(in crate::book) fn examine(connection: &Connection, path: &Path) -> Result<Header> {
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
    let version = schema::version_of(connection)?;
    if version > schema::version() {
        return Err(BookError::Newer {
            found: version,
            known: schema::version(),
        });
    }
    let strange = schema::strange_part(connection, version)?;
    // Another program's file may carry the same `application_id`.
    if strange.is_some() && !schema::has_core_tables(connection)? {
        return Err(not_a_book());
    }
    Ok(Header { version, strange })
}

/// Refuses a file whose length is no multiple of its page size: it was truncated, which SQLite
/// itself may not notice. Asked within a transaction, so that no other window is writing.
pub(in crate::book) fn refuse_truncated(connection: &Connection, path: &Path) -> Result<()> {
    let page: u32 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let length = fs::metadata(path)?.len();
    if !length.is_multiple_of(page.max(1).into()) {
        return Err(BookError::Damaged(format!("{length} bytes")));
    }
    Ok(())
}

/// Sets the pragmas of a connection: rollback journal and full syncs, so that between deeds the
/// book is one complete file and a finished deed survives a power cut. A deed's changes stay in
/// memory until it commits, so that it doesn't lock out readers; only a deed of more than 16 MiB
/// (4095 pages: an import of some hundred thousand lines) is written earlier, and other windows
/// wait until it ends. Not 4096: SQLite reads the last byte of the number as "on" or "off".
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

/// Creates a new book: builds it under a temporary name in the same folder and then moves it to
/// `path`, so that nobody sees a half-made book and a file that appeared meanwhile isn't
/// overwritten.
pub(in crate::book) fn create(path: &Path) -> Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        && !folder.exists()
    {
        create_private_folder(folder)?;
    }
    let building = Building::of(path)?;
    let built = build(building.path()).and_then(|()| Ok(building.link(path)?));
    match built {
        // Another window created the book first; that one is used.
        Err(_) if path.exists() => Ok(()),
        other => other,
    }
}

fn build(path: &Path) -> Result<()> {
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    configure(&connection, true)?;
    schema::migrate(&mut connection)?;
    connection.close().map_err(|(_, error)| error.into())
}

/// The path with a suffix added to its file name, in the same folder.
pub(in crate::book) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Creates an empty file that only its owner may read; fails when it exists.
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

/// Creates a folder that only its owner may read.
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

/// A name for this window in the history: the process id and when it started.
pub(in crate::book) fn window_name() -> String {
    use std::time::{SystemTime, UNIX_EPOCH};
    let started = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    format!("{}-{started}", std::process::id())
}

/// The path of the book's rollback journal, `NAME-journal`.
pub(in crate::book) fn journal_path(book: &Path) -> PathBuf {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push("-journal");
    book.with_file_name(name)
}
