//! `rekap report`: what came in and what was earned (rules 103, 104, 108).

use chrono::{Datelike, NaiveDate};
use clap::{Args, Subcommand, ValueEnum};

use super::console::{Console, Failure, OpenBook, period};
use super::document::Destination;
use super::values;
use crate::book::Opening;
use crate::domain::message::Message;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::domain::report::CostBy;
use crate::domain::text::excerpt;
use crate::domain::when::{Moment, Toward, WhenError, parse_date};
use crate::output::papers::Printed;
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
    #[command(visible_alias = "bulan")]
    Month {
        #[arg(value_name = "YYYY-MM")]
        month: Option<String>,
        #[command(flatten)]
        span: Spanning,
    },
    #[command(visible_alias = "tutup")]
    Close {
        #[arg(value_name = "YYYY-MM")]
        closed_month: Option<String>,
        #[arg(long)]
        reopen: bool,
    },
    #[command(visible_alias = "tahun")]
    Year {
        #[arg(value_name = "YYYY")]
        year: Option<String>,
        #[command(flatten)]
        span: Spanning,
    },
    #[command(visible_alias = "rentang")]
    Range {
        #[arg(value_name = "FROM..TO")]
        days: String,
        #[command(flatten)]
        span: Spanning,
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

/// How the days of a report are counted and shared.
#[derive(Debug, Args)]
pub struct Spanning {
    #[arg(long = "share", value_name = "NAME=PERCENT", value_parser = values::profit_share)]
    shares: Vec<(String, i64)>,
    #[arg(long = "cost-by", value_name = "COST", value_parser = values::cost_by())]
    cost_by: Option<CostBy>,
    #[command(flatten)]
    written: Written,
}

impl Spanning {
    fn run(
        &self,
        (first, last): (NaiveDate, NaiveDate),
        opened: &OpenBook,
        console: &mut Console,
    ) -> Result<(), Failure> {
        if self.shares.iter().map(|(_, percent)| percent).sum::<i64>() > 100 {
            return Err(Message::new("report-shares-too-much").into());
        }
        let came_to = opened.book.span_report(first, last, self.cost_by)?;
        let words = console.words();
        if self.written.is_pdf()? {
            let (begin, end) = report::months_before(last);
            let months = opened.book.month_turnovers(begin, end)?;
            let shop = opened.book.shop()?.name;
            let printed =
                report::span_pdf(&came_to, &self.shares, &months, &shop, words, opened.now)?;
            return self.written.paper(&printed, console);
        }
        let format = self.written.format()?;
        let bytes = report::of_span(&came_to, &self.shares, format, words, opened.now)?;
        self.written.destination.write(&bytes, console)
    }
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
    Pdf,
}

impl Written {
    /// The format that was asked for.
    fn asked(&self) -> Format {
        let asked = self.json.then_some(Format::Json).or(self.format);
        self.destination.format(asked, Format::Text)
    }

    /// The format of a report that has no PDF.
    fn format(&self) -> Result<export::Format, Failure> {
        let to = &self.destination;
        Ok(match self.asked() {
            Format::Text => export::Format::Text,
            Format::Csv => export::Format::Csv(to.csv_options()),
            Format::Json => export::Format::Json,
            Format::Xlsx => {
                to.check_binary()?;
                export::Format::Xlsx
            }
            Format::Pdf => return Err(Message::new("report-no-pdf").into()),
        })
    }

    /// Whether a PDF is asked for, which a terminal can't show.
    fn is_pdf(&self) -> Result<bool, Failure> {
        let pdf = self.asked() == Format::Pdf;
        if pdf {
            self.destination.check_binary()?;
        }
        Ok(pdf)
    }

    /// Writes a paper, and says what of it couldn't be printed.
    fn paper(&self, printed: &Printed, console: &mut Console) -> Result<(), Failure> {
        self.destination.write(&printed.bytes, console)?;
        for warning in &printed.warnings {
            console.say(warning);
        }
        Ok(())
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

/// Reads a month, such as `2026-07`.
fn month(text: &str) -> Result<Month, Message> {
    text.parse()
        .map_err(|()| Message::new("report-month-unreadable").text("text", excerpt(text)))
}

impl Report {
    /// Writes the report, or closes a month.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(match self {
            Self::Close { .. } => Opening::Existing,
            _ => Opening::Look,
        })?;
        let (book, now) = (&opened.book, opened.now);
        match self {
            Self::Po {
                po,
                cost_by,
                written,
            } => {
                let period = period(&opened, &po)?;
                let came_to = book.period_report(period.id, cost_by, now)?;
                if written.is_pdf()? {
                    let shop = book.shop()?.name;
                    let words = console.words();
                    let printed = report::period_pdf(&period, &came_to, &shop, words, now)?;
                    return written.paper(&printed, console);
                }
                let format = written.format()?;
                let bytes = report::of_period(&period, &came_to, format, console.words(), now)?;
                written.destination.write(&bytes, console)
            }
            Self::Month { month, span } => {
                let month = match &month {
                    None => Month::of(now.date(opened.zone)),
                    Some(text) => self::month(text)?,
                };
                span.run((month.first(), month.last()), &opened, console)
            }
            Self::Close {
                closed_month,
                reopen,
            } => {
                let named = closed_month.as_deref().map(self::month).transpose()?;
                let month = named.unwrap_or_else(|| Month::of(now.date(opened.zone)).previous());
                if reopen {
                    opened.book.reopen_month(month, now)?;
                    return Ok(());
                }
                for closed in opened.book.close_month(month, now)?.made {
                    console.line(&closed.to_string())?;
                }
                Ok(())
            }
            Self::Year { year, span } => {
                let today = now.date(opened.zone);
                let number = match &year {
                    None => Some(today.year()),
                    Some(text) => text
                        .trim()
                        .parse()
                        .ok()
                        .filter(|year| (1900..=2999).contains(year)),
                };
                let first = number.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
                let last = number.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
                let unreadable = || {
                    let text = excerpt(year.as_deref().unwrap_or_default());
                    Message::new("report-year-unreadable").text("text", text)
                };
                span.run(first.zip(last).ok_or_else(unreadable)?, &opened, console)
            }
            Self::Range { days, span } => {
                let today = now.date(opened.zone);
                let read = |text: &str| parse_date(text, Toward::Past, today);
                let (from, to) = days.split_once("..").unwrap_or((&days, &days));
                let read = read(from).and_then(|from| Ok((from, read(to)?)));
                let days = match read {
                    Ok((from, to)) if to < from => Err(WhenError::Backwards(excerpt(&days))),
                    read => read,
                };
                let days = days.map_err(|error| Failure::from(Refusal::from(error).message()))?;
                span.run(days, &opened, console)
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
                    let came_to = book.period_report(period.id, None, now)?;
                    rows.push((period, came_to));
                }
                written.list("report-compared", &COMPARED, &rows, now, console)
            }
        }
    }
}
