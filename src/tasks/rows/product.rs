//! Products and their variants.

use super::column::{Column, Shown, Tone, View, named};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::custom_fields::CustomField;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::package::Package;
use crate::output::table::{Cell, Kind};

/// A variant of a product, as text tables and files have it.
#[derive(Debug, Clone)]
pub struct VariantRow {
    /// Code of the variant.
    pub code: String,
    /// Name of its product.
    pub product: String,
    /// Its name; empty for the only variant of a product.
    pub variant: String,
    /// Usual price, in rupiah.
    pub price: Rupiah,
    /// Usual cost as it was entered, in rupiah.
    pub cost: Rupiah,
    /// Usual cost, in rupiah; for a package without a cost of its own, the sum of its parts where
    /// each of them has a cost.
    pub full_cost: Rupiah,
    /// The supplier; None when the shop makes it itself.
    pub supplier: Option<String>,
    /// The contents of a package; None for other goods.
    pub package: Option<String>,
}

impl VariantRow {
    /// Makes the row of a variant.
    pub fn new(product: &Product, variant: &Variant, package: Option<&Package>) -> Self {
        Self {
            code: variant.code.to_string(),
            product: product.name.clone(),
            variant: variant.name.clone(),
            price: variant.price,
            cost: variant.cost,
            full_cost: match package.filter(|package| package.uncosted().is_empty()) {
                Some(package) if variant.cost == Rupiah::ZERO => package.cost().unwrap_or_default(),
                Some(_) | None => variant.cost,
            },
            supplier: product.supplier_name.clone(),
            package: package.map(Package::text),
        }
    }
}

type Col = Column<VariantRow>;

/// Variants, a row each.
pub const VARIANTS: &[Col] = &[
    Col::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()))
        .text("cli-col-code")
        .file("output-code"),
    Col::new("product", Kind::Text, |row, _| {
        Cell::Text(row.product.clone())
    })
    .file("output-product"),
    Col::new("variant", Kind::Text, |row, _| {
        Cell::Text(row.variant.clone())
    })
    .file("output-variant"),
    Col::new("name", Kind::Text, |row, _| {
        Cell::Text(full_name(&row.product, &row.variant))
    })
    .text("cli-col-name"),
    Col::new("price", Kind::Money, |row, _| Cell::Money(row.price))
        .text("cli-col-price")
        .file("output-unit-price"),
    Col::new("cost", Kind::Money, |row, _| Cell::Money(row.cost)).file("form-product-cost"),
    Col::new("full_cost", Kind::Money, |row, _| {
        Cell::Money(row.full_cost)
    })
    .text("cli-col-cost"),
    Col::new("supplier", Kind::Text, |row, _| {
        Cell::text(row.supplier.as_deref())
    })
    .text("cli-col-supplier")
    .file("output-supplier"),
];

/// The contents of packages, a column only for shops that have some.
pub const PACKAGE: Col = Col::new("package", Kind::Text, |row, _| {
    Cell::text(row.package.as_deref())
})
.text("field-package");

/// A row of the catalogue on screen.
#[derive(Debug, Clone)]
pub enum CatalogRow {
    /// A product, with its price when it has no variants of its own.
    Product(Product),
    /// A variant of the product above it.
    Variant(Product, Variant),
}

impl CatalogRow {
    fn variants(&self) -> &[Variant] {
        match self {
            Self::Product(product) => &product.variants,
            Self::Variant(_, variant) => std::slice::from_ref(variant),
        }
    }
}

type CatalogCol = Column<CatalogRow>;

