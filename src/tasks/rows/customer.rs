//! Customers (rules 49–51): who orders.

use serde_json::json;

use super::column::{Column, List, Shown, Tone, View};
use crate::domain::customer::{CustomerRow, name_or_phone};
use crate::domain::money::Rupiah;
use crate::output::json::optional;
use crate::output::table::{Cell, Kind};

type Col = Column<CustomerRow>;

/// The list of customers.
pub const CUSTOMERS: List<CustomerRow> = List::new(
    "customers",
    &[
        Col::new("id", Kind::Int, |row, _| Cell::Int(row.id.raw())).json(),
        Col::new("number", Kind::Text, |row, _| {
            Cell::Text(format!("#{}", row.id.raw()))
        })
        .text("cli-col-id"),
        Col::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
            .json()
            .text("cli-col-name")
            .screen("output-customer", 14, 40)
            .look(|row, view| {
                let name = shown_name(&row.name, row.phone.as_deref(), view);
                Shown::new(name, Tone::Strong)
            }),
        Col::new("phone", Kind::Phone, |row, _| {
            Cell::text(row.phone.as_deref())
        })
        .json()
        .text("cli-col-phone")
        .screen("output-phone", 14, 16)
        .rank(1),
        Col::new("orders", Kind::Int, |row, _| Cell::Int(row.orders))
            .json()
            .text("cli-col-orders")
            .screen("output-orders", 7, 7)
            .rank(2),
        Col::new("owes", Kind::Money, |row, _| Cell::Money(row.owes))
            .json()
            .text("cli-col-owes")
            .screen("screen-person-owes", 13, 13)
            .look(|row, view| open_sum(row.owes, view)),
        Col::new("owed", Kind::Money, |row, _| Cell::Money(row.owed))
            .json()
            .text("cli-col-owed")
            .screen("screen-person-owed", 14, 14)
            .rank(3)
            .look(|row, view| {
                let refund = row.owed.minus(row.credit).unwrap_or(row.owed);
                open_sum(refund, view)
            }),
        Col::new("credit", Kind::Money, |row, _| Cell::Money(row.credit))
            .screen("screen-person-credit", 12, 12)
            .rank(4)
            .look(|row, view| open_sum(row.credit, view)),
    ],
);

fn open_sum(sum: Rupiah, view: &View<'_>) -> Shown {
    if sum > Rupiah::ZERO {
        Shown::new(view.words.rupiah(sum), Tone::Warn)
    } else {
        Shown::new("-", Tone::Muted)
    }
}

/// A customer's name; without one the phone.
pub fn shown_name(name: &str, phone: Option<&str>, view: &View<'_>) -> String {
    name_or_phone(name, phone).unwrap_or_else(|| view.word("form-person-nameless"))
}

/// A customer inside another row of JSON: `{"name", "phone"}`.
pub fn customer_json(name: &str, phone: Option<&str>) -> Cell {
    Cell::Json(json!({ "name": name, "phone": optional(phone) }))
}
