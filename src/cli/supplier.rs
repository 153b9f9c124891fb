//! `rekap supplier`: who makes the goods (rules 38, 48).

use clap::Subcommand;

use super::values::Shape;

/// Producers, the own kitchen among them.
#[derive(Debug, Subcommand)]
pub enum Supplier {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "NAME")]
        supplier_name: String,
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
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
