//! `rekap export`: lists for other programs (rule 58).

use clap::{Args, ValueEnum};

use super::values::Destination;

/// What to export, of which PO, and how.
#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_enum)]
    what: What,
    po: Option<String>,
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    destination: Destination,
}

/// The lists that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    Orders,
    Production,
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Csv,
    Xlsx,
    Json,
    Text,
}

impl Export {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
