//! Price tiers (rules 10–13): a tier lasts until a moment or for its first units, whichever comes
//! first.

use std::thread;

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// The tiers of a variant: label, price, first units, used units.
fn tiers(shop: &Shop, po: &str, code: &str) -> Value {
    let po = shop.json(&format!("po show {po}"));
    let offers = po["offers"].as_array().unwrap();
    let offer = offers.iter().find(|offer| offer["code"] == code).unwrap();
    offer["tiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tier| json!([tier["label"], tier["price"], tier["first"], tier["used"]]))
        .collect()
}

/// The price slices of an order: units, price, tier.
fn slices(shop: &Shop, order: &str) -> Value {
    shop.json(&format!("order show {order}"))["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| json!([line["qty"], line["unit_price"], line["tier"]]))
        .collect()
}

#[test]
fn a_tier_has_a_price_and_an_end() {
    let shop = open_po();
    // Like an offer, a tier has no code, so nothing is printed.
    let made = "po tier NAS3 NAS-KEJU 'Early bird' --price 55rb --until 2026-02-05 --first 20";
    assert_eq!(shop.does(made), "");
    assert_eq!(
        shop.json("po show NAS3")["offers"][0]["tiers"],
        json!([{
            "label": "Early bird",
            "price": 55000,
            // A date without a time is the last second of that day (rule 3).
            "until": "2026-02-05T23:59:59+07:00",
            "first": 20,
            "used": 0,
        }])
    );
    // Setting the same tier again changes only what is given.
    shop.does("po bertahap nas3 nas-keju 'early bird' --until none");
    assert_eq!(
        shop.json("po show NAS3")["offers"][0]["tiers"],
        json!([{"label": "early bird", "price": 55000, "until": null, "first": 20, "used": 0}])
    );
    assert!(shop.does("po show NAS3").contains("early bird"));
}

#[test]
fn a_product_means_all_its_variants_on_sale() {
    let shop = open_po();
    shop.does("po tier NAS3 NAS Early --price 50rb --first 5");
    for code in ["NAS-KEJU", "NAS-ORI"] {
        assert_eq!(tiers(&shop, "NAS3", code), json!([["Early", 50000, 5, 0]]));
    }
    assert_eq!(tiers(&shop, "NAS3", "KAS"), json!([]));
}

/// Rule 12.
#[test]
fn a_line_that_straddles_the_first_units_is_split_into_two_prices() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS 'Early bird' --price 55rb --first 5");
    shop.does("order add NAS3 --name Budi --item '3 KAS'");
    let sari = shop.does("order add NAS3 --name Sari --item '4 KAS: tanpa gula' --item '1 KAS'");
    assert_eq!(slices(&shop, "NAS3-001"), json!([[3, 55000, "Early bird"]]));
    assert_eq!(
        slices(&shop, &sari),
        json!([[2, 55000, "Early bird"], [2, 70000, null], [1, 70000, null]])
    );
    let order = shop.json("order show NAS3-002");
    assert_eq!(order["total"], 2 * 55_000 + 3 * 70_000);
    assert_eq!(
        tiers(&shop, "NAS3", "KAS"),
        json!([["Early bird", 55000, 5, 5]])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn a_tier_ends_at_its_moment_though_units_are_left() {
    let mut shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --until 5/2/2026 --first 5");
    shop.at("2026-02-05T23:59:59");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.at("2026-02-06T00:00");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    assert_eq!(slices(&shop, "NAS3-001"), json!([[2, 55000, "Early"]]));
    assert_eq!(slices(&shop, "NAS3-002"), json!([[2, 70000, null]]));
    assert_eq!(tiers(&shop, "NAS3", "KAS"), json!([["Early", 55000, 5, 2]]));
}

#[test]
fn tiers_are_tried_in_the_order_they_were_added() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS 'Tahap 1' --price 50rb --first 2");
    shop.does("po tier NAS3 KAS 'Tahap 2' --price 60rb --first 3");
    shop.does("order add NAS3 --name Budi --item '7 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-001"),
        json!([
            [2, 50000, "Tahap 1"],
            [3, 60000, "Tahap 2"],
            [2, 70000, null]
        ])
    );
}

/// Rule 13: the order's own units keep their slices; only added units take today's tier.
#[test]
fn raising_prices_only_the_added_units_at_todays_tier() {
    let mut shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --until 2026-02-05");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.at("2026-02-06");
    shop.does("order edit NAS3-001 --item '+1 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-001"),
        json!([[2, 55000, "Early"], [1, 70000, null]])
    );
}

