//! Two programs at once never oversell a quota, and one that can't get the lock says so.

use std::thread;
use std::time::{Duration, Instant};

use super::shop::{Shop, order, times};

#[test]
fn two_programs_sell_a_quota_exactly() {
    let quota = 100;
    for _ in 0..times(1, 20) {
        let shop = Shop::open();
        shop.does(&["po", "offer", "P", "NAS", "--quota", &quota.to_string()]);
        let sell = || {
            let mut sold = 0;
            for _ in 0..quota {
                let ran = shop.run(&order("Pembeli"));
                let words = String::from_utf8_lossy(&ran.stderr);
                match ran.status.code() {
                    Some(0) => sold += 1,
                    Some(1) => assert!(words.contains("NAS"), "{words}"),
                    other => panic!("{other:?}: {words}"),
                }
            }
            sold
        };
        let sold: usize = thread::scope(|scope| {
            let sellers = [scope.spawn(sell), scope.spawn(sell)];
            sellers.into_iter().map(|one| one.join().unwrap()).sum()
        });
        assert_eq!(sold, quota);
        let offer = shop.does(&["po", "show", "P", "--json"]);
        assert!(offer.contains("\"left\": 0"), "{offer}");
        shop.deeds();
    }
}

#[test]
fn a_book_held_by_another_program_is_waited_for_two_seconds() {
    let shop = Shop::open();
    let before = shop.deeds();
    let holder = rusqlite::Connection::open(shop.book()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let started = Instant::now();
    let ran = shop.run(&order("Bu Sari"));
    let took = started.elapsed();
    assert_eq!(ran.status.code(), Some(1));
    let words = String::from_utf8_lossy(&ran.stderr);
    assert!(words.contains("sedang dipakai program lain"), "{words}");
    assert!(
        (Duration::from_millis(1_500)..Duration::from_secs(5)).contains(&took),
        "{took:?}"
    );
    // If the lock is released in time, the deed is done.
    thread::scope(|scope| {
        let waiting = scope.spawn(|| shop.does(&order("Pak Budi")));
        thread::sleep(Duration::from_millis(500));
        holder.execute_batch("COMMIT").unwrap();
        assert_eq!(waiting.join().unwrap(), "P-001\n");
    });
    assert_eq!(shop.deeds(), before + 1);
}

#[test]
fn a_restore_gives_up_waiting_for_a_lock() {
    let shop = Shop::open();
    shop.does(&["backup", "salinan.rekap"]);
    let holder = rusqlite::Connection::open(shop.book()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let started = Instant::now();
    let ran = shop.run(&["restore", "salinan.rekap"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(started.elapsed() < Duration::from_secs(6));
    holder.execute_batch("ROLLBACK").unwrap();
    shop.does(&["restore", "salinan.rekap"]);
    shop.deeds();
}
