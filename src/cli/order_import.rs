//! `rekap order import`: reads a table of order lines and makes orders of it, as one deed (rule
//! 56).

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::book::{Imported, KnownOrders, Opening, PreviewOrder, unpriced_message};
use crate::domain::message::Message;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::error::IntakeError;
use crate::intake::file::table::Table;
use crate::intake::note::RowNote;
use crate::intake::orders::drafts::Intake;
use crate::intake::orders::{Doubts, Sheets};
use crate::tasks::{TaskError, import_orders};

use super::console::{Console, Failure, Progress, bad_value, period};
use super::values::Shape;

/// The file, and how to import it.
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
    #[arg(long)]
    take_doubtful: bool,
    #[arg(long)]
    update: bool,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

/// Warnings shown one by one; beyond that only their number is.
const WARNINGS: usize = 20;
/// Orders a dry run shows.
const PREVIEW: usize = 10;
/// Orders between two updates of the progress line.
const PROGRESS_EVERY: usize = 500;

impl Import {
    /// Stores all orders of the file or none, and prints how many.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(Opening::Existing)?;
        let period = period(&opened, &self.into_po)?;
        let given = match &self.map {
            Some(map) => {
                Some(Mapping::open(map).map_err(|error| bad_value("--map", error.message()))?)
            }
            None => None,
        };
        let mut table = open_table(&self.file)?;
        let mut bar = Progress::new();
        let intake = import_orders::read(
            &mut table,
            period.id,
            given.as_ref(),
            &opened.book,
            (opened.zone, opened.now),
            (self.doubts(), self.sheets()),
            |seen| {
                bar.show(
                    &Message::new("cli-import-reading").count("rows", seen.rows),
                    console,
                );
            },
        )
        .map_err(unusable)?;
        bar.clear();
        say_warnings(&intake, console);
        if intake.bad_rows > 0 && !self.skip_bad {
            return Err(refused(&intake));
        }
        for note in &intake.bad {
            console.say(&note.message());
        }
        if self.dry_run {
            let mut orders = intake.orders;
            let (made, first) = (opened.book).preview_import(
                period.id,
                orders.iter(),
                self.known_orders(),
                PREVIEW,
                opened.now,
            )?;
            console.say(&summary("cli-import-dry-run", &made));
            say_more(&made, self.known_orders(), console);
            return preview(&made, &first, self.shape, console);
        }
        let total = intake.orders.len();
        let made = import_orders::save(
            &mut opened.book,
            period.id,
            intake,
            self.known_orders(),
            given.as_ref(),
            opened.now,
            |done| {
                if done % PROGRESS_EVERY == 0 {
                    let message = Message::new("cli-import-saving")
                        .count("done", done)
                        .count("total", total);
                    bar.show(&message, console);
                }
            },
        )?
        .made;
        bar.clear();
        // An import that saved nothing mentions no undo.
        let key = match made.orders + made.changed {
            0 => "cli-imported-nothing",
            _ => "cli-imported",
        };
        console.say(&summary(key, &made));
        say_more(&made, self.known_orders(), console);
        if self.shape.json {
            return console.json(&made_json(&made));
        }
        console.line(&made.orders.to_string())
    }
}

impl Import {
    fn doubts(&self) -> Doubts {
        match self.take_doubtful {
            true => Doubts::Take,
            false => Doubts::Ask,
        }
    }

    fn known_orders(&self) -> KnownOrders {
        match self.update {
            true => KnownOrders::Change,
            false => KnownOrders::Leave,
        }
    }

    fn sheets(&self) -> Sheets {
        (self.sheet.clone()).map_or(Sheets::Only, Sheets::Named)
    }
}

/// Refuses a table with rows that can't be read or are doubtful: lists them, then says what answers
/// them.
fn refused(intake: &Intake) -> Failure {
    let mut sentences: Vec<_> = intake.bad.iter().map(RowNote::message).collect();
    let listed = intake.bad.len() as u64;
    let more = intake.bad_rows.saturating_sub(listed);
    if more > 0 {
        sentences.push(Message::new("cli-import-more").count("more", more));
    }
    let words = intake
        .unknown_statuses
        .iter()
        .map(|status| Message::new("cli-import-map-status").text("status", status.as_str()));
    sentences.extend(words);
    let (rows, doubtful) = (intake.bad_rows, intake.doubtful);
    if rows > doubtful {
        sentences.push(Message::new("cli-import-bad-rows").count("rows", rows - doubtful));
    }
    if doubtful > 0 {
        sentences.push(Message::new("cli-import-doubtful").count("rows", doubtful));
    }
    Failure::Refused(sentences)
}

