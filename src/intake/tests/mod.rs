//! Files as shops make them, and files nobody should make.

mod letters;
mod tables;
mod workbooks;

use std::io::Cursor;
use std::ops::Deref;
use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use crate::domain::draft::OrderDraft;
use crate::domain::money::Rupiah;
use crate::domain::when::{Moment, Zone};
use crate::intake::columns::Columns;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::Meaning;
use crate::intake::error::IntakeError;
use crate::intake::file::cell::Value;
use crate::intake::file::fault::Fault;
use crate::intake::file::table::Table;
use crate::intake::note::RowNote;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::{Progress, read};

pub(super) const HEADER: &str = "No Pesanan,Waktu,Nama,Kode,Produk,Jumlah,Harga,Status\n";

fn now() -> Moment {
    at(2026, 11, 23, 9, 0)
}

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Moment {
    let local = NaiveDate::from_ymd_opt(year, month, day)
        .unwrap()
        .and_hms_opt(hour, minute, 0)
        .unwrap();
    Moment::from_local(local, Zone::Wib)
}

/// What a table gave, with its orders in memory.
pub(super) struct Whole {
    pub(super) orders: Vec<OrderDraft>,
    rest: Intake,
}

impl From<Intake> for Whole {
    fn from(mut intake: Intake) -> Self {
        let orders: Vec<_> = intake.orders.iter().map(Result::unwrap).collect();
        let again: Vec<_> = intake.orders.iter().map(Result::unwrap).collect();
        assert_eq!(orders, again, "read twice, the same twice");
        assert_eq!(orders.len(), intake.orders.len());
        Self {
            orders,
            rest: intake,
        }
    }
}

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.orders.fmt(f)
    }
}

impl Deref for Whole {
    type Target = Intake;

    fn deref(&self) -> &Intake {
        &self.rest
    }
}

pub(super) fn import(bytes: impl Into<Vec<u8>>) -> Result<Whole, IntakeError> {
    let bytes = bytes.into();
    let size = bytes.len() as u64;
    let mut table = Table::read("pesanan.csv", Cursor::new(bytes), Some(size))?;
    read(&mut table, &Mapping::default(), Zone::Wib, now(), |_| {}).map(Whole::from)
}

fn lines(rows: &str) -> Whole {
    import(format!("{HEADER}{rows}")).unwrap()
}

pub(super) fn fault(bytes: impl Into<Vec<u8>>) -> Fault {
    match import(bytes).unwrap_err() {
        IntakeError::Table(error) => error.fault,
        other => panic!("{other:?}"),
    }
}

/// The bad rows as `row column key`.
fn bad(intake: &Intake) -> Vec<String> {
    let shown = |note: &RowNote| format!("{} {} {}", note.row, note.column, note.problem.key);
    intake.bad.iter().map(shown).collect()
}

#[test]
fn lines_become_orders_wherever_they_stand() {
    let intake = lines(
        "A1,2026-02-01 08:26:00,Budi,NK,Nastar Keju,2,60000,Aktif\n\
         A2,2026-02-01 08:30:00,Siti,LK,Lidah Kucing,1,55000,Aktif\n\
         A1,2026-02-01 08:26:00,Budi,LK,Lidah Kucing,3,55000,Aktif\n",
    );
    assert_eq!((intake.rows, intake.bad_rows), (3, 0));
    assert_eq!(intake.orders.len(), 2);
    let budi = &intake.orders[0];
    assert_eq!(budi.reference.as_deref(), Some("A1"));
    assert_eq!(budi.placed_at, Some(at(2026, 2, 1, 8, 26)));
    assert_eq!(budi.customer.name, "Budi");
    let kept: Vec<_> = budi.lines.iter().map(|l| (l.row, l.qty)).collect();
    assert_eq!(kept, [(2, 2), (4, 3)]);
    assert_eq!(budi.lines[0].unit_price, Some(Rupiah::new(60_000)));
    assert_eq!(budi.lines[0].code.as_ref().unwrap().as_str(), "NK");
}

