//! Reads the first filled table of a web page. Shop systems hand such pages out under the name
//! `.xls`, because spreadsheets open them.
//!
//! HTML is no XML: end tags may be missing and attributes unquoted, which the parser is told to
//! accept. A cell that spans rows counts as merged, as in a workbook.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::MAX_COLUMNS;
use super::encoding::windows_1252;
use super::fault::Fault;
use super::sheet::{Sheet, text_cell};

/// Whether the head of a file is a web page with a table, or may hold one further down.
pub(super) fn is_page(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    let page = [
        "<html",
        "<!doctype html",
        "<table",
        "<meta",
        "<head",
        "<body",
        "<style",
        "<div",
    ];
    page.iter().any(|tag| begins.starts_with(tag)) && text.contains("<table")
}

/// Reads the first table that isn't empty.
///
/// # Errors
/// [`Fault::NotATable`] for a page that can't be parsed or has no filled table, and the limits of a
/// sheet.
pub(super) fn sheet(bytes: &[u8]) -> Result<Sheet, Fault> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => windows_1252(bytes).ok_or(Fault::NotATable)?,
    };
    let mut xml = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut page = Page::default();
    loop {
        match xml.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => page.begin(&start)?,
            Ok(Event::End(end)) => page.end(&end.local_name().as_ref().to_lowercase())?,
            Ok(Event::Text(text)) => page.text(&text),
            Ok(Event::CData(text)) => page.text(&text),
            Ok(Event::GeneralRef(entity)) => page.entity(&entity),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(Fault::NotATable),
        }
        if page.done {
            break;
        }
    }
    page.end_row()?;
    match page.sheet.rows.is_empty() {
        true => Err(Fault::NotATable),
        false => Ok(page.sheet),
    }
}

/// The table so far.
#[derive(Default)]
struct Page {
    sheet: Sheet,
    /// Tables that are open.
    depth: usize,
    /// Rows begun.
    number: u64,
    column: usize,
    /// The text of the open cell.
    cell: Option<String>,
    /// Columns that a cell above still covers, and its last row.
    covered: Vec<(usize, u64)>,
    /// Rows and columns that the open cell spans.
    spans: (u64, usize),
    done: bool,
    /// Whether the text belongs to a style or script.
    unseen: bool,
}

impl Page {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let name = start.local_name().as_ref().to_lowercase();
        match name.as_str() {
            "table" => self.depth += 1,
            "style" | "script" => self.unseen = true,
            "tr" if self.depth > 0 => {
                self.end_row()?;
                self.number += 1;
                self.column = 0;
            }
            "td" | "th" if self.depth > 0 => {
                self.end_cell()?;
                let covered = |at: usize, rows: &[(usize, u64)], number| {
                    rows.iter()
                        .any(|(column, last)| *column == at && *last >= number)
                };
                while covered(self.column, &self.covered, self.number) {
                    self.column += 1;
                }
                let span = |key| number_of(start, key).unwrap_or(1).clamp(1, 10_000);
                let columns = usize::try_from(span("colspan")).unwrap_or(1);
                self.spans = (span("rowspan"), columns.min(MAX_COLUMNS));
                self.cell = Some(String::new());
            }
            "br" | "p" | "div" => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "td" | "th" => self.end_cell()?,
            "tr" => self.end_row()?,
            "style" | "script" => self.unseen = false,
            "table" => {
                self.end_row()?;
                self.depth = self.depth.saturating_sub(1);
                // A table with one cell a row is the page's layout.
                let wide = self.sheet.rows.iter().any(|(_, cells)| cells.len() > 1);
                self.done = self.depth == 0 && wide;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if !self.unseen {
            // Line breaks in the source are blanks.
            self.push(&text.replace(['\n', '\r'], " "));
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) {
        let resolved = match entity.resolve_char_ref() {
            Ok(Some(letter)) => letter.to_string(),
            _ if &**entity == "nbsp" => " ".to_owned(),
            _ => resolve_predefined_entity(entity)
                .map_or_else(|| format!("&{};", &**entity), str::to_owned),
        };
        self.push(&resolved);
    }

    fn push(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some(text) = self.cell.take() else {
            return Ok(());
        };
        let (rows, columns) = self.spans;
        if self.column + columns > MAX_COLUMNS {
            return Err(Fault::RowTooLong { row: self.number });
        }
        if rows > 1 {
            let last = self.number + rows - 1;
            self.sheet.merge(self.number, last, self.column)?;
            let columns = self.column..self.column + columns;
            self.covered.extend(columns.map(|column| (column, last)));
        }
        let text = text.replace('\u{a0}', " ");
        let cell = text_cell(text.trim());
        if cell != super::cell::Cell::Empty {
            self.sheet.put(self.number, self.column, cell)?;
        }
        self.column += columns;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        self.end_cell()?;
        self.covered.retain(|(_, last)| *last > self.number);
        Ok(())
    }
}

fn number_of(start: &BytesStart<'_>, key: &str) -> Option<u64> {
    let mut attributes = start.html_attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case(key))?;
    found.value.trim().parse().ok()
}
