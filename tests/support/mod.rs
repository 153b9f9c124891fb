//! Drives the screens with keys: `shop.keys("n budi<Tab>2 nastar<Enter>").sees("Rp120.000")`.

#![allow(dead_code, reason = "each suite uses its part")]

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rekap::tui::app::{self, App};
use rekap::tui::input::{Input, Key};
use unicode_width::UnicodeWidthStr;

/// The app, drawn on a screen in memory.
pub struct Screen {
    /// The app.
    pub app: App,
    size: (u16, u16),
    pressed: usize,
}

impl Screen {
    /// Makes a screen of 100 × 30.
    pub fn of(app: App) -> Self {
        Self {
            app,
            size: (100, 30),
            pressed: 0,
        }
    }

    /// Resizes the window.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self.app.handle(Input::Resize(width, height));
        self
    }

    /// Presses keys: characters as they are, others by name (`<Enter>`, `<Ctrl-R>`).
    pub fn keys(mut self, keys: &str) -> Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|named| named.split_once('>'));
            let (key, after) = match named {
                Some((name, after)) => (
                    Key::parse(name).unwrap_or_else(|| panic!("no key <{name}>")),
                    after,
                ),
                None => (Key::char(c), &rest[c.len_utf8()..]),
            };
            self.app.handle(Input::Key(key));
            self.pressed += 1;
            rest = after;
        }
        self
    }

    /// Pastes a text.
    pub fn paste(mut self, text: &str) -> Self {
        self.app.handle(Input::Paste(text.into()));
        self
    }

    /// Waits until the backup that is being made is done.
    pub fn waits(mut self) -> Self {
        while self.app.is_backing_up() {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.app.handle(Input::Tick);
        }
        self
    }

    /// The number of keys pressed so far.
    pub fn pressed(&self) -> usize {
        self.pressed
    }

    /// Returns the text on the screen, line by line.
    pub fn text(&self) -> String {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| app::draw(&self.app, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for row in buffer.content.chunks(usize::from(width.max(1))) {
            let mut skip = 0;
            for cell in row {
                // A wide character leaves an empty cell after itself.
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                skip = cell.symbol().width().saturating_sub(1);
                text.push_str(cell.symbol());
            }
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
        text
    }

    /// Fails unless the text is on the screen.
    pub fn sees(self, text: &str) -> Self {
        let screen = self.text();
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
        self
    }

    /// Fails when the text is on the screen.
    pub fn sees_not(self, text: &str) -> Self {
        let screen = self.text();
        assert!(!screen.contains(text), "{text:?} in\n{screen}");
        self
    }
}
