//! The rows of a sheet of a workbook, with limits on size.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::cell::{Cell, Marks};
use super::fault::{Fault, column_letters};
use super::{MAX_COLUMNS, MAX_ROWS};
use crate::domain::message::Message;
use crate::domain::text;

/// Most cells of a sheet, blank ones between others included.
const MAX_CELLS: usize = 8_000_000;
/// Most text of a sheet, in bytes; one stored text may be used in many cells.
const MAX_TEXT: usize = 256 * 1024 * 1024;
/// Most areas of merged cells, to limit memory.
const MAX_MERGED: usize = 1_000_000;
/// Most rows that are stored: somewhat more than [`MAX_ROWS`], so that the reader notices too many.
#[allow(clippy::cast_possible_truncation, reason = "a few hundred thousand")]
const MOST_ROWS: usize = MAX_ROWS as usize + 50;

/// The non-empty rows of a sheet, each with its number.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Names of further visible sheets that aren't empty.
    pub(super) others: Vec<String>,
    pub(super) rows: Vec<(u64, Vec<Cell>)>,
    /// Cells merged over several rows: (first row, last row, column).
    merged: Vec<(u64, u64, usize)>,
    /// Marks on rows that aren't values.
    pub(super) marks: Marks,
    /// Hidden columns, from 0.
    hidden_columns: BTreeSet<usize>,
    cells: usize,
    /// Bytes of all text.
    bytes: usize,
}

impl Sheet {
    /// Adds a cell to the last row or a later one; `false` when the limit of rows is reached.
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
    pub(super) fn merge(&mut self, first: u64, last: u64, column: usize) -> Result<(), Fault> {
        if last > first {
            if self.merged.len() >= MAX_MERGED {
                return Err(Fault::TooManyCells);
            }
            self.merged.push((first, last, column));
        }
        Ok(())
    }

    /// Notes that a row is hidden, unless it is empty.
    pub(super) fn hide_row(&mut self, number: u64) {
        let found = self.rows.binary_search_by_key(&number, |(known, _)| *known);
        if found.is_ok() {
            self.marks.hidden.insert(number);
        }
    }

    /// Notes hidden columns (from 0): `first` up to but without `end`.
    pub(super) fn hide_columns(&mut self, first: u64, end: u64) {
        let within = |at: u64| usize::try_from(at).map_or(MAX_COLUMNS, |at| at.min(MAX_COLUMNS));
        self.hidden_columns.extend(within(first)..within(end));
    }

    /// The hidden columns (from 0) that aren't empty. A sheet may hide millions of empty columns,
    /// so the rows are searched, not the columns.
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

    /// Its name, when the workbook has several sheets.
    pub(super) fn name(&self) -> Option<String> {
        let sheet = &self.sheet;
        (!sheet.others.is_empty()).then(|| text::excerpt(&sheet.name))
    }

    /// Notes about sheets that were not read and about hidden rows and columns that were.
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
        let hidden = self.sheet.marks.hidden.len();
        if hidden > 0 {
            notes.push(Message::new("intake-hidden-rows").count("rows", hidden));
        }
        let held = self.sheet.hidden_columns_held().into_iter();
        let read: Vec<_> = held.map(|column| column_letters(column + 1)).collect();
        if !read.is_empty() {
            let columns = text::excerpt(&read.join(", "));
            notes.push(Message::new("intake-hidden-columns").text("columns", columns));
        }
        notes
    }

    /// Marks on rows that aren't values.
    pub(super) fn marks(&self) -> &Marks {
        &self.sheet.marks
    }

    /// Gives each row below `header` that a merged cell covers the cell's value, in the columns of
    /// which `repeats` is true; returns to the first row below the header where anything changed.
    ///
    /// # Errors
    /// [`Fault::Merged`] for a merged cell in another column for which `refuse` is true.
    pub(super) fn fill_merged(
        &mut self,
        header: u64,
        repeats: impl Fn(usize) -> bool,
        refuse: impl Fn(usize) -> bool,
    ) -> Result<bool, Fault> {
        let mut changed = false;
        for (first, last, column) in std::mem::take(&mut self.sheet.merged) {
            if last <= header {
                continue;
            }
            if first <= header || refuse(column) {
                return Err(Fault::Merged {
                    row: first,
                    last,
                    column: column_letters(column + 1),
                });
            }
            if !repeats(column) {
                continue;
            }
            let rows = &mut self.sheet.rows;
            let from = rows.partition_point(|(number, _)| *number < first);
            let Some((number, cells)) = rows.get(from) else {
                continue;
            };
            let value = match (*number == first, cells.get(column)) {
                (true, Some(value)) => value.clone(),
                _ => continue,
            };
            for (number, cells) in &mut rows[from + 1..] {
                if *number > last {
                    break;
                }
                if cells.len() <= column {
                    cells.resize(column + 1, Cell::Empty);
                }
                cells[column] = value.clone();
                changed = true;
            }
        }
        if changed {
            let rows = &self.sheet.rows;
            self.next = rows.partition_point(|(number, _)| *number <= header);
        }
        Ok(changed)
    }

    /// [`Fault::Merged`] when cells are merged over rows from `row` on.
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

/// A cell of text; empty when it has only blanks.
pub(super) fn text_cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

/// Reads an ISO 8601 date, with or without a time of day.
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
