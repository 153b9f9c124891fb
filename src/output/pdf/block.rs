//! What papers are made of: paragraphs, columns, frames, rules and codes. A block tells how high it
//! is in a width, draws itself there, and parts in two where a page ends.

use super::page::{Area, Page};
use super::style::Style;
use super::wrap;
use crate::output::code_bars::{self, QUIET};

/// A piece of a paper.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Text(Text),
    /// Blocks side by side; their first lines stand on one line.
    Row(Vec<Column>),
    /// Blocks below each other.
    Stack(Vec<Block>),
    /// A block in a box.
    Frame(Box<Frame>),
    /// A line from side to side: its width and its shade.
    Rule(f64, f32),
    /// Empty space of this height.
    Gap(f64),
    /// A Code 128.
    Bars(Bars),
    /// A QR code.
    Qr(Qr),
    /// An empty box to tick, of this size.
    CheckBox(f64),
    /// Upright bars.
    Chart(Chart),
}

/// Upright bars with their figures above and their labels below, as wide as there is space.
#[derive(Debug, Clone)]
pub struct Chart {
    bars: Vec<ChartBar>,
    height: f64,
}

/// A bar of a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartBar {
    /// What stands below it; left off where it would touch another.
    pub label: String,
    /// How much it is; below zero hangs down.
    pub value: i64,
    /// The same for people, above it; left off where it would touch another.
    pub said: String,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Text {
    text: String,
    style: Style,
    align: Align,
}

/// Where lines stand in their width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A block in a row.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its width; what is left is shared by the columns without one.
    pub width: Option<f64>,
    /// What stands in it.
    pub block: Block,
}

/// A block in a box.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What stands in it.
    pub inner: Block,
    /// Space between box and content: at the sides, and above and below.
    pub pad: (f64, f64),
    /// Width of the outline; 0 for none.
    pub line: f64,
    /// Shade of the ground.
    pub ground: Option<f32>,
}

/// A Code 128 as high as `height`, as wide as its space allows.
#[derive(Debug, Clone)]
pub struct Bars {
    modules: Vec<bool>,
    height: f64,
}

/// A QR code of at most this width, with its quiet zone.
#[derive(Debug, Clone)]
pub struct Qr {
    modules: Vec<bool>,
    row: usize,
    width: f64,
}

/// The narrowest bar that a printer of 203 dpi prints and a scanner reads: two dots, in millimetres.
pub const NARROWEST: f64 = 0.25;
/// The widest bar: wider ones read no better.
const WIDEST: f64 = 0.5;
/// Quiet modules around a QR code.
const QR_QUIET: usize = 4;

impl Block {
    /// A paragraph at the left.
    pub fn text(text: impl Into<String>, style: Style) -> Self {
        Self::Text(Text {
            text: text.into(),
            style,
            align: Align::Left,
        })
    }

    /// The same with its lines elsewhere; other blocks stay.
    #[must_use]
    pub fn aligned(mut self, to: Align) -> Self {
        if let Self::Text(text) = &mut self {
            text.align = to;
        }
        self
    }

    /// A Code 128 of these modules.
    pub fn bars(modules: Vec<bool>, height: f64) -> Self {
        Self::Bars(Bars { modules, height })
    }

    /// A QR code; `None` for what is too long.
    pub fn qr(text: &str, width: f64) -> Option<Self> {
        let (modules, row) = code_bars::qr(text)?;
        Some(Self::Qr(Qr {
            modules,
            row,
            width,
        }))
    }

    /// A column that takes what is left.
    pub fn rest(self) -> Column {
        Column {
            width: None,
            block: self,
        }
    }

    /// A column of a width.
    pub fn wide(self, width: f64) -> Column {
        Column {
            width: Some(width),
            block: self,
        }
    }

    /// A box around it.
    pub fn framed(self, pad: (f64, f64), line: f64, ground: Option<f32>) -> Self {
        Self::Frame(Box::new(Frame {
            inner: self,
            pad,
            line,
            ground,
        }))
    }

