//! The text field: its text and cursor, counted in graphemes, so that every key moves over or
//! removes what the eye sees as one character (é in either form, 👨‍👩‍👧, 漢). The state is
//! independent of drawing.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::{columns, put};
use crate::tui::input::Key;

/// Most graphemes in a field of one line.
pub const LINE_LIMIT: usize = 500;
/// Most graphemes in a field of several lines.
pub const BLOCK_LIMIT: usize = 20_000;

/// The text and cursor of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextField {
    /// One entry per grapheme; `"\n"` only in a field of several lines.
    graphemes: Vec<String>,
    cursor: usize,
    multiline: bool,
    /// Long lines go on in the next row; else they are scrolled sideways.
    wraps: bool,
    /// The whole text is selected: the next text replaces it, any other key only ends this.
    selected: bool,
    /// The text removed by the last Ctrl-U, Ctrl-K or Ctrl-W, or replaced while it was selected,
    /// which Ctrl-Y inserts.
    cut: String,
}

impl TextField {
    /// A field of one line.
    pub fn line(text: &str) -> Self {
        Self::new(text, false, false)
    }

    /// A field of several lines.
    pub fn block(text: &str) -> Self {
        Self::new(text, true, true)
    }

    /// A field of several lines that stay one row each, as those of a table.
    pub fn table(text: &str) -> Self {
        Self::new(text, true, false)
    }

    fn new(text: &str, multiline: bool, wraps: bool) -> Self {
        let mut field = Self {
            graphemes: Vec::new(),
            cursor: 0,
            multiline,
            wraps,
            selected: false,
            cut: String::new(),
        };
        field.insert(text);
        field
    }

    /// The text.
    pub fn text(&self) -> String {
        self.graphemes.concat()
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> String {
        self.graphemes[..self.cursor].concat()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.graphemes.is_empty()
    }

    /// Whether it takes several lines.
    pub fn is_multiline(&self) -> bool {
        self.multiline
    }

    /// Selects the whole text, with the cursor at its end: what is typed or pasted next replaces
    /// it. A field of several lines has no selection.
    pub fn select_all(&mut self) {
        self.selected = !self.multiline && !self.is_empty();
        self.cursor = self.graphemes.len();
    }

    /// Whether the whole text is selected.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// Ends the selection; the text stays.
    pub fn deselect(&mut self) {
        self.selected = false;
    }

    /// Whether the cursor stands at the end of a word: the end of the text, or before a space or a
    /// separator.
    pub fn is_at_end_of_word(&self) -> bool {
        let next = self.graphemes.get(self.cursor).map(String::as_str);
        next.is_none_or(|next| matches!(next, " " | "," | ";" | "]" | "\n"))
    }

    /// Replaces the text; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        self.selected = false;
        self.graphemes.clear();
        self.cursor = 0;
        self.insert(text);
    }

    /// Replaces the text before the cursor.
    pub fn set_before_cursor(&mut self, text: &str) {
        let after: String = self.graphemes[self.cursor..].concat();
        self.set(text);
        let cursor = self.cursor;
        self.insert(&after);
        self.cursor = cursor.min(self.graphemes.len());
    }

