//! `order import` takes in nothing silently of which something speaks against what it says: words
//! of a status in no list, remarks, totals that don't fit, orders that are known and differ now.

use std::fs;

use rstest::rstest;
use rust_xlsxwriter::Workbook;
use serde_json::json;

use crate::shop::{Shop, open_po};

const IMPORT: &str = "order import pesanan.csv --po NAS3";

fn with_table(text: &str) -> Shop {
    let shop = open_po();
    fs::write(shop.file("pesanan.csv"), text).unwrap();
    shop
}

/// The units of all orders, by code.
fn units(shop: &Shop) -> String {
    let tally = shop.json("tally NAS3");
    let rows = tally["rows"].as_array().unwrap().iter();
    let units = rows.map(|row| format!("{} {}", row["qty"], row["code"].as_str().unwrap()));
    units.collect::<Vec<_>>().join(", ")
}

/// Every unknown word is listed with its row and the line that answers it; the answer is remembered
/// for the header.
#[test]
fn words_of_a_status_are_asked_about_once() {
    let table = |first: &str, second: &str| {
        format!(
            "No Pesanan,Nama,Produk,Jumlah,Status\n{first}1,Budi,Kastengel,2,Siap COD\n{first}2,Sari,Kastengel,1,{second}\n"
        )
    };
    let mut shop = with_table(&table("A", "Retur"));
    shop.refuses(IMPORT, "Baris 2, kolom Status");
    shop.refuses(IMPORT, "Baris 3, kolom Status");
    shop.refuses(IMPORT, "status ikut = Siap COD");
    fs::write(
        shop.file("peta.txt"),
        "status ikut = Siap COD\nstatus batal = retur\n",
    )
    .unwrap();
    assert_eq!(shop.does(&format!("{IMPORT} --map peta.txt")), "2");
    assert_eq!(units(&shop), "2 KAS");
    fs::write(shop.file("pesanan.csv"), table("B", "Lunas")).unwrap();
    shop.at("2026-02-02T10:00");
    assert_eq!(shop.does(IMPORT), "2");
    assert_eq!(units(&shop), "5 KAS");
}

#[rstest]
#[case::remark(
    "Nama,Produk,Jumlah,Ket\nBudi,Kastengel,2,batal ya\n",
    "Baris 2, kolom Ket"
)]
#[case::total(
    "Nama,Produk,Qty,Harga,Total\nBudi,Kastengel,3,70000,140000\n",
    "Rp140.000"
)]
#[case::twice(
    "Timestamp,Nama,Pesanan\n1/2/2026 09:00:01,Budi,2 kastengel\n1/2/2026 09:00:40,Budi,2 kastengel\n",
    "sama dengan baris 2"
)]
#[case::corrected(
    "Timestamp,Nama,Pesanan\n1/2/2026 09:00:01,Budi,2 kastengel\n1/2/2026 09:05:40,Budi,3 kastengel\n",
    "di baris 2"
)]
#[case::second_status(
    "Nama,Produk,Jumlah,Status Pesanan,Status Pembayaran\nBudi,Kastengel,2,Diproses,Refund penuh\n",
    "Refund penuh"
)]
#[case::returned(
    "Nama,Produk,Jumlah,Jumlah Retur\nBudi,Kastengel,2,1\n",
    "1 pcs dikembalikan"
)]
#[case::total_of_another_count(
    "Nama,Produk,Jumlah,Total\nBudi,Kastengel,2,140000\nSari,Kastengel,1,70000\nAni,Kastengel,2,210000\n",
    "Rp210.000"
)]
#[case::stock("Nama,Kastengel\nBudi,2\nStok,20\n", "bukan pelanggan")]
#[case::price_for_a_count("Nama,Produk,Qty\nBudi,Kastengel,70000\n", "harga satuannya")]
#[case::variant("Nama,Produk,Rasa,Jumlah\nBudi,Nastar,,2\n", "Nastar Keju")]
#[case::resembles("Nama,Produk,Jumlah\nBudi,Kastengel Pedas,2\n", "alias add")]
fn doubtful_rows_refuse_the_file(#[case] table: &str, #[case] why: &str) {
    let shop = with_table(table);
    shop.refuses(IMPORT, why);
    shop.refuses(IMPORT, "--take-doubtful");
    let left_out = shop.rekap(&format!("{IMPORT} --skip-bad"));
    assert_eq!(left_out.code, 0, "{left_out:?}");
    assert!(left_out.err.contains(why), "{left_out:?}");
}

