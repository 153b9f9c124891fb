//! `rekap backup` and `rekap restore`: makes, lists and restores checked copies of the book.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::book::{BackupStore, BookError, Candidate, Doubts, Loss, Opening};
use crate::domain::backup::BackupReason;
use crate::domain::message::Message;
use crate::tasks::rows::backup::BACKUPS;

use super::console::{Console, Failure, OpenBook};
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
    take_anyway: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Backup {
    /// Copies the book and prints the copy's path, or lists the copies.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        if self.list_backups {
            return list(self.shape, console);
        }
        if self.shape.json {
            // Fails before anything is copied.
            let backups = console.backups().folder();
            json_path(self.target.as_deref().unwrap_or(&backups))?;
        }
        let opened = console.open(Opening::Look)?;
        // A copy is read in one piece and then checked for longer than that.
        opened.book.release_snapshot();
        let path = match self.target {
            None => {
                let copied = opened
                    .book
                    .backups()?
                    .copy(BackupReason::Manual, opened.now)?;
                match copied.second {
                    Some(Ok(second)) => console.say(
                        &Message::new("backup-second").text("path", second.display().to_string()),
                    ),
                    Some(Err(error)) => console.say(&error.message()),
                    None => {}
                }
                copied.path
            }
            Some(target) if target.as_os_str() == "-" => return stream(&opened, console),
            Some(target) if opened.book.backups()?.owns(&target) => {
                return Err(Message::new("output-file-is-the-book")
                    .text("file", target.display().to_string())
                    .into());
            }
            Some(target) => {
                let replaceable = may_be_replaced(&target, opened.book.path());
                let copied = match self.force && replaceable {
                    true => opened.book.backup_over(&target),
                    false => opened.book.backup(&target),
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
            return console.json(&json!({ "path": json_path(&path)? }));
        }
        console.path(&path)
    }
}

/// Returns a path as JSON text. Refuses one that is not UTF-8, since a changed path would lead
/// nowhere.
fn json_path(path: &Path) -> Result<&str, Failure> {
    path.to_str().ok_or_else(|| {
        Message::new("cli-path-not-json")
            .text("path", path.display().to_string())
            .into()
    })
}

fn list(shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let backups = console.backups();
    let copies = backups.copies()?;
    if shape.json {
        for copy in &copies {
            json_path(&copy.path)?;
        }
    } else if copies.is_empty() {
        let none = console.words().word("backup-none");
        return console.line(&none);
    }
    let now = console.clock_without_book()?;
    console.list(&BACKUPS, &copies, shape, now)
}

/// Writes a copy to stdout. It is made and checked in a file without a name first, so that it is
/// complete.
fn stream(opened: &OpenBook, console: &mut Console) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return Err(Failure::Usage(vec![Message::new("cli-backup-needs-file")]));
    }
    console.print_file(opened.book.unnamed_copy()?)
}

/// Whether `--force` may replace the file: only an ordinary one that is not the book.
fn may_be_replaced(target: &Path, book: &Path) -> bool {
    let is_file = target.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file && fs::canonicalize(target).ok() != fs::canonicalize(book).ok()
}

impl Restore {
    /// Says what would be lost, keeps the present book and puts the copy in its place.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        if self.shape.json {
            // The present book is kept there, and JSON names it.
            json_path(&console.backups().folder())?;
        }
        let doubts = match self.take_anyway {
            true => Doubts::Allow,
            false => Doubts::Refuse,
        };
        let copy = if self.from.as_os_str() == "-" {
            let mut input = io::stdin().lock();
            if input.is_terminal() {
                return Err(Failure::Usage(vec![Message::new("cli-restore-needs-file")]));
            }
            Candidate::receive(&mut input, "stdin", doubts)?
        } else {
            Candidate::at(&resolve_copy(&self.from, &console.backups())?, doubts)?
        };
        if let Some(told) = copy.told() {
            console.say(&told);
        }
        self.put_back(copy, console)
    }

    /// Restores a copy. A copy of another book needs `--force`, unless it is in this book's folder
    /// of backups.
    fn put_back(&self, copy: Candidate, console: &mut Console) -> Result<(), Failure> {
        let restored = match console.open(Opening::Existing) {
            Ok(mut opened) => {
                let loss = opened.book.loss(&copy)?;
                let said = self.take_anyway || self.dry_run;
                if loss.other_book && !said && !is_stored(copy.path(), &console.backups())? {
                    return Err(Failure::Refused(vec![
                        loss.message(),
                        Message::new("cli-restore-force"),
                    ]));
                }
                console.say(&loss.message());
                if self.dry_run {
                    return if self.shape.json {
                        print_loss(&loss, None, console)
                    } else {
                        Ok(())
                    };
                }
                opened.book.restore(copy, opened.now)?
            }
            // A book that can't be opened is moved aside.
            Err(_) if !self.dry_run && !console.book_opens() => {
                let now = console.clock_without_book()?;
                console.backups().restore(copy, now)?
            }
            Err(failure) => return Err(failure),
        };
        for said in restored.messages() {
            console.say(&said);
        }
        if self.shape.json {
            return print_loss(&restored.loss, restored.kept.as_deref(), console);
        }
        Ok(())
    }
}

/// Prints as JSON what is lost, and where the present book is kept.
fn print_loss(loss: &Loss, kept: Option<&Path>, console: &mut Console) -> Result<(), Failure> {
    let newest = loss.newest.map(|at| at.rfc3339(console.zone()));
    console.json(&json!({
        "deeds": loss.deeds, "newest": newest, "other_book": loss.other_book,
        "kept": kept.map(json_path).transpose()?,
    }))
}

/// Finds the copy by path, or by name in the folder of backups.
fn resolve_copy(typed: &Path, backups: &BackupStore) -> Result<PathBuf, Failure> {
    let in_store = backups.folder().join(typed);
    let bare = typed.components().count() == 1;
    // Also for a broken link, so that the error names it.
    if typed.symlink_metadata().is_ok() {
        Ok(typed.to_owned())
    } else if bare && in_store.exists() {
        Ok(in_store)
    } else {
        Err(Message::new("cli-restore-none")
            .text("path", typed.display().to_string())
            .into())
    }
}

fn is_stored(copy: &Path, backups: &BackupStore) -> Result<bool, Failure> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let at = real(copy);
    let copies = backups.copies()?;
    Ok(at.is_some() && copies.iter().any(|known| real(&known.path) == at))
}
