//! A small shop for every fault, and a measure of what its book holds.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rekap::book::{Book, Opening, PeriodChange};
use rekap::domain::when::Moment;

use super::setup::{self, window};
use super::shim;

/// The clock of the shop: 2026-02-01 10:00 WIB.
const MORNING: Moment = Moment::from_unix(1_769_914_800);

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rekap");

/// So many in CI, so many when there is time.
pub fn times(usual: usize, long: usize) -> usize {
    if std::env::var_os("REKAP_LONG").is_some() {
        long
    } else {
        usual
    }
}

/// A folder with a book in it.
pub struct Shop {
    pub folder: tempfile::TempDir,
}

impl Shop {
    /// Nastar on sale in the open PO `P`, without limit.
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

    /// No book yet.
    pub fn empty() -> Self {
        // In memory where there is such a place: what a real disk does is not asked here.
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

    /// The program on this book.
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

    /// Puts the disk that remembers and fails under a command on this shop's files.
    pub fn under<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("LD_PRELOAD", shim::built().unwrap())
            .env("SHIM_UNDER", self.folder.path())
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs what must succeed.
    pub fn does(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {words}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Deeds in the book, which must be sound.
    #[track_caller]
    pub fn deeds(&self) -> usize {
        sound(&self.book()).unwrap()
    }
}

/// One order of one unit.
pub fn order(name: &str) -> [&str; 7] {
    ["order", "add", "P", "--name", name, "--item", "1 NAS"]
}

/// How many deeds are in the book at this path; why it is not sound.
pub fn sound(path: &Path) -> Result<usize, String> {
    let book = Book::open(path, Opening::Existing).map_err(|error| error.to_string())?;
    let findings = book.check().map_err(|error| error.to_string())?;
    if !findings.is_empty() {
        return Err(format!("{findings:?}"));
    }
    let history = book.history(None, 100_000);
    Ok(history.map_err(|error| error.to_string())?.len())
}

/// Numbers that look drawn and are the same every time.
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, end: u64) -> u64 {
        // The generator of Knuth's MMIX; its high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}