/// What stands beside the counts is no count, and a later answer stands for an earlier one.
#[rstest]
#[case::prices_below_the_titles("Nama,Kastengel\nHarga @,70000\nBudi,2\n", "2 KAS")]
#[case::counts_in_brackets("Nama,Pesanan\nBudi,Kastengel (3)\n", "3 KAS")]
#[case::prices_in_brackets("Nama,Pilih kue\nBudi,Kastengel (Rp70.000)\n", "1 KAS")]
#[case::no_titles("Budi,2 kastengel\nSari,kastengel 1\n", "3 KAS")]
#[case::replaced(
    "Nama,Pesanan baru atau revisi?,Pesanan\nBudi,Pesanan baru,2 kastengel\nBudi,Revisi,3 kastengel\n",
    "3 KAS"
)]
#[case::signed_pages(
    "Nama,Produk,Jumlah,Harga\nBudi,Kastengel,2,70000\nJumlah dipindahkan,,2,\nPindahan,,2,\nSari,Kastengel,1,70000\nJumlah,,3,\nDibuat oleh,,,Mengetahui\n",
    "3 KAS"
)]
#[case::waits_in_a_shop_system(
    "Order ID,Payment Method,Order Status,Name,Product,Qty\n7,transfer,On hold,Budi,Kastengel,2\n",
    "2 KAS"
)]
fn what_isnt_a_count_is_told_apart(#[case] table: &str, #[case] wanted: &str) {
    let shop = with_table(table);
    shop.does(IMPORT);
    assert_eq!(units(&shop), wanted);
}

#[test]
fn who_orders_for_others_is_the_customer() {
    let shop = with_table(
        "Nama Reseller,No HP Reseller,Nama Penerima,No HP Penerima,Produk,Jumlah\n\
         Anisa,081200110001,Endah,081200110501,Kastengel,2\n",
    );
    shop.does(IMPORT);
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["customer"]["name"], "Anisa");
    assert_eq!(order["recipient"]["name"], "Endah");
}

#[test]
fn doubtful_rows_may_be_taken_as_they_stand() {
    let shop =
        with_table("Nama,Produk,Jumlah,Ket\nBudi,Kastengel,2,jangan batal\nSari,Kastengel,1,\n");
    let ran = shop.rekap(&format!("{IMPORT} --take-doubtful"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "2\n"), "{ran:?}");
    assert!(ran.err.contains("Baris 2"), "{ran:?}");
    assert_eq!(units(&shop), "3 KAS");
}

/// One refused row takes its whole order with it: a part of what a person ordered is wrong too.
#[test]
fn an_order_is_left_out_as_a_whole() {
    let shop = with_table(
        "No Pesanan,Nama,Produk,Jumlah\nA1,Budi,Kastengel,2\nA1,Budi,Nastar Keju,beberapa\nA2,Sari,Kastengel,1\n",
    );
    assert_eq!(shop.does(&format!("{IMPORT} --skip-bad")), "1");
    assert_eq!(units(&shop), "1 KAS");
}

/// A known order that differs now is told with the command that changes it.
#[test]
fn what_differs_now_is_told_with_its_command() {
    let table = |qty: u32, status: &str| {
        format!(
            "No Pesanan,Tanggal,Nama,Produk,Jumlah,Status\nY1,1/2/2026,Lina,Kastengel,{qty},Diproses\nY2,1/2/2026,Mona,Kastengel,1,{status}\n"
        )
    };
    let shop = with_table(&table(2, "Diproses"));
    shop.does(IMPORT);
    fs::write(shop.file("pesanan.csv"), table(5, "Dibatalkan")).unwrap();
    let again = shop.rekap(IMPORT);
    assert_eq!((again.code, again.out.as_str()), (0, "0\n"), "{again:?}");
    assert!(
        again.err.contains("order edit NAS3-001 --item \"+3 KAS\""),
        "{again:?}"
    );
    assert!(again.err.contains("order cancel NAS3-002"), "{again:?}");
    assert_eq!(units(&shop), "3 KAS");
    shop.does("order edit NAS3-001 --item '+3 KAS'");
    shop.does("order cancel NAS3-002 --why 'batal di berkas'");
    let settled = shop.rekap(IMPORT);
    assert!(!settled.err.contains("order edit"), "{settled:?}");
    assert!(!settled.err.contains("order cancel"), "{settled:?}");
}

