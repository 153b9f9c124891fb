//! An alias from `alias add` works wherever goods are named.

use std::fs;

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// `kuker kucing` is an alias of Lidah Kucing, which NAS3 sells, and `nastar` of NAS-KEJU.
fn taught() -> Shop {
    let shop = open_po();
    shop.does("product add LDK 'Lidah Kucing' --price 50rb --cost 20rb");
    shop.does("po offer NAS3 LDK");
    shop.does("alias add 'kuker kucing' LDK");
    shop.does("alias add nas NAS-KEJU");
    shop
}

/// Code, units and chosen parts of each line of an order.
fn lines(shop: &Shop, order: &str) -> Value {
    let order = shop.json(&format!("order show {order}"));
    let lines = order["lines"].as_array().unwrap().iter();
    lines
        .map(|line| json!([line["code"], line["qty"]]))
        .collect()
}

#[test]
fn an_order_is_placed_and_edited() {
    let shop = taught();
    shop.does("order add NAS3 --name Budi --item '2 Kuker  Kucing'");
    assert_eq!(lines(&shop, "NAS3-001"), json!([["LDK", 2]]));
    shop.does("order edit NAS3-001 --item '+1 kuker kucing' --item '1 nas'");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([["LDK", 3], ["NAS-KEJU", 1]])
    );
    shop.does("order edit NAS3-001 --item '-1 kuker kucing'");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([["LDK", 2], ["NAS-KEJU", 1]])
    );
    // Goods not on sale there are named by their code.
    shop.does("product add PUT 'Putri Salju' --price 50rb");
    shop.does("alias add salju PUT");
    shop.refuses("order add NAS3 --name Siti --item '1 salju'", "PUT");
}

#[test]
fn a_whole_name_is_as_good_as_a_code() {
    let shop = taught();
    shop.does("order add NAS3 --name Budi --item '2 nastar original'");
    assert_eq!(lines(&shop, "NAS3-001"), json!([["NAS-ORI", 2]]));
    // An alias of one variant of a product selects it; without an alias the variant is asked for.
    shop.does("alias forget nas");
    shop.refuses("order add NAS3 --name Siti --item '1 NAS'", "NAS-ORI");
}

#[test]
fn an_order_is_split_and_substituted() {
    let shop = taught();
    shop.does("po new NAS4 'Nastar batch 4' --open 2026-01-20 --close 2026-02-25");
    shop.does("po offer NAS4 'kuker kucing'");
    shop.does("order add NAS3 --name Budi --item '2 LDK' --item '1 NAS-ORI'");
    shop.does("order split NAS3-001 NAS4 --item '1 kuker kucing'");
    assert_eq!(lines(&shop, "NAS4-001"), json!([["LDK", 1]]));
    shop.does("order substitute NAS3-001 '1 nastar original' 'kuker kucing' --agreed Budi");
    // It has the price that was promised.
    assert_eq!(lines(&shop, "NAS3-001"), json!([["LDK", 1], ["LDK", 1]]));
}

#[test]
fn a_package_is_filled_and_chosen() {
    let shop = taught();
    shop.does("product add HAMP Hampers --price 250rb");
    shop.does("product package HAMP --with '2 kuker kucing' --choose '1: nas, NAS-ORI'");
    assert_eq!(
        shop.json("product show HAMP")["variants"][0]["components"][0]["code"],
        "LDK"
    );
    shop.does("po offer NAS3 HAMP");
    shop.does("order add NAS3 --name Budi --item '1 HAMP[nas]'");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["lines"][0]["chosen"], "NAS-KEJU");
}

#[test]
fn tables_mean_the_goods_and_make_no_others() {
    let shop = taught();
    let table =
        "Nama,Produk,Jumlah,Harga\nBudi,kuker kucing,2,50000\nSiti,Nastar Original,1,65000\n";
    fs::write(shop.file("pesanan.csv"), table).unwrap();
    shop.does("order import pesanan.csv --po NAS3");
    assert_eq!(lines(&shop, "NAS3-001"), json!([["LDK", 2]]));
    assert_eq!(lines(&shop, "NAS3-002"), json!([["NAS-ORI", 1]]));
    // A price list uses aliases too: it sets a new price and adds no product.
    fs::write(shop.file("harga.csv"), "Nama,Harga\nKuker Kucing,55000\n").unwrap();
    shop.does("product import harga.csv");
    let shown = shop.json("product show LDK");
    assert_eq!(shown["variants"][0]["price"], 55_000);
    let products = shop.json("product list")["products"].clone();
    assert_eq!(products.as_array().unwrap().len(), 3);
}

#[test]
fn the_catalogue_is_changed() {
    let shop = taught();
    shop.does("product edit 'kuker kucing' --price 52rb");
    assert_eq!(
        shop.json("product show LDK")["variants"][0]["price"],
        52_000
    );
    shop.does("po tier NAS3 'kuker kucing' grosir --price 45rb --first 3");
}

#[test]
fn choices_of_packages_are_typed_by_name() {
    let shop = taught();
    shop.does("product add KADO 'Kotak Kado' --price 120rb");
    shop.does("product package KADO --choose '2: NAS-KEJU, NAS-ORI, LDK'");
    shop.does("po offer NAS3 KADO");
    shop.does("order add NAS3 --name Budi --item '1 KADO[Nastar Keju, Lidah Kucing]'");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["lines"][0]["chosen"], "NAS-KEJU, LDK");
}

#[test]
fn every_door_takes_the_same_words_for_the_same_goods() {
    let shop = taught();
    let words = [
        ("LDK", "LDK"),
        ("Lidah Kucing", "LDK"),
        ("kuker kucing", "LDK"),
        ("nas", "NAS-KEJU"),
        ("nas-ori", "NAS-ORI"),
        ("NASTAR ORIGINAL", "NAS-ORI"),
    ];
    for (at, (said, code)) in words.into_iter().enumerate() {
        let (first, expected) = (at * 3 + 1, json!([[code, 2]]));
        shop.does(&format!("order add NAS3 --name Budi --item '2 {said}'"));
        let table = format!("Nama,Produk,Jumlah\nSiti {at},{said},2\n");
        fs::write(shop.file("pesanan.csv"), table).unwrap();
        shop.does("order import pesanan.csv --po NAS3");
        let chat = format!("[30/01/26 10.12.11] Rina {at}: pesan 2 {said}\n");
        fs::write(shop.file("chat.txt"), chat).unwrap();
        shop.does("order paste chat.txt --po NAS3 --yes");
        for order in first..first + 3 {
            let order = format!("NAS3-{order:03}");
            assert_eq!(lines(&shop, &order), expected, "{said} in {order}");
        }
    }
}
