//! Opens a book. A file that is no book, is damaged or comes from a newer program is refused and
//! left untouched; a new book is built under another name and moved into place when complete.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::backup::copy;
use super::backup::store::BackupStore;
use super::book::{Book, Saved};
use super::connection::{
    self, Opening, begin_reading, configure, create, is_broken_link, refuse_truncated, window_name,
};
use super::error::{BookError, Result};
use super::lock_wait::LockWait;
use super::schema::{self, APPLICATION_ID};
use super::standing::{FileId, refuse_linked, refuse_replaced};

impl Book {
    /// Opens the book at `path`.
    ///
    /// # Errors
    /// [`BookError::Missing`], [`BookError::DeadLink`], [`BookError::NotABook`], [`BookError::Empty`],
    /// [`BookError::Newer`], [`BookError::Damaged`], or the file can't be read or created.
    pub fn open(path: &Path, opening: Opening) -> Result<Self> {
        let is_link = path.symlink_metadata().is_ok_and(|at| at.is_symlink());
        if is_link && fs::metadata(path).is_err_and(|error| is_broken_link(&error)) {
            return Err(BookError::DeadLink(path.to_owned()));
        }
        if !path.try_exists()? {
            if opening != Opening::Create {
                return Err(BookError::Missing(path.to_owned()));
            }
            create(path)?;
        }
        let metadata = fs::metadata(path)?;
        if !metadata.is_file() {
            return Err(BookError::NotABook(path.to_owned()));
        }
        if metadata.len() == 0 {
            return Err(BookError::Empty(path.to_owned()));
        }
        let access = match opening {
            Opening::Look => OpenFlags::SQLITE_OPEN_READ_ONLY,
            // SQLite opens the file for reading only when it may not be written.
            Opening::Existing | Opening::Create => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let mut connection =
            Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let writable = !connection.is_readonly("main")?;
        LockWait::Deed.set(&connection)?;
        // In one transaction: from its first read on no other window is writing.
        let looking = connection.unchecked_transaction()?;
        match begin_reading(&looking, path) {
            // The examination says what it is instead.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {}
            begun => begun?,
        }
        let header = connection::examine(&looking, path)?;
        refuse_truncated(&looking, path)?;
        let mut schema_seen = schema::changes_of(&looking)?;
        drop(looking);
        let mut read_only = if let Some(part) = header.strange {
            Some(BookError::Strange { part })
        } else if let Err(linked) = refuse_linked(path) {
            Some(linked)
        } else {
            (!writable).then_some(BookError::ReadOnly)
        };
        if header.version < schema::version() {
            (connection, read_only) =
                upgraded(connection, path, header.version, opening, read_only)?;
            schema_seen = schema::changes_of(&connection)?;
        }
        configure(&connection, read_only.is_none())?;
        let opened = Some(FileId::of(&metadata));
        refuse_replaced(path, opened)?;
        Ok(Self {
            schema_seen,
            connection,
            window: window_name(),
            read_only,
            opened,
            journalling: false,
            saved: Saved::default(),
            gave_up: Cell::default(),
            path: path.to_owned(),
        })
    }
}

impl Book {
    /// Creates a book in memory. The sample shop is built in one, which needs no disk syncs, and
    /// then saved with [`Book::save_as`].
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        configure(&connection, true)?;
        schema::migrate(&mut connection)?;
        Ok(Self {
            schema_seen: schema::changes_of(&connection)?,
            connection,
            window: window_name(),
            read_only: None,
            opened: None,
            journalling: false,
            saved: Saved::default(),
            gave_up: Cell::default(),
            path: PathBuf::new(),
        })
    }
}

impl Book {
    /// Removes a book that was made just now and in which nothing was done: the command that made
    /// it was refused. Under its lock, so that no deed of another window goes with it.
    pub fn remove_unused(path: &Path) -> Result<()> {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        LockWait::Typing.set(&connection)?;
        connection.execute_batch("BEGIN EXCLUSIVE")?;
        let used: bool =
            connection.query_row("SELECT EXISTS (SELECT 1 FROM actions)", [], |row| {
                row.get(0)
            })?;
        if !used {
            fs::remove_file(path)?;
        }
        Ok(())
    }

    /// A book over the connection to a copy, which is read only.
    pub(in crate::book) fn over_copy(connection: Connection) -> Result<Self> {
        Ok(Self {
            schema_seen: schema::changes_of(&connection)?,
            connection,
            window: window_name(),
            read_only: Some(BookError::ReadOnly),
            opened: None,
            journalling: false,
            saved: Saved::default(),
            gave_up: Cell::default(),
            path: PathBuf::new(),
        })
    }
}

/// Upgrades the book to the newest schema, after making a copy of it. What may not be written for
/// the reason `read_only`, or lies where nothing may be written, is upgraded in a copy of which
/// nothing stays. Returns the connection, and why it is for reading only.
fn upgraded(
    connection: Connection,
    path: &Path,
    found: i64,
    opening: Opening,
    read_only: Option<BookError>,
) -> Result<(Connection, Option<BookError>)> {
    if matches!(
        read_only,
        Some(BookError::Strange { .. } | BookError::Linked { .. })
    ) {
        return Ok((upgraded_aside(&connection)?, read_only));
    }
    let mut writing = match opening {
        Opening::Existing | Opening::Create => connection,
        Opening::Look => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let writing = Connection::open_with_flags(path, flags)?;
            LockWait::Deed.set(&writing)?;
            writing
        }
    };
    if writing.is_readonly("main")? || !may_be_changed(&writing, found)? {
        return Ok((upgraded_aside(&writing)?, Some(BookError::ReadOnly)));
    }
    let zone = schema::zone(&writing).unwrap_or_default();
    BackupStore::of(path, zone).before_upgrade(&writing, found)?;
    configure(&writing, true)?;
    schema::migrate(&mut writing)?;
    Ok((writing, read_only))
}

/// Whether the book can be changed where it lies: the folder may forbid the journal.
fn may_be_changed(writing: &Connection, version: i64) -> Result<bool> {
    let begun = writing
        .execute_batch("BEGIN IMMEDIATE")
        .and_then(|()| writing.pragma_update(None, "user_version", version));
    if !writing.is_autocommit() {
        writing.execute_batch("ROLLBACK")?;
    }
    match begun.map_err(BookError::from) {
        Ok(()) => Ok(true),
        Err(BookError::ReadOnly | BookError::Denied) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Upgrades a copy in a temporary file of SQLite's own, which has no name.
fn upgraded_aside(connection: &Connection) -> Result<Connection> {
    let mut copy = Connection::open("")?;
    copy::run(&Backup::new(connection, &mut copy)?)?;
    schema::migrate(&mut copy)?;
    Ok(copy)
}
