//! Shop, accounts, suppliers, products and variants.

use serde_json::json;

use crate::shop::{empty, open_po};

#[test]
fn a_missing_book_is_created_by_a_command_that_writes() {
    let shop = empty();
    assert_eq!(
        shop.does("shop set name='Dapur Ibu' phone=0812-3456-7890 zone=wita"),
        ""
    );
    let card = shop.json("shop show");
    assert_eq!(card["name"], "Dapur Ibu");
    assert_eq!(card["phone"], "6281234567890");
    assert_eq!(card["zone"], "WITA");
}

#[test]
fn adding_prints_only_the_code() {
    let shop = empty();
    assert_eq!(
        shop.does("rekening tambah 'BCA Ibu' --method transfer"),
        "BCA Ibu"
    );
    assert_eq!(shop.does("supplier add 'Dapur Bu Nur'"), "Dapur Bu Nur");
    assert_eq!(
        shop.does("product add NAS Nastar --price 60rb --supplier 'dapur bu nur'"),
        "NAS"
    );
    assert_eq!(
        shop.does("produk varian nas KEJU Keju --price 65rb --cost 36.000"),
        "NAS-KEJU"
    );
    assert_eq!(shop.does("product variant NAS ORI Original"), "NAS-ORI");
    assert_eq!(
        shop.json("product show nas"),
        json!({
            "code": "NAS", "name": "Nastar", "supplier": "Dapur Bu Nur",
            "price": 60000, "cost": 0, "archived": false, "approval": false,
            "variants": [
                {"code": "NAS-KEJU", "name": "Keju", "price": 65000, "cost": 36000, "archived": false,
                    "prices": [], "least_order": null, "multiple": null, "fragile": false},
                {"code": "NAS-ORI", "name": "Original", "price": 60000, "cost": 0, "archived": false,
                    "prices": [], "least_order": null, "multiple": null, "fragile": false},
            ],
            "fields": [],
        })
    );
    let accounts = shop.json("account list");
    assert_eq!(accounts["accounts"][0]["method"], "transfer");
}

#[test]
fn one_product_is_one_variant_of_the_same_code() {
    let shop = empty();
    shop.does("product add 'KUE 1' 'Kue lapis' --price 90000");
    let product = shop.json("product show 'kue 1'");
    assert_eq!(product["variants"][0]["code"], "KUE 1");
    assert_eq!(product["variants"][0]["name"], "");
}

#[test]
fn the_first_variant_is_replaced_only_if_never_used() {
    let shop = open_po();
    assert_eq!(
        shop.json("product show NAS")["variants"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("product variant KAS MINI Mini --price 40rb");
    let variants = shop.json("product show KAS")["variants"].clone();
    let codes: Vec<_> = variants
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["code"].clone())
        .collect();
    assert!(
        codes.contains(&json!("KAS")) && codes.contains(&json!("KAS-MINI")),
        "{codes:?}"
    );
}

#[test]
fn editing_prints_nothing_and_changes_only_what_is_given() {
    let shop = open_po();
    assert_eq!(shop.does("product edit KAS --name 'Kastengel Edam'"), "");
    let product = shop.json("product show KAS");
    assert_eq!(product["name"], "Kastengel Edam");
    assert_eq!(product["variants"][0]["price"], 70000);
    shop.does("product edit NAS-KEJU --price 66rb");
    assert_eq!(shop.json("product show NAS")["variants"][0]["price"], 66000);
    shop.does("product archive KAS");
    assert_eq!(shop.json("product show KAS")["archived"], true);
    assert!(!shop.does("product list").contains("KAS"));
    assert!(shop.does("product list --archived").contains("KAS"));
    assert!(shop.does("product list --find NASTAR").contains("NAS-KEJU"));
}

#[test]
fn a_taken_code_and_an_unknown_name_are_refused() {
    let shop = open_po();
    shop.refuses("product add nas Lain --price 1rb", "nas");
    shop.refuses("product variant NAS KEJU Lagi", "NAS-KEJU");
    shop.refuses("product show NASS", "NAS");
    shop.refuses("product add X X --price 1rb --supplier Siapa", "Siapa");
    shop.refuses("product edit NAS-KEJU --supplier Siapa", "NAS-KEJU");
    shop.refuses("product add X '' --price 1rb", "");
}

/// A variant without a price has the product's price, not the first variant's.
#[test]
fn a_variant_without_a_price_takes_the_products() {
    let shop = empty();
    shop.does("product add NAS Nastar --price 60rb --cost 35rb");
    shop.does("product variant NAS KEJU Keju --price 65rb --cost 40rb");
    shop.does("product variant NAS ORI Original");
    let ori = &shop.json("product show NAS")["variants"][1];
    assert_eq!(
        (&ori["price"], &ori["cost"]),
        (&json!(60000), &json!(35000))
    );
    shop.does("product edit NAS --price 62rb");
    shop.does("product variant NAS COK Coklat");
    let cok = &shop.json("product show NAS")["variants"][2];
    assert_eq!(cok["price"], 62000);
}
