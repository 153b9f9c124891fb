//! The waiting list, and when an order is confirmed (rules 20, 62).

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// A shop with two Kastengel left to sell.
fn scarce() -> Shop {
    let shop = open_po();
    shop.does("po offer NAS3 KAS --quota 5");
    shop.does("order add NAS3 --name Budi --item '3 KAS'");
    shop
}

/// The status of every order and its place on the waiting list, oldest first.
fn statuses(shop: &Shop) -> Value {
    shop.json("order list NAS3")["orders"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|order| match &order["waitlist_place"] {
            Value::Null => order["status"].clone(),
            place => json!(format!("{} {place}", order["status"].as_str().unwrap())),
        })
        .collect()
}

fn sold(shop: &Shop) -> Value {
    let po = shop.json("po show NAS3");
    json!([po["sold"], po["waiting"], po["unconfirmed"]])
}

#[test]
fn an_order_beyond_the_quota_can_wait() {
    let shop = scarce();
    shop.refuses(
        "order add NAS3 --name Sari --item '3 KAS'",
        "Kuota KAS tinggal 2 pcs, yang diminta 3.",
    );
    let waits = shop.rekap("order add NAS3 --name Sari --item '3 KAS' --waitlist");
    assert_eq!((waits.code, waits.out.as_str()), (0, "NAS3-002\n"));
    assert_eq!(waits.err, "NAS3-002 masuk waiting list, urutan ke-1.\n");
    shop.does("order add NAS3 --name Rina --item '4 KAS' --waitlist");
    // An order that fits needs no waiting list.
    let fits = shop.rekap("order add NAS3 --name Dewi --item '1 KAS' --waitlist");
    assert_eq!(
        fits.err,
        "Masih ada tempat: NAS3-004 langsung dicatat, tidak perlu waiting list.\n"
    );
    assert_eq!(
        statuses(&shop),
        json!(["active", "waitlist 1", "waitlist 2", "active"])
    );
    // A waiting order holds no units and is in no tally.
    assert_eq!(sold(&shop), json!([4, 2, 0]));
    assert_eq!(shop.json("tally NAS3")["total"], 4);
    let order = shop.json("order show NAS3-003");
    assert_eq!(
        (&order["status"], &order["waitlist_place"]),
        (&json!("waitlist"), &json!(2))
    );
    assert_eq!(order["total"], 280_000);
    assert!(shop.does("order show NAS3-003").contains("waiting list #2"));
    assert_eq!(
        shop.json("order list --status waitlist")["orders"][1]["code"],
        "NAS3-002"
    );
}

#[test]
fn english_says_the_same() {
    let shop = scarce().in_english();
    let waits = shop.rekap("order add NAS3 --name Sari --item '3 KAS' --waitlist");
    assert_eq!(waits.err, "NAS3-002 is on the waiting list, number 1.\n");
    let fits = shop.rekap("order add NAS3 --name Dewi --item '1 KAS' --waitlist");
    assert_eq!(
        fits.err,
        "There is room: NAS3-003 was recorded, no waiting list needed.\n"
    );
    shop.refuses(
        "order serve NAS3-003",
        "Order NAS3-003 already counts; it is not waiting.",
    );
    shop.refuses("order serve NAS3-002", "Only 1 of KAS left, 3 wanted.");
}

#[test]
fn freed_units_serve_whoever_fits_in_order() {
    let shop = scarce();
    shop.does("order add NAS3 --name Sari --item '3 KAS' --waitlist");
    shop.does("order add NAS3 --name Rina --item '5 KAS' --waitlist");
    shop.does("order add NAS3 --name Dewi --item '3 KAS' --waitlist");
    // Budi's three units and the two left are free: Sari's order fits, the others don't.
    let cancelled = shop.rekap("order cancel NAS3-001 --why 'tidak jadi'");
    assert_eq!(
        cancelled.err,
        "Pesanan NAS3-001 dari Budi dibatalkan; dari waiting list masuk NAS3-002\n"
    );
    assert_eq!(
        statuses(&shop),
        json!(["cancelled", "active", "waitlist 1", "waitlist 2"])
    );
    // An order that doesn't fit keeps its place; the next one that fits is served.
    shop.does("order edit NAS3-002 --item '2 KAS'");
    assert_eq!(
        statuses(&shop),
        json!(["cancelled", "active", "waitlist 1", "active"])
    );
    // Raising the quota serves waiting orders too.
    shop.does("po offer NAS3 KAS --quota 10");
    assert_eq!(sold(&shop), json!([10, 0, 0]));
    // One undo takes back the quota and the orders it served.
    shop.does("undo");
    assert_eq!(sold(&shop), json!([5, 1, 0]));
    shop.does("check");
}

