//! `rekap export`: writes lists for other programs (rule 58), and the order form.

use clap::{Args, ValueEnum};

use crate::book::{Opening, OrderFilter};
use crate::domain::message::Message;
use crate::domain::tally::TallyBy;
use crate::tasks::{export, order_form};

use super::console::{Console, Failure, named_period, period};
use super::document::{Destination, Format};
use super::papers::{PaperArgs, PaperKind};

/// What to export, of which PO, and how.
#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_enum)]
    what: ListKind,
    #[arg(value_name = "PO|ORDER")]
    exported: Vec<String>,
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    papers: PaperArgs,
    #[command(flatten)]
    destination: Destination,
}

/// The lists that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListKind {
    Orders,
    Production,
    #[value(alias = "formulir")]
    Form,
    #[value(alias = "kemas")]
    Packing,
    #[value(alias = "label")]
    Labels,
    #[value(alias = "invoices")]
    Nota,
    #[value(alias = "kurir")]
    Courier,
}

impl Export {
    /// Writes the list.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let bytes = match self.what {
            ListKind::Orders => self.orders(console)?,
            ListKind::Production => self.production(console)?,
            ListKind::Form => self.form(console)?.into_bytes(),
            ListKind::Packing => self.paper(PaperKind::Packing, console)?,
            ListKind::Labels => self.paper(PaperKind::Labels, console)?,
            ListKind::Nota => self.paper(PaperKind::Nota, console)?,
            ListKind::Courier => self.paper(PaperKind::Courier, console)?,
        };
        self.destination.write(&bytes, console)
    }

    fn paper(&self, kind: PaperKind, console: &mut Console) -> Result<Vec<u8>, Failure> {
        let asked = self.json.then_some(Format::Json).or(self.format);
        let how = (asked, &self.destination);
        self.papers.make(kind, &self.exported, how, console)
    }

    /// The only PO that is named; a list is of one or of all.
    fn po(&self) -> Result<Option<&str>, Failure> {
        match self.exported.as_slice() {
            [] => Ok(None),
            [po] => Ok(Some(po)),
            _ => Err(Failure::Usage(vec![
                // lang: a command as it is typed
                Message::new("cli-wrong-usage").text("command", "rekap export"),
            ])),
        }
    }

    fn orders(&self, console: &mut Console) -> Result<Vec<u8>, Failure> {
        let format = self.format()?;
        let opened = console.open(Opening::Look)?;
        let filter = OrderFilter {
            period: named_period(&opened, self.po()?)?,
            ..OrderFilter::default()
        };
        let words = console.words();
        Ok(export::orders(
            &filter,
            format,
            &opened.book,
            words,
            opened.now,
        )?)
    }

    fn production(&self, console: &mut Console) -> Result<Vec<u8>, Failure> {
        let format = self.format()?;
        let opened = console.open(Opening::Look)?;
        // lang: a command as it is typed
        let po = required_po(self.po()?, "rekap export production")?;
        let id = period(&opened, po)?.id;
        let tally = opened.book.tally(id, TallyBy::Variant, None, opened.now)?;
        Ok(export::tally(&tally, format, console.words(), opened.now)?)
    }

    fn format(&self) -> Result<export::Format, Failure> {
        let asked = self.json.then_some(Format::Json).or(self.format);
        let to = &self.destination;
        Ok(match to.format(asked, Format::Csv) {
            Format::Csv => export::Format::Csv(to.csv_options()),
            Format::Xlsx => {
                to.check_binary()?;
                export::Format::Xlsx
            }
            Format::Json => export::Format::Json,
            Format::Text => export::Format::Table,
            Format::Pdf | Format::Escpos => {
                return Err(Failure::Usage(vec![Message::new("cli-list-format")]));
            }
        })
    }

    /// Makes the order form, which customers fill in on their phones.
    fn form(&self, console: &mut Console) -> Result<String, Failure> {
        if self.json || self.format.is_some() {
            return Err(Failure::Usage(vec![Message::new("cli-form-is-html")]));
        }
        // lang: a command as it is typed
        let po = required_po(self.po()?, "rekap export form")?;
        let opened = console.open(Opening::Look)?;
        let period = period(&opened, po)?;
        let page = order_form::page(&period, &opened.book, opened.now)?;
        if period.milestones.close(opened.now).is_some() {
            console.say(&Message::new("cli-form-closed").text("po", period.code.as_str()));
        }
        Ok(page)
    }
}

/// Returns the PO; wrong usage if a list needs one and none is given.
fn required_po<'a>(po: Option<&'a str>, command: &str) -> Result<&'a str, Failure> {
    po.ok_or_else(|| {
        Failure::Usage(vec![
            Message::new("cli-missing-argument")
                .text("arguments", "PO")
                .text("command", command),
        ])
    })
}
