//! `rekap tally`: how many of what to make (rules 37, 38).

use clap::{Args, ValueEnum};

use super::values::{self, Destination};

/// The tally of one PO.
#[derive(Debug, Args)]
pub struct Tally {
    po: String,
    #[arg(long, value_enum, value_name = "GROUPING", default_value = "variant")]
    by: By,
    #[arg(long, value_name = "VERSION", value_parser = values::version, allow_negative_numbers = true)]
    since: Option<i64>,
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    destination: Destination,
}

/// What a row of the tally counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    Variant,
    Product,
    Supplier,
    Option,
    Order,
}

/// How the tally is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Table,
    Csv,
    Json,
    Xlsx,
}

impl Tally {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
