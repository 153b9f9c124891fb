//! Packages (rules 15, 21, 65): variants made of other variants. Quotas and tallies count their
//! contents, and customers choose parts where there is a choice.

use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

/// NAS3 with a hamper of 3 NAS-KEJU and 1 LDK, and a box of any 2 of 3.
fn hampers() -> Shop {
    let shop = open_po();
    shop.does("product add LDK 'Lidah Kucing' --price 50rb --cost 20rb");
    shop.does("product add HAMP 'Hampers Lebaran' --price 250rb");
    shop.does("product package HAMP --with '3 NAS-KEJU' --with '1 LDK'");
    shop.does("product add KADO 'Kotak Kado' --price 120rb");
    shop.does("produk paket KADO --choose '2: NAS-KEJU, NAS-ORI, LDK'");
    shop.does("po offer NAS3 HAMP");
    shop.does("po offer NAS3 KADO");
    shop
}

/// Runs a command that places an order; returns the order's code.
fn code(shop: &Shop, typed: &str) -> String {
    shop.does(typed).trim().to_owned()
}

/// Checks a refusal in both languages.
fn refuses(shop: &Shop, typed: &str, id: &str, en: &str) {
    shop.refuses(typed, id);
    shop.refuses(&format!("--lang en {typed}"), en);
}

