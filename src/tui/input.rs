//! Turns terminal events into inputs: each key is reported in one form whatever the terminal,
//! pastes are text, and many keys that arrive at once count as a paste.

use std::fmt;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::domain::text::{clean_block, clean_line, may_stand};

/// Most characters of one paste; the rest is dropped.
pub const PASTE_LIMIT: usize = 100_000;

/// This many text keys waiting at once, or more, count as a paste.
pub const BURST: usize = 3;

/// How Windows reports AltGr.
const ALT_GR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// A key with its modifiers. For characters Shift is part of the character (`N`, `?`); only Tab has
/// it as a modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Ctrl and Alt; Shift only for Tab.
    pub mods: KeyModifiers,
}

/// One thing that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed (or repeats).
    Key(Key),
    /// Text was pasted: a bracketed paste, or many keys at once.
    Paste(String),
    /// The window has a new size, in columns and rows.
    Resize(u16, u16),
    /// About a second has passed: look at the clock and at the book.
    Tick,
    /// The terminal is gone, or a signal asks the program to end.
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

    /// Converts a terminal event to a key. Terminals and systems report the same key in different
    /// ways; all of them give the same `Key`.
    pub fn from_event(event: KeyEvent) -> Self {
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        let mut mods = event.modifiers & (CTRL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            // Windows reports AltGr as Ctrl and Alt, with the character it makes: `@` on German
            // keys, `{` on French ones (crossterm issue 820). A Latin letter or digit is a real
            // Ctrl-Alt key.
            KeyCode::Char(c) if mods.contains(ALT_GR) && !c.is_ascii_alphanumeric() => {
                mods = KeyModifiers::NONE;
                KeyCode::Char(c)
            }
            KeyCode::Char(c) if mods.contains(CTRL) => {
                mods.remove(KeyModifiers::SHIFT);
                KeyCode::Char(c.to_ascii_lowercase())
            }
            KeyCode::Char(c) => {
                let shifted = mods.contains(KeyModifiers::SHIFT);
                mods.remove(KeyModifiers::SHIFT);
                KeyCode::Char(if shifted { capital(c) } else { c })
            }
            KeyCode::BackTab => {
                mods.insert(KeyModifiers::SHIFT);
                KeyCode::Tab
            }
            KeyCode::Tab => KeyCode::Tab,
            // Ctrl-Enter and Shift-Enter differ from Enter only where a terminal can tell them
            // apart. With Alt it may be Esc and then Enter, which must not save a form.
            KeyCode::Enter => {
                mods.remove(CTRL | KeyModifiers::SHIFT);
                KeyCode::Enter
            }
            // Shift selects nothing here, and is often still held at Backspace after capitals.
            code => {
                mods.remove(KeyModifiers::SHIFT);
                code
            }
        };
        // Terminals send some keys as control characters, which Windows reports as Ctrl and a
        // letter; some terminals send Ctrl-H for Backspace.
        let code = match code {
            KeyCode::Char(c) if mods == CTRL => match c {
                'h' => KeyCode::Backspace,
                'i' => KeyCode::Tab,
                'j' | 'm' => KeyCode::Enter,
                '[' => KeyCode::Esc,
                _ => return Self { code, mods },
            },
            code => return Self { code, mods },
        };
        Self::plain(code)
    }

    /// Parses a key name such as `n`, `?`, `Enter`, `Ctrl-R`, `Shift-Tab`, `F5`, `PageDown`.
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

    /// The character this key types into a text field; `None` for characters not allowed in texts
    /// (rule 59).
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.mods.is_empty() => may_stand(c).then_some(c),
            _ => None,
        }
    }
}

/// Returns the capital of a letter: with Shift, some terminals report the small letter, others the
/// capital.
fn capital(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(single), None) => single,
        (Some(_), Some(_)) | (None, _) => c,
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

/// Collects the events that were waiting together, and decides whether they are typing or a paste.
#[derive(Debug, Default)]
pub struct InputBatch {
    inputs: Vec<Input>,
    text: String,
    text_keys: usize,
}

impl InputBatch {
    /// Adds one event.
    pub fn push(&mut self, event: Event) {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release || is_system_key(key) => {}
            Event::Key(key) => {
                let key = Key::from_event(key);
                if let Some(c) = pasted_char(key) {
                    self.text_keys += 1;
                    if self.text_keys <= PASTE_LIMIT {
                        self.text.push(c);
                    }
                }
                if !self.is_burst() {
                    self.inputs.push(Input::Key(key));
                }
            }
            Event::Paste(text) => self.inputs.push(Input::Paste(clean_paste(&text))),
            Event::Resize(width, height) => self.inputs.push(Input::Resize(width, height)),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
    }

