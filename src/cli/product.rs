//! `rekap product`: the catalogue.

use clap::{Args, Subcommand};

use crate::domain::money::Rupiah;

use super::values::{self, Shape};

/// Products and their variants.
#[derive(Debug, Subcommand)]
pub enum Product {
    #[command(visible_alias = "tambah")]
    Add {
        #[arg(value_name = "CODE")]
        product_code: String,
        #[arg(value_name = "NAME")]
        product_name: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Rupiah,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
        #[arg(long, value_name = "NAME")]
        supplier: Option<String>,
    },
    #[command(visible_alias = "varian")]
    Variant {
        #[arg(value_name = "CODE")]
        product: String,
        #[arg(value_name = "SUFFIX")]
        suffix: String,
        #[arg(value_name = "NAME")]
        variant_name: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Option<Rupiah>,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
    },
    #[command(visible_alias = "daftar")]
    List {
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        find: Option<String>,
        #[arg(long)]
        archived: bool,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        #[arg(value_name = "CODE")]
        product: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah")]
    Edit {
        #[arg(value_name = "CODE")]
        product_or_variant: String,
        #[command(flatten)]
        change: ProductChange,
    },
    #[command(visible_alias = "arsip")]
    Archive {
        #[arg(value_name = "CODE")]
        product_or_variant: String,
    },
}

/// What `product edit` may change; what is not given stays.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct ProductChange {
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    name: Option<String>,
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    price: Option<Rupiah>,
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    cost: Option<Rupiah>,
    #[arg(long, value_name = "NAME")]
    supplier: Option<String>,
}

impl Product {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
