//! `rekap order import`: a table of order lines becomes orders, as one deed (rule 56).

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::book::{Book, Imported, Opening};
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::{Arg, Message};
use crate::intake::drafts::{Intake, RowNote};
use crate::intake::mapping::Mapping;
use crate::intake::orders;
use crate::intake::table::Table;

use super::desk::{Desk, Failure, Progress, bad};
use super::po::period;

/// The file and what to do with it.
#[derive(Debug, Args)]
pub struct Import {
    file: PathBuf,
    #[arg(long = "po", required = true, value_name = "PO")]
    into_po: String,
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    skip_bad: bool,
}

/// Most warnings said one by one.
const WARNINGS: usize = 20;
/// Orders between two looks at the progress.
const STRIDE: usize = 500;

impl Import {
    /// Reads the file, then stores all its orders or none; how many is printed.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let mut counter = desk.open(Opening::Existing)?;
        let period = period(&counter, &self.into_po)?;
        let mapping = match &self.map {
            Some(map) => Mapping::open(map).map_err(|error| bad("--map", error.message()))?,
            None => Mapping::default(),
        };
        let mut table = open(&self.file)?;
        let mut bar = Progress::new();
        let intake = orders::read(&mut table, &mapping, counter.zone, counter.now, |seen| {
            bar.show(
                &Message::new("cli-import-reading").count("rows", count(seen.rows)),
                desk,
            );
        })
        .map_err(|error| error.message())?;
        bar.clear();
        warn(&intake, desk);
        if intake.bad_rows > 0 && !self.skip_bad {
            return Err(Failure::Refused(refusal(&intake)));
        }
        for note in &intake.bad {
            desk.say(&row_sentence(note));
        }
        let new = intake.orders;
        let made = if self.dry_run {
            foresee(&counter.book, period.id, &new)?
        } else {
            let total = new.len();
            let made = counter
                .book
                .import_orders(period.id, &new, counter.now, |done| {
                    if done % STRIDE == 0 {
                        let message = Message::new("cli-import-saving")
                            .count("done", count(done as u64))
                            .count("total", count(total as u64));
                        bar.show(&message, desk);
                    }
                })?;
            bar.clear();
            made
        };
        let key = if self.dry_run {
            "cli-import-dry-run"
        } else {
            "cli-imported"
        };
        desk.say(
            &Message::new(key)
                .count("orders", count(made.orders))
                .count("cancelled", count(made.cancelled))
                .count("lines", count(made.lines))
                .count("products", count(made.products))
                .count("customers", count(made.customers))
                .count("known", count(made.known)),
        );
        desk.line(&made.orders.to_string())
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn open(path: &Path) -> Result<Table, Failure> {
    let table = if path == Path::new("-") {
        Table::read("stdin", io::stdin(), None)
    } else {
        Table::open(path)
    };
    Ok(table.map_err(|error| error.message())?)
}

fn row_sentence(note: &RowNote) -> Message {
    Message::new("cli-import-row")
        .text("row", note.row.to_string())
        .text("column", note.column.as_str())
        .with("problem", Arg::Say(Box::new(note.problem.clone())))
}

fn warn(intake: &Intake, desk: &mut Desk) {
    for note in intake.warnings.iter().take(WARNINGS) {
        desk.say(&row_sentence(note));
    }
    let more = intake.warned.saturating_sub(WARNINGS as u64);
    if more > 0 {
        desk.say(&Message::new("cli-import-more").count("more", count(more)));
    }
}

/// Every unreadable row, then what to do about them.
fn refusal(intake: &Intake) -> Vec<Message> {
    let mut sentences: Vec<_> = intake.bad.iter().map(row_sentence).collect();
    let more = intake.bad_rows.saturating_sub(intake.bad.len() as u64);
    if more > 0 {
        sentences.push(Message::new("cli-import-more").count("more", count(more)));
    }
    sentences.push(Message::new("cli-import-bad-rows").count("rows", count(intake.bad_rows)));
    sentences
}

/// What an import would make, without making it.
fn foresee(book: &Book, period: PeriodId, orders: &[OrderDraft]) -> Result<Imported, Failure> {
    let mut made = Imported::default();
    for order in orders {
        let known = match &order.reference {
            Some(reference) => book.has_source(period, reference)?,
            None => false,
        };
        if known {
            made.known += 1;
        } else {
            made.orders += 1;
            made.cancelled += u64::from(order.cancelled);
            made.lines += order.lines.len() as u64;
        }
    }
    Ok(made)
}
