//! Whether the book's file is still the one that was opened, and whether it has one name only. A file
//! that was deleted or replaced can be read and written on for as long as it is open, and nobody
//! would ever see what was written.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;

use super::building;
use super::error::{BookError, Result};

/// Which file it is, whatever its name: the disk and the number on it. Nothing where the system has
/// no such number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) struct FileId {
    disk: u64,
    number: u64,
}

impl FileId {
    /// The file that this is known of.
    #[cfg(unix)]
    pub(in crate::book) fn of(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            disk: about.dev(),
            number: about.ino(),
        }
    }

    #[cfg(not(unix))]
    pub(in crate::book) fn of(_: &Metadata) -> Self {
        Self { disk: 0, number: 0 }
    }
}

/// How many names (hard links) a file has.
#[cfg(unix)]
fn names(about: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    about.nlink()
}

#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}

/// Refuses a file with several names. One that a killed program gave it while it made the book is
/// taken away.
pub(in crate::book) fn refuse_linked(path: &Path) -> Result<()> {
    if names(&fs::metadata(path)?) > 1 {
        let real = fs::canonicalize(path)?;
        let name = real.file_name().unwrap_or_default().to_string_lossy();
        building::clean(building::folder_of(&real), |of| of == name);
    }
    match names(&fs::metadata(path)?) {
        0 | 1 => Ok(()),
        names => Err(BookError::Linked {
            path: path.to_owned(),
            names: i64::try_from(names).unwrap_or(i64::MAX),
        }),
    }
}

/// Refuses a book whose file is no longer the one that was opened.
pub(in crate::book) fn refuse_replaced(path: &Path, opened: Option<FileId>) -> Result<()> {
    let Some(opened) = opened else { return Ok(()) };
    match fs::metadata(path) {
        Ok(about) if FileId::of(&about) == opened => Ok(()),
        Ok(_) => Err(BookError::Replaced(path.to_owned())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(BookError::Gone(path.to_owned()))
        }
        // Nothing is known, for example because a network is down. What needs the file fails.
        Err(_) => Ok(()),
    }
}

/// Refuses a file that a deed must not be written to: one that was replaced or got a second name
/// since it was opened.
pub(in crate::book) fn refuse_torn(path: &Path, opened: Option<FileId>) -> Result<()> {
    refuse_replaced(path, opened)?;
    match opened {
        Some(_) => refuse_linked(path),
        None => Ok(()),
    }
}
