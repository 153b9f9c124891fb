//! Compares people and goods of the corpus as its README says.

use std::collections::BTreeMap;

/// Units by the code of the goods.
pub type Goods = BTreeMap<String, i64>;

/// The goods of `NAME | 2 NAS, 1 KAS | …`.
pub fn goods(order: &str) -> Goods {
    let mut goods = Goods::new();
    let items = order.split(" | ").nth(1).unwrap_or_default();
    for item in items.split(", ") {
        if let Some((count, code)) = item.split_once(' ') {
            *goods.entry(code.to_owned()).or_default() += count.parse::<i64>().unwrap();
        }
    }
    goods
}

/// The digits of a phone, from its country code on.
pub fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None => digits,
    }
}

/// Titles that don't part people.
const TITLES: &[&str] = &[
    "bu", "ibu", "pak", "bpk", "bapak", "mbak", "mba", "mas", "teh", "kak", "cak", "bang", "om",
    "tante",
];

/// A name without case, punctuation, emoji and titles.
fn key(name: &str) -> String {
    let letters: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let lower = letters.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let bare: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !TITLES.contains(word))
        .collect();
    if bare.is_empty() { words } else { bare }.join(" ")
}

pub fn same_person(one: &str, other: &str) -> bool {
    key(one) == key(other)
}
