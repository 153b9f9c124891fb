//! Tally, bills and orders on the screens, and their exported files.

use calamine::{Reader, open_workbook_auto};
use rekap::tui::effect::Effect;

use super::sample_shop::{shop, shop_with};
use super::setup::{NOON, code};

#[test]
fn the_tally_is_shown_in_every_grouping_with_customizations() {
    shop()
        .keys("5")
        .sees("Nastar Keju")
        .sees("↳ tanpa gula")
        .sees("Total 8 pcs")
        .keys("<Tab>")
        .sees("↳ L / Hitam: nama Siti")
        .keys("<Tab>")
        .sees("Toko sendiri")
        .sees("  Nastar Coklat")
        .keys("<Tab>")
        .sees("Jersey      Hitam")
        .keys("<Tab>")
        .sees("NAS3-002 Budi")
        .sees("  Jersey M / Hitam")
        .keys("<Tab>/sisi")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/gula")
        .sees("tanpa gula")
        .sees_not("Jersey");
}

/// Enter lists who ordered what a line counts: goods, a wish, a supplier's goods, a size and colour;
/// Enter again opens the order.
#[test]
fn enter_lists_who_ordered_it() {
    shop()
        .keys("5<Enter>")
        .sees("Nastar Keju: 2 pesanan, 3 pcs")
        .sees("NAS3-001  Siti Aminah")
        .sees("1 · tanpa gula")
        .keys("<Down><Enter>")
        .sees("NAS3-003")
        .sees("Dewi")
        .keys("<Esc><Down><Enter>")
        .sees("tanpa gula: 1 pesanan, 1")
        .sees_not("Siti Aminah")
        .keys("<Esc><Tab><Tab><Down><Enter>")
        .sees("Nastar Keju: 2 pesanan, 3 pcs")
        // Sizes and colours: nastar first, then the jersey in L and black.
        .keys("<Esc><Tab><End><Up><Enter>")
        .sees("Jersey L Hitam: 1 pesanan, 1")
        .sees("nama Siti")
        .keys("<Esc><Down><Enter>")
        .sees("Jersey Hitam: 2 pesanan, 2")
        // An order is opened at once.
        .keys("<Esc><Tab><Enter>")
        .sees("NAS3-001 · NAS3");
}

/// Sizes and colours are copied as a table for each product.
#[test]
fn sizes_and_colours_are_copied_as_a_matrix() {
    let mut shop = shop().keys("5<Tab><Tab><Tab>y").sees("Tersalin");
    let text = shop.copied();
    let jersey = "Jersey: 2\n```\n   Hitam\nM      1\nL      1\n```";
    assert!(text.contains(jersey), "{text}");
    assert!(
        text.contains("Nastar: 6\n```\nKeju    3\nCoklat  3\n```"),
        "{text}"
    );
}

/// What a frozen version is called shows what was frozen; what is ordered now says how it differs
/// without being asked, here and on Beranda. Freezing asks.
#[test]
fn a_frozen_tally_stays_frozen() {
    let mut shop = shop()
        .keys("5k")
        .sees("sekarang buka")
        .keys("v")
        .sees("Belum ada rekap");
    shop.screen.app.run(Effect::deed(|book, now| {
        let period = book.period(&code("NAS3"))?.id;
        book.close_period(period, now)
    }));
    let mut shop = shop
        .sees("Rekap NAS3 v1")
        .sees_not("beda")
        .keys("k")
        .sees("Belum ada yang berubah sejak rekap v1")
        .keys("1")
        .sees("rekap v1: kirim ke dapur")
        .keys("5");
    shop.screen.app.run(Effect::deed(|book, now| {
        let order = book.order_id("NAS3-001")?;
        book.cancel_order(order, "batal", false, now)
    }));
    let mut shop = shop
        .sees("Rekap NAS3 sekarang · beda dari v1: −2")
        .sees("Total 6 pcs")
        .sees("−2")
        // The frozen version as it was.
        .keys("v")
        .sees("Rekap NAS3 v1")
        .sees("Total 8 pcs")
        .sees_not("beda")
        .keys("<Enter>")
        .sees("NAS3-001")
        .keys("<Esc>y");
    let copied = shop.copied();
    assert!(copied.contains("3 × Nastar Keju"), "{copied}");
    assert!(copied.contains("Total: 8 pcs"), "{copied}");
    shop.keys("v")
        .sees("beda dari v1")
        .keys("1")
        .sees("kirim revisi ke dapur · rekap beda dari v1: −2 · sudah tutup")
        .keys("<End><Up><Enter>")
        .sees("beda dari v1: −2")
        .keys("k")
        .sees("dikunci sebagai v2")
        .keys("n")
        .sees("beda dari v1")
        .keys("ky")
        .sees("v2 dikunci")
        .sees("Rekap NAS3 v2")
        .keys("v")
        .sees("Rekap yang mana?")
        .keys("<Down><Down><Enter>")
        .sees("sekarang · beda dari v1: −2")
        .keys("v")
        .sees_not("beda dari v1")
        .keys("v<Down><Enter>")
        .sees("Rekap NAS3 v1")
        .sees("Total 8 pcs")
        .keys("v")
        .sees("Rekap NAS3 v2")
        .keys("a")
        .sees("Total 6 pcs");
}

