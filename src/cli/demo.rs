//! `rekap demo`: makes a sample shop in a book of its own.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::Args;

use crate::demo;
use crate::domain::message::Message;

use super::console::{Console, Failure, Progress, Start};
use super::values;

/// Orders of a sample shop, by default.
const ORDERS: usize = 320;
/// Seed of the sample shop, by default.
const SEED: u64 = 7;

/// How many orders the sample shop has, and its seed.
#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "N", value_parser = values::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[arg(long = "orders", value_name = "N", value_parser = values::orders, allow_negative_numbers = true)]
    sample_orders: Option<usize>,
}

impl Demo {
    /// Makes the sample shop. On a terminal the screens open on it; otherwise its path is printed.
    /// It is kept if a path was given (`--book`), else it is deleted when the screens close.
    pub fn run(self, console: &mut Console) -> Result<Option<Start>, Failure> {
        let screens = io::stdout().is_terminal();
        let kept = console.sample_path();
        let path = match &kept {
            Some(path) => path.clone(),
            None if screens => throwaway_path(),
            None => return Err(Message::new("cli-demo-needs-place").into()),
        };
        let now = console.clock_without_book()?;
        let mut progress = Progress::new();
        demo::create(
            &path,
            self.seed.unwrap_or(SEED),
            self.sample_orders.unwrap_or(ORDERS),
            now,
            |done, total| {
                let message = Message::new("cli-demo-making")
                    .count("done", done)
                    .count("total", total);
                progress.show(&message, console);
            },
        )?;
        progress.clear();
        if screens {
            return Ok(Some(Start {
                throwaway: kept.is_none(),
                book: path,
                ..console.screens()
            }));
        }
        console.line(&path.display().to_string())?;
        Ok(None)
    }
}

fn throwaway_path() -> PathBuf {
    std::env::temp_dir().join(format!("rekap-demo-{}.book", std::process::id()))
}
