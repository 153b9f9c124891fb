//! `backup`, `restore` and `check --backups`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rstest::rstest;
use serde_json::{Value, json};

use crate::shop::{Ran, Shop, empty, open_po, ran};

fn one_order() -> Shop {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop
}

fn orders(shop: &Shop) -> usize {
    shop.json("order list")["orders"].as_array().unwrap().len()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_goes_to_the_backups_folder_with_its_seal() {
    let shop = one_order();
    let copy = shop.does("backup");
    let backups = shop.file("shop.book.backups");
    assert_eq!(PathBuf::from(&copy).parent(), Some(&*backups));
    let name = "shop-20260201-100000-manual.rekap";
    assert_eq!(names(&backups), [name.to_owned(), format!("{name}.sha256")]);
    let seal = fs::read_to_string(backups.join(format!("{name}.sha256"))).unwrap();
    assert!(
        seal.len() > 64 && seal.ends_with(&format!("  {name}\n")),
        "{seal}"
    );
    // A second copy within the same second gets a number.
    assert!(shop.does("backup").ends_with("-manual-2.rekap"));
    let listed = shop.json("backup --list")["backups"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!(listed[1]["path"], copy);
    assert_eq!(listed[1]["at"], "2026-02-01T10:00:00+07:00");
    assert_eq!(listed[1]["reason"], "manual");
    assert_eq!(listed[1]["second"], false);
    assert!(shop.does("backup --list").contains(name));
    assert_eq!(empty().does("backup --list"), "Belum ada cadangan.");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_copies() {
    use std::os::unix::fs::PermissionsExt;
    let shop = one_order();
    shop.does("backup");
    let backups = shop.file("shop.book.backups");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&backups), 0o700);
    for name in names(&backups) {
        assert_eq!(mode(&backups.join(&name)), 0o600, "{name}");
    }
}

#[test]
fn restoring_says_what_would_be_lost_and_keeps_the_present_book() {
    let mut shop = one_order();
    let copy = shop.does("backup");
    let ran = shop.rekap(&format!("restore '{copy}' --dry-run"));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("Tidak ada yang hilang"), "{ran:?}");
    shop.at("2026-02-02T09:00");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    shop.does("pay NAS3-002 50rb");
    let asked = shop.rekap(&format!("restore '{copy}' --dry-run"));
    assert!(asked.err.contains("2 perubahan"), "{asked:?}");
    assert!(asked.err.contains("2 Feb 2026 09.00"), "{asked:?}");
    assert_eq!(orders(&shop), 2);

    let ran = shop.rekap(&format!("restore '{copy}'"));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(
        ran.err.contains("2 perubahan") && ran.err.contains("disimpan di"),
        "{ran:?}"
    );
    assert_eq!(orders(&shop), 1);
    assert_eq!(shop.json("check"), json!({"ok": true, "findings": []}));
    // The restored book can be changed and restored again. Its numbers go on.
    assert_eq!(
        shop.does("order add NAS3 --name Caca --item '1 KAS'"),
        "NAS3-003"
    );
    shop.does("undo");
    let kept = shop.json("backup --list")["backups"][0].clone();
    assert_eq!(kept["reason"], "restore");
    let name = Path::new(kept["path"].as_str().unwrap());
    let name = name.file_name().unwrap().to_str().unwrap();
    // The name of a listed copy works as well as its path.
    shop.does(&format!("restore {name}"));
    assert_eq!(orders(&shop), 2);
    assert_eq!(shop.json("order show NAS3-002")["paid"], 50_000);
}

#[test]
fn a_copy_of_another_book_needs_force() {
    let shop = one_order();
    let other = one_order();
    let copy = other.does("backup");
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    let shop = shop.in_english();
    let ran = shop.rekap(&format!("restore '{copy}' --dry-run"));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("another book"), "{ran:?}");
    // It doesn't replace this book without `--force`.
    shop.refuses(&format!("restore '{copy}'"), "another book");
    shop.refuses(&format!("restore '{copy}'"), "--force");
    assert_eq!(orders(&shop), 2);
    let ran = shop.rekap(&format!("restore '{copy}' --force"));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("kept"), "{ran:?}");
    assert_eq!(orders(&shop), 1);
}

