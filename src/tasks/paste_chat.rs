//! Reads a pasted chat: finds the orders in it and those that the book has already (rule 56).

use super::TaskError;
use crate::book::{Book, BookError};
use crate::domain::assortment::Assortment;
use crate::domain::chat::ChatDraft;
use crate::domain::id::PeriodId;
use crate::domain::when::Moment;
use crate::intake::assortment::GoodsLookup;
use crate::intake::chat;
use crate::intake::chat::paste::ReadPaste;

/// A pasted text, read with what a PO has on sale.
#[derive(Default)]
pub struct ReadChat {
    /// The goods that words of the text may name.
    pub goods: GoodsLookup,
    /// The orders found, and the lines that order nothing.
    pub read: ReadPaste,
    /// What was on sale when the text was read.
    on_sale: Option<Assortment>,
}

impl ReadChat {
    /// Reads the text. Does nothing if the goods on sale and their aliases are the same as at the
    /// last read, so each text needs a value of its own.
    pub fn read(&mut self, text: &str, period: PeriodId, book: &Book) -> Result<(), TaskError> {
        let on_sale = book.on_sale(period)?;
        if self.on_sale.as_ref() == Some(&on_sale) {
            return Ok(());
        }
        let goods = GoodsLookup::from(on_sale.clone());
        let mut read =
            chat::read_paste(text, &goods, &book.shop()?.name).map_err(|error| error.message())?;
        for draft in &mut read.orders {
            book.read_choices(draft)?;
        }
        *self = Self {
            goods,
            read,
            on_sale: Some(on_sale),
        };
        Ok(())
    }
}

/// Completes a draft with what the book knows of its customer. Returns the code of the order that
/// this message has become already, if any.
pub fn look_up(
    draft: &mut ChatDraft,
    period: PeriodId,
    book: &Book,
    now: Moment,
) -> Result<Option<String>, BookError> {
    book.recognise(period, draft, now)?;
    book.pasted_before(period, draft)
}
