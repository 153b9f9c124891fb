//! Numbers written in words, and the units after them, in folded spelling.

/// What a unit after a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// One piece; also when there is no unit.
    Piece,
    /// A pack, counted as one piece.
    Pack,
    /// So many pieces (a dozen).
    Of(i64),
    /// A weight or volume, which is no quantity.
    Measure,
    /// Something else that is no quantity of goods: people, days.
    Other,
}

/// The unit a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "pcs" | "pc" | "piece" | "pieces" | "porsi" | "box" | "kotak" | "bungkus" | "bks"
        | "buah" | "bh" | "biji" | "bj" | "toples" | "tpls" | "tpl" | "tples" | "stoples"
        | "pck" | "cup" | "gelas" | "mangkok" | "eks" | "botol" | "btl" | "loyang" | "potong"
        | "ptg" | "lembar" | "lbr" | "set" | "unit" | "tray" | "pouch" | "jar" | "bh2" => {
            Unit::Piece
        }
        "pack" | "packs" | "pak" | "paket" => Unit::Pack,
        "lusin" | "lsn" | "dozen" => Unit::Of(12),
        "kodi" => Unit::Of(20),
        "kg" | "kilo" | "gr" | "gram" | "g" | "ons" | "ml" | "liter" | "ltr" | "l" | "cm" | "m"
        | "karton" | "krtn" | "dus" | "dos" | "krat" | "bal" => Unit::Measure,
        "orang" | "org" | "ekor" | "suara" | "votes" | "vote" | "pemenang" | "tamu" | "hari"
        | "jam" | "menit" | "tahun" | "thn" | "bulan" | "bln" | "minggu" | "lantai" | "persen" => {
            Unit::Other
        }
        _ => return None,
    })
}

/// A number written as a word, in Indonesian, English, Javanese or Sundanese.
pub(super) fn number(word: &str) -> Option<i64> {
    Some(match word {
        "besik" | "abesik" | "asiki" | "satunggal" | "sabuting" | "sittung" | "satu" | "one"
        | "siji" | "setunggal" | "hiji" | "setoples" | "sebungkus" | "sekotak" | "sebuah"
        | "sebox" | "atu" | "settong" | "sitok" | "cie" | "sahiji" | "seloyang" | "ciek"
        | "siki" | "sikok" | "sada" | "seddi" => 1,
        "dadua" | "duang" | "rua" | "due" | "dhuwa" | "dua" | "two" | "loro" | "rong" | "duo"
        | "duwa" => 2,
        "talu" | "tallu" | "tetelu" | "tigang" | "tiga" | "three" | "telu" | "tigo" | "tilu"
        | "telung" | "tolu" | "tello" | "tellu" | "tige" => 3,
        "ampat" | "ampa" | "appa" | "empat" | "ampek" | "empa" | "eppa" | "four" | "papat"
        | "sekawan" | "opat" => 4,
        "lelima" | "lime" | "lima" | "lema" | "limang" | "five" | "limo" | "gangsal" => 5,
        "nenem" | "onom" | "annang" | "enam" | "anam" | "nem" | "ennem" | "six" | "enem"
        | "genep" => 6,
        "pepitu" | "tujuh" | "tujuah" | "petto" | "seven" | "pitu" => 7,
        "kutus" | "walu" | "ualu" | "delapan" | "lapan" | "eight" | "wolu" | "dalapan" => 8,
        "sembilan" | "sambilan" | "sanga" | "nine" | "songo" | "salapan" => 9,
        "sampulo" | "sampulu" | "sepuluh" | "sapuluah" | "sedasa" | "dasa" | "sepolo" | "ten"
        | "sapuluh" => 10,
        "sebelas" | "sewelas" | "sabelas" | "eleven" => 11,
        "twelve" | "rolas" => 12,
        "telulas" => 13,
        "limolas" => 15,
        "rongpuluh" | "twenty" => 20,
        "selawe" => 25,
        "seket" => 50,
        // `tigami`, `duaji`
        _ => {
            let bare = ["mi", "ji"].iter().find_map(|end| word.strip_suffix(end));
            return number(bare.filter(|bare| bare.len() > 2)?);
        }
    })
}

/// The parts of numbers of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    /// One to eleven.
    Unit(i64),
    /// `belas`: adds ten.
    Teen,
    /// `puluh`, `ratus`, `ribu`: multiplies.
    Times(i64),
    /// `seratus`, `seribu`.
    One(i64),
}

