//! `rekap export`: lists for other programs (rule 58).

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::book::{Opening, OrderFilter};
use crate::domain::message::Message;
use crate::domain::tally::TallyBy;
use crate::output;
use crate::output::table::Sheet;

use super::desk::{Counter, Desk, Failure};
use super::document::Destination;
use super::export_form;
use super::po::period;

/// What to export, of which PO, and how.
#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_enum)]
    what: What,
    po: Option<String>,
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    destination: Destination,
}

/// The lists that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Orders,
    Production,
    #[value(alias = "formulir")]
    Form,
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
    Json,
    #[value(alias = "txt")]
    Text,
}

impl Export {
    /// Writes the list.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        if let What::Form = self.what {
            if self.json || self.format.is_some() {
                return Err(Failure::Usage(vec![Message::new("cli-form-is-html")]));
            }
            // lang: a command as it is typed
            let po = needed(self.po.as_deref(), "rekap export form")?;
            return export_form::run(po, &self.destination, desk);
        }
        let counter = desk.open(Opening::Look)?;
        let asked = if self.json {
            Some(Format::Json)
        } else {
            self.format
        };
        let format = self.destination.format(asked, Format::Csv);
        if let (What::Orders, Format::Csv) = (self.what, format) {
            return self.orders_csv(&counter, desk);
        }
        let (sheet, json) = match self.what {
            What::Orders => orders(self.po.as_deref(), format, &counter, desk)?,
            What::Production => production(self.po.as_deref(), format, &counter, desk)?,
            What::Form => return Ok(()),
        };
        let to = &self.destination;
        match format {
            Format::Csv => to.csv(&sheet, desk),
            Format::Xlsx => to.xlsx(sheet, counter.now, desk),
            Format::Text => {
                let text = output::text::write(&sheet, desk.words());
                to.write(text.as_bytes(), desk)
            }
            Format::Json => to.json(&json, desk),
        }
    }
}

impl Export {
    /// Orders as CSV, one at a time: a hundred thousand of them need no memory but the file's.
    fn orders_csv(&self, counter: &Counter, desk: &mut Desk) -> Result<(), Failure> {
        let filter = filter(self.po.as_deref(), counter)?;
        let words = desk.words();
        let columns = output::orders::columns(words);
        let options = self.destination.csv_options();
        let mut out = output::csv::CsvWriter::new(Vec::new(), &columns, counter.zone, options)?;
        let mut failed = None;
        counter
            .book
            .each_order_in_full(&filter, counter.now, |order| {
                failed = output::orders::rows(&order, words)
                    .iter()
                    .find_map(|row| out.row(row).err());
                failed.is_none()
            })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        self.destination.write(&out.finish()?, desk)
    }
}

type Exported = (Sheet, serde_json::Value);

/// Which orders are meant: all, or those of one PO.
fn filter(po: Option<&str>, counter: &Counter) -> Result<OrderFilter, Failure> {
    Ok(OrderFilter {
        period: po
            .map(|po| period(counter, po))
            .transpose()?
            .map(|period| period.id),
        ..OrderFilter::default()
    })
}

/// Every order, oldest first, cancelled ones too.
fn orders(
    po: Option<&str>,
    format: Format,
    counter: &Counter,
    desk: &Desk,
) -> Result<Exported, Failure> {
    let filter = filter(po, counter)?;
    let mut orders = Vec::new();
    counter
        .book
        .each_order_in_full(&filter, counter.now, |order| {
            orders.push(order);
            true
        })?;
    let words = desk.words();
    if format != Format::Json {
        return Ok((
            output::orders::sheet(&orders, words),
            serde_json::Value::Null,
        ));
    }
    let orders: Vec<_> = orders
        .iter()
        .map(|order| output::orders::order_json(order, counter.zone))
        .collect();
    Ok((
        output::orders::sheet(&[], words),
        json!({ "orders": orders }),
    ))
}

/// The PO, which some lists cannot do without.
fn needed<'a>(po: Option<&'a str>, command: &str) -> Result<&'a str, Failure> {
    po.ok_or_else(|| {
        Failure::Usage(vec![
            Message::new("cli-missing-argument")
                .text("arguments", "PO")
                .text("command", command),
        ])
    })
}

/// What a period has to make, per variant.
fn production(
    po: Option<&str>,
    format: Format,
    counter: &Counter,
    desk: &Desk,
) -> Result<Exported, Failure> {
    // lang: a command as it is typed
    let po = needed(po, "rekap export production")?;
    let period = period(counter, po)?;
    let tally = counter
        .book
        .tally(period.id, TallyBy::Variant, None, counter.now)?;
    let json = if format == Format::Json {
        output::tally::json(&tally)
    } else {
        serde_json::Value::Null
    };
    Ok((output::tally::sheet(&tally, desk.words()), json))
}