/// `--update` changes all of them in the same deed, also goods that the book lacks; one undo takes
/// it all back.
#[test]
fn what_differs_now_is_changed_at_once() {
    let before = "No Pesanan,Tanggal,Nama,Produk,Jumlah,Harga,Status\nY1,1/2/2026,Lina,Kastengel,2,70000,Diproses\nY2,1/2/2026,Mona,Kastengel,1,70000,Diproses\nY3,1/2/2026,Nina,Kastengel,4,70000,Diproses\n";
    let after = "No Pesanan,Tanggal,Nama,Produk,Jumlah,Harga,Status\nY1,1/2/2026,Lina,Kastengel,5,70000,Diproses\nY1,1/2/2026,Lina,Kue Semprit,1,40000,Diproses\nY2,1/2/2026,Mona,Kastengel,1,70000,Dibatalkan\nY3,1/2/2026,Nina,Kastengel,1,70000,Diproses\nY4,1/2/2026,Oki,Kastengel,1,70000,Diproses\n";
    let shop = with_table(before);
    shop.does(IMPORT);
    fs::write(shop.file("pesanan.csv"), after).unwrap();
    let told = shop.rekap(&format!("{IMPORT} --dry-run"));
    assert!(told.err.contains("--update"), "{told:?}");
    let dry = shop.json(&format!("{IMPORT} --update --dry-run"));
    assert_eq!((&dry["made"], &dry["changed"]), (&1.into(), &3.into()));
    assert_eq!(units(&shop), "7 KAS");
    // The quota holds what the change gives back before it takes more.
    shop.does("po offer NAS3 KAS --quota 7");
    let ran = shop.rekap(&format!("{IMPORT} --update"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "1\n"), "{ran:?}");
    assert!(ran.err.contains("3 di antaranya diubah"), "{ran:?}");
    assert_eq!(units(&shop), "7 KAS, 1 KUE-SEMPRIT");
    assert_eq!(shop.json("order show NAS3-002")["status"], "cancelled");
    assert_eq!(shop.json("order show NAS3-001")["total"], 390_000);
    shop.does("check");
    let again = shop.rekap(&format!("{IMPORT} --update"));
    assert!(again.err.contains("Tidak ada pesanan baru"), "{again:?}");
    shop.does("undo");
    assert_eq!(units(&shop), "7 KAS");
    // Without room nothing is changed, and the row is named.
    shop.does("po offer NAS3 KAS --quota 7");
    fs::write(
        shop.file("pesanan.csv"),
        after.replace("Kastengel,5", "Kastengel,9"),
    )
    .unwrap();
    shop.refuses(&format!("{IMPORT} --update"), "Baris 2");
    assert_eq!(units(&shop), "7 KAS");
}

/// Two rows that mean the same known order change it once: the last one says how it is.
#[test]
fn a_known_order_told_twice_is_changed_once() {
    let table = |rows: &str| format!("Timestamp,Nama,Pesanan\n{rows}");
    let shop = with_table(&table("1/2/2026 08:00:00,Budi,2 kastengel\n"));
    shop.does(IMPORT);
    fs::write(
        shop.file("pesanan.csv"),
        table("1/2/2026 08:00:00,Budi,3 kastengel\n1/2/2026 08:00:00,Budi,4 kastengel\n"),
    )
    .unwrap();
    let ran = shop.rekap(&format!("{IMPORT} --update --take-doubtful"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "0\n"), "{ran:?}");
    assert_eq!(units(&shop), "4 KAS", "{ran:?}");
}

/// Without order numbers it is the same order with its customer and moment, or where goods were
/// only added.
#[rstest]
#[case(
    "Timestamp,Nama,Pesanan\n1/2/2026 08:00:00,Budi,2 kastengel\n",
    "Timestamp,Nama,Pesanan\n1/2/2026 08:00:00,Budi,3 kastengel\n",
    "+1 KAS"
)]
#[case(
    "Tanggal,Nama,Produk,Jumlah\n1/2/2026,Lina,Kastengel,2\n",
    "Tanggal,Nama,Produk,Jumlah\n1/2/2026,Lina,Kastengel,2\n1/2/2026,Lina,Nastar Keju,1\n",
    "+1 NAS-KEJU"
)]
#[case(
    "Nama,Produk,Jumlah\nLina,Kastengel,2\n",
    "Nama,Produk,Jumlah\nLina,Kastengel,2\nLina,Nastar Keju,1\n",
    "+1 NAS-KEJU"
)]
fn an_order_without_a_number_is_not_taken_twice(
    #[case] first: &str,
    #[case] second: &str,
    #[case] change: &str,
) {
    let shop = with_table(first);
    assert_eq!(shop.does(IMPORT), "1");
    fs::write(shop.file("pesanan.csv"), second).unwrap();
    let again = shop.rekap(IMPORT);
    assert_eq!((again.code, again.out.as_str()), (0, "0\n"), "{again:?}");
    assert!(again.err.contains(change), "{again:?}");
    assert_eq!(units(&shop), "2 KAS");
}

