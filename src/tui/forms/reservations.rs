//! Reserves units of a PO for a channel and gives them back (rule 69).

use super::{Field, Form, channel, goods, parse};
use crate::book::Book;
use crate::domain::id::PeriodId;
use crate::domain::order::Channel;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// Opens the form that reserves units for a channel, or gives back unused ones.
pub fn form(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let whole = (String::new(), ctx.word("form-reservation-whole"));
    let offers = book.offers(period)?.into_iter();
    let of = std::iter::once(whole).chain(
        offers
            .filter(|offer| !offer.withdrawn)
            .map(|offer| (offer.code.clone(), goods::name(&offer))),
    );
    Ok(Effect::open(
        Form::new("form-reservation")
            .field(channel::field(ctx).value(Channel::Shopee.code()))
            .field(
                Field::text("units", "field-reservation")
                    .hint("form-reservation-hint")
                    .check(|text, _| parse::count(text).map(drop)),
            )
            .field(Field::choice("of", "form-reservation-of", of.collect()))
            .panel(move |_, book, ctx| {
                let kept = book.reservations(period)?.into_iter();
                let told = kept
                    .map(|kept| Fact::new(ctx.word("cli-col-reserved"), ctx.say(&kept.message())));
                Ok(told.collect())
            })
            .submit(move |values, _, _| {
                let channel = channel::chosen(values);
                let of = values.read_optional("of", parse::code)?;
                let units = values.read_optional("units", parse::count)?;
                Ok(Effect::deed(move |book, now| match units {
                    Some(units) => book.reserve(period, channel, of.as_ref(), units, now),
                    None => book.give_back(period, channel, of.as_ref(), now),
                }))
            }),
    ))
}