/// A frozen version is named in the title, and what is ordered now comes back at the next `v`, at Esc,
/// and when the screen was left.
#[test]
fn a_frozen_version_gives_way_to_what_is_ordered_now() {
    let mut shop = shop_with(|shop| {
        let period = shop.id("NAS3");
        shop.book.close_period(period, NOON).unwrap();
        let order = shop.book.order_id("NAS3-001").unwrap();
        shop.book.cancel_order(order, "batal", false, NOON).unwrap();
    });
    for back in ["v", "<Esc>", "15", "k<Esc>"] {
        shop = shop
            .keys("5v")
            .sees("Produksi · rekap v1 (terkunci)")
            .sees("v/Esc: kembali ke yang sekarang")
            .sees("Total 8 pcs")
            .keys(back)
            .sees_not("terkunci")
            .sees("beda dari v1: −2")
            .sees("Total 6 pcs");
    }
}

/// (rule 58) A workbook from the screen has one row for each order, so that its totals can be summed,
/// and the items on a sheet of their own.
#[test]
fn a_workbook_of_orders_has_one_row_for_each() {
    let shop = shop();
    let path = shop.folder().join("pesanan");
    let export = format!("3x<Tab><Ctrl-U>{}<Enter>", path.display());
    let _shop = shop.keys(&export).sees("Tersimpan di");
    let mut book = open_workbook_auto(path.with_extension("xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Pesanan", "Barang"]);
    let mut column = |sheet: &str, title: &str| -> Vec<String> {
        let range = book.worksheet_range(sheet).unwrap();
        let mut rows = range.rows();
        let titles = rows.next().unwrap();
        let at = titles.iter().position(|cell| *cell == title);
        let at = at.unwrap_or_else(|| panic!("no {title} in {titles:?}"));
        rows.map(|row| row[at].to_string()).collect()
    };
    assert_eq!(
        column("Pesanan", "Pesanan"),
        ["NAS3-001", "NAS3-002", "NAS3-003", "NAS3-004"]
    );
    assert_eq!(
        column("Pesanan", "Total pesanan"),
        ["120000", "330000", "60000", "150000"]
    );
    assert_eq!(column("Pesanan", "Jumlah"), ["2", "4", "1", "1"]);
    assert_eq!(
        column("Barang", "Pesanan"),
        ["NAS3-001", "NAS3-002", "NAS3-002", "NAS3-003", "NAS3-004"]
    );
    assert_eq!(
        column("Barang", "Produk"),
        ["Nastar", "Nastar", "Jersey", "Nastar", "Jersey"]
    );
}

/// Files from the screen have their headers in the shop's language; suppliers and orders list their
/// goods.
#[test]
fn files_from_the_screen_are_written_for_people() {
    let mut shop = shop();
    let views = [
        ("varian", "5", "Kode,Produk,Varian,Jumlah,Custom"),
        (
            "supplier",
            "<Tab><Tab>",
            "Supplier,Kode,Produk,Varian,Jumlah,Custom",
        ),
        ("ukuran", "<Tab>", "Kode,Produk,Varian,Jumlah,Custom"),
        (
            "pesanan",
            "<Tab>",
            "Pesanan,Nama,Kode,Produk,Varian,Jumlah,Custom",
        ),
        ("semua pesanan", "3", "Pesanan,"),
    ];
    for (name, keys, header) in views {
        let path = shop.folder().join(name);
        let export = format!("{keys}x<Right><Tab><Ctrl-U>{}<Enter>", path.display());
        shop = shop.keys(&export).sees("Tersimpan di");
        let text = std::fs::read_to_string(path.with_extension("csv")).unwrap();
        assert!(text.starts_with(header), "{name}: {text}");
    }
    let orders = std::fs::read_to_string(shop.folder().join("pesanan.csv")).unwrap();
    assert!(
        orders.contains("NAS3-002,Budi,NAS-COK,Nastar,Coklat,3,"),
        "{orders}"
    );
}

