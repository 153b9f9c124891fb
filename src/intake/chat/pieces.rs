//! Groups the tokens of a line into pieces: goods, quantities, prices, separators and other words.

use crate::domain::money::Rupiah;

use super::numbers::{self, Unit};
use super::tokens::{Kind, Tokens, key_part};
use super::vocabulary;
use crate::intake::assortment::{Finder, Fit, Hit, LONGEST};

/// The kinds of piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// A name of goods. `tail`: its first or last number may also be the quantity.
    Goods { hit: Hit, tail: bool },
    /// A quantity; `times` when it has a times sign (`2x`).
    Count { value: i64, unit: Unit, times: bool },
    /// A weight or volume.
    Measure,
    /// A price.
    Price(Rupiah),
    /// A number with a dot or comma.
    Dotted,
    /// `1/2`, `2-3`.
    Odd,
    /// A number too long to be a quantity.
    Long,
    /// A separator between items.
    Sep,
    /// "Of each": `masing-masing`.
    Each,
    /// A word or sign without meaning.
    Filler,
    /// Any other word.
    Other,
    /// A phone number.
    Phone,
    /// Words in brackets, without the brackets.
    Bracketed,
}

/// A piece and its token range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub what: PieceKind,
    pub from: usize,
    pub to: usize,
}

/// Groups the tokens `from..to`.
pub(super) fn pieces(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    finder: &Finder<'_>,
) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = from;
    while at < to {
        let (what, end) = next(tokens, at, to, finder, pieces.last());
        pieces.push(Piece {
            what,
            from: at,
            to: end,
        });
        at = end;
    }
    pieces
}

fn next(
    tokens: &Tokens<'_>,
    at: usize,
    to: usize,
    finder: &Finder<'_>,
    before: Option<&Piece>,
) -> (PieceKind, usize) {
    if let Some((hit, end, tail)) = whole(tokens, at, to, finder) {
        // A code that fits several goods may be the beginning of a longer name.
        if hit.goods.len() > 1
            && let Some((longer, stop, tail)) = loose(tokens, at, to, finder)
            && longer.goods.iter().all(|good| hit.goods.contains(good))
            && stop > end
        {
            return (PieceKind::Goods { hit: longer, tail }, stop);
        }
        return (PieceKind::Goods { hit, tail }, end);
    }
    let Some(kind) = tokens.kind(at) else {
        return (PieceKind::Filler, at + 1);
    };
    match kind {
        // `2 belas`, `3 ratus`
        Kind::Number(_) if multiplied(tokens, at + 1, to) => (PieceKind::Odd, at + 2),
        Kind::Number(value) => count(tokens, at, at + 1, to, *value, before, finder),
        Kind::Word(word) => {
            if let Some((words, value)) = spelled(tokens, at, to) {
                return match value {
                    Some(value) => count(tokens, at, at + words, to, value, before, finder),
                    None => (PieceKind::Odd, at + words),
                };
            }
            if let Some(found) = halved(tokens, at, to, word, finder, before) {
                return found;
            }
            match numbers::one_of(word) {
                Some(Unit::Measure) => return (PieceKind::Measure, at + 1),
                Some(Unit::Other) | None => {}
                Some(unit) => {
                    let one = PieceKind::Count {
                        value: 1,
                        unit,
                        times: true,
                    };
                    return (one, at + 1);
                }
            }
            word_piece(tokens, at, to, word, finder)
        }
        Kind::Price(price) => (PieceKind::Price(*price), at + 1),
        Kind::Dotted => match unit_at(tokens, at + 1, to) {
            Some(Unit::Measure) => (PieceKind::Measure, at + 2),
            _ => (PieceKind::Dotted, at + 1),
        },
        Kind::Odd => (PieceKind::Odd, at + 1),
        Kind::Long => (PieceKind::Long, at + 1),
        Kind::Phone => (PieceKind::Phone, at + 1),
        Kind::Opaque => (PieceKind::Other, at + 1),
        Kind::Each => (PieceKind::Each, at + 1),
        Kind::Sep => (PieceKind::Sep, at + 1),
        Kind::Open => bracketed(tokens, at, to, finder),
        Kind::Times | Kind::Dash | Kind::Colon | Kind::Slash | Kind::Close | Kind::Mark => {
            (PieceKind::Filler, at + 1)
        }
    }
}

