//! The hash by which a message is recognised when it is pasted again.

use crate::domain::fnv::fnv128;
use crate::domain::text::fold;

/// The hash of a message and its sender, which ignores capitals and punctuation, and accents in the
/// message. Books store it.
pub(super) fn of<'a>(sender: Option<&str>, lines: impl Iterator<Item = &'a str>) -> String {
    hash(bare(sender.unwrap_or_default()), lines)
}

/// The hash that 0.1.0 stored, where it is another one: to it, `Yusuf` and `Yusup` were one sender.
pub(super) fn before<'a>(
    sender: Option<&str>,
    lines: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let sender = sender.unwrap_or_default();
    let folded = fold(sender);
    (folded != bare(sender)).then(|| hash(folded, lines))
}

/// A name in small letters, without punctuation.
fn bare(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn hash<'a>(sender: String, lines: impl Iterator<Item = &'a str>) -> String {
    let lines = lines.map(fold).filter(|line| !line.is_empty());
    let texts = std::iter::once(sender).chain(lines);
    let hash = fnv128(texts.flat_map(|text| (text + "\n").into_bytes()));
    format!("chat:{hash:032x}")
}

#[cfg(test)]
mod tests {
    /// Books store these hashes: another value would import an old message twice.
    #[test]
    fn the_mark_of_a_message_stays_what_it_was() {
        let mark = super::of(Some("Sari"), ["", "Nastar, 2"].into_iter());
        assert_eq!(mark, "chat:0b5536083d77cd9207b50077fbd760c5");
    }

    #[test]
    fn senders_are_told_apart_as_they_are_written() {
        let text = || ["nastar 2"].into_iter();
        let of = |sender| super::of(Some(sender), text());
        assert_ne!(of("Tamu Af"), of("Tamu Ap"));
        assert_eq!(of("Tamu Af"), of("tamu af."));
        assert_eq!(
            super::before(Some("Tamu Af"), text()),
            Some(of("Tamu Ap")),
            "an order that 0.1.0 saved is known"
        );
        assert_eq!(super::before(Some("Sari"), text()), None);
    }
}
