//! `rekap account`: the accounts where money arrives (rule 36).

use clap::Subcommand;

use crate::book::Opening;
use crate::domain::payment::Method;
use crate::tasks::rows::account::ACCOUNTS;

use super::console::{Console, Failure};
use super::values::Shape;

/// Subcommands for accounts: cash box, bank accounts, QRIS, e-wallets.
#[derive(Debug, Subcommand)]
pub enum Account {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "NAME")]
        account_name: String,
        #[arg(long, value_name = "METHOD", value_parser = super::values::method())]
        method: Method,
    },
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "arsip")]
    Archive {
        #[arg(value_name = "NAME")]
        account_name: String,
    },
}

impl Account {
    /// Adds, lists or archives accounts.
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
                console.list(&ACCOUNTS, &opened.book.accounts()?, shape, opened.now)
            }
            Self::Archive { account_name } => console.change(|book, now| {
                let id = book.account(&account_name)?.id;
                book.archive_account(id, true, now)
            }),
        }
    }
}
