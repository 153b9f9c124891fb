//! Suppliers: who makes the goods (rules 38, 48).

use super::column::{Column, List, named};
use crate::book::Supplier;
use crate::output::table::{Cell, Kind};

type Col = Column<Supplier>;

/// The list of suppliers.
pub const SUPPLIERS: List<Supplier> = List {
    key: "suppliers",
    hidden: |row| row.archived,
    columns: &[
        Col::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
            .json()
            .text("cli-col-name")
            .screen("output-supplier", 20, 50)
            .look(|row, view| named(&row.name, row.archived, view)),
        Col::new("phone", Kind::Phone, |row, _| {
            Cell::text(row.phone.as_deref())
        })
        .json()
        .text("cli-col-phone")
        .screen("output-phone", 14, 20),
        Col::new("lead_days", Kind::Int, |row, _| Cell::int(row.lead_days)).json(),
        Col::new("archived", Kind::Text, |row, view| view.flag(row.archived)).json(),
    ],
};
