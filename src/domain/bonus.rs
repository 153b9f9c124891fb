//! Bonuses (rule 14): a gift or a discount for the first orders of a period, or for the next ones.
//! A bonus is reserved when an order is confirmed and free again when the order is cancelled.

use super::id::BonusId;
use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::when::Moment;

/// A gift or a discount for the first (or the next) orders of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bonus {
    /// Identity.
    pub id: BonusId,
    /// What is given (`Gantungan kunci`), unique in its period.
    pub label: String,
    /// Number of orders it is for.
    pub first: i64,
    /// Discount on an order's bill, in rupiah; zero for a gift.
    pub discount: Rupiah,
    /// Only orders confirmed from this moment on get it; every order when absent.
    pub counted_from: Option<Moment>,
    /// How many of `first` were given before that moment.
    pub given_before: i64,
    /// Orders that have it and are not cancelled.
    pub used: i64,
}

impl Bonus {
    /// Orders that can still get it; 0 also when `first` was lowered below what was given.
    pub fn left(&self) -> i64 {
        self.first.saturating_sub(self.used).max(0)
    }

    /// Whether an order confirmed at this moment can get it.
    pub fn is_for(&self, confirmed_at: Moment) -> bool {
        self.left() > 0 && self.counted_from.is_none_or(|from| from <= confirmed_at)
    }

    /// The number of orders as announced: the first N, or the next N from `counted_from` on.
    pub fn announced(&self) -> i64 {
        self.first - self.given_before
    }

    /// `Stiker: 7 dari 10 terpakai`, with what it takes off a bill.
    pub fn message(&self) -> Message {
        Message::new(if self.discount > Rupiah::ZERO {
            "bonus-use-discount"
        } else {
            "bonus-use"
        })
        .text("label", self.label.as_str())
        .count("used", self.used)
        .count("first", self.first)
        .money("discount", self.discount)
    }

    /// What customers are told about it.
    pub fn announcement(&self) -> Message {
        let key = match (self.discount > Rupiah::ZERO, self.counted_from.is_some()) {
            (false, false) => "announce-bonus-first",
            (false, true) => "announce-bonus-next",
            (true, false) => "announce-discount-first",
            (true, true) => "announce-discount-next",
        };
        Message::new(key)
            .text("label", self.label.as_str())
            .count("orders", self.announced())
            .money("discount", self.discount)
    }

    /// The discount on a bill of `total`, never more than the total (rule 24).
    pub fn off(&self, total: Rupiah) -> Rupiah {
        self.discount.min(total).max(Rupiah::ZERO)
    }
}

/// Lowers the discounts of bonuses so that a bill of `total` doesn't go below zero (rule 24), the
/// last discount first. Discounts are negative amounts.
///
/// # Errors
/// [`MoneyError::TooLarge`] when the sum passes the limit of one amount.
pub fn cap_discounts(discounts: &[Rupiah], total: Rupiah) -> Result<Vec<Rupiah>, MoneyError> {
    let mut lacks = total.negated().max(Rupiah::ZERO);
    let mut kept = discounts.to_vec();
    for discount in kept.iter_mut().rev() {
        let back = discount.negated().min(lacks);
        *discount = discount.plus(back)?;
        lacks = lacks.minus(back)?;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bonus(first: i64, used: i64) -> Bonus {
        Bonus {
            id: BonusId::new(1),
            label: "Stiker".into(),
            first,
            discount: Rupiah::new(10_000),
            counted_from: None,
            given_before: 0,
            used,
        }
    }

    #[test]
    fn the_first_orders_get_it() {
        let now = Moment::from_unix(100);
        assert!(bonus(3, 2).is_for(now));
        assert!(!bonus(3, 3).is_for(now));
        // Lowered below what was given.
        assert_eq!(bonus(2, 3).left(), 0);
        let next = |from| Bonus {
            counted_from: Some(Moment::from_unix(from)),
            ..bonus(3, 0)
        };
        assert!(next(100).is_for(now));
        assert!(!next(101).is_for(now));
    }

    #[test]
    fn a_discount_is_never_more_than_the_bill() {
        let off = |total| bonus(1, 0).off(Rupiah::new(total)).raw();
        assert_eq!([off(50_000), off(4_000), off(-1)], [10_000, 4_000, 0]);
    }

    #[test]
    fn the_last_discount_gives_way_first() {
        let after = |total| {
            let discounts = [-10_000, -5_000].map(Rupiah::new);
            let kept = cap_discounts(&discounts, Rupiah::new(total)).unwrap();
            kept.into_iter().map(Rupiah::raw).collect::<Vec<_>>()
        };
        assert_eq!(after(0), [-10_000, -5_000]);
        assert_eq!(after(-3_000), [-10_000, -2_000]);
        assert_eq!(after(-7_000), [-8_000, 0]);
        assert_eq!(after(-90_000), [0, 0]);
    }
}
