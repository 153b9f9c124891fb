//! How far a layer with more lines than room is scrolled.

use std::cell::Cell;

use crate::tui::command::Command;

/// Lines that a page scrolls.
const PAGE: usize = 10;

/// The first line shown. How far it can go is known from the last drawing.
#[derive(Default)]
pub struct Scroll {
    top: usize,
    most: Cell<usize>,
}

impl Scroll {
    /// Scrolls by a command; false when it is about something else.
    pub fn scrolled(&mut self, command: Command) -> bool {
        let most = self.most.get();
        let top = self.top.min(most);
        self.top = match command {
            Command::Up => top.saturating_sub(1),
            Command::Down => (top + 1).min(most),
            Command::PageUp => top.saturating_sub(PAGE),
            Command::PageDown => (top + PAGE).min(most),
            Command::First => 0,
            Command::Last => most,
            _ => return false,
        };
        true
    }

    /// The first of `lines` to draw at a height. A text that fits whole doesn't scroll.
    pub fn from(&self, lines: usize, height: usize) -> usize {
        self.most.set(lines.saturating_sub(height));
        self.top.min(self.most.get())
    }
}
