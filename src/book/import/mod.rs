//! A table of orders taken in as one deed (rules 54, 56): what the book lacks is made on the way,
//! and what was said about the table's columns is remembered with it.

mod bulk;
mod foresee;
pub(super) mod goods;
pub(super) mod run;

pub use foresee::{Foreseen, Outlook, told_unpriced};

use std::io;

use rusqlite::{Connection, OptionalExtension};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::when::Moment;
use run::{Imported, Learnt, import};

impl Book {
    /// Takes a table of orders into a period, whatever its window: all of them, or none. Missing
    /// products, offers and customers are made. `progress` hears how many orders are done.
    ///
    /// A table is history, what was promised elsewhere already: its orders are confirmed also where a
    /// period keeps none without a down payment (rule 62), and what is kept for another channel is
    /// no obstacle (rule 69). The quotas are (rule 15).
    ///
    /// # Errors
    /// An order that can't be read back from where it was put, a finished or cancelled period, a full quota, a value out of its bounds.
    pub fn import_orders(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        now: Moment,
        progress: impl FnMut(usize),
    ) -> Result<Done<Imported>> {
        self.import_orders_learning(period, orders, None, now, progress)
    }

    /// As [`Self::import_orders`], and remembers what was said about the table's columns.
    ///
    /// # Errors
    /// As [`Self::import_orders`].
    pub fn import_orders_learning(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        learnt: Option<&Learnt>,
        now: Moment,
        progress: impl FnMut(usize),
    ) -> Result<Done<Imported>> {
        self.transaction(now, |deed| {
            if let Some(learnt) = learnt {
                remember(deed.connection(), learnt)?;
            }
            let (made, period) = import(deed, period, orders, progress)?;
            let message = Message::new("did-import-orders")
                .text("period", period.code.as_str())
                .count("orders", i64::try_from(made.orders).unwrap_or(i64::MAX));
            Ok((made, message))
        })
    }

    /// What is remembered of a table's columns, by what its header is known by: one
    /// `field = column title` a line.
    pub fn mapping(&self, header: &str) -> Result<Option<String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT mapping FROM mappings WHERE header = ?1")?
            .query_row([header], |row| row.get(0))
            .optional()?)
    }
}

/// Remembers what the owner said about the columns of a table with this header.
fn remember(connection: &Connection, learnt: &Learnt) -> Result<()> {
    let changed = connection
        .prepare_cached("UPDATE mappings SET mapping = ?2 WHERE header = ?1")?
        .execute([&learnt.header, &learnt.mapping])?;
    if changed == 0 {
        connection
            .prepare_cached("INSERT INTO mappings (header, mapping) VALUES (?1, ?2)")?
            .execute([&learnt.header, &learnt.mapping])?;
    }
    Ok(())
}
