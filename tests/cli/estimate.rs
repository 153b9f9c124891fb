//! The proposed estimate: units ÷ daily capacity or the supplier's lead time, plus the longest
//! delivery, plus a buffer (rule 6).

use serde_json::json;

use crate::shop::open_po;

#[test]
fn an_estimate_counts_production_days_delivery_and_buffer_from_the_close() {
    let shop = open_po();
    shop.does("shop set daily_capacity=40 delivery_days=3 buffer-days=2");
    shop.does("order add NAS3 --name Budi --item '90 KAS'");
    let proposed = shop.json("po estimate NAS3");
    assert_eq!(
        proposed,
        json!({
            "period": "NAS3", "begins": "2026-02-15", "units": 90,
            "daily_capacity": 40, "lead_days": null,
            "production_days": 3, "delivery_days": 3, "buffer_days": 2,
            "ready_from": "2026-02-18", "ready_to": "2026-02-23",
        })
    );
    // While the PO is open it assumes a full quota.
    shop.does("po edit NAS3 --quota 200");
    let proposed = shop.json("po estimasi NAS3");
    assert_eq!(
        (&proposed["units"], &proposed["production_days"]),
        (&json!(200), &json!(5))
    );
    shop.does("po close NAS3");
    assert_eq!(shop.json("po estimate NAS3")["units"], 90);
    // The text explains the figures.
    let text = shop.does("po estimate NAS3");
    assert!(text.contains("Kapasitas per hari"), "{text}");
    assert!(text.contains("3 hari"), "{text}");
}

#[test]
fn a_suppliers_lead_time_counts_when_it_is_longer() {
    let shop = open_po();
    shop.does("supplier add 'Dapur Bu Yati' --lead 7");
    shop.does("product edit KAS --supplier 'Dapur Bu Yati'");
    let proposed = shop.json("po estimate NAS3");
    assert_eq!(
        (&proposed["lead_days"], &proposed["ready_from"]),
        (&json!(7), &json!("2026-02-22"))
    );
    shop.does("supplier edit 'dapur bu yati' --lead 10");
    assert_eq!(shop.json("po estimate NAS3")["production_days"], 10);
    assert_eq!(shop.json("supplier list")["suppliers"][0]["lead_days"], 10);
    shop.does("supplier ubah 'Dapur Bu Yati' --lead none");
    shop.refuses("po estimate NAS3", "belum bisa diusulkan");
}

#[test]
fn without_a_daily_capacity_it_says_what_to_set() {
    let shop = open_po();
    shop.refuses(
        "po estimate NAS3",
        "Isi dulu kapasitas per hari (rekap shop set daily-capacity=40)",
    );
    shop.refuses("shop set daily-capacity=0", "daily-capacity");
    shop.refuses("shop set buffer-days=400", "antara 0 dan 366");
    let shop = shop.in_english();
    shop.refuses(
        "po estimate NAS3",
        "No estimate can be proposed for PO NAS3 yet.",
    );
}
