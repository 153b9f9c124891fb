//! Bonuses of a period (rule 14): reserved when an order is confirmed, free again when it is
//! cancelled.

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::bonus::{self, BonusChange, archive, of_period};
use super::rows::{period, text};
use super::steps::bonus::give_to_all;
use super::steps::tally;
use crate::domain::bonus::Bonus;
use crate::domain::id::PeriodId;
use crate::domain::when::Moment;

impl Book {
    /// Adds a bonus to a period, or changes the one with that label.
    ///
    /// # Errors
    /// A bonus without a number of orders, one to archive that doesn't exist, or a value out of its
    /// bounds.
    pub fn set_bonus(
        &mut self,
        period: PeriodId,
        label: &str,
        edit: &BonusChange,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = period::by_id(connection, period)?;
            period::not_over(&period, now)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            let label = text::name("field-bonus", label)?;
            let key = if edit.archived {
                archive(deed, period.id, &label)?;
                "did-archive-bonus"
            } else {
                let id = bonus::set(deed, period.id, &label, edit)?;
                if bonus::by_id(connection, id)?.counted_from.is_none() {
                    give_to_all(deed, period.id, id)?;
                }
                "did-set-bonus"
            };
            Ok(((), period::did(key, &period).text("label", label)))
        })
    }

    /// The bonuses of a period that are in use, in the order they were added.
    pub fn bonuses(&self, period: PeriodId) -> Result<Vec<Bonus>> {
        of_period(&*self.reading()?, period)
    }
}
