//! Books of every earlier schema: upgraded in one step after a copy was put beside them, with the
//! figures they had.

use std::fs;
use std::path::PathBuf;

use rekap::book::{Book, Opening, OrderFilter};
use rekap::domain::backup::Reason;
use rekap::domain::when::Moment;

const NOW: Moment = Moment::from_unix(1_772_334_000);

/// A copy of the committed book of this schema, in a folder of its own.
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

#[test]
fn an_older_book_is_upgraded_after_a_copy_of_it() {
    for opening in [Opening::Look, Opening::Existing] {
        let (_folder, path) = book_of(1);
        let before = fs::read(&path).unwrap();
        let book = Book::open(&path, opening).unwrap();
        assert_eq!(book.check().unwrap(), Vec::new(), "{opening:?}");
        assert_eq!(beside(&path), ["toko.rekap", "toko.rekap.backups"]);
        let copies = book.shelf().unwrap().copies().unwrap();
        assert_eq!(copies.len(), 1);
        assert_eq!(copies[0].reason, Reason::Upgrade);
        let copy = fs::read(&copies[0].path).unwrap();
        assert_eq!(copy.len(), before.len());

        let mut orders = 0;
        let mut held = 0;
        book.each_order(&OrderFilter::default(), None, NOW, |row| {
            orders += 1;
            held += i64::from(row.status == rekap::domain::order::OrderStatus::Active);
            true
        })
        .unwrap();
        assert!(orders > held && held > 10, "{orders} orders, {held} held");
        let figures: i64 = book
            .periods()
            .unwrap()
            .iter()
            .map(|period| book.figures(period.id).unwrap().orders)
            .sum();
        assert_eq!(figures, held);
    }
}

#[test]
fn undo_stops_at_the_upgrade() {
    let (_folder, path) = book_of(1);
    let mut book = Book::open(&path, Opening::Existing).unwrap();
    assert!(book.undo(None, NOW).is_err());
    assert_eq!(book.check().unwrap(), Vec::new());
}
