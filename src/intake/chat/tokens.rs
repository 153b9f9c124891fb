//! Splits a line into tokens: words, numbers, prices, phones and signs. Letters and digits are
//! separate tokens (`2pcs`, `600ml`), so that spacing doesn't matter.

use winnow::ascii::{digit1, space0};
use winnow::combinator::{alt, opt, peek, preceded, repeat};
use winnow::error::{ContextError, ErrMode};
use winnow::prelude::*;
use winnow::token::{any, one_of, take_while};

use crate::domain::chat::Span;
use crate::domain::money::Rupiah;
use crate::domain::phone;
use crate::domain::text::fold;

use super::clean::{Line, is_decoration};
use super::digits;

type Parsed<T> = Result<T, ErrMode<ContextError>>;

/// The kinds of token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, folded.
    Word(String),
    /// A whole number.
    Number(i64),
    /// Digits with a dot or comma: `1.000`, `2,5`.
    Dotted,
    /// A number that is no clear quantity: `1/2`, `2-3`, `½`.
    Odd,
    /// A number too long to be a quantity: of an account, an identity card, or mistyped.
    Long,
    /// A number marked as an amount: `Rp35.000`, `35k`, `@15.000`.
    Price(Rupiah),
    /// A phone number.
    Phone,
    /// A date, a time or a link.
    Opaque,
    /// `×`, `*`.
    Times,
    /// `@` before a number: a unit price.
    Each,
    /// A separator of items: `,` `;` `+` `&` `?`.
    Sep,
    /// `-`, `–`.
    Dash,
    /// `:`, `=`.
    Colon,
    /// `/`.
    Slash,
    /// `(`, `[`.
    Open,
    /// `)`, `]`.
    Close,
    /// Anything else: emoji, quotes.
    Mark,
}

/// A token and its byte range in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
}

/// A line's tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    /// The line's number in the paste.
    pub number: usize,
    /// The line's text.
    pub text: &'a str,
    /// The tokens, from left to right.
    pub all: Vec<Token>,
    /// The column of each byte, from 1; empty when the line is ASCII.
    columns: Vec<usize>,
}

impl<'a> Tokens<'a> {
    /// The tokens of a line from byte `from` on.
    pub(super) fn of(line: &'a Line, from: usize) -> Self {
        let text = line.text.as_str();
        let mut columns = Vec::new();
        if !text.is_ascii() {
            for (column, c) in text.chars().enumerate() {
                columns.extend(std::iter::repeat_n(column + 1, c.len_utf8()));
            }
        }
        Self {
            number: line.number,
            text,
            all: tokens(text, from),
            columns,
        }
    }

    /// The text of the tokens `from..to`, as written.
    pub(super) fn raw(&self, from: usize, to: usize) -> &'a str {
        let ends = (
            self.all.get(from),
            to.checked_sub(1).and_then(|at| self.all.get(at)),
        );
        match ends {
            (Some(first), Some(last)) => self.text.get(first.from..last.to).unwrap_or_default(),
            _ => "",
        }
    }

    /// The span of the tokens `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let last = self.all.len().saturating_sub(1);
        let column = |byte: usize| match self.columns.as_slice() {
            [] => byte + 1,
            columns => columns.get(byte).copied().unwrap_or(1),
        };
        let first = self.all.get(from.min(last)).map_or(0, |token| token.from);
        let end = self
            .all
            .get(to.saturating_sub(1).max(from).min(last))
            .map_or(0, |token| token.to.saturating_sub(1));
        Span::in_line(self.number, column(first), column(end))
    }

    /// The folded word at `at`, if it is one.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match self.all.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// All words, folded.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.all.len()).filter_map(|at| self.word(at))
    }

    /// The phone number at `at`, as written; for a link to a chat the number in it.
    pub(super) fn number(&self, at: usize) -> &'a str {
        let text = self.raw(at, at + 1);
        chat_number(text).unwrap_or(text)
    }

    /// The kind at `at`.
    pub(super) fn kind(&self, at: usize) -> Option<&Kind> {
        self.all.get(at).map(|token| &token.kind)
    }

    /// Whether a token follows the one before it without a space.
    pub(super) fn is_tight(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.all.get(before));
        matches!((before, self.all.get(at)), (Some(before), Some(token)) if before.to == token.from)
    }
}

