//! `rekap backup` and `rekap restore`: copies of the book, complete and checked, and one of them
//! back in its place.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::book::{BookError, Opening, Restored, Shelf};
use crate::domain::backup::Reason;
use crate::domain::message::Message;
use crate::output::table::{Cell, Kind};

use super::desk::{Counter, Desk, Failure};
use super::values::Shape;

/// Where the copy goes; to the shelf beside the book when nothing is said.
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

/// Which copy takes the book's place.
#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "FILE")]
    from: PathBuf,
    #[arg(long)]
    dry_run: bool,
}

impl Backup {
    /// Copies the book and prints where to, or lists the copies there are.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        if self.list_backups {
            return list(self.shape, desk);
        }
        let counter = desk.open(Opening::Look)?;
        let path = match self.target {
            None => {
                let copied = counter.book.shelf()?.copy(Reason::Manual, counter.now)?;
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
                if self.force && may_be_replaced(&target, counter.book.path()) {
                    counter.book.backup_over(&target)?;
                } else {
                    counter.book.backup(&target)?;
                }
                target
            }
        };
        if self.shape.json {
            return desk.json(&json!({ "path": path.display().to_string() }));
        }
        desk.line(&path.display().to_string())
    }
}

fn list(shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let shelf = desk.shelf();
    let copies = shelf.copies()?;
    if shape.json {
        let copies: Vec<_> = copies
            .iter()
            .map(|copy| {
                json!({
                    "path": copy.path.display().to_string(),
                    "at": copy.at.rfc3339(desk.zone()),
                    "reason": copy.reason.code(),
                    "bytes": copy.bytes,
                    "second": copy.second,
                })
            })
            .collect();
        return desk.json(&json!({ "backups": copies }));
    }
    if copies.is_empty() {
        let none = desk.words().word("backup-none");
        return desk.line(&none);
    }
    let mut sheet = desk.sheet(&[
        ("cli-col-at", Kind::Moment),
        ("backup-why", Kind::Text),
        ("backup-size", Kind::Int),
        ("backup-file", Kind::Text),
    ]);
    for copy in copies {
        sheet.rows.push(vec![
            Cell::Moment(copy.at),
            Cell::Text(desk.words().word(copy.reason.key())),
            Cell::Int(i64::try_from(copy.bytes.div_ceil(1024)).unwrap_or(i64::MAX)),
            Cell::Text(copy.path.display().to_string()),
        ]);
    }
    desk.print_sheet(&sheet)
}

/// A copy on stdout: made beside the book first, so that what is sent is complete.
fn stream(counter: &Counter, desk: &mut Desk) -> Result<(), Failure> {
    let mut aside = counter.book.path().as_os_str().to_owned();
    aside.push(format!(".{}", std::process::id()));
    let aside = PathBuf::from(aside);
    counter.book.save_as(&aside)?;
    let bytes = fs::read(&aside).map_err(BookError::from);
    fs::remove_file(&aside).map_err(BookError::from)?;
    Ok(desk.out().write_all(&bytes?)?)
}

/// An ordinary file may make room for a new backup; the book itself and links may not.
fn may_be_replaced(target: &Path, book: &Path) -> bool {
    let is_file = target.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file && fs::canonicalize(target).ok() != fs::canonicalize(book).ok()
}

impl Restore {
    /// Says what would be lost, keeps the present book aside and puts the copy in its place.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let shelf = desk.shelf();
        let from = found(self.from, &shelf);
        let restored = match desk.open(Opening::Existing) {
            Ok(mut counter) => {
                let loss = counter.book.loss(&from)?;
                desk.say(&loss.message());
                if self.dry_run {
                    return Ok(());
                }
                counter.book.restore(&from, counter.now)?
            }
            // What can't be opened is moved aside, unread.
            Err(_) if !self.dry_run && !desk.book_opens() => shelf.restore(&from)?,
            Err(failure) => return Err(failure),
        };
        desk.say(&done(&restored));
        Ok(())
    }
}

/// The copy that was meant: a file, or the name of one on the shelf.
fn found(typed: PathBuf, shelf: &Shelf) -> PathBuf {
    let on_shelf = shelf.folder().join(&typed);
    let bare = typed.components().count() == 1;
    if bare && !typed.exists() && on_shelf.exists() {
        on_shelf
    } else {
        typed
    }
}

fn done(restored: &Restored) -> Message {
    match &restored.kept {
        Some(kept) => Message::new("restore-done").text("path", kept.display().to_string()),
        None => Message::new("restore-placed"),
    }
}
