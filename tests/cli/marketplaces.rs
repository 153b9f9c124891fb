//! Complete exports of marketplaces: their titles, orders with several lines, cancellations,
//! returns, discounts, vouchers and shipping, checked against sums made by hand. Other reports of
//! marketplaces are refused by name.
//!
//! The total of an order is what the shop gets for its goods: prices after the shop's discounts,
//! minus vouchers and promotions that the shop pays. What the marketplace pays lowers nothing, and
//! the shipping fee goes to the courier.

use std::fs;
use std::path::PathBuf;

use rstest::rstest;
use serde_json::Value;

use crate::needs::sample;
use crate::shop::{Shop, empty};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/tables")
        .join(name)
}

fn shop() -> Shop {
    let shop = empty();
    shop.does("po new FEB Februari --open 2026-01-20 --close 2026-02-28");
    shop
}

/// Customer, status, total and units of each order.
fn orders(shop: &Shop) -> Vec<(String, String, i64, i64)> {
    let list = shop.json("order list FEB");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let newest_first = list["orders"].as_array().unwrap();
    let mut by_code: Vec<&Value> = newest_first.iter().collect();
    by_code.sort_by_key(|order| text(&order["code"]));
    by_code
        .into_iter()
        .map(|order| {
            let code = text(&order["code"]);
            let whole = shop.json(&format!("order show {code}"));
            let lines = whole["lines"].as_array().unwrap();
            let units = lines.iter().map(|line| line["qty"].as_i64().unwrap());
            (
                text(&order["customer"]["name"]),
                text(&order["status"]),
                order["total"].as_i64().unwrap(),
                units.sum(),
            )
        })
        .collect()
}

