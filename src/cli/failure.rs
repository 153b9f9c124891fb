//! Why a command failed, and the exit code for it.

use std::io::{self, ErrorKind};

use crate::book::BookError;
use crate::domain::message::Message;
use crate::tasks::TaskError;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// The command line is wrong: sentences, the last of which says where to read more. Exit code
    /// 2.
    Usage(Vec<Message>),
    /// A bad value or a refusal by the book, one sentence each. Exit code 1.
    Refused(Vec<Message>),
    /// Reading or writing failed; the outermost context is the [`Message`] to show. Exit code 1.
    Failed(anyhow::Error),
    /// The command found problems and has printed them. Exit code 1.
    Findings,
    /// The reader of the pipe is gone. Exit code 0, no message.
    PipeClosed,
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Refused(vec![message])
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::PipeClosed;
        }
        let told = Message::new("cli-io").text("reason", error.to_string());
        Self::Failed(anyhow::Error::new(error).context(told))
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Self {
        error.message().into()
    }
}

impl From<TaskError> for Failure {
    fn from(error: TaskError) -> Self {
        match error {
            TaskError::Write(error) => error.into(),
            error => error.message().into(),
        }
    }
}

/// The sentence for a pipe whose reader is gone.
pub fn pipe_closed() -> Message {
    let error = io::Error::from(ErrorKind::BrokenPipe);
    Message::new("cli-io").text("reason", error.to_string())
}

/// Returns the message in an error's context; if there is none, the system's text.
pub fn sentence(error: &anyhow::Error) -> Message {
    match error.downcast_ref::<Message>() {
        Some(message) => message.clone(),
        None => Message::new("cli-io").text("reason", error.to_string()),
    }
}

/// Refuses the value of an argument.
pub fn bad_value(argument: &str, why: Message) -> Failure {
    Message::new("cli-bad-value")
        .text("argument", argument)
        .say("why", why)
        .into()
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_failure_says_its_sentence_and_keeps_its_cause() {
        let gone = || Err::<(), _>(io::Error::from(ErrorKind::PermissionDenied));
        let told = Message::new("intake-file-denied").text("file", "chat.txt");
        let error = gone().context(told.clone()).unwrap_err();
        assert_eq!(sentence(&error), told);
        assert_eq!(
            format!("{:#}", error),
            "intake-file-denied: permission denied"
        );
        let Failure::Failed(error) = Failure::from(gone().unwrap_err()) else {
            panic!("no failure");
        };
        assert_eq!(sentence(&error).key, "cli-io");
    }
}
