//! Why a task was not done.

use std::io;

use crate::book::BookError;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::intake::error::IntakeError;

/// Why a task was not done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The book refused, or can't be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// A table can't be taken in.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// Bytes could not be made.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// What stands against it, as a sentence.
    #[error("{}", .0.key)]
    Said(Message),
}

impl TaskError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        match self {
            Self::Book(error) => error.message(),
            Self::Intake(error) => error.message(),
            Self::Write(error) => {
                Message::new("export-failed").text("why", error.kind().to_string())
            }
            Self::Said(message) => message.clone(),
        }
    }
}

impl From<Message> for TaskError {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}

impl From<Refusal> for TaskError {
    fn from(refusal: Refusal) -> Self {
        Self::Book(refusal.into())
    }
}
