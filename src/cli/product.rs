//! `rekap product`: the catalogue.

use std::collections::HashMap;

use clap::{ArgGroup, Args, Subcommand};
use serde_json::{Value, json};

use crate::book::{
    Book, NewProduct, NewVariant, Opening, ProductChange as Change, SupplierChange, VariantChange,
};
use crate::domain::catalog;
use crate::domain::id::{ProductId, VariantId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::package::{Choice, Component, Package, PackageDraft};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;
use crate::output::json::{amount, optional};
use crate::output::table::{Cell, Kind};
use crate::tasks::rows::column::{View, objects, table};
use crate::tasks::rows::product::{FIELDS, PACKAGE, VARIANTS, VariantRow};

use super::console::{Console, Failure, OpenBook, code};
use super::product_import;
use super::product_terms::{FieldTerms, PriceTerms};
use super::values::{self, Shape};

/// Subcommands for products and their variants.
#[derive(Debug, Subcommand)]
pub enum Product {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "CODE")]
        product_code: String,
        #[arg(value_name = "NAME")]
        product_name: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Rupiah,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
        #[arg(long, value_name = "NAME")]
        supplier: Option<String>,
    },
    #[command(visible_alias = "varian")]
    Variant {
        #[arg(value_name = "CODE")]
        product: String,
        #[arg(value_name = "SUFFIX")]
        suffix: String,
        #[arg(value_name = "NAME")]
        variant_name: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Option<Rupiah>,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
        #[arg(long = "fragile", value_name = "YES|NO", value_parser = values::yes_or_no)]
        handle_with_care: Option<bool>,
    },
    #[command(visible_alias = "paket", group = ArgGroup::new("packing").required(true).multiple(true)
        .args(["with", "choose", "off"]))]
    Package {
        #[arg(value_name = "CODE")]
        packaged: String,
        #[arg(long, value_name = "QTY VARIANT")]
        with: Vec<String>,
        #[arg(long, value_name = "CHOICE")]
        choose: Vec<String>,
        #[arg(long, conflicts_with_all = ["with", "choose"])]
        off: bool,
    },
    #[command(visible_alias = "daftar")]
    List {
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        find: Option<String>,
        #[arg(long)]
        archived: bool,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        #[arg(value_name = "CODE")]
        product: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        #[arg(value_name = "CODE")]
        product_or_variant: String,
        #[command(flatten)]
        change: ProductChange,
    },
    #[command(visible_alias = "harga")]
    Price(PriceTerms),
    #[command(visible_alias = "isian")]
    Field(FieldTerms),
    #[command(visible_alias = "impor")]
    Import(product_import::Import),
    #[command(visible_alias = "arsip")]
    Archive {
        #[arg(value_name = "CODE")]
        product_or_variant: String,
    },
}

/// The changes of `product edit`; what is not given stays as it is.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct ProductChange {
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    name: Option<String>,
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    price: Option<Rupiah>,
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    cost: Option<Rupiah>,
    #[arg(long, value_name = "NAME")]
    supplier: Option<String>,
    #[arg(long, value_name = "N", value_parser = values::first_units, allow_negative_numbers = true)]
    least: Option<values::NumberOrNone>,
    #[arg(long, value_name = "N", value_parser = values::first_units, allow_negative_numbers = true)]
    multiple: Option<values::NumberOrNone>,
    #[arg(long = "per", value_name = "UNIT", value_parser = ["kg", "unit"])]
    priced_per: Option<String>,
    #[arg(long = "about", value_name = "KG", value_parser = values::kilograms, requires = "priced_per")]
    about_weight: Option<Grams>,
    #[arg(long = "weight", value_name = "GR", value_parser = values::grams, conflicts_with = "about_weight")]
    unit_weight: Option<Grams>,
    #[arg(long = "approval", value_name = "YES|NO", num_args = 0..=1, require_equals = true, default_missing_value = "yes",
        value_parser = values::yes_or_no)]
    design_approval: Option<bool>,
    #[arg(long = "fragile", value_name = "YES|NO", value_parser = values::yes_or_no)]
    handle_with_care: Option<bool>,
}

