//! `rekap export packing|labels|nota|courier`: papers of orders (rules 80, 99–101).

use clap::{Args, ValueEnum};

use super::console::{Console, Failure, OpenBook};
use super::document::{Destination, Format};
use crate::book::Opening;
use crate::domain::code::Code;
use crate::domain::message::Message;
use crate::lang::Words;
use crate::output::papers::packing::PackingBy;
use crate::output::papers::sheet::Sheets;
use crate::output::papers::{Paper, PaperError, Printed, Roll, label, nota, packing, test_page};
use crate::tasks::export;
use crate::tasks::papers::print::{own_file, own_sheets};
use crate::tasks::papers::{self, Chosen, courier::Uploads};

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaperKind {
    Packing,
    Labels,
    Nota,
    Courier,
}

/// How a packing list is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Grouping {
    #[value(alias = "pesanan")]
    Order,
    #[value(alias = "produk")]
    Product,
    #[value(alias = "rute")]
    Route,
}

/// What papers are printed on, and how.
#[derive(Debug, Args)]
pub(super) struct PaperArgs {
    #[arg(long = "paper", value_name = "PAPER")]
    paper_name: Option<String>,
    #[arg(long = "by", value_enum, value_name = "HOW")]
    packed_by: Option<Grouping>,
    #[arg(long = "courier", value_name = "NAME", allow_hyphen_values = true)]
    upload_for: Option<String>,
    #[arg(long = "skip", value_name = "N", default_value_t = 0)]
    used_labels: usize,
    #[arg(long = "test")]
    test_sheet: bool,
}

impl PaperArgs {
    /// Makes the paper of what is named: a PO, orders, or nothing for all open POs.
    pub(super) fn make(
        &self,
        kind: PaperKind,
        named: &[String],
        (asked, to): (Option<Format>, &Destination),
        console: &mut Console,
    ) -> Result<Vec<u8>, Failure> {
        let opened = console.open(Opening::Look)?;
        let format = to.format(
            asked,
            if kind == PaperKind::Courier {
                Format::Csv
            } else {
                Format::Pdf
            },
        );
        if format == Format::Pdf || format == Format::Escpos {
            to.check_binary()?;
        }
        if self.test_sheet {
            let sheets = own_sheets(console.book())?;
            let paper = self.paper(kind, format, &sheets)?;
            let Paper::Sheet(sheet) = paper else {
                return Err(Message::new("papers-test-sheet").into());
            };
            let printed = test_page::pdf(&sheet, console.words());
            return said(printed, console);
        }
        let chosen = chosen(&opened, named)?;
        match kind {
            PaperKind::Packing => self.packing(&chosen, named, format, &opened, console),
            PaperKind::Labels => self.labels(&chosen, format, &opened, console),
            PaperKind::Nota => self.nota(&chosen, format, &opened, console),
            PaperKind::Courier => self.courier(&chosen, (format, to), &opened, console),
        }
    }

    fn paper(&self, kind: PaperKind, format: Format, sheets: &Sheets) -> Result<Paper, Failure> {
        let usual = match (format, kind) {
            (Format::Escpos, _) => Roll::Mm80.name(),
            (_, PaperKind::Labels) => "a6",
            _ => "a4",
        };
        let name = self.paper_name.as_deref().unwrap_or(usual);
        Ok(Paper::find(name, sheets).map_err(|error| error.message())?)
    }

    fn roll(&self, kind: PaperKind, sheets: &Sheets) -> Result<Roll, Failure> {
        match self.paper(kind, Format::Escpos, sheets)? {
            Paper::Roll(roll) => Ok(roll),
            _ => Err(Message::new("papers-escpos-roll").into()),
        }
    }

    /// Makes a paper in its format, from what makes its PDF, its roll and its text.
    fn print(
        &self,
        (kind, format): (PaperKind, Format),
        console: &mut Console,
        pdf: impl FnOnce(&Paper, &Words) -> Result<Printed, PaperError>,
        escpos: impl FnOnce(Roll, &Words) -> Result<Printed, PaperError>,
        text: impl FnOnce(&Words) -> Result<String, PaperError>,
    ) -> Result<Vec<u8>, Failure> {
        let sheets = own_sheets(console.book())?;
        let words = console.words();
        let printed = match format {
            Format::Pdf => pdf(&self.paper(kind, format, &sheets)?, words),
            Format::Escpos => escpos(self.roll(kind, &sheets)?, words),
            Format::Text => {
                let text = text(words).map_err(|error| error.message())?;
                return Ok(text.into_bytes());
            }
            Format::Csv | Format::Xlsx | Format::Json => return Err(not_as(format)),
        };
        said(printed.map_err(|error| error.message())?, console)
    }

