//! Tables with a row for each order and its goods side by side, as online forms and shared sheets
//! have them: a column for each of the goods with its units, rows of a question's grid
//! (`Pesanan [Nastar Keju]`), choices that were ticked (`Nastar Keju, Kastengel`), or words
//! (`2 nastar, 1 kastengel`).
//!
//! Which column holds units of what is told by its title: the whole code, name or alias of one of
//! the goods, whatever price stands beside it. A title that only resembles one, and a column of
//! small numbers that resembles none, is asked about: no unit is dropped unseen and none is guessed.

use super::chat::{self, Goods};
use super::columns::{Field, HeaderError, fold};
use super::drafts::RowNote;
use super::mapping::Mapping;
use super::table::{Cell, Row, Value};
use super::values;
use crate::domain::chat::{ChatItem, Sureness};
use crate::domain::message::Message;
use crate::domain::text;

/// What is put beside a row for each of its goods, in this order.
pub(super) const BESIDE: [Field; 5] = [
    Field::Code,
    Field::Product,
    Field::Quantity,
    Field::Customization,
    Field::Note,
];

/// Parts of questions that ask for who ordered, where no column goes by a plain name.
pub(super) const LOOSELY: [(Field, &[&str]); 3] = [
    (Field::Name, &["nama"]),
    (
        Field::Phone,
        &["whatsapp", "nowa", "nomorwa", "nohp", "nomorhp", "telepon"],
    ),
    (Field::Address, &["alamat"]),
];

/// Titles of columns whose small numbers are no units.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "no", "nomor", "nourut", "nomorurut", "id", "rt", "rw", "umur", "usia", "absen", "noabsen", "nomorabsen",
    "norumah", "nomorrumah", "blok", "kelas", "total", "totalpcs", "totalitem", "totalpesanan", "jumlah",
    "jumlahtotal", "qty", "age", "number", "score", "skor",
];

/// The most columns that are asked about.
const MOST_ASKED: usize = 12;
/// The most units of a number that is taken for units in a column nobody knows.
const FEW: u32 = 500;

/// A column that may hold units of one of the goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    /// Its title.
    pub title: String,
    /// Code and name of the goods it may be, the nearest first.
    pub near: Vec<(String, String)>,
}

/// How a row that holds several goods is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wide {
    titles: Vec<String>,
    units: Vec<Units>,
    /// Columns of goods in words.
    words: Vec<usize>,
    /// Columns whose words belong to the line, or to the note where there are several.
    asked: Vec<usize>,
    note: Option<usize>,
    /// A column that counts all units of the row.
    count: Option<usize>,
    unread: Vec<Unread>,
    mapping: Mapping,
    /// Goods that were ticked without a number.
    ticked: i64,
    /// Words that were read with something taken for granted, with the first such sentence.
    assumed: (i64, Option<Message>),
}

/// A column of units.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Units {
    at: usize,
    code: Option<String>,
    name: String,
}

/// A column that nothing is read from, and whether its cells look like units.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unread {
    at: usize,
    filled: bool,
    units: bool,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    code: Option<String>,
    product: String,
    qty: u32,
    asked: String,
}

/// For each title, the row it is of a question's grid: what stands in its square brackets, where the
/// same question stands before another title's.
pub(super) fn of_grids(titles: &[String]) -> Vec<Option<String>> {
    let parts = |title: &'_ String| {
        let (question, row) = title.strip_suffix(']')?.rsplit_once('[')?;
        Some((fold(question), row.len()))
    };
    let questions: Vec<Option<(String, usize)>> = titles.iter().map(parts).collect();
    titles
        .iter()
        .zip(&questions)
        .map(|(title, of)| {
            let (question, len) = of.as_ref()?;
            let same = |other: &&Option<(String, usize)>| {
                other.as_ref().is_some_and(|(other, _)| other == question)
            };
            let several = questions.iter().filter(same).count() > 1;
            several.then(|| {
                title[title.len() - 1 - len..title.len() - 1]
                    .trim()
                    .to_owned()
            })
        })
        .collect()
}

