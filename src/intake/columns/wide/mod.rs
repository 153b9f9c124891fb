//! Reads tables in which each row is an order with its goods side by side, as from online forms and
//! shared sheets: a column of units for each of the goods, rows of a question's grid (`Pesanan
//! [Nastar Keju]`), ticked options (`Nastar Keju, Kastengel`), or words (`2 nastar, 1 kastengel`).
//!
//! A column of units is recognised by its title: the whole code, name or alias of goods, with or
//! without a price. The owner is asked about a title that is only similar and about an unknown
//! column of small numbers, so that no units are lost or guessed.

mod cells;
#[cfg(test)]
mod tests;
mod titles;

pub(in crate::intake) use self::cells::Line;
use self::cells::{WordReader, is_nothing, is_tick};
pub(in crate::intake) use self::titles::{CUSTOMER_QUESTIONS, of_grids};
use self::titles::{bare, is_numbered};
use super::error::{HeaderError, Unsure};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::titles::shown;
use super::values;
use crate::domain::message::Message;
use crate::intake::assortment::GoodsLookup;
use crate::intake::file::cell::{Cell, Row, Value};
use crate::intake::note::RowNote;

/// The fields that are added to a row for each of its goods, in this order.
pub(in crate::intake) const LINE_MEANINGS: [Meaning; 5] = [
    Meaning::Code,
    Meaning::Product,
    Meaning::Quantity,
    Meaning::Customization,
    Meaning::Note,
];

/// Most columns that are asked about.
const MOST_ASKED: usize = 12;
/// Largest number that is considered units in an unknown column.
const FEW: u32 = 500;

/// The reader for rows with several goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct Wide {
    titles: Vec<String>,
    units: Vec<Units>,
    /// Columns of goods in words.
    words: Vec<usize>,
    /// Columns of customizations, which go to the line, or to the note when there are several
    /// lines.
    asked: Vec<usize>,
    note: Option<usize>,
    /// A column that counts all units of the row.
    count: Option<usize>,
    unread: Vec<Unread>,
    mapping: Mapping,
    reader: WordReader,
    /// Number of goods that were ticked without a number.
    ticked: i64,
}

/// A column of units.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Units {
    at: usize,
    code: Option<String>,
    name: String,
}

/// A column that isn't read, and whether its cells look like units.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unread {
    at: usize,
    filled: bool,
    units: bool,
}

impl Wide {
    /// Finds the columns that hold goods; `None` when there are none.
    pub(in crate::intake) fn of(
        titles: &[String],
        grid: &[Option<String>],
        taken: &[bool],
        known: &[(Meaning, usize)],
        mapping: &Mapping,
        goods: &GoodsLookup,
    ) -> Result<Option<Self>, HeaderError> {
        let at_of = |field| known.iter().find(|(of, _)| *of == field).map(|(_, at)| *at);
        let mut wide = Self {
            titles: titles.to_vec(),
            units: Vec::new(),
            words: at_of(Meaning::Items).into_iter().collect(),
            asked: [Meaning::Variant, Meaning::Customization]
                .into_iter()
                .filter_map(at_of)
                .collect(),
            note: at_of(Meaning::Note),
            count: at_of(Meaning::Quantity),
            unread: Vec::new(),
            mapping: mapping.clone(),
            reader: WordReader::default(),
            ticked: 0,
        };
        let mut unsure = Vec::new();
        for (at, title) in titles.iter().enumerate() {
            if taken[at] || title.is_empty() {
                continue;
            }
            let name = bare(grid[at].as_deref().unwrap_or(title));
            let unread = Unread {
                at,
                filled: false,
                units: true,
            };
            match mapping.goods(title) {
                Some(Some(said)) => {
                    let good = goods.by_code(said).or_else(|| goods.called(said));
                    wide.units.push(Units {
                        at,
                        code: good.map(|good| good.code.clone()),
                        name: good.map_or_else(|| said.to_owned(), |good| good.name.clone()),
                    });
                    continue;
                }
                Some(None) => continue,
                None => {}
            }
            let called = goods.called(&name).or_else(|| goods.called(title));
            if let Some(good) = called {
                wide.units.push(Units {
                    at,
                    code: Some(good.code.clone()),
                    name: good.name.clone(),
                });
                continue;
            }
            let near = match is_numbered(title) {
                true => Vec::new(),
                false => goods.near(&name),
            };
            if near.is_empty() {
                wide.unread.push(unread);
            } else {
                unsure.push(Unsure {
                    title: title.clone(),
                    near: near
                        .iter()
                        .map(|good| (good.code.clone(), good.name.clone()))
                        .collect(),
                });
            }
        }
        if !unsure.is_empty() {
            unsure.truncate(MOST_ASKED);
            return Err(HeaderError::Unsure {
                columns: unsure,
                mapping: mapping.clone(),
            });
        }
        let any = !wide.units.is_empty() || !wide.words.is_empty();
        Ok(any.then_some(wide))
    }

    /// Removes columns with a known meaning from the unread ones.
    pub(in crate::intake) fn remove_known(&mut self, known: &[(Meaning, usize)]) {
        self.unread
            .retain(|column| known.iter().all(|(_, at)| *at != column.at));
    }

