//! The messages of errors in amounts, dates, texts and codes. They are not beside their types
//! because a message carries amounts and moments itself: the files would import each other in a
//! circle.

use super::code::{Code, CodeError};
use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::text::{TextError, excerpt};
use super::when::{WhenError, ZoneError};

impl MoneyError {
    /// The sentence for the one who typed it.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("money-empty"),
            Self::Unreadable(text) => Message::new("money-unreadable").text("text", text),
            Self::Ambiguous { text, readings } => {
                let readings: Vec<String> = readings.iter().map(Rupiah::to_string).collect();
                Message::new("money-ambiguous")
                    .text("text", text)
                    .text("readings", readings.join(" / "))
            }
            Self::TooLarge => Message::new("money-too-large").money("limit", Rupiah::MAX),
        }
    }
}

/// The sentence for a percentage that can't be read.
pub(super) fn percent_unreadable(text: &str) -> Message {
    Message::new("money-percent").text("text", excerpt(text))
}

impl WhenError {
    /// The sentence for the one who typed it.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("when-empty"),
            Self::Unreadable(text) => Message::new("when-unreadable").text("text", text),
            Self::NoSuchDay(text) => Message::new("when-no-such-day").text("text", text),
            Self::NoSuchTime(text) => Message::new("when-no-such-time").text("text", text),
            Self::Backwards(text) => Message::new("when-backwards").text("text", text),
        }
    }
}

impl ZoneError {
    /// The sentence for the one who typed it.
    pub fn message(&self) -> Message {
        Message::new("when-zone").text("text", &self.0)
    }
}

impl TextError {
    /// The sentence for the one who typed it.
    pub fn message(&self) -> Message {
        match self {
            Self::TooLong { length, limit } => Message::new("text-too-long")
                .count("length", *length)
                .count("limit", *limit),
        }
    }
}

impl CodeError {
    /// The sentence for the one who typed it.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("code-empty"),
            Self::TooLong(code) => Message::new("code-too-long")
                .text("code", code)
                .count("limit", Code::MAX),
            Self::Forbidden(code) => Message::new("code-forbidden").text("code", code),
        }
    }
}
