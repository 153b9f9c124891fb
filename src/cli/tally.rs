//! `rekap tally`: how many of what to make (rules 37, 38).

use clap::{Args, ValueEnum};

use crate::book::Opening;
use crate::domain::tally::TallyBy;
use crate::output;

use super::desk::{Desk, Failure};
use super::document::Destination;
use super::po::period;
use super::values;

/// The tally of one PO.
#[derive(Debug, Args)]
pub struct Tally {
    po: String,
    #[arg(long, value_name = "GROUPING", value_parser = values::grouping(), default_value = "variant")]
    by: TallyBy,
    #[arg(long, value_name = "VERSION", value_parser = values::version, allow_negative_numbers = true)]
    since: Option<u32>,
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    destination: Destination,
}

/// How the tally is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(alias = "txt")]
    Text,
    Table,
    Csv,
    Json,
    Xlsx,
}

impl Tally {
    /// Writes the tally: the newest frozen one with what changed since, or the running one.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let counter = desk.open(Opening::Look)?;
        let period = period(&counter, &self.po)?;
        let tally = counter
            .book
            .tally(period.id, self.by, self.since, counter.now)?;
        let asked = if self.json {
            Some(Format::Json)
        } else {
            self.format
        };
        let to = &self.destination;
        match to.format(asked, Format::Text) {
            Format::Text => {
                let text = output::tally::text(&tally, desk.words());
                to.write(text.as_bytes(), desk)
            }
            Format::Table => {
                let words = desk.words();
                let text = output::text::write(&output::tally::sheet(&tally, words), words);
                to.write(text.as_bytes(), desk)
            }
            Format::Csv => to.csv(&output::tally::sheet(&tally, desk.words()), desk),
            Format::Xlsx => {
                let sheet = output::tally::sheet(&tally, desk.words());
                to.xlsx(sheet, counter.now, desk)
            }
            Format::Json => to.json(&output::tally::json(&tally), desk),
        }
    }
}
