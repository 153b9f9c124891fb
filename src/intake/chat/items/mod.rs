//! Reads items in lines and sentences, in all the ways customers write them: `2 nastar keju`,
//! `Nastar keju - 2 toples`, `nastar x2`, `Nastar (2x) @65rb`, `2 coklat 1 keju`.
//!
//! A quantity belongs to the goods next to it. When a line can be read in two ways (a number
//! between two names, a number that may be part of a name, pieces or thousands), it is asked, not
//! guessed.

pub(super) mod count;
mod quantity;
pub(super) mod variants;
mod words;

use crate::domain::chat::{ChatItem, Read, Span, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::fold;

use self::count::{Count, assumed, unclear};
use super::pieces::{Piece, PieceKind, pieces};
use super::signs;
use super::tokens::{Kind, Tokens, key_parts};
use super::vocabulary;
use crate::intake::assortment::{Finder, Fit, Hit};

/// What was read from a line.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The items.
    pub items: Vec<ChatItem>,
    /// Other words, for the order's note.
    pub rest: Vec<Read<String>>,
    /// Words before the first item or number.
    pub lead: Option<Read<String>>,
    /// A quantity without goods.
    pub count: Option<Count>,
    /// Words about an item of an earlier line.
    pub about: Vec<Read<String>>,
    /// Whether there is a price.
    pub priced: bool,
    /// Whether there is a word of ordering.
    pub ordering: bool,
}

impl Reading {
    /// Whether it has a quantity of goods, known or unknown; a bare number doesn't count.
    pub fn counts(&self) -> bool {
        let counted = |item: &ChatItem| !item.typed.is_empty() && item.qty.span.is_some();
        self.items.iter().any(counted)
    }
}

/// Where a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Under a heading for items: unknown goods are asked about.
    List,
    /// In talk of goods: each name of goods counts.
    Named,
    /// Anywhere else.
    Free,
}

/// Reads the tokens `from..to` of a line.
pub(super) fn read(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    place: Place,
    finder: &Finder<'_>,
) -> Reading {
    let ordering = (from..to).any(|at| tokens.word(at).is_some_and(signs::is_ordering));
    if let Some(items) = variants::named(tokens, from, to, finder) {
        return Reading {
            items,
            ordering,
            ..Reading::default()
        };
    }
    let pieces = pieces(tokens, from, to, finder);
    let mut line = LineReader {
        tokens,
        finder,
        place,
        reading: Reading {
            ordering,
            ..Reading::default()
        },
    };
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.what == PieceKind::Sep {
            line.segment(pieces.get(start..at).unwrap_or_default(), start == 0);
            start = at + 1;
        }
    }
    line.segment(pieces.get(start..).unwrap_or_default(), start == 0);
    line.finish(&pieces)
}

struct LineReader<'a, 'b> {
    tokens: &'a Tokens<'b>,
    finder: &'a Finder<'a>,
    place: Place,
    reading: Reading,
}

impl LineReader<'_, '_> {
    fn raw(&self, from: usize, to: usize) -> String {
        self.tokens.raw(from, to).to_owned()
    }

    fn span(&self, piece: &Piece) -> Span {
        self.tokens.span(piece.from, piece.to)
    }

    /// Reads a segment between two separators.
    fn segment(&mut self, pieces: &[Piece], first: bool) {
        self.reading.priced |= pieces
            .iter()
            .any(|piece| matches!(piece.what, PieceKind::Price(_)));
        let counted = pieces
            .iter()
            .any(|piece| matches!(piece.what, PieceKind::Count { .. }));
        // `+ extra keju`, `tanpa gula`
        let opening = pieces.iter().find(|piece| piece.what != PieceKind::Filler);
        if let Some(Piece {
            what: PieceKind::Other,
            from,
            ..
        }) = opening
            && self.tokens.word(*from).is_some_and(vocabulary::alters)
            && !counted
            && let Some(last) = pieces.last()
        {
            let words = Read::certain(self.raw(*from, last.to), self.tokens.span(*from, last.to));
            return self.about(words);
        }
        // In a sentence, a word that only resembles goods is not an item.
        let strong =
            |hit: &Hit| hit.goods.len() == 1 && hit.fit <= Fit::Beginning || hit.fit == Fit::Whole;
        let alone = pieces.iter().all(|piece| match &piece.what {
            PieceKind::Goods { hit, .. } => hit.fit <= Fit::Part,
            PieceKind::Filler => true,
            _ => false,
        });
        let counts = self.place != Place::Free || counted || alone || self.reading.ordering;
        let goods: Vec<usize> = (0..pieces.len())
            .filter(|at| match pieces.get(*at).map(|piece| &piece.what) {
                Some(PieceKind::Goods { hit, .. }) => counts || strong(hit),
                _ => false,
            })
            .collect();
        let goods = self.told_once(pieces, goods);
        match goods.as_slice() {
            [] => self.without_goods(pieces, first),
            [one] => {
                let qty = self.quantity(pieces, *one);
                let price = self.price(pieces);
                self.push(pieces, *one, qty, price);
                self.words_around(pieces, &goods, first);
            }
            several => {
                let quantities = self.several(pieces, several);
                for (at, qty) in several.iter().zip(quantities) {
                    self.push(pieces, *at, qty, None);
                }
                self.words_around(pieces, &goods, first);
            }
        }
    }

