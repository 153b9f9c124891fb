//! What a shop can sell: products, and their variants along up to two options (ukuran × warna).

use super::code::Code;
use super::id::{ProductId, SupplierId, VariantId};
use super::money::Rupiah;
use super::weight::Grams;

/// A product; what is priced and sold are its variants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Identity.
    pub id: ProductId,
    /// Short unique code (`NAS`).
    pub code: Code,
    /// Name on screens and papers.
    pub name: String,
    /// Its supplier; the shop makes it itself when absent.
    pub supplier: Option<SupplierId>,
    /// Name of that supplier.
    pub supplier_name: Option<String>,
    /// Price in rupiah for variants that are added without a price.
    pub price: Rupiah,
    /// Unit cost in rupiah for variants that are added without one.
    pub cost: Rupiah,
    /// Whether the customer approves the design of what is customised (rule 79).
    pub needs_approval: bool,
    /// Archived products are not offered any more (rule 55).
    pub archived: bool,
    /// Its variants, in the order they were added.
    pub variants: Vec<Variant>,
}

/// A variant of a product: what is priced, counted and sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Identity.
    pub id: VariantId,
    /// Its product.
    pub product: ProductId,
    /// Unique code; a product's only variant has the product's code.
    pub code: Code,
    /// Name, empty for a product's only variant.
    pub name: String,
    /// Usual price of one unit, in rupiah.
    pub price: Rupiah,
    /// Usual cost of one unit (modal/HPP), in rupiah.
    pub cost: Rupiah,
    /// Archived variants are not offered any more (rule 55).
    pub archived: bool,
    /// Fewest units in one order, when there is such a minimum (rule 66).
    pub least: Option<i64>,
    /// Weight of one unit; the estimate where it is sold by weight (rule 94).
    pub weight: Option<Grams>,
    /// Whether it is sold by weight: its price and cost are for a kilogram (rule 94).
    pub by_weight: bool,
    /// Units must be a multiple of this, when it is sold in steps (rule 66).
    pub multiple: Option<i64>,
    /// Whether it is handled with care, which labels say (rule 100).
    pub fragile: bool,
}

impl Variant {
    /// The first option (a size): the text before ` / ` in the name, else the whole name.
    pub fn option1(&self) -> Option<&str> {
        options(&self.name).0
    }

    /// The second option (a colour): the text after ` / ` in the name.
    pub fn option2(&self) -> Option<&str> {
        options(&self.name).1
    }
}

/// Splits a variant's name into its options: `M / Hitam` has two, `Keju` one. Only a slash with a
/// space on both sides separates them, so that `1/2 kg` stays one option.
pub fn options(variant: &str) -> (Option<&str>, Option<&str>) {
    match variant.split_once(" / ") {
        Some((first, second)) => (Some(first.trim()), Some(second.trim())),
        None if variant.is_empty() => (None, None),
        None => (Some(variant), None),
    }
}

/// Joins product and variant name: `Nastar Keju`, `Kaos M / Hitam`.
pub fn full_name(product: &str, variant: &str) -> String {
    if variant.is_empty() {
        product.to_owned()
    } else {
        format!("{product} {variant}")
    }
}

/// Joins the name of goods and what was asked of them: `Nastar Keju “tanpa gula”`.
pub fn with_customization(name: &str, customization: &str) -> String {
    match customization {
        "" => name.to_owned(),
        custom => format!("{name} “{custom}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_parted_by_a_spaced_slash_only() {
        assert_eq!(options("M / Hitam"), (Some("M"), Some("Hitam")));
        assert_eq!(options("1/2 kg"), (Some("1/2 kg"), None));
        assert_eq!(options(""), (None, None));
    }
}
