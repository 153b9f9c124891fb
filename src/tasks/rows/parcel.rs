//! Parcels: what left together, with whom, and where it is (rules 47, 81, 101).

use serde_json::{Value, json};

use super::column::{Column, List, View, object, text_or_empty};
use crate::domain::parcel::{Parcel, ParcelLine};
use crate::domain::when::Moment;
use crate::output::json::optional;
use crate::output::table::{Cell, Kind};

type Col = Column<Parcel>;

const CODE: Col = Col::new("code", Kind::Text, |row, _| Cell::Text(row.code()));
const ORDERS: Col = Col::new("orders", Kind::Text, |row, _| Cell::Text(order_codes(row)));
const RECIPIENT: Col = Col::new("recipient", Kind::Text, |row, _| {
    text_or_empty(&row.recipient)
});
const COURIER: Col = Col::new("courier", Kind::Text, |row, _| text_or_empty(&row.courier));
const SERVICE: Col = Col::new("service", Kind::Text, |row, _| text_or_empty(&row.service));
const RESI: Col = Col::new("resi", Kind::Text, |row, _| text_or_empty(&row.tracking));
const BILLED: Col = Col::new("billed", Kind::Money, |row, _| Cell::Money(row.billed));
const PAID: Col = Col::new("paid", Kind::Money, |row, _| {
    row.paid.map_or(Cell::Empty, Cell::Money)
});
const STATE: Col = Col::new("state", Kind::Text, |row, view| {
    let state = row.state();
    view.term(state.code(), state.key())
});

/// The list of parcels, the newest first.
pub const PARCELS: List<Parcel> = List::new(
    "parcels",
    &[
        CODE.json().text("cli-col-code"),
        Col::new("orders", Kind::Text, |row, _| {
            Cell::Json(row.orders.iter().map(|(_, code)| json!(code)).collect())
        })
        .json(),
        ORDERS.text("cli-col-orders"),
        RECIPIENT.json().text("cli-col-recipient"),
        Col::new("phone", Kind::Phone, |row, _| {
            Cell::text(row.phone.as_deref())
        })
        .json(),
        Col::new("address", Kind::Text, |row, _| text_or_empty(&row.address)).json(),
        COURIER.json().text("field-courier"),
        SERVICE.json(),
        RESI.json().text("field-tracking"),
        Col::new("sent_on", Kind::Date, |row, view| day(row.sent_at, view))
            .json()
            .text("cli-col-sent-on"),
        BILLED.json(),
        PAID.json().text("field-courier-paid"),
        STATE.json().text("cli-col-status"),
        Col::new("lines", Kind::Text, |row, _| {
            Cell::Json(lines_json(&row.lines))
        })
        .json(),
        Col::new("way", Kind::Text, |row, view| {
            view.term(row.way.code(), row.way.key())
        })
        .json(),
        Col::new("weight", Kind::Int, |row, _| {
            Cell::int(row.weight.map(|weight| weight.raw()))
        })
        .json(),
        Col::new("cod", Kind::Money, |row, _| Cell::Money(row.cod)).json(),
        Col::new("received_on", Kind::Date, |row, view| {
            day(row.received_at, view)
        })
        .json(),
        Col::new("returned_on", Kind::Date, |row, view| {
            day(row.returned_at, view)
        })
        .json(),
        Col::new("return", Kind::Text, |row, _| {
            Cell::text(row.return_ending.map(|ending| ending.code()))
        })
        .json(),
        Col::new("unsettled", Kind::Text, |row, _| {
            Cell::text(row.unsettled_reason.as_deref())
        })
        .json(),
        Col::new("note", Kind::Text, |row, _| text_or_empty(&row.note)).json(),
    ],
);

/// Numbers of the orders in a parcel: `NAS3-001, NAS3-007`.
pub fn order_codes(row: &Parcel) -> String {
    let codes: Vec<&str> = row.orders.iter().map(|(_, code)| code.as_str()).collect();
    codes.join(", ")
}

/// Returns the JSON of one parcel.
pub fn parcel_json(row: &Parcel, view: &View<'_>) -> Value {
    Value::Object(object(PARCELS.columns, row, view))
}

fn day(at: Option<Moment>, view: &View<'_>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::Date(at.date(view.zone())))
}

fn lines_json(lines: &[ParcelLine]) -> Value {
    lines
        .iter()
        .map(|line| {
            json!({
                "code": line.code,
                "qty": line.qty,
                "customization": optional(Some(&line.customization)),
            })
        })
        .collect()
}
