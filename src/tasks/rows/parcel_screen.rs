//! Parcels on screen and in the files written from there (rules 47, 81, 82).

use super::column::{Column, Shown, Tone, View, text_or_empty};
use crate::domain::money::Rupiah;
use crate::domain::parcel::{Parcel, ParcelState, ParcelWay};
use crate::output::table::{Cell, Kind};

type Col = Column<Parcel>;

/// The list of parcels.
pub const PARCELS_ON_SCREEN: &[Col] = &[
    Col::new("code", Kind::Text, |row, _| Cell::Text(row.code()))
        .file("parcel-code")
        .screen("parcel-code", 4, 8),
    Col::new("recipient", Kind::Text, |row, _| {
        text_or_empty(recipient(row))
    })
    .file("field-recipient")
    .screen("field-recipient", 10, 24)
    .look(|row, _| Shown::new(recipient(row), Tone::Strong)),
    Col::new("phone", Kind::Phone, |row, _| {
        Cell::text(row.phone.as_deref())
    })
    .file("field-phone"),
    Col::new("address", Kind::Text, |row, _| text_or_empty(&row.address)).file("field-address"),
    Col::new("orders", Kind::Text, |row, _| Cell::Text(codes(row)))
        .file("output-order")
        .screen("output-order", 16, 24)
        .rank(3)
        .look(|row, _| Shown::new(codes(row), Tone::Muted).short(codes_in_short(row))),
    Col::new("courier", Kind::Text, |row, view| {
        text_or_empty(&courier(row, view))
    })
    .file("field-courier")
    .screen("field-courier", 8, 20)
    .rank(1),
    Col::new("resi", Kind::Text, |row, _| text_or_empty(&row.tracking))
        .file("parcel-resi")
        .screen("parcel-resi", 18, 22)
        .look(|row, view| match (row.way, row.tracking.as_str()) {
            (ParcelWay::Pickup, _) => Shown::default(),
            (ParcelWay::Courier, "") => Shown::new(view.word("parcel-no-resi"), Tone::Muted),
            (ParcelWay::Courier, resi) => Shown::plain(resi),
        }),
    Col::new("billed", Kind::Money, |row, _| Cell::Money(row.billed)).file("parcel-billed"),
    Col::new("paid", Kind::Money, |row, _| {
        row.paid.map_or(Cell::Empty, Cell::Money)
    })
    .file("parcel-fee")
    .screen("parcel-fee", 9, 12)
    .rank(5),
    Col::new("cod", Kind::Money, |row, _| Cell::Money(row.cod)).file("field-cod"),
    Col::new("state", Kind::Text, |row, view| {
        let state = row.state();
        view.term(state.code(), state.key())
    })
    .file("output-status")
    .screen("orders-mark", 12, 26)
    .look(state),
];

/// Who receives a parcel; its customer where it names nobody.
pub fn recipient(row: &Parcel) -> &str {
    match row.recipient.as_str() {
        "" => &row.customer,
        name => name,
    }
}

/// Numbers of the orders in a parcel: `NAS3-001, NAS3-007`.
fn codes(row: &Parcel) -> String {
    let codes: Vec<&str> = row.orders.iter().map(|(_, code)| code.as_str()).collect();
    codes.join(", ")
}

/// The first of its orders, and how many more there are: `NAS3-001 +2`; empty where it has one only.
fn codes_in_short(row: &Parcel) -> String {
    match row.orders.as_slice() {
        [(_, first), _, others @ ..] => format!("{first} +{}", others.len() + 1),
        _ => String::new(),
    }
}

/// Courier and service; that it was fetched, of one that was.
pub fn courier(row: &Parcel, view: &View<'_>) -> String {
    match (row.way, row.service.as_str()) {
        (ParcelWay::Pickup, _) => view.word(row.way.key()),
        (ParcelWay::Courier, "") => row.courier.clone(),
        (ParcelWay::Courier, service) => format!("{} {service}", row.courier),
    }
}

/// Where it is, with what is to be collected, or what is to be decided.
pub fn state(row: &Parcel, view: &View<'_>) -> Shown {
    let word = view.word(row.state().key());
    let collects = (row.cod > Rupiah::ZERO).then(|| format!("COD {}", view.words.rupiah(row.cod)));
    match row.state() {
        ParcelState::Packed => with(format!("□ {word}"), collects, Tone::Plain),
        ParcelState::Sent => with(format!("→ {word}"), collects, Tone::Plain),
        ParcelState::Received => Shown::new(format!("● {word}"), Tone::Good),
        ParcelState::Returned if row.waits_for_decision() => {
            Shown::new(format!("! {word}"), Tone::Bad)
        }
        ParcelState::Returned => {
            let ending = row.return_ending.map(|ending| view.word(ending.key()));
            with(format!("↩ {word}"), ending, Tone::Muted)
        }
    }
}

fn with(text: String, more: Option<String>, tone: Tone) -> Shown {
    match more {
        Some(more) => Shown::new(format!("{text} · {more}"), tone).short(text),
        None => Shown::new(text, tone),
    }
}
