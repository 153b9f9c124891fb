//! `rekap check`: each invariant, broken with plain SQL, is reported with its rule in text and
//! JSON; a sound book has no findings.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use rstest::rstest;
use rusqlite::Connection;
use serde_json::{Value, json};

use rekap::book::{Book, Opening};

use crate::setup::MORNING;
use crate::shop::{Shop, empty, open_po};

/// A book with one of everything: tiers, bonuses, packages, three quotas, a waiting list, orders
/// taken beyond a quota, moved, split and cancelled, money in, out, claimed, voided and moved, a
/// frozen tally.
pub fn full() -> &'static PathBuf {
    static MADE: OnceLock<(Shop, PathBuf)> = OnceLock::new();
    let (_, book) = MADE.get_or_init(|| {
        let shop = open_po();
        for typed in [
            "product add LDK 'Lidah Kucing' --price 50rb",
            "product add HAMP Hampers --price 250rb",
            "product package HAMP --with '3 NAS-KEJU' --with '1 LDK'",
            "po offer NAS3 HAMP",
            "po offer NAS3 LDK",
            "po tier NAS3 NAS-KEJU 'Early bird' --price 60rb --first 3",
            "po bonus NAS3 Stiker --first 2",
            "po bonus NAS3 Potongan --first 1 --discount 5rb",
            "po offer NAS3 KAS --quota 4",
            "po quota NAS3 NAS 30",
            "po edit NAS3 --quota 60",
            "order add NAS3 --name 'Bu Sari' --phone 081234567890 --item '4 NAS-KEJU' --item '1 HAMP'",
            "order add NAS3 --name Budi --phone 081298765432 --item '3 KAS'",
            "order add NAS3 --name Caca --phone 081277777777 --item '2 KAS' --waitlist",
            "order add NAS3 --name Dedi --item '2 KAS' --overbook 'pelanggan lama'",
            "order add NAS3 --name Eka --item '2 NAS-ORI' --item '1 LDK'",
            "order add NAS3 --name Fani --item '1 NAS-ORI'",
            "order charge NAS3-001 shipping 20rb",
            "pay NAS3-001 200rb",
            "pay NAS3-002 300rb",
            "pay NAS3-002 90rb --refund",
            "pay NAS3-005 70rb --claimed",
            "pay NAS3-006 65rb",
            "pay NAS3-006 10rb",
            "pay void 6",
            "order cancel NAS3-006 --why batal",
            "po new NAS4 Berikutnya --open 2026-01-25 --close 2026-03-15",
            "po offer NAS4 NAS",
            "po offer NAS4 LDK",
            "order split NAS3-005 NAS4 --item '1 NAS-ORI'",
            "order move NAS3-005 NAS4",
            "po stage NAS3 EMS --share equal --amount 10rb",
            "po close NAS3",
            "order add NAS3 --name Gita --item '1 NAS-ORI' --late telat",
            "order add NAS4 --name Hana --item '2 LDK'",
            "order destination NAS4-003 'Bu Ani' --item '1 LDK' --shipping 10rb",
            "pay NAS4-003 110rb",
            "account add Kas --method cash",
            "account add BCA --method transfer",
            "transfer 10rb --from BCA --to Kas",
        ] {
            shop.does(typed);
        }
        let mut opened = Book::open(&shop.book(), Opening::Existing).unwrap();
        let order = opened.order_id("NAS4-003").unwrap();
        opened.pick_up(order, None, None, MORNING).unwrap();
        drop(opened);
        shop.does("claim add NAS4-003 '1 LDK' --kind damaged --end compensate 10rb");
        let book = shop.book();
        (shop, book)
    });
    book
}

/// A copy of that book, changed with plain SQL.
fn damaged(sql: &str) -> Shop {
    let shop = empty();
    fs::copy(full(), shop.book()).unwrap();
    let book = Connection::open(shop.book()).unwrap();
    book.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    book.execute_batch(sql).unwrap();
    shop
}

fn findings(shop: &Shop) -> Value {
    let ran = shop.rekap("check --json");
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["ok"], ran.code == 0, "{ran:?}");
    found["findings"].clone()
}

#[test]
fn a_sound_book_has_no_findings() {
    let shop = damaged("");
    assert_eq!(shop.json("check"), json!({"ok": true, "findings": []}));
    let ran = shop.rekap("check");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("beres"), "{ran:?}");
    assert_eq!(ran.err, "", "no progress where nobody watches");
}

