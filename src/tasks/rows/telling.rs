//! Messages that left, what is due to be told, and the templates (rules 52, 53, 102).

use super::column::{Column, List, Shown, Tone, text_or_empty};
use crate::book::DueRow;
use crate::domain::estimate::DelayedOrder;
use crate::domain::phone::Phone;
use crate::domain::telling::{SentMessage, TellKind};
use crate::output::table::{Cell, Kind};

type Sent = Column<SentMessage>;

/// The messages that left, the newest first.
pub const SENT: List<SentMessage> = List::new(
    "messages",
    &[
        Sent::new("told_at", Kind::Moment, |row, _| Cell::Moment(row.at))
            .json()
            .text("tell-col-at"),
        Sent::new("kind", Kind::Text, |row, view| {
            view.term(row.kind.code(), row.kind.key())
        })
        .json()
        .text("tell-col-kind"),
        Sent::new("period", Kind::Text, |row, _| {
            Cell::text(row.period.as_deref())
        })
        .json(),
        Sent::new("order", Kind::Text, |row, _| {
            Cell::text(row.order.as_deref())
        })
        .json(),
        Sent::new("order", Kind::Text, |row, _| {
            Cell::text(row.order.as_deref().or(row.period.as_deref()))
        })
        .text("output-order"),
        Sent::new("to", Kind::Text, |row, _| text_or_empty(&row.to))
            .json()
            .text("tell-col-to"),
        Sent::new("phone", Kind::Text, |row, _| {
            let phone = row.phone.as_deref();
            Cell::text(
                phone
                    .map(|phone| Phone::read(phone).json().to_owned())
                    .as_deref(),
            )
        })
        .json(),
        Sent::new("via", Kind::Text, |row, view| {
            view.term(row.via.code(), row.via.key())
        })
        .json()
        .text("tell-col-via"),
        Sent::new("text", Kind::Text, |row, _| text_or_empty(&row.text)).json(),
    ],
);

type Delayed = Column<DelayedOrder>;

/// The orders that were promised an earlier date, with what their customers were told and answered.
pub const DELAYED: List<DelayedOrder> = List::new(
    "orders",
    &[
        Delayed::new("order", Kind::Text, |row, _| Cell::Text(row.order.clone()))
            .json()
            .text("output-order"),
        Delayed::new("customer", Kind::Text, |row, _| {
            text_or_empty(&row.customer)
        })
        .json()
        .text("cli-col-customer"),
        Delayed::new("told_at", Kind::Moment, |row, _| Cell::moment(row.told_at))
            .json()
            .text("tell-col-at"),
        Delayed::new("answer", Kind::Text, |row, view| match row.answer {
            Some(answer) => view.term(answer.code(), answer.key()),
            None => Cell::Empty,
        })
        .json()
        .text("tell-col-answer"),
        Delayed::new("answered_at", Kind::Moment, |row, _| {
            Cell::moment(row.answered_at)
        })
        .json(),
    ],
);

type Due = Column<DueRow>;

/// What is due to be told, a row for each kind and PO.
pub const DUE: List<DueRow> = List::new(
    "rows",
    &[
        Due::new("kind", Kind::Text, |row, view| {
            view.term(row.kind.code(), row.kind.key())
        })
        .json()
        .text("tell-col-kind")
        .screen("tell-col-kind", 18, 30)
        .tone(Tone::Strong),
        Due::new("period", Kind::Text, |row, _| {
            Cell::Text(row.period.clone())
        })
        .json()
        .text("tell-col-period")
        .screen("tell-col-period", 6, 10),
        Due::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("tell-col-orders")
            .screen("tell-col-orders", 7, 9),
        Due::new("since", Kind::Moment, |row, _| Cell::Moment(row.since))
            .json()
            .text("tell-col-since")
            .screen("tell-col-since", 15, 22)
            .rank(1),
    ],
);

/// The text of a kind of message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// The kind.
    pub kind: TellKind,
    /// Language of the text: `id` or `en`.
    pub lang: &'static str,
    /// Whether the shop wrote it.
    pub own: bool,
    /// The text.
    pub text: String,
}

type Text = Column<TemplateRow>;

/// The texts of all kinds of messages.
pub const TEMPLATES: List<TemplateRow> = List::new(
    "templates",
    &[
        Text::new("kind", Kind::Text, |row, _| {
            Cell::Text(row.kind.code().to_owned())
        })
        .json()
        .text("cli-col-code"),
        Text::new("name", Kind::Text, |row, view| {
            Cell::Text(view.word(row.kind.key()))
        })
        .text("tell-col-kind")
        .screen("tell-col-kind", 18, 30)
        .tone(Tone::Strong),
        Text::new("lang", Kind::Text, |row, _| Cell::Text(row.lang.to_owned())).json(),
        Text::new("own", Kind::Text, |row, view| view.flag(row.own))
            .json()
            .text("tell-col-own")
            .screen("tell-col-own", 6, 12)
            .look(|row, view| {
                let said = if row.own {
                    view.word("output-yes")
                } else {
                    String::new()
                };
                Shown::plain(said)
            }),
        Text::new("text", Kind::Text, |row, _| Cell::Text(row.text.clone())).json(),
    ],
);
