//! Prints orders read from a chat: as JSON with the place and sureness of each field, and as lines
//! of text.

use serde_json::{Value, json};

use crate::domain::chat::{ChatDraft, ChatItem, Read, Span, Sureness};
use crate::lang::Words;

/// A draft as JSON: each field as `value, sureness, why, span`, or null.
pub fn draft_json(draft: &ChatDraft, words: &Words) -> Value {
    let field = |read: &Option<Read<String>>| {
        read.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words))
    };
    let (first, last) = lines(draft);
    json!({
        "sureness": draft.sureness(),
        "first_line": first,
        "last_line": last,
        "text": draft.text(),
        "sender": draft.sender,
        "name": field(&draft.name),
        "phone": field(&draft.phone),
        "recipient": field(&draft.recipient),
        "address": field(&draft.address),
        "note": field(&draft.note),
        "items": draft.items.iter().map(|item| item_json(item, words)).collect::<Vec<_>>(),
        "period": draft.period,
        "total": draft.total.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words)),
        "shipping": draft.shipping.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words)),
        "ticked": draft.ticked,
        "claims": draft.claims.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words)),
        "pays": draft.pays.as_ref().map(|pays| pays.amount.raw()),
        "unclear": draft.unclear().into_iter().map(|asked| words.say(asked)).collect::<Vec<_>>(),
        "assumed": draft.assumed().into_iter().map(|taken| words.say(taken)).collect::<Vec<_>>(),
        "fingerprint": draft.fingerprint,
    })
}

fn item_json(item: &ChatItem, words: &Words) -> Value {
    let qty = &item.qty;
    json!({
        "typed": item.typed,
        "code": read_json(json!(item.code.value), item.code.span, &item.code.sureness, words),
        "candidates": item.candidates,
        "qty": read_json(json!(qty.value), qty.span, &qty.sureness, words),
        "chosen": item.chosen.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words)),
        "customization": item.customization.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words)),
        "price": item.price.as_ref()
            .map(|read| read_json(json!(read.value), read.span, &read.sureness, words)),
    })
}

fn read_json(value: Value, span: Option<Span>, sureness: &Sureness, words: &Words) -> Value {
    json!({
        "value": value,
        "sureness": sureness.code(),
        "why": sureness.message().map(|why| words.say(why)),
        "span": span.map(|span| json!({
            "line": span.from.0, "column": span.from.1, "to_line": span.to.0, "to_column": span.to.1,
        })),
    })
}

/// The first and the last line of a draft in the paste.
pub fn lines(draft: &ChatDraft) -> (usize, usize) {
    let number = |line: Option<&(usize, String)>| line.map_or(0, |line| line.0);
    (number(draft.lines.first()), number(draft.lines.last()))
}

/// An item on one line: `2 × NAS-KEJU Nastar Keju (tanpa gula)`; `named` looks up the name of a
/// code.
pub fn item_line(item: &ChatItem, named: impl Fn(&str) -> Option<String>) -> String {
    let goods = match &item.code.value {
        Some(code) => named(code).unwrap_or_else(|| code.clone()),
        None => format!("“{}”?", item.typed),
    };
    let qty = if item.qty.sureness.is_unclear() {
        "?".to_owned()
    } else {
        item.qty.value.to_string()
    };
    let chosen = match &item.chosen {
        Some(chosen) if !chosen.value.is_empty() => format!(" [{}]", chosen.value),
        Some(_) | None => String::new(),
    };
    match &item.customization {
        Some(asked) => format!(
            "{qty} {goods}{chosen} ({})",
            asked.value.replace('\n', " / ")
        ),
        None => format!("{qty} {goods}{chosen}"),
    }
}

/// One entry of a recap list: `1. Budi - 2 Nastar Keju, 1 Lidah Kucing (tanpa gula) ✅`. `items` are
/// (units, name, customization).
pub fn recap_line(
    nth: usize,
    name: &str,
    items: &[(i64, String, String)],
    settled: bool,
) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|(qty, goods, asked)| match asked.as_str() {
            "" => format!("{qty} {goods}"),
            asked => format!(
                "{qty} {goods} ({})",
                asked.replace('(', "[").replace(')', "]")
            ),
        })
        .collect();
    let tick = if settled { " ✅" } else { "" };
    // When the list is pasted back, a dash would end the name.
    let name = name
        .replace([':', '='], " ")
        .replace(" - ", " ")
        .replace("- ", " ");
    format!("{nth}. {} - {}{tick}", name.trim(), items.join(", "))
}
