//! Which copies can be restored, and what is wrong with the others.

use crate::book::keeper::backup::seal::{self, Seal};
use crate::book::keeper::backup::store::{BackupCopy, BackupStore};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::finding::Finding;
use crate::domain::backup;
use crate::domain::message::Message;
use crate::domain::when::Moment;

use super::candidate::{Candidate, Doubts};

impl BackupStore {
    /// The copy with the newest deed that can be restored; one that breaks a rule of the shop only
    /// when there is no other.
    pub fn newest_good(&self) -> Option<BackupCopy> {
        let copies = self.copies().ok()?;
        let first = |doubts| {
            let good = |copy: &&BackupCopy| Candidate::at(&copy.path, doubts).is_ok();
            copies.iter().find(good).cloned()
        };
        first(Doubts::Refuse).or_else(|| first(Doubts::Allow))
    }

    /// What is wrong with a copy, if anything: compares its seal and checks the book in it.
    pub fn fault(&self, copy: &BackupCopy) -> Option<Message> {
        match Candidate::at(&copy.path, Doubts::Refuse) {
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
}
