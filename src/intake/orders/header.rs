//! Finds the titles of a table: in its first row or below some others, in one row or two, on the
//! sheet that is wanted; and does without where a table is names and orders.

use std::collections::{HashSet, VecDeque};

use super::how::Sheets;
use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::error::HeaderError;
use crate::intake::columns::mapping::Mapping;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::reports::Report;
use crate::intake::columns::settle::Sample;
use crate::intake::columns::titles::{fold, key_of, titles};
use crate::intake::columns::wide::is_order;
use crate::intake::columns::{Columns, MAX_TITLE_ROWS};
use crate::intake::error::IntakeError;
use crate::intake::file::cell::{Cell, Row, Value};
use crate::intake::file::fault::Fault;
use crate::intake::file::table::Table;
use crate::intake::price_list::is_price_list;

/// Rows that are read ahead: the header is searched in them, and settled by them.
const AHEAD: usize = 250;

/// A row that was read ahead.
pub(super) type Held = (u64, Vec<Cell>);

/// The header, and what stands above it.
pub(super) struct Header {
    pub(super) columns: Columns,
    pub(super) mapping: Mapping,
    /// Its row; 0 for none.
    pub(super) at: u64,
    /// The rows above it, and the row itself.
    pub(super) above: Vec<Held>,
}

pub(super) fn row((number, cells): &Held) -> Row<'_> {
    Row::of_cells(*number, cells)
}

pub(super) fn is_filled(cells: &[Cell]) -> bool {
    cells.iter().any(|cell| *cell != Cell::Empty)
}

pub(super) fn first_rows(table: &mut Table) -> Result<VecDeque<Held>, IntakeError> {
    let mut rows = VecDeque::new();
    while rows.len() < AHEAD
        && let Some(row) = table.next_row()?
    {
        let cells = (0..row.len()).map(|at| Cell::of(row.get(at)));
        rows.push_back((row.number, cells.collect()));
    }
    Ok(rows)
}

/// Finds the header on the sheet that is wanted; the rows below it that were read ahead.
pub(super) fn header_of_sheet(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
    wanted: &Sheets,
) -> Result<(VecDeque<Held>, Header), IntakeError> {
    let mut first_error = None;
    loop {
        let mut rows = first_rows(table)?;
        let passed_over = match wanted {
            Sheets::Named(name) => {
                let named = table.sheet_name();
                named.is_some_and(|sheet| !sheet.eq_ignore_ascii_case(name))
            }
            Sheets::First | Sheets::Only => false,
        };
        let found = match passed_over {
            true => Err(IntakeError::SeveralSheets {
                file: table.name().to_owned(),
                sheets: Vec::new(),
            }),
            false => header(table, rows.make_contiguous(), &known, goods),
        };
        match found {
            Ok((columns, mapping, upto)) => {
                if *wanted == Sheets::Only {
                    check_other_sheets(table, &known, goods)?;
                }
                let above: Vec<Held> = rows.drain(..upto).collect();
                let at = above.last().map_or(0, |(number, _)| *number);
                let found = Header {
                    columns,
                    mapping,
                    at,
                    above,
                };
                return Ok((rows, found));
            }
            Err(error) => {
                let error = first_error.filter(|_| !passed_over).unwrap_or(error);
                if !table.open_sheet(table.sheet() + 1)? {
                    return Err(error);
                }
                first_error = Some(error);
            }
        }
    }
}

/// Refuses a workbook of which a further sheet holds orders too; goes back to the sheet.
fn check_other_sheets(
    table: &mut Table,
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
) -> Result<(), IntakeError> {
    let here = table.sheet();
    let mut sheets: Vec<String> = table.sheet_name().into_iter().collect();
    let mut nth = here + 1;
    while table.open_sheet(nth)? {
        nth += 1;
        let mut rows = first_rows(table)?;
        let found = header(table, rows.make_contiguous(), &known, goods);
        // Titles alone hold no orders.
        if found.is_ok_and(|(.., upto)| rows.len() > upto) {
            sheets.extend(table.sheet_name());
        }
    }
    if nth > here + 1 {
        table.open_sheet(here)?;
        // The rows that were read ahead are held already.
        first_rows(table)?;
    }
    match sheets.len() > 1 {
        true => Err(IntakeError::SeveralSheets {
            file: table.name().to_owned(),
            sheets,
        }),
        false => Ok(()),
    }
}