    /// Inserts text at the cursor, as typing or pasting does; a selected text is replaced.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.selected) {
            self.cut = self.text();
            self.graphemes.clear();
            self.cursor = 0;
        }
        // The text around the cursor is split again, as a combining mark typed after its letter
        // joins it.
        let before: String = self.graphemes[..self.cursor].concat();
        let after: String = self.graphemes[self.cursor..].concat();
        let inserted: String = if self.multiline {
            text.nfc()
                .map(|c| if c == '\t' { ' ' } else { c })
                .filter(|c| *c == '\n' || !c.is_control())
                .collect()
        } else {
            text.nfc()
                .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
                .filter(|c| !c.is_control())
                .collect()
        };
        let head: String = (before + &inserted).nfc().collect();
        let limit = if self.multiline {
            BLOCK_LIMIT
        } else {
            LINE_LIMIT
        };
        let tail: Vec<String> = split(&after);
        let room = limit.saturating_sub(tail.len());
        let mut graphemes = split(&head);
        graphemes.truncate(room);
        let head: String = graphemes.concat();
        let cursor = graphemes.len();
        self.graphemes = split(&(head + &after));
        self.cursor = cursor.min(self.graphemes.len());
    }

    /// Handles a key; false when a text field has no use for the key, or it would do nothing.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.text() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        let was_selected = std::mem::take(&mut self.selected);
        let word = key.mods == KeyModifiers::CONTROL || key.mods == KeyModifiers::ALT;
        match (key.code, key.mods) {
            (KeyCode::Backspace, KeyModifiers::NONE) => {
                self.remove(self.cursor.saturating_sub(1), self.cursor);
            }
            (KeyCode::Delete, KeyModifiers::NONE) => self.remove(self.cursor, self.cursor + 1),
            (KeyCode::Backspace, _) | (KeyCode::Char('w'), KeyModifiers::CONTROL) => {
                self.take(self.word_left(), self.cursor);
            }
            (KeyCode::Delete, _) if word => self.take(self.cursor, self.word_right()),
            (KeyCode::Char('u'), KeyModifiers::CONTROL) => {
                self.take(self.line_start(), self.cursor)
            }
            (KeyCode::Char('k'), KeyModifiers::CONTROL) => self.take(self.cursor, self.line_end()),
            (KeyCode::Char('y'), KeyModifiers::CONTROL) => {
                let cut = self.cut.clone();
                self.insert(&cut);
            }
            // Only shows the cursor, at the end.
            (KeyCode::Right, KeyModifiers::NONE) if was_selected => {}
            (KeyCode::Left, KeyModifiers::NONE) | (KeyCode::Char('b'), KeyModifiers::CONTROL) => {
                self.cursor = self.cursor.saturating_sub(1);
            }
            (KeyCode::Right, KeyModifiers::NONE) | (KeyCode::Char('f'), KeyModifiers::CONTROL) => {
                self.cursor = (self.cursor + 1).min(self.graphemes.len());
            }
            (KeyCode::Left, _) if word => self.cursor = self.word_left(),
            (KeyCode::Right, _) if word => self.cursor = self.word_right(),
            // Sent on a Mac by Option with an arrow or Delete.
            (KeyCode::Char('b'), KeyModifiers::ALT) => self.cursor = self.word_left(),
            (KeyCode::Char('f'), KeyModifiers::ALT) => self.cursor = self.word_right(),
            (KeyCode::Char('d'), KeyModifiers::ALT) => self.take(self.cursor, self.word_right()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), KeyModifiers::CONTROL) => {
                self.cursor = self.line_start();
            }
            (KeyCode::End, _) | (KeyCode::Char('e'), KeyModifiers::CONTROL) => {
                self.cursor = self.line_end();
            }
            (KeyCode::Enter, _) if self.multiline => self.insert("\n"),
            (KeyCode::Up, KeyModifiers::NONE) if self.multiline && self.line_start() > 0 => {
                self.vertical(false);
            }
            (KeyCode::Down, KeyModifiers::NONE)
                if self.multiline && self.line_end() < self.graphemes.len() =>
            {
                self.vertical(true);
            }
            _ => {
                self.selected = was_selected;
                return false;
            }
        }
        true
    }

    fn remove(&mut self, from: usize, to: usize) {
        let to = to.min(self.graphemes.len());
        if from < to {
            self.graphemes.drain(from..to);
            self.cursor = from;
            // The new neighbours may join to one grapheme (a combining mark whose letter was
            // removed).
            let before = self.before_cursor();
            self.graphemes = split(&self.text());
            self.cursor = split(&before).len().min(self.graphemes.len());
        }
    }

    fn take(&mut self, from: usize, to: usize) {
        let to = to.min(self.graphemes.len());
        if from < to {
            self.cut = self.graphemes[from..to].concat();
            self.remove(from, to);
        }
    }

    fn is_space(&self, at: usize) -> bool {
        self.graphemes
            .get(at)
            .is_some_and(|grapheme| grapheme.chars().all(char::is_whitespace))
    }

    fn word_left(&self) -> usize {
        let mut at = self.cursor;
        while at > 0 && self.is_space(at - 1) {
            at -= 1;
        }
        while at > 0 && !self.is_space(at - 1) {
            at -= 1;
        }
        at
    }

    fn word_right(&self) -> usize {
        let mut at = self.cursor;
        while at < self.graphemes.len() && self.is_space(at) {
            at += 1;
        }
        while at < self.graphemes.len() && !self.is_space(at) {
            at += 1;
        }
        at
    }

    fn line_start(&self) -> usize {
        self.graphemes[..self.cursor]
            .iter()
            .rposition(|grapheme| grapheme == "\n")
            .map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.graphemes[self.cursor..]
            .iter()
            .position(|grapheme| grapheme == "\n")
            .map_or(self.graphemes.len(), |at| self.cursor + at)
    }

    fn vertical(&mut self, down: bool) {
        let column = columns(&self.graphemes[self.line_start()..self.cursor].concat());
        self.cursor = if down {
            (self.line_end() + 1).min(self.graphemes.len())
        } else {
            self.line_start().saturating_sub(1)
        };
        let (start, end) = (self.line_start(), self.line_end());
        let mut width = 0;
        self.cursor = start;
        while self.cursor < end && width < column {
            width += columns(&self.graphemes[self.cursor]);
            self.cursor += 1;
        }
    }

    /// How many rows the text takes in this width.
    pub fn height(&self, width: u16) -> usize {
        self.rows(usize::from(width)).len()
    }

    /// The rows of the text, from grapheme to grapheme. A row that is too wide ends behind its last space, which
    /// may stand beyond its edge; one column is kept for a cursor behind the last character.
    fn rows(&self, width: usize) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let (mut start, mut used, mut space) = (0, 0, None);
        for (at, grapheme) in self.graphemes.iter().enumerate() {
            if grapheme == "\n" {
                rows.push(start..at);
                (start, used, space) = (at + 1, 0, None);
                continue;
            }
            let wide = columns(grapheme);
            if self.wraps && used + wide >= width && at > start && !self.is_space(at) {
                let end = space.unwrap_or(at);
                rows.push(start..end);
                (start, space) = (end, None);
                used = self.graphemes[start..at]
                    .iter()
                    .map(|one| columns(one))
                    .sum();
            }
            used += wide;
            if self.is_space(at) {
                space = Some(at + 1);
            }
        }
        rows.push(start..self.graphemes.len());
        rows
    }

    /// Draws the part of the text around the cursor; with `focused` also places the terminal's
    /// cursor.
    pub fn draw(&self, frame: &mut Frame, area: Rect, style: Style, focused: bool) {
        let area = area.intersection(frame.area());
        if area.is_empty() {
            return;
        }
        let height = usize::from(area.height);
        let width = usize::from(area.width);
        let rows = self.rows(width);
        let row = rows.iter().rposition(|row| row.start <= self.cursor);
        let row = row.unwrap_or_default();
        let column = columns(&self.graphemes[rows[row].start..self.cursor].concat());
        let top = (row + 1).saturating_sub(height);
        // Keeps one column for a cursor behind the last character.
        let left = match focused && !self.wraps {
            true => (column + 1).saturating_sub(width),
            false => 0,
        };
        frame.buffer_mut().set_style(area, style);
        for (y, row) in (area.y..area.bottom()).zip(rows.into_iter().skip(top)) {
            let line = skip_columns(&self.graphemes[row].concat(), left);
            put(
                frame.buffer_mut(),
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                &line,
                style,
            );
        }
        if focused {
            let x = area.x + u16::try_from((column - left).min(width - 1)).unwrap_or(0);
            let y = area.y + u16::try_from((row - top).min(height - 1)).unwrap_or(0);
            frame.set_cursor_position(Position { x, y });
        }
    }
}