/// Explains why a file can't be imported; for a problem with its columns, also how to name them.
fn unusable(error: TaskError) -> Failure {
    let TaskError::Intake(error) = error else {
        return error.into();
    };
    let mut sentences = vec![error.message()];
    match &error {
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
        | IntakeError::SeveralSheets { .. }
        | IntakeError::NoGoods { .. }
        | IntakeError::NoRecipients { .. }
        | IntakeError::NoParcels { .. } => {}
    }
    Failure::Refused(sentences)
}

/// Names goods that are free, and known orders that the table tells otherwise now, with what
/// changes them when they were left.
fn say_more(made: &Imported, known: KnownOrders, console: &mut Console) {
    for differs in &made.differing {
        console.say(&differs.told);
        if let (KnownOrders::Leave, Some(command)) = (known, &differs.command) {
            console.say(command);
        }
    }
    let change = made
        .differing
        .iter()
        .filter(|differs| differs.command.is_some());
    let several = change.count();
    if known == KnownOrders::Leave && several > 0 {
        console.say(&Message::new("cli-import-update").count("orders", several));
    }
    if let Some(free) = unpriced_message(&made.unpriced) {
        console.say(&free);
    }
}

fn summary(key: &'static str, made: &Imported) -> Message {
    Message::new(key)
        .count("orders", made.orders)
        .count("cancelled", made.cancelled)
        .count("lines", made.lines)
        .count("products", made.products)
        .count("customers", made.customers)
        .count("known", made.known)
        .count("changed", made.changed)
}

fn made_json(made: &Imported) -> serde_json::Value {
    json!({
        "made": made.orders, "cancelled": made.cancelled, "lines": made.lines,
        "products": made.products, "customers": made.customers, "known": made.known, "changed": made.changed, "unpriced": made.unpriced,
    })
}

/// Prints the number of orders on its own line, then the first orders; or both as JSON.
fn preview(
    made: &Imported,
    first: &[PreviewOrder],
    shape: Shape,
    console: &mut Console,
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
        return console.json(&preview);
    }
    console.line(&made.orders.to_string())?;
    for order in first {
        let key = if order.cancelled {
            "cli-import-would-cancelled"
        } else {
            "cli-import-would"
        };
        console.say(
            &Message::new(key)
                .text("customer", order.customer.as_str())
                .text("items", order.items.as_str())
                .money("total", order.total),
        );
    }
    let more = made.orders.saturating_sub(first.len() as u64);
    if more > 0 && !first.is_empty() {
        console.say(&Message::new("cli-import-more-orders").count("more", more));
    }
    Ok(())
}

/// Opens a table in a file, or on stdin for `-`.
pub fn open_table(path: &Path) -> Result<Table, Failure> {
    let table = if path == Path::new("-") {
        Table::read("stdin", io::stdin(), None)
    } else {
        Table::open(path)
    };
    Ok(table.map_err(|error| error.message())?)
}

fn say_warnings(intake: &Intake, console: &mut Console) {
    for note in &intake.notes {
        console.say(note);
    }
    for note in intake.warnings.iter().take(WARNINGS) {
        console.say(&note.message());
    }
    let more = intake.warned.saturating_sub(WARNINGS as u64);
    if more > 0 {
        console.say(&Message::new("cli-import-more").count("more", more));
    }
}

/// Refuses a file with bad rows: a sentence for each that is listed, how many more there are, then
/// what to do about them. `rows` counts them all.
pub fn refuse_bad(listed: &[RowNote], rows: u64) -> Failure {
    let mut sentences: Vec<_> = listed.iter().map(RowNote::message).collect();
    let more = rows.saturating_sub(listed.len() as u64);
    if more > 0 {
        sentences.push(Message::new("cli-import-more").count("more", more));
    }
    sentences.push(Message::new("cli-import-bad-rows").count("rows", rows));
    Failure::Refused(sentences)
}
