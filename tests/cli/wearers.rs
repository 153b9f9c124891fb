//! Orders for several wearers: who has paid their own part, and names and numbers from a table
//! (rules 67, 74).

use std::fs;

use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// Jerseys at Rp165.000 in JRS1, with a name for Rp10.000 and a number, both needed.
fn shop() -> Shop {
    let shop = empty();
    shop.does("product add JRS Jersey --price 165rb");
    shop.does("product variant JRS M M");
    shop.does("product variant JRS L L");
    shop.does("po new JRS1 Jersey --open 2026-01-20 --close 2026-02-15 --dp 50%");
    shop.does("po offer JRS1 JRS");
    shop
}

fn with_fields(shop: &Shop) {
    shop.does("product field JRS Nama --required --length 1..12 --price 10rb");
    shop.does("product field JRS Nomor --required --digits --length ..2");
}

fn wearers(shop: &Shop, order: &str) -> Value {
    shop.json(&format!("order show {order}"))["wearers"].clone()
}

/// Rule 74: one pays for himself, to the rupiah; all of it by default.
#[test]
fn a_wearer_pays_for_his_own_lines() {
    let shop = shop();
    shop.does("order add JRS1 --name Coach --item '1 JRS-M @Adit' --item '2 JRS-L @Bayu' --item '1 JRS-L'");
    let of = |adit: i64, bayu: i64| {
        json!([
            {"name": "Adit", "amount": 165_000, "paid": adit},
            {"name": "Bayu", "amount": 330_000, "paid": bayu},
        ])
    };
    assert_eq!(wearers(&shop, "JRS1-001"), of(0, 0));
    shop.refuses("pay JRS1-001 --for Aditt", "Adit");
    assert_eq!(shop.rekap("pay JRS1-001").code, 2);
    let first = shop.does("pay JRS1-001 100rb --for adit");
    assert_eq!(wearers(&shop, "JRS1-001"), of(100_000, 0));
    // What is left of his.
    shop.does("pay JRS1-001 --for Adit");
    assert_eq!(wearers(&shop, "JRS1-001"), of(165_000, 0));
    shop.refuses("pay JRS1-001 --for Adit", "Adit");
    let order = shop.json("order show JRS1-001");
    assert_eq!(
        json!([order["paid"], order["balance"]]),
        json!([165_000, 495_000])
    );
    shop.does("pay JRS1-001 --for Bayu");
    assert_eq!(wearers(&shop, "JRS1-001"), of(165_000, 330_000));
    let shown = shop.does("order show JRS1-001");
    assert!(shown.contains("Bayu: Rp330.000, lunas"), "{shown}");
    // Voided, it is his again.
    shop.does(&format!("pay void {first}"));
    assert_eq!(wearers(&shop, "JRS1-001"), of(65_000, 330_000));
    shop.does("undo");
    assert_eq!(wearers(&shop, "JRS1-001"), of(165_000, 330_000));
    assert_eq!(shop.json("check")["ok"], true);
    // An order that names nobody has none.
    shop.does("order add JRS1 --name Sari --item '1 JRS-M'");
    assert_eq!(wearers(&shop, "JRS1-002"), json!([]));
    shop.refuses("pay JRS1-002 --for Adit", "Adit");
}

/// Money that moves to another order with the same wearer stays his.
#[test]
fn moved_money_stays_the_wearers() {
    let shop = shop();
    shop.does("po new JRS2 'Jersey dua' --open 2026-01-20 --close 2026-03-15");
    shop.does("po offer JRS2 JRS");
    shop.does("order add JRS1 --name Coach --item '1 JRS-M @Adit' --item '1 JRS-L @Bayu'");
    shop.does("pay JRS1-001 --for Adit");
    let moved = shop.does("order move JRS1-001 JRS2");
    assert_eq!(wearers(&shop, &moved)[0]["paid"], 165_000);
    assert_eq!(wearers(&shop, &moved)[1]["paid"], 0);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 67: a coach's table names the wearers and their numbers; they fill the fields, priced.
#[test]
fn a_coachs_table_fills_names_and_numbers() {
    let shop = shop();
    with_fields(&shop);
    fs::write(
        shop.file("tim.csv"),
        "Nama Pemesan,Produk,Ukuran,Jumlah,Untuk,Nomor\n\
         Coach Heri,Jersey,M,1,ADIT,10\n\
         Coach Heri,Jersey,L,1,BAYU,7\n\
         Coach Heri,Jersey,L,1,CAHYO,07\n",
    )
    .unwrap();
    shop.does("order import tim.csv --po JRS1");
    let order = shop.json("order show JRS1-001");
    let lines: Vec<Value> = order["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            json!([
                line["code"],
                line["for_whom"],
                line["customization"],
                line["unit_price"]
            ])
        })
        .collect();
    assert_eq!(
        json!(lines),
        json!([
            ["JRS-M", "ADIT", "Nama: ADIT; Nomor: 10", 175_000],
            ["JRS-L", "BAYU", "Nama: BAYU; Nomor: 7", 175_000],
            ["JRS-L", "CAHYO", "Nama: CAHYO; Nomor: 07", 175_000],
        ])
    );
    assert_eq!(order["total"], 525_000);
    assert_eq!(wearers(&shop, "JRS1-001")[1]["amount"], 175_000);
    assert_eq!(shop.json("check")["ok"], true);
    // The same table brings nothing new.
    assert!(shop.does("order import tim.csv --po JRS1").starts_with('0'));
}

/// Rule 67: a required field that is empty refuses the row, named with row and field.
#[test]
fn an_empty_required_field_refuses_the_row() {
    let shop = shop();
    with_fields(&shop);
    fs::write(
        shop.file("tim.csv"),
        "Nama Pemesan,Produk,Ukuran,Jumlah,Nama pemain,Nomor\n\
         Coach Heri,Jersey,M,1,ADIT,10\n\
         Coach Heri,Jersey,L,1,BAYU,\n",
    )
    .unwrap();
    shop.refuses("order import tim.csv --po JRS1", "Nomor");
    let refused = shop.rekap("order import tim.csv --po JRS1").err;
    assert!(refused.contains('3'), "{refused}");
}

/// Without such fields nothing vanishes either.
#[test]
fn what_no_field_takes_stays_on_the_line() {
    let shop = shop();
    fs::write(
        shop.file("tim.csv"),
        "Nama Pemesan,Produk,Ukuran,Jumlah,Untuk,No Punggung\n\
         Coach Heri,Jersey,M,1,ADIT,10\n",
    )
    .unwrap();
    shop.does("order import tim.csv --po JRS1");
    let line = shop.json("order show JRS1-001")["lines"][0].clone();
    assert_eq!(line["for_whom"], "ADIT");
    assert_eq!(line["customization"], "No Punggung: 10");
    assert_eq!(line["unit_price"], 165_000);
}
