//! Runs a deed: one transaction that is also one undo step (rule 56).

use rusqlite::{Connection, TransactionBehavior, params};

use super::book::Book;
use super::error::{BookError, Result};
use super::{journal, schema};
use crate::domain::id::{ActionId, OrderId};
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// The result of a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What the deed created, or what it changed as it is now.
    pub made: T,
    /// The deed's sentence in the history; `None` when it changed nothing that undo could take
    /// back.
    pub message: Option<Message>,
}

/// A running deed: the open transaction and the action it is journalled under.
pub(in crate::book) struct Deed<'c> {
    connection: &'c Connection,
    action: ActionId,
    /// The deed's time.
    pub(in crate::book) now: Moment,
}

impl Deed<'_> {
    /// The open transaction.
    pub(in crate::book) fn connection(&self) -> &Connection {
        self.connection
    }

    /// The action the deed is journalled under.
    pub(in crate::book) fn action(&self) -> ActionId {
        self.action
    }

    /// Records that this deed touched an order, so that the order's history shows it.
    pub(in crate::book) fn touches(&self, order: OrderId) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO action_orders (order_id, action_id) VALUES (?1, ?2)",
            )?
            .execute(params![order, self.action])?;
        Ok(())
    }
}

impl Book {
    /// Runs one deed: all of it is written, or none. `work` returns its result and the sentence for
    /// the history. A deed that changes nothing leaves no action and no sentence.
    pub(in crate::book) fn transaction<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(T, Message)>,
    ) -> Result<Done<T>> {
        self.run(now, |deed| {
            let (made, message) = work(deed)?;
            let changed = journal::end(deed.connection, deed.action, &message)?;
            let message = changed.then_some(message);
            Ok((Done { made, message }, changed))
        })
    }

    /// Runs a deed with all its checks and rolls it back: shows what it would do.
    pub(in crate::book) fn dry_run<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<T>,
    ) -> Result<T> {
        self.run(now, |deed| Ok((work(deed)?, false)))
    }

    /// Runs a deed; commits it when `work` returns `true` with its result, else rolls it back.
    fn run<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(T, bool)>,
    ) -> Result<T> {
        if self.read_only {
            return Err(BookError::ReadOnly);
        }
        if !self.journalling {
            journal::install(&self.connection)?;
            self.journalling = true;
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another window may have upgraded the book's schema since it was opened.
        let found = schema::version_of(&transaction)?;
        if found != schema::version() {
            return Err(BookError::Newer {
                found,
                known: schema::version(),
            });
        }
        let action = journal::begin(&transaction, now, &self.window, None)?;
        let deed = Deed {
            connection: &transaction,
            action,
            now,
        };
        let (made, keep) = work(&deed)?;
        if keep {
            transaction.commit()?;
            self.saved.note();
        }
        Ok(made)
    }

    /// Runs one transaction on data that undo never touches (frozen tallies, exports).
    pub(in crate::book) fn outside_history<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        if self.read_only {
            return Err(BookError::ReadOnly);
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let made = work(&transaction)?;
        transaction.commit()?;
        self.saved.note();
        Ok(made)
    }
}
