//! Customers: named by phone, exact name or id; changed and merged (rules 49–51, 85).

use serde_json::json;

use crate::shop::open_po;

#[test]
fn a_customer_is_named_by_phone_name_or_id() {
    let shop = open_po();
    shop.does("order add NAS3 --name 'Bu Sari' --phone 0812-3456-7890 --item '1 KAS'");
    let card = shop.json("customer show '+62 812 3456 7890'");
    assert_eq!(
        (&card["name"], &card["phone"]),
        (&json!("Bu Sari"), &json!("6281234567890"))
    );
    assert_eq!(card["orders"], 1);
    assert_eq!(card["owes"], 70_000);
    let id = card["id"].clone();
    assert_eq!(shop.json("pelanggan lihat 'bu sari'")["id"], id);
    assert_eq!(shop.json(&format!("customer show '#{id}'"))["id"], id);
    shop.refuses("customer show 'Bu Sara'", "Bu Sari");
    shop.refuses("customer show '#99'", "99");
}

#[test]
fn an_ambiguous_name_is_refused_with_the_list() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --phone 081234567890 --item '1 KAS'");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.refuses("customer show budi", "#1");
    shop.refuses("customer edit budi --note x", "#2");
}

#[test]
fn editing_changes_what_is_given() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --phone 081234567890 --item '1 KAS'");
    shop.does("order add NAS3 --name Sari --phone 081234567899 --item '1 KAS'");
    let typed = "customer edit Budi --name 'Budi Santoso' --address 'Jl. Mawar 3' --birthday 17/8/2001 \
                 --handle ig=@budis --level reseller";
    assert_eq!(shop.does(typed), "");
    let card = shop.json("customer show 'Budi Santoso'");
    assert_eq!(card["address"], "Jl. Mawar 3");
    assert_eq!(card["birthday"], "2001-08-17");
    assert_eq!(
        card["handles"],
        json!([{"channel": "ig", "handle": "budis"}])
    );
    assert_eq!(shop.json("customer show @budis")["name"], "Budi Santoso");
    shop.refuses("customer edit Sari --phone 0812-3456-7890", "Budi Santoso");
    shop.refuses("customer edit Sari --handle ig", "--handle");
    shop.refuses("customer edit Sari --birthday kapan", "--birthday");
}

/// Rule 50: merging is one step and can be undone.
#[test]
fn merging_is_one_step_and_can_be_undone() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --phone 081234567890 --item '1 KAS'");
    shop.does("order add NAS3 --name 'Budi S' --item '2 KAS'");
    assert_eq!(shop.does("customer merge 081234567890 'Budi S'"), "");
    let customers = shop.json("customer list")["customers"].clone();
    assert_eq!(customers.as_array().unwrap().len(), 1);
    assert_eq!(
        (&customers[0]["orders"], &customers[0]["owes"]),
        (&json!(2), &json!(210_000))
    );
    assert_eq!(shop.json("order show NAS3-002")["customer"]["name"], "Budi");
    shop.does("undo");
    assert_eq!(
        shop.json("customer list")["customers"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    shop.refuses("customer merge Budi Budi", "");
}

#[test]
fn the_list_finds_by_any_part() {
    let shop = open_po();
    shop.does("order add NAS3 --name 'Bu Sari' --phone 0812-3456-7890 --item '1 KAS'");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    let found = |typed: &str| shop.json(typed)["customers"].as_array().unwrap().len();
    assert_eq!(found("customer list"), 2);
    assert_eq!(found("customer list --find sar"), 1);
    assert_eq!(found("customer list --find 0812"), 1);
    assert_eq!(found("customer list --find zzz"), 0);
}
