//! Keeps texts in CSV from becoming formulas, and takes that back when the file is read (rule 58).
//!
//! A spreadsheet takes a cell for a formula by its first character, quoted or not. Which cells there
//! are depends on the separator it opens the file with: `rasa; =1+1` is one cell of a file with
//! commas and two of one with semicolons. So a `'` is put before whatever looks like a formula at
//! the beginning of a text and after each separator and line end in it.

use std::borrow::Cow;

/// Where a spreadsheet may begin a cell.
const PARTINGS: [char; 5] = [',', ';', '\t', '\n', '\r'];
/// What begins a formula; the wide forms do so in some spreadsheets too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Makes what follows a text.
const GUARD: char = '\'';

/// Puts a `'` before whatever in a text a spreadsheet could take for a formula.
pub fn guard(text: &str) -> Cow<'_, str> {
    let mut guarded = String::new();
    let mut from = 0;
    for start in starts(text) {
        if is_formula(&text[start..]) {
            guarded.push_str(&text[from..start]);
            guarded.push(GUARD);
            from = start;
        }
    }
    whole(text, guarded, from)
}

/// Takes back what [`guard`] did.
pub fn unguard(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut from = 0;
    for start in starts(text) {
        if text[start..].starts_with(GUARD) && is_formula(&text[start..]) {
            plain.push_str(&text[from..start]);
            from = start + GUARD.len_utf8();
        }
    }
    whole(text, plain, from)
}

fn whole(text: &str, mut changed: String, from: usize) -> Cow<'_, str> {
    if from == 0 && changed.is_empty() {
        return Cow::Borrowed(text);
    }
    changed.push_str(&text[from..]);
    Cow::Owned(changed)
}

/// The positions where a cell may begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let after = text.match_indices(PARTINGS);
    std::iter::once(0).chain(after.map(|(at, parting)| at + parting.len()))
}

/// Whether a text looks like a formula, with any number of guards before it: those that a text has
/// of its own get one more, so that taking one away gives the text back. Blanks and quotes before
/// the sign don't count, as some spreadsheets drop them.
fn is_formula(text: &str) -> bool {
    let dropped = |c: char| c == '"' || c.is_whitespace() && !PARTINGS.contains(&c);
    let text = text.trim_start_matches(GUARD).trim_start_matches(dropped);
    text.starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("tanpa gula", "tanpa gula")]
    #[case("=1+1", "'=1+1")]
    #[case("rasa;=1+1", "rasa;'=1+1")]
    #[case("rasa,\"=1+1\"", "rasa,'\"=1+1\"")]
    #[case("rasa; =1+1", "rasa;' =1+1")]
    #[case("pita merah\n- kartu", "pita merah\n'- kartu")]
    #[case("a\t@SUM(A1)\r+1", "a\t'@SUM(A1)\r'+1")]
    #[case("＝1", "'＝1")]
    #[case("'=1", "''=1")]
    #[case("jumat, 'pagi'", "jumat, 'pagi'")]
    #[case("no-1, a=b", "no-1, a=b")]
    fn a_guard_stands_before_what_looks_like_a_formula(#[case] text: &str, #[case] guarded: &str) {
        assert_eq!(guard(text), guarded);
        assert_eq!(unguard(guarded), text);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[ a1'\"=+@,;\t\n\r-]{0,12}|\\PC{0,24}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }

        /// Whichever separator parts it, no part begins a formula, even without its blanks and quotes.
        #[test]
        fn no_part_of_a_guarded_text_begins_a_formula(text in "[ a'\"=+@,;\t\n\r-]{0,16}") {
            let guarded = guard(&text);
            for part in guarded.split(PARTINGS) {
                let seen = part.trim_start_matches([' ', '"']);
                prop_assert!(!seen.starts_with(SIGNS), "{part:?} of {guarded:?}");
            }
        }
    }
}
