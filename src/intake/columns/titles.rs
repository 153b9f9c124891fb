//! Reads, shows and compares titles of columns.

use super::brackets::outside_brackets;
use super::units;
use crate::intake::file::cell::Row;

/// The titles of a header row.
pub(in crate::intake) fn titles(row: &Row<'_>) -> Vec<String> {
    (0..row.len())
        .map(|index| title(&row.get(index).to_text()))
        .collect()
}

/// The header as text for a message, shortened when it is very long.
pub(in crate::intake) fn shown(seen: &[String]) -> String {
    const MOST: usize = 30;
    let mut text = seen
        .iter()
        .filter(|title| !title.is_empty())
        .take(MOST)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    if text.is_empty() {
        text.push('—');
    } else if seen.len() > MOST {
        text.push_str(", …");
    }
    text
}

/// The key by which a row of titles is remembered.
pub(in crate::intake) fn key_of(titles: &[String]) -> String {
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let alike = |name: &String| folded.iter().filter(|other| *other == name).count() > 1;
    let parts = titles.iter().zip(&folded).map(|(title, name)| {
        // The rows of one question differ only in their brackets.
        if alike(name) {
            fold_whole(title)
        } else {
            name.clone()
        }
    });
    parts.collect::<Vec<_>>().join("|")
}

/// A title that may be shown: without control characters (rule 59), cut when long.
fn title(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .take(60)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Folds a title for comparison, with the text in brackets.
pub(in crate::intake) fn fold_whole(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Folds a title for comparison: lower case letters and digits, without bracketed remarks. `@` alone
/// is the price of one.
pub(in crate::intake) fn fold(title: &str) -> String {
    if title.trim() == "@" {
        return "hargasatuan".to_owned();
    }
    outside_brackets(title)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words of questions that say nothing about what is asked for.
#[rustfmt::skip]
const ASKING: [&str; 44] = [
    "apa", "apakah", "apasaja", "siapa", "berapa", "mana", "dimana", "di", "saja", "aja", "kamu",
    "anda", "kalian", "kakak", "kak", "kk", "tolong", "mohon", "silakan", "silahkan", "isi", "tulis",
    "tuliskan", "isikan", "sebutkan", "ya", "dong", "yang", "mau", "ingin", "akan", "what", "which",
    "is", "are", "do", "would", "you", "your", "the", "to", "want", "like", "please",
];

/// Words that ask how many.
const HOW_MANY: [&str; 9] = [
    "berapa",
    "jumlah",
    "jumlahnya",
    "jml",
    "banyak",
    "banyaknya",
    "qty",
    "quantity",
    "many",
];
/// Units of counting that name no goods.
#[rustfmt::skip]
const COUNTED: [&str; 29] = [
    "untuk", "tiap", "setiap", "masing", "per", "each", "for", "jenis", "macam", "varian", "total", "semua",
    "how", "of", "number", "item", "items", "produk", "product", "products", "barang", "pesan", "pesanan",
    "order", "orders", "dipesan", "boxes", "jars", "kotak",
];

/// Whether a title asks how many without naming goods: `Jumlah toples`, `How many?`.
pub(super) fn counts(title: &str) -> bool {
    let title = outside_brackets(title).collect::<String>().to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_known = |word: &str| {
        HOW_MANY.contains(&word)
            || ASKING.contains(&word)
            || COUNTED.contains(&word)
            || units::PIECES.contains(&word)
    };
    words.iter().any(|word| HOW_MANY.contains(word)) && words.iter().all(|word| is_known(word))
}

/// What a question asks for, folded: `nomorwa` for `Nomor WA kamu berapa?`; the order for a
/// question like "what do you order?".
pub(super) fn asked(title: &str) -> String {
    let words = outside_brackets(title)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>()
        .to_lowercase();
    let words = words.split_whitespace();
    let (asking, rest): (Vec<&str>, Vec<&str>) = words.partition(|word| ASKING.contains(word));
    match rest[..] {
        ["pesan" | "dipesan" | "order" | "diorder" | "beli" | "dibeli"]
            if asking.contains(&"apa") || asking.contains(&"what") =>
        {
            "pesanan".to_owned()
        }
        _ => rest.concat(),
    }
}
