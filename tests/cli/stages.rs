//! Payment stages and shared costs (rules 63, 75): declared, billed, shared so that the parts add up, due,
//! late, released.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// A group order with three orders: KAOS 430 g at Rp100.000, TAS 400 g at Rp200.000, PIN 60 g at Rp50.000.
fn shop() -> Shop {
    let shop = empty();
    shop.does("account add BCA --method transfer");
    shop.does("po new GO1 'GO Jepang' --open 2026-01-20 --close 2026-02-15");
    let book = |sql: &str| {
        Connection::open(shop.book())
            .unwrap()
            .execute_batch(sql)
            .unwrap()
    };
    for (code, price, grams) in [
        ("KAOS", "100rb", 430),
        ("TAS", "200rb", 400),
        ("PIN", "50rb", 60),
    ] {
        shop.does(&format!("product add {code} {code} --price {price}"));
        shop.does(&format!("po offer GO1 {code}"));
        book(&format!(
            "UPDATE variants SET grams = {grams} WHERE code = '{code}'"
        ));
    }
    shop.does("order add GO1 --name Ani --item '1 KAOS'");
    shop.does("order add GO1 --name Budi --item '1 TAS'");
    shop.does("order add GO1 --name Cici --item '1 PIN'");
    shop
}

/// Total, balance and payment status of an order.
fn bill(shop: &Shop, order: &str) -> Value {
    let order = shop.json(&format!("order show {order}"));
    json!([order["total"], order["balance"], order["payment_status"]])
}

