//! Cleans text from outside (rule 59): what is typed, pasted or imported is cleaned before it is
//! stored, so that no terminal escape or invisible mark reaches the book, a screen or a file name.
//! What is shown is cleaned once more ([`printable`]), because a book may come from another hand.
//! Also folds text for searching.

use std::borrow::Cow;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Longest name, label or one-line field, in graphemes (what a reader counts as characters).
pub const MAX_NAME: usize = 120;
/// Longest note, address or policy text, in graphemes.
pub const MAX_NOTE: usize = 2000;

/// Longest quote of a text inside a sentence about it, in graphemes.
const MAX_EXCERPT: usize = 60;
/// Combining marks kept on one letter: more than any language uses, too few to overflow a row.
const MAX_MARKS: usize = 8;

/// Text that is safe to store and to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text, in NFC, without control characters, escapes, direction or invisible marks.
    pub text: String,
    /// Whether something was removed that doesn't belong in text. Changed spaces don't count.
    pub changed: bool,
}

impl Cleaned {
    fn unchanged(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            changed: false,
        }
    }
}

/// Why a text can't be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// The text is longer than its field allows.
    #[error("{length} characters, at most {limit}")]
    TooLong {
        /// Its length, in graphemes.
        length: usize,
        /// The most allowed, in graphemes.
        limit: usize,
    },
}

/// Cleans a one-line text: a name, a label, a code. Line breaks and tabs become spaces.
pub fn clean_line(raw: &str) -> Cleaned {
    if is_plain(raw) {
        return Cleaned::unchanged(raw);
    }
    let (text, changed) = strip(raw);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cleaned {
        text: line,
        changed,
    }
}

/// Cleans a text of several lines: a note, an address. Keeps line breaks, and one blank line where
/// there were more.
pub fn clean_block(raw: &str) -> Cleaned {
    if is_plain(raw) {
        return Cleaned::unchanged(raw);
    }
    let (text, changed) = strip(raw);
    let mut block = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.split('\n') {
        let mut words = line.split_whitespace().peekable();
        if words.peek().is_none() {
            blank = true;
            continue;
        }
        if !block.is_empty() {
            block.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        for (i, word) in words.enumerate() {
            if i > 0 {
                block.push(' ');
            }
            block.push_str(word);
        }
    }
    Cleaned {
        text: block,
        changed,
    }
}

/// Whether a text may be stored and shown as it is: [`printable`] leaves it unchanged.
pub fn is_clean(text: &str) -> bool {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return true;
    }
    let mut marks = 0;
    let mut last = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_joiner(c) {
            if !(joins(last) && rest.peek().is_some_and(|next| joins(*next))) {
                return false;
            }
        } else if !may_stand(c) && c != '\n' {
            return false;
        } else if is_combining_mark(c) {
            marks += 1;
            if marks > MAX_MARKS {
                return false;
            }
        } else {
            marks = 0;
        }
        last = c;
    }
    true
}

