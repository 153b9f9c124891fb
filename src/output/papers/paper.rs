//! What papers are printed on, and what may go wrong.

use super::sheet::{Sheet, Sheets};
use crate::domain::message::{Message, messages};
use crate::output::pdf::style::SMALLEST;

/// What a paper is printed on.
#[derive(Debug, Clone, PartialEq)]
pub enum Paper {
    /// A4 pages; labels stand four on a page.
    A4,
    /// A receipt roll, as long as needed.
    Roll(Roll),
    /// Labels on a sheet of the list.
    Sheet(Sheet),
}

/// A receipt roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// 80 mm: prints 72 mm, 576 dots, 48 columns.
    Mm80,
    /// 58 mm: prints 48 mm, 384 dots, 32 columns.
    Mm58,
}

/// A printed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// What couldn't be printed, each naming its order.
    pub warnings: Vec<Message>,
}

/// A name with its phone number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The phone number as it is to be read; empty for none.
    pub phone: String,
}

messages! {
    /// Why a paper can't be printed.
    pub enum PaperError {
        /// There is nothing to print.
        Nothing = "papers-nothing",
        /// A text doesn't fit even in the smallest letters (rule 100); `size` is in points.
        TooLong { order: String, paper: String, size: i64 } = "papers-too-long",
        /// No paper has this name.
        Unknown { name: String, known: String } = "papers-unknown",
        /// This paper is no label sheet, or not one for this.
        NotFor { paper: String } = "papers-not-for",
        /// More labels of the first sheet are used than it has.
        Skip { used: i64, labels: i64 } = "papers-skip",
    }
}

impl PaperError {
    /// The texts of an order don't fit on this paper.
    pub fn too_long(order: &str, paper: &str) -> Self {
        Self::TooLong {
            order: order.to_owned(),
            paper: paper.to_owned(),
            size: SMALLEST as i64,
        }
    }
}

impl Paper {
    /// The paper of this name: `a4`, `80mm`, `58mm`, or a sheet of the list.
    ///
    /// # Errors
    /// [`PaperError::Unknown`] with all names.
    pub fn find(name: &str, sheets: &Sheets) -> Result<Self, PaperError> {
        let typed = name.trim().to_lowercase();
        match typed.as_str() {
            "a4" => return Ok(Self::A4),
            "80mm" => return Ok(Self::Roll(Roll::Mm80)),
            "58mm" => return Ok(Self::Roll(Roll::Mm58)),
            _ => {}
        }
        let codes = || sheets.all().iter().map(|sheet| sheet.code.as_str());
        match sheets.find(&typed) {
            Some(sheet) => Ok(Self::Sheet(sheet.clone())),
            None => Err(PaperError::Unknown {
                name: crate::domain::text::excerpt(name),
                known: ["a4", "80mm", "58mm"]
                    .into_iter()
                    .chain(codes())
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }

    /// Its name, as [`Self::find`] takes it.
    pub fn name(&self) -> &str {
        match self {
            Self::A4 => "a4",
            Self::Roll(roll) => roll.name(),
            Self::Sheet(sheet) => &sheet.code,
        }
    }
}

impl Roll {
    /// `80mm` or `58mm`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mm80 => "80mm",
            Self::Mm58 => "58mm",
        }
    }

    /// Width of the paper and of what can be printed, in millimetres.
    pub const fn widths(self) -> (f64, f64) {
        match self {
            Self::Mm80 => (80.0, 72.0),
            Self::Mm58 => (58.0, 48.0),
        }
    }

    /// Characters on a line.
    pub const fn columns(self) -> usize {
        match self {
            Self::Mm80 => 48,
            Self::Mm58 => 32,
        }
    }

    /// Dots on a line, at 203 dpi.
    pub const fn dots(self) -> usize {
        match self {
            Self::Mm80 => 576,
            Self::Mm58 => 384,
        }
    }
}
