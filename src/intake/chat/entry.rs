//! Reads a line of a list as an entry: `1. Budi - 2 coklat 1 keju ✅`, `Siti 1 nastar`, `Bu Ani 2`
//! below a heading that names the goods.

use crate::domain::chat::{ChatItem, Read, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;

use super::clean::{Line, lead};
use super::items::variants::of_product;
use super::items::{Place, Reading, read};
use super::labels::known;
use super::numbers;
use super::signs::{self, Sign, shows};
use super::tokens::{Kind, Tokens};
use super::vocabulary;
use crate::intake::assortment::{Finder, Fit};

/// How the lines of a list are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Manner {
    /// Whether a name may stand beside its goods without a number or a sign between.
    pub bare: bool,
    /// The goods of the heading above, by index.
    pub goods: Vec<usize>,
}

/// An entry of a list.
#[derive(Debug)]
pub(super) struct Entry {
    pub name: Read<String>,
    /// The phone beside the name.
    pub phone: Option<Read<String>>,
    /// Further phones.
    pub others: Vec<Read<String>>,
    pub reading: Reading,
    /// Byte position where its text begins, after the list number.
    pub text: usize,
}

/// Longest name, in words.
const LONGEST_NAME: usize = 6;
/// Longest line of a list whose names stand beside their goods without a sign, in bytes.
pub(super) const LONGEST_LINE: usize = 400;

/// Reads a line as an entry of a list.
pub(super) fn entry(line: &Line, finder: &Finder<'_>, manner: &Manner) -> Option<Entry> {
    let (text, number) = lead(&line.text);
    let manner = if line.text.len() > LONGEST_LINE {
        &Manner::default()
    } else {
        manner
    };
    let signs = [':', '=', '：', '@', '-', '–', '—', '−'];
    // Without a list number there must be a separator after the name.
    if number.is_none() && !manner.bare && !line.text.contains(signs) {
        return None;
    }
    let tokens = Tokens::of(line, text);
    let bare = || {
        manner
            .bare
            .then(|| unsigned(&tokens, text, finder, manner))?
    };
    let parted = sign(&tokens).is_some();
    if parted {
        return signed(&tokens, number, text, finder).or_else(bare);
    }
    bare().or_else(|| signed(&tokens, number, text, finder))
}

/// An entry with a list number or a separator after the name.
fn signed(
    tokens: &Tokens<'_>,
    number: Option<u64>,
    text: usize,
    finder: &Finder<'_>,
) -> Option<Entry> {
    let all = tokens.all.len();
    let mut phones = (0..all).filter(|at| matches!(tokens.kind(*at), Some(Kind::Phone)));
    let phone = phones.next();
    let phones: Vec<usize> = phones.collect();
    let parted = sign(tokens);
    let sign = parted.or_else(|| (0..all).find(|at| is_count(tokens, *at)))?;
    // `Tuti (0812…) - 2 nastar`, `Tuti - 0812… - 2 nastar`
    let past_edges = |mut at: usize| {
        while is_edge(tokens, at) {
            at += 1;
        }
        at
    };
    let behind = past_edges(sign);
    let items_from = match (parted, phone) {
        (Some(_), Some(phone)) if phone == behind => past_edges(phone + 1),
        (Some(_), _) => sign + 1,
        (None, _) => sign,
    };
    let name_to = name_ends(tokens, phone.map_or(sign, |phone| phone.min(sign)));
    let figures = (0..name_to).any(|at| is_count(tokens, at));
    // Without a separator only a list number shows that a name comes first.
    if !(parted.is_some() || number.is_some())
        || figures && number.is_none()
        || !is_name(tokens, name_to, finder)
    {
        return None;
    }
    let reading = read(tokens, items_from, all, Place::List, finder);
    let is_known = |item: &ChatItem| !item.candidates.is_empty();
    let counted = |item: &ChatItem| item.qty.span.is_some();
    let all_known = reading.items.iter().all(is_known);
    let any_known = reading.items.iter().any(is_known);
    let sure = match number {
        Some(_) if parted.is_some() && !figures => any_known || reading.items.iter().any(counted),
        Some(_) if parted.is_some() => any_known,
        _ => all_known && any_known && reading.items.iter().any(counted),
    };
    if !sure || reading.items.is_empty() {
        return None;
    }
    let plain = parted.is_some_and(|sign| !matches!(tokens.kind(sign), Some(Kind::Each)));
    let certain = plain && !figures && number.is_some();
    let numbers = |at: usize| {
        let number = tokens.number(at);
        let why = Message::new("chat-phone-loose").text("text", number);
        Read::certain(number.to_owned(), tokens.span(at, at + 1)).at_most(Sureness::Assumed(why))
    };
    Some(Entry {
        name: named_by(tokens, name_to, certain),
        phone: phone.map(numbers),
        others: phones.into_iter().map(numbers).collect(),
        reading,
        text,
    })
}

