//! `rekap backup` and `rekap restore`: makes, lists and restores checked copies of the book.

use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::{env, process};

use clap::Args;
use serde_json::json;

use crate::book::{BookError, Loss, Opening, Restored, Shelf};
use crate::domain::backup::BackupReason;
use crate::domain::message::Message;
use crate::tasks::rows::backup::BACKUPS;

use super::desk::{Counter, Desk, Failure};
use super::values::Shape;

/// Where the copy goes; by default to the folder of backups next to the book.
#[derive(Debug, Args)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    target: Option<PathBuf>,
    #[arg(long)]
    force: bool,
    #[arg(long = "list", conflicts_with_all = ["target", "force"])]
    list_backups: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Which copy to restore.
#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "FILE")]
    from: PathBuf,
    #[arg(long)]
    dry_run: bool,
    #[arg(long = "force")]
    other_book: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Backup {
    /// Copies the book and prints the copy's path, or lists the copies.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        if self.list_backups {
            return list(self.shape, desk);
        }
        if self.shape.json {
            // Fails before anything is copied.
            let shelf = desk.shelf().folder();
            in_json(self.target.as_deref().unwrap_or(&shelf))?;
        }
        let counter = desk.open(Opening::Look)?;
        let path = match self.target {
            None => {
                let copied = counter
                    .book
                    .shelf()?
                    .copy(BackupReason::Manual, counter.now)?;
                match copied.second {
                    Some(Ok(second)) => desk.say(
                        &Message::new("backup-second").text("path", second.display().to_string()),
                    ),
                    Some(Err(error)) => desk.say(&error.message()),
                    None => {}
                }
                copied.path
            }
            Some(target) if target.as_os_str() == "-" => return stream(&counter, desk),
            Some(target) => {
                let replaceable = may_be_replaced(&target, counter.book.path());
                let copied = match self.force && replaceable {
                    true => counter.book.backup_over(&target),
                    false => counter.book.backup(&target),
                };
                copied.map_err(|error| match error {
                    BookError::Exists(_) if replaceable => {
                        Failure::Refused(vec![error.message(), Message::new("cli-backup-force")])
                    }
                    error => error.into(),
                })?;
                target
            }
        };
        if self.shape.json {
            return desk.json(&json!({ "path": in_json(&path)? }));
        }
        desk.path(&path)
    }
}

/// Returns a path as JSON text. Refuses one that is not UTF-8, since a changed path would lead
/// nowhere.
fn in_json(path: &Path) -> Result<&str, Failure> {
    path.to_str().ok_or_else(|| {
        Message::new("cli-path-not-json")
            .text("path", path.display().to_string())
            .into()
    })
}

fn list(shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let shelf = desk.shelf();
    let copies = shelf.copies()?;
    if shape.json {
        for copy in &copies {
            in_json(&copy.path)?;
        }
    } else if copies.is_empty() {
        let none = desk.words().word("backup-none");
        return desk.line(&none);
    }
    let now = desk.clock_without_book()?;
    desk.list(&BACKUPS, &copies, shape, now)
}

/// Writes a copy to stdout. It is made and checked in a temporary file first, so that it is
/// complete.
fn stream(counter: &Counter, desk: &mut Desk) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return Err(Failure::Usage(vec![Message::new("cli-backup-needs-file")]));
    }
    let beside = beside(counter.book.path());
    let aside = match counter.book.save_as(&beside) {
        Ok(()) => Aside(beside),
        // A read-only folder gets no temporary file.
        Err(BookError::Denied | BookError::ReadOnly) => {
            counter.book.save_as(&temporary())?;
            Aside(temporary())
        }
        Err(error) => return Err(error.into()),
    };
    let mut copy = File::open(&aside.0).map_err(BookError::from)?;
    io::copy(&mut copy, &mut desk.out())?;
    Ok(())
}

/// Stores what comes from stdin in a temporary file.
fn received() -> Result<Aside, Failure> {
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        return Err(Failure::Usage(vec![Message::new("cli-restore-needs-file")]));
    }
    let mut file = private(&temporary()).map_err(BookError::from)?;
    let aside = Aside(temporary());
    io::copy(&mut input, &mut file).map_err(BookError::from)?;
    Ok(aside)
}

