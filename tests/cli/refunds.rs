//! The refund queue, moved overpayments, and payments that can no longer be voided (rules 27, 28,
//! 32, 34, 70).

use rstest::rstest;
use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// Budi has two orders of Rp140.000 and Rp70.000, Ani one of Rp70.000.
fn three_orders() -> Shop {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '2 KAS'");
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '1 KAS'");
    shop.does("order add NAS3 --name Ani --item '1 KAS'");
    shop
}

fn order(shop: &Shop, code: &str) -> (i64, String) {
    let order = shop.json(&format!("order show {code}"));
    let status = order["payment_status"].as_str().unwrap().to_owned();
    (order["paid"].as_i64().unwrap(), status)
}

fn is(paid: i64, status: &str) -> (i64, String) {
    (paid, status.to_owned())
}

fn queue(shop: &Shop, more: &str) -> Vec<(Value, i64, i64, String)> {
    let list = shop.json(&format!("refund list {more}"));
    let rows = list["refunds"].as_array().unwrap().iter();
    let row = |row: &Value| {
        (
            row["order"].clone(),
            row["amount"].as_i64().unwrap(),
            row["refunded"].as_i64().unwrap(),
            row["why"].as_str().unwrap().to_owned(),
        )
    };
    rows.map(row).collect()
}

fn sound(shop: &Shop) {
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn refunds_stay_in_the_queue_until_fully_sent() {
    let mut shop = three_orders();
    assert_eq!(queue(&shop, ""), []);
    shop.does("pay NAS3-001 140rb");
    shop.does("order cancel NAS3-001 --why 'batal nikah'");
    shop.at("2026-02-02T09:00").does("pay NAS3-003 100rb");
    shop.at("2026-02-03T09:00").does("pay --customer Budi 25rb");
    let cancelled = (json!("NAS3-001"), 140_000, 0, "cancelled".to_owned());
    let overpaid = (json!("NAS3-003"), 30_000, 0, "overpaid".to_owned());
    let credit = (Value::Null, 25_000, 0, "credit".to_owned());
    assert_eq!(
        queue(&shop, ""),
        [cancelled.clone(), overpaid.clone(), credit.clone()]
    );
    // Credit belongs to no PO.
    assert_eq!(queue(&shop, "nas3"), [cancelled, overpaid.clone()]);
    // After a partial refund the rest stays in the queue.
    shop.does("pay NAS3-001 100rb --refund");
    let rest = (json!("NAS3-001"), 40_000, 100_000, "cancelled".to_owned());
    assert_eq!(queue(&shop, "")[0], rest);
    shop.does("pay NAS3-001 40rb --refund");
    shop.does("pay --customer Budi 25rb --refund");
    assert_eq!(queue(&shop, ""), [overpaid]);
    let first = &shop.json("refund list")["refunds"][0];
    assert_eq!(
        (&first["customer"]["name"], &first["since"]),
        (&json!("Ani"), &json!("2026-02-02T09:00:00+07:00"))
    );
    let text = shop.does("pengembalian daftar");
    assert!(
        text.contains("NAS3-003") && text.contains("lebih bayar"),
        "{text}"
    );
    sound(&shop);
}

/// A compensation on a settled order can be refunded, as much as the owner sends.
#[test]
fn a_compensation_makes_a_paid_order_overpaid() {
    let shop = three_orders();
    shop.does("pay NAS3-003 70rb");
    shop.does("order charge NAS3-003 compensation 10rb");
    assert_eq!(order(&shop, "NAS3-003"), is(70_000, "overpaid"));
    assert_eq!(queue(&shop, "")[0].1, 10_000);
}

/// Rules 34, 70: with shipping added after settlement the order is underpaid, but the down payment
/// stays met, and a cancellation fee is counted from the down payment that was met.
#[test]
fn later_charges_change_neither_down_payment_nor_cancellation_fee() {
    let shop = open_po();
    shop.does("po edit NAS3 --cancel-rule hangus");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("pay NAS3-001 70rb");
    shop.does("order edit NAS3-001 --item '+2 KAS'");
    assert_eq!(order(&shop, "NAS3-001"), is(70_000, "down_payment"));
    shop.does("pay NAS3-001 210rb");
    shop.does("order charge NAS3-001 shipping 15rb");
    assert_eq!(order(&shop, "NAS3-001"), is(280_000, "underpaid"));
    shop.does("order cancel NAS3-001 --why pindah");
    assert_eq!(shop.json("order show NAS3-001")["total"], 70_000);
    assert_eq!(queue(&shop, "")[0].1, 210_000);
    sound(&shop);
}

#[test]
fn a_surplus_moves_to_another_order_or_becomes_credit() {
    let shop = three_orders();
    shop.does("pay NAS3-001 150rb");
    shop.does("pay move NAS3-001 NAS3-002");
    assert_eq!(order(&shop, "NAS3-001"), is(140_000, "settled"));
    assert_eq!(order(&shop, "NAS3-002"), is(10_000, "partial"));
    // An amount can be given, also more than was overpaid.
    shop.does("bayar pindah NAS3-001 NAS3-002 25rb");
    assert_eq!(order(&shop, "NAS3-001").0, 115_000);
    assert_eq!(order(&shop, "NAS3-002"), is(35_000, "down_payment"));
    shop.does("pay move NAS3-002 5rb");
    assert_eq!(order(&shop, "NAS3-002").0, 30_000);
    assert_eq!(shop.json("customer show Budi")["owed"], 5_000);
    // The money of a cancelled order can be moved to another.
    shop.does("order cancel NAS3-001 --why 'ganti PO'");
    shop.does("pay move NAS3-001 NAS3-002");
    assert_eq!(order(&shop, "NAS3-001").0, 0);
    assert_eq!(order(&shop, "NAS3-002"), is(145_000, "overpaid"));
    sound(&shop);
    shop.does("undo 6");
    assert_eq!(order(&shop, "NAS3-001"), is(0, "unpaid"));
}

/// Rule 27: a moved payment is still one payment, and voiding it works on all its orders.
#[test]
fn a_payment_whose_money_moved_is_voided_where_it_lies() {
    let shop = three_orders();
    shop.does("pay NAS3-001 200rb");
    shop.does("pay move NAS3-001 NAS3-002 60rb");
    shop.does("pay void 1");
    assert_eq!(order(&shop, "NAS3-001"), is(0, "unpaid"));
    assert_eq!(order(&shop, "NAS3-002"), is(0, "unpaid"));
    sound(&shop);
}

#[test]
fn a_payment_that_was_refunded_cannot_be_voided() {
    let shop = three_orders();
    shop.does("pay NAS3-003 70rb");
    shop.does("pay NAS3-003 20rb --refund");
    shop.refuses(
        "pay void 1",
        "Pembayaran 1 tidak bisa dihapus: Rp20.000 dari uangnya",
    );
    shop.does("pay void 2");
    shop.does("pay void 1");
    // The same for credit.
    shop.does("pay --customer Ani 50rb");
    shop.does("pay --customer Ani 30rb --refund");
    shop.refuses("pay void 5", "Rp30.000");
    sound(&shop);
}

#[test]
fn the_cancellation_fee_is_at_most_what_was_paid() {
    let shop = open_po();
    shop.does("po edit NAS3 --cancel-rule hangus");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("pay NAS3-001 70rb");
    shop.does("order cancel NAS3-001 --why batal");
    shop.does("pay void 1");
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        (&order["total"], &order["payment_status"]),
        (&json!(0), &json!("nothing_due"))
    );
    sound(&shop);
}

