//! Files that are not a sound book of this program give an error, never a panic, and stay
//! unchanged.

use std::fs;
use std::path::{Path, PathBuf};

use rekap::book::{Book, BookError, Opening, OrderFilter};
use rekap::demo;

use crate::support::NOW;

/// Makes a book; returns its folder, path and bytes.
fn book() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toko.rekap");
    demo::create(&path, 5, 40, NOW, |_, _| {}).unwrap();
    let bytes = fs::read(&path).unwrap();
    (folder, path, bytes)
}

/// Opens a file with these bytes and runs queries; the file must stay unchanged.
#[track_caller]
fn looked_at(path: &Path, bytes: &[u8]) -> Result<(), BookError> {
    fs::write(path, bytes).unwrap();
    let mut answer = Ok(());
    for opening in [Opening::Look, Opening::Existing, Opening::Create] {
        answer = ask(path, opening);
        assert!(
            fs::read(path).unwrap() == bytes,
            "{opening:?} changed the file: {answer:?}"
        );
        if let Err(error) = &answer {
            assert!(!error.message().key.is_empty());
        }
    }
    answer
}

fn ask(path: &Path, opening: Opening) -> Result<(), BookError> {
    let book = Book::open(path, opening)?;
    book.check()?;
    book.products()?;
    for period in book.periods()? {
        book.offers(period.id)?;
        book.figures(period.id)?;
        book.tally_lines(period.id)?;
    }
    let mut orders = Vec::new();
    book.each_order(&OrderFilter::default(), None, NOW, |row| {
        orders.push(row.id);
        true
    })?;
    for order in orders {
        book.order(order, NOW)?;
        book.payments_of(order)?;
    }
    book.history(None, 1_000)?;
    Ok(())
}

#[test]
fn a_sound_book_is_read_without_changes() {
    let (_folder, path, bytes) = book();
    looked_at(&path, &bytes).unwrap();
}

#[test]
fn files_that_are_no_book_stay_unchanged() {
    let (folder, path, bytes) = book();
    let refused = |bytes: &[u8]| looked_at(&path, bytes).unwrap_err();
    assert!(matches!(refused(b""), BookError::Empty(_)));
    assert!(matches!(
        refused(b"Pesanan Bu Sari: 2 nastar\n"),
        BookError::NotABook(_)
    ));
    assert!(matches!(refused(&[0; 8192]), BookError::NotABook(_)));
    let mut other = bytes.clone();
    other[68..72].copy_from_slice(&[0; 4]); // application_id
    assert!(matches!(refused(&other), BookError::NotABook(_)));
    let folder_itself = Book::open(folder.path(), Opening::Existing);
    assert!(matches!(folder_itself, Err(BookError::NotABook(_))));
    let nothing = Book::open(&folder.path().join("lain.rekap"), Opening::Existing);
    assert!(matches!(nothing, Err(BookError::Missing(_))));
}

#[test]
fn a_book_of_a_newer_program_is_left_alone() {
    let (_folder, path, mut bytes) = book();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes()); // user_version
    assert!(matches!(
        looked_at(&path, &bytes),
        Err(BookError::Newer { found: 99, .. })
    ));
}

#[test]
fn a_book_cut_short_is_refused() {
    let (_folder, path, bytes) = book();
    for twentieth in 1..20 {
        let length = bytes.len() * twentieth / 20;
        let refused = looked_at(&path, &bytes[..length]);
        assert!(refused.is_err(), "{length} of {} bytes", bytes.len());
    }
    for length in [1, 16, 99, 100, 101, 511, 4095, 4096] {
        assert!(
            looked_at(&path, &bytes[..length]).is_err(),
            "{length} bytes"
        );
    }
}

#[test]
fn a_flipped_bit_never_panics_and_is_never_written_over() {
    let (_folder, path, bytes) = book();
    // A step with no common divisor with the length reaches all parts of the file; the header is
    // tried more often.
    let mut bit = 7_919_usize;
    for flip in 0..60 {
        bit = (bit * 31 + 104_729) % (bytes.len() * 8);
        let at = if flip % 3 == 0 { bit % 800 } else { bit };
        let mut flipped = bytes.clone();
        flipped[at / 8] ^= 1 << (at % 8);
        let _ = looked_at(&path, &flipped);
    }
}