    /// How high it is in a width.
    pub fn height(&self, width: f64) -> f64 {
        match self {
            Self::Text(text) => {
                let lines = text.lines(width).len();
                f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * text.style.leading()
            }
            Self::Row(columns) => {
                let line = first_line(columns);
                let heights = columns.iter().zip(widths(columns, width));
                heights
                    .map(|(column, width)| column.block.drop_to(line) + column.block.height(width))
                    .fold(0.0, f64::max)
            }
            Self::Stack(blocks) => blocks.iter().map(|block| block.height(width)).sum(),
            Self::Frame(frame) => frame.inner.height(width - 2.0 * frame.pad.0) + 2.0 * frame.pad.1,
            Self::Rule(thick, _) => *thick,
            Self::Gap(height) => *height,
            Self::Bars(bars) if bars.is_turned(width) => bars.length(),
            Self::Bars(bars) => bars.height,
            Self::Qr(qr) => qr.width.min(width),
            Self::CheckBox(size) => *size,
            Self::Chart(chart) => chart.height,
        }
    }

    /// Draws it with its top left corner at `x`, `y`.
    pub fn draw(&self, page: &mut Page, x: f64, y: f64, width: f64) {
        match self {
            Self::Text(text) => text.draw(page, x, y, width),
            Self::Row(columns) => {
                let line = first_line(columns);
                let mut x = x;
                for (column, width) in columns.iter().zip(widths(columns, width)) {
                    let y = y + column.block.drop_to(line);
                    column.block.draw(page, x, y, width);
                    x += width;
                }
            }
            Self::Stack(blocks) => {
                let mut y = y;
                for block in blocks {
                    block.draw(page, x, y, width);
                    y += block.height(width);
                }
            }
            Self::Frame(frame) => {
                let height = self.height(width);
                let area = Area {
                    x,
                    y,
                    width,
                    height,
                };
                if let Some(ground) = frame.ground {
                    page.filled(area, ground);
                }
                if frame.line > 0.0 {
                    page.outline(area, frame.line, 0.0);
                }
                let (side, above) = frame.pad;
                frame
                    .inner
                    .draw(page, x + side, y + above, width - 2.0 * side);
            }
            Self::Rule(thick, gray) => {
                let y = y + thick / 2.0;
                page.line((x, y), (x + width, y), *thick, *gray);
            }
            Self::Gap(_) => {}
            Self::Bars(bars) => bars.draw(page, x, y, width),
            Self::Qr(qr) => qr.draw(page, x, y, width),
            Self::Chart(chart) => chart.draw(page, x, y, width),
            Self::CheckBox(size) => {
                let thick = 0.25;
                let area = Area {
                    x: x + thick / 2.0,
                    y: y + thick / 2.0,
                    width: size - thick,
                    height: size - thick,
                };
                page.outline(area, thick, 0.0);
            }
        }
    }

    /// Parts it where `height` ends: what fits, and the rest. Codes and boxes stay whole.
    pub fn split(self, width: f64, height: f64) -> (Option<Self>, Option<Self>) {
        if self.height(width) <= height {
            return (Some(self), None);
        }
        match self {
            Self::Text(text) => text.split(width, height),
            Self::Stack(blocks) => {
                let (mut kept, mut rest) = (Vec::new(), Vec::new());
                let mut left = height;
                for block in blocks {
                    if !rest.is_empty() {
                        rest.push(block);
                        continue;
                    }
                    let (fits, over) = block.split(width, left);
                    if let Some(fits) = fits {
                        left -= fits.height(width);
                        kept.push(fits);
                    }
                    rest.extend(over);
                }
                let some = |blocks: Vec<Self>| (!blocks.is_empty()).then_some(Self::Stack(blocks));
                (some(kept), some(rest))
            }
            Self::Row(columns) => {
                let line = first_line(&columns);
                let widths = widths(&columns, width);
                let (mut kept, mut rest) = (Vec::new(), Vec::new());
                let whole = columns.clone();
                for (column, width) in columns.into_iter().zip(widths) {
                    let lower = column.block.drop_to(line);
                    let (fits, over) = column.block.split(width, height - lower);
                    let Some(fits) = fits else {
                        return (None, Some(Self::Row(whole)));
                    };
                    kept.push(fits.wide(width));
                    rest.push(over.unwrap_or(Self::Gap(0.0)).wide(width));
                }
                (Some(Self::Row(kept)), Some(Self::Row(rest)))
            }
            whole => (None, Some(whole)),
        }
    }

