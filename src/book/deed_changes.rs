//! What a deed changed, value by value: before and after, from the journal.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::journal::image;
use super::keeper::schema;
use crate::domain::agreed::ShippingBy;
use crate::domain::catalog::full_name;
use crate::domain::id::{ActionId, OrderId};
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// Most rows of one deed that are looked at: an import has very many.
const ROWS: i64 = 500;
/// Most later changes that are looked through for how a row was after the deed.
const LATER: i64 = 5_000;

/// A value that a deed changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChange {
    /// The goods it is about; empty where the deed's sentence says it.
    pub of: String,
    /// Key of the field's name.
    pub field: Cow<'static, str>,
    /// The value before.
    pub before: JournalValue,
    /// The value after.
    pub after: JournalValue,
}

/// A value for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalValue {
    /// No value.
    Nothing,
    /// A text.
    Text(String),
    /// A number.
    Count(i64),
    /// An amount.
    Money(Rupiah),
    /// A moment.
    Moment(Moment),
    /// The key of a word.
    Word(&'static str),
}

/// How a column is told.
#[derive(Debug, Clone, Copy)]
enum As {
    Text,
    Count,
    Money,
    Moment,
    Shipping,
}

/// The columns that are told: table, column, key of the field's name.
const FIELDS: &[(&str, &str, &str, As)] = &[
    ("customers", "name", "field-name", As::Text),
    ("customers", "phone", "field-phone", As::Text),
    ("customers", "address", "field-address", As::Text),
    ("customers", "level", "field-level", As::Text),
    ("customers", "note", "field-note", As::Text),
    ("offers", "price", "field-price", As::Money),
    ("offers", "quota", "field-quota", As::Count),
    ("offers", "minimum", "field-minimum", As::Count),
    ("orders", "recipient", "field-recipient", As::Text),
    ("orders", "recipient_phone", "field-phone", As::Text),
    ("orders", "address", "field-address", As::Text),
    ("orders", "note", "field-note", As::Text),
    ("orders", "down_payment_by", "form-grace-until", As::Moment),
    ("orders", "wanted_day", "field-wanted", As::Text),
    ("orders", "wanted_time", "field-wanted-time", As::Text),
    ("orders", "place", "field-place", As::Text),
    ("orders", "area", "field-area", As::Text),
    ("orders", "free_reason", "field-free", As::Text),
    ("orders", "due_at", "field-due", As::Moment),
    ("orders", "shipping", "field-shipping-by", As::Shipping),
    ("orders", "sender", "field-sender", As::Text),
    ("periods", "name", "field-name", As::Text),
    ("periods", "opens_at", "form-period-opens", As::Moment),
    ("periods", "closes_at", "form-period-closes", As::Moment),
    ("periods", "settle_by", "field-settle-by", As::Moment),
    ("periods", "collect_days", "field-collect-days", As::Count),
    ("periods", "update_days", "field-update-days", As::Count),
    ("periods", "quota", "field-quota", As::Count),
    ("periods", "order_cap", "field-order-cap", As::Count),
    ("periods", "minimum", "field-minimum", As::Count),
    ("periods", "announce_at", "field-announce-at", As::Moment),
    ("periods", "policy_refund", "policy-refund", As::Text),
    ("periods", "policy_cancel", "policy-cancel", As::Text),
    ("periods", "policy_change", "policy-change", As::Text),
    ("periods", "policy_shipping", "policy-shipping", As::Text),
    ("periods", "note", "form-period-note", As::Text),
    ("products", "name", "field-name", As::Text),
    ("variants", "name", "field-variant", As::Text),
    ("variants", "price", "field-price", As::Money),
    ("variants", "cost", "form-product-cost", As::Money),
];

type Row = HashMap<String, Value>;
/// A row of a table.
type Key = (String, i64);

impl Book {
    /// The orders that a deed touched, at most 50, with their numbers.
    pub fn orders_of_deed(&self, action: ActionId) -> Result<Vec<(OrderId, String)>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(
            "SELECT o.id, o.code FROM action_orders a JOIN orders o ON o.id = a.order_id
             WHERE a.action_id = ?1 ORDER BY o.id LIMIT 50",
        )?;
        let rows = select.query_map([action], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The values that a deed changed, as they were right before it and right after. Nothing of
    /// deeds whose images are pruned, or with more later changes than are looked through.
    pub fn values_changed(&self, action: ActionId) -> Result<Vec<ValueChange>> {
        let reading = self.reading()?;
        let mut past = Past::of(&reading, action)?;
        let mut changes = Vec::new();
        for (key, before) in past.touched.clone() {
            let after = past.after(&key)?;
            let (Some(before), Some(after)) = (before, after) else {
                continue;
            };
            for (_, column, field, told) in FIELDS.iter().filter(|(table, ..)| *table == key.0) {
                let (old, new) = (before.get(*column), after.get(*column));
                if old != new {
                    changes.push(ValueChange {
                        of: past.goods(&key, &after)?,
                        field: Cow::Borrowed(field),
                        before: tell(old, *told),
                        after: tell(new, *told),
                    });
                }
            }
        }
        changes.extend(past.items()?);
        changes.extend(past.charges()?);
        Ok(changes)
    }
}

/// The rows around a deed.
struct Past<'a> {
    connection: &'a Connection,
    /// What the deed changed, each row as it was before; None for a new one.
    touched: Vec<(Key, Option<Row>)>,
    /// Rows changed later, as they were before their first later change.
    later: HashMap<Key, Option<Row>>,
    columns: HashMap<String, Vec<String>>,
}