/// Two computers that worked on with copies of one book: only deeds since they parted are lost.
#[test]
fn restoring_a_diverged_copy_loses_deeds_since_they_parted() {
    let shop = one_order();
    fs::copy(shop.book(), shop.file("laptop.book")).unwrap();
    shop.does("order add NAS3 --name Sari --item '2 KAS' --book laptop.book");
    for name in ["Caca", "Dedi", "Eka"] {
        shop.does(&format!("order add NAS3 --name {name} --item '1 KAS'"));
    }
    let asked = shop.rekap("restore laptop.book --dry-run");
    assert!(asked.err.contains("3 perubahan"), "{asked:?}");
    assert!(!asked.err.contains("buku lain"), "{asked:?}");
    shop.does("restore laptop.book");
    assert_eq!(orders(&shop), 2);
}

/// A trigger would act in every later deed, so a copy that has one is never restored, and `check`
/// reports one in the book.
#[rstest]
#[case(
    "CREATE TRIGGER evil AFTER INSERT ON orders BEGIN UPDATE products SET name = 'OWNED'; END",
    "trigger evil"
)]
#[case("CREATE VIEW tamu AS SELECT * FROM customers", "view tamu")]
#[case("DROP TRIGGER sums_line_insert", "trigger sums_line_insert")]
#[case("ALTER TABLE customers ADD COLUMN pin TEXT", "table customers")]
fn foreign_schema_objects_are_found_and_not_restored(#[case] sql: &str, #[case] part: &str) {
    let shop = one_order();
    fs::copy(shop.book(), shop.file("titipan.book")).unwrap();
    let copy = rusqlite::Connection::open(shop.file("titipan.book")).unwrap();
    copy.execute_batch(sql).unwrap();
    drop(copy);
    shop.refuses("restore titipan.book", part);
    assert!(!shop.file("shop.book.backups").exists());
    let ran = shop.rekap("check --json --book titipan.book");
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &found["ok"]), (1, &json!(false)));
    let of_schema = |found: &&Value| found["rule"] == "schema" && found["subject"] == part;
    let listed = found["findings"].as_array().unwrap();
    assert_eq!(listed.iter().filter(of_schema).count(), 1, "{found}");
}

/// A file of another program with the SQLite application id and version of a book is still refused.
#[test]
fn another_programs_file_with_a_books_ids_is_refused() {
    let shop = one_order();
    let stranger = rusqlite::Connection::open(shop.file("asing.db")).unwrap();
    stranger
        .execute_batch(
            "PRAGMA application_id = 0x726b6170; PRAGMA user_version = 4; CREATE TABLE t (a)",
        )
        .unwrap();
    drop(stranger);
    shop.refuses("restore asing.db", "bukan buku rekap");
    shop.refuses("order list --book asing.db", "bukan buku rekap");
    shop.refuses(
        "product add A Astor --price 5rb --book asing.db",
        "bukan buku rekap",
    );
}

/// Runs a command under a file size limit of a few kilobytes (`ulimit -f`).
#[cfg(unix)]
fn within_a_limit(shop: &Shop, typed: &str) -> Ran {
    let free = shop.command(typed);
    let mut limited = Command::new("/bin/sh");
    limited
        .args(["-c", "ulimit -f 8; exec \"$0\" \"$@\""])
        .arg(free.get_program())
        .args(free.get_args())
        .current_dir(shop.file(""))
        .env_clear()
        .envs(
            free.get_envs()
                .filter_map(|(key, value)| Some((key, value?))),
        );
    ran(limited.output().unwrap())
}

