//! Packing lists, labels, notas and couriers' tables hold the right orders and all of their text (rules 80, 99,
//! 100).

use std::process::Command;

use crate::handover::ready;
use crate::needs::needs;
use crate::shop::Shop;

/// The text of a PDF that a command writes.
fn pdf(shop: &Shop, typed: &str) -> Option<String> {
    let file = shop.file("kertas.pdf");
    shop.does(&format!("{typed} -o kertas.pdf --force"));
    if !needs("pdftotext") {
        return None;
    }
    let out = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&file)
        .arg("-")
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    Some(String::from_utf8(out.stdout).unwrap())
}

/// Of five orders with the same goods one is cancelled and one waits: papers are of the others, and what is
/// packed is what the tally counts.
#[test]
fn papers_are_of_the_orders_that_count() {
    let shop = ready();
    let packing = shop.does("export packing P1 --format text");
    let labels = shop.does("export labels P1 --format text");
    let notas = shop.does("export nota P1 --format text");
    for paper in [&packing, &labels, &notas] {
        for there in ["P1-001", "P1-002", "P1-003", "P1-004"] {
            assert!(paper.contains(there), "{there}: {paper}");
        }
        for not in ["P1-005", "P1-006", "Uci", "Wati"] {
            assert!(!paper.contains(not), "{not}: {paper}");
        }
    }
    assert!(!labels.contains("Rp"), "{labels}");
    assert!(notas.contains("Rp275.000"), "{notas}");
    // The packing list says how many units it holds: those of the tally, packages as one.
    let units: i64 = shop.json("order list")["orders"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|order| order["status"] == "active")
        .map(|order| order["units"].as_i64().unwrap())
        .sum();
    assert!(
        packing.contains(&format!("4 pesanan · {units} pcs")),
        "{packing}"
    );
    let by_product = shop.does("export packing P1 --by product --format text");
    assert!(by_product.contains("Nastar"), "{by_product}");
    // What has left is packed no more.
    shop.does("ship P1-001 --courier JNE --resi 0012345");
    let packing = shop.does("export packing P1 --format text");
    assert!(!packing.contains("P1-001"), "{packing}");
    let labels = shop.does("export labels P1-001 --format text");
    assert!(
        labels.contains("0012345") && labels.contains("P1"),
        "{labels}"
    );
}

/// Rule 100: a name of 50 and an address of 200 characters without spaces are on every paper, whole.
#[test]
fn long_texts_are_whole_on_every_paper() {
    let shop = ready();
    let name = "N".repeat(50);
    let address: String = ('a'..='z').cycle().take(200).collect();
    shop.does(&format!(
        "order edit P1-001 --recipient {name} --address {address}"
    ));
    for paper in ["100x150", "a6", "80mm", "58mm", "a4"] {
        let typed = format!("export labels P1-001 --format pdf --paper {paper}");
        let Some(text) = pdf(&shop, &typed) else {
            return;
        };
        let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(letters.contains(&name), "{paper}: {text}");
        let there: String = letters.chars().filter(char::is_ascii_lowercase).collect();
        assert!(there.contains(&address), "{paper}: {text}");
    }
    for paper in ["a4", "80mm", "58mm"] {
        let Some(text) = pdf(
            &shop,
            &format!("export nota P1-001 --format pdf --paper {paper}"),
        ) else {
            return;
        };
        assert!(text.contains("P1-001"), "{paper}: {text}");
    }
}

/// What isn't possible is said with what is.
#[test]
fn a_paper_that_does_not_exist_is_refused() {
    let shop = ready();
    shop.refuses(
        "export labels P1 --format pdf --paper a7 -o x.pdf",
        "100x150",
    );
    shop.refuses("export nota P1 --format csv", "pdf");
    shop.refuses(
        "export labels P1 --format escpos --paper a6 -o x.bin",
        "80mm",
    );
    shop.refuses("export labels P9 --format text", "P9");
    shop.does("export labels --test --paper a4-3x7 --format pdf -o uji.pdf");
    std::fs::write(shop.file("labels.csv"), "code,name\nx\n").unwrap();
    shop.refuses("export labels P1 --format pdf -o x.pdf", "sheet_w_mm");
}

/// Rule 99: phones leave in the form the courier wants, and a text that is too long names its order.
#[test]
fn a_couriers_table_is_as_the_courier_wants_it() {
    let shop = ready();
    shop.does("ship P1-001 --courier JNE --weight 1250");
    shop.does("ship P1-004 --courier JNE --cod rest");
    let table = shop.does("export courier P1-001 P1-004 --courier aggregator");
    let mut lines = table.lines();
    let header = lines.next().unwrap();
    assert!(
        header.starts_with("Tipe Pengiriman,Kurir,Nama Penerima,No. Telp. Penerima"),
        "{header}"
    );
    let rows: Vec<&str> = lines.collect();
    assert_eq!(rows.len(), 2, "{table}");
    assert!(
        rows[0].starts_with("NON-COD,JNE,Budi,081234567801,Jl. Melati 5"),
        "{table}"
    );
    assert!(rows[0].contains(",1.25,3,"), "{table}");
    assert!(rows[1].starts_with("COD,JNE,Tono,081234567803"), "{table}");
    assert!(rows[1].contains(",170000,"), "{table}");
    let lion = shop.does("export courier P1-001 --courier lion");
    assert!(lion.contains("6281234567801"), "{lion}");
    shop.does(&format!("order edit P1-002 --recipient {}", "N".repeat(51)));
    shop.refuses("export courier P1-002", "P1-002");
    shop.refuses("export courier P1 --courier 'tidak ada'", "aggregator");
    std::fs::write(
        shop.file("couriers.csv"),
        "courier,title,field,max\nsendiri,Nama,recipient,\nsendiri,Kota,=Bandung,\n",
    )
    .unwrap();
    assert_eq!(
        shop.does("export courier P1-001 --courier sendiri"),
        "Nama,Kota\nBudi,Bandung"
    );
}
