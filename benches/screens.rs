//! Measures the program in a pseudo-terminal of 120×40: start to first frame, key to repaint, bytes
//! for a key, CPU time when idle, memory. Sample books of two sizes take turns, as only ratios
//! within one run are meaningful.
//!
//! ```text
//! cargo bench --bench screens                         # books of 1,000 and 10,000 orders
//! REKAP_BENCH_ORDERS=1000,100000 cargo bench --bench screens
//! REKAP_BENCH_OTHER='less -S big.csv; vd big.csv' cargo bench --bench screens     # other programs' rows
//! ```
//!
//! A repaint has ended when there was no output for [`QUIET`]; its time is that of the last byte,
//! so the silence is not counted. CPU time and memory come from `/proc`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs
)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rekap");
const QUIET: Duration = Duration::from_millis(40);
/// Longest wait for the first frame.
const PATIENCE: Duration = Duration::from_secs(120);
const IDLE: Duration = Duration::from_secs(5);
const RUNS: usize = 5;
/// Longest wait for output after a key; without any, the key changed nothing and is not counted.
const UNANSWERED: Duration = Duration::from_millis(500);
/// A key and its opposite, each pressed so many times in turn, so many rounds.
struct Walk {
    kind: &'static str,
    there: &'static [u8],
    back: &'static [u8],
    steps: usize,
    rounds: usize,
}

/// Down and up in Pesanan, whose list may be short.
const KEYS: [Walk; 2] = [
    Walk {
        kind: "move",
        there: b"\x1b[B",
        back: b"\x1b[A",
        steps: 20,
        rounds: 5,
    },
    Walk {
        kind: "page",
        there: b"\x1b[6~",
        back: b"\x1b[5~",
        steps: 1,
        rounds: 20,
    },
];

/// A program in a terminal, with the moment of each output.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    _master: Box<dyn MasterPty + Send>,
}

/// The cost of one key.
struct Repaint {
    kind: &'static str,
    after: Duration,
    bytes: usize,
}

/// The results of one run.
#[derive(Default)]
struct Run {
    first_frame: Duration,
    repaints: Vec<Repaint>,
    idle_cpu: Duration,
    idle_bytes: usize,
    peak_kib: u64,
}

impl Terminal {
    fn start(command: &[String]) -> (Self, Instant) {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut builder = CommandBuilder::new(&command[0]);
        builder.args(&command[1..]);
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "id_ID.UTF-8");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if send
                    .send((Instant::now(), buffer[..read].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(builder).unwrap();
        let terminal = Self {
            child,
            writer,
            output,
            _master: pair.master,
        };
        (terminal, started)
    }

    /// Waits until the output is quiet. Returns the moment of the last byte and the number of
    /// bytes. Waits for the first byte at most `patience`.
    fn burst(&mut self, patience: Duration) -> (Option<Instant>, usize) {
        let (mut last, mut bytes) = (None, 0);
        let mut wait = patience;
        loop {
            match self.output.recv_timeout(wait) {
                Ok((at, chunk)) => {
                    last = Some(at);
                    bytes += chunk.len();
                    wait = QUIET;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return (last, bytes);
                }
            }
        }
    }

    fn press(&mut self, kind: &'static str, key: &[u8]) -> Option<Repaint> {
        std::thread::sleep(Duration::from_millis(15));
        let sent = Instant::now();
        self.writer.write_all(key).unwrap();
        self.writer.flush().unwrap();
        let (last, bytes) = self.burst(UNANSWERED);
        last.map(|last| Repaint {
            kind,
            after: last - sent,
            bytes,
        })
    }

    fn proc(&self, file: &str) -> String {
        let id = self.child.process_id().unwrap();
        std::fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default()
    }

    /// User and system time so far; the kernel counts hundredths of a second.
    fn cpu(&self) -> Duration {
        let stat = self.proc("stat");
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks: u64 = after_name
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<u64>().ok())
            .sum();
        Duration::from_millis(ticks * 10)
    }

    fn peak_kib(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
            .unwrap_or_default()
    }
}

