//! A whole PO on the screens, from the first start to the exported tally, which equals a count by
//! hand; then everything is undone.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::Reader;

use crate::support::{Shop, Terminal};

/// The orders as typed: name, items.
const ORDERS: [(&str, &str); 10] = [
    ("Bu Sari 0812-1111-2222", "2 keju, 1 coklat: tanpa gula"),
    ("Pak Joko", "3 kacang"),
    ("Ci Mei", "1 keju, 1 coklat, 1 kacang"),
    ("Bang Udin", "10 keju"),
    ("Kak Ayu", "2 coklat: kartu ucapan"),
    ("Tante Rosa", "4 keju, 4 kacang"),
    ("Om Frans", "5 coklat"),
    ("Mbak Wati", "2 keju"),
    ("Neng Lilis", "6 kacang"),
    ("Dokter Hendra", "1 keju: tanpa gula"),
];

/// The final units of each variant: [`ORDERS`], plus one Keju for Mbak Wati, minus Om Frans,
/// counted by hand.
const COUNTED: [(&str, i64); 3] = [("NAS-COK", 4), ("NAS-KAC", 14), ("NAS-KEJ", 21)];

#[test]
fn a_po_from_the_first_start_to_its_counts_and_back_to_an_empty_shop() {
    let shop = Shop::new();
    let mut window = shop.open(80, 24);
    set_up(&mut window);
    for (number, (name, items)) in ORDERS.iter().enumerate() {
        window.keys(&format!("{name}<Tab>{items}<Enter>"));
        window.sees(&format!("NAS1-{:03} dari", number + 1));
    }
    window.keys("<Esc>3<Home>").sees("Dokter Hendra");
    window
        .keys("b")
        .sees("Bayar NAS1-010")
        .keys("dp<Enter>")
        .sees("sudah DP");
    window
        .keys("<Down>b")
        .sees("Bayar NAS1-009")
        .keys("lunas<Enter>")
        .sees("lunas");
    window
        .keys("<Down>e")
        .sees("Ubah NAS1-008")
        .keys(", 1 keju<Enter>")
        .sees("Rp180.000");
    window
        .keys("<Down>k")
        .sees("Batalkan NAS1-007")
        .keys("pindah kota<Enter>")
        .sees("batal");
    close(&mut window);

    let tally = shop.json(&["tally", "NAS1"]);
    assert_eq!(tally["version"], 1);
    let orders = shop.json(&["order", "list", "NAS1"]);
    let sums = |key: &str| -> i64 {
        let orders = orders["orders"].as_array().unwrap();
        orders
            .iter()
            .map(|order| order[key].as_i64().unwrap())
            .sum()
    };
    // 39 jars at Rp60.000; half of one as down payment, and six settled orders.
    assert_eq!((sums("total"), sums("paid")), (2_340_000, 30_000 + 360_000));

    export(&mut window);
    assert_eq!(of_csv(&shop.home().join("Rekap NAS1 v1.csv")), counted());
    assert_eq!(of_xlsx(&shop.home().join("Rekap NAS1 v1.xlsx")), counted());

    take_back_everything(&mut window);
    window.keys("q");
    assert_eq!(window.ends().0, 0);
    assert!(window.is_restored());
    assert_eq!(shop.json(&["shop", "show"])["name"], "");
    for list in ["product", "customer", "po", "order"] {
        let listed = shop.json(&[list, "list"]);
        let rows = listed.as_object().unwrap().values().next().unwrap();
        assert_eq!(rows.as_array().unwrap().len(), 0, "{list}");
    }
    assert_eq!(shop.json(&["check"])["ok"], true);
}

/// Sets up the shop, a product with three variants, an open PO that sells them, and the order form.
fn set_up(window: &mut Terminal) {
    window
        .sees("Nama toko")
        .keys("Dapur Ibu<Tab>0812 3456 7890<Enter>")
        .sees("disimpan");
    window.keys("8n").sees("Produk baru");
    window
        .keys("Nastar<Tab>60rb<Tab>35rb<Tab>Keju, Coklat, Kacang<Ctrl-S>")
        .sees("NAS-KAC");
    window.keys("2n").sees("PO baru");
    window.keys("Nastar Lebaran<Tab><Tab>sekarang<Tab>20/2<Tab>50%<Enter>");
    window
        .sees("Belum ada produk di PO ini")
        .keys("n")
        .sees("Produk di PO");
    window.keys("Nastar<Enter>").sees("Nastar Kacang");
    window.keys("3n").sees("Pesanan baru");
}

fn close(window: &mut Terminal) {
    window.keys("2<Enter>").sees("Nastar Kacang").keys("c");
    window.sees("Tutup PO?").keys("y").sees("rekap v1 dikunci");
}

/// Exports the tally as XLSX and as CSV.
fn export(window: &mut Terminal) {
    window.keys("5").sees("Total 39 pcs");
    window
        .keys("x")
        .sees("Excel (XLSX)")
        .keys("<Enter>")
        .sees("v1.xlsx");
    window
        .keys("x")
        .sees("Excel (XLSX)")
        .keys("<Right>")
        .sees("CSV")
        .keys("<Enter>");
    window.sees("v1.csv");
}

/// Undoes until nothing is left to undo.
fn take_back_everything(window: &mut Terminal) {
    for _ in 0..40 {
        if window
            .screen()
            .contains("Tidak ada lagi yang bisa diurungkan")
        {
            return;
        }
        window.keys("u");
    }
    window.sees("Tidak ada lagi yang bisa diurungkan");
}

fn counted() -> BTreeMap<String, i64> {
    COUNTED.map(|(code, qty)| (code.to_owned(), qty)).into()
}

fn of_csv(path: &Path) -> BTreeMap<String, i64> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    assert_eq!(
        headers.iter().take(4).collect::<Vec<_>>(),
        ["Kode", "Produk", "Varian", "Jumlah"]
    );
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), row[3].parse().unwrap()))
        .collect()
}

fn of_xlsx(path: &Path) -> BTreeMap<String, i64> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet
        .rows()
        .filter_map(|row| {
            let code = row.iter().find_map(|cell| {
                let text = cell.to_string();
                text.starts_with("NAS-").then_some(text)
            })?;
            let qty = row.iter().find_map(|cell| match cell {
                calamine::Data::Float(number) => Some(*number as i64),
                calamine::Data::Int(number) => Some(*number),
                _ => None,
            })?;
            Some((code, qty))
        })
        .collect()
}
