//! Orders to hand over, on screen (rules 46, 77, 82).

use super::agreed::kasbon;
use super::column::{Column, Shown, Tone, View};
use crate::book::HandOver;
use crate::domain::agreed::shown_time;
use crate::domain::payment::PaymentStatus;
use crate::output::table::{Cell, Kind};

type Col = Column<HandOver>;

const fn cell(key: &'static str, kind: Kind) -> Col {
    Col::new(key, kind, |_, _| Cell::Empty)
}

/// The queue of orders to hand over.
pub const QUEUE_ON_SCREEN: &[Col] = &[
    cell("code", Kind::Text)
        .screen("orders-code", 6, 14)
        .fitted(|order| &order.row.code)
        .look(|order, _| Shown::plain(order.row.code.as_str())),
    cell("customer", Kind::Text)
        .screen("orders-customer", 12, 28)
        .look(|order, _| Shown::new(order.row.customer_shown(), Tone::Strong)),
    cell("left", Kind::Int)
        .screen("orders-units", 4, 5)
        .look(|order, view| Shown::plain(view.words.count(order.left))),
    cell("balance", Kind::Text)
        .screen("orders-rest", 12, 26)
        .look(rest),
    cell("wanted", Kind::Text)
        .screen("queue-wanted", 10, 14)
        .rank(1)
        .look(when),
    cell("place", Kind::Text)
        .screen("queue-where", 10, 40)
        .rank(2)
        .tone(Tone::Muted)
        .look(|order, view| Shown::new(place(order, view), Tone::Muted)),
];

/// What is left to pay, and whether it may leave without it.
fn rest(order: &HandOver, view: &View<'_>) -> Shown {
    let row = &order.row;
    let rest = view.words.rupiah(row.rest());
    if row.is_settled() {
        return Shown::new(format!("● {}", view.word("payment-settled")), Tone::Good);
    }
    if row.bill.status() == PaymentStatus::AwaitingBill {
        return Shown::new(
            format!("◕ {}", view.word("payment-awaiting-bill")),
            Tone::Warn,
        );
    }
    if row.claimed {
        let claimed = view.word("orders-mark-claimed");
        return Shown::new(format!("? {rest} · {claimed}"), Tone::Warn).short(format!("? {rest}"));
    }
    match kasbon(row, view.now) {
        Some(_) => {
            let kasbon = view.word("orders-mark-kasbon");
            Shown::plain(format!("○ {rest} · {kasbon}")).short(format!("○ {rest}"))
        }
        None => Shown::new(format!("○ {rest}"), Tone::Warn),
    }
}

/// The wanted day and time; a day that has come is marked.
fn when(order: &HandOver, view: &View<'_>) -> Shown {
    let wanted = &order.wanted;
    let Some(day) = wanted.day else {
        return Shown::default();
    };
    let today = view.now.date(view.zone());
    let (mut text, tone) = match day {
        day if day == today => (view.word("queue-today"), Tone::Warn),
        day if day < today => (format!("! {}", view.words.day_short(day)), Tone::Bad),
        day => (view.words.day_short(day), Tone::Plain),
    };
    if let Some(time) = wanted.time {
        text = format!("{text} {}", shown_time(time));
    }
    Shown::new(text, tone)
}

/// How and where it is wanted.
fn place(order: &HandOver, view: &View<'_>) -> String {
    let wanted = &order.wanted;
    let way = wanted.way.map(|way| view.word(way.key()));
    let parts = [way, Some(wanted.area.clone()), Some(wanted.place.clone())];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