/// The token's part of a name's lookup key; `None` for signs, which don't matter in names.
pub(super) fn key_part(token: &Token, text: &str) -> Option<String> {
    match &token.kind {
        Kind::Word(word) => Some(word.clone()),
        Kind::Dash | Kind::Slash | Kind::Open | Kind::Close | Kind::Mark | Kind::Colon => None,
        Kind::Sep => text.get(token.from..token.to).map(str::to_owned),
        Kind::Times => Some("x".to_owned()),
        Kind::Each => Some("@".to_owned()),
        _ => text.get(token.from..token.to).map(fold),
    }
}

/// The parts of a name's lookup key, made from its tokens.
pub(in crate::intake) fn key_parts(name: &str) -> Vec<String> {
    tokens(name, 0)
        .iter()
        .filter_map(|token| key_part(token, name))
        .flat_map(|part| part.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The tokens of a text from byte `from` on; digits of other scripts are read too.
fn tokens(text: &str, from: usize) -> Vec<Token> {
    let Some((typed, places)) = digits::as_typed(text) else {
        return typed_tokens(text, from);
    };
    let place = |at: usize| places.get(at).copied().unwrap_or(text.len());
    let mut tokens = typed_tokens(&typed, places.partition_point(|place| *place < from));
    for token in &mut tokens {
        (token.from, token.to) = (place(token.from), place(token.to));
    }
    tokens
}

fn typed_tokens(text: &str, from: usize) -> Vec<Token> {
    let mut rest = text.get(from..).unwrap_or_default();
    let mut tokens = Vec::new();
    loop {
        rest = rest.trim_start();
        let start = text.len() - rest.len();
        let Ok(kind) = token.parse_next(&mut rest) else {
            return tokens;
        };
        tokens.push(Token {
            kind,
            from: start,
            to: text.len() - rest.len(),
        });
    }
}

/// Reads one token. Most are words, so other kinds are tried only when the first character allows
/// them.
fn token(input: &mut &str) -> Parsed<Kind> {
    match input.chars().next() {
        Some('h' | 'w' | 'r' | 'R' | 'i' | 'I') => alt((link, price, word, sign)).parse_next(input),
        Some(c) if c.is_alphabetic() => alt((word, sign)).parse_next(input),
        Some('0'..='9' | '+' | '(' | '@') => alt((
            telephone.value(Kind::Phone),
            price,
            moment.value(Kind::Opaque),
            odd.value(Kind::Odd),
            number,
            sign,
        ))
        .parse_next(input),
        _ => sign(input),
    }
}

/// Reads a link up to the next space; a link to a chat counts as a phone number.
fn link(input: &mut &str) -> Parsed<Kind> {
    let starts = ["http://", "https://", "wa.me/", "www."];
    if starts.iter().any(|start| input.starts_with(start)) {
        return take_while(1.., |c: char| !c.is_whitespace())
            .map(|link| match chat_number(link) {
                Some(_) => Kind::Phone,
                None => Kind::Opaque,
            })
            .parse_next(input);
    }
    Err(nothing())
}

/// The number in a link to a chat: `https://wa.me/6281…?text=…`.
pub(super) fn chat_number(link: &str) -> Option<&str> {
    let bare = link
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let number = bare
        .strip_prefix("wa.me/")
        .or_else(|| bare.strip_prefix("api.whatsapp.com/send?phone="))?;
    let plus = number.len() - number.trim_start_matches('+').len();
    let digits = number.get(plus..)?;
    let end = digits.find(|c: char| !c.is_ascii_digit());
    let number = number.get(..plus + end.unwrap_or(digits.len()))?;
    phone::normalize(number).is_some().then_some(number)
}

fn nothing() -> ErrMode<ContextError> {
    ErrMode::Backtrack(ContextError::new())
}

/// Reads a phone number, in one piece or in groups. A short group after a complete number is a
/// quantity, not part of it.
fn telephone(input: &mut &str) -> Parsed<()> {
    if !input.starts_with(['+', '0', '6', '8', '(']) {
        return Err(nothing());
    }
    let mut best = None;
    let mut end = 0;
    let text = *input;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        // Looks only a few bytes ahead; longer numbers are no phones.
        let run = |from: usize, has: fn(&u8) -> bool| {
            rest.bytes().skip(from).take(26).take_while(has).count()
        };
        let gap = run(0, |byte| b" -.()+".contains(byte));
        let digits = run(gap, u8::is_ascii_digit);
        if digits == 0 || gap > 2 || end + gap + digits > 24 || (best.is_some() && digits < 3) {
            break;
        }
        end += gap + digits;
        let so_far = text.get(..end).unwrap_or_default();
        if so_far.len() >= 9 && phone::normalize(so_far).is_some() {
            best = Some(end);
        }
    }
    let ends_well = |end: &usize| {
        !text
            .get(*end..)
            .unwrap_or_default()
            .starts_with(|c: char| c.is_alphanumeric())
    };
    // `(021) 555…` is a phone, in `(0812…` the bracket is a sign of its own.
    let closes = |end: &usize| {
        !text.starts_with('(') || text.get(..*end).is_some_and(|phone| phone.contains(')'))
    };
    match best.filter(ends_well).filter(closes) {
        Some(end) => {
            *input = text.get(end..).unwrap_or_default();
            Ok(())
        }
        None => Err(nothing()),
    }
}

/// Digits with dots and commas inside.
fn figures<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    (
        digit1,
        repeat::<_, _, (), _, _>(0.., (one_of(['.', ',']), digit1)),
    )
        .take()
        .parse_next(input)
}

