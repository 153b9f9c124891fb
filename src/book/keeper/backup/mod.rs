//! Copies of the book (backups), made by SQLite's backup API and verified.
//!
//! A copy is made in one step between deeds, verified (`integrity_check`, the number of rows of
//! every table), synced to disk, sealed with its SHA-256 and only then given its final name.

pub(in crate::book) mod copy;
pub(in crate::book) mod examine;
pub(in crate::book) mod restore;
pub(in crate::book) mod seal;
pub(in crate::book) mod store;

use std::fs;
use std::path::Path;

use super::book::Book;
use super::connection::with_suffix;
use super::error::{BookError, Result};
use copy::{Sealed, copy};

impl Book {
    /// Copies the book to `to`, which must not exist, verifies the copy and writes its seal
    /// (`NAME.sha256`). On failure nothing is left at `to`.
    ///
    /// # Errors
    /// [`BookError::Exists`], [`BookError::Damaged`] when the copy is not sound, or a file can't
    /// be read or written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        copy(&self.connection, to, Sealed::Anew)
    }

    /// Like [`Book::backup`], but replaces the file at `to` once the new copy is complete.
    ///
    /// # Errors
    /// Those of [`Book::backup`].
    pub fn backup_over(&self, to: &Path) -> Result<()> {
        let aside = with_suffix(to, &format!("over-{}", std::process::id()));
        copy(&self.connection, &aside, Sealed::Not).map_err(|error| match error {
            BookError::NoRoom(_) => BookError::NoRoom(to.to_owned()),
            other => other,
        })?;
        let replaced = seal::remove(to).and_then(|()| Ok(fs::rename(&aside, to)?));
        if replaced.is_err() {
            let _ = fs::remove_file(&aside);
        }
        replaced?;
        seal::write(to, to)
    }

    /// Copies the book to `to`, which must not exist, as a book to work on: verified like a backup,
    /// but without a seal.
    ///
    /// # Errors
    /// Those of [`Book::backup`].
    pub fn save_as(&self, to: &Path) -> Result<()> {
        copy(&self.connection, to, Sealed::Not)
    }
}
