//! `order import`: a table of order lines becomes orders, all or none, in one deed (rule 56).

use std::fs;

use rstest::rstest;
use serde_json::json;

use crate::shop::{Shop, empty, open_po};

const TABLE: &str = "\
No Pesanan,Waktu,Nama,Kode,Produk,Jumlah,Harga,Status
A1,2026-01-05 09:00,Bu Sari,NAS-KEJU,Nastar Keju,2,64000,Aktif
A1,2026-01-05 09:00,Bu Sari,BOLU,Bolu Pandan,1,45000,Aktif
A2,2026-01-06 10:30,Budi,bolu,Bolu Pandan,3,45000,Aktif
A3,2026-01-07 11:00,Bu Sari,BOLU,Bolu Pandan,9,45000,Batal
";

fn with_table(text: &str) -> Shop {
    let shop = open_po();
    fs::write(shop.file("pesanan.csv"), text).unwrap();
    shop
}

#[test]
fn lines_become_orders_and_the_count_is_printed() {
    let mut shop = with_table(TABLE);
    // Imports ignore when the PO opens and closes.
    shop.at("2026-03-01");
    assert_eq!(shop.does("pesanan impor pesanan.csv --po nas3"), "3");
    let orders = shop.json("order list NAS3")["orders"].clone();
    assert_eq!(orders.as_array().unwrap().len(), 3);
    let first = shop.json("order show NAS3-001");
    assert_eq!(first["customer"]["name"], "Bu Sari");
    assert_eq!(first["placed_at"], "2026-01-05T09:00:00+07:00");
    assert_eq!(first["total"], 2 * 64_000 + 45_000, "the row's price wins");
    let cancelled = shop.json("order show NAS3-003");
    assert_eq!(
        (&cancelled["status"], &cancelled["total"]),
        (&json!("cancelled"), &json!(0))
    );
    // Equal names in one file are one customer; codes are case-insensitive.
    assert_eq!(
        shop.json("customer list")["customers"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let tally = shop.json("tally NAS3");
    assert_eq!(tally["total"], 6);
    assert!(
        tally["rows"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["code"] == "BOLU" && row["qty"] == 4)
    );
    // One deed, one undo.
    shop.does("undo");
    assert_eq!(shop.json("order list"), json!({"orders": []}));
    shop.refuses("product show BOLU", "BOLU");
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let shop = with_table(TABLE);
    shop.does("order import pesanan.csv --po NAS3");
    let again = shop.rekap("order import pesanan.csv --po NAS3");
    assert_eq!((again.code, again.out.as_str()), (0, "0\n"));
    // No mention of undo, as nothing was saved.
    assert!(
        again.err.contains("3 pesanan di berkas ini sudah ada"),
        "{again:?}"
    );
    assert!(!again.err.contains("undo"), "{again:?}");
    assert_eq!(shop.json("tally NAS3")["total"], 6);
}

/// A mapping file tells what the columns of a table with unknown titles hold.
#[test]
fn a_mapping_names_the_columns() {
    let shop = with_table("Atas nama,Mau apa,Berapa\nBudi,Bolu,2\n");
    shop.refuses(
        "order import pesanan.csv --po NAS3",
        "Atas nama, Mau apa, Berapa",
    );
    let map = |text: &str| fs::write(shop.file("peta.txt"), text).unwrap();
    map("# formulir\nnama = Atas nama\nproduk = Mau apa\njumlah = Berapa\n");
    assert_eq!(
        shop.does("order import pesanan.csv --po NAS3 --map peta.txt"),
        "1"
    );
    assert_eq!(shop.json("tally NAS3")["total"], 2);
    map("nama = Atas nama\nberat = Mau apa\n");
    shop.refuses(
        "order import pesanan.csv --po NAS3 --map peta.txt",
        "Baris 2",
    );
    map("nama = Siapa\n");
    shop.refuses("order import pesanan.csv --po NAS3 --map peta.txt", "Siapa");
}

#[test]
fn a_dry_run_saves_nothing() {
    let shop = with_table(TABLE);
    let before = fs::read(shop.book()).unwrap();
    assert_eq!(
        shop.does("order import pesanan.csv --po NAS3 --dry-run"),
        "3"
    );
    assert!(before == fs::read(shop.book()).unwrap());
}

/// One unreadable row refuses the file with all of them listed, unless they are left out.
#[test]
fn unreadable_rows_refuse_the_file_or_are_left_out() {
    let bad =
        TABLE.replace(",3,45000,", ",tiga,45000,") + "A4,2026-13-07,Caca,BOLU,Bolu,1,45000,Aktif\n";
    let shop = with_table(&bad);
    shop.refuses(
        "order import pesanan.csv --po NAS3",
        "Baris 4, kolom Jumlah",
    );
    shop.refuses("order import pesanan.csv --po NAS3", "Baris 6, kolom Waktu");
    shop.refuses("order import pesanan.csv --po NAS3", "--skip-bad");
    assert_eq!(shop.json("order list"), json!({"orders": []}));
    let ran = shop.rekap("order import pesanan.csv --po NAS3 --skip-bad");
    assert_eq!((ran.code, ran.out.as_str()), (0, "2\n"), "{ran:?}");
    assert!(ran.err.contains("Baris 4"), "{ran:?}");
}

#[test]
fn a_file_without_codes_is_matched_by_name() {
    let shop = with_table(
        "Nama,No HP,Produk,Varian,Jumlah\nBudi,081234567890,Nastar,Keju,2\nSari,,Bolu,,1\n",
    );
    assert_eq!(shop.does("order import pesanan.csv --po NAS3"), "2");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["lines"][0]["code"], "NAS-KEJU");
    assert_eq!(
        order["total"], 130_000,
        "the offer's price where the file has none"
    );
    assert_eq!(shop.json("order show NAS3-002")["lines"][0]["code"], "BOLU");
}

#[test]
fn files_that_are_no_table_are_refused() {
    let shop = with_table("");
    shop.refuses("order import pesanan.csv --po NAS3", "pesanan.csv");
    shop.refuses("order import tidak-ada.csv --po NAS3", "tidak-ada.csv");
    fs::write(shop.file("pesanan.csv"), "a,b,c\n1,2,3\n").unwrap();
    shop.refuses("order import pesanan.csv --po NAS3", "pesanan.csv");
    shop.refuses("order import pesanan.csv --po NAS9", "NAS9");
    shop.wrong("order import pesanan.csv", "--po");
}

#[test]
fn a_table_may_come_through_a_pipe() {
    use std::io::Write;
    use std::process::Stdio;
    let shop = with_table("");
    let mut child = shop
        .command("order import - --po NAS3")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(TABLE.as_bytes())
        .unwrap();
    let ran = crate::shop::ran(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (0, "3\n"), "{ran:?}");
}

/// With a month of a real shop's lines, if the samples are installed, the tally equals a recount.
#[test]
fn a_real_month_is_counted_right() {
    let Some(file) = crate::needs::sample("orders/order_lines_2010_12.csv") else {
        return;
    };
    let shop = empty();
    shop.does("po new DES Desember --open 2010-12-01 --close 2010-12-31");
    let before = shop.json("history")["actions"].clone();
    shop.does(&format!(
        "order import '{}' --po DES --skip-bad",
        file.display()
    ));
    let mut counted = std::collections::BTreeMap::<String, i64>::new();
    let mut reader = csv::Reader::from_path(&file).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        if &row[7] == "Aktif" && row[5].parse::<i64>().is_ok_and(|qty| qty > 0) {
            *counted.entry(row[3].trim().to_uppercase()).or_default() +=
                row[5].parse::<i64>().unwrap();
        }
    }
    let mut told = std::collections::BTreeMap::<String, i64>::new();
    let out = shop.does("tally DES --format csv");
    for row in csv::Reader::from_reader(out.as_bytes()).records() {
        let row = row.unwrap();
        told.insert(row[0].to_uppercase(), row[3].parse().unwrap());
    }
    let differ: Vec<_> = counted
        .iter()
        .filter(|(code, qty)| told.get(*code) != Some(qty))
        .collect();
    assert!(
        differ.is_empty(),
        "{} of {}: {:?}",
        differ.len(),
        counted.len(),
        &differ[..differ.len().min(5)]
    );
    assert_eq!(told.len(), counted.len());
    shop.does("undo");
    assert_eq!(shop.json("order list DES"), json!({"orders": []}));
    assert_eq!(
        shop.json("history")["actions"].as_array().unwrap().len(),
        before.as_array().unwrap().len() + 1
    );
}