/// Amount, paid and status of each stage of an order or a PO.
fn stages(shown: &Value) -> Value {
    let row = |stage: &Value| {
        json!([
            stage["name"],
            stage["amount"],
            stage["paid"],
            stage["status"]
        ])
    };
    shown["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(row)
        .collect()
}

fn of_order(shop: &Shop, order: &str) -> Value {
    stages(&shop.json(&format!("order show {order}")))
}

fn of_po(shop: &Shop) -> Value {
    stages(&shop.json("po show GO1"))
}

/// The parts of a stage by order.
fn parts(shop: &Shop, stage: &str) -> Vec<i64> {
    ["GO1-001", "GO1-002", "GO1-003"]
        .iter()
        .map(|order| {
            let order = shop.json(&format!("order show {order}"));
            let mut all = order["stages"].as_array().unwrap().iter();
            let found = all.find(|of| of["name"] == stage);
            found.map_or(0, |of| of["amount"].as_i64().unwrap())
        })
        .collect()
}

#[track_caller]
fn is_sound(shop: &Shop) {
    assert_eq!(shop.json("check"), json!({"ok": true, "findings": []}));
}

/// Rule 63: a stage that waits for its bill is no shortage, and an order with one is not settled.
#[test]
fn a_declared_stage_waits_for_its_bill() {
    let shop = shop();
    assert_eq!(of_po(&shop), json!([]));
    assert_eq!(of_order(&shop, "GO1-001"), json!([]));
    assert!(!shop.does("po show GO1").contains("Tahap bayar"));
    assert_eq!(shop.does("po stage GO1 EMS"), "");
    let waiting = json!([["EMS", null, 0, "waiting"]]);
    assert_eq!(of_po(&shop), waiting);
    assert_eq!(of_order(&shop, "GO1-001"), waiting);
    assert_eq!(bill(&shop, "GO1-001"), json!([100_000, 100_000, "unpaid"]));
    shop.does("pay GO1-001 40rb");
    assert_eq!(
        bill(&shop, "GO1-001"),
        json!([100_000, 60_000, "down_payment"])
    );
    shop.does("pay GO1-001 60rb");
    assert_eq!(bill(&shop, "GO1-001"), json!([100_000, 0, "awaiting_bill"]));
    let listed = shop.json("order list --payment awaiting_bill");
    assert_eq!(listed["orders"].as_array().unwrap().len(), 1);
    assert_eq!(stages(&listed["orders"][0]), waiting);
    assert_eq!(
        shop.json("order list --payment settled")["orders"],
        json!([])
    );
    let shown = shop.does("order show GO1-001");
    assert!(shown.contains("EMS: menunggu tagihan"), "{shown}");
    assert!(shop.does("po show GO1").contains("EMS: menunggu tagihan"));
    is_sound(&shop);
    shop.does("po stage GO1 EMS --remove");
    assert_eq!(bill(&shop, "GO1-001"), json!([100_000, 0, "settled"]));
    shop.does("undo");
    assert_eq!(bill(&shop, "GO1-001"), json!([100_000, 0, "awaiting_bill"]));
}

/// Rules 63, 75, 103: EMS of Rp300.000 by weight adds up, is passed on and no turnover, and is short only
/// after its deadline.
#[test]
fn a_bill_shared_by_weight_adds_up_and_is_due_later() {
    let mut shop = shop();
    shop.does("po stage GO1 EMS");
    shop.does("pay GO1-001 100rb");
    let before = shop.json("po show GO1")["figures"]["turnover"].clone();
    shop.does("po tahap GO1 ems --share weight --amount 300rb --due 2026-02-10 --paid 310rb --account bca");
    assert_eq!(parts(&shop, "EMS"), [144_944, 134_831, 20_225]);
    assert_eq!(
        bill(&shop, "GO1-001"),
        json!([244_944, 144_944, "down_payment"])
    );
    assert_eq!(bill(&shop, "GO1-002"), json!([334_831, 334_831, "unpaid"]));
    let po = shop.json("po show GO1");
    assert_eq!(po["figures"]["turnover"], before);
    assert_eq!(po["figures"]["passed_on"], 300_000);
    assert_eq!(po["figures"]["stages_billed"], 300_000);
    assert_eq!(po["figures"]["stages_paid"], 310_000);
    let stage = &po["stages"][0];
    assert_eq!(stage["due"], "2026-02-10T23:59:59+07:00");
    assert_eq!(stage["shop_paid"], 310_000);
    assert_eq!(stage["account"], "BCA");
    assert_eq!(of_po(&shop), json!([["EMS", 300_000, 0, "open"]]));
    // Money fills the goods first, then the stage.
    shop.does("pay GO1-002 300rb");
    assert_eq!(
        of_order(&shop, "GO1-002"),
        json!([["EMS", 134_831, 100_000, "open"]])
    );
    assert_eq!(
        bill(&shop, "GO1-002"),
        json!([334_831, 34_831, "down_payment"])
    );
    assert_eq!(of_po(&shop), json!([["EMS", 300_000, 100_000, "open"]]));
    let shown = shop.does("order show GO1-002");
    assert!(shown.contains("EMS: Rp34.831, paling lambat"), "{shown}");
    assert!(shown.contains("barang lunas"), "{shown}");
    assert_eq!(
        shop.json("order list --payment underpaid")["orders"],
        json!([])
    );
    // After the deadline it is short.
    shop.at("2026-02-11T09:00");
    assert_eq!(
        bill(&shop, "GO1-001"),
        json!([244_944, 144_944, "underpaid"])
    );
    assert_eq!(
        bill(&shop, "GO1-002"),
        json!([334_831, 34_831, "underpaid"])
    );
    assert_eq!(bill(&shop, "GO1-003"), json!([70_225, 70_225, "unpaid"]));
    let late = shop.json("order list --payment underpaid");
    assert_eq!(late["orders"].as_array().unwrap().len(), 2);
    let shown = shop.does("po show GO1");
    assert!(shown.contains("GO1-002 Budi: EMS: Rp34.831"), "{shown}");
    // Moved, it is none; paid, it is settled.
    shop.does("po stage GO1 EMS --due 2026-02-20");
    assert_eq!(
        bill(&shop, "GO1-002"),
        json!([334_831, 34_831, "down_payment"])
    );
    shop.does("pay GO1-002 34.831");
    assert_eq!(bill(&shop, "GO1-002"), json!([334_831, 0, "settled"]));
    assert_eq!(
        of_order(&shop, "GO1-002"),
        json!([["EMS", 134_831, 134_831, "settled"]])
    );
    is_sound(&shop);
}

#[test]
fn a_bill_is_shared_in_several_ways() {
    let shop = shop();
    shop.does("order edit GO1-003 --item '4 PIN'");
    let share = |how: &str, expected: [i64; 3]| {
        shop.does(&format!("po stage GO1 Ongkir {how}"));
        assert_eq!(parts(&shop, "Ongkir"), expected, "{how}");
        is_sound(&shop);
    };
    share("--share pieces --amount 100rb", [16_667, 16_667, 66_666]);
    share(
        "--share pieces --amount 100rb --step 500",
        [17_000, 16_500, 66_500],
    );
    share("--share value --amount 50rb", [10_000, 20_000, 20_000]);
    share(
        "--share equal --amount 100rb --step 500",
        [33_500, 33_500, 33_000],
    );
    share("--share weight --amount 107rb", [43_000, 40_000, 24_000]);
    share("--per-unit 2.500", [2_500, 2_500, 10_000]);
    share("--order GO1-001=7rb --order go1-002=0", [7_000, 0, 10_000]);
    // Undone one by one, each is as it was.
    shop.does("undo");
    assert_eq!(parts(&shop, "Ongkir"), [2_500, 2_500, 10_000]);
    shop.does("undo");
    assert_eq!(parts(&shop, "Ongkir"), [43_000, 40_000, 24_000]);
    shop.does("redo");
    assert_eq!(parts(&shop, "Ongkir"), [2_500, 2_500, 10_000]);
    // Who comes later has no part until it is billed anew.
    shop.does("order add GO1 --name Dedi --item '1 KAOS'");
    let shown = shop.does("po show GO1");
    assert!(shown.contains("1 pesanan belum kena Ongkir"), "{shown}");
    shop.does("po stage GO1 Ongkir --per-unit 2.500");
    assert_eq!(shop.json("order show GO1-004")["total"], 102_500);
    assert_eq!(shop.json("po show GO1")["stages"][0]["without"], 0);
    is_sound(&shop);
}

/// Stages are paid in their order; one billed anew never falls below what was paid of it.
#[test]
fn what_was_paid_of_a_stage_stays_billed() {
    let shop = shop();
    shop.does("po stage GO1 EMS --share equal --amount 30rb");
    shop.does("po stage GO1 Pajak --share equal --amount 15rb");
    shop.does("po stage GO1 'Ongkir lokal'");
    shop.does("pay GO1-001 112rb");
    assert_eq!(
        of_order(&shop, "GO1-001"),
        json!([
            ["EMS", 10_000, 10_000, "settled"],
            ["Pajak", 5_000, 2_000, "open"],
            ["Ongkir lokal", null, 0, "waiting"]
        ])
    );
    shop.refuses(
        "po stage GO1 EMS --share equal --amount 27rb",
        "GO1-001 sudah membayar Rp10.000 untuk EMS",
    );
    shop.refuses("po stage GO1 EMS --remove", "GO1-001 sudah membayar");
    // Dearer, its part is open again; the money flows from the next stage.
    shop.does("po stage GO1 EMS --share equal --amount 36rb");
    assert_eq!(
        of_order(&shop, "GO1-001"),
        json!([
            ["EMS", 12_000, 12_000, "settled"],
            ["Pajak", 5_000, 0, "open"],
            ["Ongkir lokal", null, 0, "waiting"]
        ])
    );
    shop.does("pay GO1-001 5rb");
    assert_eq!(bill(&shop, "GO1-001"), json!([117_000, 0, "awaiting_bill"]));
    shop.does("po stage GO1 'ongkir lokal' --order GO1-001=9rb");
    assert_eq!(
        bill(&shop, "GO1-001"),
        json!([126_000, 9_000, "down_payment"])
    );
    is_sound(&shop);
}

/// Rules 33, 45, 63: an order with a part stays in its PO; cancelled, it owes its fee alone.
#[test]
fn an_order_with_a_part_stays_and_a_cancelled_one_drops_it() {
    let shop = shop();
    shop.does("po new GO2 Berikutnya --open 2026-01-20 --close 2026-03-15");
    shop.does("po offer GO2 KAOS");
    shop.does("po offer GO2 TAS");
    shop.does("po stage GO1 EMS");
    shop.does("po stage GO1 Pajak --share equal --amount 30rb");
    let why = "punya tagihan Pajak Rp10.000 di PO GO1";
    shop.refuses("order move GO1-001 GO2", why);
    shop.does("order edit GO1-002 --item '+1 KAOS'");
    shop.refuses("order split GO1-002 GO2 --item '1 KAOS'", why);
    shop.does("po stage GO1 Pajak --order GO1-001=0");
    assert_eq!(shop.does("order move GO1-001 GO2"), "GO2-001");
    assert_eq!(bill(&shop, "GO2-001"), json!([100_000, 100_000, "unpaid"]));
    shop.does("pay GO1-002 310rb");
    assert_eq!(bill(&shop, "GO1-002"), json!([310_000, 0, "awaiting_bill"]));
    shop.does("order cancel GO1-002 --why batal");
    assert_eq!(bill(&shop, "GO1-002"), json!([0, -310_000, "refund_due"]));
    assert_eq!(of_order(&shop, "GO1-002"), json!([]));
    assert_eq!(shop.json("po show GO1")["figures"]["stages_billed"], 10_000);
    is_sound(&shop);
    // Billed anew, those who are left share it.
    shop.does("po stage GO1 Pajak --share equal --amount 30rb");
    assert_eq!(parts(&shop, "Pajak"), [0, 0, 30_000]);
    is_sound(&shop);
    shop.refuses(
        "po stage GO1 Pajak --order GO1-002=1rb",
        "GO1-002 tidak dihitung di PO GO1",
    );
}

/// Rules 16, 63: unpaid at its deadline it is released by the owner, never by itself.
#[test]
fn late_stages_are_released_by_the_owner() {
    let mut shop = shop();
    shop.does("po edit GO1 --dp 50% --cancel-rule 50%");
    shop.does("order add GO1 --name Dedi --item '1 TAS'");
    shop.does("pay GO1-004 200rb");
    shop.does("po stage GO1 EMS --share equal --amount 40rb --due 2026-02-10");
    shop.does("pay GO1-001 110rb");
    shop.refuses("order release GO1-004", "tidak lewat batas");
    shop.at("2026-02-11T09:00");
    assert_eq!(bill(&shop, "GO1-001"), json!([110_000, 0, "settled"]));
    // Those who paid nothing at all are late with it too.
    shop.does("order cancel GO1-003 --why batal");
    shop.does("order release GO1-002");
    shop.does("order release --all --stages --po GO1");
    let released = shop.json("order show GO1-004");
    assert_eq!(released["status"], "cancelled");
    assert_eq!(released["released"], true);
    assert_eq!(
        bill(&shop, "GO1-004"),
        json!([50_000, -150_000, "refund_due"])
    );
    assert_eq!(shop.json("order show GO1-001")["status"], "active");
    let told = shop.does("history GO1-004");
    assert!(told.contains("dilepas karena tahap"), "{told}");
    // The order says the same.
    assert_eq!(
        released["cancel_reason"],
        "tahap tidak dibayar sampai batasnya"
    );
    assert_eq!(
        shop.json("order show GO1-002")["cancel_reason"],
        "tahap tidak dibayar sampai batasnya"
    );
    is_sound(&shop);
}

/// Rule 31: an order of which nothing is paid may come in one transfer, so all its codes together are no
/// other order's, even where the goods' codes and those of the stage cross.
#[test]
fn the_codes_of_an_unpaid_order_together_are_its_own() {
    let shop = shop();
    shop.does("shop set unique-codes=on");
    shop.does("product add TOPI Topi --price 85rb");
    shop.does("po offer GO1 TOPI");
    for name in ["Dedi", "Eka", "Fitri"] {
        shop.does(&format!("order add GO1 --name {name} --item '1 TOPI'"));
    }
    // Now the first has the higher code: 3 and 2.
    shop.does("order charge GO1-004 unique_code 0");
    shop.does("order charge GO1-004 unique_code 5");
    shop.does("order charge GO1-005 unique_code 4");
    shop.does("po stage GO1 EMS --share equal --amount 60rb");
    let totals = || {
        let of = |order: &str| shop.json(&format!("order show {order}"))["total"].as_i64();
        let mut totals = ["GO1-004", "GO1-005", "GO1-006"].map(|order| of(order).unwrap());
        totals.sort_unstable();
        totals
    };
    let all = totals();
    assert!(all[0] < all[1] && all[1] < all[2], "{all:?}");
    // A plain bill of what they come to keeps apart too, and so does an order that becomes like them.
    shop.does("po stage GO1 EMS --share equal --amount 66rb");
    shop.does("order add GO1 --name Gita --item '2 TOPI'");
    shop.does("po stage GO1 EMS --order GO1-007=11rb");
    shop.does("order edit GO1-007 --item '-1 TOPI'");
    let mut all = totals().to_vec();
    all.push(shop.json("order show GO1-007")["total"].as_i64().unwrap());
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 4, "{all:?}");
    is_sound(&shop);
}

