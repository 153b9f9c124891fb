//! Shipping labels: who sends, who gets it, by which courier, what to collect, what is inside. They
//! show no price but the COD amount (rules 80, 100).

mod face;
mod rows;

pub use rows::{Content, Label};

use super::lost::{Medium, Texts, printable};
use super::paper::{Paper, PaperError, Printed, Roll};
use super::sheet::{Sheet, Sheets};
use super::strip::{self, Part, Strip, Tone};
use crate::domain::message::Message;
use crate::domain::text::printable as clean;
use crate::lang::Words;
use crate::output::code_bars;
use crate::output::papers::joined;
use crate::output::pdf::document::Document;
use crate::output::pdf::page::{Area, Page};

/// Labels as PDF. On a sheet of the list they fill one place after the other, after the first `skip`
/// places, which are used already. What is inside goes on on a second label where one is too small.
///
/// # Errors
/// [`PaperError::TooLong`] names the order whose texts don't fit in the smallest letters.
pub fn pdf(
    labels: &[Label],
    paper: &Paper,
    skip: usize,
    words: &Words,
) -> Result<Printed, PaperError> {
    if labels.is_empty() {
        return Err(PaperError::Nothing);
    }
    let (labels, mut warnings) = printable(labels, Medium::Fonts);
    let mut document = Document::new(&words.word("papers-labels"), words.lang().name());
    let four;
    let sheet = match paper {
        Paper::Roll(roll) => {
            warnings.extend(labels.iter().filter_map(no_bars));
            for label in &labels {
                document.push(strip::page(&strip(label, words), *roll));
            }
            return Ok(Printed {
                bytes: document.finish(),
                warnings,
            });
        }
        Paper::Sheet(sheet) => sheet,
        Paper::A4 => {
            let shipped = Sheets::shipped();
            four = shipped
                .find(FOUR)
                .cloned()
                .ok_or_else(|| PaperError::NotFor {
                    paper: FOUR.to_owned(),
                })?;
            &four
        }
    };
    for page in on_sheets(&labels, sheet, skip, words, &mut warnings)? {
        document.push(page);
    }
    Ok(Printed {
        bytes: document.finish(),
        warnings,
    })
}

/// The sheet of labels on plain A4.
const FOUR: &str = "a4-2x2";

fn on_sheets(
    labels: &[Label],
    sheet: &Sheet,
    skip: usize,
    words: &Words,
    warnings: &mut Vec<Message>,
) -> Result<Vec<Page>, PaperError> {
    if skip >= sheet.count() {
        return Err(PaperError::Skip {
            used: i64::try_from(skip).unwrap_or(i64::MAX),
            labels: i64::try_from(sheet.count()).unwrap_or(i64::MAX),
        });
    }
    let mut pages = Vec::new();
    let mut place = skip;
    for label in labels {
        let faces = face::faces(label, sheet.label, words)
            .ok_or_else(|| PaperError::too_long(&label.order(), &sheet.code))?;
        if !label.resi.is_empty() && !faces.has_bars {
            warnings.push(warning(label));
        }
        for face in faces.faces {
            if place == sheet.count() || pages.is_empty() {
                place %= sheet.count();
                pages.push(Page::new(sheet.size.0, sheet.size.1));
            }
            let Some(page) = pages.last_mut() else {
                continue;
            };
            let (x, y) = sheet.place(place);
            let (width, height) = sheet.label;
            page.at(x, y, |page| {
                if sheet.outline {
                    let area = Area {
                        x: 0.0,
                        y: 0.0,
                        width,
                        height,
                    };
                    page.outline(area, 0.1, 0.6);
                }
                let pad = faces.pad;
                face.draw(page, pad, pad, width - 2.0 * pad);
            });
            place += 1;
        }
    }
    Ok(pages)
}

fn warning(label: &Label) -> Message {
    Message::new("papers-no-bars")
        .text("order", label.order())
        .text("resi", &label.resi)
}

/// A warning for a tracking number that can't be a bar code.
fn no_bars(label: &Label) -> Option<Message> {
    let fits = label.resi.is_empty() || code_bars::code128(&label.resi).is_some();
    (!fits).then(|| warning(label))
}

/// Labels for a receipt printer.
///
/// # Errors
/// [`PaperError::Nothing`] without labels.
pub fn escpos(labels: &[Label], roll: Roll, words: &Words) -> Result<Printed, PaperError> {
    if labels.is_empty() {
        return Err(PaperError::Nothing);
    }
    let (labels, mut warnings) = printable(labels, Medium::Ascii);
    warnings.extend(labels.iter().filter_map(no_bars));
    let strips: Vec<Strip> = labels.iter().map(|label| strip(label, words)).collect();
    Ok(Printed {
        bytes: strip::escpos(&strips, roll),
        warnings,
    })
}

/// Labels as plain text, 48 columns wide.
///
/// # Errors
/// [`PaperError::Nothing`] without labels.
pub fn text(labels: &[Label], words: &Words) -> Result<String, PaperError> {
    if labels.is_empty() {
        return Err(PaperError::Nothing);
    }
    let strips: Vec<Strip> = labels
        .iter()
        .map(|label| {
            let mut label = label.clone();
            label.each(&mut |text| *text = clean(text).into_owned());
            strip(&label, words)
        })
        .collect();
    Ok(strip::text(&strips, Roll::Mm80.columns()))
}

fn strip(label: &Label, words: &Words) -> Strip {
    let mut strip = Strip::default();
    strip.line(&label.way(), Tone::Large);
    if !label.resi.is_empty() {
        strip.push(Part::Bars(label.resi.clone()));
        strip.centred(&label.resi, Tone::Strong);
    }
    if let Some(collected) = label.collected(words) {
        strip.push(Part::Framed(collected));
    }
    strip.line(&words.word("papers-recipient"), Tone::Small);
    strip.line(&label.recipient.name, Tone::Large);
    strip.line(&label.recipient.phone, Tone::Strong);
    strip.line(&label.address, Tone::Plain);
    strip.line(&label.area, Tone::Large);
    strip.push(Part::Rule);
    strip.line(&words.word("papers-sender"), Tone::Small);
    strip.line(&label.sender.name, Tone::Strong);
    strip.line(&label.sender.phone, Tone::Plain);
    strip.push(Part::Rule);
    if label.fragile {
        strip.push(Part::Framed(words.word("papers-fragile")));
    }
    strip.line(&label.note, Tone::Strong);
    strip.line(&label.size(words), Tone::Plain);
    for content in &label.contents {
        strip.line(&content.told(words), Tone::Plain);
    }
    if !label.card.is_empty() {
        let card = Message::new("papers-card").text("text", &label.card);
        strip.line(&words.say(&card), Tone::Plain);
    }
    let codes = label.orders.iter().chain([&label.parcel]);
    strip.line(&joined(codes, " · "), Tone::Small);
    strip
}
