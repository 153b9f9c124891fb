//! Something that is not as it should be, as the check of a book tells it.

use crate::domain::message::Message;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule or part it belongs to: `file`, `schema`, `keys`, or a rule's number.
    pub rule: &'static str,
    /// What it is about: a table, an order's number.
    pub subject: String,
    /// The sentence.
    pub message: Message,
}

impl Finding {
    /// What breaks a rule, in the sentence of this key.
    pub(in crate::book) fn about(rule: &'static str, key: &'static str, subject: String) -> Self {
        Self {
            rule,
            message: Message::new(key).text("subject", subject.as_str()),
            subject,
        }
    }
}
