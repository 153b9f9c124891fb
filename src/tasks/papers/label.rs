//! Shipping labels: of parcels that are packed or on their way, and of orders that have none yet.

use super::{Chosen, receiver, shop, shown_phone};
use crate::book::Book;
use crate::domain::catalog::full_name;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::parcel::{Parcel, ParcelState, ParcelWay};
use crate::domain::when::Moment;
use crate::output::papers::Person;
use crate::output::papers::label::{Content, Label};
use crate::tasks::TaskError;

/// The labels of the chosen orders: one for each of their parcels that has not arrived, and one for each order
/// of which something is neither packed nor handed over. A parcel of several orders has one.
pub fn of(chosen: &Chosen, book: &Book, now: Moment) -> Result<Vec<Label>, TaskError> {
    let _snapshot = book.snapshot()?;
    let shop = shop(book)?;
    let mut labels = Vec::new();
    let mut done = Vec::new();
    for order in chosen.to_hand_over_or_under_way(book, now)? {
        for parcel in &order.parcels {
            let wanted = parcel.way == ParcelWay::Courier
                && matches!(parcel.state(), ParcelState::Packed | ParcelState::Sent);
            if wanted && !done.contains(&parcel.id) {
                done.push(parcel.id);
                labels.push(of_parcel(parcel, &order, &shop));
            }
        }
        let contents = left(&order);
        if !contents.is_empty() {
            labels.push(of_order(&order, contents, &shop, book)?);
        }
    }
    Ok(labels)
}

fn of_parcel(parcel: &Parcel, order: &Order, shop: &Person) -> Label {
    let lines = parcel.lines.iter();
    Label {
        parcel: parcel.code(),
        orders: parcel.orders.iter().map(|(_, code)| code.clone()).collect(),
        sender: shop.clone(),
        recipient: Person {
            name: parcel.recipient.clone(),
            phone: shown_phone(parcel.phone.as_deref()),
        },
        address: parcel.address.clone(),
        area: order.agreed.wanted.area.clone(),
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
        note: parcel.note.clone(),
        ..Label::default()
    }
}

fn of_order(
    order: &Order,
    contents: Vec<Content>,
    shop: &Person,
    book: &Book,
) -> Result<Label, TaskError> {
    let (recipient, address) = receiver(order, book)?;
    Ok(Label {
        orders: vec![order.row.code.clone()],
        sender: shop.clone(),
        recipient,
        address,
        area: order.agreed.wanted.area.clone(),
        contents,
        ..Label::default()
    })
}

/// What of an order is neither packed nor handed over.
fn left(order: &Order) -> Vec<Content> {
    let lines = order.lines.iter();
    lines
        .filter(|line| line.assigned < line.qty)
        .map(|line| Content {
            qty: line.qty - line.assigned,
            goods: full_name(&line.product, &line.variant),
            customization: line.customization.clone(),
        })
        .collect()
}
