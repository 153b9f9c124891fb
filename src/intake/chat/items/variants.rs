//! Reads variants that are named without their product: `Kaos: M=2, L=3`, `kaos M 2 L 3`, and `M:
//! 2` in a line below `Kaos`.

use super::super::numbers::{self, Unit};
use super::super::tokens::{Kind, Tokens, key_part};
use super::super::vocabulary;
use super::count::unclear;
use crate::domain::chat::{ChatItem, Read};
use crate::domain::item::MAX_QTY;
use crate::intake::assortment::{Finder, Fit};

/// Longest line that is searched for variants, in tokens.
const LONGEST_LINE: usize = 120;
/// Longest name of a product or variant, in words.
const LONGEST_NAME: usize = 6;

/// Reads a line that names a product and then several of its variants.
pub(super) fn named(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    finder: &Finder<'_>,
) -> Option<Vec<ChatItem>> {
    let numbers = (from..to).filter(|at| matches!(tokens.kind(*at), Some(Kind::Number(_))));
    if to - from > LONGEST_LINE || numbers.count() < 2 || !finder.goods.has_variants() {
        return None;
    }
    let is_filler = |at: &usize| tokens.word(*at).is_some_and(vocabulary::is_filler);
    let from = (from..to).find(|at| !is_filler(at))?;
    (from + 1..to.min(from + LONGEST_NAME)).find_map(|split| {
        tokens.word(split - 1)?;
        let product = product(tokens, from, split, finder)?;
        let found = of_product(tokens, split, to, tokens.raw(from, split), product, finder)?;
        (found.len() > 1).then(|| found.into_iter().flatten().collect())
    })
}

/// The product that the tokens `from..to` name, when they name nothing else.
fn product<'a>(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    finder: &'a Finder<'_>,
) -> Option<&'a str> {
    let parts: Vec<String> = (from..to)
        .filter_map(|at| key_part(tokens.all.get(at)?, tokens.text))
        .collect();
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    let hit = finder
        .whole(&words.join(" "))
        .or_else(|| finder.loose(&words))
        .filter(|hit| hit.fit <= Fit::Beginning)?;
    let mut products = hit.goods.iter().filter_map(|at| finder.goods.get(*at));
    let first = products.next()?.product.as_str();
    products.all(|good| good.product == first).then_some(first)
}

/// Reads variants of a product with their quantities; `None` when the tokens contain anything else.
/// `typed` is the product's name as written. Quantities of 0 are allowed: `M=0` in a list of all
/// sizes.
pub(in crate::intake::chat) fn of_product(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    typed: &str,
    product: &str,
    finder: &Finder<'_>,
) -> Option<Vec<Option<ChatItem>>> {
    let mut items = Vec::new();
    let mut at = past(tokens, from, to);
    if to - from > LONGEST_LINE {
        return None;
    }
    while at < to {
        let (name, number, end) = group(tokens, at, to)?;
        let words: Vec<&str> = (name.0..name.1).filter_map(|at| tokens.word(at)).collect();
        let good = finder.goods.variant(product, &words)?;
        let Some(Kind::Number(value)) = tokens.kind(number) else {
            return None;
        };
        let span = tokens.span(number, number + 1);
        let qty = match value {
            1..=MAX_QTY => Read::certain(*value, span),
            _ => Read::certain(1, span)
                .at_most(unclear("chat-qty-bounds", tokens.raw(number, number + 1))),
        };
        items.push((*value != 0).then(|| ChatItem {
            typed: format!("{typed} {}", tokens.raw(name.0, name.1)),
            code: Read::certain(Some(good.code.clone()), tokens.span(name.0, name.1)),
            candidates: vec![good.code.clone()],
            qty,
            chosen: None,
            customization: None,
            price: None,
        }));
        at = past(tokens, end, to);
    }
    (!items.is_empty()).then_some(items)
}

/// Reads `M=2`, `L x 3 pcs` or `2 M`: the token range of the name, the number, and the end of the
/// group.
fn group(tokens: &Tokens<'_>, at: usize, to: usize) -> Option<((usize, usize), usize, usize)> {
    let is_number = |at: usize| matches!(tokens.kind(at), Some(Kind::Number(_)));
    let words = |from: usize| {
        let name = |at: &usize| {
            tokens.word(*at).is_some_and(|word| {
                word != "x" && !vocabulary::joins(word) && !vocabulary::is_filler(word)
            })
        };
        (from..to.min(from + LONGEST_NAME)).take_while(name).count()
    };
    let counted = |at: usize| {
        let unit = tokens.word(at).and_then(numbers::unit);
        at < to && matches!(unit, Some(Unit::Piece | Unit::Pack))
    };
    if is_number(at) {
        let mut name = signs(tokens, at + 1, to);
        name += usize::from(counted(name));
        let count = words(name);
        return (count > 0).then_some(((name, name + count), at, name + count));
    }
    let count = words(at);
    let number = signs(tokens, at + count, to);
    if count == 0 || number >= to || !is_number(number) {
        return None;
    }
    let mut end = signs(tokens, number + 1, to);
    end += usize::from(counted(end));
    Some(((at, at + count), number, end))
}

/// Skips the signs between a name and its number.
fn signs(tokens: &Tokens<'_>, mut at: usize, to: usize) -> usize {
    let is_sign = |at: usize| {
        matches!(
            tokens.kind(at),
            Some(Kind::Colon | Kind::Dash | Kind::Times | Kind::Open | Kind::Close)
        ) || tokens.word(at) == Some("x")
    };
    while at < to && is_sign(at) {
        at += 1;
    }
    at
}

/// Skips separators and filler words.
fn past(tokens: &Tokens<'_>, mut at: usize, to: usize) -> usize {
    let parts = |at: usize| {
        let sign = matches!(
            tokens.kind(at),
            Some(Kind::Sep | Kind::Slash | Kind::Mark | Kind::Colon | Kind::Dash)
        ) || matches!(tokens.kind(at), Some(Kind::Open | Kind::Close));
        let word = tokens.word(at);
        sign || word.is_some_and(|word| vocabulary::joins(word) || vocabulary::is_filler(word))
    };
    while at < to && parts(at) {
        at += 1;
    }
    at
}
