//! Accounts: where money is, what they have and what is held for them (rules 36, 91, 92).

use super::column::{Column, List, Shown, Tone, named};
use crate::book::Account;
use crate::domain::account::{Balance, Expense};
use crate::domain::money::Rupiah;
use crate::output::table::{Cell, Kind};

/// An account with what it has.
pub type AccountRow = (Account, Balance);

type Col = Column<AccountRow>;

/// Money on screen; nothing for none.
fn some(amount: Rupiah) -> Cell {
    match amount {
        Rupiah::ZERO => Cell::Empty,
        amount => Cell::Money(amount),
    }
}

/// Accounts by name, where what they have doesn't matter.
pub const ACCOUNT_NAMES: &[Column<Account>] = &[
    Column::<Account>::new("name", Kind::Text, |row, _| Cell::Text(row.name.clone()))
        .screen("field-account", 20, 50)
        .look(|row, view| named(&row.name, row.archived, view)),
    Column::<Account>::new("method", Kind::Text, |row, view| {
        view.term(row.method.code(), row.method.key())
    })
    .screen("form-pay-way", 12, 20),
];

/// The list of accounts.
pub const ACCOUNTS: List<AccountRow> = List {
    key: "accounts",
    hidden: |(row, _)| row.archived,
    columns: &[
        Col::new("name", Kind::Text, |(row, _), _| {
            Cell::Text(row.name.clone())
        })
        .json()
        .text("cli-col-name")
        .screen("field-account", 12, 50)
        .look(|(row, _), view| named(&row.name, row.archived, view)),
        Col::new("method", Kind::Text, |(row, _), view| {
            view.term(row.method.code(), row.method.key())
        })
        .json()
        .text("cli-col-method")
        .screen("form-pay-way", 10, 14)
        .rank(3),
        Col::new("opening", Kind::Money, |(_, balance), _| {
            Cell::Money(balance.opening)
        })
        .json(),
        Col::new("balance", Kind::Money, |(_, balance), _| {
            Cell::Money(balance.balance)
        })
        .json()
        .text("account-balance")
        .screen("account-balance", 13, 18)
        .look(|(_, balance), view| {
            let tone = match balance.balance < Rupiah::ZERO {
                true => Tone::Bad,
                false => Tone::Plain,
            };
            Shown::new(view.words.rupiah(balance.balance), tone)
        }),
        Col::new("held", Kind::Money, |(_, balance), _| {
            Cell::Money(balance.held)
        })
        .json(),
        Col::new("held", Kind::Money, |(_, balance), _| some(balance.held))
            .text("account-held")
            .screen("account-held", 13, 18),
        Col::new("in_today", Kind::Money, |(_, balance), _| {
            some(balance.in_today)
        })
        .screen("account-in-today", 13, 18)
        .rank(1),
        Col::new("out_today", Kind::Money, |(_, balance), _| {
            some(balance.out_today)
        })
        .screen("account-out-today", 13, 18)
        .rank(2),
        Col::new("in_month", Kind::Money, |(_, balance), _| {
            some(balance.in_month)
        })
        .text("account-in-month")
        .screen("account-in-month", 13, 18)
        .rank(1),
        Col::new("out_month", Kind::Money, |(_, balance), _| {
            some(balance.out_month)
        })
        .text("account-out-month")
        .screen("account-out-month", 13, 18)
        .rank(2),
        Col::new("archived", Kind::Text, |(row, _), view| {
            view.flag(row.archived)
        })
        .json(),
    ],
};

type ExpenseCol = Column<Expense>;

/// The list of expenses, the newest first.
pub const EXPENSES: List<Expense> = List::new(
    "expenses",
    &[
        ExpenseCol::new("id", Kind::Int, |row, _| Cell::Int(row.id.raw()))
            .json()
            .text("expense-number"),
        ExpenseCol::new("at", Kind::Moment, |row, _| Cell::Moment(row.at))
            .json()
            .text("cli-col-at"),
        ExpenseCol::new("category", Kind::Text, |row, view| {
            view.term(row.category.code(), row.category.key())
        })
        .json()
        .text("expense-category"),
        ExpenseCol::new("amount", Kind::Money, |row, _| Cell::Money(row.amount))
            .json()
            .text("cli-col-amount"),
        ExpenseCol::new("account", Kind::Text, |row, _| {
            Cell::Text(row.account.clone())
        })
        .json()
        .text("field-account"),
        ExpenseCol::new("period", Kind::Text, |row, _| {
            Cell::text(row.period.as_deref())
        })
        .json()
        .text("expense-po"),
        ExpenseCol::new("supplier", Kind::Text, |row, _| {
            Cell::text(row.supplier.as_deref())
        })
        .json()
        .text("output-supplier"),
        ExpenseCol::new("note", Kind::Text, |row, _| Cell::Text(row.note.clone()))
            .json()
            .text("field-note"),
    ],
);
