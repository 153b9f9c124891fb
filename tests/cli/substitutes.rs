//! Substitution (rule 44): the original, the replacement and who agreed are kept.

use serde_json::json;

use crate::shop::open_po;

#[test]
fn a_substitution_keeps_original_replacement_and_who_agreed() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '3 NAS-KEJU: tanpa gula'");
    assert_eq!(
        shop.does("order substitute NAS3-001 '2 NAS-KEJU' KAS --agreed 'Budi, lewat WA'"),
        ""
    );
    let order = shop.json("order show NAS3-001");
    let lines: Vec<_> = order["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            json!([
                line["code"],
                line["qty"],
                line["unit_price"],
                line["customization"]
            ])
        })
        .collect();
    // It has the price that was promised.
    assert_eq!(
        lines,
        [
            json!(["NAS-KEJU", 1, 65_000, "tanpa gula"]),
            json!(["KAS", 2, 65_000, "tanpa gula"]),
        ]
    );
    let substituted = &order["substitutions"][0];
    assert_eq!(
        json!([
            substituted["qty"],
            substituted["from"],
            substituted["from_name"],
            substituted["to"],
            substituted["to_name"],
            substituted["agreed_by"],
        ]),
        json!([
            2,
            "NAS-KEJU",
            "Nastar Keju",
            "KAS",
            "Kastengel",
            "Budi, lewat WA"
        ])
    );
    assert!(
        shop.does("order show NAS3-001")
            .contains("2 Nastar Keju diganti Kastengel, disetujui Budi, lewat WA")
    );
    // The tally counts what is really made.
    let rows = shop.json("tally NAS3")["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(shop.json("order show NAS3-001")["substitutions"], json!([]));
}

#[test]
fn at_todays_price_when_that_is_agreed() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '3 NAS-KEJU'");
    shop.does("pesanan ganti NAS3-001 '3 NAS-KEJU' KAS --agreed Budi --reprice");
    assert_eq!(shop.json("order show NAS3-001")["total"], 210_000);
}

#[test]
fn nonsense_is_refused_in_both_languages() {
    let shop = open_po();
    shop.does("po offer NAS3 KAS --quota 1");
    shop.does("order add NAS3 --name Budi --item '3 NAS-KEJU'");
    shop.refuses(
        "order substitute NAS3-001 '1 NAS-KEJU' NAS-KEJU --agreed Budi",
        "Penggantinya sama: NAS-KEJU. Sebutkan varian lain.",
    );
    shop.refuses(
        "order substitute NAS3-001 '4 NAS-KEJU' KAS --agreed Budi",
        "NAS3-001 hanya punya 3 pcs NAS-KEJU.",
    );
    shop.refuses(
        "order substitute NAS3-001 '1 NAS-KEJU' KAS --agreed ''",
        "Yang menyetujui belum diisi.",
    );
    shop.refuses(
        "order substitute NAS3-001 '2 NAS-KEJU' KAS --agreed Budi",
        "Kuota KAS tinggal 1 pcs",
    );
    shop.does("order substitute NAS3-001 '2 NAS-KEJU' KAS --agreed Budi --overbook 'sudah janji'");
    shop.wrong("order substitute NAS3-001 '1 NAS-KEJU' KAS", "--agreed");
    let shop = shop.in_english();
    shop.refuses(
        "order substitute NAS3-001 '1 KAS' KAS --agreed Budi",
        "The replacement is the same: KAS. Name another variant.",
    );
}
