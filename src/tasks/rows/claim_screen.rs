//! Claims on screen and in the files written from there (rule 83).

use super::column::{Column, Shown, Tone, View, text_or_empty};
use crate::domain::catalog::with_customization;
use crate::domain::claim::{Claim, ClaimEnding, ClaimState};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::output::table::{Cell, Kind};

type Col = Column<Claim>;

/// The list of claims.
pub const CLAIMS_ON_SCREEN: &[Col] = &[
    Col::new("code", Kind::Text, |row, _| Cell::Text(row.claim_code()))
        .file("claim-code")
        .screen("claim-code", 5, 6),
    Col::new("at", Kind::Moment, |row, _| Cell::Moment(row.at))
        .file("claim-since")
        .screen("claim-since", 8, 9)
        .rank(2)
        .look(since),
    Col::new("customer", Kind::Text, |row, _| {
        text_or_empty(&row.customer)
    })
    .file("orders-customer")
    .screen("orders-customer", 10, 24)
    .look(|row, _| Shown::new(row.customer.as_str(), Tone::Strong)),
    Col::new("order", Kind::Text, |row, _| {
        Cell::Text(row.order_code.clone())
    })
    .file("output-order")
    .screen("output-order", 8, 12)
    .rank(1)
    .tone(Tone::Muted),
    Col::new("qty", Kind::Int, |row, _| Cell::Int(row.qty)).file("orders-units"),
    Col::new("goods", Kind::Text, |row, _| Cell::Text(row.goods.clone())).file("field-goods"),
    Col::new("kind", Kind::Text, |row, view| {
        view.term(row.kind.code(), row.kind.key())
    })
    .file("claim-col-kind"),
    Col::new("what", Kind::Text, |_, _| Cell::Empty)
        .screen("claim-col-kind", 14, 40)
        .look(|row, view| Shown::plain(what(row, view))),
    Col::new("amount", Kind::Money, |row, _| Cell::Money(row.amount)).file("field-amount"),
    Col::new("with", Kind::Text, |row, _| Cell::text(row.with.as_deref())).file("claim-col-with"),
    Col::new("difference", Kind::Money, |row, _| {
        Cell::Money(row.difference)
    })
    .file("form-claim-difference"),
    Col::new("recovered", Kind::Money, |row, _| {
        Cell::Money(row.recovered)
    })
    .file("field-recovered"),
    Col::new("note", Kind::Text, |row, _| text_or_empty(&row.note)).file("field-note"),
    Col::new("end", Kind::Text, |row, view| match row.ending {
        Some(ending) => view.term(ending.code(), ending.key()),
        None => view.term(row.state().code(), row.state().key()),
    })
    .file("claim-col-end")
    .screen("claim-col-end", 12, 30)
    .look(answer),
];

/// How long a claim has been open; the day it ended, of one that is over.
fn since(row: &Claim, view: &View<'_>) -> Shown {
    if let (ClaimState::Ended, Some(at)) = (row.state(), row.ended_at) {
        let day = view.words.day_short(at.date(view.zone()));
        return Shown::new(day, Tone::Muted);
    }
    let day = row.at.date(view.zone());
    let days = (view.now.date(view.zone()) - day).num_days().max(0);
    Shown::plain(match days {
        0 => view.word("queue-today"),
        days => view.say(&Message::new("claim-age").count("days", days)),
    })
}

/// What is wrong, and with which goods: `rusak · 2 Nastar Keju`.
pub fn what(row: &Claim, view: &View<'_>) -> String {
    let goods = with_customization(&row.goods, &row.customization);
    format!("{} · {} {goods}", view.word(row.kind.key()), row.qty)
}

/// How it was answered, with the amount or the variant it was answered with.
pub fn answer(row: &Claim, view: &View<'_>) -> Shown {
    let Some(ending) = row.ending else {
        return Shown::new(format!("○ {}", view.word(row.state().key())), Tone::Warn);
    };
    let word = view.word(ending.key());
    let short = match row.state() {
        ClaimState::Open | ClaimState::Replacing => {
            format!("→ {}", view.word(ClaimState::Replacing.key()))
        }
        ClaimState::Ended => format!("● {word}"),
    };
    let more = match (ending, &row.with) {
        (ClaimEnding::Replace, Some(with)) => Some(with.clone()),
        (ClaimEnding::Refund | ClaimEnding::Compensate, _) if row.amount > Rupiah::ZERO => {
            Some(view.words.rupiah(row.amount))
        }
        (_, _) => None,
    };
    let tone = match row.state() {
        ClaimState::Ended => Tone::Muted,
        ClaimState::Open | ClaimState::Replacing => Tone::Plain,
    };
    match more {
        Some(more) => Shown::new(format!("{short} {more}"), tone).short(short),
        None => Shown::new(short, tone),
    }
}
