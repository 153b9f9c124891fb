//! Reads separated text (CSV, TSV) row by row.
//!
//! It has its own parser instead of a general library for three reasons: row numbers are those a
//! spreadsheet shows (blank lines count, line breaks inside quotes don't), an unclosed quote is
//! reported at the row where it was opened instead of swallowing the rest of the file, and memory
//! is bounded for any input.

use std::io::{BufRead, ErrorKind};

use super::MAX_COLUMNS;
use super::encoding::{UTF8_MARK, windows_1252};
use super::fault::Fault;
use crate::domain::formula::unguard;

/// Longest row, in bytes: far longer than real ones, short enough to notice an unclosed quote
/// early.
const MAX_ROW_BYTES: usize = 256 * 1024;

/// Rows of separated text.
pub(super) struct CsvRows {
    input: Box<dyn BufRead>,
    separator: u8,
    /// The current row, numbered as a spreadsheet does.
    row: u64,
    bytes: u64,
    text: String,
    ends: Vec<usize>,
    letters: Letters,
}

/// The encoding found in the first row with letters beyond ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Ascii,
    Utf8,
    /// It was not UTF-8; the row and the cell (from 1) where this was first seen.
    Windows {
        row: u64,
        column: usize,
    },
}

/// The parser's state inside a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the start of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Inside quotes.
    Quoted,
    /// After a quote inside quotes: the end of the quoted part, or half of a doubled quote.
    Quote,
}

impl CsvRows {
    /// Reads rows from `input`; `head` is a copy of its first bytes. The separator is the one of
    /// `,` `;` tab `|` that parts most lines alike; a first line `sep=;`, which
    /// spreadsheets write, sets it and is skipped.
    pub(super) fn new(mut input: Box<dyn BufRead>, head: &[u8]) -> Result<Self, Fault> {
        let mut skip = 0;
        let mut head = head;
        let mut row = 0;
        let mut marked = false;
        if let Some(rest) = head.strip_prefix(UTF8_MARK) {
            marked = true;
            head = rest;
            skip = UTF8_MARK.len();
        }
        let mut separator = None;
        if let [b's', b'e', b'p', b'=', chosen, rest @ ..] = head
            && matches!(chosen, b',' | b';' | b'\t' | b'|')
        {
            separator = Some(*chosen);
            skip += 5;
            row = 1;
            if let Some(after) = rest.strip_prefix(b"\r\n") {
                skip += 2;
                head = after;
            } else if let [b'\n' | b'\r', after @ ..] = rest {
                skip += 1;
                head = after;
            } else {
                head = rest;
            }
        }
        let separator = separator.unwrap_or_else(|| sniff(head));
        let mut left = skip;
        while left > 0 {
            let taken = fill(&mut input)?.len().min(left);
            if taken == 0 {
                break;
            }
            input.consume(taken);
            left -= taken;
        }
        Ok(Self {
            input,
            separator,
            row,
            bytes: skip as u64,
            text: String::new(),
            ends: Vec::new(),
            letters: if marked {
                Letters::Utf8
            } else {
                Letters::Ascii
            },
        })
    }

    /// Bytes read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads the next row: `None` at the end, else whether it holds anything but blanks.
    pub(super) fn advance(&mut self) -> Result<Option<bool>, Fault> {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes.clear();
        self.ends.clear();
        if !self.read_row(&mut bytes)? {
            return Ok(None);
        }
        self.row += 1;
        self.text = self.decoded(bytes)?;
        self.unguard();
        Ok(Some(!self.text.trim().is_empty()))
    }

    /// Takes back what an export did to its texts so that no spreadsheet reads a formula (rule 58).
    fn unguard(&mut self) {
        if !self.text.contains('\'') {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut start = 0;
        for end in &mut self.ends {
            text.push_str(&unguard(&self.text[start..*end]));
            start = *end;
            *end = text.len();
        }
        self.text = text;
    }

    /// Decodes a row. The first row with letters beyond ASCII decides for the file: if it isn't
    /// UTF-8, it is Windows-1252 from an older spreadsheet. If there are also valid UTF-8 letters
    /// there or further down, it is UTF-8 with a broken letter, which is an error.
    fn decoded(&mut self, bytes: Vec<u8>) -> Result<String, Fault> {
        // Separators are ASCII, so a row that is UTF-8 as a whole is cut between characters.
        let error = match String::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => return Ok(text),
            Ok(text) => {
                if let Letters::Windows { row, column } = self.letters {
                    return Err(Fault::Encoding { row, column });
                }
                self.letters = Letters::Utf8;
                return Ok(text);
            }
            Err(error) => error,
        };
        let place = self.column_of(error.utf8_error().valid_up_to());
        let (row, column) = match self.letters {
            Letters::Windows { row, column } => (row, column),
            Letters::Ascii | Letters::Utf8 => (self.row, place),
        };
        let broken = Fault::Encoding { row, column };
        let mut pieces = error.as_bytes().utf8_chunks();
        if self.letters == Letters::Utf8 || pieces.any(|piece| !piece.valid().is_ascii()) {
            return Err(broken);
        }
        self.letters = Letters::Windows { row, column };
        self.windows(error.as_bytes())
    }

