//! Terms of a product beyond its one price: further prices and units per order (rule 66), and
//! custom fields (rule 67).

use super::{Candidate, Field, Form, Values, parse};
use crate::book::{Book, BookError, FieldChange};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::custom_fields;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
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
fn asks(field: &custom_fields::CustomField, ctx: &Ctx) -> String {
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
pub fn price(product: &Product, variant: Option<&Variant>) -> Effect {
    let code = variant
        .map_or(&product.code, |variant| &variant.code)
        .clone();
    let name = full_name(
        &product.name,
        variant.map_or("", |variant| variant.name.as_str()),
    );
    let (of, one) = (product.clone(), variant.cloned());
    let form = Form::new("form-further")
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
                .check(|text, _| parse::money(text).map(drop)),
        )
        .panel(move |_, book, ctx| facts(&of, one.as_ref(), book, ctx))
        .submit(move |values, _, _| {
            let (code, level) = (code.clone(), values.get("level").to_owned());
            let from = values.read_optional("from", parse::count)?.unwrap_or(1);
            let price = values.read_optional("price", parse::money)?;
            Ok(Effect::deed(move |book, now| {
                book.set_price(&code, &level, from, price, now)
            }))
        });
    Effect::open(form)
}

/// Opens the form that adds a custom field to a product. The name of an existing one changes or
/// ends it.
pub fn field(product: &Product, book: &Book, ctx: &Ctx) -> Outcome {
    let (code, of) = (product.code.clone(), product.clone());
    let known = book.fields(product.id)?;
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
    let mut form = Form::new("form-field")
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
                .check(|text, _| parse::money(text).map(drop)),
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
    if any {
        let use_of = vec![
            choice("on", "form-field-on"),
            choice("off", "form-field-off"),
        ];
        form = form.field(Field::choice("use", "form-field-use", use_of).more());
    }
    Ok(Effect::open(
        form.panel(move |_, book, ctx| facts(&of, None, book, ctx))
            .submit(move |values, _, _| {
                let (code, label) = (code.clone(), values.get("label").to_owned());
                let least = values.read_optional("least", parse::count)?;
                let most = values.read_optional("most", parse::count)?;
                let change = FieldChange {
                    required: answer(values, "required"),
                    digits: answer(values, "digits"),
                    length: (least.is_some() || most.is_some()).then_some((least, most)),
                    price: values.read_optional("price", parse::money)?,
                    archived: values.get("use") == "off",
                };
                Ok(Effect::deed(move |book, now| {
                    book.set_field(&code, &label, &change, now)
                }))
            }),
    ))
}

fn answer(values: &Values, id: &str) -> Option<bool> {
    match values.get(id) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
