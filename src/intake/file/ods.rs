//! Reads an OpenDocument sheet (OpenDocument 1.3, part 3) with limits on size.
//!
//! It is parsed event by event, because cells, rows and spaces can be repeated a million times, and
//! merged cells must be noticed. A formula has the value its program stored; cells covered by a
//! merged cell are not read.

use std::collections::HashSet;
use std::io::{BufReader, Read, Take};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::MAX_COLUMNS;
use super::cell::Cell;
use super::fault::Fault;
use super::sheet::{Sheet, iso_moment, text_cell};
use super::zipped;

/// Largest unpacked size, in bytes.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// Longest text of a cell, in bytes (spreadsheets allow 32,767 characters).
const MAX_CELL_TEXT: usize = 256 * 1024;

/// Whether a zip file is an OpenDocument sheet: its first part is the uncompressed type (part 2,
/// 3.3).
pub(super) fn is_ods(head: &[u8]) -> bool {
    let kind = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    head.get(30..).is_some_and(|name| name.starts_with(kind))
}

/// Reads the first visible sheet that isn't empty.
pub(super) fn sheet(bytes: Vec<u8>) -> Result<Sheet, Fault> {
    let mut archive = zipped::open(bytes)?;
    let content = archive
        .by_name("content.xml")
        .map_err(|_| Fault::BadWorkbook)?;
    let mut xml = Reader::from_reader(BufReader::new(content.take(MAX_UNPACKED)));
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let mut content = Content {
        xml,
        buffer: Vec::new(),
        hidden: HashSet::new(),
    };
    let mut sheet = content.first_sheet()?;
    sheet.others = content.others();
    Ok(sheet)
}

struct Content<R: Read> {
    xml: Reader<BufReader<Take<R>>>,
    buffer: Vec<u8>,
    /// Styles of hidden sheets.
    hidden: HashSet<String>,
}

/// The attributes of a row's start tag.
struct RowStart {
    repeated: u64,
    hidden: bool,
}

/// A cell, how many columns it is repeated over, and how many rows it spans.
struct Found {
    cell: Cell,
    repeated: usize,
    rows: u64,
}

/// The next event, as far as it matters here.
enum Next {
    Start(Tag),
    End(String),
    Text(String),
    Eof,
}

/// The start of an element.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn of(start: &BytesStart<'_>) -> Result<Self, Fault> {
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Fault::BadWorkbook)?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|_| Fault::BadWorkbook)?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Self {
            name: start.name().as_ref().to_owned(),
            attributes,
        })
    }

    fn get(&self, key: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a row or column is hidden.
    fn is_hidden(&self) -> bool {
        matches!(self.get("table:visibility"), Some("collapse" | "filter"))
    }

    /// The value of a repetition attribute, at least 1.
    fn count(&self, key: &str) -> u64 {
        let count = self.get(key).and_then(|text| text.parse().ok());
        count.unwrap_or(1).max(1)
    }
}

