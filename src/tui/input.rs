//! What the keyboard says, made simple: one way to write each key, pastes as text, and a burst of
//! keys that no fingers could have typed taken for the paste it is.

use std::fmt;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::domain::text::{clean_block, is_clean};

/// Most characters one paste may bring; the rest is dropped.
pub const PASTE_LIMIT: usize = 100_000;

/// From this many text keys waiting at once on, they are a paste and not typing.
pub const BURST: usize = 3;

/// What Windows says of AltGr.
const ALT_GR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// A key with its modifiers. Shift is part of the character for characters (`N`, `?`), and a
/// modifier only of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Ctrl, Alt, and Shift with Tab.
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

    /// The key as the terminal reports it, in its one way to be written. Terminals and systems
    /// differ in how they report the same key; here they become one.
    pub fn from_event(event: KeyEvent) -> Self {
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        let mut mods = event.modifiers & (CTRL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            // Windows reports AltGr as Ctrl and Alt, with the character it makes: `@` on German
            // keys, `{` on French ones (crossterm issue 820). Chords are of Latin letters and digits.
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
            // Nothing is selected with Shift, and who types capitals still holds it at Backspace.
            code => {
                mods.remove(KeyModifiers::SHIFT);
                code
            }
        };
        // Control characters that are keys of their own on a terminal, and Ctrl with a letter on
        // Windows; Backspace is Ctrl-H on some.
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
        match self.code {
            KeyCode::Char(c) if self.mods.is_empty() => {
                let clean = is_clean(c.encode_utf8(&mut [0; 4])) && c != '\n';
                clean.then_some(c)
            }
            _ => None,
        }
    }
}

/// The capital of a letter: some terminals report Shift with the small one, others the capital.
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
            Event::Key(key) if key.kind == KeyEventKind::Release || is_for_the_system(key) => {}
            Event::Key(key) => {
                let key = Key::from_event(key);
                if let Some(c) = typed(key) {
                    self.text_keys += 1;
                    if self.text_keys <= PASTE_LIMIT {
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

/// A key held with Command or the Windows key is not meant for a program: `q` with it must not quit.
fn is_for_the_system(key: KeyEvent) -> bool {
    let system = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    key.modifiers.intersects(system)
}

/// What a key would add to a pasted text.
fn typed(key: Key) -> Option<char> {
    match key.code {
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab if key.mods.is_empty() => Some('\t'),
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
    // Enter, however it is told; but Esc and a quick Enter save nothing.
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
    // A chord is one still, and so is NUL, which is Ctrl-Space.
    #[case(KeyCode::Char('q'), CTRL | ALT, "Ctrl-Alt-Q")]
    #[case(KeyCode::Char(' '), CTRL, "Ctrl-Space")]
    // Option on a Mac: a character it makes, or Esc before the letter.
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
        let mut gather = Gather::default();
        gather.push(Event::Key(KeyEvent::new_with_kind(
            KeyCode::Down,
            NONE,
            KeyEventKind::Repeat,
        )));
        assert_eq!(gather.finish(), [Input::Key(Key::plain(KeyCode::Down))]);
    }

    #[test]
    fn a_key_with_command_is_the_systems() {
        let mut gather = Gather::default();
        gather.push(press(KeyCode::Char('q'), KeyModifiers::SUPER));
        gather.push(press(KeyCode::Char('w'), KeyModifiers::META | SHIFT));
        assert_eq!(gather.finish(), []);
    }

    /// Line feeds instead of carriage returns, as from a terminal in new-line mode.
    #[test]
    fn a_burst_of_lines_keeps_its_lines() {
        let mut gather = Gather::default();
        for c in "ab".chars() {
            gather.push(press(KeyCode::Char(c), NONE));
        }
        gather.push(press(KeyCode::Char('j'), CTRL));
        gather.push(press(KeyCode::Char('c'), NONE));
        assert_eq!(gather.finish(), [Input::Paste("ab\nc".into())]);
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

    /// Letters of several bytes are one each, typed in a burst as in a paste.
    #[test]
    fn a_burst_is_bounded_like_a_paste() {
        let mut gather = Gather::default();
        for _ in 0..PASTE_LIMIT + 5 {
            gather.push(press(KeyCode::Char('é'), KeyModifiers::NONE));
        }
        let [Input::Paste(text)] = &gather.finish()[..] else {
            panic!("no paste");
        };
        assert_eq!(text.chars().count(), PASTE_LIMIT);
    }

    #[test]
    fn a_paste_is_bounded_and_clean() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc\td\u{202e}e\u{0}"), "ab\nc de");
        assert_eq!(clean(&"é".repeat(1_000_000)).chars().count(), PASTE_LIMIT);
    }
}
