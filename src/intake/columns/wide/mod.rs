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

pub(in crate::intake) use self::cells::{Line, is_order};
use self::cells::{WordReader, is_nothing, is_tick, price_differs};
use self::titles::is_numbered;
pub(in crate::intake) use self::titles::{CUSTOMER_QUESTIONS, bare, of_grids};
use super::error::{HeaderError, Unsure};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::titles::fold;
use super::units::Unit;
use super::values;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
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
/// Least number in a row of prices, in rupiah.
const LEAST_PRICE: i64 = 500;
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
    /// Columns of notes.
    notes: Vec<usize>,
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
    /// The unit that its title says its numbers are in.
    unit: Option<Unit>,
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
        let all_of = |field| {
            let of_field = known.iter().filter(move |(of, _)| *of == field);
            of_field.map(|(_, at)| *at)
        };
        let at_of = |field| all_of(field).next();
        let mut wide = Self {
            titles: titles.to_vec(),
            units: Vec::new(),
            words: at_of(Meaning::Items).into_iter().collect(),
            asked: [Meaning::Variant, Meaning::Customization]
                .into_iter()
                .flat_map(all_of)
                .collect(),
            notes: all_of(Meaning::Note).collect(),
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
                        unit: Unit::of_title(title),
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
                    unit: Unit::of_title(title),
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
                mapping: Box::new(mapping.clone()),
            });
        }
        let any = !wide.units.is_empty() || !wide.words.is_empty();
        Ok(any.then_some(wide))
    }

    /// The columns that are read, and those of them that hold remarks.
    pub(in crate::intake) fn reads(&self) -> (Vec<usize>, Vec<usize>) {
        let units = self.units.iter().map(|column| column.at);
        let remarks: Vec<usize> = self.asked.iter().chain(&self.notes).copied().collect();
        let words = self.words.iter().chain(&self.count).copied();
        (
            units.chain(words).chain(remarks.iter().copied()).collect(),
            remarks,
        )
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
            let (count, asked) = with_remark(value);
            let qty = match ticked {
                true => 1,
                false => values::quantity_in(count, column.unit)
                    .map_err(|problem| self.bad(row, column.at, problem))?,
            };
            lines.push(Line {
                code: column.code.clone(),
                product: column.name.clone(),
                qty,
                ticked,
                asked: asked.to_owned(),
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

    /// Reads the column that counts: the number of all units, of the only goods that were ticked, of
    /// each of them (`masing-masing 3`, or a title that says so), or one number for each (`2, 3`).
    fn count(&self, row: &Row<'_>, lines: &mut [Line]) -> Result<(), Box<RowNote>> {
        let Some(at) = self.count else { return Ok(()) };
        let value = row.get(at);
        let wrong = |problem| self.bad(row, at, problem);
        if value == Value::Empty || lines.is_empty() {
            return Ok(());
        }
        let unit = Unit::of_title(&self.titles[at]);
        let text = value.to_text();
        let ticked = lines.iter().all(|line| line.ticked);
        if let ([line], true) = (&mut *lines, ticked) {
            line.qty = values::quantity_in(value, unit).map_err(wrong)?;
            line.ticked = false;
            return Ok(());
        }
        let (each, number) = each_of(&text);
        if ticked && (each || says_each(&self.titles[at])) {
            let units = values::quantity_in(Value::Text(number), unit).map_err(wrong)?;
            for line in lines {
                line.qty = units;
                line.ticked = false;
            }
            return Ok(());
        }
        let parts: Vec<&str> = text.split([',', ';', '/', '&', '+', '\n']).collect();
        if ticked && parts.len() > 1 {
            if parts.len() != lines.len() {
                return Err(wrong(values::wrong("intake-quantity-unreadable", value)));
            }
            let counts = parts
                .iter()
                .map(|part| values::quantity_in(Value::Text(part.trim()), unit));
            let counts: Vec<u32> = counts.collect::<Result<_, _>>().map_err(wrong)?;
            for (line, count) in lines.iter_mut().zip(counts) {
                line.qty = count;
                line.ticked = false;
            }
            return Ok(());
        }
        let units: u64 = lines.iter().map(|line| u64::from(line.qty)).sum();
        let counted = values::quantity_in(value, unit).map_err(wrong)?;
        if u64::from(counted) != units {
            let problem = Message::new("intake-goods-count")
                .count("counted", counted)
                .count("units", units);
            return Err(wrong(problem));
        }
        if ticked {
            // One of each, or so many of each.
            let problem = Message::new("intake-goods-each").count("counted", counted);
            return Err(wrong(problem));
        }
        Ok(())
    }

    /// Whether a row holds what one of the goods costs, where orders have counts: a row called
    /// `Harga`, or of prices throughout. The error is a price that isn't that of the goods.
    pub(in crate::intake) fn prices(
        &self,
        row: &Row<'_>,
        goods: &GoodsLookup,
    ) -> Option<Result<(), Box<RowNote>>> {
        let first = (0..row.len()).find_map(|at| match row.get(at) {
            Value::Text(text) if !self.units.iter().any(|column| column.at == at) => Some(text),
            _ => None,
        });
        let called = first.is_some_and(is_called_price);
        let mut other = None;
        let mut all = 0;
        for column in &self.units {
            let value = row.get(column.at);
            if value == Value::Empty {
                continue;
            }
            let said = values::price(value).ok().flatten()?;
            let said = match said.raw() < LEAST_PRICE {
                // In thousands.
                true if called => Rupiah::new(said.raw().saturating_mul(1_000)),
                true => return None,
                false => said,
            };
            all += 1;
            let good = column.code.as_deref().and_then(|code| goods.by_code(code));
            let good = good.filter(|good| good.price != said);
            other = other.or_else(|| Some((column.at, price_differs(good?, said))));
        }
        if all == 0 || !called && (all < 2 || other.is_some()) {
            return None;
        }
        Some(match other {
            Some((at, problem)) => Err(self.bad(row, at, problem)),
            None => Ok(()),
        })
    }

    /// Makes one row for each line: the original row with the line's fields added.
    pub(in crate::intake) fn spread(&self, row: &Row<'_>, lines: Vec<Line>) -> Vec<Vec<Cell>> {
        let bare: Vec<Cell> = (0..self.titles.len())
            .map(|at| Cell::of(row.get(at)))
            .collect();
        let asked: Vec<String> = self
            .asked
            .iter()
            .map(|at| row.get(*at).to_text())
            .filter(|text| !text.is_empty())
            .collect();
        let asked = asked.join(", ");
        let alone = lines.len() == 1;
        let notes = self.notes.iter().map(|at| row.get(*at).to_text());
        let note = notes.fold(String::new(), |notes, note| joined(&notes, &note));
        let note = match (note, alone) {
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
            mapping: Box::new(self.mapping.clone()),
        })
    }

    /// The assumptions.
    pub(in crate::intake) fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        if self.ticked > 0 {
            notes.push(Message::new("intake-goods-ticked").count("items", self.ticked));
        }
        notes.extend(self.reader.note());
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

/// A cell's value without a remark in brackets behind it, and the remark: `2 (kurang manis)`.
fn with_remark(value: Value<'_>) -> (Value<'_>, &str) {
    if let Value::Text(text) = value
        && let Some((count, remark)) = text.strip_suffix(')').and_then(|text| text.split_once('('))
        && !count.trim().is_empty()
    {
        return (Value::Text(count.trim()), remark.trim());
    }
    (value, "")
}

/// Whether a text before a row's figures says that they are prices.
pub(in crate::intake) fn is_called_price(text: &str) -> bool {
    // This is asked of every name.
    text.starts_with(['h', 'H', 'p', 'P', '(']) && {
        let name = fold(text);
        let words = ["harga", "hrg", "price"];
        words.iter().any(|word| name.starts_with(word))
    }
}

/// Whether a cell says a number for each of several goods, and the number.
fn each_of(text: &str) -> (bool, &str) {
    let text = text.trim();
    let lower = text.to_lowercase();
    let before = [
        "masing-masing",
        "masing masing",
        "masing2",
        "masing²",
        "msg2",
        "tiap",
        "setiap",
        "each",
        "@",
        "semua",
        "semuanya",
    ];
    let after = [
        "masing-masing",
        "masing masing",
        "masing2",
        "each",
        "semua",
        "semuanya",
        "/varian",
        "per varian",
        "per produk",
    ];
    // Lower case may have another length in other scripts.
    if lower.len() == text.len() {
        let longest = |words: &[&str], fits: &dyn Fn(&str) -> bool| {
            words
                .iter()
                .filter(|word| fits(word))
                .map(|word| word.len())
                .max()
        };
        if let Some(len) = longest(&before, &|word| lower.starts_with(word)) {
            return (
                true,
                text.get(len..).unwrap_or_default().trim_matches([' ', ':']),
            );
        }
        if let Some(len) = longest(&after, &|word| lower.ends_with(word)) {
            return (
                true,
                text.get(..text.len() - len).unwrap_or_default().trim_end(),
            );
        }
    }
    (false, text)
}

/// Whether a title asks for the number of each of the goods.
fn says_each(title: &str) -> bool {
    let lower = title.to_lowercase();
    [
        "tiap",
        "masing",
        "each",
        "per produk",
        "per item",
        "per varian",
        "per jenis",
        "@",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn joined(one: &str, other: &str) -> String {
    match (one, other) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one}; {other}"),
    }
}
