//! A file → rows of cells with the numbers a spreadsheet shows beside them.
//!
//! What kind of file it is is seen from its first bytes, never from its name. Separated text is read
//! one row at a time, so its memory stays flat; a workbook is unpacked within bounds.

use std::fs::File;
use std::io::{BufReader, Cursor, ErrorKind, Read};
use std::path::Path;

use chrono::NaiveDateTime;
use thiserror::Error;

use super::csv::CsvRows;
use super::encoding::{Recoded, UTF8_MARK, utf16};
use super::sheet::SheetRows;
use super::{ods, xlsx};
use crate::domain::message::Message;

/// The most columns a table may have.
pub const MAX_COLUMNS: usize = 1_000;
/// The largest file of separated text, in bytes.
pub const MAX_TEXT_BYTES: u64 = 256 * 1024 * 1024;
/// The largest workbook, in bytes as stored.
pub const MAX_WORKBOOK_BYTES: u64 = 64 * 1024 * 1024;

/// How much of a file is looked at to see what it is.
const HEAD: usize = 64 * 1024;

/// A table that is being read, row by row.
pub struct Table {
    name: String,
    source: Source,
    total_bytes: Option<u64>,
}

enum Source {
    Text(CsvRows),
    Workbook(SheetRows),
}

/// One row: its number as a spreadsheet shows it (from 1) and its cells.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The number beside the row in a spreadsheet, from 1.
    pub number: u64,
    cells: Cells<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Cells<'a> {
    Text { text: &'a str, ends: &'a [usize] },
    Typed(&'a [Cell]),
}

/// What a workbook's cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Moment(NaiveDateTime),
    /// A formula whose value was never stored.
    Uncounted,
}

/// One cell's value. Separated text has only [`Value::Text`] and [`Value::Empty`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing, or only blanks.
    Empty,
    /// Text as it stands, without blanks around it.
    Text(&'a str),
    /// A true number.
    Number(f64),
    /// A true date, with its time of day.
    Moment(NaiveDateTime),
    /// A formula whose value was never stored.
    Uncounted,
}

/// Why a file cannot be read as a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {fault}")]
pub struct TableError {
    /// The file's name, as given.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// The file may not be read by this user.
    #[error("may not be read")]
    Denied,
    /// Reading stopped.
    #[error("reading failed")]
    Reading,
    /// A folder, a picture, a program: not a table.
    #[error("not a table")]
    NotATable,
    /// A workbook of the old kind (`.xls`).
    #[error("an old workbook")]
    OldWorkbook,
    /// A workbook that opens with a password only.
    #[error("a locked workbook")]
    LockedWorkbook,
    /// A workbook that is damaged.
    #[error("a damaged workbook")]
    BadWorkbook,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Larger than can be a shop's table.
    #[error("larger than {limit_mb} MB")]
    TooLarge {
        /// The limit, in megabytes.
        limit_mb: u64,
    },
    /// A cell that is not UTF-8.
    #[error("row {row}, column {column}: not UTF-8")]
    Encoding {
        /// Row as a spreadsheet counts.
        row: u64,
        /// Column, from 1.
        column: usize,
    },
    /// More cells, or more text in them, than can be a shop's table.
    #[error("too many cells")]
    TooManyCells,
    /// Cells merged over several rows.
    #[error("rows {row} to {last}, column {column}: merged")]
    Merged {
        /// First row.
        row: u64,
        /// Last row.
        last: u64,
        /// Letters of the column.
        column: String,
    },
    /// A quote that is never closed.
    #[error("row {row}: a quote is never closed")]
    OpenQuote {
        /// Row where it was opened.
        row: u64,
    },
    /// A row longer, or with more columns, than any table's.
    #[error("row {row}: too long")]
    RowTooLong {
        /// The row.
        row: u64,
    },
}

impl Fault {
    pub(super) fn of_read(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
                Self::Missing
            }
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::IsADirectory => Self::NotATable,
            _ => Self::Reading,
        }
    }
}

