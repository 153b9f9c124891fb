//! Reads and writes parcels (rules 47, 81, 82).

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::gather::gather;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{from_row, json_ids};
use crate::domain::id::{OrderId, ParcelId};
use crate::domain::parcel::{Parcel, ParcelLine, parcel_code};
use crate::domain::refusal::{Noun, Refusal};

from_row! {
    PARCEL, parcel: Parcel {
        id: "p.id",
        way: "p.way",
        period: "p.period_id",
        destination: "p.destination_id",
        recipient: "p.recipient",
        phone: "p.phone",
        address: "p.address",
        courier: "p.courier",
        service: "p.service",
        tracking: "p.tracking",
        weight: "p.weight",
        cod: "p.cod",
        // An order's shipping stands on the first parcel of its recipient (rule 101).
        billed: "(SELECT coalesce(sum(c.amount), 0) FROM charges c
            JOIN (SELECT DISTINCT order_id FROM unit_moves WHERE parcel_id = p.id) u ON u.order_id = c.order_id
            WHERE c.kind = 'shipping' AND c.destination_id IS p.destination_id AND p.id = (SELECT min(q.id)
                FROM unit_moves v JOIN parcels q ON q.id = v.parcel_id
                WHERE v.order_id = c.order_id AND q.destination_id IS p.destination_id))",
        paid: "CASE WHEN p.paid IS NULL AND p.paid_back IS NULL THEN NULL
            ELSE coalesce(p.paid, 0) + coalesce(p.paid_back, 0) END",
        packed_at: "p.packed_at",
        sent_at: "p.sent_at",
        received_at: "p.received_at",
        returned_at: "p.returned_at",
        return_ending: "p.return_ending",
        unsettled_reason: "p.unsettled_reason",
        note: "p.note",
        ; orders: Vec::new(), customer: String::new(), lines: Vec::new()
    } from "json_each(?1) i JOIN parcels p ON p.id = i.value"
}

