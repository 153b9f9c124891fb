//! The offers of a PO: adds several products at once, changes an offer, limits all variants of a
//! product together.

use super::goods_line::{Among, Good, GoodsLine};
use super::period::optional_money;
use super::{Field, Form, Values, parse};
use crate::book::{Book, BookError, OfferChange, OfferRow};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::code::Code;
use crate::domain::goods_index::NameMatch;
use crate::domain::id::{OfferId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::made::Made;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// The products and variants that can be put on sale. A product stands for all its variants.
struct Catalogue {
    line: GoodsLine,
    products: Vec<Product>,
}

impl Catalogue {
    fn of(book: &Book, ctx: &Ctx) -> Result<Self, BookError> {
        let mut goods = Vec::new();
        let mut products = Vec::new();
        for mut product in book.products()?.into_iter().filter(|one| !one.archived) {
            product.variants.retain(|variant| !variant.archived);
            let prices = product.variants.iter().map(|variant| variant.price);
            let note = match (prices.clone().min(), prices.max()) {
                (Some(least), Some(most)) if least != most => {
                    format!("{}–{}", ctx.words.rupiah(least), ctx.words.rupiah(most))
                }
                (Some(price), _) => ctx.words.rupiah(price),
                (None, _) => continue,
            };
            let good = |code: &Code, name, note| Good {
                code: code.to_string(),
                product: product.code.to_string(),
                name,
                note,
                is_gone: false,
                package: None,
            };
            goods.push(good(&product.code, product.name.clone(), note));
            let variants = product.variants.iter();
            goods.extend(
                variants
                    .filter(|variant| !variant.name.is_empty())
                    .map(|variant| {
                        let name = full_name(&product.name, &variant.name);
                        good(&variant.code, name, ctx.words.rupiah(variant.price))
                    }),
            );
            products.push(product);
        }
        let line = GoodsLine::new(goods, Among::Catalogue, book)?;
        Ok(Self { line, products })
    }

    /// Parses a list of goods; a word for "all" means every product. The inner error says what is
    /// wrong.
    fn codes(&self, text: &str) -> Result<Result<Vec<Code>, Message>, BookError> {
        if matches!(text.to_lowercase().as_str(), "semua" | "all" | "*") {
            let products = self.products.iter();
            return Ok(Ok(products.map(|product| product.code.clone()).collect()));
        }
        let mut codes = Vec::new();
        for name in text.split([',', ';', '\n']).map(str::trim) {
            if name.is_empty() {
                continue;
            }
            let found = self.line.find(name);
            if let Some(problem) = self.line.problem(name, &found) {
                return Ok(Err(problem));
            }
            if let NameMatch::One(at) = found
                && let Some(good) = self.line.at(at)
            {
                codes.push(Code::read(&good.code)?);
            }
        }
        Ok(Ok(codes))
    }

    /// What the owner typed, by name: a product with its variants.
    fn facts(&self, codes: &[Code]) -> Vec<Fact> {
        let named = |code: &Code| {
            let is_it = |product: &&Product| product.code == *code;
            if let Some(product) = self.products.iter().find(is_it) {
                let variants: Vec<&str> = product
                    .variants
                    .iter()
                    .map(|variant| variant.name.as_str())
                    .filter(|name| !name.is_empty())
                    .collect();
                return Fact::new(product.name.clone(), variants.join(", "));
            }
            let variants = self.products.iter().flat_map(|product| {
                let named = |variant: &Variant| full_name(&product.name, &variant.name);
                let variants = product.variants.iter();
                variants.map(move |variant| (variant.code == *code, named(variant)))
            });
            let name = variants.filter(|(is_it, _)| *is_it).map(|(_, name)| name);
            Fact::line(name.collect::<String>(), Role::Text)
        };
        codes.iter().map(named).collect()
    }
}

/// Opens the form that puts products on sale in a PO; shows a notice when the catalogue is empty.
pub fn add(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    if Catalogue::of(book, ctx)?.products.is_empty() {
        return Ok(Effect::warn(Message::new("form-offer-no-products")));
    }
    let make = move |book: &Book, ctx: &Ctx| {
        let code = book.period_by_id(period)?.code;
        let (catalogue, offers) = (Catalogue::of(book, ctx)?, book.offers(period)?);
        Ok(add_fields(code.as_str())
            .replaces(move |values| {
                let codes = catalogue.codes(values.get("goods"));
                let codes = codes.ok().and_then(Result::ok).unwrap_or_default();
                on_sale_at(values, &codes, &offers)
            })
            .panel(|values, book, ctx| {
                let Some(text) = values.optional("goods") else {
                    return Ok(Vec::new());
                };
                let catalogue = Catalogue::of(book, ctx)?;
                Ok(match catalogue.codes(text)? {
                    Ok(codes) => catalogue.facts(&codes),
                    Err(problem) => {
                        vec![Fact::refused(&ctx.say(&problem))]
                    }
                })
            })
            .submit(move |values, book, ctx| {
                let codes = Catalogue::of(book, ctx)?
                    .codes(values.get("goods"))?
                    .map_err(parse::error_of("goods"))?;
                let change = OfferChange {
                    price: optional_money(values, "price")?,
                    cost: None,
                    quota: values.read_optional("quota", parse::count)?.map(Some),
                    ..OfferChange::default()
                };
                Ok(Effect::deed_then(
                    move |book, now| book.set_offers(period, &codes, &change, now),
                    |codes| match codes.into_iter().next() {
                        Some(code) => Effect::Select(Made::Offer(code)),
                        None => Effect::None,
                    },
                ))
            }))
    };
    Form::edit(make, book, ctx)
}

fn add_fields(period: &str) -> Form {
    Form::new("form-offer-add")
        .titled(Message::new("form-offer-add").text("code", period))
        .field(
            Field::text("goods", "form-offer-goods")
                .required()
                .hint("form-offer-goods-hint")
                .suggest_parts(|before, _, book, ctx| {
                    Ok(Catalogue::of(book, ctx)?.line.names(before, true))
                }),
        )
        .field(
            Field::text("quota", "form-offer-quota")
                .hint("form-offer-quota-hint")
                .check(|text, _| parse::count(text).map(drop)),
        )
        .field(
            Field::text("price", "field-price")
                .hint("form-offer-price-hint")
                .money()
                .more(),
        )
}

/// Quota and price at which goods are on sale already, where others are typed. Goods that aren't
/// alike give a list.
fn on_sale_at(values: &Values, codes: &[Code], offers: &[OfferRow]) -> Vec<(&'static str, String)> {
    let of = |read: fn(&OfferRow) -> String| {
        let meant = offers.iter().filter(|offer| {
            let mut codes = codes.iter().map(Code::as_str);
            codes.any(|code| code == offer.code || code == offer.product_code)
        });
        let mut texts: Vec<String> = meant.map(read).collect();
        texts.dedup();
        texts.join(" / ")
    };
    let mut saved = Vec::new();
    if values.optional("quota").is_some() {
        saved.push(("quota", of(|offer| number(offer.quota))));
    }
    if values.optional("price").is_some() {
        saved.push(("price", of(|offer| offer.price.to_string())));
    }
    saved
}

/// Opens the form that changes the price, cost and quota of an offer.
pub fn edit(period: PeriodId, id: OfferId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let mut offers = book.offers(period)?.into_iter();
        let offer = offers.find(|offer| offer.id == id).ok_or(Refusal::Gone)?;
        let name = super::goods::name(&offer);
        let withdrawn = || Message::new("form-offer-withdrawn").text("name", &name);
        let state = offer.withdrawn.then(withdrawn);
        let sold = offer.sold;
        Ok(edit_fields(&offer, ctx)
            .state(state)
            .titled(Message::new("form-offer-edit").text("name", name))
            .panel(move |values, _, ctx| {
                let quota = values
                    .optional("quota")
                    .and_then(|text| parse::count(text).ok());
                let mut facts = vec![Fact::new(
                    ctx.word("form-offer-sold"),
                    ctx.words.count(sold),
                )];
                if let Some(quota) = quota.filter(|quota| *quota < sold) {
                    let deficit = Message::new("form-offer-deficit").count("count", sold - quota);
                    facts.push(Fact::warning(&ctx.say(&deficit)));
                }
                Ok(facts)
            })
            .submit(move |values, _, _| {
                let change = OfferChange {
                    price: values.read_changed("price", parse::money)?.flatten(),
                    cost: values
                        .read_changed("cost", parse::money)?
                        .map(Option::unwrap_or_default),
                    quota: values.read_changed("quota", parse::count)?,
                    minimum: values.read_changed("minimum", parse::count)?,
                    set_size: values.read_changed("set", parse::count)?,
                    member_set: values
                        .changed("set-of")
                        .map(|set| set == "form-offer-set-each"),
                };
                Ok(Effect::deed(move |book, now| {
                    book.edit_offer(id, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

fn edit_fields(offer: &OfferRow, ctx: &Ctx) -> Form {
    let sets = ["form-offer-set-own", "form-offer-set-each"];
    let chosen = sets[usize::from(offer.member_set)];
    let sets = sets.map(|key| (key.to_owned(), ctx.word(key)));
    Form::new("form-offer-edit")
        .field(
            Field::text("quota", "form-offer-quota")
                .value(number(offer.quota))
                .hint("form-offer-quota-hint")
                .check(|text, _| parse::count(text).map(drop)),
        )
        .field(
            Field::text("price", "field-price")
                .value(offer.price.to_string())
                .required()
                .hint("form-offer-price-edit-hint")
                .money(),
        )
        .field(
            Field::text("cost", "form-offer-cost")
                .value(known(offer.cost))
                .money(),
        )
        .field(
            Field::text("minimum", "field-minimum")
                .value(number(offer.minimum))
                .hint("form-minimum-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::text("set", "field-set-size")
                .value(number(offer.set_size))
                .hint("form-set-size-hint")
                .check(|text, _| parse::count(text).map(drop))
                .more(),
        )
        .field(
            Field::choice("set-of", "form-offer-set", sets.into())
                .value(chosen)
                .more(),
        )
}

/// Writes a cost as it would be typed; one that was never entered is empty.
fn known(cost: Rupiah) -> String {
    let known = Some(cost).filter(|cost| *cost > Rupiah::ZERO);
    known.map(|cost| cost.to_string()).unwrap_or_default()
}

/// Writes a number as it would be typed.
fn number(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Opens the form that limits all variants of a product together (rule 15).
pub fn product_quota(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    if book.goods_offered(period)?.is_empty() {
        return Ok(Effect::warn(
            Message::new("form-order-nothing-on-sale")
                .text("period", book.period_by_id(period)?.code.as_str()),
        ));
    }
    let make = move |book: &Book, _: &Ctx| {
        let mut products: Vec<(String, String)> = Vec::new();
        for offer in book.offers(period)? {
            if !products.iter().any(|(code, _)| *code == offer.product_code) {
                products.push((offer.product_code, offer.product));
            }
        }
        let quotas = book.product_quotas(period)?;
        let saved = quotas.clone();
        Ok(Form::new("form-product-quota")
            .field(Field::choice("product", "period-product", products))
            .field(
                Field::text("quota", "field-quota")
                    .hint("form-product-quota-hint")
                    .check(|text, _| parse::count(text).map(drop)),
            )
            .replaces(move |values| {
                let product = values.get("product");
                let quota = saved.iter().find(|quota| quota.code == product);
                vec![("quota", number(quota.map(|quota| quota.quota)))]
            })
            .panel(move |_, _, ctx| {
                Ok(quotas
                    .iter()
                    .map(|quota| {
                        let used = format!(
                            "{}/{}",
                            ctx.words.count(quota.sold),
                            ctx.words.count(quota.quota)
                        );
                        Fact::new(quota.name.clone(), used)
                    })
                    .collect())
            })
            .submit(move |values, _, _| {
                let product = values.read("product", parse::code)?;
                let quota = values.read_optional("quota", parse::count)?;
                Ok(Effect::deed(move |book, now| {
                    book.set_product_quota(period, &product, quota, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// Product and variant name of an offer.
pub fn name(offer: &OfferRow) -> String {
    full_name(&offer.product, &offer.variant)
}

/// Asks why a variant is dropped of a PO, and drops it (rule 68).
pub fn drop_offer(period: PeriodId, offer: &OfferRow) -> Outcome {
    let code = Code::read(&offer.code)?;
    let form = Form::new("form-drop")
        .titled(Message::new("form-drop").text("variant", name(offer)))
        .field(
            Field::text("why", "field-reason")
                .required()
                .hint("form-drop-hint"),
        )
        .submit(move |values, _, _| {
            let (code, why) = (code.clone(), values.get("why").to_owned());
            Ok(Effect::deed(move |book, now| {
                book.drop_offer(period, &code, &why, now)
            }))
        });
    Ok(Effect::open(form))
}
