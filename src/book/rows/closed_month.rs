//! Months that are closed, and what they came to then (rule 110).

use rusqlite::{Connection, params};

use crate::book::keeper::error::{BookError, Result};
use crate::domain::month::Month;
use crate::domain::report::Figures;
use crate::domain::when::Moment;

/// A closed month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct ClosedMonth {
    /// The month.
    pub(in crate::book) month: Month,
    /// When it was closed.
    pub(in crate::book) closed_at: Moment,
    /// What it came to then.
    pub(in crate::book) figures: Figures,
}

/// The closed months, the first first. They follow each other without a gap.
pub(in crate::book) fn all(connection: &Connection) -> Result<Vec<ClosedMonth>> {
    let mut select = connection
        .prepare_cached("SELECT month, closed_at, report FROM closed_months ORDER BY month")?;
    let mut rows = select.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (month, report): (String, String) = (row.get(0)?, row.get(2)?);
        let damaged = || BookError::Damaged(format!("closed_months {month}"));
        all.push(ClosedMonth {
            month: month.parse().map_err(|()| damaged())?,
            closed_at: row.get(1)?,
            figures: serde_json::from_str::<Figures>(&report).map_err(|_| damaged())?,
        });
    }
    Ok(all)
}

/// Adds a closed month.
pub(in crate::book) fn insert(connection: &Connection, closed: &ClosedMonth) -> Result<()> {
    let report = serde_json::to_string(&closed.figures)
        .map_err(|error| BookError::Storage(error.to_string()))?;
    connection
        .prepare_cached("INSERT INTO closed_months (month, closed_at, report) VALUES (?1, ?2, ?3)")?
        .execute(params![closed.month.to_string(), closed.closed_at, report])?;
    Ok(())
}

/// Opens the months from one on; says how many.
pub(in crate::book) fn delete_from(connection: &Connection, month: Month) -> Result<usize> {
    Ok(connection
        .prepare_cached("DELETE FROM closed_months WHERE month >= ?1")?
        .execute([month.to_string()])?)
}
