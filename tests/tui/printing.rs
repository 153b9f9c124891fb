//! Papers printed from the screens (rules 80, 99, 100): what is chosen is written into a file, and the paper is
//! remembered.

use std::fs;
use std::path::PathBuf;

use rekap::book::{Milestone, NewOrder};
use rekap::lang::Lang;
use rekap::tui::theme::Palette;

use super::setup::{described, item, order_of};
use super::{NOW, Shop};

/// A shop with two orders that are ready: of Bu Sari, and of Budi, whose address is as given.
fn ready(address: &str) -> Shop {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    let budi = described("Budi", "081322223333");
    let order = NewOrder {
        address: Some(address.to_owned()),
        ..order_of(shop.id("NAS3"), budi, vec![item(1, "LK")])
    };
    shop.book.place_order(&order, NOW).unwrap();
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    for milestone in [Milestone::Production, Milestone::Ready] {
        shop.book.mark_period(period, milestone, NOW).unwrap();
    }
    shop
}

/// A path in the folder of the shop, and as it is typed over the proposed one.
fn file(shop: &Shop, name: &str) -> (PathBuf, String) {
    let path = shop.folder().join(name);
    let typed = path.display().to_string();
    (path, typed)
}

#[test]
fn labels_of_marked_orders_are_printed_and_the_paper_is_remembered() {
    let shop = ready("Jl. Mawar 1");
    let (path, typed) = file(&shop, "label.pdf");
    let screen = shop
        .screens()
        .keys("6<Ctrl-A>c")
        .sees("Cetak untuk 2 pesanan")
        .sees("Label pengiriman")
        .sees("Daftar kemas per barang")
        .keys("<Enter>")
        .sees("Label pengiriman · 2 pesanan")
        .sees("A6")
        .sees("NAS3-001, NAS3-002")
        // One label fills the paper.
        .sees_not("Sudah terpakai")
        .keys("avery")
        .sees("Sudah terpakai")
        .keys("<Tab>3<Tab>")
        .keys(&typed)
        .keys("<Enter>")
        .sees("label.pdf");
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
    // Another nota of one order only, on its own paper.
    screen
        .keys("<Ctrl-A>c<Enter>")
        .sees("A4 3 x 7 (Avery L7160)")
        .keys("<Esc><Esc>cnota<Enter>")
        .sees("A4")
        .sees_not("Avery");
}

#[test]
fn a_receipt_printer_gets_its_own_bytes() {
    let shop = ready("Jl. Mawar 1");
    let (path, typed) = file(&shop, "nota");
    shop.screens()
        .keys("3<Enter>cnota<Enter>")
        .sees("Nota (dan surat jalan tiap penerima) · NAS3-00")
        .sees_not("Untuk")
        .keys("gulungan 58")
        .sees("Untuk")
        .keys("<Tab>printer<Tab>")
        .keys(&typed)
        .keys("<Enter>")
        .sees("nota.bin");
    assert!(
        fs::read(path.with_extension("bin"))
            .unwrap()
            .starts_with(b"\x1b@")
    );
}

#[test]
fn what_does_not_fit_names_its_order_and_writes_nothing() {
    let shop = ready(&"Jl. Mawar Melati Kenanga ".repeat(8));
    let (path, typed) = file(&shop, "label.pdf");
    shop.screens()
        .keys("6<Ctrl-A>c<Enter>tom & jerry 108<Tab><Tab>")
        .keys(&typed)
        .keys("<Enter>")
        .sees("Pesanan NAS3-002 tidak muat di label");
    assert!(!path.exists());
}

#[test]
fn what_can_not_be_printed_is_told_after_it_was_written() {
    let shop = ready("Jl. Mawar 1 🏠");
    let (path, typed) = file(&shop, "label.pdf");
    shop.screens()
        .keys("6/budi<Enter>c<Enter><Tab>")
        .keys(&typed)
        .keys("<Enter>")
        .sees("Yang perlu diperiksa")
        .sees("NAS3-002: 🏠 tidak bisa dicetak");
    assert!(path.exists());
}

#[test]
fn an_own_list_of_sheets_is_offered_and_its_mistakes_are_told() {
    let shop = ready("Jl. Mawar 1");
    let own = shop.folder().join("labels.csv");
    let titles = "code,name,sheet_w_mm,sheet_h_mm,cols,rows,label_w_mm,label_h_mm,left_mm,top_mm,pitch_x_mm,pitch_y_mm,offset_x_mm,offset_y_mm,outline";
    fs::write(
        &own,
        format!("{titles}\nku,Label kuning,100,150,1,1,100,150,0,0,,,0,0,no\n"),
    )
    .unwrap();
    shop.screens()
        .keys("6c<Enter>label kun")
        .sees("Label kuning");
    fs::write(
        &own,
        format!("{titles}\nku,Label kuning,lebar,150,1,1,100,150,0,0,,,0,0,no\n"),
    )
    .unwrap();
    shop.screens()
        .keys("6c<Enter>")
        .sees("Daftar lembar label, baris 2");
}

#[test]
fn printing_fits_small_windows_in_both_languages() {
    let shop = ready("Jl. Mawar 1");
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        shop.screens_in(Lang::En, Palette::Dark)
            .sized(width, height)
            .keys("6<Ctrl-A>c")
            .sees("Print for 2 orders")
            .keys("packing<Enter>")
            .sees("Paper")
            .sees("NAS3-001, NAS3-002");
    }
}

/// From the parcels only what is chosen there is printed, not the other parcels of its order nor what is
/// still to be packed.
#[test]
fn of_parcels_only_the_chosen_ones_are_printed() {
    let mut shop = Shop::open();
    let budi = described("Budi", "081322223333");
    let items = vec![item(2, "NAS-KEJU"), item(1, "NAS-COK"), item(1, "LK")];
    let order = NewOrder {
        address: Some("Jl. Mawar 1".to_owned()),
        ..order_of(shop.id("NAS3"), budi, items)
    };
    let order = shop.book.place_order(&order, NOW).unwrap().made.row.id;
    shop.pay(order, 225_000);
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    for milestone in [Milestone::Production, Milestone::Ready] {
        shop.book.mark_period(period, milestone, NOW).unwrap();
    }
    for part in ["2 keju", "1 coklat"] {
        shop.screens()
            .keys("6kJNE<Ctrl-O>")
            .keys(&"<Tab>".repeat(6))
            .keys(&format!("{part}<Enter>"))
            .sees("dikirim lewat JNE");
    }
    let printed = |chosen: &str, paper: &str, names: &str| {
        let (path, typed) = file(&shop, "kertas");
        shop.screens()
            .keys(&format!("6<Tab>{chosen}c"))
            .sees(names)
            .keys(&format!(
                "{paper}<Enter>gulungan 58<Tab>printer<Tab>{typed}"
            ))
            .keys("<Enter>")
            .sees("kertas.bin");
        let path = path.with_extension("bin");
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        fs::remove_file(path).unwrap();
        text
    };
    for paper in ["label", "kemas per pesanan"] {
        let one = printed("<Down>", paper, "Cetak untuk paket P2");
        assert!(one.contains("Nastar Coklat"), "{one}");
        assert!(!one.contains("Nastar Keju"), "{one}");
        assert!(!one.contains("Lidah Kucing"), "{one}");
        let two = printed("<Ctrl-A>", paper, "Cetak untuk 2 paket");
        assert!(two.contains("Nastar Coklat"), "{two}");
        assert!(two.contains("Nastar Keju"), "{two}");
        assert!(!two.contains("Lidah Kucing"), "{two}");
    }
}
