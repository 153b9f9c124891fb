//! Custom fields and wearers (rules 67, 74): a product sets what its customization must contain; a
//! line says whom it is for.

use std::fs;

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// A jersey with two custom fields, name and number on the back, on sale in NAS3.
fn with_jersey() -> Shop {
    let shop = open_po();
    shop.does("product add JRS Jersey --price 150rb");
    shop.does("product variant JRS L L");
    shop.does("product field JRS Nama --required --length 1..8 --price 10rb");
    shop.does("produk isian JRS Nomor --required --digits --length ..2");
    shop.does("product field JRS 'Patch lengan' --price 5rb");
    shop.does("po offer NAS3 JRS");
    shop
}

/// The lines of an order: units, price, customization, for whom.
fn lines(shop: &Shop, order: &str) -> Value {
    shop.json(&format!("order show {order}"))["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            json!([
                line["qty"],
                line["unit_price"],
                line["customization"],
                line["for_whom"]
            ])
        })
        .collect()
}

#[test]
fn product_show_lists_custom_fields() {
    let shop = with_jersey();
    assert_eq!(
        shop.json("product show JRS")["fields"],
        json!([
            {"label": "Nama", "required": true, "digits": false, "least": 1, "most": 8, "price": 10000},
            {"label": "Nomor", "required": true, "digits": true, "least": null, "most": 2, "price": 0},
            {"label": "Patch lengan", "required": false, "digits": false, "least": null, "most": null,
             "price": 5000},
        ])
    );
    assert!(
        shop.does("product show JRS")
            .contains("wajib, angka, ..2 huruf")
    );
    // Setting a field again changes only what is given.
    shop.does("product field JRS nomor --required=no --length none");
    let field = &shop.json("product show JRS")["fields"][1];
    assert_eq!(
        *field,
        json!({"label": "nomor", "required": false, "digits": true, "least": null, "most": null, "price": 0})
    );
    shop.does("product field JRS nomor --off");
    assert_eq!(
        shop.json("product show JRS")["fields"][1]["label"],
        "Patch lengan"
    );
    shop.does("undo");
    assert_eq!(shop.json("product show JRS")["fields"][1]["label"], "nomor");
}

#[test]
fn customizations_are_read_into_fields_with_values_unchanged() {
    let shop = with_jersey();
    shop.does(
        "order add NAS3 --name Budi --item '1 JRS-L: nama=BuDi, nomor=07' \
         --item '2 JRS-L: no=10, NAMA = Andi S., patch=kiri, kanan; agak lebar'",
    );
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([
            [1, 160000, "Nama: BuDi; Nomor: 07", null],
            [
                2,
                165000,
                "Nama: Andi S.; Nomor: 10; Patch lengan: kiri, kanan; agak lebar",
                null
            ],
        ])
    );
    // Products without custom fields keep the text as it was typed.
    shop.does("order add NAS3 --name Sari --item '1 KAS: nama=SARI, tulis: apa saja'");
    assert_eq!(
        lines(&shop, "NAS3-002"),
        json!([[1, 70000, "nama=SARI, tulis: apa saja", null]])
    );
}

