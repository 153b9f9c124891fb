//! A short stand-in for texts that are only compared: their 128-bit FNV-1a hash. Among a million
//! texts two share one by chance less often than a disk reads a bit wrong.

use super::fnv::{ended, fnv128};

/// What stands for some texts, each whole and in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(u128);

impl Digest {
    /// The digest of some texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(fnv128(ended(texts)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_borders() {
        assert_eq!(Digest::of(["ab", "c"]), Digest::of(["ab", "c"]));
        assert_ne!(Digest::of(["ab", "c"]), Digest::of(["a", "bc"]));
        assert_ne!(Digest::of(["ab", ""]), Digest::of(["ab"]));
    }
}
