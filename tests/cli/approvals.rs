//! Designs that the customer approves before they are made (rule 79).

use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// Jerseys whose designs are approved, and bags that need none.
fn shop() -> Shop {
    let shop = empty();
    shop.does("product add JRS Jersey --price 165rb");
    shop.does("product add TAS Tas --price 85rb");
    shop.does("product edit JRS --approval");
    shop.does("po new PO1 'PO satu' --open 2026-01-20 --close 2026-02-15 --dp 50%");
    shop.does("po offer PO1 JRS");
    shop.does("po offer PO1 TAS");
    shop
}

fn approved(shop: &Shop, order: &str) -> Value {
    let order = shop.json(&format!("order show {order}"));
    let lines = order["lines"].as_array().unwrap();
    lines
        .iter()
        .map(|line| {
            json!([
                line["code"],
                line["approved"]["by"],
                line["awaits_approval"]
            ])
        })
        .collect()
}

fn waiting(shop: &Shop) -> Vec<String> {
    let list = shop.json("order list --unapproved");
    let orders = list["orders"].as_array().unwrap();
    let codes = orders.iter().map(|order| order["code"].as_str().unwrap());
    codes.map(str::to_owned).collect()
}

/// A customised line waits; who approved it, when and how is kept.
#[test]
fn a_customised_line_waits_for_approval() {
    let shop = shop();
    shop.does(
        "order add PO1 --name Sari --item '1 JRS: logo RT 05' --item '1 JRS' --item '1 TAS: merah'",
    );
    shop.does("order add PO1 --name Budi --item '1 JRS'");
    assert_eq!(
        approved(&shop, "PO1-001"),
        json!([
            ["JRS", null, true],
            ["JRS", null, false],
            ["TAS", null, false]
        ])
    );
    assert_eq!(waiting(&shop), ["PO1-001"]);
    assert!(
        shop.does("order show PO1-001")
            .contains("menunggu persetujuan desain")
    );
    shop.refuses("order approve PO1-002 --by Budi", "PO1-002");
    shop.refuses("order approve PO1-001 TAS --by Sari", "PO1-001");
    shop.does("order approve PO1-001 JRS --by 'Bu Sari' --note 'lewat WA'");
    let order = shop.json("order show PO1-001");
    assert_eq!(
        order["lines"][0]["approved"],
        json!({"at": "2026-02-01T10:00:00+07:00", "by": "Bu Sari", "note": "lewat WA"})
    );
    assert_eq!(waiting(&shop), [""; 0]);
    assert!(shop.does("order show PO1-001").contains("Bu Sari"));
    shop.does("undo");
    assert_eq!(waiting(&shop), ["PO1-001"]);
    assert_eq!(shop.json("check")["ok"], true);
}

/// More of the same needs no other approval; another customization does.
#[test]
fn another_design_needs_another_approval() {
    let shop = shop();
    shop.does("po tier PO1 JRS awal --price 150rb --first 1");
    shop.does("order add PO1 --name Sari --item '1 JRS: logo RT 05'");
    shop.does("order approve PO1-001 --by Sari");
    // At another price it is a line of its own.
    shop.does("order edit PO1-001 --item '+1 JRS: logo RT 05'");
    assert_eq!(
        approved(&shop, "PO1-001"),
        json!([["JRS", "Sari", false], ["JRS", "Sari", false]])
    );
    shop.does("order edit PO1-001 --item '-2 JRS: logo RT 05' --item '+2 JRS: logo RT 06'");
    assert_eq!(waiting(&shop), ["PO1-001"]);
}

/// What is approved stays so when the order is confirmed by its money, or moves.
#[test]
fn an_approval_stays_with_its_line() {
    let shop = shop();
    shop.does("po edit PO1 --keep-by dp");
    shop.does("po new PO2 'PO dua' --open 2026-01-20 --close 2026-03-15");
    shop.does("po offer PO2 JRS");
    shop.does("order add PO1 --name Sari --item '1 JRS: logo RT 05'");
    shop.does("order approve PO1-001 --by Sari");
    shop.does("pay PO1-001 165rb");
    assert_eq!(approved(&shop, "PO1-001"), json!([["JRS", "Sari", false]]));
    let moved = shop.does("order move PO1-001 PO2");
    assert_eq!(approved(&shop, &moved), json!([["JRS", "Sari", false]]));
}

/// A product that needs none again lets its orders go.
#[test]
fn a_product_may_need_no_approval_again() {
    let shop = shop();
    shop.does("order add PO1 --name Sari --item '1 JRS: logo RT 05'");
    assert_eq!(shop.json("product show JRS")["approval"], true);
    let tally = shop.json("tally PO1 --by order");
    assert_eq!(tally["rows"][0]["awaits_approval"], true);
    shop.does("product edit JRS --approval=no");
    assert_eq!(shop.json("product show JRS")["approval"], false);
    assert_eq!(waiting(&shop), [""; 0]);
    assert_eq!(
        shop.json("tally PO1 --by order")["rows"][0]["awaits_approval"],
        false
    );
}
