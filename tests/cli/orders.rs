//! Orders: placing, editing, charging, cancelling, listing (rules 3, 7, 11, 13, 19, 23–25).

use rstest::rstest;
use serde_json::{Value, json};

use crate::shop::open_po;

#[test]
fn an_order_prints_its_code_and_is_priced() {
    let shop = open_po();
    let code = shop.does(
        "pesanan tambah nas3 --name 'Bu Sari' --phone +62812-3456-7890 --item '2 NAS-KEJU: tanpa gula' \
         --item '1 kas' --note 'antar sore' --channel ig",
    );
    assert_eq!(code, "NAS3-001");
    let order = shop.json("order show nas3-001");
    assert_eq!(order["code"], "NAS3-001");
    assert_eq!(order["period"], "NAS3");
    assert_eq!(
        order["customer"],
        json!({"name": "Bu Sari", "phone": "6281234567890"})
    );
    assert_eq!(order["status"], "active");
    assert_eq!(order["late"], false);
    assert_eq!(order["placed_at"], "2026-02-01T10:00:00+07:00");
    let line = &order["lines"][0];
    for (key, value) in [
        ("code", json!("NAS-KEJU")),
        ("product", json!("Nastar")),
        ("variant", json!("Keju")),
        ("qty", json!(2)),
        ("unit_price", json!(65000)),
        ("tier", Value::Null),
        ("customization", json!("tanpa gula")),
        ("amount", json!(130_000)),
    ] {
        assert_eq!(line[key], value, "{key}");
    }
    assert_eq!(
        order["lines"][1]["variant"], "",
        "a single variant's name is empty"
    );
    assert_eq!(order["lines"][1]["customization"], Value::Null);
    assert_eq!(order["charges"], json!([]));
    assert_eq!(order["total"], 200_000);
    // 50 %, rounded up to Rp500 (rule 25).
    assert_eq!(order["down_payment"], 100_000);
    assert_eq!(
        (&order["paid"], &order["balance"]),
        (&json!(0), &json!(200_000))
    );
    assert_eq!(order["payment_status"], "unpaid");
    assert_eq!(order["fulfilment_status"], "none");
    assert_eq!(
        shop.does("order add NAS3 --name Budi --item '1 KAS'"),
        "NAS3-002"
    );
}

/// A known phone is that customer; a name alone is a new customer (rule 50).
#[test]
fn a_known_phone_is_that_customer_and_a_name_alone_a_new_one() {
    let shop = open_po();
    shop.does("order add NAS3 --name 'Bu Sari' --phone 081234567890 --item '1 KAS'");
    shop.does("order add NAS3 --name 'Sari' --phone 6281234567890 --item '1 KAS'");
    shop.does("order add NAS3 --name 'Bu Sari' --item '1 KAS'");
    let customers = shop.json("customer list")["customers"].clone();
    assert_eq!(customers.as_array().unwrap().len(), 2, "{customers}");
    assert_eq!(
        shop.json("order show NAS3-002")["customer"]["name"],
        "Bu Sari"
    );
}

/// Rule 54: an order number is never given twice, not even after undo.
#[test]
fn order_numbers_are_never_reused() {
    let shop = open_po();
    assert_eq!(
        shop.does("order add NAS3 --name A --item '1 KAS'"),
        "NAS3-001"
    );
    shop.does("undo");
    assert_eq!(
        shop.does("order add NAS3 --name A --item '1 KAS'"),
        "NAS3-002"
    );
}

