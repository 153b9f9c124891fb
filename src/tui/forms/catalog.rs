//! Forms for the catalogue: products, variants, suppliers and accounts.

use super::field::{Field, InputError, Values};
use super::form::Form;
use super::package;
use super::parse::{self, code, money};
use crate::book::{
    Account, Book, BookError, NewProduct, NewVariant, ProductChange, Supplier, SupplierChange,
    SupplierDetails, VariantChange,
};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::code::{Code, CodeError};
use crate::domain::code_proposal::{self, short_stem};
use crate::domain::id::{AccountId, SupplierId, VariantId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// The value that stands for the shop itself in the choice of suppliers.
const OWN: &str = "own";

/// Opens the form of a new product; its variants are typed in one field.
pub fn new_product(book: &Book, ctx: &Ctx) -> Outcome {
    let form = Form::new("form-product-new")
        .field(Field::text("name", "field-name").required())
        .field(price_field("price", "field-price", None).required())
        .field(cost_field(None))
        .field(
            Field::block("variants", "form-product-variants")
                .hint("form-product-variants-hint")
                .enter_saves(),
        )
        .field(supplier_field(None, book, ctx)?.more())
        .field(
            Field::text("code", "field-code")
                .hint("form-product-code-hint")
                .check(|text, _| code(text).map(drop))
                .more(),
        )
        .panel(|values, book, ctx| {
            let Ok(new) = product(values, book) else {
                return Ok(Vec::new());
            };
            Ok(product_facts(&new, ctx))
        })
        .submit(|values, book, _| {
            let new = product(values, book)?;
            Ok(Effect::deed(move |book, now| book.add_product(&new, now)))
        });
    Ok(Effect::open(form))
}

/// Opens the form that changes a product, and the price or cost of all its variants together.
pub fn edit_product(code: &Code, book: &Book, ctx: &Ctx) -> Outcome {
    let code = code.clone();
    let make = move |book: &Book, ctx: &Ctx| {
        let product = book.product(&code)?;
        let variants = &product.variants;
        // A value that differs between variants is shown empty; left empty, it stays as it is.
        let common = |get: fn(&Variant) -> Rupiah| {
            let first = variants.first().map(get);
            first.filter(|first| variants.iter().all(|other| get(other) == *first))
        };
        let all = |get: fn(&Variant) -> Option<i64>| {
            let first = variants.first().and_then(get);
            first.filter(|_| variants.iter().all(|other| get(other) == first))
        };
        let id = product.id;
        let form = Form::new("form-product-edit-title")
            .titled(Message::new("form-product-edit-title").text("code", code.as_str()))
            .state(product.archived.then(|| archived(code.as_str())))
            .field(
                Field::text("name", "field-name")
                    .value(product.name.clone())
                    .required(),
            )
            .field(
                price_field("price", "field-price", common(|variant| variant.price))
                    .hint("form-product-all-hint"),
            )
            .field(cost_field(common(|variant| variant.cost)).hint("form-product-all-hint"))
            .field(supplier_field(product.supplier, book, ctx)?)
            .field(units_field(
                "least",
                "field-least-order",
                all(|variant| variant.least),
            ))
            .field(units_field(
                "multiple",
                "field-multiple",
                all(|variant| variant.multiple),
            ))
            .field(
                Field::either(
                    "approval",
                    "field-approval",
                    ["form-approval-no", "form-approval-yes"],
                    product.needs_approval,
                    ctx,
                )
                .more(),
            );
        let first = variants.first().and_then(|variant| variant.weight);
        let about = first.filter(|_| variants.iter().all(|variant| variant.weight == first));
        let sold = variants.iter().any(|variant| variant.by_weight);
        let form = weight_fields(form, sold, about, ctx);
        let form = match &variants[..] {
            [only] => warns_of_costs(form, only.id, book)?,
            _ => form,
        };
        Ok(form.submit(move |values, _, _| {
            let by = |_| supplier(values).map_or(SupplierChange::Own, SupplierChange::By);
            let change = ProductChange {
                least: values.read_changed("least", parse::count)?,
                multiple: values.read_changed("multiple", parse::count)?,
                name: values.changed("name").map(str::to_owned),
                price: values.read_changed("price", money)?.flatten(),
                cost: values.read_changed("cost", money)?.flatten(),
                supplier: values.changed("supplier").map(by),
                weight: weight(values)?,
                by_weight: values.changed_yes("sold"),
                needs_approval: values.changed_yes("approval"),
                ..ProductChange::default()
            };
            Ok(Effect::deed(move |book, now| {
                book.edit_product(id, &change, now)
            }))
        }))
    };
    Form::edit(make, book, ctx)
}

/// The sentence that what a form is about is archived.
fn archived(name: &str) -> Message {
    Message::new("form-archived").text("name", name)
}

/// The fields of what one weighs, and whether it is sold by weight (rule 94).
fn weight_fields(form: Form, by_weight: bool, weight: Option<Grams>, ctx: &Ctx) -> Form {
    let sold = ["form-product-sold-unit", "form-product-sold-kg"];
    form.field(Field::either("sold", "form-product-sold", sold, by_weight, ctx).more())
        .field(
            Field::text("weight", "form-product-weight")
                .hint("form-product-weight-hint")
                .value(weight.map_or(String::new(), |weight| weight.to_string()))
                .check(|text, _| Grams::parse(text).map(drop))
                .more(),
        )
}

fn weight(values: &Values) -> Result<Option<Grams>, InputError> {
    Ok(values.read_changed("weight", Grams::parse)?.flatten())
}

/// Opens the form that adds a variant.
pub fn add_variant(product: &Product) -> Effect {
    let first = product.variants.first();
    let shown = product.clone();
    let code = product.code.clone();
    let form = Form::new("form-variant-new-title")
        .titled(Message::new("form-variant-new-title").text("product", &product.name))
        .field(
            Field::text("name", "field-variant")
                .hint("form-variant-hint")
                .required(),
        )
        .field(price_field(
            "price",
            "field-price",
            first.map(|variant| variant.price),
        ))
        .field(cost_field(first.map(|variant| variant.cost)))
        .panel(move |values, book, ctx| {
            let name = values.get("name");
            if name.is_empty() {
                return Ok(Vec::new());
            }
            let Ok(suffix) = free_suffix(&shown.code, name, &mut taken(book)?) else {
                return Ok(Vec::new());
            };
            let full = full_name(&shown.name, name);
            Ok(vec![Fact::new(
                ctx.word("field-code"),
                Part::new(format!("{}-{suffix}  {full}", shown.code), Role::Accent),
            )])
        })
        .submit(move |values, book, _| {
            let name = values.get("name").to_owned();
            let suffix = free_suffix(&code, &name, &mut taken(book)?)
                .map_err(|error| InputError::field("name", error.message()))?;
            let new = NewVariant {
                product: code.clone(),
                suffix,
                name,
                price: values.read_optional("price", money)?,
                cost: values.read_optional("cost", money)?,
                fragile: false,
            };
            Ok(Effect::deed(move |book, now| book.add_variant(&new, now)))
        });
    Effect::open(form)
}

/// Opens the form that changes a variant's name, price and cost.
pub fn edit_variant(product: &Code, id: VariantId, book: &Book, ctx: &Ctx) -> Outcome {
    let product = product.clone();
    let make = move |book: &Book, ctx: &Ctx| {
        let product = book.product(&product)?;
        let variant = product.variants.iter().find(|variant| variant.id == id);
        let variant = variant.ok_or(Refusal::Gone)?;
        let full = full_name(&product.name, &variant.name);
        let name = Field::text("name", "field-variant").value(variant.name.clone());
        let is_archived = variant.archived || product.archived;
        let form = Form::new("form-variant-edit-title")
            .titled(Message::new("form-variant-edit-title").text("name", &full))
            .state(is_archived.then(|| archived(&full)))
            .field(if variant.name.is_empty() {
                name
            } else {
                name.required()
            })
            .field(price_field("price", "field-price", Some(variant.price)).required())
            .field(cost_field(Some(variant.cost)))
            .field(units_field("least", "field-least-order", variant.least))
            .field(units_field("multiple", "field-multiple", variant.multiple));
        let form = weight_fields(form, variant.by_weight, variant.weight, ctx);
        Ok(warns_of_costs(form, id, book)?.submit(move |values, _, _| {
            let name = values.changed("name").filter(|name| !name.is_empty());
            let change = VariantChange {
                least: values.read_changed("least", parse::count)?,
                multiple: values.read_changed("multiple", parse::count)?,
                name: name.map(str::to_owned),
                price: values.read_changed("price", money)?.flatten(),
                cost: values
                    .read_changed("cost", money)?
                    .map(Option::unwrap_or_default),
                weight: weight(values)?,
                by_weight: values.changed_yes("sold"),
                ..VariantChange::default()
            };
            Ok(Effect::deed(move |book, now| {
                book.edit_variant(id, &change, now)
            }))
        }))
    };
    Form::edit(make, book, ctx)
}

/// Shows beside cost and price what the contents cost, in the form of a package.
fn warns_of_costs(form: Form, id: VariantId, book: &Book) -> Result<Form, BookError> {
    let Some(package) = book.packages()?.remove(&id) else {
        return Ok(form);
    };
    Ok(form.panel(move |values, _, ctx| {
        let amount = |id| values.read_or_default(id, money);
        let (cost, price) = (amount("cost"), amount("price"));
        Ok(package::cost_facts(&package, cost, price, ctx))
    }))
}

/// A field for the minimum or the multiple of units in one order (rule 66).
fn units_field(id: &'static str, label: &'static str, units: Option<i64>) -> Field {
    Field::text(id, label)
        .value(units.map(|units| units.to_string()).unwrap_or_default())
        .hint("form-units-hint")
        .check(|text, _| parse::count(text).map(drop))
        .more()
}

/// Opens the form of a supplier: one to be changed, or a new one.
pub fn supplier_form(id: Option<SupplierId>, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, _: &Ctx| {
        let mut suppliers = book.suppliers()?.into_iter();
        let known = id.map(|id| suppliers.find(|one| one.id == id).ok_or(Refusal::Gone));
        Ok(
            supplier_fields(known.transpose()?).submit(move |values, _, _| {
                let details = SupplierDetails {
                    name: values.changed("name").map(str::to_owned),
                    phone: values.changed("phone").map(str::to_owned),
                    lead_days: values.read_changed("lead", parse::count)?,
                };
                Ok(Effect::deed(move |book, now| {
                    book.save_supplier(id, &details, now)
                }))
            }),
        )
    };
    Form::edit(make, book, ctx)
}

fn supplier_fields(known: Option<Supplier>) -> Form {
    let title = ["form-supplier-new", "form-supplier-edit"][usize::from(known.is_some())];
    let state = known.as_ref().filter(|supplier| supplier.archived);
    let form = Form::new(title).state(state.map(|supplier| archived(&supplier.name)));
    let phone = known
        .as_ref()
        .map(|supplier| super::customer_search::shown_phone(supplier.phone.as_deref()));
    let days = known.as_ref().and_then(|supplier| supplier.lead_days);
    form.field(
        Field::text("name", "field-supplier")
            .value(known.map(|supplier| supplier.name).unwrap_or_default())
            .required(),
    )
    .field(Field::text("phone", "field-phone").value(phone.unwrap_or_default()))
    // Its lead time (rule 6).
    .field(
        Field::text("lead", "field-lead-days")
            .value(days.map(|days| days.to_string()).unwrap_or_default())
            .hint("form-lead-hint")
            .check(|text, _| parse::count(text).map(drop))
            .more(),
    )
}

/// Opens the form of an account: one to be changed, or a new one.
pub fn account_form(id: Option<AccountId>, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let mut accounts = book.accounts()?.into_iter();
        let known = id.map(|id| accounts.find(|one| one.id == id).ok_or(Refusal::Gone));
        let form = account_fields(known.transpose()?, ctx);
        Ok(form.submit(move |values, _, _| {
            let name = values.changed("name").map(str::to_owned);
            let method = values.changed("method");
            let method = method.and_then(|code| code.parse().ok());
            Ok(Effect::deed(move |book, now| {
                book.save_account(id, name.as_deref(), method, now)
            }))
        }))
    };
    Form::edit(make, book, ctx)
}