/// Finds the header among the first rows: the first row, or the first usable one below some title
/// rows, or two rows of titles together; with the number of rows up to its end. A table of two
/// columns, names and goods in words, needs none.
fn header(
    table: &Table,
    rows: &[Held],
    known: impl Fn(&str) -> Mapping,
    goods: &GoodsLookup,
) -> Result<(Columns, Mapping, usize), IntakeError> {
    let mut first = None;
    for (at, held) in rows.iter().enumerate().take(MAX_TITLE_ROWS + 1) {
        let titles = titles(&row(held));
        if let Some(report) = Report::of_titles(&titles) {
            let file = table.name().to_owned();
            return Err(IntakeError::OtherReport { file, report });
        }
        // One cell alone is a title of the table, not of its columns.
        let width = titles.iter().filter(|title| !title.is_empty()).count();
        let mapping = known(&key_of(&titles));
        let sample = Sample(&rows[at + 1..]);
        let beside = match table.is_strict() {
            true => None,
            false => sample.gap(&titles).map(|gap| titles[..gap].to_vec()),
        };
        let shown = titles.clone();
        let found = Columns::among(titles, &mapping, goods, sample).or_else(|error| {
            // Another table stands beside this one, after a blank column.
            let left = beside.ok_or_else(|| error.clone())?;
            Columns::among(left, &mapping, goods, sample).map_err(|_| error)
        });
        match found {
            Ok(columns) => return Ok((columns, mapping, at + 1)),
            // The error is about the row that looks most like a header: the widest.
            Err(error) => {
                if let Some(below) = rows.get(at + 1)
                    && let Some(both) = two_rows(&shown, &self::titles(&row(below)), goods)
                {
                    let mapping = known(&key_of(&both));
                    let sample = Sample(&rows[at + 2..]);
                    if let Ok(columns) = Columns::among(both, &mapping, goods, sample) {
                        return Ok((columns, mapping, at + 2));
                    }
                }
                if first.as_ref().is_none_or(|(most, _)| width > *most) {
                    first = Some((width, error));
                }
            }
        }
    }
    if let Some(columns) = of_two_columns(rows, goods) {
        return Ok((columns, Mapping::default(), 0));
    }
    Err(match first {
        Some((_, HeaderError::Missing { seen, found, .. }))
            if is_price_list(&seen) && found.iter().all(|(field, _)| !is_of_order(*field)) =>
        {
            IntakeError::OtherReport {
                file: table.name().to_owned(),
                report: Report::PriceList,
            }
        }
        Some((_, header)) => IntakeError::Header {
            file: table.name().to_owned(),
            header,
        },
        None => table.fault(Fault::Empty).into(),
    })
}

/// The titles that two rows make together, as of sizes below their colours: a title that stands over
/// several columns belongs to each of them. `None` where the second row holds no titles.
fn two_rows(upper: &[String], lower: &[String], goods: &GoodsLookup) -> Option<Vec<String>> {
    let of = |titles: &[String], at: usize| titles.get(at).cloned().unwrap_or_default();
    let mut titles = Vec::new();
    let (mut over, mut shared, mut alone) = (String::new(), 0, 0);
    for at in 0..upper.len().max(lower.len()) {
        let (above, below) = (of(upper, at), of(lower, at));
        if !above.is_empty() || below.is_empty() {
            over.clone_from(&above);
        } else {
            shared += 1;
        }
        alone += usize::from(!above.is_empty() && below.is_empty());
        titles.push(match below.as_str() {
            "" => above,
            // Counts are no titles.
            text if text.parse::<f64>().is_ok() => return None,
            _ if over.is_empty() => below,
            _ => match goods.with_parts(&[&over, &below]) {
                Some(good) => good.name.clone(),
                None => format!("{over} {below}"),
            },
        });
    }
    (shared > 0 && alone > 0).then_some(titles)
}

/// The columns of a table without titles: in each row who, and goods in words beside.
fn of_two_columns(rows: &[Held], goods: &GoodsLookup) -> Option<Columns> {
    let texts: Option<Vec<[String; 2]>> = rows
        .iter()
        .filter(|(_, cells)| is_filled(cells))
        .map(|held| {
            let row = row(held);
            let texts = [row.get(0), row.get(1)].map(|value| value.to_text());
            let fits = (2..row.len()).all(|at| row.get(at) == Value::Empty);
            (fits && texts.iter().all(|text| !text.is_empty())).then_some(texts)
        })
        .collect();
    let texts = texts.filter(|texts| texts.len() > 1 && !goods.is_empty())?;
    // Most orders have a figure, and no list of what is sold has so many different people.
    let has_figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let orders = |at: usize| {
        let figures = texts.iter().filter(|texts| has_figure(&texts[at]));
        2 * figures.count() > texts.len() && texts.iter().all(|texts| is_order(&texts[at], goods))
    };
    let names = |at: usize| {
        let is_name = |text: &str| !has_figure(text) && !is_day(text);
        let different: HashSet<String> = texts.iter().map(|texts| fold(&texts[at])).collect();
        2 * different.len() > texts.len() && texts.iter().all(|texts| is_name(&texts[at]))
    };
    let titles = match (names(0) && orders(1), names(1) && orders(0)) {
        (true, _) => ["Nama", "Pesanan"],
        (false, true) => ["Pesanan", "Nama"],
        (false, false) => return None,
    };
    let titles = titles.map(str::to_owned).to_vec();
    Columns::among(titles, &Mapping::default(), goods, Sample(rows)).ok()
}

/// Whether a text is a day of the week, as in a plan of what is made when.
fn is_day(text: &str) -> bool {
    let days = [
        "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad",
    ];
    days.contains(&fold(text).as_str())
}

/// Whether a field is found only in tables of orders, not in price lists.
fn is_of_order(field: Meaning) -> bool {
    matches!(
        field,
        Meaning::Reference
            | Meaning::Moment
            | Meaning::Phone
            | Meaning::Address
            | Meaning::Quantity
    )
}
