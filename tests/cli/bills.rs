//! Bills as shops write them: several charges, down payments of the goods, turnover (rules 23, 25, 31,
//! 33, 103).

use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// Tas at Rp85.000 and Topi at Rp95.000 in PO1, half up front.
fn shop() -> Shop {
    let shop = empty();
    shop.does("product add TAS Tas --price 85rb");
    shop.does("product add TOPI Topi --price 95rb");
    shop.does(
        "po new PO1 'PO satu' --open 2026-01-20 --close 2026-02-15 --dp 50% --cancel-rule 100/50/0",
    );
    shop.does("po offer PO1 TAS");
    shop.does("po offer PO1 TOPI");
    shop
}

/// The values of these keys of an order.
fn of(shop: &Shop, order: &str, keys: &[&str]) -> Vec<Value> {
    let order = shop.json(&format!("order show {order}"));
    keys.iter().map(|key| order[*key].clone()).collect()
}

fn bill(shop: &Shop, order: &str) -> Value {
    let keys = ["total", "down_payment", "balance", "payment_status"];
    json!(of(shop, order, &keys))
}

fn figures(shop: &Shop) -> Value {
    shop.json("po show PO1")["figures"].clone()
}

/// Rules 25, 33: shipping is in no down payment, and a met one stays met; what is forfeited is a part
/// of it, and no turnover.
#[test]
fn shipping_changes_no_down_payment() {
    let mut shop = shop();
    shop.does("order add PO1 --name Sari --item '3 TAS'");
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([255_000, 127_500, 255_000, "unpaid"])
    );
    shop.does("order charge PO1-001 shipping 20rb");
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([275_000, 127_500, 275_000, "unpaid"])
    );
    shop.does("pay PO1-001 127.500");
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([275_000, 127_500, 147_500, "down_payment"])
    );
    shop.does("order charge PO1-001 shipping 30rb");
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([285_000, 127_500, 157_500, "down_payment"])
    );
    assert_eq!(figures(&shop)["turnover"], 255_000);
    assert_eq!(figures(&shop)["passed_on"], 30_000);
    shop.at("2026-02-16T09:00");
    shop.does("order cancel PO1-001 --why batal");
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([63_750, 63_750, -63_750, "refund_due"])
    );
    let sums = figures(&shop);
    assert_eq!(
        (&sums["turnover"], &sums["forfeited"]),
        (&json!(0), &json!(63_750))
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 31: the code rides on the first sum asked, and the down payment counts as met without it.
#[test]
fn the_unique_code_rides_on_the_first_sum_asked() {
    let shop = shop();
    shop.does("shop set unique-codes=on");
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    let order = shop.json("order show PO1-001");
    let code = order["asked"]["code"].as_i64().unwrap();
    assert!((1..=999).contains(&code), "{order}");
    assert_eq!(order["total"], 85_000 + code);
    assert_eq!(order["asked"]["amount"], 42_500 + code);
    let payment = shop.does("pay PO1-001 42.500");
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([85_000 + code, 42_500, 42_500 + code, "down_payment"])
    );
    shop.does(&format!("pay void {payment}"));
    shop.does(&format!("pay PO1-001 {}", 42_500 + code));
    assert_eq!(
        bill(&shop, "PO1-001"),
        json!([85_000 + code, 42_500, 42_500, "down_payment"])
    );
    // A bill of nothing has none.
    shop.does("order add PO1 --name Tamu --item '1 TAS'");
    shop.does("order charge PO1-002 discount 100%");
    assert_eq!(bill(&shop, "PO1-002"), json!([0, 0, 0, "nothing_due"]));
}

