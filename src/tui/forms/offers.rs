//! The offers of a PO: adds several products at once, changes an offer, limits all variants of a
//! product together.

use super::period::optional_money;
use super::{Candidate, Field, Form, Values, parse};
use crate::book::{Book, BookError, OfferChange, OfferRow};
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::goods_index::{GoodsIndex, NameMatch};
use crate::domain::id::{OfferId, PeriodId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::fuzzy;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// The products and variants that can be put on sale, as (code, name, price).
struct Catalogue {
    goods: Vec<(String, String, String)>,
    index: GoodsIndex,
    products: Vec<Code>,
}

impl Catalogue {
    fn of(book: &Book, ctx: &Ctx) -> Result<Self, BookError> {
        let mut goods = Vec::new();
        let mut products = Vec::new();
        for product in book.products()?.into_iter().filter(|one| !one.archived) {
            products.push(product.code.clone());
            let in_use: Vec<_> = product
                .variants
                .iter()
                .filter(|variant| !variant.archived)
                .collect();
            let prices = in_use.iter().map(|variant| variant.price);
            let note = match (prices.clone().min(), prices.max()) {
                (Some(least), Some(most)) if least != most => {
                    format!("{}–{}", ctx.words.rupiah(least), ctx.words.rupiah(most))
                }
                (Some(price), _) => ctx.words.rupiah(price),
                (None, _) => continue,
            };
            goods.push((product.code.to_string(), product.name.clone(), note));
            for variant in in_use.iter().filter(|variant| !variant.name.is_empty()) {
                goods.push((
                    variant.code.to_string(),
                    full_name(&product.name, &variant.name),
                    ctx.words.rupiah(variant.price),
                ));
            }
        }
        let aliases = book.aliases()?;
        let named = goods.iter();
        let named = named.map(|(code, name, _)| (code.as_str(), code.as_str(), name.clone()));
        let index = GoodsIndex::new(named)
            .with_aliases(aliases.iter().map(|alias| (&*alias.text, &*alias.code)));
        Ok(Self {
            goods,
            index,
            products,
        })
    }

    /// Parses a list of codes; a word for "all" means every product. The inner error says what is
    /// wrong.
    fn codes(&self, text: &str) -> Result<Result<Vec<Code>, Message>, BookError> {
        if matches!(text.to_lowercase().as_str(), "semua" | "all" | "*") {
            return Ok(Ok(self.products.clone()));
        }
        let mut codes = Vec::new();
        for name in text.split([',', ';']).map(str::trim) {
            if name.is_empty() {
                continue;
            }
            let named = |at: &usize| self.goods.get(*at).map_or("", |(_, name, _)| name);
            match self.index.find(name) {
                NameMatch::One(at) => {
                    if let Some((code, _, _)) = self.goods.get(at) {
                        codes.push(Code::read(code)?);
                    }
                }
                NameMatch::Several(several) => {
                    let names: Vec<&str> = several.iter().take(4).map(named).collect();
                    return Ok(Err(Message::new("form-order-several")
                        .text("text", name)
                        .text("names", names.join(" / "))));
                }
                NameMatch::Nothing(Some(near)) => {
                    return Ok(Err(Message::new("form-order-near")
                        .text("text", name)
                        .text("near", named(&near))));
                }
                NameMatch::Nothing(None) => {
                    return Ok(Err(Message::new("form-offer-nothing").text("text", name)));
                }
            }
        }
        Ok(Ok(codes))
    }

    fn candidates(&self, before: &str) -> Vec<Candidate> {
        let start = before.rfind([',', ';']).map_or(0, |at| at + 1);
        let (done, piece) = before.split_at(start);
        let typed = piece.trim();
        if typed.is_empty() && !done.is_empty()
            || self.goods.iter().any(|(_, name, _)| name == typed)
        {
            return Vec::new();
        }
        let texts: Vec<String> = self
            .goods
            .iter()
            .map(|(code, name, _)| format!("{name} {code}"))
            .collect();
        let space = if done.is_empty() { "" } else { " " };
        fuzzy::rank(typed, texts.iter().map(String::as_str))
            .into_iter()
            .take(20)
            .filter_map(|at| self.goods.get(at))
            .map(|(code, name, price)| Candidate {
                text: format!("{done}{space}{name}"),
                label: format!("{name} · {code}"),
                note: price.clone(),
                value: None,
            })
            .collect()
    }
}

/// Opens the form that puts products on sale in a PO; shows a notice when the catalogue is empty.
pub fn add(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    if Catalogue::of(book, ctx)?.goods.is_empty() {
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
                Ok(match Catalogue::of(book, ctx)?.codes(text)? {
                    Ok(codes) => {
                        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
                        vec![Fact::new(ctx.word("field-code"), codes.join(", "))]
                    }
                    Err(problem) => {
                        vec![Fact::line(format!("✗ {}", ctx.say(&problem)), Role::Bad)]
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
                Ok(Effect::deed(move |book, now| {
                    book.set_offers(period, &codes, &change, now)
                }))
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
                    Ok(Catalogue::of(book, ctx)?.candidates(before))
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
                .check(|text, _| parse::money(text).map(drop))
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
    let make = move |book: &Book, _: &Ctx| {
        let mut offers = book.offers(period)?.into_iter();
        let offer = offers.find(|offer| offer.id == id).ok_or(Refusal::Gone)?;
        let name = super::goods::name(&offer);
        let withdrawn = || Message::new("form-offer-withdrawn").text("name", &name);
        let state = offer.withdrawn.then(withdrawn);
        let sold = offer.sold;
        Ok(edit_fields(&offer)
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
                    facts.push(Fact::line(format!("! {}", ctx.say(&deficit)), Role::Warn));
                }
                Ok(facts)
            })
            .submit(move |values, _, _| {
                let change = OfferChange {
                    price: values.read_changed("price", parse::money)?.flatten(),
                    cost: values.read_changed("cost", parse::money)?.flatten(),
                    quota: values.read_changed("quota", parse::count)?,
                    minimum: values.read_changed("minimum", parse::count)?,
                    set_size: values.read_changed("set", parse::count)?,
                };
                Ok(Effect::deed(move |book, now| {
                    book.edit_offer(id, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

fn edit_fields(offer: &OfferRow) -> Form {
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
                .check(|text, _| parse::money(text).map(drop)),
        )
        .field(
            Field::text("cost", "form-offer-cost")
                .value(offer.cost.to_string())
                .check(|text, _| parse::money(text).map(drop)),
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
}

/// Writes a number as it would be typed.
fn number(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Opens the form that limits all variants of a product together (rule 15).
pub fn product_quota(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    if book.offers(period)?.is_empty() {
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
