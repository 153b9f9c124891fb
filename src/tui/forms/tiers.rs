//! Adds or changes a tier of an offer (rule 12).

use super::period::{optional_money, shown};
use super::{Field, Form, parse};
use crate::book::{OfferRow, TierChange};
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::pricing::Tier;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// Opens the form that adds a tier to an offer, or changes one.
pub fn form(period: PeriodId, offer: &OfferRow, tier: Option<&Tier>, ctx: &Ctx) -> Outcome {
    let code = Code::read(&offer.code)?;
    let name = super::goods::name(offer);
    let usual = offer.price;
    let first = tier.and_then(|tier| tier.first);
    let until = tier.and_then(|tier| tier.until);
    let until = until.map(|at| shown(at, false, ctx)).unwrap_or_default();
    let form = match tier {
        None => Form::new("form-tier-add")
            .titled(Message::new("form-tier-add").text("name", name))
            .field(
                Field::text("label", "field-tier")
                    .required()
                    .hint("form-tier-label-hint"),
            ),
        Some(tier) => Form::new("form-tier-edit").titled(
            Message::new("form-tier-edit")
                .text("label", tier.label.as_str())
                .text("name", name),
        ),
    };
    let label = tier.map(|tier| tier.label.clone());
    let used = tier.map(|tier| tier.used);
    Ok(Effect::open(
        form.field(
            Field::text("price", "field-price")
                .value(tier.map(|tier| tier.price.to_string()).unwrap_or_default())
                .required()
                .hint("form-offer-price-edit-hint")
                .check(|text, _| parse::money(text).map(drop)),
        )
        .field(
            Field::text("first", "field-first-units")
                .value(first.map(|first| first.to_string()).unwrap_or_default())
                .hint("form-tier-first-hint")
                .check(|text, _| parse::count(text).map(drop)),
        )
        .field(
            Field::text("until", "field-until")
                .value(until.clone())
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
        .submit(move |values, _, ctx| {
            // An untouched moment keeps its seconds, even when it has passed.
            let new_until = if values.get("until") == until {
                None
            } else {
                Some(values.read_optional("until", |text| parse::closing(text, ctx))?)
            };
            let change = TierChange {
                price: optional_money(values, "price")?,
                until: new_until,
                first: Some(values.read_optional("first", parse::count)?),
                archived: false,
            };
            let label = label.clone().unwrap_or(values.get("label").to_owned());
            let code = code.clone();
            Ok(Effect::deed(move |book, now| {
                book.set_tier(period, &code, &label, &change, now)
            }))
        }),
    ))
}