/// What the shop paid for a stage is said when it goes with it.
#[test]
fn a_removed_stage_says_what_was_paid_for_it() {
    let shop = shop();
    shop.does("po stage GO1 EMS --share equal --amount 30rb --paid 31rb --account BCA");
    let ran = shop.rekap("po stage GO1 EMS --remove");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("Rp31.000"), "{ran:?}");
    assert!(shop.does("history").contains("toko bayar Rp31.000"));
    shop.does("undo");
    assert_eq!(shop.json("po show GO1")["stages"][0]["shop_paid"], 31_000);
}

/// Rule 31: a stage's bill has a unique code of its own, and counts as paid without it.
#[test]
fn each_stage_has_a_unique_code_of_its_own() {
    let mut shop = shop();
    shop.does("shop set unique-codes=on");
    shop.does("order add GO1 --name Dedi --item '1 KAOS'");
    shop.does("pay GO1-004 100.001");
    assert_eq!(bill(&shop, "GO1-004"), json!([100_001, 0, "settled"]));
    shop.does("po stage GO1 EMS --share equal --amount 40rb --due 2026-02-10");
    let code = |order: &str| shop.json(&format!("order show {order}"))["stages"][0]["code"].clone();
    assert_eq!(
        json!([
            code("GO1-001"),
            code("GO1-002"),
            code("GO1-003"),
            code("GO1-004")
        ]),
        json!([1, 2, 3, 4])
    );
    assert_eq!(
        bill(&shop, "GO1-004"),
        json!([110_005, 10_004, "down_payment"])
    );
    // The first sum asked has its own code still.
    assert_eq!(
        shop.json("order show GO1-004")["asked"],
        json!({"amount": 100_001, "code": 1})
    );
    shop.does("pay GO1-004 10rb");
    assert_eq!(
        of_order(&shop, "GO1-004"),
        json!([["EMS", 10_000, 10_000, "settled"]])
    );
    // A new bill of the same amount takes none of them.
    shop.does("product add STIKER Stiker --price 10rb");
    shop.does("po offer GO1 STIKER");
    shop.does("order add GO1 --name Eka --item '1 STIKER'");
    assert_eq!(shop.json("order show GO1-005")["total"], 10_005);
    is_sound(&shop);
    // Late without its code alone it is not.
    shop.at("2026-02-11T09:00");
    assert_eq!(bill(&shop, "GO1-004"), json!([110_005, 4, "down_payment"]));
    shop.does("order round GO1-004");
    assert_eq!(bill(&shop, "GO1-004"), json!([110_001, 0, "settled"]));
    is_sound(&shop);
}

