//! Reads dates and moments as people type them (rule 61). The day always comes before the month.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::clock::{Clock, Offset, number, split_time, time_of_day, two};
use super::{Moment, WhenError, Zone};
use crate::domain::text::excerpt;

/// Whether a date without a time means its first or its last second (rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// 00:00:00.
    Opening,
    /// 23:59:59.
    Closing,
}

/// Whether a date without a year, or a weekday, means the next or the last such day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Toward {
    /// The next such day: openings, closings, estimates.
    Future,
    /// The last such day: payments, what has happened.
    Past,
}

/// Years that are accepted.
const YEARS: RangeInclusive<i32> = 2000..=2199;

/// Words for days near today, and their distance from today.
const NEAR: [(&str, i64); 8] = [
    ("hari ini", 0),
    ("today", 0),
    ("besok", 1),
    ("tomorrow", 1),
    ("lusa", 2),
    ("kemarin", -1),
    ("kmrn", -1),
    ("yesterday", -1),
];

/// Indonesian and English names; their first three letters or more are accepted.
const WEEKDAYS: [(&str, Weekday); 17] = [
    ("senin", Weekday::Mon),
    ("selasa", Weekday::Tue),
    ("rabu", Weekday::Wed),
    ("kamis", Weekday::Thu),
    ("jumat", Weekday::Fri),
    ("jum'at", Weekday::Fri),
    ("sabtu", Weekday::Sat),
    ("minggu", Weekday::Sun),
    ("mgg", Weekday::Sun),
    ("ahad", Weekday::Sun),
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// Indonesian and English names, as in [`WEEKDAYS`].
const MONTHS: [(&str, u32); 27] = [
    ("januari", 1),
    ("january", 1),
    ("februari", 2),
    ("february", 2),
    ("pebruari", 2),
    ("maret", 3),
    ("march", 3),
    ("april", 4),
    ("mei", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("juli", 7),
    ("july", 7),
    ("agustus", 8),
    ("agst", 8),
    ("agt", 8),
    ("ags", 8),
    ("august", 8),
    ("september", 9),
    ("sept", 9),
    ("oktober", 10),
    ("october", 10),
    ("november", 11),
    ("nopember", 11),
    ("desember", 12),
    ("december", 12),
];

/// Reads a day: `15/2`, `15/02/2026`, `15-2-26`, `15 feb`, `Sab 15 Feb 2026`, `besok`, `lusa`,
/// `sabtu`, `+7`, `2026-02-15`. Without a year it is the nearest such day `toward`, today
/// included; a weekday is never today.
///
/// # Errors
/// [`WhenError`] when it is no date, or no day of the years 2000–2199.
pub fn parse_date(text: &str, toward: Toward, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    read(text)?.resolve(text, toward, today)
}

/// Reads a birthday: a day that has passed as in [`parse_date`], from the year 1900 on.
///
/// # Errors
/// [`WhenError`] when it is no date, or no day of those years.
pub fn parse_birthday(text: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    read(text)?
        .within(1900..=*YEARS.end(), Toward::Past, today)
        .ok_or_else(|| WhenError::NoSuchDay(excerpt(text)))
}

/// Returns a day from a workbook's cell if it could also be typed.
///
/// # Errors
/// [`WhenError::NoSuchDay`] outside the years 2000–2199.
pub fn typeable(day: NaiveDate) -> Result<NaiveDate, WhenError> {
    match YEARS.contains(&day.year()) {
        true => Ok(day),
        false => Err(WhenError::NoSuchDay(day.to_string())),
    }
}

/// Reads a moment: a day as in [`parse_date`], and perhaps a time of day (`23:59`, `23.59`,
/// `23:59:59`) and its offset (`+07:00`, `Z`, `WITA`), else in `zone`. Without a time it is the
/// first or the last second of the day. `sekarang` and `now` are `now`.
///
/// # Errors
/// [`WhenError`] as [`parse_date`], or when there is no such time of day.
pub fn parse_moment(
    text: &str,
    edge: Edge,
    toward: Toward,
    now: Moment,
    zone: Zone,
) -> Result<Moment, WhenError> {
    let typed = tidy(text);
    if matches!(typed.as_str(), "sekarang" | "now") {
        return Ok(now);
    }
    let (day, time) = split_time(without_zone_name(&typed));
    let today = now.date(zone);
    let date = read(day)
        .and_then(|day| day.resolve(text, toward, today))
        .map_err(|error| error.about(text))?;
    let Some(clock) = time else {
        return Ok(match edge {
            Edge::Opening => Moment::opening(date, zone),
            Edge::Closing => Moment::closing(date, zone),
        });
    };
    at(date, &clock, text, zone)
}

/// A moment without the name of its zone in brackets, which programs write after the offset:
/// `… gmt+0700 (western indonesia time)`.
fn without_zone_name(typed: &str) -> &str {
    let inner = typed
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once(" ("));
    match inner {
        Some((moment, name)) if name.parse::<Zone>().is_err() => moment,
        _ => typed,
    }
}

/// Reads a day as in [`parse_moment`] and a time of day that stands apart from it; `None` when the
/// time is none.
///
/// # Errors
/// As [`parse_moment`].
pub fn parse_day_and_time(
    day: &str,
    time: &str,
    toward: Toward,
    now: Moment,
    zone: Zone,
) -> Option<Result<Moment, WhenError>> {
    let clock = time_of_day(&tidy(time))?;
    let date = parse_date(day, toward, now.date(zone));
    Some(date.and_then(|date| at(date, &clock, time, zone)))
}

/// Whether a text is a time of day and nothing else.
pub fn is_time_of_day(text: &str) -> bool {
    time_of_day(&tidy(text)).is_some()
}

fn at(date: NaiveDate, clock: &Clock, text: &str, zone: Zone) -> Result<Moment, WhenError> {
    let time = NaiveTime::from_hms_opt(clock.hour, clock.minute, clock.second)
        .ok_or_else(|| WhenError::NoSuchTime(excerpt(text)))?;
    let offset = match clock.offset {
        Offset::Shop => i64::from(zone.offset_seconds()),
        Offset::Seconds(seconds) => seconds,
        Offset::Impossible => return Err(WhenError::NoSuchTime(excerpt(text))),
    };
    Ok(Moment::from_unix(
        date.and_time(time).and_utc().timestamp() - offset,
    ))
}

/// Reads `FROM..TO`, or one day for both. A `TO` without a year is the first such day from `FROM`.
///
/// # Errors
/// [`WhenError`] as [`parse_date`], or [`WhenError::Backwards`].
pub fn parse_date_range(text: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), WhenError> {
    let Some((from, to)) = text.split_once("..") else {
        let day = parse_date(text, Toward::Future, today)?;
        return Ok((day, day));
    };
    let from = parse_date(from, Toward::Future, today)?;
    let day = read(to)?;
    let base = match day {
        Day::Yearless { .. } => from,
        // `sabtu..minggu` ends after it starts; `sabtu..sabtu` is one day.
        Day::Weekday(_) => from.pred_opt().unwrap_or(from),
        Day::Dated { .. } | Day::Near(_) => today,
    };
    let to = day.resolve(to, Toward::Future, base)?;
    if to < from {
        return Err(WhenError::Backwards(excerpt(text)));
    }
    Ok((from, to))
}

/// A day as typed, before it is resolved by today's date.
#[derive(Debug, Clone, Copy)]
enum Day {
    Dated {
        year: i32,
        month: u32,
        day: u32,
        weekday: Option<Weekday>,
    },
    Yearless {
        month: u32,
        day: u32,
        weekday: Option<Weekday>,
    },
    Weekday(Weekday),
    Near(i64),
}

impl Day {
    fn resolve(self, text: &str, toward: Toward, today: NaiveDate) -> Result<NaiveDate, WhenError> {
        self.within(YEARS, toward, today)
            .ok_or_else(|| WhenError::NoSuchDay(excerpt(text)))
    }

    fn within(
        self,
        years: RangeInclusive<i32>,
        toward: Toward,
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        let found = match self {
            Self::Dated {
                year,
                month,
                day,
                weekday,
            } => NaiveDate::from_ymd_opt(year, month, day)
                .filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday)),
            Self::Yearless {
                month,
                day,
                weekday,
            } => nearest(month, day, toward, today)
                .filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday)),
            Self::Weekday(weekday) => {
                let ahead = weekday.days_since(today.weekday());
                match toward {
                    Toward::Future if ahead == 0 => move_by(today, 7),
                    Toward::Future => move_by(today, i64::from(ahead)),
                    Toward::Past => move_by(today, i64::from(ahead) - 7),
                }
            }
            Self::Near(days) => move_by(today, days),
        };
        found.filter(|date| years.contains(&date.year()))
    }
}

