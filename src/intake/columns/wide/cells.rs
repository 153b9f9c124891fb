//! Reads what a cell orders: a number of units, a tick, or goods in words.

use super::super::units::Unit;
use super::super::values;
use super::titles::{bare, price_of};
use crate::domain::assortment::Good;
use crate::domain::chat::{ChatItem, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text;
use crate::intake::assortment::GoodsLookup;
use crate::intake::chat;
use crate::intake::file::cell::Value;

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct Line {
    pub(super) code: Option<String>,
    pub(super) product: String,
    pub(super) qty: u32,
    /// Whether it was only ticked, without a number.
    pub(super) ticked: bool,
    pub(super) asked: String,
}

impl Line {
    /// Whether it has more units than a shop usually sells at once.
    pub(in crate::intake) fn is_many(&self) -> bool {
        self.qty >= values::MANY
    }
}

/// Reads cells in words and collects the assumptions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WordReader {
    /// Number of assumptions, and the first one's sentence.
    assumed: (i64, Option<Message>),
}

impl WordReader {
    /// Reads goods in words: ticked options, one unit each, or else text that is read like a chat
    /// message.
    pub(super) fn read(&mut self, typed: &str, goods: &GoodsLookup) -> Result<Vec<Line>, Message> {
        if let Some(names) = ticked(typed, goods)? {
            return Ok(names);
        }
        let cannot = || Message::new("intake-goods-words").text("value", text::excerpt(typed));
        // A question orders nothing, and kilograms or cartons are not counted.
        let words: Vec<&str> = typed.split_whitespace().collect();
        let measured = words.windows(2).any(|pair| {
            pair[0].ends_with(|c: char| c.is_ascii_digit())
                && pair[1].len() > 1
                && Unit::of(pair[1]) == Some(Unit::Unknown)
        });
        if typed.contains('?') || measured {
            return Err(cannot());
        }
        // Reads it as a message with a placeholder name; the real name is in another column.
        let message = format!("Nama: Pemesan\nPesanan:\n{typed}");
        let mut drafts = chat::read(&message, goods).map_err(|_| cannot())?;
        let (Some(draft), true) = (drafts.pop(), drafts.is_empty()) else {
            return Err(cannot());
        };
        if let Some(asked) = draft.unclear().first() {
            return Err((*asked).clone());
        }
        let spare = draft.note.is_some() || draft.address.is_some() || draft.phone.is_some();
        if spare || draft.items.is_empty() {
            return Err(cannot());
        }
        let lines = draft.items.into_iter().map(|item| {
            if let Sureness::Assumed(message) = item.sureness() {
                self.assumed.0 += 1;
                self.assumed.1.get_or_insert(message);
            }
            of_item(item, goods)
        });
        lines.collect::<Option<Vec<_>>>().ok_or_else(cannot)
    }

    /// The message about all assumptions.
    pub(super) fn note(&self) -> Option<Message> {
        let (items, first) = &self.assumed;
        let first = first.clone()?;
        Some(
            Message::new("intake-goods-assumed")
                .count("items", *items)
                .say("first", first),
        )
    }
}

fn of_item(item: ChatItem, goods: &GoodsLookup) -> Option<Line> {
    let good = goods.by_code(item.code.value.as_deref()?)?;
    Some(Line {
        code: Some(good.code.clone()),
        product: good.name.clone(),
        qty: u32::try_from(item.qty.value).ok()?,
        ticked: false,
        asked: item
            .customization
            .map(|read| read.value)
            .unwrap_or_default(),
    })
}

/// Reads a cell that lists names of goods and nothing else, one unit each, or as many as stand in
/// brackets; names may contain commas.
///
/// # Errors
/// A choice with another price than the goods have, or with a count that may be what a pack holds.
fn ticked(typed: &str, goods: &GoodsLookup) -> Result<Option<Vec<Line>>, Message> {
    let parts: Vec<&str> = typed.split([',', ';', '\n']).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        if parts[from].trim().is_empty() {
            from += 1;
            continue;
        }
        let longest = parts.len().min(from + 4);
        let found = (from + 1..=longest).rev().find_map(|to| {
            let name = parts[from..to].join(",");
            match goods.called(&name) {
                Some(good) => Some((to, good, String::new())),
                None => Some((to, goods.called(&bare(&name))?, name)),
            }
        });
        let Some((to, good, choice)) = found else {
            return Ok(None);
        };
        if let Some(said) = price_of(&choice).filter(|said| *said != good.price) {
            return Err(price_differs(good, said));
        }
        let count = count_in_brackets(&choice)?;
        lines.push(Line {
            code: Some(good.code.clone()),
            product: good.name.clone(),
            qty: count.unwrap_or(1),
            ticked: count.is_none(),
            asked: String::new(),
        });
        from = to;
    }
    Ok((!lines.is_empty()).then_some(lines))
}

/// The fault that a price isn't that of the goods.
pub(super) fn price_differs(good: &Good, said: Rupiah) -> Message {
    Message::new("intake-price-differs")
        .text("goods", &good.name)
        .money("said", said)
        .money("usual", good.price)
}

/// The count in brackets behind a name: `Nastar (3)`. A number of pieces may be what one pack holds.
fn count_in_brackets(choice: &str) -> Result<Option<u32>, Message> {
    let said = choice.trim().strip_suffix([')', ']']);
    let Some((_, said)) = said.and_then(|text| text.rsplit_once(['(', '['])) else {
        return Ok(None);
    };
    let said = said.trim();
    let digits = said.trim_start_matches(['x', 'X']).trim_start();
    let number = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = digits[number.len()..].trim();
    let Some(count) = number.parse::<u32>().ok().filter(|count| *count > 0) else {
        return Ok(None);
    };
    match Unit::of(unit) {
        _ if unit.is_empty() && count < 1_000 => Ok(Some(count)),
        Some(Unit::Pieces(1)) if count > 1 => {
            Err(Message::new("intake-goods-words").text("value", text::excerpt(choice.trim())))
        }
        _ => Ok(None),
    }
}

/// Whether a cell orders goods in words and nothing else.
pub(in crate::intake) fn is_order(typed: &str, goods: &GoodsLookup) -> bool {
    WordReader::default().read(typed, goods).is_ok()
}

/// Whether a cell orders nothing. `x` is not in the list, because it can also be a tick.
pub(super) fn is_nothing(value: Value<'_>) -> bool {
    match value {
        Value::Empty => true,
        Value::Number(number) => number == 0.0,
        Value::Text(text) => {
            let folded = text.to_lowercase();
            let words = [
                "tidak", "tdk", "gak", "nggak", "no", "none", "false", "kosong",
            ];
            let digits = folded.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
            words.contains(&folded.as_str())
                || folded
                    .chars()
                    .all(|c| matches!(c, '-' | '–' | '—' | '.' | '_'))
                || (!digits.is_empty() && digits.bytes().all(|b| b == b'0'))
        }
        Value::Moment(_) | Value::Uncomputed => false,
    }
}

/// Whether a cell says yes without a number.
pub(super) fn is_tick(value: Value<'_>) -> bool {
    match value {
        Value::Text(text) => {
            let folded = text.to_lowercase();
            [
                "ya",
                "iya",
                "yes",
                "true",
                "v",
                "✓",
                "✔",
                "✔\u{fe0f}",
                "✅",
                "☑",
                "☑\u{fe0f}",
            ]
            .contains(&folded.as_str())
        }
        _ => false,
    }
}
