//! "Pembulatan": rounding away a small difference (rule 71).

use rstest::rstest;
use serde_json::json;

use crate::shop::{Shop, open_po};

/// An order of Rp70.000.
fn one_order() -> Shop {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop
}

#[rstest]
#[case("69.700", -300, 69_700)]
#[case("70.500", 500, 70_500)]
fn a_small_difference_is_rounded_away(
    #[case] paid: &str,
    #[case] rounding: i64,
    #[case] total: i64,
) {
    let shop = one_order();
    shop.does(&format!("pay NAS3-001 {paid}"));
    shop.does("order round NAS3-001");
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        order["charges"],
        json!([{"kind": "rounding", "label": null, "destination": null, "amount": rounding}])
    );
    assert_eq!(
        (&order["total"], &order["payment_status"]),
        (&json!(total), &json!("settled"))
    );
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(shop.json("order show NAS3-001")["charges"], json!([]));
}

/// A bill has one rounding charge, changed when used again, and the total is within the limit.
#[test]
fn a_bill_has_one_rounding() {
    let shop = one_order();
    shop.does("pay NAS3-001 69.700");
    shop.does("pesanan bulatkan NAS3-001");
    shop.does("pay NAS3-001 100");
    shop.does("order round NAS3-001");
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        order["charges"],
        json!([{"kind": "rounding", "label": null, "destination": null, "amount": -200}])
    );
    shop.does("pay NAS3-001 300 --refund");
    shop.does("order round NAS3-001");
    shop.does("pay NAS3-001 100 --refund");
    shop.refuses("order round NAS3-001", "Rp600");
}

#[test]
fn the_shop_sets_the_rounding_limit() {
    let shop = one_order();
    shop.does("pay NAS3-001 69rb");
    shop.refuses(
        "order round NAS3-001",
        "Selisihnya Rp1.000, yang boleh dibulatkan paling banyak Rp500.",
    );
    shop.does("shop set rounding-limit=1rb");
    assert_eq!(shop.json("shop show")["rounding_limit"], 1_000);
    shop.does("order round NAS3-001");
    shop.does("shop set pembulatan=0");
    shop.does("pay NAS3-001 1");
    shop.in_english()
        .refuses("order round NAS3-001", "at most Rp0 is rounded off");
}

#[rstest]
#[case(
    "order round NAS3-001",
    "Tidak ada selisih yang bisa dibulatkan di NAS3-001",
    "There is no difference"
)]
#[case("order round NAS3-009", "NAS3-009", "NAS3-009")]
#[case("shop set rounding-limit=2jt", "1.000.000", "1.000.000")]
fn a_bill_without_a_small_difference_is_not_rounded(
    #[case] typed: &str,
    #[case] id: &str,
    #[case] en: &str,
) {
    let shop = one_order();
    shop.refuses(typed, id);
    shop.in_english().refuses(typed, en);
}

/// Rule 70: a rounded bill is underpaid when it rises, but not when its payment is voided.
#[test]
fn a_rounded_bill_that_rises_is_underpaid() {
    let shop = one_order();
    let status = || shop.json("order show NAS3-001")["payment_status"].clone();
    shop.does("pay NAS3-001 40rb");
    let second = shop.does("pay NAS3-001 29.700");
    shop.does("order round NAS3-001");
    shop.does("order edit NAS3-001 --item '+1 KAS'");
    assert_eq!(status(), "underpaid");
    assert_eq!(shop.json("check")["ok"], true);
    shop.does(&format!("pay void {second}"));
    assert_eq!(status(), "down_payment");
    assert_eq!(shop.json("check")["ok"], true);
}
