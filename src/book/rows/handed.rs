//! What of orders is set aside, packed or handed over, and the parcels it is in.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{gather::gather, parcel};
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::json_ids;
use crate::domain::id::{OrderId, ParcelId};
use crate::domain::order::{Line, Order};
use crate::domain::parcel::Parcel;

/// Units that orders have of an item, by order, code and customization.
type Got = HashMap<(OrderId, String, String), i64>;

/// Fills in the parcels of orders, and how many units of each line are set aside or gone.
pub(in crate::book) fn fill(connection: &Connection, orders: &mut [Order]) -> Result<()> {
    let ids: Vec<OrderId> = orders.iter().map(|order| order.row.id).collect();
    // Also of orders that have nothing any more: it came back, or was lost.
    let mut parcels = parcels(connection, &json_ids(&ids))?;
    for order in &mut *orders {
        order.parcels = parcels.remove(&order.row.id).unwrap_or_default();
    }
    let has = |order: &Order| order.row.units_are.aside > 0 || order.row.units_are.handed > 0;
    let moved = orders.iter().filter(|order| has(order));
    let moved: Vec<OrderId> = moved.map(|order| order.row.id).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let mut got: Got = gather(connection, GOT, &json_ids(&moved), |row| {
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?))
    })?
    .into_iter()
    .collect();
    for order in orders {
        for line in &mut order.lines {
            assign(order.row.id, line, &mut got);
        }
    }
    Ok(())
}

/// The parcels of orders, oldest first; one of several orders is read once.
fn parcels(connection: &Connection, orders: &str) -> Result<HashMap<OrderId, Vec<Parcel>>> {
    let mut held: Vec<(ParcelId, OrderId)> = gather(connection, PARCELS, orders, |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    held.sort_unstable();
    held.dedup();
    let mut ids: Vec<ParcelId> = held.iter().map(|(parcel, _)| *parcel).collect();
    ids.dedup();
    let all = parcel::fill(connection, &ids)?.into_iter();
    let known: HashMap<ParcelId, Parcel> = all.map(|parcel| (parcel.id, parcel)).collect();
    let mut parcels: HashMap<OrderId, Vec<Parcel>> = HashMap::new();
    for (parcel, order) in held {
        if let Some(parcel) = known.get(&parcel) {
            parcels.entry(order).or_default().push(parcel.clone());
        }
    }
    Ok(parcels)
}

/// Gives a line the units that its order has of it: a package as many as it has all parts of.
fn assign(order: OrderId, line: &mut Line, got: &mut Got) {
    let mut there = |code: &str, customization: &str, most: i64| {
        let key = (order, code.to_owned(), customization.to_owned());
        let has = got.entry(key).or_default();
        let taken = most.min(*has).max(0);
        *has -= taken;
        taken
    };
    line.assigned = match line.parts.is_empty() {
        true => there(&line.code, &line.customization, line.qty),
        false => {
            let parts = line.parts.iter();
            let whole =
                parts.map(|part| there(&part.code, "", part.qty) * line.qty / part.qty.max(1));
            whole.min().unwrap_or_default()
        }
    };
}

const GOT: &str = "SELECT order_id, code, customization, sum(qty) FROM (
        SELECT u.order_id, v.code, u.customization, u.qty * ((u.dst IN ('order', 'parcel', 'customer') AND u.to_order_id IS NULL)
            - (u.src IN ('order', 'parcel', 'customer'))) AS qty
        FROM json_each(?1) i JOIN unit_moves u ON u.order_id = i.value
        JOIN offers f ON f.id = u.offer_id JOIN variants v ON v.id = f.variant_id
        UNION ALL
        SELECT u.to_order_id, v.code, u.customization, u.qty
        FROM json_each(?1) i JOIN unit_moves u ON u.to_order_id = i.value
        JOIN offers f ON f.id = u.offer_id JOIN variants v ON v.id = f.variant_id
     ) GROUP BY 1, 2, 3";

const PARCELS: &str = "SELECT u.parcel_id, u.order_id FROM json_each(?1) i
     JOIN unit_moves u ON u.order_id = i.value WHERE u.parcel_id IS NOT NULL";
