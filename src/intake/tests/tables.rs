//! Tables as marketplaces, forms and spreadsheets hand them out.

use std::io::Cursor;

use chrono::NaiveDate;
use rstest::rstest;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::Whole;
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::Columns;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::{Meaning, Origin};
use crate::intake::error::IntakeError;
use crate::intake::file::fault::Fault;
use crate::intake::file::table::Table;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::{read, read_knowing};

fn now() -> Moment {
    let local = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Moment::from_local(local.and_hms_opt(9, 0, 0).unwrap(), Zone::Wib)
}

fn import(bytes: impl Into<Vec<u8>>) -> Result<Whole, IntakeError> {
    let mut table = Table::read("x", Cursor::new(bytes.into()), None)?;
    read(&mut table, &Mapping::default(), Zone::Wib, now(), |_| {}).map(Whole::from)
}

fn keys(notes: &[crate::domain::message::Message]) -> Vec<&str> {
    notes.iter().map(|note| note.key.as_ref()).collect()
}

fn warned(intake: &Intake) -> Vec<(u64, &str)> {
    intake
        .warnings
        .iter()
        .map(|note| (note.row, note.problem.key.as_ref()))
        .collect()
}

#[rstest]
#[case::shopee(
    "No. Pesanan,Status Pesanan,Waktu Pesanan Dibuat,SKU Induk,Nama Produk,Nomor Referensi SKU,Nama Variasi,Harga Awal,Harga Setelah Diskon,Jumlah,Voucher Ditanggung Penjual,Total Pembayaran,Catatan dari Pembeli,Username (Pembeli),Nama Penerima,No. Telepon,Alamat Pengiriman",
    "2602X,Selesai,2026-02-01 10:15,,Nastar,NAS-KEJU,Keju,70.000,65.000,2,5.000,150.000,,budi_s,B***i,62812***,\"Jl. A, Bandung\"",
    Origin::Shopee,
    "2602X",
    65_000,
    5_000
)]
#[case::tiktok(
    "Order ID,Order Status,Created Time,Buyer Message,Buyer Username,Recipient,Phone #,Detail Address,SKU ID,Seller SKU,Product Name,Variation,Quantity,SKU Unit Original Price,SKU Seller Discount,Order Amount",
    "5788,Completed,01/02/2026 10:15:00,,budi_s,B***i,(+62)812***,Jl. A,1729,NAS-KEJU,Nastar,Keju,2,70000,10000,150000",
    Origin::Tiktok,
    "5788",
    65_000,
    0
)]
#[case::tokopedia(
    "Nomor,Nomor Invoice,Tanggal Pembayaran,Status Terakhir,Nama Produk,Nomor SKU,Catatan Produk Pembeli,Jumlah Produk Dibeli,Harga Awal (IDR),Harga Jual (IDR),Nama Pembeli,No Telp Pembeli,Alamat Pengiriman",
    "1,INV/2026/1,01-02-2026 10:15:00,Pesanan Selesai,Nastar,NAS-KEJU,,2,70000,65000,Budi,62812345678,Jl. A",
    Origin::Tokopedia,
    "INV/2026/1",
    65_000,
    0
)]
#[case::lazada(
    "orderItemId,sellerSku,lazadaSku,createTime,orderNumber,customerName,shippingAddress,paidPrice,unitPrice,QTY,itemName,variation,status",
    "88,NAS-KEJU,L1,01 Feb 2026 10:15,990,Budi,Jl. A,65000.00,65000,2,Nastar,Keju,delivered",
    Origin::Lazada,
    "990",
    65_000,
    0
)]
fn marketplaces_are_known_by_their_titles(
    #[case] header: &str,
    #[case] row: &str,
    #[case] origin: Origin,
    #[case] reference: &str,
    #[case] price: i64,
    #[case] discount: i64,
) {
    let intake = import(format!("{header}\n{row}\n")).unwrap();
    assert_eq!(intake.bad, Vec::new());
    let order = &intake.orders[0];
    assert_eq!(order.channel, origin.channel());
    assert_eq!(order.reference.as_deref(), Some(reference));
    let line = &order.lines[0];
    assert_eq!(line.code.as_ref().unwrap().as_str(), "NAS-KEJU");
    assert_eq!((line.qty, line.unit_price), (2, Some(Rupiah::new(price))));
    assert_eq!(
        order.placed_at.unwrap().local(Zone::Wib).to_string(),
        "2026-02-01 10:15:00"
    );
    let charged: i64 = order.charges.iter().map(|(_, amount)| amount.raw()).sum();
    assert_eq!(charged, discount);
}

