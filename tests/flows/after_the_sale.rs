//! After the sale, in a real terminal: one order shared among recipients from a spreadsheet, their labels, and a
//! claim on what was handed over.

use std::fs;

use crate::support::Shop;

#[test]
fn a_table_from_a_spreadsheet_becomes_labels_and_a_claim_is_answered() {
    let shop = Shop::stocked();
    shop.cli(&["order", "add", "LEB", "--name", "Rina", "--item", "3 LK"]);
    let mut window = shop.open(100, 30);
    window.sees("Beranda").keys("3/rina<Enter>R");
    window.sees("LEB-002 dikirim ke satu alamat");
    // Cells stand between tabs, rows between what a terminal sends for Enter.
    window.paste("nama\talamat\tqty\tkartu\rBu Ani\tJl. Mawar 1; blok B\t1\tSelamat\rPak Beni\tJl. Melati 2\t3\t\r");
    window.sees("mendapat 4 Lidah Kucing, padahal");
    window.keys("<Esc>").sees("Buang").keys("y");
    window.sees_no("Buang");
    window.paste("nama\talamat\tqty\tkartu\rBu Ani\tJl. Mawar 1; blok B\t1\tSelamat\rPak Beni\tJl. Melati 2\t2\t\r");
    window.sees("2 penerima akan disimpan").keys("<Enter>");
    window.sees("LEB-002 dibagi ke 2 penerima dari tabel");
    let order = shop.json(&["order", "show", "LEB-002"]);
    assert_eq!(order["destinations"][0]["address"], "Jl. Mawar 1; blok B");
    assert_eq!(order["destinations"][1]["units"], 2);

    window
        .keys("c")
        .sees("Cetak untuk 1 pesanan")
        .keys("<Enter>");
    window.sees("A6").keys("<Enter>").sees("✓");
    let label = shop.home().join("Label pengiriman LEB-002.pdf");
    assert!(fs::read(label).unwrap().starts_with(b"%PDF"));
    window.close();

    for args in [
        &["pay", "LEB-002", "135rb"][..],
        &["po", "close", "LEB"],
        &["po", "produce", "LEB"],
        &["po", "ready", "LEB"],
        &["ship", "LEB-002", "--to", "Pak Beni", "--courier", "JNE"],
    ] {
        shop.cli(args);
    }
    let mut window = shop.open(100, 30);
    window.sees("Beranda").keys("6<Tab>").sees("Pak Beni");
    window.keys("K").sees("Klaim LEB-002 · Rina");
    window.keys("2 lidah kucing<Tab>hilang<Tab>uang");
    window.sees("Rp90.000 kembali ke Rina").keys("<Enter>");
    window.sees("Klaim K1: Rp90.000 kembali ke Rina");
    let claims = shop.json(&["claim", "list"]);
    assert_eq!(claims["claims"][0]["amount"], 90_000);
    window.keys("u").sees("Diurungkan: Klaim K1");
    let claims = shop.json(&["claim", "list"]);
    assert_eq!(claims["claims"], serde_json::json!([]));
    assert_eq!(shop.json(&["check"])["ok"], true);
}
