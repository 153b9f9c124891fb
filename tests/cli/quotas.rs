//! Orders beyond a quota, missed deadlines, and units reserved for a channel (rules 15–19, 69, 70,
//! 85).

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// Kastengel with a quota of five, three of them sold.
fn scarce() -> Shop {
    let shop = open_po();
    shop.does("po offer NAS3 KAS --quota 5");
    shop.does("order add NAS3 --name Budi --item '3 KAS'");
    shop
}

fn deficits(shop: &Shop) -> Value {
    shop.json("po show NAS3")["deficits"].clone()
}

/// Rule 17.
#[test]
fn the_owner_may_overbook_with_a_reason() {
    let shop = scarce();
    shop.refuses(
        "order add NAS3 --name Sari --item '4 KAS' --overbook ''",
        "Alasan belum diisi",
    );
    let over = shop.rekap("order add NAS3 --name Sari --item '4 KAS' --overbook 'langganan lama'");
    assert_eq!(over.out, "NAS3-002\n");
    assert_eq!(over.err, "KAS terjual 7 dari kuota 5, kelebihan 2\n");
    assert_eq!(
        deficits(&shop),
        json!([{"level": "variant", "code": "KAS", "quota": 5, "sold": 7}])
    );
    assert!(shop.does("po show NAS3").contains("kelebihan 2"));
    assert!(shop.does("order show NAS3-002").contains("langganan lama"));
    // The deficit stays until units are removed.
    shop.does("order edit NAS3-001 --item '1 KAS'");
    assert_eq!(deficits(&shop), json!([]));
    // An edit may exceed a quota too.
    shop.refuses(
        "order edit NAS3-001 --item '+1 KAS'",
        "Kuota KAS tinggal 1 pcs, yang diminta 2.",
    );
    let over = shop.rekap("order edit NAS3-001 --item '+1 KAS' --overbook 'dapur sanggup'");
    assert_eq!(over.err, "KAS terjual 6 dari kuota 5, kelebihan 1\n");
    // An order within the quota keeps no reason.
    shop.does("order add NAS3 --name Rina --item '1 NAS-KEJU' --overbook 'kalau perlu'");
    assert_eq!(
        shop.json("order show NAS3-003")["overbook_reason"],
        Value::Null
    );
}

/// Rules 7 and 17 together; rule 1: the number of orders.
#[test]
fn late_and_overbooked() {
    let mut shop = scarce();
    shop.at("2026-02-16T09:00");
    let late = "order add NAS3 --name Sari --item '4 KAS' --late langganan";
    shop.refuses(late, "Kuota KAS tinggal 2 pcs");
    shop.does(&format!("{late} --overbook 'dapur sanggup'"));
    let order = shop.json("order show NAS3-002");
    assert_eq!(
        (&order["late"], &order["overbook_reason"]),
        (&json!(true), &json!("dapur sanggup"))
    );
}

/// Rule 18, at every level.
#[test]
fn a_quota_lowered_below_what_is_sold_is_told_as_a_deficit() {
    let shop = scarce();
    let lowered = shop.rekap("po offer NAS3 KAS --quota 2");
    assert_eq!(
        (lowered.code, lowered.err.as_str()),
        (0, "KAS terjual 3 dari kuota 2, kelebihan 1\n")
    );
    let lowered = shop.rekap("po quota NAS3 KAS 1");
    assert!(
        lowered
            .err
            .contains("Semua varian KAS terjual 3 dari kuota 1, kelebihan 2"),
        "{lowered:?}"
    );
    let lowered = shop.rekap("po edit NAS3 --quota 0");
    assert!(
        lowered
            .err
            .contains("PO NAS3 terjual 3 dari kuota 0, kelebihan 3"),
        "{lowered:?}"
    );
    assert_eq!(
        deficits(&shop),
        json!([
            {"level": "variant", "code": "KAS", "quota": 2, "sold": 3},
            {"level": "product", "code": "KAS", "quota": 1, "sold": 3},
            {"level": "period", "code": "NAS3", "quota": 0, "sold": 3},
        ])
    );
    let shop = shop.in_english();
    let said = shop.rekap("po offer NAS3 KAS --quota 1");
    assert!(
        said.err.contains("KAS sold 3 of a quota of 1, 2 too many"),
        "{said:?}"
    );
}

/// A shop with two orders whose down payment was due on 2 February at 10:00.
fn overdue() -> Shop {
    let mut shop = open_po();
    shop.does("po edit NAS3 --dp-hours 24");
    shop.does("po offer NAS3 KAS --quota 5");
    shop.does("order add NAS3 --name Budi --phone 081234567890 --item '3 KAS'");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    shop.does("order add NAS3 --name Rina --item '2 KAS' --waitlist");
    shop.does("order add NAS3 --name Dewi --item '3 KAS' --waitlist");
    shop.at("2026-02-02T10:00:01");
    shop
}