#[rstest]
// Running sums, each kept column.
#[case(
    "UPDATE order_sums SET lines = lines + 1 WHERE order_id = 1",
    "23",
    "NAS3-001"
)]
#[case("UPDATE account_sums SET cash = cash + 1", "92", "BCA")]
#[case("UPDATE account_sums SET held = held + 1", "92", "BCA")]
#[case(
    "DELETE FROM entries WHERE with_id IS NOT NULL;
     INSERT INTO entries (at, account_id, kind, amount, with_id) SELECT at, 1, kind, 9000, id FROM entries",
    "90",
    "BCA"
)]
#[case(
    "UPDATE order_sums SET charges = charges + 1 WHERE order_id = 1",
    "23",
    "NAS3-001"
)]
#[case("UPDATE order_sums SET units = 9 WHERE order_id = 2", "23", "NAS3-002")]
#[case(
    "UPDATE order_sums SET pieces = 9 WHERE order_id = 2",
    "23",
    "NAS3-002"
)]
#[case(
    "UPDATE order_sums SET customer_id = 2 WHERE order_id = 1",
    "23",
    "NAS3-001"
)]
#[case(
    "UPDATE order_sums SET down_payment_by = 1 WHERE order_id = 1",
    "23",
    "NAS3-001"
)]
#[case("UPDATE order_sums SET held = 0 WHERE order_id = 1", "23", "NAS3-001")]
#[case(
    "UPDATE order_sums SET waiting = 0 WHERE order_id = 3",
    "23",
    "NAS3-003"
)]
#[case(
    "UPDATE order_sums SET cancelled = 1 WHERE order_id = 2",
    "23",
    "NAS3-002"
)]
#[case("UPDATE order_sums SET code = 7 WHERE order_id = 1", "23", "NAS3-001")]
#[case("UPDATE order_sums SET fee = 7 WHERE order_id = 6", "23", "NAS3-006")]
#[case(
    "UPDATE order_sums SET paid = paid + 1 WHERE order_id = 2",
    "26",
    "NAS3-002"
)]
#[case(
    "UPDATE order_sums SET refunded = 1 WHERE order_id = 1",
    "26",
    "NAS3-001"
)]
#[case(
    "UPDATE order_sums SET settled = 5 WHERE order_id = 1",
    "26",
    "NAS3-001"
)]
#[case(
    "UPDATE order_sums SET down_payment_met = 5 WHERE order_id = 1",
    "26",
    "NAS3-001"
)]
#[case("DELETE FROM order_sums WHERE order_id = 2", "23", "NAS3-002")]
#[case(
    "INSERT INTO order_sums (order_id, period_id, customer_id, cancelled) VALUES (99, 1, 1, 0)",
    "23",
    "order_sums 99"
)]
#[case(
    "UPDATE offer_sums SET units = units + 1 WHERE offer_id = (SELECT min(offer_id) FROM lines)",
    "15",
    "NAS3 NAS-KEJU"
)]
#[case(
    "DELETE FROM offer_sums WHERE offer_id = (SELECT min(offer_id) FROM lines)",
    "15",
    "NAS3 NAS-KEJU"
)]
#[case("INSERT INTO offer_sums (offer_id) VALUES (99)", "23", "offer_sums 99")]
#[case("UPDATE tier_sums SET units = 2", "12", "NAS3 NAS-KEJU Early bird")]
#[case("DELETE FROM tier_sums", "12", "NAS3 NAS-KEJU Early bird")]
#[case("INSERT INTO tier_sums VALUES (99, 0)", "23", "tier_sums 99")]
#[case(
    "UPDATE bonus_sums SET orders = 9 WHERE bonus_id = 1",
    "14",
    "NAS3 Stiker"
)]
#[case("DELETE FROM bonus_sums WHERE bonus_id = 2", "14", "NAS3 Potongan")]
#[case("INSERT INTO bonus_sums VALUES (99, 0)", "23", "bonus_sums 99")]
#[case("UPDATE period_sums SET orders = 9 WHERE period_id = 1", "15", "NAS3")]
#[case("UPDATE period_sums SET units = 1 WHERE period_id = 1", "15", "NAS3")]
#[case("UPDATE period_sums SET pieces = 1 WHERE period_id = 1", "15", "NAS3")]
#[case("UPDATE period_sums SET waiting = 0 WHERE period_id = 1", "15", "NAS3")]
#[case(
    "UPDATE period_sums SET cancelled = 0 WHERE period_id = 1",
    "15",
    "NAS3"
)]
#[case(
    "UPDATE period_sums SET unconfirmed = 1 WHERE period_id = 1",
    "15",
    "NAS3"
)]
#[case(
    "UPDATE period_sums SET total = total - 1 WHERE period_id = 2",
    "15",
    "NAS4"
)]
#[case(
    "UPDATE period_sums SET paid = paid - 1 WHERE period_id = 2",
    "15",
    "NAS4"
)]
#[case(
    "UPDATE period_sums SET forfeited = 1 WHERE period_id = 2",
    "15",
    "NAS4"
)]
#[case("UPDATE period_sums SET codes = 1 WHERE period_id = 2", "15", "NAS4")]
#[case("DELETE FROM period_sums WHERE period_id = 2", "15", "NAS4")]
#[case(
    "INSERT INTO period_sums (period_id) VALUES (99)",
    "23",
    "period_sums 99"
)]
// The bills.
#[case(
    "INSERT INTO charges (order_id, kind, amount, label, at) VALUES (2, 'discount', -900000, '', 0)",
    "24",
    "NAS3-002"
)]
#[case(
    "INSERT INTO charges (order_id, kind, amount, label, at) VALUES (6, 'cancellation_fee', 900000, '', 0)",
    "33",
    "NAS3-006"
)]
#[case(
    "INSERT INTO charges (order_id, kind, amount, label, at) VALUES (2, 'unique_code', 1000, '', 0)",
    "31",
    "NAS3-002"
)]
// The ledger.
#[case("INSERT INTO allocations (payment_id, order_id, amount, bill_total, bill_down_payment, settled_change, down_payment_change)
        VALUES (1, 1, 1, 0, 0, 0, 0)", "28", "1")]
