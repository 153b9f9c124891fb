//! Opens a file of any supported kind and reads its rows.
//!
//! The kind of file is detected from its first bytes, never from its name. Separated text is read
//! one row at a time with constant memory; a workbook is unpacked with limits.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use super::cell::{Marks, Row};
use super::csv::CsvRows;
use super::encoding::{Recoded, UTF8_MARK, utf16};
use super::fault::{Fault, TableError};
use super::sheet::SheetRows;
use super::{MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, html, ods, xlsx};
use crate::domain::message::Message;

/// How many bytes are looked at to detect the kind of file.
const HEAD: usize = 64 * 1024;

/// A table that is being read, row by row.
pub struct Table {
    /// The file's name as given.
    file: String,
    /// The same, with the sheet's name when there are several.
    name: String,
    source: Source,
    total_bytes: Option<u64>,
}

enum Source {
    Text(CsvRows),
    Workbook(SheetRows, Later),
}

/// The further sheets of a workbook.
#[derive(Default)]
struct Later {
    /// The file, when there are further sheets.
    bytes: Vec<u8>,
    /// The place of the sheet that is read, from 0.
    nth: usize,
}

impl Table {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is missing, unreadable, no table, empty or too large.
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
    pub fn read(
        name: impl Into<String>,
        input: impl Read + 'static,
        size: Option<u64>,
    ) -> Result<Self, TableError> {
        let name = name.into();
        match Self::source(input, size) {
            Ok(source) => {
                let mut table = Self {
                    file: name.clone(),
                    name,
                    source,
                    total_bytes: size,
                };
                table.name_sheet();
                Ok(table)
            }
            Err(fault) => Err(TableError { file: name, fault }),
        }
    }

