//! `rekap refund`: the queue of money to send back (rule 32).

use clap::Subcommand;

use super::desk::{Desk, Failure, period};
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
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let Self::List { po, shape } = self;
        let counter = desk.open(Opening::Look)?;
        let of = po.map(|po| period(&counter, &po)).transpose()?;
        let rows = counter.book.refunds(of.map(|period| period.id))?;
        desk.list(&REFUNDS, &rows, shape, counter.now)
    }
}
