//! What an owner in a hurry meets: keys pressed by habit, sums that look like other sums, and answers
//! that must not be missed.

use rekap::book::OfferChange;
use rekap::domain::order::OrderStatus;
use rekap::domain::package::PackageDraft;

use super::setup::{described, item, new_product, order_of};
use super::{NOW, Shop, code, plain_product};

/// Enter saves from the variants as from every other field; lines come by pasting.
#[test]
fn enter_saves_a_product_from_its_variants() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("8nBolu<Tab>50rb<Tab><Tab>Pandan, Mocca")
        .sees("Enter simpan")
        .keys("<Enter>")
        .sees("Produk BOL Bolu ditambahkan");
    screen
        .keys("nKue<Tab>10rb<Tab><Tab>")
        .paste("Besar\nKecil")
        .keys("<Enter>")
        .sees("Produk KUE Kue ditambahkan");
    let variants = |product| shop.book.product(&code(product)).unwrap().variants.len();
    assert_eq!((variants("BOL"), variants("KUE")), (2, 2));
}

/// A price typed behind a variant is said to be part of its name before it is saved.
#[test]
fn a_price_typed_behind_a_variant_is_warned_about() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("8nBolu<Tab>50rb<Tab><Tab>Pandan, Isi 12");
    let screen = screen.sees_not("jadi bagian nama");
    screen.keys(", Mocca 60rb").sees("“60rb” jadi bagian nama");
}

/// In a form that stays open `u` is a letter, so the notice names the key before it.
#[test]
fn a_notice_in_an_open_form_says_how_to_undo_from_there() {
    let shop = Shop::open();
    let screen = shop.screens().sized(80, 24).keys("nsar<Tab>1 kej<Enter>");
    screen
        .sees("dicatat, Rp60.000 · Esc lalu u urungkan")
        .keys("<Esc>u")
        .sees("· Ctrl-R ulangi");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

/// A cost that was never entered is empty in every form, not Rp0.
#[test]
fn an_unknown_cost_is_no_zero() {
    let shop = Shop::open();
    shop.screens()
        .keys("8e")
        .sees("Modal (HPP)")
        .sees_not("Rp0");
    shop.screens().keys("8<Down>e").sees_not("Rp0");
    shop.screens()
        .keys("2<Enter>e")
        .sees("Modal (HPP)")
        .sees_not("HPP)          Rp0");
}

/// The cost of a package says which of its contents are missing in it.
#[test]
fn the_cost_of_a_package_names_contents_without_a_cost() {
    let mut shop = Shop::open();
    let mut almond = plain_product("ALM", "Almond", 50_000);
    almond.cost = super::rp(20_000);
    shop.add_product(&almond)
        .add_product(&plain_product("HAMP", "Hampers", 200_000));
    let contents = PackageDraft::parse("2 ALM, 1 LK", "").unwrap();
    let hampers = code("HAMP");
    shop.book.set_package(&hampers, &contents, NOW).unwrap();
    shop.screens()
        .keys("8<Down>i")
        .sees("Modal isinya, sebagian")
        .sees("Rp40.000")
        .sees("Modal belum diisi: Lidah Kucing");
    shop.screens()
        .keys("8<Down>i<Ctrl-U>2 alm")
        .sees("Rp40.000")
        .sees_not("sebagian")
        .sees_not("Modal belum diisi");
}

/// Where an error asks which goods are meant, they stand below it to be chosen.
#[test]
fn an_unclear_item_shows_what_it_may_mean_when_saving_is_refused() {
    let shop = Shop::open();
    let chat = "[30/11 10.12] Hadi: 1 nastar\n[30/11 10.13] Dodo: 1 lidah kucing";
    let screen = shop.screens().sized(80, 24).keys("3").paste(chat);
    screen
        .keys("e<Enter>")
        .sees("✗ “nastar” bisa Nastar Keju, Nastar Coklat.")
        .sees("▸ Pesanan*")
        .sees("Rp60.000 · sisa 20")
        .keys("<Down><Down><Enter><Enter>")
        .sees("NAS3-001 dari Hadi dicatat");
    assert_eq!(shop.stored("NAS3-001").lines[0].variant, "Coklat");
}

/// A chat's order that goes to the waiting list is told so, and what there is room for is offered.
#[test]
fn a_full_slot_in_a_chat_is_told_as_in_the_form() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(20, "NAS-KEJU"), (17, "NAS-COK")]);
    let chat = "[30/11 10.12] Rina: 2 nastar keju, 1 lidah kucing\n\
                [30/11 10.13] Hadi: 5 nastar coklat\n[30/11 10.14] Dodo: 4 nastar keju";
    let screen = shop.screens().sized(80, 24).keys("3").paste(chat).keys("a");
    let screen = screen
        .sees("Terima yang ada saja")
        .sees("1 Lidah Kucing")
        .keys("<Down><Enter>")
        .sees("NAS3-002 dari Rina dicatat, Rp45.000")
        .keys("a")
        .sees("Terima 3 saja")
        .keys("<Down><Enter>")
        .sees("NAS3-003 dari Hadi dicatat, Rp180.000")
        .keys("a")
        .sees_not("Terima")
        .keys("<Enter>");
    screen.sees("NAS3-004 dari Dodo masuk waiting list");
    assert_eq!(shop.stored("NAS3-004").row.status, OrderStatus::Waitlist);
}