#[case("INSERT INTO allocations (payment_id, order_id, amount, bill_total, bill_down_payment, settled_change, down_payment_change)
        VALUES (1, 1, -300000, 0, 0, 0, 0)", "28", "1")]
#[case("INSERT INTO allocations (payment_id, order_id, amount, bill_total, bill_down_payment, settled_change, down_payment_change)
        VALUES (1, 4, -1, 0, 0, 0, 0)", "32", "NAS3-004")]
#[case("INSERT INTO allocations (payment_id, order_id, amount, bill_total, bill_down_payment, settled_change, down_payment_change)
        VALUES (4, 5, 1, 0, 0, 0, 0)", "29", "4")]
#[case("UPDATE payments SET refund = 0 WHERE refund = 1", "27", "3")]
#[case(
    "UPDATE payments SET amount = amount - 1 WHERE reverses IS NOT NULL",
    "27",
    "7"
)]
#[case("DELETE FROM allocations WHERE payment_id = 7", "27", "7")]
// What is agreed for an order.
#[case(
    "UPDATE orders SET free_reason = 'endorse' WHERE code = 'NAS3-001'",
    "109",
    "NAS3-001"
)]
#[case(
    "UPDATE orders SET wanted_time = '15:00' WHERE code = 'NAS3-001'",
    "77",
    "NAS3-001"
)]
#[case(
    "UPDATE orders SET payer_id = 999 WHERE code = 'NAS3-001'",
    "74",
    "NAS3-001"
)]
// Recipients, and how shipping is paid.
#[case("UPDATE destination_items SET qty = 9", "80", "NAS4-003")]
#[case(
    "UPDATE orders SET shipping = 'free' WHERE code = 'NAS4-003'",
    "72",
    "NAS4-003"
)]
// Claims.
#[case("UPDATE claims SET amount = amount + 1", "83", "NAS4-003")]
#[case("UPDATE claims SET qty = 9", "83", "NAS4-003")]
#[case(
    "UPDATE claims SET ending = 'refund', goods = 'stock'",
    "83",
    "NAS4-003"
)]
// Lines, and where they stand.
#[case(
    "UPDATE lines SET unit_price = 1 WHERE part_of IS NOT NULL",
    "21",
    "NAS3-001"
)]
#[case(
    "UPDATE lines SET qty = qty * 10 WHERE is_package; UPDATE lines SET qty = 7 WHERE part_of IS NOT NULL",
    "21",
    "NAS3-001"
)]
#[case("DELETE FROM lines WHERE part_of IS NOT NULL", "21", "NAS3-001")]
#[case(
    "UPDATE offers SET period_id = 2 WHERE variant_id = (SELECT id FROM variants WHERE code = 'KAS')",
    "15",
    "NAS3-002"
)]
#[case(
    "UPDATE orders SET confirmed_at = placed_at WHERE id = 3",
    "20",
    "NAS3-003"
)]
#[case("UPDATE orders SET moved_from = 8 WHERE id = 7", "45", "NAS4-001")]
#[case("UPDATE orders SET moved_from = 1 WHERE id = 2", "45", "NAS3-002")]
// Quotas of all three levels, the limit on orders, the order of the waiting list.
#[case(
    "UPDATE orders SET overbook_reason = NULL; DELETE FROM actions WHERE message LIKE '%did-edit-period%'",
    "17",
    "NAS3 KAS"
)]
#[case("UPDATE product_quotas SET quota = 5", "17", "NAS3 NAS")]
#[case("UPDATE periods SET quota = 5 WHERE id = 1", "17", "NAS3")]
#[case("UPDATE periods SET order_cap = 1 WHERE id = 2", "17", "NAS4")]
#[case("UPDATE offers SET quota = 40 WHERE quota = 4", "20", "NAS3-003")]
// Numbers, versions, customers.
#[case("UPDATE order_counters SET last = 6 WHERE code = 'NAS3'", "54", "NAS3")]
#[case("DELETE FROM order_counters WHERE code = 'NAS4'", "54", "NAS4")]
#[case(
    "UPDATE charges SET amount = amount + 1 WHERE kind = 'stage'",
    "75",
    "NAS3 EMS"
)]
#[case("UPDATE payment_stages SET billed_at = NULL", "75", "NAS3 EMS")]
#[case("UPDATE payment_stages SET period_id = 2", "63", "NAS3-001")]
#[case(
    "INSERT INTO charges (order_id, kind, amount, label, at, stage_id) VALUES (8, 'unique_code', 7, '', 0, 1)",
    "31",
    "NAS4-002"
)]
#[case("UPDATE tally_rows SET qty = qty + 1 WHERE seq = 1", "37", "NAS3 v1")]
#[case("UPDATE tally_versions SET version = 3", "37", "NAS3 v3")]
#[case("DELETE FROM tally_versions", "37", "tally_rows 1")]
#[case(
    "UPDATE customers SET phone = '6281234567890' WHERE name = 'Budi'",
    "49",
    "6281234567890"
)]
#[case(
    "UPDATE customers SET merged_into = 1 WHERE name = 'Budi'",
    "50",
    "NAS3-002"
)]
#[case("DELETE FROM customers WHERE name = 'Budi'", "keys", "orders 2")]
fn each_broken_invariant_is_reported(#[case] sql: &str, #[case] rule: &str, #[case] subject: &str) {
    let shop = damaged(sql);
    let found = findings(&shop);
    let found = found.as_array().unwrap();
    let named = found
        .iter()
        .find(|finding| finding["rule"] == rule && finding["subject"] == subject);
    let named = named.unwrap_or_else(|| panic!("no {rule} {subject} in {found:#?}"));
    let text = named["text"].as_str().unwrap();
    assert!(rule == "keys" || text.contains(subject), "{text}");
}

