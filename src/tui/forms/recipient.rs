//! The recipients of one order (rule 80): one typed, or all of them from a table, whose sum must be the
//! order's.

use std::io::Cursor;
use std::path::Path;

use super::customer_search::shown_phone;
use super::field::{Field, InputError, Values};
use super::form::Form;
use super::import_table::{self, FactsCache, SHOWN};
use super::move_order::{meant, ordered};
use super::parse::money;
use super::pasted_table::with_semicolons;
use crate::book::{Book, BookError, DestinationChange};
use crate::domain::destination::{Destination, DestinationItem};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::refusal::Refusal;
use crate::domain::when::{Toward, parse_date};
use crate::intake::destinations::{self, DestinationIntake, DestinationMapping};
use crate::intake::file::table::Table;
use crate::tasks::rows::destination_screen::not_shared;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form that adds recipients to an order, one after the other.
pub fn add(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let order = book.order(id, ctx.now)?;
    let title = Message::new("form-recipient-new").text("order", order.row.code.as_str());
    let mut items = items_field(id);
    // Who orders one kind of goods for many usually gives each one of them.
    if let [only] = not_shared(&order).as_slice() {
        items = items.value(format!("1 {}", only.goods));
    }
    let name = Field::text("name", "field-recipient")
        .required()
        .hint("form-recipient-name-hint");
    let form = details(
        Form::new("form-recipient-new").titled(title).field(name),
        items,
        None,
        ctx,
    )
    .panel(move |values, book, ctx| facts(id, values, book, ctx))
    .submit(move |values, book, ctx| {
        let name = values.get("name").to_owned();
        let known = book.order(id, ctx.now)?.destinations.into_iter();
        let mut names = known.map(|known| known.name);
        if let Some(known) = names.find(|known| known.eq_ignore_ascii_case(&name)) {
            let taken = Message::new("form-recipient-taken").text("name", known);
            return Err(InputError::field("name", taken));
        }
        let change = change((id, true), values, book, ctx)?;
        Ok(Effect::deed(move |book, now| {
            book.set_destination(id, &name, &change, now)
        }))
    });
    Ok(Effect::open(form.again()))
}

