//! What the words of orders may name: goods, and what customers call them.

use super::money::Rupiah;

/// Goods, and words for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assortment {
    /// The goods, in the order they are shown.
    pub goods: Vec<Good>,
    /// What customers say, and the code of the variant meant; also for goods that are not here.
    pub aliases: Vec<(String, String)>,
}

/// One thing that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Good {
    /// Code of the variant.
    pub code: String,
    /// Code of the product.
    pub product: String,
    /// Full name.
    pub name: String,
    /// Price of one unit.
    pub price: Rupiah,
}
