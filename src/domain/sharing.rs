//! Divides one bill over several orders so that the parts add up to it (rule 75): each gets its part,
//! rounded down to a step, and the steps that are left go to those with the largest remainders.

use super::coded::coded;
use super::money::Rupiah;

coded! {
    /// What a shared bill is divided by (rule 75).
    pub enum ShareBy {
        /// Pieces; those in packages count.
        Pieces = "pieces" | "pcs" | "potong" => "share-pieces",
        /// Weight in grams.
        Weight = "weight" | "berat" => "share-weight",
        /// Amount of the lines.
        Value = "value" | "nilai" => "share-value",
        /// Every order the same.
        Equal = "equal" | "rata" => "share-equal",
    }
}

/// The parts of `amount` (zero or more) in proportion to `weights` (zero or more each), which stand in
/// their turn. Every part is a multiple of `step` rupiah but the last one raised, where the amount itself
/// is none. Of equal remainders the first in turn is raised. `None` when all weights are zero.
pub fn divide(amount: Rupiah, weights: &[i64], step: Rupiah) -> Option<Vec<Rupiah>> {
    let step = step.raw().max(1);
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all <= 0 {
        return None;
    }
    // A part is `amount × weight ÷ all`; both sides of the division are multiplied by the step.
    let whole = all * i128::from(step);
    let exact = weights
        .iter()
        .map(|weight| i128::from(amount.raw()) * i128::from(*weight));
    let exact: Vec<i128> = exact.collect();
    // No part is more than the amount, so it fits.
    let mut parts: Vec<i64> = exact
        .iter()
        .map(|part| i64::try_from(part / whole).unwrap_or_default() * step)
        .collect();
    let mut left = amount.raw() - parts.iter().sum::<i64>();
    let mut turns: Vec<usize> = (0..weights.len()).collect();
    turns.sort_by_key(|at| std::cmp::Reverse(exact.get(*at).map(|part| part % whole)));
    for at in turns {
        let more = left.min(step);
        if let Some(part) = parts.get_mut(at) {
            *part += more;
        }
        left -= more;
    }
    Some(parts.into_iter().map(Rupiah::new).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn parts(amount: i64, weights: &[i64], step: i64) -> Vec<i64> {
        let parts = divide(Rupiah::new(amount), weights, Rupiah::new(step)).unwrap();
        parts.into_iter().map(Rupiah::raw).collect()
    }

    #[rstest]
    // 144.943,8 + 134.831,5 + 20.224,7: two rupiah are left for the largest remainders.
    #[case(300_000, &[430, 400, 60], 1, &[144_944, 134_831, 20_225])]
    #[case(300_000, &[430, 400, 60], 500, &[145_000, 135_000, 20_000])]
    // Ties go by turn.
    #[case(100, &[1, 1, 1], 1, &[34, 33, 33])]
    #[case(1_000, &[1, 1, 1], 500, &[500, 500, 0])]
    // What is no whole step goes to the last one raised.
    #[case(1_250, &[1, 1, 1], 500, &[500, 500, 250])]
    #[case(90_000, &[0, 2, 1], 1, &[0, 60_000, 30_000])]
    #[case(0, &[3, 1], 1, &[0, 0])]
    fn a_bill_is_divided(
        #[case] amount: i64,
        #[case] weights: &[i64],
        #[case] step: i64,
        #[case] expected: &[i64],
    ) {
        assert_eq!(parts(amount, weights, step), expected);
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        assert_eq!(divide(Rupiah::new(1), &[0, 0], Rupiah::new(1)), None);
        assert_eq!(divide(Rupiah::new(1), &[], Rupiah::new(1)), None);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_near_their_share(
            amount in 0..=1_000_000_000_000i64,
            weights in prop::collection::vec(0..=1_000_000_000i64, 1..40),
            step in prop::sample::select(vec![1i64, 100, 500, 1_000, 50_000]),
        ) {
            let all: i64 = weights.iter().sum();
            prop_assume!(all > 0);
            let parts = parts(amount, &weights, step);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let uneven = parts.iter().filter(|part| *part % step != 0).count();
            prop_assert!(uneven <= 1, "{parts:?}");
            for (part, weight) in parts.iter().zip(&weights) {
                let share = i128::from(amount) * i128::from(*weight) / i128::from(all);
                prop_assert!((i128::from(*part) - share).abs() <= i128::from(step), "{part} of {share}");
                prop_assert!(*weight > 0 || *part == 0);
            }
        }

        #[test]
        fn who_has_more_never_gets_less(
            amount in 0..=1_000_000_000i64,
            mut weights in prop::collection::vec(0..=1_000i64, 2..20),
            step in prop::sample::select(vec![1i64, 500]),
        ) {
            weights.sort_unstable_by(|a, b| b.cmp(a));
            prop_assume!(weights[0] > 0);
            prop_assert!(parts(amount, &weights, step).is_sorted_by(|a, b| a >= b));
        }
    }
}
