//! Finds the quantity of goods: it belongs to the goods next to it, and is asked when it can be
//! read in two ways.

use super::super::numbers::Unit;
use super::super::pieces::{Piece, PieceKind};
use super::super::tokens::Kind;
use super::LineReader;
use super::count::{Count, Position, assumed, unclear};
use crate::domain::chat::{Read, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;

impl LineReader<'_, '_> {
    /// The quantity of a segment's only goods.
    pub(super) fn quantity(&self, pieces: &[Piece], at: usize) -> Count {
        let typed = pieces
            .get(at)
            .map(|goods| self.raw(goods.from, goods.to))
            .unwrap_or_default();
        let tail = matches!(
            pieces.get(at),
            Some(Piece {
                what: PieceKind::Goods { tail: true, .. },
                ..
            })
        );
        let counts = self.counts(pieces);
        match counts.as_slice() {
            [] => {
                if let Some(strange) = self.strange(pieces) {
                    return strange;
                }
                if tail {
                    return Count::missing(unclear("chat-qty-or-name", &typed));
                }
                if pieces
                    .iter()
                    .any(|piece| matches!(piece.what, PieceKind::Price(_)))
                {
                    return Count::missing(unclear("chat-qty-priced", &typed));
                }
                Count::missing(assumed("chat-qty-missing", &typed))
            }
            [one] => {
                let odd = pieces.iter().find(|piece| piece.what == PieceKind::Odd);
                let read = self.counted(pieces, *one, *one < at);
                match odd {
                    Some(odd) => read.at_most(unclear("chat-qty-odd", &self.raw(odd.from, odd.to))),
                    None => read,
                }
            }
            [one, ..] => {
                let count = self.counted(pieces, *one, *one < at);
                let why = match self.explains(pieces, at, &counts) {
                    true => assumed("chat-qty-shared", &typed),
                    false => unclear("chat-qty-several", &typed),
                };
                count.at_most(why)
            }
        }
    }

    /// Whether the first of several numbers explains the others: it is said again, they are its
    /// parts, or they are prices (`4 x 32 = 128`).
    fn explains(&self, pieces: &[Piece], at: usize, counts: &[usize]) -> bool {
        let value = |at: &usize| match pieces.get(*at).map(|piece| &piece.what) {
            Some(PieceKind::Count { value, .. }) => *value,
            _ => 0,
        };
        let Some((first, rest)) = counts.split_first() else {
            return false;
        };
        let first = value(first);
        let rest: Vec<i64> = rest.iter().map(value).collect();
        let hit = match pieces.get(at).map(|piece| &piece.what) {
            Some(PieceKind::Goods { hit, .. }) => hit.goods.as_slice(),
            _ => &[],
        };
        let is_price = |value: &i64| {
            let amount = Rupiah::new(1_000).times(*value);
            let mut goods = hit.iter().filter_map(|at| self.finder.goods.get(*at));
            *value >= 10
                && goods.any(|good| amount == Ok(good.price) || amount == good.price.times(first))
        };
        rest.iter().all(|value| *value == first)
            || rest.len() > 1 && rest.iter().sum::<i64>() == first
            || rest.iter().all(is_price)
    }

    /// A figure that may be meant as a quantity but is no whole number (`1/2`, `2,5`).
    pub(super) fn strange(&self, pieces: &[Piece]) -> Option<Count> {
        let strange = pieces.iter().find(|piece| {
            matches!(
                piece.what,
                PieceKind::Dotted | PieceKind::Odd | PieceKind::Long | PieceKind::Measure
            )
        })?;
        let text = self.raw(strange.from, strange.to);
        let key = match strange.what {
            PieceKind::Measure => "chat-qty-measure",
            PieceKind::Long => "chat-qty-bounds",
            _ => "chat-qty-odd",
        };
        let mut count = Count::missing(unclear(key, &text));
        count.read.span = Some(self.span(strange));
        count.text = text;
        Some(count)
    }

    /// The quantity of a segment that has quantities and nothing else.
    pub(super) fn alone(&self, pieces: &[Piece]) -> Option<Count> {
        let counts = self.counts(pieces);
        let Some(first) = counts.first() else {
            return self.strange(pieces);
        };
        let mut count = self.counted(pieces, *first, false);
        if let [_, .., last] = counts.as_slice()
            && let (Some(first), Some(last)) = (pieces.get(*first), pieces.get(*last))
        {
            count.text = self.raw(first.from, last.to);
            count = count
                .clone()
                .at_most(unclear("chat-qty-several", &count.text));
        }
        Some(count)
    }

    /// Indexes of a segment's quantities. A bare number from 1,000 on is an amount when there is a
    /// smaller one, and `2 (dua)` is one quantity.
    pub(super) fn counts(&self, pieces: &[Piece]) -> Vec<usize> {
        let value = |at: &usize| match pieces.get(*at).map(|piece| &piece.what) {
            Some(PieceKind::Count { value, times, .. }) => Some((*value, *times)),
            _ => None,
        };
        let mut counts: Vec<usize> = (0..pieces.len()).filter(|at| value(at).is_some()).collect();
        let amount = |at: &usize| value(at).is_some_and(|(value, times)| value >= 1000 && !times);
        if counts.len() > 1 && !counts.iter().all(amount) {
            counts.retain(|at| !amount(at));
        }
        let said = |at: &usize| {
            let piece = pieces.get(*at)?;
            Some((value(at)?.0, self.tokens.word(piece.from).is_some()))
        };
        if let [figure, word] = counts.as_slice()
            && let (Some((one, false)), Some((other, true))) = (said(figure), said(word))
            && one == other
        {
            counts.pop();
        }
        counts
    }

    /// Reads a quantity; `leads` when it comes before its goods.
    pub(super) fn counted(&self, pieces: &[Piece], at: usize, leads: bool) -> Count {
        let Some(
            piece @ Piece {
                what: PieceKind::Count { value, unit, times },
                from,
                to,
            },
        ) = pieces.get(at)
        else {
            return Count::missing(Sureness::Certain);
        };
        let text = self.raw(*from, *to);
        // `20 biji` of what is sold by the pack?
        let single = to
            .checked_sub(1)
            .and_then(|at| self.tokens.word(at))
            .is_some_and(|word| {
                matches!(word, "biji" | "bj" | "butir" | "keping" | "potong" | "ptg")
            });
        let (value, sureness) = match unit {
            _ if single && *value >= 10 => (*value, unclear("chat-qty-measure", &text)),
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
        if self.is_minus(*from) {
            read = read.at_most(assumed("chat-qty-minus", &text));
        }
        let position = match (times, unit, leads) {
            (false, Unit::Piece, true) => Position::Before,
            (false, Unit::Piece, false) => Position::Behind,
            _ => Position::Marked,
        };
        Count {
            read,
            position,
            text,
        }
    }

    /// Whether a dash before a number can be a minus: `-2 nastar`, not `- 2 nastar` or `nastar-2`.
    fn is_minus(&self, at: usize) -> bool {
        let Some(dash) = at.checked_sub(1) else {
            return false;
        };
        matches!(self.tokens.kind(dash), Some(Kind::Dash))
            && self.tokens.is_tight(at)
            && !self.tokens.is_tight(dash)
    }

    /// The quantities of several goods in a segment: all before their goods, or all after them.
    pub(super) fn several(&self, pieces: &[Piece], goods: &[usize]) -> Vec<Count> {
        let mut counts = self.counts(pieces);
        // `6 toples: sagu 3 lidah 3`
        let mut sum = true;
        if let [all, rest @ ..] = counts.as_slice()
            && rest.len() == goods.len()
            && goods.first().is_some_and(|first| all < first)
        {
            let value = |at: &usize| self.counted(pieces, *at, false).read.value;
            sum = value(all) == rest.iter().map(value).sum::<i64>();
            counts.remove(0);
        }
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
        let alone = counts.is_empty() && self.strange(pieces).is_none();
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
                    Some(count) if before || behind => {
                        let count = self.counted(pieces, *count, before);
                        match sum {
                            true => count,
                            false => count.at_most(unclear("chat-qty-several", &typed)),
                        }
                    }
                    _ if alone => Count::missing(assumed("chat-qty-missing", &typed)),
                    _ => Count::missing(unclear("chat-qty-whose", &typed)),
                }
            })
            .collect()
    }
}
