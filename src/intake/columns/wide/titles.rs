//! Reads titles of forms: rows of a question's grid, goods with a price, questions for the
//! customer.

use super::super::brackets::outside_brackets;
use super::super::meaning::Meaning;
use super::super::titles::fold;
use crate::domain::money::Rupiah;

/// Parts of questions that ask for the customer, used when no title is a known alias.
pub(in crate::intake) const CUSTOMER_QUESTIONS: [(Meaning, &[&str]); 3] = [
    (Meaning::Name, &["nama"]),
    (
        Meaning::Phone,
        &["whatsapp", "nowa", "nomorwa", "nohp", "nomorhp", "telepon"],
    ),
    (Meaning::Address, &["alamat"]),
];

/// Words in titles of columns whose small numbers are no units.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "no", "nomor", "nourut", "nomorurut", "id", "rt", "rw", "umur", "usia", "absen", "noabsen", "nomorabsen",
    "norumah", "nomorrumah", "blok", "kelas", "total", "totalpcs", "totalitem", "totalpesanan", "jumlah",
    "jumlahtotal", "qty", "age", "number", "score", "skor",
];

/// Whether small numbers below this title are no units.
pub(super) fn is_numbered(title: &str) -> bool {
    NUMBERED.contains(&fold(title).as_str())
}

/// For each title the row of a question's grid that it is: the text in square brackets, when
/// another title has the same question.
pub(in crate::intake) fn of_grids(titles: &[String]) -> Vec<Option<String>> {
    let parts = |title: &'_ String| {
        let (question, row) = title.strip_suffix(']')?.rsplit_once('[')?;
        Some((fold(question), row.len()))
    };
    let questions: Vec<Option<(String, usize)>> = titles.iter().map(parts).collect();
    titles
        .iter()
        .zip(&questions)
        .map(|(title, of)| {
            let (question, len) = of.as_ref()?;
            let same = |other: &&Option<(String, usize)>| {
                other.as_ref().is_some_and(|(other, _)| other == question)
            };
            let several = questions.iter().filter(same).count() > 1;
            several.then(|| {
                title[title.len() - 1 - len..title.len() - 1]
                    .trim()
                    .to_owned()
            })
        })
        .collect()
}

/// A title without bracketed remarks and price.
pub(in crate::intake) fn bare(title: &str) -> String {
    let plain: String = outside_brackets(title).collect();
    let words: Vec<&str> = plain
        .split_whitespace()
        .take_while(|word| !is_price(word))
        .collect();
    let words = words.join(" ");
    let end = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '=' | '@' | '/');
    words.trim_matches(end).to_owned()
}

/// The price that a title or a choice names, wherever it stands: `Nastar (Rp60.000)`.
pub(super) fn price_of(title: &str) -> Option<Rupiah> {
    let mut words = title.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']'));
    let word = words.find(|word| is_price(word))?.trim_start_matches('@');
    let has_figures = word.contains(|c: char| c.is_ascii_digit());
    let figures = if has_figures { word } else { words.next()? };
    Rupiah::parse(figures.trim_end_matches([',', '.', '-'])).ok()
}

/// Whether a word begins a price: `Rp65.000`, `Rp`, `@65rb`, `65k`, `65.000`.
fn is_price(word: &str) -> bool {
    let word = word.to_lowercase();
    let (marked, rest) = match word.strip_prefix('@') {
        Some(rest) => (true, rest),
        None => (false, word.as_str()),
    };
    let (marked, rest) = match rest.strip_prefix("rp") {
        Some(rest) => (true, rest.trim_start_matches('.')),
        None => (marked, rest),
    };
    if rest.is_empty() {
        return marked;
    }
    let digits = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = &rest[digits.len()..];
    let figures = !digits.is_empty()
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let thousands = matches!(unit, "k" | "rb" | "ribu" | "jt");
    let grouped = digits
        .split(['.', ','])
        .skip(1)
        .any(|group| group.len() == 3);
    figures && (marked || thousands || grouped)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{bare, price_of};

    #[rstest]
    #[case("Nastar Keju (500 g)", "Nastar Keju")]
    #[case("Nastar Keju - Rp65.000", "Nastar Keju")]
    #[case("Nastar Keju @65k /toples", "Nastar Keju")]
    #[case("Nastar Keju 65rb", "Nastar Keju")]
    #[case("Nastar Keju Rp 65.000", "Nastar Keju")]
    #[case("Molen 12", "Molen 12")]
    fn names_are_freed_from_prices(#[case] title: &str, #[case] name: &str) {
        assert_eq!(bare(title), name);
    }

    #[rstest]
    #[case("Nastar (Rp60.000)", Some(60_000))]
    #[case("Nastar - Rp 60.000", Some(60_000))]
    #[case("Nastar @60rb", Some(60_000))]
    #[case("Nastar (500 gr)", None)]
    #[case("Risol isi 10", None)]
    fn prices_are_read_from_choices(#[case] title: &str, #[case] rupiah: Option<i64>) {
        assert_eq!(price_of(title).map(|price| price.raw()), rupiah);
    }
}
