//! Reads orders on one line with a separator between the fields: `Nama#Alamat#No HP#Pesanan`,
//! `a|b|c`, `KODE#2`. Fields are recognised by their content.

use crate::domain::chat::{Read, Sureness};
use crate::domain::message::Message;
use crate::domain::phone::normalize;

use super::clean::{Line, is_placeholder};
use super::items::count::{Count, Position};
use super::items::{Place, Reading, read};
use super::labels::known;
use super::tokens::{Kind, Tokens};
use super::vocabulary;
use crate::intake::assortment::Finder;

/// Most fields of a line.
const MOST: usize = 20;

/// The fields of such a line.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub name: Option<Read<String>>,
    pub phones: Vec<Read<String>>,
    pub address: Option<Read<String>>,
    pub items: Vec<Reading>,
    /// Quantities without goods.
    pub counts: Vec<Count>,
    /// Other text, for the note.
    pub rest: Vec<Read<String>>,
    /// Whether the name is the first field.
    leads: bool,
}

impl Fields {
    /// Whether the line names the customer, so that it is an order of its own.
    pub fn say_who(&self) -> bool {
        self.name.is_some() && self.leads || !self.phones.is_empty()
    }
}

/// Whether a line is the title line of such a format: `Nama#Alamat#No HP#Pesanan`.
pub(super) fn is_title(line: &str) -> bool {
    let mut signs = ['#', '|'].into_iter();
    signs.any(|sign| {
        let parts: Vec<&str> = line.split(sign).map(str::trim).collect();
        parts.len() >= 3
            && parts.iter().filter(|part| known(part).is_some()).count() >= 2
            && parts
                .iter()
                .all(|part| is_placeholder(part) || known(part).is_some())
    })
}

/// The fields of a line; `None` when it has no such format.
pub(super) fn fields(line: &Line, finder: &Finder<'_>) -> Option<Fields> {
    let text = line.text.trim_start_matches(['.', '/', '!']);
    let skipped = line.text.len() - text.len();
    let sign = ['#', '|'].into_iter().find(|sign| {
        let parts: Vec<&str> = text.split(*sign).map(str::trim).collect();
        let filled = parts.iter().filter(|part| !part.is_empty()).count();
        let coded = || {
            parts.len() == 2
                && parts.iter().all(|part| !part.is_empty())
                && *sign == '#'
                && parts
                    .iter()
                    .any(|part| part.chars().all(|c| c.is_ascii_digit()))
        };
        (3..=MOST).contains(&filled) && filled == parts.len() || coded()
    })?;
    if text.contains('<') || text.contains("${") {
        return None;
    }
    let mut found = Fields::default();
    let mut from = skipped;
    let mut words: Vec<Read<String>> = Vec::new();
    for part in text.split(sign) {
        let to = from + part.len();
        let field = Line {
            number: line.number,
            // Padded with the text before it, so that column numbers stay right.
            text: format!(
                "{}{part}",
                " ".repeat(line.text.get(..from)?.chars().count())
            ),
        };
        from = to + sign.len_utf8();
        let tokens = Tokens::of(&field, 0);
        let all = tokens.all.len();
        if all == 0 || is_placeholder(part) {
            continue;
        }
        let why = |key| Sureness::Assumed(Message::new(key).text("text", part.trim()));
        if matches!(tokens.kind(0), Some(Kind::Phone)) || normalize(part).is_some() {
            let value = match all {
                1 => tokens.number(0),
                _ => part.trim(),
            };
            found.phones.push(Read {
                value: value.to_owned(),
                span: Some(tokens.span(0, all)),
                sureness: why("chat-phone-loose"),
            });
            continue;
        }
        let reading = read(&tokens, 0, all, Place::Free, finder);
        let all_known = !reading.items.is_empty()
            && reading.items.iter().all(|item| !item.candidates.is_empty());
        if all_known {
            found.items.push(reading);
        } else if let Some(mut count) = reading.count {
            // In a field of its own a number is certainly a quantity.
            count.position = Position::Marked;
            found.counts.push(count);
        } else if tokens
            .word(0)
            .is_some_and(|word| all > 1 || !vocabulary::is_filler(word))
        {
            found.leads |= words.is_empty() && found.items.is_empty();
            words.push(Read {
                value: part.trim().to_owned(),
                span: Some(tokens.span(0, all)),
                sureness: why("chat-field-place"),
            });
        }
    }
    let mut words = words.into_iter();
    found.name = words.next();
    found.address = words.next();
    found.rest = words.collect();
    (!found.items.is_empty() || !found.phones.is_empty()).then_some(found)
}
