//! Order entry.

use rekap::domain::money::Rupiah;
use rekap::domain::payment::PaymentStatus;

use super::Shop;

#[test]
fn a_returning_customers_order_takes_at_most_25_keys() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("nsar<Tab>2 kej,1 lid<Tab><Tab>82500<Enter>")
        .sees("Pesanan NAS3-001 dari Bu Sari dicatat, Rp165.000 · u urungkan");
    assert!(screen.pressed() <= 25, "{} keys", screen.pressed());
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.customer_name, "Bu Sari");
    let lines: Vec<(&str, i64)> = order
        .lines
        .iter()
        .map(|line| (line.code.as_str(), line.qty))
        .collect();
    assert_eq!(lines, [("NAS-KEJU", 2), ("LK", 1)]);
    assert_eq!(order.row.bill.paid, Rupiah::new(82_500));
    assert_eq!(order.row.bill.status(), PaymentStatus::DownPayment);
    // Order and payment are one deed, so one undo removes both.
    screen.keys("<Esc>u").sees("Diurungkan");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

#[test]
fn the_form_is_ready_for_the_next_customer() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Enter>")
        .keys("budi<Tab>lidah kucing 3<Tab>lunas<Enter>")
        .sees("NAS3-002 dari Budi Soekardjo");
    let order = shop.stored("NAS3-002");
    assert_eq!(order.row.bill.status(), PaymentStatus::Settled);
    assert_eq!(order.lines[0].qty, 3);
}

#[test]
fn price_quota_and_down_payment_are_shown_while_typing() {
    Shop::open()
        .screens()
        .keys("nsar<Tab>2 nas")
        .sees("“nas” bisa Nastar Keju / Nastar")
        .sees("Rp60.000 · sisa 20")
        .keys("<Tab>, lk")
        .sees("2 Nastar Keju")
        .sees("Rp120.000 · sisa 20")
        .sees("Rp165.000")
        .sees("Rp82.500");
}

#[test]
fn a_new_customer_has_a_phone_after_the_name() {
    let shop = Shop::open();
    shop.screens()
        .keys("nDewi 0857 1111 2222")
        .sees("pelanggan baru")
        .keys("<Tab>")
        .keys("2 keju<Enter>")
        .sees("dari Dewi dicatat");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.customer_phone.as_deref(), Some("6285711112222"));
    // A known phone means that customer, whatever name is typed with it (rule 49).
    shop.screens()
        .keys("nsari cantik 0812-3456-7811")
        .sees("Bu Sari 0812-3456-7811")
        .keys("<Esc>y");
}

#[test]
fn the_same_name_is_another_person_but_is_mentioned() {
    let shop = Shop::open();
    shop.screens()
        .keys("nBu Sari")
        .sees("Sudah ada Bu Sari 0812-3456-7811");
}

#[test]
fn goods_not_on_sale_are_named_and_typed_text_is_kept() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej, 1 rendang<Enter>")
        .sees("✗ Tidak ada “rendang” di PO ini")
        .sees("2 kej, 1 rendang")
        .keys("<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>lidha")
        .sees("Maksudnya Lidah Kucing?");
}

#[test]
fn a_full_quota_refuses_in_a_sentence_and_keeps_the_form() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>21 kej<Enter>")
        .sees("Kuota NAS-KEJU tinggal 20 pcs, yang diminta 21")
        .keys("<Esc>")
        .sees("21 kej")
        .sees("Bu Sari");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

#[test]
fn wrong_amounts_and_empty_fields_are_named_where_they_are() {
    let shop = Shop::open();
    shop.screens()
        .keys("n<Enter>")
        .sees("✗ Wajib diisi")
        .keys("sar<Tab>lk<Tab><Tab>banyak<Enter>")
        .sees("“banyak” bukan jumlah uang")
        .keys("<Ctrl-U>45rb<Enter>")
        .sees("NAS3-001 dari Bu Sari");
}

#[test]
fn a_closed_po_asks_for_a_reason() {
    let mut shop = Shop::open();
    let period = shop.book.periods().unwrap()[0].id;
    shop.book.close_period(period, super::NOW).unwrap();
    shop.screens()
        .keys("nsar<Tab>1 kej<Enter>")
        .sees("Alasan susulan")
        .sees("Tulis alasannya")
        .keys("ketinggalan<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert!(shop.stored("NAS3-001").row.late);
}

#[test]
fn with_several_open_pos_the_form_says_where_it_goes_and_where_else_a_product_is() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop.screens()
        .sized(120, 40)
        // Chosen by hand: KUE1, which doesn't sell Nastar.
        .keys("nsar<Tab>2 kej<Tab><Tab><Tab><Tab><Right>")
        .sees("‹ KUE1 Kue Kering ›")
        .keys("<Enter>")
        .sees("Nastar Keju dijual di PO NAS3, bukan di")
        .keys("<Tab><Tab><Tab><Right>")
        .sees("‹ NAS3 Nastar Lebaran ›")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
}

#[test]
fn with_several_open_pos_the_product_typed_chooses_the_po() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>")
        .sees("Pesanan baru · KUE1")
        .keys("2 kej")
        .sees("Pesanan baru · NAS3")
        .sees("Produknya dijual di NAS3")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari")
        // The next order is read from the start.
        .keys("sar<Tab>1 lidah<Enter>")
        .sees("KUE1-001 dari Bu Sari");
}

#[test]
fn optional_fields_are_kept_with_the_order() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>1 kej: \"tulis 17, Budi\"<Ctrl-O><Tab><Tab><Tab>")
        .keys("<Tab>Jl. Mawar 5<Tab>Mbak Ani<Tab><Tab><Right><Tab>titip satpam<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.lines[0].customization, "tulis 17, Budi");
    assert_eq!(order.address, "Jl. Mawar 5");
    assert_eq!(order.recipient, "Mbak Ani");
    assert_eq!(order.note, "titip satpam");
    assert_eq!(order.row.channel.code(), "ig");
}

#[test]
fn without_a_po_or_products_it_says_what_to_do() {
    Shop::empty()
        .screens()
        .keys("n")
        .sees("Belum ada PO yang buka. Tekan 2 lalu n");
    let mut shop = Shop::empty();
    shop.period("NAS1", super::closing_in(2, "Nastar"));
    shop.screens().keys("n").sees("Belum ada produk di NAS1");
}

#[test]
fn weak_matches_are_not_suggested() {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop.screens()
        .sized(120, 40)
        // "dhk" matches letters of Lidah Kucing, and "ook" of Budi Soekardjo.
        .keys("nook")
        .sees_not("Soekardjo")
        .keys("<Tab>2 dhk")
        .sees_not("Lidah Kucing ")
        .keys("<Ctrl-U>2 xyzzy")
        .sees("Tidak ada “xyzzy”");
}

#[test]
fn typed_text_comes_back_with_its_customer_after_a_kill() {
    let shop = Shop::open();
    let ended = shop.screens().keys("nsar<Tab>2 kej");
    let draft = ended.app.unsaved().remove(0);
    let mut again = shop.screens();
    again
        .app
        .run(rekap::tui::effect::Effect::read(move |book, ctx| {
            rekap::tui::screens::reopen(&draft, book, ctx)
        }));
    again
        .sees("2 kej")
        .sees("0812-3456-7811")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert_eq!(shop.book.customer_keys().unwrap().len(), 2);
}
