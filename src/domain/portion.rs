//! What is put on a bill as it is typed (rule 23): an amount, or a percentage of the lines.

use super::error_messages::percent_unreadable;
use super::message::Message;
use super::money::{MoneyError, Rupiah};

/// An amount, or a percentage of the lines that becomes one when it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    /// An amount in rupiah, not negative.
    Amount(Rupiah),
    /// Hundredths of a percent of the lines: 1,250 is 12.5%.
    Share(u16),
}

impl Default for Portion {
    fn default() -> Self {
        Self::Amount(Rupiah::ZERO)
    }
}

impl Portion {
    /// Reads `20rb`, `10%` or `12,5 %`.
    ///
    /// # Errors
    /// What is no amount, or a percentage above 100 or with more than two decimals.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let Some(number) = text.trim().strip_suffix('%') else {
            let amount = Rupiah::parse(text).map_err(|error| error.message())?;
            return Ok(Self::Amount(amount));
        };
        let share = hundredths(number.trim()).filter(|share| *share <= 10_000);
        share
            .map(Self::Share)
            .ok_or_else(|| percent_unreadable(text))
    }

    /// The amount it is on lines of `lines`; a share is rounded to the nearest rupiah.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when the product leaves `i64`.
    pub fn of(self, lines: Rupiah) -> Result<Rupiah, MoneyError> {
        match self {
            Self::Amount(amount) => Ok(amount),
            Self::Share(share) => {
                let part = i128::from(lines.raw()) * i128::from(share);
                let rounded = (part + 5_000).div_euclid(10_000);
                i64::try_from(rounded)
                    .map(Rupiah::new)
                    .map_err(|_| MoneyError::TooLarge)
            }
        }
    }
}

/// A number with up to two decimals, times 100.
fn hundredths(number: &str) -> Option<u16> {
    let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, "0"));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let decimals: u16 = match decimals.len() {
        1 => decimals.parse::<u16>().ok()? * 10,
        2 => decimals.parse().ok()?,
        _ => return None,
    };
    whole
        .parse::<u16>()
        .ok()?
        .checked_mul(100)?
        .checked_add(decimals)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("10%", 10_500)]
    #[case("12,5 %", 13_125)]
    #[case("33.33%", 34_997)]
    #[case("100%", 105_000)]
    #[case("0%", 0)]
    #[case("15rb", 15_000)]
    fn on_lines_of_105000(#[case] typed: &str, #[case] amount: i64) {
        let discount = Portion::parse(typed).unwrap();
        assert_eq!(discount.of(Rupiah::new(105_000)), Ok(Rupiah::new(amount)));
    }

    #[rstest]
    #[case("101%")]
    #[case("%")]
    #[case("1,234%")]
    #[case("-5%")]
    #[case("sepuluh%")]
    #[case("9999999%")]
    #[case("banyak")]
    fn refuses(#[case] typed: &str) {
        assert!(Portion::parse(typed).is_err());
    }
}
