//! Opens a book. A file that is no book, is damaged or comes from a newer program is refused and
//! left untouched; a new book is built under another name and moved into place when complete.

use std::fs;
use std::path::{Path, PathBuf};

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
        let found = connection::examine(&looking, path)?;
        refuse_truncated(&looking, path)?;
        drop(looking);
        if found < schema::version() {
            connection = upgraded(connection, path, found, opening)?;
        }
        configure(&connection, writable)?;
        Ok(Self {
            connection,
            window: window_name(),
            read_only: !writable,
            journalling: false,
            saved: Saved::default(),
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
            connection,
            window: window_name(),
            read_only: false,
            journalling: false,
            saved: Saved::default(),
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
}

/// Upgrades the book to the newest schema, after making a copy of it. When the file may not be
/// written, a copy in memory is upgraded instead.
fn upgraded(
    connection: Connection,
    path: &Path,
    found: i64,
    opening: Opening,
) -> Result<Connection> {
    let mut writing = match opening {
        Opening::Existing | Opening::Create => connection,
        Opening::Look => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let writing = Connection::open_with_flags(path, flags)?;
            LockWait::Deed.set(&writing)?;
            writing
        }
    };
    if writing.is_readonly("main")? {
        let mut copy = Connection::open_in_memory()?;
        copy::run(&rusqlite::backup::Backup::new(&writing, &mut copy)?)?;
        schema::migrate(&mut copy)?;
        return Ok(copy);
    }
    let zone = schema::zone(&writing).unwrap_or_default();
    BackupStore::of(path, zone).before_upgrade(&writing, found)?;
    configure(&writing, true)?;
    schema::migrate(&mut writing)?;
    Ok(writing)
}
