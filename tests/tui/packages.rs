//! Packages (rules 21, 65): their contents in the catalogue, and their choices in orders.

use rekap::domain::package::PackageDraft;

use super::{NOW, Shop, code};

/// A shop with two hampers on sale: HAMP is still empty, KADO is any 2 of 3.
fn hampers() -> Shop {
    let mut shop = Shop::open();
    for (package, name) in [("HAMP", "Hampers Lebaran"), ("KADO", "Kotak Kado")] {
        shop.add_product(&super::plain_product(package, name, 150_000))
            .sells("NAS3", &[package]);
    }
    let draft = PackageDraft::parse("", "2: NAS-KEJU, NAS-COK, LK").unwrap();
    shop.book.set_package(&code("KADO"), &draft, NOW).unwrap();
    shop
}

/// Returns the contents of a package as they are typed.
fn within(shop: &Shop, package: &str) -> Option<String> {
    let packages = shop.book.packages().unwrap();
    let found = packages.values().find(|known| known.code == package);
    found.map(rekap::domain::package::Package::text)
}

#[test]
fn the_catalogue_says_what_is_in_a_package_and_changes_it() {
    let shop = hampers();
    let screen = shop
        .screens()
        .keys("8/hamp<Enter>")
        .sees_not("Isi paket")
        .keys("i3 NAS-KEJU, LK")
        .sees("3 Nastar Keju")
        .sees("1 Lidah Kucing")
        .keys("<Enter>")
        .sees("Isi paket HAMP disimpan")
        .sees("3 NAS-KEJU, 1 LK");
    assert_eq!(within(&shop, "HAMP").as_deref(), Some("3 NAS-KEJU, 1 LK"));
    // The choices are among the fields that few need.
    let screen = screen
        .keys("i")
        .sees_not("yang dipilih pembeli")
        .keys("<Ctrl-O><Tab>2: NAS-COK, LK<Enter>")
        .sees("3 NAS-KEJU, 1 LK; 2: NAS-COK, LK");
    // Emptied, it is a plain product again, when that is meant.
    screen
        .keys("i<Ctrl-U><Tab><Ctrl-U><Enter>")
        .sees("Jadikan HAMP produk biasa lagi?")
        .keys("y")
        .sees("HAMP bukan paket lagi")
        .sees_not("3 NAS-KEJU");
    assert_eq!(within(&shop, "HAMP"), None);
}

#[test]
fn impossible_package_contents_are_refused_in_the_form() {
    let shop = hampers();
    shop.screens()
        .keys("8/hamp<Enter>i<Enter>")
        .sees("Isi paket belum diisi")
        .keys("2 LUMPIA")
        .sees("Tidak ada varian “LUMPIA”")
        .keys("<Ctrl-U>1 KADO<Enter>")
        .sees("KADO itu paket")
        .keys("<Ctrl-U>1 LK<Tab><Ctrl-O><Tab>KEJU, COK<Enter>")
        .sees("bukan pilihan isi");
    assert_eq!(within(&shop, "HAMP"), None);
    // A product with variants is no package; its variants may be.
    shop.screens()
        .keys("8/nastar<Enter>i")
        .sees("Pilih dulu variannya");
}

#[test]
fn package_choices_are_typed_in_brackets() {
    let shop = hampers();
    let screen = shop
        .screens()
        .keys("nsar<Tab>1 kado<Enter>")
        .sees("pilih 2 dari Nastar Keju, Nastar Coklat, Lidah")
        .sees("Kucing. Tulis begini: 1 KADO[Nastar Keju, Nastar Coklat]")
        .keys("[kej<Tab>, lid")
        .sees("Lidah Kucing")
        .keys("<Tab>]")
        .sees("1 kado[Nastar Keju, Lidah Kucing]")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.lines[0].chosen, "NAS-KEJU, LK");
    let parts: Vec<_> = order.lines[0]
        .parts
        .iter()
        .map(|part| (part.code.as_str(), part.qty))
        .collect();
    assert_eq!(parts, [("NAS-KEJU", 1), ("LK", 1)]);
    screen
        .keys("<Esc>3<Enter>")
        .sees("Kotak Kado")
        .sees("1 Lidah Kucing");
}