#[test]
fn a_cancelled_order_is_one_whose_every_row_says_so() {
    let intake = lines(
        "A1,,Budi,NK,Nastar,2,60000,Batal\n\
         A1,,Budi,LK,Lidah Kucing,1,55000,DIBATALKAN\n\
         A2,,Siti,NK,Nastar,5,60000,Aktif\n\
         A2,,Siti,LK,Lidah Kucing,1,55000,Cancelled by buyer\n\
         A3,,Ani,NK,Nastar,1,60000,Belum dibatalkan\n",
    );
    assert!(intake.orders[0].cancelled);
    assert_eq!(intake.orders[0].lines.len(), 2);
    // Siti's order stays active; the cancelled line is a warning.
    assert!(!intake.orders[1].cancelled);
    assert_eq!(intake.orders[1].lines.len(), 1);
    assert_eq!(intake.warned, 1);
    assert_eq!(intake.warnings[0].row, 5);
    assert_eq!(intake.warnings[0].problem.key, "intake-line-cancelled");
    // What isn't understood never counts as yes.
    assert_eq!(intake.orders.len(), 2);
    assert_eq!(bad(&intake), ["6 Status intake-status-unknown"]);
}

#[test]
fn every_bad_row_is_listed_with_its_row_and_column() {
    let intake = lines(
        "A1,,Budi,NK,Nastar,2,60000,Aktif\n\
         A2,,Siti,NK,Nastar,dua,60000,Aktif\n\
         A3,,Ani,NK,Nastar,1.000,60000,Aktif\n\
         A4,,Tono,NK,Nastar,1,mahal,Aktif\n\
         A5,kapan saja,Rini,NK,Nastar,1,60000,Aktif\n\
         ,,,NK,Nastar,1,60000,Aktif\n\
         A7,,Wati,,,1,60000,Aktif\n\
         A8,,Dewi,NK,Nastar,1,60000\n\
         A9,,Joko,NK,Nastar,1,60000,Aktif,lagi\n\
         A1,,Bambang,NK,Nastar,1,60000,Aktif\n\
         A11,,Eka,\"NK,1\",Nastar,1,60000,Aktif\n",
    );
    assert_eq!(
        bad(&intake),
        [
            "3 Jumlah intake-quantity-unreadable",
            "4 Jumlah intake-quantity-ambiguous",
            "5 Harga money-unreadable",
            "6 Waktu when-unreadable",
            "7 Nama intake-no-customer",
            "8 Produk intake-no-product",
            "9 Status intake-row-short",
            "10 I intake-row-long",
            "11 Nama intake-other-customer",
            "12 Kode code-forbidden",
        ]
    );
    assert_eq!(intake.orders.len(), 1);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    // A blank line counts, a line break inside quotes does not; CRLF and no newline at the end.
    let text = "Nama,Produk,Jumlah,Alamat\r\n\r\nBudi,Nastar,1,\"Jl. Mawar 1\r\nRT 02\"\r\nSiti,Nastar,x,Jl. Melati";
    let intake = import(text).unwrap();
    assert_eq!(intake.orders[0].lines[0].row, 3);
    assert_eq!(
        intake.orders[0].customer.address.as_deref(),
        Some("Jl. Mawar 1\nRT 02")
    );
    assert_eq!(bad(&intake), ["4 Jumlah intake-quantity-unreadable"]);
    let old_mac = import("Nama,Produk,Jumlah\rBudi,Nastar,1\rSiti,Nastar,x\r").unwrap();
    assert_eq!(bad(&old_mac), ["3 Jumlah intake-quantity-unreadable"]);
}

#[test]
fn separators_and_marks_of_every_spreadsheet() {
    for text in [
        "Nama,Produk,Jumlah\nBudi,Nastar,2\n",
        "Nama;Produk;Jumlah\nBudi;Nastar;2\n",
        "Nama\tProduk\tJumlah\nBudi\tNastar\t2\n",
        "\u{feff}Nama;Produk;Jumlah\r\nBudi;Nastar;2\r\n",
        "sep=;\r\nNama;Produk;Jumlah\r\nBudi;Nastar;2\r\n",
        "\"Nama\",\"Produk\",\"Jumlah\"\n\"Budi\",\"Nastar\",\"2\"",
        "Rekap PO Lebaran\n\nNama,Produk,Jumlah\nBudi,Nastar,2\n",
    ] {
        let intake = import(text).unwrap();
        assert_eq!(intake.orders.len(), 1, "{text:?}");
        let order = &intake.orders[0];
        assert_eq!(
            (order.customer.name.as_str(), order.lines[0].qty),
            ("Budi", 2)
        );
    }
}

