//! A small shop for all fault tests, and a check of its book.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rekap::book::{Book, Opening, PeriodChange};

use super::setup::{self, MORNING, window};
use super::shim;

/// Path of the program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rekap");

/// Returns `usual`, or `long` with `REKAP_LONG`.
pub fn times(usual: usize, long: usize) -> usize {
    if std::env::var_os("REKAP_LONG").is_some() {
        long
    } else {
        usual
    }
}

/// A shop in a temporary folder.
pub struct Shop {
    pub folder: tempfile::TempDir,
}

impl Shop {
    /// Makes a shop with Nastar on sale in the open PO `P`, without a quota.
    pub fn open() -> Self {
        let shop = Self::empty();
        let settings = PeriodChange {
            name: Some("Lebaran".to_owned()),
            ..window("2026-01-30", "2026-02-20")
        };
        setup::Shop::create(&shop.book(), MORNING)
            .product_at("NAS", "Nastar", 60_000, 0)
            .period("P", settings)
            .sells("P", &["NAS"]);
        shop
    }

    /// Makes a shop without a book.
    pub fn empty() -> Self {
        // In memory if possible; these tests don't need a real disk.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        Self {
            folder: folder.unwrap(),
        }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn book(&self) -> PathBuf {
        self.file("toko.rekap")
    }

    /// Returns the program with arguments, on this book.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("REKAP_BOOK", self.book())
            .env("REKAP_NOW", "2026-02-01T10:00")
            .args(["--lang", "id"])
            .args(args)
            .stdin(Stdio::null());
        command
    }

    /// Makes a command use the recording, failing disk for this shop's files.
    pub fn under<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("LD_PRELOAD", shim::built().unwrap())
            .env("SHIM_UNDER", self.folder.path())
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs a command that must succeed.
    pub fn does(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {words}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Returns the number of deeds in the book, which must be sound.
    #[track_caller]
    pub fn deeds(&self) -> usize {
        sound(&self.book()).unwrap()
    }
}

/// The arguments that order one unit.
pub fn order(name: &str) -> [&str; 7] {
    ["order", "add", "P", "--name", name, "--item", "1 NAS"]
}

/// Returns the number of deeds in a book, or why it is not sound.
pub fn sound(path: &Path) -> Result<usize, String> {
    let book = Book::open(path, Opening::Existing).map_err(|error| error.to_string())?;
    let findings = book.check().map_err(|error| error.to_string())?;
    if !findings.is_empty() {
        return Err(format!("{findings:?}"));
    }
    let history = book.history(None, 100_000);
    Ok(history.map_err(|error| error.to_string())?.len())
}

/// Reproducible pseudo-random numbers.
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, end: u64) -> u64 {
        // The generator of Knuth's MMIX; its high bits are the most random.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}
