//! Moves an order to another PO (rule 45), passes it on to another customer (rule 76), or
//! substitutes goods (rule 44).

use super::goods::Goods;
use super::goods_line::{Among, Good, GoodsLine};
use super::{Field, Form, Values, parse};
use crate::book::{Admission, Book, BookError, NewSubstitution};
use crate::domain::catalog::full_name;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::customer_search;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form that moves an order, or some items of it, into another PO (rule 45).
pub fn move_order(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    let targets = targets(&[row.period], book, ctx)?;
    if targets.is_empty() {
        return Ok(Effect::warn(Message::new("form-move-nowhere")));
    }
    let bill = row.bill;
    let form = Form::new("form-move")
        .titled(Message::new("form-move").text("order", row.code))
        .field(Field::choice("to", "form-move-to", targets))
        .field(
            Field::text("items", "form-move-items")
                .hint("form-move-items-hint")
                .suggest_parts(move |before, _, book, ctx| {
                    Ok(ordered(id, book, ctx)?.candidates(before))
                }),
        );
    let form = admission_fields(form)
        .panel(move |values, book, ctx| {
            let total = ctx.words.rupiah(bill.total);
            let paid = ctx.words.rupiah(bill.paid);
            let mut facts = vec![
                Fact::new(ctx.word("form-order-total-so-far"), total),
                Fact::new(ctx.word("form-order-paid-so-far"), paid),
            ];
            if let Some(line) = values.optional("items") {
                facts.extend(meant(line, &ordered(id, book, ctx)?, ctx));
                facts.push(Fact::line(ctx.word("form-move-share"), Role::Muted));
            }
            facts.push(Fact::line(ctx.word("form-move-note"), Role::Muted));
            Ok(facts)
        })
        .submit(move |values, book, ctx| {
            let to = book.period(&values.read("to", parse::code)?)?.id;
            let goods = ordered(id, book, ctx)?;
            let parted = values.read_optional("items", |line| goods.items(line))?;
            let admission = admission(values);
            Ok(Effect::deed(move |book, now| match &parted {
                Some(items) => book.split_order(id, to, items, &admission, now),
                None => book.move_order(id, to, &admission, now),
            }))
        });
    Ok(Effect::open(form))
}

/// Opens the form that moves several orders into another PO, as one deed.
pub fn move_orders(ids: Vec<OrderId>, book: &Book, ctx: &Ctx) -> Outcome {
    if let [id] = ids.as_slice() {
        return move_order(*id, book, ctx);
    }
    let mut rows = Vec::new();
    for id in &ids {
        rows.push(book.order_row(*id, ctx.now)?);
    }
    let mut periods: Vec<PeriodId> = rows.iter().map(|row| row.period).collect();
    periods.dedup();
    // Of orders from several POs some may stay where they are.
    let targets = targets(if periods.len() == 1 { &periods } else { &[] }, book, ctx)?;
    if targets.is_empty() {
        return Ok(Effect::warn(Message::new("form-move-nowhere")));
    }
    let form = Form::new("form-move-several")
        .titled(Message::new("form-move-several").count("orders", rows.len()))
        .field(Field::choice("to", "form-move-to", targets));
    let form = admission_fields(form)
        .panel(move |_, _, ctx| {
            let total = Rupiah::sum(rows.iter().map(|row| row.bill.total)).unwrap_or_default();
            let paid = Rupiah::sum(rows.iter().map(|row| row.bill.paid)).unwrap_or_default();
            let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
            let sum = |key, amount| Fact::new(ctx.word(key), ctx.words.rupiah(amount));
            Ok(vec![
                Fact::line(codes.join(", "), Role::Accent),
                sum("form-order-total-so-far", total),
                sum("form-order-paid-so-far", paid),
                Fact::line(ctx.word("form-move-note"), Role::Muted),
            ])
        })
        .submit(move |values, book, _| {
            let to = book.period(&values.read("to", parse::code)?)?.id;
            let admission = admission(values);
            let ids = ids.clone();
            Ok(Effect::deed(move |book, now| {
                book.move_orders(&ids, to, &admission, now)
            }))
        });
    Ok(Effect::open(form))
}

/// The POs an order may move to: all but these, unless they are over.
fn targets(but: &[PeriodId], book: &Book, ctx: &Ctx) -> Result<Vec<(String, String)>, BookError> {
    let periods = book.periods()?.into_iter();
    Ok(periods
        .filter(|period| !but.contains(&period.id) && !period.stage(ctx.now).is_over())
        .map(|period| {
            let label = format!("{} {}", period.code, period.name);
            (period.code.to_string(), label)
        })
        .collect())
}

