//! What a line says about goods and numbers.

use super::super::clean::{Line, lead};
use super::super::items::{Place, read};
use super::super::numbers::Unit;
use super::super::pieces::{PieceKind, pieces};
use super::super::sentence;
use super::super::signs::{Sign, shows};
use super::super::speech::Words;
use super::super::tokens::Tokens;
use crate::domain::chat::{ChatItem, Read};
use crate::intake::assortment::Finder;

/// What a line says about goods and numbers.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The known goods.
    pub items: Vec<ChatItem>,
    /// All its quantities.
    pub counts: Vec<Read<i64>>,
    /// The quantity after `jadi`, `biar`.
    pub becomes: Option<i64>,
    /// Whether the number is for each.
    pub each: bool,
    /// `lagi`, `juga`.
    pub more: bool,
    /// `aja`, `saja`.
    pub only: bool,
}

/// Reads a line for its goods and numbers.
pub(super) fn said(line: &Line, finder: &Finder<'_>) -> Said {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let words = Words::of(&line.text);
    let mut said = Said {
        more: words.has(Sign::More),
        only: words.has(Sign::Only),
        ..Said::default()
    };
    for (from, to) in sentence::parts(&tokens).items {
        let reading = read(&tokens, from, to, Place::Named, finder);
        let known = |item: &ChatItem| !item.candidates.is_empty();
        said.items.extend(reading.items.into_iter().filter(known));
        for piece in pieces(&tokens, from, to, finder) {
            said.each |= piece.what == PieceKind::Each;
            let PieceKind::Count { value, unit, .. } = piece.what else {
                continue;
            };
            let each = match unit {
                Unit::Of(each) => each,
                _ => 1,
            };
            let value = value.saturating_mul(each);
            let before = (from..piece.from).rev().take(2);
            if before
                .filter_map(|at| tokens.word(at))
                .any(|word| shows(word, Sign::Becomes))
            {
                said.becomes = Some(value);
            }
            said.counts
                .push(Read::certain(value, tokens.span(piece.from, piece.to)));
        }
    }
    said
}
