//! The rows of a workbook's sheet, within bounds.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::cell::Cell;
use super::fault::{Fault, column_letters};
use super::{MAX_COLUMNS, MAX_ROWS, count};
use crate::domain::message::Message;
use crate::domain::text;

/// The most cells a sheet may hold, blank ones between others included.
const MAX_CELLS: usize = 8_000_000;
/// The most text a sheet may hold, in bytes: one text may stand in many cells.
const MAX_TEXT: usize = 256 * 1024 * 1024;
/// The most areas of merged cells, in bounds of memory: far more than any table has.
const MAX_MERGED: usize = 1_000_000;
/// The most rows that are taken; who reads them refuses fewer.
#[allow(clippy::cast_possible_truncation, reason = "a few hundred thousand")]
const MOST_ROWS: usize = MAX_ROWS as usize + 50;

/// The rows of one sheet that hold anything, each with its number.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Names of further sheets that are shown and hold anything.
    pub(super) others: Vec<String>,
    pub(super) rows: Vec<(u64, Vec<Cell>)>,
    /// First and last row and the column of cells merged over several rows.
    merged: Vec<(u64, u64, usize)>,
    /// Rows that hold something and are not shown.
    hidden_rows: u64,
    /// Columns that are not shown, from 0.
    hidden_columns: BTreeSet<usize>,
    cells: usize,
    /// Bytes of all text.
    bytes: usize,
}

impl Sheet {
    /// Puts a cell into a row that is the last so far or comes after it; `false` when no more rows
    /// are taken.
    ///
    /// # Errors
    /// [`Fault::TooManyCells`].
    pub(super) fn put(&mut self, number: u64, column: usize, cell: Cell) -> Result<bool, Fault> {
        if self.rows.last().is_none_or(|(last, _)| *last != number) {
            if self.rows.len() >= MOST_ROWS {
                return Ok(false);
            }
            self.rows.push((number, Vec::new()));
        }
        let Some((_, row)) = self.rows.last_mut() else {
            return Ok(false);
        };
        if row.len() <= column {
            self.cells += column + 1 - row.len();
            row.resize(column + 1, Cell::Empty);
        }
        if let Cell::Text(text) = &cell {
            self.bytes += text.len();
        }
        row[column] = cell;
        if self.cells > MAX_CELLS || self.bytes > MAX_TEXT {
            return Err(Fault::TooManyCells);
        }
        Ok(true)
    }

    /// Notes that cells are merged, from row `first` to row `last`.
    ///
    /// # Errors
    /// [`Fault::TooManyCells`].
    pub(super) fn merge(&mut self, first: u64, last: u64, column: usize) -> Result<(), Fault> {
        if last > first {
            if self.merged.len() >= MAX_MERGED {
                return Err(Fault::TooManyCells);
            }
            self.merged.push((first, last, column));
        }
        Ok(())
    }

    /// Notes that a row is not shown, where it holds anything.
    pub(super) fn hide_row(&mut self, number: u64) {
        let found = self.rows.binary_search_by_key(&number, |(known, _)| *known);
        self.hidden_rows += u64::from(found.is_ok());
    }

    /// Notes that columns are not shown, from 0: `first` to the one before `end`.
    pub(super) fn hide_columns(&mut self, first: u64, end: u64) {
        let within = |at: u64| usize::try_from(at).map_or(MAX_COLUMNS, |at| at.min(MAX_COLUMNS));
        self.hidden_columns.extend(within(first)..within(end));
    }

    /// The columns, from 0, that hold anything and are not shown. A sheet may hide all that are
    /// beyond its own, so each row is looked through once, as far as it goes.
    fn hidden_columns_held(&self) -> BTreeSet<usize> {
        let mut held = BTreeSet::new();
        for (_, cells) in &self.rows {
            let hidden = self.hidden_columns.range(..cells.len()).copied();
            held.extend(
                hidden.filter(|at| cells.get(*at).is_some_and(|cell| *cell != Cell::Empty)),
            );
        }
        held
    }
}

/// A sheet that is being read.
pub(super) struct SheetRows {
    sheet: Sheet,
    next: usize,
}

impl SheetRows {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { sheet, next: 0 }
    }

    pub(super) fn next(&mut self) -> Option<(u64, &[Cell])> {
        let (number, cells) = self.sheet.rows.get(self.next)?;
        self.next += 1;
        Some((*number, cells))
    }

    /// Its name, where the workbook holds others too.
    pub(super) fn name(&self) -> Option<String> {
        let sheet = &self.sheet;
        (!sheet.others.is_empty()).then(|| text::excerpt(&sheet.name))
    }

    /// What was not read, and what is not shown and was read as well.
    pub(super) fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        if let Some(name) = self.name() {
            let others = text::excerpt(&self.sheet.others.join(", "));
            notes.push(
                Message::new("intake-other-sheets")
                    .text("sheet", name)
                    .text("others", others),
            );
        }
        if self.sheet.hidden_rows > 0 {
            let rows = count(self.sheet.hidden_rows);
            notes.push(Message::new("intake-hidden-rows").count("rows", rows));
        }
        let held = self.sheet.hidden_columns_held().into_iter();
        let read: Vec<_> = held.map(|column| column_letters(column + 1)).collect();
        if !read.is_empty() {
            let columns = text::excerpt(&read.join(", "));
            notes.push(Message::new("intake-hidden-columns").text("columns", columns));
        }
        notes
    }

    /// A fault where cells are merged over rows from `row` on.
    pub(super) fn check_merged(&self, row: u64) -> Result<(), Fault> {
        let over = self.sheet.merged.iter().find(|(_, last, _)| *last > row);
        match over {
            Some((first, last, column)) => Err(Fault::Merged {
                row: *first,
                last: *last,
                column: column_letters(column + 1),
            }),
            None => Ok(()),
        }
    }
}

/// A cell of text; blanks are nothing.
pub(super) fn text_cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

/// A date as ISO 8601 writes it, with or without its time of day.
pub(super) fn iso_moment(text: &str) -> Option<NaiveDateTime> {
    let whole = text.split('.').next().unwrap_or(text);
    NaiveDateTime::parse_from_str(whole, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or_else(|| {
            NaiveDate::parse_from_str(whole, "%Y-%m-%d")
                .ok()
                .map(|day| day.and_time(chrono::NaiveTime::MIN))
        })
}