/// Hitting the file size limit gives a sentence and leaves no partial file.
#[cfg(unix)]
#[rstest]
#[case("order add NAS3 --name Sari --item '2 KAS'", "Buku tidak bisa ditulis")]
#[case("backup salinan.rekap", "salinan.rekap tidak bisa ditulis")]
#[case("backup --force lama.rekap", "lama.rekap tidak bisa ditulis")]
#[case("backup", "-manual.rekap tidak bisa ditulis")]
#[case("shop set name=Baru --book baru.book", "tidak bisa ditulis")]
fn a_file_size_limit_gives_a_sentence_and_leaves_no_partial_file(
    #[case] typed: &str,
    #[case] why: &str,
) {
    let shop = one_order();
    fs::write(shop.file("lama.rekap"), "lama").unwrap();
    let before = names(&shop.file(""));
    let book = fs::read(shop.book()).unwrap();
    let ran = within_a_limit(&shop, typed);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.contains(why), "{ran:?}");
    let mut after = names(&shop.file(""));
    after.retain(|name| name != "shop.book.backups");
    assert_eq!(after, before, "nothing is left");
    assert_eq!(fs::read(shop.file("lama.rekap")).unwrap(), b"lama");
    assert!(fs::read(shop.book()).unwrap() == book || orders(&shop) == 1);
    assert_eq!(shop.json("check")["ok"], true);
}

/// A bad copy is refused, and the book stays the same byte for byte.
#[rstest]
#[case("flipped", "sudah berubah")]
#[case("unsealed and cut", "bukan cadangan yang baik")]
#[case("text", "bukan buku rekap")]
#[case("empty", "kosong")]
#[case("newer", "lebih baru")]
#[case("missing", "Tidak ada cadangan salinan.rekap")]
#[case("the book", "buku yang sedang dipakai")]
fn a_bad_copy_is_refused(#[case] what: &str, #[case] why: &str) {
    let shop = one_order();
    shop.does("backup salinan.rekap");
    let (copy, seal) = (
        shop.file("salinan.rekap"),
        shop.file("salinan.rekap.sha256"),
    );
    let mut bytes = fs::read(&copy).unwrap();
    let half = bytes.len() / 2;
    match what {
        // A flipped bit in free space or text, which SQLite's own check doesn't see.
        "flipped" => bytes[half] ^= 1,
        "unsealed and cut" => {
            fs::remove_file(&seal).unwrap();
            bytes.truncate(half);
        }
        "text" => {
            fs::remove_file(&seal).unwrap();
            bytes = b"Pesanan Bu Sari: 2 nastar\n".to_vec();
        }
        "empty" => bytes.clear(),
        "newer" => {
            fs::remove_file(&seal).unwrap();
            bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
        }
        "missing" => fs::remove_file(&copy).unwrap(),
        _ => return shop.refuses("restore shop.book", why),
    }
    if what != "missing" {
        fs::write(&copy, &bytes).unwrap();
    }
    shop.refuses("restore salinan.rekap", why);
    assert!(what == "missing" || fs::read(&copy).unwrap() == bytes);
    assert!(
        !shop.file("shop.book.backups").exists(),
        "nothing was begun"
    );
}

