//! Estimates of a period: writes their rows (rule 6).

use chrono::NaiveDate;
use rusqlite::params;

use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::Day;
use crate::domain::estimate::DelayOffer;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::when::WhenError;

/// Adds an estimate; the earlier ones stay (rule 5).
pub(in crate::book) fn add(
    deed: &Deed<'_>,
    period: &Period,
    (from, to): (NaiveDate, NaiveDate),
    why: &str,
    offer: DelayOffer,
) -> Result<()> {
    if to < from {
        return Err(Refusal::When(WhenError::Backwards(format!("{from}..{to}"))).into());
    }
    if period.ready == Some((from, to)) {
        return Ok(());
    }
    deed.connection()
        .prepare_cached(
            "INSERT INTO estimates (period_id, ready_from, ready_to, why, made_at, compensation, asks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            period.id,
            Day(from),
            Day(to),
            text::long_line("field-reason", why)?,
            deed.now,
            offer.compensation,
            offer.asks
        ])?;
    Ok(())
}
