//! The contents of a package (rules 21, 65): what is always in it, and what the customer chooses.

use super::{Field, Form, InputError};
use crate::book::{Book, BookError};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::code::Code;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::package::{Choice, Component, Package, PackageDraft};
use crate::domain::refusal::{Noun, Refusal};
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::Question;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

type Facts = Result<Vec<Fact>, BookError>;

/// Opens the form that makes a variant a package or changes its contents. An empty package becomes
/// a plain variant again.
pub fn form(product: &str, variant: &Variant, book: &Book, ctx: &Ctx) -> Outcome {
    let name = full_name(product, &variant.name);
    let variant = variant.clone();
    let make = move |book: &Book, _: &Ctx| {
        let (code, shown) = (variant.code.clone(), variant.clone());
        let package = book.packages()?.remove(&variant.id);
        let was_one = package.is_some();
        Ok(fields(&name, package.as_ref())
            .panel(move |values, book, ctx| {
                let Ok(draft) = read(values.get("parts"), values.get("choices")) else {
                    return Ok(Vec::new());
                };
                facts(&shown, &draft, book, ctx)
            })
            .submit(move |values, _, _| {
                let code = code.clone();
                // What was not typed is as it is saved.
                let draft =
                    read(values.get("parts"), values.get("choices")).map_err(InputError::form)?;
                if was_one && draft == PackageDraft::default() {
                    let text = Message::new("form-package-off").text("code", code.as_str());
                    let deed = Effect::deed(move |book, now| book.unset_package(&code, now));
                    return Ok(Effect::open(Question::new(
                        "form-package-off-title",
                        text,
                        deed,
                    )));
                }
                Ok(Effect::deed(move |book, now| {
                    book.set_package(&code, &draft, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

fn fields(name: &str, package: Option<&Package>) -> Form {
    let text = |get: fn(&Package) -> String| package.map(get).unwrap_or_default();
    let choices = Field::text("choices", "form-package-choices")
        .value(text(Package::choices_text))
        .hint("form-package-choices-hint")
        .check(|text, _| read("", text).map(drop));
    let chosen = package.is_some_and(|package| !package.choices.is_empty());
    Form::new("form-package")
        .titled(Message::new("form-package").text("name", name))
        .field(
            Field::text("parts", "field-package")
                .value(text(Package::parts_text))
                .hint("form-package-parts-hint")
                .check(|text, _| read(text, "").map(drop)),
        )
        // The field for choices is hidden among the optional ones while there are none.
        .field(if chosen { choices } else { choices.more() })
}

fn read(parts: &str, choices: &str) -> Result<PackageDraft, Message> {
    PackageDraft::parse(parts, choices).map_err(|refusal| refusal.message())
}

/// The typed contents by name, with their cost.
fn facts(variant: &Variant, draft: &PackageDraft, book: &Book, ctx: &Ctx) -> Facts {
    let products = book.products()?;
    let mut facts = Vec::new();
    let list = |parts: &[(i64, String)], indent: &str, facts: &mut Vec<Fact>| {
        let mut known = Vec::new();
        for (qty, code) in parts {
            if let Some(part) = component(*qty, code, &products, book) {
                let name = full_name(&part.product, &part.name);
                facts.push(Fact::line(format!("{indent}{qty} {name}"), Role::Text));
                known.push(part);
            } else {
                let unknown = Refusal::Unknown {
                    noun: Noun::Variant,
                    code: code.clone(),
                    near: None,
                };
                facts.push(Fact::line(ctx.say(&unknown.message()), Role::Warn));
            }
        }
        known
    };
    let parts = list(&draft.parts, "", &mut facts);
    let mut choices = Vec::new();
    for choice in &draft.choices {
        let pick = Message::new("form-package-pick").count("pick", choice.pick);
        let head = format!("{} {}", choice.name, ctx.say(&pick));
        facts.push(Fact::line(head.trim(), Role::Muted));
        choices.push(Choice {
            name: choice.name.clone(),
            pick: choice.pick,
            among: list(&choice.among, "  ", &mut facts),
        });
    }
    let package = Package {
        variant: variant.id,
        code: variant.code.to_string(),
        parts,
        choices,
    };
    if let Ok(cost) = package.cost()
        && cost > Rupiah::ZERO
    {
        let label = ctx.word("form-package-cost");
        facts.push(Fact::new(label, ctx.words.rupiah(cost)));
    }
    Ok(facts)
}

/// What was typed: a code, a whole name or a taught word.
fn component(qty: i64, typed: &str, products: &[Product], book: &Book) -> Option<Component> {
    let meant = book.variant(&Code::read(typed).ok()?).ok()?;
    products.iter().find_map(|product| {
        let named = |variant: &&Variant| variant.id == meant.id;
        let variant = product.variants.iter().find(named)?;
        Some(Component {
            variant: variant.id,
            code: variant.code.to_string(),
            product: product.name.clone(),
            name: variant.name.clone(),
            cost: variant.cost,
            qty,
        })
    })
}
