//! Reads orders in full: with lines, charges, bonuses and money.

use std::collections::HashMap;

use rusqlite::Connection;

use super::destination;
use super::gather::gather;
use super::order::row;
use super::{changes, handed};
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{Day, from_row, json_ids};
use crate::domain::agreed::{Agreed, Approval, Wanted, Wearer, stored_time};
use crate::domain::changes::Changes;
use crate::domain::charge::Weighed;
use crate::domain::id::{CustomerId, LineId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::order::{Cancelled, Charge, Line, Order, OrderRow, OrderStatus, Part};
use crate::domain::policy::{Forfeit, KeptBy};
use crate::domain::refusal::Refusal;
use crate::domain::text::fold;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;

/// An order in full.
pub(in crate::book) fn order(connection: &Connection, id: OrderId, now: Moment) -> Result<Order> {
    let row = row(connection, id, now)?;
    Ok(fill(connection, vec![row])?.pop().ok_or(Refusal::Gone)?)
}

/// The lines of an order, in the order they were added; a package's components are with its line.
pub(in crate::book) fn lines(connection: &Connection, id: OrderId) -> Result<Vec<Line>> {
    Ok(lines_of(connection, &json_ids(&[id]))?
        .remove(&id)
        .unwrap_or_default())
}

/// Rows with all that belongs to them, in their order.
pub(in crate::book) fn fill(connection: &Connection, rows: Vec<OrderRow>) -> Result<Vec<Order>> {
    let ids = json_ids(&rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let mut lines = lines_of(connection, &ids)?;
    let mut charges = charges_of(connection, &ids)?;
    let mut bonuses = bonuses_of(connection, &ids)?;
    let mut changes = changes::of_orders(connection, &ids)?;
    let paid = paid_for(connection, &lines)?;
    let mut destinations = destination::of_orders(connection, &ids, &lines)?;
    let mut known: HashMap<OrderId, Details> = gather(connection, DETAILS, &ids, details)?
        .into_iter()
        .map(|details| (details.order, details))
        .collect();
    let orders = rows
        .into_iter()
        .map(|row| {
            let details = known.remove(&row.id).ok_or(Refusal::Gone)?;
            let bonuses = bonuses.remove(&row.id).unwrap_or_default();
            let lines = lines.remove(&row.id).unwrap_or_default();
            let destinations = destinations.remove(&row.id).unwrap_or_default();
            let wearers = wearers(&lines, paid.get(&row.id).map_or(&[], Vec::as_slice))?;
            let order = details.order(
                bonuses,
                changes.remove(&row.id).unwrap_or_default(),
                lines,
                charges.remove(&row.id).unwrap_or_default(),
                row,
            )?;
            Ok(Order {
                wearers,
                destinations,
                ..order
            })
        })
        .collect::<Result<Vec<_>>>();
    let mut orders = orders?;
    handed::fill(connection, &mut orders)?;
    Ok(orders)
}

/// Lines by order, of these orders.
fn lines_of(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Vec<Line>>> {
    let mut lines: HashMap<OrderId, Vec<Line>> = HashMap::new();
    let all = gather(connection, LINE, ids, line)?;
    let mut parts = Vec::new();
    for row in all {
        match row.part_of {
            Some(package) => parts.push((row.order, package, row.line)),
            None => lines.entry(row.order).or_default().push(row.line),
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
                offer: part.offer,
                code: part.code,
                product: part.product,
                variant: part.variant,
                qty: part.qty,
                fragile: part.fragile,
            });
        }
    }
    Ok(lines)
}

/// What was paid for whom, by order; asks only of orders whose lines name somebody.
fn paid_for(
    connection: &Connection,
    lines: &HashMap<OrderId, Vec<Line>>,
) -> Result<HashMap<OrderId, Vec<(String, Rupiah)>>> {
    let named = lines
        .iter()
        .filter(|(_, lines)| lines.iter().any(|line| !line.for_whom.is_empty()));
    let ids: Vec<OrderId> = named.map(|(id, _)| *id).collect();
    let mut paid: HashMap<OrderId, Vec<(String, Rupiah)>> = HashMap::new();
    if ids.is_empty() {
        return Ok(paid);
    }
    let all = gather(
        connection,
        "SELECT a.order_id, a.for_whom, sum(a.amount) FROM json_each(?1) i
         JOIN allocations a ON a.order_id = i.value WHERE a.for_whom <> '' GROUP BY 1, 2",
        &json_ids(&ids),
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
    )?;
    for (order, part) in all {
        paid.entry(order).or_default().push(part);
    }
    Ok(paid)
}

/// Those that lines are for, in the lines' order, with what their lines cost and what they paid.
fn wearers(lines: &[Line], paid: &[(String, Rupiah)]) -> Result<Vec<Wearer>> {
    let mut wearers: Vec<Wearer> = Vec::new();
    for line in lines.iter().filter(|line| !line.for_whom.is_empty()) {
        let name = fold(&line.for_whom);
        let amount = line.amount()?;
        match wearers.iter_mut().find(|known| fold(&known.name) == name) {
            Some(known) => known.amount = known.amount.plus(amount)?,
            None => wearers.push(Wearer {
                paid: Rupiah::sum(
                    paid.iter()
                        .filter(|(of, _)| fold(of) == name)
                        .map(|(_, amount)| *amount),
                )?,
                name: line.for_whom.clone(),
                amount,
            }),
        }
    }
    Ok(wearers)
}

/// Charges by order, of these orders.
fn charges_of(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Vec<Charge>>> {
    let mut all = gather(connection, CHARGE, ids, charge)?;
    all.sort_by_key(|row| row.id);
    let mut charges: HashMap<OrderId, Vec<Charge>> = HashMap::new();
    for row in all {
        charges.entry(row.order).or_default().push(row.charge);
    }
    Ok(charges)
}

/// The labels of the bonuses orders hold; one that is cancelled holds none (rule 14).
fn bonuses_of(connection: &Connection, ids: &str) -> Result<HashMap<OrderId, Vec<String>>> {
    let mut given = gather(
        connection,
        "SELECT b.order_id, b.id, b.label FROM json_each(?1) i
         JOIN order_bonuses b ON b.order_id = i.value
         JOIN order_sums s ON s.order_id = b.order_id WHERE s.held",
        ids,
        |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?)),
    )?;
    given.sort_by_key(|(_, id, _)| *id);
    let mut bonuses: HashMap<OrderId, Vec<String>> = HashMap::new();
    for (order, _, label) in given {
        bonuses.entry(order).or_default().push(label);
    }
    Ok(bonuses)
}

