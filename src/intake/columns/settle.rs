//! Settles by the first rows what titles leave open: whether `Jumlah` or `Total` counts or is an
//! amount, which column names the goods or the variant, whether a column holds the time of day.
//!
//! Rows prove a reading (quantity × price = amount); where two readings fit, the owner is asked.

use super::error::HeaderError;
use super::found::{FoundColumns, exactly_one};
use super::meaning::Meaning;
use super::units::{Unit, rupiah_of_title};
use super::values;
use super::wide::bare;
use crate::domain::money::Rupiah;
use crate::domain::when::is_time_of_day;
use crate::intake::assortment::GoodsLookup;
use crate::intake::file::cell::{Cell, Row, Value};

/// The first rows below a header.
#[derive(Clone, Copy, Default)]
pub(in crate::intake) struct Sample<'a>(pub &'a [(u64, Vec<Cell>)]);

/// Titles that may count or be an amount, folded.
#[rustfmt::skip]
const EITHER: &[&str] = &[
    "jumlah", "jml", "jlh", "jmlh", "total", "jumlahtotal", "totaljumlah", "totalpesanan", "jumlahpesanan", "jumlahorder",
    "totalorder", "banyaknya", "banyak", "subtotal", "jumlahpesan", "amount", "grandtotal", "totalkeseluruhan", "totalqty",
    "totalpcs", "totaltoples", "totalitem", "totalbox",
];

/// The smallest number that is considered an amount, in rupiah.
const AMOUNT: i64 = 500;
/// The largest number that is considered a count where it might be an amount.
const COUNT: u32 = 999;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// There are none.
    Blank,
    /// Whole numbers up to [`COUNT`].
    Counts,
    /// Amounts from [`AMOUNT`] on.
    Amounts,
    /// Something else, or both.
    Other,
}

impl Sample<'_> {
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.0
            .iter()
            .map(|(number, cells)| Row::of_cells(*number, cells))
    }

    /// The filled cells of a column.
    fn filled(&self, column: usize) -> impl Iterator<Item = Value<'_>> {
        let cells = self
            .0
            .iter()
            .map(move |(number, cells)| Row::of_cells(*number, cells).get(column));
        cells.filter(|value| *value != Value::Empty)
    }

    /// The first column without a title that is blank throughout, if titles follow it.
    pub(in crate::intake) fn gap(&self, titles: &[String]) -> Option<usize> {
        let blank = |at: &usize| titles[*at].is_empty() && self.filled(*at).next().is_none();
        let after = |at: &usize| titles[*at..].iter().any(|title| !title.is_empty());
        (1..titles.len()).filter(blank).find(after)
    }

    fn content(&self, column: usize) -> Content {
        let (mut counts, mut amounts, mut others) = (0, 0, 0);
        for value in self.filled(column) {
            match (count(value), amount(value)) {
                (Some(_), _) => counts += 1,
                (None, Some(_)) => amounts += 1,
                (None, None) => others += 1,
            }
        }
        // Remarks and totals below the orders are among the rows too.
        match (counts, amounts, others) {
            (0, 0, 0) => Content::Blank,
            (counts, 0, others) if counts > others => Content::Counts,
            (0, amounts, others) if amounts > others => Content::Amounts,
            // The units below all amounts or the amount below all units.
            (counts, amounts, 0) if amounts > 2 * counts => Content::Amounts,
            (counts, amounts, 0) if counts > 2 * amounts => Content::Counts,
            _ => Content::Other,
        }
    }

    /// Whether all rows in which both columns are filled fit; `None` without such rows.
    fn all(
        &self,
        columns: [usize; 2],
        fits: impl Fn([Value<'_>; 2], &Row<'_>) -> bool,
    ) -> Option<bool> {
        let mut seen = None;
        for row in self.rows() {
            let values = columns.map(|column| row.get(column));
            if values.contains(&Value::Empty) {
                continue;
            }
            seen = Some(seen.unwrap_or(true) && fits(values, &row));
        }
        seen
    }
}

fn count(value: Value<'_>) -> Option<u32> {
    let read = values::quantity(value).ok();
    read.filter(|count| *count <= COUNT)
}

fn amount(value: Value<'_>) -> Option<Rupiah> {
    let read = values::price(value).ok().flatten();
    // `1.000` may be a count of one, or of a thousand.
    let grouped =
        matches!(value, Value::Text(text) if text.len() == 5 && text[1..].starts_with(['.', ',']));
    read.filter(|amount| amount.raw() >= AMOUNT && !grouped)
}

