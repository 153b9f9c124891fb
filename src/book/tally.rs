//! Tallies: the units to make now, and the numbered versions frozen at each close (rules 37, 38).

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::{BookError, Result};
use super::rows::period;
use super::steps;
use super::steps::tally::{TallyVersion, VERSION, frozen, frozen_for, newest_standing, units};
use crate::domain::id::PeriodId;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::tally::{Difference, Tally, TallyBy, TallyLine, since, tally, together};
use crate::domain::when::Moment;

impl Book {
    /// The units a period has to make now, with the number of the newest frozen version, which the
    /// kitchen has, and how they differ from it. With `earlier`, each row also has its units in that
    /// version.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a version that was not frozen.
    pub fn tally(
        &self,
        id: PeriodId,
        by: TallyBy,
        earlier: Option<u32>,
        now: Moment,
    ) -> Result<Tally> {
        let connection = &self.reading()?;
        let period = period::by_id(connection, id)?;
        let per_order = by == TallyBy::Order;
        let mut lines = steps::tally::live(connection, id, per_order)?;
        steps::tally::fill_within(connection, id, &mut lines)?;
        let version = self.tally_version(id, now)?;
        let mut current = tally(period.code.as_str(), version, by, &lines);
        if per_order {
            let waiting = steps::tally::unapproved(connection, id)?;
            for row in &mut current.rows {
                let waits = row
                    .key
                    .as_ref()
                    .is_some_and(|order| waiting.contains(order));
                row.awaits_approval = waits;
            }
        }
        let Some(from) = earlier.or(version) else {
            return Ok(current);
        };
        let before = match frozen(connection, id, from)? {
            Some(lines) => lines,
            // After a close without a later deed the version isn't frozen yet; it is the current
            // tally.
            None if version == Some(from) => lines.clone(),
            None => return Err(not_frozen(from)),
        };
        current.differs = match per_order {
            true => Difference::between(&lines, &before, from),
            false => Difference::between(&lines, &together(&before), from),
        };
        if earlier.is_none() {
            return Ok(current);
        }
        let before = tally(period.code.as_str(), Some(from), by, &before);
        Ok(since(current, &before))
    }

    /// A frozen version as it is, whatever was ordered since (rule 37).
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a version that was not frozen.
    pub fn frozen_tally(&self, id: PeriodId, by: TallyBy, version: u32) -> Result<Tally> {
        let code = period::by_id(&*self.reading()?, id)?.code;
        let lines = self.frozen_lines(id, version)?;
        Ok(Tally {
            frozen: true,
            ..tally(code.as_str(), Some(version), by, &lines)
        })
    }

    /// The lines of a frozen version, one row per order.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a version that was not frozen.
    pub fn frozen_lines(&self, id: PeriodId, version: u32) -> Result<Vec<TallyLine>> {
        frozen(&*self.reading()?, id, version)?.ok_or_else(|| not_frozen(version))
    }

    /// The number of the newest version that is frozen, when its close was not undone.
    pub fn newest_frozen(&self, id: PeriodId) -> Result<Option<u32>> {
        newest_standing(&*self.reading()?, id)
    }

    /// The lines behind a period's tally, one row per order.
    pub fn tally_lines_of_orders(&self, id: PeriodId) -> Result<Vec<TallyLine>> {
        self.lines_of(id, true)
    }

    /// The lines behind a period's tally, for the size × colour matrix.
    pub fn tally_lines(&self, id: PeriodId) -> Result<Vec<TallyLine>> {
        self.lines_of(id, false)
    }

    fn lines_of(&self, id: PeriodId, per_order: bool) -> Result<Vec<TallyLine>> {
        let connection = &self.reading()?;
        let mut lines = steps::tally::live(connection, id, per_order)?;
        steps::tally::fill_within(connection, id, &mut lines)?;
        Ok(lines)
    }

    /// The number of the newest tally version; `None` before the first close. A close that no
    /// deed has followed yet counts: its version will be frozen as it is now (rule 37).
    pub fn tally_version(&self, id: PeriodId, now: Moment) -> Result<Option<u32>> {
        let connection = &self.reading()?;
        let newest = steps::tally::newest(connection, id)?;
        let close = period::by_id(connection, id)?.milestones.close(now);
        let Some(close) = close else {
            return newest_standing(connection, id);
        };
        if frozen_for(connection, id, close)? {
            return Ok(newest.map(|newest| newest.version));
        }
        Ok(Some(match newest {
            None => 1,
            // When the totals differ, the rows need not be compared.
            Some(newest)
                if newest.units == units(connection, id)?
                    && frozen(connection, id, newest.version)?.as_deref()
                        == Some(&steps::tally::live(connection, id, true)?) =>
            {
                newest.version
            }
            Some(newest) => newest.version + 1,
        }))
    }

    /// The frozen versions of a period, oldest first.
    pub fn tally_versions(&self, id: PeriodId) -> Result<Vec<TallyVersion>> {
        let reading = self.reading()?;
        let mut select =
            reading.prepare_cached(&format!("{VERSION} WHERE period_id = ?1 ORDER BY version"))?;
        let rows = select.query_map([id], steps::tally::version)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Freezes the tally of a closed period as it is now (rule 37). Returns its number, which is
    /// the newest one's when nothing has changed.
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] before the first close.
    pub fn freeze_tally(&mut self, id: PeriodId, now: Moment) -> Result<Done<u32>> {
        let made = self.outside_history(|connection| {
            let period = period::by_id(connection, id)?;
            match period.milestones.close(now) {
                Some(close) => steps::tally::write(connection, id, close, now, None),
                None => Err(Refusal::WrongStage {
                    period: period.code.to_string(),
                    stage: period.stage(now),
                }
                .into()),
            }
        })?;
        Ok(Done {
            made,
            message: None,
        })
    }
}

fn not_frozen(version: u32) -> BookError {
    Refusal::Unknown {
        noun: Noun::TallyVersion,
        code: format!("v{version}"),
        near: None,
    }
    .into()
}
