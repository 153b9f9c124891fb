//! The first steps of a new shop, and its settings.

use super::Shop;

#[test]
fn a_new_shop_is_led_to_its_first_order() {
    let shop = Shop::empty();
    shop.screens()
        .sees("Selamat datang")
        .sees("→ 1")
        .keys("<Enter>Dapur Sari<Tab>0812-3456-7890<Enter>")
        .sees("✓ 1")
        .sees("→ 2");
    let settings = shop.book.shop().unwrap();
    assert_eq!(settings.name, "Dapur Sari");
    assert_eq!(settings.phone.as_deref(), Some("6281234567890"));
}

#[test]
fn a_new_zone_applies_at_once() {
    let shop = Shop::open();
    shop.screens()
        .sees("10:00")
        .keys("!<Tab><Tab><Right><Enter>")
        .sees("11:00");
    assert_eq!(shop.book.shop().unwrap().zone.name(), "WITA");
}

#[test]
fn beranda_lists_what_waits_and_opens_it() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Enter><Esc>")
        .sees("1 pesanan belum lunas, Rp120.000")
        .sees("2 pcs  1 pesanan, 1 hari ini")
        .sees("1 pesan perlu dikirim")
        .keys("<Down><Down><Enter>")
        .sees("Nastar Coklat");
}