/// A number as it stands, whatever it means.
fn plain(value: Value<'_>) -> Option<i64> {
    let count = values::quantity(value).ok().map(i64::from);
    count.or_else(|| values::price(value).ok().flatten().map(Rupiah::raw))
}

/// Settles what the sample shows.
///
/// # Errors
/// [`HeaderError::Undecided`] where two columns may be the quantity.
pub(super) fn settle(
    found: &mut FoundColumns,
    header: &[String],
    sample: Sample<'_>,
    goods: &GoodsLookup,
) -> Result<(), HeaderError> {
    if sample.0.is_empty() {
        return Ok(());
    }
    time_of_day(found, sample);
    unit(found, sample);
    surcharge(found, sample);
    goods_by_content(found, sample, goods);
    if !found.is_said(Meaning::Quantity) {
        quantity(found, header, sample)?;
    }
    if !found.is_said(Meaning::UnitPrice) {
        price_of_the_row(found, sample, goods);
    }
    variant_by_content(found, sample, goods);
    Ok(())
}

/// Tells the column for the time of day from one for the moment.
fn time_of_day(found: &mut FoundColumns, sample: Sample<'_>) {
    let is_time = |column: usize| {
        let mut cells = sample.filled(column).peekable();
        cells.peek().is_some()
            && cells.all(|value| match value {
                Value::Text(text) => is_time_of_day(text),
                Value::Number(number) => (0.0..1.0).contains(&number),
                Value::Moment(moment) => {
                    use chrono::Datelike;
                    moment.year() < 1901
                }
                Value::Empty | Value::Uncomputed => false,
            })
    };
    match (found.at_of(Meaning::Moment), found.at_of(Meaning::Clock)) {
        (None, Some(column)) if !found.is_said(Meaning::Clock) => {
            found.release(Meaning::Clock);
            found.take(Meaning::Moment, column);
        }
        (Some(moment), Some(column)) if is_time(moment) && !is_time(column) => {
            found.release(Meaning::Clock);
            found.release(Meaning::Moment);
            found.take(Meaning::Moment, column);
            found.take(Meaning::Clock, moment);
        }
        (Some(_), None) => {
            let titled = |at: &usize| {
                !found.taken[*at] && found.folded[*at].starts_with("waktu") && is_time(*at)
            };
            if let Some(column) = exactly_one((0..found.folded.len()).filter(titled)) {
                found.take(Meaning::Clock, column);
            }
        }
        _ => {}
    }
}

/// A column called `Unit` may hold anything; it holds units where some of its words are.
fn unit(found: &mut FoundColumns, sample: Sample<'_>) {
    let Some(column) = found.at_of(Meaning::Unit) else {
        return;
    };
    let is_unit = |value: Value<'_>| {
        value
            .to_text()
            .split_whitespace()
            .any(|word| Unit::of(word).is_some())
    };
    if !found.is_said(Meaning::Unit) && !sample.filled(column).any(is_unit) {
        found.release(Meaning::Unit);
    }
}

/// A column called `Packing` may be a charge, or say whether it was done.
fn surcharge(found: &mut FoundColumns, sample: Sample<'_>) {
    let Some(column) = found.at_of(Meaning::Surcharge) else {
        return;
    };
    let is_amount = |value: Value<'_>| values::price(value).is_ok();
    if !found.is_said(Meaning::Surcharge) && !sample.filled(column).all(is_amount) {
        found.release(Meaning::Surcharge);
    }
}

/// Finds the goods where no title names them: the only column whose cells name goods, or list
/// them, as the ticked options of a form.
fn goods_by_content(found: &mut FoundColumns, sample: Sample<'_>, goods: &GoodsLookup) {
    let known = [Meaning::Code, Meaning::Items];
    if goods.is_empty() || known.into_iter().any(|field| found.has(field)) {
        return;
    }
    // Choices of a form may have their price, or a remark, behind their name.
    let chosen = |part: &str| goods.called(part).or_else(|| goods.called(&bare(part)));
    let listed = |text: &str| {
        let parts: Vec<&str> = text.split([',', ';', '\n']).map(str::trim).collect();
        let goods = |part: &&str| chosen(part).is_some();
        parts.len() > 1 && parts.iter().filter(|part| !part.is_empty()).all(goods)
    };
    if let Some(product) = found.at_of(Meaning::Product) {
        // What is called a product may be a list of choices, each once.
        let lists = |value: Value<'_>| matches!(value, Value::Text(text) if listed(text));
        let counted = found.is_said(Meaning::Product) || found.has(Meaning::Quantity);
        if !counted && sample.filled(product).any(lists) {
            found.release(Meaning::Product);
            found.take(Meaning::Items, product);
        }
        return;
    }
    let (mut lists, mut names) = (vec![false; found.taken.len()], Vec::new());
    for at in (0..found.taken.len()).filter(|at| !found.taken[*at]) {
        let (mut named, mut others) = (0, 0);
        for value in sample.filled(at) {
            match value {
                Value::Text(text) if goods.names(text) => named += 1,
                Value::Text(text) if listed(text) || chosen(text).is_some() => {
                    lists[at] = true;
                    named += 1;
                }
                _ => others += 1,
            }
        }
        if named > others {
            names.push(at);
        }
    }
    if let [column] = names[..] {
        let field = if lists[column] {
            Meaning::Items
        } else {
            Meaning::Product
        };
        found.take(field, column);
    }
}

