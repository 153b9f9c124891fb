//! The customer's approvals of designs (rule 79): they belong to what was ordered, and stay with it when
//! its lines are written anew.

use rusqlite::{Connection, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::{OrderId, VariantId};
use crate::domain::when::Moment;

/// An approved design, and what it is of.
pub(in crate::book) struct Kept {
    variant: VariantId,
    customization: String,
    for_whom: String,
    at: Moment,
    by: String,
    note: String,
}

from_row! {
    KEPT, kept: Kept {
        variant: "f.variant_id",
        customization: "l.customization",
        for_whom: "l.for_whom",
        at: "l.approved_at",
        by: "l.approved_by",
        note: "l.approval_note",
    } from "lines l JOIN offers f ON f.id = l.offer_id
            WHERE l.order_id = ?1 AND l.approved_at IS NOT NULL GROUP BY f.variant_id, l.customization, l.for_whom"
}

/// The approvals of an order's designs.
pub(in crate::book) fn of(connection: &Connection, order: OrderId) -> Result<Vec<Kept>> {
    let mut select = connection.prepare_cached(KEPT)?;
    let rows = select.query_map([order], kept)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Gives lines of an order that are of an approved design its approval: more of the same needs no other.
pub(in crate::book) fn keep(deed: &Deed<'_>, order: OrderId, approvals: &[Kept]) -> Result<()> {
    for kept in approvals {
        deed.connection()
            .prepare_cached(
                "UPDATE lines SET approved_at = ?5, approved_by = ?6, approval_note = ?7
                 WHERE order_id = ?1 AND customization = ?3 AND for_whom = ?4 AND part_of IS NULL
                   AND approved_at IS NULL AND offer_id IN (SELECT id FROM offers WHERE variant_id = ?2)",
            )?
            .execute(params![
                order,
                kept.variant,
                kept.customization,
                kept.for_whom,
                kept.at,
                kept.by,
                kept.note
            ])?;
    }
    Ok(())
}
