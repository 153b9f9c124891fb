//! A list of labelled values: labels at the left, values at the right, both wrapped as needed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, after, below, columns, put, rows, top, wrap};
use crate::tui::theme::{Role, Theme};

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// The label; empty for a line of text.
    pub label: String,
    /// The value.
    pub value: Part,
}

impl Fact {
    /// A fact in ordinary text.
    pub fn new(label: impl Into<String>, value: impl Into<Part>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }

    /// A line of text without a label.
    pub fn line(text: impl Into<String>, role: Role) -> Self {
        Self {
            label: String::new(),
            value: Part::new(text, role),
        }
    }

    /// A line that says why something is refused.
    pub fn refused(why: &str) -> Self {
        Self::line(refused(why), Role::Bad)
    }

    /// A line that warns.
    pub fn warning(text: &str) -> Self {
        Self::line(format!("! {text}"), Role::Warn)
    }
}

/// A sentence that says why something is refused, with its mark.
pub fn refused(why: &str) -> String {
    format!("✗ {why}")
}

/// Draws the facts from the top and returns the area left below them.
pub fn draw(buffer: &mut Buffer, area: Rect, facts: &[Fact], theme: &Theme) -> Rect {
    draw_with(buffer, area, facts, label(facts, area.width), theme)
}

/// Draws facts with the values behind `label` columns.
fn draw_with(buffer: &mut Buffer, area: Rect, facts: &[Fact], label: u16, theme: &Theme) -> Rect {
    let mut free = rows(area);
    let mut used = 0;
    for fact in facts {
        let indent = indent(fact, label);
        let (names, values) = lines(fact, label, area.width);
        for i in 0..names.len().max(values.len()) {
            let Some(row) = free.next() else {
                return below(area, area.height);
            };
            used += 1;
            if let Some(name) = names.get(i) {
                put(buffer, row, name, theme.style(Role::Muted));
            }
            if let Some(line) = values.get(i) {
                let style = theme.style(fact.value.role);
                put(buffer, after(row, indent), line, style);
            }
        }
    }
    below(area, used)
}

/// Draws the facts behind two free columns, where the selected one is marked, scrolled so far that
/// it is seen. Returns the area left below them.
pub fn draw_selected(
    buffer: &mut Buffer,
    area: Rect,
    facts: &[Fact],
    selected: Option<usize>,
    theme: &Theme,
) -> Rect {
    let inside = after(area, 2);
    let Some(selected) = selected.filter(|selected| *selected < facts.len()) else {
        let rest = draw(buffer, inside, facts, theme);
        return Rect {
            x: area.x,
            width: area.width,
            ..rest
        };
    };
    let label = label(facts, inside.width);
    let height = |facts: &[Fact]| tall(facts, label, inside.width);
    // Facts leave at the top one by one until the selected one fits.
    let mut above = facts.get(..selected).unwrap_or_default();
    let own = height(facts.get(selected..=selected).unwrap_or_default());
    while !above.is_empty() && height(above) + own > area.height {
        above = above.get(1..).unwrap_or_default();
    }
    let shown = facts.get(selected - above.len()..).unwrap_or_default();
    let rest = draw_with(buffer, inside, shown, label, theme);
    let marked = top(below(area, height(above)), own);
    if let Some(row) = rows(marked).next() {
        put(buffer, row, "▸", theme.style(Role::Selected));
    }
    let marked = marked.intersection(buffer.area);
    buffer.set_style(marked, theme.style(Role::Selected));
    Rect {
        x: area.x,
        width: area.width,
        ..rest
    }
}

/// The width at which no fact is wrapped.
pub fn width(facts: &[Fact]) -> u16 {
    let (mut labels, mut values, mut lines) = (0, 0, 0);
    for fact in facts {
        let value = columns(&fact.value.text);
        match columns(&fact.label) {
            0 => lines = value.max(lines),
            label => {
                labels = (label + 2).max(labels);
                values = value.max(values);
            }
        }
    }
    u16::try_from((labels + values).max(lines)).unwrap_or(u16::MAX)
}

