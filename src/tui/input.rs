//! What the keyboard says, made simple: one way to write each key, pastes as text, and a burst of
//! keys that no fingers could have typed taken for the paste it is.

use std::fmt;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::domain::text::{clean_block, is_clean};

/// Most characters one paste may bring; the rest is dropped.
pub const PASTE_LIMIT: usize = 100_000;

/// From this many text keys waiting at once on, they are a paste and not typing.
pub const BURST: usize = 3;

/// A key with its modifiers. Shift is part of the character for characters (`N`, `?`), and a
/// modifier only for keys without one (`Shift-Tab`, `Shift-Left`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Ctrl, Alt, and Shift where the key has no character.
    pub mods: KeyModifiers,
}

/// One thing that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed (or repeats).
    Key(Key),
    /// Text came in at once: bracketed, or a burst of keys.
    Paste(String),
    /// The window has a new size, in columns and rows.
    Resize(u16, u16),
    /// About a second has passed: look at the clock and at the book.
    Tick,
    /// The terminal is gone, or the program is asked to end.
    Hangup,
}

impl Key {
    /// A plain character.
    pub const fn char(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            mods: KeyModifiers::NONE,
        }
    }

    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            mods: KeyModifiers::NONE,
        }
    }

    /// The key as the terminal reports it, in its one way to be written.
    pub fn from_event(event: KeyEvent) -> Self {
        let mut mods =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) => {
                let c = if mods.contains(KeyModifiers::CONTROL) {
                    c.to_ascii_lowercase()
                } else if mods.contains(KeyModifiers::SHIFT) {
                    // Some terminals report Shift with the small letter, others the capital.
                    let mut upper = c.to_uppercase();
                    match (upper.next(), upper.next()) {
                        (Some(single), None) => single,
                        (Some(_), Some(_)) | (None, _) => c,
                    }
                } else {
                    c
                };
                mods.remove(KeyModifiers::SHIFT);
                KeyCode::Char(c)
            }
            KeyCode::BackTab => {
                mods.insert(KeyModifiers::SHIFT);
                KeyCode::Tab
            }
            code => code,
        };
        Self { code, mods }
    }

    /// Reads `n`, `?`, `Enter`, `Ctrl-R`, `Shift-Tab`, `F5`, `PageDown`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut mods = KeyModifiers::NONE;
        let mut rest = text;
        loop {
            let (modifier, after) = if let Some(after) = rest.strip_prefix("Ctrl-") {
                (KeyModifiers::CONTROL, after)
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (KeyModifiers::ALT, after)
            } else if let Some(after) = rest.strip_prefix("Shift-") {
                (KeyModifiers::SHIFT, after)
            } else {
                break;
            };
            mods |= modifier;
            rest = after;
        }
        let code = NAMES
            .iter()
            .find(|(name, _)| *name == rest)
            .map(|(_, code)| *code)
            .or_else(|| {
                let mut chars = rest.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Some(KeyCode::Char(c)),
                    (Some(_), Some(_)) | (None, _) => None,
                }
            })?;
        Some(Self::from_event(KeyEvent::new(code, mods)))
    }

    /// The character this key types into a text field; none of those a text may not hold (rule 59).
    pub fn text(self) -> Option<char> {
        let code = match self.code {
            KeyCode::Char(c) if !is_clean(c.encode_utf8(&mut [0; 4])) || c == '\n' => return None,
            code => code,
        };
        match code {
            KeyCode::Char(c) if self.mods.is_empty() => Some(c),
            // AltGr arrives as Ctrl+Alt from some terminals.
            KeyCode::Char(c)
                if self.mods == KeyModifiers::CONTROL | KeyModifiers::ALT
                    && !c.is_alphanumeric() =>
            {
                Some(c)
            }
            _ => None,
        }
    }
}

const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("F1", KeyCode::F(1)),
];

/// Writes the key the way [`Key::parse`] reads it; a letter with Ctrl is a capital.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mods.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl-")?;
        }
        if self.mods.contains(KeyModifiers::ALT) {
            f.write_str("Alt-")?;
        }
        if self.mods.contains(KeyModifiers::SHIFT) {
            f.write_str("Shift-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) if self.mods.contains(KeyModifiers::CONTROL) => {
                write!(f, "{}", c.to_ascii_uppercase())
            }
            KeyCode::Char(c) => write!(f, "{c}"),
            code => write!(f, "{code}"),
        }
    }
}

/// Gathers the events that were waiting together and tells typing from pasting.
#[derive(Debug, Default)]
pub struct Gather {
    inputs: Vec<Input>,
    text: String,
    text_keys: usize,
}