#[test]
fn every_level_of_quota_serves_when_it_is_raised() {
    for (full, raised) in [
        ("po quota NAS3 NAS 2", "po quota NAS3 NAS 5"),
        ("po quota NAS3 NAS 2", "po quota NAS3 NAS none"),
        ("po edit NAS3 --quota 2", "po edit NAS3 --quota 5"),
        (
            "po offer NAS3 NAS-KEJU --quota 2",
            "po offer NAS3 NAS-KEJU --quota none",
        ),
    ] {
        let shop = open_po();
        shop.does(full);
        shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU'");
        shop.does("order add NAS3 --name Sari --item '3 NAS-KEJU' --waitlist");
        assert_eq!(sold(&shop), json!([2, 1, 0]), "{full}");
        shop.does(raised);
        assert_eq!(sold(&shop), json!([5, 0, 0]), "{raised}");
    }
}

/// A served order has the prices and down payment of the moment it was served (rules 11, 12, 25).
#[test]
fn a_served_order_is_priced_when_it_is_served() {
    let mut shop = scarce();
    shop.does("po tier NAS3 KAS Early --price 50rb --first 4");
    shop.does("po edit NAS3 --dp-hours 24");
    shop.does("order add NAS3 --name Sari --item '2 KAS' --item '3 KAS: tanpa gula' --waitlist");
    let waiting = shop.json("order show NAS3-002");
    assert_eq!(waiting["down_payment_by"], Value::Null);
    shop.at("2026-02-03T09:00");
    shop.does("po edit NAS3 --dp full");
    shop.does("order cancel NAS3-001 --why pindah");
    let served = shop.json("order show NAS3-002");
    assert_eq!(served["status"], "active");
    let slices: Vec<_> = served["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| json!([line["qty"], line["unit_price"], line["customization"]]))
        .collect();
    assert_eq!(
        json!(slices),
        json!([
            [2, 50000, null],
            [2, 50000, "tanpa gula"],
            [1, 70000, "tanpa gula"]
        ])
    );
    assert_eq!(served["down_payment"], 270_000);
    assert_eq!(served["down_payment_by"], "2026-02-04T09:00:00+07:00");
}

#[test]
fn from_production_on_orders_are_served_by_hand() {
    let mut shop = scarce();
    shop.does("order add NAS3 --name Sari --item '3 KAS' --waitlist");
    shop.at("2026-02-20T09:00");
    // After the close, but before production, orders are still served automatically.
    shop.does("order edit NAS3-001 --item '2 KAS' --why 'salah hitung'");
    assert_eq!(statuses(&shop), json!(["active", "active"]));
    shop.refuses(
        "order layani NAS3-002",
        "Pesanan NAS3-002 sudah dihitung, tidak sedang menunggu.",
    );
    shop.refuses("order serve NAS3-009", "Tidak ada pesanan");
}

#[test]
fn serving_by_hand_asks_for_room_or_a_reason() {
    let shop = scarce();
    shop.does("order add NAS3 --name Sari --item '3 KAS' --waitlist");
    shop.refuses(
        "order serve NAS3-002",
        "Kuota KAS tinggal 2 pcs, yang diminta 3.",
    );
    shop.refuses("order serve NAS3-002 --overbook ' '", "Alasan belum diisi");
    shop.does("order serve NAS3-002 --overbook 'dapur sanggup'");
    let order = shop.json("order show NAS3-002");
    assert_eq!(
        (&order["status"], &order["overbook_reason"]),
        (&json!("active"), &json!("dapur sanggup"))
    );
    assert_eq!(shop.json("po show NAS3")["offers"][2]["left"], -1);
    assert_eq!(
        shop.rekap("order add NAS3 --name Rina --item '1 KAS' --waitlist --overbook ya")
            .code,
        2
    );
}

/// Rule 62: "no DP no keep".
#[test]
fn without_its_down_payment_an_order_holds_nothing() {
    let shop = scarce();
    shop.does("po edit NAS3 --keep-by dp");
    assert_eq!(shop.json("po show NAS3")["keep_by"], "dp");
    let added = shop.rekap("order add NAS3 --name Sari --item '2 KAS'");
    assert_eq!(
        added.err,
        "NAS3-002 belum pasti sampai DP Rp70.000 masuk.\n"
    );
    // The same two units are promised again: the first to pay gets them.
    shop.does("order add NAS3 --name Rina --item '2 KAS'");
    assert_eq!(sold(&shop), json!([3, 0, 2]));
    let paid = shop.rekap("pay NAS3-003 70rb");
    assert_eq!(
        paid.err,
        "Rp70.000 diterima dari Rina, NAS3-003 jadi pasti\n"
    );
    assert_eq!(statuses(&shop), json!(["active", "unconfirmed", "active"]));
    let late = shop.rekap("pay NAS3-002 70rb");
    assert_eq!(
        late.err,
        "Rp70.000 diterima dari Sari, tapi slot sudah penuh: NAS3-002 masuk waiting list\n"
    );
    assert_eq!(statuses(&shop), json!(["active", "waitlist 1", "active"]));
    assert_eq!(shop.json("order show NAS3-002")["paid"], 70_000);
    // When there is room again it is served, as its down payment is there.
    shop.does("order cancel NAS3-003 --why batal");
    assert_eq!(statuses(&shop), json!(["active", "active", "cancelled"]));
    shop.does("check");
    shop.does("undo 2");
    assert_eq!(statuses(&shop), json!(["active", "unconfirmed", "active"]));
}

/// Rules 27, 62, 70: an order stays confirmed when its down payment is voided.
#[test]
fn a_voided_down_payment_leaves_its_order_confirmed_and_owing() {
    let mut shop = scarce();
    shop.does("po edit NAS3 --keep-by dp --dp-hours 24");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    shop.does("pay NAS3-002 70rb");
    shop.does("pay void 1");
    let order = shop.json("order show NAS3-002");
    assert_eq!(
        (&order["status"], &order["paid"]),
        (&json!("active"), &json!(0))
    );
    assert_eq!(sold(&shop), json!([5, 0, 0]));
    // Nobody else gets its units, and paying again doesn't confirm it twice.
    shop.refuses("order add NAS3 --name Rina --item '1 KAS'", "Kuota KAS");
    // After the deadline it is listed, and the owner can release it.
    shop.at("2026-02-08T09:00");
    shop.does("order release --all --po NAS3");
    assert_eq!(statuses(&shop), json!(["active", "cancelled"]));
    shop.does("check");
}

#[test]
fn an_order_without_a_down_payment_is_confirmed_at_once() {
    let shop = open_po();
    shop.does("po edit NAS3 --keep-by dp --dp none");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    assert_eq!(statuses(&shop), json!(["active"]));
    // Only money that arrived counts (rule 29).
    shop.does("po edit NAS3 --dp 50%");
    let code = shop.does("order add NAS3 --name Rina --item '2 KAS'");
    shop.does(&format!("pay {code} 100rb --claimed"));
    assert_eq!(statuses(&shop), json!(["active", "unconfirmed"]));
    shop.does(&format!("pay {code} 50rb"));
    assert_eq!(statuses(&shop), json!(["active", "unconfirmed"]));
    shop.does(&format!("pay {code} 20rb"));
    assert_eq!(statuses(&shop), json!(["active", "active"]));
}

#[test]
fn a_waiting_order_can_be_changed_paid_and_cancelled() {
    let shop = scarce();
    shop.does("order add NAS3 --name Sari --item '3 KAS' --waitlist");
    // More than the quota: the edit is accepted and the order still waits.
    shop.does("order edit NAS3-002 --item '9 KAS' --note 'kalau ada'");
    shop.does("pay NAS3-002 100rb");
    assert_eq!(statuses(&shop), json!(["active", "waitlist 1"]));
    // Fewer, so that it fits now.
    shop.does("order edit NAS3-002 --item '2 KAS'");
    assert_eq!(statuses(&shop), json!(["active", "active"]));
    shop.does("undo");
    shop.does("order cancel NAS3-002 --why 'tidak sabar'");
    assert_eq!(
        shop.json("order show NAS3-002")["payment_status"],
        "refund_due"
    );
    assert_eq!(sold(&shop), json!([3, 0, 0]));
}
