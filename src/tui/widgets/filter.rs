//! The filter of a list: `/` opens it, every letter narrows the list, Enter closes the field and
//! keeps the filter, Esc clears it.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::text::TextField;
use super::{after, put};
use crate::tui::input::Input;
use crate::tui::theme::{Role, Theme};

/// What an input did to the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filtered {
    /// Nothing; the input is not for the filter.
    No,
    /// The filter used it; the text is the same.
    Same,
    /// The text changed: the list must be read again.
    Changed,
}

/// The filter of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    text: TextField,
    open: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            text: TextField::line(""),
            open: false,
        }
    }
}

impl Filter {
    /// Opens the filter for typing.
    pub fn open(&mut self) {
        self.open = true;
    }

    /// The text searched for; empty when there is no filter.
    pub fn text(&self) -> String {
        self.text.text().trim().to_owned()
    }

    /// Whether the filter is open or has a text, so that it takes a row of the screen.
    pub fn is_shown(&self) -> bool {
        self.open || !self.text.is_empty()
    }

    /// Clears and closes the filter; false when there was none.
    pub fn clear(&mut self) -> bool {
        let shown = self.is_shown();
        *self = Self::default();
        shown
    }

    /// Handles keys and pastes while it is open.
    pub fn typed(&mut self, input: &Input) -> Filtered {
        if !self.open {
            return Filtered::No;
        }
        let before = self.text.text();
        match input {
            Input::Key(key) => match key.code {
                KeyCode::Enter => {
                    self.open = false;
                    return Filtered::Same;
                }
                KeyCode::Esc => {
                    self.clear();
                }
                // Home and End move in the list.
                KeyCode::Home | KeyCode::End => return Filtered::No,
                _ if !self.text.key(*key) => return Filtered::No,
                _ => {}
            },
            Input::Paste(text) => self.text.insert(text),
            Input::Resize(_, _) | Input::Tick | Input::Hangup => return Filtered::No,
        }
        if self.text.text() == before {
            Filtered::Same
        } else {
            Filtered::Changed
        }
    }

    /// Draws the filter on one row.
    pub fn draw(&self, frame: &mut Frame, area: Rect, theme: &Theme) {
        if !self.is_shown() {
            return;
        }
        put(frame.buffer_mut(), area, "/", theme.style(Role::Key));
        let style = theme.style(Role::Text);
        self.text.draw(frame, after(area, 2), style, self.open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::Key;

    fn press(filter: &mut Filter, key: &str) -> Filtered {
        filter.typed(&Input::Key(Key::parse(key).unwrap()))
    }

    #[test]
    fn it_narrows_while_typing_and_stays_until_esc() {
        let mut filter = Filter::default();
        assert_eq!(press(&mut filter, "b"), Filtered::No);
        filter.open();
        assert_eq!(press(&mut filter, "b"), Filtered::Changed);
        assert_eq!(press(&mut filter, "Left"), Filtered::Same);
        assert_eq!(press(&mut filter, "Down"), Filtered::No);
        assert_eq!(press(&mut filter, "Enter"), Filtered::Same);
        assert_eq!(press(&mut filter, "x"), Filtered::No);
        assert_eq!(filter.text(), "b");
        filter.open();
        assert_eq!(press(&mut filter, "Esc"), Filtered::Changed);
        assert!(!filter.clear());
    }
}
