//! The folders that hold a book's copies: `NAME.backups` in the book's folder and, when one is set,
//! a second folder (a USB stick, a synced folder). The second folder is a setting of this machine,
//! so it is stored in `NAME.backups` and not in the book.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::copy::{FEW_PAGES, Sealed, copy, sync_folder};
use super::examine;
use super::seal::{self, Seal};
use crate::book::keeper::book::Book;
use crate::book::keeper::connection::{Opening, create_private_folder, private_file, with_suffix};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::finding::Finding;
use crate::book::keeper::schema;
use crate::domain::backup::{self, BackupReason};
use crate::domain::message::Message;
use crate::domain::when::{Moment, Zone};

/// The time in a copy's file name.
const STAMP: &str = "%Y%m%d-%H%M%S";
const ENDING: &str = ".rekap";
/// The file in `NAME.backups` that holds the path of the second folder.
const SECOND: &str = "second-folder";

/// The copies of one book. Works without opening the book, which may be damaged or missing.
#[derive(Debug, Clone)]
pub struct BackupStore {
    book: PathBuf,
    zone: Zone,
}

/// One copy of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// The copy's file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Moment,
    /// Why it was made.
    pub reason: BackupReason,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether it is in the second folder.
    pub second: bool,
}

impl BackupCopy {
    /// The sentence for a user whose book is lost: names this copy and how to restore it.
    pub fn offer(&self) -> Message {
        Message::new("restore-offer")
            .moment("at", self.at)
            .text("path", self.path.display().to_string())
    }

    /// Orders copies newest first; copies of the same second by the number in their names (a name
    /// with a number is longer).
    fn newer_first(&self, other: &Self) -> std::cmp::Ordering {
        let key = |copy: &Self| (copy.at, copy.path.as_os_str().len());
        key(other)
            .cmp(&key(self))
            .then_with(|| other.path.cmp(&self.path))
    }
}

/// Where a new copy was written.
#[derive(Debug)]
pub struct Copied {
    /// The copy's path.
    pub path: PathBuf,
    /// The path in the second folder, or why that copy failed; `None` when no second folder is set.
    pub second: Option<Result<PathBuf>>,
}

impl Book {
    /// The copies of this book.
    pub fn backups(&self) -> Result<BackupStore> {
        Ok(BackupStore::of(&self.path, schema::zone(&self.connection)?))
    }
}

impl BackupStore {
    /// The copies of the book at this path; the times in their names are in `zone`.
    pub fn of(book: &Path, zone: Zone) -> Self {
        Self {
            book: book.to_owned(),
            zone,
        }
    }

    /// The book's file.
    pub fn book(&self) -> &Path {
        &self.book
    }

    /// The folder `NAME.backups` in the book's folder.
    pub fn folder(&self) -> PathBuf {
        with_suffix(&self.book, "backups")
    }

    /// The folder for second copies, when one is set. It need not exist (a USB stick).
    pub fn second_folder(&self) -> Option<PathBuf> {
        let text = fs::read_to_string(self.folder().join(SECOND)).ok()?;
        let line = text.lines().next().unwrap_or_default();
        (!line.is_empty()).then(|| PathBuf::from(line))
    }

