//! Read-only files and folders: the book is shown, and a deed is refused with the reason.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Output;

use super::shop::{PROGRAM, Shop, order};

/// A user without root's right to write everywhere.
const NOBODY: u32 = 65_534;

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs a command as that user if the test runs as root, else as the current user.
fn as_nobody(shop: &Shop, program: &Path, args: &[&str]) -> Output {
    let plain = shop.command(args);
    let mut command = std::process::Command::new(program);
    command
        .args(plain.get_args())
        .current_dir(shop.folder.path())
        .env_clear()
        .envs(
            plain
                .get_envs()
                .filter_map(|(key, value)| Some((key, value?))),
        );
    let root = fs::metadata("/proc/self").map(|about| {
        use std::os::unix::fs::MetadataExt;
        about.uid() == 0
    });
    if root.unwrap_or(false) {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().unwrap()
}

#[test]
fn a_read_only_book_is_shown_and_not_changed() {
    let shop = Shop::open();
    shop.does(&order("Bu Sari"));
    let folder = shop.folder.path();
    // The program in a folder where that user may run it.
    let tools = tempfile::tempdir().unwrap();
    mode(tools.path(), 0o755);
    let program = tools.path().join("rekap");
    fs::copy(PROGRAM, &program).unwrap();
    mode(&program, 0o755);
    let elsewhere = tools.path().join("tempat-lain");
    fs::create_dir(&elsewhere).unwrap();
    mode(&elsewhere, 0o777);
    let before = fs::read(shop.book()).unwrap();
    for (of_file, of_folder) in [(0o444, 0o755), (0o444, 0o777), (0o666, 0o555)] {
        mode(&shop.book(), of_file);
        mode(folder, of_folder);
        let what = format!("{of_file:o} in {of_folder:o}");
        let listed = as_nobody(&shop, &program, &["order", "list"]);
        let words = String::from_utf8_lossy(&listed.stderr).into_owned();
        assert!(listed.status.success(), "{what}: {words}");
        assert!(String::from_utf8_lossy(&listed.stdout).contains("Bu Sari"));
        let added = as_nobody(&shop, &program, &order("Pak Budi"));
        let words = String::from_utf8_lossy(&added.stderr).into_owned();
        assert_eq!(added.status.code(), Some(1), "{what}: {words}");
        assert!(words.contains("hanya bisa dilihat"), "{what}: {words}");
        // The sentence suggests saving a copy elsewhere, and that works.
        let copy = elsewhere.join(format!("salinan-{of_file:o}-{of_folder:o}.rekap"));
        let copied = as_nobody(&shop, &program, &["backup", copy.to_str().unwrap()]);
        let words = String::from_utf8_lossy(&copied.stderr).into_owned();
        assert!(copied.status.success(), "{what}: {words}");
        assert!(fs::read(shop.book()).unwrap() == before, "{what}");
    }
    mode(folder, 0o700);
}

/// An older book where nothing may be written is upgraded in a copy of which nothing stays.
#[test]
fn an_older_book_in_a_read_only_folder_is_shown() {
    let shop = Shop::empty();
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/book-v3.rekap");
    fs::copy(old, shop.book()).unwrap();
    let folder = shop.folder.path();
    let tools = tempfile::tempdir().unwrap();
    mode(tools.path(), 0o755);
    let program = tools.path().join("rekap");
    fs::copy(PROGRAM, &program).unwrap();
    mode(&program, 0o755);
    let before = fs::read(shop.book()).unwrap();
    for (of_file, of_folder) in [(0o444, 0o555), (0o666, 0o555), (0o444, 0o777)] {
        mode(&shop.book(), of_file);
        mode(folder, of_folder);
        let what = format!("{of_file:o} in {of_folder:o}");
        for looked in [&["po", "list"][..], &["check"]] {
            let ran = as_nobody(&shop, &program, looked);
            let words = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(ran.status.success(), "{what}, {looked:?}: {words}");
        }
        let added = as_nobody(&shop, &program, &["shop", "set", "name=Baru"]);
        let words = String::from_utf8_lossy(&added.stderr).into_owned();
        assert_eq!(added.status.code(), Some(1), "{what}: {words}");
        assert!(words.contains("hanya bisa dilihat"), "{what}: {words}");
        assert!(fs::read(shop.book()).unwrap() == before, "{what}");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "{what}");
    }
    mode(folder, 0o700);
}
