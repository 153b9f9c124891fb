//! The app's own questions to the book: what the top bar shows, which POs there are, undo.

use super::effect::Ctx;
use super::widgets::chrome::Header;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// Stands here until the keeper moves in.
#[derive(Debug, Default)]
pub struct Book;

/// Stands here until the keeper moves in.
#[derive(Debug)]
pub struct BookError(pub Message);

impl BookError {
    /// The sentence.
    pub fn message(&self) -> Message {
        self.0.clone()
    }

    /// The form field it is about, as the key of the field's name.
    pub fn field(&self) -> Option<&'static str> {
        None
    }
}

/// What the top bar says about the shop and the active PO.
pub(super) fn header(_: &Book, _: &Ctx) -> Result<Header, BookError> {
    Ok(Header::default())
}

/// All POs, in the order `[` and `]` go through them.
pub(super) fn periods(_: &Book) -> Result<Vec<PeriodId>, BookError> {
    Ok(Vec::new())
}

/// A number that changes when another window has changed the book.
pub(super) fn version(_: &Book) -> Result<i64, BookError> {
    Ok(0)
}

/// Whether the newest deed should be asked about before it is undone.
pub(super) fn undo_question(_: &Book, _: Moment) -> Result<Option<Message>, BookError> {
    Ok(None)
}

/// Undoes the newest deed.
pub(super) fn undo(_: &mut Book, _: Moment) -> Result<Message, BookError> {
    Err(BookError(Message::new("refusal-nothing-to-undo")))
}

/// Does the last undone deed again.
pub(super) fn redo(_: &mut Book, _: Moment) -> Result<Message, BookError> {
    Err(BookError(Message::new("refusal-nothing-to-redo")))
}
