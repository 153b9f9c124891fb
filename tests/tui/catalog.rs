//! The catalogue: further prices, how many an order takes and custom fields (rules 66, 67) stand
//! under the list of a shop that uses them, and are nowhere else.

use std::fs;

use super::Shop;

#[test]
fn a_further_price_is_given_shown_and_ended() {
    let shop = Shop::open();
    shop.screens()
        .keys("8")
        .sees_not("Harga lain")
        .keys("/lidah<Enter>treseller<Tab><Tab>40rb<Enter>")
        .sees("reseller Rp40.000")
        .keys("t<Tab>12<Tab>42rb<Enter>")
        .sees("grosir 12+ Rp42.000")
        .keys("treseller<Tab><Tab><Enter>")
        .sees_not("reseller Rp40.000")
        // Neither for a level nor from a number: it would be the price for all.
        .keys("t<Tab><Tab>40rb<Enter>")
        .sees("Harga lain perlu alasan");
}

#[test]
fn a_least_and_a_step_are_among_the_fields_that_few_need() {
    let shop = Shop::open();
    shop.screens()
        .keys("8/lidah<Enter>e")
        .sees_not("Kelipatan")
        .keys("<Ctrl-O><Tab><Tab><Tab><Tab>6<Tab>3<Enter>")
        .sees("minimal 6 pcs per pesanan, kelipatan 3 pcs");
}

#[test]
fn a_custom_field_is_asked_changed_and_asked_no_more() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("8/lidah<Enter>cKartu ucapan<Tab><Right><Tab>2rb<Enter>")
        .sees("Kartu ucapan (wajib, +Rp2.000)")
        // What is left as it is stays so.
        .keys("ckartu ucapan<Tab><Tab>3rb<Enter>")
        .sees("(wajib, +Rp3.000)")
        .keys("ckartu ucapan<Tab><Tab><Ctrl-O><Tab><Tab><Tab><Tab><Right><Enter>")
        .sees_not("Isian custom");
}

/// What `rekap product import` does, from the screen: what is in the list is shown first.
#[test]
fn a_price_list_is_shown_before_it_is_taken_in() {
    let shop = Shop::open();
    let file = shop.folder().join("harga.csv");
    fs::write(
        &file,
        "Nama,Varian,Harga\nKastengel,,70.000\nBolu,Pandan,45rb\nBolu,Keju,mahal\n",
    )
    .unwrap();
    let path = file.display().to_string();
    shop.screens()
        .sized(120, 40)
        .keys("8I")
        .paste(&path)
        .sees("Kastengel Rp70.000")
        .sees("Bolu Pandan Rp45.000")
        .sees("Baris 4")
        .keys("<Enter>")
        .sees("1 baris tidak terbaca")
        .keys("<Ctrl-O><Right><Enter>")
        .sees("Kastengel")
        .sees("Rp45.000")
        .keys("u")
        .sees_not("Kastengel")
        // Orders are no price list.
        .keys("I/tidak/ada.csv<Enter>")
        .sees("tidak ada");
}