    /// Whether so many text keys were waiting that they are one paste; then none of them is a
    /// command.
    pub fn is_burst(&self) -> bool {
        self.text_keys >= BURST
    }

    /// The inputs, in order.
    pub fn finish(self) -> Vec<Input> {
        if !self.is_burst() {
            return self.inputs;
        }
        let mut inputs: Vec<Input> = self
            .inputs
            .into_iter()
            .filter(|input| !matches!(input, Input::Key(_)))
            .collect();
        inputs.push(Input::Paste(clean_paste(&self.text)));
        inputs
    }
}

/// Whether Command or the Windows key is held: such a key is meant for the system, so `q` with it
/// must not quit.
fn is_system_key(key: KeyEvent) -> bool {
    let system = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    key.modifiers.intersects(system)
}

/// The character a key adds when it is part of a paste.
fn pasted_char(key: Key) -> Option<char> {
    match key.code {
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab if key.mods.is_empty() => Some('\t'),
        _ => key.text(),
    }
}

/// Cuts a pasted text to [`PASTE_LIMIT`] and drops control characters, terminal escapes and
/// direction marks (rule 59). Line breaks and the tabs of a table stay, and so do spaces at either end: fast
/// typing may arrive in such pieces.
pub fn clean_paste(text: &str) -> String {
    let bounded = match text.char_indices().nth(PASTE_LIMIT) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    };
    let mut out = match bounded.contains('\t') {
        true => clean_cells(bounded),
        false => clean_block(bounded).text,
    };
    if bounded.starts_with(' ') && !out.starts_with(' ') {
        out.insert(0, ' ');
    }
    if bounded.ends_with(' ') && !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Cleans the cells of a pasted table, one by one.