    /// Takes a number before a colon for the sum of the goods behind it: `3 toples: nastar,
    /// kastengel, sagu`.
    fn of_all(&mut self, pieces: &[Piece]) {
        let first = |is: fn(&PieceKind) -> bool| pieces.iter().find(|piece| is(&piece.what));
        let count = first(|what| matches!(what, PieceKind::Count { .. }));
        let goods = first(|what| matches!(what, PieceKind::Goods { .. }));
        let (Some(count), Some(goods)) = (count, goods) else {
            return;
        };
        let is_colon = |at: usize| matches!(self.tokens.kind(at), Some(Kind::Colon));
        let span = self.span(count);
        let all = i64::try_from(self.reading.items.len()).unwrap_or(i64::MAX);
        let Some(item) = self.reading.items.first_mut().filter(|_| all > 1) else {
            return;
        };
        if !(count.to..goods.from).any(is_colon) || item.qty.span != Some(span) {
            return;
        }
        let sum = item.qty.value;
        let text = item.typed.clone();
        item.qty = Count::missing(assumed("chat-qty-missing", &text)).read;
        if self
            .reading
            .items
            .iter()
            .map(|item| item.qty.value)
            .sum::<i64>()
            != sum
        {
            for item in &mut self.reading.items {
                let text = item.typed.clone();
                item.qty = item.qty.clone().at_most(unclear("chat-qty-whose", &text));
            }
        }
    }

    /// Leaves out goods that are named again before their number (`sagu keju ya sagu keju dua`), and
    /// words of a variant that say neither which goods nor how many (`yang putih putih`).
    fn told_once(&self, pieces: &[Piece], goods: Vec<usize>) -> Vec<usize> {
        let hit = |at: usize| match pieces.get(at).map(|piece| &piece.what) {
            Some(PieceKind::Goods { hit, .. }) => Some(hit),
            _ => None,
        };
        let is_count = |at: usize| {
            matches!(
                pieces.get(at).map(|piece| &piece.what),
                Some(PieceKind::Count { .. })
            )
        };
        let has_count = (0..pieces.len()).any(is_count);
        let decided = |at: usize| hit(at).is_some_and(|hit| hit.goods.len() == 1);
        let any_decided = goods.iter().any(|at| decided(*at));
        let mut kept = Vec::with_capacity(goods.len());
        for (nth, at) in goods.iter().enumerate() {
            let next = goods.get(nth + 1).copied();
            let again = next.is_some_and(|next| {
                hit(next).map(|hit| &hit.goods) == hit(*at).map(|hit| &hit.goods)
                    && has_count
                    && !(*at..next).any(is_count)
                    && !at.checked_sub(1).is_some_and(is_count)
            });
            let vague = any_decided
                && hit(*at).is_some_and(|hit| hit.fit == Fit::Part && hit.goods.len() > 1)
                && !is_count(at + 1)
                && !at.checked_sub(1).is_some_and(is_count);
            if !again && !vague {
                kept.push(*at);
            }
        }
        kept
    }

    /// Leaves of the undecided goods before those that further words allow: `kaos reuni, size M,
    /// black`. Returns whether there are such.
    fn narrow(&mut self, hit: &Hit, count: &Count) -> bool {
        let codes: Vec<&str> = hit
            .goods
            .iter()
            .filter_map(|at| self.finder.goods.get(*at))
            .map(|good| good.code.as_str())
            .collect();
        let Some(item) = self.reading.items.last_mut() else {
            return false;
        };
        let open = item.code.value.is_none() && item.candidates.len() > 1;
        let fits = item
            .candidates
            .iter()
            .any(|code| codes.contains(&code.as_str()));
        if !open
            || !fits
            || hit.fit != Fit::Part
            || count.read.span.is_some() && item.qty.span.is_some()
        {
            return false;
        }
        item.candidates
            .retain(|code| codes.contains(&code.as_str()));
        if let [only] = item.candidates.as_slice() {
            *item = with_code(item, only);
        }
        if item.qty.span.is_none() {
            item.qty = count.read.clone();
        }
        true
    }

