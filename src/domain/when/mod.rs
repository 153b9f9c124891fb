//! Dates and moments (rules 3, 61), in one of Indonesia's three time zones, which have no daylight
//! saving. Nothing here reads the clock: `now` is always an argument.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::excerpt;

mod clock;
mod parse;

pub use parse::{
    Edge, Toward, is_time_of_day, parse_birthday, parse_date, parse_date_range, parse_day_and_time,
    parse_moment, typeable,
};

/// A moment in time, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// The shop's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Zone {
    /// Waktu Indonesia Barat, UTC+7.
    #[default]
    Wib,
    /// Waktu Indonesia Tengah, UTC+8.
    Wita,
    /// Waktu Indonesia Timur, UTC+9.
    Wit,
}

/// Why a date or moment could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WhenError {
    /// Nothing was typed where a date belongs.
    #[error("no date")]
    Empty,
    /// The text is not a date or moment.
    #[error("not a date: {0}")]
    Unreadable(String),
    /// The text has the form of a date, but there is no such day (`31/2`).
    #[error("no such day: {0}")]
    NoSuchDay(String),
    /// The text has the form of a time, but there is no such time (`25:00`).
    #[error("no such time: {0}")]
    NoSuchTime(String),
    /// The end of a range lies before its start.
    #[error("range ends before it starts: {0}")]
    Backwards(String),
}

impl WhenError {
    /// The same error with `text` as what was typed.
    fn about(self, text: &str) -> Self {
        match self {
            Self::Unreadable(_) => Self::Unreadable(excerpt(text)),
            Self::NoSuchDay(_) => Self::NoSuchDay(excerpt(text)),
            other => other,
        }
    }
}

/// The text is not one of Indonesia's three time zones.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a zone: {0}")]
pub struct ZoneError(pub String);

impl Zone {
    /// `WIB`, `WITA` or `WIT`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// Seconds east of UTC.
    pub const fn offset_seconds(self) -> i32 {
        match self {
            Self::Wib => 7 * 3600,
            Self::Wita => 8 * 3600,
            Self::Wit => 9 * 3600,
        }
    }
}

/// Reads `WIB`, `WITA` or `WIT`, in any case.
impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Self, ZoneError> {
        let typed = text.trim();
        [Self::Wib, Self::Wita, Self::Wit]
            .into_iter()
            .find(|zone| zone.name().eq_ignore_ascii_case(typed))
            .ok_or_else(|| ZoneError(excerpt(text)))
    }
}

/// Prints `WIB`, `WITA` or `WIT`.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Moment {
    /// From seconds since 1970-01-01T00:00:00Z.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The moment at which clocks in `zone` show `local`.
    pub fn from_local(local: NaiveDateTime, zone: Zone) -> Self {
        Self(local.and_utc().timestamp() - i64::from(zone.offset_seconds()))
    }

    /// The first second of a day.
    pub fn opening(day: NaiveDate, zone: Zone) -> Self {
        Self::from_local(day.and_time(NaiveTime::MIN), zone)
    }

    /// The last second of a day: a closing date without a time (rule 3).
    pub fn closing(day: NaiveDate, zone: Zone) -> Self {
        Self(Self::opening(day, zone).0 + 86_399)
    }

    /// The date and time that clocks in `zone` show at this moment.
    pub fn local(self, zone: Zone) -> NaiveDateTime {
        DateTime::from_timestamp(self.0.saturating_add(i64::from(zone.offset_seconds())), 0)
            .unwrap_or(DateTime::UNIX_EPOCH)
            .naive_utc()
    }

    /// The calendar day in `zone`.
    pub fn date(self, zone: Zone) -> NaiveDate {
        self.local(zone).date()
    }

    /// RFC 3339 with the zone's offset, for example `2026-02-15T23:59:59+07:00`.
    pub fn rfc3339(self, zone: Zone) -> String {
        match FixedOffset::east_opt(zone.offset_seconds()) {
            Some(offset) => self
                .local(zone)
                .and_utc()
                .naive_utc()
                .and_local_timezone(offset)
                .single()
                .map(|moment| moment.to_rfc3339_opts(SecondsFormat::Secs, false))
                .unwrap_or_default(),
            None => String::new(),
        }
    }
}
