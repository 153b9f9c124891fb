//! Measures the import of a month of a real shop's order lines (42,208), next to the least that the
//! `sqlite3` program does with the same file: `.import` into a plain table and grouping into
//! orders. Then measures the memory that `rekap order import` takes for that table and for one
//! seven times as long.

#![allow(clippy::unwrap_used, clippy::print_stdout, dead_code)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use rekap::domain::when::Zone;
use rekap::intake::{columns::mapping::Mapping, file::table::Table, orders};
use support::{NOW, empty, folder};

const SAMPLE: &str = "../shared/samples/orders/order_lines_2010_12.csv";
const GROUPING: &str = "CREATE TABLE orders AS SELECT \"No Pesanan\" code, min(Waktu) at, Nama, \
    sum(Jumlah * Harga) total FROM lines GROUP BY \"No Pesanan\"; \
    CREATE TABLE items AS SELECT \"No Pesanan\" code, Kode, Jumlah, Harga FROM lines;";

fn main() {
    if Path::new(SAMPLE).exists() {
        divan::main();
        println!();
        for times in [1, 7] {
            let (rows, peak) = peak_mib(times);
            println!("rekap order import of {rows} rows: {peak:.1} MiB at most");
        }
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
        .with_inputs(|| {
            let shop = empty(&folder().join("import.rekap"));
            let period = shop.id("PO");
            (shop.book, period)
        })
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

/// Returns the peak memory of importing the sample `times` over with different order numbers, as
/// reported by Linux, and the number of rows.
fn peak_mib(times: usize) -> (usize, f64) {
    let text = fs::read_to_string(SAMPLE).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut table = format!("{header}\n");
    for time in 0..times {
        for row in rows.lines() {
            writeln!(table, "{time}-{row}").unwrap();
        }
    }
    let (file, path) = (folder().join("long.csv"), folder().join("long.rekap"));
    fs::write(&file, &table).unwrap();
    drop(empty(&path));
    let mut child = Command::new(env!("CARGO_BIN_EXE_rekap"))
        .arg("--book")
        .arg(&path)
        .args(["order", "import", "--po", "PO"])
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = kib.and_then(|kib| kib.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kib.unwrap_or(0.0) / 1024.0);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success());
    (table.lines().count() - 1, peak)
}
