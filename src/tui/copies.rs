//! Copies of the book while the screens are open: made beside them, in a thread with a connection
//! of its own, so that no key waits.

use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::Duration;

use super::keeper::BookError;
use crate::book::{Copied, Shelf};
use crate::domain::backup::BackupReason;
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// How long the end of the program waits for a copy under way. What a copy leaves half made goes
/// with the next one.
const PATIENCE: Duration = Duration::from_millis(400);

/// How a copy went; `None`: none was due.
type Outcome = Result<Option<Copied>, BookError>;

/// A copy under way.
pub struct Copying {
    reason: BackupReason,
    outcome: Receiver<Outcome>,
}

impl Copying {
    /// Begins to make a copy; one without being asked only when it is due.
    pub fn begin(shelf: Shelf, reason: BackupReason, now: Moment) -> Self {
        let (sender, outcome) = mpsc::channel();
        let answer = sender.clone();
        let begun = thread::Builder::new()
            .name("copy".to_owned())
            .spawn(move || {
                let wanted = reason != BackupReason::Auto || shelf.is_due(now);
                let copied = wanted.then(|| shelf.copy(reason, now)).transpose();
                // Nobody may be waiting any more.
                let _ = answer.send(copied);
            });
        if let Err(error) = begun {
            let _ = sender.send(Err(error.into()));
        }
        Self { reason, outcome }
    }

    /// Why it is made.
    pub fn reason(&self) -> BackupReason {
        self.reason
    }

    /// How it went, once it is over.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.outcome.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            // The thread ended without a word.
            Err(gone @ TryRecvError::Disconnected) => {
                Some(Err(BookError::Storage(gone.to_string())))
            }
        }
    }

    /// Waits for it for a moment.
    pub fn finish(self) {
        let _ = self.outcome.recv_timeout(PATIENCE);
    }
}

/// What is wrong with the copies after this outcome, if anything.
pub fn trouble(outcome: &Outcome) -> Option<Message> {
    match outcome {
        Ok(None) => None,
        Ok(Some(copied)) => match &copied.second {
            Some(Err(error)) => Some(error.message()),
            Some(Ok(_)) | None => None,
        },
        Err(error) => Some(Message::new("backup-failed").with(
            "why",
            crate::domain::message::Arg::Say(Box::new(error.message())),
        )),
    }
}
