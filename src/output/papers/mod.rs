//! The papers of a shop: notas, shipping labels and packing lists, as PDF, for receipt printers
//! (ESC/POS), and as plain text. Each has plain rows of its own, which the caller fills.
//!
//! Nothing is cut (rule 100): names and addresses wrap, inside of words too, and letters shrink to
//! [`SMALLEST`](crate::output::pdf::style::SMALLEST) points. What doesn't fit then is an error that
//! names the order; what can't be printed at all, such as emoji, is a warning that does.
//!
//! - [`nota`]: bill or delivery note. - [`label`]: shipping labels. - [`packing`]: lists to pack from.
//! - [`report`]: what came in and was earned. - [`paper`]: what is printed on. - [`sheet`]: label sheets. - [`test_page`]: a sheet's test page.

mod a4;
pub mod label;
mod lost;
pub mod nota;
pub mod packing;
pub mod paper;
pub mod report;
pub mod sheet;
mod strip;
pub mod test_page;

pub use paper::{Paper, PaperError, Person, Printed, Roll};

/// Texts with a mark between them, without the empty ones.
pub fn joined<'a>(texts: impl IntoIterator<Item = &'a String>, mark: &str) -> String {
    let texts = texts.into_iter().map(String::as_str);
    let told: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    told.join(mark)
}
