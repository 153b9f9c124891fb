//! Words for units of counting beside a quantity, in a title, and in a column of their own; and
//! titles that say amounts are in thousands.
//!
//! One rule for all three places: a unit is read, or the row is refused with its place. Goods are
//! sold by the piece, whatever it is called (`toples`, `loyang`, `pack`); dozens and scores have a
//! fixed number of pieces; what weighs, or holds a number that only the shop knows (`dus`), is
//! refused.

use super::brackets::outside_brackets;

/// What a word says about the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Unit {
    /// So many pieces: 1, 12, 20 or 144.
    Pieces(u32),
    /// A weight, a volume, or a pack whose pieces are not known.
    Unknown,
}

/// Words for one piece of what is sold.
#[rustfmt::skip]
pub(super) const PIECES: &[&str] = &[
    "x", "pcs", "pc", "piece", "pieces", "porsi", "box", "boxes", "bungkus", "bks", "buah", "bh", "pack",
    "packs", "pak", "toples", "tpl", "tpls", "jar", "jars", "cup", "botol", "loyang", "potong", "lembar", "set", "unit",
    "kotak", "ktk", "bgks", "bngks", "lyg", "lyng", "ptg", "item", "items", "ea", "each", "pouch", "btl", "bijian", "stel",
];

/// Words for several pieces, and how many.
const SEVERAL: &[(&str, u32)] = &[
    ("lusin", 12),
    ("lsn", 12),
    ("dosin", 12),
    ("losin", 12),
    ("dozen", 12),
    ("dozens", 12),
    ("dz", 12),
    ("kodi", 20),
    ("gross", 144),
];

/// Words for what can't be counted, or whose pieces only the shop knows.
#[rustfmt::skip]
const UNKNOWN: &[&str] = &[
    "kg", "kilo", "kilogram", "g", "gr", "gram", "grams", "ons", "ton", "kuintal", "liter", "ltr", "l", "ml", "cc",
    "dus", "doos", "karton", "carton", "ctn", "bal", "ball", "karung", "sak", "peti", "biji", "butir", "slice",
    "iris", "pasang", "rim", "rol", "meter", "m", "cm", "sendok", "gelas", "kaleng", "tampah",
    "nampan", "renteng",
];

impl Unit {
    /// Reads a word; `None` when it is no unit.
    pub(in crate::intake) fn of(word: &str) -> Option<Self> {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.to_lowercase();
        if PIECES.contains(&word.as_str()) {
            return Some(Self::Pieces(1));
        }
        if UNKNOWN.contains(&word.as_str()) {
            return Some(Self::Unknown);
        }
        let several = SEVERAL.iter().find(|(name, _)| *name == word);
        several.map(|(_, pieces)| Self::Pieces(*pieces))
    }

    /// The unit that a title says its numbers are in: in brackets (`Qty (lusin)`), after a slash or
    /// `per` (`Harga/lusin`), or as its last word (`Jumlah toples`).
    pub(in crate::intake) fn of_title(title: &str) -> Option<Self> {
        let plain: String = outside_brackets(title).collect();
        let bracketed = title.len() > plain.len();
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect()
        };
        let all = words(title);
        let outside = words(&plain);
        let found = all.iter().enumerate().filter_map(|(at, word)| {
            // `(500 gr)` is how much one piece holds.
            let is_size = at > 0 && all[at - 1].bytes().all(|byte| byte.is_ascii_digit());
            // `L` and `M` are sizes, `x` may be anything.
            let alone = word.len() > 1 || bracketed;
            let said = Self::of(word).filter(|_| at > 0 && !is_size && alone)?;
            Some((
                said,
                outside.last() == Some(word) || !outside.contains(word),
            ))
        });
        let found: Vec<Self> = found
            .filter(|(_, placed)| *placed)
            .map(|(unit, _)| unit)
            .collect();
        match found[..] {
            [] => None,
            [unit] => Some(unit),
            // `Jumlah (toples/box)`: several words for one piece.
            _ if found.iter().all(|unit| *unit == Self::Pieces(1)) => Some(Self::Pieces(1)),
            _ => Some(Self::Unknown),
        }
    }
}

/// How many rupiah 1 means below a title: 1,000 for `Harga (ribuan)`, else 1.
pub(in crate::intake) fn rupiah_of_title(title: &str) -> i64 {
    let lower = title.to_lowercase();
    let compact: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let thousands = [
        "x1000", "x1.000", "x1,000", "(000)", "'000", "(k)", "rp000", "(rpk)",
    ];
    if has(&["juta", "jutaan", "jt", "million", "millions", "mio"]) {
        1_000_000
    } else if has(&["ribu", "ribuan", "rb", "rban", "thousand", "thousands"])
        || thousands.iter().any(|mark| compact.contains(mark))
    {
        1_000
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Qty (lusin)", Some(Unit::Pieces(12)))]
    #[case("Jumlah (toples) *", Some(Unit::Pieces(1)))]
    #[case("Jumlah toples", Some(Unit::Pieces(1)))]
    #[case("Banyak (box/toples)", Some(Unit::Pieces(1)))]
    #[case("Harga/kodi", Some(Unit::Pieces(20)))]
    #[case("Harga per lusin", Some(Unit::Pieces(12)))]
    #[case("Jumlah (kg)", Some(Unit::Unknown))]
    #[case("Jumlah dus", Some(Unit::Unknown))]
    #[case("Jumlah (lusin/kodi)", Some(Unit::Unknown))]
    #[case("Nastar (500 gr)", None)]
    #[case("Pcs", None)]
    #[case("Jumlah", None)]
    #[case("Harga (Rp)", None)]
    fn units_of_titles(#[case] title: &str, #[case] unit: Option<Unit>) {
        assert_eq!(Unit::of_title(title), unit);
    }

    #[rstest]
    #[case("Harga (ribuan)", 1_000)]
    #[case("Harga (ribu)", 1_000)]
    #[case("Total dalam juta", 1_000_000)]
    #[case("Harga (x1.000)", 1_000)]
    #[case("Harga Rp '000", 1_000)]
    #[case("Harga Jual (IDR)", 1)]
    fn factors_of_amounts(#[case] title: &str, #[case] rupiah: i64) {
        assert_eq!(rupiah_of_title(title), rupiah);
    }
}