/// Rules 11 and 13: only added units take the current price; removing starts with the highest
/// price.
#[test]
fn edits_change_by_so_many_or_to_so_many() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU'");
    shop.does("po offer NAS3 NAS-KEJU --price 70rb");
    assert_eq!(shop.json("order show NAS3-001")["total"], 130_000);
    assert_eq!(shop.does("order edit NAS3-001 --item '+2 NAS-KEJU'"), "");
    let order = shop.json("order show NAS3-001");
    let slices: Vec<_> = order["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["qty"].clone(), line["unit_price"].clone()))
        .collect();
    assert_eq!(slices, [(json!(2), json!(65000)), (json!(2), json!(70000))]);
    shop.does("order edit NAS3-001 --item '-1 NAS-KEJU'");
    assert_eq!(shop.json("order show NAS3-001")["total"], 200_000);
    shop.does("order edit NAS3-001 --item '5 NAS-KEJU' --item '1 KAS'");
    assert_eq!(
        shop.json("order show NAS3-001")["total"],
        130_000 + 3 * 70_000 + 70_000
    );
    shop.does("order edit NAS3-001 --note 'tolong cepat'");
    assert_eq!(shop.json("order show NAS3-001")["note"], "tolong cepat");
    shop.refuses("order edit NAS3-001 --item '-9 KAS'", "KAS");
    shop.refuses("order edit NAS3-001 --item '+1 NAS'", "NAS-KEJU");
    shop.refuses("order add NAS3 --name A --item '-1 KAS'", "--item");
    shop.refuses("order add NAS3 --name A --item '1 NAS'", "NAS-KEJU");
}

/// Rule 19: an order's own units don't count against it.
#[test]
fn an_edited_order_keeps_its_own_units() {
    let shop = open_po();
    shop.does("po offer NAS3 KAS --quota 10");
    shop.does("order add NAS3 --name Budi --item '8 KAS'");
    shop.does("order edit NAS3-001 --item '10 KAS'");
    shop.refuses("order edit NAS3-001 --item '+1 KAS'", "KAS");
}

/// Rules 23 and 24: charges have rows of their own; a discount is typed as a positive amount.
#[test]
fn charges_enter_the_total_and_never_below_zero() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    assert_eq!(shop.does("order charge NAS3-001 shipping 15rb"), "");
    shop.does("order charge NAS3-001 discount 5rb");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["total"], 80_000);
    assert_eq!(
        order["charges"],
        json!([{"kind": "shipping", "label": null, "destination": null, "amount": 15000}, {"kind": "discount", "label": null, "destination": null, "amount": -5000}])
    );
    shop.refuses("order charge NAS3-001 discount 1jt", "NAS3-001");
}

/// Rule 7: after the close only a late order with a reason, flagged.
#[test]
fn after_the_close_an_order_needs_a_reason() {
    let mut shop = open_po();
    shop.at("2026-02-15T23:59:59");
    shop.does("order add NAS3 --name Tepat --item '1 KAS'");
    shop.at("2026-02-16");
    shop.refuses("order add NAS3 --name Telat --item '1 KAS'", "susulan");
    let code = shop.does("order add NAS3 --name Telat --item '1 KAS' --late 'lupa pesan'");
    assert_eq!(shop.json(&format!("order show {code}"))["late"], true);
    shop.at("2026-01-19");
    shop.refuses("order add NAS3 --name Dini --item '1 KAS'", "NAS3");
}

#[test]
fn a_cancelled_order_owes_nothing_and_frees_its_units() {
    let shop = open_po();
    shop.does("po offer NAS3 KAS --quota 2");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.refuses("order add NAS3 --name Sari --item '1 KAS'", "habis");
    assert_eq!(shop.does("order cancel NAS3-001 --why 'tidak jadi'"), "");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["status"], "cancelled");
    assert_eq!(order["total"], 0);
    assert_eq!(order["payment_status"], "nothing_due");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    shop.refuses("order cancel NAS3-001 --why lagi", "NAS3-001");
    shop.refuses("order edit NAS3-001 --item '+1 KAS'", "NAS3-001");
    shop.refuses("order charge NAS3-001 shipping 5rb", "NAS3-001");
}

