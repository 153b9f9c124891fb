//! The levels a quota can stand on (rule 15).

use super::coded::coded;
use super::message::{Arg, ToArg};

coded! {
    /// Where a quota stands.
    pub enum QuotaLevel {
        /// On one variant of one period.
        Variant = "variant",
        /// On all variants of a product in one period.
        Product = "product",
        /// On all units of a period.
        Period = "period",
        /// On the number of a period's orders (rule 1).
        Orders = "orders",
    }
}

/// No argument: each level has sentences of its own.
impl ToArg for QuotaLevel {
    fn to_arg(&self) -> Option<Arg> {
        None
    }
}
