//! Packing lists: what goes into which parcel, with boxes to tick. By order to pack, by product to
//! make and count, by route to deliver. They show no price of their own.

use super::a4::{A4, numbered, pages_or_strip, stack};
use super::lost::{Medium, Texts, all, printable};
use super::paper::{Paper, PaperError, Printed, Roll};
use super::strip::{self, Part, Strip, Tone};
use crate::domain::text::printable as clean;
use crate::lang::Words;
use crate::output::pdf::block::{Align, Block};
use crate::output::pdf::document::Document;
use crate::output::pdf::flow::Flow;
use crate::output::pdf::page::Page;
use crate::output::pdf::style::Style;

/// A packing list. Empty texts are left off.
#[derive(Debug, Clone)]
pub struct Packing {
    /// Name of the shop.
    pub shop: String,
    /// What the list is of: a PO's name, a day.
    pub title: String,
    /// Its size in words: `12 pesanan · 48 pcs`.
    pub about: String,
    /// How it is grouped.
    pub by: PackingBy,
    /// The groups.
    pub groups: Vec<PackingGroup>,
}

/// How a packing list is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackingBy {
    /// A group is an order, its entries goods.
    Order,
    /// A group is a variant, its entries orders.
    Product,
    /// A group is an area, its entries stops.
    Route,
}

/// A group of a packing list.
#[derive(Debug, Clone, Default)]
pub struct PackingGroup {
    /// `NAS3-001 · Budi`, `Nastar Keju`, `Kec. Coblong`.
    pub title: String,
    /// At its right: units, or the day that is wanted.
    pub aside: String,
    /// Below the title: phone, address, note.
    pub details: Vec<String>,
    /// What is ticked.
    pub entries: Vec<PackingEntry>,
}

/// A line to tick.
#[derive(Debug, Clone, Default)]
pub struct PackingEntry {
    /// Units.
    pub qty: Option<i64>,
    /// Goods, or `NAS3-001 · Budi`.
    pub what: String,
    /// Small print: customization, wearer, weights; of a stop its phone, address and contents.
    pub notes: Vec<String>,
}

impl Texts for Packing {
    fn order(&self) -> String {
        self.title.clone()
    }

    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        all([&mut self.shop, &mut self.title, &mut self.about], change);
        for group in &mut self.groups {
            group.each(change);
        }
    }
}

/// A group by itself, so that warnings name the order and not the PO.
impl Texts for PackingGroup {
    fn order(&self) -> String {
        self.title.clone()
    }

    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        all([&mut self.title, &mut self.aside], change);
        all(&mut self.details, change);
        for entry in &mut self.entries {
            change(&mut entry.what);
            all(&mut entry.notes, change);
        }
    }
}

impl Packing {
    fn kind(&self, words: &Words) -> String {
        match self.by {
            PackingBy::Order => words.word("papers-packing-order"),
            PackingBy::Product => words.word("papers-packing-product"),
            PackingBy::Route => words.word("papers-packing-route"),
        }
    }

    fn printable(&self, medium: Medium) -> (Self, Vec<crate::domain::message::Message>) {
        let (groups, of_groups) = printable(&self.groups, medium);
        let head = Self {
            groups: Vec::new(),
            ..self.clone()
        };
        let (mut heads, mut warnings) = printable(std::slice::from_ref(&head), medium);
        warnings.extend(of_groups);
        let mut packing = heads.pop().unwrap_or(head);
        packing.groups = groups;
        (packing, warnings)
    }

    fn needed(&self) -> Result<(), PaperError> {
        if self.groups.is_empty() {
            return Err(PaperError::Nothing);
        }
        Ok(())
    }
}

/// A packing list as PDF: A4, or a roll.
///
/// # Errors
/// [`PaperError::Nothing`] without groups, [`PaperError::NotFor`] for a label sheet.
pub fn pdf(packing: &Packing, paper: &Paper, words: &Words) -> Result<Printed, PaperError> {
    packing.needed()?;
    let (packing, warnings) = packing.printable(Medium::Fonts);
    let title = format!("{} – {}", packing.kind(words), packing.title);
    let mut document = Document::new(&title, words.lang().name());
    let (pages, strip) = (|| pages(&packing, words), || strip(&packing, words));
    let pages = pages_or_strip(paper, pages, strip)?;
    pages.into_iter().for_each(|page| document.push(page));
    Ok(Printed {
        bytes: document.finish(),
        warnings,
    })
}

/// A packing list for a receipt printer.
///
/// # Errors
/// [`PaperError::Nothing`] without groups.
pub fn escpos(packing: &Packing, roll: Roll, words: &Words) -> Result<Printed, PaperError> {
    packing.needed()?;
    let (packing, warnings) = packing.printable(Medium::Ascii);
    Ok(Printed {
        bytes: strip::escpos(&[strip(&packing, words)], roll),
        warnings,
    })
}

