//! `rekap supplier`: who makes the goods (rules 38, 48).

use clap::{ArgGroup, Subcommand};

use crate::book::{Opening, SupplierDetails};
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
        #[arg(long = "phone", value_name = "PHONE", allow_hyphen_values = true)]
        supplier_phone: Option<String>,
        #[arg(long = "lead", value_name = "DAYS", value_parser = values::lead_days, allow_negative_numbers = true)]
        lead_days: Option<values::NumberOrNone>,
    },
    #[command(visible_alias = "ubah", group = ArgGroup::new("supplier_edits").required(true).multiple(true)
        .args(["supplier_phone", "lead_days"]))]
    Edit {
        #[arg(value_name = "NAME")]
        supplier_name: String,
        #[arg(long = "phone", value_name = "PHONE", allow_hyphen_values = true)]
        supplier_phone: Option<String>,
        #[arg(long = "lead", value_name = "DAYS", value_parser = values::lead_days, allow_negative_numbers = true)]
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
                supplier_phone,
                lead_days,
            } => {
                let name = console.clean_line(&supplier_name);
                let details = SupplierDetails {
                    phone: supplier_phone,
                    lead_days: lead_days.map(|days| days.0),
                    ..SupplierDetails::named(&name)
                };
                let mut opened = console.open(Opening::Create)?;
                opened.book.save_supplier(None, &details, opened.now)?;
                console.line(&name)
            }
            Self::Edit {
                supplier_name,
                supplier_phone,
                lead_days,
            } => console.change(|book, now| {
                let id = book.supplier(&supplier_name)?.id;
                let details = SupplierDetails {
                    phone: supplier_phone,
                    lead_days: lead_days.map(|days| days.0),
                    ..SupplierDetails::default()
                };
                book.save_supplier(Some(id), &details, now)
            }),
            Self::List(shape) => {
                let opened = console.open(Opening::Look)?;
                console.list(&SUPPLIERS, &opened.book.suppliers()?, shape, opened.now)
            }
            Self::Archive { supplier_name } => console.change(|book, now| {
                let id = book.supplier(&supplier_name)?.id;
                book.archive_supplier(id, true, now)
            }),
        }
    }
}
