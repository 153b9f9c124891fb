//! How an order's money and discounts are split when a part of it moves to another period (rule
//! 45). The two parts add up to the whole, to the rupiah.

use super::money::{MoneyError, Rupiah};
use super::payment::Bill;
use super::pricing::Slice;

/// `amount × part ÷ whole`, rounded down; 0 when `whole` is 0.
///
/// # Errors
/// [`MoneyError::TooLarge`] when the share is beyond one amount.
pub fn share(amount: Rupiah, part: Rupiah, whole: Rupiah) -> Result<Rupiah, MoneyError> {
    if whole <= Rupiah::ZERO {
        return Ok(Rupiah::ZERO);
    }
    let share = i128::from(amount.raw()) * i128::from(part.raw()) / i128::from(whole.raw());
    i64::try_from(share)
        .map(Rupiah::new)
        .map_err(|_| MoneyError::TooLarge)
}

/// How the money of an order is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitMoney {
    /// Money that moves to the new order, in rupiah.
    pub money: Rupiah,
    /// The bill that the moved money counts as having met.
    pub there: MetBill,
    /// The bill that the remaining money counts as having met.
    pub here: MetBill,
}

/// The bill that moved money counts as having met, so that a settled bill stays settled and a met
/// down payment stays met (rule 70). `None` means the bill as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MetBill {
    /// The total that was settled, in rupiah.
    pub total: Option<Rupiah>,
    /// The down payment that was met, in rupiah.
    pub down_payment: Option<Rupiah>,
}

/// The lines and bills of an order that is being split, in rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSplit {
    /// Sum of its lines before the split.
    pub lines: Rupiah,
    /// Sum of the lines that move.
    pub moved: Rupiah,
    /// Total of the new bill.
    pub there: Rupiah,
    /// Total of the old order's bill after the split.
    pub here: Rupiah,
}

impl OrderSplit {
    /// Splits the money paid on `bill` in proportion to the lines, but so that neither part is
    /// overpaid while the other is underpaid. A bill paid in full makes two paid in full; a surplus
    /// stays with the old order.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when an amount overflows.
    pub fn money(&self, bill: &Bill) -> Result<SplitMoney, MoneyError> {
        let paid = bill.paid.max(Rupiah::ZERO);
        let money = if paid >= bill.total {
            self.there.max(Rupiah::ZERO).min(paid)
        } else {
            share(paid, self.moved, self.lines)?
                .max(paid.minus(self.here)?)
                .min(self.there)
                .max(Rupiah::ZERO)
        };
        let stays = paid.minus(money)?;
        let met = bill.down_payment_met.unwrap_or_default();
        let met_there = share(met, self.moved, self.lines)?.min(money);
        let met_here = met.minus(met_there)?.min(stays);
        let of = |total: Rupiah, money: Rupiah, down_payment: Rupiah| MetBill {
            total: bill.was_settled.then_some(total.min(money)),
            down_payment: (down_payment > Rupiah::ZERO).then_some(down_payment),
        };
        Ok(SplitMoney {
            money,
            there: of(self.there, money, met_there),
            here: of(self.here, stays, met_here),
        })
    }
}

/// The part of a discount that moves with the lines: its share, but never more than the sum of the
/// moved lines.
///
/// # Errors
/// [`MoneyError::TooLarge`] when an amount overflows.
pub fn discount_share(charge: Rupiah, moved: Rupiah, lines: Rupiah) -> Result<Rupiah, MoneyError> {
    let lowered = share(charge.negated(), moved, lines)?;
    Ok(lowered.min(moved).negated())
}

/// The slices that were removed from `before` to leave `rest`.
#[must_use]
pub fn removed_slices(before: &[Slice], rest: &[Slice]) -> Vec<Slice> {
    let left = |slice: &Slice| -> i64 {
        rest.iter()
            .filter(|other| other.is_like(slice))
            .map(|other| other.qty)
            .sum()
    };
    before
        .iter()
        .filter_map(|slice| {
            let qty = slice.qty - left(slice);
            (qty > 0).then(|| Slice {
                qty,
                ..slice.clone()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rp(amount: i64) -> Rupiah {
        Rupiah::new(amount)
    }

    fn split(lines: i64, moved: i64, charges: i64, paid: i64, met: i64) -> SplitMoney {
        let bill = Bill {
            total: rp(lines + charges),
            paid: rp(paid),
            was_settled: paid >= lines + charges,
            down_payment_met: (met > 0).then(|| rp(met)),
            ..Bill::default()
        };
        OrderSplit {
            lines: rp(lines),
            moved: rp(moved),
            there: rp(moved),
            here: rp(lines - moved + charges),
        }
        .money(&bill)
        .unwrap()
    }

    #[test]
    fn the_money_follows_the_lines_and_the_remainder_stays() {
        assert_eq!(split(195_000, 65_000, 0, 100_000, 0).money, rp(33_333));
        assert_eq!(split(195_000, 65_000, 0, 0, 0).money, rp(0));
        assert_eq!(split(0, 0, 20_000, 5_000, 0).money, rp(0));
    }

    #[test]
    fn what_was_settled_makes_two_that_are() {
        // Shipping stays, and so does the money for it.
        assert_eq!(split(130_000, 65_000, 20_000, 150_000, 0).money, rp(65_000));
        // So does what was paid too much.
        assert_eq!(split(130_000, 65_000, 0, 140_000, 0).money, rp(65_000));
    }

    #[test]
    fn a_met_down_payment_is_met_in_both_parts() {
        let split = split(195_000, 65_000, 0, 97_500, 97_500);
        assert_eq!(split.money, rp(32_500));
        assert_eq!(split.there.down_payment, Some(rp(32_500)));
        assert_eq!(split.here.down_payment, Some(rp(65_000)));
    }

    proptest! {
        #[test]
        fn no_part_is_paid_too_much_while_the_other_is_not(
            (lines, moved) in (1..1_000_000i64).prop_flat_map(|lines| (Just(lines), 0..=lines)),
            charges in -1_000_000..1_000_000i64,
            paid in 0..2_000_000i64,
            met in 0..2_000_000i64,
        ) {
            let charges = charges.max(moved - lines);
            let total = lines + charges;
            let split = split(lines, moved, charges, paid, met.min(paid));
            let (there, here) = (split.money.raw(), paid - split.money.raw());
            prop_assert!(there >= 0 && here >= 0);
            prop_assert!(there <= moved);
            if paid <= total {
                prop_assert!(here <= total - moved, "{here} on {}", total - moved);
            }
            if paid >= total {
                prop_assert!(there == moved.min(paid) && here >= total - moved);
            }
        }

        #[test]
        fn a_discount_is_split_to_the_rupiah(
            (lines, moved) in (1..1_000_000i64).prop_flat_map(|lines| (Just(lines), 0..=lines)),
            amount in 0..1_000_000i64,
        ) {
            let off = amount.min(lines);
            let there = discount_share(rp(-off), rp(moved), rp(lines)).unwrap().raw();
            let here = -off - there;
            prop_assert!(there <= 0 && here <= 0);
            prop_assert!(moved + there >= 0 && lines - moved + here >= 0);
        }
    }
}