/// Finds the variant where no title names it: the only column whose cells, beside the product, name
/// one variant in all rows.
fn variant_by_content(found: &mut FoundColumns, sample: Sample<'_>, goods: &GoodsLookup) {
    let (Some(product), false, false) = (
        found.at_of(Meaning::Product),
        found.has(Meaning::Variant),
        found.has(Meaning::Code),
    ) else {
        return;
    };
    let names_variant = |at: &usize| {
        let mut any = false;
        let mut all = true;
        for row in sample.rows() {
            let (Value::Text(product), Value::Text(said)) = (row.get(product), row.get(*at)) else {
                continue;
            };
            if goods.called(product).is_none() && goods.names(product) {
                any = true;
                all &= goods.variant_called(product, &[said]).is_some();
            }
        }
        !found.taken[*at] && any && all
    };
    if let Some(column) = exactly_one((0..found.taken.len()).filter(names_variant)) {
        found.take(Meaning::Variant, column);
    }
}

/// Whether a title says by itself that it counts, or that it is an amount.
fn said_by_title(title: &str) -> Option<Content> {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    if words
        .iter()
        .any(|word| ["rp", "idr", "rupiah", "harga", "bayar"].contains(word))
    {
        return Some(Content::Amounts);
    }
    if rupiah_of_title(title) != 1 {
        return Some(Content::Amounts);
    }
    Unit::of_title(title).map(|_| Content::Counts)
}