/// The columns of an order that only an order in full shows.
struct Details {
    order: OrderId,
    note: String,
    late_reason: Option<String>,
    cancel_reason: Option<String>,
    cancelled_by: Option<String>,
    recipient: String,
    recipient_phone: Option<String>,
    address: String,
    source_ref: Option<String>,
    overbook_reason: Option<String>,
    cancelled_at: Option<Moment>,
    kept_by: Option<KeptBy>,
    kept_percent: Option<u8>,
    agreed: Agreed,
}

impl Details {
    fn cancelled(&self, row: &OrderRow) -> Result<Option<Cancelled>> {
        let Some(at) = self.cancelled_at else {
            return Ok(None);
        };
        let forfeit = match self.kept_by {
            Some(by) => Some(Forfeit {
                kept: row.bill.total,
                refund: row.bill.paid.minus(row.bill.total)?.max(Rupiah::ZERO),
                percent: self.kept_percent,
                by,
            }),
            None => None,
        };
        Ok(Some(Cancelled {
            by_shop: self.cancelled_by.as_deref() == Some("shop"),
            reason: self.cancel_reason.clone().unwrap_or_default(),
            at,
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
            // Marks the program made for a table's order or a message are not shown as references.
            source_ref: self
                .source_ref
                .filter(|kept| !kept.starts_with('~') && !kept.starts_with("chat:")),
            overbook_reason: self.overbook_reason,
            agreed: self.agreed,
            wearers: Vec::new(),
            parcels: Vec::new(),
            destinations: Vec::new(),
        })
    }
}

from_row! {
    DETAILS, details: Details {
        order: "o.id",
        note: "o.note",
        late_reason: "o.late_reason",
        cancel_reason: "o.cancel_reason",
        cancelled_by: "o.cancelled_by",
        recipient: "o.recipient",
        recipient_phone: "o.recipient_phone",
        address: "o.address",
        source_ref: "o.source_ref",
        overbook_reason: "o.overbook_reason",
        cancelled_at: "o.cancelled_at",
        kept_by: "o.kept_by",
        kept_percent: "o.kept_percent",
        agreed: Agreed {
            wanted: Wanted {
                day: ("o.wanted_day") => |day: Option<Day>| day.map(|day| day.0),
                time: ("o.wanted_time") => |time: Option<String>| time.and_then(|time| stored_time(&time)),
                way: "o.way",
                place: "o.place",
                area: "o.area",
            },
            shipping: "o.shipping",
            sender: "o.sender",
            payer: ("o.payer_id", "(SELECT name FROM customers c WHERE c.id = o.payer_id)")
                => |(id, name): (Option<CustomerId>, Option<String>)| id.zip(name),
        },
    } from "json_each(?1) i JOIN orders o ON o.id = i.value"
}

/// A line, its order and the package it is part of.
struct LineRow {
    order: OrderId,
    part_of: Option<LineId>,
    line: Line,
}

from_row! {
    LINE, line: LineRow {
        order: "l.order_id",
        part_of: "l.part_of",
        line: Line {
            id: "l.id",
            offer: "l.offer_id",
            code: "v.code",
            product: "l.product",
            variant: "l.variant",
            qty: "l.qty",
            unit_price: "l.unit_price",
            unit_cost: "l.unit_cost",
            tier: "l.tier",
            customization: "l.customization",
            for_whom: "l.for_whom",
            chosen: "l.chosen",
            price_label: "l.price_label",
            weight: "l.grams",
            fragile: "v.fragile",
            needs_approval: "d.needs_approval AND l.customization <> '' AND l.part_of IS NULL",
            approved: ("l.approved_at", "l.approved_by", "l.approval_note") => Approval::stored,
            ; parts: Vec::new(), assigned: 0
        },
    } from "json_each(?1) i JOIN lines l ON l.order_id = i.value
         JOIN offers f ON f.id = l.offer_id JOIN variants v ON v.id = f.variant_id
         JOIN products d ON d.id = v.product_id"
}

/// What a weighing weighed; `None` for another charge.
fn weighed(
    (code, goods, estimated, weight): (
        Option<String>,
        Option<String>,
        Option<Grams>,
        Option<Grams>,
    ),
) -> Option<Weighed> {
    Some(Weighed {
        code: code?,
        goods: goods.unwrap_or_default(),
        estimated: estimated?,
        weight: weight?,
    })
}

/// A charge and its order.
struct ChargeRow {
    order: OrderId,
    id: i64,
    charge: Charge,
}

from_row! {
    CHARGE, charge: ChargeRow {
        order: "c.order_id",
        id: "c.id",
        charge: Charge {
            kind: "c.kind",
            amount: "c.amount",
            label: "coalesce((SELECT label FROM bonuses WHERE id = c.bonus_id),
                (SELECT name FROM payment_stages WHERE id = c.stage_id), c.label)",
            destination: "(SELECT name FROM destinations WHERE id = c.destination_id)",
            claim: "c.claim_id",
            weighed: (
                "(SELECT v.code FROM offers f JOIN variants v ON v.id = f.variant_id WHERE f.id = c.offer_id)",
                "(SELECT trim(l.product || ' ' || l.variant) FROM lines l
                  WHERE l.order_id = c.order_id AND l.offer_id = c.offer_id LIMIT 1)",
                "c.estimated",
                "c.weighed"
            ) => weighed,
        },
    } from "json_each(?1) i JOIN charges c ON c.order_id = i.value"
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
