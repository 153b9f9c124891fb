//! The mark by which a message is known when it is pasted again.

use crate::domain::text::fold;

/// The same for the same text of the same sender, however it was spaced, accented or punctuated.
pub(super) fn of<'a>(sender: Option<&str>, lines: impl Iterator<Item = &'a str>) -> String {
    // FNV-1a in 128 bits: stable over versions of this program, which kept marks rely on.
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([b'\n']) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    };
    take(&fold(sender.unwrap_or_default()));
    for line in lines {
        let folded = fold(line);
        if !folded.is_empty() {
            take(&folded);
        }
    }
    format!("chat:{hash:032x}")
}
