//! Money: whole rupiah with checked arithmetic (rules 22, 60).

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::excerpt;

/// An amount in whole rupiah. May be negative (discounts, refunds, what is owed back).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rupiah(i64);

/// Why an amount could not be read or computed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Nothing was typed where an amount belongs.
    #[error("no amount")]
    Empty,
    /// The text is not an amount.
    #[error("not an amount: {0}")]
    Unreadable(String),
    /// The text can be read in two ways (`1.500,5`); these are the readings.
    #[error("ambiguous amount: {text}")]
    Ambiguous {
        /// What was typed.
        text: String,
        /// Every reading that would be possible, smallest first.
        readings: Vec<Rupiah>,
    },
    /// The amount is beyond [`Rupiah::MAX`] (rule 22).
    #[error("amount beyond the limit")]
    TooLarge,
}

impl Rupiah {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest single amount: Rp1.000.000.000.000 (rule 22). Sums over many orders may pass it.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// Wraps an amount that is known to be in bounds: stored figures, constants, sums.
    pub const fn new(rupiah: i64) -> Self {
        Self(rupiah)
    }

    /// The amount as an integer, in rupiah.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The same amount when it is within ±[`Self::MAX`].
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond it.
    pub fn bounded(self) -> Result<Self, MoneyError> {
        if self.0.unsigned_abs() <= Self::MAX.0.unsigned_abs() {
            Ok(self)
        } else {
            Err(MoneyError::TooLarge)
        }
    }

    /// Reads an amount as shops write it (rule 60): `125rb`, `125k`, `1,5jt`, `125.000`,
    /// `125000`, `Rp125.000,-`, `@15000`. Never negative.
    ///
    /// # Errors
    /// [`MoneyError::Ambiguous`] when a dot or comma can be read in two ways; the other cases
    /// otherwise.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let unreadable = || MoneyError::Unreadable(excerpt(text));
        let typed = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_ascii_lowercase();
        if typed.is_empty() {
            return Err(MoneyError::Empty);
        }
        let mut body = typed.strip_prefix('@').unwrap_or(&typed).trim_start();
        for prefix in ["rp.", "rp", "idr"] {
            if let Some(rest) = body.strip_prefix(prefix) {
                body = rest.trim_start();
                break;
            }
        }
        body = body.strip_suffix(",-").unwrap_or(body).trim_end();
        let mut unit = 1;
        for (suffix, rupiah) in UNITS {
            if let Some(rest) = body.strip_suffix(suffix) {
                body = rest.trim_end();
                unit = rupiah;
                break;
            }
        }
        match read_number(body, unit).ok_or_else(unreadable)? {
            Reading::Clear(rupiah) => bounded(rupiah).ok_or(MoneyError::TooLarge),
            Reading::Either(readings) => {
                let mut readings: Vec<Self> = readings.into_iter().filter_map(bounded).collect();
                readings.sort_unstable();
                readings.dedup();
                if readings.is_empty() {
                    return Err(MoneyError::TooLarge);
                }
                Err(MoneyError::Ambiguous {
                    text: excerpt(text),
                    readings,
                })
            }
        }
    }

    /// Sum.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_add(other.0)
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    /// Difference.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_sub(other.0)
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    /// This price for `units` pieces, within ±[`Self::MAX`].
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond it.
    pub fn times(self, units: i64) -> Result<Self, MoneyError> {
        self.0
            .checked_mul(units)
            .map(Self)
            .ok_or(MoneyError::TooLarge)?
            .bounded()
    }

    /// Sum of many amounts.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// The amount with the opposite sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// Prints `Rp125.000`, and `-Rp125.000` below zero (rule 60).
impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        if self.0 < 0 {
            text.push('-');
        }
        text.push_str("Rp");
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        f.pad(&text)
    }
}

/// Unit words and their factors, longest first.
const UNITS: [(&str, u128); 5] = [
    ("ribu", 1_000),
    ("juta", 1_000_000),
    ("rb", 1_000),
    ("jt", 1_000_000),
    ("k", 1_000),
];

/// The readings of a number with dots and commas, in rupiah.
enum Reading {
    Clear(u128),
    Either([u128; 2]),
}

/// Reads digits with dots and commas, times `unit`; `None` when they are no number.
///
/// Three digits after a separator are a thousands group, one or two are a fraction. A fraction is
/// only allowed when it is zero (`,00`) or a unit follows (`1,5jt`).
fn read_number(body: &str, unit: u128) -> Option<Reading> {
    let parts: Vec<&str> = body.split(['.', ',']).collect();
    if parts.iter().any(|part| part.is_empty())
        || !body
            .bytes()
            .all(|b| b.is_ascii_digit() || b".,".contains(&b))
    {
        return None;
    }
    let (first, last) = (parts.first()?, parts.last()?);
    // 0812… is a phone number, not an amount.
    let zero = first.len() == 1 && first.starts_with('0');
    if first.starts_with('0') && !zero {
        return None;
    }
    let whole = |parts: &[&str]| digits(&parts.concat()).saturating_mul(unit);
    let [.., _] = parts[1..] else {
        return Some(Reading::Clear(whole(&parts)));
    };
    let before = &parts[..parts.len() - 1];
    let mut marks = body.bytes().filter(|b| !b.is_ascii_digit());
    let mark = marks.next()?;
    let others: Vec<u8> = marks.collect();
    let one_kind = others.iter().all(|m| *m == mark);
    let grouped = |parts: &[&str]| {
        (parts.len() == 1 || (!zero && first.len() <= 3))
            && parts[1..].iter().all(|part| part.len() == 3)
    };
    if parts.len() > 2 {
        if one_kind {
            return grouped(&parts).then(|| Reading::Clear(whole(&parts)));
        }
        // 1.500.000,00: the last mark differs from the others and begins the fraction.
        let split = others.len() - 1;
        if !others[..split].iter().all(|m| *m == mark) || !grouped(before) {
            return None;
        }
    }
    let fraction = digits(last);
    let decimal = || {
        let scale = 10_u128.checked_pow(u32::try_from(last.len()).ok()?)?;
        let part = fraction.checked_mul(unit)?;
        (part % scale == 0).then(|| whole(before).saturating_add(part / scale))
    };
    match last.len() {
        1 | 2 if fraction == 0 => Some(Reading::Clear(whole(before))),
        1 | 2 if unit > 1 => decimal().map(Reading::Clear),
        1 | 2 => {
            let padded = format!("{}{last:0<3}", before.concat());
            Some(Reading::Either([whole(before), digits(&padded)]))
        }
        3 if unit > 1 && zero => decimal().map(Reading::Clear),
        3 if unit > 1 => Some(match decimal() {
            Some(decimal) => Reading::Either([decimal, whole(&parts)]),
            None => Reading::Clear(whole(&parts)),
        }),
        3 if zero && fraction == 0 => Some(Reading::Clear(0)),
        3 if zero => None,
        3 if parts.len() == 2 && first.len() <= 3 => Some(Reading::Clear(whole(&parts))),
        3 => Some(Reading::Either([whole(before), whole(&parts)])),
        _ if unit > 1 => decimal().map(Reading::Clear),
        _ => None,
    }
}

/// The value of a run of digits; saturates when it is too long, and is then refused as too large.
fn digits(run: &str) -> u128 {
    run.parse().unwrap_or(u128::MAX)
}

fn bounded(rupiah: u128) -> Option<Rupiah> {
    let amount = Rupiah(i64::try_from(rupiah).ok()?);
    amount.bounded().ok()
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
