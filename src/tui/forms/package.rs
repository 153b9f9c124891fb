//! The contents of a package (rules 21, 65): what is always in it, and what the customer chooses.

use super::goods_line::{Among, Good, GoodsLine};
use super::{Candidate, Field, Form, InputError, Values, parse};
use crate::book::{Book, BookError};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::package::{Choice, Component, Package, PackageDraft};
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
    let make = move |book: &Book, ctx: &Ctx| {
        let (code, shown) = (variant.code.clone(), variant.clone());
        let package = book.packages()?.remove(&variant.id);
        let was_one = package.is_some();
        let goods = goods(true, book, ctx)?;
        Ok(fields(&name, package.as_ref(), &goods)
            .panel(move |values, book, ctx| facts(&shown, values, book, ctx))
            .submit(move |values, book, ctx| {
                let code = code.clone();
                // What was not typed is as it is saved.
                let draft = read(values, &self::goods(true, book, ctx)?)?;
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

fn fields(name: &str, package: Option<&Package>, goods: &GoodsLine) -> Form {
    let (parts, choices) = match package {
        Some(package) => texts(package, goods),
        None => Default::default(),
    };
    let choices = Field::text("choices", "form-package-choices")
        .value(choices)
        .hint("form-package-choices-hint")
        .check(|text, _| {
            let read = PackageDraft::parse("", text);
            read.map(drop).map_err(|refusal| refusal.message())
        })
        .suggest_parts(|before, _, book, ctx| {
            // Before the colon stand the name of the choice and the number of picks.
            let choice = before.rfind([';', '\n']).map_or(0, |at| at + 1);
            let (done, choice) = before.split_at(choice);
            let Some((head, among)) = choice.split_once(':') else {
                return Ok(Vec::new());
            };
            let names = goods_in_packages(book, ctx)?.names(among.trim_start(), true);
            let named = names.into_iter().map(|named| Candidate {
                text: format!("{done}{head}: {}", named.text),
                ..named
            });
            Ok(named.collect())
        });
    let chosen = package.is_some_and(|package| !package.choices.is_empty());
    Form::new("form-package")
        .titled(Message::new("form-package").text("name", name))
        .field(
            Field::text("parts", "field-package")
                .value(parts)
                .hint("form-package-parts-hint")
                .suggest_parts(|before, _, book, ctx| {
                    Ok(goods_in_packages(book, ctx)?.candidates(before))
                }),
        )
        // The field for choices is hidden among the optional ones while there are none.
        .field(if chosen { choices } else { choices.more() })
}

/// What packages may hold: variants that are no packages themselves.
fn goods_in_packages(book: &Book, ctx: &Ctx) -> Result<GoodsLine, BookError> {
    goods(false, book, ctx)
}

/// All goods of the catalogue by variant, with packages or without them.
fn goods(packages: bool, book: &Book, ctx: &Ctx) -> Result<GoodsLine, BookError> {
    let known = book.packages()?;
    let mut goods = Vec::new();
    for product in book.products()?.iter().filter(|one| !one.archived) {
        let variants = product
            .variants
            .iter()
            .filter(|variant| !variant.archived && (packages || !known.contains_key(&variant.id)));
        goods.extend(variants.map(|variant| Good {
            code: variant.code.to_string(),
            product: product.code.to_string(),
            name: full_name(&product.name, &variant.name),
            note: ctx.words.rupiah(variant.price),
            is_gone: false,
            package: None,
        }));
    }
    GoodsLine::new(goods, Among::Catalogue, book)
}

/// Contents and choices as they are typed, by name.
fn texts(package: &Package, goods: &GoodsLine) -> (String, String) {
    let named = |part: &Component, always: bool| match part.qty {
        1 if !always => goods.typed(&part.code).to_owned(),
        qty => format!("{qty} {}", goods.typed(&part.code)),
    };
    let parts: Vec<String> = package.parts.iter().map(|part| named(part, true)).collect();
    let choices = package.choices.iter().map(|choice| {
        let among = choice.among.iter().map(|part| named(part, false));
        let among = among.collect::<Vec<_>>().join(", ");
        format!("{} {}: {among}", choice.name, choice.pick)
            .trim_start()
            .to_owned()
    });
    (parts.join(", "), choices.collect::<Vec<_>>().join("; "))
}

/// The typed contents, by code.
fn read(values: &Values, goods: &GoodsLine) -> Result<PackageDraft, InputError> {
    let items = |line: &str| -> Result<Vec<(i64, String)>, Message> {
        let items = goods.items(line)?.into_iter();
        Ok(items.map(|item| (item.qty, item.variant)).collect())
    };
    let mut draft = values.read_optional("choices", |text| {
        PackageDraft::parse("", text).map_err(|refusal| refusal.message())
    })?;
    let draft = draft.get_or_insert_default();
    for choice in &mut draft.choices {
        for (units, code) in &mut choice.among {
            let meant = items(code).map_err(parse::error_of("choices"))?;
            if let [(each, named)] = &meant[..] {
                *units = units.saturating_mul(*each);
                code.clone_from(named);
            }
        }
    }
    let parts = values.read_optional("parts", items)?.unwrap_or_default();
    Ok(PackageDraft {
        parts,
        choices: std::mem::take(&mut draft.choices),
    })
}

/// The typed contents by name, with their cost, or what is wrong with them.
fn facts(variant: &Variant, values: &Values, book: &Book, ctx: &Ctx) -> Facts {
    let draft = match read(values, &goods(true, book, ctx)?) {
        Ok(draft) => draft,
        Err(wrong) => {
            return Ok(vec![Fact::refused(&ctx.say(&wrong.message))]);
        }
    };
    let products = book.products()?;
    let mut facts = Vec::new();
    let list = |parts: &[(i64, String)], indent: &str, facts: &mut Vec<Fact>| {
        let parts = parts
            .iter()
            .filter_map(|(qty, code)| component(*qty, code, &products));
        let parts: Vec<Component> = parts.collect();
        for part in &parts {
            let text = format!("{indent}{} {}", part.qty, part.full_name());
            facts.push(Fact::line(text, Role::Text));
        }
        parts
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
    facts.extend(cost_facts(&package, variant.cost, variant.price, ctx));
    Ok(facts)
}

/// What the contents cost, which of them have no cost yet, and a warning where the package's own cost
/// or its price is below that.
pub(super) fn cost_facts(package: &Package, cost: Rupiah, price: Rupiah, ctx: &Ctx) -> Vec<Fact> {
    let Some(contents) = package.cost().ok().filter(|cost| *cost > Rupiah::ZERO) else {
        return Vec::new();
    };
    let uncosted = package.uncosted();
    let label = ctx.word(match uncosted.is_empty() {
        true => "form-package-cost",
        false => "form-package-cost-part",
    });
    let mut facts = vec![Fact::new(label, ctx.words.rupiah(contents))];
    if !uncosted.is_empty() {
        let names: Vec<String> = uncosted.iter().map(|part| part.full_name()).collect();
        let missing = Message::new("form-package-cost-missing").text("goods", names.join(", "));
        facts.push(Fact::warning(&ctx.say(&missing)));
    }
    let below = [
        ("form-package-cost-below", cost),
        ("form-package-price-below", price),
    ];
    for (key, amount) in below {
        if amount > Rupiah::ZERO && amount < contents {
            let warning = Message::new(key)
                .money("amount", amount)
                .money("contents", contents);
            facts.push(Fact::warning(&ctx.say(&warning)));
        }
    }
    facts
}

/// The variant of a code, with so many units.
fn component(qty: i64, code: &str, products: &[Product]) -> Option<Component> {
    products.iter().find_map(|product| {
        let mut variants = product.variants.iter();
        let variant = variants.find(|variant| variant.code.as_str() == code)?;
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