#[test]
fn what_cant_be_shared_is_refused_with_a_sentence() {
    let shop = shop();
    shop.does("product add TOPI Topi --price 80rb");
    shop.does("po offer GO1 TOPI");
    shop.does("order edit GO1-001 --item '+1 TOPI'");
    shop.refuses(
        "po stage GO1 EMS --share weight --amount 300rb",
        "Berat TOPI belum diisi",
    );
    shop.does("po new KOSONG Kosong --open 2026-01-20 --close 2026-03-15");
    shop.refuses(
        "po stage KOSONG EMS --share equal --amount 300rb",
        "Tidak ada pesanan di PO KOSONG",
    );
    shop.wrong("po stage GO1 EMS --share weight", "--amount");
    shop.wrong("po stage GO1 EMS --amount 300rb", "--share");
    shop.wrong(
        "po stage GO1 EMS --share weight --amount 300rb --per-unit 5rb",
        "--per-unit",
    );
    shop.refuses("po stage GO1 EMS --paid 5rb --account Entah", "Entah");
    // The stages of a PO are declared in its clone.
    shop.does("po stage GO1 EMS --share equal --amount 30rb --due 2026-02-10");
    shop.does("po clone GO1 GO2");
    let clone = shop.json("po show GO2")["stages"].clone();
    assert_eq!(clone[0]["status"], "waiting");
    assert_eq!(clone[0]["due"], Value::Null);
}