fn tally(shop: &Shop) -> Value {
    shop.json("tally NAS3")["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["code"], row["qty"]]))
        .collect()
}

fn sold(shop: &Shop, code: &str) -> Value {
    let po = shop.json("po show NAS3");
    let offers = po["offers"].as_array().unwrap();
    let offer = offers.iter().find(|offer| offer["code"] == code);
    offer.map_or(Value::Null, |offer| offer["sold"].clone())
}

#[test]
fn a_package_says_what_is_in_it() {
    let shop = hampers();
    let hamper = &shop.json("product show HAMP")["variants"][0];
    assert_eq!(
        hamper["components"],
        json!([
            {"code": "NAS-KEJU", "product": "Nastar", "variant": "Keju", "qty": 3},
            {"code": "LDK", "product": "Lidah Kucing", "variant": "", "qty": 1},
        ])
    );
    assert_eq!(hamper["choices"], json!([]));
    let gift = &shop.json("product show KADO")["variants"][0];
    assert_eq!(gift["choices"][0]["pick"], 2);
    assert_eq!(gift["choices"][0]["among"][2]["code"], "LDK");
    assert!(shop.does("product list").contains("3 NAS-KEJU, 1 LDK"));
    // A plain product has no such lines.
    assert_eq!(
        shop.json("product show LDK")["variants"][0]["components"],
        Value::Null
    );
    // Setting it again replaces the contents; without orders it can become a plain product again.
    shop.does("product package HAMP --with '2 LDK'");
    let hamper = &shop.json("product show HAMP")["variants"][0];
    assert_eq!(hamper["components"].as_array().unwrap().len(), 1);
    shop.does("product package HAMP --off");
    assert_eq!(
        shop.json("product show HAMP")["variants"][0]["components"],
        Value::Null
    );
}

#[test]
fn impossible_packages_are_refused() {
    let shop = hampers();
    refuses(
        &shop,
        "product package KAS --with '1 HAMP'",
        "HAMP itu paket, jadi tidak bisa jadi isi KAS. Tulis isinya satu per satu.",
        "HAMP is a package, so it can't be in KAS. Write what is in it one by one.",
    );
    refuses(
        &shop,
        "product package HAMP --with '1 HAMP'",
        "HAMP tidak bisa berisi dirinya sendiri.",
        "HAMP can't contain itself.",
    );
    refuses(
        &shop,
        "product package HAMP --with '1 LUMPIA'",
        "Tidak ada varian “LUMPIA”.",
        "There is no variant “LUMPIA”.",
    );
    refuses(
        &shop,
        "product package HAMP --choose 'NAS-KEJU, LDK'",
        "“NAS-KEJU, LDK” bukan pilihan isi. Tulis jumlah yang dipilih, lalu paling sedikit dua isi: 2: NAS-KEJU, LDK, KST.",
        "“NAS-KEJU, LDK” is not a choice. Write how many are picked, then at least two to pick from: 2: NAS-KEJU, LDK, KST.",
    );
    refuses(
        &shop,
        "product package HAMP --choose '1: NAS-KEJU, LDK' --choose '1: LDK, NAS-ORI'",
        "LDK ada di dua pilihan. Satu isi cukup di satu pilihan.",
        "LDK is in two choices. One is enough.",
    );
    refuses(
        &shop,
        "product package LDK --off",
        "LDK bukan paket.",
        "LDK is not a package.",
    );
    shop.does("order add NAS3 --name Sari --item '1 HAMP'");
    refuses(
        &shop,
        "product package HAMP --off",
        "HAMP sudah dipesan di PO NAS3, jadi tidak bisa diubah dulu. Tunggu PO itu selesai, atau buat produk baru.",
        "HAMP is ordered in PO NAS3, so it can't be changed yet. Wait until that PO is finished, or make a new product.",
    );
}

#[test]
fn the_tally_counts_what_is_in_packages() {
    let shop = hampers();
    // Until it is ordered, a product that is only in packages is not listed in the PO.
    assert_eq!(sold(&shop, "LDK"), Value::Null);
    let order = code(
        &shop,
        "order add NAS3 --name Sari --item '2 HAMP: kartu ucapan' --item '1 NAS-KEJU'",
    );
    let shown = shop.json(&format!("order show {order}"));
    assert_eq!(shown["lines"].as_array().unwrap().len(), 2);
    assert_eq!(shown["total"], 2 * 250_000 + 65_000);
    assert_eq!(
        shown["lines"][0]["parts"],
        json!([
            {"code": "NAS-KEJU", "product": "Nastar", "variant": "Keju", "qty": 6},
            {"code": "LDK", "product": "Lidah Kucing", "variant": "", "qty": 2},
        ])
    );
    assert_eq!(shown["lines"][0]["chosen"], Value::Null);
    assert_eq!(sold(&shop, "NAS-KEJU"), 7);
    assert_eq!(sold(&shop, "LDK"), 2);
    // Units sold are those of orders, not of contents.
    assert_eq!(shop.json("po show NAS3")["sold"], 3);
    assert_eq!(
        tally(&shop),
        json!([["NAS-KEJU", 7], ["HAMP", 2], ["LDK", 2]])
    );
    let shop_text = shop.does("po show NAS3");
    assert!(
        shop_text.contains("Lidah Kucing (isi paket)"),
        "{shop_text}"
    );
    // Lowered, raised, cancelled: the contents follow.
    shop.does(&format!("order edit {order} --item '3 HAMP'"));
    assert_eq!(sold(&shop, "LDK"), 3);
    shop.does(&format!("order edit {order} --item '-2 HAMP'"));
    assert_eq!(
        tally(&shop),
        json!([["NAS-KEJU", 4], ["HAMP", 1], ["LDK", 1]])
    );
    shop.does(&format!("order edit {order} --item '-1 HAMP'"));
    assert_eq!(tally(&shop), json!([["NAS-KEJU", 1]]));
    shop.does("undo");
    shop.does(&format!("order cancel {order} --why batal"));
    assert_eq!(tally(&shop), json!([]));
    shop.does("undo");
    assert_eq!(sold(&shop, "LDK"), 1);
    shop.does("check");
}

#[test]
fn sold_contents_stay_when_the_package_changes() {
    let shop = hampers();
    let order = code(&shop, "order add NAS3 --name Sari --item '1 HAMP'");
    shop.does("product package HAMP --with '5 LDK'");
    assert_eq!(sold(&shop, "LDK"), 1);
    // Added units have the same contents as those sold before.
    shop.does(&format!("order edit {order} --item '+1 HAMP'"));
    assert_eq!(sold(&shop, "LDK"), 2);
    code(&shop, "order add NAS3 --name Tono --item '1 HAMP'");
    assert_eq!(sold(&shop, "LDK"), 7);
    shop.does("check");
}

#[test]
fn a_quota_of_what_is_in_it_counts() {
    let shop = hampers();
    shop.does("po offer NAS3 NAS-KEJU --quota 10");
    code(
        &shop,
        "order add NAS3 --name Sari --item '1 HAMP' --item '1 NAS-KEJU'",
    );
    refuses(
        &shop,
        "order add NAS3 --name Tono --item '3 HAMP'",
        "Kuota NAS-KEJU tinggal 6 pcs; 1 HAMP isinya 3, jadi cukup untuk 2.",
        "Only 6 pcs of NAS-KEJU left; 1 HAMP holds 3, so there is room for 2.",
    );
    code(&shop, "order add NAS3 --name Tono --item '2 HAMP'");
    refuses(
        &shop,
        "order add NAS3 --name Budi --item '1 HAMP'",
        "Kuota NAS-KEJU sudah habis, jadi HAMP tidak bisa dipesan lagi.",
        "NAS-KEJU is sold out, so no HAMP can be ordered.",
    );
    // An order's own units don't count against it (rule 19): 4 + 6 are hers and the other order's.
    shop.does("order edit NAS3-001 --item '-1 NAS-KEJU'");
    refuses(
        &shop,
        "order edit NAS3-001 --item '+1 HAMP'",
        "Kuota NAS-KEJU tinggal 4 pcs; 1 HAMP isinya 3, jadi cukup untuk 1.",
        "Only 4 pcs of NAS-KEJU left; 1 HAMP holds 3, so there is room for 1.",
    );
}

#[test]
fn the_quota_of_a_period_counts_pieces_not_packages() {
    let shop = hampers();
    shop.does("po edit NAS3 --quota 8");
    code(&shop, "order add NAS3 --name Sari --item '2 HAMP'");
    refuses(
        &shop,
        "order add NAS3 --name Tono --item '1 NAS-KEJU'",
        "Kuota PO NAS3 sudah habis, yang diminta 1.",
        "PO NAS3 is sold out, 1 wanted.",
    );
}

#[test]
fn the_customer_chooses() {
    let shop = hampers();
    refuses(
        &shop,
        "order add NAS3 --name Sari --item '1 KADO'",
        "KADO: pilih 2 dari Nastar Keju, Nastar Original, Lidah Kucing. Tulis begini: 1 KADO[Nastar Keju, Nastar Original]",
        "KADO: choose 2 of Nastar Keju, Nastar Original, Lidah Kucing. Write it like this: 1 KADO[Nastar Keju, Nastar Original]",
    );
    refuses(
        &shop,
        "order add NAS3 --name Sari --item '1 KADO[LDK]'",
        "KADO: pilih 2 dari Nastar Keju, Nastar Original, Lidah Kucing, bukan 1. Tulis begini: 1 KADO[Nastar Keju, Nastar Original]",
        "KADO: choose 2 of Nastar Keju, Nastar Original, Lidah Kucing, not 1. Write it like this: 1 KADO[Nastar Keju, Nastar Original]",
    );
    refuses(
        &shop,
        "order add NAS3 --name Sari --item '1 KADO[LUMPIA, LDK]'",
        "“LUMPIA” tidak ada di pilihan KADO. Yang bisa dipilih: Nastar Keju, Nastar Original, Lidah Kucing.",
        "“LUMPIA” is not among the choices of KADO. To choose from: Nastar Keju, Nastar Original, Lidah Kucing.",
    );
    refuses(
        &shop,
        "order add NAS3 --name Sari --item '1 NAS-KEJU[LDK]'",
        "NAS-KEJU tidak punya pilihan isi. Tulis tanpa [ ] ya.",
        "NAS-KEJU has nothing to choose. Write it without [ ].",
    );
    let order = code(
        &shop,
        "order add NAS3 --name Sari --item '2 KADO[lidah kucing, nas-keju]: pita merah'",
    );
    let lines = shop.json(&format!("order show {order}"))["lines"].clone();
    assert_eq!(lines[0]["chosen"], "NAS-KEJU, LDK");
    assert_eq!(lines[0]["customization"], "pita merah");
    assert_eq!(
        tally(&shop),
        json!([["NAS-KEJU", 2], ["LDK", 2], ["KADO", 2]])
    );

    // Another choice moves units, at the price they were sold for.
    shop.does("po offer NAS3 KADO --price 150rb");
    shop.does(&format!("order edit {order} --item '1 KADO[2 LDK]'"));
    let shown = shop.json(&format!("order show {order}"));
    assert_eq!(shown["total"], 240_000);
    let chosen = |at: usize| [&shown["lines"][at]["qty"], &shown["lines"][at]["chosen"]];
    assert_eq!(chosen(0), [&json!(1), &json!("NAS-KEJU, LDK")]);
    assert_eq!(chosen(1), [&json!(1), &json!("2 LDK")]);
    assert_eq!(
        tally(&shop),
        json!([["NAS-KEJU", 1], ["LDK", 3], ["KADO", 2]])
    );
    refuses(
        &shop,
        &format!("order edit {order} --item '-1 KADO'"),
        &format!(
            "{order} punya KADO dengan beberapa pilihan: 2 Lidah Kucing / Nastar Keju, Lidah Kucing. Sebutkan yang mana di dalam [ ]."
        ),
        &format!(
            "{order} has KADO with several choices: 2 Lidah Kucing / Nastar Keju, Lidah Kucing. Say which one in [ ]."
        ),
    );
    shop.does(&format!("order edit {order} --item '-1 KADO[2 LDK]'"));
    assert_eq!(
        tally(&shop),
        json!([["NAS-KEJU", 1], ["LDK", 1], ["KADO", 1]])
    );
    shop.does("check");
}

#[test]
fn a_waiting_package_is_served_when_its_parts_come_free() {
    let shop = hampers();
    shop.does("po offer NAS3 NAS-KEJU --quota 3");
    let first = code(&shop, "order add NAS3 --name Sari --item '1 HAMP'");
    let second = code(
        &shop,
        "order add NAS3 --name Tono --item '1 HAMP' --waitlist",
    );
    assert_eq!(
        shop.json(&format!("order show {second}"))["status"],
        "waitlist"
    );
    assert_eq!(sold(&shop, "NAS-KEJU"), 3);
    shop.does(&format!("order cancel {first} --why batal"));
    assert_eq!(
        shop.json(&format!("order show {second}"))["status"],
        "active"
    );
    assert_eq!(sold(&shop, "NAS-KEJU"), 3);
    shop.does("check");
}

#[test]
fn a_frozen_tally_holds_packages_and_parts() {
    let shop = hampers();
    code(&shop, "order add NAS3 --name Sari --item '1 HAMP'");
    shop.does("po close NAS3");
    assert_eq!(shop.json("tally NAS3")["version"], 1);
    code(
        &shop,
        "order add NAS3 --name Tono --item '1 HAMP' --late tetangga",
    );
    let since = shop.json("tally NAS3 --since 1");
    let deltas: Value = since["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["code"], row["delta"]]))
        .collect();
    assert_eq!(deltas, json!([["NAS-KEJU", 3], ["HAMP", 1], ["LDK", 1]]));
}

/// Rules 45, 65: a moved package keeps the contents it was sold with, whatever it has now.
#[test]
fn a_moved_package_holds_what_it_was_sold_with() {
    let shop = hampers();
    shop.does("po clone NAS3 NAS4");
    shop.does("po edit NAS4 --open 2026-02-20 --close 2026-03-10");
    shop.does("order add NAS3 --name Budi --item '3 HAMP'");
    shop.does("product package HAMP --with '2 KAS'");
    shop.does("order split NAS3-001 NAS4 --item '1 HAMP'");
    shop.does("order move NAS3-001 NAS4");
    for order in ["NAS4-001", "NAS4-002"] {
        let order = shop.json(&format!("order show {order}"));
        assert_eq!(order["lines"].as_array().unwrap().len(), 1);
    }
    let tally = shop.json("tally NAS4");
    let made: Value = tally["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["code"], row["qty"]]))
        .collect();
    assert_eq!(made, json!([["NAS-KEJU", 9], ["HAMP", 3], ["LDK", 3]]));
    // Moving needs room for those contents.
    shop.does("order add NAS3 --name Sari --item '1 HAMP'");
    shop.does("po offer NAS4 KAS --quota 1");
    shop.refuses("order move NAS3-002 NAS4", "Kuota KAS tinggal 1 pcs");
    assert_eq!(shop.json("check")["ok"], true);
}