#[test]
fn files_that_are_no_table_are_refused_with_a_reason() {
    assert_eq!(fault(""), Fault::Empty);
    assert_eq!(fault("\u{feff}"), Fault::Empty);
    assert_eq!(fault("\u{feff}\n"), Fault::Empty);
    assert_eq!(fault("\u{feff}<html><p>"), Fault::NotATable);
    assert_eq!(fault("\n  \n"), Fault::Empty);
    assert_eq!(
        fault(b"<html><table><tr><td></table>".to_vec()),
        Fault::NotATable
    );
    assert_eq!(fault(b"%PDF-1.7\n".to_vec()), Fault::NotATable);
    assert_eq!(fault(b"\x89PNG\r\n\0\0".to_vec()), Fault::NotATable);
    let mut compound = b"\xD0\xCF\x11\xE0".to_vec();
    compound.resize(200 * 1024, 0);
    assert_eq!(fault(compound.clone()), Fault::OldWorkbook);
    compound.extend(
        "EncryptedPackage\0"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    compound.resize(201 * 1024, 0);
    assert_eq!(fault(compound), Fault::LockedWorkbook);
    assert_eq!(
        fault(b"PK\x03\x04 and no more".to_vec()),
        Fault::BadWorkbook
    );
    assert_eq!(
        fault(format!("{HEADER}A1,,\"Budi,NK,Nastar,1,1,Aktif\n")),
        Fault::OpenQuote { row: 2 }
    );
    let endless = format!("{HEADER}A1,,\"{}", "x\n".repeat(1_000_000));
    assert_eq!(fault(endless), Fault::OpenQuote { row: 2 });
    assert_eq!(
        import(HEADER).unwrap_err().message().key,
        "intake-only-header"
    );
    assert_eq!(
        import("foto,keterangan\na,b\n").unwrap_err().message().key,
        "intake-missing-all"
    );
    let missing = Table::open(Path::new("/no/such/pesanan.csv"));
    assert_eq!(missing.err().unwrap().fault, Fault::Missing);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        Table::open(folder.path()).err().unwrap().fault,
        Fault::NotATable
    );
}

#[test]
fn text_is_data() {
    let intake = lines(
        "A1,,=cmd|' /C calc'!A0,NK,+62 nastar,1,0,Aktif\n\
         A2,,Bu\u{202e}di\u{1b}[31m,bank CHARGES,Nastar,1,1,Aktif\n\
         A3,,Siti,85123a,Nastar,1,1,Aktif\nA3,,Siti,85123A,Nastar,1,1,Aktif\n",
    );
    assert_eq!(intake.orders[0].customer.name, "=cmd|' /C calc'!A0");
    assert_eq!(intake.orders[0].lines[0].product, "+62 nastar");
    assert_eq!(intake.orders[0].lines[0].unit_price, Some(Rupiah::ZERO));
    assert_eq!(intake.orders[1].customer.name, "Budi");
    assert_eq!(intake.warnings[0].problem.key, "intake-cleaned");
    let codes: Vec<_> = intake
        .orders
        .iter()
        .flat_map(|order| &order.lines)
        .map(|line| line.code.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(codes, ["NK", "bank CHARGES", "85123a", "85123A"]);
}

#[test]
fn without_a_reference_one_customer_at_one_moment_is_one_order() {
    let intake = import(
        "Nama,WA,Tanggal,Produk,Jumlah\n\
         Budi,0812,01/02/2026 10:00,Nastar,1\n\
         Budi,0812,01/02/2026 10:00,Kastengel,1\n\
         Budi,0813,01/02/2026 10:00,Nastar,1\n\
         Budi,0812,02/02/2026 10:00,Nastar,1\n",
    )
    .unwrap();
    let shape: Vec<_> = intake.orders.iter().map(|o| o.lines.len()).collect();
    assert_eq!(shape, [2, 1, 1]);
    assert_eq!(intake.orders[0].customer.phone.as_deref(), Some("0812"));
}

#[test]
fn a_file_with_the_month_first_is_read_so_throughout() {
    let intake =
        import("Nama,Tanggal,Produk,Jumlah\nBudi,03/04/2026,Nastar,1\nSiti,12/25/2026,Nastar,1\n")
            .unwrap();
    assert_eq!(intake.orders[0].placed_at, Some(at(2026, 3, 4, 0, 0)));
    assert_eq!(intake.orders[1].placed_at, Some(at(2026, 12, 25, 0, 0)));
}

#[test]
fn a_workbook_reads_as_typed() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in [
        "No Pesanan",
        "Waktu",
        "Nama",
        "HP",
        "Kode",
        "Produk",
        "Jumlah",
        "Harga",
    ]
    .into_iter()
    .enumerate()
    {
        sheet
            .write_string(2, u16::try_from(column).unwrap(), title)
            .unwrap();
    }
    sheet.write_string(0, 0, "Rekap PO").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let when = rust_xlsxwriter::ExcelDateTime::parse_from_str("2026-02-01 08:26:00").unwrap();
    sheet.write_number(3, 0, 536_365).unwrap();
    sheet
        .write_datetime_with_format(3, 1, &when, &date)
        .unwrap();
    sheet.write_string(3, 2, "Budi").unwrap();
    sheet.write_number(3, 3, 81_234_567_890_f64).unwrap();
    sheet.write_number(3, 4, 22_632.0).unwrap();
    sheet.write_string(3, 5, "=HYPERLINK(1)").unwrap();
    sheet.write_number(3, 6, 2).unwrap();
    sheet.write_number(3, 7, 51_000).unwrap();
    sheet.write_number(5, 0, 536_366).unwrap();
    sheet.write_string(5, 2, "Siti").unwrap();
    sheet.write_string(5, 4, "NK").unwrap();
    sheet.write_number(5, 6, 1.5).unwrap();
    let intake = import(book.save_to_buffer().unwrap()).unwrap();
    let order = &intake.orders[0];
    assert_eq!(order.reference.as_deref(), Some("536365"));
    assert_eq!(order.placed_at, Some(at(2026, 2, 1, 8, 26)));
    assert_eq!(order.customer.phone.as_deref(), Some("81234567890"));
    let line = &order.lines[0];
    assert_eq!(line.code.as_ref().unwrap().as_str(), "22632");
    assert_eq!((line.row, line.qty), (4, 2));
    assert_eq!(line.product, "=HYPERLINK(1)");
    assert_eq!(bad(&intake), ["6 Jumlah intake-quantity-fraction"]);
}

