//! Looks over the file of a copy that somebody wants to restore, and takes it into a database of
//! SQLite's own that nobody else can change meanwhile.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::copy::{SOME_PAGES, run, verify_integrity};
use super::seal::{self, Seal};
use crate::book::keeper::building::Unnamed;
use crate::book::keeper::connection::{self, configure};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::schema::{self, APPLICATION_ID};
use crate::domain::message::Message;

/// The length of the header of SQLite's files.
const HEADER: usize = 100;

/// Takes in the copy at `path`, upgraded to the newest schema. Refuses one that is no sound book.
pub(in crate::book) fn take(path: &Path) -> Result<Connection> {
    open(path)
        .and_then(|file| taken(&file, path))
        .map_err(|error| of_copy(error, path))
}

/// Takes in a copy that comes as a stream; `path` is what sentences call it. What is no book is
/// refused after its first bytes.
pub(in crate::book) fn receive(input: &mut dyn Read, path: &Path) -> Result<Connection> {
    received(input, path)
        .and_then(|unnamed| taken(&unnamed.connection, path))
        .map_err(|error| of_copy(error, path))
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
    Ok(Connection::open_with_flags(path, flags)?)
}

fn received(input: &mut dyn Read, path: &Path) -> Result<Unnamed> {
    let mut header = Vec::with_capacity(HEADER);
    input.take(HEADER as u64).read_to_end(&mut header)?;
    if header.is_empty() {
        return Err(BookError::Empty(path.to_owned()));
    }
    let id = u32::try_from(APPLICATION_ID)
        .unwrap_or_default()
        .to_be_bytes();
    if !header.starts_with(b"SQLite format 3\0") || header.get(68..72) != Some(&id[..]) {
        return Err(BookError::NotABook(path.to_owned()));
    }
    let mut unnamed = Unnamed::on_disk_of(&env::temp_dir())?;
    unnamed.file.write_all(&header)?;
    std::io::copy(input, &mut unnamed.file)?;
    Ok(unnamed)
}

/// Copies what is in the file, and checks the copy.
fn taken(file: &Connection, path: &Path) -> Result<Connection> {
    let header = connection::examine(file, path)?;
    if let Some(part) = header.strange {
        return Err(bad(path, Message::new("backup-strange").text("part", part)));
    }
    let mut own = Connection::open("")?;
    own.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
    own.execute_batch(SOME_PAGES)?;
    run(&Backup::new(file, &mut own)?)?;
    verify_integrity(&own)?;
    configure(&own, false)?;
    schema::migrate(&mut own)?;
    Ok(own)
}

/// The error as one of this copy.
fn of_copy(error: BookError, path: &Path) -> BookError {
    match error {
        error @ (BookError::Missing(_) | BookError::BadBackup { .. }) => error,
        error => bad(path, error.message()),
    }
}

pub(in crate::book) fn bad(path: &Path, why: Message) -> BookError {
    BookError::BadBackup {
        path: path.to_owned(),
        why,
    }
}
