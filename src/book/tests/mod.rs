//! Tests of the keeper that look behind its deeds, into the tables.

#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(clippy::manual_is_multiple_of)]

mod cut_short;
mod dump;
mod moving;
mod plans;
mod undo;

/// Before this version a rollback of the write-ahead log could damage a book.
#[test]
fn the_linked_sqlite_is_recent_enough() {
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}
