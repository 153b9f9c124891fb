//! Terms of a product beyond its one price: further prices and units per order (rule 66), and
//! custom fields (rule 67).

use super::{Candidate, Field, Form, Values, parse};
use crate::book::{Book, BookError, FieldChange};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::custom_fields::CustomField;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::pricing::FurtherPrice;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// The facts about the terms of a product, or of one of its variants; empty when there are none.
pub fn facts(
    product: &Product,
    variant: Option<&Variant>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let mut facts = Vec::new();
    let mut terms = Vec::new();
    if let Some(variant) = variant {
        for further in book.further_prices(variant.id)? {
            terms.push(format!(
                "{} {}",
                further.label(),
                ctx.words.rupiah(further.price)
            ));
        }
        for (key, units) in [
            ("cli-least", variant.least),
            ("cli-multiple", variant.multiple),
        ] {
            terms.extend(units.map(|units| ctx.say(&Message::new(key).count("count", units))));
        }
    }
    if !terms.is_empty() {
        facts.push(Fact::new(ctx.word("cli-col-further"), terms.join(", ")));
    }
    let asked: Vec<String> = book
        .fields(product.id)?
        .iter()
        .map(|field| asks(field, ctx))
        .collect();
    if !asked.is_empty() {
        facts.push(Fact::new(ctx.word("cli-col-field"), asked.join(", ")));
    }
    Ok(facts)
}

/// `Nomor punggung (wajib, angka, +Rp10.000)`.
fn asks(field: &CustomField, ctx: &Ctx) -> String {
    let mut terms = Vec::new();
    if field.required {
        terms.push(ctx.word("cli-field-required"));
    }
    if field.digits {
        terms.push(ctx.word("cli-field-digits"));
    }
    if field.least.is_some() || field.most.is_some() {
        let bound = |bound: Option<i64>| bound.map(|n| n.to_string()).unwrap_or_default();
        let range = format!("{}..{}", bound(field.least), bound(field.most));
        terms.push(ctx.say(&Message::new("cli-field-length").text("range", range)));
    }
    if field.price > Rupiah::ZERO {
        terms.push(format!("+{}", ctx.words.rupiah(field.price)));
    }
    if terms.is_empty() {
        field.label.clone()
    } else {
        format!("{} ({})", field.label, terms.join(", "))
    }
}