#[test]
fn the_tally_is_copied_and_exported_and_no_file_is_replaced_unasked() {
    let mut shop = shop().keys("5y").sees("Tersalin");
    let text = shop.copied();
    assert!(
        text.contains("3 × Nastar Keju\n   1 × tanpa gula"),
        "{text}"
    );
    let path = shop.folder().join("rekap dapur");
    let file = path.with_extension("csv");
    let export = format!("x<Right><Tab><Ctrl-U>{}", path.display());
    let shop = shop
        .keys(&export)
        .sees("rekap dapur.csv")
        .keys("<Enter>")
        .sees("Tersimpan di")
        .sees_not("Format");
    assert!(std::fs::read_to_string(&file).unwrap().contains("NAS-KEJ"));
    std::fs::write(&file, "lain").unwrap();
    let shop = shop
        .keys(&export)
        .sees("sudah ada")
        .keys("<Enter>")
        .sees("Timpa berkas?")
        .keys("n")
        .sees("Format");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "lain");
    let shop = shop
        .keys("<Enter>y")
        .sees("Tersimpan di")
        .sees_not("Format");
    assert!(std::fs::read_to_string(&file).unwrap().contains("NAS-KEJ"));
    let nowhere = shop.folder().join("x/y").display().to_string();
    shop.keys(&format!("x<Tab><Ctrl-U>{nowhere}<Enter>"))
        .sees("Folder untuk")
        .sees("Format");
}

#[test]
fn bills_and_ledger_are_exported_in_every_form() {
    let mut shop = shop().keys("4b10rb<Enter>");
    for (at, ending) in ["xlsx", "csv", "csv", "txt", "json"]
        .into_iter()
        .enumerate()
    {
        for (view, next) in [("bills", "<Tab>"), ("ledger", "<Shift-Tab>")] {
            let path = shop.folder().join(format!("{view}{at}"));
            let keys = format!(
                "x{}<Tab><Ctrl-U>{}<Enter>",
                "<Right>".repeat(at),
                path.display()
            );
            shop = shop.keys(&keys).sees("Tersimpan di").keys(next);
            assert!(path.with_extension(ending).metadata().unwrap().len() > 50);
        }
    }
    // One JSON object that names its rows, as commands write it.
    for (file, rows) in [("bills4.json", "orders"), ("ledger4.json", "payments")] {
        let text = std::fs::read_to_string(shop.folder().join(file)).unwrap();
        assert!(text.ends_with("}\n"), "{file}: {text}");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let found = json[rows].as_array();
        assert!(
            found.is_some_and(|found| !found.is_empty()),
            "{file}: {text}"
        );
    }
}

/// The file has every bill that the list shows.
#[test]
fn bills_that_only_together_come_to_an_amount_are_exported() {
    let shop = shop();
    let path = shop.folder().join("tagihan");
    let export = format!("x<Right><Tab><Ctrl-U>{}<Enter>", path.display());
    let _shop = shop
        .keys("4/270rb<Enter>")
        .sees("NAS3-001")
        .sees("NAS3-004")
        .keys(&export)
        .sees("Tersimpan di");
    let text = std::fs::read_to_string(path.with_extension("csv")).unwrap();
    for (order, listed) in [("NAS3-001", true), ("NAS3-004", true), ("NAS3-002", false)] {
        assert_eq!(text.contains(order), listed, "{order}: {text}");
    }
}

#[test]
fn orders_are_exported_copied_and_their_payments_taken_back() {
    let mut shop = shop().keys("3y");
    assert!(shop.copied().contains("NAS3-004"));
    let path = shop.folder().join("pesanan");
    let keys = format!("x<Right><Tab><Ctrl-U>{}<Enter>", path.display());
    let shop = shop.keys(&keys).sees("Tersimpan di");
    let text = std::fs::read_to_string(path.with_extension("csv")).unwrap();
    assert_eq!(text.lines().count(), 6, "{text}");
    let shop = shop.keys("b10rb<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    let shop = shop.keys("<Enter>v").sees("Salah catat?").keys("y");
    assert_eq!(shop.paid("NAS3-004"), 0);
}

/// What packages hold is among the pieces: the line and the total say so, that no kitchen adds it.
#[test]
fn the_tally_says_which_pieces_are_for_packages() {
    let mut shop = super::Shop::open();
    shop.add_product(&super::plain_product("HAMP", "Hampers", 200_000))
        .sells("NAS3", &["HAMP"]);
    let contents = rekap::domain::package::PackageDraft::parse("1 NAS-KEJU", "").unwrap();
    shop.book
        .set_package(&super::code("HAMP"), &contents, super::NOW)
        .unwrap();
    shop.order("NAS3", "Ani", &[(2, "HAMP"), (10, "NAS-KEJU")]);
    shop.order("NAS3", "Budi", &[(1, "NAS-COK")]);
    let mut screen = shop
        .screens()
        .sized(80, 24)
        .keys("5")
        .sees("Nastar Keju (termasuk 2 untuk paket)")
        .keys("y");
    let text = screen.app.take_clipboard().unwrap();
    for line in [
        "12 × Nastar Keju (termasuk 2 untuk paket)\n",
        "1 × Nastar Coklat\n",
        "Total: 13 pcs (termasuk 2 paket)\n",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
}
