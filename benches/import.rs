//! A month of a real shop's order lines (42,208 of them) taken in, beside the least that SQLite's
//! own program does with the same file: `.import` into a bare table and the grouping into orders.

#![allow(clippy::unwrap_used, clippy::print_stdout, dead_code)]

mod support;

use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use rekap::domain::when::Zone;
use rekap::intake::{mapping::Mapping, orders, table::Table};
use support::{NOW, empty, folder};

const SAMPLE: &str = "../shared/samples/orders/order_lines_2010_12.csv";
const GROUPING: &str = "CREATE TABLE orders AS SELECT \"No Pesanan\" code, min(Waktu) at, Nama, \
    sum(Jumlah * Harga) total FROM lines GROUP BY \"No Pesanan\"; \
    CREATE TABLE items AS SELECT \"No Pesanan\" code, Kode, Jumlah, Harga FROM lines;";

fn main() {
    if Path::new(SAMPLE).exists() {
        divan::main();
    } else {
        println!("skipped: {SAMPLE} is not here");
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_the_table(bencher: Bencher) {
    bencher.bench_local(|| {
        let mut table = Table::open(Path::new(SAMPLE)).unwrap();
        orders::read(&mut table, &Mapping::default(), Zone::Wib, NOW, |_| {}).unwrap()
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_store(bencher: Bencher) {
    bencher
        .with_inputs(|| empty(&folder().join("import.rekap")))
        .bench_local_values(|(mut book, period)| {
            let mut table = Table::open(Path::new(SAMPLE)).unwrap();
            let mut read =
                orders::read(&mut table, &Mapping::default(), Zone::Wib, NOW, |_| {}).unwrap();
            book.import_orders(period, read.orders.iter(), NOW, |_| {})
                .unwrap()
        });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn sqlite3_import_and_group(bencher: Bencher) {
    let path = folder().join("bare.db");
    bencher
        .with_inputs(|| std::fs::remove_file(&path).ok())
        .bench_local_values(|_| {
            let done = Command::new("sqlite3")
                .arg(&path)
                .args(["-csv", "-cmd"])
                .arg(format!(".import {SAMPLE} lines"))
                .arg(GROUPING)
                .stdout(Stdio::null())
                .status();
            assert!(
                done.is_ok_and(|status| status.success()),
                "sqlite3 is needed"
            );
        });
}
