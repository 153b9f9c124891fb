//! What killed programs left while they built a file: it is deleted, and keeps nobody from building.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use super::needs::{missing, needs};
use super::shop::{PROGRAM, Shop};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Runs the program as process 1, as in a container. `None`, with a message, where that is not
/// allowed.
fn as_first_process(shop: &Shop, args: &[&str]) -> Option<Output> {
    if !needs("unshare") {
        return None;
    }
    let plain = shop.command(args);
    let mut command = Command::new("unshare");
    command
        .args(["-rfp", "--kill-child=KILL", PROGRAM])
        .args(plain.get_args())
        .current_dir(shop.folder.path())
        .env_clear()
        .envs(
            plain
                .get_envs()
                .filter_map(|(key, value)| Some((key, value?))),
        );
    let ran = command.output().unwrap();
    if String::from_utf8_lossy(&ran.stderr).starts_with("unshare:") {
        missing("the right to be process 1 (unshare -rfp)");
        return None;
    }
    Some(ran)
}

/// In a container every program has the same process id, and so had the one that was killed.
#[test]
fn an_upgrade_is_not_held_up_by_what_a_killed_one_left() {
    let shop = Shop::empty();
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/book-v3.rekap");
    fs::copy(old, shop.book()).unwrap();
    let backups = shop.file("toko.rekap.backups");
    fs::create_dir(&backups).unwrap();
    let left = backups.join("toko-before-v4.rekap.new-1");
    fs::write(&left, "setengah").unwrap();
    let started = Instant::now();
    let Some(ran) = as_first_process(&shop, &["po", "list"]) else {
        return;
    };
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{words}");
    assert!(started.elapsed() < Duration::from_secs(5));
    let copy = "toko-before-v4.rekap";
    assert_eq!(names(&backups), [copy.to_owned(), format!("{copy}.sha256")]);
}

/// The same for a new book, for copies in every place, and for one that takes a lost book's place.
#[test]
fn no_building_file_is_in_the_way_or_stays() {
    let shop = Shop::open();
    shop.does(&["backup", "salinan.rekap"]);
    fs::create_dir(shop.file("kaca")).unwrap();
    shop.does(&["shop", "set", "backup-folder=kaca"]);
    shop.does(&["backup"]);
    let folders = [
        shop.folder.path().to_owned(),
        shop.file("toko.rekap.backups"),
        shop.file("kaca/toko.rekap.backups"),
    ];
    let left = |name: &str| {
        for end in ["1", "4711", "AbCdEf123456"] {
            fs::write(shop.file(&format!("{name}.new-{end}")), "setengah").unwrap();
        }
    };
    left("baru.rekap");
    left("lain.rekap");
    left("salinan.rekap");
    let stamped = "toko-20260201-100000-manual.rekap";
    left(&format!("toko.rekap.backups/{stamped}"));
    left(&format!("kaca/toko.rekap.backups/{stamped}"));
    fs::write(shop.file("lain.rekap.new-catatan"), "milik orang").unwrap();
    shop.does(&["backup"]);
    shop.does(&["backup", "lain.rekap"]);
    shop.does(&["backup", "--force", "salinan.rekap"]);
    shop.does(&["shop", "set", "name=Baru", "--book", "baru.rekap"]);
    left("toko.rekap");
    fs::write(shop.book(), "bukan buku lagi").unwrap();
    shop.does(&["restore", "salinan.rekap"]);
    for folder in folders {
        let half = names(&folder);
        let half: Vec<_> = half.iter().filter(|name| name.contains(".new-")).collect();
        let others: &[&str] = match folder == shop.folder.path() {
            true => &["lain.rekap.new-catatan"],
            false => &[],
        };
        assert_eq!(half, others, "{folder:?}");
    }
    shop.deeds();
}

/// A program that is still building is not disturbed: it holds the folder's lock.
#[test]
fn a_file_that_is_being_built_stays() {
    let shop = Shop::open();
    shop.does(&["backup"]);
    let backups = shop.file("toko.rekap.backups");
    let building = backups.join("toko-20260201-090000-manual.rekap.new-AbCdEf123456");
    fs::write(&building, "setengah").unwrap();
    let builder = fs::File::open(&backups).unwrap();
    builder.lock_shared().unwrap();
    shop.does(&["backup"]);
    assert!(building.exists());
    drop(builder);
    shop.does(&["backup"]);
    assert!(!building.exists());
}