/// Reads an amount that is marked by what is before or after it (rule 60).
fn price(input: &mut &str) -> Parsed<Kind> {
    let rupiah = |input: &mut &str| -> Parsed<()> {
        let text = *input;
        let lower: String = text.chars().take(4).flat_map(char::to_lowercase).collect();
        let length = ["rp.", "rp", "idr"]
            .iter()
            .find(|prefix| lower.starts_with(**prefix))
            .map(|prefix| prefix.len())
            .ok_or_else(nothing)?;
        *input = text.get(length..).ok_or_else(nothing)?;
        Ok(())
    };
    let named = (opt('@'), rupiah, space0, figures, opt(suffix), opt(",-"));
    let at = (
        '@',
        space0,
        figures.verify(|figures: &str| figures.len() > 3),
        opt(suffix),
        opt(",-"),
    );
    let counted = (figures, suffix);
    let typed = alt((named.void(), at.void(), counted.void())).take();
    typed
        .verify_map(|typed: &str| {
            let typed = typed.to_lowercase();
            let spoken = ["rebu", "rbu", "ewu"].iter();
            let usual = spoken.fold(typed, |typed, word| typed.replace(word, "ribu"));
            Rupiah::parse(&usual).ok()
        })
        .map(Kind::Price)
        .parse_next(input)
}

/// `rb`, `ribu`, `k`, `jt`, `juta`, and no letter behind it.
fn suffix(input: &mut &str) -> Parsed<()> {
    let spaced = preceded(space0, letters).verify(|word: &str| {
        ["rb", "ribu", "rebu", "rbu", "ewu", "jt", "juta"].contains(&word.to_lowercase().as_str())
    });
    let tight = letters.verify(|word: &str| word.eq_ignore_ascii_case("k"));
    alt((tight, spaced)).void().parse_next(input)
}

fn letters<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    take_while(1.., |c: char| c.is_ascii_alphabetic()).parse_next(input)
}

