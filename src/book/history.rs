//! Undo, redo and the history (rules 56, 57). Every deed is an action, and for every row it changes
//! the journal has the before-image, so undo and redo work for all deeds alike.
//!
//! TEMP triggers made from the schema write the images; they exist only in connections that
//! write. History is linear: undo takes back the newest live action by putting its before-images
//! back from last to first, and journals what it replaces under an action of its own; redo puts
//! those back. A new action ends the redo of whatever was undone before it.

use rusqlite::{Connection, OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::Deed;
use super::keeper::error::Result;
use super::keeper::journal::{
    self, ACTION, Action, has_images, newest_live, oldest_undone, put_back,
};
use super::steps::tally;
use crate::domain::id::{ActionId, OrderId, PeriodId};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

impl Book {
    /// The newest action that can be undone, if any.
    pub fn last_action(&self) -> Result<Option<Action>> {
        newest_live(&*self.reading()?)
    }

    /// Whether the newest deed is dated more than an hour after `now`: a computer's clock is or was
    /// wrong. The order of the history doesn't depend on clocks.
    pub fn is_ahead_of(&self, now: Moment) -> Result<bool> {
        let newest: Option<i64> = self
            .reading()?
            .prepare_cached("SELECT at FROM actions ORDER BY id DESC LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(newest.is_some_and(|at| at > now.unix().saturating_add(3_600)))
    }

    /// The action that redo would do again, if any.
    pub fn next_redo(&self) -> Result<Option<Action>> {
        oldest_undone(&*self.reading()?)
    }

    /// Whether an action was done in this window.
    pub fn is_mine(&self, action: &Action) -> bool {
        action.window == self.window
    }

    /// Undoes the newest action, which must be `expected` when that is given. Returns it.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`], [`Refusal::Restored`] or [`Refusal::HistoryPruned`]; when `expected` is not the newest
    /// that stands [`Refusal::NotNewest`], [`Refusal::AlreadyUndone`] or [`Refusal::Unknown`].
    pub fn undo(&mut self, expected: Option<ActionId>, now: Moment) -> Result<Action> {
        self.reverse(now, |deed| {
            let newest = newest_live(deed.connection())?;
            let action = match (expected, newest) {
                (None, newest) => newest.ok_or(Refusal::NothingToUndo)?,
                (Some(id), Some(newest)) if newest.id == id => newest,
                (Some(id), newest) => return Err(not_newest(deed.connection(), id, newest)?.into()),
            };
            action.refuse_restored()?;
            if !has_images(deed.connection(), action.id)? {
                return Err(Refusal::HistoryPruned.into());
            }
            freeze_before(deed, action.id, now)?;
            put_back(deed.connection(), action.id)?;
            Ok((action, true))
        })
    }

    /// Redoes the last undone action. Returns it.
    ///
    /// # Errors
    /// [`Refusal::NothingToRedo`], or [`Refusal::HistoryPruned`].
    pub fn redo(&mut self, now: Moment) -> Result<Action> {
        self.reverse(now, |deed| {
            let action = oldest_undone(deed.connection())?.ok_or(Refusal::NothingToRedo)?;
            let undo: Option<ActionId> = deed
                .connection()
                .prepare_cached(
                    "SELECT id FROM actions WHERE reverses = ?1 AND images IS NOT NULL AND id < ?2 ORDER BY id DESC LIMIT 1",
                )?
                .query_row(params![action.id, deed.action()], |row| row.get(0))
                .optional()?;
            let undo = undo.ok_or(Refusal::HistoryPruned)?;
            freeze_before(deed, action.id, now)?;
            put_back(deed.connection(), undo)?;
            Ok((action, false))
        })
    }

    /// The history, newest first: of one order, or of the whole book.
    pub fn history(&self, order: Option<OrderId>, limit: usize) -> Result<Vec<Action>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        if let Some(order) = order {
            let reading = self.reading()?;
            let mut select = reading.prepare_cached(&format!(
                "{ACTION} FROM action_orders o JOIN actions a ON a.id = o.action_id
                 WHERE o.order_id = ?1 AND a.reverses IS NULL ORDER BY o.action_id DESC LIMIT ?2"
            ))?;
            let rows = select.query_map(params![order, limit], journal::action)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        } else {
            let reading = self.reading()?;
            let mut select = reading.prepare_cached(&format!(
                "{ACTION} FROM actions a WHERE a.reverses IS NULL ORDER BY a.id DESC LIMIT ?1"
            ))?;
            let rows = select.query_map([limit], journal::action)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        }
    }

    /// Runs an undo or redo as an action of its own that names the one it reverses.
    fn reverse(
        &mut self,
        now: Moment,
        work: impl FnOnce(&Deed<'_>) -> Result<(Action, bool)>,
    ) -> Result<Action> {
        let done = self.transaction(now, |deed| {
            let (mut action, undone) = work(deed)?;
            deed.connection()
                .prepare_cached("UPDATE actions SET undone = ?2 WHERE id = ?1")?
                .execute(params![action.id, undone])?;
            deed.connection()
                .prepare_cached("UPDATE actions SET reverses = ?2 WHERE id = ?1")?
                .execute(params![deed.action(), action.id])?;
            action.undone = undone;
            let message = action.message.clone();
            Ok((action, message))
        })?;
        Ok(done.made)
    }
}

/// Why an action can't be undone that is not the newest one that stands.
fn not_newest(connection: &Connection, id: ActionId, newest: Option<Action>) -> Result<Refusal> {
    let undone: Option<bool> = connection
        .prepare_cached(
            "SELECT undone FROM actions WHERE id = ?1 AND reverses IS NULL AND message <> ''",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(match (undone, newest) {
        (None, _) => Refusal::unknown(Noun::Deed, &id.raw().to_string(), []),
        (Some(true), _) | (Some(false), None) => Refusal::AlreadyUndone { deed: id },
        (Some(false), Some(newest)) => Refusal::NotNewest {
            deed: id,
            after: connection
                .prepare_cached(
                    "SELECT count(*) FROM actions
                     WHERE id > ?1 AND reverses IS NULL AND undone = 0 AND message <> ''",
                )?
                .query_row([id], |row| row.get(0))?,
            newer: newest.id,
            at: newest.at,
            what: newest.message,
        },
    })
}

/// Freezes the tally of every closed period whose orders the action touched, before undo or redo
/// changes them (rule 37).
fn freeze_before(deed: &Deed<'_>, action: ActionId, now: Moment) -> Result<()> {
    let mut select = deed.connection().prepare_cached(
        "SELECT DISTINCT o.period_id FROM action_orders a JOIN orders o ON o.id = a.order_id
         WHERE a.action_id = ?1",
    )?;
    let periods = select
        .query_map([action], |row| row.get::<_, PeriodId>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for period in periods {
        tally::freeze_if_closed(deed, period, now)?;
    }
    Ok(())
}
