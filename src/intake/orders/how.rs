//! How a table is read: its zone and clock, which sheet, and what to do with doubtful rows.

use crate::domain::when::{Moment, Zone};

/// What to do with rows that can be read but are doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doubts {
    /// They are listed as unreadable.
    #[default]
    Ask,
    /// They are taken as they stand, and told.
    Take,
}

/// Which sheet of a workbook is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Sheets {
    /// The first that holds orders.
    #[default]
    First,
    /// The only one that holds orders; of several the owner must choose.
    Only,
    /// The one with this name.
    Named(String),
}

/// How a table is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct How {
    /// The zone of moments without an offset.
    pub zone: Zone,
    /// The current moment, which decides the year of dates without one.
    pub now: Moment,
    /// What to do with doubtful rows.
    pub doubts: Doubts,
    /// Which sheet is read.
    pub sheets: Sheets,
    /// The code of the PO, against which our own export names its rows; `None` for any.
    pub po: Option<String>,
}