/// The nearest such day, today included; 29 February may be years away.
fn nearest(month: u32, day: u32, toward: Toward, today: NaiveDate) -> Option<NaiveDate> {
    (0..=8).find_map(|years| {
        let year = match toward {
            Toward::Future => today.year() + years,
            Toward::Past => today.year() - years,
        };
        NaiveDate::from_ymd_opt(year, month, day).filter(|date| match toward {
            Toward::Future => *date >= today,
            Toward::Past => *date <= today,
        })
    })
}

fn move_by(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(distance)
    } else {
        date.checked_add_days(distance)
    }
}

/// Lower case, single spaces.
fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn read(text: &str) -> Result<Day, WhenError> {
    let typed = tidy(text);
    if typed.is_empty() {
        return Err(WhenError::Empty);
    }
    if let Some((_, days)) = NEAR.iter().find(|(word, _)| *word == typed) {
        return Ok(Day::Near(*days));
    }
    let unreadable = || WhenError::Unreadable(excerpt(text));
    if let Some(days) = typed.strip_prefix('+').and_then(number) {
        return Ok(Day::Near(days));
    }
    if let Some(days) = typed.strip_prefix('-').and_then(number) {
        return Ok(Day::Near(-days));
    }
    if let Some(weekday) = named(&WEEKDAYS, &typed) {
        return Ok(Day::Weekday(weekday));
    }
    let (weekday, rest) = match typed.split_once([' ', ',']) {
        Some((first, rest)) => match named(&WEEKDAYS, first) {
            Some(weekday) => (Some(weekday), rest.trim_start_matches([' ', ','])),
            None => (None, typed.as_str()),
        },
        None => (None, typed.as_str()),
    };
    let (year, month, day) = numeric(rest)
        .or_else(|| with_month_name(rest))
        .ok_or_else(unreadable)?;
    Ok(match year {
        Some(year) => Day::Dated {
            year,
            month,
            day,
            weekday,
        },
        None => Day::Yearless {
            month,
            day,
            weekday,
        },
    })
}

