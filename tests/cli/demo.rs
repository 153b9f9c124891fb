//! `demo`: a sample shop in a book of its own.

use std::fs;

use crate::shop::empty;

#[test]
fn a_sample_is_made_where_it_is_asked_for_and_is_the_same_for_a_seed() {
    let shop = empty();
    assert_eq!(
        shop.does("demo --book contoh.book --orders 40 --seed 3"),
        "contoh.book"
    );
    shop.does("contoh --book kembar.book --orders 40 --seed 3");
    shop.does("demo --book lain.book --orders 40 --seed 4");
    let orders = |book: &str| shop.does(&format!("order list --json --book {book}"));
    assert_eq!(orders("contoh.book"), orders("kembar.book"));
    assert_ne!(orders("contoh.book"), orders("lain.book"));
    assert_eq!(shop.json("check --book contoh.book")["ok"], true);
    let stages = shop.json("po list --book contoh.book")["periods"].clone();
    assert!(stages.as_array().unwrap().len() > 2, "{stages}");
}

#[test]
fn a_sample_never_replaces_a_book() {
    let shop = empty();
    fs::write(shop.book(), "sesuatu").unwrap();
    shop.refuses("demo --book shop.book", "shop.book");
    // `REKAP_BOOK` names the real shop's book, and without a terminal no screens can open.
    shop.refuses("demo", "--book");
}
