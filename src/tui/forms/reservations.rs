//! Reserves units of a PO for a channel and gives them back (rule 69).

use super::{Field, Form, channel, goods, parse};
use crate::book::Book;
use crate::domain::id::PeriodId;
use crate::domain::order::Channel;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// Opens the form that reserves units for a channel, or gives back unused ones.
pub fn form(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let whole = (String::new(), ctx.word("form-reservation-whole"));
        let offers = book.goods_offered(period)?.into_iter();
        let of = std::iter::once(whole).chain(
            offers
                .filter(|offer| !offer.withdrawn)
                .map(|offer| (offer.code.clone(), goods::name(&offer))),
        );
        let kept = book.reservations(period)?;
        let word = ctx.word("cli-col-reserved");
        let told: Vec<Fact> = kept
            .iter()
            .map(|kept| Fact::new(word.clone(), ctx.say(&kept.message())))
            .collect();
        Ok(Form::new("form-reservation")
            .field(channel::field(ctx).value(Channel::Shopee.code()))
            .field(
                Field::text("units", "field-reservation")
                    .hint("form-reservation-hint")
                    .check(|text, _| parse::count(text).map(drop)),
            )
            .field(Field::choice("of", "form-reservation-of", of.collect()))
            .replaces(move |values| {
                let (channel, of) = (channel::chosen(values), values.optional("of"));
                let mut kept = kept.iter().filter(|kept| !kept.given_back);
                let kept =
                    kept.find(|kept| kept.channel == channel && kept.variant.as_deref() == of);
                let units = kept.map(|kept| kept.units.to_string());
                vec![("units", units.unwrap_or_default())]
            })
            .panel(move |_, _, _| Ok(told.clone()))
            .submit(move |values, _, _| {
                let channel = channel::chosen(values);
                let of = values.read_optional("of", parse::code)?;
                let units = values.read_optional("units", parse::count)?;
                Ok(Effect::deed(move |book, now| match units {
                    Some(units) => book.reserve(period, channel, of.as_ref(), units, now),
                    None => book.give_back(period, channel, of.as_ref(), now),
                }))
            }))
    };
    Form::edit(make, book, ctx)
}
