//! Freezes the tally of a closed period, once a deed is about to change it (rule 37).

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::book::rows::period;
use crate::domain::catalog::options;
use crate::domain::code::Code;
use crate::domain::customer::name_or_phone;
use crate::domain::id::{ActionId, PeriodId};
use crate::domain::period::Milestones;
use crate::domain::tally::TallyLine;
use crate::domain::when::Moment;

/// The units of active orders, one row per order.
pub(in crate::book) const PER_ORDER: &str =
    "SELECT o.code, v.code, p.code, p.name, v.name, s.name, l.customization, sum(l.qty),
        EXISTS (SELECT 1 FROM components k WHERE k.package_id = v.id), c.name, c.phone
     FROM offers f
     JOIN variants v ON v.id = f.variant_id
     JOIN products p ON p.id = v.product_id
     LEFT JOIN suppliers s ON s.id = p.supplier_id
     JOIN lines l ON l.offer_id = f.id
     JOIN orders o ON o.id = l.order_id
     JOIN customers c ON c.id = o.customer_id
     WHERE f.period_id = ?1 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
     GROUP BY f.id, l.order_id, l.customization ORDER BY f.id, l.order_id, l.customization";

/// Reads only lines with a customization; the plain units are the rest of the running sums.
pub(in crate::book) const TOGETHER: &str = "WITH custom AS MATERIALIZED (
         SELECT l.offer_id AS offer, l.customization AS customization, sum(l.qty) AS qty
         FROM offers f
         JOIN lines l ON l.offer_id = f.id AND l.customization <> ''
         JOIN orders o ON o.id = l.order_id
         WHERE f.period_id = ?1 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
         GROUP BY l.offer_id, l.customization
     ), facts AS (
         SELECT f.id AS offer, '' AS customization, u.units AS qty
         FROM offers f JOIN offer_sums u ON u.offer_id = f.id WHERE f.period_id = ?1
         UNION ALL SELECT offer, '', -qty FROM custom
         UNION ALL SELECT offer, customization, qty FROM custom
     )
     SELECT '', v.code, p.code, p.name, v.name, s.name, t.customization, t.qty,
        EXISTS (SELECT 1 FROM components k WHERE k.package_id = v.id), '', NULL
     FROM (SELECT offer, customization, sum(qty) AS qty FROM facts
           GROUP BY offer, customization HAVING sum(qty) <> 0) t
     JOIN offers f ON f.id = t.offer
     JOIN variants v ON v.id = f.variant_id
     JOIN products p ON p.id = v.product_id
     LEFT JOIN suppliers s ON s.id = p.supplier_id
     ORDER BY t.offer, t.customization";

/// The units in packages of active orders, by order and variant: only the lines of packages are
/// visited.
pub(in crate::book) const WITHIN: &str = "SELECT o.code, v.code, sum(part.qty)
     FROM offers f
     JOIN lines l ON l.offer_id = f.id
     JOIN orders o ON o.id = l.order_id
     JOIN lines part ON part.part_of = l.id
     JOIN offers p ON p.id = part.offer_id
     JOIN variants v ON v.id = p.variant_id
     WHERE f.period_id = ?1 AND f.variant_id IN (SELECT package_id FROM components)
       AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
     GROUP BY o.id, v.id";

/// The lines of a frozen tally. Customers are called what they are called now.
const ROWS: &str =
    "SELECT t.order_code, t.code, t.product_code, t.product, t.variant, t.supplier, t.customization, t.qty,
        EXISTS (SELECT 1 FROM variants v JOIN components k ON k.package_id = v.id WHERE v.code = t.code),
        coalesce(c.name, ''), c.phone
     FROM tally_rows t
     LEFT JOIN orders o ON o.code = t.order_code
     LEFT JOIN customers c ON c.id = o.customer_id WHERE t.version_id = ?1 ORDER BY t.seq";

/// A frozen tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TallyVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The close it was frozen for.
    pub closed_at: Moment,
    /// When it was frozen.
    pub frozen_at: Moment,
    /// Units in it.
    pub units: i64,
}

impl TallyVersion {
    /// Whether the period was reopened after the close that froze it, so that what was exported
    /// of it no longer holds (rule 4).
    pub fn is_stale(&self, milestones: &Milestones) -> bool {
        milestones.closed_at != Some(self.closed_at)
            && milestones
                .reopened_at
                .is_some_and(|reopened| reopened >= self.closed_at)
    }
}

/// Freezes the tally when the period's close has not been frozen yet: called by every deed on a
/// period before its own change, because the clock never writes (rule 37).
pub(in crate::book) fn freeze_if_closed(deed: &Deed<'_>, id: PeriodId, now: Moment) -> Result<()> {
    let connection = deed.connection();
    if let Some(close) = period::by_id(connection, id)?.milestones.close(now) {
        if frozen_for(connection, id, close)? {
            adopt(connection, id, close, deed.action())?;
        } else {
            write(connection, id, close, now, Some(deed.action()))?;
        }
    }
    Ok(())
}

