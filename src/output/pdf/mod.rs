//! PDF: one small layout layer for every paper. Measures are millimetres from the top left corner of
//! the page, letters are measured in points.
//!
//! - [`font`]: Noto Sans, its glyphs and widths.
//! - [`style`], [`wrap`]: letters, and how a text is broken into lines.
//! - [`page`]: draws lines, boxes, bars and text on one page.
//! - [`block`]: paragraphs, columns, frames and codes, which know how high they are.
//! - [`flow`]: fills pages with blocks from the top down, with a heading that is repeated.
//! - [`document`]: the pages as one file, with the letters that were used.
//!
//! The same pages give the same bytes: no clock and no random number goes into a file.

pub mod block;
pub mod document;
pub mod flow;
pub mod font;
pub mod page;
pub mod style;
pub mod wrap;

#[cfg(test)]
mod tests;
