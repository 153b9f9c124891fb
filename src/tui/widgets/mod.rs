//! Widgets, and helpers to draw text. They know neither the book nor the screens, draw into an area
//! of any size (even empty) and measure text in columns.

pub mod charts;
pub mod facts;
pub mod filter;
pub mod header_footer;
pub mod listing;
pub mod marks;
pub mod matrix;
pub mod need;
pub mod popup;
pub mod status;
pub mod table;
pub mod tabs;
pub mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Theme};
use crate::domain::text::printable;

/// How many columns a text takes on the screen.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Cuts a text to at most `width` columns, with `…` at a cut end. A text of a book made elsewhere
/// is cleaned (rule 59): everything on screen passes here.
pub fn fit(text: &str, width: usize) -> String {
    let text = printable(text);
    if columns(&text) <= width {
        return text.into_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let next = columns(grapheme);
        if used + next > width - 1 {
            break;
        }
        used += next;
        out.push_str(grapheme);
    }
    out.push('…');
    out
}

/// Which lines or rows are shown, from the one at `from` on: `1–14 / 40`, and where `more` follow that
/// are not read yet, `1–14 / 40+`. None when all are shown.
pub fn position(from: usize, height: usize, all: usize, more: bool) -> Option<String> {
    let end = (from + height).min(all);
    let plus = if more { "+" } else { "" };
    (all > height || more).then(|| format!("{}–{end} / {all}{plus}", from + 1))
}

/// Breaks a text into lines of at most `width` columns, between words where possible.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if width == 0 {
        return lines;
    }
    for paragraph in printable(text).split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let gap = usize::from(!line.is_empty());
            if columns(&line) + gap + columns(word) <= width {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A word longer than a line is broken.
            for grapheme in word.graphemes(true) {
                if columns(&line) + columns(grapheme) > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(grapheme);
            }
        }
        lines.push(line);
    }
    lines
}

/// Writes one line at the left of an area, cut to its width. Returns the columns used.
pub fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let text = fit(text, usize::from(area.width));
    let (end, _) = buffer.set_stringn(area.x, area.y, &text, usize::from(area.width), style);
    end.saturating_sub(area.x)
}

/// Writes one line at the right of an area. Returns the columns used.
pub fn put_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let text = fit(text, usize::from(area.width));
    let used = u16::try_from(columns(&text))
        .unwrap_or(area.width)
        .min(area.width);
    let area = Rect {
        x: area.right().saturating_sub(used),
        width: used,
        ..area
    };
    put(buffer, area, &text, style)
}

/// The area without its first `n` rows.
pub fn below(area: Rect, n: u16) -> Rect {
    let n = n.min(area.height);
    Rect {
        y: area.y + n,
        height: area.height - n,
        ..area
    }
}

/// The area without its first `n` columns.
pub fn after(area: Rect, n: u16) -> Rect {
    let n = n.min(area.width);
    Rect {
        x: area.x + n,
        width: area.width - n,
        ..area
    }
}

/// The first `n` rows of an area.
pub fn top(area: Rect, n: u16) -> Rect {
    Rect {
        height: area.height.min(n),
        ..area
    }
}

/// Splits an area into `left` columns and the rest, with two free columns between.
pub fn split_columns(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    (
        Rect {
            width: left,
            ..area
        },
        after(area, left.saturating_add(2)),
    )
}

/// The rows of an area, one by one.
pub fn rows(area: Rect) -> impl Iterator<Item = Rect> {
    (area.y..area.bottom()).map(move |y| Rect {
        y,
        height: 1,
        ..area
    })
}

/// A piece of text with a role: the cell of a table, a part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The text, one line.
    pub text: String,
    /// What stands for the text in a column that is too narrow for it; empty to cut the text.
    pub short: String,
    /// Its role.
    pub role: Role,
}

impl Part {
    /// Text in a role.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            short: String::new(),
            role,
        }
    }

    /// Sets what stands for the text in a column that is too narrow for it.
    #[must_use]
    pub fn short(self, short: impl Into<String>) -> Self {
        Self {
            short: short.into(),
            ..self
        }
    }

    /// Ordinary text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(text, Role::Text)
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

/// Writes parts one after another on one line. Returns the columns used.
pub fn put_parts(buffer: &mut Buffer, area: Rect, parts: &[Part], theme: &Theme) -> u16 {
    let mut rest = area;
    for part in parts {
        let used = put(buffer, rest, &part.text, theme.style(part.role));
        rest = after(rest, used);
    }
    area.width - rest.width
}

/// Writes a text of several lines, wrapped; what doesn't fit is left off with a sign that there is more.
pub fn text_box(buffer: &mut Buffer, area: Rect, text: &str, theme: &Theme) {
    let width = usize::from(area.width).max(1);
    let lines = wrap(text.trim_end(), width);
    for (row, line) in rows(area).zip(&lines) {
        put(buffer, row, line, theme.style(Role::Text));
    }
    if lines.len() > usize::from(area.height) && area.height > 0 {
        put_right(
            buffer,
            below(area, area.height - 1),
            "▾",
            theme.style(Role::Accent),
        );
    }
}

/// Draws the text for an empty list: what it would show, and which key to press.
pub fn empty_state(buffer: &mut Buffer, area: Rect, text: &str, hint: &str, theme: &Theme) {
    let area = below(area, area.height / 3);
    let width = usize::from(area.width);
    let mut free = rows(area);
    for (text, role) in [(text, Role::Text), (hint, Role::Muted)] {
        for line in wrap(text, width) {
            let Some(row) = free.next() else { return };
            let left = (width - columns(&line).min(width)) / 2;
            put(
                buffer,
                after(row, u16::try_from(left).unwrap_or(0)),
                &line,
                theme.style(role),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_by_columns() {
        assert_eq!(fit("nastar", 6), "nastar");
        assert_eq!(fit("nastar keju", 6), "nasta…");
        assert_eq!(fit("漢漢漢", 4), "漢…");
        assert_eq!(fit("x", 0), "");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("belum ada pesanan", 10), ["belum ada", "pesanan"]);
        assert_eq!(wrap("panjangsekali", 5), ["panja", "ngsek", "ali"]);
        assert_eq!(wrap("satu\n\ndua", 9), ["satu", "", "dua"]);
    }
}
