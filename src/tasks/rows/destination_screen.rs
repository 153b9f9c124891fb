//! The recipients of one order on screen and in the files written from there (rule 80).

use super::column::{Column, Shown, Tone, View, text_or_empty};
use crate::domain::catalog::full_name;
use crate::domain::destination::{Destination, DestinationItem};
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::phone::Phone;
use crate::output::table::{Cell, Kind};

type Col = Column<Destination>;

/// The list of recipients.
pub const RECIPIENTS_ON_SCREEN: &[Col] = &[
    Col::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
        .file("field-recipient")
        .screen("field-recipient", 10, 24)
        .look(|row, _| Shown::new(row.name.as_str(), Tone::Strong)),
    Col::new("phone", Kind::Phone, |row, _| {
        Cell::text(row.phone.as_deref())
    })
    .file("field-phone")
    .screen("field-phone", 14, 16)
    .rank(3)
    .look(|row, _| {
        let phone = row.phone.as_deref().map(|phone| Phone::read(phone).shown());
        Shown::new(phone.unwrap_or_default(), Tone::Muted)
    }),
    Col::new("address", Kind::Text, |row, _| text_or_empty(&row.address))
        .file("field-address")
        .screen("field-address", 12, 36)
        .rank(2)
        .tone(Tone::Muted),
    Col::new("goods", Kind::Text, |row, _| text_or_empty(&goods(row)))
        .file("field-goods")
        .screen("field-goods", 12, 36),
    Col::new("card", Kind::Text, |row, _| text_or_empty(&row.card)).file("field-card"),
    Col::new("date", Kind::Date, |row, _| {
        row.day.map_or(Cell::Empty, Cell::Date)
    })
    .file("field-wanted")
    .screen("field-wanted", 6, 12)
    .rank(1)
    .look(|row, view| {
        Shown::plain(
            row.day
                .map(|day| view.words.day_short(day))
                .unwrap_or_default(),
        )
    }),
    Col::new("shipping", Kind::Money, |row, _| {
        match row.shipping == Rupiah::ZERO {
            true => Cell::Empty,
            false => Cell::Money(row.shipping),
        }
    })
    .file("field-shipping-by")
    .screen("field-shipping-by", 9, 12)
    .rank(4),
    Col::new("sent", Kind::Text, |row, view| view.flag(row.is_sent()))
        .file("destination-sent")
        .screen("output-status", 5, 18)
        .look(state),
];

/// What a recipient gets: `2 Hampers, 1 Nastar Keju`.
pub fn goods(of: &Destination) -> String {
    let items = of.items.iter().map(|item| {
        let text = format!("{} {}", item.qty, item.goods);
        // The card has a place of its own.
        let said = item.customization.is_empty()
            || !of.card.is_empty() && item.customization.contains(&of.card);
        match said {
            true => text,
            false => format!("{text} ({})", item.customization),
        }
    });
    items.collect::<Vec<_>>().join(", ")
}

fn state(row: &Destination, view: &View<'_>) -> Shown {
    if row.is_sent() {
        return Shown::new(format!("● {}", view.word("destination-sent")), Tone::Good);
    }
    match row.handed > 0 {
        true => Shown::plain(format!("◐ {}/{}", row.handed, row.units)),
        false => Shown::default(),
    }
}

/// What of an order no recipient gets yet.
pub fn not_shared(order: &Order) -> Vec<DestinationItem> {
    let mut rest: Vec<DestinationItem> = Vec::new();
    for line in &order.lines {
        match rest.iter_mut().find(|item| item.code == line.code) {
            Some(item) => item.qty += line.qty,
            None => rest.push(DestinationItem {
                code: line.code.clone(),
                goods: full_name(&line.product, &line.variant),
                qty: line.qty,
                customization: String::new(),
                chosen: String::new(),
            }),
        }
    }
    for item in order.destinations.iter().flat_map(|known| &known.items) {
        if let Some(left) = rest.iter_mut().find(|left| left.code == item.code) {
            left.qty -= item.qty;
        }
    }
    rest.retain(|item| item.qty > 0);
    rest
}
