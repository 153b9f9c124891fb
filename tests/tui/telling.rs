//! Customers are told one after the other what is due (rules 52, 102).

use rekap::domain::telling::{SentOf, TellKind, TellVia};
use rekap::domain::when::Zone;
use rekap::lang::{Lang, Words};
use rekap::tasks::customer_texts::open_orders;

use super::handover::make_ready;
use super::{NOW, Shop};
use crate::setup::{described, item, order_of};

/// The orders that were told this, each as often as it was.
fn told(shop: &Shop, kind: TellKind) -> Vec<String> {
    let sent = shop
        .book
        .sent_messages(SentOf::All, 1_000)
        .unwrap()
        .into_iter();
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
    let sent = shop.book.sent_messages(SentOf::All, 1_000).unwrap();
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

/// The announcement and the recap for the group are noted as sent once they are copied, and only then.
#[test]
fn what_is_copied_for_the_group_is_noted_as_sent() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "LK")]);
    let kinds = |shop: &Shop| -> Vec<TellKind> {
        let sent = shop.book.sent_messages(SentOf::All, 1_000).unwrap();
        sent.iter().map(|sent| sent.kind).collect()
    };
    let screen = shop.screens().sized(120, 40).keys("2R");
    let screen = screen.sees("Bu Sari - 2 Lidah Kucing").keys("<Esc>");
    assert_eq!(kinds(&shop), []);
    let screen = screen.keys("Ry").sees("rekap grup (dicatat sudah dikirim)");
    screen
        .keys("ay")
        .sees("pengumuman PO (dicatat sudah dikirim)");
    assert_eq!(kinds(&shop), [TellKind::Announcement, TellKind::Recap]);
}

/// A PO that is to be announced waits on Home and among the messages; Enter shows its text, and once that was copied
/// it is no longer due (rule 64).
#[test]
fn an_announcement_waits_among_the_messages() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "LK")]);
    let period = shop.book.period(&super::code("NAS3")).unwrap().id;
    let change = rekap::book::PeriodChange {
        announce_at: Some(Some(NOW)),
        ..rekap::book::PeriodChange::default()
    };
    shop.book.edit_period(period, &change, NOW).unwrap();
    shop.screens()
        .sees("2 pesan")
        .keys("T")
        .sees("pengumuman PO")
        .keys("<Down><Enter>")
        .sees("• Nastar")
        .keys("y")
        .sees("(dicatat sudah dikirim)")
        .keys("<Esc>1")
        .sees("1 pesan")
        .keys("T")
        .sees_not("pengumuman PO ");
}

/// What a supplier is to make is sent from where the tally is: of the selected one, else one is chosen (rule 48).
#[test]
fn a_supplier_is_written_to_from_the_tally() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "LK")]);
    shop.screens().keys("5T").sees("Tidak ada barang supplier");
    let tini = rekap::book::SupplierDetails::named("Dapur Tini");
    let tini = shop.book.save_supplier(None, &tini, NOW).unwrap().made;
    let product = shop.book.products().unwrap();
    let product = product.iter().find(|product| product.code.as_str() == "LK");
    let change = rekap::book::ProductChange {
        supplier: Some(rekap::book::SupplierChange::By(tini)),
        ..rekap::book::ProductChange::default()
    };
    shop.book
        .edit_product(product.unwrap().id, &change, NOW)
        .unwrap();
    shop.screens()
        .keys("5T")
        .sees("pesanan ke supplier: Dapur Tini")
        .sees("- 2 x Lidah Kucing")
        .keys("y")
        .sees("(dicatat sudah dikirim)");
    let sent = shop.book.sent_messages(SentOf::All, 1_000).unwrap();
    assert_eq!(
        (sent[0].kind, sent[0].to.as_str()),
        (TellKind::Supplier, "Dapur Tini")
    );
}

/// The words of a message are edited in a field as tall as they need, with long lines wrapped, beside or above what
/// becomes of them.
#[test]
fn a_long_text_is_seen_while_it_is_edited() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "LK")]);
    shop.screens()
        .keys("7<Tab><Tab>e")
        .sees("{rekening}")
        .sees("Kalau ada yang kurang pas, kabari kami")
        .sees("ya. Terima kasih.")
        .sees("Halo Bu Sari,");
}

/// The policy texts of a PO are typed in its form, and its announcement says them (rule 64).
#[test]
fn policies_are_typed_in_the_form_of_a_po() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 50)
        .keys("2e")
        .sees("Nama")
        .keys("<Ctrl-O><Shift-Tab><Shift-Tab>Dikirim tiap Jumat<Ctrl-S>a")
        .sees("Pengiriman: Dikirim tiap Jumat");
}

/// What a customer was told stands on the page of the order and on the customer's card: "siap, kemarin 10.12".
#[test]
fn what_was_told_stands_on_the_card() {
    let mut shop = Shop::open();
    let order = shop.order("NAS3", "Bu Sari", &[(2, "LK")]);
    let yesterday = rekap::domain::when::Moment::from_unix(NOW.unix() - 86_400 + 12 * 60);
    shop.book
        .mark_told(
            TellKind::Confirm,
            &[order.row.id],
            (TellVia::Other, "Halo"),
            yesterday,
        )
        .unwrap();
    shop.screens()
        .sized(110, 40)
        .keys("3<Enter>")
        .sees("Sudah dikabari")
        .sees("kemarin 10.12")
        .sees("konfirmasi pesanan · cara lain")
        .keys("l")
        .sees("kemarin 10.12");
}
