//! How far a text or a page with more lines than room is scrolled.

use std::cell::Cell;

use crate::tui::command::Command;
use crate::tui::input::Input;

/// The first line shown. How far it can go, and how much is a screenful, is known from the last
/// drawing.
pub struct Scroll {
    top: usize,
    most: Cell<usize>,
    height: Cell<usize>,
}

impl Default for Scroll {
    /// At the first line; until the first drawing any line may be the last.
    fn default() -> Self {
        Self {
            top: 0,
            most: Cell::new(usize::MAX),
            height: Cell::new(0),
        }
    }
}

impl Scroll {
    /// Scrolls by a command; false when it is about something else.
    pub fn scrolled(&mut self, command: Command) -> bool {
        let most = self.most.get();
        let top = self.top.min(most);
        // As in lists, one line stays in sight.
        let page = self.height.get().saturating_sub(1).max(1);
        self.top = match command {
            Command::Up => top.saturating_sub(1),
            Command::Down => top.saturating_add(1).min(most),
            Command::PageUp => top.saturating_sub(page),
            Command::PageDown => top.saturating_add(page).min(most),
            Command::First => 0,
            Command::Last => most,
            _ => return false,
        };
        true
    }

    /// Space shows the next page, as in every program that shows a text; false for other input.
    pub fn typed(&mut self, input: &Input) -> bool {
        let is_space = matches!(input, Input::Key(key) if key.text() == Some(' '));
        is_space && self.scrolled(Command::PageDown)
    }

    /// The first of `lines` to draw at a height. A text that fits whole doesn't scroll.
    pub fn from(&self, lines: usize, height: usize) -> usize {
        self.most.set(lines.saturating_sub(height));
        self.height.set(height);
        self.top.min(self.most.get())
    }
}
