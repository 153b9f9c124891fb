//! Reads words that are neither goods nor numbers: unknown goods, customizations, and remarks about
//! the order.

use super::super::pieces::{Piece, PieceKind};
use super::super::vocabulary;
use super::count::{assumed, unclear};
use super::{LineReader, Place, attach};
use crate::domain::chat::{ChatItem, Read, Span, Sureness};

impl LineReader<'_, '_> {
    /// Reads a segment without goods: unknown goods, a bare quantity, or words.
    pub(super) fn without_goods(&mut self, pieces: &[Piece], first: bool) {
        let counts = self.counts(pieces);
        let runs = self.runs(pieces, &[]);
        let text: Vec<String> = runs.iter().map(|run| run.value.clone()).collect();
        let figures = |piece: &Piece| {
            matches!(
                piece.what,
                PieceKind::Count { .. }
                    | PieceKind::Dotted
                    | PieceKind::Odd
                    | PieceKind::Long
                    | PieceKind::Measure
                    | PieceKind::Price(_)
                    | PieceKind::Each
                    | PieceKind::Phone
                    | PieceKind::Filler
            )
        };
        if pieces.iter().all(figures)
            && let Some(count) = self.alone(pieces)
        {
            // `nastar keju, 2 pcs`
            match self.reading.items.last_mut() {
                Some(item) if item.qty.span.is_none() => {
                    let typed = item.typed.clone();
                    item.qty = count.read.at_most(assumed("chat-qty-shared", &typed));
                }
                Some(_) | None => {
                    self.reading.count.get_or_insert(count);
                }
            }
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
                [count, ..] => self.counted(pieces, *count, true).read,
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
                chosen: None,
                customization: None,
                price: None,
            });
            return;
        }
        // `yang 1 jangan pedas`: about one unit, not all.
        if asks
            && !counts.is_empty()
            && let (Some(begin), Some(end)) = (pieces.first(), pieces.last())
        {
            let span = self.tokens.span(begin.from, end.to);
            return self.about(Read::certain(self.raw(begin.from, end.to), span));
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

    /// Reads the words around goods: about the goods, the order or the customer.
    pub(super) fn words_around(&mut self, pieces: &[Piece], goods: &[usize], first: bool) {
        let opening = goods.first().copied().unwrap_or_default();
        let leads_to = pieces
            .iter()
            .take(opening)
            .position(|piece| matches!(piece.what, PieceKind::Count { .. }))
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

    /// Adds words to the last item of this line, else keeps them for an item of an earlier line.
    pub(super) fn about(&mut self, run: Read<String>) {
        let about = assumed("chat-custom", &run.value);
        let sure = run.at_most(about);
        match self.reading.items.last_mut() {
            Some(item) => attach(item, sure),
            None => self.reading.about.push(sure),
        }
    }

    /// The groups of words between goods and numbers, as written.
    pub(super) fn runs(&self, pieces: &[Piece], goods: &[usize]) -> Vec<Read<String>> {
        let mut runs = Vec::new();
        let counted = pieces
            .iter()
            .any(|piece| matches!(piece.what, PieceKind::Count { .. }));
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
            // `tgl 12/12`, `DP 50rb`: the figure belongs to the words.
            let figure = open.is_some_and(|(from, _)| {
                let word = self.tokens.word(from).unwrap_or_default();
                match piece.what {
                    PieceKind::Odd => vocabulary::tells(word),
                    // `kirim 12 des`
                    PieceKind::Count { .. } => goods.is_empty() && vocabulary::tells(word),
                    // `jgn toples`
                    PieceKind::Filler => {
                        let before = piece.from.checked_sub(1);
                        let before = before.and_then(|at| self.tokens.word(at));
                        before.is_some_and(vocabulary::denies)
                            && self.tokens.word(piece.from).is_some()
                    }
                    PieceKind::Price(_) | PieceKind::Dotted => {
                        word == "dp" || vocabulary::pays(word)
                    }
                    _ => false,
                }
            });
            let is_word = match piece.what {
                _ if figure => true,
                PieceKind::Other => true,
                // Without another quantity this is asked to be one.
                PieceKind::Measure | PieceKind::Long => counted || goods.is_empty(),
                // A date, a house's number: `diambil 12/2`.
                PieceKind::Odd => goods.is_empty(),
                PieceKind::Goods { .. } => goods.binary_search(&at).is_err(),
                _ => false,
            };
            if is_word {
                open = Some((open.map_or(piece.from, |(from, _)| from), piece.to));
            } else if piece.what == PieceKind::Bracketed {
                close(&mut open, &mut runs);
                let inside = self
                    .tokens
                    .raw(piece.from + 1, piece.to.saturating_sub(1))
                    .to_owned();
                runs.push(Read::certain(inside, self.span(piece)));
            } else if piece.what != PieceKind::Filler {
                close(&mut open, &mut runs);
            }
        }
        close(&mut open, &mut runs);
        runs
    }
}

fn first_word(text: &str) -> Option<String> {
    let word = text
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty());
    word.map(str::to_lowercase)
}