#[test]
fn progress_reaches_the_end() {
    let rows: String = (0..5_000)
        .map(|n| format!("A{n},,Budi,NK,Nastar,1,1,Aktif\n"))
        .collect();
    let text = format!("{HEADER}{rows}");
    let size = text.len() as u64;
    let mut table = Table::read("x", Cursor::new(text.into_bytes()), Some(size)).unwrap();
    let mut seen: Vec<Progress> = Vec::new();
    read(
        &mut table,
        &Mapping::default(),
        Zone::Wib,
        now(),
        |progress| seen.push(progress),
    )
    .unwrap();
    assert_eq!(seen.len(), 3);
    let last = seen.last().unwrap();
    assert_eq!((last.rows, last.bytes), (5_000, size));
    assert_eq!(last.total_bytes, Some(size));
}

#[test]
fn a_month_of_a_real_shop() {
    let Some(path) = crate::needs::sample("orders/order_lines_2010_12.csv") else {
        return;
    };
    let mut table = Table::open(&path).unwrap();
    let intake =
        Whole::from(read(&mut table, &Mapping::default(), Zone::Wib, now(), |_| {}).unwrap());
    assert_eq!(bad(&intake), Vec::<String>::new());
    assert_eq!((intake.rows, intake.warned), (42_208, 0));
    assert_eq!(intake.orders.len(), 1_885);
    let (mut active, mut cancelled) = (0, 0);
    for order in &intake.orders {
        let here = order.lines.len();
        *(if order.cancelled {
            &mut cancelled
        } else {
            &mut active
        }) += here;
    }
    assert_eq!((active, cancelled), (41_480, 728));
}

