//! No terminal command, control character or text-direction mark is ever stored or drawn, and no
//! file is overwritten.

use proptest::prelude::*;
use rekap::book::CustomerChange;
use rekap::domain::text::is_clean;
use rekap::tui::input::{Input, Key, clean_paste};

use super::foreign::{HOSTILE, columns, put, put_into_history};
use super::{NOW, Shop};

/// Harmful texts in any order, with parts of names between them.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{1,6}",
        Just("\u{1b}[31m".to_owned()),
        Just("\u{1b}]0;judul\u{7}".to_owned()),
        Just("\u{1b}P+q\u{1b}\\".to_owned()),
        Just("\u{1b}".to_owned()),
        Just("\u{9b}2J".to_owned()),
        Just("\u{9d}8;;http://x\u{9c}".to_owned()),
        Just("\u{202e}\u{2066}\u{200f}".to_owned()),
        Just("\u{200b}\u{feff}\u{ad}".to_owned()),
        Just("\r\n\t\u{b}\u{85}\u{2028}".to_owned()),
        Just("\u{e0041}\u{fff9}".to_owned()),
        Just("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}".to_owned()),
        Just("👨\u{200d}👩\u{200d}👧".to_owned()),
        any::<char>().prop_map(String::from),
        (0x80_u32..0xa0).prop_map(|c| char::from_u32(c).unwrap().to_string()),
        (0_u32..0x20).prop_map(|c| char::from_u32(c).unwrap().to_string()),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn no_text_reaches_the_book_or_the_screen_as_a_command(name in hostile(), note in hostile()) {
        let mut shop = Shop::empty();
        let change = CustomerChange {
            name: Some(format!("A{name}")),
            note: Some(note.clone()),
            address: Some(note.clone()),
            ..CustomerChange::default()
        };
        // The book itself refuses or cleans it.
        if let Ok(added) = shop.book.add_customer(&change, NOW) {
            let card = shop.book.customer(added.made).unwrap();
            prop_assert!(is_clean(&card.name) && !card.name.contains('\n'), "{:?}", card.name);
            prop_assert!(is_clean(&card.note), "{:?}", card.note);
        }
        let (pasted, more) = (clean_paste(&name), clean_paste(&note));
        let mut screens = shop
            .screens()
            .paste(&pasted)
            .keys("7n")
            .paste(&pasted)
            .keys("<Tab>")
            .paste(&more);
        // The same, typed on the keyboard.
        for c in name.chars() {
            screens.app.handle(Input::Key(Key::char(c)));
        }
        for keys in ["", "<Ctrl-S>", "<Esc>y", "7", "<Enter>", "h"] {
            screens = screens.keys(keys);
            let seen = screens.text();
            prop_assert!(is_clean(&seen), "{keys}: {seen:?}");
        }
    }
}

/// A book made elsewhere: whatever its columns hold, no screen, form or clipboard gets it raw.
#[test]
fn no_text_of_a_book_made_elsewhere_is_drawn_as_a_command() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej: tanpa gula<Enter><Esc>")
        .keys("nbud<Tab>1 lidah<Enter><Esc>");
    let all = columns(&shop.path());
    for turn in [0, 3] {
        for (at, column) in all.iter().filter(|column| column.shown).enumerate() {
            put(&shop.path(), column, HOSTILE[(at + turn) % HOSTILE.len()]);
        }
        put_into_history(&shop.path(), "did-place-order", HOSTILE[turn]);
        let mut screens = shop.screens().sized(120, 40);
        for keys in [
            "1",
            "2",
            "2<Enter>",
            "2e",
            "2a",
            "2<Enter>e",
            "3",
            "3<Enter>",
            "3e",
            "3y",
            "3x",
            "3b",
            "3o",
            "4",
            "4<Enter>",
            "4y",
            "5",
            "5y",
            "5x",
            "7",
            "7<Enter>",
            "7e",
            "7<Enter>y",
            "8",
            "8e",
            "h",
            "!",
            "p",
            "f",
            "u",
            "<Ctrl-P>",
            "?",
        ] {
            screens = screens.keys(keys);
            let seen = screens.text();
            assert!(is_clean(&seen), "{keys}: {seen:?}");
            let copied = screens.app.take_clipboard().unwrap_or_default();
            assert!(is_clean(&copied), "{keys}: {copied:?}");
            screens = screens.keys("<Esc>y<Esc>y<Esc>");
        }
    }
}

/// The export dialog overwrites no file, whatever path it gets, and stays open to be corrected.
#[cfg(unix)]
#[test]
fn an_export_never_overwrites_a_file() {
    use std::fs;
    let shop = Shop::open();
    let folder = shop.folder();
    let precious = folder.join("penting.xlsx");
    fs::write(&precious, "jangan hilang").unwrap();
    std::os::unix::fs::symlink(&precious, folder.join("tautan.xlsx")).unwrap();
    std::os::unix::fs::symlink(folder.join("tidak-ada"), folder.join("putus.xlsx")).unwrap();
    fs::create_dir(folder.join("folder.xlsx")).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let long = path(&format!("{}.xlsx", "x".repeat(300)));
    for (place, why) in [
        (path("tautan.xlsx"), "tautan"),
        (path("putus.xlsx"), "tautan"),
        (path("folder.xlsx"), "folder.xlsx"),
        (path("tidak/ada.xlsx"), "ada.xlsx"),
        (path("penting.xlsx/x.xlsx"), "x.xlsx"),
        (long, "nama"),
        ("/dev/full.xlsx/../null.xlsx".to_owned(), "null.xlsx"),
    ] {
        let screens = shop
            .screens()
            .sized(200, 40)
            .keys("3x<Tab><Ctrl-U>")
            .paste(&place)
            .keys("<Enter>");
        let seen = screens.text();
        assert!(
            seen.contains(why) && !seen.contains("Tersimpan di"),
            "{place}:\n{seen}"
        );
    }
    assert_eq!(fs::read_to_string(&precious).unwrap(), "jangan hilang");
    assert!(!folder.join("tidak-ada").exists());
}

/// As much as a terminal can paste, into every field for text from outside.
#[test]
fn a_million_letters_break_no_field() {
    let shop = Shop::open();
    let million = clean_paste(&"x".repeat(1_000_000));
    for (form, fields) in [
        ("3n", 12),
        ("7n", 8),
        ("8n", 8),
        ("2n", 10),
        ("4n", 8),
        ("3x", 3),
        ("Be", 1),
    ] {
        let mut screens = shop.screens().keys(form);
        for _ in 0..fields {
            screens = screens.paste(&million).keys("<Tab>");
        }
        // Saved or not: either a sentence and the form, or nothing that is too long.
        screens = screens.keys("<Ctrl-S>");
        assert!(!screens.text().trim().is_empty());
    }
    for (id, _) in shop.book.customer_keys().unwrap() {
        let card = shop.book.customer(id).unwrap();
        assert!(card.name.chars().count() <= 120, "{}", card.name.len());
    }
    assert_eq!(shop.book.check().unwrap(), []);
}
