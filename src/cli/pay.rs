//! `rekap pay`: money in and out (rules 27–32).

use clap::{Args, Subcommand};

use crate::domain::money::Rupiah;
use crate::domain::payment::Method;

use super::values;

/// `pay ORDER AMOUNT`, `pay --customer NAME AMOUNT [--split ORDER=AMOUNT…]` or `pay void ID`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Pay {
    /// The order; the amount when `--customer` is given.
    #[arg(required = true)]
    order: Option<String>,
    #[arg(
        required_unless_present = "payer_customer",
        allow_negative_numbers = true
    )]
    amount: Option<String>,
    #[arg(
        long = "customer",
        value_name = "CUSTOMER",
        conflicts_with = "amount",
        allow_hyphen_values = true
    )]
    payer_customer: Option<String>,
    #[arg(long, requires = "payer_customer", value_name = "ORDER=AMOUNT", value_parser = values::part, num_args = 1..)]
    split: Vec<(String, Rupiah)>,
    #[arg(long, value_name = "METHOD", value_parser = values::method())]
    method: Option<Method>,
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    #[arg(long)]
    refund: bool,
    #[arg(long)]
    claimed: bool,
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    payer: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reference: Option<String>,
    #[command(subcommand)]
    other: Option<Other>,
}

/// What else can be done with payments.
#[derive(Debug, Subcommand)]
pub enum Other {
    #[command(visible_alias = "batal")]
    Void {
        #[arg(value_name = "ID", value_parser = values::id)]
        payment: i64,
    },
}

impl Pay {
    pub fn run(self, _: &mut super::desk::Desk) -> Result<(), super::desk::Failure> {
        Ok(()) // STUB
    }
}