impl ProductChange {
    /// Weight of one unit, and whether it is sold by weight.
    fn weight(&self) -> (Option<Grams>, Option<bool>) {
        let per = self.priced_per.as_deref();
        let weight = self.about_weight.or(self.unit_weight);
        (weight, per.map(|per| per == "kg"))
    }
}

impl Product {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add {
                product_code,
                product_name,
                price,
                cost,
                supplier,
            } => {
                let code = code(&product_code)?;
                let name = console.clean_line(&product_name);
                let mut opened = console.open(Opening::Create)?;
                let supplier = supplier
                    .map(|name| opened.book.supplier(&name))
                    .transpose()?;
                let new = NewProduct {
                    code,
                    name,
                    price,
                    cost: cost.unwrap_or_default(),
                    supplier: supplier.map(|supplier| supplier.id),
                    variants: Vec::new(),
                };
                opened.book.add_product(&new, opened.now)?;
                console.line(new.code.as_str())
            }
            Self::Variant {
                product,
                suffix,
                variant_name,
                price,
                cost,
                handle_with_care,
            } => {
                let new = NewVariant {
                    product: code(&product)?,
                    suffix: code(&suffix)?,
                    name: console.clean_line(&variant_name),
                    price,
                    cost,
                    fragile: handle_with_care.unwrap_or_default(),
                };
                let mut opened = console.open(Opening::Create)?;
                let made = opened.book.add_variant(&new, opened.now)?.made;
                console.line(made.code.as_str())
            }
            Self::Package {
                packaged,
                with,
                choose,
                off,
            } => {
                let code = code(&packaged)?;
                let with = console.clean_line(&with.join(", "));
                let choose = console.clean_line(&choose.join("; "));
                let draft =
                    PackageDraft::parse(&with, &choose).map_err(|refusal| refusal.message())?;
                let mut opened = console.open(Opening::Existing)?;
                if off {
                    opened.book.unset_package(&code, opened.now)?;
                    return Ok(());
                }
                opened.book.set_package(&code, &draft, opened.now)?;
                Ok(())
            }
            Self::List {
                find,
                archived,
                shape,
            } => list(find.as_deref(), archived, shape, console),
            Self::Show { product, shape } => show(&product, shape, console),
            Self::Edit {
                product_or_variant,
                change,
            } => edit(&product_or_variant, change, console),
            Self::Price(price) => price.run(console),
            Self::Field(field) => field.run(console),
            Self::Import(import) => import.run(console),
            Self::Archive { product_or_variant } => archive(&product_or_variant, console),
        }
    }
}

/// What a code names. A product and its only variant share their code; that is the product.
enum Found {
    Product(ProductId),
    Variant(VariantId),
}

fn find(book: &Book, text: &str) -> Result<Found, Failure> {
    let code = code(text)?;
    let products = book.products()?;
    for product in &products {
        if product.code == code {
            return Ok(Found::Product(product.id));
        }
        if let Some(variant) = product.variants.iter().find(|variant| variant.code == code) {
            return Ok(Found::Variant(variant.id));
        }
    }
    if let Ok(variant) = book.variant(&code) {
        return Ok(Found::Variant(variant.id));
    }
    let known = products.iter().flat_map(|product| {
        let variants = product.variants.iter().map(|variant| variant.code.as_str());
        variants.chain([product.code.as_str()])
    });
    Err(Refusal::unknown(Noun::Product, text, known)
        .message()
        .into())
}