fn account_fields(known: Option<Account>, ctx: &Ctx) -> Form {
    let title = ["form-account-new", "form-account-edit"][usize::from(known.is_some())];
    let state = known.as_ref().filter(|account| account.archived);
    let form = Form::new(title).state(state.map(|account| archived(&account.name)));
    // Most accounts are for transfers, so that is the first choice.
    let method = known
        .as_ref()
        .map_or(Method::Transfer, |account| account.method);
    let methods = std::iter::once(method)
        .chain(Method::ALL.iter().copied().filter(|other| *other != method))
        .map(|method| (method.code().to_owned(), ctx.word(method.key())));
    form.field(
        Field::text("name", "field-account")
            .value(known.map(|account| account.name).unwrap_or_default())
            .hint("form-account-hint")
            .required(),
    )
    .field(Field::choice("method", "form-pay-way", methods.collect()))
}

fn price_field(id: &'static str, label: &'static str, price: Option<Rupiah>) -> Field {
    let field = Field::text(id, label).money();
    match price {
        Some(price) => field.value(price.to_string()),
        None => field,
    }
}

/// A field for a cost; one that was never entered is empty, not Rp0.
fn cost_field(cost: Option<Rupiah>) -> Field {
    let known = cost.filter(|cost| *cost > Rupiah::ZERO);
    price_field("cost", "form-product-cost", known).hint("form-product-cost-hint")
}

