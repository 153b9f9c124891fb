//! What a restore means for numbers, history and undo, and which copies are taken.

use std::fs;
use std::path::Path;

use rstest::rstest;
use rusqlite::Connection;
use serde_json::Value;

use crate::shop::{Shop, empty, open_po};

fn one_order() -> Shop {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop
}

/// A copy of the book, changed with plain SQL.
fn changed(shop: &Shop, sql: &str) {
    fs::copy(shop.book(), shop.file("titipan.book")).unwrap();
    let copy = Connection::open(shop.file("titipan.book")).unwrap();
    copy.execute_batch(sql).unwrap();
}

fn newest(shop: &Shop) -> Value {
    shop.json("history")["actions"][0].clone()
}

/// Customers have the numbers of the replaced book on paper (rule 54).
#[test]
fn numbers_go_on_where_the_replaced_book_ended() {
    let shop = one_order();
    shop.does("pay NAS3-001 10rb");
    shop.does("backup salinan.rekap");
    let lost = shop.does("order add NAS3 --name Sari --item '1 KAS'");
    shop.does("pay NAS3-002 20rb");
    shop.does("po new NAS4 Berikutnya --open 2026-01-25 --close 2026-03-15");
    shop.does("po offer NAS4 KAS");
    shop.does("order add NAS4 --name Sari --item '1 KAS'");
    let deeds = newest(&shop)["id"].as_i64().unwrap();
    shop.does("restore salinan.rekap");
    let next = shop.does("order add NAS3 --name Citra --item '1 KAS'");
    assert_eq!((lost.as_str(), next.as_str()), ("NAS3-002", "NAS3-003"));
    // Payments and deeds are named by their ids.
    shop.does("pay NAS3-003 30rb");
    assert_eq!(shop.rekap("pay void 2").code, 1);
    shop.does("pay void 3");
    assert_eq!(newest(&shop)["id"].as_i64(), Some(deeds + 4));
    // A PO that the copy doesn't have goes on too.
    shop.does("po new NAS4 Berikutnya --open 2026-01-25 --close 2026-03-15");
    shop.does("po offer NAS4 KAS");
    let next = shop.does("order add NAS4 --name Citra --item '1 KAS'");
    assert_eq!(next, "NAS4-002");
    assert_eq!(shop.json("check")["ok"], true);
}

/// The kitchen has the replaced book's tally on paper.
#[test]
fn numbers_of_tallies_go_on_too() {
    let shop = one_order();
    shop.does("backup salinan.rekap");
    shop.does("order add NAS3 --name Sari --item '4 KAS'");
    shop.does("po close NAS3");
    let on_paper = shop.does("tally NAS3");
    shop.does("restore salinan.rekap");
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("po close NAS3");
    let now = shop.does("tally NAS3");
    assert!(on_paper.contains("v1"), "{on_paper}");
    assert!(now.contains("v2"), "{now}");
}

#[test]
fn undo_stops_at_a_restore_and_says_how_to_go_back() {
    let mut shop = one_order();
    shop.does("backup salinan.rekap");
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    shop.at("2026-02-02T09:00");
    shop.does("restore salinan.rekap");
    let restored = newest(&shop)["text"].as_str().unwrap().to_owned();
    assert!(
        restored.contains("dipulihkan dari salinan.rekap"),
        "{restored}"
    );
    shop.refuses("undo", "dipulihkan dari cadangan Sen 2 Feb 2026 09.00");
    shop.refuses("redo", "Tidak ada yang bisa diulangi");
    // What was done since can be undone, and no more.
    shop.does("order add NAS3 --name Citra --item '1 KAS'");
    shop.does("undo");
    shop.refuses("undo", "urungkan berhenti di situ");
    shop.does("order add NAS3 --name Citra --item '1 KAS'");
    let ran = shop.rekap("undo 5");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err.contains("Citra") && ran.err.contains("berhenti di situ"),
        "{ran:?}"
    );
    assert_eq!(
        shop.json("order list")["orders"].as_array().unwrap().len(),
        1
    );
    // The sentence names the replaced book, and going back loses nothing.
    let said = shop.rekap("undo").err;
    let (_, command) = said.split_once("rekap ").unwrap();
    let back = shop.rekap(&command.trim().replace('"', "'"));
    assert_eq!(back.code, 0, "{back:?}");
    shop.does("order show NAS3-002");
    assert_eq!(shop.json("check")["ok"], true);
}

