//! Finds, among the lines that are part of no order, those that may ask for one: they name goods
//! beside a number ("2 hampers bisa?").

use std::collections::BTreeMap;

use super::fingerprint;
use super::numbers;
use super::paste::ReadPaste;
use super::tokens::key_parts;
use crate::domain::text::fold;
use crate::intake::assortment::GoodsLookup;

/// Most units that such a number is taken for; larger ones are money, phones and dates.
const MOST_UNITS: i64 = 999;
/// Fewest letters of a word that names goods.
const LEAST_LETTERS: usize = 3;

/// Notes the lines of customers that name goods. `shop` is the folded name under which the shop
/// writes; its own lines ask for nothing.
pub(super) fn note(found: &mut ReadPaste, goods: &GoodsLookup, shop: &str) {
    let mut with_goods = BTreeMap::new();
    for (line, text) in &found.passed {
        let sender = found.senders.get(line);
        let sender = sender.filter(|sender| fold(sender) != shop);
        if let Some(sender) = sender.filter(|_| names_goods(text, goods)) {
            let mark = fingerprint::of(Some(sender), std::iter::once(text.as_str()));
            with_goods.insert(*line, mark);
        }
    }
    found.with_goods = with_goods;
}

fn names_goods(text: &str, goods: &GoodsLookup) -> bool {
    let words = key_parts(text);
    let number = |word: &String| word.parse().ok().or_else(|| numbers::number(word));
    let counts =
        |word: &String| number(word).is_some_and(|units| (1..=MOST_UNITS).contains(&units));
    // A size such as "S" says nothing.
    let names = |word: &String| word.chars().count() >= LEAST_LETTERS && goods.has_word(word);
    words.iter().any(counts) && words.iter().any(names)
}