fn edit(text: &str, change: ProductChange, console: &mut Console) -> Result<(), Failure> {
    let (weight, by_weight) = change.weight();
    let name = change.name.map(|name| console.clean_line(&name));
    let mut opened = console.open(Opening::Existing)?;
    match find(&opened.book, text)? {
        Found::Product(id) => {
            let supplier = match change.supplier {
                Some(name) if name.trim().is_empty() => Some(SupplierChange::Own),
                Some(name) => Some(SupplierChange::By(opened.book.supplier(&name)?.id)),
                None => None,
            };
            let change = Change {
                name,
                price: change.price,
                cost: change.cost,
                supplier,
                least: change.least.map(|least| least.0),
                multiple: change.multiple.map(|multiple| multiple.0),
                weight,
                by_weight,
                fragile: change.handle_with_care,
                needs_approval: change.design_approval,
                archived: None,
            };
            opened.book.edit_product(id, &change, opened.now)?;
        }
        Found::Variant(_) if change.supplier.is_some() => {
            return Err(Message::new("cli-supplier-of-variant")
                .text("code", text)
                .into());
        }
        Found::Variant(_) if change.design_approval.is_some() => {
            return Err(Message::new("cli-approval-of-variant")
                .text("code", text)
                .into());
        }
        Found::Variant(id) => {
            let change = VariantChange {
                name,
                price: change.price,
                cost: change.cost,
                least: change.least.map(|least| least.0),
                multiple: change.multiple.map(|multiple| multiple.0),
                weight,
                by_weight,
                fragile: change.handle_with_care,
                archived: None,
            };
            opened.book.edit_variant(id, &change, opened.now)?;
        }
    }
    Ok(())
}

fn archive(text: &str, console: &mut Console) -> Result<(), Failure> {
    let mut opened = console.open(Opening::Existing)?;
    match find(&opened.book, text)? {
        Found::Product(id) => {
            let change = Change {
                archived: Some(true),
                ..Change::default()
            };
            opened.book.edit_product(id, &change, opened.now)?;
        }
        Found::Variant(id) => {
            let change = VariantChange {
                archived: Some(true),
                ..VariantChange::default()
            };
            opened.book.edit_variant(id, &change, opened.now)?;
        }
    }
    Ok(())
}

fn list(
    find: Option<&str>,
    archived: bool,
    shape: Shape,
    console: &mut Console,
) -> Result<(), Failure> {
    let OpenBook { book, now, .. } = console.open(Opening::Look)?;
    let mut products = book.products()?;
    let packages = book.packages()?;
    if let Some(text) = find.map(fold) {
        products.retain(|product| {
            let variants = product.variants.iter();
            let mut texts = variants.flat_map(|variant| [variant.code.as_str(), &variant.name]);
            fold(product.code.as_str()).contains(&text)
                || fold(&product.name).contains(&text)
                || texts.any(|found| fold(found).contains(&text))
        });
    }
    if shape.json {
        let products = products
            .iter()
            .map(|product| product_json(product, &packages, &book, &console.view(now)))
            .collect::<Result<Vec<_>, _>>()?;
        return console.json(&json!({ "products": products }));
    }
    products.retain(|product| archived || !product.archived);
    print(&products, &packages, archived, now, console)
}

fn show(text: &str, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let OpenBook { book, now, .. } = console.open(Opening::Look)?;
    let product = book.product(&code(text)?)?;
    let packages = book.packages()?;
    if shape.json {
        return console.json(&product_json(
            &product,
            &packages,
            &book,
            &console.view(now),
        )?);
    }
    print(
        std::slice::from_ref(&product),
        &packages,
        true,
        now,
        console,
    )?;
    print_terms(&product, &book, now, console)
}

