//! A finding: one thing the check of a book found wrong.

use crate::domain::message::Message;
use crate::domain::text::excerpt;

/// How much a finding weighs when a copy is to become the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It is told: texts with control characters, which are never shown as they are.
    Told,
    /// A rule of the shop is broken. Who knows why may take the copy.
    Doubtful,
    /// The book can't be read, or can't be trusted to say what it says.
    Breaks,
}

/// One thing the check found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked: `file`, `schema`, `keys`, `read`, or a rule's number.
    pub rule: &'static str,
    /// What is wrong: a table, an order's number.
    pub subject: String,
    /// The sentence for the user.
    pub message: Message,
}

impl Finding {
    /// A finding about `subject`, with the sentence of this key in `assets/lang`. The subject comes
    /// from the book that is checked, so it is cleaned (rule 59).
    pub(in crate::book) fn about(rule: &'static str, key: &'static str, subject: &str) -> Self {
        let subject = excerpt(subject);
        Self {
            rule,
            message: Message::new(key).text("subject", subject.as_str()),
            subject,
        }
    }

    /// Something that can't be read; `detail` is a technical text.
    pub(in crate::book) fn unreadable(subject: &str, detail: &str) -> Self {
        Self {
            rule: "read",
            subject: excerpt(subject),
            message: Message::new("check-unreadable")
                .text("subject", excerpt(subject))
                .text("detail", excerpt(detail)),
        }
    }

    /// How much it weighs when this book is a copy to be restored.
    pub fn weight(&self) -> Weight {
        match self.rule {
            "file" | "schema" | "keys" | "read" => Weight::Breaks,
            "59" => Weight::Told,
            _ => Weight::Doubtful,
        }
    }
}
