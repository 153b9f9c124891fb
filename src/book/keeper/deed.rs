//! Runs a deed: one transaction that is also one undo step (rule 56).

use rusqlite::{Connection, TransactionBehavior, params};

use super::book::Book;
use super::error::{BookError, Result};
use super::standing::refuse_torn;
use super::{journal, schema};
use crate::domain::id::{ActionId, OrderId};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
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
    /// Runs the work of one deed: all of it is written, or none. `work` returns its result and the sentence
    /// for the history. A deed that changes nothing leaves no action and no sentence. Deeds run by
    /// [`Book::transaction`], which also does what follows from them.
    pub(in crate::book) fn write<T>(
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

    /// Runs `deed` only if `holds` says so, both under one write lock: no other desk's deed comes
    /// between what is read and what is written.
    ///
    /// # Errors
    /// [`Refusal::ChangedMeanwhile`] when it doesn't hold, else those of both.
    pub fn deed_while<T>(
        &mut self,
        holds: impl FnOnce(&Self) -> Result<bool>,
        deed: impl FnOnce(&mut Self) -> Result<Done<T>>,
    ) -> Result<Done<T>> {
        self.prepare_to_write()?;
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let mut outcome = match holds(self) {
            Ok(true) => deed(self),
            Ok(false) => Err(Refusal::ChangedMeanwhile.into()),
            Err(error) => Err(error),
        };
        if matches!(&outcome, Ok(done) if done.message.is_some()) {
            match self.connection.execute_batch("COMMIT") {
                Ok(()) => self.saved.note(),
                Err(error) => outcome = Err(error.into()),
            }
        }
        // SQLite may have rolled back by itself.
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        outcome
    }

    /// Runs a deed with all its checks and rolls it back: shows what it would do.
    pub(in crate::book) fn dry_run<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<T>,
    ) -> Result<T> {
        self.run(now, |deed| Ok((work(deed)?, false)))
    }

    /// Like [`Self::dry_run`], for callers that hold the book by shared reference, such as the facts of
    /// a form; also inside a snapshot.
    pub(in crate::book) fn rehearse<T>(
        &self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<T>,
    ) -> Result<T> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        let connection = &self.connection;
        let (begin, end) = match connection.is_autocommit() {
            true => ("BEGIN IMMEDIATE", "ROLLBACK"),
            // Within a snapshot.
            false => (
                "SAVEPOINT rehearsal",
                "ROLLBACK TO rehearsal; RELEASE rehearsal",
            ),
        };
        connection.execute_batch(begin)?;
        let run = || {
            refuse_torn(&self.path, self.opened)?;
            if !self.journalling {
                journal::install(connection)?;
            }
            run_in(connection, now, &self.window, |deed| {
                Ok((work(deed)?, false))
            })
        };
        let made = run();
        // SQLite may have rolled back by itself.
        if !connection.is_autocommit() {
            connection.execute_batch(end)?;
        }
        Ok(made?.0)
    }

    /// Runs a deed; commits it when `work` returns `true` with its result, else rolls it back.
    fn run<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(T, bool)>,
    ) -> Result<T> {
        self.prepare_to_write()?;
        let window = &self.window;
        if self.connection.is_autocommit() {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            refuse_torn(&self.path, self.opened)?;
            refuse_changed(&transaction, &mut self.schema_seen)?;
            let (made, keep) = run_in(&transaction, now, window, work)?;
            if keep {
                transaction.commit()?;
                self.saved.note();
            }
            Ok(made)
        } else {
            // Within `deed_while`.
            let savepoint = self.connection.savepoint()?;
            refuse_torn(&self.path, self.opened)?;
            refuse_changed(&savepoint, &mut self.schema_seen)?;
            let (made, keep) = run_in(&savepoint, now, window, work)?;
            if keep {
                savepoint.commit()?;
            }
            Ok(made)
        }
    }

    fn prepare_to_write(&mut self) -> Result<()> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        if !self.journalling {
            journal::install(&self.connection)?;
            self.journalling = true;
        }
        Ok(())
    }

    /// Runs one transaction on data that undo never touches (frozen tallies, exports).
    pub(in crate::book) fn outside_history<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        refuse_torn(&self.path, self.opened)?;
        refuse_changed(&transaction, &mut self.schema_seen)?;
        let made = work(&transaction)?;
        transaction.commit()?;
        self.saved.note();
        Ok(made)
    }
}

/// Runs a deed in an open transaction, under an action of its own.
fn run_in<T>(
    connection: &Connection,
    now: Moment,
    window: &str,
    work: impl FnOnce(&Deed<'_>) -> Result<(T, bool)>,
) -> Result<(T, bool)> {
    let action = journal::begin(connection, now, window, None)?;
    work(&Deed {
        connection,
        action,
        now,
    })
}

/// Refuses a book whose schema another window upgraded, or another program changed, since it was
/// opened.
fn refuse_changed(connection: &Connection, seen: &mut i64) -> Result<()> {
    let found = schema::version_of(connection)?;
    if found != schema::version() {
        return Err(BookError::Newer {
            found,
            known: schema::version(),
        });
    }
    let changes = schema::changes_of(connection)?;
    if changes != *seen {
        if let Some(part) = schema::strange_part(connection, found)? {
            return Err(BookError::Strange { part });
        }
        *seen = changes;
    }
    Ok(())
}