impl Wide {
    /// Finds the columns that hold goods; `None` where none does.
    pub(super) fn of(
        titles: &[String],
        grid: &[Option<String>],
        taken: &[bool],
        known: &[(Field, usize)],
        mapping: &Mapping,
        goods: &Goods,
    ) -> Result<Option<Self>, HeaderError> {
        let at_of = |field| known.iter().find(|(of, _)| *of == field).map(|(_, at)| *at);
        let mut wide = Self {
            titles: titles.to_vec(),
            units: Vec::new(),
            words: at_of(Field::Items).into_iter().collect(),
            asked: [Field::Variant, Field::Customization]
                .into_iter()
                .filter_map(at_of)
                .collect(),
            note: at_of(Field::Note),
            count: at_of(Field::Quantity),
            unread: Vec::new(),
            mapping: mapping.clone(),
            ticked: 0,
            assumed: (0, None),
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
            let near = match NUMBERED.contains(&fold(title).as_str()) {
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

    /// Leaves out what was found to hold something else.
    pub(super) fn settle(&mut self, known: &[(Field, usize)]) {
        self.unread
            .retain(|column| known.iter().all(|(_, at)| *at != column.at));
    }

    /// What a row orders.
    pub(super) fn lines(
        &mut self,
        row: &Row<'_>,
        goods: &Goods,
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
            let qty = if is_tick(value) {
                self.ticked += 1;
                1
            } else {
                values::quantity(value).map_err(|problem| self.bad(row, column.at, problem))?
            };
            lines.push(Line {
                code: column.code.clone(),
                product: column.name.clone(),
                qty,
                asked: String::new(),
            });
        }
        for at in self.words.clone() {
            let value = row.get(at);
            if is_nothing(value) {
                continue;
            }
            let words = self
                .in_words(&value.to_text(), goods)
                .map_err(|problem| self.bad(row, at, problem))?;
            lines.extend(words);
        }
        self.check_count(row, &lines)?;
        Ok(lines)
    }

    /// A column that counts the row's units must count them right.
    fn check_count(&self, row: &Row<'_>, lines: &[Line]) -> Result<(), Box<RowNote>> {
        let Some(at) = self.count else { return Ok(()) };
        let units: u64 = lines.iter().map(|line| u64::from(line.qty)).sum();
        match values::quantity(row.get(at)) {
            Ok(counted) if u64::from(counted) != units && !lines.is_empty() => {
                let problem = Message::new("intake-goods-count")
                    .count("counted", i64::from(counted))
                    .count("units", i64::try_from(units).unwrap_or(i64::MAX));
                Err(self.bad(row, at, problem))
            }
            _ => Ok(()),
        }
    }

    /// Goods in words: choices that were ticked, one unit of each, or what the reader of messages
    /// makes of them.
    fn in_words(&mut self, typed: &str, goods: &Goods) -> Result<Vec<Line>, Message> {
        if let Some(names) = ticked(typed, goods) {
            self.ticked += i64::try_from(names.len()).unwrap_or(i64::MAX);
            return Ok(names);
        }
        let cannot = || Message::new("intake-goods-words").text("value", text::excerpt(typed));
        // A message of an order form, but for who it is from: that stands in other columns.
        let message = format!("Nama: Pemesan\nPesanan:\n{typed}");
        let mut drafts = chat::read(&message, goods).map_err(|_| cannot())?;
        let (Some(draft), true) = (drafts.pop(), drafts.is_empty()) else {
            return Err(cannot());
        };
        if let Some(asked) = draft.unclear().first() {
            return Err((*asked).clone());
        }
        let spare = draft.note.is_some() || draft.address.is_some() || draft.phone.is_some();
        if spare || draft.items.is_empty() {
            return Err(cannot());
        }
        let lines = draft.items.into_iter().map(|item| {
            if let Sureness::Assumed(message) = item.sureness() {
                self.assumed.0 += 1;
                self.assumed.1.get_or_insert(message);
            }
            of_item(item, goods)
        });
        lines.collect::<Option<Vec<_>>>().ok_or_else(cannot)
    }

    /// The row as one for each of its lines, with what they order beside it.
    pub(super) fn spread(&self, row: &Row<'_>, lines: Vec<Line>) -> Vec<Vec<Cell>> {
        let cell = |value: Value<'_>| match value {
            Value::Empty => Cell::Empty,
            Value::Text(text) => Cell::Text(text.to_owned()),
            Value::Number(number) => Cell::Number(number),
            Value::Moment(moment) => Cell::Moment(moment),
            Value::Uncounted => Cell::Uncounted,
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

    /// Columns nobody knows that hold units.
    pub(super) fn unsure(&self) -> Option<HeaderError> {
        let columns: Vec<Unsure> = self
            .unread
            .iter()
            .filter(|column| column.filled && column.units)
            .map(|column| &self.titles[column.at])
            .filter(|title| !NUMBERED.contains(&fold(title).as_str()))
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

    /// What was taken for granted, and what was not read.
    pub(super) fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        if self.ticked > 0 {
            notes.push(Message::new("intake-goods-ticked").count("items", self.ticked));
        }
        if let (items, Some(first)) = &self.assumed {
            notes.push(
                Message::new("intake-goods-assumed")
                    .count("items", *items)
                    .with(
                        "first",
                        crate::domain::message::Arg::Say(Box::new(first.clone())),
                    ),
            );
        }
        let left: Vec<String> = self
            .unread
            .iter()
            .filter(|column| column.filled)
            .map(|column| self.titles[column.at].clone())
            .collect();
        if !left.is_empty() {
            notes.push(
                Message::new("intake-columns-left").text("columns", super::columns::shown(&left)),
            );
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

fn of_item(item: ChatItem, goods: &Goods) -> Option<Line> {
    let good = goods.by_code(item.code.value.as_deref()?)?;
    Some(Line {
        code: Some(good.code.clone()),
        product: good.name.clone(),
        qty: u32::try_from(item.qty.value).ok()?,
        asked: item
            .customization
            .map(|read| read.value)
            .unwrap_or_default(),
    })
}

/// The goods of a cell that names some and nothing else, one of each; a name may hold commas.
fn ticked(typed: &str, goods: &Goods) -> Option<Vec<Line>> {
    let parts: Vec<&str> = typed.split([',', ';', '\n']).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        if parts[from].trim().is_empty() {
            from += 1;
            continue;
        }
        let longest = parts.len().min(from + 4);
        let (to, good) = (from + 1..=longest).rev().find_map(|to| {
            let name = parts[from..to].join(",");
            let good = goods.called(&name).or_else(|| goods.called(&bare(&name)))?;
            Some((to, good))
        })?;
        lines.push(Line {
            code: Some(good.code.clone()),
            product: good.name.clone(),
            qty: 1,
            asked: String::new(),
        });
        from = to;
    }
    (!lines.is_empty()).then_some(lines)
}

/// A name without what a form says beside it: remarks in brackets and the price.
fn bare(title: &str) -> String {
    let mut depth = 0u32;
    let plain: String = title
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    let words: Vec<&str> = plain
        .split_whitespace()
        .take_while(|word| !is_price(word))
        .collect();
    let words = words.join(" ");
    let end = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '=' | '@' | '/');
    words.trim_matches(end).to_owned()
}

/// `Rp65.000`, `Rp`, `@65rb`, `65k`, `65.000`: where a price begins.
fn is_price(word: &str) -> bool {
    let word = word.to_lowercase();
    let (marked, rest) = match word.strip_prefix('@') {
        Some(rest) => (true, rest),
        None => (false, word.as_str()),
    };
    let (marked, rest) = match rest.strip_prefix("rp") {
        Some(rest) => (true, rest.trim_start_matches('.')),
        None => (marked, rest),
    };
    if rest.is_empty() {
        return marked;
    }
    let digits = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = &rest[digits.len()..];
    let figures = !digits.is_empty()
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let thousands = matches!(unit, "k" | "rb" | "ribu" | "jt");
    let grouped = digits
        .split(['.', ','])
        .skip(1)
        .any(|group| group.len() == 3);
    figures && (marked || thousands || grouped)
}

/// Whether a cell orders nothing. An `x` may: on paper it is as often a tick, so it is neither.
fn is_nothing(value: Value<'_>) -> bool {
    match value {
        Value::Empty => true,
        Value::Number(number) => number == 0.0,
        Value::Text(text) => {
            let folded = text.to_lowercase();
            let words = [
                "tidak", "tdk", "gak", "nggak", "no", "none", "false", "kosong",
            ];
            let digits = folded.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
            words.contains(&folded.as_str())
                || folded
                    .chars()
                    .all(|c| matches!(c, '-' | '–' | '—' | '.' | '_'))
                || (!digits.is_empty() && digits.bytes().all(|b| b == b'0'))
        }
        Value::Moment(_) | Value::Uncounted => false,
    }
}

/// Whether a cell says yes without a number.
fn is_tick(value: Value<'_>) -> bool {
    match value {
        Value::Text(text) => {
            let folded = text.to_lowercase();
            [
                "ya",
                "iya",
                "yes",
                "true",
                "v",
                "✓",
                "✔",
                "✔\u{fe0f}",
                "✅",
                "☑",
                "☑\u{fe0f}",
            ]
            .contains(&folded.as_str())
        }
        _ => false,
    }
}

fn joined(one: &str, other: &str) -> String {
    match (one, other) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one}; {other}"),
    }
}

#[cfg(test)]
#[path = "wide_tests.rs"]
mod tests;
