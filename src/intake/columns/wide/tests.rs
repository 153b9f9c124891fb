//! Order tables of online forms and shared sheets: goods side by side, ticked, or in words.

use std::io::Cursor;

use chrono::NaiveDate;
use rstest::rstest;

use super::super::error::HeaderError;
use super::super::mapping::Mapping;
use crate::domain::assortment::Good;
use crate::domain::draft::LineDraft;
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::domain::when::{Moment, Zone};
use crate::intake::assortment::GoodsLookup;
use crate::intake::error::IntakeError;
use crate::intake::file::table::Table;
use crate::intake::orders::read_knowing;
use crate::intake::tests::Whole;

fn goods() -> GoodsLookup {
    let good = |code: &str, product: &str, name: &str| Good {
        code: code.into(),
        product: product.into(),
        name: name.into(),
        price: Rupiah::new(60_000),
    };
    GoodsLookup::new(
        [
            good("NAS-KEJU", "NAS", "Nastar Keju"),
            good("NAS-COK", "NAS", "Nastar Cokelat"),
            good("KAS", "KAS", "Kastengel"),
            good("PUT", "PUT", "Putri Salju"),
            good("HAMP", "HAMP", "Hampers Kecil, isi 3"),
        ],
        [("kuker salju".to_owned(), "PUT".to_owned())],
    )
}

fn import_by(text: &str, mapping: &str) -> Result<Whole, IntakeError> {
    let local = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let now = Moment::from_local(local.and_hms_opt(9, 0, 0).unwrap(), Zone::Wib);
    let mapping = Mapping::parse(mapping).unwrap();
    let mut table = Table::read("x", Cursor::new(text.to_owned()), None)?;
    read_knowing(
        &mut table,
        |_| mapping.clone(),
        &goods(),
        Zone::Wib,
        now,
        |_| {},
    )
    .map(Whole::from)
}

fn import(text: &str) -> Whole {
    import_by(text, "").unwrap()
}

/// `Budi: 2 NAS-KEJU, 1 KAS (tanpa gula)` for each order.
fn told(intake: &Whole) -> Vec<String> {
    intake
        .orders
        .iter()
        .map(|order| {
            let lines: Vec<String> = order
                .lines
                .iter()
                .map(|line| {
                    let code = line
                        .code
                        .as_ref()
                        .map_or(line.product.as_str(), |c| c.as_str());
                    let asked = line.customization.as_ref();
                    let asked = asked.map_or(String::new(), |text| format!(" ({text})"));
                    format!("{} {code}{asked}", line.qty)
                })
                .collect();
            format!("{}: {}", order.customer.name, lines.join(", "))
        })
        .collect()
}

fn keys(intake: &Whole) -> Vec<&str> {
    intake.notes.iter().map(|note| note.key.as_ref()).collect()
}

