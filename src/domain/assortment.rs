//! The goods that text from outside may name, and the words customers use for them.

use super::money::Rupiah;

/// The goods an order may name, and the aliases of goods.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assortment {
    /// The goods, in the order they are shown.
    pub goods: Vec<Good>,
    /// Aliases: the customers' word and the code of the variant. Some belong to goods that are not
    /// in `goods`.
    pub aliases: Vec<(String, String)>,
    /// Codes of the catalogue whose goods are not in `goods`: not on sale there, or archived. Filled
    /// for tables only.
    pub elsewhere: Vec<String>,
    /// Labels of the custom fields of the catalogue (rule 67). Filled for tables only.
    pub fields: Vec<String>,
}

/// A variant that can be named.
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
