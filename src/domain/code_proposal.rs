//! Proposes a code where none was typed: a stem made from the name, with a number after it when the
//! code is taken.

use super::code::{Code, CodeError};
use super::text::fold;

/// Characters kept free for the number after a stem.
const ROOM: usize = 6;

/// The short stem of a product's name: the initials of several words (`Lidah Kucing` → `LK`) or the
/// beginning of one (`Nastar` → `NAS`). For forms, where the owner sees it before saving.
pub fn short_stem(name: &str) -> String {
    match words(name).as_slice() {
        [] => "P".to_owned(),
        [word] => word.chars().take(3).collect(),
        words => words
            .iter()
            .filter_map(|word| word.chars().next())
            .take(4)
            .collect(),
    }
}

/// The short stem of a variant's name, which follows its product's code: the beginnings of its
/// words (`Keju` → `KEJ`, `M / Hitam` → `M-HIT`).
pub fn short_suffix(name: &str) -> String {
    let parts: Vec<String> = words(name)
        .iter()
        .take(4)
        .map(|word| word.chars().take(3).collect())
        .collect();
    if parts.is_empty() {
        "V".to_owned()
    } else {
        parts.join("-")
    }
}

/// The whole name as a stem: `Nastar Keju` → `NASTAR-KEJU`. For imports, where nobody checks each
/// code.
pub fn long_stem(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        "X".to_owned()
    } else {
        words.join("-").to_uppercase()
    }
}

/// The stem of a PO's name, to which [`next_in_series`] adds a number: `Nastar Lebaran` → `NAS`.
pub fn period_stem(name: &str) -> String {
    let letters: String = name
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(3)
        .collect();
    if letters.is_empty() {
        "PO".to_owned()
    } else {
        letters.to_ascii_uppercase()
    }
}

/// The stem itself when it is free, else with the smallest free number from 2: `NAS`, `NAS2`. After
/// a stem that ends in a digit a dash comes first: `KOPI-250`, `KOPI-250-2`.
///
/// # Errors
/// [`CodeError`] when the stem is no code, or the error of `is_taken`.
pub fn free_code<E: From<CodeError>>(
    stem: &str,
    mut is_taken: impl FnMut(&Code) -> Result<bool, E>,
) -> Result<Code, E> {
    let stem: String = stem.chars().take(Code::MAX - ROOM).collect();
    let dash = if stem.ends_with(|c: char| c.is_ascii_digit()) {
        "-"
    } else {
        ""
    };
    let mut code = Code::read(&stem)?;
    let mut number = 1_u32;
    while is_taken(&code)? {
        number += 1;
        code = Code::read(&format!("{stem}{dash}{number}"))?;
    }
    Ok(code)
}

/// The suffix that makes a free variant code with its product's: for `KAO` and `Kacau` it is `KAC`,
/// or `KAC2` when `KAO-KAC` is taken.
///
/// # Errors
/// Like [`free_code`].
pub fn free_suffix<E: From<CodeError>>(
    product: &Code,
    name: &str,
    mut is_taken: impl FnMut(&str) -> Result<bool, E>,
) -> Result<Code, E> {
    free_code(&short_suffix(name), |suffix| {
        is_taken(&format!("{product}-{suffix}"))
    })
}

/// The next free code of a series: `NAS3` → `NAS4`, `NAS` → `NAS1`.
///
/// # Errors
/// Like [`free_code`].
pub fn next_in_series<E: From<CodeError>>(
    like: &str,
    mut is_taken: impl FnMut(&Code) -> Result<bool, E>,
) -> Result<Code, E> {
    let stem = like.trim_end_matches(|c: char| c.is_ascii_digit());
    let last: u32 = like.get(stem.len()..).unwrap_or("").parse().unwrap_or(0);
    let mut number = last;
    loop {
        number = number.checked_add(1).unwrap_or(1);
        let code = Code::read(&format!("{stem}{number}"))?;
        if !is_taken(&code)? {
            return Ok(code);
        }
    }
}

/// The words of a name in capitals, with letters and digits only.
fn words(name: &str) -> Vec<String> {
    fold(name)
        .to_uppercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among<'a>(taken: &'a [&str]) -> impl FnMut(&Code) -> Result<bool, CodeError> + 'a {
        |code| {
            Ok(taken
                .iter()
                .any(|other| other.eq_ignore_ascii_case(code.as_str())))
        }
    }

    #[test]
    fn a_short_stem_is_the_beginning_or_the_initials() {
        assert_eq!(short_stem("Nastar"), "NAS");
        assert_eq!(short_stem("Lidah Kucing"), "LK");
        assert_eq!(short_stem("漢字"), "漢字");
        assert_eq!(short_stem(""), "P");
        assert_eq!(short_suffix("M / Hitam"), "M-HIT");
        assert_eq!(short_suffix("Kacang"), "KAC");
        assert_eq!(short_suffix("👍"), "V");
    }

    #[test]
    fn a_long_stem_is_the_whole_name() {
        assert_eq!(long_stem("Nastar Keju (250 gr)"), "NASTAR-KEJU-250-GR");
        assert_eq!(long_stem("👍"), "X");
        assert_eq!(period_stem("3 nastar"), "NAS");
        assert_eq!(period_stem("12"), "PO");
    }

    #[test]
    fn a_taken_code_gets_a_number() {
        let free = |stem: &str, taken: &[&str]| free_code(stem, among(taken)).unwrap().to_string();
        assert_eq!(free("NAS", &[]), "NAS");
        assert_eq!(free("NAS", &["nas", "NAS2"]), "NAS3");
        assert_eq!(free("KOPI-250", &["KOPI-250"]), "KOPI-250-2");
        let long = "A".repeat(100);
        assert_eq!(free(&long, &[]).len(), Code::MAX - ROOM);
        assert!(free_code("a=b", among(&[])).is_err());
    }

    #[test]
    fn a_suffix_is_free_behind_its_product() {
        let product = Code::read("kao").unwrap();
        let suffix = |name: &str| {
            free_suffix(&product, name, |code| Ok::<_, CodeError>(code == "kao-KAC"))
                .unwrap()
                .to_string()
        };
        assert_eq!(suffix("Kacang"), "KAC2");
        assert_eq!(suffix("M / Hitam"), "M-HIT");
    }

    #[test]
    fn a_series_counts_on() {
        let next =
            |like: &str, taken: &[&str]| next_in_series(like, among(taken)).unwrap().to_string();
        assert_eq!(next("NAS3", &["NAS3", "NAS4"]), "NAS5");
        assert_eq!(next("NAS", &[]), "NAS1");
        assert_eq!(next("PO", &["po1"]), "PO2");
    }
}