/// The exact titles real exports have, when the samples are there.
#[test]
fn real_headers_are_known() {
    let Some(folder) = crate::needs::sample("tables") else {
        return;
    };
    for (file, origin) in [
        ("shopee_order_all", Some(Origin::Shopee)),
        ("tiktok_shop_order", Some(Origin::Tiktok)),
        ("tokopedia_legacy_order", Some(Origin::Tokopedia)),
        ("lazada_order", Some(Origin::Lazada)),
    ] {
        let path = folder.join(format!("{file}.header.csv"));
        let mut table = Table::open(&path).unwrap();
        let row = table.next_row().unwrap().unwrap();
        let columns = Columns::recognise(&row, &Mapping::default()).unwrap();
        assert_eq!(columns.origin(), origin, "{file}");
        for field in [
            Meaning::Reference,
            Meaning::Moment,
            Meaning::Name,
            Meaning::Code,
            Meaning::Product,
            Meaning::Quantity,
            Meaning::UnitPrice,
            Meaning::Status,
            Meaning::Address,
            Meaning::Phone,
        ] {
            assert!(columns.at(field).is_some(), "{file}: {field:?}");
        }
    }
}

#[test]
fn rows_that_explain_or_add_up_are_passed_over_and_said() {
    let intake = import(
        "Laporan penjualan\n\nOrder ID,Seller SKU,Product Name,Quantity,SKU Unit Original Price,Recipient,Created Time\n\
         Platform unique order ID,Seller input,Product name,Sold quantity,Unit price,Name,Time created\n\
         1,NAS,Nastar,2,60000,Budi,01/02/2026 10:00:00\n\
         Total,,,2,120000,,\n\
         Diunduh 3 Februari\n",
    )
    .unwrap();
    assert_eq!(
        (intake.orders.len(), intake.bad_rows),
        (1, 0),
        "{:?}",
        intake.bad
    );
    assert_eq!(
        warned(&intake),
        [
            (4, "intake-explains"),
            (6, "intake-adds-up"),
            (7, "intake-remark")
        ]
    );
    // A customer may be called Total, and a lone cell between orders is a mistake.
    let intake = import("Nama,Produk,Jumlah\nTotal,Nastar,2\nBudi,,\nSiti,Nastar,1\n").unwrap();
    assert_eq!((intake.orders.len(), intake.bad_rows), (2, 1));
}

#[test]
fn amounts_of_an_order_are_counted_once_and_of_a_row_added() {
    let repeated = import(
        "No Pesanan,Nama,Produk,Jumlah,Harga,Ongkir,Diskon\n\
         1,Budi,Nastar,2,60000,15000,5000\n1,Budi,Bolu,1,45000,15000,5000\n2,Ani,Bolu,1,45000,9000,\n",
    )
    .unwrap();
    let of = |n: usize| repeated.orders[n].charges.clone();
    let sum = Rupiah::new;
    assert_eq!(
        of(0),
        [
            (ChargeKind::Shipping, sum(15_000)),
            (ChargeKind::Discount, sum(5_000))
        ]
    );
    assert_eq!(of(1), [(ChargeKind::Shipping, sum(9_000))]);
    let by_row = import(
        "No Pesanan,Nama,Produk,Jumlah,Harga,Ongkir\n1,Budi,Nastar,2,60000,10000\n1,Budi,Bolu,1,45000,5000\n",
    )
    .unwrap();
    assert_eq!(
        by_row.orders[0].charges,
        [(ChargeKind::Shipping, sum(15_000))]
    );
    let totals = import(
        "No Pesanan,Nama,Produk,Jumlah,Total\n1,Budi,Nastar,2,120000\n1,Budi,Bolu,1,45000\n2,Ani,Bolu,2,90000\n",
    )
    .unwrap();
    let prices: Vec<_> = totals
        .orders
        .iter()
        .flat_map(|order| &order.lines)
        .map(|line| line.unit_price)
        .collect();
    assert_eq!(
        prices,
        [Some(sum(60_000)), Some(sum(45_000)), Some(sum(45_000))]
    );
    // The whole order's total, on each of its rows: no row's price is known from it.
    let whole = import(
        "No Pesanan,Nama,Produk,Jumlah,Total,Ongkir\n1,Budi,Nastar,2,165000,\n1,Budi,Bolu,1,165000,\n2,Ani,Bolu,2,100000,10000\n",
    )
    .unwrap();
    let prices: Vec<_> = whole
        .orders
        .iter()
        .flat_map(|order| &order.lines)
        .map(|line| line.unit_price)
        .collect();
    assert_eq!(prices, [None, None, Some(sum(45_000))]);
    assert_eq!(keys(&whole.notes), ["intake-totals-left"]);
}