/// The name in the first tokens.
fn named_by(tokens: &Tokens<'_>, to: usize, certain: bool) -> Read<String> {
    let name = tokens.raw(0, to).trim().to_owned();
    let span = tokens.span(0, to);
    let why = Message::new("chat-name-sentence").text("text", name.as_str());
    match certain {
        true => Read::certain(name, span),
        false => Read::certain(name, span).at_most(Sureness::Assumed(why)),
    }
}

/// An entry of a list whose lines part name and goods by nothing, or only say how many of the
/// heading's goods: `Siti 1 nastar`, `Bu Ani 2`, `Rangga → XL putih`.
fn unsigned(
    tokens: &Tokens<'_>,
    text: usize,
    finder: &Finder<'_>,
    manner: &Manner,
) -> Option<Entry> {
    let all = tokens.all.len();
    // `1 Tika 1`: the first number counts the lines.
    let first = usize::from(is_count(tokens, 0) && tokens.word(1).is_some_and(may_name));
    let titled = |at: usize| {
        at.checked_sub(1)
            .is_some_and(|before| tokens.word(before).is_some_and(vocabulary::is_polite))
    };
    let names = |at: usize| match tokens.kind(at) {
        // `Sinta B`
        Some(Kind::Word(word)) if word.len() == 1 && at > first => {
            tokens.raw(at, at + 1).starts_with(char::is_uppercase)
        }
        // `Ibu Kasih`, `Pak RW`
        Some(Kind::Word(word)) => {
            let goods = finder.whole(word).is_some()
                || finder
                    .loose(&[word])
                    .is_some_and(|hit| hit.fit <= Fit::Beginning);
            !goods
                && (may_name(word)
                    || titled(at) && numbers::unit(word).is_none() && !numbers::counts(word))
        }
        // `Dr. Chandra`
        Some(Kind::Sep) => titled(at) && tokens.raw(at, at + 1) == ".",
        _ => false,
    };
    let known = |item: &ChatItem| !item.candidates.is_empty();
    let most = (first..all.min(first + LONGEST_NAME))
        .take_while(|at| names(*at))
        .count();
    for to in (first + 1..=first + most).rev() {
        let named = (first..to).any(|at| {
            tokens
                .word(at)
                .is_some_and(|word| !vocabulary::is_polite(word))
        });
        // `Bu Ning`, `Bu Cici`
        let titles = (first..to).filter(|at| tokens.word(*at).is_some()).count() > 1;
        if !(named || titles) || tokens.word(to - 1).is_none() {
            continue;
        }
        let mut from = to;
        // `Suster Ani (R.3) risol mayo 1`
        if matches!(tokens.kind(from), Some(Kind::Open)) {
            let close =
                (from..all.min(from + 10)).find(|at| matches!(tokens.kind(*at), Some(Kind::Close)));
            from = close.map_or(from, |close| close + 1);
        }
        while is_edge(tokens, from) && !matches!(tokens.kind(from), Some(Kind::Open)) {
            from += 1;
        }
        let reading = read(tokens, from, all, Place::Free, finder);
        let whole = reading.lead.is_none() && reading.items.iter().all(known);
        let surer = |item: &ChatItem| item.code.value.is_some() || manner.goods.is_empty();
        let reading = if whole && !reading.items.is_empty() && reading.items.iter().all(surer) {
            reading
        } else {
            match under_heading(tokens, from, finder, manner) {
                Some(reading) => reading,
                None => continue,
            }
        };
        let mut name = named_by(tokens, to, false);
        if first > 0 {
            name.value = tokens.raw(first, to).trim().to_owned();
        }
        return Some(Entry {
            name,
            phone: None,
            others: Vec::new(),
            reading,
            text,
        });
    }
    None
}

