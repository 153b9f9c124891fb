//! Writes very many orders in one deed. Journalling new rows and adding lines to the running sums,
//! which triggers otherwise do row by row, is done once at the end with the same result, and lines
//! are inserted several at a time.
//!
//! The triggers are dropped and created again within the deed's transaction, so they are never
//! missing for another window or after a crash.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{CachedStatement, Connection, ToSql};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::journal;
use crate::book::rows::offer::OfferRow;
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;

/// The permanent trigger that adds a new line to the running sums.
const TRIGGER: &str = "sums_line_insert";

/// Tables that an import fills, children before parents. Undo deletes the rows in this order, so
/// that the running sums still find a line's order and offer when it is deleted.
const FILLED: [&str; 6] = [
    LINES,
    "orders",
    "offers",
    "variants",
    "products",
    "customers",
];
const LINES: &str = "lines";

/// Lines inserted by one statement. Each statement looks up the last id, which takes as long as
/// inserting a line.
const AT_ONCE: usize = 16;

/// A line of a bill to insert.
pub(super) struct Line {
    pub(super) order: OrderId,
    pub(super) offer: Rc<OfferRow>,
    pub(super) qty: u32,
    pub(super) price: Rupiah,
    /// Cost of one unit, in rupiah.
    pub(super) cost: Rupiah,
    /// Label of the further price it was sold at (rule 66).
    pub(super) price_label: Option<String>,
    /// Its estimated weight, where it is sold by weight (rule 94).
    pub(super) grams: Option<i64>,
    pub(super) customization: String,
    pub(super) for_whom: String,
    /// What its custom fields add to the price of one unit, in rupiah.
    pub(super) field_price: Rupiah,
    /// What was chosen for a package, empty otherwise.
    pub(super) chosen: String,
    pub(super) is_package: bool,
}

/// The part of a deed in which rows are only added to [`FILLED`] and nothing reads lines or their
/// sums.
pub(super) struct Bulk<'a> {
    deed: &'a Deed<'a>,
    /// The highest id in each table at the beginning; new rows have higher ones.
    before: [i64; FILLED.len()],
    /// The SQL of the dropped trigger.
    trigger: String,
    /// Lines not yet inserted, fewer than [`AT_ONCE`].
    waiting: Vec<Line>,
    one: CachedStatement<'a>,
    many: CachedStatement<'a>,
}

impl<'a> Bulk<'a> {
    /// Stops journalling new rows and summing new lines until [`Self::end`].
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

    /// Inserts a line at once and returns its id.
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

    /// Journals the added rows, sums the added lines and creates the triggers again.
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

/// Columns of a line that [`write`] binds.
const GIVEN: usize = 14;

/// The SQL that inserts this many lines.
fn insert(lines: usize) -> String {
    let place = format!("({})", ["?"; GIVEN].join(", "));
    let places = vec![place; lines].join(", ");
    format!(
        "INSERT INTO lines (order_id, offer_id, product, variant, qty, unit_price, unit_cost,
         customization, chosen, is_package, for_whom, field_price, price_label, grams) VALUES {places}"
    )
}

/// Inserts lines with the statement for this number of lines.
fn write(insert: &mut CachedStatement<'_>, lines: &[Line]) -> Result<()> {
    for (line, first) in lines.iter().zip((1..).step_by(GIVEN)) {
        let values: [&dyn ToSql; GIVEN] = [
            &line.order,
            &line.offer.id,
            &line.offer.product,
            &line.offer.variant,
            &line.qty,
            &line.price,
            &line.cost,
            &line.customization,
            &line.chosen,
            &line.is_package,
            &line.for_whom,
            &line.field_price,
            &line.price_label,
            &line.grams,
        ];
        for (place, value) in (first..).zip(values) {
            insert.raw_bind_parameter(place, value)?;
        }
    }
    insert.raw_execute()?;
    Ok(())
}

/// What an order's new lines add to its running sums.
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

/// Adds all lines with an id above `before` to the running sums, as the dropped trigger would. The
/// lines of an order mostly follow each other, so its sums are written about once.
fn sum(connection: &Connection, before: i64) -> Result<()> {
    let mut by_offer = HashMap::<i64, [i64; 5]>::new();
    let mut by_tier = HashMap::<i64, i64>::new();
    let mut of = OrderSums::default();
    let mut held = connection.prepare("SELECT held FROM order_sums WHERE order_id = ?1")?;
    let mut lines = connection.prepare(
        "SELECT order_id, offer_id, tier_id, qty, unit_price, part_of IS NULL, is_package, unit_cost
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
        // Can't overflow: the bill was checked when its lines were written (rule 22).
        of.units += if whole { qty } else { 0 };
        of.pieces += if package { 0 } else { qty };
        of.amount += qty * price;
        if of.held {
            let cost: i64 = row.get(7)?;
            let added = [
                qty,
                if whole { qty } else { 0 },
                qty * price,
                qty * cost,
                if cost == 0 { qty * price } else { 0 },
            ];
            let sums = by_offer.entry(row.get(1)?).or_default();
            for (sum, added) in sums.iter_mut().zip(added) {
                *sum += added;
            }
            if let Some(tier) = row.get(2)? {
                *by_tier.entry(tier).or_default() += qty;
            }
        }
    }
    of.add_to(connection)?;
    let mut add = connection.prepare(
        "UPDATE offer_sums SET units = units + ?2, sold = sold + ?3, amount = amount + ?4, cost = cost + ?5,
             uncosted = uncosted + ?6 WHERE offer_id = ?1",
    )?;
    for (id, [units, sold, amount, cost, uncosted]) in by_offer {
        add.execute([id, units, sold, amount, cost, uncosted])?;
    }
    let mut add =
        connection.prepare("UPDATE tier_sums SET units = units + ?2 WHERE tier_id = ?1")?;
    for (id, units) in by_tier {
        add.execute([id, units])?;
    }
    Ok(())
}
