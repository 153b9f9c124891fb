//! Weighs goods sold by weight in many orders at once: one column of weights, typed or pasted downward
//! (rules 76, 94).

use super::column::Lines;
use super::{Field, Form, InputError};
use crate::book::{Book, ToWeigh, WeighedRest};
use crate::domain::id::OfferId;
use crate::domain::message::Message;
use crate::domain::weight::Grams;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;

/// Opens the form that weighs the units of an offer in all orders that hold some.
pub fn open(offer: OfferId, goods: &str, book: &Book, ctx: &Ctx) -> Outcome {
    let orders = book.to_weigh(offer)?;
    if orders.is_empty() {
        return Ok(Effect::warn(
            Message::new("form-weigh-none").text("goods", goods),
        ));
    }
    let rests = WeighedRest::ALL.iter();
    let rests = rests.map(|rest| (rest.code().to_owned(), ctx.word(rest.key())));
    let known: Vec<String> = orders
        .iter()
        .map(|order| {
            order
                .weighed
                .map_or(String::new(), |weight| weight.to_string())
        })
        .collect();
    let known = known.join("\n").trim_end().to_owned();
    let lines = Lines {
        rows: orders
            .iter()
            .map(|order| (order.order, format!("{} {}", order.code, order.customer)))
            .collect(),
        exact: false,
        wrong_count: "form-weigh-too-many",
    };
    let shown = lines.clone();
    let form = Form::new("form-weigh")
        .titled(Message::new("form-weigh").text("goods", goods))
        .field(
            Field::block("weights", "form-weigh-weights")
                .hint("form-weigh-hint")
                .value(known)
                .required(),
        )
        .field(Field::choice("rest", "form-weigh-rest", rests.collect()))
        .panel(move |values, _, ctx| {
            let look = |at, line: &str| weighed(orders.get(at), line, ctx);
            Ok(shown.facts(values.as_typed("weights"), ctx, look))
        })
        .submit(move |values, _, _| {
            let weights = lines
                .read(values.as_typed("weights"), Grams::parse)
                .map_err(|why| InputError::field("weights", why))?;
            let rest: WeighedRest = values.get("rest").parse().unwrap_or_default();
            Ok(Effect::deed(move |book, now| {
                book.weigh_orders(offer, &weights, rest, now)
            }))
        });
    Ok(Effect::open(form))
}

/// What is typed for an order and what that costs, else what its goods were to weigh.
fn weighed(order: Option<&ToWeigh>, line: &str, ctx: &Ctx) -> Part {
    let Some(order) = order else {
        return Part::default();
    };
    let about = order.estimated;
    match Grams::parse(line) {
        Ok(weight) => {
            let worth = weight.worth(order.amount, about).unwrap_or_default();
            let worth = ctx.words.rupiah(worth);
            Part::new(format!("{weight} · {worth}"), Role::Accent)
        }
        Err(_) if line.is_empty() => Part::text(format!("± {about}")),
        Err(_) => Part::new(format!("! {line}"), Role::Bad),
    }
}
