//! Imports a table of orders as one deed (rules 54, 56). Missing products and customers are added,
//! and the owner's mapping of the table's columns is remembered.

mod bulk;
mod changes;
pub(super) mod goods;
mod known;
mod preview;
mod prices;
pub(super) mod run;

pub use known::Difference;
pub use preview::{ImportWarnings, PreviewOrder, unpriced_message};

use std::io;

use rusqlite::{Connection, OptionalExtension};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::when::Moment;
use run::{Imported, KnownOrders, Learnt, import};

impl Book {
    /// Imports a table of orders into a period, even outside its ordering window: all of them, or
    /// none. Adds missing products, offers and customers. Calls `progress` with the number of
    /// orders done.
    ///
    /// The orders of a table were promised elsewhere already. So they are confirmed even in a
    /// period that confirms by down payment (rule 62), and they may use units reserved for channels
    /// (rule 69). Quotas still apply (rule 15).
    ///
    /// # Errors
    /// An order of the table that can't be read, a finished or cancelled period, a full quota, or a
    /// value out of its bounds.
    pub fn import_orders(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        now: Moment,
        progress: impl FnMut(usize),
    ) -> Result<Done<Imported>> {
        self.import_orders_learning(period, orders, KnownOrders::Leave, None, now, progress)
    }

    /// Like [`Self::import_orders`], also changes known orders that the table tells otherwise, and
    /// remembers the owner's mapping of the table's columns.
    ///
    /// # Errors
    /// As [`Self::import_orders`].
    pub fn import_orders_learning(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        known: KnownOrders,
        learnt: Option<&Learnt>,
        now: Moment,
        progress: impl FnMut(usize),
    ) -> Result<Done<Imported>> {
        self.transaction(now, |deed| {
            if let Some(learnt) = learnt {
                remember(deed.connection(), learnt)?;
            }
            let (made, period) = import(deed, period, orders, known, progress)?;
            let said = |key| {
                Message::new(key)
                    .text("period", period.code.as_str())
                    .count("orders", made.orders)
            };
            let message = match made.changed {
                0 => said("did-import-orders"),
                changed => said("did-import-orders-changed").count("changed", changed),
            };
            Ok((made, message))
        })
    }

    /// The remembered column mapping of tables with this header key: one `field = column title` per
    /// line.
    pub fn mapping(&self, header: &str) -> Result<Option<String>> {
        Ok(self
            .reading()?
            .prepare_cached("SELECT mapping FROM mappings WHERE header = ?1")?
            .query_row([header], |row| row.get(0))
            .optional()?)
    }
}

/// Stores the owner's column mapping for tables with this header.
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