fn supplier_field(
    supplier: Option<SupplierId>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Field, BookError> {
    let mut options = vec![(OWN.to_owned(), ctx.word("output-own-kitchen"))];
    for other in book.suppliers()? {
        if !other.archived || Some(other.id) == supplier {
            options.push((other.id.raw().to_string(), other.name));
        }
    }
    let field = Field::choice("supplier", "form-product-supplier", options);
    Ok(match supplier {
        Some(supplier) => field.value(supplier.raw().to_string()),
        None => field,
    })
}

fn supplier(values: &Values) -> Option<SupplierId> {
    values.get("supplier").parse().ok().map(SupplierId::new)
}

/// The product described by the form.
fn product(values: &Values, book: &Book) -> Result<NewProduct, InputError> {
    let mut taken = taken(book)?;
    let name = values.get("name").to_owned();
    let code = match values.read_optional("code", code)? {
        Some(code) => code,
        None => code_proposal::free_code(&short_stem(&name), |code| {
            Ok::<_, CodeError>(taken.contains(&code.as_str().to_uppercase()))
        })
        .map_err(|error| InputError::field("name", error.message()))?,
    };
    let mut variants = Vec::new();
    for variant in variants_of(values.get("variants")) {
        let suffix = free_suffix(&code, &variant, &mut taken)
            .map_err(|error| InputError::field("variants", error.message()))?;
        variants.push((suffix, variant));
    }
    Ok(NewProduct {
        code,
        name,
        price: values.read("price", money)?,
        cost: values.read_optional("cost", money)?.unwrap_or_default(),
        supplier: supplier(values),
        variants,
    })
}

fn product_facts(new: &NewProduct, ctx: &Ctx) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        ctx.word("field-code"),
        Part::new(new.code.as_str(), Role::Accent),
    )];
    if let Ok(margin) = new.price.minus(new.cost)
        && new.cost > Rupiah::ZERO
    {
        facts.push(Fact::new(
            ctx.word("screen-catalog-margin"),
            ctx.words.rupiah(margin),
        ));
    }
    for (suffix, name) in &new.variants {
        facts.push(Fact::new(
            format!("{}-{suffix}", new.code),
            full_name(&new.name, name),
        ));
    }
    let mut names = new.variants.iter().map(|(_, name)| name);
    if let Some(amount) = names.find_map(|name| amount_in(name)) {
        let own = Message::new("form-product-variant-price").text("text", amount);
        facts.push(Fact::warning(&ctx.say(&own)));
    }
    facts
}

