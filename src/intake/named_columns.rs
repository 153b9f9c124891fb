//! Finds the columns of a small table by title, and reads its rows: price lists, recipients of an
//! order, couriers' tables of parcels. Each says which columns there are; tables of orders have
//! [`super::columns::Columns`].

use super::columns::titles::titles;
use super::columns::units::rupiah_of_title;
use super::columns::{MAX_TITLE_ROWS, values};
use super::error::IntakeError;
use super::file::cell::{Row, Value, misfit};
use super::file::fault::{Fault, column_letters};
use super::file::table::Table;
use super::note::{MAX_LISTED, RowNote};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text;

/// The header of a table whose columns are `C`.
pub(super) struct Named<C> {
    /// Its titles as written.
    pub(super) titles: Vec<String>,
    /// The columns that were recognised, and the places of their titles.
    pub(super) columns: Vec<(C, usize)>,
}

/// Finds a column for each kind that has none yet: the first of its aliases, folded, that is the
/// title of a column which is still free.
pub(super) fn recognise<'a, C: PartialEq, A: Iterator<Item = &'a str>>(
    columns: &mut Vec<(C, usize)>,
    folded: &[String],
    kinds: impl Iterator<Item = (C, A)>,
) {
    for (kind, mut aliases) in kinds {
        if columns.iter().any(|(known, _)| *known == kind) {
            continue;
        }
        let found = aliases.find_map(|alias| free(columns, folded, alias));
        columns.extend(found.map(|at| (kind, at)));
    }
}

/// The first column with a title, folded, that nothing has been recognised in.
pub(super) fn free<C>(columns: &[(C, usize)], folded: &[String], title: &str) -> Option<usize> {
    let free = |at: &usize| columns.iter().all(|(_, taken)| taken != at);
    (0..folded.len()).find(|at| folded[*at] == title && free(at))
}

impl<C: PartialEq> Named<C> {
    /// Finds the header among the first rows: the first in whose titles `columns` finds what the
    /// table needs. `lacks` makes the error when there is none, of the file's name and its widest
    /// row.
    ///
    /// # Errors
    /// An empty table, one without a header, and what `columns` returns.
    pub(super) fn find(
        table: &mut Table,
        columns: impl Fn(&[String], &str) -> Result<Option<Vec<(C, usize)>>, IntakeError>,
        lacks: impl FnOnce(String, Vec<String>) -> IntakeError,
    ) -> Result<Self, IntakeError> {
        let mut widest: Vec<String> = Vec::new();
        for _ in 0..=MAX_TITLE_ROWS {
            let Some(row) = table.next_row()? else { break };
            let (number, titles) = (row.number, titles(&row));
            if let Some(columns) = columns(&titles, table.name())? {
                table.check_merged(number)?;
                return Ok(Self { titles, columns });
            }
            if titles.len() > widest.len() {
                widest = titles;
            }
        }
        if widest.is_empty() {
            return Err(table.fault(Fault::Empty).into());
        }
        Err(lacks(table.name().to_owned(), widest))
    }

    /// Reads the rows below the header, at most `most`, and lists those that can't be read.
    ///
    /// # Errors
    /// More rows than that, or none.
    pub(super) fn rows<T>(
        &self,
        table: &mut Table,
        most: u64,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Box<RowNote>>,
    ) -> Result<(Vec<T>, Vec<RowNote>), IntakeError> {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        let mut rows = 0;
        while let Some(row) = table.next_row()? {
            rows += 1;
            if rows > most {
                return Err(IntakeError::TooManyRows(table.name().to_owned(), most));
            }
            match read(&row) {
                Ok(row) => good.push(row),
                Err(note) if bad.len() < MAX_LISTED => bad.push(*note),
                Err(_) => {}
            }
        }
        match rows {
            0 => Err(IntakeError::OnlyHeader(table.name().to_owned())),
            _ => Ok((good, bad)),
        }
    }

    /// The places of the titles that mean nothing here.
    pub(super) fn unused(&self) -> impl Iterator<Item = usize> {
        (0..self.titles.len()).filter(|at| self.columns.iter().all(|(_, column)| column != at))
    }

    fn at(&self, wanted: &C) -> Option<usize> {
        let mut known = self.columns.iter();
        known
            .find(|(column, _)| column == wanted)
            .map(|(_, at)| *at)
    }

    /// The cell of a column; empty where the table has none.
    pub(super) fn value<'a>(&self, row: &Row<'a>, column: &C) -> Value<'a> {
        self.at(column).map_or(Value::Empty, |at| row.get(at))
    }

    /// A remark about a column of a row.
    pub(super) fn bad(&self, row: &Row<'_>, column: &C, problem: Message) -> Box<RowNote> {
        self.note(row, self.at(column).unwrap_or(0), problem)
    }

    fn note(&self, row: &Row<'_>, at: usize, problem: Message) -> Box<RowNote> {
        let title = self.titles.get(at).filter(|title| !title.is_empty());
        Box::new(RowNote {
            row: row.number,
            column: match title {
                Some(title) => title.clone(),
                None => column_letters(at.saturating_add(1)),
            },
            problem,
        })
    }

    /// Refuses a row that does not fit the header ([`misfit`]).
    pub(super) fn check_fits(&self, row: &Row<'_>, strict: bool) -> Result<(), Box<RowNote>> {
        match misfit(row, self.titles.len(), strict) {
            None => Ok(()),
            Some((at, problem)) => Err(self.note(row, at, problem)),
        }
    }

    /// Reads a line of at most `most` characters; empty where the cell is.
    pub(super) fn text(
        &self,
        row: &Row<'_>,
        column: &C,
        most: usize,
    ) -> Result<String, Box<RowNote>> {
        self.line(row, column, most, |value| {
            values::says(value).map(|()| value)
        })
    }

    /// Reads a line that identifies something: a figure that a spreadsheet shortened is refused.
    pub(super) fn identity(
        &self,
        row: &Row<'_>,
        column: &C,
        most: usize,
    ) -> Result<String, Box<RowNote>> {
        self.line(row, column, most, |value| {
            values::says(value).and_then(|()| values::identity(value))
        })
    }

    fn line<'a>(
        &self,
        row: &Row<'a>,
        column: &C,
        most: usize,
        read: impl FnOnce(Value<'a>) -> Result<Value<'a>, Message>,
    ) -> Result<String, Box<RowNote>> {
        let value = read(self.value(row, column)).map_err(|why| self.bad(row, column, why))?;
        let line = text::clean_line(&value.to_text()).text;
        text::check_length(&line, most).map_err(|error| self.bad(row, column, error.message()))?;
        Ok(line)
    }

    /// Reads an amount, in thousands where the title says so; `None` where the cell is empty.
    pub(super) fn price(&self, row: &Row<'_>, column: &C) -> Result<Option<Rupiah>, Box<RowNote>> {
        let rupiah = self
            .at(column)
            .map_or(1, |at| rupiah_of_title(&self.titles[at]));
        values::price_in(self.value(row, column), rupiah)
            .map_err(|problem| self.bad(row, column, problem))
    }
}
