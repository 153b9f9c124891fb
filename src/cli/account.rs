//! `rekap account`: where money arrives (rule 36).

use clap::Subcommand;

use crate::domain::payment::Method;

use super::values::Shape;

/// Cash box, bank accounts, QRIS, e-wallets.
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
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
