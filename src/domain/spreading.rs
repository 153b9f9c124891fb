//! Divides money of a payer over several open bills (rules 26, 28, 74).

use super::money::{MoneyError, Rupiah};
use super::payment::Bill;

/// What a bill still needs for its down payment, with its unique code (rule 31); zero where none is asked.
fn for_down_payment(bill: &Bill) -> Result<Rupiah, MoneyError> {
    let asked = bill.down_payment_asked();
    if bill.down_payment_met.is_some() || asked == Rupiah::ZERO {
        return Ok(Rupiah::ZERO);
    }
    let open = bill.first_asked().minus(bill.paid)?;
    Ok(open.max(Rupiah::ZERO))
}

/// The parts of `amount` for bills, which stand in their turn. Money that is exactly what one bill still
/// needs is for that one, unless it is what all down payments need. Else every down payment comes before
/// any rest, so that no order loses its place for want of money that went to another. No part is more than
/// what its bill still needs.
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn spread(bills: &[Bill], amount: Rupiah) -> Result<Vec<Rupiah>, MoneyError> {
    let (mut first, mut rests) = (Vec::new(), Vec::new());
    for bill in bills {
        let rest = bill.total.minus(bill.paid)?.max(Rupiah::ZERO);
        first.push(for_down_payment(bill)?.min(rest));
        rests.push(rest);
    }
    let mut parts = vec![Rupiah::ZERO; bills.len()];
    let mut exact = rests
        .iter()
        .enumerate()
        .filter(|(_, rest)| **rest == amount);
    if Rupiah::sum(first.iter().copied())? != amount
        && let (Some((at, _)), None) = (exact.next(), exact.next())
        && let Some(part) = parts.get_mut(at)
    {
        *part = amount;
        return Ok(parts);
    }
    let mut left = amount;
    for wanted in [&first, &rests] {
        for (part, wanted) in parts.iter_mut().zip(wanted) {
            let more = wanted.minus(*part)?.max(Rupiah::ZERO).min(left);
            *part = part.plus(more)?;
            left = left.minus(more)?;
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn bill((total, down_payment, paid): (i64, i64, i64)) -> Bill {
        Bill {
            total: Rupiah::new(total),
            down_payment: Rupiah::new(down_payment),
            paid: Rupiah::new(paid),
            down_payment_met: (paid >= down_payment && paid > 0).then(|| Rupiah::new(down_payment)),
            ..Bill::default()
        }
    }

    #[rstest]
    // Two down payments in one transfer, which is also the first bill.
    #[case(&[(170, 85, 0), (170, 85, 0)], 170, &[85, 85])]
    #[case(&[(170, 85, 0), (100, 50, 0)], 135, &[85, 50])]
    // More than the down payments: the oldest rest first.
    #[case(&[(170, 85, 0), (100, 50, 0)], 200, &[150, 50])]
    #[case(&[(170, 85, 0), (100, 50, 0)], 100, &[0, 100])]
    // Less than one: the oldest first.
    #[case(&[(170, 85, 0), (100, 50, 0)], 60, &[60, 0])]
    // A met down payment waits behind one that isn't; what settles a bill settles it.
    #[case(&[(170, 85, 85), (100, 50, 0)], 60, &[10, 50])]
    #[case(&[(170, 85, 85), (100, 50, 0)], 85, &[85, 0])]
    #[case(&[(170, 0, 0), (100, 50, 0)], 70, &[20, 50])]
    // What is on no bill is left.
    #[case(&[(170, 85, 0)], 200, &[170])]
    #[case(&[], 200, &[])]
    fn down_payments_come_first(
        #[case] bills: &[(i64, i64, i64)],
        #[case] amount: i64,
        #[case] wanted: &[i64],
    ) {
        let bills: Vec<Bill> = bills.iter().copied().map(bill).collect();
        let parts = spread(&bills, Rupiah::new(amount)).unwrap();
        let parts: Vec<i64> = parts.iter().map(|part| part.raw()).collect();
        assert_eq!(parts, wanted);
    }
}
