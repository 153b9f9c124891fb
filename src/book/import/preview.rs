//! Previews an import of orders without changing the book.

use std::collections::HashSet;
use std::io;

use rusqlite::Connection;

use super::known::{Difference, Known, Met};
use super::run::{Imported, KnownOrders, MAX_DIFFERING, References, import};
use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::book::rows::goods_named;
use crate::domain::catalog::full_name;
use crate::domain::draft::OrderDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::excerpt;
use crate::domain::when::Moment;

/// An order that an import would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewOrder {
    /// Who ordered.
    pub customer: String,
    /// Units and names of its lines, in one line.
    pub items: String,
    /// Its bill, in rupiah.
    pub total: Rupiah,
    /// Whether it would be stored as cancelled.
    pub cancelled: bool,
}

/// What the user should know before an import: orders it would skip, goods without a price.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportWarnings {
    /// Orders the period has already, which the import would skip.
    pub known: u64,
    /// Of them, those that the table tells otherwise now.
    pub differing: Vec<Difference>,
    /// Names of new goods that would be free because the table has no price for them.
    pub unpriced: Vec<String>,
}

/// The sentence that names goods imported as free because the table has no price for them; `None`
/// without any.
pub fn unpriced_message(names: &[String]) -> Option<Message> {
    let told = || Message::new("import-unpriced").text("names", excerpt(&names.join(", ")));
    (!names.is_empty()).then(told)
}

impl Book {
    /// Runs an import and rolls it back, so that every refusal shows. Returns what it would make
    /// and its first `most` orders.
    ///
    /// # Errors
    /// As [`Self::import_orders`].
    pub fn preview_import(
        &mut self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
        known: KnownOrders,
        most: usize,
        now: Moment,
    ) -> Result<(Imported, Vec<PreviewOrder>)> {
        self.dry_run(now, |deed| {
            let last: i64 = deed
                .connection()
                .prepare_cached("SELECT coalesce(max(id), 0) FROM orders")?
                .query_row([], |row| row.get(0))?;
            let (made, _) = import(deed, period, orders, known, |_| {})?;
            let first = first_orders(deed.connection(), last, most)?;
            Ok((made, first))
        })
    }

    /// Reports what an import would skip and which new goods would be free, by reading only.
    ///
    /// # Errors
    /// When an order of the table can't be read.
    pub fn import_warnings(
        &self,
        period: PeriodId,
        orders: impl IntoIterator<Item = io::Result<OrderDraft>>,
    ) -> Result<ImportWarnings> {
        let reading = self.reading()?;
        let mut references = References::default();
        let mut warnings = ImportWarnings::default();
        let mut met = HashSet::new();
        let known = Known::of(&reading, period)?;
        for order in orders {
            let order = order?;
            let reference = references.reference(&order)?;
            if let Met::Known(differs) = known.meet(&reading, reference, &order)? {
                warnings.known += 1;
                if warnings.differing.len() < MAX_DIFFERING {
                    warnings.differing.extend(differs);
                }
                continue;
            }
            for line in &order.lines {
                let (line, _) = goods_named::with_choice(&reading, line)?;
                if met.insert(goods_named::key(&line))
                    && line.unit_price.is_none()
                    && goods_named::variant_of(&reading, &line)?.is_none()
                {
                    let variant = line.variant.as_deref().unwrap_or_default();
                    warnings.unpriced.push(full_name(&line.product, variant));
                }
            }
        }
        Ok(warnings)
    }
}

from_row! {
    PREVIEW, preview_row: PreviewOrder {
        customer: "c.name",
        items: "coalesce((SELECT group_concat(l.qty || ' ' || trim(l.product || ' ' || l.variant), ', ')
            FROM lines l WHERE l.order_id = o.id AND l.part_of IS NULL), '')",
        total: "s.total",
        cancelled: "s.cancelled",
    } from "orders o JOIN customers c ON c.id = o.customer_id
     JOIN order_sums s ON s.order_id = o.id WHERE o.id > ?1 ORDER BY o.id LIMIT ?2"
}

/// The first `most` orders with an id above `last`.
fn first_orders(connection: &Connection, last: i64, most: usize) -> Result<Vec<PreviewOrder>> {
    let mut select = connection.prepare_cached(PREVIEW)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = select.query_map([last, most], preview_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
