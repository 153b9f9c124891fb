//! Moves a period through its stages by hand: opens, closes, reopens, marks as produced, cancels.

use rusqlite::params;

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::{BookError, Result};
use crate::book::rows::period::{by_id, did, not_over};
use crate::book::rows::text;
use crate::book::steps::order::cancel;
use crate::book::steps::tally;
use crate::domain::id::PeriodId;
use crate::domain::period::{Period, Stage, check_window};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// A milestone the owner sets by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// Production began.
    Production,
    /// Goods are ready.
    Ready,
    /// The period is finished.
    Finished,
}

impl Milestone {
    /// Whether a PO at this stage can come to it.
    pub fn can_follow(self, stage: Stage) -> bool {
        match self {
            Self::Production => matches!(stage, Stage::Open | Stage::Closed),
            Self::Ready => matches!(stage, Stage::Closed | Stage::InProduction),
            Self::Finished => !stage.is_over() && stage >= Stage::Open,
        }
    }
}

impl Book {
    /// Opens a period before its planned opening.
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] unless it is a draft or scheduled.
    pub fn open_period(&mut self, id: PeriodId, now: Moment) -> Result<Done<()>> {
        self.stage_deed(id, now, "did-open-period", |deed, period, stage| {
            if !matches!(stage, Stage::Draft | Stage::Scheduled) {
                return Err(wrong_stage(period, stage));
            }
            set_moment(deed, id, "opened_at", Some(now))
        })
    }

    /// Closes a period and freezes its tally (rule 37); the planned date stays (rule 4). Returns
    /// the number of the tally.
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] unless it is open.
    pub fn close_period(&mut self, id: PeriodId, now: Moment) -> Result<Done<u32>> {
        self.transaction(now, |deed| {
            let period = by_id(deed.connection(), id)?;
            let stage = period.stage(now);
            if stage != Stage::Open {
                return Err(wrong_stage(&period, stage));
            }
            set_moment(deed, id, "closed_at", Some(now))?;
            let version = tally::freeze(deed, id, now, now)?;
            let message = did("did-close-period", &period).count("version", version);
            Ok((version, message))
        })
    }

    /// Reopens a closed period until `until`. Without it until the planned closing, or until closed
    /// by hand when that has passed (rule 4).
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] unless it is closed, or a moment that has passed.
    pub fn reopen_period(
        &mut self,
        id: PeriodId,
        until: Option<Moment>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.stage_deed(id, now, "did-reopen-period", |deed, period, stage| {
            if stage != Stage::Closed {
                return Err(wrong_stage(period, stage));
            }
            tally::freeze_if_closed(deed, id, now)?;
            if let Some(until) = until {
                check_window(Some(now), Some(until))?;
                set_moment(deed, id, "closes_at", Some(until))?;
            }
            set_moment(deed, id, "closed_at", None)?;
            set_moment(deed, id, "reopened_at", Some(now))
        })
    }

    /// Cancels a period. Its orders are cancelled by the shop, so everything paid must be refunded
    /// (rules 8, 33). Returns the number of orders cancelled.
    ///
    /// # Errors
    /// [`Refusal::PeriodOver`] when it is finished or cancelled already.
    pub fn cancel_period(&mut self, id: PeriodId, why: &str, now: Moment) -> Result<Done<usize>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = by_id(connection, id)?;
            not_over(&period, now)?;
            tally::freeze_if_closed(deed, id, now)?;
            let why = text::long_line("field-reason", why)?;
            let orders = connection
                .prepare_cached("SELECT id FROM orders WHERE period_id = ?1 AND cancelled_at IS NULL ORDER BY id")?
                .query_map([id], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            for order in &orders {
                cancel::cancel_keeping(deed, *order, &why, true, None)?;
            }
            set_moment(deed, id, "cancelled_at", Some(now))?;
            let message = did("did-cancel-period", &period).count("orders", orders.len());
            Ok((orders.len(), message))
        })
    }

    /// Records that production began, goods are ready, or the period is finished. Closes a period
    /// that is still open and freezes its tally (rule 37).
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] when the period has not come that far or is past it.
    pub fn mark_period(
        &mut self,
        id: PeriodId,
        milestone: Milestone,
        now: Moment,
    ) -> Result<Done<()>> {
        let (key, column) = match milestone {
            Milestone::Production => ("did-start-production", "production_at"),
            Milestone::Ready => ("did-mark-ready", "ready_at"),
            Milestone::Finished => ("did-finish-period", "finished_at"),
        };
        self.stage_deed(id, now, key, |deed, period, stage| {
            if !milestone.can_follow(stage) {
                return Err(wrong_stage(period, stage));
            }
            if stage == Stage::Open {
                set_moment(deed, id, "closed_at", Some(now))?;
                tally::freeze(deed, id, now, now)?;
            } else {
                tally::freeze_if_closed(deed, id, now)?;
            }
            set_moment(deed, id, column, Some(now))
        })
    }

    fn stage_deed(
        &mut self,
        id: PeriodId,
        now: Moment,
        key: &'static str,
        work: impl FnOnce(&Deed<'_>, &Period, Stage) -> Result<()>,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let period = by_id(deed.connection(), id)?;
            let stage = period.stage(now);
            work(deed, &period, stage)?;
            Ok(((), did(key, &period)))
        })
    }
}

fn wrong_stage(period: &Period, stage: Stage) -> BookError {
    Refusal::WrongStage {
        period: period.code.to_string(),
        stage,
    }
    .into()
}

fn set_moment(
    deed: &Deed<'_>,
    id: PeriodId,
    column: &'static str,
    at: Option<Moment>,
) -> Result<()> {
    deed.connection()
        .prepare_cached(&format!(
            "UPDATE periods SET {column} = ?2 WHERE id = ?1 AND {column} IS NOT ?2"
        ))?
        .execute(params![id, at])?;
    Ok(())
}
