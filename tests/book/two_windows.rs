//! Two windows on one book never oversell, and each sees the other's changes.

use std::path::Path;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rekap::book::{
    Book, BookError, LockWait, OfferChange, Opening, OrderChange, OrderFilter, PeriodChange,
    ShopChange,
};
use rekap::domain::money::Rupiah;
use rekap::domain::refusal::Refusal;

use crate::support::{NOW, edit_typed, new_order, shop, typed};

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
        Err(BookError::Refused(Refusal::NotNewest { after: 1, .. }))
    ));
    let newest = shop.book.last_action().unwrap().unwrap();
    assert!(shop.book.is_mine(&mine) && !shop.book.is_mine(&newest));
    shop.book.undo(Some(newest.id), NOW).unwrap();
    // Deeds on something that is gone are refused with a sentence.
    assert!(matches!(
        other.cancel_order(order.row.id, "", false, NOW),
        Err(BookError::Refused(Refusal::Gone))
    ));
    assert!(matches!(
        other.merge_customers(order.row.customer, order.row.customer, NOW),
        Err(BookError::Refused(Refusal::Unknown { .. }))
    ));
}

/// Every question reads one state of the book, however many rows it gathers from different tables.
#[test]
fn an_answer_agrees_with_itself_while_another_window_saves() {
    let mut shop = shop();
    let period = shop.id("NAS3");
    let order = shop
        .book
        .place_order(&new_order(period, "Bu Sari", &[(1, "LK")]), NOW);
    let id = order.unwrap().made.row.id;
    let (path, over) = (shop.path(), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut other = Book::open(&path, Opening::Existing).unwrap();
            while !over.load(Ordering::Relaxed) {
                for item in ["+1 LK", "-1 LK"] {
                    let edit = OrderChange::default();
                    edit_typed(&mut other, id, &[typed(item)], edit, NOW).unwrap();
                }
                let brief = new_order(period, "Pak Budi", &[(2, "NAS-COK")]);
                other.place_order(&brief, NOW).unwrap();
                other.undo(None, NOW).unwrap();
            }
        });
        let looking = Book::open(&path, Opening::Look).unwrap();
        let filter = OrderFilter::default();
        for _ in 0..300 {
            let snapshot = looking.snapshot().unwrap();
            let mut sum = Rupiah::ZERO;
            let all = looking.each_order_in_full(&filter, NOW, |order| {
                let lines = order.lines.iter().map(|line| line.amount().unwrap());
                assert_eq!(order.row.bill.total, Rupiah::sum(lines).unwrap());
                sum = sum.plus(order.row.bill.total).unwrap();
                true
            });
            all.unwrap();
            assert_eq!(looking.figures(period).unwrap().total, sum);
            drop(snapshot);
        }
        over.store(true, Ordering::Relaxed);
    });
}

/// A snapshot begins with its first question and ends when it is dropped or released; what is saved
/// in between waits.
#[test]
fn a_snapshot_is_one_state_of_the_book() {
    let shop = shop();
    let path = shop.path();
    let name = |book: &Book| book.shop().unwrap().name;
    let rename = |to: &str| {
        let mut other = Book::open(&path, Opening::Existing).unwrap();
        let change = ShopChange {
            name: Some(to.to_owned()),
            ..ShopChange::default()
        };
        other.set_shop(&change, NOW).unwrap();
    };
    let probe = rusqlite::Connection::open(&path).unwrap();
    probe.busy_timeout(std::time::Duration::ZERO).unwrap();
    let snapshot = shop.book.snapshot().unwrap();
    rename("Dapur Satu");
    assert_eq!(name(&shop.book), "Dapur Satu", "nothing was asked yet");
    thread::scope(|scope| {
        let renaming = scope.spawn(|| rename("Dapur Dua"));
        // Until it is about to be written, others may begin to look.
        let looks = || {
            probe
                .query_row("SELECT 1 FROM shop", [], |_| Ok(()))
                .is_ok()
        };
        while looks() && !renaming.is_finished() {
            assert_eq!(name(&shop.book), "Dapur Satu");
        }
        assert_eq!(name(&shop.book), "Dapur Satu");
        drop(snapshot);
    });
    assert_eq!(name(&shop.book), "Dapur Dua");
}

/// What a deed is decided by is looked at under the write lock; when it no longer holds, nothing is
/// written.
#[test]
fn a_deed_is_done_only_while_what_it_goes_by_holds() {
    let mut shop = shop();
    let (path, period) = (shop.path(), shop.id("NAS3"));
    let mut other = Book::open(&path, Opening::Existing).unwrap();
    let rename = |name: &str| PeriodChange {
        name: Some(name.to_owned()),
        ..PeriodChange::default()
    };
    let named = |book: &Book| book.period_by_id(period).map(|period| period.name);
    other.edit_period(period, &rename("Lain"), NOW).unwrap();
    let before = shop.book.last_action().unwrap();
    let outcome = shop.book.deed_while(
        |book| Ok(named(book)? == "PO NAS3"),
        |book| book.edit_period(period, &rename("Milik saya"), NOW),
    );
    assert!(matches!(
        outcome,
        Err(BookError::Refused(Refusal::ChangedMeanwhile))
    ));
    assert_eq!(named(&shop.book).unwrap(), "Lain");
    assert_eq!(shop.book.last_action().unwrap(), before);

    other.set_lock_wait(LockWait::Typing).unwrap();
    let done = shop.book.deed_while(
        |book| {
            // Nobody else can write between the question and the deed.
            let overtaken = other.edit_period(period, &rename("Sempat"), NOW);
            assert!(matches!(overtaken, Err(BookError::Locked)));
            Ok(named(book)? == "Lain")
        },
        |book| book.edit_period(period, &rename("Milik saya"), NOW),
    );
    assert!(done.unwrap().message.is_some());
    assert_eq!(named(&other).unwrap(), "Milik saya");
    // One step of history, which undo takes back whole; a refused one leaves the book free.
    let refused = shop.book.deed_while(
        |_| Ok(true),
        |book| book.edit_period(period, &rename(""), NOW),
    );
    assert!(refused.is_err());
    other.undo(None, NOW).unwrap();
    assert_eq!(named(&shop.book).unwrap(), "Lain");
    // A deed that changes nothing is no step, and no change that others would look at.
    let version = other.data_version().unwrap();
    let nothing = shop.book.deed_while(
        |_| Ok(true),
        |book| book.edit_period(period, &rename("Lain"), NOW),
    );
    assert!(nothing.unwrap().message.is_none());
    assert_eq!(other.data_version().unwrap(), version);
    assert_eq!(shop.book.check().unwrap(), []);
}