/// Header rows of marketplaces' exports, and the meaning of each column. The account's name is the
/// customer when the recipient's name is masked with stars.
#[test]
fn headers_of_marketplaces() {
    let Some(folder) = crate::needs::sample("tables") else {
        return;
    };
    let titles = |file: &str| {
        let mut table = Table::open(&folder.join(file)).unwrap();
        let row = table.next_row().unwrap().unwrap();
        let columns = Columns::recognise(&row, &Mapping::default()).unwrap();
        [
            Meaning::Reference,
            Meaning::Moment,
            Meaning::Name,
            Meaning::Code,
            Meaning::Quantity,
            Meaning::UnitPrice,
            Meaning::Status,
        ]
        .map(|field| columns.title(columns.at(field).unwrap()))
    };
    for (file, wanted) in [
        (
            "shopee_order_all.header.csv",
            "No. Pesanan|Waktu Pesanan Dibuat|Username (Pembeli)|Nomor Referensi SKU|Jumlah|Harga Setelah Diskon|Status Pesanan",
        ),
        (
            "tiktok_shop_order.header.csv",
            "Order ID|Created Time|Buyer Username|Seller SKU|Quantity|SKU Unit Original Price|Order Status",
        ),
        (
            "tokopedia_legacy_order.header.csv",
            "Nomor Invoice|Tanggal Pembayaran|Nama Pembeli|Nomor SKU|Jumlah Produk Dibeli|Harga Jual (IDR)|Status Terakhir",
        ),
        (
            "lazada_order.header.csv",
            "orderNumber|createTime|customerName|sellerSku|QTY|unitPrice|status",
        ),
    ] {
        assert_eq!(titles(file).join("|"), wanted);
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut table = match Table::read("x", Cursor::new(bytes.to_vec()), None) {
        Ok(table) => table,
        Err(_) => return Vec::new(),
    };
    let mut rows = Vec::new();
    while let Ok(Some(row)) = table.next_row() {
        rows.push(
            (0..row.len())
                .map(|index| row.get(index).to_text())
                .collect(),
        );
    }
    rows
}

proptest! {
    /// Rows in any order are the orders they are side by side, but for the order of their lines and
    /// of themselves; also where there are more than are held in memory.
    #[test]
    fn orders_are_gathered_from_rows_wherever_they_stand(
        rows in prop::collection::vec((0u32..40, 1u32..9, any::<bool>()), 1..300),
    ) {
        let row = |(order, qty, cancelled): &(u32, u32, bool)| {
            let status = if *cancelled { "Batal" } else { "Aktif" };
            format!("A{order},2026-02-01 08:26:00,Budi {order},NK,Nastar,{qty},60000,{status}\n")
        };
        let mut sorted = rows.clone();
        sorted.sort_by_key(|(order, _, _)| *order);
        let by_reference = |rows: &[(u32, u32, bool)]| {
            let mut whole = lines(&rows.iter().map(row).collect::<String>());
            for line in whole.orders.iter_mut().flat_map(|order| &mut order.lines) {
                line.row = 0;
            }
            whole.orders.sort_by(|a, b| a.reference.cmp(&b.reference));
            (whole.orders, whole.rest.warned)
        };
        prop_assert_eq!(by_reference(&rows), by_reference(&sorted));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = import(bytes);
    }

    #[test]
    fn no_text_below_a_header_makes_it_panic(text in "[ -~\n\r\"é\u{202e}\t,;]{0,400}") {
        let _ = import(format!("{HEADER}{text}"));
    }

    #[test]
    fn no_damaged_workbook_makes_it_panic(at in 0usize..6_000, byte in any::<u8>(), cut in 0usize..6_000) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, title) in ["Nama", "Produk", "Jumlah"].into_iter().enumerate() {
            sheet.write_string(0, u16::try_from(column).unwrap(), title).unwrap();
            sheet.write_string(1, u16::try_from(column).unwrap(), "2").unwrap();
        }
        let mut bytes = book.save_to_buffer().unwrap();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = import(bytes.clone());
        bytes.truncate(cut);
        let _ = import(bytes);
    }

    /// What a general writer of CSV writes is read back cell by cell.
    #[test]
    fn what_others_write_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z\"\n,;\r é]{0,6}", 3), 1..8)
    ) {
        // The first row settles the separator, as a header does.
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let read = cells(&writer.into_inner().unwrap());
        let wanted: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        prop_assert_eq!(&read[1..], &wanted[..]);
    }
}

#[test]
fn cells_beyond_the_row_are_empty() {
    let mut table = Table::read("x", Cursor::new(b"a,b\n".to_vec()), None).unwrap();
    let row = table.next_row().unwrap().unwrap();
    assert_eq!(row.get(0), Value::Text("a"));
    assert_eq!(row.get(7), Value::Empty);
}
