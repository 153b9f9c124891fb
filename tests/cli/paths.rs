//! Broken links as books, and file names that are not UTF-8.

use std::fs;

use crate::shop::{Shop, open_po};

/// A broken link as the book is refused by every command, and no file is created at its target.
#[cfg(unix)]
#[test]
fn a_broken_link_as_book_is_reported() {
    let shop = open_po();
    std::os::unix::fs::symlink(shop.file("hilang.book"), shop.file("tautan.book")).unwrap();
    let does = ["order list", "tally NAS3", "check", "backup", "undo"];
    let makes = ["product add A A --price 1", "po new P P"];
    for command in does.into_iter().chain(makes) {
        let ran = shop.rekap(&format!("{command} --book tautan.book"));
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{command}: {ran:?}");
        assert_eq!(
            ran.err,
            "tautan.book adalah tautan yang tidak menuju ke mana-mana. Perbaiki tautannya, atau sebutkan berkas bukunya sendiri.\n",
            "{command}"
        );
    }
    assert!(!shop.file("hilang.book").exists());
    shop.in_english().refuses(
        "order list --book tautan.book",
        "tautan.book is a link that leads nowhere.",
    );
}

/// Only some systems allow file names that are not UTF-8.
#[cfg(target_os = "linux")]
mod no_text {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::{Shop, fs, open_po};
    use crate::shop::{Ran, ran};

    const NAME: &[u8] = b"salinan-\xff.rekap";

    fn rekap(shop: &Shop, typed: &str, rest: &[&[u8]]) -> Ran {
        let mut command = shop.command(typed);
        command.args(rest.iter().map(|word| OsStr::from_bytes(word)));
        ran(command.output().unwrap())
    }

    fn count(shop: &Shop) -> usize {
        fs::read_dir(shop.file("")).unwrap().count()
    }

    /// The path is printed byte for byte. JSON can't hold it, so with `--json` nothing is copied.
    #[test]
    fn a_copy_with_such_a_name_is_printed_exactly_or_not_made() {
        let shop = open_po();
        let before = count(&shop);
        let json = rekap(&shop, "backup --json", &[NAME]);
        assert_eq!((json.code, json.out.as_str()), (1, ""), "{json:?}");
        assert!(json.err.contains("Jalankan tanpa --json"), "{json:?}");
        assert_eq!(json.err.lines().count(), 1, "{json:?}");
        assert_eq!(count(&shop), before);
        let plain = rekap(&shop, "backup", &[NAME]);
        assert_eq!(plain.code, 0, "{plain:?}");
        assert_eq!(plain.bytes, [NAME, b"\n"].concat());
        assert!(shop.file("").join(OsStr::from_bytes(NAME)).exists());
        let back = rekap(&shop, "restore", &[NAME]);
        assert_eq!(back.code, 0, "{back:?}");
    }

    /// The copies of a book with such a name have it too, so the same holds for all commands about
    /// copies.
    #[test]
    fn a_book_with_such_a_name_has_copies() {
        let shop = open_po();
        let book: &[&[u8]] = &[b"--book", b"toko-\xff.book"];
        assert_eq!(rekap(&shop, "product add A A --price 1", book).code, 0);
        let json = rekap(&shop, "backup --json", book);
        assert_eq!((json.code, json.out.as_str()), (1, ""), "{json:?}");
        let none = rekap(&shop, "backup --list", book);
        assert_eq!(none.out, "Belum ada cadangan.\n");
        let made = rekap(&shop, "backup", book);
        assert_eq!(made.code, 0, "{made:?}");
        let copy = made.bytes.strip_suffix(b"\n").unwrap();
        let listed = rekap(&shop, "backup --list --json", book);
        assert_eq!((listed.code, listed.out.as_str()), (1, ""), "{listed:?}");
        let words = [book[0], book[1], copy];
        let told = rekap(&shop, "restore --json", &words);
        assert_eq!((told.code, told.out.as_str()), (1, ""), "{told:?}");
        let done = rekap(&shop, "restore", &words);
        assert_eq!(done.code, 0, "{done:?}");
    }
}
