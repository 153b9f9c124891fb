//! POs: dates, stages, offers, quotas (rules 1–10, 15, 18).

use serde_json::{Value, json};

use crate::shop::{empty, open_po};

#[test]
fn dates_are_read_in_the_shops_zone() {
    let shop = empty();
    shop.does("shop set zone=WIT");
    assert_eq!(
        shop.does("po new L1 Lebaran --open 2026-02-10 --close 15/3 --ready 15/3/2026..20/3/2026"),
        "L1"
    );
    let po = shop.json("po show l1");
    assert_eq!(po["stage"], "scheduled");
    // A date without a time is the first second of an opening and the last of a closing (rule 3).
    assert_eq!(po["opens_at"], "2026-02-10T00:00:00+09:00");
    assert_eq!(po["closes_at"], "2026-03-15T23:59:59+09:00");
    assert_eq!(po["ready_from"], "2026-03-15");
    assert_eq!(po["ready_to"], "2026-03-20");
    assert_eq!(po["quota"], Value::Null);
    assert_eq!(po["sold"], 0);
    assert_eq!(po["offers"], json!([]));
    shop.does("po edit L1 --close '2026-03-16 17.30'");
    assert_eq!(
        shop.json("po show L1")["closes_at"],
        "2026-03-16T17:30:00+09:00"
    );
    shop.does("po edit L1 --close 2026-03-16T17:30:15+07:00");
    assert_eq!(
        shop.json("po show L1")["closes_at"],
        "2026-03-16T19:30:15+09:00"
    );
}

/// Rule 2: the stage follows the clock. Rule 4: closing early keeps the planned date.
#[test]
fn a_period_goes_through_its_stages() {
    let mut shop = empty();
    shop.does("po new A 'Batch A' --open 2026-02-05 --close 2026-02-10");
    shop.does("po new D 'Tanpa tanggal'");
    let stage = |shop: &crate::shop::Shop, code: &str| {
        shop.json(&format!("po show {code}"))["stage"].clone()
    };
    assert_eq!(stage(&shop, "D"), "draft");
    assert_eq!(stage(&shop, "A"), "scheduled");
    shop.at("2026-02-05");
    assert_eq!(stage(&shop, "A"), "open");
    shop.at("2026-02-10 23:59:59");
    assert_eq!(stage(&shop, "A"), "open");
    shop.at("2026-02-11");
    assert_eq!(stage(&shop, "A"), "closed");
    shop.at("2026-02-01");
    shop.does("po open A");
    assert_eq!(stage(&shop, "A"), "open");
    shop.refuses("po open A", "A");
    shop.does("po close A");
    let po = shop.json("po show A");
    assert_eq!(po["stage"], "closed");
    assert_eq!(po["closes_at"], "2026-02-10T23:59:59+07:00");
    shop.does("po reopen A --until 2026-02-12");
    assert_eq!(stage(&shop, "A"), "open");
    assert_eq!(
        shop.json("po show A")["closes_at"],
        "2026-02-12T23:59:59+07:00"
    );
    shop.does("po finish A");
    assert_eq!(stage(&shop, "A"), "finished");
    shop.does("po cancel D");
    assert_eq!(stage(&shop, "D"), "cancelled");
    shop.refuses("po open D", "D");
    let all = shop.json("po list");
    assert_eq!(
        all["periods"].as_array().unwrap().len(),
        2,
        "cancelled ones too"
    );
}

#[test]
fn an_offer_made_again_changes_only_what_is_given() {
    let shop = open_po();
    shop.does("po offer NAS3 NAS-KEJU --price 62.500 --quota 20");
    assert_eq!(shop.does("po offer NAS3 nas-keju --quota 30"), "");
    let po = shop.json("po show NAS3");
    let offer = &po["offers"][0];
    assert_eq!(
        (
            &offer["code"],
            &offer["price"],
            &offer["quota"],
            &offer["sold"],
            &offer["left"]
        ),
        (
            &json!("NAS-KEJU"),
            &json!(62500),
            &json!(30),
            &json!(0),
            &json!(30)
        )
    );
    assert_eq!(offer["tiers"], json!([]));
    shop.does("po offer NAS3 NAS-KEJU --quota none");
    let offer = shop.json("po show NAS3")["offers"][0].clone();
    assert_eq!(
        (&offer["quota"], &offer["left"]),
        (&Value::Null, &Value::Null)
    );
}

