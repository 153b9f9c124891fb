//! `rekap undo`, `redo` and `history`: every deed with its moment (rules 56, 57).

use clap::Args;

use super::values::{self, Shape};

/// How many deeds to take back or do again.
#[derive(Debug, Args)]
pub struct Steps {
    #[arg(value_name = "N", value_parser = values::steps, default_value = "1", allow_negative_numbers = true)]
    steps: i64,
}

/// The deeds of the book, or of one order.
#[derive(Debug, Args)]
pub struct History {
    #[arg(value_name = "ORDER")]
    history_order: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

impl History {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}

impl Steps {
    pub fn undo(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}

impl Steps {
    pub fn redo(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
