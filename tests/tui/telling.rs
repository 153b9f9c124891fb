//! Customers are told one after the other what is due (rules 52, 102).

use rekap::domain::telling::TellKind;

use super::handover::make_ready;
use super::{NOW, Shop};

/// The orders that were told this, each as often as it was.
fn told(shop: &Shop, kind: TellKind) -> Vec<String> {
    let sent = shop.book.sent_messages(None, None).unwrap().into_iter();
    let mut told: Vec<String> = sent
        .filter(|sent| sent.kind == kind)
        .filter_map(|sent| sent.order)
        .collect();
    told.sort();
    told
}

/// A hundred "siap" messages take a key each, go on after the program was killed, and nobody is told twice.
#[test]
fn a_hundred_customers_are_told_in_a_hundred_keys() {
    let mut shop = Shop::open();
    for n in 1..=100 {
        let order = shop.order("NAS3", &format!("Pelanggan {n:03}"), &[(1, "LK")]);
        shop.pay(order.row.id, 45_000);
    }
    make_ready(&mut shop);
    let screen = shop
        .screens()
        .keys("1Tsiap<Enter>")
        .sees("Kabari satu per satu")
        .sees("Pelanggan 001");
    let before = screen.pressed();
    let mut screen = screen;
    for _ in 0..60 {
        screen = screen.keys("<Enter>");
    }
    assert_eq!(screen.pressed() - before, 60);
    drop(screen);
    let mut screen = shop.screens().keys("7Tsiap<Enter>").sees("Pelanggan 061");
    for _ in 0..40 {
        screen = screen.keys("<Enter>");
    }
    let told = told(&shop, TellKind::Ready);
    assert_eq!(told.len(), 100);
    assert!(told.windows(2).all(|pair| pair[0] != pair[1]), "{told:?}");
}

/// Before a message leaves the book is looked at again: who was told or cancelled in another window is passed over,
/// and why is said.
#[test]
fn who_needs_no_message_any_more_is_passed_over() {
    let mut shop = Shop::open();
    for name in ["Ani", "Budi"] {
        shop.order("NAS3", name, &[(1, "LK")]);
    }
    let screen = shop
        .screens()
        .keys("1Tkonfirmasi<Enter>")
        .sees("Ani")
        .sees("Budi");
    let order = shop.book.order_id("NAS3-001").unwrap();
    shop.book.cancel_order(order, "batal", false, NOW).unwrap();
    let screen = screen
        .keys("<Enter>")
        .sees("pesanannya batal")
        .sees_not("Ani");
    screen.keys("<Enter>").sees("untuk Budi");
    assert_eq!(told(&shop, TellKind::Confirm), ["NAS3-002"]);
}
