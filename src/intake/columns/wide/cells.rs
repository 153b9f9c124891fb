//! What one cell of a row says it orders: a number of units, a tick, or goods in words.

use super::titles::bare;
use crate::domain::chat::{ChatItem, Sureness};
use crate::domain::message::{Arg, Message};
use crate::domain::text;
use crate::intake::assortment::Goods;
use crate::intake::chat;
use crate::intake::file::cell::Value;

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct Line {
    pub(super) code: Option<String>,
    pub(super) product: String,
    pub(super) qty: u32,
    /// Nothing says how many: it was only ticked.
    pub(super) ticked: bool,
    pub(super) asked: String,
}

/// Words being read, and what was taken for granted in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    /// How many, with the first such sentence.
    assumed: (i64, Option<Message>),
}

impl Words {
    /// Goods in words: choices that were ticked, one unit of each, or what the reader of messages
    /// makes of them.
    pub(super) fn read(&mut self, typed: &str, goods: &Goods) -> Result<Vec<Line>, Message> {
        if let Some(names) = ticked(typed, goods) {
            return Ok(names);
        }
        let cannot = || Message::new("intake-goods-words").text("value", text::excerpt(typed));
        // A message of an order form, but for who it is from: that stands in other columns.
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

    /// What was taken for granted.
    pub(super) fn note(&self) -> Option<Message> {
        let (items, first) = &self.assumed;
        let first = first.clone()?;
        Some(
            Message::new("intake-goods-assumed")
                .count("items", *items)
                .with("first", Arg::Say(Box::new(first))),
        )
    }
}

fn of_item(item: ChatItem, goods: &Goods) -> Option<Line> {
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

/// The goods of a cell that names some and nothing else, one of each; a name may hold commas.
fn ticked(typed: &str, goods: &Goods) -> Option<Vec<Line>> {
    let parts: Vec<&str> = typed.split([',', ';', '\n']).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        if parts[from].trim().is_empty() {
            from += 1;
            continue;
        }
        let longest = parts.len().min(from + 4);
        let (to, good) = (from + 1..=longest).rev().find_map(|to| {
            let name = parts[from..to].join(",");
            let good = goods.called(&name).or_else(|| goods.called(&bare(&name)))?;
            Some((to, good))
        })?;
        lines.push(Line {
            code: Some(good.code.clone()),
            product: good.name.clone(),
            qty: 1,
            ticked: true,
            asked: String::new(),
        });
        from = to;
    }
    (!lines.is_empty()).then_some(lines)
}

/// Whether a cell orders nothing. An `x` may: on paper it is as often a tick, so it is neither.
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
        Value::Moment(_) | Value::Uncounted => false,
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
