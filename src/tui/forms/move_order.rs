//! Moves an order to another PO (rule 45), passes it on to another customer (rule 76), or
//! substitutes goods (rule 44).

use super::{Candidate, Field, Form, goods, parse};
use crate::book::{Admission, Book, BookError, NewSubstitution};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::customer_search;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form that moves an order, or some items of it, into another PO (rule 45).
pub fn move_order(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let targets: Vec<(String, String)> = book
        .periods()?
        .into_iter()
        .filter(|period| period.id != row.period && !period.stage(ctx.now).is_over())
        .map(|period| {
            let label = format!("{} {}", period.code, period.name);
            (period.code.to_string(), label)
        })
        .collect();
    if targets.is_empty() {
        return Ok(Effect::warn(Message::new("form-move-nowhere")));
    }
    let bill = row.bill;
    let title = Message::new("form-move").text("order", row.code);
    Ok(Effect::open(
        Form::new("form-move")
            .titled(title)
            .field(Field::choice("to", "form-move-to", targets))
            .field(
                Field::text("items", "form-move-items")
                    .hint("form-move-items-hint")
                    .check(|text, _| items(text).map(drop)),
            )
            .field(Field::text("late", "form-order-late").more())
            .field(Field::text("overbook", "form-move-overbook").more())
            .panel(move |values, _, ctx| {
                let total = ctx.words.rupiah(bill.total);
                let paid = ctx.words.rupiah(bill.paid);
                let mut facts = vec![
                    Fact::new(ctx.word("form-order-total-so-far"), total),
                    Fact::new(ctx.word("form-order-paid-so-far"), paid),
                ];
                if values.optional("items").is_some() {
                    facts.push(Fact::line(ctx.word("form-move-share"), Role::Muted));
                }
                facts.push(Fact::line(ctx.word("form-move-note"), Role::Muted));
                Ok(facts)
            })
            .submit(move |values, book, _| {
                let to = book.period(&values.read("to", parse::code)?)?.id;
                let parted = values.read_optional("items", items)?;
                let admission = Admission {
                    late: values.optional("late").map(str::to_owned),
                    overbook: values.optional("overbook").map(str::to_owned),
                };
                Ok(Effect::deed(move |book, now| match &parted {
                    Some(items) => book.split_order(id, to, items, &admission, now),
                    None => book.move_order(id, to, &admission, now),
                }))
            }),
    ))
}

/// Parses a list of items: `2 NAS-KEJU, 1 KAS`.
fn items(text: &str) -> Result<Vec<ItemText>, Message> {
    text.split(',')
        .map(|item| ItemText::parse(item).map_err(|error| error.message()))
        .collect()
}

/// Opens the form that passes an order on to another customer (rule 76).
pub fn pass(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(id, ctx.now)?;
        let whose = Message::new("form-pass-whose")
            .text("order", row.code.as_str())
            .text("customer", row.customer_name);
        let title = Message::new("form-pass").text("order", row.code);
        Ok(Form::new("form-pass")
            .titled(title)
            .state(Some(whose))
            .field(
                Field::text("name", "field-customer")
                    .required()
                    .suggest(|typed, _, book, _| customer_search::candidates(typed, book)),
            )
            .field(Field::text("phone", "field-phone"))
            .panel(|_, _, ctx| Ok(vec![Fact::line(ctx.word("form-pass-note"), Role::Muted)]))
            .submit(move |values, _, _| {
                let to = parse::customer(
                    values.get("name"),
                    values.picked("name"),
                    values.get("phone"),
                    "",
                );
                Ok(Effect::deed(move |book, now| book.pass_order(id, &to, now)))
            }))
    };
    Form::edit(make, book, ctx)
}

/// Opens the form that substitutes ordered goods (rule 44).
pub fn substitute(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let period = row.period;
    let title = Message::new("form-substitute").text("order", row.code);
    let prices = [
        ("old", "form-substitute-old"),
        ("new", "form-substitute-new"),
    ]
    .map(|(value, key)| (value.to_owned(), ctx.word(key)));
    Ok(Effect::open(
        Form::new("form-substitute")
            .titled(title)
            .field(
                Field::text("item", "form-substitute-item")
                    .required()
                    .hint("form-substitute-item-hint")
                    .check(|text, _| item(text).map(drop)),
            )
            .field(
                Field::text("by", "form-substitute-by")
                    .required()
                    .hint("form-substitute-by-hint")
                    .check(|text, _| parse::code(text).map(drop))
                    .suggest(move |typed, _, book, _| replacements(typed, period, book)),
            )
            .field(Field::text("agreed", "field-agreed-by").required())
            .field(Field::choice("price", "field-price", prices.into()))
            .field(Field::text("overbook", "form-move-overbook").more())
            .submit(move |values, _, _| {
                let new = NewSubstitution {
                    item: values.read("item", item)?,
                    by: values.read("by", parse::code)?,
                    agreed_by: values.get("agreed").to_owned(),
                    reprice: values.get("price") == "new",
                    overbook: values.optional("overbook").map(str::to_owned),
                };
                Ok(Effect::deed(move |book, now| {
                    book.substitute(id, &new, now)
                }))
            }),
    ))
}

/// Suggestions from the offers of a PO, by code or name.
fn replacements(typed: &str, period: PeriodId, book: &Book) -> Result<Vec<Candidate>, BookError> {
    let typed = typed.trim().to_lowercase();
    let offers = book.offers(period)?;
    if typed.is_empty() || offers.iter().any(|o| o.code.to_lowercase() == typed) {
        return Ok(Vec::new());
    }
    let found = offers.into_iter().filter(|offer| {
        let text = format!("{} {}", offer.code, goods::name(offer)).to_lowercase();
        !offer.withdrawn && text.contains(&typed)
    });
    let proposed = found.take(5).map(|offer| Candidate {
        label: format!("{} {}", offer.code, goods::name(&offer)),
        note: String::new(),
        value: None,
        text: offer.code,
    });
    Ok(proposed.collect())
}

fn item(text: &str) -> Result<ItemText, Message> {
    ItemText::parse(text).map_err(|error| error.message())
}
