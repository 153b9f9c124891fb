//! When the clock was set back, deeds keep their order and the shop gets a warning.

use super::shop::{Shop, order};

#[test]
fn a_clock_set_back_loses_nothing_and_is_noticed() {
    let shop = Shop::open();
    // The clock was far ahead for a while.
    let ahead = |args: &[&str]| {
        let mut command = shop.command(args);
        command.env("REKAP_NOW", "2090-02-01T10:00");
        command.output().unwrap()
    };
    assert!(ahead(&["shop", "set", "name=Dapur Ibu"]).status.success());
    // Now it is right again, and `--now` is not given.
    let today = |args: &[&str]| {
        let mut command = shop.command(args);
        command.env_remove("REKAP_NOW");
        command.output().unwrap()
    };
    let late = [&order("Bu Sari")[..], &["--late", "jam mundur"]].concat();
    let added = today(&late);
    let words = String::from_utf8_lossy(&added.stderr).into_owned();
    assert_eq!(String::from_utf8_lossy(&added.stdout), "P-001\n", "{words}");
    assert!(words.contains("Jam komputer"), "{words}");
    let looked = today(&["order", "list"]);
    assert!(looked.stderr.is_empty(), "looking needs no clock");
    let history = shop.does(&["history", "--json"]);
    let newest = history.find("Bu Sari").unwrap();
    assert!(newest < history.find("Dapur Ibu").unwrap(), "{history}");
    assert!(today(&["undo"]).status.success());
    assert!(!shop.does(&["history"]).is_empty());
    shop.deeds();
    // A pinned clock is intended, so there is no warning.
    let pinned = shop.run(&order("Pak Budi"));
    assert!(pinned.status.success() && pinned.stderr.is_empty());
}
