//! Orders that are split and moved at random (rule 45): bills and money add up to what they were,
//! what was settled or met stays so, the book is sound, and undo gives everything back.

use proptest::prelude::*;

use super::dump::{assert_same, dump};
use super::undo::shop;
use crate::book::*;
use crate::domain::charge::NewCharge;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::item::{Change, ItemText};
use crate::domain::money::Rupiah;
use crate::domain::order::{ChargeKind, Order, OrderStatus};
use crate::domain::payment::PaymentStatus;
use crate::domain::when::Moment;
use crate::setup::{NOON, described, item, movement, order_of};

const NOW: Moment = NOON;

/// Units of three variants, the down payment rule, charges, payments, and the items to move.
#[derive(Debug, Clone)]
struct Case {
    units: [i64; 3],
    rule: &'static str,
    charges: Vec<(ChargeKind, i64)>,
    payments: Vec<i64>,
    moves: Vec<(u8, [i64; 3])>,
}

const VARIANTS: [&str; 3] = ["NAS-KEJU", "NAS-COK", "LK"];

fn case() -> impl Strategy<Value = Case> {
    let kind = prop::sample::select(vec![
        ChargeKind::Shipping,
        ChargeKind::Discount,
        ChargeKind::Surcharge,
        ChargeKind::Compensation,
    ]);
    (
        [1..7i64, 0..5i64, 0..5i64],
        prop::sample::select(vec!["none", "50%", "33%", "7rb/unit", "full"]),
        prop::collection::vec((kind, 1..99_999i64), 0..3),
        prop::collection::vec(1..400_000i64, 0..4),
        prop::collection::vec((0..6u8, [0..4i64, 0..4i64, 0..4i64]), 1..4),
    )
        .prop_map(|(units, rule, charges, payments, moves)| Case {
            units,
            rule,
            charges,
            payments,
            moves,
        })
}

fn order(book: &mut Book, case: &Case) -> OrderId {
    let change = PeriodChange {
        down_payment: Some(case.rule.parse().unwrap()),
        ..PeriodChange::default()
    };
    book.edit_period(PeriodId::new(1), &change, NOW).unwrap();
    let items = VARIANTS.iter().zip(case.units).filter(|(_, qty)| *qty > 0);
    let items = items.map(|(code, qty)| item(qty, code)).collect();
    let new = order_of(PeriodId::new(1), described("Bu Sari", ""), items);
    let id = book.place_order(&new, NOW).unwrap().made.row.id;
    for (kind, amount) in &case.charges {
        // A charge that makes the bill negative is refused.
        let _ = book.charge_order(id, &NewCharge::of(*kind, Rupiah::new(*amount)), NOW);
    }
    for amount in &case.payments {
        book.record_payment(&NewPayment::ForOrder(id, movement(*amount)), NOW)
            .unwrap();
    }
    id
}

fn met(order: &Order) -> bool {
    let bill = &order.row.bill;
    bill.down_payment_met.is_some() || bill.paid >= bill.down_payment_asked()
}

/// Sums of the bills and of the money of these orders.
fn sums(orders: &[Order]) -> (i64, i64) {
    let of = |amount: fn(&Order) -> Rupiah| orders.iter().map(|order| amount(order).raw()).sum();
    (
        of(|order| order.row.bill.total),
        of(|order| order.row.bill.paid),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn both_parts_are_what_there_was(case in case()) {
        let mut book = shop();
        let first = order(&mut book, &case);
        let mut ids = vec![first];
        for (which, units) in &case.moves {
            let id = ids[usize::from(*which) % ids.len()];
            let before = book.order(id, NOW).unwrap();
            if before.row.status == OrderStatus::Cancelled {
                continue;
            }
            let to = PeriodId::new(3 - before.row.period.raw());
            let image = dump(&book);
            let moved = if *which == 5 {
                book.move_order(id, to, &Admission::default(), NOW)
            } else {
                let items: Vec<ItemText> = VARIANTS
                    .iter()
                    .zip(units)
                    .filter(|(_, qty)| **qty > 0)
                    .map(|(code, qty)| ItemText {
                        qty: *qty,
                        change: Change::Set,
                        variant: (*code).to_owned(),
                        chosen: None,
                        for_whom: None,
                        customization: None,
                    })
                    .collect();
                book.split_order(id, to, &items, &Admission::default(), NOW)
            };
            let Ok(moved) = moved else {
                assert_same(&image, &dump(&book), "a refused move");
                continue;
            };
            let made = moved.made;
            let after = book.order(id, NOW).unwrap();
            let (was, is) = (&before.row.bill, &made.row.bill);
            prop_assert_eq!(sums(std::slice::from_ref(&before)), sums(&[after.clone(), made.clone()]));
            let over = was.paid > was.total;
            for part in [&after, &made] {
                prop_assert!(part.row.bill.paid >= Rupiah::ZERO);
                prop_assert!(over || part.row.bill.paid <= part.row.bill.total, "{part:?}");
                if part.row.status == OrderStatus::Active {
                    if was.paid >= was.total {
                        prop_assert!(part.row.bill.paid >= part.row.bill.total);
                    }
                    if was.down_payment_met.is_some() {
                        prop_assert!(met(part), "{part:?}");
                    }
                }
            }
            if was.status() == PaymentStatus::Settled && is.total > Rupiah::ZERO {
                prop_assert_eq!(is.status(), PaymentStatus::Settled);
            }
            prop_assert_eq!(book.check().unwrap(), vec![]);
            book.undo(None, NOW).unwrap();
            assert_same(&image, &dump(&book), "undone");
            book.redo(NOW).unwrap();
            ids.push(made.row.id);
        }
    }
}