    /// Decodes a row of Windows-1252 cell by cell, because the positions of the cells change.
    fn windows(&mut self, bytes: &[u8]) -> Result<String, Fault> {
        let mut text = String::with_capacity(bytes.len() + 8);
        let mut ends = Vec::with_capacity(self.ends.len());
        let mut start = 0;
        for end in &self.ends {
            let Some(cell) = windows_1252(&bytes[start..*end]) else {
                let column = self.column_of(start);
                return Err(Fault::Encoding {
                    row: self.row,
                    column,
                });
            };
            text.push_str(&cell);
            ends.push(text.len());
            start = *end;
        }
        self.ends = ends;
        Ok(text)
    }

    /// The cell (from 1) that contains a byte of the row.
    fn column_of(&self, at: usize) -> usize {
        self.ends.iter().take_while(|end| **end <= at).count() + 1
    }

    /// Whether it was read as Windows-1252.
    pub(super) fn is_windows_1252(&self) -> bool {
        matches!(self.letters, Letters::Windows { .. })
    }

    /// The row read last: its number, its cells' text joined, and where each cell ends in it.
    pub(super) fn current(&self) -> (u64, &str, &[usize]) {
        (self.row, &self.text, &self.ends)
    }

    /// Reads one row; `false` at the end of the input.
    fn read_row(&mut self, text: &mut Vec<u8>) -> Result<bool, Fault> {
        let mut state = State::Start;
        let mut any = false;
        loop {
            let chunk = fill(&mut self.input)?;
            if chunk.is_empty() {
                if state == State::Quoted {
                    return Err(Fault::OpenQuote { row: self.row + 1 });
                }
                if any {
                    self.ends.push(text.len());
                }
                return Ok(any);
            }
            any = true;
            let mut used = 0;
            let mut done = None;
            for &byte in chunk {
                used += 1;
                match (state, byte) {
                    (State::Start, b'"') => state = State::Quoted,
                    (State::Quoted, b'"') => state = State::Quote,
                    (State::Quoted, _) => text.push(byte),
                    (State::Quote, b'"') => {
                        text.push(b'"');
                        state = State::Quoted;
                    }
                    (_, b'\n' | b'\r') => {
                        done = Some(byte);
                        break;
                    }
                    (_, byte) if byte == self.separator => {
                        self.ends.push(text.len());
                        state = State::Start;
                    }
                    (State::Start | State::Plain, _) => {
                        text.push(byte);
                        state = State::Plain;
                    }
                    (State::Quote, _) => {
                        // `"a"b`: text after the closing quote belongs to the cell.
                        text.push(byte);
                        state = State::Plain;
                    }
                }
            }
            self.input.consume(used);
            self.bytes += used as u64;
            if text.len() > MAX_ROW_BYTES {
                return Err(if matches!(state, State::Quoted) {
                    Fault::OpenQuote { row: self.row + 1 }
                } else {
                    Fault::RowTooLong { row: self.row + 1 }
                });
            }
            if self.ends.len() >= MAX_COLUMNS {
                return Err(Fault::RowTooLong { row: self.row + 1 });
            }
            if let Some(ending) = done {
                self.ends.push(text.len());
                if ending == b'\r' && fill(&mut self.input)?.first() == Some(&b'\n') {
                    self.input.consume(1);
                    self.bytes += 1;
                }
                return Ok(true);
            }
        }
    }
}

/// Reads more bytes.
fn fill(input: &mut Box<dyn BufRead>) -> Result<&[u8], Fault> {
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Fault::of_read(&error)),
        }
    }
    input.fill_buf().map_err(|error| Fault::of_read(&error))
}

/// Lines of the head that are looked at for the separator.
const SNIFFED: usize = 60;

/// The separator that parts most lines of the head into the same number of cells, so that a title
/// with commas above a table with semicolons doesn't decide; of equals the one with more cells.
fn sniff(head: &[u8]) -> u8 {
    const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
    let mut lines: Vec<[u32; SEPARATORS.len()]> = vec![[0; SEPARATORS.len()]];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'\n' | b'\r' if lines.len() == SNIFFED => break,
            b'\n' | b'\r' => lines.push([0; SEPARATORS.len()]),
            _ => {
                let at = SEPARATORS.iter().position(|separator| *separator == byte);
                if let (Some(at), Some(line)) = (at, lines.last_mut()) {
                    line[at] += 1;
                }
            }
        }
    }
    let mut best = (0, 0, 0);
    for at in 0..SEPARATORS.len() {
        let given = || lines.iter().map(|line| line[at]).filter(|count| *count > 0);
        // How many lines have the most frequent number of this separator.
        let alike = given().map(|count| {
            let same = given().filter(|other| *other == count).count();
            (same, count)
        });
        if let Some((same, count)) = alike.max()
            && (same, count) > (best.0, best.1)
        {
            best = (same, count, at);
        }
    }
    SEPARATORS[best.2]
}
