//! The rules a period sets for its orders: the down payment (rule 25) and what is kept on
//! cancellation (rule 33).

mod cancellation;
mod texts;

pub use cancellation::{Cancellation, Forfeit, KeptBy};
pub use texts::{PolicyKind, PolicyTexts};

use std::fmt;
use std::str::FromStr;

use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::payment::{AsksOf, Bill};
use super::refusal::Refusal;

/// The down-payment rule. It freezes with the order at confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DownPayment {
    /// Nothing up front.
    #[default]
    None,
    /// A share of the goods in whole percent, 1–100, rounded up to the shop's step.
    Percent(u8),
    /// A flat sum per order, in rupiah.
    PerOrder(Rupiah),
    /// A flat sum per unit, in rupiah.
    PerUnit(Rupiah),
    /// The full price.
    Full,
}

/// Default of the step that percentages are rounded up to (rule 25), in rupiah.
pub const DEFAULT_STEP: Rupiah = Rupiah::new(500);

impl DownPayment {
    /// A bill with the down payment that the rule asks of it for `units` pieces (rule 25). `step` is the
    /// rounding step for percentages.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when a product leaves `i64`.
    pub fn asked_of(self, bill: Bill, units: i64, step: Rupiah) -> Result<Bill, MoneyError> {
        let asked = self.due(self.base(&bill)?, units, step)?;
        Ok(Bill {
            down_payment: asked.min(bill.before_stages()).max(Rupiah::ZERO),
            ..bill
        })
    }

    /// What of a bill it is counted from.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn base(self, bill: &Bill) -> Result<Rupiah, MoneyError> {
        match (bill.asks_of, self) {
            (AsksOf::Goods, _) => Ok(bill.goods),
            (AsksOf::Bill, Self::Full) => Ok(bill.before_stages()),
            (AsksOf::Bill, _) => bill.before_stages().minus(bill.unique_code),
        }
    }

    /// The rule as a sentence.
    pub fn message(self) -> Message {
        match self {
            Self::None => Message::new("rule-none"),
            Self::Percent(percent) => Message::new("rule-percent").count("percent", percent),
            Self::PerOrder(sum) => Message::new("rule-per-order").money("amount", sum),
            Self::PerUnit(sum) => Message::new("rule-per-unit").money("amount", sum),
            Self::Full => Message::new("rule-full"),
        }
    }

    /// Says that the percentage of `total` is rounded up to the step, where that changes the sum
    /// (rule 25).
    pub fn rounding(self, total: Rupiah, step: Rupiah) -> Option<Message> {
        let Self::Percent(percent) = self else {
            return None;
        };
        let share = i128::from(total.raw()) * i128::from(percent);
        let unit = i128::from(step.raw().max(1)) * 100;
        let due = self.due(total, 0, step).unwrap_or(total);
        let changes = share.rem_euclid(unit) != 0 && due < total;
        changes.then(|| {
            Message::new("rule-rounded")
                .count("percent", percent)
                .money("step", step)
        })
    }

    /// The down payment on goods of `total` for `units` pieces, from 0 to `total`. `step` is the
    /// rounding step for percentages.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when the product leaves `i64`.
    pub fn due(self, total: Rupiah, units: i64, step: Rupiah) -> Result<Rupiah, MoneyError> {
        let wanted = match self {
            Self::None => Rupiah::ZERO,
            Self::Percent(percent) => {
                let share = i128::from(total.raw()) * i128::from(percent);
                let unit = i128::from(step.raw().max(1)) * 100;
                // Rounded up to the step (rule 25).
                let steps = share.div_euclid(unit) + i128::from(share.rem_euclid(unit) != 0);
                let due = steps * i128::from(step.raw().max(1));
                Rupiah::new(i64::try_from(due).map_err(|_| MoneyError::TooLarge)?)
            }
            Self::PerOrder(sum) => sum,
            Self::PerUnit(sum) => sum.times(units)?,
            Self::Full => total,
        };
        Ok(wanted.min(total).max(Rupiah::ZERO))
    }
}

/// The form it is typed and stored in: `none`, `50%`, `100000`, `25000/unit`, `full`.
impl fmt::Display for DownPayment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::PerOrder(sum) => write!(f, "{}", sum.raw()),
            Self::PerUnit(sum) => write!(f, "{}/unit", sum.raw()),
            Self::Full => f.write_str("full"),
        }
    }
}

impl FromStr for DownPayment {
    type Err = Refusal;

