//! Archived goods (rule 55) stay on their old orders. In a table a name means the goods in use, and
//! a price list that names archived goods takes them back into use.

use std::fs;

use serde_json::json;

use crate::shop::{Shop, empty};

/// A shop where the old Nastar Keju (NAS-K) and all of the old Bolu (BLU) are archived, and new
/// goods have the same names.
fn renewed() -> Shop {
    let shop = empty();
    shop.does("product add NAS Nastar --price 60rb");
    shop.does("product variant NAS K Keju --price 50rb");
    shop.does("product variant NAS ORI Original --price 60rb");
    shop.does("product archive NAS-K");
    shop.does("product variant NAS KEJU Keju --price 65rb");
    shop.does("product add BLU Bolu --price 40rb");
    shop.does("product archive BLU");
    shop.does("product add BOLU Bolu --price 45rb");
    shop.does("po new NAS3 'Nastar batch 3' --open 2026-01-20 --close 2026-02-15");
    shop
}

fn with_table(text: &str) -> Shop {
    let shop = renewed();
    fs::write(shop.file("a.csv"), text).unwrap();
    shop
}

fn codes(shop: &Shop, order: &str) -> Vec<String> {
    let order = shop.json(&format!("order show {order}"));
    let lines = order["lines"].as_array().unwrap().iter();
    lines
        .map(|line| line["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_name_in_a_table_means_the_goods_in_use() {
    let shop = with_table("Nama,Produk,Varian,Jumlah\nBudi,Nastar,Keju,2\nBudi,Bolu,,1\n");
    assert_eq!(shop.does("order import a.csv --po NAS3"), "1");
    assert_eq!(codes(&shop, "NAS3-001"), ["NAS-KEJU", "BOLU"]);
    assert_eq!(
        shop.json("order show NAS3-001")["total"],
        2 * 65_000 + 45_000
    );
}

#[test]
fn a_column_title_means_the_goods_in_use() {
    let shop = with_table("Timestamp,Nama,Nastar Keju,Bolu\n20/01/2026 9:12:44,Budi,2,1\n");
    assert_eq!(shop.does("order import a.csv --po NAS3"), "1");
    assert_eq!(codes(&shop, "NAS3-001"), ["NAS-KEJU", "BOLU"]);
}

/// A code belongs to one of the goods for ever, so it means those even when they are archived.
#[test]
fn a_code_in_a_table_means_archived_goods_too() {
    let shop = with_table("Nama,Kode,Produk,Jumlah\nBudi,NAS-K,Nastar Keju,2\n");
    assert_eq!(shop.does("order import a.csv --po NAS3"), "1");
    assert_eq!(codes(&shop, "NAS3-001"), ["NAS-K"]);
}

#[test]
fn a_price_list_unarchives_goods_by_code() {
    let shop = with_table("Kode,Nama,Varian,Harga\nNAS-K,Nastar,Keju,52000\n");
    assert_eq!(
        shop.json("product import a.csv"),
        json!({"added": [], "changed": ["NAS-K"], "same": 0})
    );
    let nastar = shop.json("product show NAS");
    let old = &nastar["variants"][0];
    assert_eq!(
        (&old["code"], &old["archived"], &old["price"]),
        (&json!("NAS-K"), &json!(false), &json!(52_000))
    );
    assert_eq!(shop.does("product import a.csv"), "0");
}

#[test]
fn a_name_in_a_price_list_means_the_goods_in_use() {
    let shop = with_table(
        "Nama,Varian,Harga,Isi\nNastar,Keju,66000,\nBolu,,46000,\nBolu,Pandan,47000,\nHampers,,99000,1 Bolu\n",
    );
    assert_eq!(
        shop.json("product import a.csv"),
        json!({"added": ["BOLU-PANDAN", "HAMPERS"], "changed": ["NAS-KEJU", "BOLU"], "same": 0})
    );
    assert_eq!(shop.json("product show BLU")["archived"], true);
    assert_eq!(
        shop.json("product show HAMPERS")["variants"][0]["components"][0]["code"],
        "BOLU"
    );
}

#[test]
fn archived_goods_are_not_put_on_sale_but_their_offers_can_be_changed() {
    let shop = renewed();
    shop.does("po offer NAS3 NAS-ORI");
    shop.does("product archive NAS");
    shop.refuses("po offer NAS3 BLU", "BLU");
    shop.refuses("po offer NAS3 NAS-KEJU", "NAS");
    shop.does("po offer NAS3 NAS-ORI --quota 20");
    let offers = shop.json("po show NAS3")["offers"].clone();
    let codes: Vec<&str> = offers
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| offer["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["NAS-ORI"]);
}
