//! `rekap backup`: a copy of the book, complete and checked.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::book::{BookError, Opening};

use super::desk::{Counter, Desk, Failure};

/// Where the copy goes; beside the book when nothing is said.
#[derive(Debug, Args)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    target: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

impl Backup {
    /// Copies the book and prints where to.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let counter = desk.open(Opening::Look)?;
        let target = self.target.unwrap_or_else(|| beside(&counter));
        if target.as_os_str() == "-" {
            return stream(&counter, desk);
        }
        if self.force && may_be_replaced(&target, counter.book.path()) {
            // The old copy goes only once the new one is complete.
            let mut aside = target.clone().into_os_string();
            aside.push(format!(".{}", std::process::id()));
            let aside = PathBuf::from(aside);
            counter.book.backup(&aside)?;
            fs::rename(&aside, &target).map_err(BookError::from)?;
        } else {
            counter.book.backup(&target)?;
        }
        desk.line(&target.display().to_string())
    }
}

/// A copy on stdout: made beside the book first, so that what is sent is complete.
fn stream(counter: &Counter, desk: &mut Desk) -> Result<(), Failure> {
    let mut aside = counter.book.path().as_os_str().to_owned();
    aside.push(format!(".{}", std::process::id()));
    let aside = PathBuf::from(aside);
    counter.book.backup(&aside)?;
    let bytes = fs::read(&aside).map_err(BookError::from);
    fs::remove_file(&aside).map_err(BookError::from)?;
    Ok(desk.out().write_all(&bytes?)?)
}

/// `shop.book` → `shop-20260215-235959.book`.
fn beside(counter: &Counter) -> PathBuf {
    let book = counter.book.path();
    let stem = book.file_stem().unwrap_or_default().to_string_lossy();
    let at = counter.now.local(counter.zone).format("%Y%m%d-%H%M%S");
    book.with_file_name(format!("{stem}-{at}.book"))
}

/// An ordinary file may make room for a new backup; the book itself and links may not.
fn may_be_replaced(target: &Path, book: &Path) -> bool {
    let is_file = target.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file && fs::canonicalize(target).ok() != fs::canonicalize(book).ok()
}
