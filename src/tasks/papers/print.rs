//! Prints the papers of chosen orders: labels, notas with the delivery notes of recipients, packing lists.

use std::io;
use std::path::Path;

use super::{Chosen, label, nota, packing};
use crate::book::Book;
use crate::domain::message::Message;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::packing::PackingBy;
use crate::output::papers::sheet::Sheets;
use crate::output::papers::{
    Paper, PaperError, Printed, Roll, label as labels, nota as notas, packing as lists,
};
use crate::tasks::TaskError;

/// A kind of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// Shipping labels.
    Labels,
    /// Notas, and a delivery note for each recipient of an order.
    Nota,
    /// A packing list.
    Packing(PackingBy),
}

/// What papers are made for.
#[derive(Debug, Clone, PartialEq)]
pub enum PrintAs {
    /// A PDF.
    Pdf {
        /// The paper it is for.
        paper: Paper,
        /// How many labels of its first sheet are used already.
        used: usize,
    },
    /// The bytes of a receipt printer.
    Escpos(Roll),
}

/// Makes the papers of orders. `title` names what a packing list is of.
///
/// # Errors
/// Nothing to print, a text that doesn't fit, a paper that is not for this.
pub fn print(
    kind: PaperKind,
    (chosen, title): (&Chosen, &str),
    how: &PrintAs,
    (book, words): (&Book, &Words),
    now: Moment,
) -> Result<Printed, TaskError> {
    let printed = match kind {
        PaperKind::Labels => {
            let all = label::of(chosen, book, words, now)?;
            match how {
                PrintAs::Pdf { paper, used } => labels::pdf(&all, paper, *used, words),
                PrintAs::Escpos(roll) => labels::escpos(&all, *roll, words),
            }
        }
        PaperKind::Nota => {
            let all = nota::of(chosen, book, words, now)?;
            match how {
                PrintAs::Pdf { paper, .. } => notas::pdf(&all, paper, words),
                PrintAs::Escpos(roll) => notas::escpos(&all, *roll, words),
            }
        }
        PaperKind::Packing(by) => {
            let list = packing::of(chosen, (title, by), book, words, now)?;
            match how {
                PrintAs::Pdf { paper, .. } => lists::pdf(&list, paper, words),
                PrintAs::Escpos(roll) => lists::escpos(&list, *roll, words),
            }
        }
    };
    Ok(printed.map_err(|error: PaperError| error.message())?)
}

/// A file of the owner's that lies beside the book.
///
/// # Errors
/// One that is there and can't be read.
pub fn own_file(book: &Path, name: &str) -> Result<Option<String>, Message> {
    let path = book.with_file_name(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Message::new("papers-own-unreadable")
            .text("path", path.display().to_string())
            .text("why", error.kind().to_string())),
    }
}

/// The label sheets that ship, and the owner's in `labels.csv` beside the book.
///
/// # Errors
/// A list that can't be read, with its line.
pub fn own_sheets(book: &Path) -> Result<Sheets, Message> {
    match own_file(book, "labels.csv")? {
        Some(text) => Sheets::with_own(&text).map_err(|error| error.message()),
        None => Ok(Sheets::shipped()),
    }
}
