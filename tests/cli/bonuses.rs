//! Bonuses (rule 14): a gift or discount for the first orders of a PO, or for the next ones. A
//! confirmed order takes one, a cancelled order frees it.

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// The bonuses of NAS3: label, orders, used, left.
fn bonuses(shop: &Shop) -> Value {
    let po = shop.json("po show NAS3");
    let row = |bonus: &Value| json!([bonus["label"], bonus["first"], bonus["used"], bonus["left"]]);
    po["bonuses"].as_array().unwrap().iter().map(row).collect()
}

/// The bonuses of an order and its total.
fn given(shop: &Shop, order: &str) -> Value {
    let order = shop.json(&format!("order show {order}"));
    json!([order["bonuses"], order["total"]])
}

/// One Kastengel (Rp70.000) each.
fn order(shop: &Shop, name: &str) -> String {
    shop.does(&format!("order add NAS3 --name {name} --item '1 KAS'"))
}

#[test]
fn the_first_orders_get_a_gift() {
    let shop = open_po();
    // A bonus has no code, so nothing is printed.
    assert_eq!(shop.does("po bonus NAS3 Stiker --first 2"), "");
    for name in ["Budi", "Sari", "Rina"] {
        order(&shop, name);
    }
    assert_eq!(given(&shop, "NAS3-001"), json!([["Stiker"], 70000]));
    assert_eq!(given(&shop, "NAS3-002"), json!([["Stiker"], 70000]));
    assert_eq!(given(&shop, "NAS3-003"), json!([[], 70000]));
    assert_eq!(
        shop.json("po show NAS3")["bonuses"],
        json!([{"label": "Stiker", "first": 2, "discount": 0, "used": 2, "left": 0}])
    );
    assert!(
        shop.does("po show NAS3")
            .contains("Stiker: 2 dari 2 terpakai")
    );
    let shown = shop.does("order show NAS3-001");
    assert!(
        shown.contains("Bonus") && shown.contains("Stiker"),
        "{shown}"
    );
    assert!(!shop.does("order show NAS3-003").contains("Bonus"));
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn the_first_orders_get_a_discount_of_at_most_their_bill() {
    let shop = open_po();
    shop.does("po hadiah NAS3 Promo --first 10 --discount 80rb");
    order(&shop, "Budi");
    assert_eq!(given(&shop, "NAS3-001"), json!([["Promo"], 0]));
    let order = shop.json("order show NAS3-001");
    assert_eq!(
        order["charges"],
        json!([{"kind": "discount", "label": "Promo", "destination": null, "amount": -70000}])
    );
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    assert_eq!(given(&shop, "NAS3-002"), json!([["Promo"], 60000]));
    // A bonus discount is never more than the bill.
    shop.does("order edit NAS3-002 --item '1 KAS'");
    assert_eq!(given(&shop, "NAS3-002"), json!([["Promo"], 0]));
    // It adds to the shop's own discount.
    shop.does("order add NAS3 --name Rina --item '3 KAS'");
    shop.does("order charge NAS3-003 discount 10rb");
    assert_eq!(given(&shop, "NAS3-003"), json!([["Promo"], 120000]));
    assert!(shop.does("po show NAS3").contains("Rp80.000"));
    assert_eq!(shop.json("check")["ok"], true);
}

/// `--first` counts from the first order of the PO, `--next` from now on.
#[test]
fn orders_that_are_there_count_among_the_first_and_not_among_the_next() {
    let shop = open_po();
    order(&shop, "Budi");
    order(&shop, "Sari");
    shop.does("po bonus NAS3 Stiker --first 3 --discount 5rb");
    shop.does("po bonus NAS3 Pouch --first 1 --next");
    assert_eq!(given(&shop, "NAS3-001"), json!([["Stiker"], 65000]));
    assert_eq!(given(&shop, "NAS3-002"), json!([["Stiker"], 65000]));
    order(&shop, "Rina");
    assert_eq!(
        given(&shop, "NAS3-003"),
        json!([["Stiker", "Pouch"], 65000])
    );
    order(&shop, "Tono");
    assert_eq!(given(&shop, "NAS3-004"), json!([[], 70000]));
    // Raising the number gives it to the next orders, not to earlier ones.
    shop.does("po bonus NAS3 pouch --first 2 --next");
    assert_eq!(bonuses(&shop)[1], json!(["pouch", 3, 1, 2]));
    order(&shop, "Ayu");
    assert_eq!(given(&shop, "NAS3-005"), json!([["pouch"], 70000]));
    // A cloned PO gives its bonus to the same number of orders of its own (rule 10).
    shop.does("po clone NAS3 NAS4");
    assert_eq!(
        shop.json("po show NAS4")["bonuses"],
        json!([
            {"label": "Stiker", "first": 3, "discount": 5000, "used": 0, "left": 3},
            {"label": "pouch", "first": 2, "discount": 0, "used": 0, "left": 2},
        ])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn a_cancelled_order_frees_its_bonus_and_undo_takes_it_again() {
    let shop = open_po();
    shop.does("po bonus NAS3 Stiker --first 1");
    order(&shop, "Budi");
    shop.does("order cancel NAS3-001 --why 'tidak jadi'");
    assert_eq!(bonuses(&shop), json!([["Stiker", 1, 0, 1]]));
    assert_eq!(shop.json("order show NAS3-001")["bonuses"], json!([]));
    shop.does("undo");
    assert_eq!(bonuses(&shop), json!([["Stiker", 1, 1, 0]]));
    shop.does("redo");
    order(&shop, "Sari");
    assert_eq!(given(&shop, "NAS3-002"), json!([["Stiker"], 70000]));
    assert_eq!(shop.json("check")["ok"], true);
}

/// A waiting order holds nothing (rule 62); when served it gets what is left.
#[test]
fn an_order_on_the_waiting_list_gets_it_when_it_is_served() {
    let shop = open_po();
    shop.does("po bonus NAS3 Stiker --first 5 --discount 5rb");
    shop.does("po offer NAS3 KAS --quota 1");
    order(&shop, "Budi");
    shop.does("order add NAS3 --name Sari --item '1 KAS' --waitlist");
    assert_eq!(given(&shop, "NAS3-002")[0], json!([]));
    assert_eq!(bonuses(&shop), json!([["Stiker", 5, 1, 4]]));
    shop.does("order cancel NAS3-001 --why 'tidak jadi'");
    assert_eq!(given(&shop, "NAS3-002"), json!([["Stiker"], 65000]));
    assert_eq!(bonuses(&shop), json!([["Stiker", 5, 1, 4]]));
}

/// With "no DP no keep", bonuses go by who paid first.
#[test]
fn an_order_that_waits_for_its_down_payment_gets_it_with_the_money() {
    let shop = open_po();
    shop.does("po edit NAS3 --keep-by dp --dp 50%");
    shop.does("po bonus NAS3 Stiker --first 1");
    order(&shop, "Budi");
    order(&shop, "Sari");
    assert_eq!(bonuses(&shop), json!([["Stiker", 1, 0, 1]]));
    shop.does("pay NAS3-002 35rb");
    assert_eq!(given(&shop, "NAS3-002")[0], json!(["Stiker"]));
    shop.does("pay NAS3-001 35rb");
    assert_eq!(given(&shop, "NAS3-001")[0], json!([]));
}

#[test]
fn orders_keep_a_bonus_when_it_is_changed_or_ended() {
    let shop = open_po();
    shop.does("po bonus NAS3 Stiker --first 2 --discount 5rb");
    order(&shop, "Budi");
    shop.does("po bonus NAS3 Stiker --discount 9rb");
    order(&shop, "Sari");
    assert_eq!(given(&shop, "NAS3-001"), json!([["Stiker"], 65000]));
    assert_eq!(given(&shop, "NAS3-002"), json!([["Stiker"], 61000]));
    shop.does("po bonus NAS3 Stiker --first 1");
    assert_eq!(bonuses(&shop), json!([["Stiker", 1, 2, 0]]));
    shop.does("po bonus NAS3 Stiker --off");
    assert_eq!(bonuses(&shop), json!([]));
    assert_eq!(given(&shop, "NAS3-002"), json!([["Stiker"], 61000]));
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn bad_bonuses_are_refused_in_both_languages() {
    let shop = open_po();
    let refusals = [
        (
            "po bonus NAS3 Stiker",
            "Untuk berapa pesanan belum diisi",
            "For how many orders is not filled in",
        ),
        (
            "po bonus NAS3 ' ' --first 5",
            "Nama bonus belum diisi",
            "Name of the bonus is not filled in",
        ),
        (
            "po bonus NAS3 Stiker --off",
            "Tidak ada bonus “Stiker”",
            "There is no bonus “Stiker”",
        ),
        ("po bonus NAS3 Stiker --first 0", "--first", "--first"),
        (
            "po bonus NAS3 Stiker --first 5 --discount -1",
            "bukan jumlah uang",
            "is not an amount",
        ),
        ("po bonus NAS9 Stiker --first 5", "NAS9", "NAS9"),
    ];
    for (typed, indonesian, _) in refusals {
        shop.refuses(typed, indonesian);
    }
    let shop = shop.in_english();
    for (typed, _, english) in refusals {
        shop.refuses(typed, english);
    }
}

/// Rule 45: the bonus stays with the old PO; the order takes one of the new PO if any is left.
#[test]
fn a_moved_order_gets_the_bonus_of_the_new_po() {
    let shop = open_po();
    shop.does("po clone NAS3 NAS4");
    shop.does("po edit NAS4 --open 2026-02-20 --close 2026-03-10");
    shop.does("po bonus NAS4 Stiker --first 1");
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    shop.does("order split NAS3-001 NAS4 --item '1 KAS'");
    shop.does("order move NAS3-001 NAS4");
    assert_eq!(given(&shop, "NAS4-001")[0], json!(["Stiker"]));
    assert_eq!(given(&shop, "NAS4-002")[0], json!([]));
    assert_eq!(shop.json("check")["ok"], true);
}
