//! `rekap order import`: a table of order lines becomes orders, as one deed (rule 56).

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::book::{Foreseen, Imported, Learnt, Opening, told_unpriced};
use crate::domain::message::{Arg, Message};
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::intake::file::table::Table;
use crate::intake::note::RowNote;
use crate::intake::orders;
use crate::intake::orders::drafts::Intake;

use super::desk::{Desk, Failure, Progress, bad};
use super::po::period;
use super::values::Shape;

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
    #[command(flatten)]
    shape: Shape,
}

/// Most warnings said one by one.
const WARNINGS: usize = 20;
/// Most orders a dry run shows one by one.
const PREVIEW: usize = 10;
/// Orders between two looks at the progress.
const STRIDE: usize = 500;

impl Import {
    /// Reads the file, then stores all its orders or none; how many is printed.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let mut counter = desk.open(Opening::Existing)?;
        let period = period(&counter, &self.into_po)?;
        let given = match &self.map {
            Some(map) => Some(Mapping::open(map).map_err(|error| bad("--map", error.message()))?),
            None => None,
        };
        let mut table = open(&self.file)?;
        let mut bar = Progress::new();
        let known = |header: &str| match &given {
            Some(mapping) => mapping.clone(),
            None => Mapping::remembered(counter.book.mapping(header).ok().flatten()),
        };
        let goods = counter.book.importable(period.id)?.into();
        let progress = |seen: orders::Progress| {
            bar.show(
                &Message::new("cli-import-reading").count("rows", count(seen.rows)),
                desk,
            );
        };
        let intake = orders::read_knowing(
            &mut table,
            known,
            &goods,
            counter.zone,
            counter.now,
            progress,
        )
        .map_err(|error| unusable(&error))?;
        bar.clear();
        warn(&intake, desk);
        if intake.bad_rows > 0 && !self.skip_bad {
            return Err(Failure::Refused(refusal(&intake)));
        }
        for note in &intake.bad {
            desk.say(&row_sentence(note));
        }
        let mut new = intake.orders;
        if self.dry_run {
            let (made, first) =
                (counter.book).foresee_import(period.id, new.iter(), PREVIEW, counter.now)?;
            desk.say(&sum("cli-import-dry-run", &made));
            if let Some(free) = told_unpriced(&made.unpriced) {
                desk.say(&free);
            }
            return preview(&made, &first, self.shape, desk);
        }
        let learnt = given.map(|mapping| Learnt {
            header: intake.header,
            mapping: mapping.to_text(),
        });
        let total = new.len();
        let made = counter.book.import_orders_learning(
            period.id,
            new.iter(),
            learnt.as_ref(),
            counter.now,
            |done| {
                if done % STRIDE == 0 {
                    let message = Message::new("cli-import-saving")
                        .count("done", count(done as u64))
                        .count("total", count(total as u64));
                    bar.show(&message, desk);
                }
            },
        )?;
        bar.clear();
        // Nothing was saved that an undo could take back.
        let key = match made.orders {
            0 => "cli-imported-nothing",
            _ => "cli-imported",
        };
        desk.say(&sum(key, &made));
        if let Some(free) = told_unpriced(&made.unpriced) {
            desk.say(&free);
        }
        if self.shape.json {
            return desk.json(&made_json(&made));
        }
        desk.line(&made.orders.to_string())
    }
}

/// Why a file gives no orders; where its columns are at fault, how to say what they hold.
fn unusable(error: &IntakeError) -> Failure {
    let mut sentences = vec![error.message()];
    match error {
        IntakeError::Header {
            header: HeaderError::Unsure { columns, .. },
            ..
        } => sentences.extend(columns.iter().map(|column| {
            let code = column.near.first().map(|(code, _)| code.as_str());
            Message::new("cli-import-map-goods")
                .text("column", column.title.as_str())
                .text("code", code.unwrap_or(&column.title))
        })),
        IntakeError::Header { header, .. } => {
            if let Some((field, title)) = header.example() {
                let hint = Message::new("cli-import-map-hint")
                    .text("field", field.name())
                    .text("column", title);
                sentences.push(hint);
            }
        }
        IntakeError::Table(_)
        | IntakeError::OnlyHeader(_)
        | IntakeError::TooManyRows(..)
        | IntakeError::Spool(_)
        | IntakeError::OtherReport { .. }
        | IntakeError::NoGoods { .. } => {}
    }
    Failure::Refused(sentences)
}

fn sum(key: &'static str, made: &Imported) -> Message {
    Message::new(key)
        .count("orders", count(made.orders))
        .count("cancelled", count(made.cancelled))
        .count("lines", count(made.lines))
        .count("products", count(made.products))
        .count("customers", count(made.customers))
        .count("known", count(made.known))
}

fn made_json(made: &Imported) -> serde_json::Value {
    json!({
        "made": made.orders, "cancelled": made.cancelled, "lines": made.lines,
        "products": made.products, "customers": made.customers, "known": made.known, "unpriced": made.unpriced,
    })
}

/// The count, alone on its line, then the first orders; or both as JSON.
fn preview(
    made: &Imported,
    first: &[Foreseen],
    shape: Shape,
    desk: &mut Desk,
) -> Result<(), Failure> {
    if shape.json {
        let orders: Vec<_> = first
            .iter()
            .map(|order| {
                json!({
                    "customer": order.customer, "items": order.items,
                    "total": order.total.raw(), "cancelled": order.cancelled,
                })
            })
            .collect();
        let mut preview = made_json(made);
        preview["preview"] = orders.into();
        return desk.json(&preview);
    }
    desk.line(&made.orders.to_string())?;
    for order in first {
        let key = if order.cancelled {
            "cli-import-would-cancelled"
        } else {
            "cli-import-would"
        };
        desk.say(
            &Message::new(key)
                .text("customer", order.customer.as_str())
                .text("items", order.items.as_str())
                .money("total", order.total),
        );
    }
    let more = made.orders.saturating_sub(first.len() as u64);
    if more > 0 && !first.is_empty() {
        desk.say(&Message::new("cli-import-more-orders").count("more", count(more)));
    }
    Ok(())
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The table in a file, or on stdin for `-`.
pub fn open(path: &Path) -> Result<Table, Failure> {
    let table = if path == Path::new("-") {
        Table::read("stdin", io::stdin(), None)
    } else {
        Table::open(path)
    };
    Ok(table.map_err(|error| error.message())?)
}

/// What is wrong with a row, with its place.
pub fn row_sentence(note: &RowNote) -> Message {
    Message::new("cli-import-row")
        .text("row", note.row.to_string())
        .text("column", note.column.as_str())
        .with("problem", Arg::Say(Box::new(note.problem.clone())))
}

fn warn(intake: &Intake, desk: &mut Desk) {
    for note in &intake.notes {
        desk.say(note);
    }
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