/// Parcels in full, in the order of their ids in `ids`.
pub(in crate::book) fn fill(connection: &Connection, ids: &[ParcelId]) -> Result<Vec<Parcel>> {
    let wanted = json_ids(ids);
    let mut known: HashMap<ParcelId, Parcel> = gather(connection, PARCEL, &wanted, parcel)?
        .into_iter()
        .map(|parcel| (parcel.id, parcel))
        .collect();
    // As they came into the parcels.
    let mut orders = gather(connection, ORDERS, &wanted, |row| {
        let came: i64 = row.get(4)?;
        Ok((came, row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    orders.sort_by_key(|(came, ..)| *came);
    for (_, parcel, order, code, customer) in orders {
        let parcel: Option<&mut Parcel> = known.get_mut::<ParcelId>(&parcel);
        if let Some(parcel) = parcel {
            let customer: String = customer;
            if parcel.customer.is_empty() {
                parcel.customer = customer;
            } else if parcel.customer != customer {
                parcel.customer = format!("{}, {customer}", parcel.customer);
            }
            parcel.orders.push((order, code));
        }
    }
    let mut packages: Vec<InPackage> = Vec::new();
    let mut lines = gather(connection, LINES, &wanted, |row| {
        let came: i64 = row.get(10)?;
        Ok((came, row.get(0)?, in_parcel(row)?))
    })?;
    lines.sort_by_key(|(came, ..)| *came);
    for (_, id, held) in lines {
        let Some(parcel) = known.get_mut::<ParcelId>(&id) else {
            continue;
        };
        match held.package {
            None => parcel.lines.push(held.line),
            Some(_) => packages.push(InPackage { parcel: id, held }),
        }
    }
    wrap(packages, &mut known);
    Ok(ids.iter().filter_map(|id| known.remove(id)).collect())
}

/// Orders of parcels, and when they came into them.
const ORDERS: &str = "SELECT u.parcel_id, o.id, o.code, c.name, min(u.id) FROM json_each(?1) i
     JOIN unit_moves u ON u.parcel_id = i.value JOIN orders o ON o.id = u.order_id
     JOIN customers c ON c.id = o.customer_id GROUP BY u.parcel_id, o.id";

/// What is in parcels, or was: what came back from one is still what it held.
const LINES: &str = "SELECT u.parcel_id, u.order_id, v.code,
        coalesce((SELECT trim(l.product || ' ' || l.variant) FROM lines l
                  WHERE l.order_id = u.order_id AND l.offer_id = u.offer_id LIMIT 1), trim(d.name || ' ' || v.name)),
        u.customization, sum(u.qty), pv.code, trim(pd.name || ' ' || pv.name),
        (SELECT sum(part.qty) FROM lines part JOIN lines l ON l.id = part.part_of
         WHERE l.order_id = u.order_id AND l.offer_id = u.package_id AND part.offer_id = u.offer_id),
        (SELECT sum(l.qty) FROM lines l WHERE l.order_id = u.order_id AND l.offer_id = u.package_id AND l.is_package),
        min(u.id)
     FROM json_each(?1) i JOIN unit_moves u ON u.parcel_id = i.value
     JOIN offers f ON f.id = u.offer_id JOIN variants v ON v.id = f.variant_id JOIN products d ON d.id = v.product_id
     LEFT JOIN offers pf ON pf.id = u.package_id LEFT JOIN variants pv ON pv.id = pf.variant_id
     LEFT JOIN products pd ON pd.id = pv.product_id
     WHERE u.src IN ('kitchen', 'order', 'shelf')
     GROUP BY u.parcel_id, u.order_id, u.offer_id, u.customization, u.package_id";

/// Units in a parcel, and the package they are in.
struct Held {
    line: ParcelLine,
    package: Option<Package>,
}

/// A kind of package of an order.
#[derive(Clone, PartialEq)]
struct Package {
    code: String,
    goods: String,
    /// Units of this part in all packages of the order, and those packages.
    parts: i64,
    packages: i64,
}

struct InPackage {
    parcel: ParcelId,
    held: Held,
}

fn in_parcel(row: &rusqlite::Row<'_>) -> rusqlite::Result<Held> {
    let package: Option<String> = row.get(6)?;
    let package = match package {
        Some(code) => Some(Package {
            code,
            goods: row.get(7)?,
            parts: row.get::<_, Option<i64>>(8)?.unwrap_or_default(),
            packages: row.get::<_, Option<i64>>(9)?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(Held {
        line: ParcelLine {
            order: row.get(1)?,
            code: row.get(2)?,
            goods: row.get(3)?,
            customization: row.get(4)?,
            qty: row.get(5)?,
        },
        package,
    })
}

/// Lists packages that left whole as packages, and what else left of them by its parts.
fn wrap(parts: Vec<InPackage>, parcels: &mut HashMap<ParcelId, Parcel>) {
    let mut parts = parts.into_iter().peekable();
    while let Some(first) = parts.next() {
        let Some(package) = first.held.package.clone() else {
            continue;
        };
        let key = (first.parcel, first.held.line.order, package.code.clone());
        let mut all = vec![first.held];
        while let Some(more) = parts.next_if(|more| {
            let code = more.held.package.as_ref().map(|package| &package.code);
            (more.parcel, more.held.line.order, code) == (key.0, key.1, Some(&key.2))
        }) {
            all.push(more.held);
        }
        let Some(parcel) = parcels.get_mut(&key.0) else {
            continue;
        };
        let whole: Option<Vec<i64>> = all
            .iter()
            .map(|held| {
                let of = held.package.as_ref()?;
                let share = held.line.qty.checked_mul(of.packages)?;
                (of.parts > 0 && share % of.parts == 0).then(|| share / of.parts)
            })
            .collect();
        match whole.as_deref() {
            Some([units, rest @ ..]) if rest.iter().all(|other| other == units) => {
                parcel.lines.push(ParcelLine {
                    order: key.1,
                    code: package.code,
                    goods: package.goods,
                    customization: String::new(),
                    qty: *units,
                });
            }
            _ => parcel.lines.extend(all.into_iter().map(|held| held.line)),
        }
    }
}

/// One parcel in full.
///
/// # Errors
/// [`Refusal::Unknown`].
pub(in crate::book) fn by_id(connection: &Connection, id: ParcelId) -> Result<Parcel> {
    match fill(connection, &[id])?.pop() {
        Some(parcel) => Ok(parcel),
        None => {
            let code = parcel_code(id);
            Err(Refusal::unknown(Noun::Parcel, &code, []).into())
        }
    }
}

/// The parcels of an order, oldest first.
pub(in crate::book) fn of_order(connection: &Connection, order: OrderId) -> Result<Vec<ParcelId>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT parcel_id FROM unit_moves WHERE order_id = ?1 AND parcel_id IS NOT NULL ORDER BY 1",
    )?;
    let rows = select.query_map([order], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a parcel; its orders and lines follow from the moves of units into it.
pub(in crate::book) fn insert(deed: &Deed<'_>, new: &Parcel) -> Result<ParcelId> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO parcels (packed_at, way, period_id, destination_id, recipient, phone, address, courier,
             service, tracking, weight, cod, sent_at, received_at, unsettled_reason, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            new.packed_at,
            new.way,
            new.period,
            new.destination,
            new.recipient,
            new.phone,
            new.address,
            new.courier,
            new.service,
            new.tracking,
            new.weight,
            new.cod,
            new.sent_at,
            new.received_at,
            new.unsettled_reason,
            new.note
        ])?;
    Ok(ParcelId::new(deed.connection().last_insert_rowid()))
}
