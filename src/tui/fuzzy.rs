//! Fuzzy search: a few letters find a text, with words in any order and in old or new spelling.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::text::fold;

/// A prepared query to match against many texts.
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Fuzzy {
    /// Prepares what was typed.
    pub fn new(query: &str) -> Self {
        Self {
            pattern: Pattern::new(
                &fold(query),
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            ),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    /// Scores how well a text matches, higher is better; `None` when it doesn't match.
    pub fn score(&mut self, text: &str) -> Option<u32> {
        let folded = fold(text);
        let haystack = Utf32Str::new(&folded, &mut self.buffer);
        self.pattern.score(haystack, &mut self.matcher)
    }
}

/// Whether each typed word begins a word of the text: what is meant for certain, before anything
/// that only resembles it.
pub fn begins_words(query: &str, text: &str) -> bool {
    let text = fold(text);
    fold(query)
        .split(' ')
        .all(|part| text.split(' ').any(|word| word.starts_with(part)))
}

/// Whether each typed word begins with a letter that begins a word of the text. Suggestions that
/// one key accepts must pass this stricter test.
pub fn matches_word_starts(query: &str, text: &str) -> bool {
    let text = fold(text);
    let mut starts = text.split(' ').filter_map(|word| word.chars().next());
    let starts: Vec<char> = starts.by_ref().collect();
    fold(query)
        .split(' ')
        .filter_map(|word| word.chars().next())
        .all(|first| starts.contains(&first))
}

/// The indices of the matching texts: exact ones before those that resemble what was typed, the far-
/// fetched last. Among these the best first; equal ones in the order given.
pub fn rank<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut fuzzy = Fuzzy::new(query);
    let tier = |text: &str| {
        if begins_words(query, text) {
            0
        } else if matches_word_starts(query, text) {
            1
        } else {
            2
        }
    };
    let mut found: Vec<(u8, Reverse<u32>, usize)> = texts
        .enumerate()
        .filter_map(|(at, text)| {
            let score = fuzzy.score(text)?;
            Some((tier(text), Reverse(score), at))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_a_name() {
        let names = ["Siti Aminah", "Budi Soekardjo", "Budiman"];
        let find = |query| rank(query, names.into_iter());
        assert_eq!(find("sukar"), [1]);
        assert_eq!(find("budi"), [1, 2]);
        assert_eq!(find("amin siti"), [0]);
        assert_eq!(find("xyz"), [] as [usize; 0]);
        assert_eq!(find(""), [0, 1, 2]);
    }

    #[test]
    fn the_exact_comes_before_the_fuzzy() {
        let names = ["Sukma Arini", "Nastar", "Bu Sari"];
        let find = |query| rank(query, names.into_iter());
        // "sar" is in all three: scattered, inside, and as the beginning of a word.
        assert_eq!(find("sar"), [2, 0, 1]);
    }

    #[test]
    fn what_begins_otherwise_is_far_fetched() {
        assert!(matches_word_starts("kstgl", "Kastengel Toples"));
        assert!(matches_word_starts("tkst", "Kastengel Toples"));
        assert!(!matches_word_starts("nas", "Celana Futsal M"));
    }
}
