//! `rekap transfer`: money between accounts, to and from the owner, and what is held handed in (rules 90, 91).

use clap::Args;

use super::console::{Console, Failure, OpenBook};
use super::values;
use crate::book::{NewTransfer, Opening};
use crate::domain::account::MoneyPlace;
use crate::domain::money::Rupiah;

/// Moves money.
#[derive(Debug, Args)]
pub struct Transfer {
    #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    moved_amount: Rupiah,
    #[arg(long = "from", value_name = "ACCOUNT|owner")]
    moved_from: String,
    #[arg(long = "to", value_name = "ACCOUNT|owner")]
    moved_to: String,
    #[arg(long = "fee", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    moved_fee: Option<Rupiah>,
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

impl Transfer {
    /// Runs the command.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let note = console.clean_line(&self.note.unwrap_or_default());
        let mut opened = console.open(Opening::Existing)?;
        let at = self.at.map(|text| opened.past("--at", &text)).transpose()?;
        let new = NewTransfer {
            amount: self.moved_amount,
            from: place(&opened, &self.moved_from)?,
            to: place(&opened, &self.moved_to)?,
            fee: self.moved_fee.unwrap_or_default(),
            at,
            note,
        };
        opened.book.transfer(&new, opened.now)?;
        Ok(())
    }
}

/// An account by its name; `owner` or `pemilik` is the owner, unless an account is called so.
fn place(opened: &OpenBook, text: &str) -> Result<MoneyPlace, Failure> {
    let owner = ["owner", "pemilik"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(text.trim()));
    match opened.book.account(text) {
        Ok(account) => Ok(MoneyPlace::Account(account.id)),
        Err(_) if owner => Ok(MoneyPlace::Owner),
        Err(error) => Err(error.into()),
    }
}
