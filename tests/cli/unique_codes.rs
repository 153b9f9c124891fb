//! Unique codes: a few rupiah more that identify the payer (rule 31).

use rstest::rstest;
use serde_json::json;

use crate::shop::{Shop, open_po};

/// A shop with unique codes switched on, one order of Rp140.000 and two of Rp70.000.
fn with_codes() -> Shop {
    let shop = open_po();
    shop.does("shop set unique-codes=on");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("order add NAS3 --name Ani --item '1 KAS'");
    shop.does("order add NAS3 --name Cici --item '1 KAS'");
    shop
}

fn code(shop: &Shop, order: &str) -> i64 {
    let order = shop.json(&format!("order show {order}"));
    let charges = order["charges"].as_array().unwrap().iter();
    let codes: Vec<_> = charges.filter(|c| c["kind"] == "unique_code").collect();
    assert!(codes.len() <= 1, "{order}");
    codes
        .first()
        .map_or(0, |code| code["amount"].as_i64().unwrap())
}

#[test]
fn codes_are_off_by_default() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    assert_eq!(code(&shop, "NAS3-001"), 0);
    assert_eq!(shop.json("shop show")["unique_codes"], false);
}

#[test]
fn each_open_bill_of_the_same_amount_has_another_code() {
    let shop = with_codes();
    assert_eq!(code(&shop, "NAS3-001"), 1);
    assert_eq!(code(&shop, "NAS3-002"), 1);
    assert_eq!(code(&shop, "NAS3-003"), 2);
    assert_eq!(shop.json("order show NAS3-003")["total"], 70_002);
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn the_code_of_a_settled_or_cancelled_bill_is_free_again() {
    let shop = with_codes();
    shop.does("pay NAS3-002 70.001");
    shop.does("order add NAS3 --name Dedi --item '1 KAS'");
    assert_eq!(code(&shop, "NAS3-004"), 1);
    shop.does("order cancel NAS3-003 --why batal");
    shop.does("order add NAS3 --name Eka --item '1 KAS'");
    assert_eq!(code(&shop, "NAS3-005"), 2);
}

/// A code is no part of the price: the down payment's percentage is counted without it.
#[test]
fn the_down_payment_is_counted_without_the_code() {
    let shop = with_codes();
    let order = shop.json("order show NAS3-003");
    assert_eq!(order["down_payment"], 35_000);
    shop.does("pay NAS3-003 35.002");
    let order = shop.json("order show NAS3-003");
    assert_eq!(
        (&order["payment_status"], &order["balance"]),
        (&json!("down_payment"), &json!(35_000))
    );
}

#[test]
fn an_edit_that_meets_another_code_draws_a_new_one_until_money_came() {
    let shop = with_codes();
    // 140.000 with code 1 becomes 70.000, where codes 1 and 2 are in use.
    shop.does("order edit NAS3-001 --item '-1 KAS'");
    assert_eq!(code(&shop, "NAS3-001"), 3);
    shop.does("order charge NAS3-001 shipping 10rb");
    assert_eq!(code(&shop, "NAS3-001"), 3);
    shop.does("order add NAS3 --name Dedi --item '2 KAS'");
    assert_eq!(code(&shop, "NAS3-004"), 1);
    shop.does("pay NAS3-004 50rb");
    shop.does("order edit NAS3-004 --item '-1 KAS'");
    assert_eq!(code(&shop, "NAS3-004"), 1);
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn a_code_is_set_by_hand_or_drawn_and_removed() {
    let shop = with_codes();
    shop.does("order charge NAS3-003 unique_code 0");
    assert_eq!(code(&shop, "NAS3-003"), 0);
    shop.does("order charge NAS3-003 unique_code 123");
    let ran = shop.rekap("pesanan biaya NAS3-003 unique_code auto");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.trim_end()),
        (0, "", "Kode unik NAS3-003: 2, totalnya jadi Rp70.002.")
    );
    shop.does("undo");
    assert_eq!(code(&shop, "NAS3-003"), 123);
}

/// A waiting order owes nothing yet and gets its code when it is served.
#[test]
fn a_waiting_order_gets_its_code_when_it_is_served() {
    let shop = with_codes();
    shop.does("po offer NAS3 KAS --quota 4");
    shop.does("order add NAS3 --name Dedi --item '1 KAS' --waitlist");
    assert_eq!(code(&shop, "NAS3-004"), 0);
    shop.does("order cancel NAS3-002 --why batal");
    assert_eq!(code(&shop, "NAS3-004"), 1);
}

#[rstest]
#[case(
    "order charge NAS3-003 unique_code 1",
    "Kode unik 1 sudah dipakai NAS3-002 untuk tagihan yang sama. Yang masih bebas: 2.",
    "NAS3-002 has the unique code 1 on a bill of the same amount. This one is free: 2."
)]
#[case("order charge NAS3-003 unique_code 1000", "antara 0 dan 999", "999")]
#[case("order charge NAS3-003 shipping auto", "auto", "auto")]
#[case("shop set unique-codes=mungkin", "mungkin", "mungkin")]
fn impossible_codes_are_refused(#[case] typed: &str, #[case] id: &str, #[case] en: &str) {
    let shop = with_codes();
    shop.refuses(typed, id);
    shop.in_english().refuses(typed, en);
}

/// Rules 31, 45: a moved bill keeps its code, or gets another if that is in use.
#[test]
fn a_moved_bill_stays_apart_from_the_others() {
    let shop = with_codes();
    shop.does("po clone NAS3 NAS4");
    shop.does("po edit NAS4 --open 2026-02-20 --close 2026-03-10");
    shop.does("po open NAS4");
    shop.does("order move NAS3-001 NAS4");
    assert_eq!(code(&shop, "NAS4-001"), 1);
    assert_eq!(code(&shop, "NAS3-001"), 0);
    // Two bills of Rp70.000 have codes 1 and 2 already.
    shop.does("order split NAS4-001 NAS3 --item '1 KAS'");
    assert_eq!((code(&shop, "NAS3-004"), code(&shop, "NAS4-001")), (4, 3));
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(code(&shop, "NAS4-001"), 1);
}

/// Rule 62: an order confirmed by its move gets one code, not two.
#[test]
fn an_unconfirmed_bill_that_moves_has_one_code() {
    let shop = open_po();
    shop.does("shop set unique-codes=on");
    shop.does("po clone NAS3 NAS4");
    shop.does("po open NAS4");
    shop.does("po edit NAS3 --dp 50% --keep-by dp");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("order move NAS3-001 NAS4");
    assert_eq!(code(&shop, "NAS4-001"), 1);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Splitting a bill that was paid with its code makes two settled bills without new codes.
#[test]
fn a_settled_bill_that_is_split_stays_settled() {
    let shop = with_codes();
    shop.does("po clone NAS3 NAS4");
    shop.does("pay NAS3-001 140.001");
    shop.does("order split NAS3-001 NAS4 --item '1 KAS'");
    for (order, code_there) in [("NAS3-001", 1), ("NAS4-001", 0)] {
        assert_eq!(code(&shop, order), code_there);
        let order = shop.json(&format!("order show {order}"));
        assert_eq!(order["payment_status"], "settled");
    }
}