/// Freezes the tally for a close. Returns its number.
pub(in crate::book) fn freeze(
    deed: &Deed<'_>,
    id: PeriodId,
    close: Moment,
    now: Moment,
) -> Result<u32> {
    write(deed.connection(), id, close, now, Some(deed.action()))
}

/// Writes the rows of a frozen tally.
pub(in crate::book) fn write(
    connection: &Connection,
    id: PeriodId,
    close: Moment,
    now: Moment,
    action: Option<ActionId>,
) -> Result<u32> {
    let lines = live(connection, id, true)?;
    let newest = newest(connection, id)?.map(|newest| newest.version);
    if let Some(same) = newest
        && frozen(connection, id, same)?.as_deref() == Some(&lines)
    {
        // An identical freeze reuses the version; it now answers for this close.
        connection
            .prepare_cached(
                "UPDATE tally_versions SET closed_at = ?3 WHERE period_id = ?1 AND version = ?2",
            )?
            .execute(params![id, same, close])?;
        if let Some(action) = action {
            adopt(connection, id, close, action)?;
        }
        return Ok(same);
    }
    let version = newest.unwrap_or(0) + 1;
    connection
        .prepare_cached(
            "INSERT INTO tally_versions (period_id, version, closed_at, frozen_at, units, action_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            version,
            close,
            now,
            lines.iter().map(|line| line.qty).sum::<i64>(),
            action
        ])?;
    write_lines(connection, connection.last_insert_rowid(), &lines)?;
    Ok(version)
}

/// Writes the lines of the frozen tally with the id `row`.
fn write_lines(connection: &Connection, row: i64, lines: &[TallyLine]) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO tally_rows (version_id, seq, order_code, code, product_code, product, variant, supplier, customization, qty)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (seq, line) in (1_i64..).zip(lines) {
        insert.execute(params![
            row,
            seq,
            line.order,
            line.code,
            line.product_code,
            line.product,
            line.variant,
            line.supplier,
            line.customization.as_deref().unwrap_or_default(),
            line.qty
        ])?;
    }
    Ok(())
}

/// Takes into a restored book the frozen tallies that the replaced one has beyond it: kitchens hold
/// them on paper, and their numbers are not given again (rule 54). They belong to the restore,
/// `action`.
pub(in crate::book) fn keep_frozen(
    replaced: &Connection,
    restored: &Connection,
    action: ActionId,
) -> Result<()> {
    let mut versions = replaced.prepare(
        "SELECT t.id, t.period_id, p.code, t.version, t.closed_at, t.frozen_at, t.units
         FROM tally_versions t JOIN periods p ON p.id = t.period_id ORDER BY t.period_id, t.version",
    )?;
    let mut lines = replaced.prepare(ROWS)?;
    let mut versions = versions.query([])?;
    while let Some(version) = versions.next()? {
        let made = restored.execute(
            "INSERT INTO tally_versions (period_id, version, closed_at, frozen_at, units, action_id)
             SELECT id, ?3, ?4, ?5, ?6, ?7 FROM periods WHERE id = ?1 AND code = ?2
               AND ?3 > (SELECT coalesce(max(version), 0) FROM tally_versions WHERE period_id = ?1)",
            params![
                version.get::<_, PeriodId>(1)?,
                version.get::<_, Code>(2)?,
                version.get::<_, u32>(3)?,
                version.get::<_, Moment>(4)?,
                version.get::<_, Moment>(5)?,
                version.get::<_, i64>(6)?,
                action,
            ],
        )?;
        if made == 1 {
            let lines = lines.query_map([version.get::<_, i64>(0)?], fact)?;
            let lines = lines.collect::<rusqlite::Result<Vec<_>>>()?;
            write_lines(restored, restored.last_insert_rowid(), &lines)?;
        }
    }
    Ok(())
}

/// All units of a period's tally: packages and their components.
pub(in crate::book) fn units(connection: &Connection, id: PeriodId) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(s.units), 0) FROM offers f JOIN offer_sums s ON s.offer_id = f.id
             WHERE f.period_id = ?1",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// The units of a period's active orders, in the order of its offers: one row per order, or summed
