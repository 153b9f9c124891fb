//! Decides whether a file is a sound copy that can be restored.

use std::fs;
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::copy::{run, verify_integrity};
use super::seal::{self, Seal};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::{connection, schema};
use crate::domain::message::Message;

/// Whether a copy can be restored.
pub(in crate::book) fn is_good(path: &Path) -> bool {
    examine(path).is_ok()
}

/// Opens a copy for reading, upgraded (in memory) to the newest schema; refuses one that is not
/// sound.
pub(in crate::book) fn examine(path: &Path) -> Result<Connection> {
    open(path).map_err(|error| match error {
        error @ (BookError::Missing(_) | BookError::BadBackup { .. }) => error,
        error => bad(path, error.message()),
    })
}

fn open(path: &Path) -> Result<Connection> {
    if !path.try_exists()? {
        return Err(BookError::Missing(path.to_owned()));
    }
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(BookError::NotABook(path.to_owned()));
    }
    if about.len() == 0 {
        return Err(BookError::Empty(path.to_owned()));
    }
    if seal::compare(path)? == Seal::Broken {
        return Err(bad(path, Message::new("backup-changed")));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let found = connection::examine(&connection, path)?;
    verify_integrity(&connection)?;
    if let Some(part) = schema::foreign_parts(&connection, found)?
        .into_iter()
        .next()
    {
        return Err(bad(path, Message::new("backup-strange").text("part", part)));
    }
    if found == schema::version() {
        return Ok(connection);
    }
    let mut newest = Connection::open_in_memory()?;
    run(&Backup::new(&connection, &mut newest)?)?;
    schema::migrate(&mut newest)?;
    Ok(newest)
}

pub(in crate::book) fn bad(path: &Path, why: Message) -> BookError {
    BookError::BadBackup {
        path: path.to_owned(),
        why,
    }
}