#[rstest]
#[case::shopee(
    "shopee.csv", "shopee_order_all", "shopee",
    // 2 × 65.000 + 72.000, less 5.000 of the shop's voucher and 7.000 of its bundle.
    &[("budi_s", "active", 190_000, 3), ("ani.w", "cancelled", 0, 3), ("caca88", "active", 150_000, 1), ("dodi", "active", 90_000, 2)],
    &["Baris 6", "1 pcs dikembalikan"]
)]
#[case::tiktok(
    "tiktok.csv", "tiktok_shop_order", "tiktok",
    // 3 × 70.000 less 10.000, which doesn't divide evenly, and 72.000 less 2.000.
    &[("budi_s", "active", 270_000, 4), ("ani.w", "cancelled", 0, 3), ("caca88", "active", 280_000, 2)],
    &["Baris 2", "menjelaskan kolom"]
)]
#[case::tokopedia(
    "tokopedia.csv", "tokopedia_legacy_order", "tokopedia",
    // 2 × 65.000, after its discount already, and 72.000, less a coupon of 8.000 and an offer of 3.000.
    &[("Budi", "active", 191_000, 3), ("Ani", "cancelled", 0, 3), ("Dodi", "active", 180_000, 4)],
    &["Baris 5", "1 pcs dikembalikan"]
)]
#[case::lazada(
    "lazada.csv", "lazada_order", "lazada",
    // A row for each piece: 2 × (70.000 − 5.000) + 72.000; of the last order one piece was cancelled.
    &[("Budi", "active", 202_000, 3), ("Ani", "cancelled", 0, 1), ("Caca", "active", 72_000, 1)],
    &["Baris 6", "berstatus canceled"]
)]
fn a_whole_export_is_counted_right(
    #[case] file: &str,
    #[case] header: &str,
    #[case] channel: &str,
    #[case] expected: &[(&str, &str, i64, i64)],
    #[case] said: &[&str],
) {
    let path = fixture(file);
    if let Some(samples) = sample("") {
        let real = fs::read_to_string(samples.join(format!("tables/{header}.header.csv"))).unwrap();
        let ours = fs::read_to_string(&path).unwrap();
        assert_eq!(
            ours.lines().next(),
            real.lines().next(),
            "titles as they are handed out"
        );
    }
    let shop = shop();
    // Partly returned orders are asked about; here they count as they stand.
    let import = format!("order import '{}' --po FEB --take-doubtful", path.display());
    let ran = shop.rekap(&import);
    assert_eq!(ran.out.trim(), expected.len().to_string(), "{ran:?}");
    for part in said {
        assert!(ran.err.contains(part), "{part}: {ran:?}");
    }
    let told = orders(&shop);
    let told: Vec<_> = told
        .iter()
        .map(|(name, status, total, units)| (name.as_str(), status.as_str(), *total, *units))
        .collect();
    assert_eq!(told, expected);
    let first = shop.json("order show FEB-001");
    assert_eq!(first["channel"], channel);
    assert_eq!(first["lines"][0]["code"], "NAS-KEJU");
    assert_eq!(first["placed_at"], "2026-02-01T10:15:00+07:00");
    assert_eq!(shop.does(&import), "0", "taken in again, it adds nothing");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Names and phones masked with stars identify nobody: the account tells who ordered.
#[test]
fn masked_names_and_phones_never_merge_customers() {
    let shop = shop();
    shop.does(&format!(
        "order import '{}' --po FEB",
        fixture("tiktok.csv").display()
    ));
    let customers = shop.json("customer list");
    let customers = customers["customers"].as_array().unwrap();
    assert_eq!(customers.len(), 3);
    assert!(
        customers
            .iter()
            .all(|customer| !customer.to_string().contains("**"))
    );
}

/// A product without variants has none, even if the marketplace calls its only one "default".
#[test]
fn a_variant_called_default_is_ignored() {
    let shop = shop();
    shop.does(&format!(
        "order import '{}' --po FEB",
        fixture("tiktok.csv").display()
    ));
    let lapis = shop.json("order show FEB-003");
    assert_eq!(lapis["lines"][0]["variant"], "");
    assert_eq!(lapis["lines"][0]["product"], "Lapis Legit");
}

/// Reports without orders, whose titles resemble those of orders.
#[rstest]
#[case::income(
    "No. Pesanan,Username (Pembeli),Tanggal Dana Dilepaskan,Harga Asli Produk,Biaya Administrasi,Total Penghasilan\n1,a,2026-02-01,1,1,1\n",
    "laporan penghasilan"
)]
#[case::fees(
    "Nomor Laporan,Nama Biaya,Jumlah (Termasuk Pajak),Nomor Pesanan,SKU Penjual,Nama Produk\n1,Komisi,5000,990,NAS,Nastar\n",
    "laporan biaya"
)]
#[case::parcels(
    "No,Penerima,No. HP,Alamat Penerima,Isi Paket,QTY,Expedisi,AWB,Status\n1,Budi,0812,Jl. A,Nastar,2,JNE,X1,Selesai\n",
    "kiriman ekspedisi"
)]
#[case::bookings(
    "Booking SN,No. Resi,Nama Produk,Nomor Referensi SKU,Nama Variasi\nB1,R1,Nastar,NAS,Keju\n",
    "booking"
)]
#[case::qris(
    "id,tanggal,nominal,status,nama_costumer,rrn\n1,2026-02-01,5000,paid,Budi,77\n",
    "QRIS"
)]
#[case::balance(
    "Tanggal,Keterangan,Nominal Masuk,Nominal Keluar,Saldo\n2026-02-01,Topup,5,0,5\n",
    "mutasi rekening"
)]
#[case::statement(
    "Mutasi Rekening\nNama : DAPUR\n\nTanggal;Keterangan;Debet;Kredit;Saldo\n01/02;TRSF;0;5;5\n",
    "mutasi rekening"
)]
#[case::no_balance(
    "Account No,Date,Description,Description,Debit,Credit\n6,01/02/26,KR,TOKO,.00,5.00\n",
    "mutasi rekening"
)]
#[case::no_balance_by_branch(
    "Tanggal Transaksi,Keterangan,Cabang,Jumlah\n01/02/2026,TRSF,0000,5.00 CR\n",
    "mutasi rekening"
)]
fn other_reports_are_refused_by_their_name(#[case] text: &str, #[case] named: &str) {
    let shop = shop();
    fs::write(shop.file("laporan.csv"), text).unwrap();
    shop.refuses("order import laporan.csv --po FEB", named);
    assert_eq!(
        shop.json("order list")["orders"].as_array().unwrap().len(),
        0
    );
}

/// Real titles and bank statements, if the samples are installed.
#[test]
fn real_reports_and_statements_are_refused_by_their_name() {
    let Some(samples) = sample("") else { return };
    let shop = shop();
    for (file, named) in [
        ("kiriminaja_mutasi", "mutasi rekening"),
        ("kiriminaja_shipments", "kiriman ekspedisi"),
        ("lazada_fee_statement", "laporan biaya"),
        ("qris_merchant_portal_mutasi_keys", "QRIS"),
        ("shopee_booking_advance_fulfilment", "booking"),
        ("shopee_income", "laporan penghasilan"),
    ] {
        let path = samples.join(format!("tables/{file}.header.csv"));
        let blank = fs::read_to_string(path).unwrap();
        let row = "1,".repeat(blank.matches(',').count());
        fs::write(shop.file("laporan.csv"), format!("{blank}\n{row}1\n")).unwrap();
        shop.refuses("order import laporan.csv --po FEB", named);
    }
    for entry in fs::read_dir(samples.join("statements")).unwrap() {
        let path = entry.unwrap().path();
        let import = format!("order import '{}' --po FEB", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The list of descriptions is no bank's, and text copied from a PDF or an HTML page named
        // `.xls` has no titles to recognise: these are refused as unreadable.
        let is_bank_table = name.ends_with(".csv") && name != "descriptions.csv";
        let why = if is_bank_table {
            "mutasi rekening"
        } else {
            &name
        };
        shop.refuses(&import, why);
    }
}
