//! Rows and cells, for all kinds of files.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use crate::domain::message::Message;

/// A row: its cells and the number a spreadsheet shows.
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

/// The value of a cell in a workbook.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::intake) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Moment(NaiveDateTime),
    /// A formula without a stored value.
    Uncomputed,
}

/// The value of a cell. In separated text it is only [`Value::Text`] or [`Value::Empty`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing, or only blanks.
    Empty,
    /// Text without blanks around it.
    Text(&'a str),
    /// A true number.
    Number(f64),
    /// A true date, with its time of day.
    Moment(NaiveDateTime),
    /// A formula without a stored value.
    Uncomputed,
}

/// Marks on rows, by the number that a spreadsheet shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::intake) struct Marks {
    /// Rows of which a filled cell is struck through.
    pub(in crate::intake) struck: BTreeSet<u64>,
    /// The colour of the first coloured cell of a row that isn't empty: red, green, blue.
    pub(in crate::intake) fills: BTreeMap<u64, (u8, u8, u8)>,
    /// Rows of which all filled cells have the same marks.
    pub(in crate::intake) whole: BTreeSet<u64>,
    /// Rows that are hidden and not empty.
    pub(in crate::intake) hidden: BTreeSet<u64>,
    /// Comments on cells, joined by row.
    pub(in crate::intake) comments: BTreeMap<u64, String>,
}

impl Cell {
    /// A cell with this value.
    pub(in crate::intake) fn of(value: Value<'_>) -> Self {
        match value {
            Value::Empty => Self::Empty,
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Number(number) => Self::Number(number),
            Value::Moment(moment) => Self::Moment(moment),
            Value::Uncomputed => Self::Uncomputed,
        }
    }
}

impl<'a> Row<'a> {
    /// A row of these cells.
    pub(in crate::intake) fn of_cells(number: u64, cells: &'a [Cell]) -> Self {
        Self {
            number,
            cells: Cells::Typed(cells),
        }
    }

    /// A row of separated text: the text of all cells joined, and the byte position where each
    /// ends.
    pub(super) fn of_text(number: u64, text: &'a str, ends: &'a [usize]) -> Self {
        Self {
            number,
            cells: Cells::Text { text, ends },
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
                Some(Cell::Uncomputed) => Value::Uncomputed,
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
            Self::Empty | Self::Uncomputed => String::new(),
            Self::Text(text) => text.to_owned(),
            // Rust prints the shortest form, whole numbers without a fraction.
            Self::Number(number) => format!("{number}"),
            Self::Moment(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

/// Checks that a row fits the number of titles. Returns the column (from 0) and the problem; with
/// `strict` missing cells are a problem too.
pub(in crate::intake) fn misfit(
    row: &Row<'_>,
    want: usize,
    strict: bool,
) -> Option<(usize, Message)> {
    let have = row.len();
    let beyond = (want..have).any(|index| row.get(index) != Value::Empty);
    let say = |key| Message::new(key).count("have", have).count("want", want);
    if have < want && strict {
        Some((have, say("intake-row-short")))
    } else if beyond {
        Some((want, say("intake-row-long")))
    } else {
        None
    }
}