/// Prints further prices, order minimums and multiples, and custom fields, if there are any (rules
/// 66, 67).
fn print_terms(
    product: &catalog::Product,
    book: &Book,
    now: Moment,
    console: &mut Console,
) -> Result<(), Failure> {
    let mut further_prices = console.sheet(&[
        ("cli-col-code", Kind::Text),
        ("cli-col-further", Kind::Text),
        ("cli-col-price", Kind::Money),
    ]);
    for variant in &product.variants {
        let mut row = |what: String, price: Cell| {
            let code = Cell::Text(variant.code.to_string());
            further_prices
                .rows
                .push(vec![code, Cell::Text(what), price]);
        };
        for further in book.further_prices(variant.id)? {
            row(further.label(), Cell::Money(further.price));
        }
        let words = console.words();
        if let Some(least) = variant.least {
            let least = Message::new("cli-least").count("count", least);
            row(words.say(&least), Cell::Empty);
        }
        if let Some(multiple) = variant.multiple {
            let multiple = Message::new("cli-multiple").count("count", multiple);
            row(words.say(&multiple), Cell::Empty);
        }
        if variant.fragile {
            row(words.word("product-fragile"), Cell::Empty);
        }
    }
    if !further_prices.rows.is_empty() {
        console.line("")?;
        console.print_sheet(&further_prices)?;
    }
    if product.needs_approval {
        let said = console.words().word("form-approval-yes");
        console.line(&said)?;
    }
    let fields = book.fields(product.id)?;
    if fields.is_empty() {
        return Ok(());
    }
    let sheet = table(FIELDS, &fields, &console.view(now));
    console.line("")?;
    console.print_sheet(&sheet)
}

/// The packages of the catalogue, by variant.
type Packages = HashMap<VariantId, Package>;

fn print(
    products: &[catalog::Product],
    packages: &Packages,
    archived: bool,
    now: Moment,
    console: &mut Console,
) -> Result<(), Failure> {
    let mut columns = VARIANTS.to_vec();
    columns.extend((!packages.is_empty()).then_some(PACKAGE));
    let mut rows = Vec::new();
    for product in products {
        for variant in &product.variants {
            if archived || !variant.archived {
                rows.push(VariantRow::new(product, variant, packages.get(&variant.id)));
            }
        }
    }
    let sheet = table(&columns, &rows, &console.view(now));
    console.print_sheet(&sheet)
}

fn component_json(component: &Component) -> Value {
    json!({
        "code": component.code,
        "product": component.product,
        "variant": component.name,
        "qty": component.qty,
    })
}

fn product_json(
    product: &catalog::Product,
    packages: &Packages,
    book: &Book,
    view: &View<'_>,
) -> Result<Value, Failure> {
    let mut variants = Vec::new();
    for variant in &product.variants {
        let further = book.further_prices(variant.id)?;
        let prices: Vec<_> = further
            .iter()
            .map(|further| {
                json!({
                    "level": optional(Some(&further.level)),
                    "from": further.from,
                    "price": further.price.raw(),
                })
            })
            .collect();
        let mut object = json!({
            "code": variant.code.as_str(),
            "name": variant.name,
            "price": variant.price.raw(),
            "cost": variant.cost.raw(),
            "archived": variant.archived,
            "prices": prices,
            "least_order": variant.least,
            "multiple": variant.multiple,
            "fragile": variant.fragile,
        });
        if let Some(package) = packages.get(&variant.id) {
            object["components"] = package.parts.iter().map(component_json).collect();
            let choice = |choice: &Choice| {
                json!({
                    "name": choice.name,
                    "pick": choice.pick,
                    "among": choice.among.iter().map(component_json).collect::<Value>(),
                })
            };
            object["choices"] = package.choices.iter().map(choice).collect();
            // Of contents without a cost the sum would be too low.
            let known = package.uncosted().is_empty();
            let cost = package.cost().ok().filter(|_| known);
            object["components_cost"] = cost.map_or(Value::Null, amount);
        }
        variants.push(object);
    }
    let fields = objects(FIELDS, &book.fields(product.id)?, view);
    Ok(json!({
        "code": product.code.as_str(),
        "name": product.name,
        "supplier": product.supplier_name,
        "price": product.price.raw(),
        "cost": product.cost.raw(),
        "archived": product.archived,
        "approval": product.needs_approval,
        "variants": variants,
        "fields": fields,
    }))
}
