//! Cancellation fees and refunds (rules 32 and 33).

use rstest::rstest;
use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// A PO that refunds the whole down payment until it closes, half until production, then nothing;
/// with one order of Rp140.000 whose down payment of Rp70.000 is paid.
fn with_rule() -> Shop {
    let shop = open_po();
    shop.does("po edit NAS3 --cancel-rule 100/50/0");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("pay NAS3-001 70rb");
    shop
}

/// Cancels the order and returns what stderr says.
fn cancel(shop: &Shop, more: &str) -> String {
    let ran = shop.rekap(&format!("order cancel NAS3-001 --why 'batal nikah' {more}"));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    ran.err.trim_end().to_owned()
}

fn order(shop: &Shop) -> Value {
    shop.json("order show NAS3-001")
}

#[test]
fn until_the_close_everything_goes_back() {
    let shop = with_rule();
    assert_eq!(cancel(&shop, ""), "DP tidak hangus. Kembalikan Rp70.000.");
    let order = order(&shop);
    assert_eq!(
        (&order["total"], &order["payment_status"]),
        (&json!(0), &json!("refund_due"))
    );
}

#[test]
fn after_the_close_half_is_kept() {
    let shop = with_rule();
    shop.does("po close NAS3");
    assert_eq!(
        cancel(&shop, ""),
        "DP hangus 50% karena PO sudah tutup: Rp35.000. Kembalikan Rp35.000."
    );
    let order = order(&shop);
    assert_eq!(order["total"], 35_000);
    assert_eq!(
        order["charges"],
        json!([{"kind": "cancellation_fee", "label": null, "destination": null, "amount": 35_000}])
    );
    assert_eq!(
        order["cancelled"],
        json!({
            "by": "customer",
            "reason": "batal nikah",
            "at": "2026-02-01T10:00:00+07:00",
            "kept": 35_000,
            "kept_percent": 50,
            "kept_by": "until_production",
            "refund": 35_000,
        })
    );
    shop.does("pay NAS3-001 35rb --refund");
    assert_eq!(
        shop.json("order show NAS3-001")["payment_status"],
        "refunded"
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn after_production_began_only_the_down_payment_is_kept() {
    let shop = with_rule();
    shop.does("pay NAS3-001 70rb");
    shop.does("po produce NAS3");
    assert_eq!(
        cancel(&shop, ""),
        "DP hangus 100% karena produksi sudah mulai: Rp70.000. Kembalikan Rp70.000."
    );
}

#[test]
fn the_sentence_is_also_in_english() {
    let shop = with_rule().in_english();
    shop.does("po produce NAS3");
    assert_eq!(
        cancel(&shop, ""),
        "100% of the DP is forfeited because production has begun: Rp70.000. Nothing to refund."
    );
}

#[test]
fn a_cancellation_by_the_shop_refunds_everything() {
    let shop = with_rule();
    shop.does("po produce NAS3");
    assert_eq!(
        cancel(&shop, "--by shop"),
        "Dibatalkan toko, jadi DP tidak hangus. Kembalikan Rp70.000."
    );
    let cancelled = &order(&shop)["cancelled"];
    assert_eq!(
        (&cancelled["by"], &cancelled["kept"], &cancelled["refund"]),
        (&json!("shop"), &json!(0), &json!(70_000))
    );
    shop.refuses(
        "order charge NAS3-001 cancellation_fee 10rb",
        "toko yang membatalkan",
    );
}

#[test]
fn cancelling_the_po_refunds_everything() {
    let shop = with_rule();
    shop.does("po produce NAS3");
    shop.does("po cancel NAS3 --why 'oven rusak'");
    let order = order(&shop);
    assert_eq!(
        (&order["balance"], &order["cancelled"]["kept_by"]),
        (&json!(-70_000), &json!("shop"))
    );
}

#[test]
fn without_payments_cancelling_says_nothing() {
    let shop = with_rule();
    shop.does("pay void 1");
    shop.does("po produce NAS3");
    assert_eq!(cancel(&shop, ""), "");
}

/// An order keeps the cancellation rule it was confirmed under.
#[test]
fn a_rule_that_changes_later_changes_no_old_order() {
    let shop = with_rule();
    shop.does("po edit NAS3 --cancel-rule hangus");
    assert_eq!(cancel(&shop, ""), "DP tidak hangus. Kembalikan Rp70.000.");
    shop.does("order add NAS3 --name Ani --item '2 KAS'");
    shop.does("pay NAS3-002 70rb");
    let ran = shop.rekap("order cancel NAS3-002 --why 'salah pesan'");
    assert_eq!(
        ran.err.trim_end(),
        "DP hangus 100% walau PO belum tutup: Rp70.000. Tidak ada yang dikembalikan."
    );
}

#[test]
fn the_owner_can_set_another_fee() {
    let shop = with_rule();
    shop.does("po produce NAS3");
    assert_eq!(
        cancel(&shop, "--keep 20rb"),
        "DP hangus Rp20.000 atas keputusan toko. Kembalikan Rp50.000."
    );
    // The fee can be changed later, up to what was paid.
    shop.does("pesanan biaya NAS3-001 cancellation_fee 30rb");
    let cancelled = &order(&shop)["cancelled"];
    assert_eq!(
        (
            &cancelled["kept"],
            &cancelled["kept_percent"],
            &cancelled["kept_by"]
        ),
        (&json!(30_000), &Value::Null, &json!("owner"))
    );
    shop.refuses("order charge NAS3-001 cancellation_fee 70.001", "Rp70.000");
    shop.does("undo 2");
    assert_eq!(order(&shop)["status"], "active");
    assert_eq!(order(&shop)["cancelled"], Value::Null);
}

#[test]
fn the_rule_is_shown_and_cloned() {
    let shop = with_rule();
    shop.does("po clone NAS3 NAS4");
    assert_eq!(shop.json("po show NAS4")["cancellation"], "100/50/0");
    assert!(shop.does("po show NAS4").contains(
        "Kalau batal sebelum PO tutup, DP kembali 100%. Sebelum produksi, kembali 50%. Setelah itu DP hangus."
    ));
    shop.does("po edit NAS4 --aturan-batal none");
    assert_eq!(shop.json("po show NAS4")["cancellation"], "100/100/100");
    assert!(!shop.does("po show NAS4").contains("DP kembali"));
    shop.does("po new NAS5 'Nastar 5' --cancel-rule 50%");
    assert_eq!(shop.json("po show NAS5")["cancellation"], "50/50/50");
}

#[rstest]
#[case(
    "100/50/0",
    "Kalau batal sebelum PO tutup, DP kembali 100%. Sebelum produksi, kembali 50%. Setelah itu DP hangus.",
    "If cancelled before the PO closes, 100% of the DP is refunded. Before production, 50% is refunded. After that, the DP is forfeited."
)]
#[case(
    "100/100/50",
    "Kalau batal sebelum produksi, DP kembali 100%. Setelah itu kembali 50%.",
    "If cancelled before production, 100% of the DP is refunded. After that, 50% is refunded."
)]
#[case(
    "50/0/0",
    "Kalau batal sebelum PO tutup, DP kembali 50%. Setelah itu DP hangus.",
    "If cancelled before the PO closes, 50% of the DP is refunded. After that, the DP is forfeited."
)]
#[case(
    "50%",
    "Kalau batal kapan pun, DP kembali 50%.",
    "If cancelled at any time, 50% of the DP is refunded."
)]
#[case(
    "hangus",
    "Kalau batal kapan pun, DP hangus.",
    "If cancelled at any time, the DP is forfeited."
)]
fn the_rule_is_said_as_to_a_customer(#[case] rule: &str, #[case] id: &str, #[case] en: &str) {
    let shop = open_po();
    shop.does(&format!("po edit NAS3 --cancel-rule {rule}"));
    let said = shop.does("po show NAS3");
    assert!(said.contains(id), "{said}");
    let said = shop.in_english().does("po show NAS3");
    assert!(said.contains(en), "{said}");
}

#[rstest]
#[case(
    "po edit NAS3 --cancel-rule banyak",
    "“banyak” bukan aturan batal",
    "is not a cancellation rule"
)]
#[case(
    "po edit NAS3 --cancel-rule 0/50/100",
    "Maksudnya 100/50/0?",
    "Did you mean 100/50/0?"
)]
#[case(
    "order cancel NAS3-001 --why x --keep 70.001",
    "Rp0 sampai Rp70.000",
    "Rp0 to Rp70.000"
)]
#[case("order cancel NAS3-001 --why x --keep -1", "", "")]
#[case(
    "order cancel NAS3-001 --why x --by shop --keep 5rb",
    "tidak ada DP hangus",
    "no DP is forfeited"
)]
#[case(
    "order charge NAS3-001 cancellation_fee 5rb",
    "NAS3-001 belum batal",
    "NAS3-001 is not cancelled"
)]
fn impossible_values_are_refused(#[case] typed: &str, #[case] id: &str, #[case] en: &str) {
    let shop = with_rule();
    shop.refuses(typed, id);
    shop.in_english().refuses(typed, en);
}