/// How many rows the facts take at a width.
pub fn height(facts: &[Fact], width: u16) -> u16 {
    tall(facts, label(facts, width), width)
}

/// How many rows the facts take beside labels of a width.
fn tall(facts: &[Fact], label: u16, width: u16) -> u16 {
    let rows = facts.iter().map(|fact| {
        let (names, values) = lines(fact, label, width);
        names.len().max(values.len())
    });
    u16::try_from(rows.sum::<usize>()).unwrap_or(u16::MAX)
}

/// The width of the label column, with the gap behind it: half of the room, and more where the
/// values leave it.
fn label(facts: &[Fact], width: u16) -> u16 {
    let labelled = || facts.iter().filter(|fact| !fact.label.is_empty());
    let widest = |texts: &mut dyn Iterator<Item = &str>| {
        let widest = texts.map(columns).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(u16::MAX)
    };
    match widest(&mut labelled().map(|fact| fact.label.as_str())) {
        0 => 0,
        label => {
            let value = widest(&mut labelled().map(|fact| fact.value.text.as_str()));
            let room = (width / 2).max(width.saturating_sub(value));
            label.saturating_add(2).min(room)
        }
    }
}

/// Wraps a label and its value into lines.
fn lines(fact: &Fact, label: u16, width: u16) -> (Vec<String>, Vec<String>) {
    let indent = indent(fact, label);
    let names = match fact.label.as_str() {
        "" => Vec::new(),
        name => wrap(name, usize::from(indent.saturating_sub(1))),
    };
    let room = width.saturating_sub(indent);
    (names, wrap(&fact.value.text, usize::from(room)))
}

/// The column where a value begins: behind the labels; a line without a label keeps its own indent.
fn indent(fact: &Fact, label: u16) -> u16 {
    if !fact.label.is_empty() {
        return label;
    }
    let text = &fact.value.text;
    u16::try_from(text.len() - text.trim_start_matches(' ').len()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Palette;

    #[test]
    fn height_is_what_drawing_takes() {
        let facts = [
            Fact::new("2 × Nastar Keju", "Rp170.000 · sisa 8"),
            Fact::line("    “tanpa gula, kartu ucapan untuk Ibu”", Role::Accent),
            Fact::new("Total", "Rp170.000"),
        ];
        for width in 1..60 {
            let area = Rect::new(0, 0, width, 200);
            let mut buffer = Buffer::empty(area);
            let rest = draw(&mut buffer, area, &facts, &Theme::new(Palette::Plain));
            assert_eq!(rest.y, height(&facts, width), "{width} columns");
        }
    }

    /// Size and colour at the end of a name are what the owner looks for.
    #[test]
    fn a_long_name_is_wrapped_and_never_cut() {
        let facts = [Fact::new(
            "2 × Jersey Futsal Batch 2 XL / Hitam",
            "Rp340.000",
        )];
        for (width, rows) in [(60, 1), (32, 2), (24, 3)] {
            let area = Rect::new(0, 0, width, 9);
            let mut buffer = Buffer::empty(area);
            let rest = draw(&mut buffer, area, &facts, &Theme::new(Palette::Plain));
            assert_eq!(rest.y, rows, "{width} columns");
            let shown: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            for word in ["Jersey", "XL", "Hitam", "Rp340.000"] {
                assert!(shown.contains(word), "{word} at {width}: {shown}");
            }
        }
    }

    #[test]
    fn a_line_without_a_label_stays_as_far_in_as_it_is_written() {
        let area = Rect::new(0, 0, 30, 1);
        let mut buffer = Buffer::empty(area);
        let facts = [Fact::line("    “tanpa gula”", Role::Accent)];
        draw(&mut buffer, area, &facts, &Theme::new(Palette::Plain));
        assert_eq!(buffer[(4, 0)].symbol(), "“");
    }
}
