//! The second folder for copies (a USB stick, a synced folder). It is a setting of this machine, so
//! it is noted in the folder of backups and not in the book.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::store::BackupStore;
use crate::book::keeper::connection::{create_private_folder, private_file};
use crate::book::keeper::error::{BookError, Result};

/// The file in `NAME.backups` that holds the path of the second folder.
const NOTE: &str = "second-folder";

impl BackupStore {
    /// The folder for second copies, when one is set. It need not exist (a USB stick).
    pub fn second_folder(&self) -> Option<PathBuf> {
        let text = fs::read_to_string(self.folder().join(NOTE)).ok()?;
        let line = text.lines().next().unwrap_or_default();
        (!line.is_empty()).then(|| PathBuf::from(line))
    }

    /// Sets the folder for second copies, which must exist; `None` removes the setting. The copies
    /// go into a subfolder per book, so that several books can share the folder.
    ///
    /// # Errors
    /// [`BookError::NoFolder`], or the folder can't be written.
    pub fn set_second_folder(&self, folder: Option<&Path>) -> Result<()> {
        let note = self.folder().join(NOTE);
        let now = self.second_folder();
        let Some(folder) = folder else {
            return match fs::remove_file(note) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
        };
        let gone = || BookError::NoFolder(folder.to_owned());
        let folder = fs::canonicalize(folder).map_err(|_| gone())?;
        // The first folder can't also be the second one, not even through a link.
        let own = fs::canonicalize(self.folder()).ok();
        if !folder.is_dir() || own.is_some_and(|own| folder.starts_with(own)) {
            return Err(gone());
        }
        if now.is_some_and(|now| now.parent() == Some(&*folder) && now.is_dir()) {
            return Ok(());
        }
        let name = self.folder().file_name().unwrap_or_default().to_owned();
        let own = (1..)
            .map(|number| {
                let mut name = name.clone();
                if number > 1 {
                    name.push(format!("-{number}"));
                }
                folder.join(name)
            })
            .find(|place| place.symlink_metadata().is_err())
            .ok_or_else(gone)?;
        let line = own.to_str().ok_or_else(gone)?;
        create_private_folder(&own)?;
        self.make_folder()?;
        let _ = fs::remove_file(&note);
        private_file(&note)?;
        let mut note = fs::OpenOptions::new().write(true).open(note)?;
        note.write_all(line.as_bytes())?;
        Ok(())
    }
}
