//! The face of a label of a fixed size. Two forms: a shipping label in bands, and a sticker, a few
//! lines of text, for what is lower than 60 or narrower than 70 mm.
//!
//! Letters shrink together until everything fits, none below [`SMALLEST`] points. When they don't fit
//! then, the contents go on on further labels; a sticker goes without bars before that, the number
//! stays. `None` when the address and the rest don't fit at all.

use super::rows::Label;
use crate::domain::message::Message;
use crate::lang::Words;
use crate::output::code_bars;
use crate::output::papers::joined;
use crate::output::pdf::block::{Align, Block, bars_lie_in};
use crate::output::pdf::style::{SMALLEST, Style};

/// The faces of one parcel.
pub struct Faces {
    /// One, or more where the contents go on.
    pub faces: Vec<Block>,
    /// Free space around, in millimetres.
    pub pad: f64,
    /// Whether the tracking number is there as bars.
    pub has_bars: bool,
}

/// Sizes that are tried, the largest first.
const SCALES: [f64; 12] = [
    1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4, 0.34,
];
/// Most labels for one parcel.
const MOST: usize = 9;
/// Of a shipping label's height, the most that its head takes where the contents go on.
const HEAD: f64 = 0.75;

/// How a label is set.
struct Setting<'a> {
    label: &'a Label,
    words: &'a Words,
    scale: f64,
    /// The tracking number as bars, where there is room for them.
    bars: Option<&'a [bool]>,
    /// Whether the label is wider than high.
    low: bool,
    /// Inner width in millimetres.
    width: f64,
}

/// The faces of a label of this size in millimetres.
pub fn faces(label: &Label, size: (f64, f64), words: &Words) -> Option<Faces> {
    let sticker = size.0 < 70.0 || size.1 < 60.0;
    let pad = if sticker { 1.2 } else { 4.0 };
    let (width, height) = (size.0 - 2.0 * pad, size.1 - 2.0 * pad);
    let code = code_bars::code128(&label.resi);
    let code = code.as_deref().filter(|code| bars_lie_in(code, width));
    // First with bars, where they can be, then without.
    let tries = code.map(Some).into_iter().chain(std::iter::once(None));
    for bars in tries {
        let set = |scale| Setting {
            label,
            words,
            scale,
            bars,
            low: size.1 < size.0,
            width,
        };
        let whole = SCALES.into_iter().find_map(|scale| {
            let setting = set(scale);
            let face = Block::Stack(vec![setting.head(sticker, ""), setting.contents(sticker)]);
            (face.height(width) <= height).then_some(face)
        });
        let faces = match whole {
            Some(face) => Some(vec![face]),
            // A sticker gives up its bars before it needs a second one.
            None if sticker && bars.is_some() => None,
            None => SCALES.into_iter().find_map(|scale| {
                let setting = set(scale);
                let head = setting.head(sticker, "(9/9)").height(width);
                (head <= if sticker { height } else { height * HEAD })
                    .then(|| setting.parted(sticker, height))
                    .flatten()
            }),
        };
        if let Some(faces) = faces {
            return Some(Faces {
                faces,
                pad,
                has_bars: bars.is_some(),
            });
        }
    }
    None
}