/// Settles which column is the quantity and which the total.
fn quantity(
    found: &mut FoundColumns,
    header: &[String],
    sample: Sample<'_>,
) -> Result<(), HeaderError> {
    let content = |column: usize| {
        let said = said_by_title(&header[column]);
        said.unwrap_or_else(|| sample.content(column))
    };
    let is_either = |found: &FoundColumns, column: usize| {
        EITHER.contains(&found.folded[column].as_str()) && said_by_title(&header[column]).is_none()
    };
    // Many of something cheap are no amount: an amount is a multiple of the price.
    let may_be_amount = |column: usize| {
        found.at_of(Meaning::UnitPrice).is_none_or(|price| {
            let fits = |[each, whole]: [Value<'_>; 2], _: &Row<'_>| {
                let (each, whole) = (plain(each).unwrap_or(1).max(1), plain(whole).unwrap_or(0));
                whole >= each && whole % each == 0
            };
            sample.all([price, column], fits).unwrap_or(true)
        })
    };
    // A quantity by title that holds amounts is the total.
    if let Some(column) = found.at_of(Meaning::Quantity)
        && (is_either(found, column)
            && content(column) == Content::Amounts
            && may_be_amount(column)
            || said_by_title(&header[column]) == Some(Content::Amounts))
    {
        found.release(Meaning::Quantity);
        let total = found.at_of(Meaning::Total);
        let other =
            total.filter(|total| is_either(found, *total) && content(*total) == Content::Counts);
        match other {
            Some(count) if !found.is_said(Meaning::Total) => {
                found.release(Meaning::Total);
                found.take(Meaning::Quantity, count);
                found.take(Meaning::Total, column);
            }
            _ if total.is_none() => found.take(Meaning::Total, column),
            _ => {}
        }
    }
    let open = |found: &FoundColumns| -> Vec<usize> {
        let free = |at: &usize| {
            let is_total =
                found.at_of(Meaning::Total) == Some(*at) && !found.is_said(Meaning::Total);
            (!found.taken[*at] || is_total) && is_either(found, *at)
        };
        (0..header.len()).filter(free).collect()
    };
    // Without a quantity, the only column that counts is it.
    if !found.has(Meaning::Quantity) && !found.has(Meaning::Items) {
        let counting: Vec<usize> = open(found)
            .into_iter()
            .filter(|at| content(*at) == Content::Counts)
            .collect();
        match counting[..] {
            [] => {}
            [column] => {
                if found.at_of(Meaning::Total) == Some(column) {
                    found.release(Meaning::Total);
                }
                found.take(Meaning::Quantity, column);
            }
            [one, other, ..] => return Err(undecided(found, header, one, other)),
        }
    }
    let Some(quantity) = found.at_of(Meaning::Quantity) else {
        return Ok(());
    };
    for rival in open(found) {
        match content(rival) {
            Content::Amounts if !found.has(Meaning::Total) => found.take(Meaning::Total, rival),
            Content::Counts => match relation(found, sample, quantity, rival) {
                Relation::Amount => {}
                Relation::Same | Relation::OfOrder => {
                    if found.at_of(Meaning::Total) == Some(rival) {
                        found.release(Meaning::Total);
                    }
                }
                Relation::Unknown => return Err(undecided(found, header, quantity, rival)),
            },
            Content::Amounts | Content::Blank | Content::Other => {}
        }
    }
    Ok(())
}

/// How a second column of small numbers relates to the quantity.
enum Relation {
    /// Equal in all rows.
    Same,
    /// Quantity × price.
    Amount,
    /// The units of the whole order, on each of its rows.
    OfOrder,
    Unknown,
}

fn relation(found: &FoundColumns, sample: Sample<'_>, quantity: usize, rival: usize) -> Relation {
    let columns = [quantity, rival];
    if sample
        .all(columns, |[one, other], _| plain(one) == plain(other))
        .unwrap_or(true)
    {
        return Relation::Same;
    }
    if let Some(price) = found.at_of(Meaning::UnitPrice) {
        let product = sample.all(columns, |[units, amount], row| {
            let each = plain(row.get(price));
            let whole = plain(units)
                .zip(each)
                .and_then(|(units, each)| units.checked_mul(each));
            whole.is_some() && whole == plain(amount)
        });
        if product == Some(true) {
            return Relation::Amount;
        }
    }
    let who = found
        .at_of(Meaning::Reference)
        .or(found.at_of(Meaning::Name));
    let Some(who) = who else {
        return Relation::Unknown;
    };
    let units_of = |wanted: &Value<'_>| -> i64 {
        let rows = sample.rows().filter(|row| row.get(who) == *wanted);
        rows.filter_map(|row| plain(row.get(quantity))).sum()
    };
    let several = sample.rows().zip(sample.rows().skip(1));
    let grouped = several
        .into_iter()
        .any(|(one, next)| one.get(who) == next.get(who));
    let whole = sample.all(columns, |[_, all], row| {
        plain(all) == Some(units_of(&row.get(who)))
    });
    match grouped && whole == Some(true) {
        true => Relation::OfOrder,
        false => Relation::Unknown,
    }
}

fn undecided(found: &FoundColumns, header: &[String], one: usize, other: usize) -> HeaderError {
    HeaderError::Undecided {
        titles: Box::new((header[one].clone(), header[other].clone())),
        seen: header.to_vec(),
        found: found.at.clone(),
    }
}

/// A price that is the price of the goods times the quantity, where the two differ, is the total
/// of the row.
fn price_of_the_row(found: &mut FoundColumns, sample: Sample<'_>, goods: &GoodsLookup) {
    let (Some(price), Some(quantity)) = (
        found.at_of(Meaning::UnitPrice),
        found.at_of(Meaning::Quantity),
    ) else {
        return;
    };
    let named = [Meaning::Code, Meaning::Product].map(|field| found.at_of(field));
    let (mut each, mut whole) = (0, 0);
    for row in sample.rows() {
        let (Some(units), Some(amount)) = (count(row.get(quantity)), amount(row.get(price))) else {
            continue;
        };
        let good = named.iter().flatten().find_map(|at| {
            let text = row.get(*at).to_text();
            goods.by_code(&text).or_else(|| goods.called(&text))
        });
        let Some(good) = good.filter(|good| units > 1 && good.price > Rupiah::ZERO) else {
            continue;
        };
        each += usize::from(good.price == amount);
        whole += usize::from(good.price.times(i64::from(units)) == Ok(amount));
    }
    if whole > 0 && each == 0 {
        found.release(Meaning::UnitPrice);
        if !found.has(Meaning::Total) {
            found.take(Meaning::Total, price);
        }
    }
}
