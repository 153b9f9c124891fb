//! Papers as a strip: lines from the top down, which become a roll's PDF page, ESC/POS, or plain
//! text. A strip is as long as it needs, so nothing on it is ever cut (rule 100).

use unicode_width::UnicodeWidthStr;

use super::paper::Roll;
use crate::output::code_bars;
use crate::output::escpos::Receipts;
use crate::output::ink::{Unprintable, ascii};
use crate::output::pdf::block::{Align, Block};
use crate::output::pdf::page::Page;
use crate::output::pdf::style::Style;
use crate::output::pdf::wrap;

/// One part of a strip.
#[derive(Debug, Clone)]
pub enum Part {
    /// A paragraph.
    Line(String, Tone, Align),
    /// A text and a figure at the right, which stays whole.
    Pair(String, String, Tone),
    /// A box to tick before a text.
    Tick(String),
    /// Small print, moved to the right below a tick.
    Note(String),
    /// A line across.
    Rule,
    /// Some space.
    Gap,
    /// A little space, none in columns.
    Hair,
    /// Large words in a frame.
    Framed(String),
    /// A Code 128.
    Bars(String),
    /// A QR code.
    Qr(String),
}

/// How loud a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Small print.
    Small,
    /// Text.
    Plain,
    /// Bold.
    Strong,
    /// Large and bold.
    Large,
}

/// A strip: one receipt, label or list.
#[derive(Debug, Clone, Default)]
pub struct Strip {
    parts: Vec<Part>,
}

impl Strip {
    /// Adds a part.
    pub fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Adds a paragraph at the left; nothing for an empty text.
    pub fn line(&mut self, text: &str, tone: Tone) {
        self.add(text, tone, Align::Left);
    }

    /// Adds a paragraph in the middle; nothing for an empty text.
    pub fn centred(&mut self, text: &str, tone: Tone) {
        self.add(text, tone, Align::Centre);
    }

    fn add(&mut self, text: &str, tone: Tone, align: Align) {
        if !text.is_empty() {
            self.parts.push(Part::Line(text.to_owned(), tone, align));
        }
    }

    /// Adds a text with a figure at the right.
    pub fn pair(&mut self, left: impl Into<String>, right: impl Into<String>, tone: Tone) {
        self.parts.push(Part::Pair(left.into(), right.into(), tone));
    }
}

/// A page of a roll.
pub fn page(strip: &Strip, roll: Roll) -> Page {
    let (paper, width) = roll.widths();
    let margin = (paper - width) / 2.0;
    let blocks: Vec<Block> = strip
        .parts
        .iter()
        .map(|part| block(part, roll, width))
        .collect();
    let block = Block::Stack(blocks);
    let mut page = Page::new(paper, block.height(width) + 2.0 * margin);
    block.draw(&mut page, margin, margin, width);
    page
}

fn style(tone: Tone, roll: Roll) -> Style {
    let scale = match roll {
        Roll::Mm80 => 1.0,
        Roll::Mm58 => 0.9,
    };
    match tone {
        Tone::Small => Style::regular(7.6 * scale),
        Tone::Plain => Style::regular(9.0 * scale),
        Tone::Strong => Style::bold(9.0 * scale),
        Tone::Large => Style::bold(13.5 * scale),
    }
}

fn block(part: &Part, roll: Roll, width: f64) -> Block {
    let style = |tone| style(tone, roll);
    match part {
        Part::Line(text, tone, align) => Block::text(text, style(*tone)).aligned(*align),
        Part::Pair(left, right, tone) => {
            let style = style(*tone);
            let figure = style.width(right);
            let right = Block::text(right, style).aligned(Align::Right);
            let left = Block::text(left, style);
            if figure > width * 0.6 {
                Block::Stack(vec![left, right])
            } else {
                Block::Row(vec![
                    left.rest(),
                    Block::Gap(0.0).wide(2.0),
                    right.wide(figure + 0.01),
                ])
            }
        }
        Part::Tick(text) => Block::Row(vec![
            Block::CheckBox(2.8).wide(5.0),
            Block::text(text, style(Tone::Plain)).rest(),
        ]),
        Part::Note(text) => Block::Row(vec![
            Block::Gap(0.0).wide(5.0),
            Block::text(text, style(Tone::Small)).rest(),
        ]),
        Part::Rule => Block::Stack(vec![
            Block::Gap(1.2),
            Block::Rule(0.2, 0.0),
            Block::Gap(1.2),
        ]),
        Part::Gap => Block::Gap(2.0),
        Part::Hair => Block::Gap(0.7),
        Part::Framed(text) => Block::Stack(vec![
            Block::Gap(1.0),
            Block::text(text, style(Tone::Large))
                .aligned(Align::Centre)
                .framed((2.0, 1.0), 0.4, None),
            Block::Gap(1.0),
        ]),
        Part::Bars(text) => {
            code(code_bars::code128(text).map(|modules| Block::bars(modules, 12.0)))
        }
        Part::Qr(text) => match Block::qr(text, 44.0) {
            Some(qr) => Block::Row(vec![
                Block::Gap(0.0).wide((width - 44.0) / 2.0),
                qr.wide(44.0),
            ]),
            None => Block::Gap(0.0),
        },
    }
}

fn code(block: Option<Block>) -> Block {
    match block {
        Some(block) => Block::Stack(vec![Block::Gap(1.0), block, Block::Gap(1.0)]),
        None => Block::Gap(0.0),
    }
}

