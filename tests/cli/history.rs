//! Undo, redo, history, backup, check (rules 54, 56, 57).

use std::fs;

use serde_json::json;

use crate::shop::{empty, open_po};

#[test]
fn undo_and_redo_survive_a_restart_and_say_what_they_did() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("pay NAS3-001 70rb");
    let undone = shop.rekap("undo 2");
    assert_eq!((undone.code, undone.out.as_str()), (0, ""));
    assert_eq!(undone.err.lines().count(), 2, "{}", undone.err);
    assert!(undone.err.contains("NAS3-001"), "{}", undone.err);
    shop.refuses("order show NAS3-001", "NAS3-001");
    shop.does("redo");
    assert_eq!(shop.json("order show NAS3-001")["payment_status"], "unpaid");
    shop.does("ulangi 1");
    assert_eq!(
        shop.json("order show NAS3-001")["payment_status"],
        "settled"
    );
    shop.refuses("redo", "");
}

#[test]
fn everything_can_be_undone_down_to_nothing() {
    let shop = open_po();
    let deeds = shop.json("history")["actions"].as_array().unwrap().len();
    shop.does(&format!("undo {deeds}"));
    assert_eq!(shop.json("product list"), json!({"products": []}));
    assert_eq!(shop.json("po list"), json!({"periods": []}));
    shop.refuses("undo", "");
    assert_eq!(shop.json("check")["ok"], true);
}

/// A new deed ends redo.
#[test]
fn a_new_deed_ends_redo() {
    let shop = open_po();
    shop.does("undo");
    shop.does("supplier add Nur");
    shop.refuses("redo", "");
}

/// Two desks: an undo that names its deed never takes another's back.
#[test]
fn an_undo_that_names_its_deed_takes_only_that() {
    let shop = open_po();
    let newest =
        |shop: &crate::shop::Shop| shop.json("history")["actions"][0]["id"].as_i64().unwrap();
    shop.does("order add NAS3 --name Ani --item '1 KAS'");
    let mine = newest(&shop);
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    let theirs = newest(&shop);
    shop.refuses(
        &format!("undo --deed {mine}"),
        &format!("Nomor {mine} bukan yang terbaru: setelah itu ada nomor {theirs} (Min 1 Feb 2026 10.00), "),
    );
    shop.does("pay NAS3-002 10rb");
    let paid = newest(&shop);
    shop.refuses(
        &format!("undo --deed {mine}"),
        "setelah itu ada 2 perubahan",
    );
    shop.does(&format!("undo --deed {paid}"));
    shop.refuses(
        &format!("undo --deed {paid}"),
        &format!("Nomor {paid} sudah diurungkan."),
    );
    let undone = shop.rekap(&format!("urungkan --deed {theirs}"));
    assert_eq!(undone.code, 0, "{undone:?}");
    // Plain undo says whose deed it took.
    let told = format!("(nomor {theirs}, Min 1 Feb 2026 10.00)");
    assert!(undone.err.contains(&told), "{undone:?}");
    let undone = shop.rekap("undo");
    assert!(
        undone.err.contains(&format!("(nomor {mine}, ")),
        "{undone:?}"
    );
    shop.refuses("undo --deed 999", "999");
    shop.wrong("undo 2 --deed 1", "--deed");
    shop.refuses("undo --deed x", "x");
}

/// Rule 57: every deed with its moment, in a sentence in the reader's language.
#[test]
fn history_is_shown_in_the_readers_language() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("undo");
    let actions = shop.json("history")["actions"].clone();
    let newest = &actions[0];
    assert!(newest["id"].is_i64());
    assert_eq!(newest["at"], "2026-02-01T10:00:00+07:00");
    assert_eq!(newest["undone"], true);
    let text = newest["text"].as_str().unwrap().to_owned();
    assert!(text.contains("Budi"), "{text}");
    let shop = shop.in_english();
    let english = shop.json("history")["actions"][0]["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(english.contains("Budi") && english != text, "{english}");
    assert!(shop.does("history").contains("Budi"));
}

#[test]
fn an_order_has_its_own_history() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    shop.does("pay NAS3-001 70rb");
    let actions = shop.json("history nas3-001")["actions"].clone();
    assert_eq!(actions.as_array().unwrap().len(), 2, "{actions}");
    shop.refuses("history NAS3-009", "NAS3-009");
}

#[test]
fn a_backup_is_a_book_and_never_overwrites() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    let copy = shop.does("backup");
    assert!(copy.contains("20260201-100000"), "{copy}");
    let orders = shop.does(&format!("order list --json --book '{copy}'"));
    assert!(orders.contains("NAS3-001"));
    assert_eq!(shop.does("backup salinan.book"), "salinan.book");
    let bytes = fs::read(shop.file("salinan.book")).unwrap();
    shop.refuses("backup salinan.book", "salinan.book");
    assert!(bytes == fs::read(shop.file("salinan.book")).unwrap());
    shop.does("order add NAS3 --name Sari --item '1 KAS'");
    shop.does("backup salinan.book --force");
    assert!(shop.does("order list --book salinan.book").contains("Sari"));
    shop.refuses("backup shop.book", "shop.book");
    shop.refuses("backup shop.book --force", "shop.book");
}

#[test]
fn check_finds_nothing_in_a_sound_book() {
    let shop = open_po();
    assert_eq!(shop.json("check"), json!({"ok": true, "findings": []}));
    assert!(!shop.does("check").is_empty());
}

#[test]
fn files_that_are_no_book_are_refused_and_unchanged() {
    let shop = empty();
    for bytes in [&b""[..], b"hello", b"SQLite format 3\0 not really"] {
        fs::write(shop.book(), bytes).unwrap();
        shop.refuses("order list", "shop.book");
        shop.refuses("product add X X --price 1rb", "shop.book");
    }
}

/// `-` is stdout: the whole book, and no temporary file is left.
#[test]
fn a_backup_may_go_through_a_pipe() {
    let shop = open_po();
    let ran = shop.rekap("backup -");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    std::fs::write(shop.file("salin.book"), &ran.bytes).unwrap();
    assert_eq!(shop.json("po list"), shop.json("--book salin.book po list"));
    let left = std::fs::read_dir(shop.file(".")).unwrap().count();
    assert_eq!(left, 2, "the book and the copy made here");
}

/// Undo of more deeds than there are undoes all of them; with none it is refused.
#[test]
fn undo_and_redo_take_what_there_is() {
    let shop = empty();
    shop.does("product add KAS Kastengel --price 70rb");
    shop.does("product edit KAS --price 71rb");
    let ran = shop.rekap("undo 9");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(
        ran.err.lines().count(),
        3,
        "two deeds and the end: {}",
        ran.err
    );
    assert_eq!(shop.json("product list"), json!({"products": []}));
    shop.refuses("undo 9", "");
    shop.does("redo 9");
    assert_eq!(shop.json("product show KAS")["price"], 71000);
    shop.refuses("redo", "");
}
