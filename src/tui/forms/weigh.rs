//! Weighs goods sold by weight in many orders at once: one column of weights, typed or pasted downward
//! (rules 76, 94).

use super::{Field, Form, InputError, Values};
use crate::book::{Book, ToWeigh, WeighedRest};
use crate::domain::id::{OfferId, OrderId};
use crate::domain::message::Message;
use crate::domain::weight::Grams;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

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
    let shown = orders.clone();
    let form = Form::new("form-weigh")
        .titled(Message::new("form-weigh").text("goods", goods))
        .field(
            Field::block("weights", "form-weigh-weights")
                .hint("form-weigh-hint")
                .value(known)
                .required(),
        )
        .field(Field::choice("rest", "form-weigh-rest", rests.collect()))
        .panel(move |values, _, ctx| Ok(facts(&shown, values, ctx)))
        .submit(move |values, _, _| {
            let weights = read(&orders, values.get("weights"))
                .map_err(|why| InputError::field("weights", why))?;
            let rest: WeighedRest = values.get("rest").parse().unwrap_or_default();
            Ok(Effect::deed(move |book, now| {
                book.weigh_orders(offer, &weights, rest, now)
            }))
        });
    Ok(Effect::open(form))
}

/// The weights in their orders. An empty line leaves its order as it is.
///
/// # Errors
/// A line that is no weight, or more lines than orders.
fn read(orders: &[ToWeigh], text: &str) -> Result<Vec<(OrderId, Grams)>, Message> {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    if lines.len() > orders.len() {
        return Err(Message::new("form-weigh-too-many")
            .count("lines", lines.len())
            .count("orders", orders.len()));
    }
    let mut weights = Vec::new();
    for (line, order) in lines.iter().zip(orders) {
        if line.trim().is_empty() {
            continue;
        }
        let weight = Grams::parse(line).map_err(|why| {
            Message::new("form-weigh-line")
                .text("order", order.code.as_str())
                .say("why", why)
        })?;
        weights.push((order.order, weight));
    }
    Ok(weights)
}

/// Each order with what its goods were to weigh, and what is typed for it.
fn facts(orders: &[ToWeigh], values: &Values, ctx: &Ctx) -> Vec<Fact> {
    let text = values.get("weights");
    let mut lines = text.lines();
    let mut facts: Vec<Fact> = Vec::new();
    for order in orders {
        let label = format!("{} {}", order.code, order.customer);
        let line = lines.next().map(str::trim).unwrap_or_default();
        let about = order.estimated;
        facts.push(match Grams::parse(line) {
            Ok(weight) => {
                let worth = weight.worth(order.amount, about).unwrap_or_default();
                let worth = ctx.words.rupiah(worth);
                Fact::new(
                    label,
                    Part::new(format!("{weight} · {worth}"), Role::Accent),
                )
            }
            Err(_) if line.is_empty() => Fact::new(label, format!("± {about}")),
            Err(_) => Fact::new(label, Part::new(format!("! {line}"), Role::Bad)),
        });
    }
    let extra = lines.filter(|line| !line.trim().is_empty()).count();
    if extra > 0 {
        let said = Message::new("form-weigh-too-many")
            .count("lines", orders.len() + extra)
            .count("orders", orders.len());
        facts.push(Fact::refused(&ctx.say(&said)));
    }
    facts
}
