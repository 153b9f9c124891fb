//! The history: what was done, as sentences (rules 56, 57).

use super::column::{Column, List, Shown, Tone};
use crate::book::Action;
use crate::domain::message::Message;
use crate::output::table::{Cell, Kind};

type Col = Column<Action>;

/// The history, newest first.
pub const ACTIONS: List<Action> = List::new(
    "actions",
    &[
        Col::new("id", Kind::Int, |row, _| Cell::Int(row.id.raw()))
            .json()
            .text("cli-col-id"),
        Col::new("at", Kind::Moment, |row, _| Cell::Moment(row.at))
            .json()
            .text("cli-col-at")
            .screen("history-when", 12, 22)
            .look(|row, view| {
                let day = view.words.day_short(row.at.date(view.zone()));
                let clock = view.words.clock(row.at);
                Shown::new(format!("{day} {clock}"), Tone::Muted)
            }),
        Col::new("text", Kind::Text, |row, view| {
            Cell::Text(view.say(&row.message))
        })
        .json(),
        Col::new("what", Kind::Text, |row, view| {
            let what = view.say(&row.message);
            Cell::Text(match row.undone {
                true => view.say(&Message::new("cli-was-undone").text("what", what)),
                false => what,
            })
        })
        .text("cli-col-what")
        .screen("history-what", 20, 120)
        .look(|row, view| {
            let what = view.say(&row.message);
            match row.undone {
                true => Shown::new(
                    format!("↶ {what} ({})", view.word("history-undone")),
                    Tone::Muted,
                ),
                false => Shown::plain(what),
            }
        }),
        Col::new("undone", Kind::Text, |row, view| view.flag(row.undone)).json(),
    ],
);
