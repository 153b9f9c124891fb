//! Writes files: completely or not at all, never over another file by accident, and readable only
//! by their owner, because exports name customers.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::domain::message::Message;
use crate::domain::text::may_stand;

/// Longest proposed file name, in bytes; file systems allow 255, and the ending is added.
const MAX_NAME: usize = 120;

/// Why a file could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {problem}")]
pub struct SaveError {
    /// The path as given.
    pub file: String,
    /// The reason.
    pub problem: Problem,
}

/// The reason why a file can't be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// A file of that name exists.
    #[error("exists")]
    Exists,
    /// It is a link, and may point to something that isn't meant.
    #[error("is a link")]
    Link,
    /// It is one of the book's own files, or has the name of one.
    #[error("belongs to the book")]
    Book,
    /// It is a folder or a device.
    #[error("is not a file")]
    NotAFile,
    /// The folder doesn't exist.
    #[error("no such folder")]
    NoFolder,
    /// The user has no permission to write there.
    #[error("may not be written")]
    Denied,
    /// The disk or the quota is full.
    #[error("disk full")]
    Full,
    /// The name is not a valid file name.
    #[error("impossible name")]
    BadName,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl SaveError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let say = |key| Message::new(key).text("file", &self.file);
        match &self.problem {
            Problem::Exists => say("output-file-exists"),
            Problem::Link => say("output-file-link"),
            Problem::Book => say("output-file-is-the-book"),
            Problem::NotAFile => say("output-file-not-a-file"),
            Problem::NoFolder => say("output-file-no-folder"),
            Problem::Denied => say("output-file-denied"),
            Problem::Full => say("output-file-full"),
            Problem::BadName => say("output-file-bad-name"),
            Problem::Other(why) => say("output-file-other").text("why", why),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full
            }
            ErrorKind::InvalidInput | ErrorKind::InvalidFilename => Self::BadName,
            ErrorKind::IsADirectory => Self::NotAFile,
            kind => Self::Other(kind.to_string()),
        }
    }
}

/// Writes `bytes` to `path`. An existing file is replaced only with `force`; a link, a folder or a
/// device never, nor is a name used that belongs to the book (`is_books`). The bytes are on the disk before the file gets its name, so
/// that a power cut leaves either the old or the new file.
///
/// # Errors
/// The reason why it failed; no file is left behind.
pub fn save(path: &Path, bytes: &[u8], force: bool, is_books: bool) -> Result<(), SaveError> {
    if is_books {
        return Err(SaveError {
            file: path.display().to_string(),
            problem: Problem::Book,
        });
    }
    write_with(path, force, |file| file.write_all(bytes))
}

/// Like [`save`], but `write` writes the bytes piece by piece.
///
/// # Errors
/// Like [`save`], and the errors of `write`.
pub fn write_with(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), SaveError> {
    write_new(path, force, write).map_err(|problem| SaveError {
        file: path.display().to_string(),
        problem,
    })
}

fn write_new(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Problem> {
    let name = path.file_name().ok_or(Problem::BadName)?;
    if name.len() > 255 {
        return Err(Problem::BadName);
    }
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_symlink() => return Err(Problem::Link),
        Ok(about) if !about.is_file() => return Err(Problem::NotAFile),
        Ok(_) if !force => return Err(Problem::Exists),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (temporary, mut file) = create_beside(folder)?;
    let written = write(&mut file)
        .and_then(|()| file.sync_all())
        .map_err(Problem::from)
        .and_then(|()| rename_finished(&temporary, path, force));
    drop(file);
    if written.is_err() {
        // Removes only the temporary file made above.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    // Syncing the folder makes the new name durable. Not all systems can; the file is complete
    // anyway.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Renames the finished temporary file to its real name.
fn rename_finished(temporary: &Path, path: &Path, force: bool) -> Result<(), Problem> {
    if force {
        return Ok(fs::rename(temporary, path)?);
    }
    // Unlike a rename, a hard link fails when a file has appeared there meanwhile.
    match fs::hard_link(temporary, path) {
        Ok(()) => {
            let _ = fs::remove_file(temporary);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Problem::Exists),
        // Some file systems (FAT on flash drives) have no hard links.
        Err(_) if fs::symlink_metadata(path).is_err() => Ok(fs::rename(temporary, path)?),
        Err(_) => Err(Problem::Exists),
    }
}

/// Creates a temporary file with a unique name in `folder`.
fn create_beside(folder: &Path) -> Result<(PathBuf, File), Problem> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut last = Problem::Exists;
    for attempt in 0..100 {
        let path = folder.join(format!(".rekap-{}-{attempt}.tmp", std::process::id()));
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error.into(),
            Err(error) => return Err(error.into()),
        }
    }
    Err(last)
}

/// Makes a file name from any text (a shop's or customer's name): a base name without folders,
/// control characters or characters that other systems forbid, never empty, never hidden. `ending`
/// is the extension, without its dot.
pub fn safe_name(text: &str, ending: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        let c = match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_whitespace() => ' ',
            // With direction marks `gnp.exe` can look like a picture (rule 59).
            c if !may_stand(c) => continue,
            c => c,
        };
        if name.len() + c.len_utf8() > MAX_NAME {
            break;
        }
        name.push(c);
    }
    let trimmed = name.trim_matches(|c: char| c == '.' || c == ' ' || c == '-');
    let stem = trimmed
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    if trimmed.is_empty() || device {
        format!("rekap.{ending}")
    } else {
        format!("{trimmed}.{ending}")
    }
}
