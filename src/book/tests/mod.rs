//! Tests of the book that look into its tables.

#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(clippy::manual_is_multiple_of)]

mod cut_short;
mod dump;
mod moving;
pub(crate) mod plans;
mod undo;

use super::keeper::book::Book;
use super::keeper::connection::Opening;

/// Before this version a rollback of the write-ahead log could damage a book.
#[test]
fn the_linked_sqlite_is_recent_enough() {
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}

/// A deed of up to 16 MiB stays in memory until it commits; a larger one is written earlier.
#[test]
fn only_a_very_long_deed_is_written_before_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toko.rekap");
    let book = Book::open(&path, Opening::Create).unwrap();
    let length = || std::fs::metadata(&path).unwrap().len();
    let before = length();
    let connection = book.connection();
    connection
        .execute_batch("BEGIN IMMEDIATE; CREATE TABLE much (text TEXT)")
        .unwrap();
    let mut insert = connection
        .prepare("INSERT INTO much VALUES (hex(zeroblob(500)))")
        .unwrap();
    for _ in 0..15_000 {
        insert.execute([]).unwrap();
    }
    assert_eq!(length(), before, "15 MB are held back");
    for _ in 0..30_000 {
        insert.execute([]).unwrap();
    }
    assert!(length() > before, "45 MB are not");
}