/// The heading's goods, with the number or variant that the tokens from `from` on say.
fn under_heading(
    tokens: &Tokens<'_>,
    from: usize,
    finder: &Finder<'_>,
    manner: &Manner,
) -> Option<Reading> {
    let all = tokens.all.len();
    let goods = |at: &usize| finder.goods.get(*at);
    let first = goods(manner.goods.first()?)?;
    let is_one = manner.goods.len() == 1;
    let reading = read(tokens, from, all, Place::Free, finder);
    if is_one && let Some(count) = reading.count.clone().filter(|_| reading.items.is_empty()) {
        let item = ChatItem {
            typed: first.name.clone(),
            code: Read {
                value: Some(first.code.clone()),
                span: None,
                sureness: Sureness::Assumed(heading_taken(&first.name)),
            },
            candidates: vec![first.code.clone()],
            qty: count.read,
            chosen: None,
            customization: None,
            price: None,
        };
        return Some(Reading {
            items: vec![item],
            ..Reading::default()
        });
    }
    let product = first.product.as_str();
    let same = manner
        .goods
        .iter()
        .filter_map(goods)
        .all(|good| good.product == product);
    let found = same
        .then(|| of_product(tokens, from, all, &first.product, product, finder))
        .flatten();
    if let Some(found) = found {
        let items: Vec<ChatItem> = found.into_iter().flatten().collect();
        return (!items.is_empty()).then(|| Reading {
            items,
            ..Reading::default()
        });
    }
    // `XL putih`, `XL putih 2`
    let codes = manner
        .goods
        .iter()
        .filter_map(goods)
        .map(|good| good.code.clone());
    let codes: Vec<String> = codes.collect();
    let words: Vec<String> = (from..all)
        .filter_map(|at| tokens.word(at))
        .map(str::to_owned)
        .collect();
    let left = finder.goods.narrowed(&codes, &words)?;
    let [only] = left.as_slice() else { return None };
    let counts = (from..all).filter(|at| is_count(tokens, *at));
    let qty = match counts.collect::<Vec<_>>().as_slice() {
        [] => Read {
            value: 1,
            span: None,
            sureness: Sureness::Assumed(
                Message::new("chat-qty-missing").text("text", tokens.raw(from, all)),
            ),
        },
        [at] => match tokens.kind(*at) {
            Some(Kind::Number(value)) if (1..=MAX_QTY).contains(value) => {
                Read::certain(*value, tokens.span(*at, at + 1))
            }
            _ => return None,
        },
        _ => return None,
    };
    let item = ChatItem {
        typed: tokens.raw(from, all).to_owned(),
        code: Read {
            value: Some(only.clone()),
            span: Some(tokens.span(from, all)),
            sureness: Sureness::Assumed(heading_taken(&first.name)),
        },
        candidates: left.clone(),
        qty,
        chosen: None,
        customization: None,
        price: None,
    };
    Some(Reading {
        items: vec![item],
        ..Reading::default()
    })
}

fn heading_taken(name: &str) -> Message {
    Message::new("chat-goods-heading").text("name", name)
}

