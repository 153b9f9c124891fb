//! `rekap backup`: a copy of the book, complete and checked.

use std::path::PathBuf;

use clap::Args;

/// Where the copy goes; beside the book when nothing is said.
#[derive(Debug, Args)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    target: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

impl Backup {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