/// A question that names goods is not lost among the lines that are no orders: the review stays until
/// it was looked at, and Enter makes an order of it.
#[test]
fn a_question_for_goods_is_not_passed_over_unseen() {
    let shop = Shop::open();
    let chat = "[30/11 10.12] Rina: 2 nastar keju\n[30/11 10.13] Mei: 2 lidah kucing bisa? dp berapa\n\
                [30/11 10.14] Dodo: 1 nastar coklat\n[30/11 10.15] Wati: rumahnya cat hijau";
    let screen = shop.screens().sized(80, 24).keys("3").paste(chat);
    let screen = screen
        .sees("1 menyebut barang: o untuk melihatnya")
        .keys("as")
        .sees("1 baris yang dilewati menyebut barang")
        .sees("Pesanan dari chat")
        .keys("o")
        .sees("Enter: jadikan pesanan")
        .keys("<Enter>")
        .sees("Pesanan baru")
        .sees("Mei")
        .sees("2 lidah kucing bisa? dp berapa");
    screen
        .keys("<Tab><Ctrl-U>2 lidah kucing<Enter>")
        .sees_not("Pesanan dari chat");
    let order = shop.stored("NAS3-002");
    assert_eq!(
        (order.row.customer_name.as_str(), order.row.units),
        ("Mei", 2)
    );
}

/// Which of two orders a chat changes is asked with what is in them.
#[test]
fn orders_to_be_changed_are_told_apart_by_their_goods() {
    let mut shop = Shop::open();
    for goods in ["NAS-KEJU", "LK"] {
        let rina = described("Rina", "081299990000");
        let new = order_of(shop.id("NAS3"), rina, vec![item(2, goods)]);
        shop.book.place_order(&new, NOW).unwrap();
    }
    let chat = "[09:14, 12/2/2026] Rina: kak tambah 1 nastar dong\n\
                [09:20, 12/2/2026] Dodo: 1 lidah kucing";
    let screen = shop.screens().sized(80, 24).keys("3").paste(chat).keys("e");
    screen
        .sees("Pesanan mana yang diubah?")
        .sees("2 Nastar Keju")
        .sees("2 Lidah Kucing");
}

/// Credit kept for the next order is never called a refund.
#[test]
fn credit_is_no_refund_in_lists() {
    let shop = Shop::open();
    let screen = shop.screens().sized(80, 24);
    let screen = screen.keys("nsar<Tab>1 kej<Enter>sar<Tab>1 lid<Enter><Esc>");
    let screen = screen
        .keys("4nsari<Enter>145rb<Enter>")
        .sees("Rp145.000 diterima dari Bu Sari");
    let screen = screen.keys("7").sees("Perlu direfund").sees_not("Rp40.000");
    screen
        .sized(120, 40)
        .sees("Titipan")
        .sees("Rp40.000")
        .sized(80, 24)
        .keys("f")
        .keys("sari")
        .sees("titipan Rp40.000")
        .sees_not("refund Rp40.000");
}

/// The tally by order, on screen and in the kitchen's text, is in the order of the numbers.
#[test]
fn production_by_order_is_in_the_order_of_numbers() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(1, "LK")]);
    shop.order("NAS3", "Budi", &[(1, "NAS-COK")]);
    shop.order("NAS3", "Cici", &[(1, "NAS-KEJU")]);
    let screen = shop.screens().sized(80, 24).keys("5<Shift-Tab>");
    let mut screen = screen.sees("[Pesanan]");
    let shown = screen.text();
    screen = screen.keys("y");
    for text in [shown, screen.app.take_clipboard().unwrap()] {
        let places: Vec<_> = ["NAS3-001", "NAS3-002", "NAS3-003"]
            .map(|order| text.find(order).unwrap())
            .into();
        assert!(places.is_sorted(), "{text}");
    }
}

