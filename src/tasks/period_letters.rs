//! Writes messages about a PO that go to no customer in particular: its announcement, the recap for the group, and
//! what its suppliers are to make (rules 48, 52, 64).

use super::period_fillings::{group_filling, supplier_fillings};
use super::telling::{Letter, chat_link, group_link, template_of};
use crate::book::{Book, BookError};
use crate::domain::id::{PeriodId, SupplierId};
use crate::domain::telling::TellKind;
use crate::domain::when::Moment;
use crate::lang::Words;

/// The announcement of a PO, or its recap for the group.
///
/// # Errors
/// When the book can't be read.
pub fn group_letter(
    kind: TellKind,
    id: PeriodId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Letter, BookError> {
    let _snapshot = book.snapshot()?;
    let template = template_of(kind, book, words)?;
    let text = template.fill(&group_filling(kind, id, book, words, now)?);
    Ok(Letter {
        link: group_link(&text),
        ..without_addressee(kind, text)
    })
}

/// What each supplier is to make for a PO: a message for each of them, or for the one that is named, in the order
/// of the tally.
///
/// # Errors
/// When the book can't be read.
pub fn supplier_letters(
    id: PeriodId,
    only: Option<SupplierId>,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<(SupplierId, Letter)>, BookError> {
    let _snapshot = book.snapshot()?;
    let template = template_of(TellKind::Supplier, book, words)?;
    let fillings = supplier_fillings(id, only, book, words, now)?.into_iter();
    let letters = fillings.map(|(supplier, filling)| {
        let text = template.fill(&filling);
        let letter = Letter {
            link: chat_link(supplier.phone.as_deref(), &text),
            to: supplier.name,
            phone: supplier.phone,
            ..without_addressee(TellKind::Supplier, text)
        };
        (supplier.id, letter)
    });
    Ok(letters.collect())
}

fn without_addressee(kind: TellKind, text: String) -> Letter {
    Letter {
        kind,
        to: String::new(),
        phone: None,
        orders: Vec::new(),
        text,
        link: None,
        told_at: None,
        shortened: false,
    }
}
