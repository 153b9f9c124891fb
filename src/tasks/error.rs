//! The error of a task.

use std::io;

use crate::book::BookError;
use crate::domain::message::Message;
use crate::domain::money::MoneyError;
use crate::domain::refusal::Refusal;
use crate::intake::error::IntakeError;

/// Why a task was not done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The book refused, or can't be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The table that was to be imported can't be read.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The exported bytes could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// The task refused, with this sentence.
    #[error("{}", .0.key)]
    Refused(Message),
}

impl TaskError {
    /// Returns the sentence to show.
    pub fn message(&self) -> Message {
        match self {
            Self::Book(error) => error.message(),
            Self::Intake(error) => error.message(),
            Self::Write(error) => {
                Message::new("export-failed").text("why", error.kind().to_string())
            }
            Self::Refused(message) => message.clone(),
        }
    }
}

impl From<Message> for TaskError {
    fn from(message: Message) -> Self {
        Self::Refused(message)
    }
}

impl From<MoneyError> for TaskError {
    fn from(error: MoneyError) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for TaskError {
    fn from(refusal: Refusal) -> Self {
        Self::Book(refusal.into())
    }
}
