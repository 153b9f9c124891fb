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
        .keys("<Tab><Enter>")
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
