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
fn a_book_held_by_another_program_is_waited_for_five_seconds() {
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
        (Duration::from_secs(5)..Duration::from_secs(8)).contains(&took),
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
    assert!(started.elapsed() < Duration::from_secs(9));
    holder.execute_batch("ROLLBACK").unwrap();
    shop.does(&["restore", "salinan.rekap"]);
    shop.deeds();
}

/// A reader of a pipe that takes its time keeps nobody from saving.
#[test]
fn a_slow_reader_of_an_export_keeps_nobody_from_saving() {
    let shop = Shop::open();
    for _ in 0..3 {
        shop.does(&order("Bu Sari"));
    }
    let note = "panjang ".repeat(60);
    let (text, many) = (note.trim(), 400);
    let book = rusqlite::Connection::open(shop.book()).unwrap();
    book.execute_batch(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
         INSERT INTO orders (code, period_id, customer_id, placed_at, channel, note, recipient, address,
            down_payment, confirmed_at, cancellation)
         SELECT 'P-' || (100 + i), o.period_id, o.customer_id, o.placed_at, o.channel, '{text}', '', '',
            o.down_payment, o.confirmed_at, o.cancellation FROM n, (SELECT * FROM orders LIMIT 1) o"
    ))
    .unwrap();
    let mut slow = shop
        .command(&["export", "orders", "P", "--json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // Its pipe is full after 64 KiB, and nobody reads.
    let mut begun = [0; 1];
    std::io::Read::read_exact(slow.stdout.as_mut().unwrap(), &mut begun).unwrap();
    let started = Instant::now();
    shop.does(&order("Pak Budi"));
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    assert!(slow.try_wait().unwrap().is_none(), "the export is over");
    slow.kill().unwrap();
    slow.wait().unwrap();
}
