//! Weights in whole grams, as they are typed and shown.

use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::text::excerpt;

/// The heaviest weight, in grams: a thousand tons.
pub const MAX_GRAMS: i64 = 1_000_000_000;

/// A weight in grams, 0 to [`MAX_GRAMS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Grams(i64);

impl Grams {
    /// Wraps the number stored in the book.
    pub const fn new(grams: i64) -> Self {
        Self(grams)
    }

    /// The number of grams.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// Reads `0,87`, `1.99 kg` and `2` as kilograms, `870gr`, `870 g` and `870 gram` as grams.
    ///
    /// # Errors
    /// What is no weight, is finer than a gram, or is heavier than [`MAX_GRAMS`].
    pub fn parse(text: &str) -> Result<Self, Message> {
        let unreadable = || Message::new("weight-unreadable").text("text", excerpt(text));
        let typed = text.trim().to_lowercase();
        let digits = typed.trim_end_matches(char::is_alphabetic);
        let unit = typed.get(digits.len()..).unwrap_or_default();
        let decimals = match unit {
            "" | "kg" | "kilo" => 3,
            "g" | "gr" | "gram" | "grams" => 0,
            _ => return Err(unreadable()),
        };
        let grams = scaled(digits.trim(), decimals).ok_or_else(unreadable)?;
        match (0..=MAX_GRAMS).contains(&grams) {
            true => Ok(Self(grams)),
            false => Err(unreadable()),
        }
    }

    /// What this weight costs at a price for one kilogram, to the nearest rupiah.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when the product leaves `i64`.
    pub fn costs(self, per_kilo: Rupiah) -> Result<Rupiah, MoneyError> {
        part(per_kilo, self.0, 1_000)
    }

    /// What goods are worth at this weight that were worth `amount` at `estimated` grams (rule 94), to the
    /// nearest rupiah.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when the product leaves `i64`.
    pub fn worth(self, amount: Rupiah, estimated: Self) -> Result<Rupiah, MoneyError> {
        part(amount, self.0, estimated.0.max(1))
    }
}

/// Prints kilograms from one kilogram on, else grams: `1,99 kg`, `870 g`.
impl std::fmt::Display for Grams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kilos, rest) = (self.0 / 1_000, self.0 % 1_000);
        match (kilos, rest) {
            (0, grams) => write!(f, "{grams} g"),
            (kilos, 0) => write!(f, "{kilos} kg"),
            (kilos, rest) => {
                let decimals = format!("{rest:03}");
                write!(f, "{kilos},{} kg", decimals.trim_end_matches('0'))
            }
        }
    }
}

fn part(amount: Rupiah, of: i64, whole: i64) -> Result<Rupiah, MoneyError> {
    let whole = i128::from(whole);
    let twice = i128::from(amount.raw()) * i128::from(of) * 2 + whole;
    i64::try_from(twice.div_euclid(2 * whole))
        .map(Rupiah::new)
        .map_err(|_| MoneyError::TooLarge)
}

/// A number with at most so many decimals, times ten for each of them.
fn scaled(number: &str, decimals: usize) -> Option<i64> {
    let (whole, rest) = number.split_once([',', '.']).unwrap_or((number, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(rest) {
        return None;
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > decimals {
        return None;
    }
    format!("{whole}{rest:0<decimals$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("0,87", 870, "870 g")]
    #[case("870gr", 870, "870 g")]
    #[case("1.99 kg", 1_990, "1,99 kg")]
    #[case("2", 2_000, "2 kg")]
    #[case("1,500", 1_500, "1,5 kg")]
    #[case("0", 0, "0 g")]
    #[case(" 12 Gram", 12, "12 g")]
    fn reads_what_is_typed(#[case] typed: &str, #[case] grams: i64, #[case] shown: &str) {
        let weight = Grams::parse(typed).unwrap();
        assert_eq!((weight.raw(), weight.to_string().as_str()), (grams, shown));
    }

    #[rstest]
    #[case("")]
    #[case("kg")]
    #[case("-1")]
    #[case("1,2345")]
    #[case("8,7 gr")]
    #[case("1 ons")]
    #[case("9999999999 kg")]
    fn refuses(#[case] typed: &str) {
        assert!(Grams::parse(typed).is_err(), "{typed}");
    }

    #[test]
    fn goods_are_worth_what_they_weigh() {
        let worth = |grams, amount, estimated| {
            let worth = Grams::new(grams).worth(Rupiah::new(amount), Grams::new(estimated));
            worth.unwrap().raw()
        };
        assert_eq!(worth(1_990, 160_000, 2_000), 159_200);
        assert_eq!(worth(1_120, 80_000, 1_000), 89_600);
        assert_eq!(worth(333, 100, 1_000), 33);
        assert_eq!(worth(335, 100, 1_000), 34);
        assert_eq!(
            Grams::new(750).costs(Rupiah::new(80_000)).unwrap().raw(),
            60_000
        );
    }
}
