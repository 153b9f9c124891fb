//! A shop for command-line tests: a folder with a book, a pinned clock and a language.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use rekap::book::PeriodChange;
use serde_json::Value;
use tempfile::TempDir;

use crate::setup::{self, MORNING, window};

/// A shop with commands typed as in a shell.
pub struct Shop {
    folder: TempDir,
    lang: &'static str,
    now: String,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
    pub bytes: Vec<u8>,
}

/// A shop without a book; its clock is at 2026-02-01 10:00 WIB.
pub fn empty() -> Shop {
    Shop {
        folder: TempDir::new().unwrap(),
        lang: "id",
        now: "2026-02-01T10:00".into(),
    }
}

/// A shop with Nastar in two flavours and Kastengel (a cheese biscuit), on sale in NAS3 until 15
/// February.
pub fn open_po() -> Shop {
    let shop = empty();
    let settings = PeriodChange {
        name: Some("Nastar batch 3".to_owned()),
        down_payment: Some("50%".parse().unwrap()),
        ..window("2026-01-20", "2026-02-15")
    };
    setup::Shop::create(&shop.book(), MORNING)
        .product_at("NAS", "Nastar", 60_000, 35_000)
        .variant("NAS", "KEJU", "Keju", Some(65_000))
        .variant("NAS", "ORI", "Original", Some(65_000))
        .product_at("KAS", "Kastengel", 70_000, 40_000)
        .period("NAS3", settings)
        .sells("NAS3", &["NAS", "KAS"]);
    shop
}

impl Shop {
    /// Sets the language to English.
    pub fn in_english(mut self) -> Self {
        self.lang = "en";
        self
    }

    /// Sets the clock.
    pub fn at(&mut self, now: &str) -> &Self {
        self.now = now.into();
        self
    }

    /// Returns the path of a file in the shop's folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the path of the book.
    pub fn book(&self) -> PathBuf {
        self.file("shop.book")
    }

    /// Returns the command, not yet started.
    pub fn command(&self, typed: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rekap"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("REKAP_BOOK", self.book())
            .env("REKAP_NOW", &self.now)
            .args(["--lang", self.lang])
            .args(words(typed))
            .stdin(Stdio::null());
        command
    }

    /// Runs a command.
    pub fn rekap(&self, typed: &str) -> Ran {
        ran(self.command(typed).output().unwrap())
    }

    /// Runs a command that must succeed, and returns its output without the line end.
    pub fn does(&self, typed: &str) -> String {
        let ran = self.rekap(typed);
        assert_eq!(ran.code, 0, "{typed}: {ran:?}");
        ran.out.trim_end_matches('\n').to_owned()
    }

    /// Runs a command with `--json` and returns the JSON.
    pub fn json(&self, typed: &str) -> Value {
        let out = self.does(&format!("{typed} --json"));
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{typed}: {error}\n{out}"))
    }

    /// Runs a command that must be refused: exit code 1, a sentence containing `why`, nothing on
    /// stdout, and the book unchanged.
    pub fn refuses(&self, typed: &str, why: &str) {
        let before = std::fs::read(self.book()).ok();
        let ran = self.rekap(typed);
        assert_eq!(ran.code, 1, "{typed}: {ran:?}");
        assert_eq!(ran.out, "", "{typed}: {ran:?}");
        assert!(
            ran.err.contains(why),
            "{typed}: wanted {why:?} in {:?}",
            ran.err
        );
        if let Some(before) = before {
            assert!(
                before == std::fs::read(self.book()).unwrap(),
                "{typed} changed the book"
            );
        }
    }

    /// Runs a command that must be wrong usage (exit code 2).
    pub fn wrong(&self, typed: &str, why: &str) {
        let ran = self.rekap(typed);
        assert_eq!(ran.code, 2, "{typed}: {ran:?}");
        assert_eq!(ran.out, "", "{typed}: {ran:?}");
        assert!(
            ran.err.contains(why),
            "{typed}: wanted {why:?} in {:?}",
            ran.err
        );
    }
}

/// What a process did.
pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        bytes: output.stdout,
    }
}

/// Splits a command into words like a shell; single quotes keep words together.
pub fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut begun, mut quoted) = (String::new(), false, false);
    for c in typed.chars() {
        match c {
            '\'' => (quoted, begun) = (!quoted, true),
            ' ' if !quoted => {
                if std::mem::take(&mut begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}
