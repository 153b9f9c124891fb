//! A shop for each flow: runs the program in a terminal, presses keys, reads the screen, and checks
//! with the command line what was stored.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rekap::book::{Book, Opening, PeriodChange};

use crate::setup::{self, NOON, window};

/// Path of the program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rekap");
/// The clock of every flow: Sunday 1 February 2026, 12:00 in Jakarta.
pub const NOW: &str = "2026-02-01T12:00:00+07:00";
/// Longest wait for something to appear on the screen.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest wait for a key to show before the next is pressed. Keys that arrive faster are taken for
/// a paste.
const BETWEEN_KEYS: Duration = Duration::from_millis(150);

/// A temporary folder with a book, without any settings of this machine.
pub struct Shop {
    folder: tempfile::TempDir,
    now: Option<String>,
    settings: Vec<(String, String)>,
}

impl Shop {
    /// Makes a shop without a book: the program's first start.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("rumah")).unwrap();
        Self {
            folder,
            now: Some(NOW.to_owned()),
            settings: Vec::new(),
        }
    }

    /// Pins the clock to another moment; `None` lets it run.
    pub fn at(&mut self, now: Option<&str>) -> &mut Self {
        self.now = now.map(str::to_owned);
        self
    }

    /// Sets an environment variable for programs started later.
    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The shop's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The home folder, the default place of exports.
    pub fn home(&self) -> PathBuf {
        self.folder().join("rumah")
    }

    fn environment(&self) -> Vec<(String, String)> {
        let path = |name: &str| self.folder().join(name).to_str().unwrap().to_owned();
        let mut all = vec![
            ("PATH".to_owned(), std::env::var("PATH").unwrap_or_default()),
            ("HOME".to_owned(), path("rumah")),
            ("XDG_DATA_HOME".to_owned(), path("data")),
            ("XDG_CONFIG_HOME".to_owned(), path("config")),
            ("XDG_STATE_HOME".to_owned(), path("state")),
            ("XDG_CACHE_HOME".to_owned(), path("cache")),
            ("TERM".to_owned(), "xterm-256color".to_owned()),
            ("LANG".to_owned(), "id_ID.UTF-8".to_owned()),
            ("REKAP_BOOK".to_owned(), path("toko.rekap")),
        ];
        all.extend(
            self.now
                .iter()
                .map(|now| ("REKAP_NOW".to_owned(), now.clone())),
        );
        all.extend(self.settings.iter().cloned());
        all
    }

    /// Returns a program to be run with the shop's folder and settings.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder())
            .env_clear()
            .envs(self.environment());
        command
    }

    /// Runs a command, successful or not.
    pub fn run(&self, args: &[&str]) -> Output {
        self.command(PROGRAM).args(args).output().unwrap()
    }

    /// Runs a command that must succeed; returns its output.
    pub fn cli(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "rekap {args:?}: {words}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command with `--json`; returns the JSON.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let mut args = args.to_vec();
        args.push("--json");
        serde_json::from_str(&self.cli(&args)).unwrap()
    }

    fn book(&self) -> Book {
        Book::open(&self.folder().join("toko.rekap"), Opening::Existing).unwrap()
    }

    /// Makes a shop with Nastar in two variants and Lidah Kucing on sale in the open PO `LEB`, and
    /// one returning customer.
    pub fn stocked() -> Self {
        let shop = Self::new();
        shop.cli(&["shop", "set", "name=Dapur Ibu"]);
        let settings = PeriodChange {
            name: Some("PO Lebaran".to_owned()),
            down_payment: Some("50%".parse().unwrap()),
            ..window("2026-01-30", "2026-02-20")
        };
        setup::Shop::over(shop.book(), NOON)
            .product_at("NAS", "Nastar", 60_000, 0)
            .variant("NAS", "KEJU", "Keju", None)
            .variant("NAS", "COK", "Coklat", None)
            .product_at("LK", "Lidah Kucing", 45_000, 0)
            .period("LEB", settings)
            .sells("LEB", &["NAS", "LK"]);
        shop.cli(&[
            "order",
            "add",
            "LEB",
            "--name",
            "Budi Santoso",
            "--phone",
            "0812-3456-7890",
            "--item",
            "1 NAS-KEJU",
        ]);
        shop
    }

    /// Opens the screens in a terminal of this size.
    pub fn open(&self, columns: u16, rows: u16) -> Terminal {
        self.open_with(columns, rows, &[])
    }

    /// Runs the program with arguments in a terminal.
    pub fn open_with(&self, columns: u16, rows: u16, args: &[&str]) -> Terminal {
        self.open_by(PROGRAM, columns, rows, args)
    }

    /// Runs another program, which starts ours, in a terminal.
    pub fn open_by(&self, program: &str, columns: u16, rows: u16, args: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(self.folder());
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        Terminal::start(command, columns, rows)
    }
}

