//! Copies of the book (backups), made by SQLite's backup API and verified.
//!
//! A copy is made in one step between deeds, verified (`integrity_check`, the number of rows of
//! every table), synced to disk, sealed with its SHA-256 and only then given its final name.

pub(in crate::book) mod copy;
pub(in crate::book) mod examine;
mod overwrite;
mod own;
mod paper_note;
pub(in crate::book) mod seal;
mod second;
pub(in crate::book) mod store;
mod thin;

use std::env;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;

use super::book::Book;
use super::building::{Building, Unnamed, folder_of};
use super::error::{BookError, Result};
use copy::{Sealed, copy, fill};

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
        let replaced = Building::of(to).and_then(|building| {
            copy::write(&self.connection, building.path())?;
            seal::remove(to)?;
            building.rename(to)?;
            copy::sync_folder(to);
            seal::write(to, to)
        });
        replaced.map_err(|error| error.of_copy(to))
    }

    /// Copies the book into a file without a name, of which nothing stays whatever ends the
    /// program, and returns the file at its beginning.
    ///
    /// # Errors
    /// Those of [`Book::backup`].
    pub fn unnamed_copy(&self) -> Result<File> {
        let made = self.unnamed_copy_in(folder_of(&self.path));
        match made {
            // The book's folder can't be written: the system's temporary folder.
            Err(BookError::Denied | BookError::ReadOnly) => self.unnamed_copy_in(&env::temp_dir()),
            made => made,
        }
    }

    fn unnamed_copy_in(&self, folder: &Path) -> Result<File> {
        let made = Unnamed::on_disk_of(folder).and_then(|mut unnamed| {
            fill(&self.connection, &mut unnamed.connection)?;
            unnamed.file.seek(SeekFrom::Start(0))?;
            Ok(unnamed.file)
        });
        made.map_err(|error| error.of_copy(folder))
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