/// Rule 13: units with the highest price go first; after those, tier units become free for others.
#[test]
fn lowering_takes_the_dearest_first_and_frees_tier_units() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 3");
    shop.does("order add NAS3 --name Budi --item '5 KAS'");
    shop.does("order edit NAS3-001 --item '-1 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-001"),
        json!([[3, 55000, "Early"], [1, 70000, null]])
    );
    shop.does("order edit NAS3-001 --item '1 KAS'");
    assert_eq!(slices(&shop, "NAS3-001"), json!([[1, 55000, "Early"]]));
    assert_eq!(tiers(&shop, "NAS3", "KAS")[0][3], 1);
    shop.does("order add NAS3 --name Sari --item '4 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-002"),
        json!([[2, 55000, "Early"], [2, 70000, null]])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn a_cancelled_order_frees_its_tier_units_and_undo_takes_them_again() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 3");
    shop.does("order add NAS3 --name Budi --item '3 KAS'");
    let used = |shop: &Shop| tiers(shop, "NAS3", "KAS")[0][3].clone();
    shop.does("order cancel NAS3-001 --why 'tidak jadi'");
    assert_eq!(used(&shop), 0);
    shop.does("undo");
    assert_eq!(used(&shop), 3);
    shop.does("undo");
    assert_eq!(used(&shop), 0);
    shop.does("undo");
    assert_eq!(tiers(&shop, "NAS3", "KAS"), json!([]));
    shop.does("redo");
    assert_eq!(tiers(&shop, "NAS3", "KAS"), json!([["Early", 55000, 3, 0]]));
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 11: an order keeps the price and the name it was sold at.
#[test]
fn a_new_price_or_name_changes_no_old_order() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 5");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("po tier NAS3 KAS EARLY --price 57rb --first 3");
    assert_eq!(slices(&shop, "NAS3-001"), json!([[2, 55000, "Early"]]));
    // Units sold at the old price still count.
    shop.does("order edit NAS3-001 --item '+2 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-001"),
        json!([[2, 55000, "Early"], [1, 57000, "EARLY"], [1, 70000, null]])
    );
    shop.does("po tier NAS3 KAS Early --archive");
    assert_eq!(tiers(&shop, "NAS3", "KAS"), json!([]));
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    assert_eq!(slices(&shop, "NAS3-002"), json!([[1, 70000, null]]));
    assert_eq!(slices(&shop, "NAS3-001")[0], json!([2, 55000, "Early"]));
}

/// Rule 10: dates are never copied, so a tier that ends only by its date is left out.
#[test]
fn a_clone_has_the_tiers_that_end_by_units_and_no_dates() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 5 --until 2026-02-05");
    shop.does("po tier NAS3 KAS Promo --price 60rb --until 2026-02-05");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("po clone NAS3 NAS4");
    assert_eq!(tiers(&shop, "NAS4", "KAS"), json!([["Early", 55000, 5, 0]]));
    let offers = shop.json("po show NAS4")["offers"].clone();
    for offer in offers.as_array().unwrap() {
        for tier in offer["tiers"].as_array().unwrap() {
            assert_eq!(tier["until"], Value::Null);
        }
    }
}

/// Imported orders record what was paid: they keep their prices and use no tier units.
#[test]
fn imported_orders_use_no_tier() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 5");
    let table = shop.file("pesanan.csv");
    std::fs::write(
        &table,
        "nama,kode,produk,jumlah,harga\nBudi,KAS,Kastengel,2,68000\n",
    )
    .unwrap();
    shop.does("order import pesanan.csv --po NAS3");
    assert_eq!(slices(&shop, "NAS3-001"), json!([[2, 68000, null]]));
    assert_eq!(tiers(&shop, "NAS3", "KAS")[0][3], 0);
}

#[test]
fn bad_tiers_are_refused_in_both_languages() {
    let shop = open_po();
    let refusals = [
        (
            "po tier NAS3 KAS Early --price 55rb",
            "Harga “Early” belum ada batasnya",
            "The price “Early” has no end yet",
        ),
        (
            "po tier NAS3 KAS Early --first 5",
            "Harga belum diisi",
            "Price is not filled in",
        ),
        (
            "po tier NAS3 KAS Early --price 55rb --until 2026-01-05",
            "sudah lewat",
            "which has passed",
        ),
        (
            "po tier NAS3 KAS ' ' --price 55rb --first 5",
            "Nama harga belum diisi",
            "Name of the price is not filled in",
        ),
        (
            "po tier NAS3 KAS Early --archive",
            "Tidak ada harga bertahap “Early”",
            "There is no price tier “Early”",
        ),
        (
            "po tier NAS3 KAS Early --price 55rb --first 0",
            "--first",
            "--first",
        ),
        (
            "po tier NAS3 KAS Early --price 55rb --until kapan",
            "--until",
            "--until",
        ),
        ("po tier NAS3 APA Early --price 1rb --first 5", "APA", "APA"),
        (
            "po tier NAS9 KAS Early --price 1rb --first 5",
            "NAS9",
            "NAS9",
        ),
    ];
    for (typed, indonesian, _) in refusals {
        shop.refuses(typed, indonesian);
    }
    shop.does("po new NAS4 'Nastar batch 4'");
    shop.refuses(
        "po tier NAS4 KAS Early --price 1rb --first 5",
        "tidak dijual di PO NAS4",
    );
    shop.does("po tier NAS3 KAS Early --price 55rb --first 5");
    // A tier whose only end is removed would have none.
    shop.refuses("po tier NAS3 KAS Early --first none", "belum ada batasnya");
    shop.does("undo");
    let shop = shop.in_english();
    for (typed, _, english) in refusals {
        shop.refuses(typed, english);
    }
}

#[test]
fn two_sellers_never_sell_more_than_the_first_units_at_the_tiers_price() {
    let shop = open_po();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 25");
    let sell = || {
        for _ in 0..10 {
            shop.does("order add NAS3 --name Pembeli --item '2 KAS'");
        }
    };
    thread::scope(|scope| {
        scope.spawn(sell);
        scope.spawn(sell);
    });
    assert_eq!(
        tiers(&shop, "NAS3", "KAS"),
        json!([["Early", 55000, 25, 25]])
    );
    let orders = shop.json("order list NAS3");
    let total: i64 = orders["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["total"].as_i64().unwrap())
        .sum();
    assert_eq!(total, 25 * 55_000 + 15 * 70_000);
    assert_eq!(shop.json("check")["ok"], true);
}
