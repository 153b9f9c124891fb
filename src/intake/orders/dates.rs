//! Reads dates such as `3/4/2026`. Whether the day or the month is first is learnt from the rows
//! that leave no choice (`25/12/2026`, `12/25/2026`) and applied to the whole file. When no row
//! decides, the day is first, as usual in Indonesia.

use chrono::{Datelike, NaiveDate};

use crate::domain::message::Message;
use crate::domain::when::{Edge, Moment, Toward, Zone, parse_moment, typeable};
use crate::intake::columns::values::wrong;
use crate::intake::file::cell::Value;

/// Reads the moments of a file and learns its order of day and month.
#[derive(Clone)]
pub(super) struct Dates {
    zone: Zone,
    now: Moment,
    /// The first row that can only be read with the day first.
    day_first: Option<u64>,
    /// The first row that can only be read with the month first.
    month_first: Option<u64>,
    /// The first text that can be read both ways.
    ambiguous: Option<String>,
    /// The last text and its result, because the rows of an order have the same moment.
    last: Option<(String, Read)>,
}

/// A moment that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    pub moment: Moment,
    /// Whether day and month could also be exchanged.
    pub ambiguous: bool,
}

impl Dates {
    pub(super) fn new(zone: Zone, now: Moment) -> Self {
        Self {
            zone,
            now,
            day_first: None,
            month_first: None,
            ambiguous: None,
            last: None,
        }
    }

    /// Reads a cell; `None` when it is blank.
    pub(super) fn read(&mut self, value: Value<'_>, row: u64) -> Result<Option<Read>, Message> {
        let text = match value {
            Value::Empty => return Ok(None),
            Value::Uncomputed => return Err(Message::new("intake-formula")),
            Value::Moment(local) => {
                typeable(local.date()).map_err(|error| error.message())?;
                return Ok(Some(Read {
                    moment: Moment::from_local(local, self.zone),
                    ambiguous: false,
                }));
            }
            Value::Number(_) => return Err(wrong("intake-moment-unreadable", value)),
            Value::Text(text) => text.strip_prefix('\'').unwrap_or(text),
        };
        if let Some((last, read)) = &self.last
            && last == text
        {
            return Ok(Some(*read));
        }
        let (read_as, ambiguous) = match numeric(text) {
            Some((first, second, rest)) if first <= 12 && second > 12 => {
                self.month_first.get_or_insert(row);
                (Some(format!("{second}/{first}/{rest}")), false)
            }
            Some((first, second, _)) if first > 12 && second <= 12 => {
                self.day_first.get_or_insert(row);
                (None, false)
            }
            Some((first, second, _)) => (None, first != second),
            None => (None, false),
        };
        if ambiguous && self.ambiguous.is_none() {
            self.ambiguous = Some(text.to_owned());
        }
        let text_read = read_as.as_deref().unwrap_or(text);
        // Orders were placed in the past; a date without a time means its first second.
        let moment = parse_moment(text_read, Edge::Opening, Toward::Past, self.now, self.zone)
            .map_err(|error| error.message())?;
        let read = Read { moment, ambiguous };
        self.last = Some((text.to_owned(), read));
        Ok(Some(read))
    }

    /// Whether the file has the month first; then moments that can be read both ways must be
    /// [`Dates::exchanged`]. An error when rows disagree.
    pub(super) fn month_first(&self) -> Result<bool, (u64, Message)> {
        match (self.day_first, self.month_first) {
            (Some(day), Some(month)) => {
                let (row, other) = (day.max(month), day.min(month));
                Err((
                    row,
                    Message::new("intake-dates-mixed").text("other", other.to_string()),
                ))
            }
            (None, Some(_)) => Ok(true),
            _ => Ok(false),
        }
    }

    /// The first text whose day and month were only assumed, because no row decided.
    pub(super) fn only_assumed(&self) -> Option<&str> {
        let told = self.day_first.is_some() || self.month_first.is_some();
        self.ambiguous.as_deref().filter(|_| !told)
    }