    /// Reads `50%`, `100rb`, `25rb/unit` (also `/pcs`), `full` (also `lunas`), `none` (also
    /// `tanpa`, `0`), with or without `DP` before it.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let unreadable = || Refusal::DownPaymentUnreadable {
            text: text.to_owned(),
        };
        let typed = without_name(&text.trim().to_lowercase()).to_owned();
        match typed.as_str() {
            "none" | "tanpa" | "tanpa dp" | "no dp" | "tidak" | "no" | "-" | "0" | "0%" => {
                return Ok(Self::None);
            }
            "full" | "penuh" | "lunas" | "bayar penuh" | "100%" => return Ok(Self::Full),
            "setengah" | "separuh" | "separo" | "half" => return Ok(Self::Percent(50)),
            _ => {}
        }
        let percents = ["%", "persen", "percent"];
        if let Some(percent) = percents.iter().find_map(|sign| typed.strip_suffix(sign)) {
            let percent: u8 = percent.trim().parse().map_err(|_| unreadable())?;
            return if (1..=100).contains(&percent) {
                Ok(Self::Percent(percent))
            } else {
                Err(unreadable())
            };
        }
        let parted = typed.split_once('/').or_else(|| typed.split_once(" per "));
        let (sum, per_unit) = match parted.map(|(sum, of)| (sum.trim(), of.trim())) {
            Some((sum, "unit" | "pcs" | "pc" | "item" | "buah" | "biji" | "piece")) => (sum, true),
            Some((sum, "pesanan" | "order" | "orang")) => (sum, false),
            Some(_) => return Err(unreadable()),
            None => (typed.as_str(), false),
        };
        let sum = Rupiah::parse(sum).map_err(|_| unreadable())?;
        Ok(match (sum, per_unit) {
            (Rupiah::ZERO, _) => Self::None,
            (sum, true) => Self::PerUnit(sum),
            (sum, false) => Self::PerOrder(sum),
        })
    }
}

/// The rule without its name before it and what it is a share of after it: `DP 50% dari total`.
fn without_name(typed: &str) -> &str {
    let rule = match typed.strip_prefix("dp") {
        Some(rest) if rest.starts_with([' ', ':', '=']) => rest.trim_start_matches([' ', ':', '=']),
        Some(_) | None => typed,
    };
    let of = [
        " dari total",
        " dari belanja",
        " of the total",
        " of the goods",
    ];
    let rule = of
        .iter()
        .find_map(|of| rule.strip_suffix(of))
        .unwrap_or(rule);
    rule.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(rule: &str, total: i64, units: i64) -> i64 {
        rule.parse::<DownPayment>()
            .unwrap()
            .due(Rupiah::new(total), units, DEFAULT_STEP)
            .unwrap()
            .raw()
    }

    #[test]
    fn percent_is_rounded_up_to_the_step_and_capped_at_the_total() {
        assert_eq!(due("50%", 125_000, 1), 62_500);
        assert_eq!(due("50%", 125_001, 1), 63_000);
        assert_eq!(due("30%", 100, 1), 100);
        assert_eq!(due("50%", 0, 0), 0);
        assert_eq!(due("33%", 1_000_000_000_000, 1), 330_000_000_000);
    }

    #[test]
    fn flat_sums_never_pass_the_total() {
        assert_eq!(due("100rb", 250_000, 2), 100_000);
        assert_eq!(due("100rb", 80_000, 2), 80_000);
        assert_eq!(due("25rb/unit", 250_000, 3), 75_000);
        assert_eq!(due("25rb/pcs", 50_000, 3), 50_000);
        assert_eq!(due("full", 250_000, 3), 250_000);
        assert_eq!(due("none", 250_000, 3), 0);
    }

    #[test]
    fn the_kept_form_reads_back() {
        for rule in [
            DownPayment::None,
            DownPayment::Percent(50),
            DownPayment::PerOrder(Rupiah::new(100_000)),
            DownPayment::PerUnit(Rupiah::new(25_000)),
            DownPayment::Full,
        ] {
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
    }

    #[test]
    fn a_rule_reads_as_people_write_it() {
        for (text, rule) in [
            ("DP 50%", "50%"),
            ("dp: 50 % dari total", "50%"),
            ("50 persen", "50%"),
            ("DP setengah", "50%"),
            ("DP 100rb", "100000"),
            ("100rb per pesanan", "100000"),
            ("dp 25rb per pcs", "25000/unit"),
            ("25rb / pcs", "25000/unit"),
            ("tanpa DP", "none"),
            ("DP lunas", "full"),
        ] {
            let read = text.parse::<DownPayment>().map(|read| read.to_string());
            assert_eq!(read.as_deref(), Ok(rule), "{text}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in [
            "",
            "dp",
            "dp50rb lagi",
            "50% besok",
            "abc",
            "101%",
            "-5%",
            "50%%",
            "25rb/minggu",
            "1.500,5",
        ] {
            assert!(text.parse::<DownPayment>().is_err(), "{text}");
        }
    }
}