/// Rules 16, 20, 85.
#[test]
fn overdue_orders_are_released_by_the_owner() {
    let shop = overdue();
    shop.does("pay NAS3-002 70rb");
    shop.refuses(
        "order release NAS3-001 NAS3-002",
        "NAS3-002 tidak lewat batas DP, jadi tidak bisa dilepas. Kalau memang tidak jadi, batalkan pesanannya.",
    );
    // The first waiting order that fits is served.
    let released = shop.rekap("order lepas NAS3-001");
    assert_eq!(
        released.err,
        "Pesanan NAS3-001 dari Budi dilepas karena lewat batas DP; dari waiting list masuk NAS3-003\n"
    );
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        json!([order["status"], order["released"], order["cancel_reason"]]),
        json!(["cancelled", true, "DP tidak masuk sampai batasnya"])
    );
    assert_eq!(shop.json("customer show 081234567890")["released"], 1);
    shop.does("undo");
    assert_eq!(shop.json("order show NAS3-001")["released"], false);
    assert_eq!(shop.json("order show NAS3-003")["status"], "waitlist");
}

#[test]
fn all_of_them_are_released_at_once() {
    let shop = overdue();
    let released = shop.rekap("order release --all --po NAS3");
    assert!(
        released
            .err
            .starts_with("2 pesanan dilepas karena lewat batas DP."),
        "{released:?}"
    );
    let status = |order: &str| shop.json(&format!("order show {order}"))["status"].clone();
    assert_eq!(
        ["NAS3-001", "NAS3-002", "NAS3-003", "NAS3-004"].map(status),
        ["cancelled", "cancelled", "active", "active"]
    );
    let none = shop.rekap("order release --all");
    assert_eq!(
        (none.code, none.err.as_str()),
        (0, "0 pesanan dilepas karena lewat batas DP.\n")
    );
    shop.does("check");
    shop.does("undo");
    assert_eq!(
        ["NAS3-001", "NAS3-002", "NAS3-003", "NAS3-004"].map(status),
        ["active", "active", "waitlist", "waitlist"]
    );
    let english = shop.in_english();
    english.refuses(
        "order release NAS3-003",
        "NAS3-003 is not past its DP deadline",
    );
}

/// Rule 70.
#[test]
fn a_down_payment_is_waived_or_postponed() {
    let shop = overdue();
    shop.does("order dp NAS3-001 --until 5/2");
    shop.refuses("order release NAS3-001", "tidak lewat batas DP");
    assert_eq!(
        shop.json("order show NAS3-001")["down_payment_by"],
        "2026-02-05T23:59:59+07:00"
    );
    shop.does("order uang-muka NAS3-002 --waive");
    shop.refuses("order release NAS3-002", "tidak lewat batas DP");
    assert_eq!(shop.json("order show NAS3-002")["down_payment"], 0);
    shop.refuses(
        "order dp NAS3-001 --until 2026-02-01",
        "Batas DP Min 1 Feb 2026 23.59 sudah lewat. Isi waktu yang akan datang.",
    );
    shop.refuses(
        "order dp NAS3-003 --waive",
        "NAS3-003 masih di waiting list: belum ada DP yang ditagih.",
    );
    let english = shop.in_english();
    english.refuses(
        "order dp NAS3-003 --waive",
        "NAS3-003 is on the waiting list: no DP is asked yet.",
    );
    english.refuses(
        "order dp NAS3-001 --until 2026-02-01",
        "has passed. Give a later time.",
    );
    assert_eq!(english.rekap("order dp NAS3-001").code, 2);
}

/// A waiver confirms an order that waited for its down payment, if there is room (rule 62).
#[test]
fn a_waived_down_payment_keeps_the_order() {
    let shop = scarce();
    shop.does("po edit NAS3 --keep-by dp");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    shop.does("order add NAS3 --name Rina --item '2 KAS'");
    shop.does("order dp NAS3-002 --waive");
    assert_eq!(shop.json("order show NAS3-002")["status"], "active");
    shop.refuses("order dp NAS3-003 --waive", "Kuota KAS sudah habis");
}