/// The book can't be read any more: its numbers are taken from whatever can be.
#[test]
fn a_lost_books_numbers_are_salvaged() {
    let shop = one_order();
    shop.does("backup salinan.rekap");
    for name in ["Sari", "Citra"] {
        shop.does(&format!("order add NAS3 --name {name} --item '1 KAS'"));
    }
    // The schema is torn, and the rest can still be read.
    let book = Connection::open(shop.book()).unwrap();
    book.execute_batch("DROP TABLE shop").unwrap();
    drop(book);
    let ran = shop.rekap("restore salinan.rekap");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.err.contains("cocokkan"), "{ran:?}");
    assert_eq!(
        shop.does("order add NAS3 --name Dedi --item '1 KAS'"),
        "NAS3-004"
    );
    let restored = shop.does("history");
    assert!(
        restored.contains("dipulihkan dari salinan.rekap"),
        "{restored}"
    );
    shop.does("undo");
    shop.refuses("undo", "dipulihkan dari cadangan");

    // Nothing can be read of this one: a newer copy tells, and the owner is asked to look.
    shop.does("order add NAS3 --name Eka --item '1 KAS'");
    shop.does("backup");
    fs::write(shop.book(), "bukan buku lagi").unwrap();
    let ran = shop.rekap("restore salinan.rekap");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("cocokkan"), "{ran:?}");
    assert_eq!(
        shop.does("order add NAS3 --name Fani --item '1 KAS'"),
        "NAS3-006"
    );
    // On a computer that never had a book there is nothing to compare with.
    let other = empty();
    fs::copy(shop.file("salinan.rekap"), other.file("salinan.rekap")).unwrap();
    let ran = other.rekap("restore salinan.rekap");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.err.contains("cocokkan"), "{ran:?}");
}

/// A copy that `check` condemns doesn't take the book's place, with or without `--force`.
#[rstest]
#[case("PRAGMA ignore_check_constraints = ON; UPDATE shop SET zone = 'MARS'")]
#[case("UPDATE customers SET name = CAST(x'fffe' AS TEXT)")]
#[case("UPDATE actions SET message = '{' WHERE id = 2")]
#[case(
    "UPDATE row_changes SET before = '[1,' WHERE before IS NOT NULL; INSERT INTO row_changes VALUES (1, 99, 'shop', 1, '[')"
)]
#[case("INSERT INTO row_changes VALUES (1, 99, 'tamu', 1, NULL)")]
#[case("PRAGMA foreign_keys = OFF; DELETE FROM customers")]
#[case("UPDATE orders SET down_payment = 'seikhlasnya'")]
#[case("UPDATE orders SET channel = 'merpati'")]
fn a_copy_that_cant_be_read_is_refused(#[case] sql: &str) {
    let shop = one_order();
    changed(&shop, sql);
    let before = fs::read(shop.book()).unwrap();
    for typed in [
        "restore titipan.book",
        "restore titipan.book --force",
        "restore titipan.book --dry-run",
    ] {
        let ran = shop.rekap(typed);
        assert_eq!(ran.code, 1, "{typed}: {ran:?}");
        assert!(ran.err.contains("bukan cadangan yang baik"), "{ran:?}");
    }
    assert!(fs::read(shop.book()).unwrap() == before);
    assert!(
        !shop.file("shop.book.backups").exists(),
        "nothing was begun"
    );
    let ran = shop.rekap("check --book titipan.book");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{ran:?}");
}