/// The catalogue on screen.
pub const CATALOG_ON_SCREEN: &[CatalogCol] = &[
    CatalogCol::new("code", Kind::Text, |_, _| Cell::Empty)
        .screen("output-code", 8, 16)
        .look(|row, _| match row {
            CatalogRow::Product(product) => {
                Shown::new(product.code.as_str(), tone(product.archived, Tone::Strong))
            }
            CatalogRow::Variant(_, variant) => Shown::new(variant.code.as_str(), Tone::Muted),
        }),
    CatalogCol::new("name", Kind::Text, |_, _| Cell::Empty)
        .screen("output-product", 16, 32)
        .look(|row, view| match row {
            CatalogRow::Product(product) => named(&product.name, product.archived, view),
            CatalogRow::Variant(product, variant) => {
                let name = format!("  {}", variant.name);
                let shown = named(&name, variant.archived, view);
                let archived = variant.archived || product.archived;
                Shown::new(shown.text, tone(archived, Tone::Plain))
            }
        }),
    CatalogCol::new("price", Kind::Money, |_, _| Cell::Empty)
        .screen("output-unit-price", 13, 13)
        .look(|row, view| Shown::plain(range(row.variants(), |variant| variant.price, view))),
    CatalogCol::new("cost", Kind::Money, |_, _| Cell::Empty)
        .screen("form-product-cost", 13, 13)
        .rank(2)
        .look(|row, view| {
            let variants = row.variants();
            let text = if variants.iter().all(|variant| variant.cost == Rupiah::ZERO) {
                "-".to_owned()
            } else {
                range(variants, |variant| variant.cost, view)
            };
            Shown::new(text, Tone::Muted)
        }),
    CatalogCol::new("margin", Kind::Money, |_, _| Cell::Empty)
        .screen("screen-catalog-margin", 19, 19)
        .rank(1)
        .look(|row, view| margin(row.variants(), view)),
    CatalogCol::new("supplier", Kind::Text, |row, _| match row {
        CatalogRow::Product(product) => Cell::text(product.supplier_name.as_deref()),
        CatalogRow::Variant(_, _) => Cell::Empty,
    })
    .screen("output-supplier", 10, 24)
    .rank(3)
    .tone(Tone::Muted),
];

fn tone(archived: bool, tone: Tone) -> Tone {
    if archived { Tone::Muted } else { tone }
}

/// `from` the lowest value where variants differ; each variant's row has the exact one. An ellipsis
/// would look like cut-off text.
fn range(variants: &[Variant], get: fn(&Variant) -> Rupiah, view: &View<'_>) -> String {
    let amounts = variants.iter().map(get);
    let least = amounts.clone().min().unwrap_or_default();
    let most = amounts.max().unwrap_or_default();
    let more = if least == most { "" } else { "+" };
    format!("{}{more}", view.words.rupiah(least))
}

/// Price minus cost of the only variant, and its percentage of the price.
fn margin(variants: &[Variant], view: &View<'_>) -> Shown {
    match variants {
        [only] if only.cost > Rupiah::ZERO && only.price > Rupiah::ZERO => {
            let margin = only.price.minus(only.cost).unwrap_or_default();
            let percent = margin.raw().saturating_mul(100) / only.price.raw();
            let tone = if margin < Rupiah::ZERO {
                Tone::Bad
            } else {
                Tone::Good
            };
            Shown::new(format!("{} {percent}%", view.words.rupiah(margin)), tone)
        }
        _ => Shown::default(),
    }
}

type FieldCol = Column<CustomField>;

/// The custom fields of a product, which its customers fill in (rule 67).
pub const FIELDS: &[FieldCol] = &[
    FieldCol::new("label", Kind::Text, |row, _| Cell::Text(row.label.clone()))
        .json()
        .text("cli-col-field"),
    FieldCol::new("required", Kind::Text, |row, view| view.flag(row.required)).json(),
    FieldCol::new("digits", Kind::Text, |row, view| view.flag(row.digits)).json(),
    FieldCol::new("least", Kind::Int, |row, _| Cell::int(row.least)).json(),
    FieldCol::new("most", Kind::Int, |row, _| Cell::int(row.most)).json(),
    FieldCol::new("asks", Kind::Text, |row, view| Cell::Text(asks(row, view))).text("cli-col-asks"),
    FieldCol::new("price", Kind::Money, |row, _| Cell::Money(row.price))
        .json()
        .text("cli-col-price"),
];

fn asks(field: &CustomField, view: &View<'_>) -> String {
    let mut asks = vec![view.word(if field.required {
        "cli-field-required"
    } else {
        "cli-field-optional"
    })];
    if field.digits {
        asks.push(view.word("cli-field-digits"));
    }
    if field.least.is_some() || field.most.is_some() {
        let bound = |bound: Option<i64>| bound.map(|n| n.to_string()).unwrap_or_default();
        let range = format!("{}..{}", bound(field.least), bound(field.most));
        asks.push(view.say(&Message::new("cli-field-length").text("range", range)));
    }
    asks.join(", ")
}
