//! How far a layer with more lines than room is scrolled.

use std::cell::Cell;

use crate::tui::command::Command;

/// The first line shown. How far it can go, and how much is a screenful, is known from the last
/// drawing.
#[derive(Default)]
pub struct Scroll {
    top: usize,
    most: Cell<usize>,
    height: Cell<usize>,
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
            Command::Down => (top + 1).min(most),
            Command::PageUp => top.saturating_sub(page),
            Command::PageDown => (top + page).min(most),
            Command::First => 0,
            Command::Last => most,
            _ => return false,
        };
        true
    }

    /// The first of `lines` to draw at a height. A text that fits whole doesn't scroll.
    pub fn from(&self, lines: usize, height: usize) -> usize {
        self.most.set(lines.saturating_sub(height));
        self.height.set(height);
        self.top.min(self.most.get())
    }
}