/// Rule 69.
#[test]
fn units_are_kept_for_a_channel() {
    let shop = open_po();
    shop.refuses(
        "po reserve NAS3 shopee 3 --variant KAS",
        "KAS belum punya kuota, jadi belum ada yang bisa disisihkan. Isi kuotanya dulu.",
    );
    shop.does("po offer NAS3 KAS --quota 5");
    shop.refuses(
        "po reserve NAS3 shopee 6 --variant KAS",
        "Jumlah yang disisihkan harus antara 1 dan 5.",
    );
    shop.does("po sisihkan NAS3 shopee 3 --variant KAS");
    shop.refuses(
        "order add NAS3 --name Budi --item '3 KAS'",
        "Kuota KAS tinggal 2 pcs, yang diminta 3. Disisihkan untuk kanal lain: Shopee 3.",
    );
    shop.does("po reserve NAS3 tiktok 1 --variant KAS");
    shop.refuses(
        "--lang en order add NAS3 --name Budi --item '3 KAS'",
        "Kept for other channels: Shopee 3, TikTok Shop 1.",
    );
    shop.does("undo");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    // The channel can sell its reserved units and the free ones.
    shop.does("order add NAS3 --name Sari --item '2 KAS' --channel shopee");
    assert_eq!(
        shop.json("po show NAS3")["reservations"],
        json!([{"channel": "shopee", "variant": "KAS", "units": 3, "used": 2, "given_back": false}])
    );
    shop.does("order add NAS3 --name Rina --item '1 KAS' --waitlist");
    // Unused units are given back and go to the waiting list.
    let back = shop.rekap("po reserve NAS3 shopee --variant KAS --give-back");
    assert!(
        back.err.contains("dari waiting list masuk NAS3-003"),
        "{back:?}"
    );
    assert_eq!(
        shop.json("po show NAS3")["reservations"][0]["given_back"],
        true
    );
    shop.refuses(
        "po reserve NAS3 tokopedia --give-back",
        "Tidak ada yang disisihkan untuk Tokopedia di PO NAS3.",
    );
    let english = shop.in_english();
    english.refuses(
        "po reserve NAS3 tokopedia --give-back",
        "Nothing is kept for Tokopedia in PO NAS3.",
    );
    english.refuses(
        "po reserve NAS3 tiktok 3",
        "NAS3 has no quota, so nothing can be kept of it.",
    );
}

/// Units reserved of a variant are also reserved of the product's and the period's quota, once.
#[test]
fn units_reserved_of_a_variant_are_reserved_of_the_period() {
    let shop = open_po();
    shop.does("po edit NAS3 --quota 10");
    shop.does("po quota NAS3 NAS 8");
    shop.does("po reserve NAS3 shopee 4 --variant NAS-KEJU");
    shop.does("po reserve NAS3 shopee 6");
    shop.refuses(
        "order add NAS3 --name Budi --item '5 NAS-ORI'",
        "Kuota semua varian NAS tinggal 4 pcs, yang diminta 5. Disisihkan untuk kanal lain: Shopee 4."
    );
    shop.refuses(
        "order add NAS3 --name Budi --item '5 KAS'",
        "Kuota PO NAS3 tinggal 4 pcs, yang diminta 5. Disisihkan untuk kanal lain: Shopee 6.",
    );
    shop.does("order add NAS3 --name Budi --item '4 KAS'");
    shop.does("order add NAS3 --name Sari --item '6 NAS-KEJU' --channel shopee");
    // A clone has the same reservations (rule 10).
    shop.does("po clone NAS3 NAS4");
    assert_eq!(
        shop.json("po show NAS4")["reservations"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

/// The limit on orders (rule 1) is a term like any other and counts orders, not pieces.
#[test]
fn a_po_takes_no_more_orders_than_its_limit() {
    let shop = open_po();
    shop.does("po edit NAS3 --order-cap 2");
    assert!(shop.does("po show NAS3").contains("Batas pesanan"));
    shop.does("order add NAS3 --name Budi --item '20 KAS'");
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    let third = "order add NAS3 --name Rina --item '1 KAS'";
    shop.refuses(third, "PO NAS3");
    shop.does("po edit NAS3 --order-cap 1");
    assert_eq!(
        deficits(&shop),
        json!([{"level": "orders", "code": "NAS3", "quota": 1, "sold": 2}])
    );
    // Editing other terms keeps the limit, and a clone has it too (rule 10).
    shop.does("po edit NAS3 --quota 100");
    shop.does("po clone NAS3 NAS4");
    for po in ["NAS3", "NAS4"] {
        assert_eq!(shop.json(&format!("po show {po}"))["order_cap"], 1);
    }
    shop.does("po edit NAS3 --order-cap none");
    assert_eq!(shop.json("po show NAS3")["order_cap"], Value::Null);
    shop.does(third);
    shop.does("po new LIM Limit --order-cap 30");
    assert_eq!(shop.json("po show LIM")["order_cap"], 30);
    shop.refuses("po edit LIM --order-cap banyak", "--order-cap");
}