impl<R: Read> Content<R> {
    fn next(&mut self) -> Result<Next, Fault> {
        loop {
            self.buffer.clear();
            let event = self.xml.read_event_into(&mut self.buffer);
            return Ok(match event {
                Ok(Event::Start(start)) => Next::Start(Tag::of(&start)?),
                Ok(Event::End(end)) => Next::End(end.name().as_ref().to_owned()),
                Ok(Event::Text(text)) => Next::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Next::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(entity)) => match entity.resolve_char_ref() {
                    Ok(Some(c)) => Next::Text(c.to_string()),
                    Ok(None) => Next::Text(
                        resolve_xml_entity(entity.as_ref())
                            .ok_or(Fault::BadWorkbook)?
                            .to_owned(),
                    ),
                    Err(_) => return Err(Fault::BadWorkbook),
                },
                Ok(Event::Eof) => Next::Eof,
                Ok(_) => continue,
                Err(_) => return Err(self.broken()),
            });
        }
    }

    /// The fault when reading fails: unpacked too much, or damaged.
    fn broken(&self) -> Fault {
        if self.xml.get_ref().get_ref().limit() == 0 {
            return Fault::TooLarge {
                limit_mb: MAX_UNPACKED / (1024 * 1024),
            };
        }
        Fault::BadWorkbook
    }

    fn first_sheet(&mut self) -> Result<Sheet, Fault> {
        let mut style = String::new();
        loop {
            match self.next()? {
                Next::Start(tag) => match tag.name.as_str() {
                    "style:style" => {
                        style = tag.get("style:name").unwrap_or_default().to_owned();
                    }
                    "style:table-properties" if tag.get("table:display") == Some("false") => {
                        self.hidden.insert(style.clone());
                    }
                    "table:table" => {
                        let mut sheet = self.table()?;
                        if self.is_shown(&tag) && !sheet.rows.is_empty() {
                            sheet.name = tag.get("table:name").unwrap_or_default().to_owned();
                            return Ok(sheet);
                        }
                    }
                    _ => {}
                },
                Next::Eof => {
                    return Err(match self.broken() {
                        Fault::BadWorkbook => Fault::Empty,
                        fault => fault,
                    });
                }
                Next::End(_) | Next::Text(_) => {}
            }
        }
    }

    fn is_shown(&self, table: &Tag) -> bool {
        let style = table.get("table:style-name").unwrap_or_default();
        !self.hidden.contains(style)
    }

    /// Names of the remaining visible sheets that aren't empty. Errors in them are ignored, because
    /// they are not read.
    fn others(&mut self) -> Vec<String> {
        let mut others: Vec<String> = Vec::new();
        let mut table: Option<Tag> = None;
        loop {
            match self.next() {
                Ok(Next::Start(tag)) => {
                    if tag.name == "table:table" {
                        table = Some(tag);
                    } else if tag.get("office:value-type").is_some()
                        && let Some(table) = table.take_if(|table| self.is_shown(table))
                    {
                        others.push(table.get("table:name").unwrap_or_default().to_owned());
                    }
                }
                Ok(Next::End(_) | Next::Text(_)) => {}
                Ok(Next::Eof) | Err(_) => return others,
            }
        }
    }

    /// Reads a sheet to its end.
    fn table(&mut self) -> Result<Sheet, Fault> {
        let mut sheet = Sheet::default();
        let mut number = 1u64;
        let mut column = 0u64;
        loop {
            match self.next()? {
                Next::Start(tag) => match tag.name.as_str() {
                    "table:table-row" => {
                        let start = RowStart {
                            repeated: tag.count("table:number-rows-repeated"),
                            hidden: tag.is_hidden(),
                        };
                        if !self.row(number, &start, &mut sheet)? {
                            return Ok(sheet);
                        }
                        number = number.saturating_add(start.repeated);
                    }
                    "table:table-column" => {
                        let end = column.saturating_add(tag.count("table:number-columns-repeated"));
                        if tag.is_hidden() {
                            sheet.hide_columns(column, end);
                        }
                        column = end;
                    }
                    "table:shapes" | "office:forms" => self.skip(&tag.name)?,
                    _ => {}
                },
                Next::End(name) if name == "table:table" => return Ok(sheet),
                Next::End(_) | Next::Text(_) => {}
                Next::Eof => return Err(self.broken()),
            }
        }
    }

    /// Reads a row to its end; `false` when no more rows are taken.
    fn row(&mut self, number: u64, start: &RowStart, sheet: &mut Sheet) -> Result<bool, Fault> {
        let mut cells: Vec<(usize, Cell)> = Vec::new();
        let mut column = 0usize;
        loop {
            match self.next()? {
                Next::Start(tag)
                    if tag.name == "table:table-cell" || tag.name == "table:covered-table-cell" =>
                {
                    let read = self.cell(&tag)?;
                    if read.rows > 1 {
                        let last = number.saturating_add(read.rows - 1);
                        sheet.merge(number, last, column)?;
                    }
                    if read.cell != Cell::Empty {
                        if column.saturating_add(read.repeated) > MAX_COLUMNS {
                            return Err(Fault::RowTooLong { row: number });
                        }
                        cells.extend((0..read.repeated).map(|at| (column + at, read.cell.clone())));
                    }
                    column = column.saturating_add(read.repeated);
                }
                Next::End(name) if name == "table:table-row" => break,
                Next::Start(_) | Next::End(_) | Next::Text(_) => {}
                Next::Eof => return Err(self.broken()),
            }
        }
        if cells.is_empty() {
            return Ok(true);
        }
        for nth in 0..start.repeated {
            let number = number.saturating_add(nth);
            for (column, cell) in &cells {
                if !sheet.put(number, *column, cell.clone())? {
                    return Ok(false);
                }
            }
            if start.hidden {
                sheet.hide_row(number);
            }
        }
        Ok(true)
    }

    /// Reads a cell to its end.
    fn cell(&mut self, tag: &Tag) -> Result<Found, Fault> {
        let text = self.text(&tag.name)?;
        let repeated = tag.count("table:number-columns-repeated");
        let covered = tag.name == "table:covered-table-cell";
        let cell = if covered {
            Cell::Empty
        } else {
            value(tag, &text)?
        };
        let uncounted = !covered && cell == Cell::Empty && tag.get("table:formula").is_some();
        Ok(Found {
            cell: if uncounted { Cell::Uncomputed } else { cell },
            repeated: usize::try_from(repeated).unwrap_or(usize::MAX),
            rows: tag.count("table:number-rows-spanned"),
        })
    }

    /// Reads the text of a cell up to its end: one line per paragraph, without annotations.
    fn text(&mut self, name: &str) -> Result<String, Fault> {
        let mut text = String::new();
        let mut paragraphs = 0;
        loop {
            match self.next()? {
                Next::Start(tag) => match tag.name.as_str() {
                    "text:p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => {
                        let spaces = tag.count("text:c").min(1_000);
                        text.extend((0..spaces).map(|_| ' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    "office:annotation" | "draw:frame" | "table:table" => self.skip(&tag.name)?,
                    _ => {}
                },
                Next::Text(part) if paragraphs > 0 => text.push_str(&part),
                Next::End(end) if end == name => return Ok(text),
                Next::End(_) | Next::Text(_) => {}
                Next::Eof => return Err(self.broken()),
            }
            if text.len() > MAX_CELL_TEXT {
                return Err(Fault::TooManyCells);
            }
        }
    }

    /// Skips an element.
    fn skip(&mut self, name: &str) -> Result<(), Fault> {
        let mut depth = 1u32;
        while depth > 0 {
            match self.next()? {
                Next::Start(tag) if tag.name == name => depth += 1,
                Next::End(end) if end == name => depth -= 1,
                Next::Start(_) | Next::End(_) | Next::Text(_) => {}
                Next::Eof => return Err(self.broken()),
            }
        }
        Ok(())
    }
}

/// A cell's value by its type (part 3, 19.387), or its text when it has no type.
fn value(tag: &Tag, text: &str) -> Result<Cell, Fault> {
    let error = tag.get("calcext:value-type") == Some("error");
    let kind = tag.get("office:value-type").unwrap_or_default();
    Ok(match kind {
        "float" | "percentage" | "currency" if !error => match tag.get("office:value") {
            Some(number) => Cell::Number(number.parse().map_err(|_| Fault::BadWorkbook)?),
            None => text_cell(text),
        },
        "date" => match tag.get("office:date-value") {
            Some(date) => iso_moment(date).map_or_else(|| text_cell(date), Cell::Moment),
            None => text_cell(text),
        },
        "boolean" => match tag.get("office:boolean-value") {
            Some("true" | "TRUE") => Cell::Text("TRUE".to_owned()),
            Some(_) => Cell::Text("FALSE".to_owned()),
            None => text_cell(text),
        },
        "string" if !error => text_cell(tag.get("office:string-value").unwrap_or(text)),
        _ => text_cell(text),
    })
}
