//! Packages (rules 21, 65): their contents in the catalogue, and their choices in orders.

use rekap::book::VariantChange;
use rekap::domain::money::Rupiah;
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
fn the_choices_of_a_package_are_offered_one_after_the_other() {
    let shop = hampers();
    shop.screens()
        .sized(120, 40)
        .keys("nsar<Tab>1 kado")
        .sees("▸ Kotak Kado")
        .keys("<Enter>")
        .sees("1 Kotak Kado[")
        .sees("▸ Nastar Keju")
        .keys("<Down><Enter>")
        .sees("1 Kotak Kado[Nastar Coklat, ")
        .keys("lid<Enter>")
        // The last one ends the choice, and the cursor goes on.
        .sees("1 Kotak Kado[Nastar Coklat, Lidah Kucing]")
        .sees("▸ Dibayar")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert_eq!(shop.stored("NAS3-001").lines[0].chosen, "NAS-COK, LK");
    // Two of one kind are as many picks.
    shop.screens()
        .keys("nbudi<Tab>1 kado<Enter>2 cok<Enter>")
        .sees("1 Kotak Kado[2 Nastar Coklat]")
        .sees("▸ Dibayar");
}

#[test]
fn contents_and_choices_are_named_as_in_an_order() {
    let shop = hampers();
    shop.screens()
        .sized(120, 40)
        .keys("8/hamp<Enter>i3 kej, lid")
        .sees("3 Nastar Keju")
        .sees("1 Lidah Kucing")
        .keys("<Ctrl-O><Tab>2: nas")
        .sees("Nastar Coklat")
        .keys("<Down><Down><Tab>, lid<Enter>")
        .sees("Isi paket HAMP disimpan");
    assert_eq!(
        within(&shop, "HAMP").as_deref(),
        Some("3 NAS-KEJU, 1 LK; 2: NAS-COK, LK")
    );
    // They stand there by name when they are changed.
    shop.screens()
        .sized(120, 40)
        .keys("8/hamp<Enter>i")
        .sees("3 Nastar Keju, 1 Lidah Kucing")
        .sees("2: Nastar Coklat, Lidah Kucing");
}

#[test]
fn a_package_that_costs_less_than_its_contents_warns() {
    let mut shop = hampers();
    for code in ["NAS-KEJU", "LK"] {
        let variant = shop.book.variant(&super::code(code)).unwrap().id;
        let change = VariantChange {
            cost: Some(Rupiah::new(40_000)),
            ..VariantChange::default()
        };
        shop.book.edit_variant(variant, &change, NOW).unwrap();
    }
    shop.screens()
        .keys("8/hamp<Enter>i3 kej, lid")
        .sees("Rp160.000")
        .sees("! Harga Rp150.000 di bawah modal")
        .keys("<Enter>")
        .keys("e<Tab><Tab>90rb")
        .sees("! Modal paket Rp90.000, padahal");
}

#[test]
fn impossible_package_contents_are_refused_in_the_form() {
    let shop = hampers();
    shop.screens()
        .keys("8/hamp<Enter>i<Enter>")
        .sees("Isi paket belum diisi")
        .keys("2 LUMPIA")
        .sees("Tidak ada “LUMPIA” di katalog")
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
        .keys("nsar<Tab>1 kado<Esc><Enter>")
        .sees("pilih 2 dari Nastar Keju, Nastar Coklat, Lidah")
        .sees("Kucing. Tulis begini: 1 KADO[Nastar Keju, Nastar Coklat]")
        .keys("[kej<Tab>lid")
        .sees("▸ Lidah Kucing")
        .keys("<Tab>")
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