    /// From its top to the line that its first letters stand on; `None` without letters.
    fn baseline(&self) -> Option<f64> {
        match self {
            Self::Text(text) => Some(text.style.ascent()),
            Self::Row(columns) => Some(first_line(columns)),
            Self::Stack(blocks) => blocks.first()?.baseline(),
            Self::Frame(frame) => Some(frame.pad.1 + frame.inner.baseline()?),
            Self::CheckBox(size) => Some(*size),
            Self::Rule(..) | Self::Gap(_) | Self::Bars(_) | Self::Qr(_) | Self::Chart(_) => None,
        }
    }

    /// How much lower it stands so that its first letters are on the row's line.
    fn drop_to(&self, line: f64) -> f64 {
        self.baseline().map_or(0.0, |own| line - own)
    }
}

/// The lowest first line of a row's columns.
fn first_line(columns: &[Column]) -> f64 {
    columns
        .iter()
        .filter_map(|column| column.block.baseline())
        .fold(0.0, f64::max)
}

/// The width of each column.
fn widths(columns: &[Column], width: f64) -> Vec<f64> {
    let fixed: f64 = columns.iter().filter_map(|column| column.width).sum();
    let open = columns.iter().filter(|column| column.width.is_none());
    let share =
        (width - fixed).max(0.0) / f64::from(u32::try_from(open.count()).unwrap_or(1).max(1));
    columns
        .iter()
        .map(|column| column.width.unwrap_or(share))
        .collect()
}

impl Text {
    fn lines(&self, width: f64) -> Vec<String> {
        wrap::lines(&self.text, width, |text| self.style.width(text))
    }

    fn draw(&self, page: &mut Page, x: f64, y: f64, width: f64) {
        let mut y = y + self.style.ascent();
        for line in self.lines(width) {
            let free = match self.align {
                Align::Left => 0.0,
                Align::Centre => (width - self.style.width(&line)) / 2.0,
                Align::Right => width - self.style.width(&line),
            };
            page.text(x + free.max(0.0), y, &line, self.style);
            y += self.style.leading();
        }
    }

    /// Both parts keep their line breaks, since they are as wide as before.
    fn split(self, width: f64, height: f64) -> (Option<Block>, Option<Block>) {
        let lines = self.lines(width);
        let mut count = 0;
        let mut used = self.style.leading();
        while count < lines.len() && used <= height {
            count += 1;
            used += self.style.leading();
        }
        let part = |lines: &[String]| {
            (!lines.is_empty()).then(|| {
                Block::Text(Self {
                    text: lines.join("\n"),
                    ..self.clone()
                })
            })
        };
        (part(&lines[..count]), part(&lines[count..]))
    }
}

impl Bars {
    /// Modules with the quiet zones.
    fn across(&self) -> f64 {
        count(self.modules.len() + 2 * QUIET)
    }

    /// Whether it is too long for a width and stands upright instead.
    fn is_turned(&self, width: f64) -> bool {
        !bars_lie_in(&self.modules, width)
    }

    /// How far it reaches down when it stands upright.
    fn length(&self) -> f64 {
        self.across() * TURNED
    }

    fn draw(&self, page: &mut Page, x: f64, y: f64, width: f64) {
        let runs = code_bars::runs(&self.modules);
        if self.is_turned(width) {
            let across = self.height.min(width);
            let x = x + (width - across) / 2.0;
            page.bars(runs.into_iter().map(|(start, length)| Area {
                x,
                y: y + count(start + QUIET) * TURNED,
                width: across,
                height: count(length) * TURNED,
            }));
            return;
        }
        let module = (width / self.across()).min(WIDEST);
        let x = x + (width - module * self.across()) / 2.0;
        page.bars(runs.into_iter().map(|(start, length)| Area {
            x: x + count(start + QUIET) * module,
            y,
            width: count(length) * module,
            height: self.height,
        }));
    }
}

