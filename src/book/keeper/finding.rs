//! A finding: one thing the check of a book found wrong.

use crate::domain::message::Message;

/// One thing the check found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked: `file`, `schema`, `keys`, or a rule's number.
    pub rule: &'static str,
    /// What is wrong: a table, an order's number.
    pub subject: String,
    /// The sentence for the user.
    pub message: Message,
}

impl Finding {
    /// A finding about `subject`, with the sentence of this key in `assets/lang`.
    pub(in crate::book) fn about(rule: &'static str, key: &'static str, subject: String) -> Self {
        Self {
            rule,
            message: Message::new(key).text("subject", subject.as_str()),
            subject,
        }
    }
}
