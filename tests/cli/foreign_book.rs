//! A book made elsewhere: nothing of it reaches a terminal, a file or a chat as a command (rule 59),
//! whatever stands in its columns.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rekap::cli::{self, Outcome};
use rekap::domain::text::is_clean;
use zip::ZipArchive;

use crate::check::full;
use crate::foreign::{HOSTILE, columns, put, put_into_history};
use crate::shop::{Shop, empty};

/// Commands that show something of every table, in every format.
const SHOWING: [&str; 43] = [
    "check",
    "check --json",
    "shop show",
    "shop show --json",
    "account list",
    "supplier list",
    "product list",
    "product list --json",
    "product show NAS",
    "product show HAMP",
    "po list",
    "po list --json",
    "po show NAS3",
    "po show NAS3 --json",
    "po recap NAS3",
    "po recap NAS3 --json",
    "po estimate NAS3",
    "order list",
    "order list --json",
    "order show NAS3-001",
    "order show NAS3-001 --json",
    "order show NAS3-003",
    "order show NAS3-004",
    "order show NAS3-006 --json",
    "customer list",
    "customer list --json",
    "customer show #1",
    "customer show #1 --json",
    "alias list",
    "refund list",
    "refund list --json",
    "tally NAS3",
    "tally NAS3 --format csv",
    "tally NAS3 --by order --json",
    "tally NAS3 --by supplier",
    "export orders",
    "export orders --format csv --separator ;",
    "export orders --format text",
    "export orders --format json",
    "export form NAS4",
    "history",
    "history --json",
    "order add NAS4 --name Baru --item '1 TIDAK'",
];

/// A copy of the book with one of everything.
fn copy() -> (Shop, PathBuf) {
    let shop = empty();
    let book = shop.book();
    fs::copy(full(), &book).unwrap();
    (shop, book)
}

/// What a command prints, results and sentences, run in this process.
fn prints(book: &Path, typed: &str) -> String {
    let mut args = vec![OsString::from("rekap")];
    args.extend(crate::shop::words(typed).into_iter().map(OsString::from));
    for (flag, value) in [
        ("--book", book.as_os_str()),
        ("--lang", "id".as_ref()),
        ("--now", "2026-02-20T10:00".as_ref()),
    ] {
        args.push(flag.into());
        args.push(value.to_owned());
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = cli::run(&args, &mut out, &mut err);
    assert!(matches!(outcome, Outcome::Exit(0 | 1)), "{typed}");
    out.extend(err);
    String::from_utf8(out).unwrap()
}

fn prints_clean(book: &Path, typed: &str, why: &str) {
    let said = prints(book, typed);
    let dirty = said.lines().find(|line| !is_clean(line));
    assert!(dirty.is_none(), "{why}: {typed}: {dirty:?}");
    assert!(is_clean(&said), "{why}: {typed}");
}

/// Every column of text that is shown holds something hostile, another text in each.
#[test]
fn hostile_texts_of_a_book_are_never_printed() {
    let (shop, book) = copy();
    let all = columns(&book);
    for (column, text) in all
        .iter()
        .filter(|column| column.shown)
        .zip(HOSTILE.iter().cycle())
    {
        put(&book, column, text);
    }
    put_into_history(&book, "Budi", HOSTILE[1]);
    put_into_history(&book, "did-place-order", HOSTILE[0]);
    for typed in SHOWING {
        prints_clean(&book, typed, "every column");
    }
    // It was shown, and not refused as a whole.
    let order = prints(&book, "order show NAS3-001");
    assert!(order.contains("Agnp.exe"), "{order}");
    let workbook = shop.file("pesanan.xlsx");
    prints_clean(
        &book,
        &format!("export orders -o {}", workbook.display()),
        "",
    );
    let mut parts = ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    for at in 0..parts.len() {
        let mut xml = String::new();
        parts
            .by_index(at)
            .unwrap()
            .read_to_string(&mut xml)
            .unwrap();
        assert!(is_clean(&xml) && !xml.contains("_x001B_"), "{xml}");
    }
}

/// A text where a code, a date or a rule should be is refused with a clean sentence.
#[test]
fn hostile_texts_in_place_of_codes_are_never_printed() {
    let (_shop, sound) = copy();
    for column in columns(&sound).iter().filter(|column| !column.shown) {
        let (_shop, book) = copy();
        put(&book, column, HOSTILE[1]);
        put(&book, column, HOSTILE[0]);
        for typed in ["check", "order list", "po show NAS3", "history --json"] {
            prints_clean(&book, typed, &format!("{column:?}"));
        }
    }
}

/// Any text at all, in all columns.
#[test]
fn any_text_in_a_book_is_printed_as_text() {
    let (_shop, book) = copy();
    let all: Vec<_> = columns(&book)
        .into_iter()
        .filter(|column| column.shown)
        .collect();
    let config = Config {
        cases: 12,
        failure_persistence: None,
        ..Config::default()
    };
    let piece = prop_oneof![
        prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        (0x80_u32..0xa0).prop_map(|c| char::from_u32(c).unwrap().to_string()),
        (0_u32..0x20).prop_map(|c| char::from_u32(c).unwrap().to_string()),
        "[ -~]{0,6}",
        Just("\u{200d}".to_owned()),
    ];
    let text = prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
    let texts = prop::collection::vec(text, all.len());
    let outcome = TestRunner::new(config).run(&texts, |texts| {
        for (column, text) in all.iter().zip(&texts) {
            put(&book, column, text);
        }
        for typed in [
            "order list",
            "order show NAS3-001",
            "po show NAS3",
            "customer show #1",
            "export orders",
            "export form NAS4",
            "check",
        ] {
            let said = prints(&book, typed);
            prop_assert!(is_clean(&said), "{typed}: {said:?}");
        }
        Ok(())
    });
    outcome.unwrap();
}

/// The real program, as a terminal gets it.
#[test]
fn the_program_itself_prints_no_escape_of_a_book() {
    let (shop, book) = copy();
    for column in columns(&book).iter().filter(|column| column.shown) {
        put(&book, column, HOSTILE[1]);
    }
    for typed in ["order show NAS3-001", "customer list", "history", "check"] {
        let ran = shop.rekap(typed);
        assert!(is_clean(&ran.out) && is_clean(&ran.err), "{typed}: {ran:?}");
    }
}