fn unsure(text: &str, mapping: &str) -> Vec<(String, Vec<String>)> {
    match import_by(text, mapping) {
        Err(IntakeError::Header {
            header: HeaderError::Unsure { columns, .. },
            ..
        }) => columns
            .into_iter()
            .map(|column| {
                let near = column.near.into_iter().map(|(code, _)| code).collect();
                (column.title, near)
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_column_for_each_of_the_goods() {
    let intake = import(
        "Timestamp,Nama,No WA,Nastar Keju,NAS-COK,Kuker Salju,Alamat,Catatan\n\
         20/11/2026 9:12:44,Budi,081234567890,2,,1 toples,Jl. Melati 5,sore ya\n\
         20/11/2026 9:15:01,Ani,,-,3 pcs,0,Jl. Mawar 2,\n\
         20/11/2026 9:16:30,Caca,,,0 pcs,tidak,,\n",
    );
    assert_eq!(intake.bad, []);
    assert_eq!(told(&intake), ["Budi: 2 NAS-KEJU, 1 PUT", "Ani: 3 NAS-COK"]);
    let budi = &intake.orders[0];
    assert_eq!(budi.note, "sore ya");
    assert_eq!(budi.customer.phone.as_deref(), Some("081234567890"));
    assert_eq!(budi.customer.address.as_deref(), Some("Jl. Melati 5"));
    assert!(budi.placed_at.is_some());
    let warned = &intake.warnings[0];
    assert_eq!(
        (warned.row, warned.problem.key.as_ref()),
        (4, "intake-goods-nothing")
    );
    assert_eq!(intake.rows, 3);
    assert_eq!(keys(&intake), Vec::<&str>::new());
}

#[test]
fn rows_of_a_grid_and_ticks() {
    let intake = import(
        "Timestamp,Nama lengkap kakak,Nomor WhatsApp (aktif),Mau pesan apa? [Nastar Keju],Mau pesan apa? [Kastengel - Rp70.000]\n\
         20/11/2026 9:12:44,Budi,081234567890,2,TRUE\n\
         20/11/2026 9:13:44,Ani,081234567891,FALSE,✓\n",
    );
    assert_eq!(told(&intake), ["Budi: 2 NAS-KEJU, 1 KAS", "Ani: 1 KAS"]);
    assert_eq!(keys(&intake), ["intake-goods-ticked"]);
    // Rows of a grid tell two forms of one question apart.
    let other = import(
        "Timestamp,Nama lengkap kakak,Nomor WhatsApp (aktif),Mau pesan apa? [Putri Salju],Mau pesan apa? [Kastengel]\n\
         20/11/2026 9:12:44,Budi,081234567890,2,1\n",
    );
    assert_ne!(intake.header, other.header);
}

#[rstest]
#[case::ticked("Nastar Keju, Kastengel", "1 NAS-KEJU, 1 KAS", &["intake-goods-ticked"])]
#[case::with_prices("Nastar Keju (60k), Kastengel - Rp60.000", "1 NAS-KEJU, 1 KAS", &["intake-goods-ticked"])]
#[case::name_with_a_comma("Hampers Kecil, isi 3, Kastengel", "1 HAMP, 1 KAS", &["intake-goods-ticked"])]
#[case::words("2 nastar keju, 1 kastengel", "2 NAS-KEJU, 1 KAS", &[])]
#[case::lines("2x Nastar Keju\n1x Kastengel", "2 NAS-KEJU, 1 KAS", &[])]
#[case::behind("Nastar Keju x2; Putri Salju 3 pcs", "2 NAS-KEJU, 3 PUT", &[])]
fn goods_in_words(#[case] cell: &str, #[case] lines: &str, #[case] notes: &[&str]) {
    let intake = import(&format!(
        "Nama,WhatsApp,Items\nBudi,081234567890,\"{cell}\"\n"
    ));
    assert_eq!(intake.bad, []);
    assert_eq!(told(&intake), [format!("Budi: {lines}")]);
    assert_eq!(keys(&intake), notes);
}

/// Rows with unclear words are listed, never decided silently.
#[rstest]
#[case("2 nastar")]
#[case("2 bolu pandan")]
#[case("seperti biasa ya kak")]
// Another price than the shop's: an old form, or other goods.
#[case("Nastar Keju (65k)")]
fn unclear_words_are_a_bad_row(#[case] cell: &str) {
    let intake = import(&format!("Nama,Pesanan\nBudi,{cell}\nAni,1 kastengel\n"));
    assert_eq!(intake.bad_rows, 1, "{cell}: {:?}", told(&intake));
    assert_eq!(
        (intake.bad[0].row, intake.bad[0].column.as_str()),
        (2, "Pesanan")
    );
    assert_eq!(told(&intake), ["Ani: 1 KAS"]);
}

#[test]
fn titles_that_only_resemble_goods_are_asked_about() {
    let table = "Nama,Kastengel,Nastar,Putri Saljuu,Umur\nBudi,1,2,3,31\n";
    let of = |codes: &[&str]| {
        codes
            .iter()
            .map(|code| (*code).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        unsure(table, ""),
        [
            ("Nastar".to_owned(), of(&["NAS-KEJU", "NAS-COK"])),
            ("Putri Saljuu".to_owned(), of(&["PUT"])),
        ]
    );
    let mapping = "produk NAS-COK = Nastar\nproduk PUT = Putri Saljuu\n";
    let intake = import_by(table, mapping).unwrap();
    assert_eq!(told(&intake), ["Budi: 1 KAS, 2 NAS-COK, 3 PUT"]);
    // Nothing at all is known of these titles: still asked, not missed.
    assert_eq!(unsure("Nama,Nastarr\nBudi,2\n", "").len(), 1);
}

/// Units in an unknown column are never dropped: they may be of goods that the PO doesn't have yet.
#[test]
fn unknown_columns_of_units_are_asked_about() {
    let table = "No,Nama,Kastengel,Bolu Pandan,Kelurahan,Kode Pos\n1,Budi,1,2,Melati,40115\n2,Ani,,3 pcs,,40116\n";
    assert_eq!(unsure(table, ""), [("Bolu Pandan".to_owned(), Vec::new())]);
    let added = import_by(table, "produk Bolu Pandan = Bolu Pandan").unwrap();
    assert_eq!(
        told(&added),
        ["Budi: 1 KAS, 2 Bolu Pandan", "Ani: 3 Bolu Pandan"]
    );
    let passed = import_by(table, "- = Bolu Pandan").unwrap();
    assert_eq!(told(&passed), ["Budi: 1 KAS"]);
    assert_eq!(keys(&passed), ["intake-columns-left"]);
}

#[test]
fn a_count_of_all_units_must_agree_and_a_total_row_is_passed_over() {
    let intake = import("Nama,Kastengel,Putri Salju,Jumlah\nBudi,1,2,3\nAni,1,2,4\nTotal,2,4,7\n");
    assert_eq!(told(&intake), ["Budi: 1 KAS, 2 PUT"]);
    let bad: Vec<_> = intake
        .bad
        .iter()
        .map(|note| (note.row, note.problem.key.as_ref()))
        .collect();
    assert_eq!(bad, [(3, "intake-goods-count")]);
    assert_eq!(intake.warnings[0].problem.key, "intake-adds-up");
}

/// The commonest form of all: one question for what, one for how many.
#[rstest]
#[case("Mau pesan apa?", "Jumlah toples")]
#[case("Mau pesan apa?", "Berapa toples?")]
#[case("Pesanan", "Jumlah")]
#[case("What would you like to order?", "How many?")]
fn what_was_ticked_alone_comes_as_often_as_a_column_counts(#[case] what: &str, #[case] many: &str) {
    let intake = import(&format!(
        "Stempel waktu,Nama,{what},{many}\n\
         20/11/2026 9:12:44,Budi,Kastengel (Rp60.000),3\n\
         20/11/2026 9:13:44,Ani,\"Kastengel, Putri Salju\",2\n\
         20/11/2026 9:14:44,Caca,Kastengel,\n\
         20/11/2026 9:15:44,Dedi,Kastengel,dua lusin\n\
         20/11/2026 9:16:44,Euis,\"Kastengel, Putri Salju\",5\n"
    ));
    assert_eq!(told(&intake), ["Budi: 3 KAS", "Caca: 1 KAS"]);
    assert!(intake.orders[0].placed_at.is_some());
    let bad: Vec<_> = intake
        .bad
        .iter()
        .map(|note| (note.row, note.problem.key.as_ref()))
        .collect();
    assert_eq!(
        bad,
        [
            (3, "intake-goods-each"),
            (5, "intake-quantity-unreadable"),
            (6, "intake-goods-count")
        ]
    );
}

/// A column that counts one of the goods or something else is not the total of the row.
#[test]
fn what_counts_something_by_name_is_no_quantity() {
    let table = "Nama,Pesanan,Jumlah anak\nBudi,2 Kastengel,3\n";
    assert_eq!(unsure(table, ""), [("Jumlah anak".to_owned(), Vec::new())]);
    let two = "Nama,Pesanan,Jumlah toples,Jumlah box\nBudi,2 Kastengel,3,4\n";
    assert_eq!(unsure(two, "").len(), 2);
}

#[test]
fn each_row_is_an_order_and_its_wish_is_on_its_only_line() {
    let intake = import(
        "Nama,Kastengel,Putri Salju,Request,Ongkir,Status\n\
         Budi,1,,tanpa gula,9000,\nBudi,1,2,pita merah,9000,\nAni,3,1,,,Batal\n",
    );
    assert_eq!(
        told(&intake),
        [
            "Budi: 1 KAS (tanpa gula)",
            "Budi: 1 KAS, 2 PUT",
            "Ani: 3 KAS, 1 PUT"
        ]
    );
    assert_eq!(intake.orders[1].note, "pita merah");
    // Shipping is the order's, not each line's.
    assert_eq!(intake.orders[1].charges[0].1, Rupiah::new(9_000));
    assert!(intake.orders[2].cancelled);
}

#[test]
fn what_is_no_quantity_is_said_with_its_column() {
    let intake = import("Nama,Kastengel,Putri Salju\nBudi,1,banyak\nAni,\"1,5\",\nCaca,1,1,1\n");
    let bad: Vec<_> = intake
        .bad
        .iter()
        .map(|note| (note.row, note.column.as_str(), note.problem.key.as_ref()))
        .collect();
    assert_eq!(
        bad,
        [
            (2, "Putri Salju", "intake-quantity-unreadable"),
            (3, "Kastengel", "intake-quantity-fraction"),
            (4, "D", "intake-row-long"),
        ]
    );
    assert_eq!(intake.orders, []);
}

/// A table with one row per line is read as such, whatever its other columns are called.
#[test]
fn a_table_of_lines_stays_one() {
    let intake = import("Nama,Produk,Jumlah,Kastengel\nBudi,Putri Salju,2,9\n");
    assert_eq!(told(&intake), ["Budi: 2 Putri Salju"]);
}

#[test]
fn what_a_row_says_of_money_counts_once_whatever_it_holds() {
    let intake = import(
        "No Pesanan,Nama,Nastar Keju,Kastengel,Total,Ongkir,Diskon\n\
         A,Budi,2,1,185000,10000,5000\nA,Budi,1,,75000,7000,\nB,Siti,1,2,188000,9000,1000\n",
    );
    let price = |line: &LineDraft| line.unit_price.map(Rupiah::raw);
    let prices: Vec<Vec<_>> = (intake.orders.iter())
        .map(|order| order.lines.iter().map(price).collect())
        .collect();
    // A total of several goods is no price of one of them; that of a row with one is.
    assert_eq!(prices, [vec![None, None, Some(75_000)], vec![None, None]]);
    assert_eq!(keys(&intake), [] as [&str; 0]);
    let (shipping, discount) = (ChargeKind::Shipping, ChargeKind::Discount);
    let charges: Vec<Vec<_>> = (intake.orders.iter())
        .map(|order| {
            order
                .charges
                .iter()
                .map(|(kind, sum)| (*kind, sum.raw()))
                .collect()
        })
        .collect();
    assert_eq!(
        charges,
        [
            vec![(shipping, 17_000), (discount, 5_000)],
            vec![(shipping, 9_000), (discount, 1_000)]
        ]
    );
}

#[test]
fn an_x_on_a_sheet_of_paper_is_a_tick_or_a_cross_and_is_asked_about() {
    let intake = import("Nama,Nastar Keju,Kastengel\nBudi,x,2\nAni,1,X\n");
    assert!(intake.orders.is_empty());
    let bad = |n: usize| (intake.bad[n].row, intake.bad[n].column.as_str());
    assert_eq!((bad(0), bad(1)), ((2, "Nastar Keju"), (3, "Kastengel")));
}
