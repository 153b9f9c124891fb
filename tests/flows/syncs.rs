//! Counts the disk syncs of a deed: each one costs time, and too few lose orders in a power cut.

use crate::needs::needs;
use crate::support::{PROGRAM, Shop};

/// Most syncs of one deed, including opening the book.
const MOST: usize = 6;

#[test]
fn a_deed_syncs_what_it_must_and_no_more() {
    if !needs("strace") {
        return;
    }
    let shop = Shop::new();
    shop.cli(&["shop", "set", "name=Dapur Ibu"]);
    shop.cli(&["product", "add", "NAS", "Nastar", "--price", "60rb"]);
    shop.cli(&[
        "po",
        "new",
        "PO1",
        "Lebaran",
        "--open",
        "2026-01-30",
        "--close",
        "2026-02-20",
        "--dp",
        "50%",
    ]);
    shop.cli(&["po", "offer", "PO1", "NAS"]);
    let deeds: [&[&str]; 5] = [
        &[
            "order", "add", "PO1", "--name", "Bu Sari", "--item", "2 NAS",
        ],
        &["order", "edit", "PO1-001", "--item", "+1 NAS"],
        &["pay", "PO1-001", "90rb"],
        &["order", "cancel", "PO1-001", "--why", "pindah"],
        &["undo"],
    ];
    for deed in deeds {
        let counted = syncs(&shop, deed);
        assert!((2..=MOST).contains(&counted), "{deed:?}: {counted} syncs");
    }
    let looked = syncs(&shop, &["order", "list"]);
    assert_eq!(looked, 0, "looking writes nothing");
}

/// Returns how many syncs a command makes.
fn syncs(shop: &Shop, args: &[&str]) -> usize {
    let calls = shop.folder().join("calls");
    let done = shop
        .command("strace")
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=fsync,fdatasync,sync_file_range,msync,sync,syncfs",
            "-o",
        ])
        .arg(&calls)
        .arg(PROGRAM)
        .args(args)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "rekap {args:?}: {words}");
    let calls = std::fs::read_to_string(calls).unwrap();
    calls.lines().filter(|line| line.contains("sync")).count()
}
