//! `rekap tally`: what to make and how many (rules 37, 38).

use clap::{Args, ValueEnum};

use crate::book::Opening;
use crate::domain::tally::TallyBy;
use crate::tasks::export;

use super::console::{Console, Failure, period};
use super::document::Destination;
use super::values;

/// Which tally to write, and how.
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

/// The format of the tally.
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
    /// Writes the newest frozen tally with the changes since then; if none is frozen, the live one.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let period = period(&opened, &self.po)?;
        let tally = opened
            .book
            .tally(period.id, self.by, self.since, opened.now)?;
        let asked = self.json.then_some(Format::Json).or(self.format);
        let to = &self.destination;
        let format = match to.format(asked, Format::Text) {
            Format::Text => export::Format::Text,
            Format::Table => export::Format::Table,
            Format::Csv => export::Format::Csv(to.csv_options()),
            Format::Json => export::Format::Json,
            Format::Xlsx => {
                to.check_binary()?;
                export::Format::Xlsx
            }
        };
        let bytes = export::tally(&tally, format, console.words(), opened.now)?;
        to.write(&bytes, console)
    }
}
