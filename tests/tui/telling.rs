//! Customers are told one after the other what is due (rules 52, 102).

use rekap::domain::telling::TellKind;
use rekap::domain::when::Zone;
use rekap::lang::{Lang, Words};
use rekap::tasks::customer_texts::open_orders;

use super::handover::make_ready;
use super::{NOW, Shop};
use crate::setup::{described, item, order_of};

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
        .keys("1T<Down><Down><Enter>")
        .sees("100 pelanggan lagi, 0 sudah dikabari")
        .sees("Pelanggan 001");
    let before = screen.pressed();
    let mut screen = screen;
    for _ in 0..60 {
        screen = screen.keys("<Enter>");
    }
    assert_eq!(screen.pressed() - before, 60);
    drop(screen);
    let mut screen = shop.screens().keys("7T<Down><Down><Enter>");
    screen = screen.sees("Pelanggan 061");
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
    let screen = shop.screens().keys("1T<Enter>").sees("Ani").sees("Budi");
    let order = shop.book.order_id("NAS3-001").unwrap();
    shop.book.cancel_order(order, "batal", false, NOW).unwrap();
    let screen = screen
        .keys("<Enter>")
        .sees("pesanannya batal")
        .sees_not("Ani ");
    screen.keys("<Enter>").sees("untuk Budi");
    assert_eq!(told(&shop, TellKind::Confirm), ["NAS3-002"]);
}

/// Who paid a part in another window while the list was shown is asked for the rest, not for the listed sum.
#[test]
fn a_part_payer_is_asked_for_the_rest() {
    let mut shop = Shop::open();
    let order = shop.order("NAS3", "Ani", &[(1, "LK")]);
    let screen = shop.screens().keys("1T<Enter>").sees("Ani");
    shop.pay(order.row.id, 5_000);
    screen.keys("<Enter>").sees("untuk Ani");
    let sent = shop.book.sent_messages(None, None).unwrap();
    assert!(sent[0].text.contains("Rp5.000"), "{}", sent[0].text);
}

/// One key passes a customer over, one says that they know already, one shows the number as a QR code.
#[test]
fn a_customer_is_passed_over_told_otherwise_or_scanned() {
    let mut shop = Shop::open();
    let ani = described("Ani", "081234567890");
    let ani = order_of(shop.id("NAS3"), ani, vec![item(1, "LK")]);
    shop.book.place_order(&ani, NOW).unwrap();
    for name in ["Budi", "Cici"] {
        shop.order("NAS3", name, &[(1, "LK")]);
    }
    shop.screens()
        .keys("1T<Enter>c")
        .sees("▀")
        .sees("Pindai dengan kamera HP")
        .keys("<Esc>s")
        .sees("2 pelanggan lagi")
        .keys("o")
        .sees("Budi ditandai")
        .sees("1 pelanggan lagi, 1 sudah dikabari")
        .keys("c")
        .sees("nomor");
    assert_eq!(told(&shop, TellKind::Confirm), ["NAS3-002"]);
}

/// The words of messages are changed with a real order beside them; a mistake is named and nothing is saved.
#[test]
fn the_words_of_a_message_are_changed_on_screen() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(1, "LK")]);
    shop.screens()
        .keys("7<Tab><Tab>")
        .sees("[Kata-kata]")
        .sees("Lidah Kucing")
        .keys("e")
        .sees("Kata-kata: konfirmasi pesanan")
        .keys("Hai {nma}, makasih! ")
        .sees("nma")
        .sees("{nama}")
        .keys("<Ctrl-S>")
        .sees("Kata-kata: konfirmasi pesanan")
        .keys("<Esc>y");
    assert_eq!(shop.book.template(TellKind::Confirm, "id").unwrap(), None);
}

/// `y` on a customer answers "sisaku berapa?" and "sampai mana pesananku?".
#[test]
fn the_answer_says_where_an_order_is() {
    let mut shop = Shop::open();
    let order = shop.order("NAS3", "Ani", &[(1, "LK")]);
    shop.pay(order.row.id, 45_000);
    make_ready(&mut shop);
    let customer = shop.book.order_row(order.row.id, NOW).unwrap().customer;
    let words = Words::new(Lang::Id, Zone::Wib);
    let said = open_orders(customer, &shop.book, &words, NOW).unwrap();
    assert!(said.contains("NAS3-001: siap"), "{said}");
}