#[test]
fn lists_are_whole_and_filtered() {
    let shop = open_po();
    shop.does("po new X1 Lain --open 2026-01-01 --close 2026-03-01");
    shop.does("po offer X1 KAS");
    shop.does("order add NAS3 --name 'Bu Sari' --phone 0812-3456-7890 --item '1 KAS'");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("order add X1 --name Caca --item '1 KAS'");
    shop.does("order cancel NAS3-002 --why batal");
    shop.does("pay NAS3-001 70rb");
    let codes = |typed: &str| -> Vec<String> {
        let mut codes: Vec<String> = shop.json(typed)["orders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|order| order["code"].as_str().unwrap().to_owned())
            .collect();
        codes.sort();
        codes
    };
    assert_eq!(codes("order list"), ["NAS3-001", "NAS3-002", "X1-001"]);
    assert_eq!(codes("order list x1"), ["X1-001"]);
    assert_eq!(codes("order list NAS3 --status cancelled"), ["NAS3-002"]);
    assert_eq!(codes("order list --payment settled"), ["NAS3-001"]);
    assert_eq!(
        codes("order list --fulfilment none --status active"),
        ["NAS3-001", "X1-001"]
    );
    assert_eq!(codes("order list --find SARI"), ["NAS3-001"]);
    assert_eq!(codes("order list --find 0812-3456"), ["NAS3-001"]);
    assert_eq!(codes("order list --find 002"), ["NAS3-002"]);
    let row = shop.json("order list NAS3 --payment settled")["orders"][0].clone();
    assert_eq!(row["lines"], Value::Null, "lists come without lines");
    for key in [
        "customer",
        "charges",
        "total",
        "down_payment",
        "paid",
        "balance",
        "late",
    ] {
        assert!(!row[key].is_null(), "{key}");
    }
    assert_eq!(
        shop.does("order list NAS3").lines().count(),
        4,
        "titles, a rule, two orders"
    );
}

#[rstest]
#[case("order show NAS3-777", "NAS3-777")]
#[case("order add NAS9 --name A --item '1 KAS'", "NAS9")]
#[case("order add NAS3 --name A --item '1 BOLU'", "BOLU")]
#[case("order add NAS3 --name '' --item '1 KAS'", "")]
#[case(
    "order add NAS3 --name A --item '1000000 KAS' --item '1000000 KAS'",
    ""
)]
fn impossible_values_are_refused(#[case] typed: &str, #[case] why: &str) {
    open_po().refuses(typed, why);
}

/// Codes may hold spaces and are case-insensitive.
#[test]
fn codes_may_hold_spaces() {
    let shop = open_po();
    shop.does("product add 'kue 1' Kue --price 10rb");
    shop.does("po new 'Batch A' 'Batch A' --open 2026-01-01 --close 2026-03-01");
    shop.does("po offer 'batch a' 'KUE 1'");
    assert_eq!(
        shop.does("order add 'BATCH A' --name Budi --item '3 Kue 1: merah'"),
        "Batch A-001"
    );
    assert_eq!(
        shop.json("order show 'batch a-001'")["lines"][0]["code"],
        "kue 1"
    );
    shop.does("pay 'BATCH A-001' 30rb");
    assert_eq!(
        shop.json("order show 'batch a-001'")["payment_status"],
        "settled"
    );
}

/// Rule 19: an edit is one deed, so units that one change frees are there for the others, in any
/// order.
#[test]
fn units_given_back_in_an_edit_are_free_for_the_rest_of_it() {
    let shop = open_po();
    shop.does("po edit NAS3 --quota 5");
    shop.does("po quota NAS3 NAS 3");
    shop.does("order add NAS3 --name Budi --item '3 NAS-KEJU' --item '2 KAS'");
    shop.does("order edit NAS3-001 --item '+2 NAS-ORI' --item '-2 NAS-KEJU'");
    shop.refuses(
        "order edit NAS3-001 --item '+1 NAS-ORI' --item '-1 KAS'",
        "NAS",
    );
    // A deficit refuses only edits that would increase it (rule 18).
    shop.does("po quota NAS3 NAS 1");
    shop.does("order edit NAS3-001 --item '+1 NAS-KEJU' --item '-2 NAS-ORI' --item '+1 KAS'");
    assert_eq!(shop.json("po show NAS3")["sold"], 5);
}