fn run(command: &[String], before: &[u8]) -> Run {
    let (mut terminal, started) = Terminal::start(command);
    let (last, _) = terminal.burst(PATIENCE);
    let mut run = Run {
        first_frame: last.unwrap() - started,
        ..Run::default()
    };
    if !before.is_empty() {
        terminal.press("before", before);
    }
    for walk in KEYS {
        for _ in 0..walk.rounds {
            for key in [walk.there, walk.back] {
                for _ in 0..walk.steps {
                    run.repaints.extend(terminal.press(walk.kind, key));
                }
            }
        }
    }
    let cpu = terminal.cpu();
    std::thread::sleep(IDLE);
    run.idle_cpu = terminal.cpu() - cpu;
    run.idle_bytes = terminal
        .output
        .try_iter()
        .map(|(_, chunk)| chunk.len())
        .sum();
    run.peak_kib = terminal.peak_kib();
    let _ = terminal.writer.write_all(b"q");
    std::thread::sleep(Duration::from_millis(100));
    let _ = terminal.child.kill();
    let _ = terminal.child.wait();
    run
}

fn at<T: Ord + Copy>(sorted: &[T], share: usize) -> T {
    sorted[(sorted.len() - 1) * share / 100]
}

fn report(name: &str, runs: &[Run]) {
    let mut first: Vec<Duration> = runs.iter().map(|run| run.first_frame).collect();
    first.sort();
    print!("{name:<16} {:>8.1}", millis(at(&first, 50)));
    for Walk { kind, .. } in KEYS {
        let of_kind = || {
            runs.iter()
                .flat_map(|run| &run.repaints)
                .filter(|repaint| repaint.kind == kind)
        };
        let mut times: Vec<Duration> = of_kind().map(|repaint| repaint.after).collect();
        let mut bytes: Vec<usize> = of_kind().map(|repaint| repaint.bytes).collect();
        times.sort();
        bytes.sort_unstable();
        if times.is_empty() {
            print!(" {:>8} {:>8} {:>8}", "-", "-", "-");
        } else {
            print!(
                " {:>8.2} {:>8.2} {:>8}",
                millis(at(&times, 50)),
                millis(at(&times, 99)),
                at(&bytes, 50)
            );
        }
    }
    let cpu = runs
        .iter()
        .map(|run| run.idle_cpu)
        .max()
        .unwrap_or_default();
    let bytes = runs
        .iter()
        .map(|run| run.idle_bytes)
        .max()
        .unwrap_or_default();
    let peak = runs
        .iter()
        .map(|run| run.peak_kib)
        .max()
        .unwrap_or_default();
    println!(
        " {:>8.0} {:>8} {:>8.1}",
        millis(cpu),
        bytes,
        peak as f64 / 1024.0
    );
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn book(folder: &Path, orders: usize) -> PathBuf {
    let path = folder.join(format!("{orders}.rekap"));
    let made = Command::new(PROGRAM)
        .args(["demo", "--orders", &orders.to_string(), "--book"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    path
}

fn main() {
    if !cfg!(target_os = "linux") {
        println!("skipped: CPU time and memory are read from /proc");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let orders = std::env::var("REKAP_BENCH_ORDERS").unwrap_or_else(|_| "1000,10000".into());
    let mut rows: Vec<(String, Vec<String>, &[u8])> = orders
        .split(',')
        .map(|orders| {
            let path = book(folder.path(), orders.trim().parse().unwrap());
            let command = [PROGRAM, "--book", path.to_str().unwrap()].map(str::to_owned);
            (format!("rekap {orders}"), command.to_vec(), &b"3"[..])
        })
        .collect();
    if let Ok(other) = std::env::var("REKAP_BENCH_OTHER") {
        for other in other.split(';') {
            let command: Vec<String> = other.split_whitespace().map(str::to_owned).collect();
            rows.push((command[0].clone(), command, b""));
        }
    }
    let mut runs: Vec<Vec<Run>> = rows.iter().map(|_| Vec::new()).collect();
    for _ in 0..RUNS {
        for ((_, command, before), runs) in rows.iter().zip(&mut runs) {
            runs.push(run(command, before));
        }
    }
    println!(
        "{:<16} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "",
        "first ms",
        "move p50",
        "move p99",
        "bytes",
        "page p50",
        "page p99",
        "bytes",
        "idle cpu",
        "idle B",
        "peak MiB"
    );
    for ((name, _, _), runs) in rows.iter().zip(&runs) {
        report(name, runs);
    }
}