/// Opens the form that sets, changes or ends a further price of a variant; without a variant, of
/// all variants of the product.
pub fn price(product: &Product, variant: Option<&Variant>, book: &Book, ctx: &Ctx) -> Outcome {
    let code = variant
        .map_or(&product.code, |variant| &variant.code)
        .clone();
    let name = full_name(
        &product.name,
        variant.map_or("", |variant| variant.name.as_str()),
    );
    let (of, one) = (product.clone(), variant.cloned());
    let make = move |book: &Book, ctx: &Ctx| {
        let variants = match &one {
            Some(one) => std::slice::from_ref(one),
            None => of.variants.as_slice(),
        };
        let mut saved: Vec<FurtherPrice> = Vec::new();
        for variant in variants {
            saved.extend(book.further_prices(variant.id)?);
        }
        let shown = facts(&of, one.as_ref(), book, ctx)?;
        let code = code.clone();
        Ok(price_fields(&name, ctx)
            .replaces(move |values| {
                let level = values.get("level");
                let from = values.read_optional("from", parse::count);
                let from = from.ok().flatten().unwrap_or(1);
                let same = |price: &&FurtherPrice| {
                    price.level.eq_ignore_ascii_case(level) && price.from == from
                };
                let prices = saved.iter().filter(same);
                let mut prices: Vec<String> = prices.map(|one| one.price.to_string()).collect();
                prices.dedup();
                let across = saved.iter().any(|price| same(&price) && price.across);
                let counts = if across { "yes" } else { "" };
                vec![("price", prices.join(" / ")), ("counts", counts.to_owned())]
            })
            .panel(move |_, _, _| Ok(shown.clone()))
            .submit(move |values, _, _| {
                let (code, level) = (code.clone(), values.get("level").to_owned());
                let from = values.read_optional("from", parse::count)?.unwrap_or(1);
                let price = values.read_optional("price", parse::money)?;
                let across = values.yes("counts");
                Ok(Effect::deed(move |book, now| {
                    book.set_price(&code, &level, (from, across), price, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

fn price_fields(name: &str, ctx: &Ctx) -> Form {
    let counts = ["form-further-counts-variant", "form-further-counts-product"];
    Form::new("form-further")
        .titled(Message::new("form-further").text("name", name))
        .field(Field::text("level", "field-level").hint("form-further-level-hint"))
        .field(
            Field::text("from", "field-from-qty")
                .hint("form-further-from-hint")
                .check(|text, _| parse::count(text).map(drop)),
        )
        .field(
            Field::text("price", "field-price")
                .hint("form-further-price-hint")
                .money(),
        )
        .field(Field::either("counts", "form-further-counts", counts, false, ctx).more())
}

/// Opens the form that adds a custom field to a product. The name of an existing one changes or
/// ends it.
pub fn field(product: &Product, book: &Book, ctx: &Ctx) -> Outcome {
    let of = product.clone();
    let make = move |book: &Book, ctx: &Ctx| {
        let known = book.fields(of.id)?;
        let shown = facts(&of, None, book, ctx)?;
        let code = of.code.clone();
        Ok(field_fields(&of, known.clone(), ctx)
            .replaces(move |values| saved(values, &known))
            .panel(move |_, _, _| Ok(shown.clone()))
            .submit(move |values, _, _| {
                let (code, label) = (code.clone(), values.get("label").to_owned());
                let change = FieldChange {
                    required: answer(values, "required"),
                    digits: answer(values, "digits"),
                    least: values.read_optional("least", parse::count)?.map(Some),
                    most: values.read_optional("most", parse::count)?.map(Some),
                    price: values.read_optional("price", parse::money)?,
                    archived: values.get("use") == "off",
                };
                Ok(Effect::deed(move |book, now| {
                    book.set_field(&code, &label, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// What is saved of the field with the typed label, where something else is typed.
fn saved(values: &Values, known: &[CustomField]) -> Vec<(&'static str, String)> {
    let label = values.get("label");
    let mut fields = known.iter();
    let known = fields.find(|field| field.label.eq_ignore_ascii_case(label));
    let yes_or_no = |get: fn(&CustomField) -> bool| {
        let answer = known.map(|field| if get(field) { "yes" } else { "no" });
        answer.unwrap_or_default().to_owned()
    };
    let number = |get: fn(&CustomField) -> Option<i64>| {
        let number = known.and_then(get).map(|number| number.to_string());
        number.unwrap_or_default()
    };
    let price = known.map(|field| field.price.to_string());
    let mut saved = vec![
        ("required", yes_or_no(|field| field.required)),
        ("digits", yes_or_no(|field| field.digits)),
        ("least", number(|field| field.least)),
        ("most", number(|field| field.most)),
        ("price", price.unwrap_or_default()),
    ];
    saved.retain(|(id, _)| values.optional(id).is_some());
    saved.push(("use", if known.is_some() { "on" } else { "off" }.to_owned()));
    saved
}

fn field_fields(product: &Product, known: Vec<CustomField>, ctx: &Ctx) -> Form {
    let any = !known.is_empty();
    let choice = |value: &str, key: &str| (value.to_owned(), ctx.word(key));
    let answers = || {
        let mut answers = vec![
            choice("no", "form-field-no"),
            choice("yes", "form-field-yes"),
        ];
        if any {
            answers.insert(0, choice("", "form-field-as-it-is"));
        }
        answers
    };
    let form = Form::new("form-field")
        .titled(Message::new("form-field").text("name", product.name.as_str()))
        .field(
            Field::text("label", "field-field-label")
                .required()
                .hint("form-field-label-hint")
                .suggest(move |typed, _, _, ctx| {
                    let typed = typed.to_lowercase();
                    let like = known
                        .iter()
                        .filter(|field| field.label.to_lowercase().starts_with(&typed));
                    Ok(like
                        .map(|field| Candidate {
                            text: field.label.clone(),
                            label: asks(field, ctx),
                            ..Candidate::default()
                        })
                        .collect())
                }),
        )
        .field(Field::choice("required", "form-field-required", answers()))
        .field(
            Field::text("price", "form-field-price")
                .hint("form-field-price-hint")
                .money(),
        )
        .field(Field::choice("digits", "form-field-digits", answers()).more())
        .field(
            Field::text("least", "field-length")
                .hint("form-field-least-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("most", "form-field-most")
                .hint("form-field-most-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        );
    if !any {
        return form;
    }
    let use_of = vec![
        choice("on", "form-field-on"),
        choice("off", "form-field-off"),
    ];
    form.field(Field::choice("use", "form-field-use", use_of).more())
}

fn answer(values: &Values, id: &str) -> Option<bool> {
    match values.get(id) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
