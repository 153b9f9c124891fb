//! Customers: search, add and change.

use super::customer_search::{self, shown_phone};
use super::field::{Field, InputError, Values};
use super::form::Form;
use super::parse::birthday;
use crate::book::{Book, BookError, CustomerChange};
use crate::domain::customer::{Customer, CustomerRow};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tasks::customer_texts::open_orders;
use crate::tasks::rows;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::layers::{Choice, Picker};

/// Searches customers by letters of a name or digits of a phone, best first; an empty text lists
/// who ordered last.
pub fn search(text: &str, limit: usize, book: &Book) -> Result<Vec<CustomerRow>, BookError> {
    book.customer_rows(&customer_search::find(text, limit, book)?)
}

/// The name, or the phone of a customer without a name.
pub fn shown_name(name: &str, phone: Option<&str>, ctx: &Ctx) -> String {
    rows::customer::shown_name(name, phone, &ctx.view())
}

/// What a customer owes or gets back: `sisa Rp70.000`; empty when nothing is open.
pub fn owes(row: &CustomerRow, ctx: &Ctx) -> String {
    let mut parts = Vec::new();
    if row.owes > Rupiah::ZERO {
        parts.push(ctx.say(&Message::new("tui-rest").money("amount", row.owes)));
    }
    let refund = row.owed.minus(row.credit).unwrap_or(row.owed);
    let back = [("tui-give-back", refund), ("tui-credit", row.credit)];
    for (key, amount) in back
        .into_iter()
        .filter(|(_, amount)| *amount > Rupiah::ZERO)
    {
        parts.push(ctx.say(&Message::new(key).money("amount", amount)));
    }
    parts.join(" · ")
}

/// Copies what a customer still has to pay, for a chat.
pub fn copy_open_orders(id: CustomerId, book: &Book, ctx: &Ctx) -> Outcome {
    let customer = book.customer(id)?;
    let name = shown_name(&customer.name, customer.phone.as_deref(), ctx);
    let text = open_orders(id, book, &ctx.words, ctx.now)?;
    let what = Message::new("tui-copied-bills").text("name", name);
    Ok(Effect::Copy(what, text))
}

/// Copies what the customer of the marked order still has to pay: a text is for one at a time.
pub fn copy_of_marked(marked: &[OrderId], book: &Book, ctx: &Ctx) -> Outcome {
    match marked {
        [order] => copy_open_orders(book.order_row(*order, ctx.now)?.customer, book, ctx),
        _ => Ok(Effect::warn(Message::new("tui-copy-one"))),
    }
}

/// Opens the customer search, which opens the card of the chosen one.
pub fn find() -> Effect {
    pick("form-person-find", |id, _| {
        Effect::Show(Destination::Customer(id))
    })
}

/// Opens a picker of customers.
pub fn pick(title: &'static str, chosen: impl Fn(CustomerId, &Ctx) -> Effect + 'static) -> Effect {
    let source = |text: &str, book: &Book, ctx: &Ctx| {
        let rows = search(text, 50, book)?;
        Ok(rows.iter().map(|row| choice(row, ctx)).collect())
    };
    Effect::open(Picker::search(title, source, move |id, ctx| {
        chosen(*id, ctx)
    }))
}

/// A customer to choose, with phone and open sums.
pub(super) fn choice(row: &CustomerRow, ctx: &Ctx) -> Choice<CustomerId> {
    let notes = [shown_phone(row.phone.as_deref()), owes(row, ctx)];
    Choice {
        label: shown_name(&row.name, row.phone.as_deref(), ctx),
        note: notes
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        value: row.id,
    }
}

/// Opens the form of a new customer; saving shows the card.
pub fn add(ctx: &Ctx) -> Effect {
    let form = fields(Form::new("form-person-new"), None, ctx);
    let form = form.panel(|values, book, ctx| {
        let name = values.optional("name");
        let similar = name.map(|name| customer_search::similar(name, book, ctx));
        Ok(Vec::from_iter(similar.transpose()?.flatten()))
    });
    let form = form.submit(|values, _, ctx| {
        let change = change(values, ctx)?;
        Ok(Effect::deed_then(
            move |book, now| book.add_customer(&change, now),
            |id| Effect::Show(Destination::Customer(id)),
        ))
    });
    Effect::open(form)
}

