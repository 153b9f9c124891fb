//! Which orders a search for a number, a customer or goods finds.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::keeper::error::Result;
use super::keeper::sql::json_ids;
use crate::domain::id::{CustomerId, PeriodId, VariantId};

/// What a search found: the orders that fit any of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Orders with this number (`17` is `NAS3-017`), or whose code begins with this text.
    pub number: Option<String>,
    /// Orders of these customers.
    pub customers: Vec<CustomerId>,
    /// Orders with these variants, also as a part of a package.
    pub variants: Vec<VariantId>,
}

/// Up to how many customers or sold units the orders are looked up one by one. For more it is
/// cheaper to filter while walking all orders: one that fits comes soon.
const FEW: i64 = 2_000;

/// The offers of some variants, in one period or in all.
const OFFERS: &str = "SELECT f.id FROM offers f
     WHERE f.variant_id IN (SELECT value FROM json_each(?)) AND f.period_id = coalesce(?, f.period_id)";

/// A condition of SQL with its values.
pub(super) type Condition = (String, Vec<Value>);

impl Found {
    /// Whether nothing was found, so that no order fits.
    pub fn is_empty(&self) -> bool {
        self.number.is_none() && self.customers.is_empty() && self.variants.is_empty()
    }

    /// Whether the orders are few, so that they are looked up instead of walking all.
    pub(super) fn are_few(&self, connection: &Connection) -> Result<bool> {
        if i64::try_from(self.customers.len()).unwrap_or(i64::MAX) > FEW {
            return Ok(false);
        }
        let units: i64 = connection
            .prepare_cached(
                "SELECT coalesce(sum(s.units), 0) FROM offers f JOIN offer_sums s ON s.offer_id = f.id
                 WHERE f.variant_id IN (SELECT value FROM json_each(?1))",
            )?
            .query_row([json_ids(&self.variants)], |row| row.get(0))?;
        Ok(units <= FEW)
    }

    /// The condition that an order `o` was found. `few` looks the orders up; goods are looked
    /// for in one period when given.
    pub(super) fn condition(&self, few: bool, period: Option<PeriodId>) -> Condition {
        let mut values = Vec::new();
        let mut any = Vec::new();
        if let Some(number) = &self.number {
            let (condition, more) = by_number(number);
            any.push(if few {
                format!("SELECT o.id FROM orders o WHERE {condition}")
            } else {
                condition
            });
            values.extend(more);
        }
        if !self.customers.is_empty() {
            any.push(if few {
                "SELECT id FROM orders WHERE customer_id IN (SELECT value FROM json_each(?))"
                    .to_owned()
            } else {
                "+o.customer_id IN (SELECT value FROM json_each(?))".to_owned()
            });
            values.push(json_ids(&self.customers).into());
        }
        if !self.variants.is_empty() {
            any.push(if few {
                format!("SELECT order_id FROM lines WHERE offer_id IN ({OFFERS})")
            } else {
                format!(
                    "EXISTS (SELECT 1 FROM lines l WHERE l.order_id = o.id AND l.offer_id IN ({OFFERS}))"
                )
            });
            values.push(json_ids(&self.variants).into());
            values.push(period.map_or(Value::Null, Value::from));
        }
        let condition = match (any.is_empty(), few) {
            (true, _) => "0".to_owned(),
            (false, true) => format!("o.id IN ({})", any.join(" UNION ")),
            (false, false) => format!("({})", any.join(" OR ")),
        };
        (condition, values)
    }
}

/// The condition that an order `o` has this number, or a code that begins with this text.
pub(super) fn by_number(number: &str) -> Condition {
    match number.trim().parse::<u32>() {
        Ok(number) => (
            "o.code IN (SELECT code || printf('-%03d', ?) FROM periods)".to_owned(),
            vec![number.into()],
        ),
        Err(_) => (
            "(o.code >= ? AND o.code < ? || char(1114111))".to_owned(),
            vec![number.to_owned().into(), number.to_owned().into()],
        ),
    }
}
