//! `rekap customer`: who orders (rules 49–51).

use clap::{Args, Subcommand};

use super::values::Shape;

/// Customers, named by phone, exact name or id (`#12`).
#[derive(Debug, Subcommand)]
pub enum Customer {
    #[command(visible_alias = "daftar")]
    List {
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        find: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        #[arg(value_name = "CUSTOMER")]
        whom: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        #[arg(value_name = "CUSTOMER")]
        whom: String,
        #[command(flatten)]
        change: CustomerChange,
    },
    #[command(visible_alias = "gabung")]
    Merge {
        #[arg(value_name = "CUSTOMER")]
        keep: String,
        #[arg(value_name = "DUPLICATE")]
        duplicate: String,
    },
}

/// What `customer edit` may change; what is not given stays.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct CustomerChange {
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    name: Option<String>,
    #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
    phone: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    address: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[arg(long, value_name = "DATE")]
    birthday: Option<String>,
}

impl Customer {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