/// Whether a character may be part of a text: no control character, line break or invisible mark.
/// Whether a joiner may stand depends on its neighbours; here it may.
pub fn may_stand(c: char) -> bool {
    !(c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// A text as it may be shown: without control characters, terminal escapes, direction and invisible
/// marks (rule 59). Spaces and line breaks stay, other line ends become line breaks.
pub fn printable(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(strip(text).0)
    }
}

/// Checks the length of an optional text.
///
/// # Errors
/// [`TextError::TooLong`] beyond `limit` graphemes ([`MAX_NAME`], [`MAX_NOTE`]).
pub fn check_length(text: &str, limit: usize) -> Result<(), TextError> {
    // A grapheme may be long (family emoji) but not endless: at most 8 characters count as one.
    let length = text.graphemes(true).count().max(text.chars().count() / 8);
    if length > limit {
        return Err(TextError::TooLong { length, limit });
    }
    Ok(())
}

/// Cleans and shortens what was typed, to be quoted in a sentence about it.
pub fn excerpt(raw: &str) -> String {
    // Only the beginning is cleaned, because it may be a pasted megabyte.
    let start: String = raw.chars().take(MAX_EXCERPT * 16).collect();
    let text = clean_line(&start).text;
    match text.grapheme_indices(true).nth(MAX_EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Folds a text for searching: lower case, no accents or punctuation, single spaces, old Indonesian
/// spelling made new (oe→u, dj→j, tj→c, sj→sy, final f→p), so that `Soekardjo` is found by
/// `sukarjo` and `Yusuf` by `yusup`.
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if text.is_ascii() {
        // Fast path for ASCII, which needs no Unicode tables.
        for c in text.chars() {
            fold_char(&mut key, c.to_ascii_lowercase());
        }
    } else {
        for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
            for c in c.to_lowercase().filter(|c| !is_combining_mark(*c)) {
                fold_char(&mut key, c);
            }
        }
    }
    end_word(&mut key);
    if key.ends_with(' ') {
        key.pop();
    }
    key
}

/// Appends the folded form of a character.
fn fold_char(key: &mut String, c: char) {
    match c {
        '\'' | '’' | '‘' | '`' => {}
        'ø' => key.push('o'),
        'ß' => key.push_str("ss"),
        'ł' => key.push('l'),
        'đ' => fold_letter(key, 'd'),
        _ if c.is_ascii_alphabetic() => fold_letter(key, c),
        _ if c.is_whitespace() || c.is_control() || c.is_ascii_punctuation() => end_word(key),
        _ if is_invisible(c) || is_joiner(c) => {}
        _ => key.push(c),
    }
}

/// Appends a letter and replaces an old spelling that it completes.
fn fold_letter(key: &mut String, letter: char) {
    key.push(letter);
    loop {
        let new = match key.as_bytes() {
            [.., b'o', b'e'] => "u",
            [.., b'd', b'j'] => "j",
            [.., b't', b'j'] => "c",
            [.., b's', b'j'] => "sy",
            _ => return,
        };
        key.truncate(key.len() - 2);
        key.push_str(new);
    }
}

fn end_word(key: &mut String) {
    if key.ends_with('f') {
        key.pop();
        key.push('p');
    }
    if !key.is_empty() && !key.ends_with(' ') {
        key.push(' ');
    }
}

/// Fast check that a text needs no cleaning: printable ASCII with single spaces between words.
fn is_plain(text: &str) -> bool {
    let mut last = b' ';
    for byte in text.bytes() {
        if !(b' '..=b'~').contains(&byte) || byte == b' ' && last == b' ' {
            return false;
        }
        last = byte;
    }
    text.is_empty() || last != b' '
}

/// Removes what isn't text: control characters and escape sequences. All kinds of line ends become
/// `\n`.
fn strip(raw: &str) -> (String, bool) {
    let mut kept = String::with_capacity(raw.len());
    let mut changed = false;
    let mut joiners = false;
    let mut marks = 0;
    let mut rest = raw.nfc().peekable();
    while let Some(c) = rest.next() {
        let keep = match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                '\n'
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => {
                skip_sequence(c, &mut rest);
                changed = true;
                continue;
            }
            _ if !may_stand(c) => {
                changed = true;
                continue;
            }
            _ if is_joiner(c) => {
                joiners = true;
                kept.push(c);
                continue;
            }
            _ if is_combining_mark(c) => {
                marks += 1;
                if marks > MAX_MARKS {
                    changed = true;
                    continue;
                }
                kept.push(c);
                continue;
            }
            _ if c.is_whitespace() => ' ',
            _ => c,
        };
        marks = 0;
        kept.push(keep);
    }
    if joiners {
        let (joined, removed) = without_idle_joiners(&kept);
        kept = joined;
        changed |= removed;
    }
    (kept.nfc().collect(), changed)
}

/// Removes joiners that join nothing. Emoji and Indic scripts need them; between Latin letters they
/// only hide something.
fn without_idle_joiners(text: &str) -> (String, bool) {
    let mut kept = String::with_capacity(text.len());
    let mut removed = false;
    let mut last = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_joiner(c) && !(joins(last) && rest.peek().is_some_and(|next| joins(*next))) {
            removed = true;
            continue;
        }
        kept.push(c);
        last = c;
    }
    (kept, removed)
}

/// Whether a joiner may stand beside a character.
fn joins(c: char) -> bool {
    c >= '\u{600}' && !c.is_whitespace() && !is_invisible(c) && !is_joiner(c)
}

/// Skips the rest of an escape sequence (ECMA-48) as a terminal would. Of an unterminated string
/// sequence only the start is skipped, because the rest may be text.
fn skip_sequence<I: Iterator<Item = char> + Clone>(start: char, rest: &mut std::iter::Peekable<I>) {
    let kind = match start {
        '\u{1b}' => match rest.peek() {
            Some(c) if (' '..='~').contains(c) => rest.next().unwrap_or('\\'),
            _ => return,
        },
        '\u{9b}' => '[',
        _ => ']',
    };
    match kind {
        '[' => {
            while rest.next_if(|c| (' '..='?').contains(c)).is_some() {}
            rest.next_if(|c| ('@'..='~').contains(c));
        }
        ']' | 'P' | 'X' | '^' | '_' => {
            let mut ahead = rest.clone();
            while let Some(c) = ahead.next() {
                let ends = match c {
                    '\u{7}' | '\u{9c}' => true,
                    '\u{1b}' => ahead.next_if_eq(&'\\').is_some(),
                    '\n' | '\r' => return,
                    _ => false,
                };
                if ends {
                    *rest = ahead;
                    return;
                }
            }
        }
        ' '..='/' => {
            while rest.next_if(|c| (' '..='/').contains(c)).is_some() {}
            rest.next_if(|c| ('0'..='~').contains(c));
        }
        _ => {}
    }
}

/// Whether a character is invisible or changes the text direction.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        || (u32::from(c) & 0xfffe) == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
