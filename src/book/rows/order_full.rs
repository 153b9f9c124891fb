//! An order with its lines, charges, bonuses and money: reads their rows.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::changes;
use super::gather::gather;
use super::order::row;
use crate::book::keeper::error::{BookError, Result};
use crate::domain::changes::Changes;
use crate::domain::id::{LineId, OfferId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::order::{Cancelled, Charge, Line, Order, OrderRow, OrderStatus, Part};
use crate::domain::policy::Forfeit;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// An order in full.
pub(in crate::book) fn order(connection: &Connection, id: OrderId, now: Moment) -> Result<Order> {
    let row = row(connection, id, now)?;
    let code = row.code.clone();
    fill(connection, vec![row])?
        .pop()
        .ok_or(BookError::Damaged(code))
}

/// The lines of an order, in the order they were added; what is in a package is with its line.
pub(in crate::book) fn lines(connection: &Connection, id: OrderId) -> Result<Vec<Line>> {
    Ok(lines_of(connection, &of(&[id]))?
        .remove(&id)
        .unwrap_or_default())
}

/// Rows with all that belongs to them, in their order.
pub(in crate::book) fn fill(connection: &Connection, rows: Vec<OrderRow>) -> Result<Vec<Order>> {
    let ids = of(&rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let mut lines = lines_of(connection, &ids)?;
    let mut charges = charges_of(connection, &ids)?;
    let mut bonuses = bonuses_of(connection, &ids)?;
    let mut changes = changes::of_orders(connection, &ids)?;
    let mut details: HashMap<OrderId, Details> = gather(
        connection,
        "SELECT o.id, o.note, o.late_reason, o.cancel_reason, o.cancelled_by, o.recipient,
         o.recipient_phone, o.address, o.source_ref, o.overbook_reason,
         o.cancelled_at, o.kept_by, o.kept_percent
         FROM json_each(?1) i JOIN orders o ON o.id = i.value",
        &ids,
        Details::read,
    )?
    .into_iter()
    .collect();
    rows.into_iter()
        .map(|row| {
            let details = details
                .remove(&row.id)
                .ok_or_else(|| BookError::Damaged(row.code.clone()))?;
            let bonuses = bonuses.remove(&row.id).unwrap_or_default();
            details.order(
                bonuses,
                changes.remove(&row.id).unwrap_or_default(),
                lines.remove(&row.id).unwrap_or_default(),
                charges.remove(&row.id).unwrap_or_default(),
                row,
            )
        })
        .collect()
}

/// Identities as a JSON list, for `json_each`.
fn of(ids: &[OrderId]) -> String {
    let ids: Vec<i64> = ids.iter().map(|id| id.raw()).collect();
    serde_json::json!(ids).to_string()
}

/// Lines by order, of these orders.
fn lines_of(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Vec<Line>>> {
    let mut lines: HashMap<OrderId, Vec<Line>> = HashMap::new();
    let all = gather(
        connection,
        "SELECT l.order_id, l.id, l.offer_id, v.code, l.product, l.variant, l.qty, l.unit_price,
         l.unit_cost, l.tier, l.customization, l.for_whom, l.chosen, l.part_of, l.price_label
         FROM json_each(?1) i JOIN lines l ON l.order_id = i.value
         JOIN offers f ON f.id = l.offer_id JOIN variants v ON v.id = f.variant_id",
        ids,
        |row| Ok((line(row)?, row.get::<_, Option<i64>>(13)?.map(LineId::new))),
    )?;
    let mut parts = Vec::new();
    for (order, (line, part_of)) in all {
        match part_of {
            Some(package) => parts.push((order, package, line)),
            None => lines.entry(order).or_default().push(line),
        }
    }
    for lines in lines.values_mut() {
        lines.sort_by_key(|line| line.id);
    }
    parts.sort_by_key(|(_, _, part)| part.id);
    for (order, package, part) in parts {
        let lines = lines.entry(order).or_default();
        if let Ok(at) = lines.binary_search_by_key(&package, |line| line.id) {
            lines[at].parts.push(Part {
                code: part.code,
                product: part.product,
                variant: part.variant,
                qty: part.qty,
            });
        }
    }
    Ok(lines)
}

/// Charges by order, of these orders.
fn charges_of(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Vec<Charge>>> {
    let mut charges: HashMap<OrderId, Vec<(i64, Charge)>> = HashMap::new();
    let all = gather(
        connection,
        "SELECT c.order_id, c.id, c.kind, c.amount FROM json_each(?1) i
         JOIN charges c ON c.order_id = i.value",
        ids,
        |row| Ok((row.get(1)?, charge(row)?)),
    )?;
    for (order, charge) in all {
        charges.entry(order).or_default().push(charge);
    }
    Ok(charges
        .into_iter()
        .map(|(order, mut charges)| {
            charges.sort_by_key(|(id, _)| *id);
            (
                order,
                charges.into_iter().map(|(_, charge)| charge).collect(),
            )
        })
        .collect())
}

/// The labels of the bonuses orders hold; one that is cancelled holds none (rule 14).
fn bonuses_of(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Vec<String>>> {
    let mut given = gather(
        connection,
        "SELECT b.order_id, b.id, b.label FROM json_each(?1) i
         JOIN order_bonuses b ON b.order_id = i.value
         JOIN order_sums s ON s.order_id = b.order_id WHERE s.held",
        ids,
        |row| Ok((row.get::<_, i64>(1)?, row.get::<_, String>(2)?)),
    )?;
    given.sort_by_key(|(_, (id, _))| *id);
    let mut bonuses: HashMap<OrderId, Vec<String>> = HashMap::new();
    for (order, (_, label)) in given {
        bonuses.entry(order).or_default().push(label);
    }
    Ok(bonuses)
}

/// The columns of an order that only an order in full shows.
struct Details {
    note: String,
    late_reason: Option<String>,
    cancel_reason: Option<String>,
    cancelled_by: Option<String>,
    recipient: String,
    recipient_phone: Option<String>,
    address: String,
    source_ref: Option<String>,
    overbook_reason: Option<String>,
    cancelled_at: Option<i64>,
    kept_by: Option<String>,
    kept_percent: Option<u8>,
}

impl Details {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            note: row.get(1)?,
            late_reason: row.get(2)?,
            cancel_reason: row.get(3)?,
            cancelled_by: row.get(4)?,
            recipient: row.get(5)?,
            recipient_phone: row.get(6)?,
            address: row.get(7)?,
            source_ref: row.get(8)?,
            overbook_reason: row.get(9)?,
            cancelled_at: row.get(10)?,
            kept_by: row.get(11)?,
            kept_percent: row.get(12)?,
        })
    }

    fn cancelled(&self, row: &OrderRow) -> Result<Option<Cancelled>> {
        let Some(at) = self.cancelled_at else {
            return Ok(None);
        };
        let forfeit = match &self.kept_by {
            Some(by) => Some(Forfeit {
                kept: row.bill.total,
                refund: row.bill.paid.minus(row.bill.total)?.max(Rupiah::ZERO),
                percent: self.kept_percent,
                by: by
                    .parse()
                    .map_err(|_| BookError::Damaged(format!("kept by {by}")))?,
            }),
            None => None,
        };
        Ok(Some(Cancelled {
            by_shop: self.cancelled_by.as_deref() == Some("shop"),
            reason: self.cancel_reason.clone().unwrap_or_default(),
            at: Moment::from_unix(at),
            forfeit,
        }))
    }

    fn order(
        self,
        bonuses: Vec<String>,
        changes: Changes,
        lines: Vec<Line>,
        charges: Vec<Charge>,
        row: OrderRow,
    ) -> Result<Order> {
        Ok(Order {
            cancelled: self.cancelled(&row)?,
            row,
            lines,
            charges,
            bonuses,
            note: self.note,
            late_reason: self.late_reason,
            recipient: self.recipient,
            recipient_phone: self.recipient_phone,
            address: self.address,
            changes,
            // A mark made for a table's order or for a message is no number anybody gave it.
            source_ref: self
                .source_ref
                .filter(|kept| !kept.starts_with('~') && !kept.starts_with("chat:")),
            overbook_reason: self.overbook_reason,
        })
    }
}

/// Reads a line's row.
fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        id: LineId::new(row.get(1)?),
        offer: OfferId::new(row.get(2)?),
        code: row.get(3)?,
        product: row.get(4)?,
        variant: row.get(5)?,
        qty: row.get(6)?,
        unit_price: Rupiah::new(row.get(7)?),
        unit_cost: Rupiah::new(row.get(8)?),
        tier: row.get(9)?,
        customization: row.get(10)?,
        for_whom: row.get(11)?,
        chosen: row.get(12)?,
        parts: Vec::new(),
        price_label: row.get(14)?,
    })
}

/// Reads a charge's row.
fn charge(row: &Row<'_>) -> Result<Charge> {
    let kind: String = row.get(2)?;
    Ok(Charge {
        kind: kind
            .parse()
            .map_err(|_| BookError::Damaged(format!("charge {kind}")))?,
        amount: Rupiah::new(row.get(3)?),
    })
}

/// An order in full; refused when it is cancelled.
pub(in crate::book) fn live(connection: &Connection, id: OrderId, now: Moment) -> Result<Order> {
    let order = order(connection, id, now)?;
    if order.row.status == OrderStatus::Cancelled {
        return Err(Refusal::OrderCancelled {
            order: order.row.code,
        }
        .into());
    }
    Ok(order)
}
