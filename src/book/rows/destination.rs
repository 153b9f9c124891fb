//! Reads and writes the recipients among whom an order is shared (rule 80).

use rusqlite::{Connection, OptionalExtension, params};

use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::id::{DestinationId, OrderId};
use crate::domain::order::Order;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;

/// The recipient of an order with this name; a new one when it has none of it.
pub(in crate::book) fn named(deed: &Deed<'_>, order: OrderId, name: &str) -> Result<DestinationId> {
    let name = text::name("field-recipient", name)?;
    let connection = deed.connection();
    let known = connection
        .prepare_cached("SELECT id FROM destinations WHERE order_id = ?1 AND name = ?2")?
        .query_row(params![order, name], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    connection
        .prepare_cached(
            "INSERT INTO destinations (order_id, name, address, card) VALUES (?1, ?2, '', '')",
        )?
        .execute(params![order, name])?;
    Ok(DestinationId::new(connection.last_insert_rowid()))
}

/// The recipient of an order with this name.
///
/// # Errors
/// An order without such a recipient, with the nearest name.
pub(in crate::book) fn known(
    connection: &Connection,
    order: &Order,
    name: &str,
) -> Result<DestinationId> {
    let mut select = connection
        .prepare_cached("SELECT id, name FROM destinations WHERE order_id = ?1 ORDER BY id")?;
    let all = select
        .query_map([order.row.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(DestinationId, String)>>>()?;
    let folded = fold(name);
    match all.iter().find(|(_, known)| fold(known) == folded) {
        Some((id, _)) => Ok(*id),
        None => {
            let names = all.iter().map(|(_, known)| known.as_str());
            Err(Refusal::unknown(Noun::Destination, name, names).into())
        }
    }
}

/// Gives an order the recipients of another one.
pub(in crate::book) fn copy(deed: &Deed<'_>, from: OrderId, to: OrderId) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO destinations (order_id, name, phone, address, day, card)
             SELECT ?2, name, phone, address, day, card FROM destinations WHERE order_id = ?1 ORDER BY id",
        )?
        .execute(params![from, to])?;
    Ok(())
}

/// The names of an order's recipients, in the order they were added.
pub(in crate::book) fn names(connection: &Connection, order: OrderId) -> Result<Vec<String>> {
    let mut select = connection
        .prepare_cached("SELECT name FROM destinations WHERE order_id = ?1 ORDER BY id")?;
    let rows = select.query_map([order], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
