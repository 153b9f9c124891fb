//! The files beside a book: what belongs to it, what a foreign hand did to them, and that nothing
//! stays of what was only passing through.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

use rstest::rstest;
use rusqlite::Connection;

use crate::shop::{empty, open_po, ran};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// No export takes a name that is the book's, whether the file is there or not.
#[rstest]
#[case("shop.book")]
#[case("./shop.book")]
#[case("tautan.book")]
#[case("shop.book-journal")]
#[case("shop.book-wal")]
#[case("shop.book.backups")]
#[case("shop.book.backups/second-folder")]
#[case("shop.book.backups/shop-20260101-000000-manual.rekap")]
#[case("shop.book.backups/lain.csv")]
#[case("kaca/shop.book.backups/daftar.csv")]
#[case("shop.book.draft")]
#[case("shop.book.new-AbCdEf123456")]
fn exports_never_take_the_name_of_a_books_own_file(#[case] name: &str) {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    fs::create_dir(shop.file("kaca")).unwrap();
    if name.contains('/') {
        shop.does("shop set backup-folder=kaca");
        shop.does("backup");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(shop.book(), shop.file("tautan.book")).unwrap();
    let before = (names(&shop.file("")), fs::read(shop.book()).unwrap());
    for typed in [
        "export orders -o",
        "export orders --force -o",
        "tally NAS3 -o",
        "backup",
        "backup --force",
    ] {
        shop.refuses(&format!("{typed} {name}"), "milik buku");
    }
    assert!((names(&shop.file("")), fs::read(shop.book()).unwrap()) == before);
    // A name beside them is free.
    shop.does("export orders -o shop.book.csv");
}

/// SQLite finds the journal by the book's name: through two names two programs don't see each
/// other's.
#[cfg(unix)]
#[test]
fn a_book_with_two_names_can_only_be_looked_at() {
    let shop = open_po();
    fs::hard_link(shop.book(), shop.file("lain.book")).unwrap();
    let before = fs::read(shop.book()).unwrap();
    for book in ["shop.book", "lain.book"] {
        let book = format!("--book {book}");
        shop.refuses(
            &format!("order add NAS3 --name Budi --item '1 KAS' {book}"),
            "2 nama (hard link)",
        );
        shop.refuses(&format!("undo {book}"), "2 nama (hard link)");
        shop.does(&format!("order list {book}"));
        shop.does(&format!("check {book}"));
    }
    shop.does("backup salinan.rekap");
    shop.refuses("restore salinan.rekap", "2 nama (hard link)");
    assert!(fs::read(shop.book()).unwrap() == before);
    fs::remove_file(shop.file("lain.book")).unwrap();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
}

/// The second name is what a program left that was killed while it made the book.
#[cfg(unix)]
#[test]
fn the_name_a_killed_program_left_is_taken_away() {
    let shop = open_po();
    fs::hard_link(shop.book(), shop.file("shop.book.new-AbCdEf123456")).unwrap();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    assert_eq!(names(&shop.file("")), ["shop.book"]);
}

/// A trigger of another program would act in every deed.
#[test]
fn a_book_that_another_program_changed_can_only_be_looked_at() {
    let shop = open_po();
    let book = Connection::open(shop.book()).unwrap();
    book.execute_batch(
        "CREATE TRIGGER evil AFTER INSERT ON orders BEGIN UPDATE products SET name = 'OWNED'; END",
    )
    .unwrap();
    let before = fs::read(shop.book()).unwrap();
    for typed in [
        "order add NAS3 --name Budi --item '1 KAS'",
        "undo",
        "shop set name=Baru",
    ] {
        shop.refuses(typed, "trigger evil");
    }
    assert!(fs::read(shop.book()).unwrap() == before);
    let ran = shop.rekap("order list");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("rekap check"), "{ran:?}");
    book.execute_batch("DROP TRIGGER evil").unwrap();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
}

/// An older book isn't upgraded where another program changed it or another name leads to it.
#[cfg(unix)]
#[test]
fn an_older_book_that_must_not_be_written_is_shown_as_it_is() {
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/book-v3.rekap");
    let shop = empty();
    fs::copy(old, shop.file("dua.book")).unwrap();
    fs::hard_link(shop.file("dua.book"), shop.file("nama.book")).unwrap();
    fs::copy(old, shop.file("asing.book")).unwrap();
    let book = Connection::open(shop.file("asing.book")).unwrap();
    book.execute_batch("CREATE VIEW tamu AS SELECT * FROM customers")
        .unwrap();
    drop(book);
    for (name, why) in [("dua.book", "hard link"), ("asing.book", "view tamu")] {
        let before = fs::read(shop.file(name)).unwrap();
        let listed = shop.does(&format!("po list --book {name}"));
        assert!(listed.contains("NAS3"), "{listed}");
        shop.refuses(&format!("shop set name=Baru --book {name}"), why);
        assert!(fs::read(shop.file(name)).unwrap() == before, "{name}");
    }
    assert_eq!(
        names(&shop.file("")),
        ["asing.book", "dua.book", "nama.book"]
    );
}

/// While a copy goes out, no file can be left behind: it has no name.
#[cfg(unix)]
#[test]
fn a_copy_on_its_way_out_has_no_name() {
    let shop = empty();
    shop.does("demo --book shop.book --orders 400");
    fs::create_dir(shop.file("sementara")).unwrap();
    let before = names(&shop.file(""));
    let mut child = shop
        .command("backup -")
        .env("TMPDIR", shop.file("sementara"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The pipe holds less than a book: the program waits to write the rest.
    let mut first = [0; 16];
    child
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    assert_eq!(&first, b"SQLite format 3\0");
    assert_eq!(names(&shop.file("")), before);
    assert_eq!(names(&shop.file("sementara")), [""; 0]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(&shop.file("")), before);
}

#[cfg(unix)]
#[test]
fn a_copy_on_its_way_in_has_no_name_and_its_first_bytes_are_looked_at() {
    let shop = open_po();
    let book = fs::read(shop.book()).unwrap();
    fs::create_dir(shop.file("sementara")).unwrap();
    let before = names(&shop.file(""));
    let start = || {
        shop.command("restore -")
            .env("TMPDIR", shop.file("sementara"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut child = start();
    // More than the pipe holds: the program has read the beginning when this returns.
    child
        .stdin
        .as_mut()
        .unwrap()
        .write_all(&book[..100_000])
        .unwrap();
    assert_eq!(names(&shop.file("sementara")), [""; 0]);
    assert_eq!(names(&shop.file("")), before);
    child.kill().unwrap();
    child.wait().unwrap();
    // What is no book is refused while more of it may come.
    let mut child = start();
    let mut stays_open = child.stdin.take().unwrap();
    stays_open
        .write_all(&b"Pesanan Bu Sari: 2 nastar\n".repeat(5))
        .unwrap();
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("bukan buku rekap"), "{ran:?}");
    drop(stays_open);
}