/// Runs `rekap restore -` with these bytes on stdin.
fn restore_from(shop: &Shop, bytes: &[u8], more: &str) -> Ran {
    let mut child = shop
        .command(&format!("restore - {more}"))
        .env("TMPDIR", shop.file("sementara"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may refuse before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!(names(&shop.file("sementara")), [""; 0], "nothing is left");
    ran
}

#[test]
fn a_copy_goes_through_a_pipe_and_back() {
    let shop = one_order();
    fs::create_dir(shop.file("sementara")).unwrap();
    let before = names(&shop.file(""));
    let copy = shop.rekap("backup -");
    assert_eq!((copy.code, copy.err.as_str()), (0, ""));
    assert!(copy.bytes.starts_with(b"SQLite format 3\0"));
    assert_eq!(names(&shop.file("")), before, "nothing is left");
    fs::write(shop.file("salinan.rekap"), &copy.bytes).unwrap();
    assert_eq!(shop.json("check --book salinan.rekap")["ok"], true);

    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    let asked = restore_from(&shop, &copy.bytes, "--dry-run");
    assert_eq!(asked.code, 0, "{asked:?}");
    assert!(asked.err.contains("1 perubahan"), "{asked:?}");
    assert_eq!(orders(&shop), 2);
    let ran = restore_from(&shop, &copy.bytes, "");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("disimpan di"), "{ran:?}");
    assert_eq!(orders(&shop), 1);
    // On a computer that has no book yet.
    let other = empty();
    fs::create_dir(other.file("sementara")).unwrap();
    let ran = restore_from(&other, &copy.bytes, "");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(orders(&other), 1);
}

/// Bytes from stdin are checked before the book is touched.
#[rstest]
#[case("nothing", "kosong")]
#[case("half", "bukan cadangan yang baik")]
#[case("text", "bukan buku rekap")]
#[case("newer", "lebih baru")]
fn a_bad_copy_from_a_pipe_is_refused(#[case] what: &str, #[case] why: &str) {
    let shop = one_order();
    fs::create_dir(shop.file("sementara")).unwrap();
    let mut bytes = shop.rekap("backup -").bytes;
    let half = bytes.len() / 2;
    match what {
        "nothing" => bytes.clear(),
        "half" => bytes.truncate(half),
        "newer" => bytes[60..64].copy_from_slice(&99_u32.to_be_bytes()),
        _ => bytes = b"Pesanan Bu Sari: 2 nastar\n".to_vec(),
    }
    let before = fs::read(shop.book()).unwrap();
    let ran = restore_from(&shop, &bytes, "");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains(why) && ran.err.contains("stdin"),
        "{ran:?}"
    );
    assert!(!ran.err.contains("sementara"), "{ran:?}");
    assert!(fs::read(shop.book()).unwrap() == before);
    assert!(!shop.file("shop.book.backups").exists());
}

/// A copy of the file made by hand has no seal, and can be restored if it is sound.
#[test]
fn a_copy_made_by_hand_can_be_restored() {
    let shop = one_order();
    fs::copy(shop.book(), shop.file("flashdisk.book")).unwrap();
    shop.does("order add NAS3 --name Sari --item '2 KAS'");
    shop.does("restore flashdisk.book");
    assert_eq!(orders(&shop), 1);
}

#[rstest]
#[case("garbage")]
#[case("empty")]
#[case("gone")]
fn an_unreadable_book_offers_the_newest_good_copy(#[case] what: &str) {
    let shop = one_order();
    let older = shop.does("backup");
    let newest = shop.does("backup");
    let mut bytes = fs::read(&newest).unwrap();
    bytes[9_000] ^= 4;
    fs::write(&newest, bytes).unwrap();
    let bytes = match what {
        "garbage" => b"SQLite format 3\0 tapi bukan".to_vec(),
        _ => Vec::new(),
    };
    fs::write(shop.book(), &bytes).unwrap();
    if what == "gone" {
        fs::remove_file(shop.book()).unwrap();
    }
    let ran = shop.rekap("order list");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains(&format!("rekap restore \"{older}\"")),
        "{ran:?}"
    );
    if what != "gone" {
        assert!(fs::read(shop.book()).unwrap() == bytes, "left alone");
    }
    shop.does(&format!("restore '{older}'"));
    assert_eq!(orders(&shop), 1);
    assert_eq!(shop.json("check")["ok"], true);
    let aside = names(&shop.file("shop.book.backups"));
    let aside = aside.iter().find(|name| name.contains("replaced"));
    assert_eq!(aside.is_some(), what != "gone", "what lay there is kept");
}

#[test]
fn a_newer_book_is_not_replaced() {
    let shop = one_order();
    let copy = shop.does("backup");
    let mut bytes = fs::read(shop.book()).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(shop.book(), &bytes).unwrap();
    shop.refuses(&format!("restore '{copy}'"), "lebih baru");
}

#[test]
fn a_new_book_where_one_was_lost_says_so() {
    let shop = one_order();
    shop.does("backup");
    fs::remove_file(shop.book()).unwrap();
    let ran = shop.rekap("shop set name=Baru");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("Tadinya ada buku di sini"), "{ran:?}");
}