fn clean_cells(table: &str) -> String {
    let table = table.replace("\r\n", "\n").replace('\r', "\n");
    let rows = table.split('\n').map(|row| {
        let cells = row.split('\t').map(|cell| clean_line(cell).text);
        cells.collect::<Vec<_>>().join("\t")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn press(code: KeyCode, mods: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, mods))
    }

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;
    const ALT: KeyModifiers = KeyModifiers::ALT;

    #[rstest]
    #[case(KeyCode::Char('n'), SHIFT, "N")]
    #[case(KeyCode::Char('N'), SHIFT, "N")]
    #[case(KeyCode::Char('N'), NONE, "N")]
    #[case(KeyCode::Char('ß'), SHIFT, "ß")]
    #[case(KeyCode::Char('?'), SHIFT, "?")]
    #[case(KeyCode::Char(' '), SHIFT, "Space")]
    #[case(KeyCode::Char('R'), CTRL, "Ctrl-R")]
    #[case(KeyCode::Char('R'), CTRL | SHIFT, "Ctrl-R")]
    // Tab backwards: a key of its own, the key with Shift, or both.
    #[case(KeyCode::BackTab, NONE, "Shift-Tab")]
    #[case(KeyCode::BackTab, SHIFT, "Shift-Tab")]
    #[case(KeyCode::Tab, SHIFT, "Shift-Tab")]
    // Backspace is Ctrl-H on some terminals; Shift may still be held.
    #[case(KeyCode::Backspace, NONE, "Backspace")]
    #[case(KeyCode::Char('h'), CTRL, "Backspace")]
    #[case(KeyCode::Backspace, SHIFT, "Backspace")]
    #[case(KeyCode::Backspace, CTRL, "Ctrl-Backspace")]
    #[case(KeyCode::Backspace, ALT, "Alt-Backspace")]
    #[case(KeyCode::Delete, SHIFT, "Delete")]
    #[case(KeyCode::Home, SHIFT, "Home")]
    #[case(KeyCode::Left, SHIFT, "Left")]
    #[case(KeyCode::Left, CTRL | SHIFT, "Ctrl-Left")]
    // Enter in every form; but Esc with a quick Enter (reported as Alt-Enter) must not save.
    #[case(KeyCode::Enter, SHIFT, "Enter")]
    #[case(KeyCode::Enter, CTRL, "Enter")]
    #[case(KeyCode::Char('j'), CTRL, "Enter")]
    #[case(KeyCode::Char('m'), CTRL, "Enter")]
    #[case(KeyCode::Enter, ALT, "Alt-Enter")]
    #[case(KeyCode::Char('i'), CTRL, "Tab")]
    #[case(KeyCode::Char('['), CTRL, "Esc")]
    // AltGr on Windows.
    #[case(KeyCode::Char('@'), CTRL | ALT, "@")]
    #[case(KeyCode::Char('['), CTRL | ALT, "[")]
    #[case(KeyCode::Char('€'), CTRL | ALT, "€")]
    #[case(KeyCode::Char('ł'), CTRL | ALT, "ł")]
    #[case(KeyCode::Char('²'), CTRL | ALT, "²")]
    #[case(KeyCode::Char('?'), CTRL | ALT | SHIFT, "?")]
    // A real Ctrl-Alt key stays one, and so does NUL, which is Ctrl-Space.
    #[case(KeyCode::Char('q'), CTRL | ALT, "Ctrl-Alt-Q")]
    #[case(KeyCode::Char(' '), CTRL, "Ctrl-Space")]
    // Option on a Mac: sends a special character, or Esc before the letter.
    #[case(KeyCode::Char('å'), NONE, "å")]
    #[case(KeyCode::Char('b'), ALT, "Alt-b")]
    fn one_way_to_write_a_key(
        #[case] code: KeyCode,
        #[case] mods: KeyModifiers,
        #[case] written: &str,
    ) {
        let key = Key::from_event(KeyEvent::new(code, mods));
        assert_eq!(key.to_string(), written);
        assert_eq!(Key::parse(written), Some(key));
    }

    #[rstest]
    #[case("Ctrl-Space")]
    #[case("Ctrl-Alt-Q")]
    #[case("Alt-b")]
    #[case("Enter")]
    #[case("F1")]
    fn a_chord_types_nothing(#[case] key: &str) {
        assert_eq!(Key::parse(key).unwrap().text(), None);
    }

    #[test]
    fn a_key_that_repeats_is_pressed_again() {
        let mut batch = InputBatch::default();
        batch.push(Event::Key(KeyEvent::new_with_kind(
            KeyCode::Down,
            NONE,
            KeyEventKind::Repeat,
        )));
        assert_eq!(batch.finish(), [Input::Key(Key::plain(KeyCode::Down))]);
    }

    #[test]
    fn a_key_with_command_is_the_systems() {
        let mut batch = InputBatch::default();
        batch.push(press(KeyCode::Char('q'), KeyModifiers::SUPER));
        batch.push(press(KeyCode::Char('w'), KeyModifiers::META | SHIFT));
        assert_eq!(batch.finish(), []);
    }

    /// Line feeds instead of carriage returns, as from a terminal in new-line mode.
    #[test]
    fn a_burst_of_lines_keeps_its_lines() {
        let mut batch = InputBatch::default();
        for c in "ab".chars() {
            batch.push(press(KeyCode::Char(c), NONE));
        }
        batch.push(press(KeyCode::Char('j'), CTRL));
        batch.push(press(KeyCode::Char('c'), NONE));
        assert_eq!(batch.finish(), [Input::Paste("ab\nc".into())]);
    }

    #[test]
    fn a_released_key_says_nothing() {
        let mut batch = InputBatch::default();
        batch.push(Event::Key(KeyEvent::new_with_kind(
            KeyCode::Char('q'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        )));
        assert_eq!(batch.finish(), []);
    }

    #[test]
    fn two_keys_are_typing() {
        let mut batch = InputBatch::default();
        for c in ['a', 'b'] {
            batch.push(press(KeyCode::Char(c), KeyModifiers::NONE));
        }
        assert_eq!(
            batch.finish(),
            [Input::Key(Key::char('a')), Input::Key(Key::char('b'))]
        );
    }

    #[test]
    fn a_burst_is_text_and_none_of_its_keys_a_command() {
        let mut batch = InputBatch::default();
        for c in "quit now".chars() {
            batch.push(press(KeyCode::Char(c), KeyModifiers::NONE));
        }
        batch.push(press(KeyCode::Char('c'), KeyModifiers::CONTROL));
        batch.push(press(KeyCode::Enter, KeyModifiers::NONE));
        batch.push(press(KeyCode::Up, KeyModifiers::NONE));
        assert_eq!(batch.finish(), [Input::Paste("quit now".into())]);
    }

    /// A letter of several bytes counts as one, in a burst as in a paste.
    #[test]
    fn a_burst_is_bounded_like_a_paste() {
        let mut batch = InputBatch::default();
        for _ in 0..PASTE_LIMIT + 5 {
            batch.push(press(KeyCode::Char('é'), KeyModifiers::NONE));
        }
        let [Input::Paste(text)] = &batch.finish()[..] else {
            panic!("no paste");
        };
        assert_eq!(text.chars().count(), PASTE_LIMIT);
    }

    #[test]
    fn a_paste_is_bounded_and_clean() {
        assert_eq!(
            clean_paste("a\u{1b}[31mb\r\nc\td\u{202e}e\u{0}"),
            "ab\nc\tde"
        );
        assert_eq!(
            clean_paste(&"é".repeat(1_000_000)).chars().count(),
            PASTE_LIMIT
        );
    }
}
