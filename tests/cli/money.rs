//! Payments: in, out, split, voided (rules 26–32, 70).

use rstest::rstest;
use serde_json::json;

use crate::shop::{Shop, open_po};

/// One order of Rp140.000 with a down payment of Rp70.000.
fn one_order() -> Shop {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '2 KAS'");
    shop
}

fn status(shop: &Shop, order: &str) -> String {
    let order = shop.json(&format!("order show {order}"));
    order["payment_status"].as_str().unwrap().to_owned()
}

#[test]
fn a_bill_goes_from_unpaid_to_settled() {
    let shop = one_order();
    assert_eq!(status(&shop, "NAS3-001"), "unpaid");
    assert_eq!(shop.does("bayar nas3-001 20rb"), "1");
    assert_eq!(status(&shop, "NAS3-001"), "partial");
    assert_eq!(shop.does("pay NAS3-001 50.000 --method transfer"), "2");
    assert_eq!(status(&shop, "NAS3-001"), "down_payment");
    shop.does("pay NAS3-001 Rp70.000,-");
    assert_eq!(status(&shop, "NAS3-001"), "settled");
    // Rule 34: what is added after settlement leaves the order short.
    shop.does("order charge NAS3-001 shipping 10rb");
    assert_eq!(status(&shop, "NAS3-001"), "underpaid");
    // Rule 28: the overpayment stays on the order.
    shop.does("pay NAS3-001 15rb");
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        (&order["payment_status"], &order["balance"]),
        (&json!("overpaid"), &json!(-5000))
    );
    shop.does("pay NAS3-001 5rb --refund");
    assert_eq!(status(&shop, "NAS3-001"), "settled");
}

/// Rule 27: a mistake is reversed, never deleted; the reversal has its own number.
#[test]
fn a_payment_is_voided_once() {
    let shop = one_order();
    shop.does("pay NAS3-001 140rb");
    assert_eq!(shop.does("pay void 1"), "2");
    assert_eq!(status(&shop, "NAS3-001"), "unpaid");
    shop.refuses("pay void 1", "");
    shop.refuses("pay void 2", "");
    shop.refuses("pay void 99", "99");
}

/// Rule 28: one payment over many orders; what is not split is the customer's credit.
#[test]
fn one_payment_may_cover_many_orders() {
    let shop = one_order();
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '1 KAS'");
    shop.does("pay --customer 0812-3456-7890 220rb --split nas3-001=140rb --split NAS3-002=70rb");
    assert_eq!(status(&shop, "NAS3-001"), "settled");
    assert_eq!(status(&shop, "NAS3-002"), "settled");
    let customer = shop.json("customer show Budi");
    assert_eq!(
        (&customer["owes"], &customer["owed"]),
        (&json!(0), &json!(10_000))
    );
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '1 KAS'");
    shop.does("pay --customer Budi 70rb --split NAS3-003=70rb");
    shop.refuses("pay --customer Budi 10rb --split NAS3-001=20rb", "Rp20.000");
}

/// Rule 29: a claimed payment doesn't count as paid.
#[test]
fn a_claim_is_not_a_payment() {
    let shop = one_order();
    shop.does("pay NAS3-001 140rb --claimed");
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        (&order["payment_status"], &order["paid"]),
        (&json!("unpaid"), &json!(0))
    );
}

/// Rules 32 and 33: a cancelled order can be refunded what was paid, and no more.
#[test]
fn a_refund_is_never_more_than_was_paid() {
    let shop = one_order();
    shop.does("pay NAS3-001 70rb");
    shop.refuses("pay NAS3-001 80rb --refund", "Rp70.000");
    shop.does("order cancel NAS3-001 --why 'dapur kebanjiran' --by shop");
    assert_eq!(status(&shop, "NAS3-001"), "refund_due");
    shop.does("pay NAS3-001 70rb --refund");
    assert_eq!(status(&shop, "NAS3-001"), "refunded");
}

/// Rule 30: same amount, day and payer give a warning on stderr.
#[test]
fn a_payment_like_another_is_warned_about() {
    let shop = one_order();
    let first = shop.rekap("pay NAS3-001 50rb");
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let second = shop.rekap("pay NAS3-001 50rb");
    assert_eq!((second.code, second.out.as_str()), (0, "2\n"));
    assert!(second.err.contains("Rp50.000"), "{}", second.err);
}

/// `--at` without a year means the last such day.
#[test]
fn a_payment_date_without_year_is_in_the_past() {
    let shop = one_order();
    shop.does("account add 'BCA Ibu' --method transfer");
    shop.does("pay NAS3-001 50rb --at '28/12 14.05' --account 'bca ibu' --payer 'BUDI S' --reference TRX9");
    shop.refuses("pay NAS3-001 50rb --account 'Mandiri'", "Mandiri");
    shop.refuses("pay NAS3-001 50rb --at 31/2", "--at");
}

#[rstest]
#[case("pay NAS3-001 0", "")]
#[case("pay NAS3-001 banyak", "banyak")]
#[case("pay NAS3-001 -5", "-5")]
#[case("pay NAS3-001 2000000jt", "Rp1.000.000.000.000")]
#[case("pay NAS3-009 5rb", "NAS3-009")]
#[case("pay --customer Siapa 5rb", "Siapa")]
#[case("pay --customer Budi 5rb --split NAS3-009=1rb", "NAS3-009")]
fn impossible_payments_are_refused(#[case] typed: &str, #[case] why: &str) {
    one_order().refuses(typed, why);
}

#[test]
fn the_three_ways_to_pay_are_kept_apart() {
    let shop = one_order();
    shop.wrong("pay NAS3-001 5rb --split NAS3-001=5rb", "--customer");
    shop.wrong("pay --customer Budi NAS3-001 5rb", "--customer");
    shop.wrong("pay NAS3-001 5rb lagi", "");
    shop.wrong("pay --customer Budi", "");
}
