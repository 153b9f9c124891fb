//! `rekap refund`: the queue of money to send back (rule 32).

use clap::Subcommand;

use super::console::{Console, Failure, named_period};
use super::values::Shape;
use crate::book::Opening;
use crate::tasks::rows::refund::REFUNDS;

/// Subcommands for refunds; `pay ORDER AMOUNT --refund` records one that was sent.
#[derive(Debug, Subcommand)]
pub enum Refund {
    #[command(visible_alias = "daftar")]
    List {
        po: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
}

impl Refund {
    /// Lists the queue.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let Self::List { po, shape } = self;
        let opened = console.open(Opening::Look)?;
        let of = named_period(&opened, po.as_deref())?;
        let rows = opened.book.refunds(of)?;
        console.list(&REFUNDS, &rows, shape, opened.now)
    }
}
