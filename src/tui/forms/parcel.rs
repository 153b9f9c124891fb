//! What becomes of a parcel (rules 82, 91, 101): it arrives, comes back, or what is written on it changes.

use super::courier;
use super::parse::money;
use super::payment::positive;
use super::{Field, Form, Values};
use crate::book::{Book, BookError, ParcelChange};
use crate::domain::catalog::with_customization;
use crate::domain::id::ParcelId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::parcel::{GoodsBack, Parcel, ParcelState, ParcelWay, ReturnEnding};
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::Question;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// A title that names a parcel and its recipient.
fn titled(key: &'static str, parcel: &Parcel) -> Message {
    Message::new(key)
        .text("parcel", parcel.code())
        .text("customer", parcel.customer.as_str())
}

/// Records that parcels arrived. What one courier was to collect is asked about; of several it is said
/// before.
pub fn receive(parcels: &[Parcel]) -> Effect {
    let ids: Vec<ParcelId> = parcels.iter().map(|parcel| parcel.id).collect();
    let cod = Rupiah::sum(parcels.iter().map(|parcel| parcel.cod)).unwrap_or_default();
    let all = Effect::deed(move |book, now| book.receive_parcels(&ids, None, now));
    match parcels {
        _ if cod <= Rupiah::ZERO => all,
        // It would be refused: say so before asking for money.
        [only] if only.state() != ParcelState::Sent => all,
        [only] => Effect::open(collected(only)),
        several => {
            let question = Message::new("parcel-cod-question")
                .count("parcels", several.len())
                .money("amount", cod);
            Effect::open(Question::new("parcel-cod-title", question, all))
        }
    }
}

/// Asks what a courier collected.
fn collected(parcel: &Parcel) -> Form {
    let (id, cod) = (parcel.id, parcel.cod);
    let courier = parcel.courier.clone();
    Form::new("form-parcel-cod")
        .titled(titled("form-parcel-cod", parcel))
        .field(
            Field::text("amount", "field-cod")
                .value(cod.to_string())
                .required()
                .in_thousands(|_| true)
                .check(|text, _| positive(text).map(drop)),
        )
        .panel(move |values, _, ctx| {
            let held = Message::new("form-parcel-cod-held").text("courier", courier.as_str());
            let mut facts = vec![Fact::line(ctx.say(&held), Role::Muted)];
            let collected = values.read_or_default("amount", money);
            if collected != cod && collected > Rupiah::ZERO {
                let differs = Message::new("form-parcel-cod-differs").money("amount", cod);
                facts.push(Fact::warning(&ctx.say(&differs)));
            }
            Ok(facts)
        })
        .submit(move |values, _, _| {
            let amount = values.read("amount", positive)?;
            Ok(Effect::deed(move |book, now| {
                book.receive_parcels(&[id], Some(amount), now)
            }))
        })
}

/// What is chosen of a parcel that comes back.
const ENDINGS: [(&str, Option<ReturnEnding>); 3] = [
    ("parcel-again", Some(ReturnEnding::Again)),
    ("parcel-close", Some(ReturnEnding::Close)),
    ("form-return-later", None),
];

/// Asks what becomes of a parcel that comes back, and of its goods (rule 82).
pub fn come_back(id: ParcelId, book: &Book, ctx: &Ctx) -> Outcome {
    let parcel = book.parcel(id)?;
    let is_back = parcel.waits_for_decision();
    if parcel.way == ParcelWay::Pickup || !is_back && parcel.state() != ParcelState::Sent {
        let refusal = Refusal::ParcelState {
            parcel: parcel.code(),
            state: parcel.state(),
        };
        return Ok(Effect::warn(refusal.message()));
    }
    // What is back already only waits for its decision.
    let endings = ENDINGS
        .iter()
        .filter(|(_, ending)| !is_back || ending.is_some());
    let endings = endings.map(|(key, _)| ((*key).to_owned(), ctx.word(key)));
    let goods = [GoodsBack::Stock, GoodsBack::Lost];
    let goods = goods.map(|goods| (goods.code().to_owned(), ctx.word(goods.key())));
    let form = Form::new("form-return")
        .titled(titled("form-return", &parcel))
        .field(Field::choice(
            "ending",
            "form-return-ending",
            endings.collect(),
        ))
        .field(
            Field::choice("goods", "form-return-goods", goods.into())
                .hint("form-return-goods-hint"),
        )
        .panel(move |values, book, ctx| closing(&parcel, values, book, ctx))
        .submit(move |values, _, _| {
            let ending = ending(values);
            let back = match ending {
                Some(ReturnEnding::Close) => {
                    values.get("goods").parse().unwrap_or(GoodsBack::Stock)
                }
                Some(ReturnEnding::Again) | None => GoodsBack::Stock,
            };
            Ok(Effect::deed(move |book, now| {
                book.return_parcel(id, ending, back, now)
            }))
        });
    Ok(Effect::open(form))
}