    /// Reads the lines of a row.
    pub(in crate::intake) fn lines(
        &mut self,
        row: &Row<'_>,
        goods: &GoodsLookup,
    ) -> Result<Vec<Line>, Box<RowNote>> {
        for column in &mut self.unread {
            let value = row.get(column.at);
            column.filled |= value != Value::Empty;
            column.units &=
                is_nothing(value) || values::quantity(value).is_ok_and(|units| units <= FEW);
        }
        let mut lines = Vec::new();
        for column in &self.units {
            let value = row.get(column.at);
            if is_nothing(value) {
                continue;
            }
            let ticked = is_tick(value);
            let qty = match ticked {
                true => 1,
                false => {
                    values::quantity(value).map_err(|problem| self.bad(row, column.at, problem))?
                }
            };
            lines.push(Line {
                code: column.code.clone(),
                product: column.name.clone(),
                qty,
                ticked,
                asked: String::new(),
            });
        }
        for at in self.words.clone() {
            let value = row.get(at);
            if is_nothing(value) {
                continue;
            }
            let words = (self.reader)
                .read(&value.to_text(), goods)
                .map_err(|problem| self.bad(row, at, problem))?;
            lines.extend(words);
        }
        self.count(row, &mut lines)?;
        let ticked = lines.iter().filter(|line| line.ticked).count();
        self.ticked += i64::try_from(ticked).unwrap_or(i64::MAX);
        Ok(lines)
    }

    /// Checks the column with the total number of units. When only one of the goods was ticked, the
    /// number is its quantity.
    fn count(&self, row: &Row<'_>, lines: &mut [Line]) -> Result<(), Box<RowNote>> {
        let Some(at) = self.count else { return Ok(()) };
        if let [line] = lines
            && line.ticked
            && row.get(at) != Value::Empty
        {
            line.qty =
                values::quantity(row.get(at)).map_err(|problem| self.bad(row, at, problem))?;
            line.ticked = false;
            return Ok(());
        }
        let units: u64 = lines.iter().map(|line| u64::from(line.qty)).sum();
        match values::quantity(row.get(at)) {
            Ok(counted) if u64::from(counted) != units && !lines.is_empty() => {
                let problem = Message::new("intake-goods-count")
                    .count("counted", counted)
                    .count("units", units);
                Err(self.bad(row, at, problem))
            }
            _ => Ok(()),
        }
    }

    /// Makes one row for each line: the original row with the line's fields added.
    pub(in crate::intake) fn spread(&self, row: &Row<'_>, lines: Vec<Line>) -> Vec<Vec<Cell>> {
        let cell = |value: Value<'_>| match value {
            Value::Empty => Cell::Empty,
            Value::Text(text) => Cell::Text(text.to_owned()),
            Value::Number(number) => Cell::Number(number),
            Value::Moment(moment) => Cell::Moment(moment),
            Value::Uncomputed => Cell::Uncomputed,
        };
        let bare: Vec<Cell> = (0..self.titles.len()).map(|at| cell(row.get(at))).collect();
        let asked: Vec<String> = self
            .asked
            .iter()
            .map(|at| row.get(*at).to_text())
            .filter(|text| !text.is_empty())
            .collect();
        let asked = asked.join(", ");
        let alone = lines.len() == 1;
        let note = self.note.map(|at| row.get(at).to_text());
        let note = match (note.unwrap_or_default(), alone) {
            (note, true) => note,
            (note, false) => joined(&note, &asked),
        };
        let text = |text: &str| match text {
            "" => Cell::Empty,
            text => Cell::Text(text.to_owned()),
        };
        lines
            .iter()
            .map(|line| {
                let mut cells = bare.clone();
                let wish = match alone {
                    true => joined(&line.asked, &asked),
                    false => line.asked.clone(),
                };
                cells.extend([
                    text(line.code.as_deref().unwrap_or_default()),
                    text(&line.product),
                    Cell::Number(f64::from(line.qty)),
                    text(&wish),
                    text(&note),
                ]);
                cells
            })
            .collect()
    }

    /// The question about unknown columns that seem to hold units.
    pub(in crate::intake) fn unsure(&self) -> Option<HeaderError> {
        let columns: Vec<Unsure> = self
            .unread
            .iter()
            .filter(|column| column.filled && column.units)
            .map(|column| &self.titles[column.at])
            .filter(|title| !is_numbered(title))
            .map(|title| Unsure {
                title: title.clone(),
                near: Vec::new(),
            })
            .take(MOST_ASKED)
            .collect();
        (!columns.is_empty()).then(|| HeaderError::Unsure {
            columns,
            mapping: self.mapping.clone(),
        })
    }

    /// The assumptions, and the columns that were not read.
    pub(in crate::intake) fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        if self.ticked > 0 {
            notes.push(Message::new("intake-goods-ticked").count("items", self.ticked));
        }
        notes.extend(self.reader.note());
        let left: Vec<String> = self
            .unread
            .iter()
            .filter(|column| column.filled)
            .map(|column| self.titles[column.at].clone())
            .collect();
        if !left.is_empty() {
            notes.push(Message::new("intake-columns-left").text("columns", shown(&left)));
        }
        notes
    }

    fn bad(&self, row: &Row<'_>, at: usize, problem: Message) -> Box<RowNote> {
        Box::new(RowNote {
            row: row.number,
            column: self.titles[at].clone(),
            problem,
        })
    }
}

fn joined(one: &str, other: &str) -> String {
    match (one, other) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one}; {other}"),
    }
}
