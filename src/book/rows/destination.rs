//! Reads and writes the recipients among whom an order is shared (rule 80).

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::gather::gather;
use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{Day, from_row};
use crate::domain::destination::{Destination, DestinationItem};
use crate::domain::id::{DestinationId, OfferId, OrderId, PeriodId};
use crate::domain::order::{Line, Order};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;

/// What is written of a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct DestinationDetails {
    pub(in crate::book) id: DestinationId,
    pub(in crate::book) name: String,
    pub(in crate::book) phone: Option<String>,
    pub(in crate::book) address: String,
    pub(in crate::book) day: Option<NaiveDate>,
    pub(in crate::book) card: String,
}

from_row! {
    DETAILS, details: DestinationDetails {
        id: "id",
        name: "name",
        phone: "phone",
        address: "address",
        day: ("day") => |day: Option<Day>| day.map(|day| day.0),
        card: "card",
    } from "destinations WHERE order_id = ?1 ORDER BY id"
}

/// Units of an item that a recipient gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Share {
    pub(in crate::book) destination: DestinationId,
    pub(in crate::book) offer: OfferId,
    pub(in crate::book) customization: String,
    pub(in crate::book) chosen: String,
    pub(in crate::book) qty: i64,
}

impl Share {
    /// Whether it is of the same item.
    pub(in crate::book) fn is_of(&self, offer: OfferId, customization: &str, chosen: &str) -> bool {
        (
            self.offer,
            self.customization.as_str(),
            self.chosen.as_str(),
        ) == (offer, customization, chosen)
    }
}

from_row! {
    SHARE, share: Share {
        destination: "i.destination_id",
        offer: "i.offer_id",
        customization: "i.customization",
        chosen: "i.chosen",
        qty: "i.qty",
    } from "destinations d JOIN destination_items i ON i.destination_id = d.id WHERE d.order_id = ?1 ORDER BY i.id"
}

