//! `rekap report`: what came in and what was earned (rules 103, 104, 108).

use clap::{Args, Subcommand, ValueEnum};

use super::console::{Console, Failure, period};
use super::document::Destination;
use super::values;
use crate::book::Opening;
use crate::domain::report::CostBy;
use crate::tasks::{export, report};

/// The reports.
#[derive(Debug, Subcommand)]
pub enum Report {
    #[command(visible_alias = "periode")]
    Po {
        po: String,
        #[arg(long = "cost-by", value_name = "COST", value_parser = values::cost_by())]
        cost_by: Option<CostBy>,
        #[command(flatten)]
        written: Written,
    },
}

/// How a report is written.
#[derive(Debug, Args)]
pub struct Written {
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    destination: Destination,
}

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(alias = "txt")]
    Text,
    Csv,
    Json,
    Xlsx,
}

impl Written {
    /// The format that was asked for.
    fn format(&self) -> Result<export::Format, Failure> {
        let asked = self.json.then_some(Format::Json).or(self.format);
        let to = &self.destination;
        Ok(match to.format(asked, Format::Text) {
            Format::Text => export::Format::Text,
            Format::Csv => export::Format::Csv(to.csv_options()),
            Format::Json => export::Format::Json,
            Format::Xlsx => {
                to.check_binary()?;
                export::Format::Xlsx
            }
        })
    }
}

impl Report {
    /// Writes the report.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let (bytes, written) = match self {
            Self::Po {
                po,
                cost_by,
                written,
            } => {
                let period = period(&opened, &po)?;
                let came_to = opened.book.period_report(period.id, cost_by)?;
                let format = written.format()?;
                let bytes =
                    report::of_period(&period, &came_to, format, console.words(), opened.now)?;
                (bytes, written)
            }
        };
        written.destination.write(&bytes, console)
    }
}