    fn push(&mut self, pieces: &[Piece], at: usize, count: Count, price: Option<Read<Rupiah>>) {
        let Some(Piece {
            what: PieceKind::Goods { hit, .. },
            from,
            to,
        }) = pieces.get(at)
        else {
            return;
        };
        let typed = self.raw(*from, *to);
        if self.narrow(hit, &count) {
            return;
        }
        let (code, candidates) = self.code(hit, &typed, self.tokens.span(*from, *to));
        let price = price.map(|price| self.compared(price, hit, count.read.value));
        // When there is a price already, this number can't be one.
        let unpriced = hit.goods.iter().filter(|_| price.is_none());
        let goods = unpriced.filter_map(|at| self.finder.goods.get(*at));
        let qty = count.beside(goods.map(|good| good.price));
        let qty = self.apart_from_name(qty, hit, &typed);
        self.reading.items.push(ChatItem {
            typed,
            code,
            candidates,
            qty,
            chosen: None,
            customization: None,
            price,
        });
    }

    /// The price of an item: an amount marked as one, or a number too large for a quantity when
    /// there is another quantity.
    fn price(&self, pieces: &[Piece]) -> Option<Read<Rupiah>> {
        let said = pieces.iter().find_map(|piece| match piece.what {
            PieceKind::Price(price) => Some(Read::certain(price, self.span(piece))),
            _ => None,
        });
        let counts = self.counts(pieces);
        let amount = |(at, piece): (usize, &Piece)| match piece.what {
            PieceKind::Dotted => Rupiah::parse(&self.raw(piece.from, piece.to)).ok(),
            PieceKind::Count { value, .. } if value >= 1000 && !counts.contains(&at) => {
                Some(Rupiah::new(value))
            }
            _ => None,
        };
        said.or_else(|| {
            let mut pieces = pieces.iter().enumerate().filter(|_| !counts.is_empty());
            pieces.find_map(|at| Some(Read::certain(amount(at)?, self.span(at.1))))
        })
    }

    /// Makes `20 brownies` unclear when there is a variant Brownies 20.
    fn apart_from_name(&self, qty: Read<i64>, hit: &Hit, typed: &str) -> Read<i64> {
        let count = qty.value.to_string();
        let in_name = |at: &usize| self.finder.goods.words_of(*at).contains(&count);
        let may_be = qty.span.is_some() && hit.goods.iter().any(in_name);
        if may_be && !key_parts(typed).contains(&count) {
            let text = format!("{count} {typed}");
            return qty.at_most(unclear("chat-qty-or-name", &text));
        }
        qty
    }

    /// The code of the goods with its sureness, and the candidates when it is unclear.
    fn code(&self, hit: &Hit, typed: &str, span: Span) -> (Read<Option<String>>, Vec<String>) {
        let goods: Vec<_> = hit
            .goods
            .iter()
            .filter_map(|at| self.finder.goods.get(*at))
            .collect();
        let candidates: Vec<String> = goods.iter().take(8).map(|good| good.code.clone()).collect();
        let common = hit.fit != Fit::Whole && is_common(typed);
        let (code, sureness) = match goods.as_slice() {
            [one] if !common => {
                let sureness = match hit.fit {
                    Fit::Whole | Fit::Beginning => Sureness::Certain,
                    Fit::Part | Fit::Typo => Sureness::Assumed(
                        Message::new("chat-goods-near")
                            .text("text", typed)
                            .text("name", one.name.as_str()),
                    ),
                };
                (Some(one.code.clone()), sureness)
            }
            _ => {
                let names: Vec<&str> = goods
                    .iter()
                    .take(4)
                    .map(|good| good.name.as_str())
                    .collect();
                let asked = Message::new("chat-goods-several")
                    .text("text", typed)
                    .text("names", names.join(" / "));
                (None, Sureness::Unclear(asked))
            }
        };
        (
            Read {
                value: code,
                span: Some(span),
                sureness,
            },
            candidates,
        )
    }