fn admission_fields(form: Form) -> Form {
    form.field(Field::text("late", "form-order-late").more())
        .field(Field::text("overbook", "form-move-overbook").more())
}

fn admission(values: &Values) -> Admission {
    Admission {
        late: values.optional("late").map(str::to_owned),
        overbook: values.optional("overbook").map(str::to_owned),
    }
}

/// The goods an order has, by their names when it was placed.
pub(super) fn ordered(id: OrderId, book: &Book, ctx: &Ctx) -> Result<GoodsLine, BookError> {
    let mut goods: Vec<(Good, i64)> = Vec::new();
    for line in book.order(id, ctx.now)?.lines {
        match goods.iter_mut().find(|(good, _)| good.code == line.code) {
            Some((_, units)) => *units += line.qty,
            None => {
                let good = Good {
                    name: full_name(&line.product, &line.variant),
                    product: line.code.clone(),
                    code: line.code,
                    note: String::new(),
                    is_gone: false,
                    package: None,
                };
                goods.push((good, line.qty));
            }
        }
    }
    let goods = goods.into_iter().map(|(good, units)| Good {
        note: ctx.words.count(units),
        ..good
    });
    GoodsLine::new(goods.collect(), Among::Order, book)
}

/// What a line of items means, by name, or what is wrong with it.
pub(super) fn meant(line: &str, goods: &GoodsLine, ctx: &Ctx) -> Vec<Fact> {
    match goods.items(line) {
        Ok(items) => items
            .iter()
            .map(|item| Fact::line(goods.shown(item), Role::Text))
            .collect(),
        Err(problem) => vec![Fact::refused(&ctx.say(&problem))],
    }
}

/// Opens the form that passes an order on to another customer (rule 76).
pub fn pass(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(id, ctx.now)?;
        let whose = Message::new("form-pass-whose")
            .text("order", row.code.as_str())
            .with("customer", row.customer_arg());
        let title = Message::new("form-pass").text("order", row.code);
        Ok(Form::new("form-pass")
            .titled(title)
            .state(Some(whose))
            .field(
                Field::text("name", "field-customer")
                    .required()
                    .suggest(|typed, _, book, ctx| customer_search::candidates(typed, book, ctx)),
            )
            .field(Field::text("phone", "field-phone"))
            .panel(|values, book, ctx| {
                let note = Fact::line(ctx.word("form-pass-note"), Role::Muted);
                let new = values
                    .optional("name")
                    .filter(|_| values.picked("name").is_none());
                let similar = new.map(|name| customer_search::similar(name, book, ctx));
                let similar = similar.transpose()?.flatten();
                Ok(Vec::from_iter(similar.into_iter().chain([note])))
            })
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
                    .suggest(move |typed, _, book, ctx| {
                        Ok(ordered(id, book, ctx)?.candidates(typed))
                    }),
            )
            .field(
                Field::text("by", "form-substitute-by")
                    .required()
                    .hint("form-substitute-by-hint")
                    .suggest(move |typed, _, book, ctx| {
                        Ok(Goods::of(book, period, &[], ctx)?.names(typed))
                    }),
            )
            .field(Field::text("agreed", "field-agreed-by").required())
            .field(Field::choice("price", "field-price", prices.into()))
            .field(Field::text("overbook", "form-move-overbook").more())
            .panel(move |values, book, ctx| {
                let item = values.get("item");
                Ok(meant(item, &ordered(id, book, ctx)?, ctx))
            })
            .submit(move |values, book, ctx| {
                let goods = Goods::of(book, period, &[], ctx)?;
                let by = goods.code_of(values.get("by"))?;
                let ordered = ordered(id, book, ctx)?;
                let new = NewSubstitution {
                    item: values.read("item", |text| one_item(&ordered, text))?,
                    by: by.map_err(parse::error_of("by"))?,
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

/// The only item of a line.
fn one_item(goods: &GoodsLine, text: &str) -> Result<ItemText, Message> {
    let mut items = goods.items(text)?.into_iter();
    match (items.next(), items.next()) {
        (Some(item), None) => Ok(item),
        (Some(_), Some(_)) => Err(Message::new("form-substitute-one")),
        (None, _) => Err(Message::new("tui-field-required")),
    }
}
