//! Converts digits of other scripts and styles (`２`, `٢`, `𝟐`) to `0`–`9`.

/// The first digit of each script whose ten digits follow one another (Unicode's `Nd`).
const ZEROS: [char; 14] = [
    '\u{660}',   // Arabic
    '\u{6f0}',   // Persian
    '\u{966}',   // Devanagari
    '\u{9e6}',   // Bengali
    '\u{be6}',   // Tamil
    '\u{e50}',   // Thai
    '\u{a9d0}',  // Javanese
    '\u{1b50}',  // Balinese
    '\u{ff10}',  // full-width
    '\u{1d7ce}', // bold
    '\u{1d7d8}', // double-struck
    '\u{1d7e2}', // sans-serif
    '\u{1d7ec}', // sans-serif bold
    '\u{1d7f6}', // typewriter
];

fn plain(c: char) -> Option<char> {
    let place = |zero: &char| {
        let place = u32::from(c).checked_sub(u32::from(*zero))?;
        char::from_digit(place, 10)
    };
    (!c.is_ascii()).then(|| ZEROS.iter().find_map(place))?
}

/// Replaces all digits by `0`–`9`. Also returns, for each byte of the new text and its end, the
/// position in the old text. `None` when there is nothing to replace.
pub(super) fn as_typed(text: &str) -> Option<(String, Vec<usize>)> {
    if text.is_ascii() || !text.chars().any(|c| plain(c).is_some()) {
        return None;
    }
    let mut typed = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        let c = plain(c).unwrap_or(c);
        typed.push(c);
        places.extend((0..c.len_utf8()).map(|byte| at + byte));
    }
    places.push(text.len());
    Some((typed, places))
}

/// Whether a character is another kind of number: `½`, `²`, `Ⅳ`.
pub(super) fn is_numeral(c: char) -> bool {
    !c.is_ascii() && c.is_numeric() && plain(c).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_the_same_ten() {
        let (typed, places) = as_typed("lk ２٣𝟗 é").unwrap();
        assert_eq!(typed, "lk 239 é");
        assert_eq!(places, [0, 1, 2, 3, 6, 8, 12, 13, 14, 15]);
        assert_eq!(as_typed("2 é"), None);
    }
}
