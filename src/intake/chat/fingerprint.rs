//! The hash by which a message is recognised when it is pasted again.

use crate::domain::fnv::fnv128;
use crate::domain::text::fold;

/// The hash of a message and its sender, which ignores spaces, accents and punctuation. Books store
/// it.
pub(super) fn of<'a>(sender: Option<&str>, lines: impl Iterator<Item = &'a str>) -> String {
    let lines = lines.map(fold).filter(|line| !line.is_empty());
    let texts = std::iter::once(fold(sender.unwrap_or_default())).chain(lines);
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
}