impl Setting<'_> {
    /// A size in points at this scale, never below the smallest.
    fn size(&self, points: f64) -> f64 {
        (points * self.scale).max(SMALLEST)
    }

    fn regular(&self, points: f64) -> Style {
        Style::regular(self.size(points))
    }

    fn bold(&self, points: f64) -> Style {
        Style::bold(self.size(points))
    }

    fn gap(&self, mm: f64) -> Block {
        Block::Gap(mm * self.scale)
    }

    fn line(&self, text: &str, style: Style) -> Option<Block> {
        (!text.is_empty()).then(|| Block::text(text, style))
    }

    /// Everything but the contents.
    fn head(&self, sticker: bool, mark: &str) -> Block {
        if sticker {
            self.sticker_head(mark)
        } else {
            self.full_head(mark)
        }
    }

    fn rule(&self) -> Block {
        Block::Stack(vec![self.gap(1.7), Block::Rule(0.35, 0.0), self.gap(1.7)])
    }

    fn full_head(&self, mark: &str) -> Block {
        let label = self.label;
        let mut blocks = Vec::new();
        // Goods in no parcel yet have no courier.
        if !joined([&label.way(), &label.parcel, &mark.to_owned()], "").is_empty() {
            blocks.extend([self.way(mark), self.rule()]);
        }
        blocks.extend([self.tracked(), self.gap(2.4)]);
        blocks.push(self.titled("papers-recipient", &label.area));
        blocks.extend(self.line(&label.recipient.name, self.bold(15.0)));
        blocks.extend(self.line(&label.recipient.phone, self.bold(11.5)));
        blocks.push(self.gap(0.6));
        blocks.extend(self.line(&label.address, self.regular(12.0)));
        blocks.push(self.rule());
        let sender = joined([&label.sender.name, &label.sender.phone], " · ");
        if !sender.is_empty() {
            blocks.push(Block::Row(vec![
                Block::text(self.words.word("papers-sender"), self.regular(7.5))
                    .wide(self.title_width("papers-sender")),
                Block::text(sender, self.bold(9.5)).rest(),
            ]));
            blocks.push(self.rule());
        }
        if label.fragile {
            let style = self.bold(12.0).gray(1.0);
            blocks.push(
                Block::text(self.words.word("papers-fragile"), style)
                    .aligned(Align::Centre)
                    .framed((2.0, 0.8 * self.scale), 0.0, Some(0.0)),
            );
            blocks.push(self.gap(1.6));
        }
        blocks.extend(self.line(&label.note, self.bold(10.0)));
        if !label.card.is_empty() {
            blocks.push(Block::text(self.card(), self.regular(9.5)));
        }
        blocks.extend(self.line(&joined(&label.orders, " · "), self.regular(8.0)));
        blocks.push(self.gap(1.4));
        Block::Stack(blocks)
    }

    /// The tracking number, and what is collected: below each other, side by side on a low label.
    fn tracked(&self) -> Block {
        let resi = &self.label.resi;
        let mut number = Vec::new();
        if let Some(bars) = self.bars {
            number.push(Block::bars(bars.to_vec(), 17.0 * self.scale.max(0.6)));
            number.push(self.gap(0.6));
        }
        let line = self.line(resi, self.bold(13.0));
        number.extend(line.map(|line| line.aligned(Align::Centre)));
        let beside = self.width * 0.56;
        if self.low && !resi.is_empty() && self.bars.is_none_or(|bars| bars_lie_in(bars, beside)) {
            let size = Block::text(self.label.size(self.words), self.regular(11.0));
            return Block::Row(vec![
                Block::Stack(number).wide(beside),
                Block::Gap(0.0).wide(4.0),
                Block::Stack(vec![
                    self.gap(2.0),
                    self.cod(),
                    self.gap(1.6),
                    size.aligned(Align::Centre),
                ])
                .rest(),
            ]);
        }
        if !resi.is_empty() {
            number.push(self.gap(1.6));
        }
        let size = Block::text(self.label.size(self.words), self.regular(10.0));
        number.push(Block::Row(vec![
            self.cod().wide(self.width * 0.58),
            Block::Gap(0.0).wide(3.0),
            size.aligned(Align::Right).rest(),
        ]));
        Block::Stack(number)
    }

    /// Courier and service at the left, the parcel and its count at the right.
    fn way(&self, mark: &str) -> Block {
        let style = self.regular(8.5);
        let parcel = joined([&self.label.parcel, &mark.to_owned()], " ");
        let width = (style.width(&parcel) + 0.01).min(self.width / 2.0);
        Block::Row(vec![
            Block::text(self.label.way(), self.bold(17.0)).rest(),
            Block::Gap(0.0).wide(3.0),
            Block::text(parcel, style).aligned(Align::Right).wide(width),
        ])
    }

    /// The box for COD.
    fn cod(&self) -> Block {
        let style = match self.label.cod {
            Some(_) => self.bold(15.0),
            None => self.bold(10.0),
        };
        match self.label.collected(self.words) {
            Some(collected) => Block::text(collected, style).aligned(Align::Centre).framed(
                (1.5, 0.9 * self.scale),
                0.5,
                None,
            ),
            None => Block::Gap(0.0),
        }
    }

    fn title_width(&self, key: &'static str) -> f64 {
        self.regular(7.5).width(&self.words.word(key)) + 2.5
    }

    /// A small title with something large at the right.
    fn titled(&self, key: &'static str, aside: &str) -> Block {
        let width = self.title_width(key);
        let title = Block::text(self.words.word(key), self.regular(7.5));
        if aside.is_empty() {
            return title;
        }
        Block::Row(vec![
            title.wide(width),
            Block::text(aside, self.bold(14.0))
                .aligned(Align::Right)
                .rest(),
        ])
    }

    fn card(&self) -> String {
        let card = Message::new("papers-card").text("text", &self.label.card);
        self.words.say(&card)
    }

    /// Name and address, then all else in one paragraph.
    fn sticker_head(&self, mark: &str) -> Block {
        let label = self.label;
        let recipient = joined([&label.recipient.name, &label.recipient.phone], " · ");
        let place = joined([&label.address, &label.area], "\n");
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(self.line(&recipient, self.bold(10.0).tight()));
        blocks.extend(self.line(&place, self.regular(9.0).tight()));
        let cod = label.collected(self.words);
        if let Some(cod) = cod.filter(|_| label.cod.is_some()) {
            blocks.extend([
                self.gap(0.6),
                Block::text(cod, self.bold(9.5).tight()).framed((1.0, 0.3), 0.3, None),
                self.gap(0.6),
            ]);
        }
        if let Some(bars) = self.bars {
            blocks.push(self.gap(1.2));
            blocks.push(Block::bars(bars.to_vec(), 7.0 * self.scale.max(0.6)));
            blocks.push(self.gap(0.5));
        }
        let way = joined([&label.way(), &label.resi], " · ");
        blocks.extend(self.line(&way, self.bold(8.5).tight()));
        if label.fragile {
            let fragile = self.words.word("papers-fragile");
            blocks.push(Block::text(fragile, self.bold(8.5).tight()));
        }
        blocks.extend(self.line(&label.note, self.bold(8.0).tight()));
        let mut facts = Vec::new();
        let sender = joined([&label.sender.name, &label.sender.phone], " · ");
        if !sender.is_empty() {
            facts.push(
                self.words
                    .say(&Message::new("papers-from").text("who", sender)),
            );
        }
        if !label.card.is_empty() {
            facts.push(self.card());
        }
        facts.extend(label.orders.iter().chain([&label.parcel]).cloned());
        facts.extend(label.heavy(self.words));
        facts.push(mark.to_owned());
        blocks.extend(self.line(&joined(&facts, " · "), self.regular(8.0).tight()));
        Block::Stack(blocks)
    }

    fn contents(&self, sticker: bool) -> Block {
        let told = self
            .label
            .contents
            .iter()
            .map(|content| content.told(self.words));
        if sticker {
            let told: Vec<String> = told.collect();
            let line = self.line(&told.join(", "), self.regular(8.0).tight());
            return line.unwrap_or(Block::Gap(0.0));
        }
        let style = self.regular(9.5);
        let mut blocks: Vec<Block> = Vec::new();
        if !self.label.contents.is_empty() {
            let title = self.words.word("papers-contents");
            blocks.push(Block::text(title, self.regular(7.5)));
        }
        blocks.extend(told.map(|told| Block::text(told, style)));
        Block::Stack(blocks)
    }

    /// Faces where the contents go on; `None` when they need too many.
    fn parted(&self, sticker: bool, height: f64) -> Option<Vec<Block>> {
        let mut parts = Vec::new();
        let mut rest = Some(self.contents(sticker));
        while let Some(contents) = rest {
            let head = match parts.is_empty() {
                true => self.head(sticker, "(9/9)"),
                false => self.next_head(sticker, "(9/9)"),
            };
            let (part, over) = contents.split(self.width, height - head.height(self.width));
            // A sticker that is full already has its contents on the next one.
            let none = parts.is_empty().then_some(Block::Gap(0.0));
            parts.push(part.or(none)?);
            if parts.len() > MOST {
                return None;
            }
            rest = over;
        }
        let count = parts.len();
        let faces = (1..).zip(parts).map(|(nth, part)| {
            let mark = format!("({nth}/{count})");
            let head = match nth {
                1 => self.head(sticker, &mark),
                _ => self.next_head(sticker, &mark),
            };
            Block::Stack(vec![head, part])
        });
        Some(faces.collect())
    }

    /// The head of a further label: whose it is and to which parcel it belongs.
    fn next_head(&self, sticker: bool, mark: &str) -> Block {
        let label = self.label;
        if sticker {
            let codes = joined(&label.orders, " · ");
            let told = [
                &label.recipient.name,
                &codes,
                &label.parcel,
                &mark.to_owned(),
            ];
            return Block::text(joined(told, " · "), self.bold(8.5).tight());
        }
        let mut blocks = vec![self.way(mark), self.rule()];
        blocks.extend(self.line(&label.resi, self.bold(13.0)));
        blocks.extend(self.line(&label.recipient.name, self.bold(15.0)));
        blocks.extend(self.line(&joined(&label.orders, " · "), self.regular(8.0)));
        blocks.push(self.rule());
        Block::Stack(blocks)
    }
}
