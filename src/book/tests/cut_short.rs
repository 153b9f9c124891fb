//! A deed interrupted by a kill or a power cut is rolled back when the book is opened next, for
//! writing or for reading only.

use std::fs;

use rstest::rstest;
use rusqlite::Connection;

use crate::book::{Book, BookError, Opening, SupplierDetails};
use crate::domain::when::Moment;

/// A book whose file holds half a deed, with the journal to roll it back.
fn half_written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (at_work, left) = (folder.path().join("kerja"), folder.path().join("toko"));
    drop(Book::open(&at_work, Opening::Create).unwrap());
    let writer = Connection::open(&at_work).unwrap();
    writer
        .execute_batch(
            "PRAGMA cache_size = 2;
             BEGIN IMMEDIATE;
             UPDATE shop SET name = 'setengah jadi';
             WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 2000)
             INSERT INTO suppliers (name) SELECT 'Dapur ' || n FROM many;",
        )
        .unwrap();
    // The files at this moment are what a kill would leave.
    fs::copy(&at_work, &left).unwrap();
    fs::copy(
        at_work.with_file_name("kerja-journal"),
        left.with_file_name("toko-journal"),
    )
    .unwrap();
    folder
}

#[rstest]
#[case(Opening::Look)]
#[case(Opening::Existing)]
fn half_a_deed_is_taken_back_by_the_next_to_open_the_book(#[case] opening: Opening) {
    let folder = half_written();
    let path = folder.path().join("toko");
    let book = Book::open(&path, opening).unwrap();
    assert_eq!(book.shop().unwrap().name, "");
    assert!(book.suppliers().unwrap().is_empty());
    assert_eq!(book.check().unwrap(), []);
    assert!(!path.with_file_name("toko-journal").exists());
}

#[test]
fn looking_stays_looking_after_half_a_deed_was_taken_back() {
    let folder = half_written();
    let mut book = Book::open(&folder.path().join("toko"), Opening::Look).unwrap();
    let now = Moment::from_unix(0);
    let error = book
        .save_supplier(None, &SupplierDetails::named("Dapur Sari"), now)
        .unwrap_err();
    assert!(matches!(error, BookError::ReadOnly), "{error}");
}
