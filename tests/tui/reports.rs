//! Screen `9` Laporan: what a PO came to, each figure opening its rows (rules 103, 104).

use super::Shop;

#[test]
fn a_po_says_what_it_came_to_and_opens_the_rows() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.order("NAS3", "Budi", &[(3, "LK")]);
    shop.screens()
        .keys("9")
        .sees("Laporan · NAS3")
        .sees("Omzet")
        .sees("Untung")
        .sees("Lidah Kucing")
        // From the figures to the orders they are made of, and back.
        .keys("<Left><Enter>")
        .sees("NAS3-001")
        .sees("NAS3-002")
        .keys("<Esc>")
        .sees("Laporan · NAS3")
        .keys("H")
        .sees("uang belanja");
}

#[test]
fn a_shop_without_a_po_is_told_so() {
    let shop = Shop::empty();
    shop.screens().keys("9").sees("Belum ada PO yang dipilih");
}

#[test]
fn it_is_found_by_what_owners_call_it() {
    let shop = Shop::open();
    shop.screens()
        .keys("<Ctrl-P>untung<Enter>")
        .sees("Laporan · NAS3");
}

#[test]
fn months_products_customers_and_debts_have_their_tabs() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.order("NAS3", "Budi", &[(3, "LK")]);
    shop.screens()
        .keys("9<Tab>")
        .sees("[Bulan]")
        .sees("Dihitung dari yang diserahkan")
        .keys("s")
        .sees("Omzet per bulan")
        .keys("s<Tab>")
        .sees("[Produk]")
        .sees("Sampai %")
        .keys("<Tab>")
        .sees("terbaik dulu")
        .keys("<Enter>")
        .sees("Nama pelanggan  Budi")
        .keys("<Esc>s")
        .sees("lama tidak pesan")
        .keys("s")
        .sees("tanggal penting")
        .keys("<Tab>")
        .sees("dari 2 pesanan")
        .keys("<Enter>")
        .sees("NAS3-001")
        .keys("<Esc><Tab>")
        .sees("[Kas]")
        .keys("<Tab>")
        .sees("[PO]");
}

/// Rule 110: the month before is closed after a question, and undo opens it again.
#[test]
fn a_month_is_closed_after_a_question() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.screens()
        .keys("9<Tab>c")
        .sees("Tutup Februari 2026")
        .keys("y")
        .sees("belum selesai")
        .keys("<Left>cy")
        .sees("Ditutup")
        .keys("u")
        .sees_not("Ditutup");
}
