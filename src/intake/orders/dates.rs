//! Reads dates such as `3/4/2026`. Whether the day or the month is first is learnt from the rows
//! that leave no choice (`25/12/2026`, `12/25/2026`) and applied to the whole file. When no row
//! decides, the day is first, as usual in Indonesia.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::message::Message;
use crate::domain::when::{
    Edge, Moment, Toward, Zone, is_time_of_day, parse_day_and_time, parse_moment, typeable,
};
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

    /// Reads a cell, and the cell for the time of day where there is one; `None` when the first is
    /// blank.
    pub(super) fn read(
        &mut self,
        value: Value<'_>,
        clock: Value<'_>,
        row: u64,
    ) -> Result<Option<Read>, Message> {
        let time = time_of(clock)?;
        let zone = self.zone;
        let sure = |local| {
            Some(Read {
                moment: Moment::from_local(local, zone),
                ambiguous: false,
            })
        };
        let text = match value {
            Value::Empty => return Ok(None),
            Value::Uncomputed => return Err(Message::new("intake-formula")),
            Value::Moment(local) => {
                typeable(local.date()).map_err(|error| error.message())?;
                // A day and a time of day in two cells.
                let time = time.as_deref().filter(|_| local.time() == NaiveTime::MIN);
                let time = time.and_then(|time| NaiveTime::parse_from_str(time, CLOCK).ok());
                return Ok(sure(time.map_or(local, |time| local.date().and_time(time))));
            }
            Value::Number(number) => {
                if let Some(moment) = since_1970(number) {
                    return Ok(Some(Read {
                        moment,
                        ambiguous: false,
                    }));
                }
                // A date that lost its format.
                let day = spreadsheet_day(number);
                let day = day.ok_or_else(|| wrong("intake-moment-unreadable", value))?;
                return Ok(sure(day));
            }
            Value::Text(text) => text.strip_prefix('\'').unwrap_or(text),
        };
        let of_century = short_year(text);
        let text = of_century.as_deref().unwrap_or(text);
        if matches!(text.len(), 10 | 13)
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(moment) = text.parse().ok().and_then(since_1970)
        {
            return Ok(Some(Read {
                moment,
                ambiguous: false,
            }));
        }
        let key = time
            .as_deref()
            .map_or_else(|| text.to_owned(), |time| format!("{text}\n{time}"));
        if let Some((last, read)) = &self.last
            && *last == key
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
        let text_read = read_as.as_deref().unwrap_or(text);
        // Orders were placed in the past; a date without a time means its first second.
        let whole = || parse_moment(text_read, Edge::Opening, Toward::Past, self.now, self.zone);
        let moment = match time {
            Some(time) => {
                let parts = parse_day_and_time(text_read, &time, Toward::Past, self.now, self.zone);
                parts.and_then(Result::ok).map_or_else(whole, Ok)
            }
            None => whole(),
        };
        let mut moment = moment.map_err(|error| error.message())?;
        let mut ambiguous = ambiguous;
        // Orders were placed in the past: a day that is still to come has the month first.
        let tomorrow = |at: Moment| at.date(zone) > self.now.date(zone);
        if ambiguous && tomorrow(moment) && !tomorrow(self.exchanged(moment)) {
            moment = self.exchanged(moment);
            ambiguous = false;
            self.month_first.get_or_insert(row);
        }
        let read = Read { moment, ambiguous };
        if ambiguous && self.ambiguous.is_none() {
            self.ambiguous = Some(text.to_owned());
        }
        self.last = Some((key, read));
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

/// How a time of day from a cell is written.
const CLOCK: &str = "%H:%M:%S";

/// The time of day in a cell, if it isn't blank.
fn time_of(clock: Value<'_>) -> Result<Option<String>, Message> {
    let unreadable = || wrong("intake-clock-unreadable", clock);
    Ok(match clock {
        Value::Empty => None,
        Value::Uncomputed => return Err(Message::new("intake-formula")),
        Value::Moment(local) => Some(local.format(CLOCK).to_string()),
        Value::Number(day) if (0.0..1.0).contains(&day) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a part of the seconds of a day"
            )]
            let seconds = (day * 86_400.0).round() as u32;
            let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0);
            time.map(|time| time.format(CLOCK).to_string())
        }
        Value::Number(_) => return Err(unreadable()),
        Value::Text(text) if is_time_of_day(text) => Some(text.to_owned()),
        Value::Text(_) => return Err(unreadable()),
    })
}