fn ending(values: &Values) -> Option<ReturnEnding> {
    let chosen = values.get("ending");
    let known = ENDINGS.iter().find(|(key, _)| *key == chosen);
    known.and_then(|(_, ending)| *ending)
}

/// What the chosen ending does to the orders of a parcel: closing them keeps and gives back by their rule.
fn closing(
    parcel: &Parcel,
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let explained = match ending(values) {
        Some(ReturnEnding::Again) => "form-return-again-means",
        Some(ReturnEnding::Close) => "form-return-close-means",
        None => "form-return-later-means",
    };
    let mut facts = vec![Fact::line(ctx.word(explained), Role::Muted)];
    if ending(values) != Some(ReturnEnding::Close) {
        return Ok(facts);
    }
    for (id, code) in &parcel.orders {
        match book.forfeit(*id, false, None, ctx.now) {
            Ok(forfeit) => facts.push(Fact::new(code.as_str(), ctx.say(&forfeit.message()))),
            Err(BookError::Refused(why)) => facts.push(Fact::refused(&ctx.say(&why.message()))),
            Err(error) => return Err(error),
        }
    }
    Ok(facts)
}

/// Opens the form that changes what is written on a parcel, and what its courier was paid.
pub fn edit(id: ParcelId, book: &Book, ctx: &Ctx) -> Outcome {
    let parcel = book.parcel(id)?;
    if parcel.way == ParcelWay::Pickup {
        let parcel = parcel.code();
        return Ok(Effect::warn(Refusal::ParcelFetched { parcel }.message()));
    }
    let make = move |book: &Book, ctx: &Ctx| {
        let parcel = book.parcel(id)?;
        let couriers = book.couriers()?;
        // Once it is back, the fee is that of the way back.
        let fee = match parcel.returned_at {
            None => Field::text("paid", "field-courier-paid")
                .value(parcel.paid.map(|paid| paid.to_string()).unwrap_or_default()),
            Some(_) => Field::text("paid", "form-parcel-fee-back"),
        };
        let weight = parcel.weight.map(|weight| weight.to_string());
        let paid = parcel.paid;
        Ok(Form::new("form-parcel")
            .titled(titled("form-parcel", &parcel))
            .field(courier::courier(&couriers).value(parcel.courier.as_str()))
            .field(Field::text("service", "field-service").value(parcel.service.as_str()))
            .field(Field::text("resi", "field-tracking").value(parcel.tracking.as_str()))
            .field(fee.hint("form-courier-paid-hint").money())
            .field(courier::account(book, ctx)?)
            .field(
                Field::text("weight", "field-weight")
                    .hint("form-parcel-weight-hint")
                    .value(weight.unwrap_or_default())
                    .check(|text, _| Grams::parse(text).map(drop)),
            )
            .field(
                Field::text("note", "field-note")
                    .value(parcel.note.as_str())
                    .more(),
            )
            .focus("resi")
            .panel(move |_, _, ctx| Ok(about(&parcel, ctx)))
            .submit(move |values, _, _| {
                let text = |id| values.changed(id).map(str::to_owned);
                let typed = values.read_changed("paid", money)?;
                let account = courier::chosen_account(values);
                // An account chosen afterwards books what was paid before.
                let moved = values.is_changed("account").then_some(paid).flatten();
                let paid = typed.map(Option::unwrap_or_default).or(moved);
                let weight = values.read_changed("weight", Grams::parse)?;
                let edit = ParcelChange {
                    courier: text("courier"),
                    service: text("service"),
                    tracking: text("resi"),
                    account: paid.and(account),
                    paid,
                    weight: weight.map(Option::unwrap_or_default),
                    note: text("note"),
                };
                Ok(Effect::deed(move |book, now| {
                    book.change_parcel(id, &edit, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// Who gets a parcel, and what is in it.
pub fn about(parcel: &Parcel, ctx: &Ctx) -> Vec<Fact> {
    let phone = super::customer_search::shown_phone(parcel.phone.as_deref());
    let who = format!(
        "{} {phone}",
        crate::tasks::rows::parcel_screen::recipient(parcel)
    );
    let mut facts = vec![Fact::line(who.trim(), Role::Text)];
    if !parcel.address.is_empty() {
        facts.push(Fact::line(parcel.address.as_str(), Role::Text));
    }
    let lines = parcel.lines.iter().map(|line| {
        let goods = with_customization(&line.goods, &line.customization);
        format!("{} × {goods}", line.qty)
    });
    let lines: Vec<String> = lines.collect();
    facts.push(Fact::line(lines.join(", "), Role::Muted));
    let unsettled = parcel.unsettled_reason.as_deref();
    if let Some(why) = unsettled {
        let said = Message::new("parcel-unsettled").text("why", why);
        facts.push(Fact::warning(&ctx.say(&said)));
    }
    if !parcel.note.is_empty() {
        facts.push(Fact::line(parcel.note.as_str(), Role::Muted));
    }
    facts
}