impl Chart {
    /// Letters of labels and figures.
    const LETTERS: Style = Style::regular(6.5).gray(0.35);
    /// The widest bar, in millimetres.
    const WIDEST: f64 = 12.0;

    /// Bars in a height of so many millimetres, with their labels.
    pub fn new(bars: Vec<ChartBar>, height: f64) -> Self {
        Self { bars, height }
    }

    fn draw(&self, page: &mut Page, x: f64, y: f64, width: f64) {
        let line = Self::LETTERS.leading();
        let step = width / count(self.bars.len().max(1));
        let across = (step * 0.72).min(Self::WIDEST);
        let most = self.bars.iter().map(|bar| bar.value).max().unwrap_or(0);
        let least = self.bars.iter().map(|bar| bar.value).min().unwrap_or(0);
        let (most, least) = (most.max(0), least.min(0));
        // Room for a figure above and, where bars hang down, below, and for the labels.
        let room = self.height - 2.0 * line - if least < 0 { line } else { 0.0 };
        #[allow(clippy::cast_precision_loss)]
        let scale = room / (most.saturating_sub(least).max(1)) as f64;
        #[allow(clippy::cast_precision_loss)]
        let length = |value: i64| value as f64 * scale;
        let zero = y + line + length(most);
        let (mut figures_until, mut labels_until) = (f64::MIN, f64::MIN);
        for (nth, bar) in self.bars.iter().enumerate() {
            let left = x + step * count(nth) + (step.min(Self::WIDEST / 0.72) - across) / 2.0;
            let tall = length(bar.value);
            page.filled(
                Area {
                    x: left,
                    y: if tall < 0.0 { zero } else { zero - tall },
                    width: across,
                    height: tall.abs().max(0.1),
                },
                0.45,
            );
            let mut put = |text: &str, until: &mut f64, y: f64| {
                let wide = Self::LETTERS.width(text);
                let from = (left + (across - wide) / 2.0).clamp(x, (x + width - wide).max(x));
                if !text.is_empty() && from >= *until {
                    page.text(from, y, text, Self::LETTERS);
                    *until = from + wide + 1.0;
                }
            };
            let above = match tall < 0.0 {
                true => zero - tall + line * 0.9,
                false => zero - tall - line * 0.3,
            };
            put(&bar.said, &mut figures_until, above);
            put(&bar.label, &mut labels_until, y + self.height - line * 0.2);
        }
        page.line((x, zero), (x + width, zero), 0.2, 0.4);
    }
}

/// A bar of an upright code, in millimetres: three dots of 203 dpi.
const TURNED: f64 = 0.375;

impl Qr {
    fn draw(&self, page: &mut Page, x: f64, y: f64, width: f64) {
        let size = self.width.min(width);
        let module = size / count(self.row + 2 * QR_QUIET);
        let mut bars = Vec::new();
        for (row, modules) in self.modules.chunks(self.row.max(1)).enumerate() {
            bars.extend(
                code_bars::runs(modules)
                    .into_iter()
                    .map(|(start, length)| Area {
                        x: x + count(start + QR_QUIET) * module,
                        y: y + count(row + QR_QUIET) * module,
                        width: count(length) * module,
                        height: module,
                    }),
            );
        }
        page.bars(bars);
    }
}

fn count(modules: usize) -> f64 {
    f64::from(u32::try_from(modules).unwrap_or(u32::MAX))
}

/// Whether a Code 128 of these modules can lie in a width with bars that scanners read.
pub fn bars_lie_in(modules: &[bool], width: f64) -> bool {
    width / count(modules.len() + 2 * QUIET) >= NARROWEST
}
