//! Accounts: where money arrives (rule 36).

use super::column::{Column, List, named};
use crate::book::Account;
use crate::output::table::{Cell, Kind};

type Col = Column<Account>;

/// The list of accounts.
pub const ACCOUNTS: List<Account> = List {
    key: "accounts",
    hidden: |row| row.archived,
    columns: &[
        Col::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
            .json()
            .text("cli-col-name")
            .screen("field-account", 20, 50)
            .look(|row, view| named(&row.name, row.archived, view)),
        Col::new("method", Kind::Text, |row, view| {
            view.term(row.method.code(), row.method.key())
        })
        .json()
        .text("cli-col-method")
        .screen("form-pay-way", 12, 20),
        Col::new("archived", Kind::Text, |row, view| view.flag(row.archived)).json(),
    ],
};
