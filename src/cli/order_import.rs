//! `rekap order import`: a table of order lines becomes orders, as one deed (rule 56).

use std::path::PathBuf;

use clap::Args;

/// The file and what to do with it.
#[derive(Debug, Args)]
pub struct Import {
    file: PathBuf,
    #[arg(long = "po", required = true, value_name = "PO")]
    into_po: String,
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    skip_bad: bool,
}
