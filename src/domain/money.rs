//! Money: whole rupiah with checked arithmetic (rules 22, 60).

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

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

    /// An amount known to be in bounds: stored figures, constants, sums.
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
