//! FNV-1a hashes (<http://www.isthe.com/chongo/tech/comp/fnv/>) of 32, 64 and 128 bits. Books and
//! order forms store them, so a text must have the same hash in every version of the program.

macro_rules! fnv {
    ($(#[$doc:meta])* $name:ident, $number:ty, $basis:literal, $prime:literal) => {
        $(#[$doc])*
        pub fn $name(bytes: impl IntoIterator<Item = u8>) -> $number {
            bytes.into_iter().fold($basis, |hash: $number, byte| {
                (hash ^ <$number>::from(byte)).wrapping_mul($prime)
            })
        }
    };
}

fnv!(
    /// The 32-bit hash of some bytes.
    fnv32, u32, 0x811c_9dc5, 0x0100_0193
);
fnv!(
    /// The 64-bit hash of some bytes.
    fnv64, u64, 0xcbf2_9ce4_8422_2325, 0x0000_0100_0000_01b3
);
fnv!(
    /// The 128-bit hash of some bytes.
    fnv128,
    u128,
    0x6c62_272e_07bb_0142_62b8_2175_6295_c58d,
    0x0000_0000_0100_0000_0000_0000_0000_013b
);

/// The bytes of some texts, each followed by a byte that occurs in no UTF-8 text, so that "ab", "c"
/// and "a", "bc" have different hashes.
pub fn terminated<'a>(texts: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = u8> {
    texts
        .into_iter()
        .flat_map(|text| text.bytes().chain([0xff]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test values published by the hash's authors.
    #[test]
    fn known_texts_have_their_known_hashes() {
        assert_eq!(fnv32(*b"foobar"), 0xbf9c_f968);
        assert_eq!(fnv64(*b"foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(
            fnv128(*b"foobar"),
            0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18
        );
        assert_eq!(fnv32([]), 0x811c_9dc5);
    }
}
