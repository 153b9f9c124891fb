//! A copy that may be restored. Its file is sound, it is a book of this program, and the whole check
//! was run on it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::book::keeper::backup::examine::{self, bad};
use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::keeper::finding::Weight;
use crate::domain::message::Message;

/// What to do with a copy that can be read and breaks a rule of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubts {
    /// Refuse it.
    Refuse,
    /// Take it: somebody knows what is wrong with it.
    Allow,
}

/// A copy that may be restored, taken into a database that nobody else can change.
pub struct Candidate {
    path: PathBuf,
    /// Findings that don't hinder.
    told: usize,
    pub(super) book: Book,
}

impl Candidate {
    /// Looks over the copy at `path`.
    ///
    /// # Errors
    /// [`BookError::Missing`](crate::book::BookError::Missing), or
    /// [`BookError::BadBackup`](crate::book::BookError::BadBackup) with the reason.
    pub fn at(path: &Path, doubts: Doubts) -> Result<Self> {
        Self::look_over(examine::take(path)?, path, doubts)
    }

    /// Looks over a copy that comes as a stream, called `name`. What is no book is refused after
    /// its first bytes; what came leaves nothing behind.
    ///
    /// # Errors
    /// [`BookError::BadBackup`](crate::book::BookError::BadBackup) with the reason.
    pub fn receive(input: &mut dyn Read, name: &str, doubts: Doubts) -> Result<Self> {
        let path = Path::new(name);
        Self::look_over(examine::receive(input, path)?, path, doubts)
    }

    fn look_over(copy: Connection, path: &Path, doubts: Doubts) -> Result<Self> {
        let book = Book::over_copy(copy)?;
        let findings = book.check().map_err(|error| bad(path, error.message()))?;
        let weighs = |weight: Weight| {
            findings
                .iter()
                .filter(move |found| found.weight() >= weight)
        };
        let (key, hinders) = match doubts {
            Doubts::Refuse if weighs(Weight::Breaks).next().is_none() => (
                "backup-doubtful",
                weighs(Weight::Doubtful).collect::<Vec<_>>(),
            ),
            Doubts::Refuse | Doubts::Allow => ("backup-broken", weighs(Weight::Breaks).collect()),
        };
        if let Some(first) = hinders.first() {
            let found = Message::new(key)
                .count("findings", hinders.len())
                .say("first", first.message.clone())
                .text("path", path.display().to_string());
            return Err(bad(path, found));
        }
        Ok(Self {
            path: path.to_owned(),
            told: findings.len(),
            book,
        })
    }

    /// The file it was read from, or what a stream was called.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The sentence about what the check found and what doesn't hinder, if anything.
    pub fn told(&self) -> Option<Message> {
        (self.told > 0).then(|| Message::new("restore-told").count("findings", self.told))
    }

    /// Refuses a copy that is the book itself.
    pub(super) fn refuse_itself(&self, book: &Path) -> Result<()> {
        let real = fs::canonicalize(&self.path).ok();
        if real.is_some() && real == fs::canonicalize(book).ok() {
            return Err(bad(&self.path, Message::new("backup-is-the-book")));
        }
        Ok(())
    }
}
