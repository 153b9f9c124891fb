//! How many: a quantity belongs to the goods it stands beside, and what could be read in two ways is
//! not guessed.

use super::super::pieces::{Piece, What};
use super::super::vocabulary::Unit;
use super::{LineReader, assumed, unclear};
use crate::domain::chat::{Read, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;

impl LineReader<'_, '_> {
    /// The quantity of a segment's only goods.
    pub(super) fn quantity(&self, pieces: &[Piece], at: usize) -> Read<i64> {
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
    pub(super) fn counts(&self, pieces: &[Piece]) -> Vec<usize> {
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
    pub(super) fn counted(&self, pieces: &[Piece], at: usize, leads: bool) -> Read<i64> {
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
    pub(super) fn several(&self, pieces: &[Piece], goods: &[usize]) -> Vec<Read<i64>> {
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
}
