//! Moving and splitting orders into another PO (rule 45), and passing an order to another customer
//! (rule 76). Money is shared in proportion, exact to the rupiah.

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// NAS3 is open; NAS4 is planned and sells the same goods at another price.
fn two_pos() -> Shop {
    let shop = open_po();
    shop.does("po clone NAS3 NAS4");
    shop.does("po edit NAS4 --open 2026-02-20 --close 2026-03-10");
    shop.does("po offer NAS4 KAS --price 90rb");
    shop
}

/// Code, total, paid and payment status of an order.
fn bill(shop: &Shop, order: &str) -> Value {
    let order = shop.json(&format!("order show {order}"));
    json!([order["total"], order["paid"], order["payment_status"]])
}

fn order(shop: &Shop, code: &str) -> Value {
    shop.json(&format!("order show {code}"))
}

#[test]
fn a_moved_order_keeps_its_price_its_charges_and_its_money() {
    let shop = two_pos();
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '2 KAS: tanpa gula' --note 'titip'");
    shop.does("order charge NAS3-001 shipping 20rb");
    shop.does("order charge NAS3-001 discount 10rb");
    shop.does("pay NAS3-001 150rb");
    assert_eq!(
        bill(&shop, "NAS3-001"),
        json!([150_000, 150_000, "settled"])
    );
    // A new order is made and its number printed.
    assert_eq!(shop.does("order move NAS3-001 NAS4"), "NAS4-001");
    let new = order(&shop, "NAS4-001");
    assert_eq!(
        (
            &new["lines"][0]["unit_price"],
            &new["lines"][0]["customization"]
        ),
        (&json!(70_000), &json!("tanpa gula"))
    );
    assert_eq!(new["charges"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&new["note"], &new["moved_from"]),
        (&json!("titip"), &json!("NAS3-001"))
    );
    assert_eq!(
        bill(&shop, "NAS4-001"),
        json!([150_000, 150_000, "settled"])
    );
    let old = order(&shop, "NAS3-001");
    assert_eq!(
        (
            &old["status"],
            &old["total"],
            &old["paid"],
            &old["moved_to"]
        ),
        (
            &json!("cancelled"),
            &json!(0),
            &json!(0),
            &json!(["NAS4-001"])
        )
    );
    // Its units are free again in the old PO; the customer has both orders.
    let sold = |po: &str| shop.json(&format!("po show {po}"))["sold"].clone();
    assert_eq!((sold("NAS3"), sold("NAS4")), (json!(0), json!(2)));
    let orders = shop.json("order list --find 0812-3456-7890");
    assert_eq!(orders["orders"].as_array().unwrap().len(), 2);
    for code in ["NAS3-001", "NAS4-001"] {
        assert!(
            shop.does(&format!("history {code}"))
                .contains("dipindah ke PO NAS4")
        );
    }
    assert!(
        shop.does("order show NAS3-001")
            .contains("Dipindah ke NAS4-001")
    );
    assert!(
        shop.does("order show NAS4-001")
            .contains("Pindahan dari NAS3-001")
    );
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(
        bill(&shop, "NAS3-001"),
        json!([150_000, 150_000, "settled"])
    );
    assert_eq!(order(&shop, "NAS3-001")["moved_to"], json!([]));
}