/// The moment of a count of seconds, or of milliseconds, since 1970: of the years 2001 to 2096.
fn since_1970(number: f64) -> Option<Moment> {
    let seconds = match number {
        _ if (1e9..4e9).contains(&number) => number,
        _ if (1e12..4e12).contains(&number) => number / 1_000.0,
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "within bounds, as checked above"
    )]
    let seconds = seconds as i64;
    Some(Moment::from_unix(seconds))
}

/// The date and time of a number of days since the end of 1899, of the years 2000 to 2099.
fn spreadsheet_day(number: f64) -> Option<NaiveDateTime> {
    if !(36_526.0..73_050.0).contains(&number) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "within bounds, as checked above"
    )]
    let seconds = (number * 86_400.0).round() as i64;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
    start.checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// A date whose year has an apostrophe for its century, with the whole year: `11 Feb '26`.
fn short_year(text: &str) -> Option<String> {
    let at = text.find(['\'', '’'])?;
    let (day, year) = text.split_at(at);
    let year = year.trim_start_matches(['\'', '’']);
    let (digits, rest) = year.split_at_checked(2)?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit())
        && !rest.starts_with(|c: char| c.is_ascii_digit());
    whole.then(|| format!("{day}20{year}"))
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
        let read = dates
            .read(Value::Text(text), Value::Empty, row)
            .unwrap()
            .unwrap();
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
            .read(Value::Text("03/04/2026 10:15"), Value::Empty, 2)
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
    fn a_day_still_to_come_has_the_month_first() {
        let mut dates = dates();
        assert_eq!(
            day(&mut dates, "11/12/2026", 2),
            ("2026-11-12".into(), false)
        );
        assert_eq!(
            day(&mut dates, "03/04/2026", 3),
            ("2026-04-03".into(), true)
        );
        assert_eq!(dates.month_first(), Ok(true));
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
        let read = dates
            .read(Value::Moment(local), Value::Empty, 3)
            .unwrap()
            .unwrap();
        assert_eq!(read.moment.local(Zone::Wib), local);
        assert_eq!(dates.read(Value::Empty, Value::Empty, 4), Ok(None));
        for (year, fits) in [
            (1999, false),
            (2000, true),
            (2199, true),
            (2200, false),
            (9999, false),
        ] {
            let local = local.with_year(year).unwrap();
            assert_eq!(
                dates.read(Value::Moment(local), Value::Empty, 5).is_ok(),
                fits,
                "{year}"
            );
            assert_eq!(
                dates
                    .read(Value::Text(&local.to_string()), Value::Empty, 5)
                    .is_ok(),
                fits,
                "{year}"
            );
        }
        assert!(
            dates
                .read(Value::Text("kapan-kapan"), Value::Empty, 5)
                .is_err()
        );
    }

    #[test]
    fn programs_write_moments_in_their_own_ways() {
        let mut dates = dates();
        let mut at = |day: Value<'_>, clock: Value<'_>| {
            let read = dates.read(day, clock, 2).unwrap().unwrap();
            read.moment.local(Zone::Wib).to_string()
        };
        let text = Value::Text;
        assert_eq!(at(text("10/02/26"), text("08.30")), "2026-02-10 08:30:00");
        for day in ["11 Feb '26", "11/02/'26", "11 Feb ’26"] {
            assert_eq!(at(text(day), text("08.30")), "2026-02-11 08:30:00", "{day}");
        }
        assert_eq!(at(text("1770692400"), Value::Empty), "2026-02-10 10:00:00");
        assert_eq!(
            at(text("1770692400000"), Value::Empty),
            "2026-02-10 10:00:00"
        );
        assert_eq!(
            at(Value::Number(46_062.604_166_66), Value::Empty),
            "2026-02-09 14:30:00"
        );
        let day = NaiveDate::from_ymd_opt(2026, 2, 10)
            .unwrap()
            .and_time(NaiveTime::MIN);
        let clock = Value::Number(0.364_583_333_333);
        assert_eq!(at(Value::Moment(day), clock), "2026-02-10 08:45:00");
    }
}
