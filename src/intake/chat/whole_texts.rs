//! Recognises whole texts that order nothing: polls, forwarded texts, lists and messages of the shop.

use super::clean::{Line, is_decoration, lead};
use super::items::{Place, read};
use super::labels::label;
use super::signs::{Sign, is_number};
use super::speech::Words;
use super::tokens::Tokens;
use crate::domain::money::Rupiah;
use crate::domain::text::fold;
use crate::intake::assortment::Finder;

/// Phrases that only a shop writes.
const OF_SHOPS: &[&str] = &[
    " pesanan kamu ",
    " pesanan anda ",
    " pesanan kakak ",
    " sudah kami terima ",
    " kami ingin mengingatkan ",
    " sudah pesan di ",
    " sudah order ",
    " berikut ringkasannya ",
    " invoice buyer ",
    " ketentuan wajib ",
    " bayar maksimal ",
    " kami proses ",
    " jangan dibanting ",
    " mudah pecah ",
    " fragile ",
];

/// Whether a shop wrote the lines to its customer.
pub(super) fn is_of_shop(lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let spaced = format!(" {} ", fold(&line.text));
        OF_SHOPS.iter().any(|phrase| spaced.contains(phrase))
    })
}

/// Whether lines are a forwarded text: somebody else's words.
pub(super) fn is_forwarded(lines: &[Line]) -> bool {
    let first = lines.iter().find(|line| !line.text.is_empty());
    let folded = first.map(|line| fold(&line.text)).unwrap_or_default();
    ["diteruskan", "forwarded", "fwd"].iter().any(|mark| {
        folded
            .strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether lines are a poll or its result.
pub(super) fn is_poll(lines: &[Line]) -> bool {
    let votes = lines.iter().filter(|line| {
        let words = Words::of(&line.text);
        words.has(Sign::Votes)
    });
    let votes = votes.count();
    let filled = lines.iter().filter(|line| !line.text.is_empty()).count();
    let first = lines.iter().find(|line| !line.text.is_empty());
    let headed = first.is_some_and(|line| Words::of(&line.text).has(Sign::Votes));
    votes >= 2 || headed && filled > 1
}

/// Whether lines are a list that a shop makes for itself or its customers: stock, prices, a recipe,
/// what is to be packed.
pub(super) fn is_shop_list(lines: &[Line], finder: &Finder<'_>) -> bool {
    let filled: Vec<&Line> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let Some(first) = filled.first() else {
        return false;
    };
    let words = Words::of(&first.text);
    let heads = first.text.trim_end().ends_with(':')
        || !first.text.chars().any(char::is_lowercase)
        || first.text.chars().next().is_some_and(is_decoration)
        || !words.all().any(is_number) && filled.len() > 2 && words.all().count() <= 6;
    let known = label(&first.text).is_some_and(|found| found.label.is_some());
    if heads
        && !known
        && filled.len() > 1
        && words.has(Sign::ShopList)
        && !words.has(Sign::OrderList)
    {
        return true;
    }
    // The states of orders: `Nino - nastar 2 - sudah dikirim`.
    let states = filled
        .iter()
        .filter(|line| Words::of(&line.text).tells())
        .count();
    let stands = filled.iter().filter(|line| {
        let first = Words::of(&line.text).all().next().map(str::to_owned);
        matches!(first.as_deref(), Some("ready" | "stok" | "sold" | "open"))
    });
    if filled.len() > 1 && (states * 2 > filled.len() || stands.count() * 2 > filled.len()) {
        return true;
    }
    is_price_list(&filled, finder)
}

/// Whether the numbers beside goods are their prices.
fn is_price_list(lines: &[&Line], finder: &Finder<'_>) -> bool {
    let (mut prices, mut counts) = (0, 0);
    for line in lines {
        let tokens = Tokens::of(line, lead(&line.text).0);
        let reading = read(&tokens, 0, tokens.all.len(), Place::Free, finder);
        for item in &reading.items {
            let mut goods = item
                .candidates
                .iter()
                .filter_map(|code| finder.goods.by_code(code));
            let thousands = Rupiah::new(1_000).times(item.qty.value);
            let priced = item.qty.span.is_some() && goods.any(|good| thousands == Ok(good.price));
            if priced || item.qty.span.is_none() && item.price.is_some() {
                prices += 1;
            } else {
                counts += 1;
            }
        }
    }
    prices >= 2 && counts == 0
}