/// A temporary copy that only its owner can read; deleted when this value is dropped.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        // If it can't be removed it stays, readable by its owner only.
        let _ = fs::remove_file(&self.0);
    }
}

/// A temporary name next to the book, where there is space for a copy.
fn beside(book: &Path) -> PathBuf {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", process::id()));
    book.with_file_name(name)
}

/// A temporary name in the system's folder for temporary files.
fn temporary() -> PathBuf {
    env::temp_dir().join(format!("rekap-{}.book", process::id()))
}

/// Creates a file that only its owner can read; fails if it exists.
fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Whether `--force` may replace the file: only an ordinary one that is not the book.
fn may_be_replaced(target: &Path, book: &Path) -> bool {
    let is_file = target.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file && fs::canonicalize(target).ok() != fs::canonicalize(book).ok()
}

impl Restore {
    /// Says what would be lost, keeps the present book and puts the copy in its place.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        if self.shape.json {
            // The present book is kept there, and JSON names it.
            in_json(&desk.shelf().folder())?;
        }
        if self.from.as_os_str() != "-" {
            let from = found(&self.from, &desk.shelf())?;
            return self.put_back(&from, desk);
        }
        let received = received()?;
        self.put_back(&received.0, desk)
            .map_err(|failure| match failure {
                // The user knows it as stdin, not by the temporary name.
                Failure::Refused(sentences) => {
                    let path = received.0.display().to_string();
                    let renamed = sentences
                        .into_iter()
                        .map(|said| said.renamed(&path, "stdin"));
                    Failure::Refused(renamed.collect())
                }
                other => other,
            })
    }

    /// Restores a copy. A copy of another book needs `--force`, unless it is in this book's folder
    /// of backups.
    fn put_back(&self, from: &Path, desk: &mut Desk) -> Result<(), Failure> {
        let restored = match desk.open(Opening::Existing) {
            Ok(mut counter) => {
                let loss = counter.book.loss(from)?;
                let said = self.other_book || self.dry_run;
                if loss.other_book && !said && !is_on_shelf(from, &desk.shelf())? {
                    return Err(Failure::Refused(vec![
                        loss.message(),
                        Message::new("cli-restore-force"),
                    ]));
                }
                desk.say(&loss.message());
                if self.dry_run {
                    return if self.shape.json {
                        tell(&loss, None, desk)
                    } else {
                        Ok(())
                    };
                }
                counter.book.restore(from, counter.now)?
            }
            // A book that can't be opened is moved aside, unread.
            Err(_) if !self.dry_run && !desk.book_opens() => desk.shelf().restore(from)?,
            Err(failure) => return Err(failure),
        };
        desk.say(&done(&restored));
        if self.shape.json {
            return tell(&restored.loss, restored.kept.as_deref(), desk);
        }
        Ok(())
    }
}

/// Prints as JSON what is lost, and where the present book is kept.
fn tell(loss: &Loss, kept: Option<&Path>, desk: &mut Desk) -> Result<(), Failure> {
    let newest = loss.newest.map(|at| at.rfc3339(desk.zone()));
    desk.json(&json!({
        "deeds": loss.deeds, "newest": newest, "other_book": loss.other_book,
        "kept": kept.map(in_json).transpose()?,
    }))
}

/// Finds the copy by path, or by name in the folder of backups.
fn found(typed: &Path, shelf: &Shelf) -> Result<PathBuf, Failure> {
    let on_shelf = shelf.folder().join(typed);
    let bare = typed.components().count() == 1;
    // Also for a broken link, so that the error names it.
    if typed.symlink_metadata().is_ok() {
        Ok(typed.to_owned())
    } else if bare && on_shelf.exists() {
        Ok(on_shelf)
    } else {
        Err(Message::new("cli-restore-none")
            .text("path", typed.display().to_string())
            .into())
    }
}

fn is_on_shelf(copy: &Path, shelf: &Shelf) -> Result<bool, Failure> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let at = real(copy);
    let copies = shelf.copies()?;
    Ok(at.is_some() && copies.iter().any(|known| real(&known.path) == at))
}

fn done(restored: &Restored) -> Message {
    match &restored.kept {
        Some(kept) => Message::new("restore-done").text("path", kept.display().to_string()),
        None => Message::new("restore-placed"),
    }
}