/// Rule 15: the quotas of variant, product and period all apply; the refusal names the one reached
/// and what is left.
#[test]
fn the_tightest_quota_wins_and_is_named() {
    let shop = open_po();
    shop.does("po offer NAS3 NAS-KEJU --quota 10");
    shop.does("po quota NAS3 NAS 8");
    shop.does("po edit NAS3 --quota 6");
    shop.does("order add NAS3 --name Budi --item '4 NAS-KEJU'");
    let po = shop.json("po show NAS3");
    assert_eq!((&po["sold"], &po["quota"]), (&json!(4), &json!(6)));
    shop.refuses("order add NAS3 --name Sari --item '3 NAS-ORI'", "2");
    shop.does("po edit NAS3 --quota none");
    shop.refuses("order add NAS3 --name Sari --item '5 NAS-ORI'", "4");
    shop.does("po quota NAS3 NAS none");
    shop.refuses("order add NAS3 --name Sari --item '7 NAS-KEJU'", "6");
    shop.does("order add NAS3 --name Sari --item '6 NAS-KEJU' --item '9 NAS-ORI'");
    // Rule 18: a quota below what is sold is a deficit, and is shown.
    shop.does("po offer NAS3 NAS-KEJU --quota 7");
    assert_eq!(shop.json("po show NAS3")["offers"][0]["left"], -3);
}

/// Rule 10: a clone copies offers and rules, never dates, counts or orders.
#[test]
fn a_clone_has_offers_but_no_dates_and_no_orders() {
    let shop = open_po();
    shop.does("po offer NAS3 NAS-KEJU --price 62rb --quota 20");
    shop.does("order add NAS3 --name Budi --item '4 NAS-KEJU'");
    assert_eq!(shop.does("po clone nas3 NAS4"), "NAS4");
    let po = shop.json("po show NAS4");
    assert_eq!(po["stage"], "draft");
    assert_eq!(po["opens_at"], Value::Null);
    assert_eq!(
        (&po["offers"][0]["price"], &po["offers"][0]["sold"]),
        (&json!(62000), &json!(0))
    );
    assert_eq!(po["sold"], 0);
    shop.refuses("po clone NAS3 nas4", "nas4");
}

#[test]
fn a_window_that_ends_before_it_begins_is_refused() {
    let shop = open_po();
    shop.refuses("po new X X --open 2026-03-02 --close 2026-03-01", "2026");
    shop.refuses("po edit NAS3 --close 2026-01-01", "2026");
    shop.refuses("po show NAS9", "NAS3");
    shop.refuses("po new nas3 Lagi", "nas3");
    shop.refuses("po offer NAS3 TIDAKADA", "TIDAKADA");
}

/// Rule 4: reopening marks the tally exported at the earlier close as stale, until the PO closes
/// again.
#[test]
fn reopening_marks_the_earlier_tally_stale() {
    let mut shop = open_po();
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU'");
    shop.does("po close NAS3");
    assert_eq!(
        shop.json("po show NAS3")["tally_versions"][0]["stale"],
        false
    );
    shop.at("2026-02-02T09:00");
    shop.does("po reopen NAS3");
    assert_eq!(
        shop.json("po show NAS3")["tally_versions"][0]["stale"],
        true
    );
    assert!(shop.rekap("po show NAS3").err.contains("rekap v1"));
    shop.does("order add NAS3 --name Ani --item '1 NAS-KEJU'");
    shop.does("po close NAS3");
    let versions = shop.json("po show NAS3")["tally_versions"].clone();
    assert_eq!(
        (&versions[0]["stale"], &versions[1]["stale"]),
        (&true.into(), &false.into())
    );
}
