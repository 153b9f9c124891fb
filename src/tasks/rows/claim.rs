//! Claims on goods that were handed over (rule 83).

use super::column::{Column, List, View, text_or_empty};
use crate::domain::claim::Claim;
use crate::domain::money::Rupiah;
use crate::output::table::{Cell, Kind};

type Col = Column<Claim>;

/// The list of claims, the newest first.
pub const CLAIMS: List<Claim> = List::new(
    "claims",
    &[
        Col::new("code", Kind::Text, |row, _| Cell::Text(row.claim_code()))
            .json()
            .text("cli-col-code"),
        Col::new("order", Kind::Text, |row, _| {
            Cell::Text(row.order_code.clone())
        })
        .json()
        .text("output-order"),
        Col::new("customer", Kind::Text, |row, _| {
            Cell::Text(row.customer.clone())
        })
        .json()
        .text("cli-col-customer"),
        Col::new("line", Kind::Text, |row, _| Cell::Text(row.code.clone())).json(),
        Col::new("goods", Kind::Text, |row, _| Cell::Text(row.goods.clone())).json(),
        Col::new("goods", Kind::Text, |row, _| Cell::Text(goods(row))).text("cli-col-product"),
        Col::new("customization", Kind::Text, |row, _| {
            text_or_empty(&row.customization)
        })
        .json(),
        Col::new("package", Kind::Text, |row, _| {
            Cell::text(row.package.as_deref())
        })
        .json(),
        Col::new("qty", Kind::Int, |row, _| Cell::Int(row.qty))
            .json()
            .text("cli-col-qty"),
        Col::new("kind", Kind::Text, |row, view| {
            view.term(row.kind.code(), row.kind.key())
        })
        .json()
        .text("claim-col-kind"),
        Col::new("end", Kind::Text, |row, view| match row.ending {
            Some(ending) => view.term(ending.code(), ending.key()),
            None => Cell::Empty,
        })
        .json()
        .text("claim-col-end"),
        Col::new("amount", Kind::Money, |row, _| Cell::Money(row.amount)).json(),
        Col::new("amount", Kind::Money, |row, _| some(row.amount)).text("cli-col-amount"),
        Col::new("with", Kind::Text, |row, _| Cell::text(row.with.as_deref()))
            .json()
            .text("claim-col-with"),
        Col::new("difference", Kind::Money, |row, _| {
            Cell::Money(row.difference)
        })
        .json(),
        Col::new("back", Kind::Text, back).json(),
        Col::new("recovered", Kind::Money, |row, _| {
            Cell::Money(row.recovered)
        })
        .json(),
        Col::new("recovered", Kind::Money, |row, _| some(row.recovered)).text("field-recovered"),
        Col::new("note", Kind::Text, |row, _| text_or_empty(&row.note)).json(),
        Col::new("at", Kind::Moment, |row, _| Cell::Moment(row.at)).json(),
        Col::new("ended_at", Kind::Moment, |row, _| match row.ended_at {
            Some(at) => Cell::Moment(at),
            None => Cell::Empty,
        })
        .json(),
        Col::new("state", Kind::Text, |row, view| {
            view.term(row.state().code(), row.state().key())
        })
        .json()
        .text("cli-col-status"),
    ],
);

fn goods(row: &Claim) -> String {
    match row.customization.as_str() {
        "" => row.goods.clone(),
        custom => format!("{} ({custom})", row.goods),
    }
}

fn back(row: &Claim, view: &View<'_>) -> Cell {
    match row.ending {
        Some(_) => view.term(row.goods_back.code(), row.goods_back.key()),
        None => Cell::Empty,
    }
}

fn some(amount: Rupiah) -> Cell {
    match amount > Rupiah::ZERO {
        true => Cell::Money(amount),
        false => Cell::Empty,
    }
}
