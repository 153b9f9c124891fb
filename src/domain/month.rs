//! Calendar months.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

/// A calendar month of the years 1900 to 2999, written `2026-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            first: day.with_day(1).unwrap_or(day),
        }
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.next().first.pred_opt().unwrap_or(self.first)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self {
            first: self.first + Months::new(1),
        }
    }

    /// The month before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self {
            first: self.first - Months::new(1),
        }
    }
}

impl FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.trim().split_once('-').ok_or(())?;
        let year: i32 = year.parse().map_err(|_| ())?;
        let month: u32 = month.parse().map_err(|_| ())?;
        let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(())?;
        match year {
            1900..=2999 => Ok(Self { first }),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn months_follow_each_other() {
        let month: Month = "2026-12".parse().unwrap();
        assert_eq!(month.last().to_string(), "2026-12-31");
        assert_eq!(month.next().to_string(), "2027-01");
        assert_eq!(month.previous().to_string(), "2026-11");
        assert_eq!(Month::of(month.last()), month);
        for wrong in ["2026", "2026-13", "1899-01", "3000-01", "Juli 2026", ""] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