/// Whether a word may be part of a name.
fn may_name(word: &str) -> bool {
    let kin = shows(word, Sign::Kin) || vocabulary::is_polite(word);
    kin || word.len() > 1
        && !(signs::says_something(word)
            || vocabulary::numbers_otherwise(word)
            || RULES.contains(&word))
}

/// Words that begin a rule or notice in a list, not a name.
pub(super) const RULES: &[&str] = &[
    "format",
    "contoh",
    "cara",
    "transfer",
    "tp",
    "trp",
    "bayar",
    "pembayaran",
    "pelunasan",
    "dp",
    "rekening",
    "norek",
    "ambil",
    "diambil",
    "pengambilan",
    "kirim",
    "dikirim",
    "pengiriman",
    "ongkir",
    "harga",
    "close",
    "tutup",
    "ditutup",
    "batas",
    "deadline",
    "jadwal",
    "wajib",
    "mohon",
    "harap",
    "tolong",
    "silakan",
    "silahkan",
    "isi",
    "tulis",
    "catatan",
    "note",
    "nb",
    "minimal",
    "maksimal",
    "dilarang",
];

/// The token of the separator between name and goods.
pub(super) fn sign(tokens: &Tokens<'_>) -> Option<usize> {
    (0..tokens.all.len().min(LONGEST_NAME + 4)).find(|at| is_sign(tokens, *at))
}

fn is_sign(tokens: &Tokens<'_>, at: usize) -> bool {
    let dash = matches!(tokens.kind(at), Some(Kind::Dash));
    matches!(tokens.kind(at), Some(Kind::Colon | Kind::Each))
        || dash && !(tokens.is_tight(at) && tokens.is_tight(at + 1))
}

fn is_edge(tokens: &Tokens<'_>, at: usize) -> bool {
    let edge = matches!(
        tokens.kind(at),
        Some(Kind::Open | Kind::Close | Kind::Sep | Kind::Mark | Kind::Slash)
    );
    edge || is_sign(tokens, at)
}

pub(super) fn is_count(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Some(Kind::Number(_)))
}

/// The end of the name before a token, without signs in between.
pub(super) fn name_ends(tokens: &Tokens<'_>, mut to: usize) -> usize {
    while to > 0 && is_edge(tokens, to - 1) {
        to -= 1;
    }
    to
}

/// Whether the tokens up to `to` can be a person's name: no goods, no units, no labels.
pub(super) fn is_name(tokens: &Tokens<'_>, to: usize, finder: &Finder<'_>) -> bool {
    let words: Vec<&str> = (0..to).filter_map(|at| tokens.word(at)).collect();
    let only_words = (0..to).all(|at| {
        matches!(
            tokens.kind(at),
            Some(
                Kind::Word(_)
                    | Kind::Number(_)
                    | Kind::Sep
                    | Kind::Mark
                    | Kind::Slash
                    | Kind::Open
                    | Kind::Close
                    | Kind::Dash
            )
        )
    });
    let raw = tokens.raw(0, to);
    let is_goods = finder.whole(&words.join(" ")).is_some()
        || words.iter().enumerate().any(|(at, word)| {
            // `Pak` is a title here, not a pack.
            let named = at == 0 && words.len() > 1 && vocabulary::is_polite(word);
            finder.whole(word).is_some() || !named && numbers::unit(word).is_some()
        })
        || finder.loose(&words).is_some_and(|hit| hit.fit <= Fit::Part);
    !words.is_empty()
        && words.len() <= LONGEST_NAME
        && only_words
        && !is_goods
        && known(raw).is_none()
        && !words.iter().any(|word| {
            signs::is_ordering(word)
                || matches!(*word, "buat" | "untuk" | "utk")
                || matches!(*word, "jl" | "jln" | "jalan" | "no" | "total")
        })
        && words.iter().any(|word| {
            !(vocabulary::is_calm(word) || signs::is_known(word) || RULES.contains(word))
                || vocabulary::is_polite(word)
        })
}
