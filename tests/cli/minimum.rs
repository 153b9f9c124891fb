//! A minimum that was not reached at close (rule 8), and offers sold in sets (rule 68).

use serde_json::json;

use crate::shop::{Shop, open_po};

fn minimum(shop: &Shop) -> serde_json::Value {
    shop.json("po show NAS3")["minimum"].clone()
}

#[test]
fn a_minimum_not_reached_at_close_is_the_owners_to_decide() {
    let shop = open_po();
    assert_eq!(minimum(&shop), json!(null));
    shop.does("po edit NAS3 --minimum 50");
    shop.does("order add NAS3 --name Budi --item '12 KAS'");
    assert_eq!(
        minimum(&shop),
        json!({"units": 50, "sold": 12, "reached": false, "decided": false})
    );
    let ran = shop.rekap("po close NAS3");
    assert!(
        ran.err.contains("NAS3 di bawah minimum: 12 dari 50"),
        "{ran:?}"
    );
    for way in [
        "po reopen NAS3 --until",
        "po proceed NAS3",
        "po cancel NAS3",
    ] {
        assert!(ran.err.contains(way), "{way} in {ran:?}");
    }
    assert_eq!(shop.does("po proceed NAS3"), "");
    assert_eq!(
        minimum(&shop),
        json!({"units": 50, "sold": 12, "reached": false, "decided": true})
    );
    assert!(
        shop.does("po show NAS3")
            .contains("12 dari 50, tetap diproduksi")
    );
    shop.does("undo");
    assert_eq!(minimum(&shop)["decided"], false);
    // A changed minimum needs a new decision.
    shop.does("po lanjut NAS3");
    shop.does("po edit NAS3 --minimum 40");
    assert_eq!(minimum(&shop)["decided"], false);
    shop.does("po edit NAS3 --minimum none");
    assert_eq!(minimum(&shop), json!(null));
}

#[test]
fn a_reached_minimum_says_nothing() {
    let shop = open_po();
    shop.does("po edit NAS3 --minimum 12");
    shop.does("order add NAS3 --name Budi --item '12 KAS'");
    let ran = shop.rekap("po close NAS3");
    assert!(!ran.err.contains("minimum"), "{ran:?}");
    assert_eq!(minimum(&shop)["reached"], true);
}

/// Rule 8: cancelling everything gives everything back.
#[test]
fn cancelling_everything_refunds_in_full() {
    let shop = open_po();
    shop.does("po edit NAS3 --minimum 50");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("pay NAS3-001 70rb");
    shop.does("po close NAS3");
    shop.does("po cancel NAS3 --why 'minimum tidak tercapai'");
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        (&order["payment_status"], &order["balance"]),
        (&json!("refund_due"), &json!(-70000))
    );
}

/// Rule 68: a supplier who delivers by the dozen.
#[test]
fn an_offer_sold_in_sets_counts_full_sets_and_open_places() {
    let shop = open_po();
    let offer = |shop: &Shop| {
        let po = shop.json("po show NAS3");
        let offers = po["offers"].as_array().unwrap();
        let kas = offers.iter().find(|offer| offer["code"] == "KAS").unwrap();
        (kas["sets"].clone(), kas["minimum"].clone())
    };
    assert_eq!(offer(&shop), (json!(null), json!(null)));
    shop.does("po offer NAS3 KAS --set 12 --minimum 24");
    shop.does("order add NAS3 --name Budi --item '17 KAS'");
    assert_eq!(
        offer(&shop),
        (
            json!({"size": 12, "complete": 1, "open": 7}),
            json!({"units": 24, "sold": 17, "reached": false, "decided": false})
        )
    );
    let ran = shop.rekap("po close NAS3");
    assert!(
        ran.err.contains("KAS di bawah minimum: 17 dari 24"),
        "{ran:?}"
    );
    shop.does("po proceed NAS3 --variant KAS");
    assert_eq!(offer(&shop).1["decided"], true);
    // A new price changes neither the sets nor the decision.
    shop.does("po offer NAS3 KAS --price 75rb");
    assert_eq!(offer(&shop).0["size"], 12);
    assert_eq!(offer(&shop).1["decided"], true);
    // Rule 10: a cloned PO has the minimum, but not the decision.
    shop.does("po edit NAS3 --minimum 30");
    shop.does("po clone NAS3 NAS4");
    let po = shop.json("po show NAS4");
    assert_eq!(po["minimum"]["units"], 30);
    let kas = &po["offers"][2];
    assert_eq!(
        (&kas["sets"]["size"], &kas["minimum"]["decided"]),
        (&json!(12), &json!(false))
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn nonsense_is_refused_in_both_languages() {
    let shop = open_po();
    shop.refuses("po proceed NAS3", "NAS3 tidak punya minimum.");
    shop.refuses("po proceed NAS3 --variant KAS", "KAS tidak punya minimum.");
    shop.refuses(
        "po proceed NAS3 --variant XYZ",
        "XYZ tidak dijual di PO NAS3",
    );
    shop.refuses("po edit NAS3 --minimum 0", "--minimum");
    shop.refuses("po offer NAS3 KAS --set 1", "--set");
    let shop = shop.in_english();
    shop.refuses("po proceed NAS3", "NAS3 has no minimum.");
}
