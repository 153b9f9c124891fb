//! `rekap demo`: a lively sample shop.

use clap::Args;

use super::values;

/// How large the sample is, and which one.
#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "N", value_parser = values::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[arg(long = "orders", value_name = "N", value_parser = values::orders, allow_negative_numbers = true)]
    sample_orders: Option<u32>,
}

impl Demo {
    pub fn run(
        self,
        _: &mut super::desk::Desk,
    ) -> Result<Option<super::Start>, super::desk::Failure> {
        Ok(None) // STUB
    }
}
