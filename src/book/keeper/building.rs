//! Files that are being built: a new book, a copy of one. They have names of their own until they
//! are complete, and what a killed program left of them is deleted by the next one.
//!
//! Who builds in a folder holds a shared lock on the folder. Whoever gets the lock for itself alone
//! knows that nobody builds there, so that what is there was left by a killed program. Process ids
//! don't tell: in containers every program may be number 1.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tempfile::{Builder, NamedTempFile, TempPath};

use super::error::Result;

/// What stands between the name a file will get and the random end of its name until then.
const MARK: &str = ".new-";
/// How many random letters and digits stand there. A number is a process id, as older versions
/// wrote it.
const RANDOM: usize = 12;
/// Where folders can't be locked, a file is a leftover when it is older than this: no copy takes
/// that long.
const TOO_OLD: Duration = Duration::from_secs(3_600);

/// A file that is being built beside the place it will take; deleted when dropped. Only its owner
/// may read it.
pub(in crate::book) struct Building {
    path: TempPath,
    /// The lock on the folder; `None` where folders can't be locked.
    _folder: Option<File>,
}

impl Building {
    /// Creates the empty file. Deletes what killed programs left of earlier tries.
    pub(in crate::book) fn of(to: &Path) -> Result<Self> {
        let folder = folder_of(to);
        let mut prefix = to.file_name().unwrap_or_default().to_owned();
        prefix.push(MARK);
        let name = prefix.to_string_lossy();
        let stem = name.trim_end_matches(MARK);
        clean(folder, |of| of == stem);
        let locked = lock_shared(folder);
        let file = Builder::new()
            .prefix(&prefix)
            .rand_bytes(RANDOM)
            .tempfile_in(folder)?;
        Ok(Self {
            path: file.into_temp_path(),
            _folder: locked,
        })
    }

    /// The file's name until it is complete.
    pub(in crate::book) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the complete file its name, in place of a file that has it.
    pub(in crate::book) fn rename(self, to: &Path) -> Result<()> {
        self.path.persist(to).map_err(|failed| failed.error)?;
        Ok(())
    }

    /// Gives the complete file its name, unless another file has it.
    pub(in crate::book) fn link(self, to: &Path) -> std::io::Result<()> {
        // A hard link fails when the target exists; a rename would replace it.
        fs::hard_link(&self.path, to).or_else(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Err(error),
            _ if to.exists() => Err(std::io::ErrorKind::AlreadyExists.into()),
            // File systems without hard links (a flash drive).
            _ => fs::rename(&self.path, to),
        })
    }
}

/// Deletes the files in `folder` that killed programs left there while they built them. `is_ours`
/// gets the name that the file would have got.
pub(in crate::book) fn clean(folder: &Path, is_ours: impl Fn(&str) -> bool) {
    let left: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| of(&entry.file_name().to_string_lossy()).is_some_and(&is_ours))
        .map(|entry| entry.path())
        .collect();
    if left.is_empty() {
        return;
    }
    let lock = File::open(folder)
        .and_then(|folder| folder.try_lock().map(|()| folder).map_err(Into::into));
    let age = |path: &Path| fs::metadata(path).ok()?.modified().ok()?.elapsed().ok();
    for path in left {
        if lock.is_ok() || age(&path).is_some_and(|age| age > TOO_OLD) {
            // What can't be deleted stays; it is in nobody's way.
            let _ = fs::remove_file(path);
        }
    }
}

/// The name that a file of this name would have got when complete; `None` when it is not one that
/// is being built.
pub(in crate::book) fn of(name: &str) -> Option<&str> {
    let (of, random) = name.rsplit_once(MARK)?;
    let is_id = !random.is_empty() && random.bytes().all(|byte| byte.is_ascii_digit());
    let is_random =
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_id || is_random).then_some(of)
}

/// Locks a folder against [`clean`]. Whoever cleans is done in a moment; one who isn't is no longer
/// waited for.
fn lock_shared(folder: &Path) -> Option<File> {
    let opened = File::open(folder).ok()?;
    for _ in 0..100 {
        match opened.try_lock_shared() {
            Ok(()) => return Some(opened),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// The folder a file is in.
pub(in crate::book) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// A file without a name, and SQLite's connection to it. Nothing of it stays, whatever ends the
/// program.
pub(in crate::book) struct Unnamed {
    /// The connection, to a database that is still empty.
    pub(in crate::book) connection: Connection,
    /// The same file, to be read or written as bytes while the connection is not used.
    pub(in crate::book) file: File,
    /// Where an open file can't lose its name it is deleted at the end.
    #[cfg(not(unix))]
    _name: TempPath,
}

impl Unnamed {
    /// Creates the file on the disk of `folder`.
    pub(in crate::book) fn on_disk_of(folder: &Path) -> Result<Self> {
        let named = Builder::new().prefix(".rekap-").tempfile_in(folder)?;
        Self::take(named)
    }

    /// Opens the file while it is empty, and takes its name away before anything is in it.
    fn take(named: NamedTempFile) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(named.path(), flags)?;
        let (file, name) = named.into_parts();
        #[cfg(unix)]
        name.close()?;
        Ok(Self {
            connection,
            file,
            #[cfg(not(unix))]
            _name: name,
        })
    }
}