    /// The same moment with day and month exchanged.
    pub(super) fn exchanged(&self, moment: Moment) -> Moment {
        let local = moment.local(self.zone);
        match NaiveDate::from_ymd_opt(local.year(), local.day(), local.month()) {
            Some(date) => Moment::from_local(date.and_time(local.time()), self.zone),
            None => moment,
        }
    }
}

/// The first two numbers of `3/4/2026 10:15` and the rest; `-` and `.` are also separators.
fn numeric(text: &str) -> Option<(u32, u32, &str)> {
    let separator = text.find(['/', '-', '.'])?;
    let (first, rest) = text.split_at(separator);
    let rest = rest.get(1..)?;
    let second_end = rest.find(['/', '-', '.'])?;
    let (second, rest) = rest.split_at(second_end);
    let rest = rest.get(1..)?;
    let number = |digits: &str| -> Option<u32> {
        if matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit()) {
            digits.parse().ok()
        } else {
            None
        }
    };
    // A year of two or four digits must follow, because `10.15.30` alone is a time.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 2 | 4) {
        return None;
    }
    Some((number(first)?, number(second)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates() -> Dates {
        let now = NaiveDate::from_ymd_opt(2026, 11, 23)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap();
        Dates::new(Zone::Wib, Moment::from_local(now, Zone::Wib))
    }

    fn day(dates: &mut Dates, text: &str, row: u64) -> (String, bool) {
        let read = dates.read(Value::Text(text), row).unwrap().unwrap();
        (read.moment.date(Zone::Wib).to_string(), read.ambiguous)
    }

    #[test]
    fn the_day_stands_first_where_nothing_tells() {
        let mut dates = dates();
        assert_eq!(
            day(&mut dates, "03/04/2026", 2),
            ("2026-04-03".into(), true)
        );
        assert_eq!(
            day(&mut dates, "05/05/2026", 3),
            ("2026-05-05".into(), false)
        );
        assert_eq!(dates.month_first(), Ok(false));
    }

    #[test]
    fn one_telling_row_decides_for_the_file() {
        let mut dates = dates();
        let read = dates
            .read(Value::Text("03/04/2026 10:15"), 2)
            .unwrap()
            .unwrap();
        assert_eq!(
            day(&mut dates, "12/25/2026 08:00", 3),
            ("2026-12-25".into(), false)
        );
        assert_eq!(dates.month_first(), Ok(true));
        let exchanged = dates.exchanged(read.moment).local(Zone::Wib);
        assert_eq!(exchanged.to_string(), "2026-03-04 10:15:00");
    }

    #[test]
    fn two_habits_in_one_file_are_a_fault() {
        let mut dates = dates();
        day(&mut dates, "25/12/2026", 2);
        day(&mut dates, "12/25/2026", 7);
        let (row, message) = dates.month_first().unwrap_err();
        assert_eq!((row, message.key.as_ref()), (7, "intake-dates-mixed"));
    }

    #[test]
    fn iso_and_typed_moments_leave_no_choice() {
        let mut dates = dates();
        assert_eq!(
            day(&mut dates, "2026-04-03 08:26:00", 2),
            ("2026-04-03".into(), false)
        );
        let local = NaiveDate::from_ymd_opt(2026, 4, 3)
            .unwrap()
            .and_hms_opt(8, 26, 0)
            .unwrap();
        let read = dates.read(Value::Moment(local), 3).unwrap().unwrap();
        assert_eq!(read.moment.local(Zone::Wib), local);
        assert_eq!(dates.read(Value::Empty, 4), Ok(None));
        for (year, fits) in [
            (1999, false),
            (2000, true),
            (2199, true),
            (2200, false),
            (9999, false),
        ] {
            let local = local.with_year(year).unwrap();
            assert_eq!(dates.read(Value::Moment(local), 5).is_ok(), fits, "{year}");
            assert_eq!(
                dates.read(Value::Text(&local.to_string()), 5).is_ok(),
                fits,
                "{year}"
            );
        }
        assert!(dates.read(Value::Text("kapan-kapan"), 5).is_err());
    }
}
