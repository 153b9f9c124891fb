//! Makes the texts of papers printable and warns of what that changed.

use crate::domain::message::Message;
use crate::output::ink::{Unprintable, ascii, inked};

/// A paper whose texts can be changed one by one.
pub trait Texts: Clone {
    /// What warnings call it: the code of its order.
    fn order(&self) -> String;
    /// Changes every text that is printed.
    fn each(&mut self, change: &mut dyn FnMut(&mut String));
}

/// What papers are printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// The fonts of PDF papers.
    Fonts,
    /// The letters of a receipt printer.
    Ascii,
}

/// Papers as they can be printed, and a warning for each order that lost something.
pub fn printable<T: Texts>(papers: &[T], medium: Medium) -> (Vec<T>, Vec<Message>) {
    let mut papers = papers.to_vec();
    let mut warnings = Vec::new();
    for paper in &mut papers {
        let mut lost = Unprintable::default();
        paper.each(&mut |text| {
            *text = match medium {
                Medium::Fonts => inked(text, &mut lost),
                Medium::Ascii => ascii(text, &mut lost),
            };
        });
        let order = paper.order();
        if !lost.pictures.is_empty() {
            let signs: String = lost.pictures.iter().collect();
            warnings.push(
                Message::new("papers-lost-pictures")
                    .text("order", &order)
                    .text("signs", signs),
            );
        }
        if !lost.letters.is_empty() {
            let signs: String = lost.letters.iter().collect();
            warnings.push(
                Message::new("papers-lost-letters")
                    .text("order", &order)
                    .text("signs", signs),
            );
        }
    }
    (papers, warnings)
}

/// Changes each of several texts.
pub fn all<'a>(
    texts: impl IntoIterator<Item = &'a mut String>,
    change: &mut dyn FnMut(&mut String),
) {
    for text in texts {
        change(text);
    }
}