/// Strips for a receipt printer, each cut off.
pub fn escpos(strips: &[Strip], roll: Roll) -> Vec<u8> {
    let mut out = Receipts::new(roll.dots());
    for strip in strips {
        for part in &strip.parts {
            for set in typeset(&in_ascii(part), roll.columns(), true) {
                match set {
                    Set::Line(text, tone) => out.line(
                        &text,
                        matches!(tone, Tone::Strong | Tone::Large),
                        tone == Tone::Large,
                    ),
                    // The number follows in words, and a payment's payload is short enough for a QR.
                    Set::Bars(text) => drop(out.bars(text)),
                    Set::Qr(text) => drop(out.qr(text)),
                }
            }
        }
        out.cut();
    }
    out.finish()
}

/// Transliterates before lines are broken, because `…` becomes three characters.
fn in_ascii(part: &Part) -> Part {
    let plain = |text: &String| ascii(text, &mut Unprintable::default());
    match part {
        Part::Line(text, tone, align) => Part::Line(plain(text), *tone, *align),
        Part::Pair(left, right, tone) => Part::Pair(plain(left), plain(right), *tone),
        Part::Tick(text) => Part::Tick(plain(text)),
        Part::Note(text) => Part::Note(plain(text)),
        Part::Framed(text) => Part::Framed(plain(text)),
        Part::Bars(_) | Part::Qr(_) | Part::Rule | Part::Gap | Part::Hair => part.clone(),
    }
}

/// Strips as plain text, with an empty line between them.
pub fn text(strips: &[Strip], columns: usize) -> String {
    let mut texts = Vec::with_capacity(strips.len());
    for strip in strips {
        let mut text = String::new();
        for part in &strip.parts {
            for set in typeset(part, columns, false) {
                if let Set::Line(line, _) = set {
                    text.push_str(line.trim_end());
                    text.push('\n');
                }
            }
        }
        texts.push(text);
    }
    texts.join("\n")
}

/// What a part becomes in columns.
enum Set<'a> {
    Line(String, Tone),
    Bars(&'a str),
    Qr(&'a str),
}

/// Breaks a part into lines of at most `columns`; large ones have half as many where they are printed
/// `doubled`.
fn typeset(part: &Part, columns: usize, doubled: bool) -> Vec<Set<'_>> {
    let space = |tone: Tone| match tone {
        Tone::Large if doubled => columns / 2,
        _ => columns,
    };
    let line = |text: String, tone| Set::Line(text, tone);
    match part {
        Part::Line(text, tone, align) => {
            let columns = space(*tone);
            let lines = broken(text, columns).into_iter();
            lines
                .map(|text| line(moved(text, columns, *align), *tone))
                .collect()
        }
        Part::Pair(left, right, tone) => pair(left, right, space(*tone))
            .into_iter()
            .map(|text| line(text, *tone))
            .collect(),
        Part::Tick(text) => hanging("[ ] ", text, columns, Tone::Plain),
        Part::Note(text) => hanging("    ", text, columns, Tone::Small),
        Part::Rule => vec![line("-".repeat(columns), Tone::Plain)],
        Part::Gap => vec![line(String::new(), Tone::Plain)],
        Part::Hair => Vec::new(),
        Part::Framed(text) => {
            let rule = || line("=".repeat(columns), Tone::Plain);
            let columns = space(Tone::Large);
            let lines = broken(text, columns).into_iter();
            std::iter::once(rule())
                .chain(lines.map(|text| line(moved(text, columns, Align::Centre), Tone::Large)))
                .chain(std::iter::once(rule()))
                .collect()
        }
        Part::Bars(text) => vec![Set::Bars(text)],
        Part::Qr(text) => vec![Set::Qr(text)],
    }
}

fn broken(text: &str, columns: usize) -> Vec<String> {
    let wide = |text: &str| f64::from(u32::try_from(text.width()).unwrap_or(u32::MAX));
    wrap::lines(text, wide_of(columns), wide)
}

fn wide_of(columns: usize) -> f64 {
    f64::from(u32::try_from(columns).unwrap_or(u32::MAX))
}

fn moved(text: String, columns: usize, align: Align) -> String {
    let free = columns.saturating_sub(text.width());
    match align {
        Align::Left => text,
        Align::Centre => " ".repeat(free / 2) + &text,
        Align::Right => " ".repeat(free) + &text,
    }
}

/// A text with a figure at the right of its last line, so that the text stays in one piece; the figure
/// stands on a line of its own where little is left for the text.
fn pair(left: &str, right: &str, columns: usize) -> Vec<String> {
    let figure = right.width();
    let for_text = columns.saturating_sub(figure + 1);
    if for_text < columns / 3 {
        let mut lines = broken(left, columns);
        lines.extend(
            broken(right, columns)
                .into_iter()
                .map(|text| moved(text, columns, Align::Right)),
        );
        return lines;
    }
    let mut lines = broken(left, for_text);
    if let Some(last) = lines.last_mut() {
        let free = columns.saturating_sub(last.width() + figure);
        last.push_str(&" ".repeat(free));
        last.push_str(right);
    }
    lines
}

/// A text behind a mark; further lines stand below the text.
fn hanging(mark: &str, text: &str, columns: usize, tone: Tone) -> Vec<Set<'static>> {
    let indent = " ".repeat(mark.len());
    broken(text, columns.saturating_sub(mark.len()))
        .into_iter()
        .enumerate()
        .map(|(nth, text)| {
            let before = if nth == 0 { mark } else { &indent };
            Set::Line(format!("{before}{text}"), tone)
        })
        .collect()
}
