use std::collections::BTreeSet;

use super::*;
use crate::book::{Opening, OrderFilter};
use crate::domain::payment::PaymentStatus;
use crate::domain::period::Stage;

/// 2026-02-01 20:00 WIB.
const NOW: Moment = Moment::from_unix(1_769_950_800);

fn built(seed: u64, orders: usize) -> Book {
    let mut book = Book::in_memory().unwrap();
    build(&mut book, seed, orders, NOW, |_, _| {}).unwrap();
    book
}

#[test]
fn the_shop_is_alive_and_sound() {
    let book = built(7, 360);
    assert_eq!(book.check().unwrap(), []);

    let mut orders = 0;
    let mut stages = BTreeSet::new();
    for period in book.periods().unwrap() {
        let figures = book.figures(period.id).unwrap();
        orders += figures.orders + figures.cancelled;
        stages.insert(period.stage(NOW));
        for offer in book.offers(period.id).unwrap() {
            assert!(offer.left().is_none_or(|left| left >= 0), "{offer:?}");
        }
        for quota in book.product_quotas(period.id).unwrap() {
            assert!(quota.sold <= quota.quota, "{quota:?}");
        }
        assert!(
            period.quota.is_none_or(|quota| figures.units <= quota),
            "{}",
            period.code
        );
    }
    assert!((350..=370).contains(&orders), "{orders} orders");
    use Stage as S;
    for stage in [
        S::Draft,
        S::Scheduled,
        S::Open,
        S::Closed,
        S::InProduction,
        S::Ready,
        S::Finished,
        S::Cancelled,
    ] {
        assert!(stages.contains(&stage), "no period is {stage:?}");
    }

    let mut statuses: Vec<PaymentStatus> = Vec::new();
    let (mut late, mut claimed, mut past) = (0, 0, 0);
    book.each_order(&OrderFilter::default(), None, NOW, |row| {
        statuses.push(row.bill.status());
        late += i32::from(row.late);
        claimed += i32::from(row.claimed);
        past += i32::from(row.past_deadline(NOW));
        assert!(row.placed_at <= NOW);
        true
    })
    .unwrap();
    use PaymentStatus as P;
    for status in [
        P::Unpaid,
        P::Partial,
        P::DownPayment,
        P::Settled,
        P::Underpaid,
        P::Overpaid,
        P::RefundDue,
        P::Refunded,
        P::NothingDue,
    ] {
        let count = statuses.iter().filter(|other| **other == status).count();
        assert!(count > 0, "no order is {status:?}");
    }
    assert!(late > 0 && claimed > 0 && past > 0);

    let history = book.history(None, 100_000).unwrap();
    assert!(history.iter().any(|action| action.undone));
    assert!(history.windows(2).all(|pair| pair[0].at >= pair[1].at));
}

#[test]
fn the_same_seed_makes_the_same_shop() {
    let story = |seed| {
        let book = built(seed, 120);
        let mut told = Vec::new();
        for period in book.periods().unwrap() {
            told.push(format!("{period:?} {:?}", book.offers(period.id).unwrap()));
        }
        let mut orders = Vec::new();
        book.each_order(&OrderFilter::default(), None, NOW, |row| {
            orders.push(row.id);
            true
        })
        .unwrap();
        for order in orders {
            told.push(format!("{:?}", book.order(order, NOW).unwrap()));
        }
        for payment in book.payments(None, 10_000).unwrap() {
            told.push(format!("{payment:?}"));
        }
        for action in book.history(None, 10_000).unwrap() {
            told.push(format!(
                "{:?} {:?} {:?}",
                action.id, action.at, action.message
            ));
        }
        told
    };
    let first = story(1);
    assert_eq!(first, story(1));
    assert_ne!(first, story(2));
}

#[test]
fn small_and_larger_shops_are_sound_too() {
    for orders in [0, 7, 700] {
        let book = built(3, orders);
        assert_eq!(book.check().unwrap(), []);
        let mut found = 0;
        book.each_order(&OrderFilter::default(), None, NOW, |_| {
            found += 1;
            true
        })
        .unwrap();
        assert!(found * 100 >= orders * 97, "{found} of {orders}");
    }
}

#[test]
fn it_is_saved_whole_and_never_over_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contoh.rekap");
    create(&path, 1, 30, NOW, |_, _| {}).unwrap();
    let book = Book::open(&path, Opening::Existing).unwrap();
    assert_eq!(book.check().unwrap(), []);
    assert_eq!(book.shop().unwrap().name, "Dapur Bu Ratih");
    assert!(create(&path, 1, 30, NOW, |_, _| {}).is_err());
}