/// Reads a word that makes a number no whole one: `setengah lusin` is six, in `setengah mati` it is
/// no number, and `kalih` is two unless it joins goods.
fn halved(
    tokens: &Tokens<'_>,
    at: usize,
    to: usize,
    word: &str,
    finder: &Finder<'_>,
    before: Option<&Piece>,
) -> Option<(PieceKind, usize)> {
    if !numbers::is_odd_number(word) {
        return None;
    }
    let unit = unit_at(tokens, at + 1, to);
    let goods = |at: usize| {
        at < to
            && (whole(tokens, at, to, finder).is_some() || loose(tokens, at, to, finder).is_some())
    };
    let half = numbers::is_half(word);
    Some(match unit {
        Some(Unit::Of(all)) if half && all % 2 == 0 => {
            let six = PieceKind::Count {
                value: 1,
                unit: Unit::Of(all / 2),
                times: true,
            };
            (six, at + 2)
        }
        None if half
            && !goods(at + 1)
            && !before.is_some_and(|before| matches!(before.what, PieceKind::Goods { .. })) =>
        {
            (PieceKind::Other, at + 1)
        }
        _ if numbers::is_two_or_and(word) && !goods(at + 1) => {
            count(tokens, at, at + 1, to, 2, before, finder)
        }
        _ => (PieceKind::Odd, at + 1),
    })
}

/// Reads a number in words that begins at a token.
fn spelled(tokens: &Tokens<'_>, at: usize, to: usize) -> Option<(usize, Option<i64>)> {
    numbers::spelled((at..to).map_while(|at| tokens.word(at)))
}

/// Whether the word at a token multiplies the figure before it.
fn multiplied(tokens: &Tokens<'_>, at: usize, to: usize) -> bool {
    spelled(tokens, at, to.min(at + 1)).is_some_and(|(_, value)| value.is_none())
}

/// The longest whole name that begins at a token.
fn whole(
    tokens: &Tokens<'_>,
    at: usize,
    to: usize,
    finder: &Finder<'_>,
) -> Option<(Hit, usize, bool)> {
    let named = |kind: &Kind| {
        matches!(
            kind,
            Kind::Word(_) | Kind::Number(_) | Kind::Long | Kind::Dotted | Kind::Price(_)
        )
    };
    let first = tokens.kind(at).filter(|kind| named(kind))?;
    let mut key = String::new();
    let mut parts = 0;
    let mut best: Option<(Hit, usize)> = None;
    let mut shorter = false;
    for end in at..to.min(at + 2 * LONGEST) {
        let token = tokens.all.get(end)?;
        if let Some(part) = key_part(token, tokens.text) {
            if parts > 0 {
                key.push(' ');
            }
            key.push_str(&part);
            parts += 1;
        } else {
            continue;
        }
        if parts > LONGEST || !finder.begins(&key) {
            break;
        }
        // A bare number is a quantity, unless it is as long as a code.
        let code = parts > 1
            || !matches!(first, Kind::Number(n) if *n < 1000)
                && !matches!(first, Kind::Price(_) | Kind::Dotted);
        if code
            && named(&token.kind)
            && let Some(hit) = finder.whole(&key)
        {
            shorter =
                matches!(token.kind, Kind::Number(_)) && shorter_fits(tokens, at, end, finder);
            best = Some((hit, end + 1));
        }
    }
    let (hit, end) = best?;
    let head = matches!(first, Kind::Number(_))
        && end > at + 1
        && !before_is_count(tokens, at)
        && whole(tokens, at + 1, end, finder).is_some_and(|(_, rest, _)| rest == end);
    Some((hit, end, shorter || head))
}

/// Whether there is a number before a token.
fn before_is_count(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|before| {
        matches!(tokens.kind(before), Some(Kind::Number(_) | Kind::Times))
            || tokens.word(before) == Some("x")
    })
}

/// Whether the name fits also without the number at its end: `Brownies 20`.
fn shorter_fits(tokens: &Tokens<'_>, at: usize, end: usize, finder: &Finder<'_>) -> bool {
    let words: Vec<&str> = (at..end).filter_map(|token| tokens.word(token)).collect();
    words.len() == end - at
        && (finder.whole(&words.join(" ")).is_some() || finder.loose(&words).is_some())
}

