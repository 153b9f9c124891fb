//! Opening a book, guardedly: what is not a book, is damaged or comes from a newer program is
//! refused with the file untouched; a new book is built aside and moved into place whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::{BookError, Result};
use super::{Book, schema};

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

/// How long a deed waits for another window's deed.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
/// How long a question at a key waits for it: longer than a usual deed takes to be written.
pub(super) const MOMENT: Duration = Duration::from_millis(200);

impl Book {
    /// Opens the book at `path`.
    ///
    /// # Errors
    /// [`BookError::Missing`], [`BookError::DeadLink`], [`BookError::NotABook`], [`BookError::Empty`],
    /// [`BookError::Newer`], [`BookError::Damaged`], or the file can't be read or created.
    pub fn open(path: &Path, opening: Opening) -> Result<Self> {
        let is_link = path.symlink_metadata().is_ok_and(|at| at.is_symlink());
        if is_link && fs::metadata(path).is_err_and(|error| leads_nowhere(&error)) {
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
            // Falls back to reading where the file may not be written.
            Opening::Existing | Opening::Create => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let mut connection =
            Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let writable = !connection.is_readonly("main")?;
        connection.busy_timeout(PATIENCE)?;
        if opening == Opening::Look && cut_short(&connection) {
            roll_back(path)?;
        }
        let found = examine(&connection, path)?;
        whole_pages(&connection, path)?;
        if found < schema::version() {
            connection = upgraded(connection, path, found, opening)?;
        }
        configure(&connection, writable)?;
        Ok(Self {
            connection,
            window: window_name(),
            read_only: !writable,
            journalling: false,
            path: path.to_owned(),
        })
    }
}

impl Book {
    /// A new book in no file, without the syncs a file needs: for a sample shop that is made whole
    /// and then saved with [`Book::save_as`]. It is gone when it is dropped.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        configure(&connection, true)?;
        schema::migrate(&mut connection)?;
        Ok(Self {
            connection,
            window: window_name(),
            read_only: false,
            journalling: false,
            path: PathBuf::new(),
        })
    }
}

/// The book in the newest schema: a copy is put beside it first. Where its file can't be changed,
/// a copy in memory is brought to the newest schema to be looked at.
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
            writing.busy_timeout(PATIENCE)?;
            writing
        }
    };
    if writing.is_readonly("main")? {
        let mut copy = Connection::open_in_memory()?;
        super::backup::run(&rusqlite::backup::Backup::new(&writing, &mut copy)?)?;
        schema::migrate(&mut copy)?;
        return Ok(copy);
    }
    super::backup::before_upgrade(&writing, path, found)?;
    configure(&writing, true)?;
    schema::migrate(&mut writing)?;
    Ok(writing)
}

/// Whether following a link failed for the link's own sake: there is nothing at its end, or it has
/// none.
fn leads_nowhere(error: &std::io::Error) -> bool {
    error.kind() != std::io::ErrorKind::PermissionDenied
}

/// Whether a deed was cut short (a kill, a power cut) and waits to be rolled back, which a
/// connection that only reads may not do.
fn cut_short(connection: &Connection) -> bool {
    let read = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    matches!(read, Err(rusqlite::Error::SqliteFailure(failure, _))
        if failure.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Rolls back the deed that was cut short: reading is enough where the file may be written.
fn roll_back(path: &Path) -> Result<()> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(PATIENCE)?;
    schema::version_of(&connection)?;
    Ok(())
}

/// The version of the book: refuses what is not a book, or of a newer program. Of what does carry
/// a book's mark only the names of its tables are read.
pub(super) fn examine(connection: &Connection, path: &Path) -> Result<i64> {
    let not_a_book = || BookError::NotABook(path.to_owned());
    match connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0)) {
        Ok(schema::APPLICATION_ID) => {}
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
fn whole_pages(connection: &Connection, path: &Path) -> Result<()> {
    let page: u32 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let is_cut =
        || Ok::<_, BookError>(!fs::metadata(path)?.len().is_multiple_of(page.max(1).into()));
    if is_cut()? && !super::backup::beside_journal(path).exists() && is_cut()? {
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
fn configure(connection: &Connection, writable: bool) -> Result<()> {
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
fn create(path: &Path) -> Result<()> {
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
    connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    configure(&connection, true)?;
    schema::migrate(&mut connection)?;
    connection.close().map_err(|(_, error)| error.into())
}

/// `name` with a suffix, in the same folder.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Creates an empty file only its owner may read; refuses one that exists.
pub(super) fn private_file(path: &Path) -> Result<()> {
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
pub(super) fn create_private_folder(folder: &Path) -> Result<()> {
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
fn window_name() -> String {
    use std::time::{SystemTime, UNIX_EPOCH};
    let started = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    format!("{}-{started}", std::process::id())
}
