//! Reads the changes of orders since they were placed: substitutions, passes, moves.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::gather::gather;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::catalog::full_name;
use crate::domain::changes::{Changes, Linked, Pass, Substitution};
use crate::domain::id::OrderId;

/// Tables that [`PASS`] takes its columns from.
pub(in crate::book) const PASSED: &str = "JOIN orders o ON o.id = p.order_id
     JOIN customers f ON f.id = p.from_customer_id JOIN customers t ON t.id = p.to_customer_id";

/// The changes of these orders, without orders that have none.
pub(in crate::book) fn of_orders(
    connection: &Connection,
    ids: &str,
) -> Result<HashMap<OrderId, Changes>> {
    let mut changes: HashMap<OrderId, Changes> = HashMap::new();
    let linked = |row: &Row<'_>| -> rusqlite::Result<(OrderId, Linked)> {
        let (id, code) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, Linked { id, code }))
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
    let substitutions = gather(connection, SUBSTITUTED, ids, substituted)?;
    for Substituted {
        order,
        substitution,
    } in substitutions
    {
        changes
            .entry(order)
            .or_default()
            .substitutions
            .push(substitution);
    }
    let passes = gather(
        connection,
        &format!("{PASS} FROM json_each(?1) i JOIN passes p ON p.order_id = i.value {PASSED}"),
        ids,
        pass,
    )?;
    for pass in passes {
        let changes = changes.entry(pass.order.id).or_default();
        changes.passes.push(pass);
    }
    for changes in changes.values_mut() {
        changes.moved_to.sort_by_key(|order| order.id);
        changes.substitutions.sort_by_key(|made| made.at);
        changes.passes.sort_by_key(|made| made.at);
    }
    Ok(changes)
}

/// A substitution and the order it was made in.
struct Substituted {
    order: OrderId,
    substitution: Substitution,
}

from_row! {
    SUBSTITUTED, substituted: Substituted {
        order: "s.order_id",
        substitution: Substitution {
            at: "s.at",
            qty: "s.qty",
            from: "fv.code",
            from_name: ("s.from_product", "s.from_variant") => named,
            customization: "s.customization",
            to: "tv.code",
            to_name: ("s.to_product", "s.to_variant") => named,
            agreed_by: "s.agreed_by",
        },
    } from "json_each(?1) i JOIN substitutions s ON s.order_id = i.value
         JOIN offers f ON f.id = s.from_offer_id JOIN variants fv ON fv.id = f.variant_id
         JOIN offers t ON t.id = s.to_offer_id JOIN variants tv ON tv.id = t.variant_id"
}

fn named((product, variant): (String, String)) -> String {
    full_name(&product, &variant)
}

from_row! {
    /// Columns of a pass, whose tables are `passes p` and [`PASSED`].
    pub(in crate::book) PASS, pass: Pass {
        at: "p.at",
        order: Linked { id: "p.order_id", code: "o.code" },
        from: "p.from_customer_id",
        from_name: "f.name",
        to: "p.to_customer_id",
        to_name: "t.name",
    }
}
