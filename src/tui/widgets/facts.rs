//! Facts about one thing: labels at the left, values beside them, each as long as it needs to be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, after, below, columns, put, rows, wrap};
use crate::tui::theme::{Role, Theme};

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is; empty for a line of text that needs none.
    pub label: String,
    /// What it is worth.
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
}

/// Draws the facts from the top; gives back the area that is left below them.
pub fn draw(buffer: &mut Buffer, area: Rect, facts: &[Fact], theme: &Theme) -> Rect {
    let label = label(facts, area.width);
    let mut free = rows(area);
    let mut used = 0;
    for fact in facts {
        let indent = if fact.label.is_empty() { 0 } else { label };
        for (i, line) in lines(fact, label, area.width).iter().enumerate() {
            let Some(row) = free.next() else {
                return below(area, area.height);
            };
            used += 1;
            if i == 0 && indent > 0 {
                let place = Rect {
                    width: row.width.min(indent.saturating_sub(1)),
                    ..row
                };
                put(buffer, place, &fact.label, theme.style(Role::Muted));
            }
            put(
                buffer,
                after(row, indent),
                line,
                theme.style(fact.value.role),
            );
        }
    }
    below(area, used)
}

/// Rows the facts take in a width.
pub fn height(facts: &[Fact], width: u16) -> u16 {
    let label = label(facts, width);
    let rows = facts
        .iter()
        .map(|fact| lines(fact, label, width).len())
        .sum::<usize>();
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Columns of the labels, with the gap behind them.
fn label(facts: &[Fact], width: u16) -> u16 {
    let label = facts
        .iter()
        .map(|fact| columns(&fact.label))
        .max()
        .unwrap_or(0)
        .min(30);
    match u16::try_from(label).unwrap_or(30) {
        0 => 0,
        label => (label + 2).min(width / 2),
    }
}

/// A value in the lines it takes.
fn lines(fact: &Fact, label: u16, width: u16) -> Vec<String> {
    let indent = if fact.label.is_empty() { 0 } else { label };
    wrap(&fact.value.text, usize::from(width.saturating_sub(indent)))
}
