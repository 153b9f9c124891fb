//! Tables damaged by a spreadsheet before they were saved: numbers that lost digits, formulas that
//! failed. Such a cell is refused and never becomes a name or a number.

use std::fs;

use rstest::rstest;
use serde_json::json;

use crate::shop::open_po;

#[rstest]
#[case(
    "Budi,6.28E+12,Kastengel,2",
    "kolom No HP: nomor \"6.28E+12\" sudah dipendekkan"
)]
#[case(
    "Budi,\"6,28123E+12\",Kastengel,2",
    "kolom No HP: nomor \"6,28123E+12\""
)]
#[case(
    "#N/A,0812345678,Kastengel,2",
    "kolom Nama: isinya rumus yang gagal (#N/A)"
)]
#[case(
    "Budi,#REF!,Kastengel,2",
    "kolom No HP: isinya rumus yang gagal (#REF!)"
)]
#[case(
    "Budi,0812345678,#NAME?,2",
    "kolom Produk: isinya rumus yang gagal (#NAME?)"
)]
fn damaged_cells_are_refused(#[case] row: &str, #[case] why: &str) {
    let shop = open_po();
    let table = format!("Nama,No HP,Produk,Jumlah\nSari,081234567890,Kastengel,1\n{row}\n");
    fs::write(shop.file("a.csv"), table).unwrap();
    shop.refuses("order import a.csv --po NAS3", &format!("Baris 3, {why}"));
    assert_eq!(shop.json("customer list"), json!({"customers": []}));
    let shop = shop.in_english();
    shop.refuses("order import a.csv --po NAS3", "Row 3, column");
}

/// The same in a price list, whose names become the catalogue.
#[test]
fn a_price_list_with_failed_formulas_is_refused() {
    let shop = open_po();
    fs::write(shop.file("a.csv"), "Nama,Harga\nBolu,45000\n#REF!,1000\n").unwrap();
    shop.refuses(
        "product import a.csv",
        "Baris 3, kolom Nama: isinya rumus yang gagal",
    );
}