impl TableError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let base = |key| Message::new(key).text("file", &self.file);
        let row = |key, row: u64| base(key).text("row", row.to_string());
        match &self.fault {
            Fault::Missing => base("intake-file-missing"),
            Fault::Denied => base("intake-file-denied"),
            Fault::Reading => base("intake-file-reading"),
            Fault::NotATable => base("intake-not-a-table"),
            Fault::OldWorkbook => base("intake-old-workbook"),
            Fault::LockedWorkbook => base("intake-locked-workbook"),
            Fault::BadWorkbook => base("intake-bad-workbook"),
            Fault::Empty => base("intake-empty"),
            Fault::TooLarge { limit_mb } => {
                base("intake-too-large").text("limit", limit_mb.to_string())
            }
            Fault::TooManyCells => base("intake-too-many-cells"),
            Fault::Encoding { row: at, column } => {
                row("intake-encoding", *at).text("column", column_letters(*column))
            }
            Fault::Merged {
                row: first,
                last,
                column,
            } => row("intake-merged", *first)
                .text("last", last.to_string())
                .text("column", column),
            Fault::OpenQuote { row: at } => row("intake-open-quote", *at),
            Fault::RowTooLong { row: at } => row("intake-row-too-long", *at),
        }
    }
}

/// A column's letters as a spreadsheet shows them: 1 → `A`, 28 → `AB`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

impl Table {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is missing, may not be read, is no table, is empty or too large.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let named = |fault| TableError {
            file: name.clone(),
            fault,
        };
        let about = std::fs::metadata(path).map_err(|error| named(Fault::of_read(&error)))?;
        if about.is_dir() {
            return Err(named(Fault::NotATable));
        }
        let file = File::open(path).map_err(|error| named(Fault::of_read(&error)))?;
        let size = about.is_file().then_some(about.len());
        Self::read(name, file, size)
    }

    /// Reads from a pipe or from memory. `size` in bytes when known.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn read(
        name: impl Into<String>,
        input: impl Read + 'static,
        size: Option<u64>,
    ) -> Result<Self, TableError> {
        let name = name.into();
        match Self::source(input, size) {
            Ok(source) => Ok(Self {
                name: match &source {
                    // What is wrong with one sheet is not wrong with another.
                    Source::Workbook(rows) => {
                        let sheet = rows.name().map(|sheet| format!("{name} › {sheet}"));
                        sheet.unwrap_or(name)
                    }
                    Source::Text(_) => name,
                },
                source,
                total_bytes: size,
            }),
            Err(fault) => Err(TableError { file: name, fault }),
        }
    }

    fn source(mut input: impl Read + 'static, size: Option<u64>) -> Result<Source, Fault> {
        let too_large = |limit: u64| Fault::TooLarge {
            limit_mb: limit / (1024 * 1024),
        };
        let mut head = Vec::new();
        (&mut input)
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(|error| Fault::of_read(&error))?;
        if head.starts_with(b"PK\x03\x04") {
            let mut bytes = head;
            (&mut input)
                .take(MAX_WORKBOOK_BYTES + 1)
                .read_to_end(&mut bytes)
                .map_err(|error| Fault::of_read(&error))?;
            if bytes.len() as u64 > MAX_WORKBOOK_BYTES {
                return Err(too_large(MAX_WORKBOOK_BYTES));
            }
            let sheet = if ods::is_ods(&bytes) {
                ods::sheet(bytes)?
            } else {
                xlsx::sheet(&bytes)?
            };
            return Ok(Source::Workbook(SheetRows::new(sheet)));
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0") {
            let mut bytes = head;
            (&mut input)
                .take(MAX_WORKBOOK_BYTES)
                .read_to_end(&mut bytes)
                .map_err(|error| Fault::of_read(&error))?;
            return Err(compound(&bytes));
        }
        if size.is_some_and(|size| size > MAX_TEXT_BYTES) {
            return Err(too_large(MAX_TEXT_BYTES));
        }
        let input: Box<dyn Read> = match utf16(&head) {
            None => Box::new(input),
            Some(encoding) => {
                let mut text = Recoded::new(Cursor::new(head).chain(input), encoding);
                head = Vec::new();
                (&mut text)
                    .take(HEAD as u64)
                    .read_to_end(&mut head)
                    .map_err(|error| Fault::of_read(&error))?;
                Box::new(text)
            }
        };
        let text = head.strip_prefix(UTF8_MARK).unwrap_or(&head);
        if text.iter().all(u8::is_ascii_whitespace) {
            return Err(Fault::Empty);
        }
        if is_no_table(text) {
            return Err(Fault::NotATable);
        }
        let rest = Cursor::new(head.clone()).chain(input.take(MAX_TEXT_BYTES));
        let input = Box::new(BufReader::with_capacity(HEAD, rest));
        CsvRows::new(input, &head).map(Source::Text)
    }

    /// The file's name, as given, and that of the sheet where there are several.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes read so far and in all, where that is known. A workbook is read at once, when opened.
    pub fn bytes(&self) -> (u64, Option<u64>) {
        match &self.source {
            Source::Text(rows) => (rows.bytes(), self.total_bytes),
            Source::Workbook(_) => (self.total_bytes.unwrap_or(0), self.total_bytes),
        }
    }

    /// Refuses cells that are merged over rows below `row`.
    ///
    /// # Errors
    /// [`Fault::Merged`].
    pub fn check_merged(&self, row: u64) -> Result<(), TableError> {
        match &self.source {
            Source::Text(_) => Ok(()),
            Source::Workbook(rows) => rows.check_merged(row).map_err(|fault| self.fault(fault)),
        }
    }

    /// What was taken for granted about the file as a whole; complete once its last row was read.
    pub fn notes(&self) -> Vec<Message> {
        match &self.source {
            Source::Text(rows) => {
                let windows = rows.is_windows_1252();
                let note = windows.then(|| Message::new("intake-windows-1252"));
                note.into_iter().collect()
            }
            Source::Workbook(rows) => rows.notes(),
        }
    }

    /// Whether every row must have as many cells as the header: true for separated text, where a
    /// missing or spare separator shifts the values; a workbook just leaves cells out.
    pub fn is_strict(&self) -> bool {
        matches!(self.source, Source::Text(_))
    }

    /// The next row that holds anything.
    ///
    /// # Errors
    /// When a row cannot be read at all; nothing after it can be trusted then.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, TableError> {
        let row = match &mut self.source {
            Source::Text(rows) => next_text(rows),
            Source::Workbook(rows) => Ok(rows.next().map(|(number, cells)| Row {
                number,
                cells: Cells::Typed(cells),
            })),
        };
        row.map_err(|fault| TableError {
            file: self.name.clone(),
            fault,
        })
    }

    /// A fault of this table as an error.
    pub(super) fn fault(&self, fault: Fault) -> TableError {
        TableError {
            file: self.name.clone(),
            fault,
        }
    }
}

