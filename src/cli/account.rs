//! `rekap account`: the accounts, what they have, and what was counted (rules 36, 91, 92).

use clap::Subcommand;

use crate::book::Opening;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::tasks::rows::account::ACCOUNTS;

use super::console::{Console, Failure};
use super::values::{self, Shape};

/// Subcommands for accounts: cash box, bank accounts, QRIS, e-wallets.
#[derive(Debug, Subcommand)]
pub enum Account {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "NAME")]
        account_name: String,
        #[arg(long, value_name = "METHOD", value_parser = values::method())]
        method: Method,
    },
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "atur")]
    Set {
        #[arg(value_name = "NAME")]
        account_name: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        opening: Rupiah,
        #[arg(long = "on", value_name = "DATE")]
        opening_on: Option<String>,
    },
    #[command(visible_alias = "hitung")]
    Count {
        #[arg(value_name = "NAME")]
        account_name: String,
        #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        counted: Rupiah,
        #[arg(long = "why", value_name = "TEXT", allow_hyphen_values = true)]
        count_why: Option<String>,
    },
    #[command(visible_alias = "arsip")]
    Archive {
        #[arg(value_name = "NAME")]
        account_name: String,
    },
}

impl Account {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add {
                account_name,
                method,
            } => {
                let name = console.clean_line(&account_name);
                let mut opened = console.open(Opening::Create)?;
                opened
                    .book
                    .save_account(None, Some(&name), Some(method), opened.now)?;
                console.line(&name)
            }
            Self::List(shape) => {
                let opened = console.open(Opening::Look)?;
                let rows = opened.book.balances(opened.now)?;
                console.list(&ACCOUNTS, &rows, shape, opened.now)
            }
            Self::Set {
                account_name,
                opening,
                opening_on,
            } => {
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.account(&account_name)?.id;
                let today = opened.now.date(opened.zone);
                let day = match opening_on {
                    Some(text) => opened.past("--on", &text)?.date(opened.zone),
                    None => today,
                };
                opened.book.set_opening(id, opening, day, opened.now)?;
                Ok(())
            }
            Self::Count {
                account_name,
                counted,
                count_why,
            } => {
                let why = console.clean_line(&count_why.unwrap_or_default());
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.account(&account_name)?.id;
                let counted = opened.book.count_account(id, counted, &why, opened.now)?;
                let told = match counted.made {
                    Rupiah::ZERO => Message::new("account-count-fits"),
                    difference => {
                        Message::new("account-count-booked").money("difference", difference)
                    }
                };
                console.say(&told);
                Ok(())
            }
            Self::Archive { account_name } => console.change(|book, now| {
                let id = book.account(&account_name)?.id;
                book.archive_account(id, true, now)
            }),
        }
    }
}
