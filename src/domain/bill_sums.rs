//! Finds the bills of which one payment is the sum (rule 74).

use super::money::Rupiah;

/// Bills of one customer among which sums are looked for: 2^12 sums are added up in no time.
const MOST_BILLS: usize = 12;
/// Sums returned. Among more the owner chooses by hand.
const MOST_SUMS: usize = 4;

/// The sets of two or more bills that come to this amount, each in the order given; the set of all
/// bills, then those with the oldest bills, first. Of many bills only the oldest 12 are combined.
pub fn bills_of_sum<T: Copy>(amount: Rupiah, bills: &[(T, Rupiah)]) -> Vec<Vec<T>> {
    let mut found = Vec::new();
    if bills.len() < 2 || amount <= Rupiah::ZERO {
        return found;
    }
    let comes_to = |chosen: &[&(T, Rupiah)]| {
        Rupiah::sum(chosen.iter().map(|(_, rest)| *rest)).is_ok_and(|sum| sum == amount)
    };
    let ids = |chosen: &[&(T, Rupiah)]| chosen.iter().map(|(id, _)| *id).collect();
    let all: Vec<&(T, Rupiah)> = bills.iter().collect();
    if comes_to(&all) {
        found.push(ids(&all));
    }
    let first: Vec<&(T, Rupiah)> = bills.iter().take(MOST_BILLS).collect();
    for set in 1u32..1 << first.len() {
        let chosen: Vec<&(T, Rupiah)> = first
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0)
            .map(|(_, bill)| *bill)
            .collect();
        let is_some = chosen.len() > 1 && chosen.len() < bills.len();
        if is_some && comes_to(&chosen) {
            found.push(ids(&chosen));
        }
        if found.len() == MOST_SUMS {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(270, vec![vec![1, 3]])]
    #[case(330, vec![vec![1, 2, 3]])]
    #[case(120, vec![])]
    #[case(0, vec![])]
    fn an_amount_is_the_sum_of_bills(#[case] amount: i64, #[case] found: Vec<Vec<i32>>) {
        let bills = [(1, 120), (2, 60), (3, 150)].map(|(id, rest)| (id, Rupiah::new(rest)));
        assert_eq!(bills_of_sum(Rupiah::new(amount), &bills), found);
    }

    /// Rule 89: between equals nobody chooses but the owner.
    #[test]
    fn equal_sums_are_all_found() {
        let bills = [(1, 60), (2, 60), (3, 60)].map(|(id, rest)| (id, Rupiah::new(rest)));
        let found = bills_of_sum(Rupiah::new(120), &bills);
        assert_eq!(found, [[1, 2], [1, 3], [2, 3]]);
    }

    #[test]
    fn hundreds_of_bills_are_no_trouble() {
        let bills: Vec<(usize, Rupiah)> = (0..300).map(|at| (at, Rupiah::new(1_000))).collect();
        assert_eq!(bills_of_sum(Rupiah::new(300_000), &bills)[0].len(), 300);
        assert_eq!(bills_of_sum(Rupiah::new(2_000), &bills)[0], [0, 1]);
    }
}
