//! Backups when the disk, the folder or another window gets in the way: the copy is made or the
//! reason is said, no partial file is left, and no name is used twice.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use super::needs::{missing, needs};
use super::shop::{PROGRAM, Shop, order, times};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn words(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

/// Runs a shell script, in which `$R` is the program, in a mount namespace of its own: as an
/// unprivileged user's, or as root. `None`, with a message, if the system allows neither; with `CI`
/// set that fails.
fn with_mounts(shop: &Shop, script: &str) -> Option<Output> {
    if !needs("unshare") {
        return None;
    }
    let plain = shop.command(&[]);
    let run = |own: &str, script: &str| {
        let mut command = Command::new("unshare");
        command
            .args([own, "sh", "-ec", script])
            .current_dir(shop.folder.path())
            .env_clear()
            .env("PATH", std::env::var("PATH").unwrap_or_default())
            .env("R", PROGRAM)
            .envs(
                plain
                    .get_envs()
                    .filter_map(|(key, value)| Some((key, value?))),
            );
        command.output().unwrap()
    };
    let may = "mkdir -p kaca; mount -t tmpfs tmpfs kaca; umount kaca";
    let allowed = ["-rm", "-m"]
        .into_iter()
        .find(|own| run(own, may).status.success());
    if allowed.is_none() {
        missing("the right to mount (unshare -rm or unshare -m)");
    }
    allowed.map(|own| run(own, script))
}

#[test]
fn a_full_second_folder_costs_only_the_second_copy() {
    let shop = Shop::open();
    shop.does(&order("Bu Sari"));
    let script = "mount -t tmpfs -o size=64k tmpfs kaca
        $R --lang id shop set backup-folder=kaca
        $R --lang id backup
        find kaca -type f
        umount kaca";
    let Some(ran) = with_mounts(&shop, script) else {
        return;
    };
    let words = words(&ran);
    assert!(ran.status.success(), "{words}");
    assert!(words.contains("penuh"), "{words}");
    let printed = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(
        printed.lines().count(),
        1,
        "nothing lies there by half: {printed}"
    );
    assert_eq!(
        names(&shop.file("toko.rekap.backups")).len(),
        3,
        "copy, seal, note"
    );
    shop.deeds();
}

#[test]
fn a_second_folder_that_may_only_be_read_costs_only_the_second_copy() {
    let shop = Shop::open();
    let script = "mount -t tmpfs tmpfs kaca
        $R --lang id shop set backup-folder=kaca
        mount -o remount,ro kaca
        $R --lang id backup
        umount kaca";
    let Some(ran) = with_mounts(&shop, script) else {
        return;
    };
    let words = words(&ran);
    assert!(ran.status.success(), "{words}");
    assert!(
        words.contains("hanya bisa dilihat") || words.contains("Tidak diizinkan"),
        "{words}"
    );
    assert_eq!(
        names(&shop.file("toko.rekap.backups")).len(),
        3,
        "copy, seal, note"
    );
}

#[test]
fn a_full_disk_makes_no_copy_and_says_so() {
    let shop = Shop::open();
    let script = "cp toko.rekap kaca.rekap
        mount -t tmpfs -o size=900k tmpfs kaca
        cp kaca.rekap kaca/toko.rekap
        export REKAP_BOOK=$PWD/kaca/toko.rekap
        $R --lang id order list >/dev/null
        $R --lang id backup && exit 7
        ls kaca/toko.rekap.backups
        $R --lang id check
        umount kaca";
    let Some(ran) = with_mounts(&shop, script) else {
        return;
    };
    let words = words(&ran);
    assert!(ran.status.success(), "{words}");
    assert!(words.contains("penuh"), "{words}");
    let printed = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(printed, "Bukunya beres: tidak ada yang janggal.\n");
}

/// The folder of backups may be a link to another disk; a broken link is reported.
#[test]
fn the_backups_folder_may_be_a_link() {
    let shop = Shop::open();
    let backups = shop.file("toko.rekap.backups");
    symlink(shop.file("tidak-ada"), &backups).unwrap();
    let ran = shop.run(&["backup"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(words(&ran).contains("Tidak ada folder cadangan"), "{ran:?}");
    let ran = shop.run(&["backup", "--list"]);
    assert!(
        words(&ran).is_empty() || words(&ran).contains("Tidak ada folder"),
        "{ran:?}"
    );
    fs::create_dir(shop.file("tidak-ada")).unwrap();
    shop.does(&["backup"]);
    assert_eq!(names(&shop.file("tidak-ada")).len(), 2);
    shop.does(&["check", "--backups"]);
    // The same folder can't be the second folder, under any name.
    for same in ["tidak-ada", "toko.rekap.backups"] {
        let setting = format!("backup-folder={same}");
        let ran = shop.run(&["shop", "set", &setting]);
        assert_eq!(ran.status.code(), Some(1), "{same}: {ran:?}");
    }
    // A file in place of the folder belongs to somebody and is kept.
    fs::remove_file(&backups).unwrap();
    fs::write(&backups, "catatan").unwrap();
    for args in [&["backup"][..], &["backup", "--list"]] {
        let ran = shop.run(args);
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        assert!(words(&ran).contains("Tidak ada folder cadangan"), "{ran:?}");
    }
    assert_eq!(fs::read_to_string(&backups).unwrap(), "catatan");
}

/// Backups of many windows in the same second each get a name, and every copy that is kept has its
/// own seal.
#[test]
fn no_two_windows_give_a_copy_the_same_name() {
    let shop = Shop::open();
    fs::create_dir(shop.file("kaca")).unwrap();
    shop.does(&["shop", "set", "backup-folder=kaca"]);
    let each = times(5, 100);
    let made: Vec<String> = thread::scope(|scope| {
        let windows = [(); 4].map(|()| {
            scope.spawn(|| {
                (0..each)
                    .map(|_| shop.does(&["backup"]))
                    .collect::<Vec<_>>()
            })
        });
        windows
            .into_iter()
            .flat_map(|window| window.join().unwrap())
            .collect()
    });
    assert_eq!(made.len(), 4 * each);
    shop.does(&["check", "--backups"]);
    // The newest three of a day are kept, in both folders.
    for folder in ["toko.rekap.backups", "kaca/toko.rekap.backups"] {
        let stay = names(&shop.file(folder));
        let copies = stay.iter().filter(|name| name.ends_with(".rekap")).count();
        assert!((3..=6).contains(&copies), "{stay:?}");
        assert!(!stay.iter().any(|name| name.contains(".new-")), "{stay:?}");
    }
}

/// Books replaced by restores get names of their own too, even within one second.
#[test]
fn books_kept_by_restores_get_unique_names() {
    let shop = Shop::open();
    shop.does(&["backup", "awal.rekap"]);
    let mut deeds = Vec::new();
    for name in ["Bu Sari", "Pak Budi", "Caca"] {
        shop.does(&["restore", "awal.rekap"]);
        shop.does(&order(name));
        deeds.push(name);
    }
    shop.does(&["restore", "awal.rekap"]);
    let kept = names(&shop.file("toko.rekap.backups"));
    let kept: Vec<_> = kept
        .iter()
        .filter(|name| name.ends_with(".rekap") && name.contains("restore"))
        .collect();
    assert_eq!(kept.len(), 4, "{kept:?}");
    let mut found: Vec<String> = Vec::new();
    for name in kept {
        let path = shop.file("toko.rekap.backups").join(name);
        let listed = shop.does(&["order", "list", "--json", "--book", path.to_str().unwrap()]);
        found.extend(
            deeds
                .iter()
                .filter(|name| listed.contains(**name))
                .map(|name| (*name).to_owned()),
        );
    }
    found.sort();
    assert_eq!(found, ["Bu Sari", "Caca", "Pak Budi"]);
}
