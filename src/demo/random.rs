//! Random numbers that are the same for the same seed on every machine.

/// A random number generator (SplitMix64: Steele, Lea and Flood 2014).
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included; `low` when `high` is smaller.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1).max(1);
        let drawn = self.next() % span.unsigned_abs();
        low.saturating_add(i64::try_from(drawn).unwrap_or(0))
    }

    /// True with a probability of `percent`.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// An index below `length`, 0 when that is 0.
    pub(super) fn index(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).unwrap_or(i64::MAX) - 1;
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// A random index into `weights`, with probability in proportion to the weight.
    pub(super) fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut drawn = self.between(1, weights.iter().sum());
        for (at, weight) in weights.iter().enumerate() {
            drawn -= weight;
            if drawn <= 0 {
                return at;
            }
        }
        0
    }
}