/// A packing list as plain text, 48 columns wide.
///
/// # Errors
/// [`PaperError::Nothing`] without groups.
pub fn text(packing: &Packing, words: &Words) -> Result<String, PaperError> {
    packing.needed()?;
    let mut packing = packing.clone();
    packing.each(&mut |text| *text = clean(text).into_owned());
    let strips = [strip(&packing, words)];
    Ok(strip::text(&strips, Roll::Mm80.columns()))
}

fn strip(packing: &Packing, words: &Words) -> Strip {
    let mut strip = Strip::default();
    strip.centred(&packing.title, Tone::Large);
    strip.centred(&packing.kind(words), Tone::Plain);
    strip.centred(&packing.about, Tone::Small);
    for group in &packing.groups {
        strip.push(Part::Rule);
        strip.pair(&group.title, &group.aside, Tone::Strong);
        for detail in &group.details {
            strip.line(detail, Tone::Small);
        }
        for entry in &group.entries {
            strip.push(Part::Tick(match entry.qty {
                Some(qty) => format!("{} × {}", words.count(qty), entry.what),
                None => entry.what.clone(),
            }));
            for note in entry.notes.iter().filter(|note| !note.is_empty()) {
                strip.push(Part::Note(note.clone()));
            }
            strip.push(Part::Hair);
        }
    }
    strip.push(Part::Rule);
    strip
}

const MARGIN: (f64, f64) = (18.0, 16.0);
const SMALL: Style = Style::regular(8.5).gray(0.35);
const TEXT: Style = Style::regular(10.0);

fn pages(packing: &Packing, words: &Words) -> Vec<Page> {
    let mut flow = Flow::new(A4, MARGIN);
    flow.put(Block::Row(vec![
        stack([
            (packing.title.as_str(), Style::bold(16.0)),
            (packing.about.as_str(), SMALL),
        ])
        .rest(),
        Block::Gap(0.0).wide(8.0),
        Block::Stack(vec![
            Block::text(packing.kind(words), Style::bold(10.0)).aligned(Align::Right),
            Block::text(&packing.shop, SMALL).aligned(Align::Right),
        ])
        .wide(64.0),
    ]));
    flow.put(Block::Gap(4.0));
    let counts = packing.groups.iter().flat_map(|group| &group.entries);
    let qty = counts
        .filter_map(|entry| entry.qty)
        .map(|qty| Style::bold(TEXT.size).width(&words.count(qty)))
        .fold(0.0, f64::max);
    for group in &packing.groups {
        let mut entries = group.entries.iter().map(|entry| line(entry, qty, words));
        // A title never stands at the foot of a page without its first line.
        let mut first = vec![title(group)];
        first.extend(entries.next());
        flow.put(Block::Stack(first));
        flow.set_heading(Some(Block::text(&group.title, SMALL)));
        for entry in entries {
            flow.put(entry);
        }
        flow.set_heading(None);
        flow.put(Block::Gap(4.0));
    }
    numbered(flow.finish(), &packing.title, MARGIN.0)
}

fn title(group: &PackingGroup) -> Block {
    let style = Style::bold(11.0);
    let aside = Style::bold(9.5);
    // An aside that would leave the title no room is wrapped instead.
    let width = (aside.width(&group.aside) + 0.01).min(80.0);
    let mut blocks = vec![
        Block::Rule(0.3, 0.0),
        Block::Gap(1.6),
        Block::Row(vec![
            Block::text(&group.title, style).rest(),
            Block::Gap(0.0).wide(6.0),
            Block::text(&group.aside, aside)
                .aligned(Align::Right)
                .wide(width),
        ]),
    ];
    let details = group.details.iter().filter(|detail| !detail.is_empty());
    blocks.extend(details.map(|detail| Block::text(detail, SMALL)));
    blocks.push(Block::Gap(1.0));
    Block::Stack(blocks)
}

fn line(entry: &PackingEntry, qty: f64, words: &Words) -> Block {
    let notes = entry.notes.iter().filter(|note| !note.is_empty());
    let mut what = vec![Block::text(&entry.what, TEXT)];
    what.extend(notes.map(|note| Block::text(note, SMALL)));
    let mut columns = vec![Block::CheckBox(3.4).wide(6.5)];
    if qty > 0.0 {
        let count = entry.qty.map(|qty| words.count(qty)).unwrap_or_default();
        columns.push(
            Block::text(count, Style::bold(TEXT.size))
                .aligned(Align::Right)
                .wide(qty + 0.01),
        );
        columns.push(Block::Gap(0.0).wide(4.0));
    }
    columns.push(Block::Stack(what).rest());
    Block::Stack(vec![Block::Gap(0.7), Block::Row(columns), Block::Gap(0.7)])
}