fn numeral(word: &str) -> Option<Numeral> {
    Some(match word {
        "belas" => Numeral::Teen,
        "puluh" => Numeral::Times(10),
        "ratus" => Numeral::Times(100),
        "ribu" => Numeral::Times(1_000),
        "seratus" => Numeral::One(100),
        "seribu" => Numeral::One(1_000),
        _ => Numeral::Unit(number(word)?),
    })
}

/// Reads a number of several words: `dua puluh lima`, `seratus dua belas`, `duabelas`. Returns how
/// many words it has and its value (`None` when they make no valid number).
pub(super) fn spelled<'a>(words: impl Iterator<Item = &'a str>) -> Option<(usize, Option<i64>)> {
    let mut parts = Vec::new();
    let mut count = 0;
    for word in words.take(LONGEST_NUMBER) {
        let joined = ["belas", "puluh", "ratus"].iter().find_map(|end| {
            let first = word.strip_suffix(end).filter(|first| *first != "se")?;
            Some([numeral(first)?, numeral(end)?])
        });
        match (numeral(word), joined) {
            (Some(part), _) => parts.push(part),
            (None, Some(two)) => parts.extend(two),
            (None, None) => break,
        }
        count += 1;
    }
    if count == 0 {
        return None;
    }
    // Two digits in a row are two numbers: `dua tiga nastar`.
    let next = parts
        .windows(2)
        .position(|pair| matches!(pair, [Numeral::Unit(_), Numeral::Unit(_)]));
    if let Some(at) = next {
        // It is unclear which of them is the quantity.
        return Some(if at == 0 {
            (1, sum(parts.get(..1)?))
        } else {
            (count, None)
        });
    }
    Some((count, sum(&parts)))
}

/// Longest number, in words.
const LONGEST_NUMBER: usize = 10;

/// The value of a number's parts; `None` unless each step is smaller than the one before.
fn sum(parts: &[Numeral]) -> Option<i64> {
    let (mut all, mut open) = (0_i64, None);
    let mut below = i64::MAX;
    let mut step = |value: i64, rank: i64| {
        if rank >= below {
            return None;
        }
        below = rank;
        all += value;
        Some(())
    };
    for part in parts {
        match (*part, open.take()) {
            (Numeral::Unit(value), None) => open = Some(value),
            (Numeral::Teen, Some(value @ 1..=9)) => step(10 + value, 1)?,
            (Numeral::Times(times), Some(value @ 1..=9)) => step(value * times, times)?,
            (Numeral::One(value), None) => step(value, value)?,
            _ => return None,
        }
    }
    if let Some(value) = open {
        step(value, if value > 9 { 10 } else { 1 })?;
    }
    Some(all)
}

/// The unit in a word that means one of it: `selusin`, `sekodi`, `sepack`.
pub(super) fn one_of(word: &str) -> Option<Unit> {
    word.strip_prefix("se")
        .filter(|rest| rest.len() > 2)
        .and_then(unit)
}

/// Whether a word makes a quantity that is no clear number: `setengah lusin`, `sepasang`.
pub(super) fn is_odd_number(word: &str) -> bool {
    is_half(word) || is_two_or_and(word) || matches!(word, "sepasang" | "beberapa" | "seperempat")
}

/// Whether a word means half of what follows.
pub(super) fn is_half(word: &str) -> bool {
    matches!(
        word,
        "setengah" | "stengah" | "separuh" | "separo" | "half" | "satengah"
    )
}

/// Whether a Javanese word means two, or joins as `and` does.
pub(super) fn is_two_or_and(word: &str) -> bool {
    matches!(word, "kalih" | "kaleh")
}

/// Whether a word is a number or unit, and so no part of a name.
pub(super) fn counts(word: &str) -> bool {
    spelled(std::iter::once(word)).is_some() || one_of(word).is_some() || is_odd_number(word)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("dua", Some((1, Some(2))))]
    #[case("dua belas", Some((2, Some(12))))]
    #[case("duabelas nastar", Some((1, Some(12))))]
    #[case("dua puluh lima nastar", Some((3, Some(25))))]
    #[case("dua ratus", Some((2, Some(200))))]
    #[case("seratus dua belas", Some((3, Some(112))))]
    #[case("seribu dua ratus lima puluh", Some((5, Some(1_250))))]
    #[case("dua tiga", Some((1, Some(2))))]
    #[case("belas", Some((1, None)))]
    #[case("sepuluh ratus", Some((2, None)))]
    #[case("nastar dua", None)]
    #[case("loro", Some((1, Some(2))))]
    #[case("tilu", Some((1, Some(3))))]
    fn numbers_in_words(#[case] words: &str, #[case] expected: Option<(usize, Option<i64>)>) {
        assert_eq!(spelled(words.split(' ')), expected);
    }
}
