//! Files and folders that may only be read: the book is shown, and a deed says why it can't be done.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Output;

use super::shop::{PROGRAM, Shop, order};

/// A user whom modes bind: the administrator may write everywhere.
const NOBODY: u32 = 65_534;

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs as nobody in particular. Only the administrator can become that; anybody else is.
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
fn what_may_only_be_read_is_shown_and_not_changed() {
    let shop = Shop::open();
    shop.does(&order("Bu Sari"));
    let folder = shop.folder.path();
    // A place of its own for the program, where nobody may run it.
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
        // It says to save a copy elsewhere, and that can be done.
        let copy = elsewhere.join(format!("salinan-{of_file:o}-{of_folder:o}.rekap"));
        let copied = as_nobody(&shop, &program, &["backup", copy.to_str().unwrap()]);
        let words = String::from_utf8_lossy(&copied.stderr).into_owned();
        assert!(copied.status.success(), "{what}: {words}");
        assert!(fs::read(shop.book()).unwrap() == before, "{what}");
    }
    mode(folder, 0o700);
}
