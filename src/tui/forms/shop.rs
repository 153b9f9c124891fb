//! Who the shop is: asked once at the first start, changed later.

use super::{Field, Form, Values, Wrong};
use crate::book::ShopChange;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::when::Zone;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::{inputs, people};
use crate::tui::keeper::Book;

/// The form of the first start: every field can be left empty, Esc skips it.
///
/// # Errors
/// When the book can't be read.
pub fn first(book: &Book, ctx: &Ctx) -> Outcome {
    let methods = [Method::Transfer, Method::Qris, Method::Ewallet]
        .map(|method| (method.code().to_owned(), ctx.word(method.key())));
    Ok(Effect::open(
        common(Form::new("form-shop-first"), book)?
            .field(Field::text("account", "form-shop-account").hint("form-shop-account-hint"))
            .field(Field::choice("method", "form-order-way", methods.into()))
            .submit(|values, _, _| {
                let account = values.optional("account").map(|name| {
                    let method = values.get("method").parse().unwrap_or_default();
                    (name.to_owned(), method)
                });
                save(values, None, account)
            }),
    ))
}

/// The form that changes the shop's settings.
///
/// # Errors
/// When the book can't be read.
pub fn settings(book: &Book, _: &Ctx) -> Outcome {
    let step = book.shop()?.down_payment_step;
    Ok(Effect::open(
        common(Form::new("form-shop"), book)?
            .field(
                Field::text("step", "field-down-payment-step")
                    .hint("form-shop-step-hint")
                    .value(step.to_string())
                    .required()
                    .check(|text, _| inputs::money(text).map(drop)),
            )
            .submit(|values, _, _| {
                let step = values.read("step", inputs::money)?;
                save(values, Some(step), None)
            }),
    ))
}

fn common(form: Form, book: &Book) -> Result<Form, crate::tui::keeper::BookError> {
    let shop = book.shop()?;
    let zones = [Zone::Wib, Zone::Wita, Zone::Wit].map(|zone| {
        let name = zone.name().to_owned();
        (name.clone(), name)
    });
    Ok(form
        .field(Field::text("name", "field-shop-name").value(shop.name))
        .field(
            Field::text("phone", "field-phone").value(people::shown_phone(shop.phone.as_deref())),
        )
        .field(Field::choice("zone", "form-shop-zone", zones.into()).value(shop.zone.name())))
}

fn save(
    values: &Values,
    down_payment_step: Option<Rupiah>,
    account: Option<(String, Method)>,
) -> Result<Effect, Wrong> {
    let change = ShopChange {
        name: Some(values.get("name").to_owned()),
        phone: Some(values.get("phone").to_owned()),
        zone: Some(
            values
                .get("zone")
                .parse()
                .map_err(|_| Wrong::form(Message::new("form-shop-zone")))?,
        ),
        down_payment_step,
        account,
    };
    Ok(Effect::deed(move |book, now| book.set_shop(&change, now)))
}