/// `15/2`, `15-2-26`, `15.2.2026`, `2026-02-15`: (year, month, day).
fn numeric(text: &str) -> Option<(Option<i32>, u32, u32)> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = match mark {
        '/' | '-' | '.' => text.split(mark).collect(),
        _ => return None,
    };
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Some((Some(full_year(year)?), two(month)?, two(day)?))
        }
        [day, month, year] => Some((Some(full_year(year)?), two(month)?, two(day)?)),
        // `15.2` is not read as a day, because it may be a time or an amount.
        [day, month] if mark != '.' => Some((None, two(month)?, two(day)?)),
        _ => None,
    }
}

/// `15 feb`, `15-feb-26`, `15feb2026`, `15 Februari 2026`, `feb 15`, `Feb 15, 2026`.
fn with_month_name(text: &str) -> Option<(Option<i32>, u32, u32)> {
    let mut words: Vec<&str> = Vec::new();
    for part in text.split([' ', '-', '/', '.', ',']) {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let digit = first.is_ascii_digit();
            let end = rest
                .find(|c: char| c.is_ascii_digit() != digit)
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            words.push(word);
            rest = after;
        }
    }
    let (day, month, year) = match words[..] {
        [a, b] if two(a).is_some() => (a, b, None),
        [a, b] => (b, a, None),
        [a, b, year] if two(a).is_some() => (a, b, Some(year)),
        [a, b, year] => (b, a, Some(year)),
        _ => return None,
    };
    let year = match year {
        Some(year) => Some(full_year(year)?),
        None => None,
    };
    Some((year, named(&MONTHS, month)?, two(day)?))
}

/// Finds a name by its first three letters or more.
fn named<T: Copy>(names: &[(&str, T)], word: &str) -> Option<T> {
    if word.len() < 3 {
        return None;
    }
    let found = names.iter().find(|(name, _)| name.starts_with(word));
    found.map(|(_, value)| *value)
}

/// A year of two or four digits.
fn full_year(text: &str) -> Option<i32> {
    let value = i32::try_from(number(text)?).ok()?;
    match text.len() {
        2 => Some(2000 + value),
        4 => Some(value),
        _ => None,
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
