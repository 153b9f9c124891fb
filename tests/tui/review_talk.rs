//! What else is in a day's chat: lines of others, changes of orders, and looking elsewhere meanwhile.

use super::setup::item;
use super::{NOW, Shop, setup};

const CHAT: &str = "\
[09:14, 12/2/2026] Rina: 2 nastar keju
[09:15, 12/2/2026] Pak Bowo: sudah transfer 100rb ya kak
[09:16, 12/2/2026] Dodo: 1 lidah kucing
[09:17, 12/2/2026] Dodo: rumahnya cat hijau";

/// What another sender wrote is not shown under an order; the list names who paid without one.
#[test]
fn a_line_of_another_sender_is_not_shown_under_an_order() {
    let shop = Shop::open();
    let screen = shop.screens().sized(80, 24).keys("3").paste(CHAT);
    let screen = screen
        .sees("Pesan 1 dari 2")
        .sees("Rina")
        .sees_not("100rb")
        .keys("<Tab>")
        .sees("Dodo")
        .sees_not("100rb")
        .keys("o")
        .sees("Pak Bowo: sudah transfer 100rb")
        .sees("bayar, tanpa pesanan");
    screen
        .keys("<Enter>")
        .sees("Pak Bowo: sudah transfer 100rb ya kak");
}

/// A review that is left by the key of another screen is there on the way back, and after a kill.
#[test]
fn a_review_stays_while_another_screen_is_looked_at() {
    let shop = Shop::open();
    let screen = shop.screens().keys("3").paste(CHAT).keys("s");
    let screen = screen
        .sees("Pesan 2 dari 2")
        .keys("4")
        .sees("1 pesan chat belum diputuskan · 3 lanjutkan");
    assert_eq!(screen.app.unsaved().len(), 1);
    let screen = screen
        .keys("1")
        .keys("3")
        .sees("Pesan 2 dari 2 · belum diputuskan 1")
        // Its own screen's key asks, as Esc does.
        .keys("3")
        .sees("Tinggalkan?")
        .keys("n")
        .sees("Pesan 2 dari 2");
    screen
        .keys("s")
        .sees_not("belum diputuskan 1")
        .keys("4")
        .sees_not("lanjutkan");
}

/// A change of an order leads to that order, and is dealt with when it is saved.
#[test]
fn a_change_in_a_chat_leads_to_the_order() {
    for said in ["kak tambah 1 nastar dong", "yang nastar batal ya"] {
        let mut shop = Shop::open();
        let customer = setup::described("Rina", "081299990000");
        let items = vec![item(2, "NAS-KEJU"), item(1, "LK")];
        let new = setup::order_of(shop.id("NAS3"), customer, items);
        shop.book.place_order(&new, NOW).unwrap();
        let chat =
            format!("[09:14, 12/2/2026] Rina: {said}\n[09:20, 12/2/2026] Dodo: 1 lidah kucing");
        let screen = shop.screens().sized(80, 24).keys("3").paste(&chat);
        let screen = screen
            .sees("e membuka NAS3-001")
            .keys("a")
            .sees("e membuka NAS3-001 untuk diubah, s melewati pesan ini")
            .sees_not("perbaiki")
            .keys("e")
            .sees("Ubah NAS3-001")
            // Nothing changed: it still waits.
            .keys("<Esc>")
            .sees("belum diputuskan 2")
            .keys("e<Ctrl-U>3 nastar keju, 1 lidah kucing<Enter>")
            .sees("belum diputuskan 1");
        assert_eq!(shop.stored("NAS3-001").row.units, 4);
        assert!(shop.book.order_id("NAS3-002").is_err());
        screen.keys("<Home>").sees("sudah diurus: NAS3-001 diubah");
    }
}
