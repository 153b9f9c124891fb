//! Tallies and exports: CSV bytes, JSON keys, files (rules 37, 38, 58).

use std::fs;

use calamine::{Data, Reader, open_workbook_auto};
use serde_json::{Value, json};

use crate::shop::{Shop, open_po};

fn four_orders() -> Shop {
    let shop = open_po();
    shop.does(
        "order add NAS3 --name Budi --phone 0812-3456-7890 --item '2 NAS-KEJU' --item '1 KAS'",
    );
    shop.does(
        "order add NAS3 --name Sari --item '3 NAS-KEJU: tanpa gula' --item '1 NAS-ORI: =1+1'",
    );
    shop.does(
        "order add NAS3 --name Caca --item '1 NAS-KEJU: tanpa gula' --item '1 NAS-KEJU: pedas'",
    );
    shop.does("order add NAS3 --name Dodi --item '50 NAS-ORI'");
    shop.does("order cancel NAS3-004 --why batal");
    shop
}

#[test]
fn the_tally_counts_per_variant_with_every_customization() {
    let shop = four_orders();
    let tally = shop.json("tally nas3");
    assert_eq!(
        (&tally["period"], &tally["version"]),
        (&json!("NAS3"), &Value::Null)
    );
    assert_eq!(tally["total"], 9);
    let rows = tally["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["code"] == "NAS-KEJU").unwrap();
    assert_eq!(
        (&row["product"], &row["variant"], &row["qty"]),
        (&json!("Nastar"), &json!("Keju"), &json!(7))
    );
    let asked: Vec<_> = row["customizations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|asked| (asked["text"].clone(), asked["qty"].clone()))
        .collect();
    assert_eq!(
        asked,
        [(json!("pedas"), json!(1)), (json!("tanpa gula"), json!(4))]
    );
    let total: i64 = rows.iter().map(|row| row["qty"].as_i64().unwrap()).sum();
    assert_eq!(total, 9, "a cancelled order counts nowhere");
}

#[test]
fn other_groupings_have_their_own_key_column() {
    let shop = four_orders();
    for (by, key) in [
        ("product", "Kastengel"),
        ("order", "NAS3-001"),
        ("option", "Keju"),
    ] {
        let tally = shop.json(&format!("tally NAS3 --by {by}"));
        let rows = tally["rows"].as_array().unwrap();
        assert!(rows.iter().any(|row| row[by] == key), "{by}: {rows:?}");
        assert_eq!(tally["total"], 9, "{by}");
        let csv = shop.does(&format!("tally NAS3 --by {by} --format csv"));
        assert!(csv.lines().next().unwrap().starts_with(by), "{csv}");
    }
    assert_eq!(
        shop.json("tally NAS3 --by supplier")["rows"][0]["supplier"],
        Value::Null
    );
}

/// The contract's CSV: fixed first columns, commas, no BOM, quotes only where needed, LF or CRLF.
#[test]
fn the_csv_begins_with_the_contracts_columns() {
    let shop = four_orders();
    let csv = shop.does("tally NAS3 --format csv");
    let lines: Vec<_> = csv.lines().collect();
    assert!(lines[0].starts_with("code,product,variant,qty"), "{csv}");
    assert!(lines[1].starts_with("NAS-KEJU,Nastar,Keju,7"), "{csv}");
    assert!(lines[2].starts_with("NAS-ORI,Nastar,Original,1"), "{csv}");
    assert!(lines[3].starts_with("KAS,Kastengel,,1"), "{csv}");
    assert_eq!(lines.len(), 4, "one row per variant, none of zero");
    assert!(!csv.contains('"'), "{csv}");
    assert_eq!(
        shop.does("export production NAS3"),
        csv,
        "csv is what export writes"
    );
    let asked = shop.rekap("tally NAS3 --format csv --separator ';' --bom");
    assert!(
        asked
            .bytes
            .starts_with("\u{feff}code;product;variant;qty".as_bytes())
    );
}

/// Rule 58: text that begins like a formula gets an apostrophe; a phone number keeps its zero or
/// plus.
#[test]
fn no_cell_can_become_a_formula() {
    let shop = open_po();
    shop.does(
        "order add NAS3 --name '=cmd|calc' --phone +62812-3456-7890 --item '1 KAS: @SUM(A1)'",
    );
    shop.does("order add NAS3 --name '-2+3, \"ya\"' --item '1 KAS'");
    let csv = shop.does("export orders NAS3");
    assert!(csv.contains(",'=cmd|calc,6281234567890,"), "{csv}");
    assert!(csv.contains("\"'-2+3, \"\"ya\"\"\""), "{csv}");
    assert!(csv.contains("'@SUM(A1)"), "{csv}");
}

/// Rule 37: closing freezes v1; later changes are shown as differences to it.
#[test]
fn after_the_close_changes_are_deltas() {
    let mut shop = four_orders();
    shop.does("po close NAS3");
    assert_eq!(shop.json("tally NAS3")["version"], 1);
    shop.does("order edit NAS3-001 --item '+1 NAS-KEJU' --item '-1 KAS' --why 'tukar rasa'");
    let csv = shop.does("tally NAS3 --since 1 --format csv");
    let header = csv.lines().next().unwrap();
    assert!(
        header.starts_with("code,product,variant,qty") && header.contains("delta"),
        "{csv}"
    );
    assert!(
        csv.lines().any(|line| line.starts_with("KAS,Kastengel,,0")),
        "a zero row: {csv}"
    );
    let rows = shop.json("tally NAS3 --since v1")["rows"].clone();
    let keju = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "NAS-KEJU")
        .unwrap();
    assert_eq!(
        (&keju["was"], &keju["qty"], &keju["delta"]),
        (&json!(7), &json!(8), &json!(1))
    );
    shop.refuses("tally NAS3 --since 2", "2");
    // A PO closed by the clock shows the live tally as the version until the next deed.
    let mut shop2 = four_orders();
    shop2.at("2026-02-20");
    assert_eq!(shop2.json("tally NAS3")["version"], 1);
    shop.at("2026-02-20");
}

#[test]
fn the_text_format_is_a_kitchen_list() {
    let shop = four_orders();
    let text = shop.does("tally NAS3");
    assert_eq!(text, shop.does("rekap NAS3 --format text"));
    assert!(
        text.contains("7 × Nastar Keju\n   1 × pedas\n   4 × tanpa gula\n"),
        "{text}"
    );
    assert!(shop.does("tally NAS3 --format table").contains("NAS-KEJU"));
}

#[test]
fn a_file_is_never_overwritten_without_force() {
    let shop = four_orders();
    assert_eq!(shop.does("tally NAS3 --format csv -o rekap.csv"), "");
    let csv = fs::read_to_string(shop.file("rekap.csv")).unwrap();
    assert_eq!(csv.trim_end(), shop.does("tally NAS3 --format csv -o -"));
    fs::write(shop.file("rekap.csv"), "jangan hilang").unwrap();
    shop.refuses("tally NAS3 --format csv -o rekap.csv", "rekap.csv");
    assert_eq!(
        fs::read_to_string(shop.file("rekap.csv")).unwrap(),
        "jangan hilang"
    );
    shop.does("tally NAS3 --format csv -o rekap.csv --force");
    assert_eq!(fs::read_to_string(shop.file("rekap.csv")).unwrap(), csv);
    shop.refuses("tally NAS3 -o tidak/ada/rekap.txt", "tidak/ada");
    // The file's extension chooses the format.
    shop.does("tally NAS3 -o rekap.json");
    let written: Value =
        serde_json::from_slice(&fs::read(shop.file("rekap.json")).unwrap()).unwrap();
    assert_eq!(written["total"], 9);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_a_document_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let shop = four_orders();
    shop.does("export orders -o pesanan.csv");
    let mode = fs::metadata(shop.file("pesanan.csv"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    symlink(shop.file("pesanan.csv"), shop.file("tautan.csv")).unwrap();
    shop.refuses("export orders -o tautan.csv --force", "tautan.csv");
}

#[test]
fn workbooks_hold_true_numbers() {
    let shop = four_orders();
    shop.does("tally NAS3 -o rekap.xlsx");
    let mut book = open_workbook_auto(shop.file("rekap.xlsx")).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let row = range
        .rows()
        .find(|row| row[0] == Data::String("NAS-KEJU".into()))
        .unwrap();
    assert_eq!(row[3], Data::Float(7.0));
}

#[test]
fn orders_are_exported_whole() {
    let shop = four_orders();
    let orders = shop.json("export orders NAS3")["orders"].clone();
    let codes: Vec<_> = orders
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["code"].clone())
        .collect();
    assert_eq!(
        codes,
        ["NAS3-001", "NAS3-002", "NAS3-003", "NAS3-004"],
        "cancelled ones too"
    );
    assert_eq!(orders[0], shop.json("order show NAS3-001"));
    shop.wrong("export production", "PO");
    shop.refuses("export orders NAS9", "NAS9");
}

/// Undoing a close removes its version. Closing again makes a new number if the tally is different.
#[test]
fn undoing_a_close_removes_its_version() {
    let shop = four_orders();
    let version = || shop.json("tally NAS3")["version"].clone();
    shop.does("po close NAS3");
    assert_eq!(version(), 1);
    shop.does("undo");
    assert_eq!(version(), serde_json::Value::Null);
    shop.does("redo");
    assert_eq!(version(), 1);
    shop.does("undo");
    shop.does("order add NAS3 --name Nia --item '1 KAS'");
    shop.does("po close NAS3");
    assert_eq!(version(), 2);
    shop.does("po reopen NAS3");
    assert_eq!(version(), 2);
}
