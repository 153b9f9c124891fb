//! Composes the order's note.

use super::super::labels::known;
use crate::domain::chat::{ChatDraft, Read, Sureness};
use crate::domain::message::Message;

/// Longest note, address or customization that is composed, in bytes; the book allows less.
pub(super) const LONGEST: usize = 10_000;

/// Adds words to the note; `why` is the key of the assumption, empty when there is none.
pub(in crate::intake::chat) fn note(draft: &mut ChatDraft, words: Read<String>, why: &'static str) {
    let words = match why {
        "" => words,
        why => {
            let assumed = Sureness::Assumed(Message::new(why).text("text", words.value.as_str()));
            words.at_most(assumed)
        }
    };
    draft.note = Some(match draft.note.take() {
        None => words,
        Some(old) if old.value.len() > LONGEST => old,
        Some(old) => Read {
            value: format!("{}\n{}", old.value, words.value),
            span: old.span.zip(words.span).map(|(old, new)| old.through(new)),
            sureness: old.sureness.and(words.sureness),
        },
    });
}

/// One to three words that may be a name.
pub(super) fn is_name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && known(text).is_none()
        && words.iter().all(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || c == '.' || c == '\'')
        })
}