#[test]
fn the_order_of_day_and_month_is_said_where_nothing_tells() {
    let intake = import("Nama,Tanggal,Produk,Jumlah\nBudi,03/04/2026,Nastar,1\n").unwrap();
    assert_eq!(keys(&intake.notes), ["intake-dates-by-custom"]);
    for told in ["Ani,25/12/2026,Nastar,1\n", "Ani,12/25/2026,Nastar,1\n"] {
        let text = format!("Nama,Tanggal,Produk,Jumlah\nBudi,03/04/2026,Nastar,1\n{told}");
        assert_eq!(import(text).unwrap().notes, Vec::new(), "{told}");
    }
}

#[test]
fn a_remembered_header_needs_no_aliases() {
    let text = "Atas siapa,Apa,Berapa\nBudi,Nastar,2\n";
    let mut table = Table::read("x", Cursor::new(text.as_bytes()), None).unwrap();
    let known = |header: &str| match header {
        "atassiapa|apa|berapa" => {
            Mapping::parse("nama = Atas siapa\nproduk = Apa\njumlah = Berapa").unwrap()
        }
        _ => Mapping::default(),
    };
    let intake = Whole::from(
        read_knowing(
            &mut table,
            known,
            &GoodsLookup::default(),
            Zone::Wib,
            now(),
            |_| {},
        )
        .unwrap(),
    );
    assert_eq!(intake.header, "atassiapa|apa|berapa");
    assert_eq!(intake.orders[0].lines[0].qty, 2);
    let mapping = known(&intake.header);
    assert_eq!(Mapping::parse(&mapping.to_text()), Ok(mapping));
}

#[test]
fn formulas_are_their_stored_values_and_merged_rows_are_refused() {
    let workbook = |merged: bool, stored: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet
            .merge_range(0, 0, 0, 3, "Rekap PO", &Format::new())
            .unwrap();
        for (column, title) in (0..).zip(["Nama", "Produk", "Jumlah", "Harga"]) {
            sheet.write_string(1, column, title).unwrap();
        }
        sheet.write_string(2, 0, "Budi").unwrap();
        sheet.write_string(2, 1, "Nastar").unwrap();
        sheet
            .write_formula(2, 2, Formula::new("=1+1").set_result(stored))
            .unwrap();
        sheet.write_number(2, 3, 60_000).unwrap();
        if merged {
            sheet.write_string(3, 0, "Ani").unwrap();
            sheet.write_string(3, 1, "Nastar").unwrap();
            sheet.merge_range(3, 2, 4, 2, "3", &Format::new()).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    assert_eq!(
        import(workbook(false, "2")).unwrap().orders[0].lines[0].qty,
        2
    );
    let unstored = import(bare_workbook()).unwrap();
    assert_eq!(unstored.bad[0].problem.key, "intake-formula");
    match import(workbook(true, "2")).unwrap_err() {
        IntakeError::Table(error) => assert_eq!(
            error.fault,
            Fault::Merged {
                row: 4,
                last: 5,
                column: "C".into()
            }
        ),
        other => panic!("{other}"),
    }
}

/// A workbook whose only quantity is a formula that was never counted.
fn bare_workbook() -> Vec<u8> {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let titles: String = ["Nama", "Produk", "Jumlah"].map(text).concat();
    let row = [text("Budi"), text("Nastar"), "<c><f>1+1</f></c>".to_owned()].concat();
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    zip(&[
        (
            "[Content_Types].xml",
            &format!("<Types xmlns=\"{packages}/content-types\"/>"),
        ),
        ("_rels/.rels", &related("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"PO\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &related("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                "<worksheet xmlns=\"{main}\"><sheetData><row>{titles}</row><row>{row}</row></sheetData></worksheet>"
            ),
        ),
    ])
}

/// A zip file whose parts are stored as they are.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let crc = !text.bytes().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| {
                (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
            })
        });
        let at = u32::try_from(out.len()).unwrap();
        let len = u32::try_from(text.len()).unwrap();
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        about.extend(crc.to_le_bytes());
        about.extend(len.to_le_bytes());
        about.extend(len.to_le_bytes());
        about.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        about.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.bytes().chain(text.bytes()));
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.bytes());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let at = u32::try_from(out.len()).unwrap();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn an_opendocument_sheet_reads_as_typed() {
    let cell = |kind: &str, value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" {value}><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let text = |shown: &str| cell("string", "", shown);
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"PO\">\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"4\"/></table:table-row>\
         <table:table-row>{}{}{}{}</table:table-row><table:table-row>{}{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        text("Nama"),
        text("Produk"),
        text("Jumlah"),
        text("Tanggal"),
        text("Budi"),
        text("Nastar"),
        cell("float", "office:value=\"2\"", "2"),
        cell("date", "office:date-value=\"2026-02-01T10:15:00\"", "1 Feb"),
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let bytes = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", manifest),
    ]);
    let intake = import(bytes).unwrap();
    let order = &intake.orders[0];
    assert_eq!(
        (order.customer.name.as_str(), order.lines[0].qty),
        ("Budi", 2)
    );
    assert_eq!(order.lines[0].row, 4);
    assert_eq!(
        order.placed_at.unwrap().local(Zone::Wib).to_string(),
        "2026-02-01 10:15:00"
    );
}

