//! The disk is full, fails or kills the program at its n-th write, sync, truncation or removal, for
//! every n: there is a sentence, no partial deed, and the next start finds a sound book.

use std::fs;
use std::os::unix::process::ExitStatusExt;

use rekap::book::{Book, Candidate, Doubts, Opening};
use rekap::domain::when::Moment;

use super::shim::{self, BROKEN, FULL, Fault};
use super::shop::{Shop, order, sound, times};

const FAULTS: [Fault; 5] = [
    Fault::Once(FULL),
    Fault::ForGood(FULL),
    Fault::Once(BROKEN),
    Fault::ForGood(BROKEN),
    Fault::Kill,
];

/// Runs a command with each fault at each operation, until an operation number is never reached.
/// `after` checks what is left; its argument says whether the command reported success. Returns the
/// number of faults.
fn each_fault(
    fresh: impl Fn() -> Shop,
    args: &[&str],
    step: impl Fn(Fault) -> usize,
    after: impl Fn(&Shop, bool, &str),
) -> usize {
    let mut faults = 0;
    for fault in FAULTS {
        let mut number = 1;
        loop {
            let shop = fresh();
            let marker = shop.file("fault-is-on");
            fs::write(&marker, "").unwrap();
            let mut command = shop.command(args);
            let ran = shop
                .under(&mut command)
                .env("SHIM_FAIL", fault.at(number))
                .env("SHIM_LOG", shop.file("log"))
                .output()
                .unwrap();
            fs::remove_file(&marker).unwrap();
            let operations = operations(&shop);
            let what = format!("{fault:?} at {number}");
            let words = String::from_utf8_lossy(&ran.stderr);
            let killed = ran.status.signal() == Some(9);
            assert!(
                killed || matches!(ran.status.code(), Some(0 | 1)),
                "{what}: {:?} {words}",
                ran.status
            );
            assert!(!words.contains("panic"), "{what}: {words}");
            if ran.status.code() == Some(1) {
                assert!(!words.trim().is_empty(), "{what}: no sentence");
            }
            after(&shop, ran.status.success(), &what);
            faults += 1;
            if ran.status.success() && operations < number {
                break;
            }
            number += step(fault);
        }
    }
    faults
}

/// The number of operations that reached the disk.
fn operations(shop: &Shop) -> usize {
    let log = fs::read(shop.file("log")).unwrap_or_default();
    super::power::read(&log).len()
}

/// Copies a prepared shop.
fn copy_of(made: &Shop) -> Shop {
    let shop = Shop::empty();
    fs::copy(made.book(), shop.book()).unwrap();
    shop
}

#[test]
fn a_failing_disk_never_saves_half_a_deed() {
    if shim::built().is_none() {
        return;
    }
    let made = Shop::open();
    let before = made.deeds();
    let faults = each_fault(
        || copy_of(&made),
        &order("Bu Sari"),
        // After one failed write, later writes fail in the same way.
        |fault| match fault {
            Fault::Kill | Fault::Once(BROKEN) => 1,
            _ => times(5, 1),
        },
        |shop, done, what| {
            let deeds = shop.deeds();
            if done {
                assert_eq!(deeds, before + 1, "{what}: acknowledged and lost");
            } else {
                assert!(deeds == before || deeds == before + 1, "{what}: {deeds}");
            }
        },
    );
    println!("{faults} faults in one order");
}

#[test]
fn an_upgrade_cut_short_leaves_the_old_book_whole() {
    if shim::built().is_none() {
        return;
    }
    let mut faults = 0;
    for version in [1, 2] {
        let fixture = format!(
            "{}/tests/fixtures/book-v{version}.rekap",
            env!("CARGO_MANIFEST_DIR")
        );
        let old = || {
            let shop = Shop::empty();
            fs::copy(&fixture, shop.book()).unwrap();
            shop
        };
        let whole = old();
        whole.does(&["order", "list"]);
        let deeds = whole.deeds();
        faults += each_fault(
            old,
            &["order", "list"],
            |_| times(61, 3),
            |shop, _, what| {
                assert_eq!(sound(&shop.book()), Ok(deeds), "schema {version}, {what}");
            },
        );
    }
    println!("{faults} faults in an upgrade");
}

#[test]
fn a_restore_cut_short_leaves_one_book_or_the_other() {
    if shim::built().is_none() {
        return;
    }
    let made = Shop::open();
    made.does(&["backup", "salinan.rekap"]);
    let then = made.deeds();
    made.does(&order("Bu Sari"));
    made.does(&order("Bu Rina"));
    let now = made.deeds();
    let fresh = || {
        let shop = copy_of(&made);
        for name in ["salinan.rekap", "salinan.rekap.sha256"] {
            fs::copy(made.file(name), shop.file(name)).unwrap();
        }
        shop
    };
    let restore = ["restore", "salinan.rekap"];
    let faults = each_fault(
        fresh,
        &restore,
        |_| times(61, 3),
        |shop, done, what| {
            let deeds = shop.deeds();
            // The restore itself is a deed.
            let restored = deeds == then + 1;
            let expected = restored || !done && deeds == now;
            assert!(expected, "{what}: {deeds}");
            assert_eq!(sound(&shop.file("salinan.rekap")), Ok(then), "{what}");
        },
    );
    println!("{faults} faults in a restore");
}

#[test]
fn a_backup_that_fails_leaves_no_backup() {
    if shim::built().is_none() {
        return;
    }
    let made = Shop::open();
    let backup = ["backup", "salinan.rekap"];
    let faults = each_fault(
        || copy_of(&made),
        &backup,
        |_| times(23, 3),
        |shop, done, what| {
            let copy = shop.file("salinan.rekap");
            if done {
                assert!(sound(&copy).is_ok(), "{what}");
            } else if copy.exists() {
                // The last operation is the rename to the copy's name, so a file with that name is
                // complete.
                let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
                let copied = Candidate::at(&copy, Doubts::Refuse).unwrap();
                book.restore(copied, Moment::from_unix(0)).unwrap();
            }
            assert!(shop.deeds() > 0, "{what}");
        },
    );
    println!("{faults} faults in a backup");
}