/// Rule 70: a down payment that was met stays met, even if the bill has risen meanwhile.
#[test]
fn a_met_down_payment_stays_met() {
    let shop = two_pos();
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("pay NAS3-001 70rb");
    shop.does("order edit NAS3-001 --item '+2 KAS'");
    assert_eq!(
        bill(&shop, "NAS3-001"),
        json!([280_000, 70_000, "down_payment"])
    );
    shop.does("pesanan pindah NAS3-001 NAS4");
    assert_eq!(
        bill(&shop, "NAS4-001"),
        json!([280_000, 70_000, "down_payment"])
    );
    assert_eq!(order(&shop, "NAS4-001")["down_payment"], 70_000);
    // The same holds for both parts of a split, whose shares are rounded.
    assert_eq!(
        shop.does("order split NAS4-001 NAS3 --item '1 KAS'"),
        "NAS3-002"
    );
    assert_eq!(
        bill(&shop, "NAS3-002"),
        json!([70_000, 17_500, "down_payment"])
    );
    assert_eq!(
        bill(&shop, "NAS4-001"),
        json!([210_000, 52_500, "down_payment"])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn a_split_takes_its_share_of_money_and_discounts_and_the_remainder_stays() {
    let shop = two_pos();
    shop.does("order add NAS3 --name Budi --item '3 NAS-KEJU'");
    shop.does("order charge NAS3-001 discount 10rb");
    shop.does("order charge NAS3-001 shipping 15rb");
    shop.does("pay NAS3-001 100rb");
    shop.does("order split NAS3-001 NAS4 --item '1 NAS-KEJU'");
    // 100.000 × 65.000 ÷ 195.000 and 10.000 × 65.000 ÷ 195.000, rounded down.
    let (old, new) = (order(&shop, "NAS3-001"), order(&shop, "NAS4-001"));
    assert_eq!(
        new["charges"],
        json!([{"kind": "discount", "label": null, "destination": null, "amount": -3333}])
    );
    assert_eq!(
        (&new["paid"], &new["total"]),
        (&json!(33_333), &json!(61_667))
    );
    assert_eq!(
        (&old["paid"], &old["total"]),
        (&json!(66_667), &json!(138_333))
    );
    assert_eq!(old["lines"][0]["qty"], 2);
    assert_eq!(old["moved_to"], json!(["NAS4-001"]));
    assert_eq!(old["status"], "active");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Splitting a settled order makes two settled orders; the shipping charge and its money stay.
#[test]
fn a_split_settled_order_makes_two_settled_orders() {
    let shop = two_pos();
    shop.does("order add NAS3 --name Budi --item '3 NAS-KEJU' --item '1 KAS'");
    shop.does("order charge NAS3-001 shipping 15rb");
    shop.does("order charge NAS3-001 discount 10rb");
    shop.does("pay NAS3-001 100rb");
    shop.does("pay NAS3-001 170rb");
    shop.does("order split NAS3-001 NAS4 --item '2 NAS-KEJU'");
    let (old, new) = (bill(&shop, "NAS3-001"), bill(&shop, "NAS4-001"));
    assert_eq!(old[2], "settled", "{old}");
    assert_eq!(new[2], "settled", "{new}");
    let sum = |at: usize| old[at].as_i64().unwrap() + new[at].as_i64().unwrap();
    assert_eq!((sum(0), sum(1)), (270_000, 270_000));
    // When a payment is voided later, both have the right balance.
    shop.does("pay void 2");
    let (old, new) = (bill(&shop, "NAS3-001"), bill(&shop, "NAS4-001"));
    assert_eq!(old[1].as_i64().unwrap() + new[1].as_i64().unwrap(), 100_000);
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn a_moved_order_keeps_its_price_and_leaves_its_tier() {
    let shop = two_pos();
    shop.does("po tier NAS3 KAS Early --price 55rb --first 2");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("order move NAS3-001 NAS4");
    let line = &order(&shop, "NAS4-001")["lines"][0];
    assert_eq!(
        (&line["unit_price"], &line["tier"]),
        (&json!(55_000), &json!(null))
    );
    assert_eq!(
        shop.json("po show NAS3")["offers"][2]["tiers"][0]["used"],
        0
    );
}

/// Rule 20: units that a move frees go to the waiting list.
#[test]
fn freed_units_serve_the_waiting_list() {
    let shop = two_pos();
    shop.does("po offer NAS3 KAS --quota 3");
    shop.does("order add NAS3 --name Budi --item '3 KAS'");
    shop.does("order add NAS3 --name Sari --item '2 KAS' --waitlist");
    let ran = shop.rekap("order split NAS3-001 NAS4 --item '2 KAS'");
    assert_eq!(ran.out, "NAS4-001\n");
    assert!(ran.err.contains("NAS3-002"), "{ran:?}");
    assert_eq!(order(&shop, "NAS3-002")["status"], "active");
}

#[test]
fn the_new_po_has_its_quota_and_its_window() {
    let mut shop = two_pos();
    shop.does("po offer NAS4 KAS --quota 1");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.refuses("order move NAS3-001 NAS4", "Kuota KAS tinggal 1 pcs");
    shop.does("order move NAS3-001 NAS4 --overbook 'pelanggan lama'");
    shop.does("order add NAS3 --name Sari --item '2 NAS-KEJU'");
    shop.at("2026-03-12");
    shop.refuses("order move NAS3-002 NAS4", "PO NAS4 sudah ditutup");
    shop.does("order move NAS3-002 NAS4 --late 'dari batch 3'");
    let late = order(&shop, "NAS4-002");
    assert_eq!(
        (&late["late"], &late["late_reason"]),
        (&json!(true), &json!("dari batch 3"))
    );
}

#[test]
fn nonsense_is_refused_in_both_languages() {
    let shop = two_pos();
    shop.does("po new JER1 Jersey --open 2026-01-20");
    shop.does("po offer JER1 KAS");
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU' --item '1 KAS'");
    shop.refuses(
        "order move NAS3-001 NAS3",
        "NAS3-001 memang sudah di PO NAS3.",
    );
    shop.refuses(
        "order move NAS3-001 JER1",
        "NAS-KEJU tidak dijual di PO JER1. Yang ada: KAS.",
    );
    shop.refuses(
        "order split NAS3-001 NAS4 --item '3 NAS-KEJU'",
        "NAS3-001 hanya punya 2 pcs NAS-KEJU.",
    );
    shop.refuses(
        "order split NAS3-001 NAS4 --item '2 NAS-KEJU' --item '1 KAS'",
        "Itu semua isi NAS3-001. Pindahkan saja pesanannya: rekap order move NAS3-001.",
    );
    shop.refuses("order move NAS3-001 NAS9", "Tidak ada PO");
    shop.wrong("order split NAS3-001 NAS4", "--item");
    shop.does("order move NAS3-001 NAS4");
    shop.refuses("order move NAS3-001 NAS4", "Pesanan NAS3-001 sudah batal");
    let shop = shop.in_english();
    shop.refuses(
        "order move NAS4-001 NAS4",
        "NAS4-001 is in PO NAS4 already.",
    );
    shop.refuses(
        "order split NAS4-001 NAS3 --item '2 NAS-KEJU' --item '1 KAS'",
        "That is all of NAS4-001. Move the whole order: rekap order move NAS4-001.",
    );
}

/// Rule 76: "oper slot".
#[test]
fn a_place_passes_to_another_customer_and_the_money_stays_with_who_paid() {
    let mut shop = open_po();
    shop.does("po edit NAS3 --dp-hours 24");
    shop.does("order add NAS3 --name Budi --phone 0812-3456-7890 --item '2 KAS'");
    shop.does("pay NAS3-001 70rb");
    shop.at("2026-02-03T10:00");
    assert_eq!(
        shop.does("order pass NAS3-001 --to Sari --phone 0857-1111-2222"),
        ""
    );
    let passed = order(&shop, "NAS3-001");
    assert_eq!(passed["customer"]["name"], "Sari");
    assert_eq!(passed["recipient"]["name"], "Sari");
    // The order keeps its price and its place.
    assert_eq!(
        (&passed["total"], &passed["placed_at"]),
        (&json!(140_000), &json!("2026-02-01T10:00:00+07:00"))
    );
    assert_eq!(
        (&passed["paid"], &passed["payment_status"]),
        (&json!(0), &json!("unpaid"))
    );
    assert_eq!(passed["passes"][0]["from"], "Budi");
    assert_eq!(passed["passes"][0]["to"], "Sari");
    // The money becomes Budi's credit, and pays his next order.
    let budi = shop.json("customer show 0812-3456-7890");
    assert_eq!(budi["owed"], 70_000);
    assert!(
        shop.does("order show NAS3-001")
            .contains("Dioper dari Budi ke Sari")
    );
    assert!(
        shop.does("customer show 0812-3456-7890")
            .contains("Dioper dari Budi ke Sari")
    );
    assert!(
        shop.does("customer show 0857-1111-2222")
            .contains("Dioper dari Budi ke Sari")
    );
    shop.refuses(
        "order oper NAS3-001 --to Sari --phone 0857-1111-2222",
        "NAS3-001 memang pesanan Sari.",
    );
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(order(&shop, "NAS3-001")["paid"], 70_000);
    let shop = shop.in_english();
    shop.refuses(
        "order pass NAS3-001 --to Budi --phone 0812-3456-7890",
        "NAS3-001 is Budi's order already.",
    );
}
