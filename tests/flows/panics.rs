//! When the program panics, the terminal is restored, one sentence is printed, typed text is kept,
//! and no customer's name is left anywhere else.
//!
//! The panic comes from a clock that can't be read (`tests/faults/shim.c`): the standard library
//! then panics wherever the program is.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::shim;
use crate::support::{Shop, Terminal};

const CANARY: &str = "Kenari Rahasia";

/// A shop that has had the canary as a customer; its clock fails once the marker file exists.
fn fragile() -> Option<(Shop, PathBuf)> {
    let shim = shim::built()?;
    let mut shop = Shop::stocked();
    shop.cli(&["order", "add", "LEB", "--name", CANARY, "--item", "1 LK"]);
    let marker = shop.folder().join("jam-rusak");
    shop.set("LD_PRELOAD", shim.to_str().unwrap());
    shop.set("SHIM_CLOCK", marker.to_str().unwrap());
    // A backtrace could contain data.
    shop.set("RUST_BACKTRACE", "full");
    Some((shop, marker))
}

/// Opens the screens, with the canary half typed in a form and in the list behind it.
fn typing(shop: &Shop, args: &[&str]) -> Terminal {
    let mut window = shop.open_with(80, 24, args);
    window.rests(Duration::from_millis(300)).keys("7");
    window.sees(CANARY).keys("3n");
    window.rests(Duration::from_millis(200));
    window
        .keys("Kenari Rahasia Baru<Tab>2 kej")
        .sees("Rp120.000");
    window.rests(Duration::from_millis(200));
    window
}

/// Files below `folder` that contain the canary, except the book, its copies and the draft.
fn leaks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("toko.rekap") {
            continue;
        }
        if path.is_dir() {
            found.extend(leaks(&path));
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains("Kenari") {
            found.push(path);
        }
    }
    found
}

/// Checks that the program ended after a panic as it should.
#[track_caller]
fn ended_well(shop: &Shop, window: &mut Terminal, sentence: &str) {
    let (code, _) = window.ends();
    assert_eq!(code, 101, "{}", window.screen());
    assert!(window.is_restored(), "the shell has its terminal");
    let written = String::from_utf8_lossy(&window.written()).into_owned();
    let after = written.rsplit("\u{1b}[?1049l").next().unwrap();
    assert!(written.contains(sentence), "{after:?}");
    assert!(
        !after.contains("Kenari") && !after.contains("backtrace"),
        "{after:?}"
    );
    assert_eq!(written.matches(sentence).count(), 1);
    assert_eq!(leaks(shop.folder()), [] as [PathBuf; 0]);
    assert_eq!(shop.json(&["check"])["ok"], true);
}

#[test]
fn a_panic_restores_the_terminal_and_keeps_typed_text() {
    for (lang, sentence) in [("id", "rekap tersandung di"), ("en", "rekap stumbled at")] {
        let Some((shop, marker)) = fragile() else {
            return;
        };
        let mut window = typing(&shop, &["--lang", lang]);
        // The screens read the clock every second.
        fs::write(&marker, "").unwrap();
        ended_well(&shop, &mut window, sentence);
        let mut window = shop.open(80, 24);
        window.sees("Kenari Rahasia Baru").sees("Rp120.000");
        window
            .keys("<Enter>")
            .sees("LEB-003 dari Kenari Rahasia Baru");
    }
}

/// The thread that reads keys reads the clock first after a key.
#[test]
fn a_panic_while_a_key_is_read_ends_the_same_way() {
    let Some((shop, marker)) = fragile() else {
        return;
    };
    let mut window = typing(&shop, &[]);
    fs::write(&marker, "").unwrap();
    window.send(b"x");
    ended_well(&shop, &mut window, "rekap tersandung di");
    let mut window = shop.open(80, 24);
    window.sees("Kenari Rahasia Baru");
}

#[test]
fn a_panic_after_resuming_ends_the_same_way() {
    let Some((shop, marker)) = fragile() else {
        return;
    };
    let mut window = typing(&shop, &[]);
    window.keys("<Ctrl-Z>");
    assert!(window.is_stopped());
    fs::write(&marker, "").unwrap();
    window.signal("CONT");
    ended_well(&shop, &mut window, "rekap tersandung di");
    let mut window = shop.open(80, 24);
    window.sees("Kenari Rahasia Baru");
}

#[test]
fn a_command_that_panics_says_one_sentence() {
    let Some((shop, marker)) = fragile() else {
        return;
    };
    fs::write(&marker, "").unwrap();
    let ran = shop.run(&["order", "add", "LEB", "--name", CANARY, "--item", "1 LK"]);
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(101), "{words}");
    assert_eq!(words.lines().count(), 1, "{words}");
    assert!(
        words.contains("tersandung") && !words.contains("Kenari"),
        "{words}"
    );
    assert!(ran.stdout.is_empty());
    assert_eq!(leaks(shop.folder()), [] as [PathBuf; 0]);
}