/// Whether the word at a token is a single letter of a variant's name beside another of its words:
/// `M putih`.
fn is_size(tokens: &Tokens<'_>, at: usize, to: usize, finder: &Finder<'_>) -> bool {
    let word = |at: usize| (at < to).then(|| tokens.word(at)).flatten();
    match (word(at), word(at + 1)) {
        (Some(size), Some(next)) if size.len() == 1 && finder.goods.has_word(size) => {
            let hit = finder.loose(&[size, next]);
            hit.is_some_and(|hit| hit.fit <= Fit::Part)
        }
        _ => false,
    }
}

fn unit_at(tokens: &Tokens<'_>, at: usize, to: usize) -> Option<Unit> {
    (at < to)
        .then(|| tokens.word(at))
        .flatten()
        .and_then(numbers::unit)
}

/// Reads the number in the tokens `at..end` with the unit or times sign that makes it a quantity,
/// or something else.
fn count(
    tokens: &Tokens<'_>,
    at: usize,
    mut end: usize,
    to: usize,
    value: i64,
    before: Option<&Piece>,
    finder: &Finder<'_>,
) -> (PieceKind, usize) {
    let is_times = |at: usize| {
        matches!(tokens.kind(at), Some(Kind::Times))
            || matches!(tokens.word(at), Some("x" | "kali"))
    };
    let last = at.checked_sub(1);
    let word_before = last.and_then(|last| match tokens.kind(last) {
        Some(Kind::Sep) if tokens.is_tight(last) => {
            last.checked_sub(1).and_then(|at| tokens.word(at))
        }
        _ => tokens.word(last),
    });
    // `ibu2`, `pagi2`
    let doubled = value == 2
        && tokens.is_tight(at)
        && last.is_some_and(|last| tokens.word(last).is_some_and(|word| word != "x"));
    if doubled && !before.is_none_or(|before| matches!(before.what, PieceKind::Goods { .. })) {
        return (PieceKind::Filler, end);
    }
    // Behind a name in a list it is one: `Pak RW 2`.
    if before.is_some() && word_before.is_some_and(vocabulary::numbers_otherwise) {
        return (PieceKind::Other, end);
    }
    let thanks = tokens.word(end).is_some_and(|word| {
        matches!(
            word,
            "makasih" | "terima" | "maap" | "terimakasih" | "makasi" | "suwun"
        )
    });
    if thanks {
        return (PieceKind::Other, end);
    }
    // The sign between two numbers belongs to the first: `2 x 65000`.
    let pair = before.is_some_and(|before| matches!(before.what, PieceKind::Count { .. }));
    let mut times = last.is_some_and(is_times) && before.is_some() && !pair;
    let mut unit = Unit::Piece;
    if end < to && is_times(end) {
        // `2 x L` may be a size; a lone `x` behind a number is a times sign all the same.
        times = true;
        end += 1;
    }
    if let Some(named) = unit_at(tokens, end, to).filter(|_| !is_size(tokens, end, to, finder)) {
        match named {
            Unit::Other => return (PieceKind::Other, end + 1),
            Unit::Measure => return (PieceKind::Measure, end + 1),
            Unit::Piece => times = true,
            Unit::Pack | Unit::Of(_) => {}
        }
        unit = named;
        end += 1;
        if end < to && is_times(end) {
            end += 1;
        }
    }
    (PieceKind::Count { value, unit, times }, end)
}

fn word_piece(
    tokens: &Tokens<'_>,
    at: usize,
    to: usize,
    word: &str,
    finder: &Finder<'_>,
) -> (PieceKind, usize) {
    if matches!(word, "masing" | "masing2" | "each") {
        // `masing-masing`, `masing2`
        let again = |next: &usize| {
            let figure = *next == at + 1 && tokens.is_tight(*next);
            tokens.word(*next) == Some("masing")
                || figure && matches!(tokens.kind(*next), Some(Kind::Number(2)))
        };
        let twice = (at + 1..to.min(at + 3)).rfind(again);
        return (PieceKind::Each, twice.unwrap_or(at) + 1);
    }
    // A street may be named like goods.
    if matches!(word, "jl" | "jln" | "jalan" | "gg" | "gang") {
        return (PieceKind::Other, at + 1);
    }
    if vocabulary::joins(word) {
        return (PieceKind::Sep, at + 1);
    }
    // `L hitam` is a variant, not litres.
    if is_size(tokens, at, to, finder)
        && let Some((hit, end, tail)) = loose(tokens, at, to, finder)
        && end > at + 1
    {
        return (PieceKind::Goods { hit, tail }, end);
    }
    if vocabulary::is_filler(word) || word == "x" || numbers::unit(word).is_some() {
        return (PieceKind::Filler, at + 1);
    }
    // `bro` is no Brownies.
    if vocabulary::is_calm(word) && !finder.goods.has_word(word) {
        return (PieceKind::Other, at + 1);
    }
    match loose(tokens, at, to, finder) {
        Some((hit, end, tail)) => (PieceKind::Goods { hit, tail }, end),
        None => (PieceKind::Other, at + 1),
    }
}

