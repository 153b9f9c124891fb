//! What papers on A4 share.

use super::paper::{Paper, PaperError};
use super::strip::{self, Strip};
use crate::output::pdf::block::Block;
use crate::output::pdf::page::Page;
use crate::output::pdf::style::Style;

/// Width and height of A4 in millimetres.
pub const A4: (f64, f64) = (210.0, 297.0);

/// Writes the page numbers at the right, where there are several pages.
pub fn numbered(mut pages: Vec<Page>, of: &str, margin: f64) -> Vec<Page> {
    let count = pages.len();
    if count > 1 {
        for (nth, page) in (1..).zip(&mut pages) {
            let text = format!("{of} · {nth}/{count}");
            let style = Style::regular(7.5).gray(0.42);
            page.text_to(page.width - margin, page.height - 9.0, &text, style);
        }
    }
    pages
}

/// The pages of what is printed on A4 or, as a strip, on rolls.
///
/// # Errors
/// [`PaperError::NotFor`] for a label sheet.
pub fn pages_or_strip(
    paper: &Paper,
    pages: impl FnOnce() -> Vec<Page>,
    strip: impl FnOnce() -> Strip,
) -> Result<Vec<Page>, PaperError> {
    match paper {
        Paper::A4 => Ok(pages()),
        Paper::Roll(roll) => Ok(vec![strip::page(&strip(), *roll)]),
        Paper::Sheet(sheet) => Err(PaperError::NotFor {
            paper: sheet.code.clone(),
        }),
    }
}

/// Paragraphs below each other, without the empty ones.
pub fn stack<const N: usize>(texts: [(&str, Style); N]) -> Block {
    let texts = texts.into_iter().filter(|(text, _)| !text.is_empty());
    Block::Stack(
        texts
            .map(|(text, style)| Block::text(text, style))
            .collect(),
    )
}