    /// Sets the folder for second copies, which must exist; `None` removes the setting. The copies
    /// go into a subfolder per book, so that several books can share the folder.
    ///
    /// # Errors
    /// [`BookError::NoFolder`], or the folder can't be written.
    pub fn set_second_folder(&self, folder: Option<&Path>) -> Result<()> {
        let note = self.folder().join(SECOND);
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

    /// All copies, newest first.
    ///
    /// # Errors
    /// When `NAME.backups` can't be read. A missing second folder counts as empty.
    pub fn copies(&self) -> Result<Vec<BackupCopy>> {
        let mut copies = self.copies_in(&self.folder(), false)?;
        if let Some(second) = self.second_folder() {
            copies.extend(self.copies_in(&second, true).unwrap_or_default());
        }
        copies.sort_by(BackupCopy::newer_first);
        Ok(copies)
    }

    fn copies_in(&self, folder: &Path, second: bool) -> Result<Vec<BackupCopy>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(BookError::NoFolder(folder.to_owned()));
            }
            entries => entries?,
        };
        let mut copies = Vec::new();
        for entry in entries {
            let entry = entry?;
            let about = entry.metadata()?;
            let name = entry.file_name();
            let Some((at, reason)) = name.to_str().and_then(|name| self.read_name(name)) else {
                continue;
            };
            if !about.is_file() {
                continue;
            }
            let written = || {
                let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
                i64::try_from(since.as_secs()).ok().map(Moment::from_unix)
            };
            copies.push(BackupCopy {
                path: entry.path(),
                at: at.or_else(written).unwrap_or(Moment::from_unix(0)),
                reason,
                bytes: about.len(),
                second,
            });
        }
        Ok(copies)
    }

    /// The newest copy that can be restored.
    pub fn newest_good(&self) -> Option<BackupCopy> {
        let copies = self.copies().ok()?;
        copies.into_iter().find(|copy| examine::is_good(&copy.path))
    }

    /// What is wrong with a copy, if anything: compares its seal and checks the book in it.
    pub fn fault(&self, copy: &BackupCopy) -> Option<Message> {
        match examine::examine(&copy.path) {
            Ok(_) if seal::compare(&copy.path).ok() == Some(Seal::Whole) => None,
            Ok(_) => Some(Message::new("backup-unsealed")),
            Err(BookError::BadBackup { why, .. }) => Some(why),
            Err(error) => Some(error.message()),
        }
    }

    /// Checks all copies; also reports when the newest good one is old and when the second folder
    /// is missing.
    ///
    /// # Errors
    /// When `NAME.backups` can't be read.
    pub fn check(&self, now: Moment) -> Result<Vec<Finding>> {
        let about = |subject: String, message: Message| Finding {
            rule: "backup",
            message,
            subject,
        };
        let mut findings = Vec::new();
        let mut good = Vec::new();
        for copy in self.copies()? {
            match self.fault(&copy) {
                None => good.push(copy.at),
                Some(why) => {
                    let path = copy.path.display().to_string();
                    let message = Message::new("book-bad-backup")
                        .text("path", path.as_str())
                        .say("why", why);
                    findings.push(about(path, message));
                }
            }
        }
        if backup::is_due(good.iter().copied(), now) {
            let message = match good.first() {
                Some(newest) => Message::new("backup-old").moment("at", *newest),
                None => Message::new("backup-none-good"),
            };
            findings.push(about(self.folder().display().to_string(), message));
        }
        if let Some(second) = self.second_folder().filter(|folder| !folder.is_dir()) {
            let path = second.display().to_string();
            findings.push(about(path, BookError::NoFolder(second).message()));
        }
        Ok(findings)
    }

    /// Whether a daily copy is due: none was made within a day of `now`.
    pub fn is_due(&self, now: Moment) -> bool {
        let copies = self.copies_in(&self.folder(), false).unwrap_or_default();
        backup::is_due(copies.iter().map(|copy| copy.at), now)
    }

    /// Copies the book, also into the second folder when one is set, and deletes old copies. Deeds
    /// of other windows wait while the file is read.
    ///
    /// # Errors
    /// Those of [`Book::backup`]. An error in the second folder is returned in [`Copied`].
    pub fn copy(&self, reason: BackupReason, now: Moment) -> Result<Copied> {
        let book = Book::open(&self.book, Opening::Look)?;
        book.connection.execute_batch(FEW_PAGES)?;
        self.copy_of(&book.connection, reason, now)
    }

    pub(in crate::book) fn copy_of(
        &self,
        connection: &Connection,
        reason: BackupReason,
        now: Moment,
    ) -> Result<Copied> {
        self.make_folder()?;
        let stamp = now.local(self.zone).format(STAMP);
        let path = self.named_copy(connection, &format!("{stamp}-{}", reason.code()))?;
        self.thin(&self.folder(), false, now);
        let second = self.second_folder().map(|folder| {
            let made = second_copy(&path, &folder)?;
            self.thin(&folder, true, now);
            Ok(made)
        });
        Ok(Copied { path, second })
    }

    pub(in crate::book) fn before_upgrade(
        &self,
        connection: &Connection,
        version: i64,
    ) -> Result<()> {
        self.make_folder()?;
        self.named_copy(connection, &format!("before-v{}", version + 1))?;
        Ok(())
    }

    /// Makes a copy, and tries the next free name when another window took the name meanwhile.
    fn named_copy(&self, connection: &Connection, what: &str) -> Result<PathBuf> {
        loop {
            let path = self.free(what);
            match copy(connection, &path, Sealed::First) {
                Err(BookError::Exists(_)) => {}
                made => return made.map(|()| path),
            }
        }
    }

    pub(in crate::book) fn make_folder(&self) -> Result<()> {
        let folder = self.folder();
        if folder.is_dir() {
            return Ok(());
        }
        // A broken link or a file there is not ours to replace.
        if folder.symlink_metadata().is_ok() {
            return Err(BookError::NoFolder(folder));
        }
        create_private_folder(&folder)
    }

    /// A free file name in the folder: numbered when the plain name is taken.
    pub(in crate::book) fn free(&self, what: &str) -> PathBuf {
        let folder = self.folder();
        let stem = self.stem();
        let second = self.second_folder();
        let name = |number: u64| match number {
            1 => format!("{stem}-{what}{ENDING}"),
            _ => format!("{stem}-{what}-{number}{ENDING}"),
        };
        let taken = |path: &Path| {
            path.symlink_metadata().is_ok() || seal::path_of(path).symlink_metadata().is_ok()
        };
        let free = |name: &String| {
            let places = [Some(&folder), second.as_ref()];
            places
                .into_iter()
                .flatten()
                .all(|of| !taken(&of.join(name)))
        };
        folder.join((1..).map(name).find(free).unwrap_or_else(|| name(0)))
    }

    fn stem(&self) -> String {
        let stem = self.book.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// When and why a copy was made, read from its file name; `None` when the file is no copy.
    fn read_name(&self, name: &str) -> Option<(Option<Moment>, BackupReason)> {
        let what = name
            .strip_prefix(&*self.stem())?
            .strip_prefix('-')?
            .strip_suffix(ENDING)?;
        if what.starts_with("before-v") {
            return Some((None, BackupReason::Upgrade));
        }
        let (stamp, reason) = (what.get(..15)?, what.get(16..)?);
        let reason = reason.split('-').next()?.parse().ok()?;
        let local = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        Some((Some(Moment::from_local(local, self.zone)), reason))
    }

    /// Deletes copies that need not be kept, and half-made files left by a crash. Files that can't
    /// be deleted stay.
    fn thin(&self, folder: &Path, second: bool, now: Moment) {
        let mut copies = self.copies_in(folder, second).unwrap_or_default();
        copies.sort_by(BackupCopy::newer_first);
        let made: Vec<_> = copies.iter().map(|copy| (copy.at, copy.reason)).collect();
        let kept = backup::to_keep(&made, now, self.zone);
        for (copy, kept) in copies.iter().zip(kept) {
            if !kept && fs::remove_file(&copy.path).is_ok() {
                let _ = fs::remove_file(seal::path_of(&copy.path));
            }
        }
        let own = format!(".new-{}", std::process::id());
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let half = name.rsplit_once(".new-").is_some_and(|(_, id)| {
                !name.ends_with(&own) && id.parse().is_ok_and(|id: u32| !is_running(id))
            });
            let sealed = name.strip_suffix(".sha256");
            let seal = sealed.is_some_and(|of| self.read_name(of).is_some());
            if half || (seal && is_stray_seal(&entry)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether this is a seal without its copy, older than an hour: no copy takes that long.
fn is_stray_seal(entry: &fs::DirEntry) -> bool {
    let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
    !entry.path().with_extension("").exists() && age().is_some_and(|age| age.as_secs() > 3_600)
}

/// Whether a process with this id may still be running.
fn is_running(id: u32) -> bool {
    !Path::new("/proc/self").exists() || Path::new(&format!("/proc/{id}")).exists()
}

/// Copies a finished copy into the second folder and checks it against the seal.
fn second_copy(made: &Path, folder: &Path) -> Result<PathBuf> {
    if !folder.is_dir() {
        return Err(BookError::NoFolder(folder.to_owned()));
    }
    let to = folder.join(made.file_name().unwrap_or_default());
    let building = with_suffix(&to, &format!("new-{}", std::process::id()));
    let _ = fs::remove_file(&building);
    private_file(&building)?;
    let copied = fs::copy(made, &building)
        .map_err(BookError::from)
        .and_then(|_| {
            fs::File::open(&building)?.sync_all()?;
            seal::write(&building, &to)?;
            let [sealed, arrived] = [made, &to].map(|of| fs::read_to_string(seal::path_of(of)));
            if sealed? != arrived? {
                return Err(BookError::Damaged(to.display().to_string()));
            }
            fs::rename(&building, &to)?;
            sync_folder(&to);
            Ok(())
        });
    if let Err(error) = copied {
        let _ = fs::remove_file(&building);
        return Err(error);
    }
    Ok(to)
}
