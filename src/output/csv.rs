//! Writes CSV (rule 58): raw integers, ISO dates, quotes only where needed, and no text that a
//! spreadsheet would take for a formula, with whatever separator it opens the file.

use std::io::{self, Write};

use csv::{QuoteStyle, WriterBuilder};

use super::table::{Cell, Column, Sheet};
use crate::domain::formula::guard;
use crate::domain::text::printable;
use crate::domain::when::Zone;

/// Options of the CSV format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The character between cells.
    pub separator: Separator,
    /// Whether to begin with a byte order mark, which some spreadsheets need to recognise UTF-8.
    pub bom: bool,
    /// Whether the titles and fixed terms are those for people, in their language, instead of the
    /// keys and codes that programs rely on.
    pub for_people: bool,
}

/// The character between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separator {
    /// `,`
    #[default]
    Comma,
    /// `;`, which spreadsheets with a decimal comma expect.
    Semicolon,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            separator: Separator::Comma,
            bom: false,
            for_people: false,
        }
    }
}

/// Writes rows one at a time, so that memory use doesn't grow with their number.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    zone: Zone,
    for_people: bool,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the header. Moments are written in `zone`.
    pub fn new(mut out: W, columns: &[Column], zone: Zone, options: Options) -> io::Result<Self> {
        if options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut out = WriterBuilder::new()
            .delimiter(match options.separator {
                Separator::Comma => b',',
                Separator::Semicolon => b';',
            })
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out);
        let for_people = options.for_people;
        out.write_record(columns.iter().map(|column| match for_people {
            true => column.title.as_str(),
            false => column.key,
        }))?;
        Ok(Self {
            out,
            zone,
            for_people,
        })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// When the row has another number of cells than the header, or `out` cannot be written.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty | Cell::Json(_) => self.out.write_field("")?,
                // Changed, not quoted: spreadsheets evaluate `"=1+1"` too.
                Cell::Text(text) => {
                    self.out.write_field(guard(&printable(text)).as_bytes())?;
                }
                Cell::Term(_, word) | Cell::Flag(_, word) if self.for_people => {
                    self.out.write_field(guard(&printable(word)).as_bytes())?;
                }
                Cell::Term(code, _) => self.out.write_field(code)?,
                Cell::Flag(flag, _) => {
                    self.out.write_field(if *flag { "true" } else { "false" })?
                }
                Cell::Int(number) => self.out.write_field(number.to_string())?,
                Cell::Money(amount) => self.out.write_field(amount.raw().to_string())?,
                Cell::Date(date) => self.out.write_field(date.format("%Y-%m-%d").to_string())?,
                Cell::Moment(moment) => self.out.write_field(moment.rfc3339(self.zone))?,
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Flushes and returns `out`.
    pub fn finish(self) -> io::Result<W> {
        self.out
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }
}

/// Converts a whole sheet to CSV.
///
/// # Errors
/// When a row has another number of cells than the header.
pub fn write(sheet: &Sheet, options: Options) -> io::Result<Vec<u8>> {
    let mut writer = CsvWriter::new(Vec::new(), &sheet.columns, sheet.zone, options)?;
    for row in &sheet.rows {
        writer.row(row)?;
    }
    writer.finish()
}
