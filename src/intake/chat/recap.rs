//! Reads recap lists, one order per line: `1. Budi - 2 coklat 1 keju ✅`.

use crate::domain::chat::{ChatItem, Read, Span, Sureness};
use crate::domain::message::Message;

use super::clean::{Line, lead, ticked};
use super::items::{Place, Reading, read};
use super::labels::known;
use super::numbers;
use super::tokens::{Kind, Tokens};
use super::vocabulary;
use crate::intake::assortment::{Finder, Fit};

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

/// Reads a line as an entry of a list.
pub(super) fn entry(line: &Line, finder: &Finder<'_>) -> Option<Entry> {
    let (text, number) = lead(&line.text);
    // Without a list number there must be a separator after the name.
    if number.is_none()
        && !line
            .text
            .contains([':', '=', '：', '@', '-', '–', '—', '−'])
    {
        return None;
    }
    let tokens = Tokens::of(line, text);
    let all = tokens.all.len();
    let mut phones = (0..all).filter(|at| matches!(tokens.kind(*at), Some(Kind::Phone)));
    let phone = phones.next();
    let phones: Vec<usize> = phones.collect();
    let parted = sign(&tokens);
    let sign = parted.or_else(|| (0..all).find(|at| is_count(&tokens, *at)))?;
    // `Tuti (0812…) - 2 nastar`, `Tuti - 0812… - 2 nastar`
    let past_edges = |mut at: usize| {
        while is_edge(&tokens, at) {
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
    let name_to = name_ends(&tokens, phone.map_or(sign, |phone| phone.min(sign)));
    let figures = (0..name_to).any(|at| is_count(&tokens, at));
    // Without a separator only a list number shows that a name comes first.
    if !(parted.is_some() || number.is_some())
        || figures && number.is_none()
        || !is_name(&tokens, name_to, finder)
    {
        return None;
    }
    let reading = read(&tokens, items_from, all, Place::List, finder);
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
    let name = tokens.raw(0, name_to).trim().to_owned();
    let plain = parted.is_some_and(|sign| !matches!(tokens.kind(sign), Some(Kind::Each)));
    let sureness = if plain && !figures && number.is_some() {
        Sureness::Certain
    } else {
        Sureness::Assumed(Message::new("chat-name-sentence").text("text", name.as_str()))
    };
    let numbers = |at: usize| {
        let number = tokens.number(at);
        let why = Message::new("chat-phone-loose").text("text", number);
        Read::certain(number.to_owned(), tokens.span(at, at + 1)).at_most(Sureness::Assumed(why))
    };
    Some(Entry {
        name: Read {
            value: name,
            span: Some(tokens.span(0, name_to)),
            sureness,
        },
        phone: phone.map(numbers),
        others: phones.into_iter().map(numbers).collect(),
        reading,
        text,
    })
}

/// The name in an entry whose rest can't be read: `3. Siti - batal`.
pub(super) fn named(line: &Line, finder: &Finder<'_>) -> Option<Read<String>> {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let to = name_ends(&tokens, sign(&tokens)?);
    let name = tokens.raw(0, to).trim();
    is_name(&tokens, to, finder).then(|| Read::certain(name.to_owned(), tokens.span(0, to)))
}

/// Words that begin a rule or notice in a list, not a name.
const RULES: &[&str] = &[
    "format",
    "contoh",
    "cara",
    "transfer",
    "tf",
    "trf",
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

/// Whether a numbered line is a rule of the list, not an order: `1. Transfer ke BCA …`. A line with
/// a quantity or goods may still be an order.
pub(super) fn instructs(line: &Line, finder: &Finder<'_>) -> bool {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let all = tokens.all.len();
    let begins = tokens.word(0).is_some_and(|word| RULES.contains(&word));
    let reading = begins.then(|| read(&tokens, 0, all, Place::Free, finder));
    reading.is_some_and(|reading| {
        all > 1 && reading.items.is_empty() && reading.count.is_none() && !ticked(&line.text)
    })
}

/// The token of the separator between name and goods.
fn sign(tokens: &Tokens<'_>) -> Option<usize> {
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

fn is_count(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Some(Kind::Number(_)))
}

/// The end of the name before a token, without signs in between.
fn name_ends(tokens: &Tokens<'_>, mut to: usize) -> usize {
    while to > 0 && is_edge(tokens, to - 1) {
        to -= 1;
    }
    to
}

/// Whether a line among these is a numbered entry with a name, so that the numbers count orders and
/// not items of one order.
pub(super) fn is_list(lines: &[Line], finder: &Finder<'_>) -> bool {
    let mut lines = lines.iter().filter(|line| lead(&line.text).1.is_some());
    lines.any(|line| entry(line, finder).is_some())
}

/// Whether the tokens up to `to` can be a person's name: no goods, no units, no labels.
fn is_name(tokens: &Tokens<'_>, to: usize, finder: &Finder<'_>) -> bool {
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
            vocabulary::is_ordering(word)
                || matches!(*word, "buat" | "untuk" | "utk")
                || matches!(*word, "jl" | "jln" | "jalan" | "no" | "total")
        })
        && words.iter().any(|word| !vocabulary::is_filler(word))
}

/// The span of a line's text from byte `from` on.
pub(super) fn text_span(line: &Line, from: usize) -> Option<Span> {
    let before = line.text.get(..from)?.chars().count();
    let all = line.text.chars().count();
    (all > before).then(|| Span::in_line(line.number, before + 1, all))
}
