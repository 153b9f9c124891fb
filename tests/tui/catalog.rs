//! The catalogue: further prices, order minimums and multiples, and custom fields (rules 66, 67)
//! are shown below the list only in shops that use them.

use std::fs;

use super::{Shop, code, rp};

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
        // Without a level or a number it would be the price for everybody.
        .keys("t<Tab><Tab>40rb<Enter>")
        .sees("Harga lain perlu alasan");
}

#[test]
fn minimum_and_multiple_are_among_the_rarely_used_fields() {
    let shop = Shop::open();
    shop.screens()
        .keys("8/lidah<Enter>e")
        .sees_not("Kelipatan")
        .keys("<Ctrl-O><Tab><Tab><Tab><Tab>6<Tab>3<Enter>")
        .sees("minimal 6 pcs per pesanan, kelipatan 3 pcs");
}

#[test]
fn a_custom_field_is_added_changed_and_ended() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("8/lidah<Enter>cKartu ucapan<Tab><Right><Tab>2rb<Enter>")
        .sees("Kartu ucapan (wajib, +Rp2.000)")
        // Fields left alone keep their values.
        .keys("ckartu ucapan<Tab><Tab>3rb<Enter>")
        .sees("(wajib, +Rp3.000)")
        .keys("ckartu ucapan<Tab><Tab><Ctrl-O><Tab><Tab><Tab><Tab><Right><Enter>")
        .sees_not("Isian custom");
}

/// As with `rekap product import`, but on screen, with a preview.
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
        // A table of orders is not a price list.
        .keys("I/tidak/ada.csv<Enter>")
        .sees("tidak ada");
}

/// What is typed first goes into the first field, as in every form that edits.
#[test]
fn a_variant_is_edited_from_its_first_field_on() {
    let shop = Shop::open();
    shop.screens()
        .keys("8/nastar<Enter><Down>e")
        .sees("▸ Nama varian")
        .keys("Keju Edam<Tab>65rb<Enter>")
        .sees("Keju Edam");
    let nastar = shop.book.product(&code("NAS")).unwrap();
    let edited = nastar.variants.iter().find(|one| one.name == "Keju Edam");
    assert_eq!(edited.unwrap().price, rp(65_000));
}

/// The footer of suppliers and accounts names nothing that is for goods.
#[test]
fn the_footer_fits_the_tab() {
    let shop = Shop::open();
    shop.screens()
        .sized(120, 40)
        .keys("8")
        .sees("v tambah varian")
        .keys("<Tab>")
        .sees("n tambah")
        .sees_not("tambah varian")
        .keys("<Tab>")
        .sees_not("tambah varian")
        .sees_not("isi paket");
}
