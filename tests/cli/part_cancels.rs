//! Goods that leave orders after the close, and offers that are dropped (rules 33, 68).

use std::fs;

use serde_json::json;

use crate::shop::{Shop, empty};

/// A jersey in five sizes, wholesale from twelve of any size, half up front, nothing back after the close.
fn jerseys() -> Shop {
    let shop = empty();
    shop.does("product add JRS Jersey --price 165rb");
    for size in ["S", "M", "L", "XL"] {
        shop.does(&format!("product variant JRS {size} {size}"));
    }
    shop.does("product variant JRS XXL XXL --price 180rb");
    shop.does("product price JRS 150rb --from 12 --across");
    shop.does("product price JRS-XXL 165rb --from 12 --across");
    shop.does("po new PO1 'Jersey tim' --open 2026-01-20 --close 2026-02-15 --dp 50% --cancel-rule 100/0/0");
    shop.does("po offer PO1 JRS");
    shop.does(
        "order add PO1 --name 'Coach Budi' --item '3 JRS-S' --item '8 JRS-M' --item '8 JRS-L' \
         --item '3 JRS-XL' --item '2 JRS-XXL'",
    );
    shop
}

fn bill(shop: &Shop) -> serde_json::Value {
    let order = shop.json("order show PO1-001");
    json!([order["total"], order["down_payment"], order["balance"]])
}