/// Rules 31, 33: forfeited money and unique codes don't count as turnover.
#[test]
fn turnover_excludes_forfeits_and_unique_codes() {
    let shop = three_orders();
    shop.does("order charge NAS3-002 unique_code 17");
    shop.does("pay NAS3-001 70rb");
    shop.does("order cancel NAS3-001 --why batal --keep 50rb");
    assert_eq!(
        shop.json("po show NAS3")["figures"],
        json!({"turnover": 140_000, "gross": 140_000, "discounts": 0, "passed_on": 0,
            "stages_billed": 0, "stages_paid": 0, "forfeited": 50_000,
            "unique_codes": 17, "paid": 70_000})
    );
    let text = shop.does("po show NAS3");
    assert!(text.contains("Rp50.000") && text.contains("Rp17"), "{text}");
    sound(&shop);
}

/// Rule 28: credit pays the balance, as far as it lasts.
#[test]
fn credit_pays_what_is_missing() {
    let shop = three_orders();
    shop.does("pay --customer Budi 100rb");
    shop.does("pay credit NAS3-002");
    assert_eq!(order(&shop, "NAS3-002"), is(70_000, "settled"));
    shop.refuses("pay credit NAS3-002", "Tagihan NAS3-002 tidak kurang");
    shop.does("pay titipan NAS3-001 10rb");
    shop.refuses("pay credit NAS3-001 25rb", "Titipan Budi tinggal Rp20.000");
    shop.does("pay credit NAS3-001");
    assert_eq!(order(&shop, "NAS3-001").0, 30_000);
    sound(&shop);
    shop.in_english()
        .refuses("pay credit NAS3-001", "Budi has only Rp0 credit.");
}

#[rstest]
#[case(
    "pay NAS3-001 60rb --refund",
    "Rp30.000 dari uang NAS3-001 sudah jadi DP hangus",
    "Rp30.000 of the money of NAS3-001 is forfeited. At most Rp40.000 can be refunded"
)]
#[case("pay NAS3-001 80rb --refund", "Rp70.000", "Rp70.000")]
#[case(
    "pay move NAS3-001 NAS3-002 50rb",
    "dari NAS3-001 paling banyak Rp40.000",
    "At most Rp40.000 can be moved from NAS3-001"
)]
#[case(
    "pay move NAS3-001 NAS3-003",
    "NAS3-003 milik pelanggan lain",
    "NAS3-003"
)]
#[case(
    "pay move NAS3-002",
    "Tidak ada kelebihan bayar di NAS3-002",
    "Nothing was overpaid on NAS3-002"
)]
#[case("pay move NAS3-001 NAS3-002 0", "", "")]
#[case("pay move NAS3-001 NAS3-099", "NAS3-099", "NAS3-099")]
fn impossible_moves_of_money_are_refused(#[case] typed: &str, #[case] id: &str, #[case] en: &str) {
    let shop = three_orders();
    shop.does("pay NAS3-001 70rb");
    shop.does("order cancel NAS3-001 --why batal --keep 30rb");
    shop.refuses(typed, id);
    shop.in_english().refuses(typed, en);
}
