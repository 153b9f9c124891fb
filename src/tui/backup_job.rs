//! Backups made while the screens are open. A thread with a separate connection makes them, so that
//! no key waits.

use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::Duration;

use crate::book::{BackupStore, BookError, Copied};
use crate::domain::backup::BackupReason;
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// How long the end of the program waits for a running backup. The next backup removes what an
/// interrupted one left.
const EXIT_WAIT: Duration = Duration::from_millis(400);

/// The result of a backup; `None` when none was due.
type BackupResult = Result<Option<Copied>, BookError>;

/// A running backup.
pub struct BackupJob {
    reason: BackupReason,
    outcome: Receiver<BackupResult>,
}

impl BackupJob {
    /// Starts a backup; an automatic one does nothing when none is due.
    pub fn start(backups: BackupStore, reason: BackupReason, now: Moment) -> Self {
        let (sender, outcome) = mpsc::channel();
        let answer = sender.clone();
        let started = thread::Builder::new()
            .name("copy".to_owned())
            .spawn(move || {
                let due = reason != BackupReason::Auto || backups.is_due(now);
                let copied = due.then(|| backups.copy(reason, now)).transpose();
                // The receiver may be gone already.
                let _ = answer.send(copied);
            });
        if let Err(error) = started {
            let _ = sender.send(Err(error.into()));
        }
        Self { reason, outcome }
    }

    /// Why the backup is made.
    pub fn reason(&self) -> BackupReason {
        self.reason
    }

    /// The result, once the backup has finished.
    pub fn outcome(&self) -> Option<BackupResult> {
        match self.outcome.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            // The thread panicked.
            Err(gone @ TryRecvError::Disconnected) => {
                Some(Err(BookError::Storage(gone.to_string())))
            }
        }
    }

    /// Waits up to [`EXIT_WAIT`] for the result.
    pub fn finish(self) {
        let _ = self.outcome.recv_timeout(EXIT_WAIT);
    }
}

/// The problem a backup had, if any, as a message.
pub fn problem(outcome: &BackupResult) -> Option<Message> {
    match outcome {
        Ok(None) => None,
        Ok(Some(copied)) => match &copied.second {
            Some(Err(error)) => Some(error.message()),
            Some(Ok(_)) | None => None,
        },
        Err(error) => Some(Message::new("backup-failed").say("why", error.message())),
    }
}