/// Files whose numbers start again at 1 hold other orders; read again they add nothing.
#[test]
fn a_number_alone_is_no_identity() {
    let shop = with_table("No Pesanan,Nama,Produk,Jumlah\n1,Eka,Kastengel,2\n2,Dodi,Kastengel,1\n");
    shop.does(IMPORT);
    fs::write(
        shop.file("pesanan.csv"),
        "No Pesanan,Nama,Produk,Jumlah\n1,Fani,Kastengel,5\n2,Gita,Kastengel,4\n",
    )
    .unwrap();
    assert_eq!(shop.does(IMPORT), "2");
    assert_eq!(shop.does(IMPORT), "0");
    assert_eq!(units(&shop), "12 KAS");
    // A spreadsheet put zeros before the numbers, or took them.
    fs::write(
        shop.file("pesanan.csv"),
        "No Pesanan,Nama,Produk,Jumlah\n0001,Eka,Kastengel,2\n",
    )
    .unwrap();
    assert_eq!(shop.does(IMPORT), "0");
}

#[test]
fn several_sheets_with_orders_leave_the_choice() {
    let shop = open_po();
    let mut book = Workbook::new();
    for (name, who) in [("Januari", "Budi"), ("Februari", "Sari")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["Nama", "Produk", "Jumlah"]).unwrap();
        sheet.write_row(1, 0, [who, "Kastengel", "2"]).unwrap();
    }
    let notes = book.add_worksheet().set_name("Catatan").unwrap();
    notes.write_string(0, 0, "beli toples").unwrap();
    book.save(shop.file("pesanan.xlsx")).unwrap();
    let import = "order import pesanan.xlsx --po NAS3";
    shop.refuses(import, "Januari, Februari");
    assert_eq!(shop.does(&format!("{import} --sheet februari")), "1");
    assert_eq!(shop.json("order show NAS3-001")["customer"]["name"], "Sari");
    shop.refuses(&format!("{import} --sheet Maret"), "--sheet");
}

/// What the program exports is read back whole, into this book and into another.
#[rstest]
#[case("--format csv")]
#[case("--format xlsx")]
#[case("--format csv --lang en")]
#[case("--format xlsx --lang en")]
fn our_own_export_is_read_back(#[case] how: &str) {
    let shop = open_po();
    shop.does("order add NAS3 --name 'Bu Sari' --phone 081211112222 --item '2 KAS: tanpa gula' --item '1 NAS-KEJU'");
    shop.does("order charge NAS3-001 shipping 18rb");
    shop.does("order add NAS3 --name Joyo --item '5 KAS'");
    shop.does("order cancel NAS3-002 --why batal");
    // An endorse of two for two wearers (rules 67, 109).
    shop.does("order add NAS3 --name Rina --item '1 KAS @Dewi' --item '2 NAS-KEJU' --free endorse");
    let file = if how.contains("xlsx") {
        "punya.xlsx"
    } else {
        "punya.csv"
    };
    shop.does(&format!("export orders NAS3 {how} -o {file}"));
    let import = format!("order import {file} --po NAS3");
    assert_eq!(shop.does(&import), "0");
    let other = open_po();
    fs::copy(shop.file(file), other.file(file)).unwrap();
    assert_eq!(other.does(&import), "3");
    let (was, is) = (
        shop.json("order show NAS3-001"),
        other.json("order show NAS3-001"),
    );
    for key in ["total", "customer", "placed_at", "channel", "charges"] {
        assert_eq!(was[key], is[key], "{key}");
    }
    assert_eq!(is["lines"][0]["customization"], "tanpa gula");
    assert_eq!(other.json("order show NAS3-002")["status"], "cancelled");
    let free = other.json("order show NAS3-003");
    assert_eq!(
        json!([free["free"], free["total"], free["payment_status"]]),
        json!(["endorse", 0, "nothing_due"])
    );
    assert_eq!(free["wearers"], shop.json("order show NAS3-003")["wearers"]);
    assert_eq!(other.does(&import), "0");
}
