//! One deed, one transaction, one undo step (rule 56): how the book is changed.

use rusqlite::{Connection, TransactionBehavior};

use super::book::Book;
use super::error::{BookError, Result};
use super::{journal, schema};
use crate::domain::id::{ActionId, OrderId};
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// A deed under way: the open transaction and the action that journals it.
pub(in crate::book) struct Deed<'c> {
    connection: &'c Connection,
    action: ActionId,
    /// When it is done.
    pub(in crate::book) now: Moment,
}

impl Deed<'_> {
    /// The open transaction.
    pub(in crate::book) fn connection(&self) -> &Connection {
        self.connection
    }

    /// The action it is journalled under.
    pub(in crate::book) fn action(&self) -> ActionId {
        self.action
    }

    /// Remembers that this deed touched an order, for the order's own history.
    pub(in crate::book) fn touches(&self, order: OrderId) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO action_orders (order_id, action_id) VALUES (?1, ?2)",
            )?
            .execute([order.raw(), self.action.raw()])?;
        Ok(())
    }
}

impl Book {
    /// Runs one deed: all of it is written, or none. What `work` returns beside its result is the
    /// sentence the history keeps. A deed that changes nothing leaves no action.
    pub(in crate::book) fn transaction<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(T, Message)>,
    ) -> Result<T> {
        self.run(now, |deed| work(deed).map(|(made, did)| (made, Some(did))))
    }

    /// Runs a deed only to see what would become of it, with every check it has: nothing is kept.
    pub(in crate::book) fn rehearsal<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<T>,
    ) -> Result<T> {
        self.run(now, |deed| work(deed).map(|made| (made, None)))
    }

    /// Runs a deed; one without a sentence is taken back.
    fn run<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(T, Option<Message>)>,
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
        // Another window may have upgraded the book since it was opened.
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
        let (made, message) = work(&deed)?;
        if let Some(message) = message
            && journal::end(&transaction, action, &message)?
        {
            transaction.commit()?;
        }
        Ok(made)
    }

    /// Runs one transaction on what is never undone (frozen tallies, exports).
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
        Ok(made)
    }
}
