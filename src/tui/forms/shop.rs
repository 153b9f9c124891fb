//! The shop's settings: asked at the first start, and changed later.

use super::{Field, Form, InputError, Values};
use crate::book::{Book, ShopChange};
use crate::domain::message::Message;
use crate::domain::payment::Method;
use crate::domain::shop::Shop;
use crate::domain::when::Zone;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::{customer_search, parse};

const CODES: [&str; 2] = ["form-shop-codes-off", "form-shop-codes-on"];
const TICKS: [&str; 2] = ["form-shop-ticks-nothing", "form-shop-ticks-paid"];

/// Opens the form of the first start. Every field can be left empty; Esc skips it.
pub fn first(book: &Book, ctx: &Ctx) -> Outcome {
    let make = |book: &Book, ctx: &Ctx| {
        let methods = [Method::Transfer, Method::Qris, Method::Ewallet]
            .map(|method| (method.code().to_owned(), ctx.word(method.key())));
        Ok(common(Form::new("form-shop-first"), &book.shop()?)
            .field(Field::text("account", "form-shop-account").hint("form-shop-account-hint"))
            .field(Field::choice("method", "form-order-way", methods.into()))
            .submit(|values, _, _| {
                let account = values.optional("account").map(|name| {
                    let method = values.get("method").parse().unwrap_or_default();
                    (name.to_owned(), method)
                });
                save(
                    values,
                    ShopChange {
                        account,
                        ..ShopChange::default()
                    },
                )
            }))
    };
    Form::edit(make, book, ctx)
}

/// Opens the form that changes the shop's settings.
pub fn settings(book: &Book, ctx: &Ctx) -> Outcome {
    let make = |book: &Book, ctx: &Ctx| {
        let shop = book.shop()?;
        let form = common(Form::new("form-shop"), &shop);
        Ok(further(form, &shop, ctx).submit(|values, _, _| {
            let number = |id| values.read_changed(id, parse::count);
            let change = ShopChange {
                down_payment_step: values.read_changed("step", parse::money)?.flatten(),
                rounding_limit: values
                    .read_changed("rounding", parse::money)?
                    .map(Option::unwrap_or_default),
                unique_codes: values.changed_yes("codes"),
                ticks_pay: values.changed_yes("ticks"),
                daily_capacity: number("capacity")?,
                delivery_days: number("delivery")?.map(Option::unwrap_or_default),
                buffer_days: number("buffer")?.map(Option::unwrap_or_default),
                ..ShopChange::default()
            };
            save(values, change)
        }))
    };
    Form::edit(make, book, ctx)
}

/// The fields that the first start doesn't ask for.
fn further(form: Form, shop: &Shop, ctx: &Ctx) -> Form {
    let count = |id, key, hint, value: i64| {
        let value = Some(value).filter(|value| *value > 0);
        Field::text(id, key)
            .hint(hint)
            .value(value.map(|value| value.to_string()).unwrap_or_default())
            .check(|text, _| parse::count(text).map(drop))
            .more()
    };
    form.field(
        Field::text("step", "field-down-payment-step")
            .hint("form-shop-step-hint")
            .value(shop.down_payment_step.to_string())
            .required()
            .check(|text, _| parse::money(text).map(drop)),
    )
    .field(
        Field::text("rounding", "field-rounding-limit")
            .hint("form-shop-rounding-hint")
            .value(shop.rounding_limit.to_string())
            .check(|text, _| parse::money(text).map(drop))
            .more(),
    )
    .field(Field::either("codes", "field-unique-code", CODES, shop.unique_codes, ctx).more())
    .field(Field::either("ticks", "field-ticks", TICKS, shop.ticks_pay, ctx).more())
    .field(count(
        "capacity",
        "field-daily-capacity",
        "form-shop-capacity-hint",
        shop.daily_capacity.unwrap_or_default(),
    ))
    .field(count(
        "delivery",
        "field-delivery-days",
        "form-shop-delivery-hint",
        shop.delivery_days,
    ))
    .field(count(
        "buffer",
        "field-buffer-days",
        "form-shop-buffer-hint",
        shop.buffer_days,
    ))
}

fn common(form: Form, shop: &Shop) -> Form {
    let zones = [Zone::Wib, Zone::Wita, Zone::Wit].map(|zone| {
        let name = zone.name().to_owned();
        (name.clone(), name)
    });
    form.field(Field::text("name", "field-shop-name").value(shop.name.clone()))
        .field(
            Field::text("phone", "field-phone")
                .value(customer_search::shown_phone(shop.phone.as_deref())),
        )
        .field(Field::choice("zone", "form-shop-zone", zones.into()).value(shop.zone.name()))
}

fn save(values: &Values, change: ShopChange) -> Result<Effect, InputError> {
    let zone = values.changed("zone").map(str::parse::<Zone>).transpose();
    let change = ShopChange {
        name: values.changed("name").map(str::to_owned),
        phone: values.changed("phone").map(str::to_owned),
        zone: zone.map_err(|_| InputError::form(Message::new("form-shop-zone")))?,
        ..change
    };
    Ok(Effect::deed(move |book, now| book.set_shop(&change, now)))
}
