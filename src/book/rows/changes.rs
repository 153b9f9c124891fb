//! Changes of orders since they were made: reads their rows.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::gather::gather;
use crate::book::keeper::error::Result;
use crate::domain::catalog::full_name;
use crate::domain::changes::{Changes, Linked, Pass, Substitution};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::when::Moment;

/// Columns of a pass, for [`pass`].
pub(in crate::book) const PASS: &str =
    "p.at, p.order_id, o.code, p.from_customer_id, f.name, p.to_customer_id, t.name";

/// Tables that [`PASS`] takes its columns from.
pub(in crate::book) const PASSED: &str = "JOIN orders o ON o.id = p.order_id
     JOIN customers f ON f.id = p.from_customer_id JOIN customers t ON t.id = p.to_customer_id";

/// The changes of plan of these orders; those that have none are not in it.
pub(in crate::book) fn of_orders(
    connection: &Connection,
    ids: &str,
) -> Result<HashMap<OrderId, Changes>> {
    let mut changes: HashMap<OrderId, Changes> = HashMap::new();
    let linked = |row: &Row<'_>| -> Result<Linked> {
        Ok(Linked {
            id: OrderId::new(row.get(1)?),
            code: row.get(2)?,
        })
    };
    let from = gather(
        connection,
        "SELECT o.id, m.id, m.code FROM json_each(?1) i JOIN orders o ON o.id = i.value
         JOIN orders m ON m.id = o.moved_from",
        ids,
        linked,
    )?;
    for (order, from) in from {
        changes.entry(order).or_default().moved_from = Some(from);
    }
    let to = gather(
        connection,
        "SELECT m.moved_from, m.id, m.code FROM json_each(?1) i JOIN orders m ON m.moved_from = i.value",
        ids,
        linked,
    )?;
    for (order, to) in to {
        changes.entry(order).or_default().moved_to.push(to);
    }
    let substitutions = gather(
        connection,
        "SELECT s.order_id, s.at, s.qty, fv.code, s.from_product, s.from_variant, s.customization,
         tv.code, s.to_product, s.to_variant, s.agreed_by
         FROM json_each(?1) i JOIN substitutions s ON s.order_id = i.value
         JOIN offers f ON f.id = s.from_offer_id JOIN variants fv ON fv.id = f.variant_id
         JOIN offers t ON t.id = s.to_offer_id JOIN variants tv ON tv.id = t.variant_id",
        ids,
        |row| {
            let name = |at: usize| -> rusqlite::Result<String> {
                let (product, variant): (String, String) = (row.get(at)?, row.get(at + 1)?);
                Ok(full_name(&product, &variant))
            };
            Ok(Substitution {
                at: Moment::from_unix(row.get(1)?),
                qty: row.get(2)?,
                from: row.get(3)?,
                from_name: name(4)?,
                customization: row.get(6)?,
                to: row.get(7)?,
                to_name: name(8)?,
                agreed_by: row.get(10)?,
            })
        },
    )?;
    for (order, substitution) in substitutions {
        changes
            .entry(order)
            .or_default()
            .substitutions
            .push(substitution);
    }
    let passes = gather(
        connection,
        &format!(
            "SELECT p.order_id, {PASS} FROM json_each(?1) i JOIN passes p ON p.order_id = i.value {PASSED}"
        ),
        ids,
        |row| Ok(pass(row)?),
    )?;
    for (order, pass) in passes {
        changes.entry(order).or_default().passes.push(pass);
    }
    for changes in changes.values_mut() {
        changes.moved_to.sort_by_key(|order| order.id);
        changes.substitutions.sort_by_key(|made| made.at);
        changes.passes.sort_by_key(|made| made.at);
    }
    Ok(changes)
}

/// Reads the columns of [`PASS`].
pub(in crate::book) fn pass(row: &Row<'_>) -> rusqlite::Result<Pass> {
    Ok(Pass {
        at: Moment::from_unix(row.get(1)?),
        order: Linked {
            id: OrderId::new(row.get(2)?),
            code: row.get(3)?,
        },
        from: CustomerId::new(row.get(4)?),
        from_name: row.get(5)?,
        to: CustomerId::new(row.get(6)?),
        to_name: row.get(7)?,
    })
}
