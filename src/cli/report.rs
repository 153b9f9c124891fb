//! `rekap report`: what came in and what was earned (rules 103, 104, 108).

use clap::{Args, Subcommand, ValueEnum};

use super::console::{Console, Failure, period};
use super::document::Destination;
use super::values;
use crate::book::Opening;
use crate::domain::report::CostBy;
use crate::domain::when::Moment;
use crate::output::table::Sheet;
use crate::tasks::rows::column::List;
use crate::tasks::rows::report::{CASH, COMPARED, CUSTOMERS, DEBTS, PRODUCTS};
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
    #[command(visible_alias = "barang")]
    Products {
        #[command(flatten)]
        written: Written,
    },
    #[command(visible_alias = "pelanggan")]
    Customers {
        #[command(flatten)]
        written: Written,
    },
    #[command(visible_alias = "piutang")]
    Debts {
        #[command(flatten)]
        written: Written,
    },
    #[command(visible_alias = "kas")]
    Cash {
        #[arg(value_name = "ACCOUNT")]
        cash_account: Option<String>,
        #[arg(long = "from", value_name = "DATE")]
        cash_from: Option<String>,
        #[command(flatten)]
        written: Written,
    },
    #[command(visible_alias = "bandingkan")]
    Compare {
        #[arg(value_name = "PO", required = true)]
        compared: Vec<String>,
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

impl Written {
    /// Writes a list as it was asked for.
    fn list<R>(
        &self,
        title: &str,
        list: &List<R>,
        rows: &[R],
        now: Moment,
        console: &mut Console,
    ) -> Result<(), Failure> {
        let format = self.format()?;
        if format == export::Format::Json {
            let json = list.json(rows, &console.view(now));
            return console.json(&json);
        }
        let view = console.view(now);
        let sheet = Sheet {
            name: view.word(title),
            ..list.table(rows, &view)
        };
        let bytes = export::sheet(list.key, &sheet, format, console.words(), now)?;
        self.destination.write(&bytes, console)
    }
}

impl Report {
    /// Writes the report.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let (book, now) = (&opened.book, opened.now);
        match self {
            Self::Po {
                po,
                cost_by,
                written,
            } => {
                let period = period(&opened, &po)?;
                let came_to = book.period_report(period.id, cost_by)?;
                let format = written.format()?;
                let bytes = report::of_period(&period, &came_to, format, console.words(), now)?;
                written.destination.write(&bytes, console)
            }
            Self::Products { written } => {
                let rows = book.product_report()?;
                written.list("report-per-product", &PRODUCTS, &rows, now, console)
            }
            Self::Customers { written } => {
                let rows = book.customer_report()?;
                written.list("cmd-customers", &CUSTOMERS, &rows, now, console)
            }
            Self::Debts { written } => {
                let rows = book.debts(now)?;
                written.list("report-debts", &DEBTS, &rows, now, console)
            }
            Self::Cash {
                cash_account,
                cash_from,
                written,
            } => {
                let account = match cash_account {
                    Some(name) => Some(book.account(&name)?.id),
                    None => None,
                };
                let from = match cash_from {
                    Some(text) => opened.past("--from", &text)?,
                    None => Moment::from_unix(0),
                };
                let rows = book.cash(account, from)?;
                written.list("report-cash", &CASH, &rows, now, console)
            }
            Self::Compare { compared, written } => {
                let mut rows = Vec::with_capacity(compared.len());
                for po in &compared {
                    let period = period(&opened, po)?;
                    let came_to = book.period_report(period.id, None)?;
                    rows.push((period, came_to));
                }
                written.list("report-compared", &COMPARED, &rows, now, console)
            }
        }
    }
}
