//! Claims on packages and on goods out of them (rule 83).

use serde_json::{Value, json};

use crate::claims::{claims, order, send};
use crate::setup::MORNING;
use crate::shop::open_po;
use rekap::book::{Book, NewParcel, Opening};

/// A package is claimed whole, or goods out of it.
#[test]
fn goods_out_of_a_package_are_claimed_alone() {
    let shop = open_po();
    for typed in [
        "product add HAMP Hampers --price 250rb",
        "product package HAMP --with '3 NAS-KEJU' --with '1 KAS'",
        "po offer NAS3 HAMP",
        "order add NAS3 --name Budi --item '2 HAMP'",
        "pay NAS3-001 500rb",
    ] {
        shop.does(typed);
    }
    send(&shop, "NAS3-001");
    shop.does("claim add NAS3-001 '1 NAS-KEJU' --kind damaged --end replace");
    shop.does("claim add NAS3-001 '1 HAMP' --kind damaged --end replace --back stock");
    let all = claims(&shop);
    assert_eq!(
        json!([
            all[1]["line"],
            all[1]["package"],
            all[0]["line"],
            all[0]["package"]
        ]),
        json!(["NAS-KEJU", "HAMP", "HAMP", null])
    );
    shop.refuses(
        "claim add NAS3-001 '1 KAS' --kind damaged --end refund",
        "Nominal belum diisi.",
    );
    send(&shop, "NAS3-001");
    assert_eq!(order(&shop)["fulfilment_status"], "shipped");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Goods out of a package are exchanged alone: the package stays as it was sold, what comes instead is a line for
/// nothing, and the difference is billed (rule 83).
#[test]
fn goods_out_of_a_package_are_exchanged_alone() {
    let shop = open_po();
    for typed in [
        "product add KAOS Kaos --price 75rb --cost 40rb",
        "product variant KAOS L L",
        "product variant KAOS XXL XXL --price 90rb",
        "product add SET Setelan --price 130rb",
        "product package SET --with '1 KAOS-L' --with '1 KAS'",
        "po offer NAS3 KAOS",
        "po offer NAS3 SET",
        "order add NAS3 --name Budi --item '2 SET'",
        "order destination NAS3-001 Ani --item '1 SET'",
        "pay NAS3-001 260rb",
    ] {
        shop.does(typed);
    }
    let ship = |to: Option<&str>| {
        let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
        let id = book.order_id("NAS3-001").unwrap();
        let new = NewParcel {
            to: to.map(str::to_owned),
            courier: "JNE".into(),
            ..NewParcel::default()
        };
        book.ship(&[id], &new, MORNING).unwrap();
    };
    ship(None);
    ship(Some("Ani"));
    let before = order(&shop);
    shop.refuses(
        "claim add NAS3-001 '1 KAOS-L' --kind size --end replace --with '2 KAOS-XXL'",
        "Jumlahnya harus sama.",
    );
    shop.does(
        "claim add NAS3-001 '1 KAOS-L' --kind size --end replace --with '1 KAOS-XXL' --difference",
    );
    let exchanged = order(&shop);
    let lines = exchanged["lines"].as_array().unwrap();
    let lines: Vec<Value> = lines
        .iter()
        .map(|line| json!([line["code"], line["qty"], line["unit_price"], line["parts"]]))
        .collect();
    assert_eq!(
        lines,
        [
            json!(["SET", 2, 130_000, before["lines"][0]["parts"]]),
            json!(["KAOS-XXL", 1, 0, null])
        ]
    );
    assert_eq!(
        exchanged["charges"],
        json!([{"kind": "surcharge", "label": "L → XXL", "destination": null, "claim": "K1", "amount": 15_000}])
    );
    assert_eq!(
        json!([exchanged["balance"], exchanged["fulfilment_status"]]),
        json!([15_000, "partial"])
    );
    // Its recipient, who got it last, gets it.
    assert_eq!(exchanged["destinations"][0]["items"][1]["code"], "KAOS-XXL");
    let claim = &claims(&shop)[0];
    assert_eq!(
        json!([
            claim["package"],
            claim["with"],
            claim["difference"],
            claim["back"],
            claim["state"]
        ]),
        json!(["SET", "KAOS-XXL", 15_000, "stock", "replacing"])
    );
    let shown = shop.does("order show NAS3-001");
    assert!(
        shown.contains("1 Kaos L ditukar Kaos XXL, klaim K1"),
        "{shown}"
    );
    // Only the new one is due, and what came back can't be claimed again.
    let packing = shop.does("export packing NAS3-001 --format text");
    assert!(
        packing.contains("1 × Kaos XXL") && !packing.contains("Setelan"),
        "{packing}"
    );
    shop.refuses(
        "claim add NAS3-001 '2 KAOS-L' --kind size",
        "tinggal 1 pcs, bukan 2.",
    );
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("pay NAS3-001 15rb");
    ship(Some("Ani"));
    assert_eq!(order(&shop)["fulfilment_status"], "shipped");
    assert_eq!(claims(&shop)[0]["state"], "ended");
    // For what is lost nothing comes back.
    shop.does("claim add NAS3-001 '1 KAS' --kind lost --end replace --with '1 NAS-KEJU'");
    assert_eq!(order(&shop)["total"], 275_000);
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo 4");
    assert_eq!(order(&shop), before);
}
