//! Makes a text printable: in the fonts of PDF papers, or in ASCII for receipt printers. Emoji are
//! left out and letters of other scripts become boxes or `?`; both are told to the owner, so that
//! nothing is lost silently (rule 100).

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::pdf::font::Face;
use crate::domain::text::printable;

/// What a text had that can't be printed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Unprintable {
    /// Emoji and other pictures, which were left out.
    pub pictures: BTreeSet<char>,
    /// Letters that the font lacks, which print as boxes.
    pub letters: BTreeSet<char>,
}

/// The text as it prints: in NFC, without control characters (rule 59) and pictures, with signs that
/// the font lacks written in those it has.
pub fn inked(text: &str, lost: &mut Unprintable) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let font = Face::Regular.font();
    let mut gap = false;
    for c in printable(text).nfc() {
        match c {
            '\n' => kept.push(c),
            _ if c.is_whitespace() => kept.push(' '),
            _ if font.has(c) => kept.push(c),
            _ => match spelled(c) {
                Some(signs) => kept.push_str(signs),
                None if is_picture(c) => {
                    gap = true;
                    lose_picture(c, lost);
                }
                None => {
                    lost.letters.insert(c);
                    kept.push(c);
                }
            },
        }
    }
    if gap { without_gaps(&kept) } else { kept }
}

/// The text in ASCII, for printers that know nothing else: without accents, with signs spelled.
pub fn ascii(text: &str, lost: &mut Unprintable) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for c in printable(text).nfc() {
        if matches!(c, ' '..='~' | '\n') {
            kept.push(c);
        } else if let Some(signs) = spelled(c).or_else(|| plain(c)) {
            kept.extend(signs.chars().map(|c| if c.is_ascii() { c } else { '-' }));
        } else if c.is_whitespace() {
            kept.push(' ');
        } else if is_picture(c) {
            gap = true;
            lose_picture(c, lost);
        } else {
            let before = kept.len();
            kept.extend(std::iter::once(c).nfkd().filter(char::is_ascii));
            let mark = is_combining_mark(c);
            if kept.len() == before && !mark {
                lost.letters.insert(c);
                kept.push('?');
            }
        }
    }
    if gap { without_gaps(&kept) } else { kept }
}

/// Signs and letters that don't become ASCII by losing their marks.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʻ' => "'",
        '“' | '”' | '„' | '«' | '»' | '″' => "\"",
        '–' | '—' | '‒' | '―' | '‐' | '·' => "-",
        '•' => "*",
        '×' => "x",
        '…' => "...",
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '©' => "(c)",
        '®' => "(r)",
        '°' => " deg",
        '±' => "+/-",
        '÷' => "/",
        '¿' => "?",
        '¡' => "!",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        'þ' => "th",
        'Þ' => "Th",
        _ => return None,
    })
}

/// Notes a picture that was left out. What only joins or colours pictures isn't worth naming.
fn lose_picture(c: char, lost: &mut Unprintable) {
    if !matches!(
        c,
        '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}'
    ) {
        lost.pictures.insert(c);
    }
}

/// Spaces that stood beside pictures become one, and none at the ends of a line.
fn without_gaps(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            line.split(' ')
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    lines.join("\n")
}

/// Signs that the font lacks, written in those it has.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        '−' | '‑' => "–",
        '→' | '➡' | '⇒' => "->",
        '←' | '⇐' => "<-",
        '≈' => "~",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "<>",
        '■' | '▪' | '◾' => "•",
        _ => return None,
    })
}

/// Whether a character is an emoji, a dingbat, or joins and colours them.
fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{2460}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{e0020}'..='\u{e007f}')
}