/// What a compound file is: the coat of a workbook with a password (MS-OFFCRYPTO 2.3.4.4), or a
/// workbook of the old kind.
fn compound(bytes: &[u8]) -> Fault {
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let name: Vec<u8> = name.collect();
    // Entries of its directory are so long and begin so.
    let mut entries = bytes.chunks_exact(128);
    match entries.any(|entry| entry.starts_with(&name)) {
        true => Fault::LockedWorkbook,
        false => Fault::OldWorkbook,
    }
}

/// Whether bytes are something else than separated text: a page, a document, a picture.
fn is_no_table(head: &[u8]) -> bool {
    let begins = head.trim_ascii_start();
    let page = begins.starts_with(b"<") || begins.starts_with(b"%PDF-");
    page || head.contains(&0)
}

fn next_text(rows: &mut CsvRows) -> Result<Option<Row<'_>>, Fault> {
    // Skipping blank rows and lending the row found are two steps for the borrow checker.
    loop {
        match rows.advance()? {
            None => return Ok(None),
            Some(false) => {}
            Some(true) => break,
        }
    }
    let (number, text, ends) = rows.current();
    Ok(Some(Row {
        number,
        cells: Cells::Text { text, ends },
    }))
}

impl<'a> Row<'a> {
    /// A row of these cells.
    pub(super) fn of_cells(number: u64, cells: &'a [Cell]) -> Self {
        Self {
            number,
            cells: Cells::Typed(cells),
        }
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Text { ends, .. } => ends.len(),
            Cells::Typed(cells) => cells.len(),
        }
    }

    /// Whether the row has no cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell at `index` (from 0); [`Value::Empty`] beyond the last.
    pub fn get(&self, index: usize) -> Value<'a> {
        match self.cells {
            Cells::Text { text, ends } => {
                let Some(&end) = ends.get(index) else {
                    return Value::Empty;
                };
                let start = if index == 0 { 0 } else { ends[index - 1] };
                Value::of_text(text.get(start..end).unwrap_or_default())
            }
            Cells::Typed(cells) => match cells.get(index) {
                None | Some(Cell::Empty) => Value::Empty,
                Some(Cell::Text(text)) => Value::of_text(text),
                Some(Cell::Number(number)) => Value::Number(*number),
                Some(Cell::Moment(moment)) => Value::Moment(*moment),
                Some(Cell::Uncounted) => Value::Uncounted,
            },
        }
    }
}

impl<'a> Value<'a> {
    fn of_text(text: &'a str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// The value as a person would type it: `22632`, never `22632.0`.
    pub fn to_text(self) -> String {
        match self {
            Self::Empty | Self::Uncounted => String::new(),
            Self::Text(text) => text.to_owned(),
            // The shortest form that reads back; whole numbers print without a fraction.
            Self::Number(number) => format!("{number}"),
            Self::Moment(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}