/// The program's output so far.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// Tells the reading thread to end.
    stop: bool,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A terminal with the program in it.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    seen: Shared,
    pressed: usize,
    /// Settings of the terminal before the program started.
    before: String,
}

impl Terminal {
    fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let before = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        // While it is open here, the output has no end when the program exits.
        drop(pair.slave);
        let seen: Shared = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(whole(rows), whole(columns), 0),
                bytes: Vec::new(),
                stop: false,
            }),
            Condvar::new(),
        ));
        let output = pair.master.try_clone_reader().unwrap();
        let watched = Arc::clone(&seen);
        Self {
            child,
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            reader: Some(thread::spawn(move || watch(output, &watched))),
            seen,
            pressed: 0,
            before,
        }
    }

    /// Presses keys one by one: letters as they are, others in angle brackets (`<Enter>`,
    /// `<Shift-Tab>`, `<Ctrl-R>`).
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in split(keys) {
            let seen = self.look().bytes.len();
            self.send(&key);
            self.pressed += 1;
            self.wait(BETWEEN_KEYS, |now| now.bytes.len() > seen);
        }
        self
    }

    /// The number of keys pressed so far.
    pub fn pressed(&self) -> usize {
        self.pressed
    }

    /// Pastes a text with bracketed-paste markers.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        let marked = format!("\x1b[200~{text}\x1b[201~");
        self.send(marked.as_bytes())
    }

    /// Sends raw bytes.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Waits until the screen shows a text.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let found = self.wait(PATIENCE, |now| now.screen().contains(text));
        assert!(found, "never saw {text:?}:\n{}", self.screen());
        self
    }

    /// Waits until the screen no longer shows a text.
    pub fn sees_no(&mut self, text: &str) -> &mut Self {
        let gone = self.wait(PATIENCE, |now| !now.screen().contains(text));
        assert!(gone, "still sees {text:?}:\n{}", self.screen());
        self
    }

    /// Returns the text of the screen.
    pub fn screen(&self) -> String {
        self.look().screen()
    }

    /// Whether any cell has a colour.
    pub fn has_colour(&self) -> bool {
        let seen = self.look();
        let screen = seen.parser.screen();
        let (rows, columns) = screen.size();
        (0..rows.get())
            .flat_map(|row| (0..columns.get()).map(move |column| (row, column)))
            .filter_map(|(row, column)| screen.cell(row, column))
            .any(|cell| {
                cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
            })
    }

    /// Returns all output since the start.
    pub fn written(&self) -> Vec<u8> {
        self.look().bytes.clone()
    }

    /// Waits until there was no output for this long.
    pub fn rests(&mut self, silence: Duration) -> &mut Self {
        let started = Instant::now();
        loop {
            let before = self.look().bytes.len();
            if !self.wait(silence, |now| now.bytes.len() > before) {
                return self;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "never rests:\n{}",
                self.screen()
            );
        }
    }

    /// Resizes the window.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.look()
            .parser
            .screen_mut()
            .set_size(whole(rows), whole(columns));
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, rows)).unwrap();
        self
    }

    /// Sends a signal (`KILL`, `HUP`, `TERM`) to the program.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.child.process_id().unwrap().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &id])
            .status();
        assert!(sent.unwrap().success());
        self
    }

    /// Closes the program's window.
    pub fn close(&mut self) -> &mut Self {
        self.look().stop = true;
        // Any output wakes the reading thread, which then lets go too.
        self.send(b"?");
        self.reader.take().unwrap().join().unwrap();
        // Dropping the writer sends Enter and Ctrl-D. A program stopped meanwhile notices only that
        // its terminal is gone.
        self.signal("STOP").is_stopped();
        self.writer = None;
        self.master = None;
        self.signal("CONT")
    }

    /// Waits until the program is stopped by job control.
    pub fn is_stopped(&mut self) -> bool {
        let about = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let stat = std::fs::read_to_string(&about).unwrap_or_default();
            if stat
                .rsplit(") ")
                .next()
                .is_some_and(|rest| rest.starts_with('T'))
            {
                return true;
            }
            thread::sleep(Duration::from_millis(5));
        }
        false
    }

    /// Waits for the program to end; returns its exit code and how long it took.
    pub fn ends(&mut self) -> (u32, Duration) {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let took = started.elapsed();
                if let Some(reader) = self.reader.take() {
                    reader.join().unwrap();
                }
                return (status.exit_code(), took);
            }
            assert!(
                started.elapsed() < PATIENCE,
                "never ends:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether the terminal is as the program found it: main screen, cursor shown, bracketed paste
    /// off, line editing on.
    pub fn is_restored(&self) -> bool {
        let seen = self.look();
        let screen = seen.parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && self
                .master
                .as_ref()
                .is_none_or(|master| settings(master.as_ref()) == self.before)
    }

    /// Whether the terminal is in raw mode: keys arrive one by one without echo.
    pub fn is_raw(&self) -> bool {
        let set = settings(self.master.as_ref().unwrap().as_ref());
        assert!(
            set.contains("ONLCR") || set.contains("OutputFlags"),
            "{set}"
        );
        [
            "ICANON", "ECHO |", "ECHO)", "ISIG", "IEXTEN", "ICRNL", "IXON",
        ]
        .iter()
        .all(|flag| !set.contains(flag))
    }

    /// Sets the terminal to line editing, as a shell does.
    pub fn cook(&mut self) -> &mut Self {
        let name = self.master.as_ref().unwrap().tty_name().unwrap();
        let set = Command::new("stty")
            .arg("-F")
            .arg(name)
            .arg("sane")
            .status();
        assert!(set.unwrap().success());
        self
    }

    /// Shows the output of another program on the terminal.
    pub fn show(&mut self, bytes: &[u8]) -> &mut Self {
        self.look().parser.process(bytes);
        self
    }

    fn look(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap()
    }

    /// Waits until `enough` is true of the output; false after `patience`.
    fn wait(&self, patience: Duration, enough: impl Fn(&Seen) -> bool) -> bool {
        let until = Instant::now() + patience;
        let mut seen = self.look();
        loop {
            if enough(&seen) {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }
}

/// Kills the program also when a flow fails.
impl Drop for Terminal {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl Seen {
    fn screen(&self) -> String {
        self.parser.screen().contents()
    }
}

/// Reads the program's output until it ends or `stop` is set.
fn watch(mut output: Box<dyn Read + Send>, seen: &Shared) {
    let mut piece = [0; 64 * 1024];
    while let Ok(length @ 1..) = output.read(&mut piece) {
        let mut now = seen.0.lock().unwrap();
        now.parser.process(&piece[..length]);
        now.bytes.extend_from_slice(&piece[..length]);
        seen.1.notify_all();
        if now.stop {
            return;
        }
    }
}

/// Returns a terminal's line settings as text, for comparison.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn whole(length: u16) -> NonZeroU16 {
    NonZeroU16::new(length).unwrap()
}

/// Splits a text into the bytes of each key.
fn split(keys: &str) -> Vec<Vec<u8>> {
    let mut split = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|after| after.split_once('>'))
            .and_then(|(name, after)| Some((named(name)?, after)));
        if let Some((bytes, after)) = named {
            split.push(bytes);
            rest = after;
        } else {
            split.push(first.to_string().into_bytes());
            rest = &rest[first.len_utf8()..];
        }
    }
    split
}

fn named(name: &str) -> Option<Vec<u8>> {
    if let Some(letter) = name.strip_prefix("Ctrl-") {
        let letter = letter.bytes().next()?;
        return Some(vec![letter & 0x1f]);
    }
    let bytes: &[u8] = match name {
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "Shift-Tab" => b"\x1b[Z",
        "Space" => b" ",
        "Backspace" => b"\x7f",
        "Delete" => b"\x1b[3~",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        "Home" => b"\x1b[H",
        "End" => b"\x1b[F",
        "PageUp" => b"\x1b[5~",
        "PageDown" => b"\x1b[6~",
        _ => return None,
    };
    Some(bytes.to_vec())
}

#[test]
fn keys_are_written_as_they_are_said() {
    let keys = split("n b<Tab>2 <3<Ctrl-R>");
    let keys: Vec<&[u8]> = keys.iter().map(Vec::as_slice).collect();
    let said: [&[u8]; 9] = [b"n", b" ", b"b", b"\t", b"2", b" ", b"<", b"3", b"\x12"];
    assert_eq!(keys, said);
}
