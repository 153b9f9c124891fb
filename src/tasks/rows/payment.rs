//! Payments: every movement of money (rule 27).

use chrono::Datelike;

use super::column::{Column, Shown, Tone, View, text_or_empty};
use crate::domain::likeness::begins_name;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::{Method, Payment};
use crate::domain::text::fold;
use crate::lang::Words;
use crate::output::table::{Cell, Kind};

type Col = Column<Payment>;

const AMOUNT: Col = Col::new("amount", Kind::Money, |row, _| Cell::Money(row.amount));

/// The payments in CSV and XLSX.
pub const LEDGER: &[Col] = &[
    Col::new("id", Kind::Int, |row, _| Cell::Int(row.id.raw())).file("screen-pay-number"),
    Col::new("at", Kind::Moment, |row, _| Cell::Moment(row.at)).file("screen-pay-when"),
    AMOUNT.file("field-amount"),
    Col::new("method", Kind::Text, |row, view| {
        view.term(row.method.code(), row.method.key())
    })
    .file("form-pay-way"),
    Col::new("account", Kind::Text, |row, _| {
        Cell::text(row.account_name.as_deref())
    })
    .file("field-account"),
    Col::new("customer", Kind::Text, |row, _| {
        Cell::text(row.customer_shown().as_deref())
    })
    .file("output-customer"),
    Col::new("payer", Kind::Text, |row, _| text_or_empty(&row.payer)).file("field-payer"),
    Col::new("orders", Kind::Text, |row, _| text_or_empty(&orders(row))).file("screen-pay-for"),
    Col::new("reference", Kind::Text, |row, _| {
        text_or_empty(&row.reference)
    })
    .file("field-reference"),
    Col::new("state", Kind::Text, |row, view| {
        text_or_empty(&state(row, view).text)
    })
    .file("screen-pay-mark"),
];

/// The payments on screen, with payer and method in one column each.
pub const LEDGER_ON_SCREEN: &[Col] = &[
    AMOUNT
        .screen("field-amount", 11, 14)
        .look(|row, view| Shown::new(view.words.rupiah(row.amount), tone(row))),
    Col::new("who", Kind::Text, |row, _| Cell::Text(who(row))).screen("output-customer", 12, 20),
    Col::new("for", Kind::Text, |row, view| Cell::Text(target(row, view)))
        .screen("screen-pay-for", 9, 12)
        .tone(Tone::Strong),
    Col::new("when", Kind::Text, |row, view| Cell::Text(when(row, view)))
        .screen("screen-pay-when", 12, 16)
        .rank(2)
        .tone(Tone::Muted),
    Col::new("way", Kind::Text, |row, view| {
        Cell::Text(match &row.account_name {
            Some(name) => name.clone(),
            None => view.word(row.method.key()),
        })
    })
    .screen("form-pay-way", 9, 18),
    Col::new("state", Kind::Text, |row, view| {
        Cell::Text(state(row, view).text)
    })
    .screen("screen-pay-mark", 20, 34)
    .rank(3)
    .look(state),
];

/// How money moved, wherever it is shown or chosen: `BCA 123 (transfer)`, or the method alone. An
/// account whose name says the method has it once.
pub fn way(method: Method, account: Option<&str>, words: &Words) -> String {
    let method = words.word(method.key());
    match account {
        None => method,
        Some(name) if name.to_lowercase().contains(&method.to_lowercase()) => name.to_owned(),
        Some(name) => format!("{name} ({method})"),
    }
}

fn tone(row: &Payment) -> Tone {
    if row.voided || row.reverses.is_some() || row.claimed {
        Tone::Muted
    } else if row.amount < Rupiah::ZERO {
        Tone::Warn
    } else {
        Tone::Good
    }
}

/// Who paid: the customer, with the name on the transfer when that tells something else.
fn who(row: &Payment) -> String {
    match (row.customer_shown(), row.payer.as_str()) {
        (Some(name), payer) if begins_name(&fold(payer), &fold(&name)) => name,
        (Some(name), payer) => format!("{name} ({payer})"),
        (None, payer) => payer.to_owned(),
    }
}

/// The codes of the orders that a payment is allocated to.
fn orders(row: &Payment) -> String {
    let codes: Vec<_> = row.parts.iter().map(|(_, code, _)| code.as_str()).collect();
    codes.join(", ")
}

/// Returns what a payment is for. A sign in front marks one that doesn't count as it stands, since
/// narrow windows drop the remark.
fn target(row: &Payment, view: &View<'_>) -> String {
    let orders = orders(row);
    if row.reverses.is_some() {
        format!("↩ {orders}")
    } else if row.voided {
        format!("✗ {orders}")
    } else if row.claimed && !orders.is_empty() {
        format!("? {orders}")
    } else if orders.is_empty() && row.claimed {
        "?".to_owned()
    } else if orders.is_empty() {
        state(row, view).text
    } else {
        orders
    }
}

/// Day and time for a moment of this year, the date for any other.
fn when(row: &Payment, view: &View<'_>) -> String {
    let (day, today) = (row.at.date(view.zone()), view.now.date(view.zone()));
    if day.year() == today.year() {
        format!("{} {}", view.words.day_short(day), view.words.clock(row.at))
    } else {
        view.words.date(day)
    }
}

/// Returns the remark on a payment: reversed, only claimed and the like.
fn state(row: &Payment, view: &View<'_>) -> Shown {
    if let Some(reverses) = row.reverses {
        let message = Message::new("screen-pay-reversal").count("payment", reverses.raw());
        return Shown::new(view.say(&message), Tone::Muted);
    }
    if row.voided {
        let key = if row.claimed {
            "screen-pay-claim-over"
        } else {
            "screen-pay-voided"
        };
        return Shown::new(view.word(key), Tone::Muted);
    }
    if row.claimed {
        return Shown::new(format!("? {}", view.word("screen-pay-claimed")), Tone::Warn);
    }
    if row.refund {
        return Shown::plain(view.word("screen-pay-is-refund"));
    }
    let spread = Rupiah::sum(row.parts.iter().map(|(_, _, part)| *part)).unwrap_or_default();
    match row.amount.minus(spread) {
        Ok(left) if left > Rupiah::ZERO => {
            let message = Message::new("screen-pay-unmatched").money("amount", left);
            Shown::new(format!("! {}", view.say(&message)), Tone::Warn)
        }
        Ok(_) | Err(_) => Shown::new(remark(row, view), Tone::Muted),
    }
}

/// The reference on the statement; without one, when the customer announced the payment.
fn remark(row: &Payment, view: &View<'_>) -> String {
    match row.announced.filter(|_| row.reference.is_empty()) {
        Some(at) => {
            let day = view.words.day_short(at.date(view.zone()));
            view.say(&Message::new("screen-pay-announced").text("day", day))
        }
        None => row.reference.clone(),
    }
}