impl<'a> Past<'a> {
    fn of(connection: &'a Connection, action: ActionId) -> Result<Self> {
        let mut past = Self {
            connection,
            touched: Vec::new(),
            later: HashMap::new(),
            columns: HashMap::new(),
        };
        let later: i64 = connection
            .prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM row_changes WHERE action_id > ?1 LIMIT ?2)",
            )?
            .query_row(params![action, LATER], |row| row.get(0))?;
        if later == LATER {
            // How the rows were after the deed isn't known any more.
            return Ok(past);
        }
        let mut own = connection.prepare_cached(
            "SELECT tbl, row, before FROM row_changes WHERE action_id = ?1 ORDER BY seq LIMIT ?2",
        )?;
        let mut rows = own.query(params![action, ROWS])?;
        while let Some(row) = rows.next()? {
            let key: Key = (row.get(0)?, row.get(1)?);
            let before: Option<String> = row.get(2)?;
            if !past.touched.iter().any(|(known, _)| *known == key) {
                let before = past.read(&key.0, before)?;
                past.touched.push((key, before));
            }
        }
        let mut select = connection.prepare_cached(
            "SELECT tbl, row, before FROM row_changes WHERE action_id > ?1
             ORDER BY action_id, seq",
        )?;
        let mut rows = select.query([action])?;
        while let Some(row) = rows.next()? {
            let key: Key = (row.get(0)?, row.get(1)?);
            let before: Option<String> = row.get(2)?;
            if !past.later.contains_key(&key) {
                let before = past.read(&key.0, before)?;
                past.later.insert(key, before);
            }
        }
        Ok(past)
    }

    /// Reads a before-image.
    fn read(&mut self, table: &str, before: Option<String>) -> Result<Option<Row>> {
        let Some(before) = before else {
            return Ok(None);
        };
        let columns = self.columns(table)?;
        Ok(Some(columns.into_iter().zip(image(&before)?).collect()))
    }

    fn columns(&mut self, table: &str) -> Result<Vec<String>> {
        if let Some(known) = self.columns.get(table) {
            return Ok(known.clone());
        }
        let columns = schema::columns(self.connection, table)?;
        self.columns.insert(table.to_owned(), columns.clone());
        Ok(columns)
    }

    /// A row as the deed left it; None when it was removed.
    fn after(&mut self, key: &Key) -> Result<Option<Row>> {
        if let Some(known) = self.later.get(key) {
            return Ok(known.clone());
        }
        let columns = self.columns(&key.0)?;
        let table = &key.0;
        let mut select = self
            .connection
            .prepare_cached(&format!("SELECT * FROM main.\"{table}\" WHERE id = ?1"))?;
        let row = select
            .query_row([key.1], |row| {
                columns
                    .iter()
                    .enumerate()
                    .map(|(at, name)| Ok((name.clone(), row.get::<_, Value>(at)?)))
                    .collect::<rusqlite::Result<Row>>()
            })
            .optional()?;
        Ok(row)
    }

    /// The rows of a table that the deed touched, each before and after, in orders there were
    /// before.
    fn of_orders(&mut self, table: &str) -> Result<Vec<(Option<Row>, Option<Row>)>> {
        let new: Vec<i64> = self
            .touched
            .iter()
            .filter(|((table, _), before)| table == "orders" && before.is_none())
            .map(|((_, row), _)| *row)
            .collect();
        let mut found = Vec::new();
        for (key, before) in self.touched.clone() {
            if key.0 != table {
                continue;
            }
            let after = self.after(&key)?;
            let row = before.as_ref().or(after.as_ref());
            let order = count(row.and_then(|row| row.get("order_id")));
            if order.is_some_and(|order| !new.contains(&order)) {
                found.push((before, after));
            }
        }
        Ok(found)
    }

    /// The units of goods in orders. A raised item is a further line, so the lines that the deed
    /// left as they were count too.
    fn items(&mut self) -> Result<Vec<ValueChange>> {
        let mut sums: Vec<((i64, i64), String, i64, i64)> = Vec::new();
        for (before, after) in self.of_orders("lines")? {
            for (row, is_after) in [(&before, false), (&after, true)] {
                let Some(row) = row else { continue };
                let ids = count(row.get("order_id")).zip(count(row.get("offer_id")));
                let (Some(ids), Some(qty)) = (ids, count(row.get("qty"))) else {
                    continue;
                };
                // What packages hold is in their sentence.
                if count(row.get("part_of")).is_some() {
                    continue;
                }
                let at = match sums.iter().position(|(known, ..)| *known == ids) {
                    Some(at) => at,
                    None => {
                        let name = full_name(&text(row.get("product")), &text(row.get("variant")));
                        let kept = self.kept(ids)?;
                        sums.push((ids, name, kept, kept));
                        sums.len() - 1
                    }
                };
                if let Some((.., old, new)) = sums.get_mut(at) {
                    *(if is_after { new } else { old }) += qty;
                }
            }
        }
        let changed = sums.into_iter().filter(|(.., old, new)| old != new);
        Ok(changed
            .map(|(_, of, old, new)| ValueChange {
                of,
                field: Cow::Borrowed("field-quantity"),
                before: JournalValue::Count(old),
                after: JournalValue::Count(new),
            })
            .collect())
    }

    /// The units of an offer in an order on lines that the deed didn't touch.
    fn kept(&mut self, (order, offer): (i64, i64)) -> Result<i64> {
        let mut select = self
            .connection
            .prepare_cached("SELECT id FROM lines WHERE order_id = ?1")?;
        let now: Vec<i64> = select
            .query_map([order], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let later = self.later.keys().filter(|(table, _)| table == "lines");
        let mut ids: Vec<i64> = now.into_iter().chain(later.map(|(_, id)| *id)).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut sum = 0;
        for id in ids {
            let key = ("lines".to_owned(), id);
            if self.touched.iter().any(|(known, _)| *known == key) {
                continue;
            }
            let Some(row) = self.after(&key)? else {
                continue;
            };
            let same = count(row.get("order_id")) == Some(order)
                && count(row.get("offer_id")) == Some(offer)
                && count(row.get("part_of")).is_none();
            if same {
                sum += count(row.get("qty")).unwrap_or_default();
            }
        }
        Ok(sum)
    }

    fn charges(&mut self) -> Result<Vec<ValueChange>> {
        let amount = |row: &Option<Row>| match row {
            Some(row) => tell(row.get("amount"), As::Money),
            None => JournalValue::Nothing,
        };
        let mut changes = Vec::new();
        for (before, after) in self.of_orders("charges")? {
            let (old, new) = (amount(&before), amount(&after));
            let row = after.as_ref().or(before.as_ref());
            let kind = text(row.and_then(|row| row.get("kind")));
            if old != new {
                changes.push(ValueChange {
                    of: String::new(),
                    field: Cow::Owned(format!("charge-{}", kind.replace('_', "-"))),
                    before: old,
                    after: new,
                });
            }
        }
        Ok(changes)
    }

    /// The name of the goods that a row is about.
    fn goods(&self, (table, id): &Key, row: &Row) -> Result<String> {
        let variant = match table.as_str() {
            "offers" => count(row.get("variant_id")),
            "variants" => Some(*id),
            _ => None,
        };
        let Some(variant) = variant else {
            return Ok(String::new());
        };
        let name = self
            .connection
            .prepare_cached(
                "SELECT p.name, v.name FROM variants v JOIN products p ON p.id = v.product_id
                 WHERE v.id = ?1",
            )?
            .query_row([variant], |row| {
                Ok(full_name(
                    &row.get::<_, String>(0)?,
                    &row.get::<_, String>(1)?,
                ))
            })
            .optional()?;
        Ok(name.unwrap_or_default())
    }
}

fn tell(value: Option<&Value>, told: As) -> JournalValue {
    match (value, told) {
        (Some(Value::Text(text)), As::Text) if !text.is_empty() => JournalValue::Text(text.clone()),
        (Some(Value::Text(code)), As::Shipping) => code
            .parse::<ShippingBy>()
            .map_or(JournalValue::Nothing, |by| JournalValue::Word(by.key())),
        (Some(Value::Integer(amount)), As::Money) => JournalValue::Money(Rupiah::new(*amount)),
        (Some(Value::Integer(number)), As::Count) => JournalValue::Count(*number),
        (Some(Value::Integer(at)), As::Moment) => JournalValue::Moment(Moment::from_unix(*at)),
        _ => JournalValue::Nothing,
    }
}

fn count(value: Option<&Value>) -> Option<i64> {
    match value {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
