//! An alias (`rekap alias add`) works in every form where goods are named.

use rekap::domain::package::PackageDraft;

use super::{NOW, Shop, code, plain_product};

/// NAS3, with the aliases `kuker kucing` for Lidah Kucing and `nas` for Nastar Keju.
fn taught() -> Shop {
    let mut shop = Shop::open();
    for (said, means) in [("kuker kucing", "LK"), ("nas", "NAS-KEJU")] {
        shop.book.teach_alias(said, &code(means), NOW).unwrap();
    }
    shop
}

/// Codes and units of an order's lines.
fn lines(shop: &Shop, order: &str) -> Vec<(String, i64)> {
    let lines = shop.stored(order).lines.into_iter();
    lines.map(|line| (line.code, line.qty)).collect()
}

fn items(items: &[(&str, i64)]) -> Vec<(String, i64)> {
    let items = items.iter();
    items
        .map(|(code, qty)| ((*code).to_owned(), *qty))
        .collect()
}

#[test]
fn an_order_is_placed_and_edited() {
    let shop = taught();
    shop.screens()
        .keys("nsar<Tab>2 kuker kucing")
        .sees("2 Lidah Kucing")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert_eq!(lines(&shop, "NAS3-001"), items(&[("LK", 2)]));
    shop.screens()
        .keys("3<Down>e<Ctrl-U>1 kuker kucing, 2 nas<Enter>")
        .sees("diubah");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        items(&[("LK", 1), ("NAS-KEJU", 2)])
    );
}

#[test]
fn goods_are_replaced() {
    let shop = taught();
    shop.screens().keys("nsar<Tab>2 kej<Enter>");
    shop.screens()
        .keys("3<Down>i")
        .sees("Ganti barang di NAS3-001")
        .keys("1 nas<Tab>kuker kucing<Tab>Bu Sari<Enter>")
        .sees("diganti LK");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        items(&[("NAS-KEJU", 1), ("LK", 1)])
    );
}

#[test]
fn goods_are_moved_by_name() {
    let mut shop = taught();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["NAS", "LK"]);
    shop.order("NAS3", "Bu Sari", &[(3, "NAS-KEJU"), (2, "LK")]);
    shop.screens()
        .sized(120, 40)
        .keys("pnas3<Enter>3m<Tab>1 k<Down>")
        // Only what is in the order, with its units.
        .sees("▸ Nastar Keju                                    3")
        .sees_not("Nastar Coklat")
        .keys("<Ctrl-U>2 nas, 1 kuker kucing")
        .sees("2 Nastar Keju")
        .sees("1 Lidah Kucing")
        .keys("<Enter>");
    assert_eq!(
        lines(&shop, "KUE1-001"),
        items(&[("NAS-KEJU", 2), ("LK", 1)])
    );
    assert_eq!(
        lines(&shop, "NAS3-001"),
        items(&[("NAS-KEJU", 1), ("LK", 1)])
    );
}

#[test]
fn goods_are_replaced_by_names_that_are_suggested() {
    let shop = taught();
    shop.screens().keys("nsar<Tab>2 kej<Enter>");
    shop.screens()
        .sized(120, 40)
        .keys("3<Down>i1 kej<Tab>nast<Down>")
        .sees("▸ Nastar Keju")
        .keys("<Down><Enter>")
        .sees("Nastar Coklat")
        .keys("Bu Sari<Enter>")
        .sees("diganti NAS-COK");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        items(&[("NAS-KEJU", 1), ("NAS-COK", 1)])
    );
}

#[test]
fn a_products_name_puts_all_its_variants_on_sale() {
    let mut shop = taught();
    shop.period("KUE1", super::closing_in(9, "Kue Kering"));
    shop.screens()
        .sized(120, 40)
        .keys("2<Enter>nnast, lid")
        .sees("Keju, Coklat")
        .sees("Lidah Kucing")
        .keys("<Enter>");
    let offers = shop.book.offers(shop.id("KUE1")).unwrap();
    let mut codes: Vec<String> = offers.into_iter().map(|offer| offer.code).collect();
    codes.sort();
    assert_eq!(codes, ["LK", "NAS-COK", "NAS-KEJU"]);
}

#[test]
fn offers_and_packages_accept_aliases() {
    let mut shop = taught();
    shop.add_product(&plain_product("PUT", "Putri Salju", 50_000));
    shop.book
        .teach_alias("kue putih", &code("PUT"), NOW)
        .unwrap();
    shop.screens().keys("2<Enter>nkue putih<Enter>");
    let offers = shop.book.offers(shop.id("NAS3")).unwrap();
    assert!(offers.iter().any(|offer| offer.code == "PUT"));
    shop.add_product(&plain_product("HAMP", "Hampers", 150_000));
    shop.screens()
        .keys("8/hamp<Enter>i2 kuker kucing")
        .sees("2 Lidah Kucing")
        .keys("<Enter>")
        .sees("Isi paket HAMP disimpan")
        .sees("2 LK");
}

#[test]
fn an_edited_order_shows_the_choice_of_a_package_by_name() {
    let mut shop = taught();
    shop.add_product(&plain_product("KADO", "Kotak Kado", 150_000));
    let draft = PackageDraft::parse("", "2: NAS-KEJU, NAS-COK, LK").unwrap();
    shop.book.set_package(&code("KADO"), &draft, NOW).unwrap();
    shop.sells("NAS3", &["KADO"]);
    shop.screens()
        .keys("nsar<Tab>1 kado[nas, kuker kucing]<Enter>")
        .sees("NAS3-001 dari Bu Sari");
    assert_eq!(shop.stored("NAS3-001").lines[0].chosen, "NAS-KEJU, LK");
    // Saved unchanged, it changes nothing.
    shop.screens()
        .sized(120, 40)
        .keys("3<Down>e")
        .sees("1 Kotak Kado[Nastar Keju, Lidah Kucing]")
        .keys("<Enter>");
    assert_eq!(shop.stored("NAS3-001").lines[0].chosen, "NAS-KEJU, LK");
}
