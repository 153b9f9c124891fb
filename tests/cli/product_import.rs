//! `product import`: a price list becomes the catalogue; importing it again changes nothing.

use std::fs;

use rstest::rstest;
use serde_json::{Value, json};

use crate::shop::{Shop, empty};

const LIST: &str = "\
Daftar harga Lebaran

Kode;Nama Barang;Varian;Harga;HPP;Supplier;Min. Order;Kelipatan;Grosir 12;Isi
NAS-K;Nastar;Keju;65.000;40rb;Dapur Sari;2;;60.000;
NAS-O;Nastar;Original;Rp 60.000;38000;Dapur Sari;;;;
KAS;Kastengel;;70000;;;;6;;
HMP;Hampers Raya;;200000;;;;;;2 Nastar Keju + 1 Kastengel
";

fn with_list(text: &str) -> Shop {
    let shop = empty();
    fs::write(shop.file("daftar.csv"), text).unwrap();
    shop
}

#[test]
fn a_price_list_becomes_the_catalogue() {
    let shop = with_list(LIST);
    assert_eq!(shop.does("produk impor daftar.csv"), "4");
    let nastar = shop.json("product show NASTAR");
    assert_eq!(nastar["name"], "Nastar");
    assert_eq!(nastar["supplier"], "Dapur Sari");
    let variants: Vec<_> = nastar["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| {
            (
                v["code"].clone(),
                v["name"].clone(),
                v["price"].clone(),
                v["cost"].clone(),
            )
        })
        .collect();
    assert_eq!(
        variants,
        [
            (json!("NAS-K"), json!("Keju"), json!(65_000), json!(40_000)),
            (
                json!("NAS-O"),
                json!("Original"),
                json!(60_000),
                json!(38_000)
            ),
        ]
    );
    assert_eq!(shop.json("product show KAS")["price"], 70_000);
    assert_eq!(shop.json("check")["ok"], true);
    // One deed, one undo.
    shop.does("undo");
    assert_eq!(shop.json("product list"), json!({"products": []}));
}

#[test]
fn the_same_list_again_changes_nothing_and_another_price_only_that() {
    let shop = with_list(LIST);
    shop.does("product import daftar.csv");
    assert_eq!(shop.does("product import daftar.csv"), "0");
    let history = shop.json("history")["actions"].as_array().unwrap().len();
    fs::write(shop.file("daftar.csv"), LIST.replace("70000", "75000")).unwrap();
    assert_eq!(
        shop.json("product import daftar.csv --dry-run"),
        json!({"added": [], "changed": ["KAS"], "same": 3})
    );
    assert_eq!(shop.json("product show KAS")["price"], 70_000);
    assert_eq!(shop.does("product import daftar.csv"), "1");
    assert_eq!(shop.json("product show KAS")["price"], 75_000);
    let after = shop.json("history")["actions"].as_array().unwrap().len();
    assert_eq!(after, history + 1, "nothing changed is no action");
}

#[test]
fn package_contents_may_follow_below_and_must_exist() {
    let shop = with_list("Produk,Harga,Isi\nPaket,50000,Kopi + 2 Roti\nKopi,20000,\nRoti,15000,\n");
    assert_eq!(shop.does("product import daftar.csv"), "3");
    shop.does("po new A 'PO A' --open 2026-01-01 --close 2026-12-31");
    shop.does("po offer A PAKET");
    shop.does("order add A --name Budi --item '2 PAKET'");
    let tally = shop.json("tally A");
    let made: Vec<_> = tally["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["code"].as_str().unwrap().to_owned(),
                row["qty"].as_i64().unwrap(),
            )
        })
        .collect();
    assert!(made.contains(&("ROTI".into(), 4)), "{made:?}");
    fs::write(
        shop.file("lain.csv"),
        "Produk,Harga,Isi\nPaket Dua,50000,Teh\n",
    )
    .unwrap();
    shop.refuses("product import lain.csv", "Teh");
}

/// Two different rows for the same goods are refused, as either could be right.
#[test]
fn conflicting_rows_for_the_same_goods_are_refused() {
    let shop =
        with_list("Kode,Produk,Harga\nNAS,Nastar,65000\nKAS,Kastengel,70000\nNAS,Nastar,60000\n");
    shop.refuses("product import daftar.csv", "baris 2 dan 4");
    shop.refuses("product list", "Belum ada buku");
    // The same when one row has the name and the other the code; equal rows are fine.
    fs::write(
        shop.file("daftar.csv"),
        "Kode,Produk,Harga\nNAS,Nastar,65000\n,nastar,60000\n",
    )
    .unwrap();
    shop.refuses("product import daftar.csv", "baris 2 dan 3");
    fs::write(
        shop.file("daftar.csv"),
        "Kode,Produk,Harga\nNAS,Nastar,65000\nNAS,Nastar,65000\n",
    )
    .unwrap();
    assert_eq!(shop.does("product import daftar.csv"), "1");
}