    /// Compares a price in the text with the PO's price; a difference is an assumption here, and
    /// asked about when the whole order is known.
    fn compared(&self, price: Read<Rupiah>, hit: &Hit, qty: i64) -> Read<Rupiah> {
        let only = match hit.goods.as_slice() {
            [only] => self.finder.goods.get(*only),
            _ => None,
        };
        let Some(good) = only else {
            return price;
        };
        if price.value == good.price || good.price.times(qty).is_ok_and(|all| all == price.value) {
            return price;
        }
        let taken = Message::new("chat-price-differs")
            .money("price", price.value)
            .money("ours", good.price)
            .text("name", good.name.as_str());
        price.at_most(Sureness::Assumed(taken))
    }

    /// Applies what only the whole line shows: "so many of each", and a number that may belong to
    /// all.
    fn finish(mut self, pieces: &[Piece]) -> Reading {
        let each = pieces.windows(2).find(|pair| {
            matches!(
                pair,
                [
                    Piece {
                        what: PieceKind::Each,
                        ..
                    },
                    Piece {
                        what: PieceKind::Count { .. },
                        ..
                    }
                ]
            )
        });
        if let Some(pair) = each {
            let mut qty = self.counted(pair, 1, true).read;
            let text = qty.value.to_string();
            // `nastar @60`: the price in thousands.
            if qty.value >= 10 && !pair.first().is_some_and(|each| is_word(self.tokens, each)) {
                qty.sureness = unclear("chat-qty-amount", &text);
            }
            for item in &mut self.reading.items {
                if item.qty.span.is_none() || item.qty.span == qty.span {
                    item.qty = qty.clone().at_most(assumed("chat-qty-each", &text));
                }
            }
            self.reading.count = None;
        }
        // `masing2 nastar 1`: unclear whether per person or per goods.
        let apart = pieces
            .iter()
            .any(|piece| piece.what == PieceKind::Each && is_word(self.tokens, piece));
        if each.is_none() && apart {
            for item in &mut self.reading.items {
                item.qty.sureness = unclear("chat-qty-whose", &item.typed);
            }
        }
        self.of_all(pieces);
        // `2, nastar keju`
        if let Some(count) = self
            .reading
            .count
            .take_if(|_| !self.reading.items.is_empty())
        {
            let alone = self.reading.items.len() == 1;
            match self.reading.items.first_mut() {
                Some(item) if alone && item.qty.span.is_none() => item.qty = count.read,
                Some(item) => {
                    let typed = item.typed.clone();
                    item.qty = item.qty.clone().at_most(unclear("chat-qty-whose", &typed));
                }
                None => {}
            }
        }
        let missing = |item: &ChatItem| item.qty.span.is_none();
        if each.is_none() && self.reading.items.iter().any(missing) {
            for item in &mut self.reading.items {
                if item.qty.span.is_some() {
                    let text = item.typed.clone();
                    let read = item.qty.clone();
                    item.qty = read.at_most(assumed("chat-qty-shared", &text));
                }
            }
        }
        self.reading
    }
}

/// The same goods, decided.
pub(super) fn with_code(item: &ChatItem, code: &str) -> ChatItem {
    let taken = Message::new("chat-goods-context").text("text", item.typed.as_str());
    ChatItem {
        code: Read {
            value: Some(code.to_owned()),
            span: item.code.span,
            sureness: Sureness::Assumed(taken),
        },
        candidates: vec![code.to_owned()],
        ..item.clone()
    }
}

/// Whether a word names any goods of a kind, not these: `kue` is not yet Kue Semprit.
pub(super) fn is_common(typed: &str) -> bool {
    matches!(
        fold(typed).as_str(),
        "kue"
            | "kueh"
            | "kuenya"
            | "kukis"
            | "cookies"
            | "roti"
            | "cake"
            | "snack"
            | "jajan"
            | "jajanan"
            | "paket"
            | "makanan"
            | "minuman"
            | "toples"
            | "box"
            | "aja"
            | "isi"
            | "menu"
            | "produk"
            | "barang"
    )
}

/// Whether a piece is a word, not a sign.
fn is_word(tokens: &Tokens<'_>, piece: &Piece) -> bool {
    tokens.word(piece.from).is_some()
}

/// Adds words to an item's customization.
pub(super) fn attach(item: &mut ChatItem, words: Read<String>) {
    item.customization = Some(match item.customization.take() {
        None => words,
        Some(old) if old.value.len() > 10_000 => old,
        Some(old) => Read {
            value: format!("{}, {}", old.value, words.value),
            span: old.span.zip(words.span).map(|(old, new)| old.through(new)),
            sureness: old.sureness.and(words.sureness),
        },
    });
}
