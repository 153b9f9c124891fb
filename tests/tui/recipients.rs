//! The recipients of one order on the screens (rule 80): typed one by one, or all of them from a table.

use rekap::domain::money::Rupiah;
use rekap::lang::Lang;
use rekap::tui::input::clean_paste;
use rekap::tui::theme::Palette;

use super::setup::rp;
use super::{NOW, Shop};

/// A shop in which Bu Sari ordered four Lidah Kucing.
fn ordered() -> Shop {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(4, "LK")]);
    shop
}

/// Who gets how much, and what shipping each adds.
fn shares(shop: &Shop) -> Vec<(String, i64, Rupiah)> {
    let of = shop.stored("NAS3-001").destinations.into_iter();
    of.map(|known| (known.name, known.units, known.shipping))
        .collect()
}

#[test]
fn recipients_are_typed_one_after_the_other() {
    let shop = ordered();
    let screen = shop
        .screens()
        .keys("3<Enter>")
        // An order without recipients says nothing of them.
        .sees_not("Belum dibagi")
        .keys("R")
        .sees("NAS3-001 dikirim ke satu alamat")
        .keys("n")
        .sees("Penerima baru · NAS3-001")
        .sees("1 Lidah Kucing")
        .sees("Belum dibagi: 4 Lidah Kucing")
        .keys("Bu Ani<Tab><Tab>08129876543<Tab>Jl. Mawar 1<Tab>Selamat Lebaran<Ctrl-O><Tab><Tab>12rb<Enter>")
        .sees("Penerima Bu Ani di NAS3-001 disimpan")
        // The form is empty for the next one.
        .sees("Belum dibagi: 3 Lidah Kucing")
        .keys("Pak Beni<Tab>3 lidah kucing<Enter>")
        .sees("Semua barang sudah ada penerimanya")
        .keys("<Esc>");
    assert_eq!(
        shares(&shop),
        [
            ("Bu Ani".to_owned(), 1, rp(12_000)),
            ("Pak Beni".to_owned(), 3, rp(0))
        ]
    );
    let screen = screen
        .sees("NAS3-001 · Bu Sari: 2 penerima")
        .sees("0812-9876-543")
        .sees("Selamat Lebaran")
        // Changing one thing leaves the others.
        .keys("e")
        .sees("Bu Ani · NAS3-001")
        .keys("<Tab><Tab><Tab><Ctrl-U>Jl. Melati 2<Enter>")
        .sees("Jl. Melati 2");
    let ani = &shop.stored("NAS3-001").destinations[0];
    assert_eq!(
        (ani.card.as_str(), ani.units, ani.shipping),
        ("Selamat Lebaran", 1, rp(12_000))
    );
    let screen = screen
        .keys("<Esc>")
        // Its page names them.
        .sees("· Bu Ani")
        .sees("ongkir ke Bu Ani")
        .keys("R<Down>k")
        .sees("Penerima Pak Beni di NAS3-001 dihapus")
        .sees("Belum dibagi: 3 Lidah Kucing");
    assert_eq!(shares(&shop).len(), 1);
    screen.keys("u").sees("Pak Beni");
    assert_eq!(shares(&shop).len(), 2);
}

#[test]
fn more_than_is_ordered_is_refused_in_the_form() {
    let shop = ordered();
    shop.screens()
        .keys("3Rn")
        .keys("Bu Ani<Tab>5 lidah kucing<Enter>")
        .sees("mendapat 5 Lidah Kucing, padahal")
        .sees("Penerima baru");
    assert!(shares(&shop).is_empty());
    shop.screens()
        .keys("3RnBu Ani<Enter>")
        .sees("disimpan")
        .keys("bu ani<Enter>")
        .sees("Bu Ani sudah ada di pesanan ini");
    assert_eq!(shares(&shop).len(), 1);
}

#[test]
fn a_pasted_table_is_shown_and_taken_as_a_whole() {
    let shop = ordered();
    let rows =
        "nama\talamat\tqty\tkartu\nBu Ani\tJl. Mawar 1\t1\tSelamat\nPak Beni\tJl. Melati 2\t3\t";
    let screen = shop
        .screens()
        .keys("3R")
        .paste(&clean_paste(&format!(
            "{rows}\nBu Cici\tJl. Anggrek 3\t1\t"
        )))
        .sees("Penerima NAS3-001 dari tabel")
        // One row too many refuses all, and says where.
        .sees("Baris 4")
        .keys("<Enter>")
        .sees("Baris 4");
    assert!(shares(&shop).is_empty());
    screen
        .keys("<Esc>y")
        .paste(&clean_paste(rows))
        .sees("2 penerima akan disimpan")
        .keys("<Enter>")
        .sees("NAS3-001 dibagi ke 2 penerima dari tabel")
        .sees("Bu Ani")
        .sees("Semua barang sudah ada penerimanya")
        .keys("I")
        .sees("menggantikan 2 penerima");
    assert_eq!(shares(&shop).len(), 2);
}

#[test]
fn a_table_is_read_from_a_file() {
    let shop = ordered();
    let file = shop.folder().join("penerima.csv");
    std::fs::write(&file, "nama,alamat,qty\nBu Ani,Jl. Mawar 1,4\n").unwrap();
    shop.screens()
        .keys("3RI<Enter>")
        .sees("Wajib diisi")
        .keys(&file.display().to_string())
        .sees("1 penerima akan disimpan")
        .keys("<Enter>")
        .sees("NAS3-001 dibagi ke 1 penerima dari tabel");
    assert_eq!(shares(&shop).len(), 1);
    std::fs::write(&file, "nama,alamat,qty\nBu Ani,Jl. Mawar 1,empat\n").unwrap();
    shop.screens()
        .keys("3RI")
        .keys(&file.display().to_string())
        .keys("<Enter>")
        .sees("1 baris tidak terbaca, jadi tidak ada yang disimpan");
}

#[test]
fn recipients_fit_small_windows_in_both_languages() {
    let mut shop = ordered();
    let order = shop.book.order_id("NAS3-001").unwrap();
    let change = rekap::book::DestinationChange {
        address: Some("Jl. Mawar 1".to_owned()),
        items: Some(vec![super::setup::typed("1 LK")]),
        ..rekap::book::DestinationChange::default()
    };
    shop.book
        .set_destination(order, "Bu Ani", &change, NOW)
        .unwrap();
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        shop.screens_in(Lang::En, Palette::Dark)
            .sized(width, height)
            .keys("3R")
            .sees("1 recipient")
            .sees("Bu Ani")
            .sees("1 Lidah Kucing")
            .sees("Not shared yet: 3 Lidah Kucing");
    }
}
