//! `rekap supplier`: who makes the goods (rules 38, 48).

use clap::Subcommand;

use crate::book::Opening;
use crate::tasks::rows::supplier::SUPPLIERS;

use super::console::{Console, Failure};
use super::values::{self, Shape};

/// Subcommands for suppliers, including the shop's own kitchen.
#[derive(Debug, Subcommand)]
pub enum Supplier {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "NAME")]
        supplier_name: String,
        #[arg(long = "lead", value_name = "DAYS", value_parser = values::lead_days, allow_negative_numbers = true)]
        lead_days: Option<values::NumberOrNone>,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        #[arg(value_name = "NAME")]
        supplier_name: String,
        #[arg(long = "lead", required = true, value_name = "DAYS", value_parser = values::lead_days, allow_negative_numbers = true)]
        lead_days: Option<values::NumberOrNone>,
    },
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "arsip")]
    Archive {
        #[arg(value_name = "NAME")]
        supplier_name: String,
    },
}

impl Supplier {
    /// Adds, lists or archives suppliers.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add {
                supplier_name,
                lead_days,
            } => {
                let name = console.clean_line(&supplier_name);
                let mut opened = console.open(Opening::Create)?;
                let lead_days = lead_days.and_then(|days| days.0);
                opened
                    .book
                    .add_supplier(&name, None, lead_days, opened.now)?;
                console.line(&name)
            }
            Self::Edit {
                supplier_name,
                lead_days,
            } => {
                let mut opened = console.open(Opening::Existing)?;
                let supplier = opened.book.supplier(&supplier_name)?;
                let lead_days = lead_days.map(|days| days.0);
                opened
                    .book
                    .edit_supplier(supplier.id, None, None, lead_days, opened.now)?;
                Ok(())
            }
            Self::List(shape) => {
                let opened = console.open(Opening::Look)?;
                console.list(&SUPPLIERS, &opened.book.suppliers()?, shape, opened.now)
            }
            Self::Archive { supplier_name } => {
                let mut opened = console.open(Opening::Existing)?;
                let supplier = opened.book.supplier(&supplier_name)?;
                opened
                    .book
                    .archive_supplier(supplier.id, true, opened.now)?;
                Ok(())
            }
        }
    }
}
