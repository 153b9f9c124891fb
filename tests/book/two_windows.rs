//! Two windows on one book never oversell, and each sees the other's changes.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use rekap::book::{Book, BookError, OfferChange, Opening};
use rekap::domain::refusal::Refusal;

use crate::support::{NOW, new_order, shop};

/// Places orders until the quota is full; returns how many.
fn sell_out(path: &Path, who: &str, start: &Barrier) -> i64 {
    let mut book = Book::open(path, Opening::Existing).unwrap();
    let period = book.periods().unwrap()[0].id;
    start.wait();
    let mut sold = 0;
    loop {
        match book.place_order(&new_order(period, who, &[(1, "NAS-KEJU")]), NOW) {
            Ok(_) => sold += 1,
            Err(BookError::Refused(Refusal::QuotaFull { left: 0, .. })) => return sold,
            // The lock was held too long: try again, as a person would.
            Err(BookError::Locked) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn two_windows_sell_a_quota_of_fifty_exactly() {
    let mut shop = shop();
    let quota = OfferChange {
        quota: Some(Some(50)),
        ..OfferChange::default()
    };
    shop.offer("NAS3", "NAS-KEJU", quota);
    let (path, start) = (shop.path(), Barrier::new(2));
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| sell_out(&path, "Bu Sari", &start));
        let other = scope.spawn(|| sell_out(&path, "Pak Budi", &start));
        (one.join().unwrap(), other.join().unwrap())
    });
    assert_eq!(one + other, 50);
    let period = shop.id("NAS3");
    let offers = shop.book.offers(period).unwrap();
    let offer = offers
        .iter()
        .find(|offer| offer.code == "NAS-KEJU")
        .unwrap();
    assert_eq!((offer.sold, offer.left()), (50, Some(0)));
    assert_eq!(shop.book.figures(period).unwrap().orders, 50);
    assert_eq!(shop.book.check().unwrap(), []);
}

#[test]
fn the_other_windows_deeds_are_seen_and_not_undone_by_accident() {
    let mut shop = shop();
    let mut other = Book::open(&shop.path(), Opening::Existing).unwrap();
    let (version, mine) = (
        shop.book.data_version().unwrap(),
        shop.book.last_action().unwrap().unwrap(),
    );
    let period = shop.id("NAS3");
    let order = new_order(period, "Bu Sari", &[(1, "LK")]);
    let order = other.place_order(&order, NOW).unwrap().made;
    assert_ne!(shop.book.data_version().unwrap(), version);
    assert!(matches!(
        shop.book.undo(Some(mine.id), NOW),
        Err(BookError::Refused(Refusal::NotNewest))
    ));
    let newest = shop.book.last_action().unwrap().unwrap();
    assert!(shop.book.is_mine(&mine) && !shop.book.is_mine(&newest));
    shop.book.undo(Some(newest.id), NOW).unwrap();
    // Deeds on something that is gone are refused with a sentence.
    assert!(matches!(
        other.cancel_order(order.row.id, "", false, NOW),
        Err(BookError::Refused(Refusal::Unknown { .. }))
    ));
    assert!(matches!(
        other.merge_customers(order.row.customer, order.row.customer, NOW),
        Err(BookError::Refused(Refusal::Unknown { .. }))
    ));
}
