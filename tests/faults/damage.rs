//! Books with flipped bits and truncated books give an error or the right figures, never a panic,
//! and stay unchanged; damage to a sealed copy is always found.

use std::fs;
use std::path::Path;

use rekap::book::{Book, BookError, Candidate, Doubts, Opening, OrderFilter};
use rekap::domain::backup::BackupReason;
use rekap::domain::when::Zone;

use super::setup::MORNING;
use super::shop::{Draw, Shop, order, times};

fn ask(path: &Path) -> Result<(), BookError> {
    let book = Book::open(path, Opening::Existing)?;
    book.products()?;
    for period in book.periods()? {
        book.figures(period.id)?;
        book.tally_lines(period.id)?;
    }
    book.each_order(&OrderFilter::default(), None, MORNING, |_| true)?;
    book.history(None, 1_000)?;
    book.check()?;
    Ok(())
}

/// A book with a few orders, and its bytes.
fn some() -> (Shop, Vec<u8>) {
    let shop = Shop::open();
    for name in ["Bu Sari", "Pak Budi", "Caca"] {
        shop.does(&order(name));
    }
    let bytes = fs::read(shop.book()).unwrap();
    (shop, bytes)
}

#[track_caller]
fn is_left_alone(path: &Path, bytes: &[u8]) -> bool {
    fs::write(path, bytes).unwrap();
    let answer = ask(path);
    assert!(
        fs::read(path).unwrap() == bytes,
        "{answer:?} changed the file"
    );
    if let Err(error) = &answer {
        assert!(!error.message().key.is_empty());
    }
    answer.is_ok()
}

#[test]
fn four_hundred_flipped_bits_never_panic_and_are_never_written_over() {
    let (shop, bytes) = some();
    let mut draw = Draw(400);
    let flips = times(400, 10_000);
    let mut refused = 0;
    for flip in 0..flips {
        // The header is tried more often, though it is small.
        let end = if flip % 4 == 0 {
            800
        } else {
            bytes.len() as u64 * 8
        };
        let bit = usize::try_from(draw.below(end)).unwrap();
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        refused += usize::from(!is_left_alone(&shop.book(), &flipped));
    }
    println!("{flips} flipped bits, {refused} refused");
}

#[test]
fn a_hundred_lengths_are_refused() {
    let (shop, bytes) = some();
    let mut draw = Draw(100);
    // Lengths within the last page too, which may hold no data there.
    let ends = (1..10).map(|cut| bytes.len() - cut * 450);
    let drawn =
        (0..times(100, 2_000)).map(|_| usize::try_from(draw.below(bytes.len() as u64)).unwrap());
    for length in ends.chain(drawn) {
        assert!(
            !is_left_alone(&shop.book(), &bytes[..length]),
            "{length} bytes"
        );
    }
}

#[test]
fn every_flipped_bit_of_a_sealed_copy_is_found() {
    let (shop, _) = some();
    let backups = rekap::book::BackupStore::of(&shop.book(), Zone::Wib);
    let copied = backups.copy(BackupReason::Manual, MORNING).unwrap();
    let copy = backups.copies().unwrap().remove(0);
    assert_eq!(backups.fault(&copy), None);
    let bytes = fs::read(&copied.path).unwrap();
    let before = fs::read(shop.book()).unwrap();
    let mut draw = Draw(1);
    for flip in 0..times(400, 4_000) {
        let bit = usize::try_from(draw.below(bytes.len() as u64 * 8)).unwrap();
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&copied.path, &flipped).unwrap();
        assert!(backups.fault(&copy).is_some(), "bit {bit}");
        if flip % 50 == 0 {
            assert!(backups.newest_good().is_none());
            assert!(Candidate::at(&copied.path, Doubts::Allow).is_err());
        }
    }
    assert!(
        fs::read(shop.book()).unwrap() == before,
        "nothing was restored"
    );
}
