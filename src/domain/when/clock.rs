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
    // The time is the last word, or the last two when the offset is a word of its own.
    for (i, _) in typed.rmatch_indices(' ').take(2) {
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

/// Reads `23:59`, `23.59`, `23:59:59`, with or without an offset.
fn clock(text: &str) -> Option<Clock> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .unwrap_or(text.len());
    let (time, offset) = text.split_at(end);
    let (hour, rest) = time.split_once([':', '.'])?;
    let (minute, second) = match rest.split_once(':') {
        Some((minute, second)) => (minute, Some(second)),
        None => (rest, None),
    };
    if minute.len() != 2 || second.is_some_and(|second| second.len() != 2) {
        return None;
    }
    Some(Clock {
        hour: two(hour)?,
        minute: two(minute)?,
        second: match second {
            Some(second) => two(second)?,
            None => 0,
        },
        offset: read_offset(offset.trim_start())?,
    })
}

/// `+07:00`, `+0700`, `+07`, `z`, the name of a zone, or nothing.
fn read_offset(text: &str) -> Option<Offset> {
    if text.is_empty() {
        return Some(Offset::Shop);
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