/// A reminder to somebody whose money the shop still holds counts it.
#[test]
fn a_reminder_counts_money_that_is_held() {
    let shop = Shop::open();
    let screen = shop.screens().keys("nsar<Tab>1 kej<Tab>lunas<Enter><Esc>3");
    let screen = screen.keys("ktidak jadi<Enter>").sees("refund Rp60.000");
    let mut screen = screen.keys("nsar<Tab>2 lid<Enter><Esc>3<Home>y");
    let text = screen.app.take_clipboard().unwrap();
    assert!(
        text.contains("Masih ada Rp60.000 yang sudah masuk, cukup untuk semuanya."),
        "the DP of Rp45.000 is asked first\n{text}"
    );
    assert!(!text.contains("akan kami kembalikan"), "{text}");
    let mut screen = screen.keys("nsar<Tab>3 kej<Enter><Esc>3<Home>y");
    let text = screen.app.take_clipboard().unwrap();
    assert!(
        text.contains("Kalau dipakai untuk ini, tinggal bayar Rp75.000."),
        "{text}"
    );
}

/// An amount that no bill comes to says what to type instead.
#[test]
fn an_amount_without_a_bill_says_what_to_type() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("nsar<Tab>1 kej<Enter><Esc>");
    screen
        .keys("4n999111")
        .sees("Tidak ada yang cocok. Ketik nama pelanggannya");
}

/// Closing says how much of those who wait was paid: it has to be given back or let in.
#[test]
fn closing_names_the_money_of_those_who_wait() {
    let mut shop = Shop::open();
    let quota = OfferChange {
        quota: Some(Some(1)),
        ..OfferChange::default()
    };
    shop.add_product(&new_product("ALM", "Almond", 50_000, &[]))
        .offer("NAS3", "ALM", quota);
    let screen = shop.screens().sized(80, 24);
    screen
        .keys("nsar<Tab>2 almond<Tab>lunas<Enter><Enter><Esc>2c")
        .sees("waiting list: Bu Sari, sudah bayar Rp100.000.");
}

/// In a narrow window sums and differences are whole; what can be counted elsewhere is left out.
#[test]
fn a_narrow_window_never_cuts_a_sum_or_a_difference() {
    let mut shop = Shop::open();
    shop.add_product(&plain_product("HAMP", "Hampers", 200_000))
        .sells("NAS3", &["HAMP"]);
    let contents = PackageDraft::parse("1 NAS-KEJU", "").unwrap();
    let hampers = code("HAMP");
    shop.book.set_package(&hampers, &contents, NOW).unwrap();
    let screen = shop.screens().sized(60, 20);
    let screen =
        screen.keys("nsar<Tab>2 hamp<Tab>lunas<Enter>budi<Tab>3 kej<Tab>200rb<Enter><Esc>");
    let screen = screen.keys("2cy3<Home>e2 keju<Enter>kurang<Enter>");
    screen
        .keys("5")
        .sees("beda dari v1: −1")
        .sees("Total 4 pcs")
        .keys("4")
        .sees_not("…");
}

/// The variants of a product stand together, also when a package brought one of them in first.
#[test]
fn the_variants_of_a_product_stand_together_in_a_po() {
    let mut shop = Shop::empty();
    let sizes = [("KEC", "Kecil"), ("BES", "Besar")];
    shop.add_product(&plain_product("AHAMP", "Hampers", 200_000))
        .add_product(&new_product("KAS", "Kastengel", 90_000, &sizes))
        .add_product(&plain_product("LK", "Lidah Kucing", 45_000));
    let contents = PackageDraft::parse("1 KAS-BES, 1 LK", "").unwrap();
    let hampers = code("AHAMP");
    shop.book.set_package(&hampers, &contents, NOW).unwrap();
    shop.period("NAS3", super::closing_in(5, "Nastar"));
    let screen = shop.screens().sized(80, 24).keys("2<Enter>nsemua<Enter>");
    let text = screen.text();
    let row = |name: &str| text.lines().position(|line| line.contains(name)).unwrap();
    assert_eq!(
        row("Kastengel Kecil").abs_diff(row("Kastengel Besar")),
        1,
        "{text}"
    );
}

/// A phone with digits missing is not silently taken for a part of the name, and a discount beyond the
/// order is told before saving.
#[test]
fn what_the_order_form_took_for_a_name_or_a_discount_is_said() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("nBu Lilis 081234<Tab>1 kej");
    screen.sees("“081234” jadi bagian nama.");
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("nLilis 0812 3456 7899<Tab>1 kej");
    screen
        .sees("pelanggan baru · 0812-3456-7899")
        .sees_not("bagian nama")
        .keys("<Tab><Tab><Tab><Tab>1jt")
        .sees("Diskonnya lebih besar dari pesanannya.");
}

/// The order saved last in a review is the selected row of the list it closes to.
#[test]
fn the_last_order_of_a_chat_is_selected() {
    let shop = Shop::open();
    let chat = "[30/11 10.12] Rina: 2 nastar keju\n[30/11 10.13] Dodo: 1 lidah kucing\n\
                [30/11 10.14] Hadi: 1 nastar coklat";
    let screen = shop.screens().sized(80, 24).keys("3").paste(chat);
    screen.keys("aaa").sees("▸ NAS3-003");
}