/// The lines' prices, an order after the other.
fn prices(intake: &Whole) -> Vec<Option<Rupiah>> {
    let lines = intake.orders.iter().flat_map(|order| &order.lines);
    lines.map(|line| line.unit_price).collect()
}

#[test]
fn the_total_of_a_partly_cancelled_order_is_no_price_of_what_is_left() {
    let intake = import(
        "No Pesanan,Nama,Produk,Jumlah,Total,Status\n\
         A1,Budi,Nastar,2,230000,Selesai\nA1,Budi,Kastengel,1,230000,Dibatalkan\n",
    )
    .unwrap();
    assert_eq!(prices(&intake), [None]);
    assert_eq!(keys(&intake.notes), ["intake-totals-left"]);
}

#[test]
fn a_cancelled_row_may_be_the_one_that_says_what_the_order_is_charged() {
    let intake = import(
        "No Pesanan,Nama,Produk,Jumlah,Harga,Ongkir,Voucher,Status\n\
         A1,Budi,Kastengel,1,65000,20000,5000,Batal\nA1,Budi,Nastar,2,60000,,,Selesai\n\
         A2,Ani,Nastar,1,60000,9000,,Batal\n",
    )
    .unwrap();
    let sum = Rupiah::new;
    assert_eq!(
        intake.orders[0].charges,
        [
            (ChargeKind::Shipping, sum(20_000)),
            (ChargeKind::Discount, sum(5_000))
        ]
    );
    // An order that is cancelled as a whole is charged nothing.
    assert!(intake.orders[1].cancelled);
    assert_eq!(intake.orders[1].charges, []);
    // By row, what a cancelled row says went with it.
    let by_row = import(
        "No Pesanan,Nama,Produk,Jumlah,Harga,Ongkir,Status\n\
         A1,Budi,Kastengel,1,65000,10000,\nA1,Budi,Nastar,2,60000,5000,\n\
         A2,Ani,Nastar,1,60000,9000,Batal\nA2,Ani,Bolu,1,45000,7000,\n",
    )
    .unwrap();
    assert_eq!(
        by_row.orders[1].charges,
        [(ChargeKind::Shipping, sum(7_000))]
    );
}

#[test]
fn a_rows_discount_counts_where_the_table_has_no_price() {
    let discount = |header: &str, row: &str| {
        let text = format!("No Pesanan,Nama,Produk,Jumlah,{header}\nA1,Budi,Nastar,2,{row}\n");
        let intake = import(text).unwrap();
        (prices(&intake), intake.orders[0].charges.clone())
    };
    let off = |sum| vec![(ChargeKind::Discount, Rupiah::new(sum))];
    assert_eq!(
        discount("Diskon Produk", "10000"),
        (vec![None], off(10_000))
    );
    // A total has it taken off already.
    assert_eq!(
        discount("Diskon Produk,Total", "10000,110000"),
        (vec![Some(Rupiah::new(55_000))], vec![])
    );
}

#[test]
fn the_moment_is_the_first_that_a_row_of_the_order_has() {
    let intake = import(
        "No Pesanan,Tanggal,Nama,Produk,Jumlah\n\
         A1,,Budi,Nastar,2\nA1,20/11/2026 09:12,Budi,Bolu,1\nA1,21/11/2026 10:00,Budi,Sagu,1\n",
    )
    .unwrap();
    let at = intake.orders[0].placed_at.unwrap();
    assert_eq!(at.rfc3339(Zone::Wib), "2026-11-20T09:12:00+07:00");
}