/// over all orders when the order doesn't matter.
pub(in crate::book) fn live(
    connection: &Connection,
    id: PeriodId,
    per_order: bool,
) -> Result<Vec<TallyLine>> {
    let mut select = connection.prepare_cached(if per_order { PER_ORDER } else { TOGETHER })?;
    let rows = select.query_map([id], fact)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes at the lines of active orders how many of their units are in packages (rule 21). Frozen
/// tallies don't know it, so what is compared with one is not given it.
pub(in crate::book) fn fill_within(
    connection: &Connection,
    id: PeriodId,
    lines: &mut [TallyLine],
) -> Result<()> {
    if !lines.iter().any(|line| line.package) {
        return Ok(());
    }
    let mut select = connection.prepare_cached(WITHIN)?;
    let rows = select.query_map([id], |row| {
        Ok(((row.get(0)?, row.get(1)?), row.get::<_, i64>(2)?))
    })?;
    let mut within: HashMap<(String, String), i64> = HashMap::new();
    for row in rows {
        let ((order, code), units) = row?;
        *within
            .entry((String::new(), String::clone(&code)))
            .or_default() += units;
        within.insert((order, code), units);
    }
    // Contents of packages have no customizations.
    for line in lines.iter_mut().filter(|line| line.customization.is_none()) {
        let key = (line.order.clone(), line.code.clone());
        line.within = within.get(&key).copied().unwrap_or_default();
    }
    Ok(())
}

/// The rows of a frozen version, when there is one with this number.
pub(in crate::book) fn frozen(
    connection: &Connection,
    id: PeriodId,
    version: u32,
) -> Result<Option<Vec<TallyLine>>> {
    let row: Option<i64> = connection
        .prepare_cached("SELECT id FROM tally_versions WHERE period_id = ?1 AND version = ?2")?
        .query_row(params![id, version], |row| row.get(0))
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let mut select = connection.prepare_cached(ROWS)?;
    let rows = select.query_map([row], fact)?;
    Ok(Some(rows.collect::<rusqlite::Result<_>>()?))
}

/// Reads a row of [`PER_ORDER`] or [`TOGETHER`].
fn fact(row: &Row<'_>) -> rusqlite::Result<TallyLine> {
    let variant: String = row.get(4)?;
    let (option1, option2) = options(&variant);
    let (option1, option2) = (option1.map(str::to_owned), option2.map(str::to_owned));
    let customization: String = row.get(6)?;
    Ok(TallyLine {
        order: row.get(0)?,
        code: row.get(1)?,
        product_code: row.get(2)?,
        product: row.get(3)?,
        variant,
        supplier: row.get(5)?,
        option1,
        option2,
        qty: row.get(7)?,
        within: 0,
        package: row.get(8)?,
        customer: name_or_phone(
            &row.get::<_, String>(9)?,
            row.get::<_, Option<String>>(10)?.as_deref(),
        )
        .unwrap_or_default(),
        customization: (!customization.is_empty()).then_some(customization),
    })
}

/// The newest version of a period's tally.
pub(in crate::book) fn newest(
    connection: &Connection,
    id: PeriodId,
) -> Result<Option<TallyVersion>> {
    Ok(connection
        .prepare_cached(&format!(
            "{VERSION} WHERE period_id = ?1 ORDER BY version DESC LIMIT 1"
        ))?
        .query_row([id], version)
        .optional()?)
}

from_row! {
    pub(in crate::book) VERSION, version: TallyVersion {
        version: "version",
        closed_at: "closed_at",
        frozen_at: "frozen_at",
        units: "units",
    } from "tally_versions"
}

/// The newest version whose close was not undone. The version of an undone close is hidden, but its
/// number is not given again.
pub(in crate::book) fn newest_standing(
    connection: &Connection,
    id: PeriodId,
) -> Result<Option<u32>> {
    Ok(connection
        .prepare_cached(
            "SELECT max(t.version) FROM tally_versions t LEFT JOIN actions a ON a.id = t.action_id
             WHERE t.period_id = ?1 AND coalesce(a.undone, 0) = 0",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// Ties a version whose deed was undone to this deed, which found the period closed too.
fn adopt(connection: &Connection, id: PeriodId, close: Moment, action: ActionId) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE tally_versions SET action_id = ?3 WHERE period_id = ?1 AND closed_at = ?2
             AND action_id IN (SELECT id FROM actions WHERE undone = 1)",
        )?
        .execute(params![id, close, action])?;
    Ok(())
}

/// Whether a tally was frozen for this close.
pub(in crate::book) fn frozen_for(
    connection: &Connection,
    id: PeriodId,
    close: Moment,
) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM tally_versions WHERE period_id = ?1 AND closed_at = ?2")?
        .exists(params![id, close])?)
}

/// The orders of a period with a design that waits for its approval (rule 79).
pub(in crate::book) fn unapproved(
    connection: &Connection,
    period: PeriodId,
) -> Result<HashSet<String>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT o.code FROM offers f JOIN variants v ON v.id = f.variant_id
         JOIN products d ON d.id = v.product_id JOIN lines l ON l.offer_id = f.id
         JOIN orders o ON o.id = l.order_id
         WHERE f.period_id = ?1 AND d.needs_approval AND l.customization <> '' AND l.part_of IS NULL
           AND l.approved_at IS NULL AND o.cancelled_at IS NULL",
    )?;
    let rows = select.query_map([period], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
