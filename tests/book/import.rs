//! Imports a month of a real shop as one deed, checks the figures with a separate count, and undoes
//! it.

use std::collections::BTreeMap;

use rekap::book::{BookError, PeriodChange};
use rekap::domain::draft::OrderDraft;
use rekap::domain::quota_level::QuotaLevel;
use rekap::domain::refusal::Refusal;
use rekap::domain::tally::TallyBy;
use rekap::domain::when::Zone;
use rekap::intake::{columns::mapping::Mapping, file::table::Table, orders};

use crate::needs::sample;
use crate::support::{NOW, after, empty};

#[test]
fn a_month_of_order_lines_tallies_like_a_recount_and_is_undone_at_once() {
    let Some(sample) = sample("orders/order_lines_2010_12.csv") else {
        return;
    };
    let mut shop = empty();
    shop.period("DES", PeriodChange::default());
    let period = shop.id("DES");
    let mut table = Table::open(&sample).unwrap();
    let mut intake = orders::read(&mut table, &Mapping::default(), Zone::Wib, NOW, |_| {}).unwrap();
    assert_eq!((intake.bad_rows, intake.rows), (0, 42_208));
    let made = shop
        .book
        .import_orders(period, intake.orders.iter(), NOW, |_| {})
        .unwrap()
        .made;
    let mut recount: BTreeMap<String, i64> = BTreeMap::new();
    for row in csv::Reader::from_path(sample).unwrap().records() {
        let row = row.unwrap();
        if &row[7] == "Aktif" {
            *recount.entry(row[3].to_uppercase()).or_default() += row[5].parse::<i64>().unwrap();
        }
    }
    let tally = shop
        .book
        .tally(period, TallyBy::Variant, None, NOW)
        .unwrap();
    let counted: BTreeMap<String, i64> = tally
        .rows
        .iter()
        .map(|row| (row.code.to_uppercase(), row.qty))
        .collect();
    assert_eq!(counted, recount);
    assert_eq!((made.orders, made.lines), (1_885, 42_208));
    assert_eq!(shop.book.check().unwrap(), []);

    let again = shop
        .book
        .import_orders(period, intake.orders.iter(), NOW, |_| {})
        .unwrap()
        .made;
    assert_eq!((again.orders, again.known), (0, 1_885));

    shop.book.undo(None, NOW).unwrap();
    assert_eq!(shop.book.figures(period).unwrap().units, 0);
    assert!(shop.book.products().unwrap().is_empty());
    assert_eq!(shop.book.check().unwrap(), []);
}

#[test]
fn a_table_for_a_closed_period_counts_as_ordered_in_time() {
    let mut shop = empty();
    shop.period("DES", PeriodChange::default());
    let period = shop.id("DES");
    let late = after(900_000);
    let header = "No Pesanan,Nama,Kode,Produk,Jumlah,Harga,Status\n";
    let mut import = |rows: &'static str| {
        let file = std::io::Cursor::new(format!("{header}{rows}"));
        let mut table = Table::read("tabel.csv", file, None).unwrap();
        let mut intake =
            orders::read(&mut table, &Mapping::default(), Zone::Wib, late, |_| {}).unwrap();
        shop.book
            .import_orders(period, intake.orders.iter(), late, |_| {})
            .unwrap();
        shop.book
            .tally(period, TallyBy::Variant, Some(1), late)
            .unwrap()
    };
    let first = import("1,Bu Sari,NAS,Nastar,2,60000,Aktif\n");
    assert_eq!((first.version, first.rows[0].delta()), (Some(1), Some(0)));
    let second = import("2,Pak Budi,NAS,Nastar,3,60000,Aktif\n");
    assert_eq!((second.version, second.rows[0].delta()), (Some(1), Some(3)));
}

/// Rule 1: the limit on orders applies to a table as quotas do, and the error names the row it
/// stopped at; cancelled orders don't count.
#[test]
fn a_table_keeps_to_the_limit_on_orders() {
    let mut shop = empty();
    let change = PeriodChange {
        order_cap: Some(Some(2)),
        ..PeriodChange::default()
    };
    shop.period("DES", change);
    let period = shop.id("DES");
    let mut import = |rows: &str| {
        let file = format!("No Pesanan,Nama,Kode,Produk,Jumlah,Harga,Status\n{rows}");
        let mut table = Table::read("tabel.csv", std::io::Cursor::new(file), None).unwrap();
        let mut intake =
            orders::read(&mut table, &Mapping::default(), Zone::Wib, NOW, |_| {}).unwrap();
        let orders: Vec<std::io::Result<OrderDraft>> = intake.orders.iter().collect();
        let done = shop.book.import_orders(period, orders, NOW, |_| {});
        done.map(|done| done.made)
    };
    let two =
        "1,Budi,NAS,Nastar,1,60000,\n2,Ani,NAS,Nastar,1,60000,Batal\n3,Caca,NAS,Nastar,1,60000,\n";
    assert_eq!(import(two).unwrap().orders, 3);
    match import("4,Dedi,NAS,Nastar,1,60000,Batal\n5,Eka,NAS,Nastar,1,60000,\n") {
        Err(BookError::Refused(Refusal::InTable { row, who, why })) => {
            assert_eq!((row, who.as_str()), (3, "Eka"));
            let level = QuotaLevel::Orders;
            assert!(matches!(*why, Refusal::QuotaFull { level: at, .. } if at == level));
        }
        other => panic!("{other:?}"),
    }
}