/// Opens the form that changes a customer.
pub fn edit(id: CustomerId, book: &Book, ctx: &Ctx) -> Outcome {
    let make = move |book: &Book, ctx: &Ctx| {
        let customer = book.customer(id)?;
        let form = fields(Form::new("form-person-edit"), Some(&customer), ctx);
        Ok(form.submit(move |values, _, ctx| {
            let mut change = change(values, ctx)?;
            // A channel that is no longer in the field is removed.
            let gone = customer.handles.iter().filter(|(channel, _)| {
                values.is_changed("handle")
                    && change.handles.iter().all(|(kept, _)| kept != channel)
            });
            let gone: Vec<_> = gone
                .map(|(channel, _)| (channel.clone(), String::new()))
                .collect();
            change.handles.extend(gone);
            Ok(Effect::deed(move |book, now| {
                book.edit_customer(id, &change, now)
            }))
        }))
    };
    Form::edit(make, book, ctx)
}

fn fields(form: Form, customer: Option<&Customer>, ctx: &Ctx) -> Form {
    let of = |get: fn(&Customer) -> String| customer.map(get).unwrap_or_default();
    let born = of(|customer| {
        customer
            .birthday
            .map_or_else(String::new, |day| day.to_string())
    });
    // Neither name nor phone is required here: one of the two is enough, which the book checks.
    form.field(Field::text("name", "field-customer").value(of(|customer| customer.name.clone())))
        .field(
            Field::text("phone", "field-phone")
                .value(of(|customer| shown_phone(customer.phone.as_deref())))
                .hint("form-person-phone-hint"),
        )
        .field(
            Field::text("address", "field-address").value(of(|customer| customer.address.clone())),
        )
        .field(
            Field::text("note", "field-note")
                .value(of(|customer| customer.note.clone()))
                .more(),
        )
        .field(
            Field::text("birthday", "form-person-birthday")
                .value(born)
                .hint("form-person-birthday-hint")
                .check(|text, ctx| birthday(text, ctx).map(drop))
                .more(),
        )
        .field(
            Field::text("handle", "field-handle")
                .value(of(|customer| shown_handles(&customer.handles)))
                .hint("form-person-handle-hint")
                .check(|text, _| handles(text).map(drop))
                .more(),
        )
        .field(
            Field::text("level", "field-level")
                .value(of(|customer| customer.level.clone()))
                .more(),
        )
        .field(
            Field::either(
                "pays-full",
                "customer-pays-full",
                ["customer-pays-full-no", "customer-pays-full-yes"],
                customer.is_some_and(|customer| customer.pays_full),
                ctx,
            )
            .more(),
        )
}

fn change(values: &Values, ctx: &Ctx) -> Result<CustomerChange, InputError> {
    let text = |id| values.changed(id).map(str::to_owned);
    let handles = values.read_changed("handle", handles)?;
    Ok(CustomerChange {
        name: text("name"),
        phone: text("phone"),
        address: text("address"),
        note: text("note"),
        birthday: values.read_changed("birthday", |text| birthday(text, ctx))?,
        level: text("level"),
        pays_full: values.changed_yes("pays-full"),
        handles: handles.flatten().unwrap_or_default(),
    })
}

/// Writes handles as they are typed: `ig @siti, shopee siti88`.
fn shown_handles(handles: &[(String, String)]) -> String {
    let shown = handles
        .iter()
        .map(|(channel, handle)| match channel.as_str() {
            "ig" => format!("ig @{handle}"),
            _ => format!("{channel} {handle}"),
        });
    shown.collect::<Vec<_>>().join(", ")
}

fn handles(text: &str) -> Result<Vec<(String, String)>, Message> {
    let pieces = text
        .split([',', ';'])
        .filter(|piece| !piece.trim().is_empty());
    pieces.map(handle).collect()
}

/// Splits `ig @siti` into channel and handle; `@siti` alone is Instagram.
fn handle(text: &str) -> Result<(String, String), Message> {
    let (channel, handle) = match text.trim().split_once([' ', ':']) {
        Some((channel, handle)) => (channel.trim(), handle.trim()),
        None if text.trim().starts_with('@') => ("ig", text.trim()),
        None => return Err(Message::new("form-person-handle-unreadable")),
    };
    Ok((channel.to_lowercase(), handle.to_owned()))
}