/// The recipients of an order, in the order they were added.
pub(in crate::book) fn all(
    connection: &Connection,
    order: OrderId,
) -> Result<Vec<DestinationDetails>> {
    let mut select = connection.prepare_cached(DETAILS)?;
    let rows = select.query_map([order], details)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the recipients of an order get.
pub(in crate::book) fn shares(connection: &Connection, order: OrderId) -> Result<Vec<Share>> {
    let mut select = connection.prepare_cached(SHARE)?;
    let rows = select.query_map([order], share)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

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

/// Another name for a recipient of an order; refused when one of its others has it.
pub(in crate::book) fn free_name(
    deed: &Deed<'_>,
    order: &Order,
    id: DestinationId,
    typed: &str,
) -> Result<String> {
    let name = text::name("field-recipient", typed)?;
    let folded = fold(&name);
    let mut others = all(deed.connection(), order.row.id)?.into_iter();
    match others.find(|other| other.id != id && fold(&other.name) == folded) {
        Some(other) => Err(Refusal::Taken {
            noun: Noun::Destination,
            code: other.name,
        }
        .into()),
        None => Ok(name),
    }
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
    let all = all(connection, order.row.id)?;
    let folded = fold(name);
    match all.iter().find(|known| fold(&known.name) == folded) {
        Some(known) => Ok(known.id),
        None => {
            let names = all.iter().map(|known| known.name.as_str());
            Err(Refusal::unknown(Noun::Destination, name, names).into())
        }
    }
}

/// Writes what is said of a recipient, where it differs.
pub(in crate::book) fn write(deed: &Deed<'_>, of: &DestinationDetails) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "UPDATE destinations SET phone = ?2, address = ?3, day = ?4, card = ?5, name = ?6
             WHERE id = ?1 AND ((phone, address, day, card) IS NOT (?2, ?3, ?4, ?5) OR name COLLATE BINARY <> ?6)",
        )?
        .execute(params![
            of.id,
            of.phone,
            of.address,
            of.day.map(Day),
            of.card,
            of.name
        ])?;
    Ok(())
}

/// Gives a recipient so many more units of an item; fewer when less than zero.
pub(in crate::book) fn add(deed: &Deed<'_>, more: &Share) -> Result<()> {
    let connection = deed.connection();
    let kept: Option<(i64, i64)> = connection
        .prepare_cached(
            "SELECT id, qty FROM destination_items WHERE destination_id = ?1 AND offer_id = ?2
             AND customization = ?3 AND chosen = ?4",
        )?
        .query_row(
            params![
                more.destination,
                more.offer,
                more.customization,
                more.chosen
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match kept {
        Some((id, has)) if has + more.qty < 1 => connection
            .prepare_cached("DELETE FROM destination_items WHERE id = ?1")?
            .execute([id])?,
        Some((id, has)) => connection
            .prepare_cached("UPDATE destination_items SET qty = ?2 WHERE id = ?1 AND qty <> ?2")?
            .execute(params![id, has + more.qty])?,
        None if more.qty < 1 => 0,
        None => connection
            .prepare_cached(
                "INSERT INTO destination_items (destination_id, offer_id, customization, chosen, qty)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                more.destination,
                more.offer,
                more.customization,
                more.chosen,
                more.qty
            ])?,
    };
    Ok(())
}

/// Takes all goods from a recipient.
pub(in crate::book) fn clear(deed: &Deed<'_>, id: DestinationId) -> Result<()> {
    deed.connection()
        .prepare_cached("DELETE FROM destination_items WHERE destination_id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Removes a recipient with its goods and the shipping on the bill.
pub(in crate::book) fn remove(deed: &Deed<'_>, id: DestinationId) -> Result<()> {
    clear(deed, id)?;
    for sql in [
        "DELETE FROM charges WHERE destination_id = ?1",
        "DELETE FROM destinations WHERE id = ?1",
    ] {
        deed.connection().prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

/// Whether something was packed for a recipient, or sent to it.
pub(in crate::book) fn has_parcel(connection: &Connection, id: DestinationId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM parcels WHERE destination_id = ?1)")?
        .query_row([id], |row| row.get(0))?)
}

/// Gives an order the recipients of another one with their goods, as they are on sale in its PO.
pub(in crate::book) fn copy(
    deed: &Deed<'_>,
    from: OrderId,
    (to, period): (OrderId, PeriodId),
) -> Result<()> {
    let connection = deed.connection();
    connection
        .prepare_cached(
            "INSERT INTO destinations (order_id, name, phone, address, day, card)
             SELECT ?2, name, phone, address, day, card FROM destinations WHERE order_id = ?1 ORDER BY id",
        )?
        .execute(params![from, to])?;
    connection
        .prepare_cached(
            "INSERT INTO destination_items (destination_id, offer_id, customization, chosen, qty)
             SELECT t.id, n.id, i.customization, i.chosen, i.qty FROM destinations d
             JOIN destination_items i ON i.destination_id = d.id
             JOIN destinations t ON t.order_id = ?2 AND t.name = d.name
             JOIN offers w ON w.id = i.offer_id
             JOIN offers n ON n.variant_id = w.variant_id AND n.period_id = ?3
             WHERE d.order_id = ?1 ORDER BY i.id",
        )?
        .execute(params![from, to, period])?;
    Ok(())
}

/// The recipient of another order that is called the same; a new one with the same details when there is
/// none.
pub(in crate::book) fn twin(
    deed: &Deed<'_>,
    of: DestinationId,
    order: OrderId,
) -> Result<DestinationId> {
    let connection = deed.connection();
    let known = connection
        .prepare_cached(
            "SELECT t.id FROM destinations d JOIN destinations t ON t.order_id = ?2 AND t.name = d.name
             WHERE d.id = ?1",
        )?
        .query_row(params![of, order], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    connection
        .prepare_cached(
            "INSERT INTO destinations (order_id, name, phone, address, day, card)
             SELECT ?2, name, phone, address, day, card FROM destinations WHERE id = ?1",
        )?
        .execute(params![of, order])?;
    Ok(DestinationId::new(connection.last_insert_rowid()))
}

/// The names of an order's recipients, in the order they were added.
pub(in crate::book) fn names(connection: &Connection, order: OrderId) -> Result<Vec<String>> {
    let all = all(connection, order)?;
    Ok(all.into_iter().map(|known| known.name).collect())
}

/// A recipient as it is listed, and its order.
struct Listed {
    order: OrderId,
    destination: Destination,
}

from_row! {
    LISTED, listed: Listed {
        order: "d.order_id",
        destination: Destination {
            id: "d.id",
            name: "d.name",
            phone: "d.phone",
            address: "d.address",
            day: ("d.day") => |day: Option<Day>| day.map(|day| day.0),
            card: "d.card",
            shipping: "(SELECT coalesce(sum(c.amount), 0) FROM charges c WHERE c.destination_id = d.id)",
            handed: "(SELECT coalesce(sum(u.qty * ((u.dst = 'customer') - (u.src = 'customer'))), 0)
                FROM parcels p JOIN unit_moves u ON u.parcel_id = p.id WHERE p.destination_id = d.id)",
            ; items: Vec::new(), units: 0
        },
    } from "json_each(?1) i JOIN destinations d ON d.order_id = i.value"
}

/// What is in the orders of these ids by recipient: goods as they are named now, where no line names them.
const ITEMS: &str = "SELECT d.id, s.offer_id, s.customization, s.chosen, s.qty, v.code, trim(p.name || ' ' || v.name)
     FROM json_each(?1) i JOIN destinations d ON d.order_id = i.value
     JOIN destination_items s ON s.destination_id = d.id JOIN offers f ON f.id = s.offer_id
     JOIN variants v ON v.id = f.variant_id JOIN products p ON p.id = v.product_id ORDER BY s.id";

/// The recipients of orders, in the order they were added; `lines` are those of the orders.
pub(in crate::book) fn of_orders(
    connection: &Connection,
    ids: &str,
    lines: &HashMap<OrderId, Vec<Line>>,
) -> Result<HashMap<OrderId, Vec<Destination>>> {
    let mut all: HashMap<OrderId, Vec<Destination>> = HashMap::new();
    for row in gather(connection, LISTED, ids, listed)? {
        all.entry(row.order).or_default().push(row.destination);
    }
    if all.is_empty() {
        return Ok(all);
    }
    let items = gather(connection, ITEMS, ids, |row| {
        let item = DestinationItem {
            code: row.get(5)?,
            goods: row.get(6)?,
            qty: row.get(4)?,
            customization: row.get(2)?,
            chosen: row.get(3)?,
        };
        Ok((row.get(0)?, row.get(1)?, item))
    })?;
    let mut by_destination: HashMap<DestinationId, Vec<(OfferId, DestinationItem)>> =
        HashMap::new();
    for (id, offer, item) in items {
        by_destination.entry(id).or_default().push((offer, item));
    }
    for (order, destinations) in &mut all {
        destinations.sort_by_key(|destination| destination.id);
        let lines = lines.get(order).map_or(&[][..], Vec::as_slice);
        for destination in destinations {
            for (offer, mut item) in by_destination.remove(&destination.id).unwrap_or_default() {
                let line = lines.iter().find(|line| {
                    line.offer == offer
                        && line.customization == item.customization
                        && line.chosen == item.chosen
                });
                let mut each = 1;
                if let Some(line) = line {
                    item.goods = crate::domain::catalog::full_name(&line.product, &line.variant);
                    let parts: i64 = line.parts.iter().map(|part| part.qty).sum();
                    each = match line.parts.is_empty() {
                        true => 1,
                        false => parts / line.qty,
                    };
                }
                destination.units += item.qty * each;
                destination.items.push(item);
            }
        }
    }
    Ok(all)
}
