//! Very many orders in one deed: what triggers do row by row (the journal of what is new, the running
//! sums of lines) is done once for all of them, with the same outcome, and lines are written several
//! at a time. A row then costs what its table and indexes cost.
//!
//! The triggers are taken away and put back within the deed's own transaction, so no other window
//! and no cut-short deed ever leaves them missing.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{CachedStatement, Connection, ToSql, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::journal;
use crate::book::rows::offer::OfferRow;
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;

/// The permanent trigger that adds a new line to the running sums.
const TRIGGER: &str = "sums_line_insert";

/// Tables that an import fills, what speaks of others first: in that order an undo empties them, so
/// that the running sums still find what a line is of when it goes.
const FILLED: [&str; 6] = [
    LINES,
    "orders",
    "offers",
    "variants",
    "products",
    "customers",
];
const LINES: &str = "lines";

/// Lines written by one statement: each statement looks for the last identity that was given, as long
/// a search as the writing of a line.
const AT_ONCE: usize = 16;

/// A line of a bill to be written.
pub(super) struct Line {
    pub(super) order: OrderId,
    pub(super) offer: Rc<OfferRow>,
    pub(super) qty: u32,
    pub(super) price: Rupiah,
    pub(super) customization: String,
    /// What was chosen for the package it is.
    pub(super) chosen: String,
    pub(super) is_package: bool,
}

/// A stretch of a deed in which rows are only added to [`FILLED`], and nobody asks for lines or their
/// sums.
pub(super) struct Bulk<'a> {
    deed: &'a Deed<'a>,
    /// The highest identity in each table before it: those of new rows are above.
    before: [i64; FILLED.len()],
    /// The trigger as the schema has it.
    trigger: String,
    /// Lines not yet written, fewer than [`AT_ONCE`].
    waiting: Vec<Line>,
    one: CachedStatement<'a>,
    many: CachedStatement<'a>,
}

impl<'a> Bulk<'a> {
    /// From here to [`Self::end`] new rows are not journalled, and new lines not summed.
    pub(super) fn begin(deed: &'a Deed<'a>) -> Result<Self> {
        let connection = deed.connection();
        let mut before = [0; FILLED.len()];
        for (table, before) in FILLED.into_iter().zip(&mut before) {
            *before = connection.query_row(
                "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?1), 0)",
                [table],
                |row| row.get(0),
            )?;
            journal::pause_inserts(connection, table)?;
        }
        let trigger = connection.query_row(
            "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND name = ?1",
            [TRIGGER],
            |row| row.get(0),
        )?;
        connection.execute_batch(&format!("DROP TRIGGER main.{TRIGGER}"))?;
        Ok(Self {
            deed,
            before,
            trigger,
            waiting: Vec::with_capacity(AT_ONCE),
            one: connection.prepare_cached(&insert(1))?,
            many: connection.prepare_cached(&insert(AT_ONCE))?,
        })
    }

    /// Adds a line.
    pub(super) fn add(&mut self, line: Line) -> Result<()> {
        self.waiting.push(line);
        if self.waiting.len() == AT_ONCE {
            write(&mut self.many, &self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Adds a line whose identity others need to know; returns it.
    pub(super) fn add_known(&mut self, line: Line) -> Result<i64> {
        self.write_waiting()?;
        write(&mut self.one, &[line])?;
        Ok(self.deed.connection().last_insert_rowid())
    }

    fn write_waiting(&mut self) -> Result<()> {
        for line in self.waiting.chunks(1) {
            write(&mut self.one, line)?;
        }
        self.waiting.clear();
        Ok(())
    }

    /// Journals the rows and sums the lines that were added, and lets the triggers see to the next.
    pub(super) fn end(&mut self) -> Result<()> {
        self.write_waiting()?;
        let connection = self.deed.connection();
        for (table, before) in FILLED.into_iter().zip(self.before) {
            if table == LINES {
                sum(connection, before)?;
            }
            journal::resume_inserts(connection, table, before)?;
        }
        Ok(connection.execute_batch(&self.trigger)?)
    }
}

/// Columns of a line that [`write`] gives values for.
const GIVEN: usize = 10;

/// The statement that writes so many lines.
fn insert(lines: usize) -> String {
    let place = format!("({}, '')", ["?"; GIVEN].join(", "));
    let places = vec![place; lines].join(", ");
    format!(
        "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
         customization, chosen, is_package, for_whom) VALUES {places}"
    )
}

/// Writes lines by the statement for so many.
fn write(insert: &mut CachedStatement<'_>, lines: &[Line]) -> Result<()> {
    for (line, first) in lines.iter().zip((1..).step_by(GIVEN)) {
        let values: [&dyn ToSql; GIVEN] = [
            &line.order,
            &line.offer.id,
            &line.offer.product,
            &line.offer.variant,
            &line.qty,
            &line.price,
            &line.offer.cost,
            &line.customization,
            &line.chosen,
            &line.is_package,
        ];
        for (place, value) in (first..).zip(values) {
            insert.raw_bind_parameter(place, value)?;
        }
    }
    insert.raw_execute()?;
    Ok(())
}

/// What the trigger adds to the sums of an order for a line.
#[derive(Default)]
struct OrderSums {
    order: i64,
    held: bool,
    units: i64,
    pieces: i64,
    amount: i64,
}

impl OrderSums {
    fn add_to(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached(
                "UPDATE order_sums SET units = units + ?2, pieces = pieces + ?3, lines = lines + ?4 WHERE order_id = ?1",
            )?
            .execute([self.order, self.units, self.pieces, self.amount])?;
        Ok(())
    }
}

/// What the trigger does for a line, for all lines above `before`. The lines of an order mostly stand
/// together, so its sums are written about once.
fn sum(connection: &Connection, before: i64) -> Result<()> {
    let mut by_offer = HashMap::<i64, i64>::new();
    let mut by_tier = HashMap::<i64, i64>::new();
    let mut of = OrderSums::default();
    let mut held = connection.prepare("SELECT held FROM order_sums WHERE order_id = ?1")?;
    let mut lines = connection.prepare(
        "SELECT order_id, offer_id, tier_id, qty, unit_price, part_of IS NULL, is_package
         FROM lines WHERE id > ?1 ORDER BY id",
    )?;
    let mut rows = lines.query([before])?;
    while let Some(row) = rows.next()? {
        let order: i64 = row.get(0)?;
        if order != of.order {
            of.add_to(connection)?;
            of = OrderSums {
                order,
                held: held.query_row([order], |row| row.get(0))?,
                ..OrderSums::default()
            };
        }
        let (qty, price): (i64, i64) = (row.get(3)?, row.get(4)?);
        let (whole, package): (bool, bool) = (row.get(5)?, row.get(6)?);
        // Bounded: a bill was checked when its lines were written (rule 22).
        of.units += if whole { qty } else { 0 };
        of.pieces += if package { 0 } else { qty };
        of.amount += qty * price;
        if of.held {
            *by_offer.entry(row.get(1)?).or_default() += qty;
            if let Some(tier) = row.get(2)? {
                *by_tier.entry(tier).or_default() += qty;
            }
        }
    }
    of.add_to(connection)?;
    for (sums, key, units) in [
        ("offer_sums", "offer_id", by_offer),
        ("tier_sums", "tier_id", by_tier),
    ] {
        let mut add = connection.prepare(&format!(
            "UPDATE {sums} SET units = units + ?2 WHERE {key} = ?1"
        ))?;
        for (id, units) in units {
            add.execute(params![id, units])?;
        }
    }
    Ok(())
}