/// Rule 66: all sizes count together for the wholesale price, each size has its own.
#[test]
fn a_dozen_of_mixed_sizes_is_wholesale() {
    let shop = jerseys();
    assert_eq!(bill(&shop), json!([3_630_000, 1_815_000, 3_630_000]));
    let order = shop.json("order show PO1-001");
    assert_eq!(order["lines"][4]["unit_price"], 165_000);
    assert_eq!(order["lines"][0]["tier"], json!(null));
    assert!(
        shop.does("order show PO1-001")
            .contains("grosir 12+ campur")
    );
    // Eleven are not a dozen.
    shop.does("order add PO1 --name Ani --item '6 JRS-S' --item '5 JRS-M'");
    assert_eq!(shop.json("order show PO1-002")["total"], 11 * 165_000);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 66: an order that falls below the dozen keeps its prices, or gets today's when asked to.
#[test]
fn below_the_dozen_prices_are_kept_or_todays() {
    let shop = jerseys();
    let ran = shop.rekap("order edit PO1-001 --item '-8 JRS-M' --item '-8 JRS-L'");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("grosir 12+ campur"), "{ran:?}");
    assert_eq!(
        shop.json("order show PO1-001")["total"],
        6 * 150_000 + 2 * 165_000
    );
    shop.does("undo");
    shop.does("order edit PO1-001 --item '-8 JRS-M' --item '-8 JRS-L' --reprice");
    assert_eq!(
        shop.json("order show PO1-001")["total"],
        6 * 165_000 + 2 * 180_000
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 33: what leaves after the close keeps its part of the down payment, as a fee with its reason; what
/// the shop takes out keeps nothing.
#[test]
fn a_part_that_is_cancelled_keeps_its_part_of_the_down_payment() {
    let mut shop = jerseys();
    shop.does("pay PO1-001 1.815.000");
    shop.at("2026-02-16T09:00");
    shop.does("po produce PO1");
    shop.refuses("order edit PO1-001 --item '-6 JRS-M'", "alasannya");
    let ran = shop.rekap("order edit PO1-001 --item '-6 JRS-M' --why 'pemain mundur'");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("Rp450.000"), "{ran:?}");
    let order = shop.json("order show PO1-001");
    assert_eq!(bill(&shop), json!([3_180_000, 1_815_000, 1_365_000]));
    assert_eq!(
        order["charges"],
        json!([{"kind": "cancellation_fee", "label": "pemain mundur", "destination": null, "amount": 450_000}])
    );
    let figures = shop.json("po show PO1")["figures"].clone();
    assert_eq!(
        (&figures["turnover"], &figures["forfeited"]),
        (&json!(2_730_000), &json!(450_000))
    );
    assert_eq!(shop.json("check")["ok"], true);
    // The rest is cancelled too: all that was up front is kept, once.
    shop.does("order cancel PO1-001 --why bubar");
    assert_eq!(shop.json("order show PO1-001")["total"], 1_815_000);
    shop.does("undo 2");
    assert_eq!(bill(&shop), json!([3_630_000, 1_815_000, 1_815_000]));
    shop.does("order edit PO1-001 --item '-6 JRS-M' --why 'kain habis' --by shop");
    assert_eq!(bill(&shop), json!([2_730_000, 1_815_000, 915_000]));
    shop.does("undo");
    shop.does("order edit PO1-001 --item '-6 JRS-M' --why 'teman lama' --keep 100rb");
    assert_eq!(bill(&shop), json!([2_830_000, 1_815_000, 1_015_000]));
    assert_eq!(shop.json("check")["ok"], true);
}

/// While the window is open an order may shrink without a word.
#[test]
fn nothing_is_kept_before_the_close() {
    let shop = jerseys();
    shop.does("pay PO1-001 1.815.000");
    shop.does("order edit PO1-001 --item '-6 JRS-M'");
    assert_eq!(bill(&shop), json!([2_730_000, 1_815_000, 915_000]));
}

/// Rule 68: an offer below its minimum is dropped alone; the shop cancels its lines, the rest stands.
#[test]
fn one_offer_is_dropped_and_the_rest_stands() {
    let shop = empty();
    shop.does("product add AYM Ayam --price 80rb");
    shop.does("product edit AYM --per kg --about 1");
    shop.does("product add SMB Sambal --price 48rb");
    shop.does("po new PO1 Frozen --open 2026-01-20 --close 2026-02-15 --dp full");
    shop.does("po offer PO1 AYM");
    shop.does("po offer PO1 SMB");
    shop.does("order add PO1 --name Sari --item '2 AYM' --item '1 SMB'");
    shop.does("order add PO1 --name Budi --item '1 SMB'");
    shop.does("pay PO1-001 208rb --method qris");
    shop.refuses("po drop PO1 SMB --why ''", "Alasan");
    let ran = shop.rekap("po drop PO1 SMB --why 'kurang dari 12'");
    assert_eq!(
        (ran.code, ran.err.trim()),
        (0, "1 pesanan berkurang, 1 dibatalkan toko.")
    );
    let order = shop.json("order show PO1-001");
    assert_eq!(
        (&order["total"], &order["balance"]),
        (&json!(160_000), &json!(-48_000))
    );
    assert_eq!(shop.json("order show PO1-002")["status"], "cancelled");
    assert!(shop.does("refund list").contains("Rp48.000"));
    shop.refuses("order add PO1 --name Ani --item '1 SMB'", "SMB");
    // Rule 94: what was weighed corrects the bill.
    shop.does("order weigh PO1-001 AYM 1,99");
    let order = shop.json("order show PO1-001");
    assert_eq!(
        (&order["total"], &order["balance"]),
        (&json!(159_200), &json!(-48_800))
    );
    assert!(shop.does("order show PO1-001").contains("2 kg → 1,99 kg"));
    shop.does("order weigh PO1-001 AYM 1990gr");
    assert_eq!(shop.json("order show PO1-001")["total"], 159_200);
    shop.refuses("order weigh PO1-001 SMB 1", "AYM");
    shop.refuses("order weigh PO1-001 AYM sekilo", "870gr");
    assert_eq!(shop.json("check")["ok"], true);
    // Other units weigh something else.
    shop.does("order edit PO1-001 --item '+1 AYM'");
    assert_eq!(shop.json("order show PO1-001")["total"], 240_000);
    shop.does("undo 4");
    assert_eq!(shop.json("order show PO1-001")["total"], 208_000);
    assert_eq!(shop.json("order show PO1-002")["status"], "active");
}

/// A variant that is in packages can't be dropped alone.
#[test]
fn what_packages_hold_is_not_dropped() {
    let shop = empty();
    shop.does("product add NAS Nastar --price 60rb");
    shop.does("product add HAM Hampers --price 150rb");
    shop.does("product package HAM --with '2 NAS'");
    shop.does("po new PO1 Kue --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer PO1 NAS");
    shop.does("po offer PO1 HAM");
    shop.does("order add PO1 --name Sari --item '1 HAM'");
    shop.refuses("po drop PO1 NAS --why sedikit", "PO1-001");
}

/// Rule 68: a set of one of each variant is complete when every variant has one more.
#[test]
fn sets_of_members_count_the_variant_that_sold_least() {
    let shop = empty();
    shop.does("product add PC Photocard --price 25rb");
    for name in ["JIN", "RM", "V"] {
        shop.does(&format!("product variant PC {name} {name}"));
    }
    shop.does("po new PO1 Fandom --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer PO1 PC --set each");
    shop.does("order add PO1 --name Sari --item '2 PC-JIN' --item '1 PC-RM'");
    shop.does("order add PO1 --name Budi --item '1 PC-V'");
    assert_eq!(
        shop.json("po show PO1")["member_sets"],
        json!([{"product": "PC", "complete": 1,
            "open": [{"code": "PC-RM", "missing": 1}, {"code": "PC-V", "missing": 1}]}])
    );
    assert!(
        shop.does("po show PO1")
            .contains("1 set lengkap, masih kurang 1 PC-RM, 1 PC-V")
    );
    shop.does("po offer PO1 PC --set none");
    assert_eq!(shop.json("po show PO1")["member_sets"], json!([]));
}

/// Rules 94, 109: what was weighed corrects the price it was weighed at, and no other.
#[test]
fn a_weighing_ends_with_its_price() {
    let shop = empty();
    shop.does("product add AYM Ayam --price 80rb");
    shop.does("product edit AYM --per kg --about 1");
    shop.does("po new PO1 Frozen --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer PO1 AYM");
    shop.does("order add PO1 --name Sari --item '2 AYM'");
    for (weight, total) in [("2,2", 176_000), ("1,8", 144_000)] {
        shop.does(&format!("order weigh PO1-001 AYM {weight}"));
        assert_eq!(shop.json("order show PO1-001")["total"], total);
        shop.does("order edit PO1-001 --free endorse");
        assert_eq!(shop.json("order show PO1-001")["total"], 0);
        shop.does("undo");
    }
}

/// Rule 66: a coach's table without prices is wholesale across its rows, as if it were typed.
#[test]
fn a_table_of_mixed_sizes_is_wholesale() {
    let shop = jerseys();
    let rows = [("S", 3), ("M", 8), ("XXL", 1)]
        .map(|(size, qty)| format!("Coach Heri,Jersey,{size},{qty}\n"));
    let table = |rows: &[String]| {
        let file = format!("Nama,Produk,Ukuran,Jumlah\n{}", rows.concat());
        fs::write(shop.file("tim.csv"), file).unwrap();
        shop.does("order import tim.csv --po PO1");
    };
    table(&rows);
    let order = shop.json("order show PO1-002");
    assert_eq!(order["total"], 11 * 150_000 + 165_000);
    assert_eq!(order["lines"][0]["price_label"], "grosir 12+ campur");
    // Eleven are not.
    table(&rows[..2]);
    assert_eq!(shop.json("order show PO1-003")["total"], 11 * 165_000);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 94: what a table brings is sold by weight like any other, at the price of a kilogram.
#[test]
fn goods_by_weight_come_by_table_too() {
    let shop = empty();
    shop.does("product add AYM Ayam --price 80rb --cost 60rb");
    shop.does("product edit AYM --per kg --about 1,5");
    shop.does("po new PO1 Frozen --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer PO1 AYM");
    fs::write(
        shop.file("ayam.csv"),
        "Nama,Produk,Jumlah,Harga\nSari,Ayam,2,\nBudi,Ayam,1,80000\nDewi,Ayam,1,100000\n",
    )
    .unwrap();
    shop.does("order import ayam.csv --po PO1");
    let total = |order: &str| shop.json(&format!("order show {order}"))["total"].clone();
    assert_eq!(total("PO1-001"), 240_000);
    assert_eq!(total("PO1-002"), 120_000);
    assert_eq!(total("PO1-003"), 100_000);
    shop.does("order weigh PO1-001 AYM 2,9");
    assert_eq!(total("PO1-001"), 232_000);
    // More of it weighs something else, and the quote knows.
    shop.does("order edit PO1-001 --item '+1 AYM'");
    assert_eq!(total("PO1-001"), 360_000);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rules 20, 94: who waits has nothing to weigh yet.
#[test]
fn an_order_that_waits_is_not_weighed() {
    let shop = empty();
    shop.does("product add AYM Ayam --price 80rb");
    shop.does("product edit AYM --per kg --about 1");
    shop.does("po new PO1 Frozen --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer PO1 AYM --quota 1");
    shop.does("order add PO1 --name Sari --item '1 AYM'");
    shop.does("order add PO1 --name Budi --item '1 AYM' --waitlist");
    shop.refuses("order weigh PO1-002 AYM 0,9", "PO1-002");
}