    fn packing(
        &self,
        chosen: &Chosen,
        named: &[String],
        format: Format,
        opened: &OpenBook,
        console: &mut Console,
    ) -> Result<Vec<u8>, Failure> {
        let by = match self.packed_by {
            None | Some(Grouping::Order) => PackingBy::Order,
            Some(Grouping::Product) => PackingBy::Product,
            Some(Grouping::Route) => PackingBy::Route,
        };
        let title = match chosen.period {
            Some(id) => opened.book.period_by_id(id)?.name,
            None => named.join(", "),
        };
        let words = console.words();
        let of = (title.as_str(), by);
        let list = papers::packing::of(chosen, of, &opened.book, words, opened.now)?;
        self.print(
            (PaperKind::Packing, format),
            console,
            |paper, words| packing::pdf(&list, paper, words),
            |roll, words| packing::escpos(&list, roll, words),
            |words| packing::text(&list, words),
        )
    }

    fn labels(
        &self,
        chosen: &Chosen,
        format: Format,
        opened: &OpenBook,
        console: &mut Console,
    ) -> Result<Vec<u8>, Failure> {
        let labels = papers::label::of(chosen, &opened.book, console.words(), opened.now)?;
        self.print(
            (PaperKind::Labels, format),
            console,
            |paper, words| label::pdf(&labels, paper, self.used_labels, words),
            |roll, words| label::escpos(&labels, roll, words),
            |words| label::text(&labels, words),
        )
    }

    fn nota(
        &self,
        chosen: &Chosen,
        format: Format,
        opened: &OpenBook,
        console: &mut Console,
    ) -> Result<Vec<u8>, Failure> {
        let notas = papers::nota::of(chosen, &opened.book, console.words(), opened.now)?;
        self.print(
            (PaperKind::Nota, format),
            console,
            |paper, words| nota::pdf(&notas, paper, words),
            |roll, words| nota::escpos(&notas, roll, words),
            |words| nota::text(&notas, words),
        )
    }

    fn courier(
        &self,
        chosen: &Chosen,
        (format, to): (Format, &Destination),
        opened: &OpenBook,
        console: &mut Console,
    ) -> Result<Vec<u8>, Failure> {
        let uploads = match own_file(console.book(), "couriers.csv")? {
            Some(text) => Uploads::with_own(&text)?,
            None => Uploads::shipped(),
        };
        let courier = self.upload_for.as_deref().unwrap_or("aggregator");
        let words = console.words();
        let sheet =
            papers::courier::of(chosen, (&uploads, courier), &opened.book, words, opened.now)?;
        let format = match format {
            Format::Csv => {
                let mut options = to.csv_options();
                // A courier reads the titles of its own table.
                options.for_people = true;
                export::Format::Csv(options)
            }
            Format::Xlsx => {
                to.check_binary()?;
                export::Format::Xlsx
            }
            Format::Text => export::Format::Table,
            Format::Json | Format::Pdf | Format::Escpos => return Err(not_as(format)),
        };
        Ok(export::sheet("parcels", &sheet, format, words, opened.now)?)
    }
}

/// The orders that are named, or those of the PO that is.
fn chosen(opened: &OpenBook, named: &[String]) -> Result<Chosen, Failure> {
    if let [only] = named
        && let Ok(code) = Code::read(only)
        && let Ok(period) = opened.book.period(&code)
    {
        return Ok(Chosen {
            period: Some(period.id),
            ..Chosen::default()
        });
    }
    let orders = named.iter().map(|code| opened.book.order_id(code));
    Ok(Chosen {
        orders: orders.collect::<Result<_, _>>()?,
        ..Chosen::default()
    })
}

/// Says what could not be printed, and returns the file.
fn said(printed: Printed, console: &mut Console) -> Result<Vec<u8>, Failure> {
    for warning in &printed.warnings {
        console.say(warning);
    }
    Ok(printed.bytes)
}

fn not_as(format: Format) -> Failure {
    let format = format.to_possible_value();
    let name = format.as_ref().map_or("", |value| value.get_name());
    Message::new("papers-not-as").text("format", name).into()
}
