//! Further prices, order minimums and multiples (rule 66): prices for resellers or from a number of
//! pieces on; at least so many; by the dozen. A line says which price it has and why.

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// The price slices of an order: units, price, tier, reason.
fn slices(shop: &Shop, order: &str) -> Value {
    shop.json(&format!("order show {order}"))["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            json!([
                line["qty"],
                line["unit_price"],
                line["tier"],
                line["price_label"]
            ])
        })
        .collect()
}

/// A shop where Sari is a reseller.
fn with_reseller() -> Shop {
    let shop = open_po();
    shop.does("product price KAS 60rb --level reseller");
    shop.does("order add NAS3 --name Sari --phone 08111111111 --item '1 KAS'");
    shop.does("customer edit Sari --level Reseller");
    shop
}

#[test]
fn a_level_has_its_own_price() {
    let shop = with_reseller();
    // Her first order was placed before, at the normal price (rule 11).
    assert_eq!(slices(&shop, "NAS3-001"), json!([[1, 70000, null, null]]));
    shop.does("order add NAS3 --name Sari --phone 08111111111 --item '2 KAS' --item '1 NAS-KEJU'");
    assert_eq!(
        slices(&shop, "NAS3-002"),
        json!([[2, 60000, null, "reseller"], [1, 65000, null, null]])
    );
    shop.does("order add NAS3 --name Budi --item '2 KAS'");
    assert_eq!(slices(&shop, "NAS3-003"), json!([[2, 70000, null, null]]));
    let shown = shop.does("order show NAS3-002");
    assert!(shown.contains("reseller"), "{shown}");
    assert!(!shop.does("order show NAS3-003").contains("Jenis harga"));
    let product = shop.json("product show KAS");
    assert_eq!(
        product["variants"][0]["prices"],
        json!([{"level": "reseller", "from": 1, "price": 60000}])
    );
    assert!(shop.does("produk lihat KAS").contains("reseller"));
}

#[test]
fn wholesale_holds_from_a_number_of_pieces_of_the_variant() {
    let shop = open_po();
    shop.does("produk harga KAS 62rb --from 12");
    shop.does("order add NAS3 --name Budi --item '11 KAS' --item '5 NAS-KEJU'");
    assert_eq!(slices(&shop, "NAS3-001")[0], json!([11, 70000, null, null]));
    // Units with different customizations count together.
    shop.does("order add NAS3 --name Sari --item '6 KAS: tanpa gula' --item '6 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-002"),
        json!([
            [6, 62000, null, "grosir 12+"],
            [6, 62000, null, "grosir 12+"]
        ])
    );
}

/// Rule 13: units sold keep their price; added units take the price for the new number.
#[test]
fn raising_to_the_number_prices_only_the_added_units() {
    let shop = open_po();
    shop.does("product price KAS 62rb --from 12");
    shop.does("order add NAS3 --name Budi --item '10 KAS'");
    shop.does("order edit NAS3-001 --item '+1 KAS: tanpa gula' --item '+1 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-001"),
        json!([
            [10, 70000, null, null],
            [1, 62000, null, "grosir 12+"],
            [1, 62000, null, "grosir 12+"]
        ])
    );
    // Units with the highest price go first; the others keep their price.
    shop.does("order edit NAS3-001 --item '5 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-001"),
        json!([
            [4, 70000, null, null],
            [1, 62000, null, "grosir 12+"],
            [1, 62000, null, "grosir 12+"]
        ])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// A further price applies where it is lower. At equal prices no tier unit is used, so that tiers
/// stay for others.
#[test]
fn a_further_price_is_taken_where_it_is_lower_and_a_tier_gives_nothing_away() {
    let shop = with_reseller();
    shop.does("po tier NAS3 KAS Early --price 60rb --first 5");
    shop.does("product price KAS 50rb --level reseller --from 10");
    shop.does("order add NAS3 --name Sari --phone 08111111111 --item '2 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-002"),
        json!([[2, 60000, null, "reseller"]])
    );
    shop.does("order edit NAS3-002 --item '+8 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-002"),
        json!([
            [2, 60000, null, "reseller"],
            [8, 50000, null, "reseller 10+"]
        ])
    );
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    assert_eq!(
        slices(&shop, "NAS3-003"),
        json!([[1, 60000, "Early", null]])
    );
    let early = &shop.json("po show NAS3")["offers"][2]["tiers"][0];
    assert_eq!(early["used"], 1);
    // With the tier over, the PO's own price is the lowest.
    shop.does("po tier NAS3 KAS Early --archive");
    shop.does("po offer NAS3 KAS --price 45rb");
    shop.does("order add NAS3 --name Sari --phone 08111111111 --item '12 KAS'");
    assert_eq!(slices(&shop, "NAS3-004"), json!([[12, 45000, null, null]]));
}