/// Sums at the bounds of what can be stored are findings too, and nobody stumbles over them.
#[rstest]
#[case("UPDATE order_sums SET lines = 1")]
#[case("UPDATE order_sums SET paid = 9223372036854775807")]
#[case("UPDATE period_sums SET total = -9223372036854775808, paid = 9223372036854775807")]
#[case("UPDATE offer_sums SET units = 9223372036854775807")]
#[case("UPDATE order_counters SET last = 9223372036854775807")]
#[case("UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'orders'")]
#[case("UPDATE order_counters SET last = 0")]
fn a_copy_that_breaks_a_rule_needs_force(#[case] sql: &str) {
    let shop = one_order();
    changed(&shop, sql);
    let before = fs::read(shop.book()).unwrap();
    let ran = shop.rekap("restore titipan.book");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("kejanggalan"), "{ran:?}");
    assert!(
        ran.err.contains("rekap check --book \"titipan.book\""),
        "{ran:?}"
    );
    assert!(fs::read(shop.book()).unwrap() == before);
    let ran = shop.rekap("check --book titipan.book --json");
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(!found["findings"].as_array().unwrap().is_empty(), "{found}");
}

#[test]
fn a_broken_rule_may_be_taken_knowingly() {
    let shop = one_order();
    changed(&shop, "UPDATE order_sums SET lines = 1");
    shop.refuses("restore titipan.book", "rekap restore --force");
    shop.does("restore titipan.book --force");
    assert_eq!(shop.rekap("check").code, 1);
}

/// Texts from another hand are told and named, never shown as they are (rule 59).
#[test]
fn control_characters_are_told_and_not_printed() {
    let shop = one_order();
    changed(
        &shop,
        "UPDATE customers SET name = 'A' || char(0x202e) || 'gnp.exe';
         UPDATE orders SET note = char(27) || ']52;c;ZXZpbA==' || char(7);
         UPDATE lines SET customization = char(27) || '[2J' || char(0x9b) || '5m';
         UPDATE actions SET message = replace(message, 'Budi', 'Bu\\u001b[31mdi')",
    );
    let ran = shop.rekap("check --book titipan.book");
    assert_eq!(ran.code, 1);
    let raw = |text: &str| text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']);
    assert!(!raw(&ran.out) && !raw(&ran.err), "{ran:?}");
    for named in [
        "orders.note",
        "customers.name",
        "lines.customization",
        "actions",
    ] {
        assert!(ran.out.contains(named), "{named}: {ran:?}");
    }
    assert!(ran.out.contains("NAS3-001"), "{ran:?}");
    let ran = shop.rekap("restore titipan.book");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("karakter kontrol"), "{ran:?}");
    assert!(!raw(&ran.err), "{ran:?}");
}

/// The clock went back some hours: the copies of the later hours are older, and so is what they
/// hold.
#[test]
fn a_copy_is_newer_by_the_deeds_in_it() {
    let mut shop = one_order();
    for hour in 17..20 {
        shop.at(&format!("2026-02-01T{hour}:00"));
        shop.does("backup");
    }
    shop.at("2026-02-01T12:00");
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    let made = shop.does("backup");
    assert!(Path::new(&made).exists(), "it is not thinned away at once");
    let listed = shop.json("backup --list")["backups"].clone();
    assert_eq!(listed[0]["path"], made, "{listed}");
    assert_eq!(listed.as_array().unwrap().len(), 4, "{listed}");
    fs::remove_file(shop.book()).unwrap();
    let ran = shop.rekap("order list");
    assert!(
        ran.err.contains(&format!("rekap restore \"{made}\"")),
        "{ran:?}"
    );
}

/// Books that restores replaced within one second don't push out the copy that is asked for, neither
/// beside the book nor in the second folder.
#[test]
fn a_copy_beside_many_of_the_same_second_stays() {
    let shop = one_order();
    fs::create_dir(shop.file("kaca")).unwrap();
    shop.does("shop set backup-folder=kaca");
    shop.does("backup awal.rekap");
    for _ in 0..5 {
        shop.does("restore awal.rekap");
    }
    for _ in 0..4 {
        let made = shop.does("backup");
        let name = Path::new(&made).file_name().unwrap();
        assert!(Path::new(&made).exists(), "{made}");
        assert!(
            shop.file("kaca/shop.book.backups").join(name).exists(),
            "{made}"
        );
    }
}
