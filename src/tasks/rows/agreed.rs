//! What is agreed for an order besides its goods, as text and JSON (rules 1, 74, 77, 109, 112).

use serde_json::{Map, Value, json};

use super::column::View;
use crate::domain::agreed::Wanted;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::json::{moment, optional};

/// Writes when, how and where an order is wanted: `Sab 14 Feb 2026, 15:30 · ambil sendiri · Lobi`;
/// empty when nothing is.
pub fn wanted_text(wanted: &Wanted, words: &Words) -> String {
    let when = wanted.when().map(|when| words.say(&when));
    let way = wanted.way.map(|way| words.word(way.key()));
    let parts = [
        when,
        way,
        Some(wanted.place.clone()),
        Some(wanted.area.clone()),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The sentence for a due date of its own: `kasbon, jatuh tempo Sab 14 Feb 2026`; late, it says so.
pub fn kasbon(row: &OrderRow, now: Moment) -> Option<Message> {
    let due = row.terms.due_at?;
    let key = match row.overdue(now) {
        true => "order-kasbon-late",
        false => "order-kasbon",
    };
    Some(Message::new(key).moment("due", due))
}

/// The last moment for the rest of a bill, while there is a rest.
pub fn deadline(row: &OrderRow) -> Option<Moment> {
    let rest = row.bill.balance().unwrap_or_default();
    row.terms.deadline().filter(|_| rest > Rupiah::ZERO)
}

/// Returns the JSON of what is agreed for an order.
pub fn agreed_json(order: &Order, view: &View<'_>) -> Map<String, Value> {
    let (wanted, terms) = (&order.agreed.wanted, &order.row.terms);
    let at = wanted.day.map(|day| match wanted.time {
        Some(time) => moment(
            Moment::from_local(day.and_time(time), view.zone()),
            view.zone(),
        ),
        None => json!(day.to_string()),
    });
    let payer = order.agreed.payer.as_ref().map(|(_, name)| name);
    Map::from_iter([
        (
            "wanted".to_owned(),
            json!({
                "at": at,
                "by": wanted.way.map(|way| way.code()),
                "place": optional(Some(&wanted.place)),
                "area": optional(Some(&wanted.area)),
            }),
        ),
        ("free".to_owned(), json!(terms.free)),
        (
            "due_at".to_owned(),
            json!(terms.due_at.map(|at| moment(at, view.zone()))),
        ),
        ("payer".to_owned(), json!(payer)),
        ("shipping".to_owned(), json!(order.agreed.shipping.code())),
        ("sender".to_owned(), optional(Some(&order.agreed.sender))),
    ])
}