    /// Names the sheet, because other sheets may be right.
    fn name_sheet(&mut self) {
        if let Source::Workbook(rows, _) = &self.source
            && let Some(sheet) = rows.name()
        {
            self.name = format!("{} › {sheet}", self.file);
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
            if ods::is_ods(&bytes) {
                let rows = SheetRows::new(ods::sheet(bytes)?);
                return Ok(Source::Workbook(rows, Later::default()));
            }
            let sheet = xlsx::sheet(&bytes, 0)?;
            if sheet.others.is_empty() {
                bytes = Vec::new();
            }
            let later = Later { bytes, nth: 0 };
            return Ok(Source::Workbook(SheetRows::new(sheet), later));
        }
        if html::is_page(&head) {
            let mut bytes = head;
            (&mut input)
                .take(MAX_WORKBOOK_BYTES + 1)
                .read_to_end(&mut bytes)
                .map_err(|error| Fault::of_read(&error))?;
            if bytes.len() as u64 > MAX_WORKBOOK_BYTES {
                return Err(too_large(MAX_WORKBOOK_BYTES));
            }
            let rows = SheetRows::new(html::sheet(&bytes)?);
            return Ok(Source::Workbook(rows, Later::default()));
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

    /// The file's name as given, with the sheet's name when there are several.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes read so far, and the total when it is known. A workbook is read completely when
    /// opened.
    pub fn bytes(&self) -> (u64, Option<u64>) {
        match &self.source {
            Source::Text(rows) => (rows.bytes(), self.total_bytes),
            Source::Workbook(..) => (self.total_bytes.unwrap_or(0), self.total_bytes),
        }
    }

    /// Refuses cells that are merged over rows below `row`.
    pub fn check_merged(&self, row: u64) -> Result<(), TableError> {
        match &self.source {
            Source::Text(_) => Ok(()),
            Source::Workbook(rows, _) => rows.check_merged(row).map_err(|fault| self.fault(fault)),
        }
    }

    /// Gives each row that a merged cell covers the cell's value, as [`SheetRows::fill_merged`] does;
    /// `true` where the rows below the header have to be read again.
    pub(in crate::intake) fn fill_merged(
        &mut self,
        header: u64,
        repeats: impl Fn(usize) -> bool,
        refuse: impl Fn(usize) -> bool,
    ) -> Result<bool, TableError> {
        let filled = match &mut self.source {
            Source::Text(_) => return Ok(false),
            Source::Workbook(rows, _) => rows.fill_merged(header, repeats, refuse),
        };
        filled.map_err(|fault| self.fault(fault))
    }

    /// Marks on rows that aren't values: strikes, fills, comments. Separated text has none.
    pub(in crate::intake) fn marks(&self) -> Option<&Marks> {
        match &self.source {
            Source::Text(_) => None,
            Source::Workbook(rows, _) => Some(rows.marks()),
        }
    }

    /// The name of the sheet, when the workbook has several.
    pub(in crate::intake) fn sheet_name(&self) -> Option<String> {
        match &self.source {
            Source::Text(_) => None,
            Source::Workbook(rows, _) => rows.name(),
        }
    }

    /// The place of the sheet among the filled ones, from 0.
    pub(in crate::intake) fn sheet(&self) -> usize {
        match &self.source {
            Source::Text(_) => 0,
            Source::Workbook(_, later) => later.nth,
        }
    }

    /// Goes to a filled sheet of a workbook, by its place from 0; `false` when there is none, or
    /// only one.
    pub(in crate::intake) fn open_sheet(&mut self, nth: usize) -> Result<bool, TableError> {
        let Source::Workbook(rows, later) = &mut self.source else {
            return Ok(false);
        };
        if later.bytes.is_empty() {
            return Ok(false);
        }
        match xlsx::sheet(&later.bytes, nth) {
            Ok(sheet) => {
                later.nth = nth;
                *rows = SheetRows::new(sheet);
                self.name_sheet();
                Ok(true)
            }
            Err(Fault::Empty) => Ok(false),
            Err(fault) => Err(self.fault(fault)),
        }
    }

    /// Assumptions about the file as a whole; complete after the last row was read.
    pub fn notes(&self) -> Vec<Message> {
        match &self.source {
            Source::Text(rows) => {
                let windows = rows.is_windows_1252();
                let note = windows.then(|| Message::new("intake-windows-1252"));
                note.into_iter().collect()
            }
            Source::Workbook(rows, _) => rows.notes(),
        }
    }

    /// Whether every row must have as many cells as the header: true for separated text, where a
    /// missing or extra separator shifts the values; false for workbooks, where empty cells are
    /// left out.
    pub fn is_strict(&self) -> bool {
        matches!(self.source, Source::Text(_))
    }

    /// The next non-empty row.
    ///
    /// # Errors
    /// When a row can't be read; reading can't continue after it.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, TableError> {
        let row = match &mut self.source {
            Source::Text(rows) => next_text(rows),
            Source::Workbook(rows, _) => Ok(rows
                .next()
                .map(|(number, cells)| Row::of_cells(number, cells))),
        };
        row.map_err(|fault| TableError {
            file: self.name.clone(),
            fault,
        })
    }

    /// A fault of this table as an error.
    pub(in crate::intake) fn fault(&self, fault: Fault) -> TableError {
        TableError {
            file: self.name.clone(),
            fault,
        }
    }
}

/// The fault for a compound file: a workbook with a password (MS-OFFCRYPTO 2.3.4.4), or an old
/// `.xls` workbook.
fn compound(bytes: &[u8]) -> Fault {
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let name: Vec<u8> = name.collect();
    // Directory entries are 128 bytes long and begin with their name in UTF-16.
    let mut entries = bytes.chunks_exact(128);
    match entries.any(|entry| entry.starts_with(&name)) {
        true => Fault::LockedWorkbook,
        false => Fault::OldWorkbook,
    }
}

/// Whether the bytes are certainly no separated text: a web page, a document, a picture.
fn is_no_table(head: &[u8]) -> bool {
    let begins = head.trim_ascii_start();
    let page = begins.starts_with(b"<") || begins.starts_with(b"%PDF-");
    page || head.contains(&0)
}

fn next_text(rows: &mut CsvRows) -> Result<Option<Row<'_>>, Fault> {
    // The borrow checker needs skipping blank rows and returning the row as two steps.
    loop {
        match rows.advance()? {
            None => return Ok(None),
            Some(false) => {}
            Some(true) => break,
        }
    }
    let (number, text, ends) = rows.current();
    Ok(Some(Row::of_text(number, text, ends)))
}