/// A date or a time.
fn moment(input: &mut &str) -> Parsed<()> {
    let sign = || one_of(['/', '-', '.']);
    let date = (digit1, sign(), digit1, sign(), digit1)
        .take()
        .verify(|date: &str| {
            let parts: Vec<usize> = date.split(['/', '-', '.']).map(str::len).collect();
            matches!(parts.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
        });
    let time = (digit1, ':', digit1)
        .take()
        .verify(|time: &str| time.len() <= 5);
    (alt((date, time)), peek(opt(any))).void().parse_next(input)
}

/// Reads `1/2`, `2-3` and long numbers.
fn odd(input: &mut &str) -> Parsed<()> {
    (digit1, one_of(['/', '-']), digit1)
        .void()
        .parse_next(input)
}

fn number(input: &mut &str) -> Parsed<Kind> {
    figures
        .map(|figures: &str| match figures.parse::<i64>() {
            _ if figures.contains(['.', ',']) => Kind::Dotted,
            Ok(number) if figures.len() <= 8 => Kind::Number(number),
            _ => Kind::Long,
        })
        .parse_next(input)
}

fn word(input: &mut &str) -> Parsed<Kind> {
    let inside = |c: char| {
        (c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')) && !is_decoration(c)
    };
    (one_of(|c: char| c.is_alphabetic()), take_while(0.., inside))
        .take()
        .map(|word: &str| Kind::Word(fold(word)))
        .parse_next(input)
}

fn sign(input: &mut &str) -> Parsed<Kind> {
    any.map(|c: char| match c {
        '×' | '*' => Kind::Times,
        '@' => Kind::Each,
        ',' | ';' | '+' | '&' | '?' | '!' | '|' | '.' => Kind::Sep,
        '-' | '–' | '—' | '−' => Kind::Dash,
        ':' | '=' => Kind::Colon,
        '/' => Kind::Slash,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        _ if digits::is_numeral(c) => Kind::Odd,
        _ => Kind::Mark,
    })
    .parse_next(input)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text, 0)
            .into_iter()
            .map(|token| token.kind)
            .collect()
    }

    fn word(text: &str) -> Kind {
        Kind::Word(text.to_owned())
    }

    #[rstest]
    #[case("2pcs", vec![Kind::Number(2), word("pcs")])]
    #[case("Rp 35.000", vec![Kind::Price(Rupiah::new(35_000))])]
    #[case("35rb 35 ribu 35k 1,5jt", vec![
        Kind::Price(Rupiah::new(35_000)), Kind::Price(Rupiah::new(35_000)),
        Kind::Price(Rupiah::new(35_000)), Kind::Price(Rupiah::new(1_500_000))])]
    #[case("@15000", vec![Kind::Price(Rupiah::new(15_000))])]
    #[case("@2", vec![Kind::Each, Kind::Number(2)])]
    #[case("1.000 2,5", vec![Kind::Dotted, Kind::Dotted])]
    #[case("1/2", vec![Kind::Odd])]
    #[case("12/8/2026 05:00", vec![Kind::Opaque, Kind::Opaque])]
    #[case("0812-3456-7890", vec![Kind::Phone])]
    #[case("+62 812 3456 7890 2 x", vec![Kind::Phone, Kind::Number(2), word("x")])]
    #[case("(0812-3456-7890)", vec![Kind::Open, Kind::Phone, Kind::Close])]
    #[case("081234567890 2", vec![Kind::Phone, Kind::Number(2)])]
    #[case("3171234567890123", vec![Kind::Long])]
    #[case("２ pcs ٢ ½", vec![Kind::Number(2), word("pcs"), Kind::Number(2), Kind::Odd])]
    #[case("３５rb ０８１２３４５６７８９０", vec![Kind::Price(Rupiah::new(35_000)), Kind::Phone])]
    #[case("wa.me/6281234567890 https://toko.id", vec![Kind::Phone, Kind::Opaque])]
    #[case("3 kue", vec![Kind::Number(3), word("kue")])]
    fn lines_are_read(#[case] text: &str, #[case] expected: Vec<Kind>) {
        assert_eq!(kinds(text), expected);
    }
}
