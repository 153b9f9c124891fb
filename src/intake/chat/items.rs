//! Item lines in all the ways customers write them, and sentences with items in them:
//! `2 nastar keju`, `Nastar keju - 2 toples`, `nastar x2`, `Nastar (2x) @65rb`, `2 coklat 1 keju`.
//!
//! A quantity belongs to the goods it stands beside. Where a line could be read in two ways (a number
//! between two names, a number that may be part of a name, pieces or thousands), it is not guessed.

use crate::domain::chat::{ChatItem, Read, Span, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;

use super::goods::{Finder, Fit, Hit};
use super::pieces::{Piece, What, pieces};
use super::tokens::Tokens;
use super::vocabulary::{self, Unit};

/// What a line said about items.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The items.
    pub items: Vec<ChatItem>,
    /// Words about the order: not goods, not about one item.
    pub rest: Vec<Read<String>>,
    /// What stands before the first item or number.
    pub lead: Option<Read<String>>,
    /// A quantity that stands alone.
    pub count: Option<Read<i64>>,
    /// Words about the item of a line above.
    pub about: Vec<Read<String>>,
    /// A price stands in it.
    pub priced: bool,
    /// The customer says that something is wanted.
    pub ordering: bool,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Under a heading for items: what is not known is asked about.
    List,
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
    let pieces = pieces(tokens, from, to, finder);
    let ordering = (from..to).any(|at| tokens.word(at).is_some_and(vocabulary::is_ordering));
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
        if piece.what == What::Sep {
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

/// A quantity that was read, or why there is none.
fn unclear(key: &'static str, text: &str) -> Sureness {
    Sureness::Unclear(Message::new(key).text("text", text))
}

fn assumed(key: &'static str, text: &str) -> Sureness {
    Sureness::Assumed(Message::new(key).text("text", text))
}

impl LineReader<'_, '_> {
    fn raw(&self, from: usize, to: usize) -> String {
        self.tokens.raw(from, to).to_owned()
    }

    fn span(&self, piece: &Piece) -> Span {
        self.tokens.span(piece.from, piece.to)
    }

    /// Items between two joins.
    fn segment(&mut self, pieces: &[Piece], first: bool) {
        self.reading.priced |= pieces
            .iter()
            .any(|piece| matches!(piece.what, What::Price(_)));
        let counted = pieces
            .iter()
            .any(|piece| matches!(piece.what, What::Count { .. }));
        // A word of a sentence that resembles goods is not an item by itself.
        let strong =
            |hit: &Hit| hit.goods.len() == 1 && hit.fit <= Fit::Beginning || hit.fit == Fit::Whole;
        let alone = pieces.iter().all(|piece| match &piece.what {
            What::Goods { hit, .. } => hit.fit <= Fit::Part,
            What::Filler => true,
            _ => false,
        });
        let counts = self.place == Place::List || counted || alone || self.reading.ordering;
        let goods: Vec<usize> = (0..pieces.len())
            .filter(|at| match pieces.get(*at).map(|piece| &piece.what) {
                Some(What::Goods { hit, .. }) => counts || strong(hit),
                _ => false,
            })
            .collect();
        match goods.as_slice() {
            [] => self.without_goods(pieces, first),
            [one] => {
                let qty = self.quantity(pieces, *one);
                let price = pieces.iter().find_map(|piece| match piece.what {
                    What::Price(price) => Some(Read::certain(price, self.span(piece))),
                    _ => None,
                });
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

    fn push(&mut self, pieces: &[Piece], at: usize, qty: Read<i64>, price: Option<Read<Rupiah>>) {
        let Some(Piece {
            what: What::Goods { hit, .. },
            from,
            to,
        }) = pieces.get(at)
        else {
            return;
        };
        let typed = self.raw(*from, *to);
        let (code, candidates) = self.code(hit, &typed, self.tokens.span(*from, *to));
        let price = price.map(|price| self.compared(price, hit, qty.value));
        self.reading.items.push(ChatItem {
            typed,
            code,
            candidates,
            qty,
            customization: None,
            price,
        });
    }

    /// What the goods are, and how sure that is.
    fn code(&self, hit: &Hit, typed: &str, span: Span) -> (Read<Option<String>>, Vec<String>) {
        let goods: Vec<_> = hit
            .goods
            .iter()
            .filter_map(|at| self.finder.goods.get(*at))
            .collect();
        let candidates: Vec<String> = goods.iter().take(8).map(|good| good.code.clone()).collect();
        let (code, sureness) = match goods.as_slice() {
            [one] => {
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

    /// A price beside an item: asked or agreed, of one or of all, nobody can tell. The PO's is
    /// taken, which is said where it is another.
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

    /// The quantity of a segment's only goods.
    fn quantity(&self, pieces: &[Piece], at: usize) -> Read<i64> {
        let typed = pieces
            .get(at)
            .map(|goods| self.raw(goods.from, goods.to))
            .unwrap_or_default();
        let tail = matches!(
            pieces.get(at),
            Some(Piece {
                what: What::Goods { tail: true, .. },
                ..
            })
        );
        let counts = self.counts(pieces);
        let first = |what: fn(&What) -> bool| pieces.iter().find(|piece| what(&piece.what));
        let nowhere = |value, sureness| Read {
            value,
            span: None,
            sureness,
        };
        match counts.as_slice() {
            [] => {
                let strange =
                    first(|what| matches!(what, What::Dotted | What::Odd | What::Measure));
                if let Some(strange) = strange {
                    let text = self.raw(strange.from, strange.to);
                    let key = if strange.what == What::Measure {
                        "chat-qty-measure"
                    } else {
                        "chat-qty-odd"
                    };
                    return Read {
                        value: 1,
                        span: Some(self.span(strange)),
                        sureness: unclear(key, &text),
                    };
                }
                if tail {
                    return nowhere(1, unclear("chat-qty-or-name", &typed));
                }
                if first(|what| matches!(what, What::Price(_))).is_some() {
                    return nowhere(1, unclear("chat-qty-priced", &typed));
                }
                nowhere(1, assumed("chat-qty-missing", &typed))
            }
            [one] => {
                let odd = first(|what| matches!(what, What::Odd));
                let read = self.counted(pieces, *one, *one < at);
                match odd {
                    Some(odd) => read.at_most(unclear("chat-qty-odd", &self.raw(odd.from, odd.to))),
                    None => read,
                }
            }
            [one, ..] => self
                .counted(pieces, *one, *one < at)
                .at_most(unclear("chat-qty-several", &typed)),
        }
    }

    /// The places of a segment's quantities; bare numbers from a thousand on are amounts where a
    /// smaller one stands beside them.
    fn counts(&self, pieces: &[Piece]) -> Vec<usize> {
        let value = |at: &usize| match pieces.get(*at).map(|piece| &piece.what) {
            Some(What::Count { value, times, .. }) => Some((*value, *times)),
            _ => None,
        };
        let mut counts: Vec<usize> = (0..pieces.len()).filter(|at| value(at).is_some()).collect();
        let amount = |at: &usize| value(at).is_some_and(|(value, times)| value >= 1000 && !times);
        if counts.len() > 1 && !counts.iter().all(amount) {
            counts.retain(|at| !amount(at));
        }
        counts
    }

    /// A quantity as it stands; `leads` when it stands before its goods.
    fn counted(&self, pieces: &[Piece], at: usize, leads: bool) -> Read<i64> {
        let Some(
            piece @ Piece {
                what: What::Count { value, unit, times },
                from,
                to,
            },
        ) = pieces.get(at)
        else {
            return Read {
                value: 1,
                span: None,
                sureness: Sureness::Certain,
            };
        };
        let text = self.raw(*from, *to);
        let (value, sureness) = match unit {
            Unit::Of(each) => (
                value.saturating_mul(*each),
                Sureness::Assumed(
                    Message::new("chat-qty-dozen")
                        .text("text", text.as_str())
                        .count("count", value.saturating_mul(*each)),
                ),
            ),
            Unit::Pack => (*value, assumed("chat-qty-pack", &text)),
            // Pieces or thousands?
            _ if !times && *value >= 1000 => (*value, unclear("chat-qty-amount", &text)),
            _ if !times && *value >= 100 && !leads => (*value, unclear("chat-qty-amount", &text)),
            _ if !times && *value >= 100 => (*value, assumed("chat-qty-bare", &text)),
            _ => (*value, Sureness::Certain),
        };
        let mut read = Read {
            value,
            span: Some(self.span(piece)),
            sureness,
        };
        if !(1..=MAX_QTY).contains(&value) {
            read.value = 1;
            read.sureness = unclear("chat-qty-bounds", &text);
        }
        read
    }

    /// The quantities of several goods in a row: each before its goods, or each behind them.
    fn several(&self, pieces: &[Piece], goods: &[usize]) -> Vec<Read<i64>> {
        let counts = self.counts(pieces);
        let pairs = |before: bool| {
            counts.len() == goods.len()
                && counts
                    .iter()
                    .zip(goods)
                    .all(|(count, goods)| (count < goods) == before)
                && counts
                    .windows(2)
                    .zip(goods.windows(2))
                    .all(|(counts, goods)| match (counts, goods) {
                        ([_, next], [one, _]) if before => one < next,
                        ([one, _], [_, next]) => one < next,
                        _ => false,
                    })
        };
        let alone = counts.is_empty();
        let before = pairs(true);
        let behind = !before && pairs(false);
        goods
            .iter()
            .enumerate()
            .map(|(nth, at)| {
                let typed = pieces
                    .get(*at)
                    .map(|goods| self.raw(goods.from, goods.to))
                    .unwrap_or_default();
                match counts.get(nth) {
                    Some(count) if before || behind => self.counted(pieces, *count, before),
                    _ if alone => Read {
                        value: 1,
                        span: None,
                        sureness: assumed("chat-qty-missing", &typed),
                    },
                    _ => Read {
                        value: 1,
                        span: None,
                        sureness: unclear("chat-qty-whose", &typed),
                    },
                }
            })
            .collect()
    }

    /// A segment that names no goods: something unknown, a quantity alone, or words.
    fn without_goods(&mut self, pieces: &[Piece], first: bool) {
        let counts = self.counts(pieces);
        let runs = self.runs(pieces, &[]);
        let text: Vec<String> = runs.iter().map(|run| run.value.clone()).collect();
        if let ([count, ..], true) = (counts.as_slice(), runs.is_empty()) {
            let read = self.counted(pieces, *count, true);
            self.reading.count.get_or_insert(read);
            return;
        }
        let is_words = |run: &Read<String>| run.value.chars().any(char::is_alphabetic);
        let opening = runs.first().and_then(|run| first_word(&run.value));
        let tells = opening.as_deref().is_some_and(vocabulary::tells);
        let asks = opening.as_deref().is_some_and(vocabulary::asks_for);
        let listed =
            self.place == Place::List && !runs.is_empty() && !asks && runs.iter().any(is_words);
        // `rendang 3` in a sentence, and any line of a list.
        if !tells && !asks && ((counts.len() == 1 && runs.iter().any(is_words)) || listed) {
            let qty = match counts.as_slice() {
                [count, ..] => self.counted(pieces, *count, true),
                [] => Read {
                    value: 1,
                    span: None,
                    sureness: Sureness::Certain,
                },
            };
            let typed = text.join(" ");
            let span = runs.iter().filter_map(|run| run.span).reduce(Span::through);
            self.reading.items.push(ChatItem {
                code: Read {
                    value: None,
                    span,
                    sureness: unclear("chat-goods-unknown", &typed),
                },
                typed,
                candidates: Vec::new(),
                qty,
                customization: None,
                price: None,
            });
            return;
        }
        for run in runs {
            if asks {
                self.about(run);
            } else if first
                && self.reading.items.is_empty()
                && self.reading.lead.is_none()
                && !tells
            {
                self.reading.lead = Some(run);
            } else {
                self.reading.rest.push(run);
            }
        }
    }

    /// Words beside goods: about them, about the order, or who orders.
    fn words_around(&mut self, pieces: &[Piece], goods: &[usize], first: bool) {
        let opening = goods.first().copied().unwrap_or_default();
        let leads_to = pieces
            .iter()
            .take(opening)
            .position(|piece| matches!(piece.what, What::Count { .. }))
            .unwrap_or(opening);
        let begin = |at: usize| pieces.get(at).map_or(0, |piece| piece.from);
        for run in self.runs(pieces, goods) {
            let column = run.span.map_or(0, |span| span.from.1);
            let lead_ends = self
                .tokens
                .span(begin(leads_to), begin(leads_to) + 1)
                .from
                .1;
            let word = first_word(&run.value);
            if word.as_deref().is_some_and(vocabulary::tells) {
                self.reading.rest.push(run);
            } else if column < lead_ends {
                if first && self.reading.lead.is_none() {
                    self.reading.lead = Some(run);
                } else {
                    self.reading.rest.push(run);
                }
            } else {
                self.about(run);
            }
        }
    }

    /// Words about the last item; those of an earlier line when there is none in this.
    fn about(&mut self, run: Read<String>) {
        let about = assumed("chat-custom", &run.value);
        let sure = run.at_most(about);
        match self.reading.items.last_mut() {
            Some(item) => attach(item, sure),
            None => self.reading.about.push(sure),
        }
    }

    /// The runs of words that are neither goods nor numbers, as written.
    fn runs(&self, pieces: &[Piece], goods: &[usize]) -> Vec<Read<String>> {
        let mut runs = Vec::new();
        let counted = pieces
            .iter()
            .any(|piece| matches!(piece.what, What::Count { .. }));
        let mut open: Option<(usize, usize)> = None;
        let close = |open: &mut Option<(usize, usize)>, runs: &mut Vec<Read<String>>| {
            if let Some((from, to)) = open.take() {
                runs.push(Read::certain(
                    self.raw(from, to),
                    self.tokens.span(from, to),
                ));
            }
        };
        for (at, piece) in pieces.iter().enumerate() {
            let is_word = match piece.what {
                What::Other => true,
                // Without a quantity it is asked whether it is one.
                What::Measure => counted || goods.is_empty(),
                What::Goods { .. } => goods.binary_search(&at).is_err(),
                _ => false,
            };
            if is_word {
                open = Some((open.map_or(piece.from, |(from, _)| from), piece.to));
            } else if piece.what == What::Bracketed {
                close(&mut open, &mut runs);
                let inside = self
                    .tokens
                    .raw(piece.from + 1, piece.to.saturating_sub(1))
                    .to_owned();
                runs.push(Read::certain(inside, self.span(piece)));
            } else if piece.what != What::Filler {
                close(&mut open, &mut runs);
            }
        }
        close(&mut open, &mut runs);
        runs
    }

    /// What only the whole line tells: so much of each, and a number that may be meant for all.
    fn finish(mut self, pieces: &[Piece]) -> Reading {
        let each = pieces.windows(2).find(|pair| {
            matches!(
                pair,
                [
                    Piece {
                        what: What::Each,
                        ..
                    },
                    Piece {
                        what: What::Count { .. },
                        ..
                    }
                ]
            )
        });
        if let Some(pair) = each {
            let qty = self.counted(pair, 1, true);
            let text = qty.value.to_string();
            for item in &mut self.reading.items {
                if item.qty.span.is_none() || item.qty.span == qty.span {
                    item.qty = qty.clone().at_most(assumed("chat-qty-each", &text));
                }
            }
            self.reading.count = None;
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

/// Adds words to what is asked of an item.
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

fn first_word(text: &str) -> Option<String> {
    let word = text
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty());
    word.map(str::to_lowercase)
}
