//! Books of every earlier schema are copied, then upgraded in one step, and keep their figures.

use std::fs;
use std::path::PathBuf;

use rekap::book::{Book, Candidate, Doubts, Opening, OrderFilter};
use rekap::domain::backup::BackupReason;
use rekap::domain::when::Moment;

const NOW: Moment = Moment::from_unix(1_772_334_000);

/// Copies the committed book of this schema into a temporary folder.
fn book_of(version: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toko.rekap");
    let fixture = format!(
        "{}/tests/fixtures/book-v{version}.rekap",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::copy(fixture, &path).unwrap();
    (folder, path)
}

fn beside(path: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The schema version of this program.
fn newest() -> u32 {
    let shop = crate::support::empty();
    let book = rusqlite::Connection::open(shop.path()).unwrap();
    book.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

/// There is a committed book for every earlier schema, and no other.
#[test]
fn there_is_a_book_of_every_earlier_schema() {
    for version in 1..newest() {
        let (_folder, path) = book_of(version);
        let book = rusqlite::Connection::open(path).unwrap();
        let found: u32 = book
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(found, version);
    }
}

#[test]
fn an_older_book_is_upgraded_after_a_copy_of_it() {
    for (version, opening) in (1..newest())
        .flat_map(|version| [Opening::Look, Opening::Existing].map(|opening| (version, opening)))
    {
        let what = format!("schema {version}, {opening:?}");
        let (_folder, path) = book_of(version);
        let before = fs::read(&path).unwrap();
        let book = Book::open(&path, opening).unwrap();
        assert_eq!(book.check().unwrap(), Vec::new(), "{what}");
        assert_eq!(beside(&path), ["toko.rekap", "toko.rekap.backups"]);
        let copies = book.backups().unwrap().copies().unwrap();
        assert_eq!(copies.len(), 1, "{what}");
        assert_eq!(copies[0].reason, BackupReason::Upgrade);
        let copy = fs::read(&copies[0].path).unwrap();
        assert_eq!(copy.len(), before.len(), "{what}");

        let mut orders = 0;
        let mut held = 0;
        book.each_order(&OrderFilter::default(), None, NOW, |row| {
            orders += 1;
            held += i64::from(row.status == rekap::domain::order::OrderStatus::Active);
            true
        })
        .unwrap();
        assert!(
            orders > held && held > 10,
            "{what}: {orders} orders, {held} held"
        );
        let figures: i64 = book
            .periods()
            .unwrap()
            .iter()
            .map(|period| book.figures(period.id).unwrap().orders)
            .sum();
        assert_eq!(figures, held, "{what}");
    }
}

/// Undo can't go back over an upgrade of the tables, as its before-images have the old ones; the one
/// of schema 6 changed no row. Later deeds can be undone.
#[test]
fn undo_stops_at_the_upgrade() {
    for version in 1..newest() {
        let (_folder, path) = book_of(version);
        let mut book = Book::open(&path, Opening::Existing).unwrap();
        assert_eq!(
            book.undo(None, NOW).is_err(),
            version < 6,
            "schema {version}"
        );
        assert_eq!(book.check().unwrap(), Vec::new());
    }
}

/// Rule 25: who was told a down payment of the whole bill still owes that one; new orders are asked
/// for theirs of the goods.
#[test]
fn old_orders_keep_the_down_payment_they_were_told() {
    let (_folder, path) = book_of(4);
    let old = rusqlite::Connection::open(&path).unwrap();
    let percent = "SELECT o.code, (s.total - s.code) * rtrim(o.down_payment, '%'), o.down_payment FROM orders o
         JOIN order_sums s ON s.order_id = o.id WHERE o.down_payment LIKE '%\\%' ESCAPE '\\'
         AND o.cancelled_at IS NULL AND s.down_payment_met = 0 ORDER BY o.id";
    let asked: Vec<(String, i64)> = old
        .prepare(percent)
        .unwrap()
        .query_map([], |row| {
            // Rounded up to the step of Rp500.
            let hundredfold: i64 = row.get(1)?;
            Ok((row.get(0)?, (hundredfold + 49_999) / 50_000 * 500))
        })
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    drop(old);
    let book = Book::open(&path, Opening::Existing).unwrap();
    let mut compared = 0;
    for (code, asked) in asked {
        let row = book.order_row(book.order_id(&code).unwrap(), NOW).unwrap();
        assert_eq!(row.bill.down_payment.raw(), asked, "{code}");
        compared += 1;
    }
    assert!(compared > 3, "{compared}");
}

/// Rule 83: claims and parcels say after the upgrade what they said before.
#[test]
fn claims_and_parcels_stay_as_they_were() {
    let (_folder, path) = book_of(6);
    let said = |path: &PathBuf| -> Vec<String> {
        let book = rusqlite::Connection::open(path).unwrap();
        let mut all = book
            .prepare(
                "SELECT json_array(id, order_id, offer_id, qty, kind, ending, amount, with_offer_id, goods) FROM claims
                 UNION ALL SELECT json_array(id, tracking, weight, sent_at, received_at) FROM parcels
                 UNION ALL SELECT json_array(id, order_id, src, dst, qty) FROM unit_moves",
            )
            .unwrap();
        let rows = all.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    };
    let before = said(&path);
    assert!(before.len() > 10, "{before:?}");
    Book::open(&path, Opening::Existing).unwrap();
    assert_eq!(said(&path), before);
}

/// Rule 53: who was told of a moved date stays told.
#[test]
fn who_was_told_stays_told() {
    let (_folder, path) = book_of(7);
    let book = Book::open(&path, Opening::Existing).unwrap();
    let period = book.periods().unwrap().into_iter();
    let mut period = period.filter(|period| period.code.as_str() == "KUE2");
    let moved = period.next().unwrap();
    let told = book.told(moved.id, NOW).unwrap();
    let codes: Vec<&str> = told.told.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["KUE2-001", "KUE2-003"]);
    assert_eq!(told.to_tell.len(), 7);
}

/// A copy with an older schema can replace a newer book; it is upgraded.
#[test]
fn an_older_copy_can_be_restored() {
    for version in 1..newest() {
        let mut shop = crate::support::shop();
        let (_folder, copy) = book_of(version);
        let bytes = fs::read(&copy).unwrap();
        let copied = Candidate::at(&copy, Doubts::Refuse).unwrap();
        shop.book.restore(copied, NOW).unwrap();
        assert_eq!(shop.book.check().unwrap(), Vec::new(), "schema {version}");
        assert!(shop.book.periods().unwrap().len() > 1);
        assert!(fs::read(&copy).unwrap() == bytes, "the copy stays as it is");
    }
}