#[test]
fn a_second_folder_gets_a_copy_too() {
    let shop = one_order();
    fs::create_dir(shop.file("stick")).unwrap();
    shop.refuses("shop set backup-folder=tidak-ada", "tidak-ada");
    shop.does("shop set backup-folder=stick");
    let set = shop.json("shop show")["backup_folder"].clone();
    assert!(set.as_str().unwrap().ends_with("/stick"), "{set}");
    assert_eq!(
        shop.json("history")["actions"][0]["text"],
        shop.json("history NAS3-001")["actions"][0]["text"],
        "no deed"
    );
    let ran = shop.rekap("backup");
    assert!(ran.err.contains("Juga di folder kedua"), "{ran:?}");
    let second = shop.file("stick/shop.book.backups");
    assert_eq!(names(&second).len(), 2);
    let listed = shop.json("backup --list")["backups"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 2, "{listed}");
    assert_eq!(
        shop.json("check --backups"),
        json!({"ok": true, "findings": []})
    );
    // Another book may use the same folder.
    let other = shop.does("shop set backup-folder=stick --book other/shop.book");
    assert_eq!(other, "");
    assert_eq!(
        names(&shop.file("stick")),
        ["shop.book.backups", "shop.book.backups-2"]
    );

    fs::remove_dir_all(shop.file("stick")).unwrap();
    let ran = shop.rekap("backup");
    assert_eq!(ran.code, 0, "the one beside the book is made");
    assert!(ran.err.contains("Tidak ada folder cadangan"), "{ran:?}");
    let ran = shop.rekap("check --backups --json");
    assert_eq!(ran.code, 1);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["findings"][0]["rule"], "backup");
    shop.does("shop set backup-folder=");
    assert_eq!(shop.json("shop show")["backup_folder"], Value::Null);
}

#[test]
fn check_verifies_copies_when_asked() {
    let mut shop = one_order();
    let none = shop.rekap("check --backups");
    assert_eq!(none.code, 1);
    assert!(
        none.out.contains("Tidak ada cadangan yang baik"),
        "{none:?}"
    );
    let copy = shop.does("backup");
    shop.does("check --backups");
    let mut bytes = fs::read(&copy).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 0x40;
    fs::write(&copy, bytes).unwrap();
    let bad = shop.rekap("check --backups");
    assert!(bad.out.contains("sudah berubah"), "{bad:?}");
    shop.does("check");
    shop.does("backup");
    shop.at("2026-02-05");
    let old = shop.rekap("check --backups");
    assert!(old.out.contains("Cadangan baik terakhir"), "{old:?}");
}

#[test]
fn old_copies_are_deleted_and_other_files_kept() {
    let mut shop = one_order();
    for day in 1..=28 {
        shop.at(&format!("2026-02-{day:02}T20:00"));
        shop.does("backup");
    }
    let backups = shop.file("shop.book.backups");
    fs::write(backups.join("catatan.txt"), "jangan hilang").unwrap();
    fs::write(
        backups.join("lain-20200101-000000-manual.rekap"),
        "toko lain",
    )
    .unwrap();
    fs::write(
        backups.join("shop-20260101-000000-auto.rekap.new-999999999"),
        "",
    )
    .unwrap();
    shop.does("backup");
    let kept = names(&backups);
    let copies: Vec<_> = kept
        .iter()
        .filter(|name| name.starts_with("shop-") && name.ends_with(".rekap"))
        .collect();
    // The last seven days, and the last copy of each week before.
    assert_eq!(copies.len(), 10, "{kept:#?}");
    assert_eq!(kept.len(), 2 * copies.len() + 2, "{kept:#?}");
    assert!(kept.contains(&"catatan.txt".to_owned()));
}

#[test]
fn restore_reports_losses_as_json() {
    let shop = one_order();
    shop.does("backup salinan.rekap");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    let would = shop.json("restore salinan.rekap --dry-run");
    assert_eq!(
        (&would["deeds"], &would["kept"]),
        (&1.into(), &serde_json::Value::Null)
    );
    assert_eq!(orders(&shop), 2);
    let was = shop.json("restore salinan.rekap");
    assert_eq!(was["deeds"], 1);
    assert!(Path::new(was["kept"].as_str().unwrap()).exists());
    assert_eq!(orders(&shop), 1);
}
