//! Splits a message into clauses, each with what it does: at the ends of sentences, at emoji, at
//! commas, and before words that turn round what was said (`eh`, `tapi`).

use super::clean::{Line, is_decoration, lead};
use super::speech::{Act, Words};

/// A clause, as a range of bytes in one of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    /// Index of its line.
    pub line: usize,
    pub from: usize,
    pub to: usize,
    pub act: Act,
    /// Whether it is part of a question.
    pub asked: bool,
    /// Whether it ends its sentence.
    pub last: bool,
}

impl Clause {
    /// Its text in the lines that it was split from.
    pub fn text<'a>(&self, lines: &'a [Line]) -> &'a str {
        let line = lines.get(self.line);
        line.and_then(|line| line.text.get(self.from..self.to))
            .unwrap_or_default()
    }
}

/// Words before which a clause ends.
const TURNS: &[&str] = &[
    "eh",
    "tapi",
    "tp",
    "tpi",
    "ralat",
    "koreksi",
    "maksudnya",
    "cuma",
    "ning",
];

/// Splits lines into clauses, from left to right.
pub(super) fn clauses(lines: &[Line]) -> Vec<Clause> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let mut from = lead(text).0;
        for end in sentence_ends(text, from).into_iter().chain([text.len()]) {
            let sentence = text.get(from..end).unwrap_or_default();
            if sentence.chars().any(char::is_alphanumeric) {
                let before = found.len();
                found.extend(sentence_clauses(at, text, from, end));
                if let Some(last) = found.last_mut() {
                    last.last = true;
                }
                let mut asked = found
                    .get(before..)
                    .is_some_and(|clauses| asks(text, clauses));
                // `nastar 2, tf ke mana?` orders and asks about the payment.
                for clause in found.iter_mut().skip(before).rev() {
                    clause.asked = asked;
                    let words = Words::of(clause.text(lines));
                    if asked && (words.asks() || clause.last) && about_the_bill(&words) {
                        asked = false;
                    }
                }
            }
            from = end;
        }
    }
    found
}

/// Whether the clauses of a sentence are a question. `ya?` only asks to agree.
fn asks(text: &str, clauses: &[Clause]) -> bool {
    let (Some(first), Some(last)) = (clauses.first(), clauses.last()) else {
        return false;
    };
    let sentence = text.get(first.from..last.to).unwrap_or_default();
    let words = Words::of(sentence);
    let mut ends = words.all().rev();
    let tag = ends
        .by_ref()
        .take(2)
        .any(|word| matches!(word, "ya" | "yah" | "yaa" | "kan" | "oke"));
    words.asks() || sentence.trim_end().ends_with('?') && !tag
}

/// Whether a question is about paying or fetching, which comes after ordering.
fn about_the_bill(words: &Words) -> bool {
    words.all().any(|word| {
        matches!(
            word,
            "tp" | "trp"
                | "transfer"
                | "bayar"
                | "bayarnya"
                | "rek"
                | "norek"
                | "rekening"
                | "total"
                | "totalnya"
                | "ambil"
                | "diambil"
                | "ongkir"
                | "ongkirnya"
                | "qris"
                | "jadinya"
                | "semuanya"
        )
    })
}

/// Byte positions behind the ends of sentences.
fn sentence_ends(text: &str, from: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut word = 0;
    let mut depth = 0_usize;
    let mut letters = false;
    let mut chars = text
        .char_indices()
        .skip_while(|(at, _)| *at < from)
        .peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let gap = next.is_none_or(char::is_whitespace);
        depth = match c {
            '(' | '[' => depth + 1,
            ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        };
        let ends_here = match c {
            '?' | '!' | ';' | '…' => !matches!(next, Some('?' | '!')),
            // Not after abbreviations: `Jl. A`, `a.n. Budi`, `No. 5`.
            '.' => gap && !is_abbreviation(text, at, word) || next == Some('.'),
            _ => is_decoration(c) && !matches!(c, '~' | '•' | '→' | '➡' | '✖' | '\u{fe0f}'),
        };
        if ends_here && letters && depth == 0 {
            ends.push(at + c.len_utf8());
            letters = false;
        }
        letters |= c.is_alphanumeric();
        word = if c.is_alphabetic() { word + 1 } else { 0 };
    }
    ends
}