/// The last word of a variant's name if it reads as an amount of money, such as `80rb`.
fn amount_in(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once(' ')?;
    let is_worded = last.contains(char::is_numeric) && last.contains(char::is_alphabetic);
    (is_worded && money(last).is_ok()).then_some(last)
}

/// Splits a text into variants: by lines and commas; ` x ` makes every pair of two lists (`S, M, L
/// x Hitam, Putih`). Repeated ones count once.
fn variants_of(text: &str) -> Vec<String> {
    let list = |text: &str| -> Vec<String> {
        text.split([',', '\n'])
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|part| !part.is_empty())
            .collect()
    };
    let axes = text
        .split_once(" x ")
        .or_else(|| text.split_once(" X "))
        .or_else(|| text.split_once('×'));
    let mut variants: Vec<String> = match axes {
        Some((first, second)) => {
            let second = list(second);
            list(first)
                .iter()
                .flat_map(|first| {
                    second
                        .iter()
                        .map(move |second| format!("{first} / {second}"))
                })
                .collect()
        }
        None => list(text),
    };
    let mut seen = std::collections::HashSet::new();
    variants.retain(|variant| seen.insert(variant.to_lowercase()));
    variants
}

/// All product and variant codes in use, in capitals.
fn taken(book: &Book) -> Result<Vec<String>, BookError> {
    let mut taken = Vec::new();
    for product in book.products()? {
        taken.push(product.code.as_str().to_uppercase());
        for variant in product.variants {
            taken.push(variant.code.as_str().to_uppercase());
        }
    }
    Ok(taken)
}

/// Makes a code suffix from a variant's name that isn't in `taken`, and adds it there.
fn free_suffix(product: &Code, name: &str, taken: &mut Vec<String>) -> Result<Code, CodeError> {
    let suffix = code_proposal::free_suffix(product, name, |code| {
        Ok::<_, CodeError>(taken.contains(&code.to_uppercase()))
    })?;
    taken.push(format!("{product}-{suffix}").to_uppercase());
    Ok(suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_parted_by_commas_lines_and_pairs() {
        assert_eq!(
            variants_of("Keju, Coklat,, kacang  tanah\nKEJU"),
            ["Keju", "Coklat", "kacang tanah"]
        );
        assert_eq!(
            variants_of("S, M x Hitam, Putih"),
            ["S / Hitam", "S / Putih", "M / Hitam", "M / Putih"]
        );
        assert_eq!(variants_of(" \n"), [] as [&str; 0]);
    }
}
