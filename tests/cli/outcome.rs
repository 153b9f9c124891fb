//! What is left and said when a command doesn't end as it should: refused, its output not written,
//! or what it asks about gone.

use std::fs::{self, File};
use std::process::Stdio;

use crate::shop::{Ran, Shop, empty, open_po, ran};

/// A book is there from the first thing in it.
#[test]
fn a_refused_first_command_leaves_no_book() {
    let shop = empty();
    for refused in [
        "order add NAS3 --name Budi --item '1 NAS'",
        "product add NAS Nastar --price 1rb --supplier Siapa",
        "po new P P --open 2026-03-02 --close 2026-03-01",
        "product variant NAS KEJU Keju",
        "product import tidak-ada.csv",
    ] {
        assert_eq!(shop.rekap(refused).code, 1, "{refused}");
        let left = fs::read_dir(shop.file("")).unwrap().count();
        assert_eq!(left, 0, "{refused}");
    }
    shop.does("product add NAS Nastar --price 60rb");
    shop.refuses("product add NAS Nastar --price 60rb", "NAS");
    shop.does("product show NAS");
}

#[cfg(target_os = "linux")]
fn into_full_disk(shop: &Shop, typed: &str) -> Ran {
    let full = File::options().write(true).open("/dev/full").unwrap();
    ran(shop.command(typed).stdout(full).output().unwrap())
}

/// Nobody who reads "can't be written" must think that the order wasn't taken, and enter it twice.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cant_be_written_says_that_the_change_is_saved() {
    let shop = open_po();
    let ran = into_full_disk(&shop, "order add NAS3 --name Budi --item '1 NAS-KEJU'");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("Tidak bisa menulis hasilnya"), "{ran:?}");
    assert!(
        ran.err.contains("Perubahannya sendiri sudah tersimpan"),
        "{ran:?}"
    );
    assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
    assert!(shop.does("order list NAS3").contains("NAS3-001"));
    // What only looks has saved nothing.
    let ran = into_full_disk(&shop, "order list NAS3");
    assert_eq!((ran.code, ran.err.lines().count()), (1, 1), "{ran:?}");
    let ran = into_full_disk(&shop, "order add NAS3 --name Budi --item '1 XXX'");
    assert!(!ran.err.contains("tersimpan"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_reads_says_that_the_change_is_saved() {
    let shop = open_po();
    let unread = |typed: &str| {
        let mut command = shop.command(typed);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        ran(command.stdout(writer).output().unwrap())
    };
    let ran = unread("order add NAS3 --name Budi --item '1 NAS-KEJU'");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("Perubahannya sendiri sudah tersimpan"),
        "{ran:?}"
    );
    assert_eq!(
        shop.json("order list NAS3")["orders"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let ran = unread("order list NAS3");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
}

/// The warning of a payment like another one says that it is recorded; a refused one is not.
#[test]
fn a_payment_is_called_recorded_once_it_is() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 NAS-KEJU'");
    shop.does("pay NAS3-001 30rb");
    let again = shop.rekap("pay NAS3-001 30rb");
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.err.contains("pay void"), "{again:?}");
    shop.does("order cancel NAS3-001 --why batal");
    let refused = shop.rekap("pay NAS3-001 30rb --account BCA");
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(!refused.err.contains("pay void"), "{refused:?}");
}