#[test]
fn sizes_in_one_cell_are_variants() {
    let shop = with_list("name,price,min_order,sizes\nKaos,75000,12,\"S, M, XL\"\n");
    assert_eq!(shop.does("product import daftar.csv"), "3");
    let codes: Vec<_> = shop.json("product show KAOS")["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|variant| variant["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(codes, ["KAOS-S", "KAOS-M", "KAOS-XL"]);
}

#[test]
fn an_unreadable_list_is_refused_whole() {
    let shop = with_list("Produk,Harga\nKopi,20000\nRoti,mahal\n");
    shop.does("product add X X --price 1rb");
    shop.refuses("product import daftar.csv", "Baris 3, kolom Harga");
    assert_eq!(shop.does("product import daftar.csv --skip-bad"), "1");
    fs::write(shop.file("lain.csv"), "tanggal,saldo\n1,2\n").unwrap();
    shop.refuses("product import lain.csv", "produk dan harga");
    fs::write(shop.file("baru.csv"), "Produk,Harga\nTeh,\n").unwrap();
    shop.refuses("product import baru.csv", "Teh");
    let english = shop.in_english();
    english.refuses("product import lain.csv", "product and price");
    english.refuses("product import baru.csv", "needs a price");
}

/// Price lists of real small shops, if the samples are installed: the number of goods, and some of
/// them.
#[rstest]
#[case::cookies("01_kue_kering_nissa_kuker", 6, &[("madu-mongso", "price", json!(17_500)), ("nastar", "price", json!(27_500))])]
#[case::frozen("02_frozen_food_by_brand", 75, &[("DEL-MONTE-EXTRA-HOT-1KG", "price", json!(23_000)), ("BARTOS-NUGGET", "price", json!(13_500))])]
#[case::apparel("04_apparel_jersey_merch", 19, &[
    ("TOPI-CUSTOM-BORDIR", "least_order", json!(24)),
    ("KEMEJA-KOMUNITAS-SERAGAM-XXXL", "price", json!(300_000)),
    ("SABLON-KAOS-SATUAN-XL", "name", json!("XL")),
])]
#[case::event("06_dawet_kemayu_event_po", 19, &[("DAWET-KEMAYU-BOTOL-1L", "price", json!(80_000)), ("PACKAGING-STYROFOAM", "price", json!(40_000))])]
#[case::bundles("07_po_coffee_bundles", 6, &[("PAKET-NONGKI", "price", json!(18_000)), ("MILLO-DINO", "price", json!(12_000))])]
fn price_lists_of_real_shops(
    #[case] file: &str,
    #[case] goods: usize,
    #[case] some: &[(&str, &str, Value)],
) {
    let Some(path) = crate::needs::sample(&format!("catalogs/{file}.csv")) else {
        return;
    };
    let shop = empty();
    let import = format!("product import '{}'", path.display());
    assert_eq!(shop.does(&import), goods.to_string());
    let list = shop.json("product list");
    let variants: Vec<&Value> = list["products"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|product| product["variants"].as_array().unwrap())
        .collect();
    assert_eq!(variants.len(), goods);
    for (code, key, value) in some {
        let variant = variants.iter().find(|variant| variant["code"] == *code);
        let variant = variant.unwrap_or_else(|| panic!("{code}: {list}"));
        assert_eq!(&variant[*key], value, "{variant}");
    }
    assert_eq!(shop.does(&import), "0", "the same list changes nothing");
}

/// A table of orders is refused as a price list and the other way round; the sentence names the
/// right command.
#[test]
fn each_table_is_refused_with_the_right_command() {
    let shop = empty();
    shop.does("po new A Awal");
    fs::write(
        shop.file("a.csv"),
        "Nama,No HP,Produk,Jumlah,Harga\nBudi,0812345678,Nastar,2,5000\n",
    )
    .unwrap();
    shop.refuses("product import a.csv", "sepertinya daftar pesanan");
    fs::write(shop.file("b.csv"), "Nama,Harga\nNastar,5000\n").unwrap();
    shop.refuses("order import b.csv --po A", "sepertinya daftar harga");
    assert_eq!(shop.does("product import b.csv"), "1");
    fs::write(
        shop.file("c.csv"),
        "Tanggal,Keterangan,Debet,Kredit,Saldo\n1/2/2026,a,1,,1\n",
    )
    .unwrap();
    shop.refuses("product import c.csv", "mutasi rekening");
}

/// A product may be listed next to its variants; neither row cancels the other.
#[test]
fn a_product_beside_its_variants_is_kept() {
    let list = "Nama,Varian,Harga\nBolu,,45000\nBolu,Pandan,47000\n";
    let shop = with_list(list);
    assert_eq!(
        shop.json("product import daftar.csv"),
        json!({"added": ["BOLU", "BOLU-PANDAN"], "changed": [], "same": 0})
    );
    let bolu = shop.json("product show BOLU");
    assert_eq!(bolu["variants"].as_array().unwrap().len(), 2, "{bolu}");
    assert_eq!(shop.does("product import daftar.csv"), "0");
}

/// A row with a missing or extra separator has its prices under the wrong titles: `65,000` is not
/// Rp65.
#[rstest]
#[case(
    "Nama,Harga\nBolu,45000\nNastar,65,000\n",
    "Baris 3, kolom C: ada 3 kolom"
)]
#[case(
    "Nama;Varian;Harga;HPP\nNastar;65000;40000\n",
    "Baris 2, kolom HPP: hanya 3 kolom"
)]
#[case(
    "Nama,Harga,Grosir 12,Grosir 12\nA,1000,900,800\n",
    "kolom Grosir 12 ada dua (C dan D)"
)]
#[case(
    "Nama,Harga,Grosir 12,Min 12 pcs\nA,1000,900,800\n",
    "kolom Grosir 12 ada dua (C dan D)"
)]
#[case("Nama,Harga,Harga\nA,1000,900\n", "kolom Harga ada dua (B dan C)")]
#[case(
    "Nama,Harga,Isi\nHampers,99000,2 Tidak Ada\n",
    "Baris 2 (Hampers): Tidak ada varian"
)]
fn a_contradicting_list_is_refused_with_its_row(#[case] list: &str, #[case] why: &str) {
    let shop = with_list(list);
    shop.does("shop set name=Toko");
    shop.refuses("product import daftar.csv", why);
    assert_eq!(shop.json("product list"), json!({"products": []}));
}