/// The best match for the words from a token on: the surest, then the longest.
fn loose(
    tokens: &Tokens<'_>,
    at: usize,
    to: usize,
    finder: &Finder<'_>,
) -> Option<(Hit, usize, bool)> {
    let mut words = Vec::new();
    let mut end = at;
    let mut best: Option<(Hit, usize)> = None;
    while end < to && words.len() < 5 {
        match tokens.kind(end) {
            Some(Kind::Word(word)) => {
                let plain =
                    vocabulary::is_filler(word) || vocabulary::joins(word) || numbers::counts(word);
                if plain {
                    break;
                }
                words.push(word.as_str());
            }
            Some(Kind::Dash | Kind::Slash) if tokens.is_tight(end) => {
                end += 1;
                continue;
            }
            _ => break,
        }
        end += 1;
        if let Some(hit) = finder.loose(&words) {
            let rank = |fit: Fit| match fit {
                Fit::Whole | Fit::Beginning => 0,
                Fit::Part => 1,
                Fit::Typo => 2,
            };
            // A longer name is better when it fits as well, decides between goods that a shorter
            // one left open, or is the same name with a misspelt rest.
            let better = best.as_ref().is_none_or(|(old, _)| {
                rank(hit.fit) <= rank(old.fit)
                    || hit.goods.len() < old.goods.len()
                    || hit.goods == old.goods
            });
            if better {
                best = Some((hit, end));
            }
        }
    }
    let (hit, end) = best?;
    Some(sized(tokens, &hit, end, to, finder).unwrap_or((hit, end, false)))
}

/// Picks the variant whose name has the number after the goods: `kastengel 500 gr` among `Kastengel
/// Toples 500 g` and `Kastengel Toples 250 g`. Without a measure the number may also be the
/// quantity.
fn sized(
    tokens: &Tokens<'_>,
    hit: &Hit,
    at: usize,
    to: usize,
    finder: &Finder<'_>,
) -> Option<(Hit, usize, bool)> {
    if hit.goods.len() < 2 || at >= to || !matches!(tokens.kind(at), Some(Kind::Number(_))) {
        return None;
    }
    let number = tokens.raw(at, at + 1);
    let has = |good: &usize| {
        finder
            .goods
            .words_of(*good)
            .iter()
            .any(|word| word == number)
    };
    let mut named = hit.goods.iter().copied().filter(has);
    let (Some(one), None) = (named.next(), named.next()) else {
        return None;
    };
    let measured = unit_at(tokens, at + 1, to) == Some(Unit::Measure);
    let hit = Hit {
        goods: vec![one],
        fit: hit.fit,
    };
    Some((hit, at + 1 + usize::from(measured), !measured))
}

/// Reads a bracket: as the quantity or price inside it, else as words about the item.
fn bracketed(tokens: &Tokens<'_>, at: usize, to: usize, finder: &Finder<'_>) -> (PieceKind, usize) {
    let mut depth = 0_usize;
    let close = (at..to.min(at + 100)).find(|at| {
        match tokens.kind(*at) {
            Some(Kind::Open) => depth += 1,
            Some(Kind::Close) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let Some(close) = close.filter(|close| *close > at + 1) else {
        return (PieceKind::Filler, at + 1);
    };
    let counts = (at + 1..close).all(|at| match tokens.kind(at) {
        Some(Kind::Word(word)) => {
            word == "x" || numbers::unit(word).is_some() || numbers::counts(word)
        }
        Some(
            Kind::Number(_) | Kind::Long | Kind::Price(_) | Kind::Times | Kind::Each | Kind::Phone,
        ) => true,
        _ => false,
    });
    let names = whole(tokens, at + 1, close, finder).is_some_and(|(_, end, _)| end == close);
    if counts || names {
        (PieceKind::Filler, at + 1)
    } else {
        (PieceKind::Bracketed, close + 1)
    }
}
