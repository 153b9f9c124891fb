//! Adds or changes a tier of an offer (rule 12).

use super::period::{optional_money, shown};
use super::{Field, Form, parse};
use crate::book::{Book, BookError, OfferRow, TierChange};
use crate::domain::code::Code;
use crate::domain::id::{OfferId, PeriodId, TierId};
use crate::domain::message::Message;
use crate::domain::pricing::Tier;
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// Opens the form that adds a tier to an offer.
pub fn add(period: PeriodId, offer: OfferId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let (offer, tiers) = read(period, offer, book)?;
        let code = Code::read(&offer.code)?;
        let tiers: Vec<_> = tiers.iter().map(|tier| texts(tier, ctx)).collect();
        let name = super::goods::name(&offer);
        let label = Field::text("label", "field-tier")
            .required()
            .hint("form-tier-label-hint");
        let form = Form::new("form-tier-add")
            .titled(Message::new("form-tier-add").text("name", name))
            .field(label);
        Ok(fields(form, &offer, None, ctx)
            .replaces(move |values| {
                let label = values.get("label");
                let mut tiers = tiers.iter();
                let known = tiers.find(|(of, _)| of.eq_ignore_ascii_case(label));
                let saved = known.map(|(_, saved)| saved.clone()).unwrap_or_default();
                let typed = |id: &&str| values.optional(id).is_some();
                let saved = ["price", "first", "until"].into_iter().zip(saved);
                saved.filter(|(id, _)| typed(id)).collect()
            })
            .submit(move |values, _, ctx| {
                let change = TierChange {
                    price: optional_money(values, "price")?,
                    until: values.read_changed("until", |text| parse::closing(text, ctx))?,
                    first: values.read_changed("first", parse::count)?,
                    archived: false,
                };
                let (code, label) = (code.clone(), values.get("label").to_owned());
                Ok(Effect::deed(move |book, now| {
                    book.set_tier(period, &code, &label, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// Opens the form that changes a tier of an offer.
pub fn edit(period: PeriodId, offer: OfferId, tier: TierId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let (offer, tiers) = read(period, offer, book)?;
        let mut tiers = tiers.into_iter();
        let tier = tiers.find(|one| one.id == tier).ok_or(Refusal::Gone)?;
        let code = Code::read(&offer.code)?;
        let title = Message::new("form-tier-edit")
            .text("label", tier.label.as_str())
            .text("name", super::goods::name(&offer));
        let form = Form::new("form-tier-edit").titled(title);
        let form = fields(form, &offer, Some(&tier), ctx);
        Ok(form.submit(move |values, _, ctx| {
            let change = TierChange {
                price: values.read_changed("price", parse::money)?.flatten(),
                // An untouched moment keeps its seconds, even when it has passed.
                until: values.read_changed("until", |text| parse::closing(text, ctx))?,
                first: values.read_changed("first", parse::count)?,
                archived: false,
            };
            let (code, label) = (code.clone(), tier.label.clone());
            Ok(Effect::deed(move |book, now| {
                book.set_tier(period, &code, &label, &change, now)
            }))
        }))
    };
    Form::edit(make, book, ctx)
}

/// An offer with its tiers.
fn read(period: PeriodId, offer: OfferId, book: &Book) -> Result<(OfferRow, Vec<Tier>), BookError> {
    let mut offers = book.offers(period)?.into_iter();
    let offer = offers.find(|one| one.id == offer).ok_or(Refusal::Gone)?;
    let mut tiers = book.tiers(period)?;
    tiers.retain(|tier| tier.offer == offer.id);
    Ok((offer, tiers))
}

/// The label of a tier, and its price, units and last second as they would be typed.
fn texts(tier: &Tier, ctx: &Ctx) -> (String, [String; 3]) {
    let first = tier.first.map(|first| first.to_string());
    let until = tier.until.map(|at| shown(at, false, ctx));
    let texts = [
        tier.price.to_string(),
        first.unwrap_or_default(),
        until.unwrap_or_default(),
    ];
    (tier.label.clone(), texts)
}

fn fields(form: Form, offer: &OfferRow, tier: Option<&Tier>, ctx: &Ctx) -> Form {
    let usual = offer.price;
    let texts = tier.map(|tier| texts(tier, ctx).1);
    let [price, first, until] = texts.unwrap_or_default();
    let used = tier.map(|tier| tier.used);
    form.field(
        Field::text("price", "field-price")
            .value(price)
            .required()
            .hint("form-offer-price-edit-hint")
            .money(),
    )
    .field(
        Field::text("first", "field-first-units")
            .value(first)
            .hint("form-tier-first-hint")
            .check(|text, _| parse::count(text).map(drop)),
    )
    .field(
        Field::text("until", "field-until")
            .value(until)
            .hint("form-tier-until-hint")
            .check(|text, ctx| parse::closing(text, ctx).map(drop)),
    )
    .panel(move |values, _, ctx| {
        let mut facts = vec![Fact::new(
            ctx.word("form-tier-usual"),
            ctx.words.rupiah(usual),
        )];
        if let Some(used) = used {
            let used = ctx.words.count(used);
            facts.push(Fact::new(ctx.word("form-offer-sold"), used));
        }
        let until = values
            .optional("until")
            .and_then(|text| parse::closing(text, ctx).ok());
        if let Some(until) = until {
            let until = ctx.words.moment(until);
            facts.push(Fact::new(ctx.word("field-until"), until));
        }
        Ok(facts)
    })
}