#[test]
fn a_finding_is_said_in_the_readers_language() {
    let shop = damaged("UPDATE order_sums SET lines = lines + 1 WHERE order_id = 1");
    let ran = shop.rekap("check");
    let said = "NAS3-001: Total NAS3-001 tidak sama dengan jumlah item dan biayanya.\n";
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.starts_with(said), "{ran:?}");
    let english = shop.in_english().rekap("check");
    assert!(
        english.out.contains("The total of NAS3-001 differs"),
        "{english:?}"
    );
}

/// A deficit is no finding when the owner gave a reason or lowered the quota later.
#[test]
fn a_deficit_with_a_reason_is_no_finding() {
    let shop = damaged("");
    for typed in [
        "po offer NAS3 NAS-KEJU --quota 2",
        "po quota NAS3 NAS 3",
        "po edit NAS3 --quota 4",
    ] {
        shop.does(typed);
        assert_eq!(findings(&shop), json!([]), "{typed}");
    }
    let shown = shop.does("po show NAS3");
    assert!(shown.contains("NAS-KEJU"), "{shown}");
}

/// An index without one of its rows: SQLite's own check finds it, and the other checks still run as
/// far as they can.
#[test]
fn a_damaged_file_is_a_finding_and_the_check_goes_on() {
    let shop = damaged(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = 'CREATE INDEX charges_bonus ON charges (order_id)' WHERE name = 'charges_bonus';",
    );
    let found = findings(&shop);
    assert_eq!(found[0]["rule"], "file", "{found:#}");
    assert!(
        found[0]["text"].as_str().unwrap().contains("rusak"),
        "{found:#}"
    );
}

#[test]
fn a_failed_query_names_its_check() {
    let shop = damaged("ALTER TABLE suppliers RENAME COLUMN lead_days TO days");
    let ran = shop.rekap("supplier list");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("lead_days"), "{ran:?}");
    assert!(ran.err.contains("(src/book/supplier.rs:"), "{ran:?}");
}
