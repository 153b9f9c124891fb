//! The levels a quota can stand on (rule 15).

use strum::IntoStaticStr;

/// Where a quota stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Level {
    /// On one variant of one period.
    Variant,
    /// On all variants of a product in one period.
    Product,
    /// On all units of a period.
    Period,
    /// On the number of a period's orders (rule 1).
    Orders,
}

impl Level {
    /// The word for it in JSON.
    pub fn code(self) -> &'static str {
        self.into()
    }
}