/// Rule 23: several charges of a kind stand beside each other by their labels, the same label replaces
/// itself, and a percentage becomes its amount of the lines.
#[test]
fn charges_of_a_kind_stand_beside_each_other() {
    let shop = shop();
    shop.does("order add PO1 --name Sari --item '2 TAS' --item '1 TOPI'");
    shop.does("order charge PO1-001 surcharge 4rb --label 'gift wrap'");
    shop.does("order charge PO1-001 surcharge 5rb --label 'Gift Wrap'");
    shop.does("order charge PO1-001 surcharge 10rb --label 'packing kayu'");
    shop.does("order charge PO1-001 discount 10% --label LEBARAN10");
    shop.does("order charge PO1-001 shipping 15rb");
    let charges = shop.json("order show PO1-001")["charges"].clone();
    let row = |kind: &str, label: Value, amount: i64| json!({"kind": kind, "label": label, "destination": null, "amount": amount});
    let discount = row("discount", json!("LEBARAN10"), -26_500);
    assert_eq!(
        charges,
        json!([
            row("surcharge", json!("gift wrap"), 5_000),
            row("surcharge", json!("packing kayu"), 10_000),
            discount,
            row("shipping", Value::Null, 15_000),
        ])
    );
    assert_eq!(
        of(&shop, "PO1-001", &["total", "down_payment"]),
        [json!(268_500), json!(127_000)]
    );
    let shown = shop.does("order show PO1-001");
    for name in ["gift wrap", "packing kayu", "diskon LEBARAN10", "ongkir"] {
        assert!(shown.contains(name), "{name}: {shown}");
    }
    shop.does("order charge PO1-001 surcharge --label 'gift wrap' --remove");
    let history = shop.does("history PO1-001");
    assert!(
        history.contains("Biaya PO1-001 dihapus: gift wrap") && !history.contains("Rp0"),
        "{history}"
    );
    assert_eq!(
        of(&shop, "PO1-001", &["total", "down_payment"]),
        [json!(263_500), json!(124_500)]
    );
    let sums = figures(&shop);
    assert_eq!(
        (&sums["turnover"], &sums["gross"]),
        (&json!(248_500), &json!(275_000))
    );
    shop.does("undo 3");
    assert_eq!(of(&shop, "PO1-001", &["total"]), [json!(280_000)]);
    shop.refuses(
        "order charge PO1-001 unique_code 17 --label kode",
        "kode unik",
    );
}

/// Rule 80: each recipient of an order has shipping of its own.
#[test]
fn shipping_can_be_for_one_recipient() {
    let shop = shop();
    shop.does("order add PO1 --name Sari --item '2 TAS'");
    shop.does("order charge PO1-001 shipping 15rb --to 'Bu Ani'");
    shop.does("order charge PO1-001 shipping 12rb --to Dewi");
    shop.does("order charge PO1-001 shipping 18rb --to 'bu ani'");
    let charges = shop.json("order show PO1-001")["charges"].clone();
    let of = |to: &str, amount: i64| json!({"kind": "shipping", "label": null, "destination": to, "amount": amount});
    assert_eq!(charges, json!([of("Bu Ani", 18_000), of("Dewi", 12_000)]));
    shop.does("order charge PO1-001 shipping --to Dewi --remove");
    shop.refuses("order charge PO1-001 shipping --to Budi --remove", "Budi");
    shop.refuses("order charge PO1-001 discount 5rb --to Dewi", "ongkir");
    assert_eq!(shop.json("order show PO1-001")["total"], 188_000);
    // They go along when the order is moved.
    shop.does("po new PO2 'PO dua' --open 2026-01-20 --close 2026-03-15");
    shop.does("po offer PO2 TAS");
    shop.does("order move PO1-001 PO2");
    let charges = shop.json("order show PO2-001")["charges"].clone();
    assert_eq!(charges, json!([of("Bu Ani", 18_000)]));
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 31: the goods keep their code to themselves while a stage of their order is open.
#[test]
fn a_stage_leaves_the_code_of_the_goods_taken() {
    let shop = shop();
    shop.does("shop set unique-codes=on");
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    shop.does("po stage PO1 EMS --share equal --amount 10rb");
    shop.does("order add PO1 --name Budi --item '1 TAS'");
    let code = |order: &str| shop.json(&format!("order show {order}"))["asked"]["code"].clone();
    assert_eq!((code("PO1-001"), code("PO1-002")), (json!(1), json!(2)));
    // An order that is named twice has the last part.
    shop.does("po stage PO1 EMS --order PO1-001=5rb --order PO1-001=7rb");
    let stages = shop.json("order show PO1-001")["stages"].clone();
    assert_eq!(stages[0]["amount"], 7_000);
    assert_eq!(shop.json("check")["ok"], true);
}