#[test]
fn missing_and_wrong_values_are_refused_in_both_languages() {
    let shop = with_jersey();
    let refusals = [
        (
            "1 JRS-L",
            "JRS-L: Nama belum diisi. Tulis nama=…",
            "JRS-L: Nama is not filled in. Write nama=…",
        ),
        (
            "1 JRS-L: nama=BUDI",
            "JRS-L: Nomor belum diisi. Tulis nomor=10",
            "JRS-L: Nomor is not filled in. Write nomor=10",
        ),
        (
            "1 JRS-L: nama=BUDI, nomor=A1",
            "JRS-L: Nomor “A1” harus angka semua, misalnya 10.",
            "JRS-L: Nomor “A1” must be digits only, for example 10.",
        ),
        (
            "1 JRS-L: nama=BUDIMANSYAH, nomor=1",
            "JRS-L: Nama “BUDIMANSYAH” harus 1 sampai 8 huruf, ini 11.",
            "JRS-L: Nama “BUDIMANSYAH” must have 1 to 8 characters, it has 11.",
        ),
        (
            "1 JRS-L: nama=BUDI, nomor=100",
            "JRS-L: Nomor “100” terlalu panjang, paling banyak 2 huruf, ini 3.",
            "JRS-L: Nomor “100” is too long: at most 2 characters, it has 3.",
        ),
        (
            "1 JRS-L: nama=BUDI, nmr=1",
            "JRS-L tidak punya isian “nmr”. Yang ada: Nama, Nomor, Patch lengan.",
            "JRS-L has no field “nmr”. It has: Nama, Nomor, Patch lengan.",
        ),
        (
            "1 JRS-L: n=BUDI",
            "JRS-L: “n” bisa berarti Nama, Nomor.",
            "JRS-L: “n” may mean Nama, Nomor.",
        ),
        (
            "1 JRS-L: nama=A, nama=B, nomor=1",
            "JRS-L: Nama ditulis dua kali.",
            "JRS-L: Nama is given twice.",
        ),
    ];
    for (item, indonesian, _) in refusals {
        shop.refuses(
            &format!("order add NAS3 --name Budi --item '{item}'"),
            indonesian,
        );
    }
    let bad_fields = [
        (
            "product field JRS 'a=b'",
            "tidak boleh memakai",
            "may not contain",
        ),
        (
            "product field APA Nama",
            "Tidak ada produk “APA”",
            "There is no product “APA”",
        ),
        (
            "product field JRS Warna --off",
            "Tidak ada isian custom",
            "There is no custom field",
        ),
        (
            "product field JRS ' '",
            "Nama isian belum diisi",
            "Name of the field is not filled in",
        ),
        (
            "product field JRS Nama --length 5..2",
            "Panjang isian",
            "Length of the field",
        ),
        (
            "product field JRS Nama --length abc",
            "--length",
            "--length",
        ),
    ];
    for (typed, indonesian, _) in bad_fields {
        shop.refuses(typed, indonesian);
    }
    let shop = shop.in_english();
    for (item, _, english) in refusals {
        shop.refuses(
            &format!("order add NAS3 --name Budi --item '{item}'"),
            english,
        );
    }
    for (typed, _, english) in bad_fields {
        shop.refuses(typed, english);
    }
    assert_eq!(shop.json("order list")["orders"], json!([]));
}

#[test]
fn an_edit_names_an_item_by_its_fields() {
    let shop = with_jersey();
    shop.does("order add NAS3 --name Budi --item '1 JRS-L: nama=BUDI, nomor=10'");
    // The same fields in another order and notation.
    shop.does("order edit NAS3-001 --item '+1 JRS-L: nomor=10; nama=BUDI'");
    shop.does("order edit NAS3-001 --item '+1 JRS-L: nama=ANDI, nomor=7'");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([
            [2, 160000, "Nama: BUDI; Nomor: 10", null],
            [1, 160000, "Nama: ANDI; Nomor: 7", null],
        ])
    );
    shop.refuses(
        "order edit NAS3-001 --item '+1 JRS-L: nama=ANDI'",
        "Nomor belum diisi",
    );
    shop.refuses("order edit NAS3-001 --item '+1 JRS-L'", "custom yang mana");
    shop.does("order edit NAS3-001 --item '-2 JRS-L: Nama: BUDI; Nomor: 10'");
    // Without fields it means the only such item.
    shop.does("order edit NAS3-001 --item '+1 JRS-L'");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([[2, 160000, "Nama: ANDI; Nomor: 7", null]])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rules 11, 13: a new price of a field applies only to units added later.
#[test]
fn a_field_keeps_the_price_it_was_sold_at() {
    let shop = with_jersey();
    shop.does("order add NAS3 --name Budi --item '1 JRS-L: nama=BUDI, nomor=10'");
    shop.does("product field JRS Nama --price 20rb");
    shop.does("order edit NAS3-001 --item '+1 JRS-L'");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([
            [1, 160000, "Nama: BUDI; Nomor: 10", null],
            [1, 170000, "Nama: BUDI; Nomor: 10", null],
        ])
    );
    // The unit with the highest price goes first.
    shop.does("order edit NAS3-001 --item '-1 JRS-L'");
    assert_eq!(lines(&shop, "NAS3-001")[0][1], 160000);
}

