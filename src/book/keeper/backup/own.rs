//! The names that belong to a book: its own, its journal's, its backups'. No export may take one, not
//! even one that is free at the moment.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::store::BackupStore;
use crate::book::keeper::building::{self, folder_of};

/// What SQLite and this program add to the book's name.
const ADDED: &[&str] = &[
    "", "-journal", "-wal", "-shm", ".backups", ".draft", ".sha256",
];

impl BackupStore {
    /// Whether this path is one of the book's own files or would become one: the book under any
    /// name, its journal, its unsaved forms, whatever is in its folders of backups.
    pub fn owns(&self, path: &Path) -> bool {
        let folder = |of: &Path| fs::canonicalize(folder_of(of)).ok();
        let (Some(place), Some(name)) = (folder(path), path.file_name()) else {
            return false;
        };
        let full = place.join(name);
        let is_within =
            |folder: &Path| fs::canonicalize(folder).is_ok_and(|folder| full.starts_with(folder));
        if is_within(&self.folder()) || self.second_folder().is_some_and(|of| is_within(&of)) {
            return true;
        }
        // SQLite's files are beside the real book, the folder of backups beside a link to it.
        let real = fs::canonicalize(self.book()).ok();
        if real.is_some() && fs::canonicalize(path).ok() == real {
            return true;
        }
        let books = [Some(self.book().to_owned()), real];
        books.into_iter().flatten().any(|book| {
            let named = book.file_name().unwrap_or_default();
            let is_own = |added: &&str| {
                let mut own = OsString::from(named);
                own.push(added);
                own == name
            };
            folder(&book).as_ref() == Some(&place)
                && (ADDED.iter().any(is_own)
                    || building::of(&name.to_string_lossy())
                        .is_some_and(|of| *of == *named.to_string_lossy()))
        })
    }
}