/// A table without codes may name a variant by its full name or its code; no goods are created
/// twice or sold for Rp0.
#[test]
fn a_variant_is_known_by_its_whole_name_and_by_its_code() {
    let shop = with_table("Nama,Produk,Jumlah\nBu Sari,nastar keju,2\nBudi,NAS-KEJU,1\n");
    shop.does("order import pesanan.csv --po NAS3");
    assert_eq!(
        shop.json("product list")["products"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let totals: Vec<_> = shop.json("order list NAS3")["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["total"].as_i64().unwrap())
        .collect();
    assert_eq!(totals, [65_000, 130_000]);
}

/// Rule 15: a table ignores when the PO opens and closes, but not its quotas; cancelled lines use
/// none.
#[test]
fn a_table_oversells_nothing() {
    let shop = with_table(
        "No Pesanan,Nama,Kode,Produk,Jumlah,Harga,Status\n\
         1,Budi,NAS-KEJU,Nastar,3,60000,\n2,Ani,NAS-KEJU,Nastar,3,60000,Batal\n",
    );
    shop.does("po new KECIL 'Sedikit' --quota 5");
    assert_eq!(shop.does("order import pesanan.csv --po KECIL"), "2");
    std::fs::write(
        shop.file("lagi.csv"),
        "No Pesanan,Nama,Kode,Produk,Jumlah,Harga\n3,Ani,NAS-KEJU,Nastar,2,60000\n4,Ani,NAS-KEJU,Nastar,1,60000\n",
    )
    .unwrap();
    // The first row without room is named, with its customer.
    shop.refuses("order import lagi.csv --po KECIL", "Baris 3 (Ani): ");
    assert_eq!(shop.json("po show KECIL")["sold"], 3);
}

/// Goods that are new to the book and have no price in the table are created at Rp0, and the output
/// says so.
#[test]
fn goods_without_a_price_are_reported() {
    let shop =
        with_table("Nama,Produk,Jumlah,Harga\nBudi,Nastar Keju,2,\nAni,Bolu,1,\nCaca,Pita,1,0\n");
    for command in ["--dry-run", ""] {
        let ran = shop.rekap(&format!("order import pesanan.csv --po NAS3 {command}"));
        assert!(ran.err.contains("dihitung Rp0: Bolu."), "{ran:?}");
    }
    let again = shop.rekap("order import pesanan.csv --po NAS3");
    assert!(!again.err.contains("Rp0"), "{again:?}");
}

/// Rule 22: the total of an order stays within the limit of an amount as well.
#[test]
fn an_imported_bill_has_its_bounds() {
    let shop = with_table(
        "No Pesanan,Nama,Kode,Produk,Jumlah,Harga\n\
         1,Budi,NAS-KEJU,Nastar,1000,999999999\n1,Budi,KAS,Kastengel,1000,999999999\n",
    );
    shop.does("po new BESAR 'Banyak'");
    shop.refuses("order import pesanan.csv --po BESAR", "Rp1.000.000.000.000");
}

/// A dry run really imports and rolls back, so every refusal shows up.
#[test]
fn a_dry_run_shows_what_would_be_made_and_meets_every_refusal() {
    let shop = with_table(TABLE);
    let ran = shop.rekap("order import pesanan.csv --po NAS3 --dry-run");
    assert_eq!((ran.code, ran.out.as_str()), (0, "3\n"), "{ran:?}");
    assert!(
        ran.err
            .contains("Bu Sari: 2 Nastar Keju, 1 Bolu Pandan = Rp173.000"),
        "{ran:?}"
    );
    let seen = shop.json("order import pesanan.csv --po NAS3 --dry-run");
    assert_eq!((&seen["made"], &seen["products"]), (&json!(3), &json!(1)));
    assert_eq!(seen["preview"][0]["total"], 173_000);
    assert_eq!(seen["preview"][2]["cancelled"], true);
    assert_eq!(shop.json("order list"), json!({"orders": []}));
    shop.does("po new KECIL 'Sedikit' --quota 2");
    shop.refuses("order import pesanan.csv --po KECIL --dry-run", "KECIL");
}

/// Without order numbers, orders are recognised by customer and moment, or by customer and items.
#[test]
fn importing_a_form_without_order_numbers_again_adds_only_new_orders() {
    let rows = "Timestamp,Nama,WhatsApp,Produk,Jumlah\n\
        20/01/2026 9:12:44,Budi,0812345678,Nastar Keju,2\n\
        20/01/2026 9:15:01,Ani,0812345679,Kastengel,1\n";
    let shop = with_table(rows);
    assert_eq!(shop.does("order import pesanan.csv --po NAS3"), "2");
    let more = format!("{rows}21/01/2026 8:00:02,Budi,0812345678,Nastar Keju,2\n");
    fs::write(shop.file("pesanan.csv"), more).unwrap();
    assert_eq!(shop.does("order import pesanan.csv --po NAS3"), "1");
    assert_eq!(shop.does("order import pesanan.csv --po NAS3"), "0");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["source_ref"], serde_json::Value::Null);
    fs::write(
        shop.file("tanpa.csv"),
        "Nama,Produk,Jumlah\nCaca,Bolu,1\nDodi,Bolu,1\n",
    )
    .unwrap();
    assert_eq!(shop.does("order import tanpa.csv --po NAS3"), "2");
    assert_eq!(shop.does("order import tanpa.csv --po NAS3"), "0");
}

/// A mapping is remembered for tables with the same titles, until the import is undone.
#[test]
fn a_mapping_is_remembered_for_its_header() {
    let shop = with_table("Atas nama,Mau apa,Berapa\nBudi,Bolu,2\n");
    fs::write(
        shop.file("peta.txt"),
        "nama = Atas nama\nproduk = Mau apa\njumlah = Berapa\n",
    )
    .unwrap();
    shop.does("order import pesanan.csv --po NAS3 --map peta.txt");
    fs::write(
        shop.file("lagi.csv"),
        "ATAS NAMA;Mau apa;Berapa\nAni;Bolu;3\n",
    )
    .unwrap();
    assert_eq!(shop.does("order import lagi.csv --po NAS3"), "1");
    shop.does("undo 2");
    shop.refuses("order import lagi.csv --po NAS3", "ATAS NAMA");
}

/// Rules 23 and 24: shipping and discount of an order are imported too.
#[test]
fn charges_of_the_table_are_on_the_bill() {
    let shop = with_table(
        "No Pesanan,Nama,Kode,Jumlah,Harga,Ongkir,Diskon\n\
         1,Budi,NAS-KEJU,2,65000,15000,5000\n1,Budi,KAS,1,70000,15000,5000\n",
    );
    shop.does("order import pesanan.csv --po NAS3");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["total"], 130_000 + 70_000 + 15_000 - 5_000);
    shop.does("order cancel NAS3-001 --why coba");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Missing columns are refused with an example mapping that fits this very file.
#[test]
fn missing_columns_suggest_a_mapping() {
    let shop = with_table("Nama,Isinya,Foto\nBudi,2 bolu,x\n");
    shop.refuses("order import pesanan.csv --po NAS3", "pesanan = Isinya");
    fs::write(shop.file("lain.csv"), "Nama,Produk,Mau\nBudi,Bolu,2\n").unwrap();
    shop.refuses("order import lain.csv --po NAS3", "jumlah = Mau");
}

#[test]
fn the_sentences_for_what_is_no_table() {
    let shop = with_table("<html><table></table></html>");
    shop.refuses("order import pesanan.csv --po NAS3", "bukan tabel");
    fs::write(
        shop.file("besar.csv"),
        "Nama,Produk,Jumlah\n".to_owned() + &"A,B,1\n".repeat(300_001),
    )
    .unwrap();
    shop.refuses("order import besar.csv --po NAS3", "300.000");
    let huge = fs::File::create(shop.file("raksasa.csv")).unwrap();
    huge.set_len(300 * 1024 * 1024).unwrap();
    shop.refuses("order import raksasa.csv --po NAS3", "256 MB");
    let english = shop.in_english();
    english.refuses("order import pesanan.csv --po NAS3", "is not a table");
}

/// A shared sheet as small coffee shops keep it, with the orders in words.
#[test]
fn a_sheet_with_orders_in_words() {
    let shop = with_table(
        "Timestamp,Nama,WhatsApp,Alamat,Paket,Items,Total Harga,Bukti Pembayaran Link,Status\n\
         20/01/2026 9:12:44,Budi,081234567890,Jl. Melati 5,hemat,\"2 nastar keju, 1 bolu pandan\",175000,https://example.org/a,Lunas\n\
         20/01/2026 9:15:01,Ani,081234567891,,,Nastar Keju,65000,,Pending\n\
         20/01/2026 9:20:01,Caca,,,,3 bolu pandan,,,Batal\n",
    );
    shop.does("product add BOLU 'Bolu Pandan' --price 45000");
    shop.does("po offer NAS3 BOLU");
    // What "Pending" means is the shop's to say.
    shop.refuses("order import pesanan.csv --po NAS3", "Pending");
    fs::write(shop.file("peta.txt"), "status ikut = pending\n").unwrap();
    let ran = shop.rekap("order import pesanan.csv --po NAS3 --map peta.txt");
    assert_eq!((ran.code, ran.out.as_str()), (0, "3\n"), "{ran:?}");
    assert!(ran.err.contains("1 pilihan tanpa jumlah"), "{ran:?}");
    assert!(
        ran.err
            .contains("tidak dibaca: Paket, Bukti Pembayaran Link"),
        "{ran:?}"
    );
    let budi = shop.json("order show NAS3-001");
    assert_eq!(budi["lines"][0]["code"], "NAS-KEJU");
    assert_eq!(budi["total"], 2 * 65_000 + 45_000);
    assert_eq!(shop.json("order show NAS3-002")["total"], 65_000);
    assert_eq!(shop.json("order show NAS3-003")["status"], "cancelled");
    assert_eq!(shop.does("order import pesanan.csv --po NAS3"), "0");
}

/// A column for each of the goods, as online forms have them. A title that only resembles a name is
/// asked about once and remembered.
#[test]
fn a_form_with_a_column_for_each_of_the_goods() {
    let shop = with_table(
        "Timestamp,Nama,No WA,Nastar Keju,Kastangel,Alamat\n\
         20/01/2026 9:12:44,Budi,081234567890,2 pcs,1,Jl. Melati 5\n\
         20/01/2026 9:15:01,Ani,081234567891,-,3,\n",
    );
    shop.does("po offer NAS3 KAS");
    shop.refuses("order import pesanan.csv --po NAS3", "mungkin Kastengel");
    shop.refuses(
        "order import pesanan.csv --po NAS3",
        "produk KAS = Kastangel",
    );
    assert_eq!(shop.json("order list"), json!({"orders": []}));
    fs::write(shop.file("peta.txt"), "produk KAS = Kastangel\n").unwrap();
    assert_eq!(
        shop.does("order import pesanan.csv --po NAS3 --map peta.txt"),
        "2"
    );
    assert_eq!(shop.json("tally NAS3")["total"], 6);
    let more = fs::read_to_string(shop.file("pesanan.csv")).unwrap()
        + "21/01/2026 9:15:01,Caca,081234567892,1,,\n";
    fs::write(shop.file("pesanan.csv"), more).unwrap();
    assert_eq!(shop.does("order import pesanan.csv --po NAS3"), "1");
    assert_eq!(shop.json("tally NAS3")["total"], 7);
    shop.in_english()
        .refuses("order import tidak.csv --po NAS3", "tidak.csv");
}

/// A mapping is a small text file; anything else is refused with a sentence, whatever its size.
#[rstest]
#[case::another_alphabet(b"nama = Si\xe9pa\n".to_vec())]
#[case::a_spreadsheets_letters(b"\xff\xfen\0a\0m\0a\0".to_vec())]
#[case::a_table(b"Nama,Produk,Jumlah\n".repeat(10_000))]
fn bad_mapping_files_get_a_sentence(#[case] bytes: Vec<u8>) {
    let shop = with_table(TABLE);
    fs::write(shop.file("peta.txt"), bytes).unwrap();
    let import = "order import pesanan.csv --po NAS3 --map";
    let files: &[&str] = match cfg!(unix) {
        true => &["peta.txt", ".", "/dev/zero"],
        false => &["peta.txt"],
    };
    for file in files {
        shop.refuses(&format!("{import} {file}"), "bukan teks UTF-8");
    }
    shop.refuses(&format!("{import} tidak.txt"), "tidak.txt tidak ada");
    let shop = shop.in_english();
    shop.refuses(&format!("{import} peta.txt"), "is not a mapping");
}
