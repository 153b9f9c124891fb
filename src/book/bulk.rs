//! Very many lines in one deed: what triggers do row by row (the journal, the running sums) is done
//! once for all of them, with the same outcome. A line then costs what its table and indexes cost.
//!
//! The triggers are taken away and put back within the deed's own transaction, so no other window
//! and no cut-short deed ever leaves them missing.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::deed::Deed;
use super::error::Result;
use super::history;

/// The permanent trigger that adds a new line to the running sums.
const TRIGGER: &str = "sums_line_insert";

/// A stretch of a deed in which lines are only added, and nobody asks for the sums.
pub(super) struct Bulk<'a> {
    deed: &'a Deed<'a>,
    /// The highest identity of a line before it: those of new lines are above.
    before: i64,
    /// The trigger as the schema has it.
    trigger: String,
}

impl<'a> Bulk<'a> {
    /// From here to [`Self::end`] new lines are neither journalled nor summed.
    pub(super) fn begin(deed: &'a Deed<'a>) -> Result<Self> {
        let connection = deed.connection();
        let before = connection.query_row(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'lines'), 0)",
            [],
            |row| row.get(0),
        )?;
        let trigger = connection.query_row(
            "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND name = ?1",
            [TRIGGER],
            |row| row.get(0),
        )?;
        connection.execute_batch(&format!("DROP TRIGGER main.{TRIGGER}"))?;
        history::pause_inserts(connection, "lines")?;
        Ok(Self {
            deed,
            before,
            trigger,
        })
    }

    /// Journals and sums the lines that were added, and lets the triggers see to the next.
    pub(super) fn end(self) -> Result<()> {
        let connection = self.deed.connection();
        sum(connection, self.before)?;
        connection.execute_batch(&self.trigger)?;
        history::resume_inserts(connection, "lines", self.before)
    }
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
