//! A pasted chat: which orders it holds, and which of them the book has already (rule 56).

use super::TaskError;
use crate::book::{Book, BookError};
use crate::domain::assortment::Assortment;
use crate::domain::chat::ChatDraft;
use crate::domain::id::PeriodId;
use crate::domain::when::Moment;
use crate::intake::assortment::Goods;
use crate::intake::chat;
use crate::intake::chat::sifted::Sifted;

/// A text read with what a PO has on sale.
#[derive(Default)]
pub struct ReadChat {
    /// The goods its words may mean.
    pub goods: Goods,
    /// The messages, and the lines that order nothing.
    pub read: Sifted,
    /// What was on sale when the text was read.
    read_with: Option<Assortment>,
}

impl ReadChat {
    /// Reads the text; anew only where what is on sale, or the words for it, have changed since.
    pub fn read(&mut self, text: &str, period: PeriodId, book: &Book) -> Result<(), TaskError> {
        let on_sale = book.on_sale(period)?;
        if self.read_with.as_ref() == Some(&on_sale) {
            return Ok(());
        }
        let goods = Goods::from(on_sale.clone());
        let read = chat::sift(text, &goods).map_err(|error| error.message())?;
        *self = Self {
            goods,
            read,
            read_with: Some(on_sale),
        };
        Ok(())
    }
}

/// Completes a message with what the book knows of it; tells which order it is already, if any.
pub fn look_up(
    draft: &mut ChatDraft,
    period: PeriodId,
    book: &Book,
    now: Moment,
) -> Result<Option<String>, BookError> {
    book.recognise(period, draft, now)?;
    book.pasted_before(period, draft)
}
