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
    let label = facts
        .iter()
        .map(|fact| columns(&fact.label))
        .max()
        .unwrap_or(0)
        .min(30);
    let label = u16::try_from(label).unwrap_or(30);
    let label = if label == 0 {
        0
    } else {
        (label + 2).min(area.width / 2)
    };
    let mut free = rows(area);
    let mut used = 0;
    for fact in facts {
        let indent = if fact.label.is_empty() { 0 } else { label };
        let lines = wrap(
            &fact.value.text,
            usize::from(area.width.saturating_sub(indent)),
        );
        for (i, line) in lines.iter().enumerate() {
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