/// Opens the form that changes a recipient of an order.
pub fn edit(id: OrderId, name: &str, book: &Book, ctx: &Ctx) -> Outcome {
    let name = name.to_owned();
    let make = move |book: &Book, ctx: &Ctx| {
        let order = book.order(id, ctx.now)?;
        let mut known = order.destinations.iter();
        let known = known.find(|known| known.name == name).cloned();
        let known = known.ok_or(Refusal::Gone)?;
        let title = Message::new("form-recipient")
            .text("name", known.name.as_str())
            .text("order", order.row.code.as_str());
        let items = items_field(id).value(typed_items(&known));
        let called = Field::text("name", "field-recipient")
            .value(known.name.as_str())
            .required();
        let form = Form::new("form-recipient").titled(title).field(called);
        let name = name.clone();
        Ok(details(form, items, Some(&known), ctx)
            .panel(move |values, book, ctx| facts(id, values, book, ctx))
            .submit(move |values, book, ctx| {
                let change = DestinationChange {
                    name: values.changed("name").map(str::to_owned),
                    ..change((id, false), values, book, ctx)?
                };
                let name = name.clone();
                Ok(Effect::deed(move |book, now| {
                    book.set_destination(id, &name, &change, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

/// Opens the form that shares an order among the recipients of a table, with a pasted one in it when there is
/// one.
pub fn import(id: OrderId, pasted: Option<&str>, book: &Book, ctx: &Ctx) -> Outcome {
    let order = book.order(id, ctx.now)?;
    let replaces = order.destinations.len();
    let title = Message::new("form-recipients-table").text("order", order.row.code.as_str());
    let table = Field::table("table", "form-recipients-pasted").hint("form-recipients-pasted-hint");
    let path = import_table::path_field().when(|values| values.optional("table").is_none());
    let seen = FactsCache::new();
    let mut form = Form::new("form-recipients-table")
        .titled(title)
        .field(path)
        .field(table)
        .panel(move |values, book, ctx| {
            let mut facts = Vec::new();
            if replaces > 0 {
                let replaced = Message::new("form-recipients-replaced").count("count", replaces);
                facts.push(Fact::warning(&ctx.say(&replaced)));
            }
            facts.extend(match values.optional("table") {
                Some(_) => match pasted_table(values, ctx) {
                    Ok(table) => told(read(table, ctx), id, book, ctx),
                    Err(why) => vec![Fact::refused(&ctx.say(&why))],
                },
                None => {
                    let path = import_table::path(values.get("path"));
                    seen.facts(&path, (), ctx, |()| {
                        Ok(told(read(file_table(&path)?, ctx), id, book, ctx))
                    })
                }
            });
            Ok(facts)
        })
        .submit(move |values, _, ctx| {
            let (field, table) = match values.optional("table") {
                Some(_) => ("table", pasted_table(values, ctx)),
                None => {
                    let path = import_table::path(values.get("path"));
                    ("path", file_table(&path))
                }
            };
            let wrong = |why| InputError::field(field, why);
            let intake = read(table.map_err(wrong)?, ctx).map_err(wrong)?;
            if let Some(first) = intake.bad.first() {
                let unreadable = Message::new("form-recipients-unreadable")
                    .count("rows", intake.bad.len())
                    .say("first", first.message());
                return Err(InputError::form(unreadable));
            }
            let rows = intake.rows;
            Ok(Effect::deed(move |book, now| {
                book.import_destinations(id, &rows, now)
            }))
        });
    if let Some(pasted) = pasted {
        form.put("table", &with_semicolons(pasted));
        form = form.focus("table");
    }
    Ok(Effect::open(form))
}

fn items_field(id: OrderId) -> Field {
    Field::text("items", "field-goods")
        .hint("form-recipient-goods-hint")
        .suggest_parts(move |before, _, book, ctx| Ok(ordered(id, book, ctx)?.candidates(before)))
}

/// Adds what is said of a recipient, with what is saved.
fn details(form: Form, items: Field, known: Option<&Destination>, ctx: &Ctx) -> Form {
    let text = |of: fn(&Destination) -> String| known.map(of).unwrap_or_default();
    let day = known.and_then(|known| known.day);
    let shipping = known.filter(|known| known.shipping != crate::domain::money::Rupiah::ZERO);
    form.field(items)
        .field(
            Field::text("phone", "field-phone")
                .value(text(|known| shown_phone(known.phone.as_deref()))),
        )
        .field(Field::text("address", "field-address").value(text(|known| known.address.clone())))
        .field(
            Field::text("card", "field-card")
                .hint("form-recipient-card-hint")
                .value(text(|known| known.card.clone())),
        )
        .field(
            Field::text("day", "field-wanted")
                .value(day.map(|day| ctx.words.date(day)).unwrap_or_default())
                .check(|text, ctx| read_day(text, ctx).map(drop))
                .more(),
        )
        .field(
            Field::text("shipping", "field-shipping-by")
                .hint("form-recipient-shipping-hint")
                .value(
                    shipping
                        .map(|known| known.shipping.to_string())
                        .unwrap_or_default(),
                )
                .money()
                .more(),
        )
}

fn read_day(text: &str, ctx: &Ctx) -> Result<chrono::NaiveDate, Message> {
    parse_date(text, Toward::Future, ctx.now.date(ctx.zone)).map_err(|error| error.message())
}

/// What is typed for a recipient, where it differs from what is saved.
fn change(
    (id, is_new): (OrderId, bool),
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<DestinationChange, InputError> {
    let text = |id| values.changed(id).map(str::to_owned);
    let goods = ordered(id, book, ctx)?;
    // What a new recipient is proposed is given, though nobody typed it.
    let items = match is_new || values.is_changed("items") {
        true => Some(
            values
                .read_optional("items", |line| goods.items(line))?
                .unwrap_or_default(),
        ),
        false => None,
    };
    let shipping = values.read_changed("shipping", money)?;
    Ok(DestinationChange {
        name: None,
        phone: text("phone"),
        address: text("address"),
        day: values.read_changed("day", |text| read_day(text, ctx))?,
        card: text("card"),
        shipping: shipping.map(Option::unwrap_or_default),
        items,
    })
}

/// What the goods mean, and what no recipient gets yet.
fn facts(id: OrderId, values: &Values, book: &Book, ctx: &Ctx) -> Result<Vec<Fact>, BookError> {
    let mut facts = Vec::new();
    if let Some(line) = values.optional("items") {
        facts.extend(meant(line, &ordered(id, book, ctx)?, ctx));
    }
    facts.push(rest(&book.order(id, ctx.now)?, ctx));
    Ok(facts)
}

/// What of an order no recipient gets yet.
pub fn rest(order: &Order, ctx: &Ctx) -> Fact {
    let rest = not_shared(order);
    if rest.is_empty() {
        return Fact::line(ctx.word("recipients-all-shared"), Role::Good);
    }
    let goods = rest
        .iter()
        .map(|item| format!("{} {}", item.qty, item.goods));
    let goods = goods.collect::<Vec<_>>().join(", ");
    let left = Message::new("recipients-left").text("goods", goods);
    Fact::line(ctx.say(&left), Role::Muted)
}

/// The goods of a recipient as they are typed. What the card wrote on them comes from the card.
fn typed_items(of: &Destination) -> String {
    let typed = |item: &DestinationItem| {
        let mut text = format!("{} {}", item.qty, item.goods);
        if !item.chosen.is_empty() {
            text.push_str(&format!("[{}]", item.chosen));
        }
        let of_card = !of.card.is_empty() && item.customization.contains(&of.card);
        if !item.customization.is_empty() && !of_card {
            text.push_str(&format!(": {}", item.customization));
        }
        text
    };
    let items: Vec<String> = of.items.iter().map(typed).collect();
    items.join("; ")
}

fn pasted_table(values: &Values, ctx: &Ctx) -> Result<Table, Message> {
    let text = values.as_typed("table").to_owned().into_bytes();
    let size = u64::try_from(text.len()).ok();
    Table::read(ctx.word("form-recipients-pasted"), Cursor::new(text), size)
        .map_err(|error| error.message())
}

fn file_table(path: &Path) -> Result<Table, Message> {
    import_table::open(path).map_err(|error| error.message())
}

fn read(mut table: Table, ctx: &Ctx) -> Result<DestinationIntake, Message> {
    let today = ctx.now.date(ctx.zone);
    destinations::read(&mut table, &DestinationMapping::default(), today)
        .map_err(|error| error.message())
}

/// What a table says and whether the order can be shared by it, in words.
fn told(
    intake: Result<DestinationIntake, Message>,
    id: OrderId,
    book: &Book,
    ctx: &Ctx,
) -> Vec<Fact> {
    let intake = match intake {
        Ok(intake) => intake,
        Err(why) => return vec![Fact::refused(&ctx.say(&why))],
    };
    let mut facts: Vec<Fact> = import_table::bad_rows(&intake.bad, ctx).collect();
    if intake.bad.is_empty() {
        facts.push(
            match book.destinations_if_imported(id, &intake.rows, ctx.now) {
                Ok(made) => {
                    let made = Message::new("form-recipients-makes").count("recipients", made);
                    Fact::line(ctx.say(&made), Role::Accent)
                }
                Err(error) => Fact::refused(&ctx.say(&error.message())),
            },
        );
    }
    let rows = intake.rows.iter().take(SHOWN).map(|row| {
        let goods = row.goods.iter();
        let goods = goods.map(|item| format!("{} {}", item.qty, item.variant).trim().to_owned());
        let parts = [row.name.clone(), goods.collect::<Vec<_>>().join(", ")];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        Fact::line(parts.collect::<Vec<_>>().join(" · "), Role::Text)
    });
    facts.extend(rows);
    let notes = intake.notes.iter();
    facts.extend(notes.map(|note| import_table::warning(note, Role::Warn, ctx)));
    facts
}