impl Gather {
    /// Takes one event.
    pub fn push(&mut self, event: Event) {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) => {
                let key = Key::from_event(key);
                if let Some(c) = typed(key) {
                    self.text_keys += 1;
                    if self.text.len() < PASTE_LIMIT {
                        self.text.push(c);
                    }
                }
                if !self.is_burst() {
                    self.inputs.push(Input::Key(key));
                }
            }
            Event::Paste(text) => self.inputs.push(Input::Paste(clean(&text))),
            Event::Resize(width, height) => self.inputs.push(Input::Resize(width, height)),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
    }

    /// Whether more text keys were waiting than fingers type: all of them are one paste, and no
    /// key among them is a command.
    pub fn is_burst(&self) -> bool {
        self.text_keys >= BURST
    }

    /// What happened, in order.
    pub fn finish(self) -> Vec<Input> {
        if !self.is_burst() {
            return self.inputs;
        }
        let mut inputs: Vec<Input> = self
            .inputs
            .into_iter()
            .filter(|input| !matches!(input, Input::Key(_)))
            .collect();
        inputs.push(Input::Paste(clean(&self.text)));
        inputs
    }
}

/// What a key would add to a pasted text.
fn typed(key: Key) -> Option<char> {
    match key.code {
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab if key.mods.is_empty() => Some('\t'),
        // A line feed arrives as Ctrl-J in raw mode.
        KeyCode::Char('j') if key.mods == KeyModifiers::CONTROL => Some('\n'),
        _ => key.text(),
    }
}

/// Bounded, and without control characters, terminal escapes or direction marks (rule 59); line
/// breaks stay. A space at either end stays too: fast typing may arrive in such pieces.
pub fn clean(text: &str) -> String {
    let bounded = match text.char_indices().nth(PASTE_LIMIT) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    };
    let mut out = clean_block(bounded).text;
    if bounded.starts_with(' ') && !out.starts_with(' ') {
        out.insert(0, ' ');
    }
    if bounded.ends_with(' ') && !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn press(code: KeyCode, mods: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, mods))
    }

    #[rstest]
    #[case(KeyCode::Char('n'), KeyModifiers::SHIFT, "N")]
    #[case(KeyCode::Char('N'), KeyModifiers::SHIFT, "N")]
    #[case(KeyCode::Char('N'), KeyModifiers::NONE, "N")]
    #[case(KeyCode::Char('R'), KeyModifiers::CONTROL, "Ctrl-R")]
    #[case(KeyCode::BackTab, KeyModifiers::NONE, "Shift-Tab")]
    #[case(KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab")]
    #[case(KeyCode::Tab, KeyModifiers::SHIFT, "Shift-Tab")]
    #[case(KeyCode::Char('?'), KeyModifiers::SHIFT, "?")]
    fn one_way_to_write_a_key(
        #[case] code: KeyCode,
        #[case] mods: KeyModifiers,
        #[case] written: &str,
    ) {
        let key = Key::from_event(KeyEvent::new(code, mods));
        assert_eq!(key.to_string(), written);
        assert_eq!(Key::parse(written), Some(key));
    }

    #[test]
    fn a_released_key_says_nothing() {
        let mut gather = Gather::default();
        gather.push(Event::Key(KeyEvent::new_with_kind(
            KeyCode::Char('q'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        )));
        assert_eq!(gather.finish(), []);
    }

    #[test]
    fn two_keys_are_typing() {
        let mut gather = Gather::default();
        for c in ['a', 'b'] {
            gather.push(press(KeyCode::Char(c), KeyModifiers::NONE));
        }
        assert_eq!(
            gather.finish(),
            [Input::Key(Key::char('a')), Input::Key(Key::char('b'))]
        );
    }

    #[test]
    fn a_burst_is_text_and_none_of_its_keys_a_command() {
        let mut gather = Gather::default();
        for c in "quit now".chars() {
            gather.push(press(KeyCode::Char(c), KeyModifiers::NONE));
        }
        gather.push(press(KeyCode::Char('c'), KeyModifiers::CONTROL));
        gather.push(press(KeyCode::Enter, KeyModifiers::NONE));
        gather.push(press(KeyCode::Up, KeyModifiers::NONE));
        assert_eq!(gather.finish(), [Input::Paste("quit now".into())]);
    }

    #[test]
    fn a_paste_is_bounded_and_clean() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc\td\u{202e}e\u{0}"), "ab\nc de");
        assert_eq!(clean(&"é".repeat(1_000_000)).chars().count(), PASTE_LIMIT);
    }
}
