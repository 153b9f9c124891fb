//! Customer data stays in the book: no network connection is made, and no panic or error names a
//! customer.

use std::fs;
use std::process::Command;

use super::needs::needs;
use super::shim::{self, BROKEN, Fault};
use super::shop::{PROGRAM, Shop, order};

const CANARY: &str = "Kenari Rahasia";

#[test]
fn no_connection_is_ever_made() {
    if !needs("strace") {
        return;
    }
    let shop = Shop::open();
    let calls = shop.file("calls");
    for args in [
        &order(CANARY)[..],
        &["order", "list"],
        &["tally", "P"],
        &["backup"],
        &["check", "--backups"],
    ] {
        let plain = shop.command(args);
        let done = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=%network", "-o"])
            .arg(&calls)
            .arg(PROGRAM)
            .args(plain.get_args())
            .current_dir(shop.folder.path())
            .envs(
                plain
                    .get_envs()
                    .filter_map(|(key, value)| Some((key, value?))),
            )
            .output()
            .unwrap();
        assert!(done.status.success(), "{args:?}");
        let calls = fs::read_to_string(&calls).unwrap();
        assert!(!calls.contains("connect("), "{args:?}: {calls}");
        assert!(!calls.contains("AF_INET"), "{args:?}: {calls}");
    }
}

#[test]
fn a_failure_names_no_customer() {
    if shim::built().is_none() {
        return;
    }
    let shop = Shop::open();
    shop.does(&order(CANARY));
    for number in [1, 3, 5, 8] {
        let mut command = shop.command(&["order", "edit", "P-001", "--item", "+1 NAS"]);
        let ran = shop
            .under(&mut command)
            .env("SHIM_FAIL", Fault::ForGood(BROKEN).at(number))
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(1), "{words}");
        assert!(
            !words.contains("Kenari") && !words.contains("stack backtrace"),
            "{words}"
        );
    }
}

/// Files next to the book belong to the program and only their owner can read them.
#[test]
fn only_the_owner_can_read_files_next_to_the_book() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let shop = Shop::empty();
    let book = shop.file("baru/toko.rekap");
    for args in [
        &["shop", "set", "name=Dapur"][..],
        &["product", "add", "NAS", "Nastar", "--price", "60rb"],
        &["backup"],
        &["export", "orders", "-o", "baru/pesanan.csv"],
    ] {
        let plain = shop.command(args);
        // With the most permissive umask.
        let mut command = Command::new("sh");
        let done = command
            .arg0("sh")
            .args(["-c", "umask 000; exec \"$0\" \"$@\"", PROGRAM])
            .args(plain.get_args())
            .current_dir(shop.folder.path())
            .envs(
                plain
                    .get_envs()
                    .filter_map(|(key, value)| Some((key, value?))),
            )
            .env("REKAP_BOOK", &book)
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{args:?}: {words}");
    }
    let mut seen = 0;
    let mut folders = vec![shop.file("baru")];
    while let Some(folder) = folders.pop() {
        assert_eq!(
            fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
            0o700
        );
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", path.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 4, "book, copy, seal, export");
}