#[test]
fn a_line_names_whom_it_is_for() {
    let shop = with_jersey();
    shop.does(
        "order add NAS3 --name 'Klub Elang' --item '1 JRS-L @Andi: nama=ANDI, nomor=7' \
         --item '1 JRS-L @Budi: nama=BUDI, nomor=10' --item '2 KAS @Andi' --item '1 KAS'",
    );
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([
            [1, 160000, "Nama: ANDI; Nomor: 7", "Andi"],
            [1, 160000, "Nama: BUDI; Nomor: 10", "Budi"],
            [2, 70000, null, "Andi"],
            [1, 70000, null, null],
        ])
    );
    let shown = shop.does("order show NAS3-001");
    assert!(shown.contains("Untuk") && shown.contains("Andi"), "{shown}");
    // A wearer also tells which item is meant.
    shop.does("order edit NAS3-001 --item '-1 JRS-L @budi' --item '3 KAS @Andi' --item '-1 KAS'");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([
            [1, 160000, "Nama: ANDI; Nomor: 7", "Andi"],
            [3, 70000, null, "Andi"],
        ])
    );
    shop.does("order edit NAS3-001 --item '+1 KAS @Citra' --item '+1 KAS @Citra: asin'");
    shop.refuses("order edit NAS3-001 --item '+1 KAS'", "custom yang mana");
    shop.refuses(
        "order edit NAS3-001 --item '-1 KAS @Dedi'",
        "hanya punya 0 pcs KAS",
    );
}

#[test]
fn the_tally_lists_every_customization() {
    let shop = with_jersey();
    shop.does(
        "order add NAS3 --name Klub --item '1 JRS-L @Andi: nama=ANDI, nomor=7' \
         --item '2 JRS-L @Budi: no=10, nama=BUDI'",
    );
    shop.does("order add NAS3 --name Lain --item '1 JRS-L: nama=BUDI; nomor=10'");
    let tally = shop.json("tally NAS3");
    assert_eq!(
        tally["rows"][0]["customizations"],
        json!([
            {"text": "Nama: ANDI; Nomor: 7", "qty": 1},
            {"text": "Nama: BUDI; Nomor: 10", "qty": 3},
        ])
    );
}

/// Imported customizations are kept without checks, as they record the past.
#[test]
fn imported_customizations_are_kept_as_they_are() {
    let shop = with_jersey();
    std::fs::write(
        shop.file("pesanan.csv"),
        "nama,kode,produk,jumlah,harga,custom\nBudi,JRS-L,Jersey,1,155000,BUDI 10\n",
    )
    .unwrap();
    shop.does("order import pesanan.csv --po NAS3");
    assert_eq!(
        lines(&shop, "NAS3-001"),
        json!([[1, 155000, "BUDI 10", null]])
    );
    // They can be removed or added to like any other item.
    shop.does("order edit NAS3-001 --item '+1 JRS-L: BUDI 10'");
    assert_eq!(
        lines(&shop, "NAS3-001")[1],
        json!([1, 150000, "BUDI 10", null])
    );
}

/// An extra in a chat message becomes the custom field of the same name, with its price if it has
/// one.
#[test]
fn an_extra_of_a_chat_is_the_field_it_names() {
    let shop = open_po();
    shop.does("product field KAS 'Extra keju' --price 5rb");
    shop.does("product field KAS Kartu");
    for (nth, (asked, kept, total)) in [
        ("+ extra keju", "Extra keju: ✓", 150_000),
        (
            "(extra keju, tanpa gula)",
            "Extra keju: ✓; tanpa gula",
            150_000,
        ),
        (
            "(kartu Selamat Ulang Tahun)",
            "Kartu: Selamat Ulang Tahun",
            140_000,
        ),
        ("(kurang manis)", "kurang manis", 140_000),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("Nama: Budi {nth}\nPesanan: 2 kastengel {asked}\n");
        fs::write(shop.file("chat.txt"), text).unwrap();
        shop.does("order paste chat.txt --po NAS3 --yes");
        let order = shop.json(&format!("order show NAS3-{:03}", nth + 1));
        assert_eq!(order["lines"][0]["customization"], kept);
        assert_eq!(order["total"], total, "{asked}");
    }
}