/// Whether the letters before a full stop are an abbreviation.
fn is_abbreviation(text: &str, at: usize, letters: usize) -> bool {
    let word = text.get(..at).unwrap_or_default();
    let word = word
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let known = [
        "jl", "jln", "no", "bpk", "dr", "drh", "st", "rt", "rw", "kec", "kab", "kel", "prov", "gg",
        "lt", "tgl", "hp", "wa", "blk", "kav", "hj", "prop", "kom", "perum", "telp", "ds",
    ];
    letters == 1 || known.contains(&word.as_str())
}

/// The clauses of a sentence.
fn sentence_clauses(line: usize, text: &str, from: usize, to: usize) -> Vec<Clause> {
    let sentence = text.get(from..to).unwrap_or_default();
    let mut cuts = vec![from];
    let mut depth = 0_usize;
    let mut before = None;
    let mut said = false;
    for (at, c) in sentence.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let next = sentence.get(at + 1..).and_then(|rest| rest.chars().next());
                let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                if !(digits(before) && digits(next)) {
                    cuts.push(from + at + 1);
                    said = false;
                }
            }
            _ if c.is_alphabetic() && before.is_none_or(|c: char| !c.is_alphanumeric()) => {
                let rest = sentence.get(at..).unwrap_or_default();
                let end = rest
                    .find(|c: char| !c.is_alphabetic())
                    .unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default().to_lowercase();
                if said && depth == 0 && TURNS.contains(&word.as_str()) {
                    cuts.push(from + at);
                }
                said = true;
            }
            _ => {}
        }
        before = Some(c);
    }
    cuts.push(to);
    let ranges = cuts.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((*from, *to)),
        _ => None,
    });
    let clauses = ranges.filter_map(|(from, to)| {
        let said = text.get(from..to)?;
        said.chars().any(char::is_alphanumeric).then(|| Clause {
            line,
            from,
            to,
            act: Words::of(said).act(),
            asked: false,
            last: false,
        })
    });
    clauses.collect()
}

/// The lines with nothing left but these clauses; columns stay.
pub(super) fn masked(lines: &[Line], clauses: &[Clause]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut text = String::with_capacity(line.text.len());
        let mut from = 0;
        for clause in clauses.iter().filter(|clause| clause.line == at) {
            let gap = line.text.get(from..clause.from).unwrap_or_default();
            // Bullets and list numbers stay.
            match from == 0 && clause.from == lead(&line.text).0 {
                true => text.push_str(gap),
                false => text.extend(gap.chars().map(|_| ' ')),
            }
            text.push_str(clause.text(lines));
            from = clause.to;
        }
        if !text.is_empty() {
            kept.push(Line {
                number: line.number,
                text,
            });
        } else if line.text.is_empty() || super::clean::is_rule(&line.text) {
            kept.push(line.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("nastar 2, eh 3 deh kak", &["nastar 2,", "eh 3 deh kak"])]
    #[case("pesan nastar 2 ya kak. oiya tutup tgl brp?", &["pesan nastar 2 ya kak.", "oiya tutup tgl brp?"])]
    #[case("kirim ke Jl. Melati 5, a.n. Bu Siti", &["kirim ke Jl. Melati 5,", "a.n. Bu Siti"])]
    #[case("setengah mati nyarinya 😩 nastar satu", &["setengah mati nyarinya 😩", "nastar satu"])]
    #[case("2,5 kg", &["2,5 kg"])]
    fn clauses_of_a_line(#[case] text: &str, #[case] expected: &[&str]) {
        let lines = [Line {
            number: 1,
            text: text.to_owned(),
        }];
        let found = clauses(&lines);
        let said: Vec<&str> = found
            .iter()
            .map(|clause| clause.text(&lines).trim())
            .collect();
        assert_eq!(said, expected);
    }
}
