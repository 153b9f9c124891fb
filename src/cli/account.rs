//! `rekap account`: the accounts where money arrives (rule 36).

use clap::Subcommand;

use crate::book::Opening;
use crate::domain::payment::Method;
use crate::tasks::rows::account::ACCOUNTS;

use super::desk::{Desk, Failure};
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
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        match self {
            Self::Add {
                account_name,
                method,
            } => {
                let name = desk.clean_line(&account_name);
                let mut counter = desk.open(Opening::Create)?;
                counter.book.add_account(&name, method, counter.now)?;
                desk.line(&name)
            }
            Self::List(shape) => {
                let counter = desk.open(Opening::Look)?;
                desk.list(&ACCOUNTS, &counter.book.accounts()?, shape, counter.now)
            }
            Self::Archive { account_name } => {
                let mut counter = desk.open(Opening::Existing)?;
                let account = counter.book.account(&account_name)?;
                counter
                    .book
                    .archive_account(account.id, true, counter.now)?;
                Ok(())
            }
        }
    }
}
