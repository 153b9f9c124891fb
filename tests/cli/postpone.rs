//! Ready dates that move (rules 5, 53): every estimate is kept, and the shop sees which customers
//! have been told of the newest and which not.

use serde_json::json;

use crate::shop::{Shop, open_po};

/// A PO with two orders and biscuits promised for the end of February.
fn promised() -> Shop {
    let shop = open_po();
    shop.does("po edit NAS3 --ready 2026-02-25..2026-02-28");
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU'");
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    shop
}

#[test]
fn postponing_keeps_every_earlier_estimate() {
    let mut shop = promised();
    shop.at("2026-02-10T09:00");
    let postpone = "po postpone NAS3 --ready 2026-03-04..2026-03-06 --why 'oven rusak'";
    // An edit, so it prints nothing.
    assert_eq!(shop.does(postpone), "");
    let po = shop.json("po show NAS3");
    assert_eq!(
        (&po["ready_from"], &po["ready_to"]),
        (&json!("2026-03-04"), &json!("2026-03-06"))
    );
    assert_eq!(
        po["estimates"],
        json!([
            {
                "ready_from": "2026-03-04", "ready_to": "2026-03-06", "why": "oven rusak",
                "made_at": "2026-02-10T09:00:00+07:00",
            },
            {
                "ready_from": "2026-02-25", "ready_to": "2026-02-28", "why": "",
                "made_at": "2026-02-01T10:00:00+07:00",
            },
        ])
    );
    shop.does("undo");
    assert_eq!(shop.json("po show NAS3")["ready_to"], "2026-02-28");
    shop.does("redo");
    // The group has an Indonesian name too.
    shop.does("periode tunda NAS3 --ready 2026-03-10 --why 'masih rusak'");
    assert_eq!(
        shop.json("po show NAS3")["estimates"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Customers who ordered before the move must be told; later ones saw the new date when they
/// ordered.
#[test]
fn it_lists_customers_to_tell_and_customers_told() {
    let mut shop = promised();
    shop.at("2026-02-10");
    let ran = shop.rekap("po postpone NAS3 --ready 2026-03-04 --why 'oven rusak'");
    assert!(ran.err.contains("2 pesanan belum dikabari"), "{ran:?}");
    shop.at("2026-02-11");
    shop.does("order add NAS3 --name Rina --item '1 KAS'");
    let told = |shop: &Shop| {
        let po = shop.json("po show NAS3");
        (po["to_tell"].clone(), po["told"].clone())
    };
    assert_eq!(told(&shop), (json!(["NAS3-001", "NAS3-002"]), json!([])));
    assert_eq!(shop.does("po told NAS3 nas3-2"), "");
    assert_eq!(told(&shop), (json!(["NAS3-001"]), json!(["NAS3-002"])));
    shop.does("po kabari NAS3 --all");
    assert_eq!(told(&shop), (json!([]), json!(["NAS3-001", "NAS3-002"])));
    let sent = shop.json("told NAS3-002")["messages"].clone();
    assert_eq!(sent[0]["kind"], "delay");
    // After another move all of them must be told again.
    shop.does("po postpone NAS3 --ready 2026-03-20 --why 'mentega kosong'");
    let all = json!(["NAS3-001", "NAS3-002", "NAS3-003"]);
    assert_eq!(told(&shop), (all, json!([])));
    // A cancelled order needs no message.
    shop.does("order cancel NAS3-001 --why 'tidak jadi'");
    assert_eq!(told(&shop).0, json!(["NAS3-002", "NAS3-003"]));
}

#[test]
fn a_first_estimate_given_later_needs_no_telling() {
    let mut shop = open_po();
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU'");
    shop.at("2026-02-05");
    shop.does("po edit NAS3 --ready 2026-02-28");
    assert_eq!(shop.json("po show NAS3")["to_tell"], json!([]));
    // Changing the date with `po edit` is a move as well (rule 53).
    let ran = shop.rekap("po edit NAS3 --ready 2026-03-02");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("1 pesanan belum dikabari"), "{ran:?}");
    assert_eq!(shop.json("po show NAS3")["to_tell"], json!(["NAS3-001"]));
}

#[test]
fn nonsense_is_refused_in_both_languages() {
    let shop = promised();
    shop.refuses(
        "po told NAS3 --all",
        "Estimasi PO NAS3 belum pernah diubah, jadi tidak ada yang perlu dikabari.",
    );
    shop.refuses(
        "po postpone NAS3 --ready 2026-03-04 --why ''",
        "Alasan belum diisi.",
    );
    shop.refuses(
        "po postpone NAS3 --ready 2026-03-04..2026-03-01 --why oven",
        "--ready",
    );
    shop.wrong("po postpone NAS3 --ready 2026-03-04", "--why");
    shop.wrong("po told NAS3", "po told");
    shop.does("po new JER1 Jersey --open 2026-01-20");
    shop.does("po offer JER1 KAS");
    shop.does("order add JER1 --name Budi --item '1 KAS'");
    shop.does("po postpone NAS3 --ready 2026-03-04 --why oven");
    shop.refuses("po told NAS3 JER1-001", "JER1-001 bukan pesanan PO NAS3.");
    shop.does("po cancel NAS3 --why batal");
    shop.refuses(
        "po postpone NAS3 --ready 2026-03-09 --why oven",
        "PO NAS3 sudah batal",
    );
    let shop = shop.in_english();
    shop.refuses("po told JER1 --all", "there is nobody to tell");
    shop.refuses(
        "po postpone NAS3 --ready 2026-03-09 --why oven",
        "PO NAS3 is cancelled and can't be changed any more.",
    );
}
