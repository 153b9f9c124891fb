//! Shipping labels: of parcels that are packed or on their way, and of goods that are in none yet.

use super::stop::{Stop, destination, sender};
use super::{Chosen, named, shop, shown_phone};
use crate::book::Book;
use crate::domain::id::{DestinationId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::parcel::{Parcel, ParcelLine};
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::Person;
use crate::output::papers::label::{Content, Label};
use crate::tasks::TaskError;

/// The labels of the chosen orders: one for each of their parcels that has not arrived, and one for each who
/// receives something that is neither packed nor handed over. A parcel of several orders has one. Where parcels
/// are named they alone have labels.
pub fn of(
    chosen: &Chosen,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<Label>, TaskError> {
    let labels = with_recipients(chosen, book, words, now)?.into_iter();
    Ok(labels.map(|(label, _)| label).collect())
}

/// The labels, each with the recipient it is for where its order has several.
pub(super) fn with_recipients(
    chosen: &Chosen,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<(Label, Option<DestinationId>)>, TaskError> {
    let _snapshot = book.snapshot()?;
    let shop = shop(book)?;
    let zone = words.zone();
    let mut labels = Vec::new();
    let mut done = Vec::new();
    for order in chosen.to_send(book, zone, now)? {
        for parcel in &order.parcels {
            if chosen.shows(parcel, zone, now) && !done.contains(&parcel.id) {
                done.push(parcel.id);
                let label = of_parcel(parcel, &order, &shop, book, now)?;
                labels.push((label, parcel.destination));
            }
        }
        let left = match chosen.parcels.is_empty() {
            true => Stop::left(&order, book)?,
            false => Vec::new(),
        };
        for stop in left {
            let label = of_stop(&stop, &shop, book)?;
            labels.push((label, stop.destination.map(|to| to.id)));
        }
    }
    Ok(labels)
}

fn of_parcel(
    parcel: &Parcel,
    order: &Order,
    shop: &Person,
    book: &Book,
    now: Moment,
) -> Result<Label, TaskError> {
    let ids = parcel.orders.iter().map(|(id, _)| *id);
    let others: Vec<OrderId> = ids.filter(|id| *id != order.row.id).collect();
    let others = match others.is_empty() {
        true => Vec::new(),
        false => Chosen {
            orders: others,
            ..Chosen::default()
        }
        .in_full(book, now)?,
    };
    let orders = || std::iter::once(order).chain(&others);
    // In whose name it goes says the first of its orders that names somebody.
    let named = orders().find(|order| !order.agreed.sender.is_empty());
    let recipient = parcel.destination.and_then(|id| destination(order, id));
    let lines = parcel.lines.iter();
    Ok(Label {
        parcel: parcel.code(),
        orders: parcel.orders.iter().map(|(_, code)| code.clone()).collect(),
        sender: sender(named.unwrap_or(order), shop),
        recipient: Person {
            name: parcel.recipient.clone(),
            phone: shown_phone(parcel.phone.as_deref()),
        },
        address: parcel.address.clone(),
        area: match parcel.destination {
            Some(_) => String::new(),
            None => order.agreed.wanted.area.clone(),
        },
        courier: parcel.courier.clone(),
        service: parcel.service.clone(),
        resi: parcel.tracking.clone(),
        cod: Some(parcel.cod).filter(|cod| *cod > Rupiah::ZERO),
        contents: lines
            .map(|line| Content {
                qty: line.qty,
                goods: line.goods.clone(),
                customization: line.customization.clone(),
            })
            .collect(),
        weight: parcel.weight.map(|weight| weight.raw()),
        fragile: parcel.lines.iter().any(|line| {
            let order = orders().find(|order| order.row.id == line.order);
            order.is_some_and(|order| is_fragile(line, order))
        }),
        note: parcel.note.clone(),
        card: recipient.map(|to| to.card.clone()).unwrap_or_default(),
    })
}

/// Whether what a parcel holds of an item breaks easily: a line of its order, or a part of a package.
fn is_fragile(held: &ParcelLine, order: &Order) -> bool {
    order.lines.iter().any(|line| {
        let mut parts = line.parts.iter();
        line.code == held.code && line.is_fragile()
            || parts.any(|part| part.code == held.code && part.fragile)
    })
}

fn of_stop(stop: &Stop<'_>, shop: &Person, book: &Book) -> Result<Label, TaskError> {
    let (recipient, address) = stop.receiver(book)?;
    let contents = stop.goods.iter().map(|goods| Content {
        qty: goods.qty,
        goods: named(goods),
        customization: goods.customization.clone(),
    });
    Ok(Label {
        orders: vec![stop.order.row.code.clone()],
        sender: sender(stop.order, shop),
        recipient,
        address,
        area: stop.area().to_owned(),
        contents: contents.collect(),
        fragile: stop.goods.iter().any(|goods| goods.fragile),
        card: stop.card().to_owned(),
        ..Label::default()
    })
}
