//! The queue of refunds: money that has to be sent back (rule 32).

use super::column::{Column, List, Shown, Tone, View, text_or_empty};
use super::customer::{customer_json, shown_name};
use crate::book::{RefundReason, RefundRow};
use crate::domain::money::Rupiah;
use crate::output::table::{Cell, Kind};

type Col = Column<RefundRow>;

const ALREADY_SENT: Col = Col::new("refunded", Kind::Money, |row, _| {
    if row.refunded > Rupiah::ZERO {
        Cell::Money(row.refunded)
    } else {
        Cell::Empty
    }
});

/// The queue of refunds, the oldest first.
pub const REFUNDS: List<RefundRow> = List::new(
    "refunds",
    &[
        Col::new("order", Kind::Text, |row, _| Cell::text(order(row)))
            .json()
            .text("cli-col-code")
            .file("output-order")
            .screen("output-order", 9, 14)
            .look(|row, _| match order(row) {
                Some(code) => Shown::new(code, Tone::Strong),
                None => Shown::new("-", Tone::Muted),
            }),
        Col::new("customer", Kind::Text, |row, _| {
            customer_json(&row.customer_name, row.customer_phone.as_deref())
        })
        .json(),
        Col::new("customer", Kind::Text, |row, _| {
            Cell::Text(row.customer_name.clone())
        })
        .text("cli-col-customer")
        .file("output-customer")
        .screen("output-customer", 12, 24)
        .look(|row, view| {
            let phone = row.customer_phone.as_deref();
            Shown::plain(shown_name(&row.customer_name, phone, view))
        }),
        Col::new("phone", Kind::Text, |row, _| {
            Cell::text(row.customer_phone.as_deref())
        })
        .file("field-phone"),
        Col::new("amount", Kind::Money, |row, _| Cell::Money(row.amount))
            .json()
            .text("cli-col-refund")
            .file("screen-pay-back")
            .screen("screen-pay-back", 13, 13)
            .tone(Tone::Warn),
        Col::new("refunded", Kind::Money, |row, _| Cell::Money(row.refunded)).json(),
        ALREADY_SENT.text("cli-col-refunded"),
        Col::new("since", Kind::Moment, |row, _| Cell::Moment(row.since))
            .json()
            .text("cli-col-since")
            .file("screen-pay-since")
            .screen("screen-pay-since", 10, 13)
            .rank(1)
            .look(|row, view| {
                let day = row.since.date(view.zone());
                Shown::new(view.words.day_short(day), Tone::Muted)
            }),
        Col::new("why", Kind::Text, |row, view| {
            view.term(row.why.code(), row.why.key())
        })
        .json(),
        Col::new("why", Kind::Text, |row, view| Cell::Text(why(row, view)))
            .text("cli-col-refund-why")
            .file("screen-pay-why")
            .screen("screen-pay-why", 20, 44),
        Col::new("reason", Kind::Text, |row, _| text_or_empty(reason(row))).json(),
        ALREADY_SENT
            .screen("screen-pay-sent-back", 13, 13)
            .rank(2)
            .tone(Tone::Muted),
    ],
);

fn order(row: &RefundRow) -> Option<&str> {
    row.order.as_ref().map(|(_, code)| code.as_str())
}

fn reason(row: &RefundRow) -> &str {
    match &row.why {
        RefundReason::Cancelled { reason, .. } => reason,
        RefundReason::Overpaid | RefundReason::Credit => "",
    }
}

/// Why money has to go back, with the reason given for a cancellation.
fn why(row: &RefundRow, view: &View<'_>) -> String {
    let why = view.word(row.why.key());
    match reason(row) {
        "" => why,
        reason => format!("{why}: {reason}"),
    }
}
