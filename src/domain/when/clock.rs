//! Reads the time of day and UTC offset after a typed day (rule 61).

use super::Zone;

/// A time of day as typed; its numbers may be out of range.
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) offset: Offset,
}

/// The UTC offset of a typed time.
pub(super) enum Offset {
    /// None was typed: the shop's zone.
    Shop,
    /// Seconds east of UTC.
    Seconds(i64),
    /// Out of range.
    Impossible,
}

/// Splits a lower-case text into the day and the time after it.
pub(super) fn split_time(typed: &str) -> (&str, Option<Clock>) {
    // The `T` of ISO 8601 is between digits, that of `okt 2026` is not.
    let bytes = typed.as_bytes();
    let iso = (1..bytes.len().saturating_sub(1)).find(|&i| {
        bytes[i] == b't' && bytes[i - 1].is_ascii_digit() && bytes[i + 1].is_ascii_digit()
    });
    if let Some(i) = iso {
        return match clock(&typed[i + 1..]) {
            Some(clock) => (&typed[..i], Some(clock)),
            None => (typed, None),
        };
    }
    // The time is the last word, or the last ones where the half of the day and the offset are words
    // of their own: `9:15:03 am gmt +7`.
    for (i, _) in typed.rmatch_indices(' ').take(4) {
        if let Some(clock) = clock(&typed[i + 1..]) {
            let day = typed[..i].trim_end_matches(',');
            let day = ["jam", "pukul", "pkl", "at"]
                .iter()
                .find_map(|word| day.strip_suffix(word)?.strip_suffix(' '))
                .unwrap_or(day);
            return (day, Some(clock));
        }
    }
    (typed, None)
}

/// Reads a time of day alone, as [`clock`] does: the cell of a column for the time.
pub(super) fn time_of_day(text: &str) -> Option<Clock> {
    let text = ["jam ", "pukul ", "pkl "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    clock(text)
}

/// Reads `23:59`, `23.59`, `23:59:59`, `9.15.03 pm`, `08:00:00.250`, with or without the half of the
/// day and an offset.
fn clock(text: &str) -> Option<Clock> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let (hour, minutes) = time.split_once([':', '.'])?;
    let (minute, second) = match minutes.split_once([':', '.']) {
        Some((minute, second)) => (minute, Some(second)),
        None => (minutes, None),
    };
    // A fraction of a second is dropped: moments are whole seconds.
    let second = second.map(|second| second.split_once('.').map_or(second, |(whole, _)| whole));
    if minute.len() != 2 || second.is_some_and(|second| second.len() != 2) {
        return None;
    }
    let (half, offset) = half_of_day(rest.trim_start());
    Some(Clock {
        hour: half.map_or_else(|| two(hour), |half| in_half(two(hour)?, half))?,
        minute: two(minute)?,
        second: match second {
            Some(second) => two(second)?,
            None => 0,
        },
        offset: read_offset(offset.trim_start())?,
    })
}

/// A part of the day, as words after a 12-hour time name it.
#[derive(Clone, Copy)]
enum Half {
    /// Before noon.
    Am,
    /// From noon on.
    Pm,
    /// `siang`: ten o'clock to five in the afternoon.
    Midday,
    /// `malam`: six in the evening to three at night.
    Night,
}

const HALVES: [(&str, Half); 12] = [
    ("a.m.", Half::Am),
    ("am", Half::Am),
    ("p.m.", Half::Pm),
    ("pm", Half::Pm),
    ("dini hari", Half::Am),
    ("subuh", Half::Am),
    ("pagi", Half::Am),
    ("siang", Half::Midday),
    ("sore", Half::Pm),
    ("petang", Half::Pm),
    ("malam", Half::Night),
    ("mlm", Half::Night),
];

/// Splits off the word for the half of the day.
fn half_of_day(text: &str) -> (Option<Half>, &str) {
    let found = HALVES.iter().find_map(|(word, half)| {
        let rest = text.strip_prefix(word)?;
        let ends = !rest.starts_with(char::is_alphanumeric);
        ends.then_some((Some(*half), rest))
    });
    found.unwrap_or((None, text))
}

/// The hour of 24 that an hour in this half of the day is; `None` where they contradict each other
/// or midnight may be the day's first or last moment.
fn in_half(hour: u32, half: Half) -> Option<u32> {
    match (half, hour) {
        (Half::Am, 12) => Some(0),
        (Half::Am, 0..=11) | (Half::Midday, 10..=17) => Some(hour),
        (Half::Pm, 1..=11) | (Half::Midday, 1..=5) | (Half::Night, 6..=11) => Some(hour + 12),
        (Half::Pm, 12..=23) | (Half::Night, 18..=23 | 1..=3) => Some(hour),
        _ => None,
    }
}

/// `+07:00`, `+0700`, `+07`, `gmt+7`, `z`, the name of a zone, or nothing.
fn read_offset(text: &str) -> Option<Offset> {
    let text = text.trim_matches(['(', ')']);
    if text.is_empty() {
        return Some(Offset::Shop);
    }
    if let Some(figures) = text
        .strip_prefix("gmt")
        .or_else(|| text.strip_prefix("utc"))
    {
        let figures = figures.trim_start();
        return match (figures, figures.split_at_checked(1)) {
            ("", _) => Some(Offset::Seconds(0)),
            (_, Some((sign @ ("+" | "-"), hours))) if hours.len() == 1 => {
                read_offset(&format!("{sign}0{hours}"))
            }
            (_, Some(("+" | "-", _))) => read_offset(figures),
            _ => None,
        };
    }
    if text == "z" {
        return Some(Offset::Seconds(0));
    }
    if let Ok(zone) = text.parse::<Zone>() {
        return Some(Offset::Seconds(i64::from(zone.offset_seconds())));
    }
    let (sign, figures) = match text.strip_prefix('+') {
        Some(figures) => (1, figures),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = match figures.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if figures.len() == 4 => figures.split_at_checked(2)?,
        None => (figures, "00"),
    };
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    Some(if hours > 14 || minutes > 59 {
        Offset::Impossible
    } else {
        Offset::Seconds(sign * i64::from(hours * 3600 + minutes * 60))
    })
}

/// A run of one to five digits.
pub(super) fn number(text: &str) -> Option<i64> {
    let fits = (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// A run of one or two digits.
pub(super) fn two(text: &str) -> Option<u32> {
    let value = number(text).filter(|_| text.len() <= 2)?;
    u32::try_from(value).ok()
}