fn split(text: &str) -> Vec<String> {
    text.graphemes(true).map(str::to_owned).collect()
}

/// Drops the first `skip` columns; a wide character cut in half leaves a space.
fn skip_columns(text: &str, skip: usize) -> String {
    let mut at = 0;
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        let end = at + columns(grapheme);
        if at >= skip {
            out.push_str(grapheme);
        } else if end > skip {
            out.push_str(&" ".repeat(end - skip));
        }
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Every kind of character a name holds: precomposed and combining accents, emoji of one and of
    /// many code points, wide characters.
    const KINDS: [&str; 6] = ["é", "e\u{301}", "👍", "👨‍👩‍👧", "漢", "k\u{323}"];

    fn press(field: &mut TextField, keys: &str) {
        for key in keys.split_whitespace() {
            field.key(Key::parse(key).unwrap());
        }
    }

    /// `(before, keys, after)`, the cursor written as `|`.
    #[rstest]
    #[case("ab|", "Backspace", "a|")]
    #[case("|ab", "Backspace", "|ab")]
    #[case("a|b", "Delete", "a|")]
    #[case("ab|", "Delete", "ab|")]
    #[case("nastar keju|", "Ctrl-W", "nastar |")]
    #[case("nastar keju|", "Ctrl-Backspace", "nastar |")]
    #[case("nastar |keju", "Ctrl-Delete", "nastar |")]
    #[case("nastar keju|", "Ctrl-Left Ctrl-Left", "|nastar keju")]
    #[case("|nastar keju", "Ctrl-Right", "nastar| keju")]
    #[case("nastar keju|", "Alt-b Alt-b", "|nastar keju")]
    #[case("|nastar keju", "Alt-f Alt-d", "nastar|")]
    #[case("nastar keju|", "Alt-Backspace", "nastar |")]
    #[case("ab|", "Ctrl-H", "a|")]
    #[case("ab|", "Shift-Backspace", "a|")]
    #[case("nas|tar", "Ctrl-U", "|tar")]
    #[case("nas|tar", "Ctrl-K", "nas|")]
    #[case("nas|tar", "Ctrl-U Ctrl-Y", "nas|tar")]
    #[case("nas|tar", "Home Delete End Backspace", "asta|")]
    #[case("ab|c", "Left x", "ax|bc")]
    #[case("ab|c", "Enter", "ab|c")]
    fn one_line(#[case] before: &str, #[case] keys: &str, #[case] after: &str) {
        check(TextField::line(""), before, keys, after);
    }

    #[rstest]
    #[case("ab|c", "Enter", "ab\n|c")]
    #[case("abc\nd|e", "Up", "a|bc\nde")]
    #[case("abc|\nd", "Down", "abc\nd|")]
    #[case("漢漢|\nabcd", "Down", "漢漢\nabcd|")]
    #[case("ab\ncd|", "Home", "ab\n|cd")]
    #[case("ab\n|cd", "Backspace", "ab|cd")]
    #[case("ab\nc|d", "Ctrl-U", "ab\n|d")]
    fn several_lines(#[case] before: &str, #[case] keys: &str, #[case] after: &str) {
        check(TextField::block(""), before, keys, after);
    }

    /// Long lines go on in the next row, behind a space where there is one; those of a table don't.
    #[rstest]
    #[case("satu dua tiga", 9, &["satu dua ", "tiga"])]
    #[case("satu dua", 9, &["satu dua"])]
    #[case("satuduatiga", 6, &["satud", "uatig", "a"])]
    #[case("satu\n\ndua", 9, &["satu", "", "dua"])]
    #[case("satu dua\ntiga", 5, &["satu ", "dua", "tiga"])]
    #[case("漢漢漢", 5, &["漢漢", "漢"])]
    #[case("satu", 0, &["s", "a", "t", "u"])]
    #[case("", 9, &[""])]
    fn long_lines_are_wrapped(#[case] text: &str, #[case] width: usize, #[case] rows: &[&str]) {
        let field = TextField::block(text);
        let read = |field: &TextField| -> Vec<String> {
            let rows = field.rows(width).into_iter();
            rows.map(|row| field.graphemes[row].concat()).collect()
        };
        assert_eq!(read(&field), rows);
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(read(&TextField::table(text)), lines);
    }

    fn check(mut field: TextField, before: &str, keys: &str, after: &str) {
        let (head, tail) = before.split_once('|').unwrap();
        field.insert(head);
        field.insert(tail);
        field.cursor = split(head).len();
        press(&mut field, keys);
        let (cursor, text) = (field.before_cursor().len(), field.text());
        assert_eq!(format!("{}|{}", &text[..cursor], &text[cursor..]), after);
    }

    /// `(keys, after)` for a selected `20000`, the cursor written as `|`.
    #[rstest]
    #[case("5", "5|")]
    #[case("5 Ctrl-Y", "520000|")]
    #[case("Backspace", "2000|")]
    #[case("Left 5", "20005|0")]
    #[case("Right 5", "200005|")]
    #[case("End 5", "200005|")]
    #[case("Home 5", "5|20000")]
    #[case("Ctrl-U 5", "5|")]
    #[case("Delete 5", "200005|")]
    fn a_selected_text_is_replaced_by_the_first_text_only(#[case] keys: &str, #[case] after: &str) {
        let mut field = TextField::line("20000");
        field.select_all();
        press(&mut field, keys);
        assert!(!field.is_selected());
        let (cursor, text) = (field.before_cursor().len(), field.text());
        assert_eq!(format!("{}|{}", &text[..cursor], &text[cursor..]), after);
    }

    #[test]
    fn every_kind_of_character_is_one_to_every_key() {
        for kind in KINDS {
            let shown: String = kind.nfc().collect();
            let mut field = TextField::line(&format!("a{kind}b"));
            assert_eq!(field.graphemes.len(), 3, "{kind}");
            press(&mut field, "Left Backspace");
            assert_eq!(field.text(), "ab", "{kind}");
            field.insert(kind);
            assert_eq!(field.before_cursor(), format!("a{shown}"));
            press(&mut field, "Left Delete");
            assert_eq!(field.text(), "ab", "{kind}");
            let mut field = TextField::block(&format!("{kind} {kind}\n{kind}"));
            press(
                &mut field,
                "Ctrl-W Backspace Ctrl-W Ctrl-Y Home Right Delete",
            );
            assert_eq!(field.text(), format!("{shown}{shown}"), "{kind}");
        }
    }

    #[test]
    fn a_mark_typed_later_joins_its_letter() {
        let mut field = TextField::line("cafe");
        field.insert("\u{301}");
        assert_eq!(field.text(), "café");
        press(&mut field, "Backspace");
        assert_eq!(field.text(), "caf");
    }

    #[test]
    fn a_paste_fits_the_field() {
        let mut field = TextField::line("");
        field.insert("dua\nbaris\u{1b}\u{7}");
        assert_eq!(field.text(), "dua baris");
        field.insert(&"👍".repeat(1000));
        assert_eq!(field.graphemes.len(), LINE_LIMIT);
        let mut field = TextField::block("");
        field.insert("dua\nbaris");
        assert_eq!(field.text(), "dua\nbaris");
    }
}
