//! Tally, bills and orders on the screens, and their exported files.

use rekap::tui::effect::Effect;

use super::sample_shop::shop;
use super::setup::code;

#[test]
fn the_tally_is_shown_in_every_grouping_with_customizations() {
    shop()
        .keys("5")
        .sees("Nastar Keju")
        .sees("↳ tanpa gula")
        .sees("Total 8 pcs")
        .keys("<Tab>")
        .sees("↳ L / Hitam: nama Siti")
        .keys("<Tab>")
        .sees("Toko sendiri")
        .keys("<Tab>")
        .sees("M / Hitam")
        .keys("<Tab>")
        .sees("NAS3-002")
        .keys("<Tab>/sisi")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/gula")
        .sees("tanpa gula")
        .sees_not("Jersey")
        .keys("<Esc><Enter>")
        .sees("3 × Nastar Keju");
}

#[test]
fn changes_since_the_frozen_tally_are_shown() {
    let mut shop = shop()
        .keys("5k")
        .sees("sekarang buka")
        .keys("v")
        .sees("Belum ada rekap");
    shop.screen.app.run(Effect::deed(|book, now| {
        let period = book.period(&code("NAS3"))?.id;
        book.close_period(period, now)
    }));
    let mut shop = shop.keys("k").sees("v1 dikunci");
    shop.screen.app.run(Effect::deed(|book, now| {
        let order = book.order_id("NAS3-001")?;
        book.cancel_order(order, "batal", false, now)
    }));
    shop.keys("v")
        .sees("sejak v1")
        .sees("−2")
        .sees("(−2)")
        .keys("k")
        .sees("v2 dikunci")
        .keys("v")
        .sees_not("perubahan sejak")
        .keys("v")
        .sees("Bandingkan dengan rekap")
        .keys("<Down><Enter>")
        .sees("sejak v1")
        .keys("a")
        .sees("Total 6 pcs");
}

#[test]
fn the_tally_is_copied_and_exported_and_no_file_is_replaced_unasked() {
    let mut shop = shop().keys("5y").sees("Tersalin");
    let text = shop.copied();
    assert!(
        text.contains("3 × Nastar Keju\n   1 × tanpa gula"),
        "{text}"
    );
    let path = shop.folder().join("rekap dapur");
    let file = path.with_extension("csv");
    let export = format!("x<Right><Tab><Ctrl-U>{}", path.display());
    let shop = shop
        .keys(&export)
        .sees("rekap dapur.csv")
        .keys("<Enter>")
        .sees("Tersimpan di")
        .sees_not("Format");
    assert!(std::fs::read_to_string(&file).unwrap().contains("NAS-KEJ"));
    std::fs::write(&file, "lain").unwrap();
    let shop = shop
        .keys(&export)
        .sees("sudah ada")
        .keys("<Enter>")
        .sees("Timpa berkas?")
        .keys("n")
        .sees("Format");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "lain");
    let shop = shop
        .keys("<Enter>y")
        .sees("Tersimpan di")
        .sees_not("Format");
    assert!(std::fs::read_to_string(&file).unwrap().contains("NAS-KEJ"));
    let nowhere = shop.folder().join("x/y").display().to_string();
    shop.keys(&format!("x<Tab><Ctrl-U>{nowhere}<Enter>"))
        .sees("Folder untuk")
        .sees("Format");
}

#[test]
fn bills_and_ledger_are_exported_in_every_form() {
    let mut shop = shop().keys("4b10rb<Enter>");
    for (at, ending) in ["xlsx", "csv", "csv", "txt", "json"]
        .into_iter()
        .enumerate()
    {
        for (view, next) in [("bills", "<Tab>"), ("ledger", "<Shift-Tab>")] {
            let path = shop.folder().join(format!("{view}{at}"));
            let keys = format!(
                "x{}<Tab><Ctrl-U>{}<Enter>",
                "<Right>".repeat(at),
                path.display()
            );
            shop = shop.keys(&keys).sees("Tersimpan di").keys(next);
            assert!(path.with_extension(ending).metadata().unwrap().len() > 50);
        }
    }
    // One JSON object that names its rows, as commands write it.
    for (file, rows) in [("bills4.json", "orders"), ("ledger4.json", "payments")] {
        let text = std::fs::read_to_string(shop.folder().join(file)).unwrap();
        assert!(text.ends_with("}\n"), "{file}: {text}");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let found = json[rows].as_array();
        assert!(
            found.is_some_and(|found| !found.is_empty()),
            "{file}: {text}"
        );
    }
}

#[test]
fn orders_are_exported_copied_and_their_payments_taken_back() {
    let mut shop = shop().keys("3y");
    assert!(shop.copied().contains("NAS3-004"));
    let path = shop.folder().join("pesanan");
    let keys = format!("x<Right><Tab><Ctrl-U>{}<Enter>", path.display());
    let shop = shop.keys(&keys).sees("Tersimpan di");
    let text = std::fs::read_to_string(path.with_extension("csv")).unwrap();
    assert_eq!(text.lines().count(), 6, "{text}");
    let shop = shop.keys("b10rb<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    let shop = shop.keys("<Enter>v").sees("Salah catat?").keys("y");
    assert_eq!(shop.paid("NAS3-004"), 0);
}