#[test]
fn a_price_is_changed_by_its_level_and_number_and_ended() {
    let shop = open_po();
    shop.does("product price NAS 60rb --level reseller");
    shop.does("product price NAS-KEJU 58rb --level RESELLER");
    let prices = |shop: &Shop, place: usize| {
        shop.json("product show NAS")["variants"][place]["prices"].clone()
    };
    // A product's code stands for all its variants.
    assert_eq!(prices(&shop, 1)[0]["price"], 60000);
    assert_eq!(
        prices(&shop, 0),
        json!([{"level": "RESELLER", "from": 1, "price": 58000}])
    );
    shop.does("product price NAS-KEJU --level reseller --off");
    assert_eq!(prices(&shop, 0), json!([]));
    shop.does("undo");
    assert_eq!(prices(&shop, 0)[0]["price"], 58000);
}

#[test]
fn an_order_takes_the_least_and_whole_steps() {
    let shop = open_po();
    shop.does("product edit NAS-KEJU --least 6 --multiple 3");
    let variant = &shop.json("product show NAS")["variants"][0];
    assert_eq!(
        (&variant["least_order"], &variant["multiple"]),
        (&json!(6), &json!(3))
    );
    shop.refuses(
        "order add NAS3 --name Budi --item '4 NAS-KEJU'",
        "NAS-KEJU paling sedikit 6 pcs per pesanan, ini baru 4.",
    );
    shop.refuses(
        "order add NAS3 --name Budi --item '8 NAS-KEJU'",
        "NAS-KEJU dijual per 3 pcs, jadi tidak bisa 8. Pilih 6 atau 9.",
    );
    // The units of all items of an order count together.
    shop.does("order add NAS3 --name Budi --item '5 NAS-KEJU' --item '1 NAS-KEJU: asin'");
    shop.refuses(
        "order edit NAS3-001 --item '+1 NAS-KEJU: asin'",
        "Pilih 6 atau 9",
    );
    shop.refuses(
        "order edit NAS3-001 --item '-1 NAS-KEJU: asin'",
        "paling sedikit 6",
    );
    shop.does("order edit NAS3-001 --item '-2 NAS-KEJU' --item '+5 NAS-KEJU: asin'");
    // None at all is fine, and goods without a minimum are not restricted.
    shop.does(
        "order edit NAS3-001 --item '+1 KAS' --item '-3 NAS-KEJU' --item '-6 NAS-KEJU: asin'",
    );
    shop.does("product edit NAS-KEJU --least none --multiple none");
    shop.does("order add NAS3 --name Sari --item '1 NAS-KEJU'");
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn bad_prices_are_refused_in_both_languages() {
    let shop = open_po();
    let refusals = [
        (
            "product price KAS 60rb",
            "Harga lain perlu alasan",
            "Another price needs a reason",
        ),
        (
            "product price KAS --level reseller",
            "Harga belum diisi",
            "Price is not filled in",
        ),
        (
            "product price KAS --level agen --off",
            "Tidak ada harga lain “agen”",
            "There is no other price “agen”",
        ),
        (
            "product price APA 60rb --from 12",
            "Tidak ada varian “APA”",
            "There is no variant “APA”",
        ),
        ("product price KAS 60rb --from 0", "--from", "--from"),
        ("product price KAS -5 --from 12", "“-5”", "“-5”"),
        ("product edit KAS --multiple 0", "--multiple", "--multiple"),
    ];
    for (typed, indonesian, _) in refusals {
        shop.refuses(typed, indonesian);
    }
    shop.does("product edit KAS --least 6 --multiple 6");
    shop.refuses(
        "order add NAS3 --name Budi --item '7 KAS'",
        "KAS dijual per 6 pcs, jadi tidak bisa 7. Pilih 6 atau 12.",
    );
    let shop = shop.in_english();
    for (typed, _, english) in refusals {
        shop.refuses(typed, english);
    }
    shop.refuses(
        "order add NAS3 --name Budi --item '5 KAS'",
        "An order takes at least 6 of KAS; this would be 5.",
    );
    shop.refuses(
        "order add NAS3 --name Budi --item '7 KAS'",
        "KAS is sold in steps of 6, so 7 can't be ordered. Choose 6 or 12.",
    );
    shop.does("product edit KAS --least none");
    shop.refuses(
        "order add NAS3 --name Budi --item '5 KAS'",
        "KAS is sold in steps of 6, so 5 can't be ordered. The minimum is 6.",
    );
}

/// Imported orders record what was paid: no further price and no minimum applies.
#[test]
fn imported_orders_keep_their_price_and_number() {
    let shop = open_po();
    shop.does("product price KAS 50rb --from 2");
    shop.does("product edit KAS --least 6");
    std::fs::write(
        shop.file("pesanan.csv"),
        "nama,kode,produk,jumlah,harga\nBudi,KAS,Kastengel,2,68000\n",
    )
    .unwrap();
    shop.does("order import pesanan.csv --po NAS3");
    assert_eq!(slices(&shop, "NAS3-001"), json!([[2, 68000, null, null]]));
}

/// When a single product gets variants, its first variant and that one's prices go.
#[test]
fn a_bare_variant_goes_with_its_prices() {
    let shop = open_po();
    shop.does("product add JRS Jersey --price 150rb");
    shop.does("product price JRS 130rb --from 10");
    shop.does("product variant JRS L L");
    let product = shop.json("product show JRS");
    assert_eq!(product["variants"].as_array().unwrap().len(), 1);
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(
        shop.json("product show JRS")["variants"][0]["prices"][0]["from"],
        10
    );
}
