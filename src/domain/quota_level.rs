//! The levels at which a quota can be set (rule 15).

use super::coded::coded;
use super::message::{Arg, ToArg};

coded! {
    /// What a quota limits.
    pub enum QuotaLevel {
        /// Units of one variant in one period.
        Variant = "variant",
        /// Packages of one variant in one period (rule 21).
        Package = "package",
        /// Units of all variants of a product in one period.
        Product = "product",
        /// All units of a period.
        Period = "period",
        /// The number of a period's orders (rule 1).
        Orders = "orders",
    }
}

/// Becomes no argument, because each level has its own sentence.
impl ToArg for QuotaLevel {
    fn to_arg(&self) -> Option<Arg> {
        None
    }
}
