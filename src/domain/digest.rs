//! A 128-bit FNV-1a hash that stands for texts which are only compared. Among a million texts the
//! chance that two share one is below one in 10^26.

use super::fnv::{fnv128, terminated};

/// The hash of a list of texts; borders and order count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(u128);

impl Digest {
    /// Hashes some texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(fnv128(terminated(texts)))
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
